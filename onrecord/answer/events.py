"""Who did what to whom in all articles, or is to do it, and who says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.answer import Byline, byline_of, check_days, speaker_of, told_once
from onrecord.keep import Ledger
from onrecord.keep.find import events_found, planned_from
from onrecord.keep.words import folded_name
from onrecord.record import Event, Party, Place, Reader, Record, Status, Time


@dataclass(frozen=True, slots=True)
class Act:
    """One event with its names, its words and where they stand.

    Only where `status` is actual or ongoing and `claimed` is false does the article itself say that
    it happened. `claimed`: it stands in a statement alone; `claimed_by` is who makes that, None
    where the article does not tell. Trigger and sentence are the words of the spans of `event`.
    """

    type: str
    mode: str | None
    status: Status
    claimed: bool
    claimed_by: str | None
    actors: list[str]
    recipients: list[str]
    time: Time | None
    place: Place | None
    trigger: str
    sentence: str
    confidence: float
    event: Event
    article: Byline
    reader: Reader


def events_in(
    ledger: Ledger,
    *,
    type: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    place: str | None = None,
    status: Status | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
    limit: int | None = None,
) -> list[Act]:
    """The events that fit all that is asked, newest article first; within one in its order.

    Those that are planned, possible, denied or only claimed are among them. Of two versions of one
    article, what both say alike is given once, from the newer.

    Args:
        type: a PLOVER event type, in any case.
        actor: who does it: a name, whole words of one, any way in which an article calls the actor;
            a body's name finds those who speak for it, too.
        recipient: to whom it is done, likewise.
        place: words of the name of its place, or of the division in which that lies.
        since: the first day (2024-05-03), month (2024-05) or year: of the event's own time, where
            that has bounds, else of publication. A time that overlaps counts.
        until: the last one, that day, month or year included.

    Raises:
        OnrecordError: since or until is no such date.
    """
    check_days(since, until)
    found = events_found(
        ledger,
        type=type.upper() if type is not None else None,
        actor=actor,
        recipient=recipient,
        place=place,
        status=status,
        since=since,
        until=until,
        min_confidence=min_confidence,
    )
    return acts_at(ledger, found, limit)


def upcoming(
    ledger: Ledger, since: str, *, min_confidence: float = 0.0, limit: int | None = None
) -> list[Act]:
    """The planned events with a date, soonest first, from a day on.

    Args:
        since: that day (2024-05-03), or a month or year. What has begun and goes on counts.

    Raises:
        OnrecordError: since is no such date.
    """
    check_days(since, None)
    return acts_at(ledger, planned_from(ledger, since, min_confidence), limit)


def acts_at(ledger: Ledger, found: Iterable[tuple[int, str]], limit: int | None) -> list[Act]:
    """The events of these readings and ids; of two versions of an article, what both say once."""

    def made(record: Record, id: str) -> Act:
        return act_in(record, next(one for one in record.events if one.id == id))

    return told_once(ledger, found, limit, made, wording_of)


def wording_of(act: Act) -> tuple[object, ...]:
    """What two versions of one article share where they tell the same event."""
    parties = [
        tuple(folded_name(name) or name for name in all) for all in (act.actors, act.recipients)
    ]
    return act.article.id, act.type, act.mode, act.status, act.claimed, *parties, act.sentence


def act_in(record: Record, event: Event) -> Act:
    """The event with its words, as the record has them."""
    text = record.article.text
    return Act(
        type=event.type,
        mode=event.mode,
        status=event.status,
        claimed=event.statement is not None,
        claimed_by=speaker_of(event.statement, record),
        actors=names_of(event.actors, record),
        recipients=names_of(event.recipients, record),
        time=next((time for time in record.times if time.id == event.time), None),
        place=next((place for place in record.places if place.id == event.place), None),
        trigger=event.trigger.of(text),
        sentence=event.sentence.of(text),
        confidence=event.confidence,
        event=event,
        article=byline_of(record.article),
        reader=record.reader,
    )


def names_of(parties: Sequence[Party], record: Record) -> list[str]:
    """The name of each actor, once."""
    return list(dict.fromkeys(record.actor(party.actor).name for party in parties))
