"""Text -> Reading: words, sentences, paragraphs, and what the encoder makes of each word.

Here alone a model's own units (word pieces, windows) become words and spans. The stages declare
what they want to know of a word as heads; the encoder answers all heads in one pass.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.record import Span
from onrecord.understand.quotations import find_quotations


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(words.split())


SHAPES = ("lower", "Title", "UPPER", "miXed", "digits", "mark")

# Marks that end a sentence, and what may follow them inside it.
ENDINGS = frozenset(".!?…")
CLOSERS = frozenset("\"'”’»)]")
STRAIGHT = frozenset("\"'")  # closes only what it touches; behind a blank it opens
# A full stop behind a title ends no sentence; behind another short form it does before a word that
# mostly begins one ("in the U.S. He said").
TITLES = listed("mr mrs ms dr prof sen rep gov gen lt col maj capt sgt adm rev hon st")
SHORT_FORMS = listed(
    "jr sr vs jan feb mar apr jun jul aug sep sept oct nov dec inc corp co ltd al dept est"
)
NUMBERED = listed("no nos fig vol pp art")  # short forms before a number, words elsewhere
STARTERS = listed(
    "The A An He She It They We I You But And In On At For His Her Its Their This That These Those "
    "There When While If As After Asked"
)
LIKELY = 0.5  # a word belongs to a part when the labels of the part together reach this
PARAGRAPH_END = re.compile(r"[\n\r\u2028\u2029\u0085]+")


@dataclass(frozen=True, slots=True)
class TagHead:
    """A layer of annotation with one label a word; the first label is "none"."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkHead:
    """A relation from one word to others: a pair scores the dot product of two short vectors."""

    name: str
    width: int = 64


Floats = NDArray[np.float32]
Head = TagHead | LinkHead


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, as parallel arrays: what the encoder reads and the stages point at.

    A word is a run of letters and digits or a single mark. `sentence` and `paragraph` number the
    sentence and the paragraph that each word stands in, from 0.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)


@lru_cache(maxsize=1 << 16)  # most words of an archive have been seen before
def shape_of(word: str) -> int:
    """The index in SHAPES of how a word is written, which an uncased vocabulary does not tell."""
    if word.isdigit():
        return 4
    if not any(char.isalnum() for char in word):
        return 5
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 3


def words_of(text: str, offsets: Sequence[tuple[int, int]]) -> Words:
    """The words at these offsets, with the sentence and paragraph of each.

    A paragraph ends at a line break; a sentence at a paragraph's end, or behind . ! ? and what
    closes after it, unless the full stop belongs to a short form or the next word starts in lower
    case.
    """
    count = len(offsets)
    start = np.fromiter((begin for begin, _ in offsets), np.int64, count)
    end = np.fromiter((stop for _, stop in offsets), np.int64, count)
    breaks = np.array([match.start() for match in PARAGRAPH_END.finditer(text)], dtype=np.int64)
    paragraph = _numbered(np.searchsorted(breaks, start))
    opens = np.zeros(count, dtype=np.int64)  # 1 where a sentence begins
    opens[1:] = np.diff(paragraph) != 0
    following = 0
    for at in [at for at, (begin, _) in enumerate(offsets) if text[begin] in ENDINGS]:
        if at < following or (text[offsets[at][0]] == "." and _abbreviates(text, offsets, at)):
            continue
        following = at + 1
        while following < count and not opens[following] and _closes(text, offsets, following):
            following += 1
        if following < count and not text[offsets[following][0]].islower():
            opens[following] = 1
    return Words(start, end, np.cumsum(opens), paragraph)


def _closes(text: str, offsets: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a word goes with the end of the sentence before it: another mark, a bracket."""
    first = text[offsets[at][0]]
    touches = offsets[at - 1][1] == offsets[at][0]
    return first in ENDINGS or (first in CLOSERS and (touches or first not in STRAIGHT))


def _numbered(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Non-decreasing values as consecutive numbers from 0."""
    if not len(values):
        return values.astype(np.int64)
    return np.concatenate([[0], np.cumsum(np.diff(values) != 0)]).astype(np.int64)


def _abbreviates(text: str, offsets: Sequence[tuple[int, int]], stop: int) -> bool:
    """Whether the full stop at this word belongs to the word before it."""
    if stop == 0 or offsets[stop - 1][1] != offsets[stop][0]:
        return False
    start, end = offsets[stop - 1]
    word = text[start:end]
    following = text[slice(*offsets[stop + 1])] if stop + 1 < len(offsets) else ""
    if word.lower() in TITLES or text[end + 1 : end + 2].isalnum():  # Mr. Holt, 3.5, example.org
        return True
    if word.lower() in NUMBERED:
        return following.isdigit()
    initial = len(word) == 1 and (word.isupper() or (word.isalpha() and text[start - 1] == "."))
    return (initial or word.lower() in SHORT_FORMS) and following not in STARTERS


class Reading:
    """One article as the encoder reads it: words, and per head a probability or a vector for each.

    Args:
        text: the article's text.
        words: its words.
        tags: by head, float32 [words, labels], each row adding up to 1.
        links: by head, queries and keys, float32 [words, width] each.
        tuned: numbers that were fitted for these weights, by name, from card.json.
        end: where the article ends and its page's furniture begins; no word stands behind it.
    """

    def __init__(
        self,
        text: str,
        words: Words,
        tags: Mapping[str, NDArray[np.float32]],
        links: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]],
        tuned: Mapping[str, float],
        end: int | None = None,
    ) -> None:
        self.text, self.words, self.tuned = text, words, tuned
        self.end = len(text) if end is None else end
        self._tags, self._links = tags, links

    def tags(self, head: TagHead) -> NDArray[np.float32]:
        """float32 [words, labels]: how likely each label is for each word."""
        return self._tags[head.name]

    def links(
        self, head: LinkHead, sources: Sequence[slice], targets: slice
    ) -> NDArray[np.float32]:
        """float32 [sources, targets]: log odds that the words of each source, as one, are linked
        to each target."""
        queries, keys = self._links[head.name]
        pointing = np.array(
            [
                queries[source.start]
                if source.stop == source.start + 1
                else queries[source].sum(axis=0) / np.float32(source.stop - source.start)
                for source in sources
            ]
        )
        return np.asarray(pointing @ keys[targets].T, dtype=np.float32)

    def pairs(self, head: LinkHead, source: int, targets: NDArray[np.int64]) -> NDArray[np.float32]:
        """float32 [targets]: log odds that one word is linked to each of some others."""
        queries, keys = self._links[head.name]
        return np.asarray(keys[targets] @ queries[source], dtype=np.float32)

    def runs(self, first: Floats, following: Floats) -> list[slice]:
        """The words of each part, of a head with a label for a first word and one for the next.

        A part lies in one sentence. A word with an apostrophe, a hyphen or a full stop inside
        ("O’Malley", "U.S.") is not torn apart, nor is its first letter left out.

        Args:
            first, following: float32 [words], how likely a word is a part's first, or a later one.
        """
        opens = (first > following).tolist()
        runs: list[slice] = []
        for at in np.flatnonzero(first + following >= LIKELY).tolist():
            begin, last = at, runs[-1].stop - 1 if runs else -1
            goes_on = last == at - 1 and not opens[at]
            if last >= 0 and (goes_on or self._in_one_word(last, at, opens[at])):
                begin = runs.pop().start
                if self.words.sentence[begin] != self.words.sentence[at]:
                    runs.append(slice(begin, last + 1))
                    begin = at
            elif at - 2 > last and self._in_one_word(at - 2, at, True):
                begin = at - 2 if len(self.word(at - 2)) == 1 else at
            runs.append(slice(begin, at + 1))
        return runs

    def _in_one_word(self, last: int, at: int, opens: bool) -> bool:
        """Whether nothing but one mark inside a word parts two words."""
        if at - last > 2 or (self.words.end[last:at] != self.words.start[last + 1 : at + 1]).any():
            return False
        mark = self.word(at - 1)
        return (mark in "'’" and self.word(at)[0].isupper()) or (mark in "-." and not opens)

    def chance(self, kind: str, features: NDArray[np.float64]) -> float:
        """The fitted chance that a candidate is right: logistic in its features, by kind."""
        weights = [self.tuned[f"{kind}.weight{number}"] for number in range(len(features))]
        score = float(features @ np.array(weights)) + self.tuned[f"{kind}.bias"]
        return 1.0 / (1.0 + math.exp(-score))

    def span(self, words: slice) -> Span:
        """From the first of the words to the last."""
        return Span(int(self.words.start[words.start]), int(self.words.end[words.stop - 1]))

    def word(self, at: int) -> str:
        """The letters of one word."""
        return self.text[self.words.start[at] : self.words.end[at]]

    @cached_property
    def lowered(self) -> list[str]:
        """Each word in lower case."""
        bounds = zip(*self._bounds, strict=True)
        return [self.text[start:end].lower() for start, end in bounds]

    def words_in(self, span: Span) -> slice:
        """The words that lie in a span, as far as they overlap it."""
        starts, ends = self._bounds
        first = bisect_right(ends, span.start)
        return slice(first, max(first, bisect_left(starts, span.end)))

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        return self.words.start.tolist(), self.words.end.tolist()

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a span begins; the span itself where no word stands."""
        words = self.words_in(span)
        if words.start == words.stop:
            return span
        return self.span(self.sentences[int(self.words.sentence[words.start])])

    @cached_property
    def quotations(self) -> list[Span]:
        """The outermost quotations, marks included, in order."""
        return find_quotations(self.text, self.end)

    @cached_property
    def sentences(self) -> list[slice]:
        """The words of each sentence."""
        return _runs(self.words.sentence)

    @cached_property
    def paragraphs(self) -> list[slice]:
        """The words of each paragraph."""
        return _runs(self.words.paragraph)


def _runs(numbers: NDArray[np.int64]) -> list[slice]:
    """Slices of equal neighbours."""
    if not len(numbers):
        return []
    cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return [slice(begin, stop) for begin, stop in pairwise(cuts)]
