"""Clock times, with the day beside them -> values."""

from __future__ import annotations

from onrecord.understand import timex_calendar as calendar
from onrecord.understand import timex_words as words
from onrecord.understand.timex_dates import Anchor, Meaning, named_day
from onrecord.understand.timex_tokens import Phrase


def clock_time(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """A clock time with its day; zones are read and left out of the value, as TimeBank does."""
    found = phrase.word("clock") or next(
        (
            token.word
            for token, following in zip(phrase.tokens, phrase.tokens[1:], strict=False)
            if token.kind in ("small", "number", "year")
            and following.kind in ("ampm", "oclock", "zone", "in")
        ),
        "",
    )
    is_bare = not phrase.word(
        "ampm", "zone", "oclock", "noon", "part", "weekday", "today", "month", "shortmonth"
    )
    if is_bare and phrase.before() not in (
        "at",
        "by",
        "until",
        "till",
        "around",
        "after",
        "before",
        "from",
    ):
        return None
    clock = hours_and_minutes(phrase, found)
    if clock is None:
        return None
    period = named_day(phrase, anchor)
    has_day = phrase.word("today", "weekday", "shortday", "month", "shortmonth")
    if period is None and not has_day and anchor.published is not None:
        period = calendar.day_period(anchor.published)
        if anchor.last is not None and anchor.last.unit == "day":
            period = anchor.last
    value = f"{period.value}T{clock}" if period else None
    return Meaning("TIME", value, period and period.begin, period and period.end, period)


def hours_and_minutes(phrase: Phrase, found: str) -> str | None:
    """ "17:00" for "5 p.m."; None when no clock shows it."""
    noon = phrase.word("noon")
    if noon and not found:
        return "24:00" if noon == "midnight" else "12:00"
    if found.isdigit() and len(found) in (3, 4):
        hour, minute = int(found[:-2]), int(found[-2:])
    else:
        hour_text, _, rest = found.replace(".", ":").partition(":")
        if not hour_text.isdigit() or (not rest[:2].isdigit() and rest):
            return None
        hour, minute = int(hour_text), int(rest[:2] or 0)
    half = phrase.word("ampm")[:1] or {"MO": "a", "AF": "p", "EV": "p", "NI": "p"}.get(
        words.PARTS_OF_DAY.get(phrase.word("part"), ""), ""
    )
    if half and hour > 12 and phrase.word("ampm"):
        return None
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
