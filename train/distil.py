"""The shipped encoder, taught by larger ones:

    python -m train.distil --teacher runs/one --second runs/two --out runs/three

The second teacher is the first after it went on to learn positions and events; it is asked of those
alone, and its last layer is not copied.

Some of the teacher's layers and, inside each, the neurons and the heads of attention that it uses most
are the start. The student learns what the teacher says of every word of all corpora (softened labels
and links), its last layer, and the annotation; who is who it learns from the annotation alone. Texts
that the teacher was not trained on teach more: of the others it says little but what it has learnt by
heart. Seeded, logged and resumable as train.run is; what the teacher says is kept in OUT/said1.npy and said2.npy.

Source:
    Distillation: Hinton and others, arXiv:1503.02531. Starting from the teacher's own layers: Sanh and
    others, arXiv:1910.01108.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.models.encoder import owners_of
from onrecord.models.pieces import WordPieces
from onrecord.understand import HEADS
from onrecord.understand.candidates import CONTENT, PARTS, SOURCE
from onrecord.understand.reading import Head, TagHead
from onrecord.understand.stances import ACTION, HOLDER, LIMIT, PARTY, STANCE
from onrecord.understand.triggers import ACTOR, EVENT, RECIPIENT
from train.material import Example
from train.network import HEAD, STUDENT, TEACHER, WIDTH, Network, columns
from train.run import (
    RARE,
    SEED,
    TAUGHT,
    TAUGHT_LATER,
    Material,
    arguments,
    go_on,
    losses,
    masked,
    train,
    write_options,
)
from train.windows import Batch, batch_of

# Which layer of tags says of a word that it points.
POINTS: dict[Head, TagHead] = {SOURCE: PARTS, CONTENT: PARTS}
POINTS |= {HOLDER: STANCE, PARTY: STANCE, ACTION: STANCE, LIMIT: STANCE}
POINTS |= {ACTOR: EVENT, RECIPIENT: EVENT}
TAKEN = (0, 1, 2, 3, 4, 5)  # of the teacher's layers, where the student's start
SAMPLE = 12  # batches on which the use of a neuron is measured
READ = 32  # windows that the teacher reads at once
POINTING = 0.1  # so likely a cue a word has to be for its links to be taught
HARD, SOFT_TAGS, SOFT_LINKS, HIDDEN = 0.5, 1.0, 2.0, 0.5  # weights of the losses


@torch.no_grad()
def start(teacher: Network, student: Network, material: Material) -> None:
    """Copy the teacher's parts that the student has room for."""
    used = usage(teacher, material)
    own = student.state_dict()
    theirs = teacher.state_dict()
    for name in own:
        if not name.startswith("layers.") and name in theirs:
            own[name] = theirs[name]
    for mine, number in enumerate(TAKEN):
        prefix = f"layers.{number}."
        neurons = most(used[f"{prefix}outer"], STUDENT.inner)
        heads = most(used[f"{prefix}joined"].view(-1, HEAD).sum(dim=1), STUDENT.heads)
        seen = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
        for name, tensor in theirs.items():
            if name.startswith(prefix):
                part = name.removeprefix(prefix)
                if part.startswith("inner."):
                    tensor = tensor[neurons]
                elif part.startswith(("query.", "key.", "value.")):
                    tensor = tensor[seen]
                elif part == "outer.weight":
                    tensor = tensor[:, neurons]
                elif part == "joined.weight":
                    tensor = tensor[:, seen]
                own[f"layers.{mine}.{part}"] = tensor
    student.load_state_dict(own)


def most(used: Tensor, count: int) -> Tensor:
    """The numbers of the most used, in order."""
    return used.topk(count).indices.sort().values


@torch.no_grad()
def usage(teacher: Network, material: Material) -> dict[str, Tensor]:
    """By layer and matrix, float32 [inner or WIDTH]: how much each column adds, on average."""
    found: dict[str, Tensor] = {}
    hooks = []
    for name, part in teacher.named_modules():
        if name.endswith((".outer", ".joined")):
            assert isinstance(part, torch.nn.Linear)
            found[name] = torch.zeros(part.in_features)

            def note(
                part: torch.nn.Linear, inputs: tuple[Tensor, ...], at: Tensor = found[name]
            ) -> None:
                at += inputs[0].abs().mean(dim=(0, 1)) * part.weight.norm(dim=0)

            hooks.append(part.register_forward_pre_hook(note))
    for batch in material.epoch(0)[:SAMPLE]:
        teacher(**batch.inputs)
    for hook in hooks:
        hook.remove()
    return found


class Said:
    """What a teacher says of every word: its scores of some heads, float16, and its last `layer`."""

    def __init__(
        self,
        file: Path,
        teacher: Network,
        heads: Sequence[Head],
        examples: Sequence[Example],
        vocabulary: WordPieces,
        layer: bool,
    ) -> None:
        self.heads, self.layer = heads, layer
        self._widths = [WIDTH * layer, *(columns(head) for head in heads)]
        self._start: dict[str, int] = {}
        words = 0
        for example in examples:
            self._start[example.id] = words
            words += len(example.pieces.words)
        shape = (words, sum(self._widths))
        if not file.exists():
            part = file.with_suffix(".part")
            rows = np.lib.format.open_memmap(part, "w+", np.float16, shape)
            self._read(rows, teacher, examples, vocabulary)
            rows.flush()
            part.rename(file)
        self._rows = np.load(file, mmap_mode="r")

    @torch.no_grad()
    def _read(
        self,
        rows: np.ndarray,
        teacher: Network,
        examples: Sequence[Example],
        vocabulary: WordPieces,
    ) -> None:
        windows = [
            (example, window, number)
            for example in examples
            for number, window in enumerate(example.pieces.windows())
        ]
        windows.sort(key=lambda item: item[1].end - item[1].start)
        owners = {
            example.id: owners_of(example.pieces.windows(), len(example.pieces.ids))[
                example.pieces.first
            ]
            for example in examples
        }
        for at in range(0, len(windows), READ):
            some = windows[at : at + READ]
            batch = batch_of([(example, window) for example, window, _ in some], vocabulary)
            hidden = teacher.hidden(**batch.inputs)
            scores = teacher.scores(hidden)
            layer = [hidden] if self.layer else []
            every = torch.cat([*layer, *(scores[head.name] for head in self.heads)], dim=-1)
            read = every[batch.judged].numpy()
            done = 0
            for (example, _, number), (_, words) in zip(some, batch.places, strict=True):
                own = owners[example.id][words] == number
                count = words.stop - words.start
                first = self._start[example.id] + words.start
                rows[first : first + count][own] = read[done : done + count][own]
                done += count

    def of(self, batch: Batch) -> list[Tensor]:
        """The last layer (or nothing) and each head's scores, float32 [windows, columns, width]."""
        rows = [
            self._rows[self._start[id] + words.start : self._start[id] + words.stop]
            for id, words in batch.places
        ]
        found = torch.zeros(*batch.judged.shape, sum(self._widths))
        found[batch.judged] = torch.from_numpy(np.concatenate(rows).astype(np.float32))
        return list(found.split(self._widths, dim=-1))


def taught(
    student: Network, said: Sequence[Said], batch: Batch, vocabulary: WordPieces
) -> dict[str, Tensor]:
    """The losses of one batch: the annotation's, and the distance from what the teachers say."""
    hidden = student.hidden(**masked(batch, vocabulary).inputs)
    own = student.scores(hidden)
    theirs: dict[str, Tensor] = {}
    layers = []
    for one in said:
        layer, *scores = one.of(batch)
        layers.append(layer)
        theirs |= {head.name: score for head, score in zip(one.heads, scores, strict=True)}
    found = {
        name: (HARD if name in theirs else 1.0) * loss for name, loss in losses(own, batch).items()
    }
    words = batch.judged
    found["last layer"] = HIDDEN * functional.mse_loss(hidden[words], layers[0][words])
    pointed = {
        PARTS: words & (theirs[PARTS.name].softmax(-1)[..., PARTS.labels.index("cue")] > POINTING),
        STANCE: words & (theirs[STANCE.name].softmax(-1)[..., 0] < 1 - POINTING),
        EVENT: words & (theirs[EVENT.name].softmax(-1)[..., 0] < 1 - POINTING),
    }
    for head in (head for one in said for head in one.heads):
        if isinstance(head, TagHead):
            wanted = theirs[head.name][words].softmax(-1)
            loss = functional.cross_entropy(own[head.name][words], wanted)
            found[f"soft {head.name}"] = SOFT_TAGS * RARE.get(head, 1.0) * loss
        elif (pointing := pointed[POINTS[head]]).any():
            mine, told = (
                pairs(scores[head.name], head.width, pointing) for scores in (own, theirs)
            )
            judged = words[pointing.nonzero()[:, 0]].float()
            each = functional.binary_cross_entropy_with_logits(
                mine, told.sigmoid(), reduction="none"
            )
            found[f"soft {head.name}"] = SOFT_LINKS * (each * judged).sum() / judged.sum()
    return found


def pairs(scores: Tensor, width: int, pointing: Tensor) -> Tensor:
    """float32 [pointing words, columns]: the link of each to every word of its window."""
    queries, keys = scores.split(width, dim=-1)
    rows = pointing.nonzero()[:, 0]
    return torch.einsum("pd,pld->pl", queries[pointing], keys[rows])


def main() -> None:
    """Teach the student."""
    parser = arguments()
    for name in ("--teacher", "--second"):
        parser.add_argument(name, type=Path, required=True, help="the folder of a finished run")
    parser.add_argument(
        "--heads-only",
        action="store_true",
        help="leave the layers as they are: fit the heads to them",
    )
    parser.set_defaults(epochs=4, windows=24, rate=3e-4, head_rate=3e-4)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.teacher / "tokenizer.json", options.out / "tokenizer.json")
    made = {
        name: json.loads((run / "options.json").read_text())
        for name, run in (("teacher", options.teacher), ("second", options.second))
    }
    write_options(options, options.out, **made)
    vocabulary = WordPieces(options.out / "tokenizer.json")
    student = Network(vocabulary.size, HEADS, STUDENT, dropout=0.05)
    material = Material(options, vocabulary, HEADS)
    said = []
    for run, first, heads in (
        (options.teacher, TAUGHT, TAUGHT),
        (options.second, (*TAUGHT, *TAUGHT_LATER), TAUGHT_LATER),
    ):
        teacher = Network(vocabulary.size, first, TEACHER).eval()
        teacher.load_state_dict(torch.load(run / "network.pt", weights_only=True))
        file = options.out / f"said{len(said) + 1}.npy"
        said.append(Said(file, teacher, heads, material.every, vocabulary, layer=not said))
        if len(said) == 1 and options.going_on_from is None:
            start(teacher, student, material)
    (options.out / "held_back.json").write_text(json.dumps(sorted(material.held)))
    if options.going_on_from is not None:
        go_on(student, options.going_on_from)
    if options.heads_only:
        for name, parameter in student.named_parameters():
            parameter.requires_grad_(name.startswith("heads."))
    train(student, material, lambda batch: taught(student, said, batch, vocabulary), options)


if __name__ == "__main__":
    main()
