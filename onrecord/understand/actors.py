"""Who the article is about: reading -> actors.

Names become mentions, and mentions become actors by their names (names.py). Who says something, or
is told it, without a name ("a US official") is an actor by description (descriptions.py).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.record import Actor, ActorKind, Span
from onrecord.understand.descriptions import (
    HANGING,
    HANGING_WORD,
    People,
    core_of,
    described_kind,
    describes,
    heads_of,
)
from onrecord.understand.names import find_names, folded, fullest, joined, kind_of
from onrecord.understand.reading import Reading

BACK = re.compile(
    r"(?:the|that|this|these|those|both)\s(?:(?:two|three|four|five|six|same)\s)?(\w+)"
    r"(?:,\s(?:who|which)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
DATELINE = re.compile(r"[A-Z][A-Z .,'’-]+(?:\([^)]{1,20}\)\s*)?[-–—]+\s")
EXAMPLES = re.compile(r"\b(?:(?:un)?like|including|such as|especially)\s", re.IGNORECASE)
COMMA = re.compile(r"[,;:()—–]|\s-\s")
# "Secretary of State Ana Holt": what stands between is an office, not somebody else.
OFFICE = re.compile(
    r"\b(?:secretary|minister|chief|director|head|leader|speaker|president|commissioner|governor|"
    r"chair(?:man|woman|person)?|(?:arch)?bishop|duke|prince|princess|king|queen)\s+of\s+"
    rf"(?:the\s+)?(?:(?!{HANGING})[\w&’'-]+\s+){{1,3}}$",
    re.IGNORECASE,
)
# Behind one of these a name in apposition may be the officer's, not the spokesman's.
OFFICER = re.compile(
    r"\b(?:for|to|of|with)\s(?:[\w’'-]+\s){0,4}?(?:president|minister|premier|chancellor|governor|"
    r"senator|mayor|candidate|nominee|king|queen|leader|chief|head|secretary|director|"
    r"chair(?:man|woman)?|lawmaker|founder|owner|ambassador)(?:\sof\s[^,]*)?\W*$",
    re.IGNORECASE,
)
# A word behind a name is about the name, or makes the name part of a description of somebody else.
ABOUT_NAME = re.compile(
    rf"\s+(?:{HANGING}|(?:and|or|\w+sel(?:f|ves)|also|too|alone|personally|again|then|now|both|a|an|"
    r"the|jr|sr|writing|while|after|before|during|via)\b)",
    re.IGNORECASE,
)
PART_OF_DESCRIPTION = re.compile(r"['’]s?\s+\w|[-/]\w|\s+[^\W\d]")
OTHER_NOUN = re.compile(r"\s+(?:and|or)\s+[A-Z][^,;()]*\s[a-z]+\W*$")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where the actors are mentioned: the spans in order, and the actor of each."""

    spans: Sequence[Span]
    actors: Mapping[Span, Actor]

    def inside(self, span: Span) -> list[Span]:
        """The mentions that lie in a span, in order."""
        first = bisect_left(self.spans, span.start, key=lambda mention: mention.start)
        stop = bisect_left(self.spans, span.end, key=lambda mention: mention.start)
        return [mention for mention in self.spans[first:stop] if mention.end <= span.end]

    def around(self, span: Span) -> Span | None:
        """The mention of which a span is a part, if there is one."""
        at = bisect_left(self.spans, span.start + 1, key=lambda mention: mention.start) - 1
        return self.spans[at] if at >= 0 and self.spans[at].covers(span) else None


def mentions_of(actors: Iterable[Actor]) -> Mentions:
    """All mentions of these actors."""
    by_span = {span: actor for actor in actors for span in actor.mentions}
    return Mentions(sorted(by_span), by_span)


def find_actors(reading: Reading, described: Sequence[Span], people: People) -> list[Actor]:
    """The actors of one article, in the order of their first mention.

    They are those it names, and of the `described` words (who a statement is by or to) those that
    name nobody: "a US official". The same description is the same actor, and so is "the official"
    behind "a US official". A name that is most often the name of a place is no actor.
    """
    named: list[Actor] = []
    for group in joined(find_names(reading)):
        kind = kind_of(group)
        if kind is not None:
            name, spans = fullest([name.text for name in group]), [name.span for name in group]
            named.append(Actor(str(len(named)), name, kind, mentions=spans))
    found = described_actors(reading.text, described, named, people)
    found.sort(key=lambda actor: actor.mentions[0])
    return [replace(actor, id=f"actor{number}") for number, actor in enumerate(found, start=1)]


def described_actors(
    text: str, described: Sequence[Span], named: Sequence[Actor], people: People
) -> list[Actor]:
    """The named actors and those who are described alone.

    "The official" is who was last called an official: "a US official", or the named "Ana Holt, a
    senior official", who has one more mention by it. "The association" is the one organization
    that has it for its name's last word.
    """
    mentions = mentions_of(named)
    found = [(actor.name, actor.kind, list(actor.mentions)) for actor in named]
    by_words: dict[str, int] = {}
    by_noun = bodies_by_noun(named)
    for span in sorted({core_of(span, text) for span in described}):
        words = span.of(text)
        name = name_in(text, span, mentions)
        if name is not None:
            around = text[span.start : name.start], text[name.end : span.end]
            roles = [noun for part in around for noun in heads_of(part) if _withheld(noun, people)]
            by_noun.update(dict.fromkeys(roles, int(mentions.actors[name].id)))
        elif describes(words, people):
            back = BACK.fullmatch(words)
            key = folded(words)
            number = by_noun.get(back[1].lower()) if back else by_words.get(key)
            if number is None or found[number][2][0] > span:
                number = len(found)
                found.append((words, described_kind(words, people), []))
            found[number][2].append(span)
            by_words[key] = number
            by_noun.update((noun.lower(), number) for noun in heads_of(words))
    return [Actor("", name, kind, mentions=sorted(spans)) for name, kind, spans in found]


def bodies_by_noun(named: Sequence[Actor]) -> dict[str, int]:
    """The last word of each organization's name, where no other has the same, and its number."""
    bodies: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(named):
        if " " in actor.name and actor.kind == "organization":
            bodies[actor.name.rsplit(" ", 1)[1].lower()].append(number)
    return {noun: numbers[0] for noun, numbers in bodies.items() if len(numbers) == 1}


def _withheld(noun: str, people: People) -> bool:
    return noun in people and people[noun].withheld and not people[noun].plural


def name_in(text: str, span: Span, mentions: Mentions) -> Span | None:
    """The mention that a phrase is about, of those that it holds.

    "Jens Stoltenberg" of "Jens Stoltenberg, Nato's secretary-general", but none of "a spokesman for
    Olaf Scholz", "Clinton's aides" or "Trump supporters": those describe somebody else. Of several
    joint sources it is the first.
    """
    found = [
        mention
        for mention in mentions.inside(span)
        if not DATELINE.match(text, mention.start, span.end)
        and not _hangs(text[span.start : mention.start], mentions.actors[mention].kind)
        and not _describes_another(text[mention.end : span.end])
    ]
    persons = [mention for mention in found if mentions.actors[mention].kind == "person"]
    if found and persons and found[0] not in persons:
        # "Acme News and former anchor Ana Holt": only she is sure to speak.
        joined_by = text[found[0].end : persons[0].start]
        if re.fullmatch(r"\s+and\s[^,]*", joined_by):
            return persons[0]
    return found[0] if found else mentions.around(core_of(span, text))


def _hangs(before: str, kind: ActorKind) -> bool:
    """Whether a name behind these words only says more about somebody or something else."""
    if EXAMPLES.search(before):
        return True
    commas = list(COMMA.finditer(before))
    start = commas[-1].end() if commas else 0
    earlier, here = before[:start], before[start:]
    if kind == "person":
        return OFFICER.search(earlier) is not None or (
            HANGING_WORD.search(OFFICE.sub("", here)) is not None
        )
    apposed = earlier and (HANGING_WORD.search(earlier) or re.match(r"\s*an?\s", here))
    return bool(apposed) or HANGING_WORD.search(here) is not None


def _describes_another(after: str) -> bool:
    """Whether a name before these words is only a part of a description: Trump's, Trump aides."""
    if PART_OF_DESCRIPTION.match(after) and not ABOUT_NAME.match(after):
        return True
    return OTHER_NOUN.match(after) is not None
