"""The line as a whole, with the weights that are shipped."""

from pathlib import Path

import pytest

import onrecord
from onrecord.errors import InputError
from onrecord.keep import encode_record
from onrecord.models import load_encoder
from onrecord.pipeline import record_of
from onrecord.record import Article, Record

ODD = [
    "",
    ".",
    "\n\n\n",
    "😀 🕊️ said “yes",
    "“ ‘ \" ' ” ’",
    "A\0B said no.\r\nC said \u202eyes.",
    "x" * 5000,
    "He said. " * 3000,
    "قال الوزير إن الميناء مفتوح.",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_give_valid_records(text: str) -> None:
    check(record_of(Article("odd", text), load_encoder()))


def check(record: Record) -> None:
    """Spans lie inside the text, and every id resolves."""
    text = record.article.text
    ids = {actor.id for actor in record.actors}
    assert len(ids) == len(record.actors)
    for actor in record.actors:
        assert actor.mentions
        assert any(actor.name == span.of(text) for span in actor.mentions)
    for statement in record.statements:
        assert statement.content
        assert statement.cue
        assert {statement.speaker, statement.addressee} <= ids | {None}
        for span in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= statement.confidence <= 1
    encode_record(record)


def test_furniture_is_kept_and_yields_nothing() -> None:
    article = "Ana Holt said the bridge would open in June. The council agreed with her on every point of the plan.\n\n"
    furniture = "Source link\n\nLeave a Reply\n\nYour email address will not be published."
    record = onrecord.read(article + furniture)
    assert record.article.text == article + furniture
    assert record.statements == onrecord.read(article).statements != []
    spans = [span for actor in record.actors for span in actor.mentions]
    assert all(span.end <= len(article) for span in spans)


def test_a_path_is_read_and_a_text_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Ana Holt said the bridge would open in June.", encoding="utf-8")
    assert onrecord.read(file).article.source == str(file)
    assert onrecord.read(str(file)).statements == onrecord.read(file.read_text()).statements
    assert onrecord.read(file.read_text()).article.source is None
    with pytest.raises(InputError, match="missing"):
        onrecord.read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="language"):
        onrecord.read(
            "Der Bürgermeister sagte, dass die Brücke im Juni wieder geöffnet werde, und der Rat stimmte zu."
        )
