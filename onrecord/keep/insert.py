"""An article and its record -> their rows; the caller holds the transaction."""

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from onrecord.keep.lines import article_digest, encode_record
from onrecord.keep.rows import LISTS, claims_of, list_referred_to, names_of, words_of_statement
from onrecord.keep.words import indexed
from onrecord.record import Article, Record

NO_ARTICLE = Article(id="", text="")


def insert(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> int:
    """Insert one row, and give its number."""
    number = connection.execute(sql, values).lastrowid
    assert number is not None, "an INSERT into a table with row numbers"
    return number


def insert_article(connection: sqlite3.Connection, article: Article, recorded: str) -> int:
    """The row number of an article that is new to the ledger."""
    day, moment = day_and_moment(article.published)
    number = insert(
        connection,
        """INSERT INTO article (digest, id, title, published, published_from, url, outlet, authors,
        language, source, text, day, moment, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            article_digest(article),
            article.id,
            article.title,
            article.published,
            article.published_from,
            article.url,
            article.outlet,
            msgspec.json.encode(article.authors).decode(),
            article.language,
            article.source,
            zlib.compress(article.text.encode()),
            day,
            moment,
            recorded,
        ),
    )
    connection.execute(
        "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)",
        (number, indexed(article.title or ""), indexed(article.text)),
    )
    return number


def day_and_moment(published: str | None) -> tuple[str | None, str | None]:
    """The day as the outlet gives it, and the moment in UTC; a date alone comes before its hours.

    A time without a zone is taken as UTC.
    """
    try:
        read = datetime.fromisoformat(published or "")
    except ValueError:
        return None, None
    day = read.date().isoformat()
    if published is not None and len(published) <= len("2024-05-03"):
        return day, day
    if read.tzinfo is not None:
        try:
            read = read.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:  # the first or last hours of the calendar
            read = read.replace(tzinfo=None)
    return day, read.isoformat(timespec="seconds")


def insert_reading(
    connection: sqlite3.Connection, record: Record, article: int, recorded: str
) -> None:
    """The rows of a record whose article has its row."""
    items = [(name, item) for name in LISTS for item in getattr(record, name)]
    [[first]] = connection.execute("SELECT coalesce(max(item), 0) + 1 FROM item")
    numbers = {(name, item.id): first + at for at, (name, item) in enumerate(items)}
    reading = insert(
        connection,
        """INSERT INTO reading (article, version, weights, recorded, first_item, last_item, record)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            article,
            record.reader.version,
            record.reader.weights,
            recorded,
            first,
            first + len(items) - 1,
            zlib.compress(encode_record(replace(record, article=NO_ARTICLE))),
        ),
    )
    connection.executemany(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?)",
        (
            (number, reading, LISTS.index(name), item.id, getattr(item, "confidence", None))
            for number, (name, item) in enumerate(items, start=first)
        ),
    )
    insert_values(connection, record, numbers)
    text = record.article.text
    connection.executemany(
        "INSERT INTO actor_name VALUES (?, ?, ?)",
        (
            (name, numbers["actors", actor.id], goes_on)
            for actor in record.actors
            for name, goes_on in names_of(actor, text).items()
        ),
    )
    connection.executemany(
        "INSERT INTO statement_words (rowid, source, content) VALUES (?, ?, ?)",
        (
            (numbers["statements", statement.id], *words_of_statement(statement, record))
            for statement in record.statements
        ),
    )


def insert_values(
    connection: sqlite3.Connection, record: Record, numbers: dict[tuple[str, str], int]
) -> None:
    """A row for every value, and one for every field that is seen for the first time."""
    claims = list(claims_of(record))
    connection.executemany(
        "INSERT INTO field (list, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        sorted({(LISTS.index(claim.list), claim.field) for claim in claims}),
    )
    fields = {
        (LISTS[list], name): field
        for field, list, name in connection.execute("SELECT field, list, name FROM field")
    }
    connection.executemany(
        "INSERT INTO value VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                numbers[claim.list, claim.item],
                fields[claim.list, claim.field],
                claim.ordinal,
                claim.value,
                *(claim.span or (None, None)),
                None if claim.refers is None else numbers[list_referred_to(claim), claim.refers],
            )
            for claim in claims
        ),
    )
