"""A question -> its answers, each with the words it rests on."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onrecord.errors import OnrecordError
from onrecord.keep import Ledger
from onrecord.keep.find import articles_with, spoken_by, statements_with
from onrecord.keep.words import Phrase, folded_name, phrases_of, places_of
from onrecord.record import ActorKind, Article, Place, Reader, Record, Span, Statement, Time

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z", re.ASCII)
SNIPPET = 240  # code points: about three lines of a terminal
CONTEXT = 300  # code points that are shown on either side, where a paragraph is longer
GAP = " … "  # between the parts of what is broken up


@dataclass(frozen=True, slots=True)
class Byline:
    """Which article it is, without its text."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with its words and where they stand.

    The spans are those of `statement`; source, cue, content and channel are the words there, with
    an ellipsis where they are broken up. The context is the paragraph around, or as much of a long
    one as helps. Spans count code points of the text of the article. `by_role`: the speaker's role
    holds the name that was asked for ("Nato's secretary-general"), not the name. Time and place are
    those of the saying, where the article tells them.
    """

    speaker: str | None
    kind: ActorKind | None
    role: str | None
    country: str | None
    sector: str | None
    source: str
    cue: str
    content: str
    addressee: str | None
    channel: str | None
    context: str
    context_span: Span
    statement: Statement
    article: Byline
    reader: Reader
    by_role: bool = False
    time: Time | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What one person or body said.

    The name is as the newest article writes it; kind, role, country and sector are the newest that
    are known. `articles`: how many the statements stand in.
    """

    speaker: str | None
    kind: ActorKind | None
    role: str | None
    country: str | None
    sector: str | None
    articles: int
    by_role: bool
    answers: list[Said]


@dataclass(frozen=True, slots=True)
class Found:
    """One article in which the words stand.

    Snippet is the part of its text with most of them; matches are all places in the text, so that
    those inside `snippet_span` can be coloured. An article that is kept but was not read has no
    statements.
    """

    article: Byline
    snippet: str
    snippet_span: Span
    matches: list[Span]
    statements: list[Said]


def who(
    ledger: Ledger,
    name: str,
    *,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
    limit: int | None = None,
) -> list[Said]:
    """What a person or body said, newest first; within an article in its order.

    So is what those said who speak for a body: their role holds its name. Of two versions of one
    article, what both say alike is given once, from the newer.

    Args:
        name: a name, whole words of one ("Blinken"), or any mention but a pronoun; case and accents
            are alike.
        since: the first day, month or year: "2024-05-03", "2024-05" or "2024". It is compared with
            the statement's own time ("said on Friday"), where that has bounds, else with the day of
            publication; a time that overlaps the days asked for counts.
        until: the last one, that day, month or year included.

    Raises:
        OnrecordError: since or until is no such date.
    """
    check_days(since, until)

    def made(record: Record, id: str, by_role: bool) -> Said:
        said = said_in(record, next(one for one in record.statements if one.id == id))
        return replace(said, by_role=by_role)

    def wording(said: Said) -> tuple[object, ...]:
        return said.article.id, folded_name(said.speaker or ""), said.content

    return told_once(
        ledger, spoken_by(ledger, name, since, until, min_confidence), limit, made, wording
    )


Answer = TypeVar("Answer")


def told_once(
    ledger: Ledger,
    found: Iterable[tuple[Any, ...]],
    limit: int | None,
    made: Callable[..., Answer],
    wording: Callable[[Answer], tuple[object, ...]],
) -> list[Answer]:
    """The answers to what was found; what two versions of one article say alike is given once.

    Args:
        found: the number of a reading each, and what `made` takes beside its record; those of one
            reading follow each other, of two versions the newer comes first.
        wording: what two versions of an article share where they say the same.
    """
    answers: list[Answer] = []
    told_by: dict[tuple[object, ...], int] = {}
    number, record = 0, None
    for reading, *rest in found:
        if limit is not None and len(answers) >= limit:
            break
        if record is None or reading != number:
            number, record = reading, ledger.reading(reading)
        answer = made(record, *rest)
        if told_by.setdefault(wording(answer), reading) == reading:
            answers.append(answer)
    return answers


def check_days(since: str | None, until: str | None) -> None:
    """Refuse a bound that is no day, month or year.

    Raises:
        OnrecordError: since or until is no such date.
    """
    for option, day in (("since", since), ("until", until)):
        if day is not None and not DAY.match(day):
            raise OnrecordError(
                option, f"{day!r} is not a date", "write 2024-05-03, 2024-05 or 2024"
            )


def by_speaker(answers: Sequence[Said]) -> list[Group]:
    """The answers of `who`, one group a speaker, in the order of their first, newest statements.

    Those who speak for the body that was asked for come behind the body. Speakers are one where
    their full names are equal but for case and accents.
    """
    told: dict[str, list[Said]] = {}
    for said in answers:
        speaker = said.speaker or ""
        told.setdefault(folded_name(speaker) or speaker, []).append(said)
    return sorted(map(group_of, told.values()), key=lambda group: group.by_role)


def group_of(answers: list[Said]) -> Group:
    """The group of what one speaker said, newest first."""
    return Group(
        speaker=answers[0].speaker,
        kind=next((said.kind for said in answers if said.kind not in (None, "unknown")), None),
        role=next((said.role for said in answers if said.role), None),
        country=next((said.country for said in answers if said.country), None),
        sector=next((said.sector for said in answers if said.sector), None),
        articles=len({said.article.id for said in answers}),
        by_role=all(said.by_role for said in answers),
        answers=answers,
    )


def search(
    ledger: Ledger, words: str, *, min_confidence: float = 0.0, limit: int = 20
) -> list[Found]:
    """The articles in which all the words stand, best first, with the statements in which they do.

    Case, accents and the plural s are alike; "words in double quotes" follow each other. No other
    character means anything, so every question can be asked; one without a word finds nothing.
    """
    phrases = phrases_of(words)
    answers = []
    for number, reading in articles_with(ledger, phrases, limit):
        if reading is None:
            article, statements = ledger.article(number), []
        else:
            record = ledger.reading(reading)
            article = record.article
            ids = statements_with(ledger, phrases, reading, min_confidence)
            statements = [said_in(record, one) for one in record.statements if one.id in ids]
        places = places_of(phrases, article.text)
        span = snippet_span(places, article.text)
        matches = [place for place, _ in places]
        answers.append(Found(byline_of(article), span.of(article.text), span, matches, statements))
    return answers


def byline_of(article: Article) -> Byline:
    """Which article it is, without its text."""
    return Byline(
        article.id, article.title, article.outlet, article.published, article.url, article.source
    )


def said_in(record: Record, statement: Statement) -> Said:
    """The statement with its words, as the record has them."""
    text = record.article.text
    speaker = record.actor(statement.speaker) if statement.speaker is not None else None
    addressee = record.actor(statement.addressee) if statement.addressee is not None else None
    context = context_span(statement, text)
    return Said(
        speaker=speaker.name if speaker else None,
        kind=speaker.kind if speaker else None,
        role=speaker.role if speaker else None,
        country=speaker.country if speaker else None,
        sector=speaker.sector if speaker else None,
        source=words_at(statement.source, text),
        cue=words_at(statement.cue, text),
        content=words_at(statement.content, text),
        addressee=addressee.name if addressee else None,
        channel=statement.channel.of(text) if statement.channel else None,
        context=context.of(text),
        context_span=context,
        statement=statement,
        article=byline_of(record.article),
        reader=record.reader,
        time=next((time for time in record.times if time.id == statement.time), None),
        place=next((place for place in record.places if place.id == statement.place), None),
    )


def speaker_of(statement: str | None, record: Record) -> str | None:
    """Who makes the statement of that id: the speaker's name, else the words of the source."""
    for one in record.statements:
        if one.id == statement:
            if one.speaker is not None:
                return record.actor(one.speaker).name
            return words_at(one.source, record.article.text) or None
    return None


def words_at(spans: Sequence[Span], text: str) -> str:
    """The words of a part, an ellipsis where it is broken up."""
    return GAP.join(span.of(text) for span in spans)


def context_span(statement: Statement, text: str) -> Span:
    """The paragraphs in which the statement stands, cut at a blank where they go on for long."""
    spans = [*statement.source, *statement.cue, *statement.content]
    first = min((span.start for span in spans), default=0)
    last = max((span.end for span in spans), default=0)
    return in_paragraph(Span(first, last), CONTEXT, text)


def in_paragraph(span: Span, by: int, text: str) -> Span:
    """The span and up to so many code points on either side, as far as its paragraphs go."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    ends = (text.find(mark, span.end) for mark in "\r\n")
    end = min((end for end in ends if end >= 0), default=len(text))
    return widened(span, by, Span(start, end), text)


def snippet_span(places: Sequence[tuple[Span, Phrase]], text: str) -> Span:
    """The part of the text with most of the phrases in it, the earliest of those as good."""
    best, most = Span(0, 0), 0
    near: deque[tuple[Span, Phrase]] = deque()
    for span, phrase in places:
        near.append((span, phrase))
        while len(near) > 1 and span.end - near[0][0].start > SNIPPET:
            near.popleft()
        if (count := len({phrase for _, phrase in near})) > most:
            best, most = Span(near[0][0].start, span.end), count
    return widened(best, (SNIPPET - (best.end - best.start)) // 2, Span(0, len(text)), text)


def widened(span: Span, by: int, within: Span, text: str) -> Span:
    """The span and up to so many code points on either side, in whole words and without edges."""
    start, end = max(span.start - by, within.start), min(span.end + by, within.end)
    if start > within.start:
        start = max(start, text.find(" ", start, span.start))
    if end < within.end:
        end = max(text.rfind(" ", span.end, end), span.end) if " " in text[span.end : end] else end
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
