"""Texts with their expected spans marked in them, and readings made of the marks, not by weights.

plain, marks = marked('[source Ana Holt] [cue said] [content it holds].')
reading = reading_of(plain, marks)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.record import Actor, Span
from onrecord.understand.actors import Quoted, find_actors
from onrecord.understand.attributions import Attribution
from onrecord.understand.candidates import CONTENT, PARTS, SOURCE
from onrecord.understand.furniture import article_end
from onrecord.understand.mentions import BEGIN, MENTION, SAME
from onrecord.understand.names import KINDS, NAMES, find_names
from onrecord.understand.places import find_places
from onrecord.understand.pronouns import CLASSES
from onrecord.understand.reading import LinkHead, Reading, TagHead, words_of
from onrecord.understand.stances import ACTION, HOLDER, LIMIT, LIMITS, PARTY, STANCE, STANCES
from onrecord.understand.tables import Tables
from onrecord.understand.triggers import ACTOR, EVENT, RECIPIENT, TYPES

STATEMENT_PARTS = PARTS.labels[1:]
# A stand's limits; "where" is the label of its place, as "place" is that of a name.
LIMIT_LABELS = {
    name if name != "place" else "where": number
    for number, name in enumerate(LIMITS.labels)
    if number
}
# Which marks point, and at which, by head.
POINTS: Mapping[LinkHead, tuple[Sequence[str], Sequence[str]]] = {
    SOURCE: (("cue",), ("source",)),
    CONTENT: (("cue",), ("content",)),
    HOLDER: (STANCES, ("holder",)),
    PARTY: (STANCES, ("party",)),
    ACTION: (STANCES, ("action",)),
    LIMIT: (STANCES, tuple(LIMIT_LABELS)),
    ACTOR: (TYPES, ("actor",)),
    RECIPIENT: (TYPES, ("recipient",)),
}
NAME_KINDS = (*KINDS, "place")
# Mentions without a name, and the label of their head word: a number joins those of one actor.
MENTION_LABELS = {
    "pronoun": "pronoun",
    "someone": "person",
    "body": "organization",
    "nation": "country",
    "crowd": "group",
    "spot": "place",
}
LABELS = (
    *STATEMENT_PARTS,
    *NAME_KINDS,
    *MENTION_LABELS,
    *(*STANCES, "holder", "party", "action", *LIMIT_LABELS),
    *(*TYPES, "actor", "recipient"),
    "addressee",
    "channel",
    "quotation",
    "other",
)


def opening_of(labels: Sequence[str]) -> re.Pattern[str]:
    """What a mark with one of the labels begins with."""
    return re.compile(rf"\[((?:{'|'.join(labels)})\d*) ")


OPENING = opening_of(LABELS)
WORD = re.compile(r"\w+|[^\w\s]")  # as BERT's tokenizer parts words: runs of letters, single marks
SURE = 0.97  # the chance of a marked label
LINKED = 8.0  # the score of a linked pair; its negative is that of any other

Marks = Mapping[str, list[Span]]


def marked(text: str, opens: re.Pattern[str] = OPENING) -> tuple[str, dict[str, list[Span]]]:
    """The text without its marks, and for each label the spans that it marks, in order.

    A mark is `[label words]`; marks nest. A label may carry a number: `[cue2 said]` goes with
    `[source2 Ana]` and `[content2 no]`. Any other bracket is text.

    Raises:
        ValueError: a mark that is not closed.
    """
    plain = ""
    spans: list[tuple[str, Span]] = []
    open_now: list[tuple[str, int] | None] = []  # None for a bracket that is text
    at = 0
    while at < len(text):
        opening = opens.match(text, at)
        if opening:
            open_now.append((opening[1], len(plain)))
            at = opening.end()
            continue
        mark = open_now.pop() if text[at] == "]" and open_now else None
        if mark is not None:
            spans.append((mark[0], Span(mark[1], len(plain))))
        else:
            plain += text[at]
            if text[at] == "[":
                open_now.append(None)
        at += 1
    if any(open_now):
        raise ValueError(f"a mark is not closed: {text}")
    marks: dict[str, list[Span]] = defaultdict(list)
    for label, span in sorted(spans, key=lambda both: both[1]):
        marks[label].append(span)
    return plain, marks


def reading_of(plain: str, marks: Marks) -> Reading:
    """The reading of a text in which the marks are all but certain, and nothing else is."""
    end = article_end(plain)
    words = words_of(plain, [match.span() for match in WORD.finditer(plain, 0, end)])
    bare = Reading(plain, words, {}, {}, {}, end)
    tags = {
        PARTS.name: _part_tags(bare, marks),
        NAMES.name: _name_tags(bare, marks),
        MENTION.name: _mention_tags(bare, marks),
        STANCE.name: _word_tags(bare, marks, STANCE, {one: one for one in STANCES}),
        LIMITS.name: _word_tags(
            bare, marks, LIMITS, {one: LIMITS.labels[at] for one, at in LIMIT_LABELS.items()}
        ),
        EVENT.name: _word_tags(bare, marks, EVENT, {one: one for one in TYPES}),
    }
    links = {head.name: _links(bare, marks, *labels) for head, labels in POINTS.items()}
    links |= {BEGIN.name: _begin_links(bare, marks), SAME.name: _same_links(bare, marks)}
    neutral = defaultdict(
        float,
        {
            "attribution.bias": 1.0,
            "attribution.threshold": 0.5,
            **{f"{kind}.bias": 1.0 for kind in ("stand", "act")},
            **{f"{kind}.threshold": 0.5 for kind in ("stand", "act")},
            **{f"pronoun.{of}.strongest link": 3.0 for of in CLASSES},
        },
    )
    return Reading(plain, words, tags, links, neutral, end)


def _part_tags(bare: Reading, marks: Marks) -> NDArray[np.float32]:
    """Of two marks on one word the inner one, which is the shorter, gives its part."""
    spans = [
        (span, label.rstrip("0123456789"))
        for label, found in marks.items()
        for span in found
        if label.startswith(STATEMENT_PARTS)
    ]
    numbers = np.zeros(len(bare.words), np.int64)
    for span, part in sorted(spans, key=lambda both: both[0].start - both[0].end):
        numbers[bare.words_in(span)] = PARTS.labels.index(part)
    return _chances(numbers, PARTS)


def _name_tags(bare: Reading, marks: Marks) -> NDArray[np.float32]:
    numbers = np.zeros(len(bare.words), np.int64)
    for label, found in marks.items():
        kind = _without_number(label)
        for span in found if kind in NAME_KINDS else []:
            inside = bare.words_in(span)
            numbers[inside] = NAMES.labels.index(f"next-{kind}")
            numbers[inside.start] = NAMES.labels.index(f"first-{kind}")
    return _chances(numbers, NAMES)


def _without_number(label: str) -> str:
    return label.rstrip("0123456789")


def _mention_marks(marks: Marks) -> list[tuple[str, Span]]:
    return [
        (label, span)
        for label, found in marks.items()
        if _without_number(label) in MENTION_LABELS
        for span in found
    ]


def _mention_tags(bare: Reading, marks: Marks) -> NDArray[np.float32]:
    numbers = np.zeros(len(bare.words), np.int64)
    for label, span in _mention_marks(marks):
        kind = MENTION_LABELS[_without_number(label)]
        numbers[bare.words_in(span).stop - 1] = MENTION.labels.index(kind)
    return _chances(numbers, MENTION)


def _begin_links(bare: Reading, marks: Marks) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One dimension a mark: its last word points at the word that it begins with."""
    found = _mention_marks(marks)
    queries = np.zeros((len(bare.words), max(1, len(found))), np.float32)
    keys = np.zeros_like(queries)
    for number, (_, span) in enumerate(found):
        words = bare.words_in(span)
        queries[words.stop - 1, number], keys[words.start, number] = LINKED, 1.0
    return queries, keys


def _same_links(bare: Reading, marks: Marks) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One dimension for each number, and one that speaks against any link."""
    found = {label for label in marks if _without_number(label) in (*MENTION_LABELS, *NAME_KINDS)}
    groups = sorted({re.sub(r"\D", "", label) for label in found} - {""})
    queries = np.zeros((len(bare.words), len(groups) + 1), np.float32)
    keys = np.zeros_like(queries)
    queries[:, -1], keys[:, -1] = -LINKED, 1.0
    for number, group in enumerate(groups):
        for label in found:
            if re.sub(r"\D", "", label) == group:
                for span in marks[label]:
                    head = bare.words_in(span).stop - 1
                    queries[head, number], keys[head, number] = 3 * LINKED, 1.0
    return queries, keys


def _chances(numbers: NDArray[np.int64], head: TagHead) -> NDArray[np.float32]:
    chances = np.full((len(numbers), len(head.labels)), (1 - SURE) / (len(head.labels) - 1))
    chances[np.arange(len(numbers)), numbers] = SURE
    return chances.astype(np.float32)


def _word_tags(
    bare: Reading, marks: Marks, head: TagHead, named: Mapping[str, str]
) -> NDArray[np.float32]:
    """The label that a head has for the words of each mark."""
    numbers = np.zeros(len(bare.words), np.int64)
    for label, found in marks.items():
        name = named.get(_without_number(label))
        for span in found if name else []:
            numbers[bare.words_in(span)] = head.labels.index(str(name))
    return _chances(numbers, head)


def _links(
    bare: Reading, marks: Marks, pointing: Sequence[str], pointed: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One dimension for each number of a mark, and one that speaks against any link."""
    groups = sorted({re.sub(r"\D", "", label) for label in marks})
    queries = np.zeros((len(bare.words), len(groups) + 1), np.float32)
    keys = np.zeros_like(queries)
    queries[:, -1], keys[:, -1] = -LINKED, 1.0
    for number, group in enumerate(groups):
        for name in pointing:
            for span in marks.get(f"{name}{group}", []):
                queries[bare.words_in(span), number] = 2 * LINKED
        for name in pointed:
            for span in marks.get(f"{name}{group}", []):
                keys[bare.words_in(span), number] = 1.0
    return queries, keys


def attributions_of(marks: Marks) -> list[Attribution]:
    """What the attributions stage gives for these marks when it makes no mistake."""
    found = [
        Attribution(
            source=list(marks.get(label.replace("cue", "source"), [])),
            cue=list(cue),
            content=list(marks.get(label.replace("cue", "content"), [])),
            confidence=0.9,
        )
        for label, cue in marks.items()
        if label.startswith("cue")
    ]
    return sorted(found, key=lambda attribution: attribution.cue)


def actors_of(
    reading: Reading, described: Sequence[Span], quoted: Sequence[Quoted], tables: Tables
) -> list[Actor]:
    """The actors of a reading, by its own names."""
    names = find_names(reading)
    places = find_places(reading, names, tables.gazetteer, tables.countries)
    return find_actors(reading, names, places, described, quoted, tables)
