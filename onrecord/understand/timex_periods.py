"""Months, seasons, quarters, years and decades, named or related ("this week") -> values."""

from __future__ import annotations

from dataclasses import replace

from onrecord.understand import timex_calendar as calendar
from onrecord.understand import timex_words as words
from onrecord.understand.reading import listed
from onrecord.understand.timex_dates import (
    Anchor,
    Meaning,
    dated,
    direction_of,
    is_name_of_person,
)
from onrecord.understand.timex_relative import bounded, shift_of
from onrecord.understand.timex_tokens import Phrase


def written_year(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year that a phrase names, in digits, words, or as "last year"."""
    year = phrase.word("year")
    if year:
        return int(year)
    spoken = words.year_in_words(
        [token.word for token in phrase.tokens if token.kind in ("word", "scale", "dash", "and")]
    )
    if spoken:
        return spoken
    if phrase.word("years") and anchor.year is not None:
        shift = shift_of(phrase)
        if shift is None and phrase.has("ago", "earlier"):
            shift = -1
        if shift is None and anchor.last is not None and anchor.last.unit != "day":
            return calendar.parts_of(anchor.last.begin)[0]
        return anchor.year + (shift or 0)
    return None


def month(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "May 1998", "last May", "May"."""
    word = phrase.word("month", "shortmonth")
    number = words.MONTHS[word]
    year = written_year(phrase, anchor)
    if is_name_of_person(phrase):
        return None
    if word in ("may", "march") and year is None and not is_month(phrase):
        return None
    if word in ("august", "april", "june", "may") and year is None and followed_by_name(phrase):
        return None
    if word in words.SHORT_MONTHS and not phrase.word("dot", "year", "years"):
        return None
    if year is not None:
        return bounded(phrase, dated(calendar.month_period(year, number)), anchor)
    if anchor.published is None:
        return Meaning("DATE", None)
    is_running = phrase.has("following") or phrase.holds("the", "next", "previous")
    base = anchor.last.begin if is_running and anchor.last is not None else anchor.published
    this_year, this_month, _ = calendar.parts_of(base)
    shift = shift_of(phrase)
    back, ahead = this_year - (number > this_month), this_year + (number < this_month)
    if shift == -1:
        year = this_year - (number >= this_month)
    elif shift == 1:
        year = this_year + (number <= this_month)
    elif shift == 0:
        year = this_year
    else:
        direction = direction_of(phrase)
        months_back = (this_month - number) % 12
        if months_back > 8 and (direction == "unknown" or phrase.before() == "through"):
            direction = "future"
        year = ahead if direction == "future" else back
    return bounded(phrase, dated(calendar.month_period(year, number)), anchor)


BEFORE_MONTH = listed(
    "in of last next this since until till by early late mid for from to through between and "
    "during before after each every that around ,"
)


def is_month(phrase: Phrase) -> bool:
    """Whether "May" or "March" is the month: by the word in front, and no name behind it."""
    return (len(phrase.tokens) > 1 or phrase.before() in BEFORE_MONTH) and not followed_by_name(
        phrase
    )


def followed_by_name(phrase: Phrase) -> bool:
    """Whether a word with a capital letter follows at once: "June Carter", "May Holt"."""
    end = phrase.tokens[-1].end
    behind = phrase.sentence.written[end : end + 2]
    opens = phrase.first == 0 or phrase.before() in ("mrs", "ms", ".")
    return opens and behind[:1] == " " and behind[1:].isupper() and len(phrase.tokens) == 1


def season(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Last summer", "the winter of 2019"."""
    word = phrase.word("season")
    code = words.SEASON_WORDS.get(word)
    if code is None:
        return None
    year, shift = written_year(phrase, anchor), shift_of(phrase)
    if (
        year is None
        and len(phrase.tokens) == 1
        and not (
            phrase.before() in ("in", "by", "since", "until", "during")
            or (word in ("summer", "winter") and phrase.before() not in ("a", "an"))
        )
    ):
        return None
    if (
        word == "fall"
        and year is None
        and shift is None
        and phrase.before() not in ("in", "by", "since", "during", "of", "until")
    ):
        return None
    if year is not None:
        return dated(calendar.season_period(year, code))
    if anchor.published is None:
        return Meaning("DATE", None)
    today = anchor.published
    found = [
        calendar.season_period(calendar.parts_of(today)[0] + more, code) for more in (-2, -1, 0, 1)
    ]
    periods = [period for period in found if period is not None]
    before = [period for period in periods if period.end < today]
    begun = [period for period in periods if period.begin <= today]
    ahead = [period for period in periods if period.end >= today]
    if phrase.has("this") and not phrase.has("past", "last"):
        year_now = calendar.parts_of(today)[0]
        return dated(calendar.season_period(year_now, code))
    if shift == -1:
        return dated(before[-1] if before else None)
    if shift == 1 or direction_of(phrase) == "future":
        return dated(ahead[0] if ahead else None)
    return dated(begun[-1] if begun else None)


def quarter(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The third quarter", "next year's first quarter", "Q3 2024"."""
    word = phrase.word("qnumber")
    number = int(word[1]) if word else words.ordinal_of(phrase.word("ordinal")) or 0
    if not 1 <= number <= 4:
        return None
    if not word and phrase.has("quarters"):
        return None
    year = written_year(phrase, anchor)
    if year is None and anchor.published is None:
        return Meaning("DATE", None)
    if year is None and anchor.published is not None:
        this_year, this_month, _ = calendar.parts_of(anchor.published)
        now = (this_month + 2) // 3
        year = this_year - (number > now)
        if direction_of(phrase) == "future" and (number < now - 1 or number > now):
            year = this_year + (number < now)
    if year is not None and phrase.word("yearago"):
        year -= 1
    return dated(calendar.quarter_period(year or 1, number))


def half_year(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The first half of 1990", "the second half"."""
    number = 2 if phrase.has("last") else words.ordinal_of(phrase.word("ordinal")) or 0
    if number not in (1, 2):
        return None
    if phrase.word("decade"):
        return decade(phrase, anchor)
    if not phrase.has("of"):
        if phrase.after() == "of" or not phrase.has("the"):
            return None
        return dated(calendar.half_period(anchor.year, number) if anchor.year else None)
    year = written_year(phrase, anchor)
    return dated(calendar.half_period(year, number) if year else None)


def named_year_end(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "Year-end", "year's end"."""
    if not phrase.has("end") or (phrase.has("years")):
        return None
    return dated(calendar.year_period(anchor.year) if anchor.year else None)


def year(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "1998", "early 1998", "fiscal 1998", "nineteen eighty-two"."""
    number = written_year(phrase, anchor)
    if number is None or (len(phrase.tokens) == 1 and not is_year(phrase)):
        return None
    return dated(calendar.year_period(number))


def spoken_year(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The year two thousand", "the year 2300"; no time where no year has that number."""
    digits = phrase.word("number")
    if digits:
        is_year = len(digits) in (3, 4) and digits.isascii() and digits.isdigit()
        number = int(digits) if is_year and digits[0] != "0" else None
    else:
        number = written_year(phrase, replace(anchor, published=None))
    return None if number is None else dated(calendar.year_period(number))


# In front of a year; behind other words four digits may count anything.
YEAR_PLACES = listed(
    "in since of by from until till during before after to through the between and or late early "
    "mid fiscal circa that this an than for ( , its his their our a as 's ’s ; : -- - – — / ago "
    "spring summer january until back around about post pre ' ` vs versus"
)
COUNTED = listed(
    "people troops soldiers men women workers jobs percent dollars pounds euros meters metres "
    "feet miles kilometers kilometres shares points million billion trillion tons tonnes homes "
    "votes children refugees students years days hours months weeks pages members cases deaths "
    "per km kg % a.m. p.m. degrees words employees inmates prisoners houses units copies seats "
    "cents"
)
NUMBERED = listed(
    "no number flight boeing airbus resolution room page route highway section article gate channel"
)
MONEY = frozenset("$£€#¥%")


def is_year(phrase: Phrase) -> bool:
    """Whether a bare number of four digits is a year: not money, not a count ("2024 troops")."""
    before, after = phrase.before(), phrase.after()
    number = int(phrase.word("year") or 2000)
    token = phrase.tokens[0]
    if before in MONEY or after in COUNTED or before in NUMBERED:
        return False
    if before == "-" and phrase.before(2) in ("pre", "post"):
        return True
    joined = phrase.sentence.text[max(0, token.start - 1) : token.start]
    if (
        joined in ("-", "/", "$", ".")
        and not (joined == "-" and len(phrase.before(2)) == 4 and phrase.before(2).isdigit())
        and phrase.before(2) not in ("post", "pre", "mid")
    ):
        return False
    if after and phrase.sentence.text[token.end : token.end + 1] in ("/", ":", "_", "°"):
        return False
    if not 1300 <= number <= 2150 and before not in ("in", "since", "year", "by", "until"):
        return False
    if before in YEAR_PLACES:
        return (
            before not in ("about", "around", "than", "to", "for", "-")
            or not after.isalpha()
            or after in ("and", "when", "to", "by", "for", "in")
        )
    return not after.isalpha() or after in ("and", "to", "was", "is", "will", "when", "but", "as")


def decade(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The 1980s", "the '80s", "the eighties"; one without its century lies in the last one."""
    word = phrase.word("decade")
    digits = "".join(char for char in word if char.isdigit())
    if len(digits) == 4:
        return dated(calendar.decade_period(int(digits) // 10))
    tens = (int(digits) if digits else words.DECADES.get(word, 0)) // 10
    if not digits and tens < 5 and not phrase.has("the"):
        return None
    if phrase.before() in ("his", "her", "their", "my") or (not digits and not phrase.has("the")):
        return None  # an age
    if anchor.year is None:
        return Meaning("DATE", None)
    century, now = divmod(anchor.year // 10, 10)
    return dated(calendar.decade_period((century - (tens > now)) * 10 + tens))


def century(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """ "The 20th century"."""
    if words.UNITS.get(phrase.word("unit")) != "century":
        return None  # "the second day": nothing tells from when it is counted
    number = words.ordinal_of(phrase.word("ordinal")) or 0
    return dated(calendar.century_period(number - 1)) if 1 <= number <= 99 else None
