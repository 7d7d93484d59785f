"""What every reader needs to hand over an article: the user's wishes, the checks, the id."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from onrecord.errors import InputError
from onrecord.read.language import check_english, language_of
from onrecord.record import Article

# Code points. The longest article in the news corpora we know has 0.2 million; a book has one or
# two. Beyond a million a file is an archive or a mistake, and its reading alone fills the memory.
MAX_TEXT = 1_000_000

# The calendar forms of ISO 8601. Week dates (2024-W18-5), ordinal dates and the forms without
# hyphens are left out: a reader of the record should be able to take the first ten characters.
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for, the same for every input."""

    published: str | None = None
    any_language: bool = False


def finished(article: Article, where: str, wishes: Wishes) -> Article:
    """The article as it leaves the room.

    Raises:
        InputError: as `named`.
        SkippedArticle: it is in another language, and English was asked for.
    """
    article = named(article, where, wishes)
    if not wishes.any_language:
        check_english(article, where)
    return article


def named(article: Article, where: str, wishes: Wishes) -> Article:
    """The article checked and dated, with an id and its language.

    Args:
        article: with id "" where the input gives none, and with its own date, if it has one.
        where: the file, row or address, for the error line.
        wishes: `published` fills in for an article without a date.

    Raises:
        InputError: no text, too much of it, or half a character in it.
    """
    check_text(article.text, where)
    if article.published is None and wishes.published is not None:
        article = replace(article, published=wishes.published, published_from="input")
    return replace(
        article,
        id=article.id or content_id(article),
        language=article.language or language_of(article.text),
        source=None if article.source is None else printable(article.source),
    )


def check_text(text: str, where: str) -> None:
    """Let a text pass that a record can hold.

    Raises:
        InputError: it has no words, too many, or half a character.
    """
    if not text.strip():
        raise InputError(where, "the text is empty", "give the words of the article")
    if len(text) > MAX_TEXT:
        problem = f"the text has {len(text)} characters, more than {MAX_TEXT}"
        raise InputError(where, problem, "split it into its articles")
    check_whole("text", text, where)


def check_whole(field: str, words: str, where: str) -> None:
    r"""Let words pass that UTF-8 can hold.

    JSON may escape half of a character ("\ud83d" alone), which stands for nothing and cannot be
    written to any file.

    Raises:
        InputError: a lone surrogate, with its place counted from 0.
    """
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"\\u{ord(words[error.start]):04x}"
        problem = f'"{field}" has half a character ({half}) at character {error.start}'
        raise InputError(where, problem, "write the whole character, or leave it out") from error


def content_id(article: Article) -> str:
    """An id for an article that has none: the same content has the same id, wherever it lies.

    Besides the text it counts what tells two printings of one text apart: the address, the outlet
    and the date. Two outlets that carry one wire story keep two articles.
    """
    parts = [article.text, article.url, article.outlet, article.published]
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:16]


def is_date(words: str) -> bool:
    """Whether the words are an ISO 8601 date (2024-05-03) or date-time (2024-05-03T18:30:00Z)."""
    if not DATE.match(words):
        return False
    try:
        if len(words) == 10:
            date.fromisoformat(words)
        else:
            datetime.fromisoformat(words)
    except ValueError:
        return False
    return words.isascii() and words[10:11] in ("", "T", " ")


def printable(path: str) -> str:
    """The path as UTF-8 can hold it: a file name of odd bytes shows a mark in their place."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
