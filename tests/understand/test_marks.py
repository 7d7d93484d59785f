import pytest
from marks import attributions_of, marked, reading_of

from onrecord.record import Span
from onrecord.understand.candidates import CONTENT, PARTS, SOURCE
from onrecord.understand.names import NAMES


def test_marks_are_taken_out_and_their_spans_kept() -> None:
    plain, marks = marked("🕊️ [source [person Ana Holt], of [organization Acme]] [cue2 said].")
    assert plain == "🕊️ Ana Holt, of Acme said."
    assert {label: [span.of(plain) for span in spans] for label, spans in marks.items()} == {
        "person": ["Ana Holt"],
        "source": ["Ana Holt, of Acme"],
        "organization": ["Acme"],
        "cue2": ["said"],
    }


@pytest.mark.parametrize(
    "text", ["“including [with] weapons”", "[", "]", "[]", "a [b c] d", "[sources x]"]
)
def test_other_brackets_are_text(text: str) -> None:
    assert marked(text) == (text, {})


def test_brackets_inside_a_mark_are_its_words() -> None:
    plain, marks = marked("[content “including [with] weapons”], [source she] [cue said].")
    assert marks["content"][0].of(plain) == "“including [with] weapons”"


def test_a_mark_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(ValueError, match="not closed"):
        marked("[source Ana Holt said.")


def test_a_reading_says_what_is_marked_and_nothing_else() -> None:
    plain, marks = marked("[source [person Ana Holt]] [cue said] [content no]. [cue2 Said] Bo.")
    reading = reading_of(plain, marks)
    parts = [PARTS.labels[row.argmax()] for row in reading.tags(PARTS)]
    assert parts == ["source", "source", "cue", "content", "none", "cue", "none", "none"]
    names = [NAMES.labels[row.argmax()] for row in reading.tags(NAMES)]
    assert names == ["first-person", "next-person", *["none"] * 6]
    for head, linked in ((SOURCE, [0, 1]), (CONTENT, [3])):
        scores = reading.links(head, [slice(2, 3), slice(5, 6)], slice(0, 8))
        assert [at for at in range(8) if scores[0, at] > 0] == linked
        assert (scores[1] < 0).all()


def test_the_parts_of_one_number_are_one_attribution() -> None:
    _, marks = marked("[cue2 said] [source2 Bo] [content a]: [source Ana] [cue said] [content b].")
    second, first = attributions_of(marks)
    assert (first.source, len(first.content)) == ([Span(11, 14)], 2)
    assert (second.source, second.content) == ([Span(5, 7)], [])
