"""The words of time, and numbers written out."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.understand.reading import listed


def numbered(words: str, first: int = 0) -> dict[str, int]:
    """Each word with its place; "/" joins two spellings of one place."""
    return {
        word: at
        for at, words_here in enumerate(words.split(), first)
        for word in words_here.split("/")
    }


WEEKDAYS = numbered(
    "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat "
    "sunday/sun"
)
MONTHS = numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sept/sep october/oct november/nov december/dec",
    first=1,
)
LONG_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
SHORT_DAYS = listed("mon tue tues wed thu thur thurs fri sat sun")
SHORT_MONTHS = listed("jan feb mar apr jun jul aug sept sep oct nov dec")
SEASON_WORDS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "mornings": "MO",
    "afternoons": "AF",
    "evenings": "EV",
    "nights": "NI",
}
UNITS = {
    form: unit
    for unit in ("day", "week", "month", "quarter", "year", "decade", "weekend", "hour", "minute")
    for form in (unit, f"{unit}s")
} | {"century": "century", "centuries": "century", "second": "second", "seconds": "second"}
LETTERS = {  # of a TIMEX3 duration
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "weekend": "WE",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "season": "Y",
}
CLOCK_UNITS = frozenset(("hour", "minute", "second"))
ADVERBS = {  # sets in one word
    "daily": "P1D",
    "nightly": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annually": "P1Y",
}
ONES = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = {
    word: 10 * at
    for word, at in numbered(
        "twenty thirty forty fifty sixty seventy eighty ninety", first=2
    ).items()
}
SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12, "million": 10**6, "billion": 10**9}
ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    first=1,
) | {"thirtieth": 30}
DECADES = {f"{tens[:-1]}ies": number for tens, number in TENS.items()}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
NOW = "PRESENT_REF"
BEFORE = "PAST_REF"
AFTER = "FUTURE_REF"
REFERENCES = {  # one word or a fixed phrase -> its value
    "now": NOW,
    "right now": NOW,
    "currently": NOW,
    "current": NOW,
    "at present": NOW,
    "nowadays": NOW,
    "these days": NOW,
    "at the moment": NOW,
    "at this time": NOW,
    "recently": BEFORE,
    "more recently": BEFORE,
    "most recently": BEFORE,
    "recent": BEFORE,
    "formerly": BEFORE,
    "the recent past": BEFORE,
    "soon": AFTER,
    "as soon as possible": AFTER,
    "the future": AFTER,
    "the near future": AFTER,
    "the foreseeable future": AFTER,
    "the near term": AFTER,
    "the short term": AFTER,
    "the long term": AFTER,
    "future": AFTER,
}
ZONES = listed(
    "gmt utc est edt cst cdt mst mdt pst pdt et ct mt pt bst cet cest eet eest msk jst ist hkt "
    "aest aedt"
)


def number_of(words: Sequence[str]) -> float | None:
    """What words or digits count, such as "twenty", "-", "five" or "2", "1/2"; None if nothing."""
    total = 0.0
    part = 0.0
    seen = False
    for word in words:
        if word in ("-", "and", "a", "an", "of"):
            continue
        if word in ONES or word in TENS:
            part += ONES.get(word, TENS.get(word, 0))
        elif word in SCALES:
            part = max(part, 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, part = total + part, 0.0
        elif word in FRACTIONS:
            part += FRACTIONS[word]
        else:
            digits = word.replace(",", "")
            if not digits.replace(".", "", 1).isascii() or not digits[:1].isdigit():
                continue
            try:
                part += float(digits)
            except ValueError:
                continue
        seen = True
    return total + part if seen else None


def year_in_words(words: Sequence[str]) -> int | None:
    """ "nineteen eighty-two" is 1982, "two thousand ten" 2010; None for anything else."""
    words = [word for word in words if word not in ("-", "and")]
    if "thousand" in words or "hundred" in words:
        value = number_of(words)
        return int(value) if value and 1000 <= value <= 2999 else None
    if len(words) < 2 or words[0] not in ("eighteen", "nineteen", "twenty"):
        return None
    rest = number_of(words[1:])
    first = ONES.get(words[0], TENS.get(words[0], 0))
    return int(first * 100 + rest) if rest is not None and 10 <= rest <= 99 else None


def ordinal_of(word: str) -> int | None:
    """ "third", "3rd" -> 3."""
    if word in ORDINALS:
        return ORDINALS[word]
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
