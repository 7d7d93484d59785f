"""Fits whom a pronoun means (understand/pronouns.py) on the texts that training held back.

Each text is gone through as the product does, from its own names and mentions; at each pronoun the
annotation tells which of the chains there are right, or that none is, and the article goes on with the
right one. The weights of he, it and they are one weight for all and a difference for each, both kept
small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.models.encoder import Encoder
from onrecord.understand.actors import beside_names, roles_of
from onrecord.understand.bearers import borne
from onrecord.understand.coreference import Chain, find_chains
from onrecord.understand.mentions import Mention, find_mentions
from onrecord.understand.names import Name, find_names, joined
from onrecord.understand.nations import settled
from onrecord.understand.places import find_places
from onrecord.understand.pronouns import CLASSES, FEATURES, NONE, Choice
from onrecord.understand.tables import Tables
from train.material import Row, rows

WEIGHT = {
    "train": 1.0,
    "litbank": 0.3,
    "gap-train": 0.5,
}  # of a pronoun: news is least like fiction
SHARED, OWN = 0.5, 1.0  # against large weights


@dataclass
class Case:
    """One pronoun: what it may mean, and which rows of the choice (the last is none) are right."""

    choice: Choice
    right: NDArray[np.bool_]
    weight: float


def cases_of(row: Row, encoder: Encoder, tables: Tables, weight: float) -> list[Case]:
    """Every pronoun of one text of which the annotation tells whom it means."""
    reading = encoder.read(row["text"])
    named = find_names(reading)
    places = find_places(reading, named, tables.gazetteer, tables.countries)
    names = borne(reading.text, settled(reading.text, named, tables.countries), places, tables)
    groups = joined(names)
    roles = roles_of(reading.text, groups, tables)
    mentions, apposed = beside_names(reading, find_mentions(reading, names), roles)
    ends = {head[1]: number for number, actor in enumerate(row["gold"]) for head in actor["heads"]}
    judged = {
        head[1]
        for actor in row["gold"]
        for head, form in zip(actor["heads"], actor["forms"], strict=True)
        if form in "Pp"
    }
    partial = bool(row.get("partial"))
    cases: list[Case] = []

    def choose(mention: Mention, choice: Choice, chains: Sequence[Chain]) -> int | None:
        actor = ends.get(mention.span.end)
        if partial and mention.span.end not in judged:
            return None
        whose = [meant(chains[number], ends) for number in choice.chains]
        right = np.array([actor is not None and one == actor for one in whose] + [False])
        if not right.any():
            right[-1] = True
        if not (partial and right[-1]):
            cases.append(Case(choice, right, weight))
        return None if right[-1] else int(choice.chains[int(right.argmax())])

    find_chains(reading, groups, mentions, apposed, tables.first_names, choose)
    return cases


def meant(chain: Chain, ends: dict[int, int]) -> int | None:
    """The annotated actor of most of a chain's names, or without any of its mentions."""
    parts: Sequence[Name | Mention] = chain.names or chain.mentions
    found = [ends[part.span.end] for part in parts if part.span.end in ends]
    return max(set(found), key=found.count) if found else None


def fitted(cases: Sequence[Case]) -> dict[str, float]:
    """The weights, by the names that understand/pronouns.py gives them."""
    width = len(FEATURES) + len(NONE)
    tables = []
    for case in cases:
        table = np.zeros((len(case.right), width))
        for at, row in enumerate(case.choice.features):
            for column, value in row:
                table[at, column] = value
        table[-1, len(FEATURES) :] = 1.0, case.choice.chance
        tables.append(table)
    of = [CLASSES.index(case.choice.of) for case in cases]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(1 + len(CLASSES), width)
        slope = np.zeros_like(weights)
        slope[0], slope[1:] = 2 * SHARED * weights[0], 2 * OWN * weights[1:]
        total = SHARED * float((weights[0] ** 2).sum()) + OWN * float((weights[1:] ** 2).sum())
        for case, table, number in zip(cases, tables, of, strict=True):
            scores = table @ (weights[0] + weights[1 + number])
            every = np.exp(scores - scores.max())
            every /= every.sum()
            good = float(every[case.right].sum())
            total -= case.weight * float(np.log(max(good, 1e-12)))
            part = (
                case.weight * (every - np.where(case.right, every / max(good, 1e-12), 0.0)) @ table
            )
            slope[0] += part
            slope[1 + number] += part
        return total, slope.ravel()

    start = np.zeros((1 + len(CLASSES)) * width)
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x.reshape(1 + len(CLASSES), width)
    return {
        f"pronoun.{name}.{feature}": round(float(best[0, column] + best[1 + number, column]), 3)
        for number, name in enumerate(CLASSES)
        for column, feature in enumerate((*FEATURES, *NONE))
    }


def pronoun_cases(data: Path, held: set[str], encoder: Encoder, tables: Tables) -> list[Case]:
    """The pronouns of all texts held back."""
    return [
        case
        for file, weight in WEIGHT.items()
        for row in rows(data / f"actors/{file}.jsonl.gz")
        if row["id"] in held
        for case in cases_of(row, encoder, tables, weight)
    ]
