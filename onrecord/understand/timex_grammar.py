"""The grammar of time expressions: patterns over the kinds of tokens.

A pattern is a regular expression whose letters are words: kinds of tokens in small letters, other
patterns in capitals. At each place the first rule that fits wins, so longer ones stand first.
Repetitions are bounded: what a rule reads from one place on does not grow with the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.understand.timex_tokens import CODE, Phrase, Sentence

PIECES = {
    "NUM": "(?: small | number | word | scale )",
    "NUMS": "NUM (?: dash? NUM | and NUM ){0,6}",
    "QUANT": (
        "(?: few | (?: NUMS | a scale NUM{0,2} ) (?: and a? (?: half | fraction ) | fraction )? "
        "| half a? | fraction | a )"
    ),
    "UNIT": "(?: unit | quarter | years )",
    "UNITS": "UNIT (?: and a half )?",
    "KIN": "(?: last | next | latest )",
    "REL": "(?: (?: the | this ) (?: KIN | following ){1,2} | KIN{1,2} | that latest? | this )",
    "MONTH": "(?: month | shortmonth dot? )",
    "DAYNUM": "(?: small | ordinal )",
    "WORDYEAR": "(?: word (?: dash? word | and word ){1,3} | word scale (?: and? word ){0,2} )",
    "DATE": ("(?: MONTH DAYNUM (?: comma? year )? | the? DAYNUM of? MONTH (?: comma? year )? )"),
    "EARLY": "(?: (?: early | earlier | later | sometime ) (?: dash | in | on )? )",
    "EDGE": "(?: the? early? edge of )",
    "PRE": "approx? (?: EDGE | EARLY )?",
    "DAY": (
        "(?: today | (?: weekday | shortday dot? ) comma? DATE | REL weekday comma? DATE "
        "| REL? weekday (?: the ordinal )? | KIN? DATE (?: of? REL years | comma weekday )? )"
    ),
    "CLOCK": (
        "(?: (?: clock | small | number ) ampm zone? | clock zone? | small oclock ampm? zone? "
        "| noon zone? | (?: year | number ) zone )"
    ),
    "YEAR": (
        "(?: the? fiscal? years year | fiscal? year | (?: REL | the ) fiscal? years "
        "| fiscal years )"
    ),
}
RULES = {
    "iso_date": "iso",
    "slashed_date": "slash",
    "clock_time": (
        "approx? CLOCK (?: comma? (?: on | of )? EARLY? (?: DAY part? | REL part ) )? "
        "| EARLY? DAY part? comma? at? approx? CLOCK | small oclock? in the part (?: on? DAY )?"
    ),
    "week_of_day": "the? unit of (?: DATE | MONTH )",
    "holiday": "KIN? holiday comma? (?: year | DATE )?",
    "set_of_times": (
        "each (?: of the (?: last | next ) )? QUANT? ordinal? "
        "(?: UNIT | weekday | month | season | part ) part? | weekdays part? | adverb"
    ),
    "day": "PRE part? DAY part?",
    "quarter": (
        "PRE (?: REL | the )? (?: years poss )? (?: year | yearago )? (?: fiscal dash? )? ordinal "
        "fiscal? quarter (?: of? YEAR )? "
        "| (?: fiscal dash? )? ordinal dash quarter (?: of? year )? "
        "| qnumber (?: of? year )? | year qnumber"
    ),
    "half_year": "PRE the? (?: ordinal | last ) half (?: of (?: YEAR | the? decade ) )?",
    "stretch": (
        "approx? (?: the | this )? KIN QUANT (?: (?: to | or | dash ) QUANT )? more? coupled? "
        "UNITS (?: or so )? | approx? the? ordinal QUANT UNITS "
        "| approx? the yearago? QUANT more? UNITS"
    ),
    "distance": (
        "approx? QUANT (?: (?: to | or | dash ) QUANT )? more? coupled? UNITS (?: or so )? "
        "(?: ago | earlier ) | UNIT ago"
    ),
    "fiscal_period": (
        "(?: the? (?: year | yearago | latest ){1,2} fiscal? | that | this ) "
        "(?: quarter | period ) (?: (?: last | this | next ) years )? "
        "| the (?: quarter | period ) a years (?: ago | earlier ) "
        "| (?: last | this | next ) years poss quarter | yearago"
    ),
    "month": "PRE REL? MONTH (?: (?: comma | of )? year | WORDYEAR | of? REL years )?",
    "season": "PRE (?: REL | the early? )? season (?: of? (?: year | WORDYEAR | REL years ) )?",
    "named_year_end": "approx? the? years poss? dash? edge",
    "spoken_year": "(?: the fiscal? | PRE fiscal ) years (?: WORDYEAR | year | number )",
    "related_unit": (
        "PRE (?: (?: REL | the ) more? fiscal? | fiscal ) UNIT (?! dash ) part? ahead? (?: or so )?"
    ),
    "anniversary": "the? ordinal anniversary",
    "century": "PRE the? early? dash? ordinal dash? unit",
    "decade": "PRE the? early? dash? decade",
    "duration": (
        "approx? (?: few | NUMS | a scale | half ) dash more? coupled? dash? UNIT "
        "(?: dash? long )? | UNIT dash long "
        "| approx? QUANT (?: (?: to | or | dash ) QUANT )? more? coupled? UNITS (?: or so )? "
    ),
    "year": "PRE year | PRE fiscal (?: years )? year | WORDYEAR",
    "part_of_day": "PRE (?: REL | the ) part",
    "bare_units": (
        "the? (?: reference | KIN ) UNIT (?: (?: and | or ) UNIT )? "
        "| UNIT ahead | UNIT (?: (?: and | or ) UNIT )?"
    ),
    "reference": "reference | latest | the last",
}


def compiled(pattern: str) -> str:
    """The pattern in the letters of `CODE`.

    Raises:
        KeyError: a word of it is neither a kind nor a piece.
    """

    def letters(match: re.Match[str]) -> str:
        word = match[0]
        return f"(?:{compiled(PIECES[word])})" if word.isupper() else CODE[word]

    return (
        re.sub(r"[A-Za-z]+", letters, pattern.replace("?:", "\0"))
        .replace("\0", "?:")
        .replace(" ", "")
    )


NEVER_FIRST = "other comma dot poss dash of in on at to or and so from for ampm old its ahead local"
GRAMMAR = re.compile(
    f"(?![{compiled(NEVER_FIRST)}])(?:"
    + "|".join(f"(?P<{name}>{compiled(rule)})" for name, rule in RULES.items())
    + ")"
)


def phrases_in(sentence: Sentence) -> Iterator[tuple[str, Phrase]]:
    """What may be a time expression: the rule and its tokens, in order, one behind another."""
    for match in GRAMMAR.finditer(sentence.kinds):
        yield match.lastgroup or "", Phrase(sentence, match.start(), match.end())
