"""Who permits, forbids, asks, promises or threatens what, within which limits, in all articles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.answer import Byline, byline_of, check_days, speaker_of, told_once, words_at
from onrecord.keep import Ledger
from onrecord.keep.find import positions_found
from onrecord.keep.words import folded_name
from onrecord.record import ActorKind, Place, Position, Reader, Record, Span, Stance, Time


@dataclass(frozen=True, slots=True)
class Held:
    """One position with its words and where they stand.

    The spans are those of `position`; action and evidence are the words there, an ellipsis where
    the action is broken up. Of means, target, conditions and exceptions each part is a string of
    its own. `speaker` says so, where the article only reports it; `by_role`: the holder's role
    holds the name that was asked for ("Nato's secretary-general"), not the name.
    """

    holder: str
    kind: ActorKind
    role: str | None
    country: str | None
    sector: str | None
    stance: Stance
    party: str | None
    action: str
    means: list[str]
    target: list[str]
    places: list[Place]
    conditions: list[str]
    exceptions: list[str]
    since: Time | None
    until: Time | None
    confidence: float
    evidence: str
    speaker: str | None
    position: Position
    article: Byline
    reader: Reader
    by_role: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """What one person or body holds.

    The name is as the newest article writes it; kind, role, country and sector are the newest that
    are known. `articles`: how many the positions stand in.
    """

    holder: str
    kind: ActorKind
    role: str | None
    country: str | None
    sector: str | None
    articles: int
    by_role: bool
    answers: list[Held]


def positions_in(
    ledger: Ledger,
    *,
    holder: str | None = None,
    party: str | None = None,
    stance: Stance | None = None,
    about: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
    limit: int | None = None,
) -> list[Held]:
    """The positions that fit all that is asked, newest first; within an article in its order.

    Of two versions of one article, what both say alike is given once, from the newer.

    Args:
        holder: whose position it is: a name, whole words of one, any way in which an article calls
            the actor; a body's name finds those who speak for it, too.
        party: whom it binds or addresses, likewise.
        about: words that all stand in its action, target, means or evidence; "words in quotes"
            follow each other. Case, accents and the plural s are alike.
        place: words of the name of a place where it holds or that its action or evidence names.
        since: the first day (2024-05-03), month (2024-05) or year. A position is of all days from
            its own since to its own until, open where the article tells one of them only; where
            neither has bounds, of the day of publication.
        until: the last one, that day, month or year included.

    Raises:
        OnrecordError: since or until is no such date.
    """
    check_days(since, until)

    def made(record: Record, id: str, by_role: bool) -> Held:
        held = held_in(record, next(one for one in record.positions if one.id == id))
        return replace(held, by_role=bool(by_role))

    found = positions_found(
        ledger,
        holder=holder,
        party=party,
        stance=stance,
        about=about,
        place=place,
        since=since,
        until=until,
        min_confidence=min_confidence,
    )
    return told_once(ledger, found, limit, made, wording_of)


def wording_of(held: Held) -> tuple[object, ...]:
    """What two versions of one article share where they tell the same position."""
    holder = folded_name(held.holder) or held.holder
    limits = (*held.means, *held.target, *held.conditions, *held.exceptions)
    return held.article.id, holder, held.stance, held.action, limits, held.evidence


def by_holder(answers: Sequence[Held]) -> list[Holder]:
    """The answers of `positions_in`, one group a holder, in the order of their newest positions.

    Those who speak for the body that was asked for come behind the body. Holders are one where
    their full names are equal but for case and accents.
    """
    told: dict[str, list[Held]] = {}
    for held in answers:
        told.setdefault(folded_name(held.holder) or held.holder, []).append(held)
    return sorted(map(group_of, told.values()), key=lambda group: group.by_role)


def group_of(answers: list[Held]) -> Holder:
    """The group of what one holder holds, newest first."""
    kinds = (held.kind for held in answers if held.kind != "unknown")
    return Holder(
        holder=answers[0].holder,
        kind=next(kinds, "unknown"),
        role=next((held.role for held in answers if held.role), None),
        country=next((held.country for held in answers if held.country), None),
        sector=next((held.sector for held in answers if held.sector), None),
        articles=len({held.article.id for held in answers}),
        by_role=all(held.by_role for held in answers),
        answers=answers,
    )


def held_in(record: Record, position: Position) -> Held:
    """The position with its words, as the record has them."""
    text = record.article.text
    holder = record.actor(position.holder)
    return Held(
        holder=holder.name,
        kind=holder.kind,
        role=holder.role,
        country=holder.country,
        sector=holder.sector,
        stance=position.stance,
        party=record.actor(position.party).name if position.party is not None else None,
        action=words_at(position.action, text),
        means=each_of(position.means, text),
        target=each_of(position.target, text),
        places=[place for place in record.places if place.id in position.place],
        conditions=each_of(position.conditions, text),
        exceptions=each_of(position.exceptions, text),
        since=next((time for time in record.times if time.id == position.since), None),
        until=next((time for time in record.times if time.id == position.until), None),
        confidence=position.confidence,
        evidence=position.evidence.of(text),
        speaker=speaker_of(position.statement, record),
        position=position,
        article=byline_of(record.article),
        reader=record.reader,
    )


def each_of(spans: Sequence[Span], text: str) -> list[str]:
    """The words of each span."""
    return [span.of(text) for span in spans]
