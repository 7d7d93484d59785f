"""The terminal view shows the evidence, and no article steers the terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answer import said_in
from onrecord.record import Actor, Article, Reader, Record, Span, Statement
from onrecord.show.terminal import harmless, show_record, show_said

TEXT = "Ana Holt told the council that the bridge would open."


def record_of(text: str) -> Record:
    return Record(
        Reader("0", "0"),
        Article("a1", text, title="A bridge", outlet="The Ferry Post", published="2031-05-02"),
        actors=[Actor("actor1", "Ana Holt", "person", mentions=[Span(0, 8)])],
        statements=[
            Statement(
                "statement1",
                [Span(0, 8)],
                [Span(9, 13)],
                [Span(26, 52)],
                speaker="actor1",
                confidence=0.9,
            )
        ],
    )


def shown(record: Record) -> str:
    stream = io.StringIO()
    show_record(record, stream)
    return stream.getvalue()


def test_an_article_is_shown_with_its_statements_under_it() -> None:
    view = shown(record_of(TEXT))
    article, _, statements = view.partition("\n\n  [1]")
    assert "A bridge" in article
    assert "told[1] the council" in article
    assert "Ana Holt told" in statements
    assert "the bridge would open" in statements
    assert "0.90" in statements


def test_said_is_grouped_under_its_article() -> None:
    record = record_of(TEXT)
    said = said_in(record, record.statements[0])
    stream = io.StringIO()
    show_said([said, said], stream)
    assert stream.getvalue().count("The Ferry Post") == 1
    assert stream.getvalue().count("the bridge would open") == 2


@pytest.mark.parametrize(
    "mark", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\ufeff", "\r", "\x85", "\u2028"]
)
def test_a_mark_that_steers_becomes_visible(mark: str) -> None:
    text = TEXT + f" {mark}[31mRed{mark}"
    view = shown(record_of(text))
    assert mark not in view
    assert "Red" in view


@given(st.text())
def test_what_is_shown_is_as_long_as_what_was_written(text: str) -> None:
    assert len(harmless(text)) == len(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in harmless(text))


def test_markup_in_an_article_is_text() -> None:
    view = shown(record_of(TEXT + " [bold]not bold[/bold] :smile:"))
    assert "[bold]not bold[/bold] :smile:" in " ".join(view.split())
