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
LIKELY_MENTION = 0.5  # the chance from which on a word is taken for the head of a mention
LIKELY_CAPITAL = 0.65  # the same for a word with a capital: mostly a name, which is found as one
# The same for "he", "she", "it" and "they": whom they mean, if anybody, is judged later.
LIKELY_PRONOUN = 0.2
LONGEST = 14  # words of a mention up to its head
PARTING = listed(
    ', ; : ( ) [ ] — – " “ ” of in on at to for from by with as than into over under between among '
    "and or but nor that which who whom whose when where while if because is are was were be been "
    "being am has have had do does did will would can could may might must shall should not said "
    "according"
)
NO_KIND = (0.0,) * (len(MENTION.labels) - 2)
HE = listed("he him his himself")
SHE = listed("she her hers herself")
IT = listed("it its itself")
THEY = listed("they them their theirs themselves")
THIRD = HE | SHE | IT | THEY
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
    titled: set[int] = (
        set()
    )  # words right before a person's name: "the mayor Ana Holt" is one mention
    for name in names:
        words = reading.words_in(name.span)
        named[words] = True
        before = words.start - 1
        if max(name.kinds) == name.kinds[0] and before >= 0:
            apart = reading.text[reading.words.end[before] : name.span.start]
            if apart == " ":
                titled.add(before)
    heads = np.flatnonzero((chances >= LIKELY_PRONOUN) & ~named)
    described = tags[heads, 2:]
    pronouns = (tags[heads, 1] >= described.sum(axis=1)).tolist()
    kinds = (described / chances[heads, None]).tolist()
    found: list[Mention] = []
    for number, (head, chance) in enumerate(
        zip(heads.tolist(), chances[heads].tolist(), strict=True)
    ):
        word = reading.lowered[head]
        pronoun = word in THIRD or pronouns[number]
        least = LIKELY_CAPITAL if reading.word(head)[0].isupper() else LIKELY_MENTION
        if word not in THIRD and chance < least:
            continue
        if word in (FIRST_SECOND if pronoun else PARTING) or not word[0].isalnum():
            continue
        if not pronoun and (head in titled or (word == "s" and reading.lowered[head - 1] in "'’")):
            continue
        begin = head if pronoun else begin_of(reading, head)
        if found and not pronoun and found[-1].head >= begin and not found[-1].is_pronoun:
            between = reading.text[found[-1].span.end : int(reading.words.start[head])]
            if not between.strip("- \n"):  # "a senior fellow": the last noun is the head
                found.pop()
        span = reading.span(slice(begin, head + 1))
        told = NO_KIND if pronoun else tuple(kinds[number])
        found.append(Mention(head, span, told, chance, pronoun))
    return found


def begin_of(reading: Reading, head: int) -> int:
    """The word of the head's sentence that its mention most likely begins with.

    Before the head of a noun phrase stand no comma, preposition or verb: in "Ana Holt, mayor of
    Tarvia" they part a name from what it is.
    """
    sentence = reading.sentences[int(reading.words.sentence[head])]
    first = max(sentence.start, head - LONGEST)
    for at in range(head - 1, first - 1, -1):
        if reading.lowered[at] in PARTING:
            first = at + 1
            break
    if first == head:
        return head
    odds = reading.pairs(BEGIN, head, np.arange(first, head + 1))
    best: int = first + int(odds.argmax())
    return best
