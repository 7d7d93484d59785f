"""Annotated articles -> examples: for each head the label of every word, or the linked words.

Each corpus annotates some of the heads; a head that it does not annotate is not trained on it, and
a word whose label the corpus leaves open is UNKNOWN.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.models.pieces import Pieces, WordPieces
from onrecord.record import Span
from onrecord.understand.candidates import CONTENT, PARTS, SOURCE
from onrecord.understand.mentions import BEGIN, MENTION
from onrecord.understand.names import NAMES
from onrecord.understand.reading import Reading, TagHead

UNKNOWN = -100
Row = Mapping[str, Any]
Numbers = NDArray[np.int64]

# The curly marks that some outlets set and others do not: one character each, so offsets hold.
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass
class Chains:
    """The mentions of one text, and which of them are of one actor.

    Args:
        words: int64 [mentions], the last word of each mention's name or head noun, in order.
        actors: int64 [mentions], a number for each actor.
        points: bool [mentions], whether it is known of all others if they are of the same actor.
        backwards: whether a mention is judged against those before it alone (else against all).
    """

    words: Numbers
    actors: Numbers
    points: NDArray[np.bool_]
    backwards: bool


@dataclass
class Example:
    """One article in pieces, with what is known of its words.

    Args:
        tags: by tag head, the label of each word or UNKNOWN.
        links: by link head, pairs of the words that point and the words pointed at.
        chains: which mentions are of one actor, where that is known.
    """

    id: str
    pieces: Pieces
    tags: dict[str, Numbers] = field(default_factory=dict)
    links: dict[str, list[tuple[Numbers, Numbers]]] = field(default_factory=dict)
    chains: Chains | None = None


def rows(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file, packed or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


class Labels:
    """Puts spans of one text on its words."""

    def __init__(self, text: str, pieces: Pieces) -> None:
        self.reading = Reading(text, pieces.words, {}, {}, {})

    def words(self, spans: Sequence[Sequence[int]]) -> Numbers:
        """The numbers of the words in these spans."""
        inside = [self.reading.words_in(Span(*span)) for span in spans]
        return np.array(
            sorted({at for part in inside for at in range(part.start, part.stop)}), np.int64
        )


def statement_labels(example: Example, labels: Labels, gold: Sequence[Row]) -> None:
    """Source, cue and content of each word, and the links from each cue to its source and content."""
    tags = np.zeros(len(example.pieces.words), np.int64)
    links: dict[str, list[tuple[Numbers, Numbers]]] = {SOURCE.name: [], CONTENT.name: []}
    for part in ("content", "source", "cue"):  # of two on one word, the rarer part stays
        for statement in gold:
            tags[labels.words(statement[part])] = PARTS.labels.index(part)
    for statement in gold:
        cue = labels.words(statement["cue"])
        if len(cue):
            links[SOURCE.name].append((cue, labels.words(statement["source"])))
            links[CONTENT.name].append((cue, labels.words(statement["content"])))
    example.tags[PARTS.name] = tags
    example.links.update(links)


def name_labels(example: Example, labels: Labels, row: Row, complete: bool) -> None:
    """The kind of actor that each word names.

    Args:
        complete: whether the corpus marks every name; where it does not, a word with a capital
            that no name covers is UNKNOWN.
    """
    text, words = labels.reading.text, example.pieces.words
    tags = np.zeros(len(words), np.int64)
    if not complete:
        capital = [text[start].isupper() for start in words.start]
        tags[np.array(capital, dtype=bool)] = UNKNOWN
    for span in row["optional"]:
        tags[labels.words([span])] = UNKNOWN
    for actor in row["gold"]:
        for head, form in zip(actor["heads"], actor["forms"], strict=True):
            if form in "Nn":
                inside = labels.words([head])
                if form == "N" and len(inside):
                    tags[inside] = label(NAMES, f"next-{actor['kind']}")
                    tags[inside[0]] = label(NAMES, f"first-{actor['kind']}")
                else:
                    tags[inside] = UNKNOWN
    example.tags[NAMES.name] = tags


def mention_labels(example: Example, labels: Labels, row: Row) -> None:
    """Descriptions and pronouns at their head word, where each mention begins, and who is who."""
    partial = bool(row.get("partial"))
    tags = np.full(len(example.pieces.words), UNKNOWN if partial else 0, np.int64)
    begins: list[tuple[Numbers, Numbers]] = []
    found: dict[int, tuple[int, bool]] = {}
    for number, actor in enumerate(row["gold"]):
        for span, head, form in zip(actor["mentions"], actor["heads"], actor["forms"], strict=True):
            inside, whole = labels.words([head]), labels.words([span])
            if not len(inside):
                continue
            at = int(inside[-1])
            known = form == "P" or (form.isupper() and not partial)
            if form == "P":
                tags[at] = label(MENTION, "pronoun")
            elif form == "D":
                tags[at] = label(MENTION, actor["kind"])
            elif form.islower():
                tags[at] = UNKNOWN
            if form in "DN" and not partial:
                begins.append((inside[-1:], whole[:1]))
            if at not in found or known:
                found[at] = number, known
    example.tags[MENTION.name] = tags
    example.links[BEGIN.name] = begins
    words = sorted(found)
    example.chains = Chains(
        np.array(words, np.int64),
        np.array([found[at][0] for at in words], np.int64),
        np.array([found[at][1] for at in words], np.bool_),
        backwards=not partial,
    )


def label(head: TagHead, name: str) -> int:
    """The number of a label."""
    return head.labels.index(name)


def statement_examples(
    data: Path, vocabulary: WordPieces, file: str = "train", straight: bool = False
) -> list[Example]:
    """PolNeAR: statements by people, names by machine (`straight`: with its curly quotes made straight)."""
    silver = {}
    if file == "train":
        silver = {row["id"]: row for row in rows(data / "actors/silver.jsonl.gz")}
    examples = []
    for row in rows(data / f"statements/{file}.jsonl.gz"):
        text = row["text"].translate(STRAIGHT) if straight else row["text"]
        example = Example(row["id"], vocabulary.pieces(text))
        labels = Labels(text, example.pieces)
        statement_labels(example, labels, row["gold"])
        if row["id"] in silver:
            name_labels(example, labels, silver[row["id"]], complete=False)
        examples.append(example)
    return examples


def actor_examples(data: Path, vocabulary: WordPieces, file: str) -> list[Example]:
    """GUM (`train`): names, mentions and who is who. LitBank, GAP: mentions and who is who."""
    examples = []
    for row in rows(data / f"actors/{file}.jsonl.gz"):
        example = Example(row["id"], vocabulary.pieces(row["text"]))
        labels = Labels(row["text"], example.pieces)
        if file == "train":
            name_labels(example, labels, row, complete=True)
        mention_labels(example, labels, row)
        examples.append(example)
    return examples
