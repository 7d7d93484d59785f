"""Records -> files for other programs: maps, spreadsheets, data frames; each whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.errors import OnrecordError
from onrecord.keep import encode_record, whole_file, whole_files
from onrecord.record import Record
from onrecord.show.geojson import write_geojson
from onrecord.show.tables import MARK, TABLES, write_tables

Format = Literal["geojson", "csv", "parquet", "jsonl"]


def export_records(
    records: Iterable[Record],
    format: Format,
    to: Path | BinaryIO,
    *,
    table: str | None = None,
    with_text: bool = True,
) -> int:
    """Write the records, one after the other; a path gets its file when all are written.

    Args:
        to: a file, a folder where the format gives a file for each table, or an open stream.
        table: of csv and parquet this one alone, as one file.
        with_text: of parquet, keep the text of each article.

    Returns:
        How many places were left out of a map, because they have no coordinates.

    Raises:
        OnrecordError: the format cannot be written so, or not there.
    """
    refuse(format, to, table, with_text)
    if format == "parquet":  # before any file is made: pyarrow may be missing
        from onrecord.show.parquet import write_parquet
    with ExitStack() as stack:
        streams = streams_of(stack, format, to, table)
        if format == "parquet":
            write_parquet(records, streams, with_text=with_text)
        elif format == "csv":
            for stream in streams.values() if isinstance(to, Path) else ():
                stream.write(MARK)
            write_tables(records, streams)
        elif format == "geojson":
            return write_geojson(records, streams["records"])
        else:
            for record in records:
                streams["records"].write(encode_record(record) + b"\n")
    return 0


def refuse(format: Format, to: Path | BinaryIO, table: str | None, with_text: bool) -> None:
    """What cannot be asked for together.

    Raises:
        OnrecordError: always where it cannot.
    """
    tables = format in ("csv", "parquet")
    if table is not None and not tables:
        raise OnrecordError("--table", f"{format} has no tables", "take csv or parquet")
    if not with_text and format != "parquet":
        remedy = "take parquet; geojson and csv hold no whole texts anyway"
        raise OnrecordError("--no-text", f"not for {format}", remedy)
    if tables and table is None and not isinstance(to, Path):
        remedy = "name a folder with --to, or one table with --table"
        raise OnrecordError(f"--format {format}", "this gives several files", remedy)


def streams_of(
    stack: ExitStack, format: Format, to: Path | BinaryIO, table: str | None
) -> Mapping[str, BinaryIO]:
    """A stream for each table, or the one for "records"; files are closed with the stack."""
    if not isinstance(to, Path):
        return {table or "records": to}
    if table is not None or format in ("geojson", "jsonl"):
        return {table or "records": stack.enter_context(whole_file(to))}
    files = stack.enter_context(whole_files(to, [f"{name}.{format}" for name in TABLES]))
    return dict(zip(TABLES, files.values(), strict=True))
