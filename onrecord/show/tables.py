"""Records as tables for a spreadsheet: CSV (RFC 4180), a table a list and one of the articles.

A span becomes its words and the columns `_start` and `_end`; what refers to another item becomes
its name, or its value, and the column `_id`. What a list holds stands in one cell.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields
from functools import cache
from io import TextIOWrapper
from typing import Any, BinaryIO, get_args, get_type_hints

from onrecord.answer import words_at
from onrecord.keep.rows import LISTS, REFERS
from onrecord.record import Party, Record, Span

TABLES = ("articles", *LISTS)
OF_ARTICLE = ("record", "article", "published", "outlet", "title", "url")
ARTICLES = (*OF_ARTICLE, "authors", "language", "published_from", "source", "version", "weights")
MARK = codecs.BOM_UTF8  # by which Excel knows the UTF-8 of a file
LIST = "; "  # between the things of a list in one cell
APART = frozenset(("mentions",))  # lists of spans that are several things, not one broken up
# A cell that begins so is a formula to some spreadsheet.
# Source: OWASP, CSV Injection (owasp.org/www-community/attacks/CSV_Injection).
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
LONGEST = 32_767  # characters of a cell that spreadsheets take
Cell = str | int | float


def write_tables(records: Iterable[Record], streams: Mapping[str, BinaryIO]) -> None:
    """Write the tables whose streams are given, by their names in `TABLES`; UTF-8 with a header."""
    with ExitStack() as stack:
        writers = {}
        for table, stream in streams.items():
            text = TextIOWrapper(stream, "utf-8", newline="", write_through=True)
            stack.callback(text.detach)
            writers[table] = csv.writer(text)
            writers[table].writerow(columns_of(table))
        for number, record in enumerate(records, start=1):
            for table, writer in writers.items():
                writer.writerows(map(safe, row) for row in rows_of(record, table, number))


def columns_of(table: str) -> list[str]:
    """The header of a table."""
    if table == "articles":
        return list(ARTICLES)
    every = (columns_of_field(name, kind) for name, kind in fields_of(table))
    return [*OF_ARTICLE, *(column for columns in every for column in columns)]


def rows_of(record: Record, table: str, number: int) -> Iterator[list[Any]]:
    """The rows that a record gives a table.

    Args:
        number: of the record in the export, which joins the tables.
    """
    article = record.article
    own = [number, article.id, article.published, article.outlet, article.title, article.url]
    if table == "articles":
        reader = [record.reader.version, record.reader.weights]
        about = [article.language, article.published_from, article.source]
        yield [*own, LIST.join(article.authors), *about, *reader]
        return
    names = names_of(record)
    for item in getattr(record, table):
        row = list[Any](own)
        for name, kind in fields_of(table):
            row += cells_of(name, kind, getattr(item, name), record.article.text, names)
        yield row


@cache
def fields_of(table: str) -> list[tuple[str, frozenset[object]]]:
    """The fields of the items of a list, and the types that each is made of."""
    [item] = get_args(get_type_hints(Record)[table])
    hints = get_type_hints(item)
    return [
        (at.name, frozenset((hints[at.name], *get_args(hints[at.name])))) for at in fields(item)
    ]


def columns_of_field(name: str, kind: frozenset[object]) -> list[str]:
    """The columns of a field, in the order of its cells."""
    if Party in kind:
        return [name, f"{name}_words", f"{name}_start", f"{name}_end"]
    if name == "span":
        return ["words", "start", "end"]
    if Span in kind:
        return [name, f"{name}_start", f"{name}_end"]
    return [name, f"{name}_id"] if refers(name) else [name]


def refers(name: str) -> bool:
    """Whether a field names an item that has a name or a value of its own."""
    return REFERS.get(name, "statements") != "statements"


def cells_of(
    name: str, kind: frozenset[object], value: Any, text: str, names: Mapping[tuple[str, str], str]
) -> list[Any]:
    """The cells of one field of one item."""
    values = [one for one in (value if isinstance(value, list) else [value]) if one is not None]
    if Party in kind:
        spans = [party.span for party in values]
        called = LIST.join(names["actors", party.actor] for party in values)
        return [called, LIST.join(span.of(text) for span in spans), *edges(spans)]
    if Span in kind:
        several = LIST.join(span.of(text) for span in values)
        return [several if name in APART else words_at(values, text), *edges(values)]
    if refers(name):
        return [LIST.join(names[REFERS[name], one] for one in values), LIST.join(values)]
    return [value]


def edges(spans: Sequence[Span]) -> list[Cell]:
    """Where spans begin and where they end; one alone gives numbers."""
    if len(spans) == 1:
        return [spans[0].start, spans[0].end]
    return [LIST.join(str(span[side]) for span in spans) for side in (0, 1)]


def names_of(record: Record) -> dict[tuple[str, str], str]:
    """What stands in a cell for an actor, a place or a time, by its list and id."""
    text = record.article.text
    names = {("actors", actor.id): actor.name for actor in record.actors}
    names |= {("places", place.id): place.name for place in record.places}
    return names | {("times", time.id): time.value or time.span.of(text) for time in record.times}


def safe(value: object) -> Cell:
    """The value as a cell that no spreadsheet takes for a formula, with an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    words = str(value)
    if words[:1] in FORMULA:
        words = f"'{words}"
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
