"""One word that points and the words it points at: what stands and acts have in common.

A word that is likely enough to carry a stand or an act is a peak; the link of a head from it to
each word of its sentence gives log odds, and the stretch with the highest sum is a part.
"""

import math

import numpy as np
from numpy.typing import NDArray

from onrecord.understand.candidates import FAINTEST, best_span
from onrecord.understand.reading import LinkHead, Reading

FAINT = 0.12  # a word is looked at from this chance on
CLOSE = 2  # words: of two of one kind so near each other, the likelier counts
REACH = 150  # words on either side
NEVER = math.log(FAINTEST)

Odds = NDArray[np.float64]


def peaks(tags: NDArray[np.float32]) -> list[int]:
    """The words that are likely to point, of near ones with one label the likeliest.

    Args:
        tags: float32 [words, labels], of which the first is "none".
    """
    likely, label = 1.0 - tags[:, 0], tags[:, 1:].argmax(axis=1)
    found: list[int] = []
    for at in np.flatnonzero(likely >= FAINT).tolist():
        if found and at - found[-1] <= CLOSE and label[at] == label[found[-1]]:
            if likely[at] > likely[found[-1]]:
                found[-1] = at
            continue
        found.append(at)
    return found


def around(reading: Reading, word: int) -> slice:
    """The words of the sentence of a word, as far as it reaches where that has no end."""
    sentence = reading.sentences[int(reading.words.sentence[word])]
    return slice(max(sentence.start, word - REACH), min(sentence.stop, word + REACH))


def odds_in(reading: Reading, head: LinkHead, word: int, sentence: slice) -> Odds:
    """float64 [words of the sentence]: log odds that the word is linked to each, not to itself."""
    links = reading.links(head, [slice(word, word + 1)], sentence)[0].astype(np.float64)
    links[word - sentence.start] = NEVER
    return np.asarray(np.clip(links, NEVER, -NEVER), dtype=np.float64)


def part_in(reading: Reading, odds: Odds, sentence: slice) -> slice | None:
    """The likeliest stretch of the sentence, as words of the text."""
    part = best_span(odds, reading.words.sentence[sentence])
    return None if part is None else within(part, sentence)


def within(part: slice, sentence: slice) -> slice:
    """A part of the sentence as words of the text."""
    return slice(sentence.start + part.start, sentence.start + part.stop)


def log_odds(chance: float) -> float:
    """Of a chance, kept within bounds."""
    bounded = min(max(chance, FAINTEST), 1 - FAINTEST)
    return math.log(bounded / (1 - bounded))


def highest(odds: Odds) -> float:
    """The best word's log odds, for a feature: far below nothing gets less sure."""
    return max(float(odds.max()), -6.0)


def mean_likely(odds: Odds) -> float:
    """The mean over the words that are likely, for a feature."""
    likely = odds[odds > 0]
    return float(likely.mean()) if len(likely) else -3.0
