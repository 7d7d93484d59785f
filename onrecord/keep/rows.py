"""A record as rows: one for each value that it gives a field of one of its items."""

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from onrecord.keep.words import indexed
from onrecord.record import (
    Actor,
    Event,
    Party,
    Place,
    Position,
    Record,
    Span,
    Statement,
    Time,
)

# Between two parts in the full-text index: no word of a question, so no phrase reaches over it.
APART = " · "

LISTS = ("actors", "places", "times", "statements", "events", "positions")

# The fields of their items that claim something, looked up once: an archive has millions of items.
CLAIMED = {
    name: [field.name for field in fields(kind) if field.name not in ("id", "confidence")]
    for name, kind in zip(LISTS, (Actor, Place, Time, Statement, Event, Position), strict=True)
}

# The fields whose value is the id of another item, and the list that item is in.
REFERS = {
    "speaker": "actors",
    "addressee": "actors",
    "actor": "actors",
    "holder": "actors",
    "party": "actors",
    "place": "places",
    "time": "times",
    "since": "times",
    "until": "times",
    "statement": "statements",
}


class Claim(NamedTuple):
    """One value of one field of one item; nothing is claimed where a record has null or nothing."""

    list: str
    item: str
    field: str
    ordinal: int
    value: str | int | float | None
    span: Span | None
    refers: str | None


def claims_of(record: Record) -> Iterator[Claim]:
    """Every value of the record's lists, in their order; ids and confidences are the items' own."""
    for name in LISTS:
        for item in getattr(record, name):
            for field in CLAIMED[name]:
                value = getattr(item, field)
                several = isinstance(value, list)
                for ordinal, one in enumerate(value if several else (value,)):
                    if one is not None and one is not False:
                        yield claim(name, item.id, field, ordinal, one)


def claim(list: str, item: str, field: str, ordinal: int, value: object) -> Claim:
    """The row of one value, whichever kind it is of."""
    if isinstance(value, Span):
        return Claim(list, item, field, ordinal, None, value, None)
    if isinstance(value, Party):
        return Claim(list, item, field, ordinal, None, value.span, value.actor)
    if field in REFERS and isinstance(value, str):
        return Claim(list, item, field, ordinal, None, None, value)
    assert isinstance(value, str | int | float), f"{list}.{field} is a {type(value).__name__}"
    return Claim(list, item, field, ordinal, value, None, None)


def list_referred_to(claim: Claim) -> str:
    """The list in which the item stands that the claim refers to."""
    return REFERS["actor" if claim.field in ("actors", "recipients") else claim.field]


def broken_rule(record: Record) -> str | None:
    """What RECORD.md forbids and types allow: a span outside the text, an id twice or nowhere."""
    ids = {name: {item.id for item in getattr(record, name)} for name in LISTS}
    for name in LISTS:
        if len(ids[name]) != len(getattr(record, name)):
            return f"two of its {name} have one id"
    end = len(record.article.text)
    for claim in claims_of(record):
        where = f"{claim.item}.{claim.field}"
        if claim.span is not None and not 0 <= claim.span.start <= claim.span.end <= end:
            return f"{where} points outside the text"
        if claim.refers is not None and claim.refers not in ids[list_referred_to(claim)]:
            return f"{where} names {claim.refers!r}, which is not in the record"
    return None


def words_of_statement(statement: Statement, record: Record) -> tuple[str, str]:
    """Who and what of a statement, as the full-text index is given them: source and content."""
    text = record.article.text
    source = [span.of(text) for span in statement.source]
    if statement.speaker is not None:
        source.append(record.actor(statement.speaker).name)
    content = [span.of(text) for span in statement.content]
    return indexed(" ".join(source)), indexed(" ".join(content))


def words_of_position(position: Position, record: Record) -> tuple[str, ...]:
    """Its action, target, means, evidence and places, as the full-text index is given them."""
    text = record.article.text
    named = places_named(position, record)
    names = dict.fromkeys(words for place in named for words in (place.name, place.span.of(text)))
    return (
        *(
            APART.join(indexed(span.of(text)) for span in spans)
            for spans in (position.action, position.target, position.means, [position.evidence])
        ),
        APART.join(map(indexed, names)),
    )


def places_named(position: Position, record: Record) -> list[Place]:
    """The places where the position holds, and those that its action or its evidence names."""
    spans = [*position.action, position.evidence]
    return [
        place
        for place in record.places
        if place.id in position.place or any(span.covers(place.span) for span in spans)
    ]


def words_of_event(event: Event, record: Record) -> str:
    """The names of its place and of the place's division, as the full-text index is given them."""
    names: list[str | None] = []
    for place in record.places:
        if place.id == event.place:
            names += [place.name, place.span.of(record.article.text), place.admin1]
    return APART.join(indexed(name) for name in dict.fromkeys(names) if name)


def days_of_event(event: Event, record: Record) -> tuple[str | None, str | None]:
    """The first and the last day of its own time, where that has bounds."""
    for time in record.times:
        if time.id == event.time:
            return time.begin or time.end, time.end or time.begin
    return None, None


def days_of_position(position: Position, record: Record) -> tuple[str | None, str | None]:
    """The first and the last day on which it holds, where its own times have bounds."""
    times = {time.id: time for time in record.times}
    since = times.get(position.since or "")
    until = times.get(position.until or "")
    return (
        (since.begin or since.end) if since else None,
        (until.end or until.begin) if until else None,
    )
