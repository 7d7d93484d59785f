"""The shipped encoder, taught by a larger one: `python -m train.distil --teacher runs/one --out runs/two`.

Four of the teacher's layers and, inside each, the neurons that it uses most are the start. The student
learns what the teacher says of every word of the large corpus (softened labels and links), its last
layer, and the annotation; who is who it learns from the annotation alone. Seeded, logged and resumable
as train.run is.

Source:
    Distillation: Hinton and others, arXiv:1503.02531. Starting from the teacher's own layers: Sanh and
    others, arXiv:1910.01108.
"""

import json
import shutil
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.models.pieces import WordPieces
from onrecord.understand import HEADS
from onrecord.understand.candidates import PARTS
from onrecord.understand.reading import TagHead
from train.network import STUDENT, TEACHER, Network
from train.run import SEED, TAUGHT, Material, arguments, losses, masked, train, write_options
from train.windows import Batch

TAKEN = (0, 2, 3, 5)  # of the teacher's layers, where the student's start
SAMPLE = 12  # batches on which the use of a neuron is measured
POINTING = 0.1  # so likely a cue a piece has to be for its links to be taught
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
        kept = used[number].topk(STUDENT.inner).indices.sort().values
        prefix = f"layers.{number}."
        for name, tensor in theirs.items():
            if name.startswith(prefix):
                part = name.removeprefix(prefix)
                if part.startswith("inner."):
                    tensor = tensor[kept]
                elif part == "outer.weight":
                    tensor = tensor[:, kept]
                own[f"layers.{mine}.{part}"] = tensor
    student.load_state_dict(own)


@torch.no_grad()
def usage(teacher: Network, material: Material) -> list[Tensor]:
    """For each layer, float32 [inner]: how much each neuron adds to the output, on average."""
    found: list[Tensor] = []
    hooks = []
    for number, layer in enumerate(teacher.layers):
        found.append(torch.zeros(TEACHER.inner))
        weight = layer.outer.weight.norm(dim=0)  # type: ignore[union-attr, operator]

        def note(
            _module: object, _inputs: object, output: Tensor, at: int = number, by: Tensor = weight
        ) -> None:
            found[at] += functional.gelu(output).abs().mean(dim=(0, 1)) * by

        hooks.append(layer.inner.register_forward_hook(note))  # type: ignore[union-attr, operator]
    for batch in material.epoch(0)[:SAMPLE]:
        teacher(**batch.inputs)
    for hook in hooks:
        hook.remove()
    return found


def taught(
    student: Network, teacher: Network, batch: Batch, vocabulary: WordPieces
) -> dict[str, Tensor]:
    """The losses of one batch: the annotation's, and the distance from what the teacher says."""
    hidden = masked(batch, vocabulary)
    own_hidden = student.hidden(**hidden.inputs)
    own = student.scores(own_hidden)
    if batch.chains is not None:
        return losses(own, batch)
    with torch.no_grad():
        their_hidden = teacher.hidden(**hidden.inputs)
        theirs = teacher.scores(their_hidden)
    real = batch.inputs["mask"].bool()
    found = {name: HARD * loss for name, loss in losses(own, batch).items()}
    found["last layer"] = HIDDEN * functional.mse_loss(own_hidden[real], their_hidden[real])
    pointing = batch.words & (
        theirs[PARTS.name].softmax(-1)[..., PARTS.labels.index("cue")] > POINTING
    )
    for head in TAUGHT:
        if isinstance(head, TagHead):
            wanted = theirs[head.name][batch.words].softmax(-1)
            loss = functional.cross_entropy(own[head.name][batch.words], wanted)
            found[f"soft {head.name}"] = SOFT_TAGS * loss
        elif pointing.any():
            mine, said = (
                pairs(scores[head.name], head.width, pointing) for scores in (own, theirs)
            )
            judged = batch.words[pointing.nonzero()[:, 0]].float()
            each = functional.binary_cross_entropy_with_logits(
                mine, said.sigmoid(), reduction="none"
            )
            found[f"soft {head.name}"] = SOFT_LINKS * (each * judged).sum() / judged.sum()
    return found


def pairs(scores: Tensor, width: int, pointing: Tensor) -> Tensor:
    """float32 [pointing pieces, length]: the link of each to every piece of its window."""
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
    (options.out / "held_back.json").write_text(json.dumps(sorted(material.held)))
    start(teacher, student, material)
    train(student, material, lambda batch: taught(student, teacher, batch, vocabulary), options)


if __name__ == "__main__":
    main()
