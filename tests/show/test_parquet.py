import io
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keep.odd import records
from pyarrow import parquet

from onrecord.errors import OnrecordError
from onrecord.record import Article, Reader, Record, Span
from onrecord.show import parquet as room
from onrecord.show.export import export_records
from onrecord.show.parquet import write_parquet
from onrecord.show.tables import TABLES
from show.desk import RECORD, TEXT

Rows = dict[str, list[dict[str, Any]]]


def tables(many: Sequence[Record], with_text: bool = True) -> Rows:
    streams = {table: io.BytesIO() for table in TABLES}
    write_parquet(many, streams, with_text=with_text)
    return {table: parquet.read_table(stream).to_pylist() for table, stream in streams.items()}


def made(hint: Any, value: Any) -> Any:
    """A value of the dataclasses, out of what Parquet gives back."""
    inside = [one for one in get_args(hint) if one is not NoneType]
    if value is None or hint is str or not (inside or is_dataclass(hint) or hint is Span):
        return value
    if get_origin(hint) is list:
        return [made(inside[0], one) for one in value]
    if hint is Span:
        return Span(value["start"], value["end"])
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{at.name: made(hints[at.name], value[at.name]) for at in fields(hint)})
    return made(inside[0], value)


def records_again(rows: Rows) -> list[Record]:
    found = []
    for row in rows["articles"]:
        lists = {
            name: [
                made(get_args(get_type_hints(Record)[name])[0], item)
                for item in rows[name]
                if item["record"] == row["record"]
            ]
            for name in TABLES[1:]
        }
        reader = Reader(row["version"], row["weights"])
        found.append(Record(reader, made(Article, row), **lists, schema=row["schema"]))
    return found


@given(st.lists(records(), max_size=3))
def test_records_come_back_as_they_were(many: list[Record]) -> None:
    assert records_again(tables([*many, RECORD])) == [*many, RECORD]


def test_a_span_is_its_ends_and_its_words() -> None:
    [row] = tables([RECORD])["statements"]
    for part in (*row["source"], *row["cue"], *row["content"]):
        assert part["words"] == TEXT[part["start"] : part["end"]]
    assert (row["article"], row["channel"], row["time"]) == ("a1", None, "time1")


def test_without_text_the_words_of_spans_remain() -> None:
    rows = tables([RECORD], with_text=False)
    assert rows["articles"][0]["text"] is None
    assert rows["statements"] == tables([RECORD])["statements"]
    assert "Velk is small" not in str(rows)


def test_rows_are_written_in_groups_and_the_columns_are_there_without_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "RECORDS", 2)
    streams = {table: io.BytesIO() for table in TABLES}
    write_parquet([RECORD] * 5, streams)
    file = parquet.ParquetFile(streams["places"])
    assert (file.metadata.num_row_groups, file.metadata.num_rows) == (3, 25)
    monkeypatch.setattr(room, "LETTERS", len(TEXT))
    write_parquet([RECORD] * 2, {"articles": (again := io.BytesIO())})
    assert parquet.ParquetFile(again).metadata.num_row_groups == 2
    assert tables([]) == {table: [] for table in TABLES}


def test_the_same_records_give_the_same_bytes() -> None:
    once, again = io.BytesIO(), io.BytesIO()
    for stream in (once, again):
        write_parquet([RECORD], {"statements": stream})
    assert once.getvalue() == again.getvalue()


def test_without_pyarrow_the_remedy_is_one_line_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "onrecord.show.parquet")
    with pytest.raises(OnrecordError, match=r"pyarrow is not installed; pip install 'onrecord\["):
        export_records([RECORD], "parquet", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
