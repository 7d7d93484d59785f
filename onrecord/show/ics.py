"""What is planned, as an iCalendar file (RFC 5545): an entry for each planned event with a date.

An entry's UID is that of its slot: type, mode, parties and place. So where a newer article gives an
event another date, the entry moves, in the calendar of whoever imports the file again, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import BinaryIO
from urllib.parse import quote

from onrecord.answer.events import Act, act_in
from onrecord.keep.insert import day_and_moment
from onrecord.keep.words import folded_name
from onrecord.record import Record
from onrecord.show.plover import NOBODY, day_from
from onrecord.show.terminal import harmless

WIDTH = 75  # octets of a line, its end not counted
UNDATED = "19700101T000000Z"  # DTSTAMP, which has to be there, of an article without a date
ADDRESS = re.compile(r"https?://[!-~]+\Z", re.IGNORECASE)
SPECIAL = re.compile(r"[\\;,]")


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned event with its days, and the article that says so: its number, moment and day."""

    act: Act
    first: date
    last: date
    article: int
    moment: str
    reported: date | None


@dataclass(slots=True)
class Entry:
    """What a slot holds: the newest plan, and how often its date has moved."""

    uid: str
    plan: Plan
    moved: int = 0


def write_ics(records: Iterable[Record], stream: BinaryIO) -> Counter[str]:
    """Write one calendar, soonest first.

    Returns:
        How many planned events were left out: "undated".
    """
    left_out = Counter[str]()
    slots: defaultdict[tuple[object, ...], list[Plan]] = defaultdict(list)
    for number, record in enumerate(records):
        for event in record.events:
            if event.status == "planned":
                act = act_in(record, event)
                if (plan := plan_of(act, number)) is None:
                    left_out["undated"] += 1
                else:
                    slots[slot_of(act)].append(plan)
    entries = [entry for slot, plans in slots.items() for entry in entries_of(slot, plans)]
    entries.sort(key=lambda entry: (entry.plan.first, entry.plan.last, entry.uid))
    write = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//planned events//EN"]
    stream.write(b"".join(map(folded, write)))
    for entry in entries:
        stream.write(b"".join(map(folded, lines_of(entry))))
    stream.write(folded("END:VCALENDAR"))
    return left_out


def plan_of(act: Act, article: int) -> Plan | None:
    """The event with the days of its time; None where that has no bounds."""
    time = act.time
    first = day_from((time.begin or time.end) if time else None)
    last = day_from((time.end or time.begin) if time else None)
    if first is None or last is None:
        return None
    day, moment = day_and_moment(act.article.published)
    return Plan(act, first, max(first, last), article, moment or "", day_from(day))


def slot_of(act: Act) -> tuple[object, ...]:
    """What stays the same when a date moves."""
    sides = [
        sorted(folded_name(name) or name for name in side) for side in (act.actors, act.recipients)
    ]
    place = act.place and (act.place.geonames_id or folded_name(act.place.name))
    return (act.type, act.mode or "", *map(tuple, sides), place or "")


def entries_of(slot: tuple[object, ...], plans: Iterable[Plan]) -> list[Entry]:
    """The events of one slot, from what one article after the other says of them.

    Days that are known already are the same event. Others are a date that has moved, where an event
    that the article does not name lies ahead of it; else they are one event more. An article of
    which nobody knows the day moves nothing.
    """
    entries: list[Entry] = []
    articles: defaultdict[tuple[str, int], dict[tuple[date, date], Plan]] = defaultdict(dict)
    for plan in plans:
        articles[plan.moment, plan.article].setdefault((plan.first, plan.last), plan)
    for _, told in sorted(articles.items(), key=lambda both: both[0]):
        open_yet = []
        for entry in entries:
            if (same := told.pop((entry.plan.first, entry.plan.last), None)) is not None:
                entry.plan = same
            else:
                open_yet.append(entry)
        for _, plan in sorted(told.items(), key=lambda both: both[0]):
            if (
                moved := next((one for one in open_yet if moves(one.plan, plan)), None)
            ) is not None:
                open_yet.remove(moved)
                moved.plan = plan
                moved.moved += 1
            else:
                entries.append(Entry(uid_of(slot, len(entries)), plan))
    return entries


def moves(old: Plan, new: Plan) -> bool:
    """Whether a later article may give an event another date: it was still to come by then."""
    if old.reported is None or new.reported is None:
        return False
    return old.last >= new.reported


def uid_of(slot: tuple[object, ...], nth: int) -> str:
    """The UID of the nth event of a slot."""
    told = repr((slot, nth)).encode("utf-8", "replace")
    return f"{blake2b(told, digest_size=16).hexdigest()}@onrecord"


def lines_of(entry: Entry) -> Iterator[str]:
    """The entry's lines, whole."""
    plan = entry.plan
    act, place = plan.act, plan.act.place
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{stamp(plan.moment)}"
    yield f"SEQUENCE:{entry.moved}"
    yield f"DTSTART;VALUE=DATE:{basic(plan.first)}"
    if plan.first < plan.last < date.max:
        yield f"DTEND;VALUE=DATE:{basic(plan.last + timedelta(days=1))}"  # the day after the last
    yield f"SUMMARY:{escaped(summary_of(act))}"
    yield f"DESCRIPTION:{escaped(*description_of(act))}"
    yield f"CATEGORIES:{escaped(act.type)}"
    if place is not None:
        names = dict.fromkeys(name for name in (place.name, place.admin1, place.country) if name)
        yield f"LOCATION:{escaped(', '.join(names))}"
        if place.latitude is not None and place.longitude is not None:
            yield f"GEO:{place.latitude:.6f};{place.longitude:.6f}"
    if (address := address_of(act.article.url)) is not None:
        yield f"URL:{address}"
    yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"  # nobody is busy for it
    yield "END:VEVENT"


def summary_of(act: Act) -> str:
    """ "Planned: CONSULT visit, Velk → Oslo"; who claims it, where the article has it from them."""
    what = " ".join(part for part in (act.type, act.mode) if part)
    parties = " → ".join(", ".join(side) for side in (act.actors, act.recipients) if side)
    said = f" (claimed by {act.claimed_by or NOBODY})" if act.claimed else ""
    return f"Planned: {what}{', ' if parties else ''}{parties}{said}"


def description_of(act: Act) -> list[str]:
    """The words of the article, and which one it is."""
    article = act.article
    about = [article.outlet, article.published, article.title or article.id]
    source = " · ".join(part for part in about if part)
    return [f"“{act.sentence}”", source, f"Confidence {act.confidence:.2f}"]


def address_of(url: str | None) -> str | None:
    """A web address as a calendar may hold it: ASCII, of pages only."""
    address = quote(url or "", safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
    return address if ADDRESS.match(address) else None


def stamp(moment: str) -> str:
    """A moment in UTC, or the day of one."""
    if not moment:
        return UNDATED
    at = datetime.fromisoformat(moment)
    return f"{basic(at.date())}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def basic(day: date) -> str:
    """A day as iCalendar writes it: 20310507."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def escaped(*lines: str) -> str:
    """Lines of text as one value; nothing in them ends it or steers what shows it."""
    plain = (harmless(re.sub(r"\s", " ", line)) for line in lines)
    return "\\n".join(SPECIAL.sub(r"\\\g<0>", line) for line in plain)


def folded(line: str) -> bytes:
    """The line in UTF-8 with its end, broken into pieces of at most `WIDTH` octets."""
    pieces: list[bytes] = [b""]
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(pieces[-1]) + len(octets) > WIDTH:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"
