"""Durations, distances ("two weeks ago"), sets and references ("recently") -> values."""

from __future__ import annotations

from onrecord.understand import timex_calendar as calendar
from onrecord.understand import timex_words as words
from onrecord.understand.reading import listed
from onrecord.understand.timex_dates import Anchor, Meaning, dated
from onrecord.understand.timex_relative import indefinite, shift_of
from onrecord.understand.timex_tokens import Phrase

COUNTS = ("small", "number", "word", "scale", "fraction", "half", "dash", "and", "a")


def count_of(phrase: Phrase) -> float | None:
    """How many units: "a" is 1, "a couple of" 2, "several" None; of a range the first."""
    few = phrase.word("few")
    if few:
        return 2.0 if "couple" in few else None
    numbers: list[str] = []
    for token in phrase.tokens:
        if token.kind in ("unit", "quarter", "years") or (token.kind in ("to", "or") and numbers):
            break
        if token.kind in COUNTS:
            numbers.append(token.word)
    count = number_of_range(numbers)
    if count is None and phrase.word("a"):
        count = 1.0
    if count is not None and phrase.tokens[-1].kind == "half":  # "a minute and a half"
        count += 0.5
    return count


def number_of_range(numbers: list[str]) -> float | None:
    """What the words count; of "10-15" the first."""
    if "-" in numbers[1:-1]:
        at = numbers.index("-")
        if numbers[at - 1] not in words.TENS:
            numbers = numbers[:at]
    return words.number_of(numbers)


def duration_value(count: float | None, unit: str) -> str | None:
    """The TIMEX3 value of so many units: "P2Y", "PT1M30S", "PXD"."""
    if count is None:
        return indefinite(unit)
    if count > 10**12:
        return None
    clock = "T" if unit in words.CLOCK_UNITS else ""
    if unit in ("decade", "century"):
        return f"P{round(count * calendar.SIZES[unit])}Y"
    if unit == "weekend":
        return f"P{round(count * 2)}D"
    whole, rest = int(count), count - int(count)
    if not rest:
        return f"P{clock}{whole}{words.LETTERS[unit]}"
    finer = {"year": (12, "M"), "hour": (60, "M"), "minute": (60, "S"), "day": (24, "H")}.get(unit)
    if finer is None:
        return f"P{clock}{count:g}{words.LETTERS[unit]}"
    ahead = f"{whole}{words.LETTERS[unit]}" if whole else ""
    inner = "T" if unit == "day" else ""
    return f"P{clock}{ahead}{inner}{round(rest * finer[0])}{finer[1]}"


def unit_of(phrase: Phrase) -> tuple[str, str]:
    """The unit and its word as written."""
    word = phrase.word("unit", "quarter", "years")
    return words.UNITS[word], word


def duration(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Two years", "a 30-day", "half an hour"; "$5 a year" is a set."""
    unit, word = unit_of(phrase)
    following = phrase.after()
    if phrase.has("one") and word == "day" and phrase.before() in ("will", "may", "could", "would"):
        return Meaning("DATE", words.AFTER)
    count = count_of(phrase)
    if following == "old" or (following == "-" and phrase.after(2) == "old"):
        return None  # an age
    if unit == "quarter" and (
        phrase.before() == "-" or following == "of" or phrase.tokens[0].kind == "a"
    ):
        return None
    if phrase.tokens[0].kind in ("unit", "quarter", "years"):  # "day-long", "decades-long"
        return Meaning("DURATION", duration_value(None if word != unit else 1, unit))
    is_single = [token.kind for token in phrase.tokens[:-1]] == ["a"]
    if is_single and phrase.before() in ("such", "what", "quite"):
        return None
    if is_single and is_rate(phrase):
        return Meaning("SET", duration_value(1, unit))
    return Meaning("DURATION", duration_value(count, unit))


RATED = listed(
    "times once twice million billion thousand cents dollars percent % pounds yen trillion marks "
    "francs"
)


def is_rate(phrase: Phrase) -> bool:
    """Whether something is counted for each unit: "$3 million a year"."""
    return phrase.before() in RATED or phrase.before()[:1].isdigit()


def stretch(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The past two weeks", "the next few days", "the first nine months"."""
    unit, word = unit_of(phrase)
    if not word.endswith("s") and count_of(phrase) == 1 and phrase.word("ordinal"):
        return None
    count = count_of(phrase)
    value = duration_value(count, unit)
    shift, today = shift_of(phrase), anchor.published
    if today is None or count is None or shift is None or phrase.word("ordinal"):
        return Meaning("DURATION", value)
    there = calendar.moved(today, shift * int(count), unit)
    if there is None or unit in words.CLOCK_UNITS:
        return Meaning("DURATION", value)
    return Meaning("DURATION", value, min(there, today), max(there, today))


def distance(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Two weeks ago", "a year earlier"."""
    unit, _ = unit_of(phrase)
    count = count_of(phrase)
    ago = phrase.has("ago")
    if count is None:
        return Meaning("DATE", words.BEFORE)
    is_year = unit == "year" and count == 1
    if is_year and anchor.quarter is not None:
        return dated(calendar.years_before(anchor.quarter))
    base = anchor.published
    if not ago and anchor.last is not None:
        base = anchor.last.begin
    if base is None:
        return Meaning("DATE", None)
    if unit in words.CLOCK_UNITS:
        return clock_distance(count, unit, ago, anchor)
    if unit == "weekend":
        return None
    if count != int(count) and unit in ("year", "decade"):
        unit, count = "month", count * (12 if unit == "year" else 120)
    there = calendar.moved(base, -int(count), unit)
    fine = "year" if unit == "decade" else unit
    found = dated(calendar.period_at(fine, there) if there is not None else None)
    return found if ago else found._replace(period=None)  # the next "earlier" has the same base


def clock_distance(count: float, unit: str, ago: bool, anchor: Anchor) -> Meaning:
    """ "An hour ago", where the article's own clock time is known."""
    if anchor.clock is None or anchor.published is None or not ago or unit == "second":
        return Meaning("TIME", None)
    hour, minute = (int(part) for part in anchor.clock.split(":")[:2])
    minutes = (
        anchor.published * 1440 + hour * 60 + minute - int(count * (60 if unit == "hour" else 1))
    )
    day = minutes // 1440
    if calendar.iso(day) is None:
        return Meaning("TIME", None)
    clock = f"{minutes % 1440 // 60:02}" + ("" if unit == "hour" else f":{minutes % 60:02}")
    return Meaning("TIME", f"{calendar.iso(day)}T{clock}", day, day, calendar.day_period(day))


def set_of_times(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Daily", "every two weeks", "each Thursday", "each July"."""
    adverb = phrase.word("adverb")
    if adverb:
        if is_title(phrase):
            return None  # "the Daily Telegraph"
        if adverb == "quarterly" and phrase.after().isalpha():
            return None  # of what is paid for a quarter, mostly once
        return Meaning("SET", words.ADVERBS[adverb])
    weekday = phrase.word("weekday") or phrase.word("weekdays").removesuffix("s")
    part = words.PARTS_OF_DAY.get(phrase.word("part"), "")
    if weekday:
        return Meaning(
            "SET", f"XXXX-WXX-{words.WEEKDAYS[weekday] + 1}" + (f"T{part}" if part else "")
        )
    month = phrase.word("month")
    if month:
        return Meaning("SET", f"XXXX-{words.MONTHS[month]:02}")
    season = phrase.word("season")
    if season:
        return Meaning("SET", f"XXXX-{words.SEASON_WORDS.get(season, 'SU')}")
    if part and not phrase.word("unit"):
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    unit, _ = unit_of(phrase)
    if phrase.has("last", "past", "next", "coming"):
        return Meaning("DURATION", duration_value(count_of(phrase), unit))
    count = count_of(phrase) or words.ordinal_of(phrase.word("ordinal")) or 1
    return Meaning("SET", duration_value(count, unit))


def is_title(phrase: Phrase) -> bool:
    """Whether it is written with a capital letter, and so is the word behind it."""
    written, span = phrase.sentence.written, phrase.span
    behind = written[span.end : span.end + 2]
    return written[span.start].isupper() and behind[:1] == " " and behind[1:].isupper()


def part_of_day(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "This morning", "last night", "that evening"."""
    part = words.PARTS_OF_DAY[phrase.word("part")]
    if phrase.word("part").endswith("s"):
        return None
    is_running = phrase.has("that", "the", "same", "following", "next", "previous")
    if tuple(phrase.words("the", "this", "last", "next", "latest")) == (
        "the",
    ) and phrase.before() not in ("in", "during"):
        return None
    base = anchor.last.begin if is_running and anchor.last is not None else anchor.published
    if base is None:
        return Meaning("TIME", None)
    day = calendar.moved(base, shift_of(phrase) or 0, "day")
    if day is None:
        return Meaning("TIME", None)
    period = calendar.day_period(day)
    return Meaning("TIME", f"{period.value}T{part}", day, day, period)


def bare_units(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Recent weeks", "coming months", "weeks", "for years"."""
    unit, word = unit_of(phrase)
    plural = word != unit
    if not plural:
        return None
    kind = phrase.word("reference")
    if kind == "future":
        return Meaning("DATE", words.AFTER)
    if kind not in ("recent", ""):
        return None
    if kind or phrase.has("ahead") or phrase.word("next", "last"):
        return Meaning("DURATION", indefinite(unit))
    if phrase.tokens[0].kind == "the" or phrase.before() == "of" or unit == "quarter":
        return None
    if unit in ("week", "month") or phrase.before() in (
        "for",
        "in",
        "within",
        "after",
        "over",
        "took",
    ):
        return Meaning("DURATION", indefinite(unit))
    return None


def reference(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Now", "recently", "the future"."""
    word = " ".join(phrase.word("reference", "latest").split())
    if phrase.word("last"):  # "the past" alone
        return Meaning("DATE", words.BEFORE) if phrase.has("past") and ends_phrase(phrase) else None
    if word == "soon" and ("as" in (phrase.before(), phrase.after()) or phrase.after() == "after"):
        return None
    if word == "now" and phrase.after() == "," and phrase.is_first():
        return None  # "Now, he says, ...": it only turns to the next point
    if word == "future" or word not in words.REFERENCES:
        return None
    return Meaning("DATE", words.REFERENCES[word])


def ends_phrase(phrase: Phrase) -> bool:
    """Whether no noun follows: "in the past, ..." but not "the past leaders"."""
    if phrase.before() == "in":
        return True
    return not phrase.after().isalpha() or phrase.after() in ("and", "or", "but", "that", "when")
