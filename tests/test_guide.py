"""The rules by which positions are told apart, each on sentences of ours, read by the weights."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.record import Position, Record, Span

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "guide.jsonl").read_text(encoding="utf-8").splitlines()
]
RULES = sorted({row["rule"] for row in ROWS})
RIGHT = 0.7  # share of all texts that are read as a careful reader does
EMPTY = 0.8  # share of the texts without a position that stay without
LEAST = 0.2  # of the texts of any one rule


@pytest.fixture(scope="module")
def read() -> dict[str, Record]:
    """The record of each text."""
    return {row["text"]: onrecord.read(row["text"]) for row in ROWS}


def place_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def is_told(position: Position, record: Record, wanted: dict[str, Any]) -> bool:
    """Whether stance, holder and action are those wanted: spans overlap."""
    text = record.article.text
    holder, action = place_of(text, wanted["holder"]), place_of(text, wanted["action"])
    mentions = record.actor(position.holder).mentions
    return (
        position.stance == wanted["stance"]
        and any(mention.overlaps(holder) for mention in mentions)
        and any(span.overlaps(action) for span in position.action)
    )


def is_right(row: dict[str, Any], record: Record) -> bool:
    """Whether all that is wanted is told, and nothing is where nothing is."""
    if row["none"]:
        return not record.positions
    return all(
        any(is_told(position, record, wanted) for position in record.positions)
        for wanted in row["gold"]
    )


def test_most_texts_are_read_as_the_guide_reads_them(read: dict[str, Record]) -> None:
    wrong = [row["text"] for row in ROWS if not is_right(row, read[row["text"]])]
    assert len(wrong) <= (1 - RIGHT) * len(ROWS), "\n".join(wrong)


def test_most_texts_without_a_position_have_none(read: dict[str, Record]) -> None:
    none = [row for row in ROWS if row["none"]]
    wrong = [row["text"] for row in none if read[row["text"]].positions]
    assert len(wrong) <= (1 - EMPTY) * len(none), "\n".join(wrong)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_holds_in_some_of_its_texts_at_least(rule: str, read: dict[str, Record]) -> None:
    rows = [row for row in ROWS if row["rule"] == rule]
    right = [row for row in rows if is_right(row, read[row["text"]])]
    assert len(right) >= LEAST * len(rows)


def test_every_span_of_a_position_is_of_its_text(read: dict[str, Record]) -> None:
    stances: defaultdict[str, int] = defaultdict(int)
    for record in read.values():
        for position in record.positions:
            stances[position.stance] += 1
            for span in (*position.action, *position.conditions, *position.exceptions):
                assert position.evidence.covers(span)
    assert len(stances) == 9
