"""JSON Lines: one row -> one article, its text character for character."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.read.article import Wishes, check_whole, is_date, named
from onrecord.read.language import check_english
from onrecord.record import Article

# Bytes. A text of 10 million characters takes 60 million when every one is escaped; a longer line
# is no article, and reading it whole would fill the memory.
MAX_ROW = 64_000_000

# Where a row stands, and the row: its bytes, or what JSON made of them.
Row = tuple[str, object]


def articles_in(stream: BinaryIO, source: str, wishes: Wishes) -> Iterator[Article | InputError]:
    """The articles of a JSON Lines file, a row at a time; the file is never held whole."""
    return articles_of(lines_in(stream, source), source, wishes)


def articles_in_json(raw: bytes, source: str, wishes: Wishes) -> Iterator[Article | InputError]:
    """The articles of a .json file: one row, or a list of rows.

    Raises:
        InputError: it is not JSON.
    """
    rows = parsed(raw, source)
    if not isinstance(rows, list):
        return articles_of([(source, rows)], source, wishes)
    numbered = enumerate(rows, start=1)
    return articles_of(((f"{source}: row {n}", row) for n, row in numbered), source, wishes)


def lines_in(stream: BinaryIO, source: str) -> Iterator[Row]:
    """The lines that are not blank; of one that is too long, enough to tell that it is."""
    number = 0
    while line := stream.readline(MAX_ROW + 1):
        number += 1
        if line.strip():
            yield f"{source}:{number}", line
        while len(line) > MAX_ROW and not line.endswith(b"\n"):
            line = stream.readline(MAX_ROW + 1)


def articles_of(rows: Iterable[Row], source: str, wishes: Wishes) -> Iterator[Article | InputError]:
    """The article of each row, or what is wrong with it.

    A row that repeats an id with the same text is a copy and is left out; with another text it is
    an error. For this a digest is kept of every row of the file.
    """
    digests: dict[str, bytes] = {}
    empty = True
    for where, row in rows:
        empty = False
        try:
            if isinstance(row, bytes):
                row = parsed(row, where)
            article = named(article_of(row, where, source), where, wishes)
            digest = hashlib.sha256(article.text.encode()).digest()
            if digests.get(article.id) == digest:
                continue
            if digests.setdefault(article.id, digest) != digest:
                problem = f'the id "{article.id}" stands above with another text'
                raise InputError(where, problem, "give every article an id of its own")
            if not wishes.any_language:
                check_english(article, where)
            yield article
        except InputError as error:
            yield error
    if empty:
        yield InputError(source, "there are no articles in it", "give one article a line")


def parsed(raw: bytes, where: str) -> object:
    """What the JSON says.

    Raises:
        InputError: it is too long, not UTF-8, or not JSON.
    """
    if len(raw) > MAX_ROW:
        raise InputError(where, f"the row exceeds {MAX_ROW} bytes", "write one article a line")
    try:
        # strict=False lets a bare tab stand in a string, as many programs write it.
        return json.loads(raw.decode("utf-8-sig"), strict=False)
    except UnicodeDecodeError as error:
        problem = f"the row is not UTF-8 at byte {error.start}"
        raise InputError(where, problem, "save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        problem = f"this is not JSON: {error.msg} at character {error.pos}"
        raise InputError(where, problem, "write one JSON object a line") from error
    except (RecursionError, ValueError) as error:
        # Brackets nested by the thousand, a number of more than 4300 digits.
        raise InputError(where, "this JSON goes too deep", "write one flat JSON object") from error


def article_of(row: object, where: str, source: str) -> Article:
    """The article of one row, with id "" where it has none; other keys are passed over.

    Raises:
        InputError: it is no object, has no text, or a value of the wrong type.
    """
    if not isinstance(row, dict):
        problem = f"the row is {json_type(row)}, not an object"
        raise InputError(where, problem, 'write {"id": ..., "text": ...}')
    if row.get("text") is None:
        raise InputError(where, 'the row has no "text"', 'add "text", the words of the article')
    if not isinstance(row["text"], str):
        problem = f'"text" is {json_type(row["text"])}, not a string'
        raise InputError(where, problem, "write the words of the article in quotation marks")
    published = words_of(row, "published", where)
    if published is not None and not is_date(published):
        problem = f'"published" is not an ISO 8601 date: "{published[:40]}"'
        raise InputError(where, problem, "write 2024-05-03, or null")
    return Article(
        id=id_of(row, where),
        text=row["text"],
        title=words_of(row, "title", where),
        published=published,
        published_from=None if published is None else "input",
        url=words_of(row, "url", where),
        outlet=words_of(row, "outlet", where),
        authors=authors_of(row, where),
        language=words_of(row, "language", where),
        source=source,
    )


def id_of(row: dict[str, object], where: str) -> str:
    """The id of the row; a number as it is written, "" where there is none.

    Raises:
        InputError: it is neither a string nor a number.
    """
    given = row.get("id")
    if isinstance(given, int | float) and not isinstance(given, bool):
        return str(given)
    return words_of(row, "id", where) or ""


def words_of(row: dict[str, object], field: str, where: str) -> str | None:
    """The string of a field; None where it is null, left out or blank.

    Raises:
        InputError: it is no string, or has half a character in it.
    """
    words = row.get(field)
    if words is None:
        return None
    if not isinstance(words, str):
        problem = f'"{field}" is {json_type(words)}, not a string'
        raise InputError(where, problem, "write it in quotation marks, or null")
    check_whole(field, words, where)
    return words if words.strip() else None


def authors_of(row: dict[str, object], where: str) -> list[str]:
    """The authors, given as a list or as one string.

    Raises:
        InputError: they are anything else.
    """
    given = row.get("authors")
    authors = []
    for name in given if isinstance(given, list) else [given]:
        if name is not None and not isinstance(name, str):
            problem = '"authors" is neither a list of strings nor one string'
            raise InputError(where, problem, 'write ["Ada Example"], or null')
        check_whole("authors", name or "", where)
        if name and name.strip():
            authors.append(name)
    return authors


def json_type(value: object) -> str:
    """What JSON calls a value, with its article."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else "a boolean"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return "a number"
