"""Whom a third-person pronoun means: the chains before it, ranked, or none of them.

A log-linear choice over what can be told of each chain: the encoder's links, how far back and how
often it is mentioned, its kind, and whether it is a woman or a man by title, noun or first name.
The weights are fitted on texts that training held back (train/pronouns.py).

Source:
    Ranking antecedents: Denis and Baldridge, IJCAI 2007. What makes an antecedent: Lappin and
    Leass, Computational Linguistics 20(4), 1994.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.understand.mentions import HE, IT, SAME, SHE, THEY, Mention
from onrecord.understand.reading import Reading, listed

if TYPE_CHECKING:
    from onrecord.understand.coreference import Before, Chain

CLASSES = ("he", "it", "they")
WOMEN = listed(
    "mrs ms miss madam dame lady queen princess duchess baroness woman wife mother mom mum "
    "daughter sister girl girlfriend widow aunt niece grandmother granddaughter bride fiancee "
    "actress waitress heroine nun stepmother stepdaughter chairwoman congresswoman "
    "assemblywoman councilwoman spokeswoman businesswoman policewoman saleswoman schoolgirl "
    "landlady hostess"
)
MEN = listed(
    "mr sir lord king prince duke baron man husband father dad son brother boy boyfriend "
    "widower uncle nephew grandfather grandson groom monk priest stepfather stepson chairman "
    "congressman assemblyman councilman spokesman businessman policeman salesman schoolboy "
    "landlord gentleman guy"
)
SURE = 0.98  # the chance that a title or a noun means a woman, or a man
FEATURES = (
    "link to the last", "strongest link", "words between", "same sentence", "sentence before",
    "two sentences before", "same paragraph", "paragraph before", "last of all", "last but one",
    "like sex", "other sex", "named", "last by name", "last by pronoun", "last by this pronoun",
    "opens a sentence", "opens this sentence or the one before", "mentions", "organization",
    "country", "group", "unknown kind", "place", "both in one quotation", "one in a quotation",
    "behind a preposition", "with a possessive", "before a verb", "verb before and after",
    "named next",
)  # fmt: skip
(
    LINK, STRONGEST, BETWEEN, SAME_SENTENCE, ONE_BEFORE, TWO_BEFORE, SAME_PARAGRAPH,
    PARAGRAPH_BEFORE, LAST, LAST_BUT_ONE, LIKE, OTHER, NAMED, BY_NAME, BY_PRONOUN, BY_THIS, OPENS,
    OPENS_NEAR, MENTIONS, ORGANIZATION, COUNTRY, GROUP, UNKNOWN, PLACE, ONE_QUOTATION, QUOTATION,
    BEHIND, POSSESSIVE, BEFORE_VERB, BOTH_BEFORE_VERB, NAMED_NEXT,
) = range(len(FEATURES))  # fmt: skip
NONE = ("none", "chance of a mention")
LEAST = 0.4  # the chance from which on a chain is taken, picked on texts held back
MOST = 8  # chains that a pronoun is thought to choose from: the nearest that fit
REACH = 60  # names and mentions in which they are looked for
STRONG = 20.0  # a link beyond which nothing is surer
SUBJECTS = listed("he she it they")
# What may open a sentence before its subject: "In his first year Bo Orme ..."
FRONTED = listed(
    "in on at after before during despite with along under for from when while as since by "
    "following although though if because like unlike through throughout upon within besides "
    "according among"
)


Row = list[tuple[int, float]]  # features that are not 0, by their number


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pronoun may mean.

    Args:
        of: the pronoun's class, one of CLASSES.
        chains: the number of each chain that fits.
        features: what is known of each.
        chance: that the pronoun is a mention at all, as log odds.
    """

    of: str
    chains: list[int]
    features: list[Row]
    chance: float


def class_of(word: str) -> str | None:
    """Which weights a pronoun takes; None for any but he, she, it and they."""
    if word in HE or word in SHE:
        return "he"
    return "it" if word in IT else "they" if word in THEY else None


def womanly(words: Sequence[str], first_names: Mapping[str, float]) -> float | None:
    """The chance that who is called so is a woman; None when no word tells.

    Args:
        words: of a name with its title, or the head of a description.
    """
    low = [word.lower() for word in words]
    if any(word in WOMEN for word in low):
        return SURE
    if any(word in MEN for word in low):
        return 1.0 - SURE
    return next((first_names[word] for word in low[:-1] or low if word in first_names), None)


def choice_of(
    reading: Reading, mention: Mention, at: int, before: Before, chains: Sequence[Chain]
) -> Choice | None:
    """The chains that a pronoun may mean, the nearest first; None without any.

    Args:
        at: the pronoun's number among the items of `before`.
    """
    word = mention.span.of(reading.text).lower()
    of = class_of(word)
    if of is None:
        return None
    first = max(0, at - REACH)
    numbers = before.chains[first:at].tolist()
    links = reading.pairs(SAME, mention.head, before.words[first:at]).tolist()
    nearest: dict[int, int] = {}  # by chain, its last item
    strongest: dict[int, float] = {}
    mentions: dict[int, int] = {}
    for back in range(len(numbers) - 1, -1, -1):
        number, link = numbers[back], links[back]
        if number not in nearest:
            if len(nearest) < MOST and fits_pronoun(word, chains[number]):
                nearest[number] = back
                strongest[number], mentions[number] = link, 1
        else:
            mentions[number] += 1
            if link > strongest[number]:
                strongest[number] = link
    coming = named_next(reading, at, before)
    rows: list[Row] = []
    for order, (number, back) in enumerate(nearest.items()):
        row = row_of(reading, word, mention.head, first + back, before, chains[number])
        row += [(LINK, clipped(links[back])), (STRONGEST, clipped(strongest[number]))]
        row.append((MENTIONS, math.log(mentions[number])))
        if before.quoted[at] != before.quoted[first + back]:
            row.append((QUOTATION, 1.0))
        elif before.quoted[at] >= 0:
            row.append((ONE_QUOTATION, 1.0))
        if order < 2:
            row.append((LAST + order, 1.0))
        if coming is not None and coming[1] == number:
            row.append((NAMED_NEXT, 1.0))
        rows.append(row)
    found = list(nearest)
    if coming is not None and coming[1] not in nearest and fits_pronoun(word, chains[coming[1]]):
        item, number = coming
        own = clipped(float(reading.pairs(SAME, mention.head, before.words[item : item + 1])[0]))
        row = row_of(reading, word, mention.head, item, before, chains[number])
        rows.append([*row, (LINK, own), (STRONGEST, own), (NAMED_NEXT, 1.0)])
        found.append(number)
    chance = min(max(mention.chance, 0.01), 0.99)
    return Choice(of, found, rows, math.log(chance / (1.0 - chance))) if found else None


def clipped(link: float) -> float:
    """A link in the range of the other features."""
    return min(max(link, -STRONG), STRONG) / 5.0


def row_of(reading: Reading, word: str, head: int, item: int, before: Before, chain: Chain) -> Row:
    """What the nearest item of a chain and the chain itself tell."""
    at, form = before.heads[item], before.forms[item]
    row: Row = [(BETWEEN, math.log1p(abs(head - at)))]
    sentences = before.sentences[head] - before.sentences[at]
    if 0 <= sentences <= 2:
        row.append((SAME_SENTENCE + sentences, 1.0))
    paragraphs = before.paragraphs[head] - before.paragraphs[at]
    if paragraphs <= 1:
        row.append((SAME_PARAGRAPH + paragraphs, 1.0))
    if chain.woman is not None and (word in HE or word in SHE):
        chance = chain.woman if word in SHE else 1.0 - chain.woman
        row.append((LIKE, 2 * chance - 1) if chance > 0.5 else (OTHER, 1 - 2 * chance))
    if chain.names:
        row.append((NAMED, 1.0))
    if form == 0:
        row.append((BY_NAME, 1.0))
    elif form == 2:
        row.append((BY_PRONOUN, 1.0))
        if word in chain.pronouns:
            row.append((BY_THIS, 1.0))
    if before.opens[item]:
        row.append((OPENS, 1.0))
        if sentences <= 1:
            row.append((OPENS_NEAR, 1.0))
    kind = KIND_FEATURES.get(chain.kind)
    if kind is not None:
        row.append((kind, 1.0))
    behind, possessive, verb = before.places[item]
    if behind:
        row.append((BEHIND, 1.0))
    if possessive:
        row.append((POSSESSIVE, 1.0))
    if verb:
        row.append((BEFORE_VERB, 1.0))
        if word in SUBJECTS:
            row.append((BOTH_BEFORE_VERB, 1.0))
    return row


def named_next(reading: Reading, at: int, before: Before) -> tuple[int, int] | None:
    """The item and the chain of the name that a sentence opens towards: "In his day, Bo Orme"."""
    head = before.heads[at]
    sentence = reading.sentences[before.sentences[head]]
    if reading.lowered[sentence.start] not in FRONTED:
        return None
    for item in range(at + 1, len(before.heads)):
        name = before.heads[item]
        if name >= sentence.stop:
            return None
        if before.forms[item] == 0:
            comma = "," in reading.text[reading.words.end[head] : reading.words.start[name]]
            return (item, before.named[item]) if comma else None
    return None


KIND_FEATURES: Mapping[str | None, int] = {
    "organization": ORGANIZATION,
    "country": COUNTRY,
    "group": GROUP,
    "unknown": UNKNOWN,
    None: PLACE,
}


def fits_pronoun(word: str, chain: Chain) -> bool:
    """Whether kind and pronoun allow a pronoun in a chain."""
    kind = chain.kind
    if word in HE or word in SHE:
        other = HE if word in SHE else SHE
        return kind in ("person", "unknown") and not chain.pronouns & other
    if word in IT:
        return kind not in ("person", "group") and not chain.pronouns & (HE | SHE)
    return True


class Weights:
    """The fitted weights of each class of pronouns."""

    def __init__(self, tuned: Mapping[str, float]) -> None:
        self._of = {of: [tuned[name] for name in names] for of, names in NAMES_OF.items()}
        self._none = {of: [tuned[name] for name in names] for of, names in NONES_OF.items()}

    def chosen(self, choice: Choice) -> int | None:
        """The number of the likeliest chain, None where none is likely enough."""
        weights = self._of[choice.of]
        scores = [math.fsum(weights[at] * value for at, value in row) for row in choice.features]
        bias, by_chance = self._none[choice.of]
        best = max(scores)
        every = math.fsum(math.exp(score - best) for score in scores)
        every += math.exp(min(bias + by_chance * choice.chance - best, STRONG))
        return choice.chains[scores.index(best)] if every * LEAST <= 1.0 else None


NAMES_OF = {of: [f"pronoun.{of}.{name}" for name in FEATURES] for of in CLASSES}
NONES_OF = {of: [f"pronoun.{of}.{name}" for name in NONE] for of in CLASSES}
