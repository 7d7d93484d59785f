"""How sure a stand or an act is: logistic regression over its features, on rows held back.

A hit of the stands is what the benchmark calls one: the stance is right, the action overlaps by 0.3
(Jaccard) and the holder's words overlap. What the benchmark neither asks for nor punishes is left out.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from onrecord.models.encoder import Encoder
from onrecord.record import Span
from onrecord.understand.positions import is_supposed, tells_the_same
from onrecord.understand.reading import Reading
from onrecord.understand.stances import Stand, stands_of
from onrecord.understand.triggers import Act, acts_of
from train.material import Row, rows
from train.stands import OURS, POSITION_FILES, UNSURE, own_rows

FOLDS = 5
ALIKE = 0.3  # Jaccard index of two actions from which on they are one
PRECISE = 0.7  # the least precision of what is written; `onrecord positions` asks for more


def position_rows(data: Path, held: set[str]) -> list[tuple[str, list[Row]]]:
    """The texts held back, and the positions in each; none that is not like any news."""
    found: list[tuple[str, list[Row]]] = [
        (row["text"], row["gold"])
        for file in POSITION_FILES
        for row in rows(data / f"positions/{file}.jsonl")
        if row["id"] in held
    ]
    own = ((id, text, gold) for id, text, gold in own_rows(data, "positions"))
    found += [
        (text, list(gold))
        for id, text, gold in own
        if id in held and not id.startswith((OURS, UNSURE))
    ]
    return found


def chars(spans: Sequence[Sequence[int]]) -> set[int]:
    """The code points in these spans."""
    return {at for start, end in spans for at in range(start, end)}


def matches(stand: Stand, reading: Reading, position: Row) -> bool:
    """Whether a stand has the stance, the action and the sentence of an annotated position."""
    mine, theirs = chars([reading.span(stand.action)]), chars(position["action"])
    alike = len(mine & theirs) >= ALIKE * len(mine | theirs)
    return alike and stand.stance == position["stance"]


def has_holder(stand: Stand, reading: Reading, position: Row) -> bool:
    """Whether the words for the holder overlap those annotated for it."""
    if stand.holder is None or position["holder"] is None:
        return False
    holder = reading.span(stand.holder)
    spans = [position["holder"], *position.get("holder_also", ())]
    return any(holder.overlaps(Span(*span)) for span in spans)


def judged(stand: Stand, reading: Reading, gold: Sequence[Row]) -> bool | None:
    """Whether a stand is right; None where that is not judged."""
    found = [position for position in gold if matches(stand, reading, position)]
    asked = [position for position in found if not position.get("optional")]
    if asked:
        return any(has_holder(stand, reading, position) for position in asked)
    return None if found else False


def stand_confidence(data: Path, held: set[str], encoder: Encoder) -> "Fitted":
    """How sure a stand is, by its features."""
    cases: list[Case] = []
    texts = [(encoder.read(text), gold) for text, gold in position_rows(data, held)]
    for number, (reading, gold) in enumerate(texts):
        for stand in stands_of(reading):
            right = judged(stand, reading, gold)
            if right is not None and not is_supposed(reading, stand):
                cases.append(Case(number, stand, right))
    wanted = sum(asked_for(gold) for _, gold in texts)
    return fitted("stand", cases, wanted, PRECISE)


def asked_for(gold: Sequence[Row]) -> int:
    """How many positions are to be found: a group is one, an optional one none."""
    return len({one.get("group", -at) for at, one in enumerate(gold, 1) if not one.get("optional")})


def act_confidence(data: Path, held: set[str], encoder: Encoder) -> "Fitted":
    """How sure an act is: its type is right, and both its parties' words overlap those annotated."""
    cases: list[Case] = []
    texts = [(text, gold) for id, text, gold in own_rows(data, "events") if id in held]
    for number, (text, gold) in enumerate(texts):
        reading = encoder.read(text)
        for act in acts_of(reading):
            found = [event for event in gold if is_coded(act, reading, event)]
            if act.actor is not None and not (found and all("optional" in one for one in found)):
                cases.append(Case(number, act, bool(found)))
    wanted = sum("optional" not in event for _, gold in texts for event in gold)
    return fitted("act", cases, wanted, 0.0)


def is_coded(act: Act, reading: Reading, event: Row) -> bool:
    """Whether an event is annotated with the type and the parties of an act."""
    if act.type != event["type"]:
        return False
    for part, party in ((act.actor, event["source"]), (act.recipient, event["target"])):
        if party is None:
            continue
        if part is None or not reading.span(part).overlaps(Span(*party)):
            return False
    return True


class Case(NamedTuple):
    """A candidate, the number of its text, and whether it is right."""

    text: int
    found: Stand | Act
    right: bool


class Fitted(NamedTuple):
    """The tuned numbers of card.json, what they rest on, and how reliable they are, out of fold."""

    tuned: dict[str, float]
    about: dict[str, float]
    reliability: list[dict[str, float]]


def fitted(kind: str, cases: Sequence[Case], wanted: int, precise: float) -> Fitted:
    """Weights and threshold of one kind of candidate.

    Args:
        wanted: how many are to be found.
        precise: the least precision of what is written.
    """
    table = np.array([case.found.features for case in cases])
    right = np.array([case.right for case in cases])
    groups = np.array([case.text for case in cases])
    model = LogisticRegression(C=1.0, max_iter=2000)
    chances = cross_val_predict(
        model, table, right, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    model.fit(table, right)
    tuned = {f"{kind}.weight{at}": round(float(one), 4) for at, one in enumerate(model.coef_[0])}
    tuned[f"{kind}.bias"] = round(float(model.intercept_[0]), 4)
    tuned[f"{kind}.threshold"], scores = threshold_of(cases, chances, wanted, precise)
    about = {"candidates": len(right), "wanted": wanted, **scores}
    return Fitted(tuned, about, reliability(chances, right))


def threshold_of(
    cases: Sequence[Case], chances: np.ndarray, wanted: int, precise: float
) -> tuple[float, dict[str, float]]:
    """The threshold of the best F1 among those that keep the precision, and the scores there."""
    best: tuple[float, dict[str, float]] = (0.9, {"f1": -1.0})
    for threshold in np.arange(0.2, 0.9, 0.02):
        kept = unrepeated(cases, chances, float(threshold))
        hits = sum(cases[at].right for at in kept)
        precision, recall = hits / max(len(kept), 1), hits / max(wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if precision >= precise and f1 > best[1]["f1"]:
            scores = {"precision": precision, "recall": recall, "f1": f1}
            best = (
                round(float(threshold), 2),
                {name: round(value, 3) for name, value in scores.items()},
            )
    return best


def unrepeated(cases: Sequence[Case], chances: np.ndarray, threshold: float) -> list[int]:
    """The numbers of the cases from the threshold on, of those that tell the same the likeliest."""
    kept: list[int] = []
    for at in np.argsort(-chances, kind="stable").tolist():
        if chances[at] >= threshold and not any(repeats(cases[at], cases[other]) for other in kept):
            kept.append(at)
    return kept


def repeats(one: Case, other: Case) -> bool:
    """Whether two stands of one text tell the same."""
    return (
        one.text == other.text
        and isinstance(one.found, Stand)
        and isinstance(other.found, Stand)
        and tells_the_same(one.found, other.found)
    )


def reliability(chances: np.ndarray, right: np.ndarray) -> list[dict[str, float]]:
    """By tenths of the confidence, out of fold: how many, how confident, how often right."""
    table = []
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.any():
            table.append(
                {
                    "from": round(float(low), 1),
                    "count": int(inside.sum()),
                    "confidence": round(float(chances[inside].mean()), 3),
                    "right": round(float(right[inside].mean()), 3),
                }
            )
    return table


def expected_error(table: Sequence[Mapping[str, float]]) -> float:
    """The mean distance of confidence and share of right ones, weighted by how many there are.

    Source:
        Expected calibration error: Naeini and others, AAAI 2015.
    """
    count = sum(row["count"] for row in table)
    return sum(row["count"] * abs(row["confidence"] - row["right"]) for row in table) / count
