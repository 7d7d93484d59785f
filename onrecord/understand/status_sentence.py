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
    """These words of the reading as plain ones, each with its place.

    Quotation marks and the full stops of short forms ("Mr.") are left out.
    """
    lowered = reading.lowered
    final = reading.sentences[int(reading.words.sentence[start])].stop - 2  # marks may follow
    plain: list[str] = []
    at: list[int] = []
    here = start
    while here < stop:
        word = lowered[here]
        if word in APOSTROPHES:
            short, used = contracted(reading, plain, here, start, stop)
            if short:
                plain.append(short)
                at.append(here)
            here += used
            continue
        if word not in QUOTES and not (word == "." and here < final):
            plain.append("not" if word == "cannot" else word)
            at.append(here)
        here += 1
    return plain, at


def contracted(
    reading: Reading, plain: list[str], here: int, start: int, stop: int
) -> tuple[str, int]:
    """What an apostrophe and the letters behind it stand for, and how many words they are.

    Args:
        plain: the words before; the first half of "won't" becomes "will".
    """
    words = reading.words
    if not plain or not start < here or words.end[here - 1] != words.start[here]:
        return "", 1
    touches = here + 1 < stop and words.end[here] == words.start[here + 1]
    end = reading.lowered[here + 1] if touches else ""
    if end == "t" and plain[-1].endswith("n"):
        plain[-1] = SHORT_NOT.get(plain[-1], plain[-1][:-1] or plain[-1])
        return "not", 2
    if end in SHORT:
        return SHORT[end], 2
    if end == "s":
        return ("is" if plain[-1] in NOT_OWNERS else "'s"), 2
    return ("'s" if plain[-1].endswith("s") and not end.isalpha() else ""), 1


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
