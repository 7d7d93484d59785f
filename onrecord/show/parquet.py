"""Records as Parquet: a file a list and one of the articles, with everything that a record has.

The columns are the fields of record.py; a span is a struct of start, end and words. `record`, the
number of the record in the export, joins the files.

Raises:
    OnrecordError: when this module is imported without pyarrow, which is an optional extra.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Any, BinaryIO, Literal, get_args, get_origin, get_type_hints

from onrecord.errors import OnrecordError
from onrecord.record import SCHEMA, Article, Record, Span

try:
    import pyarrow
    import pyarrow.parquet
except ImportError as error:
    raise OnrecordError(
        "--format parquet", "pyarrow is not installed", "pip install 'onrecord[parquet]'"
    ) from error

# A row group is written after so many records or code points of text: about 50 MB at the most.
RECORDS, LETTERS = 1000, 8_000_000
PLAIN = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
    Span: pyarrow.struct(
        [("start", pyarrow.int32()), ("end", pyarrow.int32()), ("words", pyarrow.string())]
    ),
}
READ = ("schema", "version", "weights")  # by what an article was read


def write_parquet(
    records: Iterable[Record], streams: Mapping[str, BinaryIO], *, with_text: bool = True
) -> None:
    """Write the tables whose streams are given.

    Args:
        streams: by "articles" or the name of a list.
        with_text: keep the text of each article; without it, its words in spans remain.
    """
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(
                pyarrow.parquet.ParquetWriter(stream, schema_of(table), compression="zstd")
            )
            for table, stream in streams.items()
        }
        rows: dict[str, list[dict[str, Any]]] = {table: [] for table in streams}
        letters = waiting = 0
        for number, record in enumerate(records, start=1):
            for table in streams:
                rows[table] += rows_of(record, table, number, with_text)
            letters += len(record.article.text)
            waiting += 1
            if waiting == RECORDS or letters >= LETTERS:
                write_rows(rows, writers)
                letters = waiting = 0
        write_rows(rows, writers)


def write_rows(rows: Mapping[str, list[dict[str, Any]]], writers: Mapping[str, Any]) -> None:
    """Write the rows that wait, and let go of them."""
    for table, waiting in rows.items():
        if waiting:
            writers[table].write_table(pyarrow.Table.from_pylist(waiting, schema_of(table)))
            waiting.clear()


def rows_of(record: Record, table: str, number: int, with_text: bool) -> list[dict[str, Any]]:
    """The rows that a record gives a table."""
    text = record.article.text
    if table != "articles":
        own = {"record": number, "article": record.article.id}
        return [own | value_of(item, text) for item in getattr(record, table)]
    row = {"record": number, **value_of(record.article, text)}
    if not with_text:
        row["text"] = None
    read = (record.schema, record.reader.version, record.reader.weights)
    return [row | dict(zip(READ, read, strict=True))]


def value_of(value: Any, text: str) -> Any:
    """A value as Arrow takes it."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "words": value.of(text)}
    if is_dataclass(value):
        return {at.name: value_of(getattr(value, at.name), text) for at in fields(value)}
    return [value_of(one, text) for one in value] if isinstance(value, list) else value


def schema_of(table: str) -> Any:
    """The columns of a table, as the dataclass of its items has them."""
    if table == "articles":
        item: Any = Article
        own = {"record": pyarrow.int64()}
    else:
        [item] = get_args(get_type_hints(Record)[table])
        own = {"record": pyarrow.int64(), "article": pyarrow.string()}
    columns = {name: arrow_type(hint) for name, hint in get_type_hints(item).items()}
    read = dict.fromkeys(READ if table == "articles" else (), pyarrow.string())
    return pyarrow.schema(
        list((own | columns | read).items()), metadata={"schema": SCHEMA, "table": table}
    )


def arrow_type(hint: Any) -> Any:
    """The Arrow type of a field; unknown is null in all of them."""
    inside = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is list:
        return pyarrow.list_(arrow_type(inside[0]))
    if get_origin(hint) is Literal:
        return pyarrow.string()
    if inside:  # a type or None
        return arrow_type(inside[0])
    if is_dataclass(hint):
        of_fields = get_type_hints(hint).items()
        return pyarrow.struct([(name, arrow_type(kind)) for name, kind in of_fields])
    return PLAIN[hint]
