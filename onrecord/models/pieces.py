"""Text -> word pieces and windows: what the encoder takes in, at training as at reading.

A window is a run of whole paragraphs that fit, each closed by the separator; a paragraph that is
longer than a window is cut into windows that overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.record import Span
from onrecord.understand.reading import Words, shape_of, words_of

WINDOW = 128  # word pieces, the length the encoder is trained at
OVERLAP = 48  # word pieces shared by two windows of one paragraph
MARK_SHAPE = shape_of(".")


Numbers = NDArray[np.int64]


class Columns(NamedTuple):
    """The words of one window, and the marks between its paragraphs, in order.

    Args:
        first, last: int64 [columns], where the first and the last piece of each stand in the
            encoder's input.
        words: int64 [words that begin in the window], the column of each.
    """

    first: Numbers
    last: Numbers
    words: Numbers


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text in word pieces.

    Args:
        words: the words of the text.
        ids: int64 [pieces], numbers in the vocabulary.
        shapes: int64 [pieces], the index in SHAPES of the word each piece belongs to.
        paragraphs: int64 [pieces], the paragraph each piece stands in.
        first: int64 [words], the first piece of each word.
    """

    words: Words
    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    first: NDArray[np.int64]

    def windows(self, size: int = WINDOW) -> list[Span]:
        """Runs of pieces [start, end) that fit a window with its separators; all are in one."""
        windows: list[Span] = []
        begin, length = 0, 1
        cuts = [*(np.flatnonzero(np.diff(self.paragraphs)) + 1).tolist(), len(self.ids)]
        start = 0
        for end in cuts if len(self.ids) else []:
            if length + end - start + 1 > size and start > begin:
                windows.append(Span(begin, start))
                begin, length = start, 1
            length += end - start + 1
            if length > size:
                windows += _overlapping(start, end, size - 2)
                begin, length = end, 1
            start = end
        if begin < len(self.ids):
            windows.append(Span(begin, len(self.ids)))
        return windows

    def positions(self, window: Span) -> Numbers:
        """int64 [pieces of the window]: where each piece stands in the encoder's input."""
        inside = slice(window.start, window.end)
        separators = self.paragraphs[inside] - self.paragraphs[window.start]
        return np.asarray(np.arange(1, window.end - window.start + 1) + separators, np.int64)

    def words_from(self, window: Span) -> slice:
        """The words that begin in a window."""
        begin, stop = np.searchsorted(self.first, window).tolist()
        return slice(begin, stop)

    def columns(self, window: Span) -> Columns:
        """The words and marks of a window, as the encoder counts them once it reads by words."""
        words = self.words_from(window)
        begins = self.first[words]
        if not len(begins) or begins[0] > window.start:  # the rest of a word that begins before it
            begins = np.concatenate([[window.start], begins])
        ends = np.append(begins[1:], window.end) - 1
        positions = self.positions(window)
        first, last = positions[begins - window.start], positions[ends - window.start]
        is_mark = np.ones(int(positions[-1]) + 2, np.bool_)
        is_mark[positions] = False
        marks = np.flatnonzero(is_mark)
        at = np.searchsorted(marks, first) + np.arange(len(first))
        both = np.empty((2, len(marks) + len(first)), np.int64)
        is_word = np.zeros(both.shape[1], np.bool_)
        is_word[at] = True
        both[:, is_word], both[:, ~is_word] = (first, last), marks
        return Columns(both[0], both[1], at[len(at) - (words.stop - words.start) :])


def _overlapping(start: int, end: int, size: int) -> list[Span]:
    """One long paragraph as windows of at most `size` pieces that share OVERLAP pieces."""
    begins = range(start, max(start + 1, end - OVERLAP), size - OVERLAP)
    return [Span(begin, min(begin + size, end)) for begin in begins]


class WordPieces:
    """The vocabulary: an uncased BERT word-piece tokenizer (Devlin and others, NAACL 2019)."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.size: int = self._tokenizer.get_vocab_size()
        self.opening, self.separator, self.mask = (
            int(self._tokenizer.token_to_id(token) or 0) for token in ("[CLS]", "[SEP]", "[MASK]")
        )

    def pieces(self, text: str) -> Pieces:
        """The pieces of a text; characters the vocabulary leaves out (controls) have none."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        places = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        numbers = np.array(encoding.word_ids, dtype=np.int64)
        first = np.flatnonzero(np.diff(numbers, prepend=-1))
        lengths = np.diff(np.append(first, len(numbers)))
        start, end = places[first, 0], places[first + lengths - 1, 1]
        offsets = list(zip(start.tolist(), end.tolist(), strict=True))
        words = words_of(text, offsets)
        shapes = np.array([shape_of(text[begin:stop]) for begin, stop in offsets], dtype=np.int64)
        return Pieces(
            words,
            np.array(encoding.ids, dtype=np.int64),
            np.repeat(shapes, lengths),
            np.repeat(words.paragraph, lengths),
            first,
        )

    def inputs(
        self, pieces: Pieces, window: Span, columns: Columns | None = None
    ) -> dict[str, Numbers]:
        """The encoder's inputs for one window, all int64.

        ids and shapes are [1, pieces], first and last (see Columns) [1, columns].

        Args:
            columns: those of the window, where the caller has them already.
        """
        positions = pieces.positions(window)
        inside = slice(window.start, window.end)
        ids = np.full((1, int(positions[-1]) + 2), self.separator, dtype=np.int64)
        shapes = np.full(ids.shape, MARK_SHAPE, dtype=np.int64)
        ids[0, 0] = self.opening
        ids[0, positions] = pieces.ids[inside]
        shapes[0, positions] = pieces.shapes[inside]
        columns = columns or pieces.columns(window)
        return {
            "ids": ids,
            "shapes": shapes,
            "first": columns.first[None],
            "last": columns.last[None],
        }
