"""The encoder: one pass over an article's words, all heads at once (ONNX, int8, one thread).

Each window is run alone. On one core a batch is no faster; without one nothing is padded, and since
int8 scales are taken over all that is run at once, no neighbour changes what is read.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.models.pieces import Pieces, WordPieces
from onrecord.record import Span
from onrecord.understand import HEADS
from onrecord.understand.furniture import article_end
from onrecord.understand.reading import Head, Reading, TagHead

Floats = NDArray[np.float32]


class Encoder:
    """The weights of one folder: encoder.onnx, tokenizer.json, card.json."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.card: Mapping[str, Any] = json.loads(
            (folder / "card.json").read_text(encoding="utf-8")
        )
        self.tuned: Mapping[str, float] = self.card["tuned"]
        self._vocabulary = WordPieces(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [head.name for head in HEADS]

    def keeping(self, confidence: float) -> Encoder:
        """The same weights, but positions and events are kept from this confidence on.

        It is another reader, with a digest of its own.
        """
        other = copy.copy(self)
        thresholds = {"stand.threshold": confidence, "act.threshold": confidence}
        other.tuned = {**self.tuned, **thresholds}
        other.__dict__.pop("digest", None)
        return other

    @cached_property
    def digest(self) -> str:
        """16 hex digits of SHA-256 over what decides how an article is read."""
        found = hashlib.sha256(json.dumps(self.tuned, sort_keys=True).encode())
        for name in ("encoder.onnx", "tokenizer.json"):
            found.update((self._folder / name).read_bytes())
        return found.hexdigest()[:16]

    def read(self, text: str) -> Reading:
        """What the encoder makes of one text."""
        end = article_end(text)
        pieces = self._vocabulary.pieces(text[:end])
        raw = self._raw(pieces)
        tags: dict[str, Floats] = {}
        links: dict[str, tuple[Floats, Floats]] = {}
        for head in HEADS:
            if isinstance(head, TagHead):
                tags[head.name] = softmax(raw[head.name])
            else:
                queries, keys = np.split(raw[head.name], 2, axis=1)
                links[head.name] = (queries, keys)
        return Reading(text, pieces.words, tags, links, self.tuned, end)

    def _raw(self, pieces: Pieces) -> dict[str, Floats]:
        """Each head's scores of each word: float32 [words, columns]."""
        words = len(pieces.first)
        raw = {head.name: np.zeros((words, columns(head)), np.float32) for head in HEADS}
        windows = pieces.windows()
        owners = owners_of(windows, len(pieces.ids))[pieces.first]
        for number, window in enumerate(windows):
            inside = pieces.words_from(window)
            own = inside.start + np.flatnonzero(owners[inside] == number)
            layout = pieces.columns(window)
            at = layout.words[own - inside.start]
            inputs = self._vocabulary.inputs(pieces, window, layout)
            for name, values in zip(
                self._outputs, self._session.run(self._outputs, inputs), strict=True
            ):
                raw[name][own] = values[0, at]
        return raw


def columns(head: Head) -> int:
    """How many numbers a head gives for each word."""
    return len(head.labels) if isinstance(head, TagHead) else 2 * head.width


def owners_of(windows: Sequence[Span], pieces: int) -> NDArray[np.int64]:
    """int64 [pieces]: the window that reads each piece; an overlap is halved between its two."""
    owners = np.zeros(pieces, np.int64)
    for number, window in enumerate(windows):
        start = window.start
        if number and windows[number - 1].end > start:
            start = (windows[number - 1].end + start) // 2
        owners[start : window.end] = number
    return owners


def softmax(scores: Floats) -> Floats:
    """Each row as probabilities."""
    if not len(scores):
        return scores
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
