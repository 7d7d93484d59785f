"""Periods told from another: "this week", "last year", "the year-ago quarter" -> values."""

from __future__ import annotations

from onrecord.understand import timex_calendar as calendar
from onrecord.understand import timex_words as words
from onrecord.understand.timex_dates import (
    Anchor,
    Meaning,
    dated,
    day_of_month,
    direction_of,
    is_possible_date,
)
from onrecord.understand.timex_tokens import Phrase

BACK = ("last", "past", "previous", "preceding", "prior", "yearago")
AHEAD = ("next", "coming", "following", "upcoming")


def shift_of(phrase: Phrase) -> int | None:
    """-1 for "last", 1 for "next", 0 for "this"; None without any of them."""
    if phrase.has(*BACK):
        return -1
    if phrase.has(*AHEAD):
        return 1
    return 0 if phrase.has("this", "current", "present") else None


def bounded(phrase: Phrase, meaning: Meaning, anchor: Anchor) -> Meaning:
    """ "Earlier this month" ends with the day of publication, "later this month" begins with it."""
    begin, end, today = meaning.begin, meaning.end, anchor.published
    if begin is None or end is None or today is None or not begin <= today <= end:
        return meaning
    if phrase.has("earlier"):
        return meaning._replace(end=today)
    return meaning._replace(begin=today) if phrase.has("later") else meaning


def fiscal_period(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The latest quarter", "the 1988 period", "the year-ago quarter", "year-earlier"."""
    if phrase.has("current", "present", "this") and anchor.published is not None:
        if phrase.word("quarter"):
            return dated(calendar.period_at("quarter", anchor.published))
        return None
    known = anchor.quarter
    today = anchor.published
    if known and today and (phrase.has("latest") or phrase.word("yearago")):
        known = known if (known.end if phrase.has("latest") else known.begin) <= today else None
    if known is None and anchor.published is not None:
        there = calendar.moved(anchor.published, -1, "quarter")
        known = calendar.period_at("quarter", there) if there else None
    year = phrase.word("year")
    if year:
        if known is None or not phrase.has("quarter", "period"):
            return dated(calendar.year_period(int(year)))
        number = int(known.value[-1])
        return dated(calendar.quarter_period(int(year), number))
    if known is None:
        return Meaning("DATE", None)
    if phrase.word("yearago") or (phrase.has("last", "ago", "earlier") and phrase.word("years")):
        if (
            anchor.quarter is None
            and phrase.word("yearago")
            and not phrase.has("quarter", "period")
        ):
            return dated(calendar.year_period(anchor.year - 1) if anchor.year else None)
        return dated(calendar.years_before(known))
    return dated(known)


def related_unit(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "This week", "last year", "the following month", "that day", "the quarter"."""
    if phrase.before() in ("a", "an"):
        return None
    word = phrase.word("unit", "quarter", "years")
    unit = words.UNITS[word]
    shift, today = shift_of(phrase), anchor.published
    if word == f"{unit}s" or word == "centuries":
        return many_units(phrase, unit)
    if unit in words.CLOCK_UNITS:
        return None
    is_running = phrase.has("that", "same", "following", "preceding") or (
        phrase.holds("the", "next", "previous")
    )
    if phrase.has("the") and shift is None and not phrase.has("same", "latest"):
        return plain_unit(phrase, anchor, unit)
    if phrase.has("past") and unit == "year":
        return dated(calendar.year_period(anchor.year - 1) if anchor.year else None)
    if phrase.has("past") and unit in ("day", "week", "month", "quarter", "decade", "century"):
        size = {"decade": "P10Y", "century": "P100Y"}.get(unit, f"P1{words.LETTERS[unit]}")
        return Meaning("DURATION", size, *past_bounds(today, 1, unit))
    base = anchor.last.begin if is_running and anchor.last is not None else today
    if is_running and anchor.last and calendar.fineness(unit) < calendar.fineness(anchor.last.unit):
        return Meaning("DATE", None)
    if base is None:
        return Meaning("DATE", None)
    if unit == "quarter" and phrase.has("latest", "comparable", "corresponding", "same", "prior"):
        return fiscal_period(phrase, anchor)
    if phrase.has("that", "same") and anchor.last is None:
        return Meaning("DATE", None)
    if unit == "year" and phrase.has("latest"):
        shift = -1
    there = base if not shift else moved_by(base, shift, unit)
    found = dated(calendar.period_at(unit, there) if there is not None else None)
    part = phrase.word("part")
    if part and found.value:
        return found._replace(type="TIME", value=f"{found.value}T{words.PARTS_OF_DAY[part]}")
    return bounded(phrase, found, anchor)


def moved_by(day: int, shift: int, unit: str) -> int | None:
    """A day in the unit before or after the one that a day lies in."""
    return calendar.moved(day, shift, "week" if unit == "weekend" else unit)


def past_bounds(today: int | None, count: float, unit: str) -> tuple[int | None, int | None]:
    """The days of "the past three weeks"."""
    if today is None:
        return None, None
    return calendar.moved(today, -int(count), unit), today


def many_units(phrase: Phrase, unit: str) -> Meaning | None:
    """ "The past weeks", "the coming years", "these days"."""
    if shift_of(phrase) is None and not phrase.has("ahead"):
        return None
    return Meaning("DURATION", indefinite(unit))


def indefinite(unit: str) -> str:
    """The duration of some units, "PXD"."""
    return f"P{'T' if unit in words.CLOCK_UNITS else ''}X{words.LETTERS[unit]}"


def plain_unit(phrase: Phrase, anchor: Anchor, unit: str) -> Meaning | None:
    """ "The quarter", "the year", "the weekend", "the end of the month"."""
    whole = phrase.has("of", "full") or phrase.has("earlier", "later", "early", "late")
    if unit == "quarter":
        return fiscal_period(phrase, anchor)
    if unit == "year" and phrase.after() in ("ended", "ending", "to", "through", "before", "after"):
        return Meaning("DURATION", "P1Y") if phrase.after().startswith("end") else None
    if unit == "day" or (unit in ("month", "century", "decade") and not whole):
        return None
    if anchor.published is None:
        return Meaning("DATE", None)
    day = anchor.published
    if unit == "weekend" and calendar.weekday_of(day) < 4 and direction_of(phrase) != "future":
        day -= 7
    return bounded(phrase, dated(calendar.period_at(unit, day)), anchor)


def week_of_day(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The week of April 8"."""
    if words.UNITS.get(phrase.word("unit")) != "week" or not phrase.word("small", "ordinal"):
        return None
    found = day_of_month(phrase, anchor) if is_possible_date(phrase) else None
    return dated(calendar.week_period(found.begin) if found else None)
