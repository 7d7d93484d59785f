"""What may be an attribution: reading -> candidates, each a cue with its likeliest parts.

An attribution has a cue (the words that report), content (what is said, thought or wanted) and
mostly a source (who says it): the three parts of PARC 3.0 (Pareti, LREC 2016) and PolNeAR (Newell
and others, LREC 2018). The reading names the part of each word and links each cue to the words of
its source and its content; this file joins words into spans.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.understand.reading import LinkHead, Reading, TagHead

PARTS = TagHead("statement", ("none", "source", "cue", "content"))
SOURCE, CONTENT = LinkHead("source"), LinkHead("content")
FAINT_CUE = 0.2  # a run of words is looked at as a cue from this chance on
CUE_WORD = 0.35  # of the run's best word: how likely its other words have to be
SWITCH = 1.0  # log odds that it costs to begin or to end a span: single words do not flicker
TAG_WEIGHT, LINK_WEIGHT = 0.3, 0.9  # of a word's own label, and of its link to the cue
RIVAL_CUE = 0.4  # so likely a cue has to be to contest the words of another
LEVELLED = 0.9  # how far the claims on a quotation's words go to their mean
CONTESTED = 1.0  # log odds that a word loses for each cue that claims it more
FAINTEST = 1e-6  # no chance is taken for less, or for more than its complement
STRETCH, REACH = 400, 250  # words: of a paragraph looked at together, and around its cues
TIES = frozenset(",;:–—-")  # marks between a cue and its content, of neither
NEVER = -20.0  # log odds of a word that cannot be


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its parts in words, and what speaks for it.

    Args:
        features: float64 [6], as in `features_of`.
    """

    cue: slice
    source: slice | None
    content: list[slice]
    features: NDArray[np.float64]


def candidates_of(reading: Reading) -> list[Candidate]:
    """Every run of words that may be a cue, with the likeliest source and content of each.

    Source and content are looked for in the cue's paragraph: 992 of 1 000 attributions of PolNeAR's
    training part stay in one.
    """
    tags = reading.tags(PARTS)
    if not len(tags):
        return []
    runs = _cue_runs(tags[:, 2], reading.words.sentence)
    odds = np.clip(tags.astype(np.float64), FAINTEST, 1 - FAINTEST)
    odds = np.log(odds / (1 - odds))
    quoted = [reading.words_in(quotation) for quotation in reading.quotations]
    found: list[Candidate] = []
    for _, group in groupby(runs, key=lambda run: _stretch(reading, run)):
        cues = list(group)
        area = _area(reading, cues)
        contents = claims_of(reading, CONTENT, cues, area, odds[:, 3])
        level(contents, area, quoted)
        sources = claims_of(reading, SOURCE, cues, area, odds[:, 1])
        rivals = rivals_of(contents, cues, area, tags[:, 2])
        for at, cue in enumerate(cues):
            content = contested(contents, at, rivals[at])
            candidate = _candidate(reading, cue, area, content, sources[at], odds[cue, 2])
            if candidate is not None:
                found.append(candidate)
    return found


def _stretch(reading: Reading, cue: slice) -> tuple[int, int]:
    """The paragraph of a cue and, where that is very long, the part of it."""
    number = int(reading.words.paragraph[cue.start])
    return number, (cue.start - reading.paragraphs[number].start) // STRETCH


def _area(reading: Reading, cues: Sequence[slice]) -> slice:
    """The cues' paragraph as far as they reach, and the next one too where it ends in a colon.

    "The paper reports:" has its content in the next paragraph. A text without line breaks is one
    paragraph: without a bound its cues would all contest each other's words.
    """
    number = int(reading.words.paragraph[cues[0].start])
    area = reading.paragraphs[number]
    stop = area.stop
    if reading.word(area.stop - 1) == ":" and number + 1 < len(reading.paragraphs):
        stop = reading.paragraphs[number + 1].stop
    return slice(max(area.start, cues[0].start - REACH), min(stop, cues[-1].stop + REACH))


def claims_of(
    reading: Reading, head: LinkHead, cues: Sequence[slice], area: slice, own: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Log odds that each word of the area is each cue's: float64 [cues, words of the area].

    They come from the word's own label (`own`, log odds [words of the article]) and from the link.
    """
    links = reading.links(head, cues, area).astype(np.float64)
    most = -math.log(FAINTEST)
    return TAG_WEIGHT * own[area] + LINK_WEIGHT * np.clip(links, -most, most)


def level(claims: NDArray[np.float64], area: slice, quoted: Sequence[slice]) -> None:
    """Bring the claims on the words of each quotation near their mean: one cue has all of it.

    Args:
        claims: float64 [cues, words of the area], changed in place.
        quoted: the words of each quotation, in order.
    """
    first = bisect_right(quoted, area.start, key=lambda words: words.stop)
    for words in islice(quoted, first, None):
        if words.start >= area.stop:
            break
        inside = slice(max(words.start, area.start) - area.start, words.stop - area.start)
        part = claims[:, inside]
        if part.shape[1] > 1:
            mean = part.sum(axis=1, keepdims=True) / part.shape[1]
            claims[:, inside] = (1 - LEVELLED) * part + LEVELLED * mean


def rivals_of(
    claims: NDArray[np.float64],
    cues: Sequence[slice],
    area: slice,
    likely: NDArray[np.float32],
) -> list[list[int]]:
    """For each cue the numbers of those that may contest its words: likely enough, not around it.

    A cue that stands inside a rival's content is nested there: both may report the same words.
    """
    strong = [at for at, cue in enumerate(cues) if likely[cue].max() >= RIVAL_CUE]
    if not strong or len(cues) == 1:
        return [[] for _ in cues]
    before = np.zeros((len(cues), claims.shape[1] + 1))
    np.cumsum(claims, axis=1, out=before[:, 1:])
    starts = np.array([cue.start for cue in cues]) - area.start
    stops = np.array([cue.stop for cue in cues]) - area.start
    apart = before[:, stops] <= before[:, starts]  # [cue, other]: a cue does not claim the other
    return [
        [other for other in strong if other != at and apart[other, at]] for at in range(len(cues))
    ]


def contested(claims: NDArray[np.float64], at: int, rivals: Sequence[int]) -> NDArray[np.float64]:
    """The claim of one cue, lowered where a rival claims a word more."""
    claim = claims[at]
    left = np.array(claim)
    for other in rivals:
        left -= CONTESTED * ((claims[other] > claim) & (claims[other] > 0))
    return left


def _candidate(
    reading: Reading,
    cue: slice,
    area: slice,
    content: NDArray[np.float64],
    source: NDArray[np.float64],
    cue_odds: NDArray[np.float64],
) -> Candidate | None:
    """A cue with its parts; None without content."""
    inside = slice(cue.start - area.start, cue.stop - area.start)
    content[inside] = source[inside] = NEVER
    parts = [part for part in (_trimmed(part, area, reading) for part in spans_of(content)) if part]
    if not parts:
        return None
    for part in parts:
        source[part] = NEVER
    who = best_span(source, reading.words.sentence[area])
    return Candidate(
        cue,
        None if who is None else slice(area.start + who.start, area.start + who.stop),
        [slice(area.start + part.start, area.start + part.stop) for part in parts],
        features_of(cue_odds, content, source),
    )


def _trimmed(part: slice, area: slice, reading: Reading) -> slice | None:
    """A part of the area without the marks at its edges that tie it to the rest of the sentence."""
    start, stop = part.start, part.stop
    while start < stop and reading.word(area.start + start) in TIES:
        start += 1
    while stop > start and reading.word(area.start + stop - 1) in TIES:
        stop -= 1
    return slice(start, stop) if start < stop else None


def _cue_runs(cues: NDArray[np.float32], sentences: NDArray[np.int64]) -> list[slice]:
    """Stretches around each peak of the cue's probability, within a sentence."""
    above = np.flatnonzero(cues >= FAINT_CUE)
    if not len(above):
        return []
    breaks = (np.diff(above) > 1) | (np.diff(sentences[above]) != 0)
    cuts = [0, *(np.flatnonzero(breaks) + 1).tolist(), len(above)]
    runs: list[slice] = []
    for begin, stop in pairwise(cuts):
        first = int(above[begin])
        part = cues[first : first + stop - begin].tolist()
        strong = [at for at, cue in enumerate(part) if cue >= CUE_WORD * max(part)]
        runs.append(slice(first + strong[0], first + strong[-1] + 1))
    return runs


def spans_of(odds: NDArray[np.float64]) -> list[slice]:
    """The stretches with the highest sum of odds, less SWITCH for each edge (Viterbi)."""
    likely = np.flatnonzero(odds > 0)
    if not len(likely):
        return []
    first, last = int(likely[0]), int(likely[-1]) + 1  # no stretch gains by going beyond
    outside, inside = 0.0, -math.inf
    ended: list[bool] = []  # at each word: the best way to be outside comes from inside
    began: list[bool] = []  # at each word: the best way to be inside comes from outside
    for odd in odds[first:last].tolist():
        leave, enter = inside - SWITCH, outside - SWITCH
        ended.append(leave > outside)
        began.append(enter > inside)
        outside = leave if leave > outside else outside
        inside = (enter if enter > inside else inside) + odd
    spans: list[slice] = []
    within, stop = inside - SWITCH > outside, last
    for at in range(last - 1, first - 1, -1):
        if within and began[at - first]:
            spans.append(slice(at, stop))
            within = False
        elif not within and ended[at - first]:
            within, stop = True, at
    return spans[::-1]


def best_span(odds: NDArray[np.float64], sentences: NDArray[np.int64]) -> slice | None:
    """The one stretch within a sentence with the highest sum of odds, if any is likely."""
    likely = np.flatnonzero(odds > 0)
    if not len(likely):
        return None
    first, last = int(likely[0]), int(likely[-1]) + 1
    best, best_sum = None, 0.0
    start, total, sentence = first, 0.0, -1
    pairs = zip(odds[first:last].tolist(), sentences[first:last].tolist(), strict=True)
    for at, (odd, number) in enumerate(pairs, start=first):
        if total <= 0 or number != sentence:
            start, total, sentence = at, 0.0, number
        total += odd
        if total > best_sum:
            best, best_sum = slice(start, at + 1), total
    return best


def features_of(
    cue_odds: NDArray[np.float64],
    content_odds: NDArray[np.float64],
    source_odds: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What the confidence is fitted on: float64 [6].

    The log odds of the cue's best word, the mean over its words, the mean over the content's likely
    words, the content's and the source's highest log odds, and the content's length.
    """
    content = content_odds[content_odds > 0]
    return np.array(
        [
            cue_odds.max(),
            cue_odds.sum() / len(cue_odds),
            content.sum() / len(content) if len(content) else -5.0,
            content_odds.max(),
            max(float(source_odds.max()), -6.0),
            math.log1p(len(content)),
        ]
    )


def confidence_of(candidate: Candidate, reading: Reading) -> float:
    """The fitted chance that a careful reader marks the same content and source."""
    return reading.chance("attribution", candidate.features)
