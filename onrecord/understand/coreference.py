"""Who is who: names, descriptions and pronouns -> chains, each of one actor.

Names are joined by string (names.py). Each description and pronoun, from first to last, joins the
chain of the mention before it that it is most likely the same as, or begins its own, by the
encoder's links and within what kind and pronoun allow.

Source:
    Mention ranking: Lee and others, EMNLP 2017.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.record import ActorKind, Span
from onrecord.understand.mentions import DISTANCE, SAME, Mention
from onrecord.understand.names import KINDS, Name, folded, fullest, joined, kind_of
from onrecord.understand.reading import Reading, listed

HIGHEST = 50.0  # log odds beyond which nothing is surer
LOOKED_BACK = 250  # mentions: most articles have fewer, and a longer one takes linear time
# Log odds from which on two mentions are taken for one actor. Picked, as the next, on the GUM texts
# that training held back.
LEAST_PRONOUN, LEAST_DESCRIPTION = 2.0, 0.5
SAME_WORDS = 2.0  # for two descriptions in the same words
PARTED, FAR = 0.5, 3  # against a mention for each paragraph end in between, up to so many
LEAST_NAME = 2.0  # the same for a name and a description before it
NAMED_AFTER = 6  # mentions between a description and the name it waits for
LIKELY_KIND = 0.25  # a description may be of a kind that it has with this chance
HE_SHE = listed("he him his himself she her hers herself")
IT = listed("it its itself")
SHE = listed("she her hers herself")
BACK = re.compile(r"(?:the|this|that|these|those|his|her|its|their|such)\b", re.IGNORECASE)


class Chain:
    """All that is said to be one actor so far, while the article is gone through."""

    def __init__(self, names: Sequence[Name] = ()) -> None:
        self.names, self.mentions = list(names), list[Mention]()
        self.pronouns: set[str] = set()
        self.kind: ActorKind | None = kind_of(names) if names else "unknown"
        self._described = np.zeros(len(KINDS) + 1)

    def add(self, mention: Mention, text: str) -> None:
        """One more mention. Without a name the kind, None for a place, is what most describe."""
        self.mentions.append(mention)
        if mention.is_pronoun:
            self.pronouns.add(mention.span.of(text).lower())
        elif not self.names:
            self._described += mention.kinds
            best = int(self._described.argmax())
            self.kind = KINDS[best] if best < len(KINDS) else None

    def name(self, text: str) -> str | None:
        """The fullest name, for a country rather one of its own than of its capital.

        Without a name, the words that describe it first, rather those that do not point back.
        """
        if self.names:
            own = [n.text for n in self.names if n.nation is None or not n.is_seat]
            return fullest(own or [n.text for n in self.names])
        described = [m.span.of(text) for m in self.mentions if not m.is_pronoun]
        fresh = [words for words in described if not BACK.match(words)]
        return next(iter([*fresh, *described]), None)

    @property
    def spans(self) -> list[Span]:
        """Where it is mentioned, in order."""
        return sorted({*(n.span for n in self.names), *(m.span for m in self.mentions)})


def find_chains(
    reading: Reading, names: Sequence[Name], mentions: Sequence[Mention]
) -> list[Chain]:
    """One chain for each actor or place, in the order of their first mention."""
    items: list[tuple[int, Name | Mention]] = sorted(
        [
            *((reading.words_in(name.span).stop - 1, name) for name in names),
            *((mention.head, mention) for mention in mentions),
        ],
        key=lambda item: item[0],
    )
    chains = [Chain(group) for group in joined(names)]
    number_of = {name.span: at for at, chain in enumerate(chains) for name in chain.names}
    before = Before.of(reading, items)
    for at, (_, item) in enumerate(items):
        if isinstance(item, Mention):
            number = best_chain(reading, item, before.odds(reading, at), before.chains[:at], chains)
            if number is None:
                number = len(chains)
                chains.append(Chain())
            chains[number].add(item, reading.text)
        else:
            number = number_of[item.span]
            named = chains[number]
            if item.span == named.names[0].span and not named.mentions:
                earlier = described_before(named, before.odds(reading, at), before, at, chains)
                if earlier is not None:
                    described = chains[earlier]
                    named.mentions, named.pronouns = described.mentions, described.pronouns
                    chains[earlier] = Chain()
                    before.chains[:at][before.chains[:at] == earlier] = number
        before.chains[at] = number
    told = [chain for chain in chains if chain.names or chain.mentions]
    return sorted(told, key=lambda chain: chain.spans[0])


@dataclass(frozen=True, slots=True)
class Before:
    """All names and mentions in order, to compare each with those before it.

    Args:
        words: int64 [items], the head word of each.
        alike: int64 [items], one number for all descriptions in the same words; below 0 for others.
        chains: int64 [items], the number of the chain that each is in, as far as that is known.
    """

    words: NDArray[np.int64]
    alike: NDArray[np.int64]
    chains: NDArray[np.int64]

    @classmethod
    def of(cls, reading: Reading, items: Sequence[tuple[int, Name | Mention]]) -> Before:
        """Nothing is in a chain yet."""
        seen: dict[str, int] = {}
        alike = [
            seen.setdefault(folded(item.span.of(reading.text)), len(seen))
            if isinstance(item, Mention) and not item.is_pronoun
            else -1 - at
            for at, (_, item) in enumerate(items)
        ]
        words = np.array([head for head, _ in items], np.int64)
        return cls(words, np.array(alike, np.int64), np.full(len(items), -1, np.int64))

    def odds(self, reading: Reading, at: int) -> NDArray[np.float64]:
        """Log odds that an item is the same as each of the LOOKED_BACK before it."""
        first = max(0, at - LOOKED_BACK)
        head, targets = int(self.words[at]), self.words[first:at]
        paragraphs = reading.words.paragraph
        parted = np.minimum(paragraphs[head] - paragraphs[targets], FAR)
        found = reading.pairs(SAME, head, targets) - DISTANCE * np.log1p(head - targets)
        found += SAME_WORDS * (self.alike[first:at] == self.alike[at]) - PARTED * parted
        return np.asarray(found, np.float64)


def described_before(
    named: Chain, odds: NDArray[np.float64], before: Before, at: int, chains: Sequence[Chain]
) -> int | None:
    """The chain without a name that describes who is named here first: "The mayor, Ana Holt"."""
    near = odds[-NAMED_AFTER:]
    for back in np.flatnonzero(near >= LEAST_NAME)[np.argsort(-near[near >= LEAST_NAME])].tolist():
        number = int(before.chains[at - len(near) + back])
        if not chains[number].names and chains[number].kind == named.kind:
            return number
    return None


def best_chain(
    reading: Reading,
    mention: Mention,
    odds: NDArray[np.float64],
    numbers: NDArray[np.int64],
    chains: Sequence[Chain],
) -> int | None:
    """The likeliest chain before it that fits; None when none is likely enough.

    The chance of a chain is that of all its mentions together.
    """
    if not len(odds):
        return None
    least = LEAST_PRONOUN if mention.is_pronoun else LEAST_DESCRIPTION
    word = mention.span.of(reading.text).lower()
    totals = np.bincount(numbers[-len(odds) :], np.exp(np.minimum(odds, HIGHEST)))
    likely = np.flatnonzero(totals >= math.exp(least))
    for number in likely[np.argsort(-totals[likely], kind="stable")].tolist():
        if fits(mention, word, chains[number]):
            return int(number)
    return None


def fits(mention: Mention, word: str, chain: Chain) -> bool:
    """Whether kind and pronoun allow a mention in a chain."""
    kind = chain.kind
    if not mention.is_pronoun:
        number = len(KINDS) if kind is None else KINDS.index(kind) if kind in KINDS else -1
        return number < 0 or mention.kinds[number] >= LIKELY_KIND
    if word in HE_SHE:
        other = HE_SHE - SHE if word in SHE else SHE
        return kind in ("person", "unknown") and not chain.pronouns & other
    if word in IT:
        return kind not in ("person", "group")
    return True
