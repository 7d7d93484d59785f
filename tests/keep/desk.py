"""Records from marked text, for the tests of the ledger and of what it answers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from marks import marked, opening_of

from onrecord.record import (
    Actor,
    Article,
    Event,
    Party,
    Place,
    Position,
    Reader,
    Record,
    Span,
    Stance,
    Statement,
    Time,
)

READER = Reader("1.0", "aaaa")
LATER = Reader("1.1", "bbbb")
STANCES = get_args(Stance)
SCOPES = {
    "means": "means",
    "target": "target",
    "condition": "conditions",
    "exception": "exceptions",
}
HELD = opening_of(["holder", "party", *STANCES, *SCOPES, "place", "named", "since", "until"])
TYPES = ("AGREE", "CONSULT", "AID", "THREATEN", "COERCE", "ASSAULT")
DONE = opening_of(["actor", "recipient", *TYPES, "place", "time", "says"])
MARK = re.compile(r"\[(source|cue|content) ([^\]]*)\]")


def told(text: str, *, names: dict[str, str] | None = None, **article: object) -> Record:
    """The record of a text in which each line with marks is a statement.

    Every `[source X]` is a mention of the actor named X, or `names[X]`.
    """
    plain = ""
    statements: list[Statement] = []
    mentions: dict[str, list[Span]] = {}
    for line in text.splitlines(keepends=True):
        parts: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        last = 0
        for mark in MARK.finditer(line):
            plain += line[last : mark.start()]
            span = Span(len(plain), len(plain) + len(mark[2]))
            plain += mark[2]
            parts[mark[1]].append(span)
            if mark[1] == "source":
                mentions.setdefault((names or {}).get(mark[2], mark[2]), []).append(span)
            last = mark.end()
        plain += line[last:]
        if parts["content"]:
            id = f"statement{len(statements) + 1}"
            statements.append(Statement(id, **parts, confidence=0.5))
    actors = [
        Actor(f"actor{at}", name, "person", mentions=spans)
        for at, (name, spans) in enumerate(mentions.items(), start=1)
    ]
    said = [
        replace(
            statement,
            speaker=next(
                (actor.id for actor in actors if set(statement.source) & set(actor.mentions)), None
            ),
        )
        for statement in statements
    ]
    values: dict[str, object] = {"id": "a1", **article}
    return Record(READER, Article(text=plain, **values), actors, statements=said)  # type: ignore[arg-type]


def held(
    text: str,
    *,
    names: Mapping[str, str] | None = None,
    days: Mapping[str, str] | None = None,
    confidence: float = 0.5,
    **article: object,
) -> Record:
    """The record of a text in which every `[permits words]`, or other stance, is a position.

    Its holder is the last `[holder X]` up to there, its evidence the line. Other parts of it carry
    its number: `[party2 X]` is that of `[refuses2 words]`. `[named X]` is a place that no position
    holds at. Actors are named X or `names[X]`, times have the day `days[X]`.
    """
    plain, marks = marked(text, HELD)
    actors: dict[str, Actor] = {}
    places: list[Place] = []
    times: list[Time] = []

    def actor_at(span: Span) -> str:
        name = (names or {}).get(span.of(plain), span.of(plain))
        known = actors.get(name, Actor(f"actor{len(actors) + 1}", name, "organization"))
        actors[name] = replace(known, mentions=[*known.mentions, span])
        return known.id

    holders = [(span, actor_at(span)) for span in marks["holder"]]
    found: list[Position] = []
    every = [(span, label) for label, spans in marks.items() for span in spans]
    for action, label in sorted(every):
        stance = label.rstrip("0123456789")
        number = label.removeprefix(stance)
        if stance not in STANCES:
            continue
        party = [actor_at(span) for span in marks[f"party{number}"]]
        at = [Place(f"place{span.start}", span, span.of(plain)) for span in marks[f"place{number}"]]
        bounds = {}
        for bound in ("since", "until"):
            for span in marks[f"{bound}{number}"]:
                day = (days or {}).get(span.of(plain))
                times.append(Time(f"time{span.start}", span, "DATE", day, day, day))
                bounds[bound] = times[-1].id
        places += at
        end = plain.find("\n", action.end)
        found.append(
            Position(
                id=f"position{len(found) + 1}",
                stance=stance,  # type: ignore[arg-type]
                holder=[id for span, id in holders if span.start <= action.start][-1],
                party=party[0] if party else None,
                action=[action],
                place=[place.id for place in at],
                since=bounds.get("since"),
                until=bounds.get("until"),
                statement=None,
                evidence=Span(
                    plain.rfind("\n", 0, action.start) + 1, len(plain) if end < 0 else end
                ),
                confidence=confidence,
                **{field: marks[f"{label}{number}"] for label, field in SCOPES.items()},  # type: ignore[arg-type]
            )
        )
    places += [Place(f"place{span.start}", span, span.of(plain)) for span in marks["named"]]
    values: dict[str, object] = {"id": "a1", **article}
    return Record(
        READER,
        Article(text=plain, **values),  # type: ignore[arg-type]
        list(actors.values()),
        places,
        times,
        positions=found,
    )


def acted(
    text: str,
    *,
    names: Mapping[str, str] | None = None,
    days: Mapping[str, str | None] | None = None,
    status: str = "actual",
    modes: Mapping[str, str] | None = None,
    confidence: float = 0.5,
    **article: object,
) -> Record:
    """The record of a text in which every `[CONSULT met]`, or other type, is an event of its line.

    Its parties, place and time are the `[actor X]`, `[recipient X]`, `[place X]` and `[time X]` of
    that line; where the line has a `[says X]`, a statement of X is all that the event stands in.
    Actors are named X or `names[X]`, times have the day `days[X]` ("2031-03-01/2031-03-31": the
    days). `modes`: by the words of the trigger.
    """
    plain, marks = marked(text, DONE)
    actors: dict[str, Actor] = {}
    statements: list[Statement] = []
    events: list[Event] = []

    def party(span: Span) -> Party:
        name = (names or {}).get(span.of(plain), span.of(plain))
        known = actors.get(name, Actor(f"actor{len(actors) + 1}", name, "organization"))
        actors[name] = replace(known, mentions=[*known.mentions, span])
        return Party(known.id, span)

    places = [Place(f"place{span.start}", span, span.of(plain)) for span in marks["place"]]
    times = []
    for span in marks["time"]:
        first, _, last = ((days or {}).get(span.of(plain)) or "").partition("/")
        value = first or None
        times.append(Time(f"time{span.start}", span, "DATE", value, value, last or value))
    for trigger, type in sorted((span, one) for one in TYPES for span in marks[one]):
        start = plain.rfind("\n", 0, trigger.start) + 1
        end = plain.find("\n", trigger.end)
        line = Span(start, len(plain) if end < 0 else end)
        said = [party(span) for span in marks["says"] if line.covers(span)]
        for one in said:
            id = f"statement{len(statements) + 1}"
            statements.append(Statement(id, [one.span], [], [line], one.actor))
        events.append(
            Event(
                id=f"event{len(events) + 1}",
                type=type,
                mode=(modes or {}).get(trigger.of(plain)),
                trigger=trigger,
                actors=[party(span) for span in marks["actor"] if line.covers(span)],
                recipients=[party(span) for span in marks["recipient"] if line.covers(span)],
                place=next((one.id for one in places if line.covers(one.span)), None),
                time=next((one.id for one in times if line.covers(one.span)), None),
                status=status,  # type: ignore[arg-type]
                statement=statements[-1].id if said else None,
                sentence=line,
                confidence=confidence,
            )
        )
    values: dict[str, object] = {"id": "a1", **article}
    article_read = Article(text=plain, **values)  # type: ignore[arg-type]
    return Record(READER, article_read, list(actors.values()), places, times, statements, events)


def read_again(record: Record, reader: Reader = LATER) -> Record:
    """The record as another reader would have given it."""
    return replace(record, reader=reader)
