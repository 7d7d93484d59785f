"""What may be an event: reading -> candidates, each a trigger with its PLOVER type and its parties.

The trigger is the one word that carries the act. The reading gives each word's type as a trigger
and links it to the words of who acts and of who is acted upon.

Source:
    PLOVER, the political language ontology: manual 2.0, Open Event Data Alliance.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.understand.candidates import FAINTEST
from onrecord.understand.parts import (
    NEVER,
    Odds,
    around,
    highest,
    log_odds,
    mean_likely,
    odds_in,
    part_in,
    peaks,
)
from onrecord.understand.reading import LinkHead, Reading, TagHead

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
EVENT = TagHead("event", ("none", *TYPES))
ACTOR, RECIPIENT = LinkHead("actor", 32), LinkHead("recipient", 32)
EVENT_HEADS = (EVENT, ACTOR, RECIPIENT)


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger with its parties in words, and what speaks for it.

    Args:
        features: float64 [6], as in `features_of`.
    """

    trigger: int
    type: str
    actor: slice | None
    recipient: slice | None
    sentence: slice
    features: Odds


def acts_of(reading: Reading) -> list[Act]:
    """Every word that may be a trigger, in order."""
    tags = reading.tags(EVENT)
    found: list[Act] = []
    for trigger in peaks(tags):
        found.append(act_at(reading, trigger, around(reading, trigger), tags[trigger]))
    return found


def act_at(reading: Reading, trigger: int, sentence: slice, chances: NDArray[np.float32]) -> Act:
    """The parties of one trigger. A word belongs to the one of the two that claims it more."""
    actor = odds_in(reading, ACTOR, trigger, sentence)
    recipient = odds_in(reading, RECIPIENT, trigger, sentence)
    by = np.where(actor >= recipient, actor, NEVER)
    to = np.where(recipient > actor, recipient, NEVER)
    return Act(
        trigger=trigger,
        type=TYPES[int(chances[1:].argmax())],
        actor=part_in(reading, by, sentence),
        recipient=part_in(reading, to, sentence),
        sentence=sentence,
        features=features_of(chances, by, to),
    )


def features_of(chances: NDArray[np.float32], actor: Odds, recipient: Odds) -> Odds:
    """What the confidence is fitted on: float64 [6].

    The log odds of any type and of the likeliest among the types, of the best word for who acts and
    for who is acted upon, and for both the mean over the likely words.
    """
    any_type = 1.0 - float(chances[0])
    return np.array(
        [
            log_odds(any_type),
            log_odds(float(chances[1:].max()) / max(any_type, FAINTEST)),
            highest(actor),
            highest(recipient),
            mean_likely(actor),
            mean_likely(recipient),
        ]
    )


def confidence_of(act: Act, reading: Reading) -> float:
    """The fitted chance that a careful reader codes the same type and parties."""
    return reading.chance("act", act.features)
