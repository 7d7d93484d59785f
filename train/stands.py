"""Annotated positions and events -> examples: sentences with cues and triggers, their kinds and parts.

The rows of the two benchmarks say who holds what and who does what to whom, but not in which word:
train/annotations/ adds that word for each row, and further sentences, as offsets into texts of the
benchmarks. The only text there is sentences that we wrote.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.models.pieces import WordPieces
from onrecord.understand.reading import LinkHead
from onrecord.understand.stances import ACTION, HOLDER, LIMIT, LIMITS, PARTY, STANCE
from onrecord.understand.triggers import ACTOR, EVENT, RECIPIENT
from train.material import UNKNOWN, Example, Labels, Row, label, rows

OWN = Path(__file__).parent / "annotations"
POSITION_FILES = ("train", "train-2", "train-3", "train-4")
FOLD = 5  # every fifth row of the events' training part is kept apart, to report on
HELD_EVERY = 10  # of the other examples, one in ten is held back, to tune on

# The id of a sentence that was picked because an encoder was unsure of it, or that we wrote.
UNSURE, OURS = "unsure/", "own/"

Spans = Sequence[Sequence[int]]


def position_examples(data: Path, vocabulary: WordPieces) -> list[Example]:
    """The positions of the benchmark's training files, and those of sentences annotated here."""
    cues = {row["id"]: row["cues"] for row in rows(OWN / "cues.jsonl.gz")}
    examples = []
    for file in POSITION_FILES:
        for row in rows(data / f"positions/{file}.jsonl"):
            gold = [
                {**position, "cue": cue}
                for position, cue in zip(row["gold"], cues.get(row["id"], ()), strict=True)
            ]
            examples.append(stand_example(row["id"], row["text"], gold, vocabulary))
    for id, text, gold in own_rows(data, "positions"):
        examples.append(stand_example(id, text, gold, vocabulary))
    return examples


def own_rows(data: Path, name: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """The sentences annotated here: an id, the words, and what is in them, offsets from their start."""
    for number, row in enumerate(rows(OWN / f"{name}.jsonl.gz")):
        if "text" in row:  # a sentence that we wrote
            yield f"{OURS}{number}", row["text"], row["gold"]
            continue
        start, end = row["span"]
        text = texts_of(data / f"{row['from']}.jsonl.gz")[row["id"]][start:end]
        picked = UNSURE if row.get("unsure") else ""
        yield f"{picked}{row['from']}/{row['id']}/{start}", text, row["gold"]


@cache
def texts_of(path: Path) -> Mapping[str, str]:
    """The texts of a benchmark's file by id."""
    return {row["id"]: row.get("text") or row["sentence"] for row in rows(path)}


def stand_example(id: str, text: str, gold: Sequence[Row], vocabulary: WordPieces) -> Example:
    """The cues of a text and what belongs to each. An optional one is neither asked for nor wrong."""
    example = Example(id, vocabulary.pieces(text))
    labels = Labels(text, example.pieces)
    stances = np.zeros(len(example.pieces.words), np.int64)
    limits = np.zeros(len(example.pieces.words), np.int64)
    links = Linked(labels)
    for position in sorted(gold, key=lambda one: not one.get("optional")):
        cue = labels.words([position["cue"]])[:1]
        optional = position.get("optional")
        stances[cue] = UNKNOWN if optional else label(STANCE, position["stance"])
        links.add(HOLDER, cue, [position["holder"]] if position["holder"] else [])
        links.add(PARTY, cue, [position["party"]] if position.get("party") else [])
        links.add(ACTION, cue, position["action"])
        limited: list[Sequence[int]] = []
        for name in LIMITS.labels[1:]:
            spans = position.get(name) or []
            limits[labels.words(spans)] = label(LIMITS, name)
            limited += spans
        links.add(LIMIT, cue, limited)
    example.tags = {STANCE.name: stances, LIMITS.name: limits}
    example.links = links.all()
    return example


class Linked:
    """The words linked to each word that points: two positions of one cue have both their words."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._found: dict[str, dict[int, list[Sequence[int]]]] = defaultdict(dict)

    def add(self, head: LinkHead, pointing: np.ndarray, spans: Spans) -> None:
        """Link a word to those of some spans."""
        if len(pointing):
            self._found[head.name].setdefault(int(pointing[0]), []).extend(spans)

    def all(self) -> dict[str, list[tuple[np.ndarray, np.ndarray]]]:
        """By head, pairs of the word that points and the words pointed at."""
        return {
            name: [
                (np.array([at], np.int64), self._labels.words(spans))
                for at, spans in sorted(by_word.items())
            ]
            for name, by_word in self._found.items()
        }


def event_examples(data: Path, vocabulary: WordPieces) -> list[Example]:
    """Sentences with the triggers of all their events; none of the fold that is reported on."""
    reported = {row["sentence"] for row in list(rows(data / "events/plv_train.jsonl.gz"))[::FOLD]}
    examples = []
    for id, text, gold in own_rows(data, "events"):
        if text in reported:
            continue
        example = Example(id, vocabulary.pieces(text))
        labels = Labels(text, example.pieces)
        tags = np.zeros(len(example.pieces.words), np.int64)
        links = Linked(labels)
        for event in sorted(gold, key=lambda one: not one.get("optional")):
            trigger = labels.words([event["trigger"]])[:1]
            tags[trigger] = UNKNOWN if event.get("optional") else label(EVENT, event["type"])
            links.add(ACTOR, trigger, [event["source"]] if event["source"] else [])
            links.add(RECIPIENT, trigger, [event["target"]] if event["target"] else [])
        example.tags = {EVENT.name: tags}
        example.links = links.all()
        examples.append(example)
    return examples


def held_back(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """The examples to train on, and those to tune on."""
    held = examples[::HELD_EVERY]
    return [example for at, example in enumerate(examples) if at % HELD_EVERY], list(held)
