"""Holidays -> the day of the year that the verbs around them point to."""

from __future__ import annotations

from onrecord.understand import timex_calendar as calendar
from onrecord.understand.timex_dates import Anchor, Meaning, dated, direction_of, named_day
from onrecord.understand.timex_relative import shift_of
from onrecord.understand.timex_tokens import Phrase

HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year day": (1, 1),
    "new year eve": (12, 31),
    "halloween": (10, 31),
    "valentine day": (2, 14),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "boxing day": (12, 26),
    "veterans day": (11, 11),
    "may day": (5, 1),
}
FLOATING = {  # month, weekday, which one of the month
    "thanksgiving": (11, 3, 4),
    "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1),
    "martin luther king day": (1, 0, 3),
    "election day": (11, 1, 2),
}


def holiday_in(name: str, year: int) -> int | None:
    """The day of a holiday in a year."""
    if name in HOLIDAYS:
        return calendar.day_number(year, *HOLIDAYS[name])
    if name.startswith("easter"):
        return calendar.easter(year)
    if name == "good friday":
        return calendar.easter(year) - 2
    month, weekday, which = FLOATING.get(name, (0, 0, 0))
    if name == "election day":  # the Tuesday after the first Monday
        first = calendar.day_number(year, 11, 2)
        return None if first is None else first + (1 - calendar.weekday_of(first)) % 7
    if not month:
        return None
    length = calendar.month_length(year, month)
    first = calendar.day_number(year, month, 1 if which > 0 else length - 6)
    if first is None:
        return None
    return first + (weekday - calendar.weekday_of(first)) % 7 + 7 * (max(which, 1) - 1)


def holiday(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Thanksgiving Day", "last Christmas"."""
    if phrase.word("month", "shortmonth"):
        found = named_day(phrase, anchor)
        return dated(found)
    name = (
        phrase.word("holiday").replace("'s", "").replace("’s", "").replace("jr. ", "").strip("'’")
    )
    name = name.replace("years", "year").replace("jr ", "")
    name = "thanksgiving" if name.startswith("thanksgiving") else " ".join(name.split())
    if phrase.after() == "agreement":
        return None
    if not phrase.sentence.written[phrase.tokens[-1].start].isupper():
        return None
    year = phrase.word("year")
    if not year and anchor.published is None:
        return Meaning("DATE", None)
    if year or anchor.published is None:
        day = holiday_in(name, int(year))
    else:
        here = anchor.year or 1
        days = [each for shift in (-1, 0, 1) if (each := holiday_in(name, here + shift))]
        today, shift = anchor.published, shift_of(phrase)
        if shift == -1:
            days = [each for each in days if each < today][-1:]
        elif shift == 1 or direction_of(phrase) == "future":
            days = [each for each in days if each >= today][:1]
        day = min(days, key=lambda each: abs(each - today)) if days else None
    return dated(calendar.day_period(day) if day else None)
