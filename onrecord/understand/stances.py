"""What may be a stand: reading -> candidates, each a cue with its stance and its likeliest parts.

A stand has a cue, the one word that carries it ("allowed", "ban", "must"), a stance, the action it
is about, mostly a holder, often a party, and limits: what with, on what, where, under which
conditions, except what, since and until when. The reading gives each word's stance as a cue and its
kind of limit, and links each cue to the words of its parts; this file joins words into spans.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.record import Stance
from onrecord.understand.candidates import FAINTEST, spans_of
from onrecord.understand.parts import (
    Odds,
    around,
    highest,
    log_odds,
    mean_likely,
    odds_in,
    part_in,
    peaks,
    within,
)
from onrecord.understand.reading import LinkHead, Reading, TagHead

WIDTH = 32  # of the links
STANCES: tuple[Stance, ...] = get_args(Stance)
STANCE = TagHead("stance", ("none", *STANCES))
LIMITS = TagHead(
    "limit",
    ("none", "means", "target", "place", "conditions", "exceptions", "since", "until"),
)
HOLDER, PARTY = LinkHead("holder", WIDTH), LinkHead("party", WIDTH)
ACTION, LIMIT = LinkHead("action", WIDTH), LinkHead("limited", WIDTH)
STAND_HEADS = (STANCE, LIMITS, HOLDER, PARTY, ACTION, LIMIT)
JOINING = frozenset("'’-")  # marks inside a word
LIMIT_TAG, LIMIT_LINK = 0.6, 0.6  # of a word's own label, and of its link to the cue
DISPUTED = 6.0  # log odds that a word loses for a kind of limit that is not its likeliest


@dataclass(frozen=True, slots=True)
class Stand:
    """A cue with its parts in words, and what speaks for it.

    Args:
        limits: by label of LIMITS, the words of each such limit.
        features: float64 [8], as in `features_of`.
    """

    cue: int
    stance: Stance
    holder: slice | None
    party: slice | None
    action: slice
    limits: Mapping[str, Sequence[slice]]
    sentence: slice
    features: Odds


def stands_of(reading: Reading) -> list[Stand]:
    """Every word that may be a cue with an action in its sentence, in order."""
    tags = reading.tags(STANCE)
    found: list[Stand] = []
    for cue in peaks(tags):
        stand = stand_at(reading, cue, around(reading, cue), tags[cue])
        if stand is not None:
            found.append(stand)
    return found


def stand_at(
    reading: Reading, cue: int, sentence: slice, chances: NDArray[np.float32]
) -> Stand | None:
    """The parts of one cue; None without an action."""
    action = odds_in(reading, ACTION, cue, sentence)
    done = part_in(reading, action, sentence)
    done = None if done is None else trimmed(reading, done)
    if done is None:
        return None
    holder = odds_in(reading, HOLDER, cue, sentence)
    party = odds_in(reading, PARTY, cue, sentence)
    return Stand(
        cue=cue,
        stance=STANCES[int(chances[1:].argmax())],
        holder=part_in(reading, holder, sentence),
        party=part_in(reading, party, sentence),
        action=done,
        limits=limits_of(reading, sentence, odds_in(reading, LIMIT, cue, sentence)),
        sentence=sentence,
        features=features_of(chances, action, holder, party),
    )


def trimmed(reading: Reading, part: slice) -> slice | None:
    """A part with whole words ("Ukraine’s", "co-ordinate") and without the marks at its edges.

    Nor does it begin with "to" or "that".
    """
    start, stop = part.start, part.stop
    while _in_one_word(reading, start - 1, start):
        start -= 1
    while _in_one_word(reading, stop - 1, stop):
        stop += 1
    while start < stop and (
        not reading.word(start)[0].isalnum() or reading.lowered[start] in ("to", "that")
    ):
        start += 1
    while stop > start and not reading.word(stop - 1)[-1].isalnum():
        stop -= 1
    return slice(start, stop) if start < stop else None


def _in_one_word(reading: Reading, left: int, right: int) -> bool:
    """Whether two words touch, and each of them is letters, digits or a mark that joins."""
    if left < 0 or right >= len(reading.words):
        return False
    if reading.words.end[left] != reading.words.start[right]:
        return False
    pair = reading.word(left), reading.word(right)
    joined = [word[0].isalnum() or word in JOINING for word in pair]
    return all(joined)


def limits_of(reading: Reading, sentence: slice, links: Odds) -> dict[str, list[slice]]:
    """By kind, the words of the sentence that limit the cue's stand."""
    chances = np.clip(reading.tags(LIMITS)[sentence].astype(np.float64), FAINTEST, 1 - FAINTEST)
    likeliest = 1 + chances[:, 1:].argmax(axis=1)
    found: dict[str, list[slice]] = {}
    for number, name in enumerate(LIMITS.labels[1:], start=1):
        own = np.log(chances[:, number] / (1 - chances[:, number]))
        own -= DISPUTED * (likeliest != number)
        parts = spans_of(LIMIT_TAG * own + LIMIT_LINK * links)
        whole = (trimmed(reading, within(part, sentence)) for part in parts)
        spans = [part for part in whole if part is not None]
        if spans:
            found[name] = spans
    return found


def features_of(chances: NDArray[np.float32], action: Odds, holder: Odds, party: Odds) -> Odds:
    """What the confidence is fitted on: float64 [8].

    The log odds of any stance, of the likeliest among the stances, of the action's best word and
    the mean over its likely words, of the holder's best word and that mean, of the party's best
    word, and how many words the action has.
    """
    any_stance = 1.0 - float(chances[0])
    return np.array(
        [
            log_odds(any_stance),
            log_odds(float(chances[1:].max()) / max(any_stance, FAINTEST)),
            float(action.max()),
            mean_likely(action),
            highest(holder),
            mean_likely(holder),
            highest(party),
            float(np.log1p((action > 0).sum())),
        ]
    )


def confidence_of(stand: Stand, reading: Reading) -> float:
    """The fitted chance that a careful reader marks the same stance, holder and action."""
    return reading.chance("stand", stand.features)
