"""An article and its record -> their rows; the caller holds the transaction."""

import re
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import msgspec

from onrecord.keep.lines import article_digest, encode_record
from onrecord.keep.rows import (
    LISTS,
    claims_of,
    days_of_event,
    days_of_position,
    list_referred_to,
    words_of_event,
    words_of_position,
    words_of_statement,
)
from onrecord.keep.words import POSSESSIVE, folded_name, indexed, is_pronoun, words_of
from onrecord.record import Actor, Article, Record

NO_ARTICLE = Article(id="", text="")
# A longer "name" is a description; its tails would cost the square of its length.
NAME_WORDS = 12
# Before a row of `actor_name` that is made from a role. No folded name has a colon, so whoever asks
# for a name, this program or an earlier one, never meets such a row; older ledgers have none.
BY_ROLE = "role:"
# What the noun of a role is followed by, and what no body's name begins with.
JOINS = re.compile(r"(?:of|for|at|in|on|to|from|with|by|under)\Z", re.IGNORECASE)
BEGINS_NONE = re.compile(rf"{JOINS.pattern}|(?:the|an?|and|or|&)\Z", re.IGNORECASE)


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
            for name, goes_on in asked_by(actor, text).items()
        ),
    )
    connection.executemany(
        "INSERT INTO statement_words (rowid, source, content) VALUES (?, ?, ?)",
        (
            (numbers["statements", statement.id], *words_of_statement(statement, record))
            for statement in record.statements
        ),
    )
    insert_positions(connection, record, reading, numbers)
    insert_events(connection, record, reading, numbers)


def insert_positions(
    connection: sqlite3.Connection,
    record: Record,
    reading: int,
    numbers: Mapping[tuple[str, str], int],
) -> None:
    """The rows by which positions are looked up.

    The second step of schema.py fills older ledgers with it: a later step that changes these tables
    leaves that step a copy of this function as it is.
    """
    connection.executemany(
        """INSERT INTO position (item, reading, holder, party, stance, since, until)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                numbers["positions", position.id],
                reading,
                numbers["actors", position.holder],
                None if position.party is None else numbers["actors", position.party],
                position.stance,
                *days_of_position(position, record),
            )
            for position in record.positions
        ),
    )
    connection.executemany(
        """INSERT INTO position_words (rowid, action, target, means, evidence, place)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (
            (numbers["positions", position.id], *words_of_position(position, record))
            for position in record.positions
        ),
    )


def insert_events(
    connection: sqlite3.Connection,
    record: Record,
    reading: int,
    numbers: Mapping[tuple[str, str], int],
) -> None:
    """The rows by which events are looked up; the third step of schema.py calls it, too."""
    connection.executemany(
        """INSERT INTO event (item, reading, type, status, first_day, last_day)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (
            (
                numbers["events", event.id],
                reading,
                event.type,
                event.status,
                *days_of_event(event, record),
            )
            for event in record.events
        ),
    )
    connection.executemany(
        "INSERT INTO event_words (rowid, place) VALUES (?, ?)",
        ((numbers["events", event.id], words_of_event(event, record)) for event in record.events),
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


def asked_by(actor: Actor, text: str) -> dict[str, bool]:
    """What the actor is found by, as `actor_name` has it, and whether more words may follow."""
    roles = {BY_ROLE + words: True for words in bodies_in(actor.role or "")}
    return names_of(actor, text) | roles


def names_of(actor: Actor, text: str) -> dict[str, bool]:
    """What the actor can be asked for by, folded, and whether more words may follow.

    The name and each of its tails may be followed by more ("antony" of "antony blinken"), so that
    any whole words of the name find it; a mention is asked for as it stands. Pronouns find nobody:
    not "he", nor "his" of "his lawyer"; but "He" of "He Lifeng" is a name.
    """
    mentioned = {mention.of(text) for mention in set(actor.mentions)}
    names = {folded_name(words): False for words in mentioned if not is_pronoun(words)}
    words = list(words_of(POSSESSIVE.sub("", actor.name.strip())))
    written = [word.span.of(actor.name.strip()) for word in words]
    for at in range(len(words) if len(words) <= NAME_WORDS else 1):
        pointing, following = is_pronoun(written[at]), written[at + 1 : at + 2]
        if following or not pointing:
            goes_on = not (pointing and following[0][0].islower())
            names[" ".join(word.compared for word in words[at:])] = goes_on
    names.pop("", None)
    return names


def bodies_in(role: str) -> set[str]:
    """The ends of a role that begin where a body's name may begin, folded.

    Of "spokesman for the Foreign Ministry" they are "foreign ministry" and "ministry". The role's
    own noun, which is the last word or stands before "of" or "for", begins none: who asks for
    "King" does not ask for every king.
    """
    words = role.split()
    if len(words) > NAME_WORDS:
        return set()
    folded = [[part.compared for part in words_of(word)] for word in words]
    joined = [bool(JOINS.match(word)) for word in [*words[1:], ""]]
    found: set[str] = set()
    for at, word in enumerate(words):
        last = at == len(words) - 1 and not any(joined)
        noun = last or (joined[at] and word[0].islower())
        if not noun and not BEGINS_NONE.match(word):
            end = list(chain.from_iterable(folded[at:]))
            found |= {" ".join(end[by:]) for by in range(len(folded[at])) if end[by] != "s"}
    return found
