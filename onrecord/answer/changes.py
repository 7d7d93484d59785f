"""What one article tells of a change: a record -> old and new positions, in pairs.

Positions of one holder about one conduct make a pair when their actions share enough words and the
article tells which of the two was there before. Where it does not tell, or where the two differ in
their limits, so that both may hold at once, there is no pair: a narrower permission is no reversal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from onrecord.keep.rows import days_of_position
from onrecord.keep.words import PRONOUNS, Word, folded_name, words_of
from onrecord.record import Position, Record, Span, Stance

# Of the content words of the shorter of two actions, so many stand in the other.
SHARED = 0.5
# The surest of one article; more than that in one article are not stands but noise.
CONSIDERED = 100

AGAINST: frozenset[Stance] = frozenset(("prohibits", "refuses", "opposes"))
# Their opposites; of any other stance a change is told by a time alone.
FOR: frozenset[Stance] = frozenset(("permits", "commits", "supports"))

STOP_WORDS = PRONOUNS | frozenset(
    """
    a an the and or but nor if then than as at by for from in into of off on onto out over to up
    upon with within without about against after before between during through under until till
    since be am is are was were been being do does did done doing have has had having will would
    can could may might shall should must there here so such too very more most some any all both
    each other another own same only just also again further once when while where why how what
    use uses used using make makes made making take takes took taken taking
    """.split()  # noqa: SIM905
)
# Each turns what an action is about into its contrary: not to ban flights is to have them.
TURNS = frozenset(
    """
    not never no without stop stops stopping end ends ending halt halts halting block blocks
    blocking ban bans banning bar bars barring forbid forbids forbidding prohibit prohibits
    prohibiting prohibition restrict restricts restricting restriction restrictions suspend
    suspends suspending cancel cancels cancelling canceling cut cuts cutting drop drops dropping
    scrap scraps scrapping lift lifts lifting ease eases easing embargo curfew limit limits
    """.split()  # noqa: SIM905
)
ENDING = re.compile(r"(?:ing|ed|es|s|e)\Z")

# Words around a stand that tell whether it was there before. "Until now" is old, "now" new.
MARKS = re.compile(
    r"""\b(?:
    (?P<old>previous(?:ly)?|formerly|originally|earlier|longstanding|so\ far
        |until\ (?:now|then|recently)|had\ (?:long|always|repeatedly|consistently))
    |(?P<still>still|unchanged|reaffirm\w*|reiterat\w*|remain(?:s|ed)?|continue[sd]?
        |(?:not|\w+n['’]t)\ changed?)
    |(?P<new>now|no\ longer|newly|revers(?:ed|al|es|ing)|lifted|eased|relaxed|loosened|relented
        |dropped|u-turn)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """Two positions of one holder about one conduct, of which the article tells the order.

    Kind is "reversed" when the new one is the contrary of the old, and "reaffirmed" when a stand
    that was there before is taken anew. `share`: the content words of the shorter action that the
    other has, too.
    """

    kind: Literal["reversed", "reaffirmed"]
    old: Position
    new: Position
    share: float


def changes_in(record: Record) -> list[Change]:
    """The changes that one article tells, in the order of their new positions.

    A position is in one change at most, and a change that the article tells again is given once:
    the one whose actions share most.
    """
    surest = sorted(record.positions, key=lambda position: -position.confidence)[:CONSIDERED]
    found = [
        change
        for one, other in combinations(sorted(surest, key=lambda position: position.evidence), 2)
        if (change := change_of(one, other, record)) is not None
    ]
    best = sorted(found, key=lambda change: (change.kind == "reaffirmed", -change.share))
    used: set[str] = set()
    told: list[Change] = []
    for change in best:
        again = any(is_same(change, earlier, record) for earlier in told)
        if not again and not used & {change.old.id, change.new.id}:
            used |= {change.old.id, change.new.id}
            told.append(change)
    return sorted(told, key=lambda change: change.new.evidence)


def is_same(one: Change, other: Change, record: Record) -> bool:
    """Whether two pairs tell one change: of the same stances on what is mostly the same conduct."""
    return (
        (one.old.stance, one.new.stance) == (other.old.stance, other.new.stance)
        and is_one_holder(one.new, other.new, record)
        and may_be_one_conduct(one.new, other.new, record)
        and shared(one.new, other.new, record) >= SHARED
    )


def change_of(one: Position, other: Position, record: Record) -> Change | None:
    """What happened between two positions of a record, or None where that is not sure."""
    if not is_one_holder(one, other, record):
        return None
    share = shared(one, other, record)
    if share < SHARED or not may_be_one_conduct(one, other, record):
        return None
    kind: Literal["reversed", "reaffirmed"]
    still = ["still" in marks_of(pair, record) for pair in ((one, other), (other, one))]
    told = {*dated(one, other, record), *worded(one, other, record)}
    if leaning(one, record) != leaning(other, record):
        kind = "reversed"
        told |= set(ended(one, other, record))
        is_known = {one.stance, other.stance} <= AGAINST | FOR or one.until or other.until
        is_sure = is_known and not any(still)
    else:
        kind = "reaffirmed"
        is_sure = one.stance == other.stance and told == {still[1]} and any(still) != all(still)
    if not is_sure or len(told) != 1:
        return None
    old, new = (one, other) if told.pop() else (other, one)
    return Change(kind, old, new, share)


def leaning(position: Position, record: Record) -> bool:
    """Whether the holder is for what the action is about: who refuses to lift a ban is not."""
    turns = sum(word.compared in TURNS for word in words_in(position.action, record))
    return (position.stance not in AGAINST) == (turns % 2 == 0)


def is_one_holder(one: Position, other: Position, record: Record) -> bool:
    """Whether both are the same actor's, or of two actors of one name."""
    if one.holder == other.holder:
        return True
    names = [folded_name(record.actor(position.holder).name) for position in (one, other)]
    return bool(names[0]) and names[0] == names[1]


def may_be_one_conduct(one: Position, other: Position, record: Record) -> bool:
    """Whether no limit parts the two: each names another party, means, target or place."""
    if one.party is not None and other.party is not None and one.party != other.party:
        return False
    for spans in ((one.means, other.means), (one.target, other.target)):
        first, second = (content_words(part, record) for part in spans)
        if first and second and not first & second:
            return False
    places = [{place_name(id, record) for id in position.place} for position in (one, other)]
    if all(places) and not places[0] & places[1]:
        return False
    return not (is_excepted(one, other, record) or is_excepted(other, one, record))


def is_excepted(one: Position, other: Position, record: Record) -> bool:
    """Whether the one stands aside for what the other is about: "but not with long rockets"."""
    left_out = content_words(one.exceptions, record)
    return bool(left_out & content_words([*other.action, *other.means, *other.target], record))


def place_name(id: str, record: Record) -> str:
    """The place's name as names are compared."""
    return next(folded_name(place.name) for place in record.places if place.id == id)


def shared(one: Position, other: Position, record: Record) -> float:
    """The share of the content words of the shorter action that the other has; 0 for none."""
    first, second = (content_words(position.action, record) for position in (one, other))
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def content_words(spans: Sequence[Span], record: Record) -> set[str]:
    """The words without their endings, but for those that only join, point or turn."""
    words = (word.compared for word in words_in(spans, record))
    return {bare(word) for word in words if word not in STOP_WORDS | TURNS}


def bare(word: str) -> str:
    """A word without its last ending: "strike", "strikes" and "striking" are one."""
    shorter = ENDING.sub("", word)
    return shorter if len(shorter) > 2 else word


def words_in(spans: Sequence[Span], record: Record) -> Iterator[Word]:
    """The words of the spans."""
    for span in spans:
        yield from words_of(span.of(record.article.text))


# Each of the following yields whether the one of two positions was there before the other, and
# nothing where that is not told.


def ended(one: Position, other: Position, record: Record) -> Iterator[bool]:
    """By an end: of two contrary stands the one that has ended came first.

    It has ended when the article appears, or when the other begins; a permission until Friday is
    no more than an exception for so long.
    """
    for older, newer in ((one, other), (other, one)):
        _, last = days_of_position(older, record)
        first, _ = days_of_position(newer, record)
        known = [day for day in (record.article.published, first) if day]
        if last is not None and any(last <= day for day in known):
            yield older is one


def dated(one: Position, other: Position, record: Record) -> Iterator[bool]:
    """By the days on which they began, or on which they were stated."""
    first, second = (first_day(position, record) for position in (one, other))
    if first is not None and second is not None and first != second:
        yield first < second


def first_day(position: Position, record: Record) -> str | None:
    """The day on which the position began, else that on which it was stated, where it is told."""
    stated = [said.time for said in record.statements if said.id == position.statement]
    known = {time.id: time.begin for time in record.times}
    return next((known[id] for id in (position.since, *stated) if id and known[id]), None)


def worded(one: Position, other: Position, record: Record) -> Iterator[bool]:
    """By the words around them: "had long", "now", "no longer"."""
    yield from (mark == "old" for mark in marks_of((one, other), record) - {"still"})
    yield from (mark == "new" for mark in marks_of((other, one), record) - {"still"})


def marks_of(pair: tuple[Position, Position], record: Record) -> set[str]:
    """The marks that the first of two positions has.

    A word in the evidence of both is about the action that follows it next, else about the last
    one: "which had long forbidden such flights, now allows flights by day".
    """
    one, other = pair
    found: set[str] = set()
    for match in MARKS.finditer(record.article.text, one.evidence.start, one.evidence.end):
        span = Span(*match.span())
        if any(span.overlaps(part) for part in (*one.action, *other.action)):
            continue
        if other.evidence.covers(span):
            behind = [part for part in (*one.action, *other.action) if part.start >= span.end]
            nearest = span.nearest(behind or [*one.action, *other.action])
            if nearest not in one.action or nearest in other.action:
                continue
        found.add(match.lastgroup or "")
    return found
