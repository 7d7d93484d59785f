"""Mentions without a name: descriptions ("the team", "a US official") and pronouns.

A mention is marked at its head word, the noun or the pronoun itself; a link goes from the head to
the word that the mention begins with, and one from each mention to the earlier ones of the same
actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.record import Span
from onrecord.understand.names import Name
from onrecord.understand.reading import LinkHead, Reading, TagHead, listed

MENTION = TagHead(
    "mention", ("none", "pronoun", "person", "organization", "country", "group", "place")
)
BEGIN = LinkHead("begin", width=32)
SAME = LinkHead("same")

# Of two mentions as alike as each other the nearer is meant: log odds for each power of e that
# words lie between. Windows do not see each other, so the encoder cannot know it.
DISTANCE = 0.5
LIKELY_MENTION = 0.65  # the chance from which on a word is taken for the head of a mention
LONGEST = 14  # words of a mention up to its head
PARTING = listed(
    ', ; : ( ) [ ] — – " “ ” of in on at to for from by with as than into over under between among '
    "and or but nor that which who whom whose when where while if because is are was were be been "
    "being am has have had do does did will would can could may might must shall should not said "
    "according"
)
# Of the speaker and the one spoken to: who that is, only the quotation around them tells.
FIRST_SECOND = listed(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article refers to somebody without a name.

    Args:
        head: the number of the head word.
        span: from the word that the mention begins with to its head.
        kinds: how likely each of KINDS and a place is; all 0 for a pronoun.
        chance: how likely it is a mention at all.
        is_pronoun: whether it is a pronoun, not a description.
    """

    head: int
    span: Span
    kinds: tuple[float, ...]
    chance: float
    is_pronoun: bool


def find_mentions(reading: Reading, names: Sequence[Name]) -> list[Mention]:
    """Every description and pronoun whose head is no part of a name, in order."""
    tags = reading.tags(MENTION)
    chances = 1.0 - tags[:, 0]
    named = np.zeros(len(tags), bool)
    for name in names:
        named[reading.words_in(name.span)] = True
    found: list[Mention] = []
    for head in np.flatnonzero((chances >= LIKELY_MENTION) & ~named).tolist():
        pronoun = tags[head, 1] >= tags[head, 2:].sum()
        word = reading.word(head).lower()
        if word in (FIRST_SECOND if pronoun else PARTING) or not word[0].isalnum():
            continue
        begin = head if pronoun else begin_of(reading, head)
        if found and not pronoun and found[-1].head >= begin and not found[-1].is_pronoun:
            between = reading.text[found[-1].span.end : int(reading.words.start[head])]
            if not between.strip("- \n"):  # "a senior fellow": the last noun is the head
                found.pop()
        found.append(
            Mention(
                head,
                reading.span(slice(begin, head + 1)),
                (0.0,) * 5 if pronoun else tuple((tags[head, 2:] / chances[head]).tolist()),
                float(chances[head]),
                bool(pronoun),
            )
        )
    return found


def begin_of(reading: Reading, head: int) -> int:
    """The word of the head's sentence that its mention most likely begins with.

    Before the head of a noun phrase stand no comma, preposition or verb: in "Ana Holt, mayor of
    Tarvia" they part a name from what it is.
    """
    sentence = reading.sentences[int(reading.words.sentence[head])]
    first = max(sentence.start, head - LONGEST)
    first = max(
        [first, *(at + 1 for at in range(first, head) if reading.word(at).lower() in PARTING)]
    )
    odds = reading.pairs(BEGIN, head, np.arange(first, head + 1))
    best: int = first + int(odds.argmax())
    return best
