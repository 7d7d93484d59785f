import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from keep.desk import acted, held, told
from onrecord.answer.events import events_in
from onrecord.answer.positions import positions_in
from onrecord.errors import LedgerError
from onrecord.keep import Ledger, schema

RECORD = told("[source Rutte] [cue said] [content yes].")


def header_of(path: Path) -> tuple[int, int]:
    """The file's application and schema numbers."""
    connection = sqlite3.connect(path)
    [[application]] = connection.execute("PRAGMA application_id")
    [[number]] = connection.execute("PRAGMA user_version")
    connection.close()
    return application, number


def run_sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def a_column_more(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE article ADD COLUMN origin INTEGER")


def a_step_that_fails(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE reading")
    raise ZeroDivisionError


def test_a_new_or_empty_file_becomes_a_ledger_of_this_schema(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for name in ("new.db", "empty.db", "odd ?#%41 name.db"):
        with Ledger(tmp_path / name) as ledger:
            assert ledger.add(RECORD)
        assert header_of(tmp_path / name) == (schema.APPLICATION, len(schema.STEPS))


def test_an_older_ledger_is_brought_up_to_date_and_keeps_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    with Ledger(path) as ledger:
        ledger.add(RECORD)
    monkeypatch.setattr(schema, "STEPS", [*schema.STEPS, a_column_more])
    with pytest.raises(LedgerError, match=r"older schema \(3\); open it once for writing"):
        Ledger(path, read_only=True)
    with Ledger(path) as ledger:
        assert ledger.record("a1") == RECORD
        assert ledger.rows("SELECT origin FROM article") == [(None,)]
    assert header_of(path) == (schema.APPLICATION, 4)
    with Ledger(path, read_only=True) as ledger:
        assert ledger.record("a1") == RECORD


def test_positions_kept_before_they_could_be_looked_up_are_found(tmp_path: Path) -> None:
    path, record = (
        tmp_path / "desk.db",
        held("[holder Velmaria] lets [party Ketvaria] [permits fly]."),
    )
    with Ledger(path) as ledger:
        for number in range(3):
            ledger.add(replace(record, article=replace(record.article, id=f"a{number}")))
        ledger.add(RECORD)
        expected = positions_in(ledger, holder="Velmaria", party="ketvaria", about="fly")
        assert len(expected) == 3
        rows = ledger.rows("SELECT * FROM position")
    run_sql(
        path,
        "DROP TABLE position",
        "DROP TABLE position_words",
        "DROP INDEX article_moment",
        "DROP TABLE event",
        "DROP TABLE event_words",
        "PRAGMA user_version = 1",
    )
    with Ledger(path) as ledger:
        assert ledger.rows("SELECT * FROM position") == rows != []
        assert positions_in(ledger, holder="Velmaria", party="ketvaria", about="fly") == expected
        ledger.add(replace(record, article=replace(record.article, id="new")))
        assert len(positions_in(ledger, about="fly")) == 4
    assert header_of(path) == (schema.APPLICATION, len(schema.STEPS))


def test_events_kept_before_they_could_be_looked_up_are_found(tmp_path: Path) -> None:
    line = "[actor Velk] [CONSULT meets] [recipient Oslo] in [place Quell] on [time Friday]."
    path, record = tmp_path / "desk.db", acted(line, days={"Friday": "2031-03-07"})
    with Ledger(path) as ledger:
        ledger.add(record)
        ledger.add(RECORD)
        expected = events_in(ledger, actor="Velk", place="quell", since="2031-03-07")
        assert len(expected) == 1
        rows = ledger.rows("SELECT * FROM event")
    run_sql(path, "DROP TABLE event", "DROP TABLE event_words", "PRAGMA user_version = 2")
    with Ledger(path) as ledger:
        assert ledger.rows("SELECT * FROM event") == rows != []
        assert events_in(ledger, actor="Velk", place="quell", since="2031-03-07") == expected
    assert header_of(path) == (schema.APPLICATION, len(schema.STEPS))


def test_a_step_that_fails_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    with Ledger(path) as ledger:
        ledger.add(RECORD)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", [*schema.STEPS, a_column_more, a_step_that_fails])
        with pytest.raises(ZeroDivisionError):
            Ledger(path)
    with Ledger(path) as ledger:
        assert ledger.record("a1") == RECORD


def test_a_ledger_of_a_later_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Ledger(path).close()
    run_sql(path, "PRAGMA user_version = 7")
    with pytest.raises(LedgerError, match="schema 7, this program knows schemas up to 3; update"):
        Ledger(path)
    assert header_of(path) == (schema.APPLICATION, 7)


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE bookmarks (url)", "PRAGMA user_version = 1", "PRAGMA application_id = 5"],
)
def test_another_programs_database_is_refused_and_left_alone(
    tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "other.db"
    run_sql(path, statement)
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(LedgerError, match="another program's database"):
            Ledger(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("garbage", [b"who said what\n" * 100, b"\0" * 5000, b"x"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, garbage: bytes
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(garbage)
    for read_only in (False, True):
        with pytest.raises(LedgerError, match=r"notes\.txt: it is not a ledger; name another file"):
            Ledger(path, read_only=read_only)
    assert path.read_bytes() == garbage


def test_a_damaged_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Ledger(path) as ledger:
        ledger.add(RECORD)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(LedgerError, match="it is damaged; put back a copy"):
        Ledger(path).add(told("other", id="a2"))


def test_a_path_that_cannot_be_a_ledger_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="it is a folder; name a file in it"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="its folder does not exist"):
        Ledger(tmp_path / "none" / "desk.db")
    with pytest.raises(LedgerError, match="there is no such ledger"):
        Ledger(tmp_path / "desk.db", read_only=True)
    assert not list(tmp_path.iterdir())


def test_programs_that_make_one_ledger_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    program = f"""
from keep.desk import told
from onrecord.keep import Ledger
with Ledger({str(path)!r}) as ledger:
    print(ledger.add(told("[source Rutte] [cue said] [content yes].")))
"""
    command = [sys.executable, "-c", program]
    makers = [
        subprocess.Popen(
            command, env={"PYTHONPATH": ":".join(sys.path)}, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    assert sorted(maker.communicate()[0].strip() for maker in makers) == [*["False"] * 3, "True"]
