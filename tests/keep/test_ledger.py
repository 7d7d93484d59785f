import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings

from keep.desk import LATER, READER, read_again, told
from keep.odd import records
from onrecord.errors import InputError, LedgerError
from onrecord.keep import Ledger, encode_record
from onrecord.keep.insert import day_and_moment
from onrecord.record import Actor, Article, Record

TEXT = "[source Rutte] [cue said] [content yes].\n[source Meloni] [cue said] [content no]."
RECORD = told(TEXT, published="2024-05-03", title="Yes and no")
NOBODY = 65534


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "desk.db") as ledger:
        yield ledger


def contents_of(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    """Every row of every table, those below the full-text index too."""
    tables = ledger.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'"
    )
    return [ledger.rows(f"SELECT * FROM {table}") for (table,) in tables]


def whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file, nor the full-text index with itself."""
    connection = sqlite3.connect(path)
    [[checked]] = connection.execute("PRAGMA integrity_check")
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table in ("article_words", "statement_words"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    connection.close()
    return checked == "ok" and not broken


@settings(deadline=None, max_examples=60)
@given(records())
def test_any_record_comes_back_byte_for_byte(record: Record) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "desk.db")) as ledger:
        assert ledger.add(record)
        assert not ledger.add(record)
        assert ledger.holds(record.article, record.reader)
        for back in (ledger.record(record.article.id), *ledger.records()):
            assert encode_record(back) == encode_record(record)


def test_adding_the_same_record_again_changes_nothing(ledger: Ledger) -> None:
    assert ledger.add(RECORD)
    before = contents_of(ledger)
    assert not ledger.add(RECORD)
    elsewhere = replace(RECORD.article, source="other.html", language="en")
    assert not ledger.add(replace(RECORD, article=elsewhere))
    assert not ledger.add_skipped(RECORD.article)
    assert contents_of(ledger) == before


def test_a_later_reader_answers_and_the_earlier_reading_stays(ledger: Ledger) -> None:
    later = replace(read_again(RECORD), statements=RECORD.statements[:1])
    ledger.add(RECORD)
    assert not ledger.holds(RECORD.article, LATER)
    assert ledger.add(later)
    assert ledger.record("a1") == later
    assert list(ledger.records()) == [later]
    assert [ledger.reading(number) for number in (1, 2)] == [RECORD, later]
    assert ledger.counts() == {"articles": 1, "unread": 0, "readings": 2, "statements": 1}
    assert not ledger.add(RECORD)


def test_other_words_under_one_id_are_another_version_and_both_are_kept(ledger: Ledger) -> None:
    corrected = told(TEXT + " Corrected.", published="2024-05-04")
    undated = told(TEXT + " Undated.")
    same_day = told(TEXT + " Corrected again.", published="2024-05-04")
    for record in (corrected, RECORD, undated):
        assert ledger.add(record)
    assert ledger.record("a1") == corrected
    assert ledger.add(same_day)
    assert ledger.record("a1") == same_day
    assert list(ledger.records()) == [corrected, RECORD, undated, same_day]


def test_an_id_is_found_by_its_beginning_if_no_other_begins_like_it(ledger: Ledger) -> None:
    for id in ("ab", "abcd", "abce", "b%\U0010fffe"):
        ledger.add(told(TEXT, id=id))
    ledger.add(told(TEXT + " Again.", id="b%\U0010fffe"))
    assert ledger.record("ab").article.id == "ab"
    assert ledger.record("abcd").article.id == "abcd"
    assert ledger.record("abce").article.id == "abce"
    assert ledger.record("b%").article.id == "b%\U0010fffe"
    with pytest.raises(
        LedgerError, match="several articles whose ids begin with 'abc'; write more"
    ):
        ledger.record("abc")
    for missing in ("x", "%", "abcdx", "AB", "\udcff"):
        with pytest.raises(LedgerError, match="keeps no article whose id is or begins with"):
            ledger.record(missing)


def test_an_article_that_was_not_read_is_kept_until_it_is(ledger: Ledger) -> None:
    article = replace(RECORD.article, language="fr")
    assert ledger.add_skipped(article)
    assert not ledger.add_skipped(article)
    assert not ledger.holds(article, READER)
    assert ledger.counts() == {"articles": 1, "unread": 1, "readings": 0, "statements": 0}
    assert list(ledger.records()) == []
    with pytest.raises(LedgerError, match=r"'a1', but not read \(language: fr\)"):
        ledger.record("a1")
    assert ledger.add(replace(RECORD, article=article))
    assert ledger.record("a1").article == article
    assert ledger.counts() == {"articles": 1, "unread": 0, "readings": 1, "statements": 2}


def test_a_version_that_was_read_comes_before_a_newer_one_that_was_not(ledger: Ledger) -> None:
    ledger.add(RECORD)
    ledger.add_skipped(replace(RECORD.article, text="Oui.", published="2024-05-09"))
    assert ledger.record("a1") == RECORD


def test_every_value_is_a_row_with_its_article_its_span_and_its_reader(ledger: Ledger) -> None:
    ledger.add(RECORD)
    ledger.add(read_again(RECORD))
    rows = ledger.rows(
        """SELECT article, list, item, field, ordinal, value, span_start, span_end, version
        FROM claim WHERE item IN ('statement1', 'actor1') ORDER BY version, list DESC, field"""
    )
    assert rows[: len(rows) // 2] == [
        ("a1", "statements", "statement1", "content", 0, None, 11, 14, "1.0"),
        ("a1", "statements", "statement1", "cue", 0, None, 6, 10, "1.0"),
        ("a1", "statements", "statement1", "quotation", 0, "indirect", None, None, "1.0"),
        ("a1", "statements", "statement1", "source", 0, None, 0, 5, "1.0"),
        ("a1", "statements", "statement1", "speaker", 0, "actor1", None, None, "1.0"),
        ("a1", "actors", "actor1", "kind", 0, "person", None, None, "1.0"),
        ("a1", "actors", "actor1", "mentions", 0, None, 0, 5, "1.0"),
        ("a1", "actors", "actor1", "name", 0, "Rutte", None, None, "1.0"),
    ]
    assert [(*row[:-1], "1.0") for row in rows[len(rows) // 2 :]] == rows[: len(rows) // 2]


def test_records_can_be_added_while_all_are_read(ledger: Ledger) -> None:
    for n in range(70):
        ledger.add(told(TEXT, id=f"a{n:03}"))
    seen = []
    with Ledger(ledger.path) as other:
        for record in ledger.records():
            seen.append(record.article.id)
            assert len(seen) > 1 or other.add(told(TEXT, id="late"))
    assert seen == [*(f"a{n:03}" for n in range(70)), "late"]


def test_the_time_of_recording_is_the_one_that_was_given(tmp_path: Path) -> None:
    noon = datetime(2024, 5, 3, 12, tzinfo=timezone(timedelta(hours=2)))
    with Ledger(tmp_path / "desk.db", now=lambda: noon) as ledger:
        ledger.add(RECORD)
        times = ledger.rows("SELECT recorded FROM article UNION ALL SELECT recorded FROM reading")
    assert times == [("2024-05-03T10:00:00+00:00",)] * 2
    with Ledger(tmp_path / "now.db") as ledger:
        ledger.add(RECORD)
        [[recorded]] = ledger.rows("SELECT recorded FROM article")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(recorded)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("published", "day", "moment"),
    [
        ("2024-05-03", "2024-05-03", "2024-05-03"),
        ("20240503", "2024-05-03", "2024-05-03"),
        ("2024-05-03T23:30:00-04:00", "2024-05-03", "2024-05-04T03:30:00"),
        ("2024-05-03T10:00:00Z", "2024-05-03", "2024-05-03T10:00:00"),
        ("2024-05-03 10:00", "2024-05-03", "2024-05-03T10:00:00"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01", "0001-01-01T00:00:00"),
        ("yesterday", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_day_is_the_outlets_and_the_order_is_that_of_the_world(
    published: str | None, day: str | None, moment: str | None
) -> None:
    assert day_and_moment(published) == (day, moment)


def test_a_text_that_cannot_be_stored_is_one_line_and_leaves_nothing(ledger: Ledger) -> None:
    broken = replace(RECORD, actors=[*RECORD.actors, Actor("actor9", "\ud83d")])
    before = contents_of(ledger)
    with pytest.raises(InputError, match="half a surrogate pair"):
        ledger.add(broken)
    with pytest.raises(InputError, match="half a surrogate pair"):
        ledger.add_skipped(Article("a", "\udc00"))
    assert contents_of(ledger) == before
    assert ledger.add(RECORD)


def test_a_power_cut_loses_nothing_that_was_added_and_readers_wait_for_nobody(
    ledger: Ledger,
) -> None:
    assert ledger.rows("PRAGMA journal_mode") == [("wal",)]
    assert ledger.rows("PRAGMA synchronous") == [(2,)]  # FULL: on the disk when add returns


def test_a_ledger_that_is_being_written_can_be_read_and_not_written(ledger: Ledger) -> None:
    ledger.add(RECORD)
    writer = sqlite3.connect(ledger.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with Ledger(ledger.path, timeout=0.05) as other:
        assert other.record("a1") == RECORD
        with pytest.raises(LedgerError, match="another program is writing to it; try again"):
            other.add(told(TEXT, id="a2"))
        writer.execute("COMMIT")
        assert other.add(told(TEXT, id="a2"))
    writer.close()


def test_a_ledger_that_nobody_else_may_open_is_named(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Ledger(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerError, match="another program is writing to it"):
        Ledger(path, timeout=0.05)
    holder.close()


@contextmanager
def locked_folder(path: Path, mode: int) -> Iterator[None]:
    """The folder with those permissions, for a user whom they bind."""
    path.chmod(mode)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(0o755)


def test_a_ledger_that_can_only_be_read_is_read_and_not_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "desk.db")
        with Ledger(path) as ledger:
            ledger.add(RECORD)
        path.chmod(0o444)
        with locked_folder(folder, 0o555):
            with Ledger(path, read_only=True) as ledger:
                assert ledger.record("a1") == RECORD
                with pytest.raises(LedgerError, match="it can only be read; change its perm"):
                    ledger.add(told(TEXT, id="a2"))
            with pytest.raises(LedgerError, match=r"it (can only be read|cannot be opened)"):
                Ledger(path).add(told(TEXT, id="a2"))
            with pytest.raises(LedgerError, match="it cannot be opened; check the path and the p"):
                Ledger(folder / "new.db")
        with locked_folder(folder, 0o755):  # the file alone is protected
            with pytest.raises(LedgerError, match=r"it (can only be read|cannot be opened)"):
                Ledger(path).add(told(TEXT, id="a2"))
            with Ledger(path, read_only=True) as ledger:
                assert ledger.record("a1") == RECORD


def test_a_ledger_opened_for_reading_writes_nothing(ledger: Ledger) -> None:
    ledger.add(RECORD)
    with Ledger(ledger.path, read_only=True) as reader:
        assert reader.record("a1") == RECORD
        assert reader.holds(RECORD.article, READER)
        with pytest.raises(LedgerError, match="it can only be read"):
            reader.add(told(TEXT, id="a2"))
        ledger.add(told(TEXT, id="a3"))
        assert reader.counts()["articles"] == 2


def test_a_full_disk_loses_the_article_in_hand_and_nothing_else(ledger: Ledger) -> None:
    ledger.add(RECORD)
    [[pages]] = ledger.rows("PRAGMA page_count")
    ledger.rows(f"PRAGMA max_page_count = {pages + 20}")
    added = 1
    with suppress(LedgerError):
        while added < 1000:
            ledger.add(told(TEXT * 50, id=f"b{added}"))
            added += 1
    assert 1 < added < 100
    with pytest.raises(LedgerError, match="the disk is full; make room and run the same"):
        ledger.add(told(TEXT * 50, id=f"b{added}"))
    assert ledger.counts()["articles"] == added
    ledger.rows("PRAGMA max_page_count = 1000000")
    assert ledger.add(told(TEXT * 50, id=f"b{added}"))
    assert whole(ledger.path)


WRITER = """
import sys
from keep.desk import told
from onrecord.keep import Ledger
with Ledger(sys.argv[1]) as ledger:
    for n in range(int(sys.argv[2])):
        ledger.add(told("[source Rutte] [cue said] [content %d]." % n, id="a%05d" % n))
        print(n, flush=True)
"""


def writing(path: Path, articles: int) -> subprocess.Popen[str]:
    """A program that adds articles to the ledger and prints the number of each."""
    command = [sys.executable, "-c", WRITER, str(path), str(articles)]
    environment = {"PYTHONPATH": ":".join(sys.path)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_two_readers_and_a_writer_work_at_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Ledger(path).close()
    writer = writing(path, 100)
    with Ledger(path, read_only=True) as one, Ledger(path, read_only=True) as two:
        seen = 0
        while seen < 100:
            assert writer.poll() in (None, 0)
            for reader in (one, two):
                found = [record.article.id for record in reader.records()]
                assert found == [f"a{n:05}" for n in range(len(found))]
                assert len(found) >= seen
                seen = len(found)
    assert writer.wait() == 0
    writer.communicate()


def test_two_writers_at_once_keep_everything_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    for writer in [writing(path, 60), writing(path, 60)]:
        writer.communicate()
        assert writer.returncode == 0
    with Ledger(path) as ledger:
        counts = {"articles": 60, "unread": 0, "readings": 60, "statements": 60}
        assert ledger.counts() == counts


def test_a_run_killed_at_any_moment_loses_no_article_it_had_added_and_doubles_none(
    tmp_path: Path,
) -> None:
    chance = random.Random(7)
    path = tmp_path / "desk.db"
    for turn in range(1, 11):
        writer = writing(path, 10_000)
        assert writer.stdout is not None
        enough = chance.randrange(8 * turn)
        added = [writer.stdout.readline()]
        while int(added[-1]) < enough:
            added.append(writer.stdout.readline())
        time.sleep(chance.random() / 100)
        writer.kill()
        added += writer.stdout.read().splitlines(keepends=True)
        writer.wait()
        last = max(int(line) for line in added if line.endswith("\n"))
        with Ledger(path) as ledger:
            ids = [record.article.id for record in ledger.records()]
            assert ids == [f"a{n:05}" for n in range(len(ids))]
            assert len(ids) >= last + 1
            assert ledger.counts()["statements"] == len(ids)
        assert whole(path)
