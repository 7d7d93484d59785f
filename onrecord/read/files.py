"""Paths and streams: what lies where, opened and unpacked, and of which kind it is."""

import codecs
import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from io import BufferedReader, RawIOBase
from pathlib import PurePath
from typing import Literal, cast

from onrecord.errors import InputError

Kind = Literal["text", "page", "rows", "json"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".json": "json",
}

HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
JSON = re.compile(rb'\{\s*"|\[\s*\{')

# Files that are taken for articles at times, told by their first bytes.
FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "an Office or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"WARC/", "a web archive"),
    (b"<?xml", "an XML file"),
    (b"<rss", "a feed"),
    (b"<feed", "a feed"),
)

# Bytes from the start of a file that tell its kind.
HEAD = 4096

GZIP = b"\x1f\x8b"

# What reading a damaged or a forbidden file raises.
READ_ERRORS = (OSError, EOFError, zlib.error)


def files_in(folder: str) -> Iterator[str | InputError]:
    """The article files of a folder and the folders in it, in the order of their names.

    Hidden ones are left out, and so are files that keep no article: scripts, pictures, tables.
    """
    refused: list[OSError] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            if not name.startswith(".") and os.path.isfile(path) and may_hold_articles(path):
                empty = False
                yield path
    for error in refused:
        yield unreadable(str(error.filename), error)
    if empty and not refused:
        problem = "there is no article file in this folder"
        yield InputError(folder, problem, "give text, HTML or JSON Lines files")


def may_hold_articles(path: str) -> bool:
    """Whether a file of a folder is of a kind that is read.

    Its name says so, or it is a page by its content, or a text whose name says nothing: many
    collections number their articles.
    """
    ending = PurePath(unpacked_name(path)).suffix.lower()
    if ending in KINDS:
        return True
    try:
        with opened(path) as stream:
            head = start_of(stream)
    except READ_ERRORS:
        return False
    if HTML.match(head):
        return True
    nameless = ending in ("", ".gz") or ending[1:].isdigit()
    return nameless and b"\0" not in head and foreign_kind(head) is None


def files_matching(pattern: str) -> list[str]:
    """What a pattern stands for, in the order of the names; ** stands for files alone."""
    try:
        found = sorted(glob(pattern, recursive=True))
    except ValueError:  # a NUL in a folder's name
        return []
    return [path for path in found if "**" not in pattern or not os.path.isdir(path)]


@contextmanager
def opened(path: str) -> Iterator[BufferedReader]:
    """The bytes of a file, unpacked."""
    try:
        stream = open(path, "rb")  # noqa: SIM115
    except ValueError as error:
        raise InputError(path, "this is no path", "check the path") from error
    with stream, unpacked(stream, packed=path.lower().endswith(".gz")) as plain:
        yield plain


@contextmanager
def standard_input() -> Iterator[BufferedReader]:
    """The bytes of standard input, unpacked."""
    stream = sys.stdin.buffer
    reader = (
        stream if isinstance(stream, BufferedReader) else BufferedReader(cast(RawIOBase, stream))
    )
    with unpacked(reader) as plain:
        yield plain


@contextmanager
def unpacked(stream: BufferedReader, *, packed: bool = False) -> Iterator[BufferedReader]:
    """The bytes of a stream, unpacked where it is gzip by its first bytes or by its name."""
    if packed or stream.peek(len(GZIP))[: len(GZIP)] == GZIP:
        with gzip.GzipFile(fileobj=stream) as plain:
            # A GzipFile can do all that a raw stream must; the types only know it as buffered.
            yield BufferedReader(cast(RawIOBase, plain))
    else:
        yield stream


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file by its start and its name; text where neither tells.

    Raises:
        InputError: by its first bytes it is something else.
    """
    named = KINDS.get(PurePath(unpacked_name(name)).suffix.lower())
    if named == "page" or HTML.match(head):
        return "page"
    foreign = foreign_kind(head)
    if foreign is not None:
        raise InputError(name, f"this is {foreign}, not an article", "save its text as .txt")
    if named in ("rows", "json") and head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(name, "this is UTF-16, and JSON is UTF-8", "save it as UTF-8")
    if named == "json" or (named is None and JSON.match(head)):
        return "json" if is_one_value(head) else "rows"
    return named or "text"


def is_one_value(head: bytes) -> bool:
    """Whether JSON is a list, or one object over several lines, and not a row a line."""
    line, line_end, _ = head.partition(b"\n")
    if head.startswith(b"[") or not line_end:
        return head.startswith(b"[")
    try:
        json.loads(line)
    except (RecursionError, ValueError):
        return True
    return False


def foreign_kind(head: bytes) -> str | None:
    """What a file is, if it is none that holds articles."""
    return next((kind for start, kind in FOREIGN if head.startswith(start)), None)


def start_of(stream: BufferedReader) -> bytes:
    """The first bytes that are not blank, left in the stream."""
    return stream.peek(HEAD)[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()


def unpacked_name(path: str) -> str:
    """The path without the ending .gz."""
    return path[:-3] if path.lower().endswith(".gz") else path


def unreadable(where: str, error: Exception) -> InputError:
    """The line about a file that cannot be read."""
    if isinstance(error, EOFError):
        return InputError(where, "the gzip file breaks off here", "fetch it again, complete")
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return InputError(where, "the gzip file is damaged here", "fetch it again")
    if isinstance(error, FileNotFoundError):
        return InputError(where, "there is no such file", "check the path")
    if isinstance(error, PermissionError):
        return InputError(where, "reading it is not permitted", "change its permissions")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(where, f"it cannot be read ({reason})", "check the path and the disk")
