"""Who is who: names, descriptions and pronouns -> chains, each of one actor.

Names are joined by string (names.py). Each description, from first to last, joins the chain of the
mention before it that it is most likely the same as, or begins its own, by the encoder's links and
within what its kind allows. Pronouns choose among the chains before them (pronouns.py).

Source:
    Mention ranking: Lee and others, EMNLP 2017.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.record import ActorKind, Span
from onrecord.understand.mentions import DISTANCE, SAME, SHE, Mention
from onrecord.understand.names import KINDS, Name, folded, fullest, kind_of
from onrecord.understand.pronouns import SURE, Choice, choice_of, class_of, womanly
from onrecord.understand.reading import Reading, listed

HIGHEST = 50.0  # log odds beyond which nothing is surer
LOOKED_BACK = 250  # mentions: most articles have fewer, and a longer one takes linear time
# Log odds from which on two mentions are taken for one actor. Picked, as the next, on the GUM texts
# that training held back.
LEAST_DESCRIPTION = 0.5
SAME_WORDS = 2.0  # for two descriptions in the same words
SAME_NOUN = 1.5  # for "the official" behind a description of any official
PARTED, FAR = 0.5, 3  # against a mention for each paragraph end in between, up to so many
LEAST_NAME = 2.0  # the same for a name and a description before it
NAMED_AFTER = 6  # mentions between a description and the name it waits for
LIKELY_KIND = 0.25  # a description may be of a kind that it has with this chance
TITLE = 8  # characters before a name in which a title stands
OPENING = " \t\"'“‘(["  # may stand between the start of a sentence and its first mention
PREPOSITIONS = listed(
    "of in on at to for from by with as than into over under between among against about after "
    "before"
)
LONGEST_PREPOSITION = 10  # characters before a mention in which its preposition stands
VERBS = listed(  # that often follow a subject
    "is was are were has had have did does do will would can could may might must shall should "
    "said says told went came took made gave got became began left met won lost held led found "
    "kept sent wrote spoke saw knew thought felt stood ran fell rose grew brought bought sold "
    "paid put set"
)
HANGS = re.compile(r"\s(?:for|of|to|from|with|at)\s[^,;:.!?]*$", re.IGNORECASE)
BACK = re.compile(r"(?:the|this|that|these|those|his|her|its|their|such)\b", re.IGNORECASE)


class Chain:
    """All that is said to be one actor so far, while the article is gone through."""

    def __init__(self, names: Sequence[Name] = (), woman: float | None = None) -> None:
        self.names, self.mentions = list(names), list[Mention]()
        self.pronouns: set[str] = set()
        self.woman = woman  # the chance that it is one; None when no word tells
        self.kind: ActorKind | None = kind_of(names) if names else "unknown"
        self._described = np.zeros(len(KINDS) + 1)

    def add(self, mention: Mention, text: str) -> None:
        """One more mention. Without a name the kind, None for a place, is what most describe."""
        self.mentions.append(mention)
        if mention.is_pronoun:
            word = mention.span.of(text).lower()
            self.pronouns.add(word)
            if class_of(word) == "he":
                self.woman = SURE if word in SHE else 1.0 - SURE
            return
        if self.woman is None:
            self.woman = womanly(mention.span.of(text).split()[-1:], {})
        if not self.names:
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


Choose = Callable[[Mention, Choice, Sequence[Chain]], int | None]


def find_chains(
    reading: Reading,
    groups: Sequence[Sequence[Name]],
    mentions: Sequence[Mention],
    apposed: Mapping[int, Span],
    first_names: Mapping[str, float],
    choose: Choose,
) -> list[Chain]:
    """One chain for each actor or place, in the order of their first mention.

    Args:
        groups: the names of each actor or place.
        apposed: for the head word of a description that stands beside a name, that name.
        first_names: the share of women among those who bear each first name.
        choose: picks the number of the chain that a pronoun means.
    """
    items: list[tuple[int, Name | Mention]] = sorted(
        [
            *((reading.words_in(name.span).stop - 1, name) for group in groups for name in group),
            *((mention.head, mention) for mention in mentions),
        ],
        key=lambda item: item[0],
    )
    chains = [Chain(group, woman_of(group, reading.text, first_names)) for group in groups]
    number_of = {name.span: at for at, chain in enumerate(chains) for name in chain.names}
    before = Before.of(reading, items, number_of)
    for at, (_, item) in enumerate(items):
        if isinstance(item, Mention):
            if item.is_pronoun:
                choice = choice_of(reading, item, at, before, chains)
                number = None
                if choice is not None:
                    number = choose(item, choice, chains)
            elif item.head in apposed:
                number = number_of[apposed[item.head]]
            else:
                odds = before.odds(reading, at)
                number = best_chain(item, odds, before.chains[:at], chains)
            if number is None:
                number = len(chains)
                chains.append(Chain())
            chains[number].add(item, reading.text)
        else:
            number = number_of[item.span]
            named = chains[number]
            if item.span == named.names[0].span and not named.mentions:
                earlier = described_before(
                    reading.text, named, before.odds(reading, at), before, at, chains
                )
                if earlier is not None:
                    described = chains[earlier]
                    named.mentions, named.pronouns = described.mentions, described.pronouns
                    chains[earlier] = Chain()
                    before.chains[:at][before.chains[:at] == earlier] = number
        before.chains[at] = number
    told = [chain for chain in chains if chain.names or chain.mentions]
    return sorted(told, key=lambda chain: chain.spans[0])


def woman_of(names: Sequence[Name], text: str, first_names: Mapping[str, float]) -> float | None:
    """The chance that who is so named is a woman, by title or first name; None if none tells."""
    if kind_of(names) != "person":
        return None
    for name in names:
        before = text[max(0, name.span.start - TITLE) : name.span.start].split()[-1:]
        told = womanly([word.strip(".") for word in before], {})
        if told is not None:
            return told
    return womanly(folded(fullest([name.text for name in names])).split(), first_names)


@dataclass(frozen=True, slots=True)
class Before:
    """All names and mentions in order, to compare each with those before it.

    Args:
        words: int64 [items], the head word of each; `heads` the same as a list.
        alike: int64 [items], one number for all descriptions in the same words; below 0 for others.
        nouns: int64 [items], one number for all descriptions by the same noun; below 0 for others.
        chains: int64 [items], the number of the chain that each is in, as far as that is known.
        backs: whether each is a description that points back: "the official", "his wife".
        forms: of each, 0 for a name, 1 for a description, 2 for a pronoun.
        quoted: the number of the quotation that each is in, below 0 for none.
        opens: whether each begins a sentence.
        places: whether each stands behind a preposition, with a possessive, before a verb.
        named: the number of the chain of each name, below 0 for others.
        sentences, paragraphs: of each word of the article.
    """

    words: NDArray[np.int64]
    alike: NDArray[np.int64]
    nouns: NDArray[np.int64]
    chains: NDArray[np.int64]
    backs: list[bool]
    heads: list[int]
    forms: list[int]
    quoted: list[int]
    opens: list[bool]
    places: list[tuple[bool, bool, bool]]
    named: list[int]
    sentences: list[int]
    paragraphs: list[int]

    @classmethod
    def of(
        cls,
        reading: Reading,
        items: Sequence[tuple[int, Name | Mention]],
        number_of: Mapping[Span, int],
    ) -> Before:
        """Nothing is in a chain yet."""
        seen: dict[str, int] = {}
        alike, nouns, backs, forms, named, quoted, opens = [], [], [], [], [], [], []
        places: list[tuple[bool, bool, bool]] = []
        starts = [quotation.start for quotation in reading.quotations]
        sentences = reading.words.sentence.tolist()
        for at, (head, item) in enumerate(items):
            mention = isinstance(item, Mention)
            pronoun = isinstance(item, Mention) and item.is_pronoun
            described = mention and not pronoun
            words = folded(item.span.of(reading.text)) if described else ""
            alike.append(seen.setdefault(words, len(seen)) if described else -1 - at)
            noun = f" {reading.lowered[head]}"  # no description begins with a blank
            nouns.append(seen.setdefault(noun, len(seen)) if described else -1 - at)
            backs.append(described and BACK.match(words) is not None)
            forms.append(mention + pronoun)
            named.append(-1 if mention else number_of[item.span])
            number = bisect_right(starts, item.span.start) - 1
            within = number >= 0 and reading.quotations[number].end > item.span.start
            quoted.append(number if within else -1)
            sentence = reading.sentences[sentences[head]]
            lead = reading.text[reading.words.start[sentence.start] : item.span.start]
            opens.append(not lead.strip(OPENING))
            last = lead[-LONGEST_PREPOSITION:].rsplit(maxsplit=1)
            following = reading.lowered[head + 1] if head + 1 < sentence.stop else ""
            places.append(
                (
                    bool(last) and last[-1].lower() in PREPOSITIONS,
                    following in ("'", "’"),
                    following in VERBS or following.endswith("ed"),
                )
            )
        heads = [head for head, _ in items]
        return cls(
            np.array(heads, np.int64),
            np.array(alike, np.int64),
            np.array(nouns, np.int64),
            np.full(len(items), -1, np.int64),
            backs,
            heads,
            forms,
            quoted,
            opens,
            places,
            named,
            sentences,
            reading.words.paragraph.tolist(),
        )

    def odds(self, reading: Reading, at: int) -> NDArray[np.float64]:
        """Log odds that an item is the same as each of the LOOKED_BACK before it."""
        first = max(0, at - LOOKED_BACK)
        head, targets = int(self.words[at]), self.words[first:at]
        paragraphs = reading.words.paragraph
        parted = np.minimum(paragraphs[head] - paragraphs[targets], FAR)
        found = reading.pairs(SAME, head, targets) - DISTANCE * np.log1p(head - targets)
        found += SAME_WORDS * (self.alike[first:at] == self.alike[at]) - PARTED * parted
        if self.backs[at]:
            found += SAME_NOUN * (self.nouns[first:at] == self.nouns[at])
        return np.asarray(found, np.float64)


def described_before(
    text: str,
    named: Chain,
    odds: NDArray[np.float64],
    before: Before,
    at: int,
    chains: Sequence[Chain],
) -> int | None:
    """The chain without a name that describes who is named here first: "The mayor, Ana Holt".

    Of "a spokesman for Ana Holt" it is not he who is named.
    """
    near = odds[-NAMED_AFTER:]
    for back in np.flatnonzero(near >= LEAST_NAME)[np.argsort(-near[near >= LEAST_NAME])].tolist():
        number = int(before.chains[at - len(near) + back])
        described = chains[number]
        if described.names or described.kind != named.kind:
            continue
        ends = max((mention.span.end for mention in described.mentions), default=0)
        if not HANGS.match(text[ends : named.names[0].span.start]):
            return number
    return None


def best_chain(
    mention: Mention,
    odds: NDArray[np.float64],
    numbers: NDArray[np.int64],
    chains: Sequence[Chain],
) -> int | None:
    """The likeliest chain that a description fits; None when none is likely enough.

    The chance of a chain is that of all its mentions together.
    """
    if not len(odds):
        return None
    totals = np.bincount(numbers[-len(odds) :], np.exp(np.minimum(odds, HIGHEST)))
    likely = np.flatnonzero(totals >= math.exp(LEAST_DESCRIPTION))
    for number in likely[np.argsort(-totals[likely], kind="stable")].tolist():
        if fits(mention, chains[number]):
            return int(number)
    return None


def fits(mention: Mention, chain: Chain) -> bool:
    """Whether its kind allows a description in a chain."""
    kind = chain.kind
    number = len(KINDS) if kind is None else KINDS.index(kind) if kind in KINDS else -1
    return number < 0 or mention.kinds[number] >= LIKELY_KIND
