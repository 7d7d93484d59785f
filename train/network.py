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

WIDTH, HEADS, POSITIONS = 384, 12, 512


class Size(NamedTuple):
    """How deep the encoder is, how wide inside its layers, and how it bends what is there."""

    layers: int
    inner: int
    bend: Callable[[Tensor], Tensor]


TEACHER = Size(6, 1536, functional.gelu)  # MiniLM-L6 as published
STUDENT = Size(4, 768, functional.relu)  # what is shipped, see train.distil
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT.

    Dropout stands once a layer and not on the attention: drawing its numbers took a third of a step.
    """

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        inner, self.bend = size.inner, size.bend
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.joined, self.attended = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.normal = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = hidden.shape

        def split(part: Tensor) -> Tensor:
            return part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = (
            split(self.query(hidden)),
            split(self.key(hidden)),
            split(self.value(hidden)),
        )
        if bias is None:  # as exported
            scores = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
            mixed = torch.softmax(scores, dim=-1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        hidden = self.attended(hidden + self.joined(mixed))
        return self.normal(hidden + self.dropout(self.outer(self.bend(self.inner(hidden)))))


class Network(nn.Module):
    """ids, shapes, mask [windows, length] -> per head [windows, length, labels or 2 x width]."""

    def __init__(
        self, vocabulary: int, heads: Sequence[Head], size: Size, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.normal = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.heads = nn.ModuleDict({head.name: nn.Linear(WIDTH, columns(head)) for head in heads})

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        return self.scores(self.hidden(ids, shapes, mask))

    def scores(self, hidden: Tensor) -> dict[str, Tensor]:
        """Each head's scores of the last layer's output."""
        return {name: head(hidden) for name, head in self.heads.items()}

    def hidden(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """The last layer's output, float32 [windows, length, WIDTH]; no mask: nothing is padded."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.places(places) + self.shapes(shapes)
        hidden = self.dropout(self.normal(hidden))
        bias = None
        if mask is not None:
            bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

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
