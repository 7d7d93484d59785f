"""What happened: acts and actors -> events, by PLOVER type, with status and claim.

The acts (triggers.py) give the words; this file says who acts on whom, whether it happened at
all, where and when, and in whose statement alone it is told. An act by nobody is no event.

Source:
    PLOVER, the political language ontology: manual 2.0, Open Event Data Alliance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Actor, Event, Party, Place, Span, Statement, Time
from onrecord.understand.actors import Mentions, mentions_of
from onrecord.understand.modes import mode_of
from onrecord.understand.positions import inside
from onrecord.understand.reading import Reading
from onrecord.understand.statements import AT, Told, actor_at, before
from onrecord.understand.status import status_of
from onrecord.understand.triggers import Act, acts_of, confidence_of

JOINED = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s+&\s+")
THE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her)\s(?:\w+\s)?\Z", re.IGNORECASE)
REMEMBERED = 40  # events before one that may have told it
FAR = 80  # characters from a trigger to the time or place of what it tells


@dataclass(frozen=True, slots=True)
class Done:
    """An act that is likely enough, in spans."""

    act: Act
    trigger: Span
    actor: Span | None
    recipient: Span | None
    sentence: Span
    confidence: float

    def described(self) -> list[Span]:
        """The words for the parties, which may describe an actor that has no name."""
        return [span for span in (self.actor, self.recipient) if span is not None]


def find_acts(reading: Reading) -> list[Done]:
    """The acts of one article that are likelier than the tuned threshold, in order."""
    found: list[Done] = []
    for act in acts_of(reading):
        confidence = confidence_of(act, reading)
        if confidence < reading.tuned["act.threshold"]:
            continue
        found.append(
            Done(
                act=act,
                trigger=reading.span(slice(act.trigger, act.trigger + 1)),
                actor=None if act.actor is None else reading.span(act.actor),
                recipient=None if act.recipient is None else reading.span(act.recipient),
                sentence=reading.span(act.sentence),
                confidence=round(confidence, 2),
            )
        )
    return found


def find_events(
    reading: Reading,
    acts: Sequence[Done],
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
) -> list[Event]:
    """The events of one article, in the order of their triggers; one told again is told once."""
    mentions = mentions_of(actors)
    told = Told(statements)
    dated = [time for time in times if time.type in ("DATE", "TIME")]
    located = [place for place in places if AT.search(reading.text, *before(place.span))]
    found: list[Event] = []
    for act in acts:
        acting = parties_of(reading.text, act.actor, mentions)
        if not acting:
            continue
        one = {party.actor for party in acting}
        acted = [
            party
            for party in parties_of(reading.text, act.recipient, mentions)
            if party.actor not in one
        ]
        claim = told.around(act.trigger)
        event = Event(
            id=f"event{len(found) + 1}",
            type=act.act.type,
            mode=mode_of(act.act.type, reading.lowered[act.act.trigger]),
            trigger=act.trigger,
            actors=acting,
            recipients=acted,
            place=nearest(act, located),
            time=nearest(act, dated),
            status=status_of(reading, slice(act.act.trigger, act.act.trigger + 1)),
            statement=None if claim is None else claim.id,
            sentence=act.sentence,
            confidence=act.confidence,
        )
        if not any(tells_again(reading.text, event, other) for other in found[-REMEMBERED:]):
            found.append(event)
    return found


def parties_of(text: str, span: Span | None, mentions: Mentions) -> list[Party]:
    """The actors that a phrase names: one, or each of those that it joins."""
    if span is None:
        return []
    parts: list[Span] = []
    start = span.start
    for joint in JOINED.finditer(text, span.start, span.end):
        parts.append(Span(start, joint.start()))
        start = joint.end()
    parts.append(Span(start, span.end))
    found: list[Party] = []
    for part in parts if len(parts) > 1 else []:
        actor = mentions.actors.get(part)
        if actor is not None and actor.id not in {party.actor for party in found}:
            found.append(Party(actor.id, part))
    if len(found) == len(parts) > 1:
        return found
    actor = actor_at(text, [span], mentions)
    return [] if actor is None else [Party(actor.id, span)]


def nearest(act: Done, found: Sequence[Time | Place]) -> str | None:
    """The id of the time or place nearest to the trigger in its sentence."""
    near = [
        one
        for one in inside([act.sentence], found)
        if one.span.distance(act.trigger) <= FAR
        and not any(party.overlaps(one.span) for party in act.described())
    ]
    best = min(near, key=lambda one: one.span.distance(act.trigger), default=None)
    return None if best is None else best.id


def tells_again(text: str, event: Event, other: Event) -> bool:
    """Whether "the attack" is one that the article has told: of its type, and nobody else in it."""
    happened = {event.status, other.status} <= {"actual", "ongoing"}
    if event.type != other.type or (event.status != other.status and not happened):
        return False
    if THE.search(text, max(0, event.trigger.start - 30), event.trigger.start) is None:
        return False
    mine = {party.actor for party in (*event.actors, *event.recipients)}
    theirs = {party.actor for party in (*other.actors, *other.recipients)}
    return mine <= theirs
