from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from onrecord.models.pieces import OVERLAP, WINDOW, Pieces, WordPieces
from onrecord.record import Span
from onrecord.understand.reading import SHAPES

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    """A tokenizer that reads letter by letter, save for three words."""
    known = [*SPECIAL, *LETTERS, *(f"##{char}" for char in LETTERS), *".,“”!'-", "holt", "said"]
    ids = {piece: number for number, piece in enumerate([*known, "##ing"])}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    file = tmp_path_factory.mktemp("weights") / "tokenizer.json"
    tokenizer.save(str(file))
    return WordPieces(file)


def pieces_of(lengths: list[int]) -> Pieces:
    """Paragraphs of so many pieces; only their lengths matter to the windows."""
    numbers = np.repeat(np.arange(len(lengths)), lengths).astype(np.int64)
    return Pieces(None, numbers, numbers, numbers, numbers)  # type: ignore[arg-type]


PARAGRAPHS = st.lists(st.integers(1, 60), max_size=12)


@given(PARAGRAPHS, st.integers(70, 90))
def test_windows_hold_every_piece_and_fit(lengths: list[int], size: int) -> None:
    pieces = pieces_of(lengths)
    windows = pieces.windows(size)
    held = {at for window in windows for at in range(*window)}
    assert held == set(range(sum(lengths)))
    for window in windows:
        assert window.start < window.end
        assert int(pieces.positions(window)[-1]) + 2 <= size  # with the separator behind the last


@given(st.lists(st.integers(1, 500), max_size=6))
def test_long_paragraphs_are_cut_into_windows_that_overlap(lengths: list[int]) -> None:
    pieces = pieces_of(lengths)
    windows = pieces.windows()
    assert {at for window in windows for at in range(*window)} == set(range(sum(lengths)))
    for window in windows:
        assert int(pieces.positions(window)[-1]) + 2 <= WINDOW
    for one, other in pairwise(windows):
        shared = one.end - other.start
        assert shared in (0, OVERLAP)
        if shared:  # only inside one paragraph
            assert len(set(pieces.paragraphs[one.start : other.end].tolist())) == 1


def test_paragraphs_that_fit_share_a_window() -> None:
    assert pieces_of([10, 20, 30, 10]).windows(72) == [Span(0, 60), Span(60, 70)]
    assert pieces_of([10, 20, 30, 10]).windows(75) == [Span(0, 70)]
    assert pieces_of([]).windows() == []


@given(PARAGRAPHS.filter(bool), st.integers(70, 90))
def test_a_separator_stands_between_paragraphs(lengths: list[int], size: int) -> None:
    pieces = pieces_of(lengths)
    for window in pieces.windows(size):
        positions = pieces.positions(window).tolist()
        assert positions[0] == 1  # behind the opening
        for at, (here, there) in enumerate(pairwise(positions), start=window.start):
            new = pieces.paragraphs[at] != pieces.paragraphs[at + 1]
            assert there - here == (2 if new else 1)


def test_the_inputs_hold_a_window_between_its_marks(vocabulary: WordPieces) -> None:
    pieces = vocabulary.pieces("Holt said.\n\nHolt said\nab")
    inputs = vocabulary.inputs(pieces, Span(0, 7))
    opening, separator = vocabulary.opening, vocabulary.separator
    first = [opening, *pieces.ids[:3], separator, *pieces.ids[3:5], separator, *pieces.ids[5:]]
    assert inputs["ids"].tolist() == [[*first, separator]]
    shapes = [SHAPES[shape] for shape in inputs["shapes"][0]]
    assert shapes == [
        "mark",
        "Title",
        "lower",
        "mark",
        "mark",
        "Title",
        "lower",
        "mark",
        "lower",
        "lower",
        "mark",
    ]
    inputs = vocabulary.inputs(pieces, Span(1, 3))
    assert inputs["ids"].tolist() == [[opening, *pieces.ids[1:3], separator]]


def test_words_are_made_of_their_pieces(vocabulary: WordPieces) -> None:
    text = "Holt said abc-saiding."
    pieces = vocabulary.pieces(text)
    spans = zip(pieces.words.start.tolist(), pieces.words.end.tolist(), strict=True)
    assert [text[start:end] for start, end in spans] == ["Holt", "said", "abc", "-", "saiding", "."]
    assert pieces.first.tolist() == [0, 1, 2, 5, 6, 8]
    assert len(pieces.ids) == len(pieces.shapes) == len(pieces.paragraphs) == 9


def test_the_columns_are_the_words_and_the_marks_of_a_window(vocabulary: WordPieces) -> None:
    pieces = vocabulary.pieces("Holt said abc.\n\nHolt")
    columns = pieces.columns(
        Span(0, 7)
    )  # opening, Holt, said, a-b-c, ., separator, Holt, separator
    assert columns.first.tolist() == [0, 1, 2, 3, 6, 7, 8, 9]
    assert columns.last.tolist() == [0, 1, 2, 5, 6, 7, 8, 9]
    assert columns.words.tolist() == [1, 2, 3, 4, 6]
    cut = pieces.columns(Span(3, 6))  # from the middle of "abc": the rest of it is no word here
    assert cut.first.tolist() == [0, 1, 3, 4]
    assert cut.last.tolist() == [0, 2, 3, 4]
    assert cut.words.tolist() == [2]
    assert pieces.words_from(Span(3, 6)) == slice(3, 4)


ODD = st.one_of(st.text(max_size=80), st.text("ab \n\r.“”\0🕊\u0301é½İ", max_size=80))


@given(text=ODD)
def test_the_words_of_odd_texts_lie_in_order_inside_them(vocabulary: WordPieces, text: str) -> None:
    pieces = vocabulary.pieces(text)
    words = pieces.words
    assert len(pieces.first) == len(words)
    assert (words.start >= 0).all()
    assert (words.start < words.end).all()
    assert (words.end <= len(text)).all()
    assert (words.end[:-1] <= words.start[1:]).all()
    assert (np.diff(pieces.first) > 0).all()
    assert pieces.paragraphs.tolist() == sorted(pieces.paragraphs.tolist())
    for window in pieces.windows():
        length = vocabulary.inputs(pieces, window)["ids"].shape[1]
        assert length <= WINDOW
        columns = pieces.columns(window)
        covered = [
            at
            for first, last in zip(columns.first.tolist(), columns.last.tolist(), strict=True)
            for at in range(first, last + 1)
        ]
        assert covered == list(range(length))
        begun = pieces.words_from(window)
        positions = pieces.positions(window)[pieces.first[begun] - window.start]
        assert columns.first[columns.words].tolist() == positions.tolist()


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("\0", 0), (" \n ", 0), ("🕊️", 1), ("x" * 300, 1)]
)
def test_characters_without_a_piece_make_no_words(
    vocabulary: WordPieces, text: str, words: int
) -> None:
    assert len(vocabulary.pieces(text).words) == words
