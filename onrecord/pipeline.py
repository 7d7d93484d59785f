"""The line itself: one article -> its record, one stage a line."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.models import load_encoder, load_tables
from onrecord.models.encoder import Encoder
from onrecord.read import article_of, read_articles
from onrecord.record import Article, Reader, Record
from onrecord.understand.actors import find_actors
from onrecord.understand.attributions import find_attributions
from onrecord.understand.bodies import bodies_of
from onrecord.understand.events import find_acts, find_events
from onrecord.understand.names import find_names
from onrecord.understand.outlets import writes_day_first
from onrecord.understand.places import find_places
from onrecord.understand.positions import find_positions, find_stands
from onrecord.understand.reading import Reading
from onrecord.understand.statements import find_circumstances, find_quoted, find_statements
from onrecord.understand.tables import Tables
from onrecord.understand.times import find_times


@dataclass(frozen=True, slots=True)
class Failure:
    """A bug that one article brought out: the article is not on record, the run goes on."""

    article: Article
    error: str
    traceback: str


def make_record(article: Article, reading: Reading, reader: Reader, tables: Tables) -> Record:
    """The record of one article. Each line is one file of understand/."""
    names = find_names(reading)
    day_first = writes_day_first(article.outlet, article.url, tables.outlets)
    times = find_times(reading, article.published, day_first)
    outlet = article.outlet or article.url
    places = find_places(reading, names, tables.gazetteer, tables.countries, outlet)
    attributions = find_attributions(reading)
    circumstances = find_circumstances(reading, attributions)
    stands = find_stands(reading)
    described = [span for said in circumstances for span in said.described()]
    acts = find_acts(reading)
    described += [span for part in stands for span in part.described()]
    described += [span for part in acts for span in part.described()]
    quoted = find_quoted(reading, circumstances)
    actors = find_actors(reading, names, places, described, quoted, tables)
    statements = find_statements(reading, circumstances, actors, tables.people, times, places)
    events = find_events(reading, acts, actors, statements, times, places)
    bodies = bodies_of(article.text, actors, tables)
    positions = find_positions(reading, stands, actors, statements, times, places, bodies)
    return Record(reader, article, actors, places, times, statements, events, positions)


def reader_of(encoder: Encoder) -> Reader:
    """This program with these weights."""
    return Reader(version=__version__, weights=encoder.digest)


def record_of(article: Article, encoder: Encoder) -> Record:
    """Read one article."""
    return make_record(article, encoder.read(article.text), reader_of(encoder), load_tables())


def records_of(
    articles: Iterable[Article | InputError], encoder: Encoder
) -> Iterator[Record | InputError | Failure]:
    """One result for each input, in order: a record, the input's error, or a stage's failure."""
    for article in articles:
        if isinstance(article, InputError):
            yield article
            continue
        try:
            result: Record | Failure = record_of(article, encoder)
        except Exception as error:  # the one place: a bug in one article must not end a run
            result = Failure(article, f"{type(error).__name__}: {error}", traceback.format_exc())
        yield result


def read_all(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    any_language: bool = False,
    min_confidence: float | None = None,
) -> Iterator[Record | InputError | Failure]:
    """One result for every article in the inputs, in order, as `onrecord read` has them.

    Args:
        inputs: files, folders, globs, page addresses, or "-" for standard input.
        published: an ISO 8601 date for articles that have none.
        any_language: read articles that are not in English, too.
        min_confidence: keep positions and events from this confidence on; None: from that which the
            weights were tuned to.
    """
    articles = read_articles(inputs, published=published, any_language=any_language)
    return records_of(articles, reading_with(min_confidence))


def read(
    text_or_path: str | Path,
    *,
    published: str | None = None,
    any_language: bool = False,
    min_confidence: float | None = None,
) -> Record:
    """The record of one article.

    Args:
        text_or_path: a path, a page address, or the text itself. A string is taken for a path when
            a file of that name exists, for an address when it begins with http:// or https://.
        published: the ISO 8601 date of an article that has none.
        any_language: read it although it is not in English.
        min_confidence: as for `read_all`.

    Raises:
        InputError: there is no article, or several; or it is not in English.
    """
    if isinstance(text_or_path, Path) or names_an_input(text_or_path):
        articles = read_articles(
            [str(text_or_path)], published=published, any_language=any_language
        )
    else:
        articles = iter([article_of(text_or_path, published=published, any_language=any_language)])
    found = list(articles)
    for article in found:
        if isinstance(article, InputError):
            raise article
    if len(found) != 1:
        raise InputError(str(text_or_path), f"{len(found)} articles", "use read_all for several")
    return record_of(found[0], reading_with(min_confidence))  # type: ignore[arg-type]


def reading_with(min_confidence: float | None) -> Encoder:
    """The shipped weights, that keep what is sure enough or as sure as asked for."""
    encoder = load_encoder()
    return encoder if min_confidence is None else encoder.keeping(min_confidence)


def names_an_input(words: str) -> bool:
    """Whether a string is an address or the path of an existing file, not a text."""
    if words.startswith(("http://", "https://")) and len(words.split()) == 1:
        return True
    try:
        return Path(words).is_file()
    except (OSError, ValueError):  # too long, or with characters that no path has
        return False
