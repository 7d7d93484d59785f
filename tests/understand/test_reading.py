import numpy as np
import pytest
from marks import marked, reading_of
from numpy.typing import NDArray

from onrecord.record import Span
from onrecord.understand.reading import SHAPES, LinkHead, Reading, TagHead, shape_of


def sentences(text: str) -> list[str]:
    """The sentences, from the first word of each to its last."""
    reading = reading_of(text, {})
    return [reading.span(words).of(text) for words in reading.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "The talks ended. | Nobody spoke.",
        "Who spoke?! | Nobody.",
        "Who spoke? | Nobody! | It ended…",
        "“It holds.” | She left.",
        '"It holds." | "It will last." | She left.',
        '"Does it hold?" | Holt asked.',
        "(It holds.) | She left.",
        "It holds … | She left.",
        "Ask the Dr! | Nobody came.",
        "It was plan b. | Holt left.",
        "The answer is no. | Holt left.",  # not the short form of "number"
        "It came from the U.S. | He said so.",
        "It began at 5 p.m. | The hall was full.",
        "He works for Acme Inc. | It grew.",
        "One line\n|Another line",
        "One line\r\n\r\n|Another line",
        "One\u2028|Two",
    ],
)
def test_a_sentence_ends_at_its_mark_and_what_closes_after_it(text: str) -> None:
    parts = [part.strip() for part in text.split("|")]
    assert sentences(text.replace(" |", "").replace("|", "")) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Holt met Dr. Orme and Gen. Vale.",
        "J. R. Orme of the U.S. Senate said so.",
        "It cost 3.5 million at 9.30 a.m. on Jan. 4.",
        "It opened at 9 a.m. Tuesday in Port Sennet.",
        "See example.org/a.html or www.example.org for No. 10.",
        "It was . . . a surprise.",
        "It was ... a surprise.",
        '"It holds!" she said.',
        "“Does it hold?” he asked.",
        "He works for Acme Corp. of Port Sennet.",
        "Holt (of Acme Inc.) left.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


def test_an_opening_quotation_mark_belongs_to_the_sentence_it_opens() -> None:
    assert sentences('She left. "It holds," he said.') == ["She left.", '"It holds," he said.']


def test_paragraphs_end_at_line_breaks_and_count_no_empty_lines() -> None:
    text = "One. Two.\r\n\r\n \nThree."
    reading = reading_of(text, {})
    assert [reading.span(words).of(text) for words in reading.paragraphs] == ["One. Two.", "Three."]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        *(("talks", "lower"), ("Holt", "Title"), ("A", "Title"), ("NATO", "UPPER")),
        *(("McHale", "miXed"), ("2031", "digits"), ("”", "mark"), ("🕊", "mark"), ("قال", "miXed")),
    ],
)
def test_a_shape_tells_how_a_word_is_written(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


def test_spans_count_code_points() -> None:
    text = "🕊️🕊️ Holt said."
    reading = reading_of(text, {})
    at = [reading.word(number) for number in range(len(reading.words))].index("Holt")
    span = reading.span(slice(at, at + 2))
    assert (span, span.of(text)) == (Span(5, 14), "Holt said")


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((0, 4), "Holt"),
        ((1, 2), "Holt"),
        ((3, 6), "Holt said"),
        ((4, 5), ""),
        ((0, 99), "Holt said ."),
    ],
)
def test_the_words_in_a_span_are_those_it_overlaps(span: tuple[int, int], words: str) -> None:
    reading = reading_of("Holt said.", {})
    inside = reading.words_in(Span(*span))
    assert " ".join(reading.word(at) for at in range(inside.start, inside.stop)) == words


def test_a_span_without_words_is_its_own_sentence() -> None:
    reading = reading_of("Holt left.   ", {})
    assert reading.sentence_of(Span(11, 13)) == Span(11, 13)
    assert reading.sentence_of(Span(5, 6)) == Span(0, 10)


@pytest.mark.parametrize(
    "text",
    [
        "[person Ana Holt] met [person Bo Orme].",
        "[person Ana Holt], [person Bo Orme]",
        "[person Ana Holt] [person Bo Orme]",  # the label of a first word parts them
        "[person Ana]. [person Bo Orme] left.",  # the end of a sentence does, too
        "[person O’Malley] and [person D'Sorbo]",
        "[organization U.N.] and [person Jean-Luc Orme]",
        "[person Ana Holt]'s [organization Acme]",
    ],
)
def test_a_part_is_a_run_of_words_in_one_sentence(text: str) -> None:
    plain, marks = marked(text)
    parts = sorted(span for label in ("person", "organization") for span in marks[label])
    reading = reading_of(plain, marks)
    assert [reading.span(run) for run in runs_of(reading, parts)] == parts


def test_a_part_ends_with_its_sentence() -> None:
    plain, marks = marked("[person Ana Holt\nBo Orme] left.")
    reading = reading_of(plain, marks)
    runs = runs_of(reading, marks["person"])
    assert [reading.span(run).of(plain) for run in runs] == ["Ana Holt", "Bo Orme"]


def runs_of(reading: Reading, parts: list[Span]) -> list[slice]:
    """The runs where the words with letters of these parts are tagged, and no marks."""
    first, following = (np.zeros(len(reading.words), np.float32) for _ in range(2))
    for part in parts:
        inside = reading.words_in(part)
        for at in range(inside.start, inside.stop):
            if reading.word(at).isalnum() or part.of(reading.text)[-1] == ".":
                (first if at == inside.start else following)[at] = 1
    return reading.runs(first, following)


def test_a_word_that_lost_its_first_letter_gets_it_back() -> None:
    reading = reading_of("It was O’Malley.", {})
    malley = np.array(
        [reading.word(at) == "Malley" for at in range(len(reading.words))], np.float32
    )
    [run] = reading.runs(malley, np.zeros_like(malley))
    assert reading.span(run).of(reading.text) == "O’Malley"


def test_tags_and_links_are_asked_for_by_head() -> None:
    tag, link = TagHead("mood", ("none", "glad")), LinkHead("to", 2)
    plain = reading_of("Holt said yes", {})
    chances: NDArray[np.float32] = np.full((3, 2), 0.5, np.float32)
    vectors = np.array([[40, 0], [0, 40], [0, 0]], np.float32)
    reading = Reading(plain.text, plain.words, {"mood": chances}, {"to": (vectors, vectors)}, {})
    assert reading.tags(tag) is chances
    assert reading.links(link, [slice(0, 1)], slice(0, 3)).tolist() == [[1600.0, 0.0, 0.0]]
