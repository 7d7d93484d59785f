"""The shipped encoder, taught by a larger one: `python -m train.distil --teacher runs/one --out runs/two`.

Some of the teacher's layers and, inside each, the neurons and the heads of attention that it uses most
are the start. The student learns what the teacher says of every word of all corpora (softened labels
and links), its last layer, and the annotation; who is who it learns from the annotation alone. Texts
that the teacher was not trained on teach more: of the others it says little but what it has learnt by
heart. Seeded, logged and resumable as train.run is; what the teacher says is kept in OUT/said.npy.

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
from onrecord.understand.candidates import PARTS
from onrecord.understand.reading import TagHead
from train.material import Example
from train.network import HEAD, STUDENT, TEACHER, WIDTH, Network, columns
from train.run import SEED, TAUGHT, Material, arguments, losses, masked, train, write_options
from train.windows import Batch, batch_of

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
    """What the teacher says of every word: its last layer and its scores, float16."""

    def __init__(
        self, file: Path, teacher: Network, examples: Sequence[Example], vocabulary: WordPieces
    ) -> None:
        self._heads = TAUGHT
        self._widths = [WIDTH, *(columns(head) for head in TAUGHT)]
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
            every = torch.cat([hidden, *teacher.scores(hidden).values()], dim=-1)
            read = every[batch.judged].numpy()
            done = 0
            for (example, _, number), (_, words) in zip(some, batch.places, strict=True):
                own = owners[example.id][words] == number
                count = words.stop - words.start
                first = self._start[example.id] + words.start
                rows[first : first + count][own] = read[done : done + count][own]
                done += count

    def of(self, batch: Batch) -> list[Tensor]:
        """The last layer and each taught head's scores, float32 [windows, columns, width]."""
        rows = [
            self._rows[self._start[id] + words.start : self._start[id] + words.stop]
            for id, words in batch.places
        ]
        found = torch.zeros(*batch.judged.shape, sum(self._widths))
        found[batch.judged] = torch.from_numpy(np.concatenate(rows).astype(np.float32))
        return list(found.split(self._widths, dim=-1))


def taught(student: Network, said: Said, batch: Batch, vocabulary: WordPieces) -> dict[str, Tensor]:
    """The losses of one batch: the annotation's, and the distance from what the teacher says."""
    hidden = student.hidden(**masked(batch, vocabulary).inputs)
    own = student.scores(hidden)
    their_hidden, *scores = said.of(batch)
    theirs = {head.name: score for head, score in zip(TAUGHT, scores, strict=True)}
    found = {
        name: (HARD if name in theirs else 1.0) * loss for name, loss in losses(own, batch).items()
    }
    words = batch.judged
    found["last layer"] = HIDDEN * functional.mse_loss(hidden[words], their_hidden[words])
    pointing = words & (theirs[PARTS.name].softmax(-1)[..., PARTS.labels.index("cue")] > POINTING)
    for head in TAUGHT:
        if isinstance(head, TagHead):
            wanted = theirs[head.name][words].softmax(-1)
            loss = functional.cross_entropy(own[head.name][words], wanted)
            found[f"soft {head.name}"] = SOFT_TAGS * loss
        elif pointing.any():
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
    parser.add_argument(
        "--teacher", type=Path, required=True, help="the folder of the finished run"
    )
    parser.set_defaults(epochs=4, windows=24, rate=3e-4, head_rate=3e-4)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.teacher / "tokenizer.json", options.out / "tokenizer.json")
    write_options(
        options, options.out, teacher=json.loads((options.teacher / "options.json").read_text())
    )
    vocabulary = WordPieces(options.out / "tokenizer.json")
    teacher = Network(vocabulary.size, TAUGHT, TEACHER).eval()
    teacher.load_state_dict(torch.load(options.teacher / "network.pt", weights_only=True))
    student = Network(vocabulary.size, HEADS, STUDENT, dropout=0.05)
    material = Material(options, vocabulary, HEADS)
    said = Said(options.out / "said.npy", teacher, material.every, vocabulary)
    (options.out / "held_back.json").write_text(json.dumps(sorted(material.held)))
    start(teacher, student, material)
    train(student, material, lambda batch: taught(student, said, batch, vocabulary), options)


if __name__ == "__main__":
    main()
