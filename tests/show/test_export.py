"""What is exported is whole or not there, and no archive is held in memory."""

import gc
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from onrecord.errors import OnrecordError
from onrecord.keep import decode_record, whole_file, whole_files
from onrecord.record import Record
from onrecord.show.export import Format, export_records
from onrecord.show.gdelt import FILES
from onrecord.show.tables import MARK, TABLES
from show.desk import RECORD

FORMATS: tuple[Format, ...] = get_args(Format)


def names_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_or_a_file_for_each_table_is_written(tmp_path: Path) -> None:
    for format in FORMATS:
        export_records([RECORD], format, tmp_path / format)
    assert names_in(tmp_path) == sorted(
        [
            "geojson",
            "ics",
            "jsonl",
            "polecat",
            *(f"gdelt/{name}" for name in FILES.values()),
            *(f"{format}/{table}.{format}" for format in ("csv", "parquet") for table in TABLES),
        ]
    )
    assert decode_record((tmp_path / "jsonl").read_bytes()) == RECORD
    assert json.loads((tmp_path / "geojson").read_bytes())["type"] == "FeatureCollection"
    assert (tmp_path / "csv" / "actors.csv").read_bytes().startswith(MARK + b"record,article")


def test_one_table_is_one_file_or_a_stream(tmp_path: Path) -> None:
    export_records([RECORD], "csv", tmp_path / "said.csv", table="statements")
    out = io.BytesIO()
    export_records([RECORD], "csv", out, table="statements")
    assert (tmp_path / "said.csv").read_bytes() == MARK + out.getvalue()
    assert not out.closed


@pytest.mark.parametrize("format", FORMATS)
def test_a_run_that_breaks_off_leaves_what_was_there(format: Format, tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield RECORD
        raise RuntimeError("planted")

    for first in (True, False):
        before = {name: (tmp_path / name).read_bytes() for name in names_in(tmp_path)}
        with pytest.raises(RuntimeError, match="planted"):
            export_records(broken(), format, tmp_path / "out")
        assert {name: (tmp_path / name).read_bytes() for name in names_in(tmp_path)} == before
        if first:
            if (tmp_path / "out").is_dir():
                (tmp_path / "out").rmdir()
            export_records([RECORD], format, tmp_path / "out")


@pytest.mark.parametrize("format", FORMATS)
def test_records_are_let_go_of_as_they_are_written(format: Format, tmp_path: Path) -> None:
    line = json.dumps(json.loads(as_line(RECORD))).encode()

    def many() -> Iterator[Record]:
        for number in range(300):
            if number % 100 == 99:
                held = sum(type(one) is Record for one in gc.get_objects())
                assert held < 20
            yield decode_record(line)

    export_records(many(), format, tmp_path / "out")


def as_line(record: Record) -> bytes:
    out = io.BytesIO()
    export_records([record], "jsonl", out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("format", "options", "message"),
    [
        ("csv", {}, "several files; name a folder"),
        ("parquet", {}, "several files; name a folder"),
        ("geojson", {"table": "places"}, "geojson has no tables; take csv"),
        ("gdelt", {}, "several files; name a folder with --to$"),
        ("polecat", {"table": "events"}, "polecat has no tables; take csv"),
        ("jsonl", {"with_text": False}, "not for jsonl; take parquet"),
        ("ics", {"all_status": True}, "--all-status: not for ics; take polecat or gdelt"),
    ],
)
def test_what_does_not_go_together_is_one_line(
    format: Format, options: dict[str, object], message: str
) -> None:
    with pytest.raises(OnrecordError, match=message):
        export_records([RECORD], format, io.BytesIO(), **options)  # type: ignore[arg-type]


def test_a_folder_that_is_a_file_and_a_file_in_no_folder_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OnrecordError, match="this is a file; name a folder"):
        export_records([RECORD], "csv", tmp_path / "file")
    with pytest.raises(OnrecordError, match="no such file or folder"):
        export_records([RECORD], "geojson", tmp_path / "none" / "x.geojson")
    with pytest.raises(OnrecordError, match="no such file or folder"):
        export_records([RECORD], "csv", tmp_path / "none" / "x")


def test_a_file_that_is_no_plain_one_is_written_as_it_is(tmp_path: Path) -> None:
    with whole_file("/dev/null") as stream:
        stream.write(b"x")
    assert not Path("/dev/null.part").exists()
    with whole_files(tmp_path / "out", ["a", "b"]) as streams:
        streams["a"].write(b"1")
        assert names_in(tmp_path) == ["out/a.part", "out/b.part"]
    assert names_in(tmp_path) == ["out/a", "out/b"]
