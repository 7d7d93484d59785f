"""The sentence around a trigger as status.py reads it: plain words, and where the trigger stands.

Contractions are taken apart ("won't" is "will not"), words that are one are joined ("called off"),
and quotation marks are left out, for a clause may be quoted in part.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.understand.reading import Reading, listed
from onrecord.understand.status_words import JOINED

REACH = 60  # words on each side of the trigger that are looked at
QUOTES = frozenset("\"“”„«»'‘’`〝〞")
APOSTROPHES = frozenset("'’")
NOT_OWNERS = listed("it he she that there what who let where here")
SHORT = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
SHORT_NOT = {"won": "will", "can": "can", "shan": "shall"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words in lower case, and the first and last of them that belong to the trigger.

    Args:
        begins: whether a sentence or a quotation begins with the trigger.
    """

    words: list[str]
    first: int
    last: int
    begins: bool


def sentence_around(reading: Reading, trigger: slice) -> Sentence | None:
    """The sentence in which the trigger begins, None where there is no such word."""
    if not 0 <= trigger.start < len(reading.words):
        return None
    number = int(reading.words.sentence[trigger.start])
    whole = reading.sentences[number]
    start = max(whole.start, trigger.start - REACH)
    stop = min(whole.stop, max(trigger.stop, trigger.start + 1) + REACH)
    words, at = join_words(*plain_words(reading, start, stop))
    first = max(0, bisect_right(at, trigger.start) - 1)
    last = max(first, bisect_right(at, trigger.stop - 1) - 1)
    before = reading.text[reading.words.start[trigger.start] - 1]
    begins = trigger.start == whole.start or before in QUOTES
    return Sentence(words, first, last, begins) if words else None


def plain_words(reading: Reading, start: int, stop: int) -> tuple[list[str], list[int]]:
    """These words of the reading without quotation marks and contractions, each with its place."""
    lowered, words = reading.lowered, reading.words
    plain: list[str] = []
    at: list[int] = []
    skip = -1
    for here in range(start, stop):
        word = lowered[here]
        if here == skip:
            continue
        if word not in QUOTES:
            plain.append("not" if word == "cannot" else word)
            at.append(here)
            continue
        inside = (
            word in APOSTROPHES
            and start < here < stop - 1
            and words.end[here - 1] == words.start[here]
        )
        if not inside:
            continue
        end = lowered[here + 1] if words.end[here] == words.start[here + 1] else ""
        if end == "t" and plain and plain[-1].endswith("n"):
            plain[-1:] = [SHORT_NOT.get(plain[-1], plain[-1][:-1]), "not"]
            at.append(here)
        elif end in SHORT:
            plain.append(SHORT[end])
            at.append(here)
        elif end == "s":
            plain.append("is" if plain and plain[-1] in NOT_OWNERS else "'s")
            at.append(here)
        elif not end and plain and plain[-1].endswith("s"):
            plain.append("'s")
            at.append(here)
        else:
            continue
        skip = here + 1 if end else -1
    return plain, at


def join_words(words: list[str], at: list[int]) -> tuple[list[str], list[int]]:
    """Words that are one, joined."""
    joined: list[str] = []
    places: list[int] = []
    here = 0
    while here < len(words):
        count = 1
        for phrase in JOINED.get(words[here], ()):
            if tuple(words[here : here + len(phrase)]) == phrase:
                count = len(phrase)
                break
        joined.append(" ".join(words[here : here + count]))
        places.append(at[here])
        here += count
    return joined, places
