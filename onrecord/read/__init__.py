"""Any input -> articles: which reader for which input.

Every other room gets its articles from here. What cannot be read is one line in the place of its
article, and the run goes on.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import BufferedReader
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read import files, page, rows, text
from onrecord.read.article import Wishes, is_date
from onrecord.read.language import SkippedArticle
from onrecord.record import Article

if TYPE_CHECKING:
    from onrecord.read.web import Visitor

__all__ = ["read_articles", "article_of", "SkippedArticle"]

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

PATTERN = re.compile(r"[*?[]")

Outcome = Article | InputError


def read_articles(
    inputs: Sequence[str], *, published: str | None = None, any_language: bool = False
) -> Iterator[Outcome]:
    """The articles of every input, in order; for what cannot be read, an error in its place.

    Args:
        inputs: files, folders, patterns with * ? [, "-" for standard input, and http(s) addresses.
        published: ISO 8601, the date of articles that state none.
        any_language: also give articles that are not in English, each of which is otherwise a
            `SkippedArticle`.

    Raises:
        InputError: `published` is no date.
    """
    return outcomes(inputs, wishes_of(published, any_language))


def article_of(words: str, *, published: str | None = None, any_language: bool = False) -> Outcome:
    """The article of a text at hand, kept character for character; its source is None.

    Raises:
        InputError: `published` is no date.
    """
    wishes = wishes_of(published, any_language)
    try:
        return text.article_of(words, None, wishes)
    except InputError as error:
        return error


def wishes_of(published: str | None, any_language: bool) -> Wishes:
    """What the user asked for.

    Raises:
        InputError: `published` is no date.
    """
    if published is not None and not is_date(published):
        problem = f'"{published}" is not an ISO 8601 date'
        raise InputError("--published", problem, "write 2024-05-03")
    return Wishes(published, any_language)


def outcomes(inputs: Sequence[str], wishes: Wishes) -> Iterator[Outcome]:
    """The articles of every input, with what each raises in the place of the rest of it."""

    @cache
    def visitor() -> "Visitor":
        # Imported here: few runs open a connection, and urllib3 takes a fifth of a second.
        from onrecord.read.web import Visitor

        return Visitor()

    for given in inputs:
        yield from told(given or '""', articles_in(given, wishes, visitor))


def told(where: str, articles: Iterator[Outcome]) -> Iterator[Outcome]:
    """The articles, and in the place of the rest what reading them raises."""
    try:
        yield from articles
    except InputError as error:
        yield error
    except files.READ_ERRORS as error:
        yield files.unreadable(where, error)


def articles_in(given: str, wishes: Wishes, visitor: Callable[[], "Visitor"]) -> Iterator[Outcome]:
    """The articles of one input.

    Raises:
        InputError: it is nothing that can be read.
    """
    if ADDRESS.match(given):
        from onrecord.read import web

        yield from web.articles_in(given, wishes, visitor())
    elif given == "-":
        with files.standard_input() as stream:
            yield from articles_in_stream(stream, given, wishes)
    elif os.path.isdir(given):
        for path in files.files_in(given):
            if isinstance(path, InputError):
                yield path
            else:
                yield from told(path, articles_in_file(path, wishes))
    elif PATTERN.search(given) and not os.path.lexists(given):
        paths = files.files_matching(given)
        if not paths:
            raise InputError(given, "no file matches this pattern", "check the pattern")
        for path in paths:
            yield from told(path, articles_in(path, wishes, visitor))
    else:
        yield from articles_in_file(given, wishes)


def articles_in_file(path: str, wishes: Wishes) -> Iterator[Outcome]:
    """The articles of one file.

    Raises:
        InputError: it is nothing that can be read.
        OSError, EOFError, zlib.error: it cannot be opened, or breaks off.
    """
    with files.opened(path) as stream:
        yield from articles_in_stream(stream, path, wishes)


def articles_in_stream(stream: BufferedReader, source: str, wishes: Wishes) -> Iterator[Outcome]:
    """The articles of a file's bytes, by its kind.

    Raises:
        InputError: they are of no kind that is read.
    """
    match files.kind_of(source, files.start_of(stream)):
        case "rows":
            yield from rows.articles_in(stream, source, wishes)
        case "json":
            yield from rows.articles_in_json(stream.read(rows.MAX_ROW + 1), source, wishes)
        case "page":
            yield from page.articles_in(stream.read(page.MAX_PAGE + 1), source, wishes)
        case "text":
            yield from text.articles_in(stream.read(text.MAX_BYTES + 1), source, wishes)
