"""Records as JSON Lines: one record a line, the same bytes for the same record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from errno import EACCES, EDQUOT, EFBIG, EISDIR, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.errors import InputError, OnrecordError
from onrecord.keep.rows import broken_rule
from onrecord.record import SCHEMA, Article, Record

# The line begins with its schema, so that a reader knows what it reads; the dataclass ends with it.
FIELDS = ["schema", *(field.name for field in fields(Record) if field.name != "schema")]

FILE_PROBLEMS = {
    ENOSPC: ("the disk is full", "make room and run the same command again: it goes on from here"),
    EDQUOT: ("your quota is used up", "make room and run the same command again"),
    EFBIG: ("the file may not grow any further", "write to a disk that takes larger files"),
    EROFS: ("this disk can only be read", "write to another folder"),
    EACCES: ("you may not open this file", "change its permissions, or take another path"),
    EPERM: ("you may not open this file", "change its permissions, or take another path"),
    ENOENT: ("there is no such file or folder", "check the path"),
    ENOTDIR: ("a part of this path is a file, not a folder", "check the path"),
    EISDIR: ("this is a folder", "name a file in it"),
}

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


class _Head(msgspec.Struct):
    schema: str


_head_decoder = msgspec.json.Decoder(_Head)


def encode_record(record: Record) -> bytes:
    """The record as one line of JSON without its line end, keys in the order of RECORD.md.

    Raises:
        InputError: a string holds half a surrogate pair, which UTF-8 cannot say.
    """
    try:
        return _encoder.encode({name: getattr(record, name) for name in FIELDS})
    except UnicodeEncodeError as error:
        raise half_a_pair(record.article, error) from error


def half_a_pair(article: Article, error: UnicodeEncodeError) -> InputError:
    """What the user is told of an article that cannot be written as UTF-8."""
    return InputError(
        article.source or article.id,
        f"article {article.id!r} holds half a surrogate pair ({error.object[error.start]!r})",
        "put U+FFFD in its place",
    )


def decode_record(line: bytes, where: str = "record") -> Record:
    """The record of one line, checked: types, spans inside the text, ids that resolve.

    Args:
        where: what an error names, such as "records.jsonl:14".

    Raises:
        InputError: the line is no record, or a record of another schema.
    """
    remedy = "read the article again"
    try:
        if (schema := _head_decoder.decode(line).schema) != SCHEMA:
            known = f"this program reads {SCHEMA!r}: update it, or {remedy}"
            raise InputError(where, f"the record's schema is {schema!r}", known)
        record = _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise InputError(where, f"not a record: {error}", remedy) from error
    if (problem := broken_rule(record)) is not None:
        raise InputError(where, f"not a record: {problem}", remedy)
    return record


def article_digest(article: Article) -> bytes:
    """What makes two readings readings of one article: 16 bytes.

    Its words and what the outlet says of them count; where it was read from, its language and the
    rule that found its date are ours, and may change while the article stays the same.

    Raises:
        InputError: a string holds half a surrogate pair.
    """
    told = (article.id, article.text, article.title, article.published)
    try:
        content = _encoder.encode((*told, article.url, article.outlet, article.authors))
    except UnicodeEncodeError as error:
        raise half_a_pair(article, error) from error
    return blake2b(content, digest_size=16).digest()


def write_record(record: Record, stream: BinaryIO) -> None:
    """Write the record as one line to an open stream; a reader who went away is not an error here.

    Raises:
        OnrecordError: the stream takes no more, most often a full disk.
        BrokenPipeError: nobody reads the other end any longer.
    """
    line = encode_record(record) + b"\n"
    with file_errors(str(getattr(stream, "name", "output"))):
        stream.write(line)
        stream.flush()


def read_records(path: str | Path) -> Iterator[Record | InputError]:
    """The records of a JSON Lines file in its order; a bad line gives an InputError in its place.

    Raises:
        OnrecordError: the file cannot be opened.
    """
    with file_errors(str(path)), open(path, "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    record: Record | InputError = decode_record(line, f"{path}:{number}")
                except InputError as error:
                    record = error
                yield record


@contextmanager
def file_errors(where: str) -> Iterator[None]:
    """What a file system refuses, as one line for the user."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        cause = str(error.strerror or error)
        problem, remedy = FILE_PROBLEMS.get(error.errno or 0, (cause, "check the disk and path"))
        raise OnrecordError(where, problem, remedy) from error
