"""Examples -> batches of windows as tensors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.models.pieces import WINDOW, WordPieces
from onrecord.record import Span
from onrecord.understand import HEADS
from onrecord.understand.reading import LinkHead, TagHead
from train.material import UNKNOWN, Example

SHORTEST = 96  # windows of one epoch are this long to WINDOW, so that they cut elsewhere each time


@dataclass
class Batch:
    """Windows padded to one length, and what each head should say of their words.

    A column is a word of a window or a mark that opens or closes it.

    Args:
        inputs: ids, shapes int64 and pieces bool [windows, pieces]; first, last int64 and words bool
            [windows, columns], as the network takes them.
        judged: bool [windows, columns], the words that begin in the window.
        tags: by tag head, int64 [windows, columns], UNKNOWN where a word is not judged.
        links: by link head (window [pairs], pointing [pairs, columns] that adds up to 1 a row,
            wanted [pairs, columns], judged [pairs, columns]).
        chains: who is who among the mentions of these windows; None where it is not known.
        places: for each judged word its example's id and its number there.
    """

    inputs: dict[str, Tensor]
    judged: Tensor
    tags: dict[str, Tensor]
    links: dict[str, tuple[Tensor, Tensor, Tensor, Tensor]]
    chains: "Chained | None"
    places: list[tuple[str, slice]]


@dataclass
class Chained:
    """The mentions in a batch.

    Args:
        at: int64 [mentions], the row times the length plus the column of each mention's head word.
        words: int64 [mentions], the number of that word in its text.
        points: int64 [pointing], the mentions that are judged.
        wanted, judged: float32 [pointing, mentions], those of the same actor, and those to choose from.
    """

    at: Tensor
    words: Tensor
    points: Tensor
    wanted: Tensor
    judged: Tensor


def epoch_windows(
    examples: Sequence[Example], chance: np.random.Generator
) -> list[tuple[Example, Span]]:
    """Every window of every example, in an order and with cuts of this epoch's own."""
    found = [
        (example, window)
        for example in examples
        for window in example.pieces.windows(int(chance.integers(SHORTEST, WINDOW + 1)))
    ]
    return [found[at] for at in chance.permutation(len(found))]


def batches(
    windows: Sequence[tuple[Example, Span]], size: int, vocabulary: WordPieces
) -> Iterator[Batch]:
    """Batches of `size` windows of like length: sorted within a stretch of eight batches."""
    stretch = 8 * size
    for start in range(0, len(windows), stretch):
        some = sorted(
            windows[start : start + stretch], key=lambda pair: pair[1].end - pair[1].start
        )
        yield from (batch_of(some[at : at + size], vocabulary) for at in range(0, len(some), size))


def story_batches(
    examples: Sequence[Example], size: int, vocabulary: WordPieces, chance: np.random.Generator
) -> Iterator[Batch]:
    """Batches of windows that follow each other in their text, so that it is seen who is who."""
    some: list[tuple[Example, Span]] = []
    for at in chance.permutation(len(examples)):
        cut = examples[at].pieces.windows(int(chance.integers(SHORTEST, WINDOW + 1)))
        for window in cut:
            some.append((examples[at], window))
            if len(some) == size:
                yield batch_of(some, vocabulary)
                some = []
    if some:
        yield batch_of(some, vocabulary)


def batch_of(windows: Sequence[tuple[Example, Span]], vocabulary: WordPieces) -> Batch:
    """One batch."""
    rows = [vocabulary.inputs(example.pieces, window) for example, window in windows]
    for row in rows:
        row["pieces"] = np.ones_like(row["ids"], np.bool_)
        row["words"] = np.ones_like(row["first"], np.bool_)
    placed = [_words_at(example, window) for example, window in windows]
    longest = {name: max(row[name].shape[1] for row in rows) for name in rows[0]}
    inputs = {
        name: torch.from_numpy(np.concatenate([_padded(row[name], length) for row in rows]))
        for name, length in longest.items()
    }
    length = longest["words"]
    judged = torch.zeros(len(windows), length, dtype=torch.bool)
    for row, (_, at) in enumerate(placed):
        judged[row, torch.from_numpy(at)] = True
    tags = {
        head.name: torch.from_numpy(_tags(head, windows, placed, length))
        for head in HEADS
        if isinstance(head, TagHead)
    }
    links = {
        head.name: _links(head, windows, placed, length)
        for head in HEADS
        if isinstance(head, LinkHead)
    }
    places = [(example.id, example.pieces.words_from(window)) for example, window in windows]
    return Batch(inputs, judged, tags, links, _chained(windows, placed, length), places)


Placed = tuple[np.ndarray, np.ndarray]


def _padded(array: np.ndarray, length: int) -> np.ndarray:
    return np.pad(array, ((0, 0), (0, length - array.shape[1])))


def _words_at(example: Example, window: Span) -> Placed:
    """The words that begin in a window, and their columns."""
    words = example.pieces.words_from(window)
    return np.arange(words.start, words.stop), example.pieces.columns(window).words


def _tags(
    head: TagHead, windows: Sequence[tuple[Example, Span]], placed: Sequence[Placed], length: int
) -> np.ndarray:
    tags = np.full((len(windows), length), UNKNOWN, np.int64)
    for row, ((example, _), (words, at)) in enumerate(zip(windows, placed, strict=True)):
        if head.name in example.tags:
            tags[row, at] = example.tags[head.name][words]
    return tags


def _links(
    head: LinkHead, windows: Sequence[tuple[Example, Span]], placed: Sequence[Placed], length: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pairs whose pointing words all lie in the window, each with every word there to choose from."""
    rows, pointing, wanted, judged = [], [], [], []
    for row, ((example, _), (words, at)) in enumerate(zip(windows, placed, strict=True)):
        for from_words, to_words in example.links.get(head.name, ()):
            source = at[np.isin(words, from_words)]
            if len(source) < len(from_words):
                continue
            rows.append(row)
            for column, places in (
                (pointing, source),
                (wanted, at[np.isin(words, to_words)]),
                (judged, at),
            ):
                marks = np.zeros(length, np.float32)
                marks[places] = 1.0
                column.append(marks / len(source) if column is pointing else marks)
    stacked = [
        torch.from_numpy(np.array(column, np.float32).reshape(-1, length))
        for column in (pointing, wanted, judged)
    ]
    return torch.tensor(rows, dtype=torch.int64), stacked[0], stacked[1], stacked[2]


def _chained(
    windows: Sequence[tuple[Example, Span]], placed: Sequence[Placed], length: int
) -> Chained | None:
    """The mentions in these windows; where two windows of a text overlap, the earlier has them."""
    at: list[int] = []
    words: list[int] = []
    actors: list[int] = []
    texts: list[int] = []
    points: list[bool] = []
    backwards: list[bool] = []
    for row, ((example, _), (inside, columns)) in enumerate(zip(windows, placed, strict=True)):
        chains = example.chains
        if chains is None:
            continue
        last = max(
            (w for w, text in zip(words, texts, strict=True) if text == id(example)), default=-1
        )
        where = dict(zip(inside.tolist(), columns.tolist(), strict=True))
        for word, actor, known in zip(chains.words, chains.actors, chains.points, strict=True):
            if int(word) in where and word > last:
                at.append(row * length + where[int(word)])
                words.append(int(word))
                actors.append(int(actor))
                texts.append(id(example))
                points.append(bool(known))
                backwards.append(chains.backwards)
    pointing = np.flatnonzero(points)
    if not len(pointing):
        return None
    text, actor, word = np.array(texts), np.array(actors), np.array(words)
    judged = text[pointing, None] == text[None, :]
    judged &= np.where(
        np.array(backwards)[pointing, None],
        word[None, :] < word[pointing, None],
        word[None, :] != word[pointing, None],
    )
    wanted = judged & (actor[pointing, None] == actor[None, :])
    return Chained(
        torch.tensor(at),
        torch.from_numpy(word),
        torch.from_numpy(pointing),
        torch.from_numpy(wanted.astype(np.float32)),
        torch.from_numpy(judged.astype(np.float32)),
    )
