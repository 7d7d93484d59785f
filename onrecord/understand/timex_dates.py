"""Calendar expressions -> values: days, months, seasons, quarters, years, decades, clock times.

Each function takes a phrase and the anchor and gives the meaning, or None when the phrase is no
time expression after all. Values are TIMEX3's (TimeML 1.2.1; Pustejovsky and others 2003).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record import TimeType
from onrecord.understand import timex_calendar as calendar
from onrecord.understand import timex_words as words
from onrecord.understand.reading import listed
from onrecord.understand.timex_calendar import Period
from onrecord.understand.timex_tense import Direction, direction_at
from onrecord.understand.timex_tokens import Phrase


class Meaning(NamedTuple):
    """Type, value and bounds; the period, where it is one, may be what later words refer to."""

    type: TimeType
    value: str | None
    begin: int | None = None
    end: int | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions count from.

    Args:
        published: the article's day, or None.
        clock: its clock time, "13:37", or None.
        last: the period that the article named last.
        quarter: the quarter that it named last.
        day_first: whether 3/4/2024 is the 3rd of April; None where nothing tells.
    """

    published: int | None = None
    clock: str | None = None
    last: Period | None = None
    quarter: Period | None = None
    day_first: bool | None = None

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return None if self.published is None else calendar.parts_of(self.published)[0]


def dated(period: Period | None, type: TimeType = "DATE") -> Meaning:
    """The meaning of a period; unknown where there is none."""
    if period is None:
        return Meaning(type, None)
    return Meaning(type, period.value, period.begin, period.end, period)


FAR_VERB = 60  # code points before "by Friday" in which a "had" puts it in the past


def direction_of(phrase: Phrase) -> Direction:
    """Which way the verbs around a phrase look."""
    if phrase.before() in ("until", "till", "by") and phrase.first > 1:
        text, start = phrase.sentence.text, phrase.span.start
        if " had " not in text[max(phrase.sentence.bounds.start, start - FAR_VERB) : start]:
            return "future"
    return direction_at(phrase.sentence.text, phrase.span, phrase.sentence.bounds)


def iso_date(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "2024-05-03", "2024-05-03T10:30"."""
    word = phrase.tokens[0].word
    day = calendar.day_number(int(word[:4]), int(word[5:7]), int(word[8:10]))
    if day is None:
        return None
    if len(word) > 10:
        return Meaning("TIME", word.upper(), day, day, calendar.day_period(day))
    return dated(calendar.day_period(day))


def slashed_date(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "25/12/2024"; where day and month cannot be told apart, the value stays unknown."""
    word = phrase.tokens[0].word
    first, second, third = word.split("/")
    if len(first) > 2:
        day = calendar.day_number(int(first), int(second), int(third))
        return None if day is None or len(first) != 4 else dated(calendar.day_period(day))
    year = int(third) if len(third) == 4 else 1900 + int(third) + 100 * (int(third) < 50)
    month_first = calendar.day_number(year, int(first), int(second))
    day_first = calendar.day_number(year, int(second), int(first))
    if len(third) == 3 or (month_first is None and day_first is None):
        return None
    if month_first is not None and day_first is not None and month_first != day_first:
        if anchor.day_first is None:
            return Meaning("DATE", None)
        return dated(calendar.day_period(day_first if anchor.day_first else month_first))
    return dated(calendar.day_period(month_first or day_first or 1))


SLASHED = re.compile(r"(?<![\w/])([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}(?![\w/])")


def days_come_first(text: str) -> bool | None:
    """Whether the text writes 25/12/2024 or 12/25/2024; None when no date in it tells."""
    if "/" not in text:
        return None
    for first, second in SLASHED.findall(text):
        if (int(first) > 12) != (int(second) > 12):
            return int(first) > 12
    return None


def named_day(phrase: Phrase, anchor: Anchor) -> Period | None:
    """The day of a phrase such as "yesterday", "last Friday" or "Friday, May 3"."""
    today = anchor.published
    word = phrase.word("today")
    is_night = phrase.word("part") and phrase.word("last", "next", "this")
    if is_night and today is not None and not phrase.word("weekday"):  # "11 p.m. last night"
        return calendar.day_period(today - phrase.has("last") + phrase.has("next"))
    if word:
        shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        return None if today is None else calendar.day_period(today + shift)
    if phrase.word("month", "shortmonth"):
        return day_of_month(phrase, anchor)
    weekday = phrase.word("weekday", "shortday")
    if not weekday or today is None:
        return None
    return day_of_week(phrase, words.WEEKDAYS[weekday], anchor, today)


def day_of_week(phrase: Phrase, weekday: int, anchor: Anchor, today: int) -> Period:
    """The day that a bare weekday means: by "last" and "next", else by the verbs around it."""
    base = today
    if phrase.holds("the", "previous", "following", "next", "preceding") and anchor.last:
        base = anchor.last.begin
    back = (calendar.weekday_of(base) - weekday) % 7
    ahead = (-back) % 7
    if phrase.has("last", "past", "previous", "preceding"):
        return calendar.day_period(base - (back or 7))
    if is_second_day(phrase) and anchor.last and anchor.last.unit == "day":
        return calendar.day_period(  # "Monday through Friday"
            anchor.last.begin + (weekday - calendar.weekday_of(anchor.last.begin)) % 7
        )
    if phrase.after() in ("'s", "’s"):
        return calendar.day_period(base - back)
    if phrase.has("next", "following", "coming"):
        return calendar.day_period(base + (ahead or 7))
    direction = direction_of(phrase)
    if direction == "unknown" and phrase.has("this"):
        direction = "future"
    return calendar.day_period(base + ahead if direction == "future" else base - back)


def is_second_day(phrase: Phrase) -> bool:
    """Whether a weekday ends a range that begins with another: "Monday through Friday"."""
    joint, first = phrase.before(), phrase.before(2)
    return joint in ("through", "to", "-", "–") and first in words.WEEKDAYS


def day_of_month(phrase: Phrase, anchor: Anchor) -> Period | None:
    """ "May 3", "3 May 2024"; without a year the one that is near and fits the verbs."""
    month = words.MONTHS[phrase.word("month", "shortmonth")]
    date = date_in(phrase) or 0
    written = int(phrase.word("year") or 0)
    if phrase.word("years") and anchor.year is not None:  # "31 March next year"
        written = anchor.year + phrase.has("next") - phrase.has("last")
    if written:
        day = calendar.day_number(written, month, date)
        return None if day is None else calendar.day_period(day)
    if anchor.year is None or anchor.published is None:
        return None
    today = anchor.published
    found = (calendar.day_number(anchor.year + shift, month, date) for shift in (-1, 0, 1))
    days = [day for day in found if day is not None]
    if not days:  # a leap day: the last one
        found = (calendar.day_number(anchor.year - shift, month, date) for shift in range(2, 9))
        days = [day for day in found if day is not None][:1]
        if not days:
            return None
    nearest = min(days, key=lambda day: abs(day - today))
    if phrase.has("last"):
        days = [day for day in days if day < today] or days
        return calendar.day_period(days[-1])
    if phrase.has("next"):
        days = [day for day in days if day > today] or days
        return calendar.day_period(days[0])
    direction = direction_of(phrase)
    fitting = [day for day in days if day >= today] if direction == "future" else []
    if direction == "past":
        fitting = [day for day in days if day <= today][-1:]
    chosen = fitting[0] if fitting else nearest
    far = 300 if direction == "past" else 240  # days: rather the verbs are misread
    return calendar.day_period(nearest if abs(chosen - today) > far else chosen)


def day(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """A day, or a part of it."""
    if phrase.has("today") and phrase.before() == "usa":
        return None
    if is_name_of_paper(phrase) or is_name_of_person(phrase):
        return None
    if phrase.word("month", "shortmonth") and not is_possible_date(phrase):
        return Meaning("DATE", None)
    period = named_day(phrase, anchor)
    part = phrase.word("part")
    if part.endswith("s") and phrase.word("weekday"):
        code = f"XXXX-WXX-{words.WEEKDAYS[phrase.word('weekday')] + 1}T{words.PARTS_OF_DAY[part]}"
        return Meaning("SET", code)
    code = words.PARTS_OF_DAY.get(part, "")
    if phrase.has("tonight", "overnight"):
        code = "NI"
    if not code:
        return dated(period)
    value = f"{period.value}T{code}" if period else None
    return Meaning("TIME", value, period and period.begin, period and period.end, period)


def date_in(phrase: Phrase) -> int | None:
    """The day beside the month's name, not the hour in front of it."""
    kinds = [token.kind for token in phrase.tokens]
    at = next(place for place, kind in enumerate(kinds) if kind in ("month", "shortmonth"))
    after = at + 1 + (kinds[at + 1 : at + 2] == ["dot"])
    for place in (after, at - 1, at - 2):
        if 0 <= place < len(kinds) and kinds[place] in ("small", "ordinal"):
            return words.ordinal_of(phrase.tokens[place].word)
    return None


def is_possible_date(phrase: Phrase) -> bool:
    """Whether its month has such a day: there is no 30 February."""
    date = date_in(phrase)
    month = words.MONTHS[phrase.word("month", "shortmonth")]
    year = int(phrase.word("year") or 2000)
    return date is not None and calendar.day_number(year, month, date) is not None


def second_of_range(phrase: Phrase, meaning: Meaning) -> tuple[Phrase, Meaning] | None:
    """The "5" of "May 4 and 5", the "91" of "1990-91": a time of its own."""
    sentence, stop = phrase.sentence, phrase.stop
    kinds = [token.kind for token in sentence.tokens[stop - 1 : stop + 3]]
    if len(kinds) < 3 or meaning.period is None:
        return None
    first, joint, second = kinds[:3]
    following = "".join(kinds[3:])
    other = Phrase(sentence, stop + 1, stop + 2)
    number = words.ordinal_of(other.tokens[0].word)
    year, month, day = calendar.parts_of(meaning.period.begin)
    if number is None or following in NOT_AFTER_DAY:
        return None
    if meaning.period.unit == "day" and phrase.word("month", "shortmonth"):
        is_day = first in ("small", "ordinal") and second in ("small", "ordinal")
        if is_day and joint in ("and", "or", "to", "dash") and number > day:
            there = calendar.day_number(year, month, number)
            return None if there is None else (other, dated(calendar.day_period(there)))
    if meaning.period.unit == "year" and first == "year" and joint == "dash":
        touches = sentence.tokens[stop - 1].end + 1 == sentence.tokens[stop + 1].start
        if touches and second in ("small", "number") and year % 100 < number < 100:
            return other, dated(calendar.year_period(year - year % 100 + number))
    return None


NOT_AFTER_DAY = listed("ampm unit years quarter month shortmonth dash")
PAPERS = listed(
    "times telegraph mirror mail post herald express people independent sun star tribune mercury "
    "world globe business record paper papers school schools"
)


def anniversary(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The 80th anniversary": its day is known where it explains one ("Friday, the 80th ...")."""
    is_told = phrase.before() == "," and anchor.last is not None and anchor.last.unit == "day"
    return dated(anchor.last) if is_told else Meaning("DATE", None)


def is_name_of_person(phrase: Phrase) -> bool:
    """ "Mrs. May", "Mr June"."""
    title = phrase.before(2) if phrase.before() == "." else phrase.before()
    return title in ("mr", "mrs", "ms", "dr", "sir", "lord", "lady", "sen", "rep", "gov")


def is_name_of_paper(phrase: Phrase) -> bool:
    """ "Sunday Times", "Bloody Sunday"."""
    following = phrase.after()
    at = phrase.tokens[-1].end + 1
    capital = phrase.sentence.written[at : at + 1].isupper()
    if phrase.tokens[-1].kind == "weekday" and following in PAPERS and capital:
        return True
    return phrase.tokens[0].kind == "weekday" and phrase.before() in (
        "bloody",
        "black",
        "ash",
        "palm",
        "super",
    )
