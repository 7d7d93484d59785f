"""The contract: what `onrecord` writes for one article, field for field as docs/RECORD.md has it.

A span counts Unicode code points of `article.text`, half open: `text[start:end]` is the evidence.
Unknown is None or an empty list; ids are local to one record, and every id resolves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SCHEMA = "onrecord/1"

ActorKind = Literal["person", "organization", "country", "group", "unknown"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Quotation = Literal["direct", "indirect", "mixed"]
Status = Literal["actual", "ongoing", "planned", "possible", "denied"]
Stance = Literal[
    "permits",
    "prohibits",
    "requires",
    "requests",
    "commits",
    "refuses",
    "threatens",
    "supports",
    "opposes",
]


class Span(NamedTuple):
    """Code points [start, end) of `article.text`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def distance(self, other: Span) -> int:
        """Characters between the two spans; 0 where they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)

    def nearest(self, others: Iterable[Span]) -> Span:
        """The span with the fewest characters in between; of two as near, the first.

        Raises:
            ValueError: there are no others.
        """
        return min(others, key=self.distance)

    def of(self, text: str) -> str:
        """The words that the span points at."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """What was read: the words and where they come from."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    language: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Which program and which weights read the article."""

    version: str
    weights: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody the article names, describes or refers to."""

    id: str
    name: str
    kind: ActorKind = "unknown"
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    mentions: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and the GeoNames entry it stands for; coordinates in WGS 84 degrees."""

    id: str
    span: Span
    name: str
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and its TIMEX3 value; begin and end are ISO 8601 dates that bound it."""

    id: str
    span: Span
    type: TimeType
    value: str | None = None
    begin: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what: the source's, the cue's and the content's words."""

    id: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    speaker: str | None = None
    anonymous: bool = False
    quotation: Quotation = "indirect"
    addressee: str | None = None
    channel: Span | None = None
    time: str | None = None
    place: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's part in an event, and the words that give it."""

    actor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, as a PLOVER event, and whether it happened at all."""

    id: str
    type: str
    mode: str | None
    trigger: Span
    actors: list[Party]
    recipients: list[Party]
    place: str | None
    time: str | None
    status: Status
    statement: str | None
    sentence: Span
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Position:
    """Who permits, forbids, asks, promises or threatens what, to whom, within which limits."""

    id: str
    stance: Stance
    holder: str
    party: str | None
    action: list[Span]
    means: list[Span]
    target: list[Span]
    place: list[str]
    conditions: list[Span]
    exceptions: list[Span]
    since: str | None
    until: str | None
    statement: str | None
    evidence: Span
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read out of one article."""

    reader: Reader
    article: Article
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    schema: str = SCHEMA

    def actor(self, id: str) -> Actor:
        """The actor of that id.

        Raises:
            KeyError: no actor has it.
        """
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)
