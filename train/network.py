"""The encoder in PyTorch: a BERT of six layers, the shape of each piece, and the stages' heads.

Source:
    BERT: Devlin and others, NAACL 2019. MiniLM: Wang and others, NeurIPS 2020.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.understand.reading import SHAPES, Head, TagHead

WIDTH, HEAD, POSITIONS = 384, 32, 512


class Size(NamedTuple):
    """How deep the encoder is, how wide inside its layers, and how it bends what is there.

    The first `on_pieces` layers run on word pieces, the others on words: there are a quarter fewer.
    """

    layers: int
    on_pieces: int
    heads: int
    inner: int
    bend: Callable[[Tensor], Tensor]


TEACHER = Size(6, 6, 12, 1536, functional.gelu)  # MiniLM-L6 as published
STUDENT = Size(6, 1, 6, 512, functional.relu)  # what is shipped, see train.distil
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT.

    Dropout stands once a layer and not on the attention: drawing its numbers took a third of a step.
    """

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        inner, self.bend = size.inner, size.bend
        seen = size.heads * HEAD
        self.query, self.key, self.value = (nn.Linear(WIDTH, seen) for _ in range(3))
        self.joined, self.attended = nn.Linear(seen, WIDTH), nn.LayerNorm(WIDTH, EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.normal = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = hidden.shape

        def split(part: Tensor) -> Tensor:
            return part.view(batch, length, -1, HEAD).transpose(1, 2)

        query, key, value = (
            split(self.query(hidden)),
            split(self.key(hidden)),
            split(self.value(hidden)),
        )
        if bias is None:  # as exported
            scores = query @ key.transpose(-1, -2) / HEAD**0.5
            mixed = torch.softmax(scores, dim=-1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, bias)
        mixed = mixed.transpose(1, 2).flatten(2)
        hidden = self.attended(hidden + self.joined(mixed))
        return self.normal(hidden + self.dropout(self.outer(self.bend(self.inner(hidden)))))


class Network(nn.Module):
    """Word pieces -> per head [windows, words, labels or 2 x width].

    The inputs are ids, shapes [windows, pieces] and first, last [windows, words]: where the first and
    the last piece of each word stand. Marks that open and close a window count as words.
    """

    def __init__(
        self, vocabulary: int, heads: Sequence[Head], size: Size, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.normal = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.heads = nn.ModuleDict({head.name: nn.Linear(WIDTH, columns(head)) for head in heads})

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        first: Tensor,
        last: Tensor,
        pieces: Tensor | None = None,
        words: Tensor | None = None,
    ) -> dict[str, Tensor]:
        return self.scores(self.hidden(ids, shapes, first, last, pieces, words))

    def scores(self, hidden: Tensor) -> dict[str, Tensor]:
        """Each head's scores of the last layer's output."""
        return {name: head(hidden) for name, head in self.heads.items()}

    def hidden(
        self,
        ids: Tensor,
        shapes: Tensor,
        first: Tensor,
        last: Tensor,
        pieces: Tensor | None = None,
        words: Tensor | None = None,
    ) -> Tensor:
        """The last layer's output, float32 [windows, words, WIDTH].

        Args:
            pieces, words: which of them are real, bool [windows, pieces] and [windows, words]; None:
                nothing is padded.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.places(places) + self.shapes(shapes)
        hidden = self.dropout(self.normal(hidden))
        for layer in self.layers[: self.size.on_pieces]:
            hidden = layer(hidden, bias_of(pieces))
        joined = taken(hidden, first)
        if self.size.on_pieces < self.size.layers:  # few layers bring a word's end to its beginning
            joined = (joined + taken(hidden, last)) * 0.5
        for layer in self.layers[self.size.on_pieces :]:
            joined = layer(joined, bias_of(words))
        return joined

    def start_from(self, file: Path, kept: Sequence[int]) -> None:
        """Take over a published MiniLM, of its embeddings the kept rows (the type is always 0)."""
        source = {name.removeprefix("bert."): tensor for name, tensor in load_file(file).items()}
        own = self.state_dict()
        loaded = {mine: source[theirs] for mine, theirs in names().items()}
        loaded["words.weight"] = source["embeddings.word_embeddings.weight"][list(kept)]
        loaded["places.weight"] = (
            source["embeddings.position_embeddings.weight"]
            + source["embeddings.token_type_embeddings.weight"][0]
        )
        own.update(loaded)
        self.load_state_dict(own)


def bias_of(real: Tensor | None) -> Tensor | None:
    """What is added to the attention, so that nobody looks at what is padded."""
    return None if real is None else (1.0 - real[:, None, None, :].float()) * -10000.0


def taken(hidden: Tensor, at: Tensor) -> Tensor:
    """[windows, pieces, WIDTH], [windows, words] -> [windows, words, WIDTH]."""
    return hidden.gather(1, at[:, :, None].expand(-1, -1, hidden.shape[2]))


def columns(head: Head) -> int:
    """How many numbers a head gives for each piece."""
    return len(head.labels) if isinstance(head, TagHead) else 2 * head.width


def names() -> Mapping[str, str]:
    """Our parameter names and those of the published weights."""
    layer = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "joined": "attention.output.dense",
        "attended": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "normal": "output.LayerNorm",
    }
    pairs = {
        f"layers.{number}.{mine}": f"encoder.layer.{number}.{theirs}"
        for number in range(TEACHER.layers)
        for mine, theirs in layer.items()
    }
    pairs["normal"] = "embeddings.LayerNorm"
    return {
        f"{mine}.{part}": f"{theirs}.{part}"
        for mine, theirs in pairs.items()
        for part in ("weight", "bias")
    }
