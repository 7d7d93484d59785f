"""The ledger's tables, how they came about, and what can go wrong when a file is opened.

A reading's record is kept whole and never changed; every table after `reading` is made from it and
could be made again. `claim` shows the rows with their names: a value, of which field, of which
article, where it stands, and which reader says so.
"""

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from onrecord.errors import LedgerError
from onrecord.keep.insert import insert_events, insert_positions
from onrecord.keep.rows import LISTS
from onrecord.record import Record

APPLICATION = 0x6F6E7263  # "onrc", in the header of every ledger
SMALLEST = 512  # bytes of a database; SQLite takes less for an empty file and writes over it
PAUSE = 0.01  # seconds between two tries to switch a new ledger to write-ahead logging

TABLES = (
    # day: the date as published; moment: the same in UTC, for the order. Both NULL if undated.
    """CREATE TABLE article (
        article INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        id TEXT NOT NULL,
        title TEXT,
        published TEXT,
        published_from TEXT,
        url TEXT,
        outlet TEXT,
        authors TEXT NOT NULL,  -- a JSON array
        language TEXT,
        source TEXT,
        day TEXT,
        moment TEXT,
        recorded TEXT NOT NULL,
        text BLOB NOT NULL  -- zlib; last, so that the rest is read without it
    )""",
    "CREATE INDEX article_id ON article (id)",
    "CREATE INDEX article_day ON article (day)",
    """CREATE TABLE reading (
        reading INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        version TEXT NOT NULL,
        weights TEXT NOT NULL,
        recorded TEXT NOT NULL,
        first_item INTEGER NOT NULL,  -- a reading's items are a run of numbers
        last_item INTEGER NOT NULL,
        record BLOB NOT NULL,  -- zlib, the record's JSON without the article
        UNIQUE (article, version, weights)
    )""",
    "CREATE TABLE list (list INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    """CREATE TABLE field (
        field INTEGER PRIMARY KEY,
        list INTEGER NOT NULL REFERENCES list,
        name TEXT NOT NULL,
        UNIQUE (list, name)
    )""",
    """CREATE TABLE item (
        item INTEGER PRIMARY KEY,
        reading INTEGER NOT NULL REFERENCES reading,
        list INTEGER NOT NULL REFERENCES list,
        id TEXT NOT NULL,
        confidence REAL
    )""",
    """CREATE TABLE value (
        item INTEGER NOT NULL REFERENCES item,
        field INTEGER NOT NULL REFERENCES field,
        ordinal INTEGER NOT NULL,
        value,
        span_start INTEGER,
        span_end INTEGER,
        refers INTEGER REFERENCES item,
        PRIMARY KEY (item, field, ordinal)
    ) WITHOUT ROWID""",
    "CREATE INDEX value_refers ON value (refers, field) WHERE refers IS NOT NULL",
    # Also, behind "role:", the ends of roles, so that a body finds who speaks for it: insert.py.
    """CREATE TABLE actor_name (
        name TEXT NOT NULL,
        item INTEGER NOT NULL REFERENCES item,
        goes_on INTEGER NOT NULL,  -- 1: words that follow may be left out of a question
        PRIMARY KEY (name, item)
    ) WITHOUT ROWID""",
    # Both are given words folded by words.py, so any other letter than ASCII's is part of a word.
    # Nothing is ever taken out of them, so they need no copy of what they were given.
    """CREATE VIRTUAL TABLE article_words USING fts5 (
        title, text, content = '', tokenize = 'ascii'
    )""",
    """CREATE VIRTUAL TABLE statement_words USING fts5 (
        source, content, content = '', columnsize = 0, tokenize = 'ascii'
    )""",
    """CREATE VIEW claim AS
        SELECT article.id AS article, list.name AS list, item.id AS item, field.name AS field,
            ordinal, coalesce(value, other.id) AS value, span_start, span_end,
            version, weights, reading.recorded AS recorded
        FROM value JOIN item USING (item) JOIN field USING (field)
        JOIN list ON list.list = field.list
        JOIN reading USING (reading) JOIN article USING (article)
        LEFT JOIN item AS other ON other.item = value.refers""",
)


# What is asked of positions; all of it stands in the records, too.
POSITION_TABLES = (
    """CREATE TABLE position (
        item INTEGER PRIMARY KEY REFERENCES item,
        reading INTEGER NOT NULL REFERENCES reading,
        holder INTEGER NOT NULL REFERENCES item,
        party INTEGER REFERENCES item,
        stance TEXT NOT NULL,
        since TEXT,  -- the first and last day on which it holds, where its times have bounds
        until TEXT
    )""",
    "CREATE INDEX position_reading ON position (reading)",
    "CREATE INDEX position_holder ON position (holder)",
    "CREATE INDEX position_party ON position (party) WHERE party IS NOT NULL",
    """CREATE VIRTUAL TABLE position_words USING fts5 (
        action, target, means, evidence, place, content = '', columnsize = 0, tokenize = 'ascii'
    )""",
    # The order of answers: whoever asks for the newest few need not have all of them sorted.
    "CREATE INDEX article_moment ON article (moment DESC, id, article DESC)",
)

# What is asked of events; their parties are found by `value`.
EVENT_TABLES = (
    """CREATE TABLE event (
        item INTEGER PRIMARY KEY REFERENCES item,
        reading INTEGER NOT NULL REFERENCES reading,
        type TEXT NOT NULL,
        status TEXT NOT NULL,
        first_day TEXT,  -- of its own time, where that has bounds
        last_day TEXT
    )""",
    "CREATE INDEX event_reading ON event (reading)",
    """CREATE INDEX event_planned ON event (first_day)
        WHERE status = 'planned' AND first_day IS NOT NULL""",
    """CREATE VIRTUAL TABLE event_words USING fts5 (
        place, content = '', columnsize = 0, tokenize = 'ascii'
    )""",
)


def make_tables(connection: sqlite3.Connection) -> None:
    """Schema 1."""
    for table in TABLES:
        connection.execute(table)
    connection.executemany("INSERT INTO list VALUES (?, ?)", enumerate(LISTS))


def add_positions(connection: sqlite3.Connection) -> None:
    """Schema 2: positions can be looked up, those of records that are there already, too."""
    for table in POSITION_TABLES:
        connection.execute(table)
    for reading, record, numbers in readings_with(connection, "positions"):
        insert_positions(connection, record, reading, numbers)


def add_events(connection: sqlite3.Connection) -> None:
    """Schema 3: events can be looked up, likewise."""
    for table in EVENT_TABLES:
        connection.execute(table)
    for reading, record, numbers in readings_with(connection, "events"):
        insert_events(connection, record, reading, numbers)


def readings_with(
    connection: sqlite3.Connection, list: str
) -> Iterator[tuple[int, Record, dict[tuple[str, str], int]]]:
    """The readings with something in that list: number, record, and the numbers of its items."""
    held = connection.execute(
        "SELECT DISTINCT reading FROM item WHERE list = ?", (LISTS.index(list),)
    ).fetchall()
    for [reading] in held:
        [[text, record]] = connection.execute(
            "SELECT text, record FROM reading JOIN article USING (article) WHERE reading = ?",
            (reading,),
        )
        kept = msgspec.json.decode(zlib.decompress(record), type=Record)
        article = replace(kept.article, text=zlib.decompress(text).decode())
        items = connection.execute(
            """SELECT list, item.id, item FROM reading
            JOIN item ON item.item BETWEEN first_item AND last_item WHERE reading.reading = ?""",
            (reading,),
        )
        numbers = {(LISTS[at], id): item for at, id, item in items}
        yield reading, replace(kept, article=article), numbers


# The n-th step leads from schema n - 1 to n. A step that has been released is never changed.
STEPS: list[Callable[[sqlite3.Connection], None]] = [make_tables, add_positions, add_events]

REFUSALS = {
    sqlite3.SQLITE_BUSY: ("another program is writing to it", "try again when that has ended"),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", "try again when that has ended"),
    sqlite3.SQLITE_READONLY: (
        "it can only be read",
        "change its permissions and its folder's, or name another ledger",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and run the same command again"),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "check the path and the permissions"),
    sqlite3.SQLITE_PERM: ("it cannot be opened", "check the path and the permissions"),
    sqlite3.SQLITE_IOERR: ("its disk does not read or write", "check the disk"),
    sqlite3.SQLITE_NOTADB: ("it is not a ledger", "name another file"),
    sqlite3.SQLITE_CORRUPT: (
        "it is damaged",
        "put back a copy, or make a new ledger from the articles",
    ),
}


@contextmanager
def ledger_errors(path: Path) -> Iterator[None]:
    """What SQLite refuses for reasons outside this program, as one line for the user."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says where in SQLite
        if code not in REFUSALS:
            raise
        raise LedgerError(str(path), *REFUSALS[code]) from error


def open_ledger(path: Path, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection to the ledger, made or brought to this program's schema where that is needed.

    Args:
        timeout: seconds to wait for another program's writing.

    Raises:
        LedgerError: there is no ledger and none can be made, or not with this program.
    """
    if path.is_dir():
        raise LedgerError(str(path), "it is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise LedgerError(
            str(path), "its folder does not exist", "make the folder, or check the path"
        )
    if read_only and not path.exists():
        raise LedgerError(
            str(path), "there is no such ledger", "check the path, or read articles into it"
        )
    if path.exists() and 0 < path.stat().st_size < SMALLEST:
        raise LedgerError(str(path), *REFUSALS[sqlite3.SQLITE_NOTADB])
    with ledger_errors(path):
        connection = (
            connect_read_only(path, timeout) if read_only else connect(path, "rwc", timeout)
        )
        try:
            prepare(connection, path, read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    """A connection without transactions of its own: the ledger says BEGIN and COMMIT."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, timeout=timeout, isolation_level=None, uri=True)
    connection.execute(f"PRAGMA busy_timeout = {round(timeout * 1000)}")
    return connection


def connect_read_only(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection that writes nothing, also where nothing can be written, as on a DVD.

    Readers of a WAL file share a file beside it. Where that cannot be made and nobody has left a
    log, nobody is writing either, and the file is read as one that does not change.
    """
    connection = connect(path, "ro", timeout)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        connection = connect(path, "ro&immutable=1", timeout)
    return connection


def prepare(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Refuse what is no ledger of ours, and bring an older one to this schema."""
    with transaction(connection, "DEFERRED"):  # while another program makes it: all or nothing
        schema = schema_of(connection, path)
    if schema < len(STEPS):
        if read_only:
            remedy = "open it once for writing, as `onrecord read` does: that brings it up to date"
            raise LedgerError(str(path), f"it is of an older schema ({schema})", remedy)
        migrate(connection, path)
    if not read_only:
        write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite itself does not wait while another program does so."""
    [[milliseconds]] = connection.execute("PRAGMA busy_timeout")
    end = time.monotonic() + milliseconds / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() >= end:
                raise
            time.sleep(PAUSE)


def schema_of(connection: sqlite3.Connection, path: Path) -> int:
    """The number of the ledger's schema; 0 for an empty file.

    Raises:
        LedgerError: another program's file, or a ledger of a later program.
    """
    [[application]] = connection.execute("PRAGMA application_id")
    [[schema]] = connection.execute("PRAGMA user_version")
    [[tables]] = connection.execute("SELECT count(*) FROM sqlite_master")
    if application != APPLICATION and (application or schema or tables):
        raise LedgerError(str(path), "it is another program's database", "name another file")
    if schema > len(STEPS):
        problem = f"it is of schema {schema}, this program knows schemas up to {len(STEPS)}"
        raise LedgerError(str(path), problem, "update onrecord")
    return int(schema)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take the steps that are missing, all of them or none."""
    with transaction(connection):
        # Another program may have taken them while this one waited.
        for step in STEPS[schema_of(connection, path) :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All that is written within, or none of it; what is read is of one moment.

    Args:
        kind: IMMEDIATE, when others are to wait from its first line on, or DEFERRED.
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise
