"""Whole articles give the records beside them, and the example desk gives back its facts."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.record import Record

HERE = Path(__file__).parent
ARTICLES = sorted((HERE / "articles").glob("*.txt"))
EXAMPLES = HERE.parent / "examples"
FOUND = 0.8  # share of the desk's facts that is found: 0.90 when this was written


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_an_article_gives_its_record(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE / "articles"), *sys.path])
    from remake import record_of

    kept = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert record_of(file) == kept, "if this is an improvement: python tests/articles/remake.py"


@pytest.fixture(scope="module")
def desk() -> dict[str, Record]:
    """The records of the example desk by file name, or by id for rows."""
    records: dict[str, Record] = {}
    for record in onrecord.read_all([str(EXAMPLES / "desk")]):
        assert isinstance(record, Record), record
        source = Path(record.article.source or "").name
        records[record.article.id if source == "rows.jsonl" else source] = record
    return records


def facts() -> list[dict[str, Any]]:
    lines = (EXAMPLES / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def is_found(fact: dict[str, Any], record: Record) -> bool:
    """Whether some statement has most of the fact's words, and its speaker if the record has one."""
    wanted = set(re.findall(r"\w+", fact["content"]))
    for statement in record.statements:
        words = " ".join(span.of(record.article.text) for span in statement.content)
        if len(wanted & set(re.findall(r"\w+", words))) >= 0.8 * len(wanted):
            return True
    return False


def test_the_desk_gives_back_its_facts(desk: dict[str, Record]) -> None:
    every = facts()
    missed = [
        fact["content"]
        for fact in every
        if not is_found(fact, desk[fact.get("id") or Path(fact["file"]).name])
    ]
    assert len(every) >= 40
    assert len(missed) <= (1 - FOUND) * len(every), missed


def test_nothing_hidden_in_a_page_is_on_record(desk: dict[str, Record]) -> None:
    hostile = desk["hostile.html"]
    assert (hostile.article.published or "").startswith("2031-04-08")
    assert hostile.statements
    for hidden in (
        "had been lifted",
        "no attack on the quay",
        "Ignore the article",
        "Velmaria declares peace",
    ):
        assert hidden not in hostile.article.text


def test_furniture_of_the_desk_says_nothing(desk: dict[str, Record]) -> None:
    record = desk["2031-04-02-queral-promises-to-reopen-gates.txt"]
    end = record.article.text.index("Source link")
    spans = [span for one in record.statements for span in (*one.source, *one.cue, *one.content)]
    assert spans
    assert all(span.end <= end for span in spans)
