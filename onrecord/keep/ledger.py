"""The ledger: every record of every article that was read, in one SQLite file."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from onrecord.errors import LedgerError
from onrecord.keep.insert import insert_article, insert_reading
from onrecord.keep.lines import article_digest
from onrecord.keep.rows import LISTS
from onrecord.keep.schema import ledger_errors, open_ledger, transaction
from onrecord.record import Article, Reader, Record

PAGE = 64  # records fetched at once, so that reading them all keeps no lock

_decoder = msgspec.json.Decoder(Record)

# Of one article read twice, the later reading answers.
NEWEST = """NOT EXISTS (
    SELECT 1 FROM reading AS later
    WHERE later.article = reading.article AND later.reading > reading.reading
)"""


def utc_now() -> datetime:
    """The time of day, the ledger's one use of the clock."""
    return datetime.now(UTC)


class Ledger:
    """Keeps records and gives them back; one writer at a time, any number of readers.

    Args:
        path: the SQLite file; made when it is not there.
        read_only: never write to it, nor make it.
        timeout: seconds to wait while another program writes.
        now: the time that is recorded for what is added.

    Raises:
        LedgerError: from any method, when the file is locked, read-only, full, damaged, of a later
            schema, or no ledger.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        read_only: bool = False,
        timeout: float = 10.0,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.path = Path(path)
        self._now = now
        self._connection = open_ledger(self.path, read_only, timeout)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        with ledger_errors(self.path):
            self._connection.close()

    def rows(
        self, question: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL; the tables are those of schema.py."""
        with ledger_errors(self.path):
            return self._connection.execute(question, values).fetchall()

    def each_row(
        self, question: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The same rows one by one, so that whoever needs the first few pays for no more."""
        with ledger_errors(self.path):
            yield from self._connection.execute(question, values)

    def holds(self, article: Article, reader: Reader) -> bool:
        """Whether this article, by its content, has been read by this reader."""
        question = """SELECT 1 FROM article JOIN reading USING (article)
            WHERE digest = ? AND version = ? AND weights = ?"""
        return bool(self.rows(question, (article_digest(article), reader.version, reader.weights)))

    def add(self, record: Record) -> bool:
        """Keep the record, in one transaction; False when it was kept before.

        An article is the same when `article_digest` says so, and is kept as it was first recorded:
        its `source`, `language` and `published_from` stay the first ones. A later reader's record
        of it is added, never put in another's place.
        """
        with self._writing() as recorded:
            if self.holds(record.article, record.reader):
                return False
            article = self._number_of(record.article)
            if article is None:
                article = insert_article(self._connection, record.article, recorded)
            insert_reading(self._connection, record, article, recorded)
        return True

    def add_skipped(self, article: Article) -> bool:
        """Keep an article that was not read, such as one not in English; False when it is there."""
        with self._writing() as recorded:
            if self._number_of(article) is not None:
                return False
            insert_article(self._connection, article, recorded)
        return True

    def article(self, number: int) -> Article:
        """The article of that row."""
        [[text, authors, *rest]] = self.rows(
            """SELECT text, authors, id, title, published, published_from, url, outlet, language,
            source FROM article WHERE article = ?""",
            (number,),
        )
        id, title, published, published_from, url, outlet, language, source = rest
        words = zlib.decompress(text).decode()
        names = msgspec.json.decode(authors, type=list[str])
        return Article(
            id, words, title, published, published_from, url, outlet, names, language, source
        )

    def reading(self, number: int) -> Record:
        """The record of that row, as it was added."""
        [[article, record]] = self.rows(
            "SELECT article, record FROM reading WHERE reading = ?", (number,)
        )
        return replace(_decoder.decode(zlib.decompress(record)), article=self.article(article))

    def record(self, article_id: str) -> Record:
        """The newest reading of the newest version of the article with that id.

        Args:
            article_id: an id, or the beginning of one that no other article's id shares.

        Raises:
            LedgerError: no article has such an id, several do, or it was kept without being read.
        """
        id = self._whole_id(article_id)
        found = self.rows(
            f"""SELECT reading, language FROM article LEFT JOIN reading
            ON reading.article = article.article AND {NEWEST}
            WHERE id = ? ORDER BY reading IS NULL, moment DESC NULLS LAST, article.article DESC""",
            (id,),
        )
        reading, language = found[0]
        if reading is None:
            problem = f"it keeps article {id!r}, but not read (language: {language or 'unknown'})"
            raise LedgerError(str(self.path), problem, "read it with --any-language")
        return self.reading(reading)

    def records(self) -> Iterator[Record]:
        """The newest reading of every article, in the order in which the articles were added."""
        last = 0
        while page := self.rows(
            f"""SELECT article, reading FROM reading WHERE article > ? AND {NEWEST}
            ORDER BY article LIMIT {PAGE}""",
            (last,),
        ):
            for _, reading in page:
                yield self.reading(reading)
            last = page[-1][0]

    def counts(self) -> dict[str, int]:
        """How many articles, articles not read, readings, and statements of the newest readings."""
        [[articles, unread, readings]] = self.rows(
            """SELECT (SELECT count(*) FROM article),
            (SELECT count(*) FROM article
                WHERE NOT EXISTS (SELECT 1 FROM reading WHERE reading.article = article.article)),
            (SELECT count(*) FROM reading)"""
        )
        [[statements]] = self.rows(
            f"SELECT count(*) FROM item JOIN reading USING (reading) WHERE list = ? AND {NEWEST}",
            (LISTS.index("statements"),),
        )
        return {
            "articles": articles,
            "unread": unread,
            "readings": readings,
            "statements": statements,
        }

    def _number_of(self, article: Article) -> int | None:
        found = self.rows(
            "SELECT article FROM article WHERE digest = ?", (article_digest(article),)
        )
        return found[0][0] if found else None

    def _whole_id(self, beginning: str) -> str:
        """The one id that this is, or is the beginning of."""
        beginning = beginning.encode(errors="replace").decode()  # a command line holds any bytes
        if self.rows("SELECT 1 FROM article WHERE id = ? LIMIT 1", (beginning,)):
            return beginning
        found = self.rows(
            "SELECT DISTINCT id FROM article WHERE id > ? AND id < ? || char(0x10FFFF) LIMIT 2",
            (beginning, beginning),
        )
        if not found:
            problem = f"it keeps no article whose id is or begins with {beginning!r}"
            raise LedgerError(str(self.path), problem, "check the id, or search for the article")
        if len(found) > 1:
            problem = f"it keeps several articles whose ids begin with {beginning!r}"
            raise LedgerError(str(self.path), problem, f"write more of it, such as {found[0][0]}")
        return str(found[0][0])

    @contextmanager
    def _writing(self) -> Iterator[str]:
        """One transaction, kept whole or not at all, and the time that it records."""
        recorded = self._now().astimezone(UTC).isoformat(timespec="seconds")
        with ledger_errors(self.path), transaction(self._connection):
            yield recorded
