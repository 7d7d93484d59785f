"""Sentences -> tokens with kinds: what the grammar of times is written in.

Only sentences with a word or number of time in them are looked at (`TRIGGER`); each token of theirs
gets a kind, and the kinds as one string, a letter each, are what the grammar's patterns run over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record import Span
from onrecord.understand import timex_words as words
from onrecord.understand.reading import Reading, listed

SINGLE = {  # kind -> the words that are of it
    "the": "the",
    "a": "a an",
    "this": "this these",
    "that": "that those",
    "approx": "nearly almost about around roughly approximately over",
    "last": "last past previous preceding",
    "following": "following",
    "next": "next coming upcoming succeeding",
    "latest": "latest current present same comparable corresponding prior",
    "early": "early late mid middle",
    "earlier": "earlier",
    "later": "later",
    "sometime": "sometime",
    "ago": "ago",
    "each": "each every",
    "of": "of",
    "in": "in during",
    "on": "on",
    "at": "at",
    "to": "to",
    "or": "or",
    "and": "and",
    "so": "so",
    "from": "from",
    "for": "for",
    "few": "few several many",
    "half": "half",
    "more": "more additional extra full straight consecutive",
    "coupled": "business trading working calendar",
    "fiscal": "fiscal financial",
    "period": "period term",
    "edge": "beginning end start middle close rest remainder",
    "noon": "noon midnight midday",
    "today": "today tonight yesterday tomorrow overnight",
    "ampm": "am pm",
    "long": "long",
    "old": "old",
    "ahead": "ahead",
    "its": "its their his her our my your",
    "comma": ",",
    "dot": ".",
    "dash": "- – — _",
    "local": "local",
    "anniversary": "anniversary",
    "qnumber": "q1 q2 q3 q4",
}
PHRASES = {  # kind -> phrases that count as one token
    "approx": (
        "at least/at most/no more than/more than/no less than/less than/fewer than/up to/"
        "as many as/as much as/as long as/as little as/just over/just under/just about/well over"
    ),
    "few": ("a couple of/a couple/couple of/a number of/a few/a dozen or so/dozens of"),
    "yearago": "year-ago/year-earlier",
    "holiday": (
        "christmas/christmas day/christmas eve/new year's day/new year's eve/thanksgiving/"
        "thanksgiving day/halloween/valentine's day/independence day/bastille day/veterans day/"
        "memorial day/labor day/election day/easter/easter sunday/good friday/boxing day/may day/"
        "martin luther king day/martin luther king jr. day"
    ),
    "zone": (
        "eastern time/central time/mountain time/pacific time/local time/moscow time/london time/"
        "eastern standard time/eastern daylight time/pacific standard time/pacific daylight time/"
        "greenwich mean time"
    ),
    "oclock": "o'clock",
    "reference": "/".join(phrase for phrase in words.REFERENCES if " " in phrase),
}
PHRASE_KIND = {phrase: kind for kind, these in PHRASES.items() for phrase in these.split("/")}
OTHER_KINDS = (
    "weekday weekdays shortday month shortmonth season part unit quarter years number small word "
    "scale year ordinal decade clock iso slash fraction adverb reference zone poss other"
)
KINDS = (*SINGLE, *PHRASES, *OTHER_KINDS.split())
CODE = {kind: chr(0x100 + at) for at, kind in enumerate(dict.fromkeys(KINDS))}
KIND_OF: dict[str, str] = {word: kind for kind, these in SINGLE.items() for word in these.split()}
KIND_OF |= dict.fromkeys(words.WEEKDAYS, "weekday")
KIND_OF |= {f"{word}s": "weekdays" for word in words.LONG_DAYS}
KIND_OF |= dict.fromkeys(words.SHORT_DAYS, "shortday")
KIND_OF |= dict.fromkeys(words.MONTHS, "month")
KIND_OF |= dict.fromkeys(words.SHORT_MONTHS, "shortmonth")
KIND_OF |= dict.fromkeys(words.SEASON_WORDS, "season") | {"summers": "season"}
KIND_OF |= dict.fromkeys(words.PARTS_OF_DAY, "part")
KIND_OF |= {word: "unit" for word in words.UNITS if word != "second"}
KIND_OF |= {"quarter": "quarter", "quarters": "quarter", "year": "years", "years": "years"}
KIND_OF |= dict.fromkeys((*words.ONES, *words.TENS), "word")
KIND_OF |= dict.fromkeys(words.SCALES, "scale")
KIND_OF |= dict.fromkeys(words.ORDINALS, "ordinal")
KIND_OF |= dict.fromkeys(words.DECADES, "decade")
KIND_OF |= dict.fromkeys(words.ADVERBS, "adverb")
KIND_OF |= dict.fromkeys(words.ZONES, "zone")
KIND_OF |= {word: "reference" for word in words.REFERENCES if " " not in word and word != "current"}
KIND_OF |= {"½": "fraction", "¼": "fraction", "¾": "fraction"}
# These are words of time only where they are written with a capital letter.
CAPITALISED = words.SHORT_DAYS | words.SHORT_MONTHS | listed("may march august")
# Before these, "over" and "around" belong to the verb: "over the weekend".
DEFINITE = re.compile(r"\s(?:the|this|that|last|next|its|his|her|their|a\syear|\w+day)\b")


def trie(these: Iterable[str]) -> str:
    """A pattern for any of the words, in which no letter is tried twice."""
    heads: dict[str, list[str]] = {}
    ends = False
    for word in these:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not heads:
        return ""
    spelled = {" ": r"\s", "'": "['’]"}
    inner = "|".join(
        spelled.get(head, re.escape(head)) + trie(tails) for head, tails in heads.items()
    )
    return f"(?:{inner})" + ("?" if ends else "")


TOKEN = re.compile(
    r"(?=[0-9])(?<![\w.,])(?:"
    r"(?P<iso>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?:t[0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?z?)?(?!\w))"
    r"|(?P<slash>(?<!/)[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}(?![\w/]))"
    r"|(?P<clock>[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![0-9]))"
    r"|(?P<fraction>(?<!/)[13]/[24](?![\w/]))"
    r"|(?P<decade>(?:1[0-9]|20)[0-9]0['’]?s\b)"
    r"|(?P<ordinal>[0-9]{1,4}(?:st|nd|rd|th)\b)"
    r"|(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?))"
    rf"|(?P<phrase>\b{trie(PHRASE_KIND)}\b)"
    r"|(?P<ampm>\b[ap]\.\s?m\b\.?)"
    r"|(?P<qnumber>\bq[1-4]\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<short>['’`][0-9]0s\b)|(?P<poss>['’]s\b)|(?P<other>\w|[^\w\s])"
)
TRIGGER_KINDS = listed(
    "weekday weekdays month shortmonth season part unit quarter years decade adverb reference noon "
    "today qnumber"
)
TRIGGER_WORDS = sorted(
    {word for word, kind in KIND_OF.items() if kind in TRIGGER_KINDS}
    | {phrase for phrase, kind in PHRASE_KIND.items() if kind in ("holiday", "reference")}
    | {"ago", "current", "past", "half", "period", "nineteen", "anniversary", "the year"}
)
TRIGGER = re.compile(  # begins with the mark or blank in front of the word, which is found fast
    rf"\W(?:{trie(TRIGGER_WORDS)}\b"
    r"|(?:1[0-9]|2[01])\d\d(?:['’]?s)?\b|\d0s\b|\d{1,2}(?::\d\d|/\d{1,2}/\d\d|\s?[ap]\.?m\b))"
)
WINDOW = 36  # code points on each side of a trigger that are cut into tokens


class Token(NamedTuple):
    """One token, by its code points in the article."""

    kind: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of a sentence around what may speak of time.

    Args:
        written: the whole article, and `text` the same in small letters.
        tokens: those of the part; `kinds` has one letter for each.
        bounds: where the whole sentence begins and ends.
    """

    written: str
    text: str
    tokens: tuple[Token, ...]
    kinds: str
    bounds: Span


def small(text: str) -> str:
    """The text in small letters, of the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def sentences_with_times(reading: Reading) -> Iterator[Sentence]:
    """The parts of sentences that may speak of time, in order; they do not overlap."""
    text = small(reading.text)
    begin = stop = -1
    bounds = Span(0, 0)
    # Behind a blank every word stands behind something, so a match starts where its word does.
    for match in TRIGGER.finditer(" " + text, 0, reading.end + 1):
        start, end = match.start(), match.end() - 1
        if match[0][1:] in CAPITALISED and not reading.text[start].isupper():
            continue  # "may"
        if start < bounds.end:
            low = word_start(text, max(start - WINDOW, bounds.start), bounds.start)
            if low > stop:
                yield sentence_of(reading.text, text, Span(begin, stop), bounds)
                begin = low
        else:
            if stop > 0:
                yield sentence_of(reading.text, text, Span(begin, stop), bounds)
            whole = reading.sentence_of(Span(start, end))
            bounds = Span(max(whole.start, bounds.end), max(min(whole.end, reading.end), end))
            begin = word_start(text, max(start - WINDOW, bounds.start), bounds.start)
        stop = word_end(text, min(max(end + WINDOW, stop), bounds.end), bounds.end)
    if stop > 0:
        yield sentence_of(reading.text, text, Span(begin, stop), bounds)


def word_start(text: str, at: int, least: int) -> int:
    """Where the word begins that a place lies in."""
    while at > least and text[at - 1].isalnum():
        at -= 1
    return at


def word_end(text: str, at: int, most: int) -> int:
    """Where the word ends that a place lies in."""
    while at < most and text[at].isalnum():
        at += 1
    return at


def sentence_of(written: str, text: str, span: Span, bounds: Span) -> Sentence:
    """The tokens of a part of a sentence."""
    tokens = tuple(
        [
            Token(kind_of(match, written), match[0], match.start(), match.end())
            for match in TOKEN.finditer(text, span.start, span.end)
        ]
    )
    return Sentence(written, text, tokens, "".join([CODE[token[0]] for token in tokens]), bounds)


def kind_of(match: re.Match[str], written: str) -> str:
    """The kind of a token: its pattern's, or for a word or number that of the word or number."""
    kind, word = match.lastgroup or "other", match[0]
    if kind == "word":
        kind = KIND_OF.get(word, "other")
        if word in CAPITALISED and not written[match.start()].isupper():
            return "other"
        if kind == "approx" and word in VERBAL and DEFINITE.match(match.string, match.end()):
            return "other"
        return kind
    if kind == "other":
        return KIND_OF.get(word, "other")
    if kind == "number":
        return kind_of_number(word)
    if kind == "phrase":
        return PHRASE_KIND.get(" ".join(word.replace("’", "'").split()), "other")
    return "decade" if kind == "short" else kind


VERBAL = frozenset(("over", "about", "around"))


def kind_of_number(digits: str) -> str:
    """A year has four digits without a comma, a day of the month is at most 31."""
    if len(digits) == 4 and digits.isascii() and digits.isdigit() and 1000 <= int(digits) < 2200:
        return "year"
    if len(digits) <= 2 and digits.isascii() and digits.isdigit() and int(digits) <= 31:
        return "small"
    return "number"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some neighbouring tokens of a sentence: what one rule of the grammar matched."""

    sentence: Sentence
    first: int
    stop: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens."""
        return self.sentence.tokens[self.first : self.stop]

    @property
    def span(self) -> Span:
        """Where in the article it stands."""
        tokens = self.sentence.tokens
        return Span(tokens[self.first].start, tokens[self.stop - 1].end)

    def words(self, *kinds: str) -> list[str]:
        """The words of these kinds, in order."""
        return [token.word for token in self.tokens if token.kind in kinds]

    def word(self, *kinds: str) -> str:
        """The first word of these kinds, or nothing."""
        return next((token.word for token in self.tokens if token.kind in kinds), "")

    def has(self, *these: str) -> bool:
        """Whether one of these words is in it."""
        return any(token.word in these for token in self.tokens)

    def holds(self, first: str, *second: str) -> bool:
        """Whether one word stands in it right in front of one of some others."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return any(one.word == first and other.word in second for one, other in pairs)

    def is_first(self) -> bool:
        """Whether its sentence begins with it, or all but begins."""
        return self.span.start <= self.sentence.bounds.start + 1

    def before(self, count: int = 1) -> str:
        """The word in front of it, or nothing."""
        at = self.first - count
        return self.sentence.tokens[at].word if at >= 0 else ""

    def after(self, count: int = 1) -> str:
        """The word behind it, or nothing."""
        at = self.stop + count - 1
        return self.sentence.tokens[at].word if at < len(self.sentence.tokens) else ""
