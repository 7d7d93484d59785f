"""Days as numbers, and the stretches of the calendar that a time expression can name.

A day is its number in the Gregorian calendar, carried back before 1582: 1 is 1 January of year 1.
A period is a stretch of whole days with its TIMEX3 value (TimeML 1.2.1; ISO 8601 where it can).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

LAST_YEAR = 9999
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SEASONS = ("SP", "SU", "FA", "WI")  # by the month in which each begins: March, June, ...
LARGER = {"quarter": "month", "decade": "year", "century": "year"}
SIZES = {"quarter": 3, "decade": 10, "century": 100, "week": 7, "day": 1, "month": 1, "year": 1}


FINENESS = (
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)


def fineness(unit: str) -> int:
    """The place of a unit among all, from the day up."""
    return FINENESS.index(unit) if unit in FINENESS else len(FINENESS)


class Period(NamedTuple):
    """A stretch of the calendar: first and last day, and its value; unit tells how fine it is."""

    unit: str
    value: str
    begin: int
    end: int


def is_leap(year: int) -> bool:
    """Whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int | None:
    """The number of a day; None when the calendar has no such day."""
    if not (1 <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum(month_length(year, each) for each in range(1, month)) + day


@lru_cache(maxsize=4096)
def parts_of(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day's number."""
    year = max(1, day // 366)
    while year < LAST_YEAR and _first_day(year + 1) <= day:
        year += 1
    rest = day - _first_day(year) + 1
    month = 1
    while month < 12 and rest > month_length(year, month):
        rest -= month_length(year, month)
        month += 1
    return year, month, rest


def _first_day(year: int) -> int:
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def weekday_of(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


def iso(day: int | None) -> str | None:
    """ISO 8601 date; None for a day that no four-digit year has."""
    if day is None or not 1 <= day <= _first_day(LAST_YEAR) + 364:
        return None
    year, month, date = parts_of(day)
    return f"{year:04}-{month:02}-{date:02}"


def day_period(day: int) -> Period:
    """One day."""
    return Period("day", iso(day) or "", day, day)


def week_period(day: int, weekend: bool = False) -> Period:
    """The ISO week of a day, Monday to Sunday, or its weekend."""
    monday = day - weekday_of(day)
    year = parts_of(monday + 3)[0]  # the year that its Thursday lies in
    number = (monday + 3 - _first_day(year)) // 7 + 1
    if weekend:
        return Period("weekend", f"{year:04}-W{number:02}-WE", monday + 5, monday + 6)
    return Period("week", f"{year:04}-W{number:02}", monday, monday + 6)


def month_period(year: int, month: int) -> Period | None:
    """A month; it may be counted beyond the year, 13 is the next January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    begin = day_number(year, month, 1)
    if begin is None:
        return None
    return Period("month", f"{year:04}-{month:02}", begin, begin + month_length(year, month) - 1)


def months_period(unit: str, value: str, year: int, month: int, count: int) -> Period | None:
    """Several months from one on."""
    first, last = month_period(year, month), month_period(year, month + count - 1)
    if first is None or last is None:
        return None
    return Period(unit, value, first.begin, last.end)


def quarter_period(year: int, quarter: int) -> Period | None:
    """A quarter; 5 is the first of the next year."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return months_period("quarter", f"{year:04}-Q{quarter}", year, 3 * quarter - 2, 3)


def half_period(year: int, half: int) -> Period | None:
    """The first or the second half of a year."""
    return months_period("half", f"{year:04}-H{half}", year, 6 * half - 5, 6)


def season_period(year: int, season: str) -> Period | None:
    """A season of the northern half of the earth; winter begins in December of its year."""
    begin = 3 + 3 * SEASONS.index(season)
    return months_period("season", f"{year:04}-{season}", year, begin, 3)


def year_period(year: int) -> Period | None:
    """A year."""
    return months_period("year", f"{year:04}", year, 1, 12)


def decade_period(decade: int) -> Period | None:
    """Ten years: 198 is the 1980s."""
    return months_period("decade", f"{decade:03}", max(1, decade * 10), 1, 120)


def century_period(century: int) -> Period | None:
    """A hundred years: 19 is the 20th century, counted from 1900 as in ISO 8601."""
    return months_period("century", f"{century:02}", max(1, century * 100), 1, 1200)


def period_at(unit: str, day: int) -> Period | None:
    """The period of that unit in which a day lies; None for a unit that is not of the calendar."""
    year, month, _ = parts_of(day)
    match unit:
        case "day":
            return day_period(day)
        case "week":
            return week_period(day)
        case "weekend":
            return week_period(day, weekend=True)
        case "month":
            return month_period(year, month)
        case "quarter":
            return quarter_period(year, (month + 2) // 3)
        case "half":
            return half_period(year, 1 if month <= 6 else 2)
        case "season":
            return season_period(year - (month < 3), SEASONS[(month // 3 + 3) % 4])
        case "year":
            return year_period(year)
        case "decade":
            return decade_period(year // 10)
        case "century":
            return century_period(year // 100)
        case _:
            return None


def moved(day: int, count: int, unit: str) -> int | None:
    """The day so many units later, or earlier; the last of its month where it would be past it."""
    size = SIZES.get(unit)
    if size is None or abs(count) > LAST_YEAR * 366:
        return None
    if unit in ("day", "week"):
        there = day + count * size
        return there if iso(there) else None
    year, month, date = parts_of(day)
    months = count * size * (12 if LARGER.get(unit, unit) == "year" else 1)
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    if not 1 <= year <= LAST_YEAR:
        return None
    return day_number(year, month, min(date, month_length(year, month)))


def years_before(period: Period, count: int = 1) -> Period | None:
    """The same period of an earlier year."""
    there = moved(period.begin, -count, "year")
    return None if there is None else period_at(period.unit, there)


def easter(year: int) -> int:
    """Easter Sunday of the western churches.

    Source:
        The anonymous Gregorian computus; Meeus (1991), Astronomical Algorithms, chapter 8.
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = century // 4, century % 4
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return day_number(year, month, day + 1) or 1
