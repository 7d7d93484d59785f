import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from keep.desk import LATER, READER, read_again, told
from onrecord.errors import OnrecordError
from onrecord.keep import RecordFile, encode_record
from onrecord.record import Record

RECORDS = [told(f"[source Rutte] [cue said] [content {n}].", id=f"a{n}") for n in range(5)]
LINES = [encode_record(record) + b"\n" for record in RECORDS]


def run(path: Path, records: Sequence[Record]) -> list[str]:
    """Read the records' articles into the file; the ids of those that had to be read."""
    read = []
    with RecordFile(path) as file:
        for record in records:
            if not file.holds(record.article, record.reader):
                file.write(record)
                read.append(record.article.id)
    return read


def test_a_file_is_there_when_it_is_whole_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    with RecordFile(path) as file:
        for record in RECORDS:
            file.write(record)
            assert not path.exists()
    assert path.read_bytes() == b"".join(LINES)
    assert os.listdir(tmp_path) == ["records.jsonl"]


def test_a_finished_file_is_replaced_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    run(path, RECORDS)
    assert run(path, RECORDS[1:3]) == ["a1", "a2"]
    assert path.read_bytes() == b"".join(LINES[1:3])


@pytest.mark.parametrize("torn", [b"", LINES[2][:1], LINES[2][:-1]])
def test_a_killed_run_goes_on_after_its_last_whole_line(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "records.jsonl"
    (tmp_path / "records.jsonl.part").write_bytes(b"".join(LINES[:2]) + torn)
    assert run(path, RECORDS) == ["a2", "a3", "a4"]
    assert path.read_bytes() == b"".join(LINES)
    assert os.listdir(tmp_path) == ["records.jsonl"]


def test_an_interrupted_run_keeps_what_was_written_for_the_next(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    with suppress(KeyboardInterrupt), RecordFile(path) as file:
        file.write(RECORDS[0])
        raise KeyboardInterrupt
    assert not path.exists()
    assert run(path, RECORDS[:2]) == ["a1"]


def test_the_file_holds_what_this_run_was_asked_for_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    part = tmp_path / "records.jsonl.part"
    part.write_bytes(LINES[3] + b"no record\n" + LINES[0] + LINES[4])
    assert run(path, [RECORDS[0], RECORDS[1], RECORDS[3]]) == ["a1"]
    assert path.read_bytes() == LINES[0] + LINES[1] + LINES[3]
    assert os.listdir(tmp_path) == ["records.jsonl"]


def test_an_article_that_comes_twice_has_two_lines_in_a_resumed_run_as_in_any(
    tmp_path: Path,
) -> None:
    path = tmp_path / "records.jsonl"
    (tmp_path / "records.jsonl.part").write_bytes(LINES[0])
    assert run(path, [RECORDS[0], RECORDS[0]]) == ["a0"]
    assert path.read_bytes() == LINES[0] * 2


def test_another_reader_or_another_text_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    (tmp_path / "records.jsonl.part").write_bytes(LINES[0])
    other = replace(RECORDS[0], article=replace(RECORDS[0].article, text="Rutte said no."))
    with RecordFile(path) as file:
        assert not file.holds(RECORDS[0].article, LATER)
        assert not file.holds(other.article, READER)
        assert file.holds(RECORDS[0].article, READER)
    assert run(path, [read_again(RECORDS[0])]) == ["a0"]


def test_a_run_killed_at_once_loses_no_line_that_was_written(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    program = f"""
import os, signal
from keep.test_record_file import RECORDS, RecordFile
with RecordFile({str(path)!r}) as file:
    for record in RECORDS[:3]:
        file.write(record)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)})
    assert ended.returncode == -signal.SIGKILL
    assert run(path, RECORDS) == ["a3", "a4"]
    assert path.read_bytes() == b"".join(LINES)


def test_what_is_no_plain_file_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    run(Path(os.devnull), RECORDS)
    assert not Path(os.devnull).is_file()
    assert not Path(os.devnull + ".part").exists()
    with pytest.raises(OnrecordError, match="/dev/full: the disk is full"):
        run(Path("/dev/full"), RECORDS)
    with pytest.raises(OnrecordError, match="this is a folder; name a file in it"):
        run(tmp_path, RECORDS)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "records.jsonl")
    run(tmp_path / "link.jsonl", RECORDS)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "records.jsonl").read_bytes() == b"".join(LINES)


def test_a_folder_that_is_not_there_is_one_line_for_the_user(tmp_path: Path) -> None:
    path = tmp_path / "none" / "records.jsonl"
    with pytest.raises(OnrecordError, match=r"records\.jsonl: there is no such file or folder"):
        run(path, RECORDS)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Files of this process stop growing there, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_cannot_grow_is_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    full = pytest.raises(OnrecordError, match=r"records\.jsonl: the file may not grow")
    with files_up_to(len(LINES[0]) * 2 + 100), full:
        run(path, RECORDS)
    assert not path.exists()
    assert run(path, RECORDS) == ["a2", "a3", "a4"]
    assert path.read_bytes() == b"".join(LINES)
