"""Who permits, forbids, asks, promises or threatens what: stands and actors -> positions.

The stands (stances.py) give the words; this file says whose stand it is, whom it binds, and within
which places and times it holds. A stand whose holder the article does not tell is no position.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeVar

from onrecord.record import Actor, Place, Position, Span, Stance, Statement, Time
from onrecord.understand.actors import Mentions, mentions_of
from onrecord.understand.reading import Reading, listed
from onrecord.understand.stances import Stand, confidence_of, stands_of
from onrecord.understand.statements import Told, actor_at
from onrecord.understand.status import status_of

FIRST_PERSON = listed("i we us me our my ours mine")
# A stand that is only thought of: "if the court banned", "were it to ban", "would have banned".
SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|suppos(?:e|ing)|imagine)\b[^,;:]*$|^\W*(?:were|had|should)\s[^,;:]*$|"
    r"\b(?:would|could|might)\s(?:\w+\s)?have\s(?:\w+\s)?$",
    re.IGNORECASE,
)
NEGATIVE = listed("not n't no never nobody none neither nor cannot can't won't wouldn't against")
# A stand of before: "its previous ban", "had long barred", "until now forbade".
OF_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|prior|hitherto|until\s(?:now|then|recently)|used\sto|"
    r"had(?:\s(?:long|once|\w+ly))?(?:\sbeen)?)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)
# Words that open a condition or an exception, where the reading left them out.
OPENING = re.compile(
    r"\b(?:(?:but\s)?only(?:\sif)?|(?:as|so)\slong(?:\sas)?|provided(?:\sthat)?|"
    r"on\s(?:the\s)?condition(?:\sthat)?|even\sif|except(?:\sfor|\sin)?|but\snot|other\sthan)\s\Z",
    re.IGNORECASE,
)
OPENED = 24  # characters before a limit in which they stand
AGAINST: Mapping[Stance, frozenset[Stance]] = {
    "prohibits": frozenset({"permits"}),
    "refuses": frozenset({"permits", "commits"}),
    "opposes": frozenset({"permits", "supports"}),
    "permits": frozenset({"prohibits"}),
    "supports": frozenset({"opposes"}),
    "commits": frozenset({"refuses"}),
}
LONGEST = 200  # code points of a place's name or of the words for a time
SHARED = 0.5  # of the shorter action: so much in common, and two cues tell one stand


@dataclass(frozen=True, slots=True)
class Held:
    """A stand that is likely enough, in spans.

    Args:
        holder, party: the words for them, None where the sentence has none.
        limits: by kind, as `Stand.limits`.
    """

    stand: Stand
    cue: Span
    holder: Span | None
    party: Span | None
    action: Span
    limits: Mapping[str, Sequence[Span]]
    sentence: Span
    confidence: float

    def described(self) -> list[Span]:
        """The words of holder and party, which may describe an actor that has no name."""
        return [span for span in (self.holder, self.party) if span is not None]


def find_stands(reading: Reading) -> list[Held]:
    """The stands of one article that are likelier than the tuned threshold, in order."""
    threshold = reading.tuned["stand.threshold"]
    scored = [(confidence_of(stand, reading), stand) for stand in stands_of(reading)]
    kept: dict[int, list[tuple[float, Stand]]] = defaultdict(list)  # by sentence
    for confidence, stand in sorted(scored, key=lambda pair: (-pair[0], pair[1].cue)):
        if confidence < threshold or is_supposed(reading, stand):
            continue
        near = kept[int(reading.words.sentence[stand.cue])]
        if not any(tells_the_same(stand, other) for _, other in near):
            near.append((confidence, stand))
    return [
        held(reading, stand, confidence)
        for confidence, stand in sorted(chain(*kept.values()), key=lambda pair: pair[1].cue)
    ]


def held(reading: Reading, stand: Stand, confidence: float) -> Held:
    """A stand's words as spans."""
    return Held(
        stand=stand,
        cue=reading.span(slice(stand.cue, stand.cue + 1)),
        holder=None if stand.holder is None else reading.span(stand.holder),
        party=None if stand.party is None else reading.span(stand.party),
        action=reading.span(stand.action),
        limits={
            name: [opened(reading.text, reading.span(part)) for part in parts]
            for name, parts in stand.limits.items()
        },
        sentence=reading.span(stand.sentence),
        confidence=round(confidence, 2),
    )


def opened(text: str, limit: Span) -> Span:
    """A limit with the words right before it that make it one: "as long as", "only if"."""
    before = max(0, limit.start - OPENED)
    opening = OPENING.search(text, before, limit.start)
    return limit if opening is None else Span(opening.start(), limit.end)


def is_supposed(reading: Reading, stand: Stand) -> bool:
    """Whether the stand is only asked for or supposed, or said not to be held: "never banned".

    A word that itself says no, and a refusal, is held in saying so.
    """
    sentence = reading.span(stand.sentence)
    before = reading.text[sentence.start : int(reading.words.start[stand.cue])]
    asks = reading.text[sentence.start : sentence.end].rstrip("\"'”’) ").endswith("?")
    if asks or SUPPOSED.search(before) is not None:
        return True
    if stand.stance == "refuses" or reading.lowered[stand.cue] in NEGATIVE:
        return False
    return status_of(reading, slice(stand.cue, stand.cue + 1)) == "denied"


def tells_the_same(one: Stand, other: Stand) -> bool:
    """Whether two cues tell one stand: of one holder, in one sentence, about the same action."""
    if one.cue == other.cue:
        return True
    if not _overlap(one.holder, other.holder):
        return False
    common = min(one.action.stop, other.action.stop) - max(one.action.start, other.action.start)
    shorter = min(_size(one.action), _size(other.action))
    return bool(common >= SHARED * shorter)


def _overlap(one: slice | None, other: slice | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(one.start < other.stop and other.start < one.stop)


def _size(part: slice) -> int:
    return int(part.stop - part.start)


def find_positions(
    reading: Reading,
    stands: Sequence[Held],
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
    bodies: Mapping[str, str],
) -> list[Position]:
    """The positions of one article, in the order of their cues.

    Args:
        bodies: by id, for whom an actor speaks or acts, as `bodies_of` gives them.
    """
    mentions = mentions_of(actors)
    by_id = {actor.id: actor for actor in actors}
    told = Told(statements)
    found: list[Position] = []
    for stand in stands:
        statement = told.around(stand.cue, by_cue=True)
        holder = holder_of(reading, stand, mentions, statement)
        if holder is None:
            continue
        if speaks_for_another(by_id[holder]):
            holder = bodies.get(holder, holder)
        party = actor_at(reading.text, [stand.party] if stand.party else [], mentions)
        limits = {name: list(spans) for name, spans in stand.limits.items()}
        until = limits.get("until", [])
        timed = first_in(until, times)
        found.append(
            Position(
                id=f"position{len(found) + 1}",
                stance=stand.stand.stance,
                holder=holder,
                party=party.id if party is not None and party.id != holder else None,
                action=[stand.action],
                means=limits.get("means", []),
                target=limits.get("target", []),
                place=[place.id for place in inside(limits.get("place", []), places)],
                # "Until the crew is free" is no date: it stays as the condition that it is.
                conditions=limits.get("conditions", []) + (until if timed is None else []),
                exceptions=limits.get("exceptions", []),
                since=first_in(limits.get("since", []), times),
                until=timed,
                statement=None if statement is None else statement.id,
                evidence=stand.sentence,
                confidence=stand.confidence,
            )
        )
    return superseded(reading, found, times)


def superseded(
    reading: Reading, found: Sequence[Position], times: Sequence[Time]
) -> list[Position]:
    """The positions, those of before with the day until which they held, where it is told.

    That is the day in the sentence that tells the same holder's stand against it.
    """
    dates = [time for time in times if time.type == "DATE" and time.begin is not None]
    ended: list[Position] = []
    for position in found:
        until = position.until
        before = reading.text[position.evidence.start : position.action[0].start]
        if until is None and OF_BEFORE.search(before):
            until = next(
                (
                    first_in([other.evidence], dates)
                    for other in found
                    if other.holder == position.holder
                    and other.stance in AGAINST.get(position.stance, ())
                ),
                None,
            )
        ended.append(replace(position, until=until))
    return ended


def holder_of(
    reading: Reading, stand: Held, mentions: Mentions, statement: Statement | None
) -> str | None:
    """Whose stand it is: whom the holder's words name, or who says "I", or says it at all."""
    words = "" if stand.holder is None else stand.holder.of(reading.text).lower()
    if words in FIRST_PERSON or not words:
        if statement is not None and statement.speaker is not None:
            return statement.speaker
        if not words:
            return None
    actor = actor_at(reading.text, [stand.holder] if stand.holder else [], mentions)
    return None if actor is None else actor.id


def speaks_for_another(actor: Actor) -> bool:
    """Whether what an actor says is a body's stand: a spokesperson, or an official without a name.

    A named minister or leader holds his own.
    """
    described = actor.name[:1].islower() or actor.name.startswith(("A ", "An ", "The "))
    return actor.kind == "person" and (described or "spokes" in (actor.role or actor.name).lower())


T = TypeVar("T", bound=Place | Time)


def inside(spans: Sequence[Span], found: Sequence[T]) -> list[T]:
    """The places or times, which are in order, that stand in these spans."""
    there: list[T] = []
    for span in spans:
        first = bisect_left(found, span.start - LONGEST, key=lambda one: one.span.start)
        for one in islice(found, first, None):
            if one.span.start >= span.end:
                break
            if span.overlaps(one.span) and one not in there:
                there.append(one)
    return there


def first_in(spans: Sequence[Span], times: Sequence[Time]) -> str | None:
    """The id of the first time in these spans."""
    return next((time.id for time in inside(spans, times)), None)
