"""What a phrase without a name says of somebody: its noun, its kind, whether it describes at all.

"A senior US official familiar with the talks" is about an official, one person, whose name is
withheld; "they", "more of it" and "in Kyiv" describe nobody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record import ActorKind, Span
from onrecord.understand.names import ABBREVIATED
from onrecord.understand.reading import listed

NOT_PEOPLE = listed("human talisman ottoman specimen regimen acumen abdomen")
PRONOUN = re.compile(
    r"(?:(?:i|me|my|mine|we|us|our|ours|you|yours?|he|him|his|she|hers?|it|its|they|them|theirs?|"
    r"who|whom|whose|which|that|this|these|those|one|\w+sel(?:f|ves)|others?|whoever|both|some|any|"
    r"many|few|most|all|several|the|an?|none|neither|either|each|such|same|(?:any|some|every|no)body|"
    r"(?:any|some|every)one|\w*\s*no[- ]one)(?:['’]\w+)?(?:\s(?:all|both|each))?"
    r"|.*\bof\s(?:them|us|you|whom|which|it|these|those))",
    re.IGNORECASE | re.DOTALL,
)
# What hangs on a noun begins with one of these.
HANGING = (
    r"(?:of|for|from|in|at|on|with|to|by|near|than|who|whom|whose|that|which|where|when|as|about|"
    r"against|including|involved|briefed|close\sto|like|such\sas|familiar\swith|aligned\swith|"
    r"based\s(?:in|at|on)|working\s(?:for|with|on|at|in)|meeting\s(?:in|with|at|on)|speaking|"
    r"(?:inside|outside|within|under|behind|over|around|across|between|among)\s"
    r"(?:the|his|her|its|their|those)|representing|supporting|backing|opposing)(?![\w-])"
)
CLOSELY = r"(?:directly|closely|personally|currently|recently|previously|also|still|now)\s"
HANGS_ON = re.compile(rf"[;:(—–]|\s(?:{CLOSELY})?{HANGING}", re.IGNORECASE)
HANGING_WORD = re.compile(rf"\b(?:{HANGING}|(?:around|behind)\b)", re.IGNORECASE)
NO_DESCRIPTION = re.compile(
    rf"(?:{HANGING}|(?:and|or|but|not|if|while|after|before|among|between|over|under)\b)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:at (?:least|most)|as many as|up to|more than|about|over|around|nearly|only)\s"
    r"(?=\d|half|an?\s|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
BETWEEN = " \t\r\n\xa0,;:—–-"
EDGE = " \t\r\n\xa0,.;:—–-'’\"“”"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people; `withheld`: who is called so without a name is withheld, no public."""

    plural: bool
    withheld: bool


People = Mapping[str, Noun]


def core_of(span: Span, text: str) -> Span:
    """The span without commas, stops and a possessive at its edges; as it is if nothing is left."""
    words = span.of(text)
    start = len(words) - len(words.lstrip(BETWEEN))
    core = words.rstrip(BETWEEN)
    if core.endswith(".") and not ABBREVIATED.search(core[:-1]):
        core = core.rstrip(BETWEEN + ".")
    stop = len(re.sub(r"['’]s?$", "", core))
    return Span(span.start + start, span.start + stop) if start < stop else span


def describes(words: str, people: People) -> bool:
    """Whether words of a source or addressee can stand for an actor: no pronoun, and a noun."""
    if PRONOUN.fullmatch(words.strip(EDGE)) or NO_DESCRIPTION.match(ABOUT.sub("", words)):
        return False
    heads = heads_of(words)
    alone = len(words.split()) == 1 and words.islower()
    plural = len(words) > 2 and words.endswith("s")
    return bool(heads) and (not alone or plural or words in people)


@lru_cache(maxsize=1 << 14)
def heads_of(words: str) -> Sequence[str]:
    """The nouns that a description is about, as written: the last words before what hangs on them.

    "Officials" of "officials in Kyiv", but also "US" of "US and Ukrainian officials": a caller
    that knows the nouns for people tells them apart.
    """
    main = HANGS_ON.split(ABOUT.sub("", words.strip(EDGE)), maxsplit=1)[0]
    found: list[str] = []
    for part in re.split(r",|\s(?:and|or)\s", main):
        letters = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", part)
        found += [re.sub(r"['’]s?$", "", letters[-1])] if letters else []
    return found


def noun_of(description: str, people: People) -> Noun | None:
    """The noun for people that a description is about, None for anything else.

    A capital is right only for a plural that may open a sentence ("Officials"): "Judge" is a name.
    """
    for head in heads_of(description):
        noun = people.get(head.lower()) or _compound(head.lower(), people)
        if noun is not None and (head[0].islower() or noun.plural):
            return noun
    return None


def _compound(word: str, people: People) -> Noun | None:
    """The noun for people that a compound ends with: "ferryman", "co-author"."""
    end = re.search(r"(?:wo)?m[ae]n$|(?:person|people)$|(?<=-)\w+$", word)
    return people.get(end.group()) if end and word not in NOT_PEOPLE else None


def described_kind(description: str, people: People) -> ActorKind:
    """A person or a group for a noun for people, otherwise unknown."""
    noun = noun_of(description, people)
    return "unknown" if noun is None else "group" if noun.plural else "person"
