"""Records -> files for other programs: maps, spreadsheets, data frames; each whole or not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.errors import OnrecordError
from onrecord.keep import encode_record, whole_file, whole_files
from onrecord.record import Record
from onrecord.show.gdelt import FILES, write_gdelt
from onrecord.show.geojson import write_geojson
from onrecord.show.polecat import write_polecat
from onrecord.show.tables import MARK, TABLES, write_tables

Format = Literal["geojson", "csv", "parquet", "jsonl", "polecat", "gdelt", "ics"]
TABULAR: tuple[Format, ...] = ("csv", "parquet")
EVENT_DATA: tuple[Format, ...] = ("polecat", "gdelt")


def export_records(
    records: Iterable[Record],
    format: Format,
    to: Path | BinaryIO,
    *,
    table: str | None = None,
    with_text: bool = True,
    all_status: bool = False,
) -> Counter[str]:
    """Write the records, one after the other; a path gets its file when all are written.

    Args:
        to: a file, a folder where the format gives a file for each table, or an open stream.
        table: of csv and parquet this one alone, as one file.
        with_text: of parquet, keep the text of each article.
        all_status: of polecat and gdelt, keep events that are planned, possible, denied or only
            claimed, in rows that say so.

    Returns:
        How much was left out, by the reason: "unlocated" places of a map; "planned", "possible",
        "denied" and "claimed" events of event data; "undated" planned events of a calendar.

    Raises:
        OnrecordError: the format cannot be written so, or not there.
    """
    refuse(format, to, table, with_text, all_status)
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
        elif format == "gdelt":
            return write_gdelt(records, streams, all_status=all_status)
        else:
            return write_one_file(records, format, streams["records"], all_status)
    return Counter()


def write_one_file(
    records: Iterable[Record], format: Format, stream: BinaryIO, all_status: bool
) -> Counter[str]:
    """Write a format that is one stream; how much was left out, by the reason."""
    if format == "geojson":
        return Counter(unlocated=write_geojson(records, stream))
    if format == "polecat":
        return write_polecat(records, stream, all_status=all_status)
    if format == "ics":
        from onrecord.show.ics import write_ics

        return write_ics(records, stream)
    for record in records:
        stream.write(encode_record(record) + b"\n")
    return Counter()


def refuse(
    format: Format, to: Path | BinaryIO, table: str | None, with_text: bool, all_status: bool
) -> None:
    """What cannot be asked for together.

    Raises:
        OnrecordError: always where it cannot.
    """
    if table is not None and format not in TABULAR:
        raise OnrecordError("--table", f"{format} has no tables", "take csv or parquet")
    if not with_text and format != "parquet":
        remedy = "take parquet; the others but jsonl hold no whole texts anyway"
        raise OnrecordError("--no-text", f"not for {format}", remedy)
    if all_status and format not in EVENT_DATA:
        remedy = "take polecat or gdelt; ics has what is planned, the others have every status"
        raise OnrecordError("--all-status", f"not for {format}", remedy)
    if format in (*TABULAR, "gdelt") and table is None and not isinstance(to, Path):
        remedy = "name a folder with --to" + ("" if format == "gdelt" else ", or one --table")
        raise OnrecordError(f"--format {format}", "this gives several files", remedy)


def streams_of(
    stack: ExitStack, format: Format, to: Path | BinaryIO, table: str | None
) -> Mapping[str, BinaryIO]:
    """A stream for each table, or the one for "records"; files are closed with the stack."""
    if not isinstance(to, Path):
        return {table or "records": to}
    if format == "gdelt":
        files = stack.enter_context(whole_files(to, FILES.values()))
        return {name: files[file] for name, file in FILES.items()}
    if table is not None or format not in TABULAR:
        return {table or "records": stack.enter_context(whole_file(to))}
    files = stack.enter_context(whole_files(to, [f"{name}.{format}" for name in TABLES]))
    return dict(zip(TABLES, files.values(), strict=True))
