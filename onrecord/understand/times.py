"""When: reading and date of publication -> times, with TIMEX3 values.

A time expression is found by a grammar over the kinds of words (timex_grammar.py) and read by the
function of its rule. What is relative counts from the article's date or from the time that the
article named last; whether a bare "Friday" lies ahead or behind, the verbs around it tell. Types
and values are those of TimeML 1.2.1 (TIMEX3; Pustejovsky and others 2003, "TimeML: Robust
specification of event and temporal expressions in text").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from onrecord.record import Time
from onrecord.understand import timex_calendar as calendar
from onrecord.understand import timex_clock as clock
from onrecord.understand import timex_dates as dates
from onrecord.understand import timex_holidays as holidays
from onrecord.understand import timex_periods as periods
from onrecord.understand import timex_relative as relative
from onrecord.understand import timex_spans as spans
from onrecord.understand.names import NAMES
from onrecord.understand.reading import LIKELY, Reading
from onrecord.understand.timex_dates import Anchor, Meaning
from onrecord.understand.timex_grammar import phrases_in
from onrecord.understand.timex_tokens import Phrase, sentences_with_times

READ: dict[str, Callable[[Phrase, Anchor], Meaning | None]] = {
    "iso_date": dates.iso_date,
    "slashed_date": dates.slashed_date,
    "clock_time": clock.clock_time,
    "week_of_day": relative.week_of_day,
    "holiday": holidays.holiday,
    "set_of_times": spans.set_of_times,
    "day": dates.day,
    "quarter": periods.quarter,
    "half_year": periods.half_year,
    "stretch": spans.stretch,
    "distance": spans.distance,
    "fiscal_period": relative.fiscal_period,
    "month": periods.month,
    "season": periods.season,
    "named_year_end": periods.named_year_end,
    "spoken_year": periods.spoken_year,
    "related_unit": relative.related_unit,
    "anniversary": dates.anniversary,
    "century": periods.century,
    "decade": periods.decade,
    "duration": spans.duration,
    "year": periods.year,
    "part_of_day": spans.part_of_day,
    "bare_units": spans.bare_units,
    "reference": spans.reference,
}
NAMES_TOO = ("month", "season")  # rules whose words people are called by
PERSON = [NAMES.labels.index(f"{part}-person") for part in ("first", "next")]
PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?", re.ASCII)


def find_times(
    reading: Reading, published: str | None, day_first: bool | None = None
) -> list[Time]:
    """The time expressions of one article, in order.

    Args:
        reading: the article's words and sentences, and which of them name people.
        published: the article's ISO 8601 date or date-time. Without it relative expressions have
            a span and a type, but neither value nor bounds.
        day_first: whether the outlet means 3 April by 3/4/2031; a date of the article that can be
            read in one way only tells more.
    """
    anchor = anchor_of(published, reading.text, day_first)
    found: list[Time] = []
    for sentence in sentences_with_times(reading):
        for rule, phrase in phrases_in(sentence):
            meaning = READ[rule](phrase, anchor)
            if meaning is None or (rule in NAMES_TOO and is_in_name(reading, phrase)):
                continue
            found.append(time_of(phrase, meaning, len(found) + 1))
            anchor = after(anchor, meaning, rule)
            other = dates.second_of_range(phrase, meaning)
            if other is not None:
                found.append(time_of(*other, len(found) + 1))
    return found


def is_in_name(reading: Reading, phrase: Phrase) -> bool:
    """Whether a month or season that stands alone is a part of a person's name: "June Carter"."""
    if len(phrase.tokens) > 1:
        return False
    kinds = reading.tags(NAMES)[reading.words_in(phrase.span)]
    return bool(len(kinds)) and float(kinds[0, PERSON].sum()) >= LIKELY


def time_of(phrase: Phrase, meaning: Meaning, number: int) -> Time:
    """The record's row; what lies beyond the calendar's last year has neither value nor bounds."""
    begin, end, value = calendar.iso(meaning.begin), calendar.iso(meaning.end), meaning.value
    if meaning.begin is not None and (begin is None or end is None):
        begin = end = value = None
    name = f"time{number}"
    return Time(id=name, span=phrase.span, type=meaning.type, value=value, begin=begin, end=end)


def anchor_of(published: str | None, text: str, day_first: bool | None) -> Anchor:
    """What the article's first relative expression counts from."""
    stated = PUBLISHED.match(published or "")
    day = calendar.day_number(*(int(part) for part in stated.groups()[:3])) if stated else None
    hours = stated[4] if stated and day is not None else None
    told = dates.days_come_first(text)
    return Anchor(published=day, clock=hours, day_first=day_first if told is None else told)


def after(anchor: Anchor, meaning: Meaning, rule: str) -> Anchor:
    """The anchor for what follows; "a year earlier" leaves the quarter that it counts from."""
    if rule == "stretch" and meaning.type == "DURATION" and (meaning.value or "").endswith("M"):
        return replace(anchor, quarter=None)  # "the first nine months ... a year earlier"
    if meaning.period is None:
        return anchor
    if rule == "quarter" and meaning.period.unit == "quarter":
        return replace(anchor, last=meaning.period, quarter=meaning.period)
    return replace(anchor, last=meaning.period)
