"""The training run: `python -m train.run --data shared/bench --start MODEL_FOLDER --out runs/one`.

Seeded, logged to OUT/log.jsonl and resumable: the same command goes on where a killed run stopped,
from OUT/checkpoint.pt. Its end is OUT/network.pt, the teacher of the shipped encoder (train.distil).
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.models.pieces import WordPieces
from onrecord.understand import HEADS
from onrecord.understand.candidates import CONTENT, PARTS, SOURCE
from onrecord.understand.mentions import DISTANCE, SAME
from onrecord.understand.names import NAMES
from onrecord.understand.reading import Head, LinkHead, TagHead
from onrecord.understand.stances import LIMITS, STANCE, STAND_HEADS
from onrecord.understand.triggers import EVENT, EVENT_HEADS
from train.material import UNKNOWN, Example, actor_examples, rows, statement_examples
from train.network import TEACHER, Network
from train.stands import event_examples, held_back, position_examples
from train.vocabulary import prune
from train.windows import Batch, Chained, batch_of, batches, epoch_windows, story_batches

SEED = 20160907
# What the large encoder learns: the layers of the one large corpus. Who is who comes from smaller ones,
# and the small encoder learns it from them alone (train.distil).
TAUGHT: tuple[Head, ...] = (NAMES, PARTS, SOURCE, CONTENT)
# What it goes on to learn in a second run, from a little: what it says of the first is then worse, so
# the small encoder has two teachers.
TAUGHT_LATER: tuple[Head, ...] = (*STAND_HEADS, *EVENT_HEADS)
HELD_BACK = 60  # statement articles, the latest of the training part: thresholds are tuned on them
# Of each corpus with who is who, so many texts, taken at even steps through the training part.
HELD_BACK_ACTORS = {"train": 16, "litbank": 8, "gap-train": 200}
STRAIGHT_SHARE = 0.25  # of the articles of an epoch are read with straight quotation marks
LINK_WEIGHT = 3.0  # a link's loss is a mean over many easy words, a tag's over few
# Few words are cues, limits or triggers: their heads' losses are means over many that are none.
RARE: dict[Head, float] = {STANCE: 10.0, EVENT: 10.0, LIMITS: 4.0}
MASKED_SHARE = 0.04  # of the pieces are hidden in training
SAVE_EVERY = 100  # steps
# How often an epoch has the positions annotated by the author of their guide: others' habits differ.
GUIDE_TIMES = 3


def split(examples: list[Example], data: Path) -> tuple[list[Example], set[str]]:
    """The examples to train on, and the ids held back for tuning."""
    by_date = sorted(
        (row["published"], row["id"]) for row in rows(data / "statements/train.jsonl.gz")
    )
    held = {id for _, id in by_date[-HELD_BACK:]}
    return [example for example in examples if example.id not in held], held


def spread(examples: list[Example], file: str) -> tuple[list[Example], list[Example]]:
    """The examples to train on, and those held back."""
    count = HELD_BACK_ACTORS[file]
    held = examples[:: len(examples) // count][:count]
    ids = held_ids(held)
    return [example for example in examples if example.id not in ids], held


def held_ids(examples: list[Example]) -> set[str]:
    """Their ids."""
    return {example.id for example in examples}


def masked(batch: Batch, vocabulary: WordPieces) -> Batch:
    """The batch with some pieces hidden, so that no single word decides."""
    ids = batch.inputs["ids"]
    word = (ids != vocabulary.separator) & (ids != vocabulary.opening)
    hidden = word & (torch.rand(ids.shape) < MASKED_SHARE)
    return replace(batch, inputs={**batch.inputs, "ids": ids.masked_fill(hidden, vocabulary.mask)})


def losses(scores: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The loss of each head on one batch; a head without material there has none."""
    found = {}
    for head in HEADS:
        if head.name not in scores:
            continue
        if head is SAME:
            if batch.chains is not None:
                found[head.name] = same_loss(scores[head.name], batch.chains)
        elif isinstance(head, TagHead):
            tags = batch.tags[head.name]
            if (tags != UNKNOWN).any():
                found[head.name] = RARE.get(head, 1.0) * functional.cross_entropy(
                    scores[head.name].flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN
                )
        else:
            rows, pointing, wanted, judged = batch.links[head.name]
            if len(rows):
                found[head.name] = link_loss(
                    head, scores[head.name], rows, pointing, wanted, judged
                )
    return found


def link_loss(
    head: LinkHead, scores: Tensor, rows: Tensor, pointing: Tensor, wanted: Tensor, judged: Tensor
) -> Tensor:
    """Binary cross-entropy over the words that each pair could link to."""
    queries, keys = scores.split(head.width, dim=-1)
    query = torch.einsum("pl,pld->pd", pointing, queries[rows])
    pairs = torch.einsum("pld,pd->pl", keys[rows], query)
    each = functional.binary_cross_entropy_with_logits(pairs, wanted, reduction="none")
    return LINK_WEIGHT * (each * judged).sum() / judged.sum()


def same_loss(scores: Tensor, chains: Chained) -> Tensor:
    """Minus the log chance of any of the right mentions, or of none where there is none.

    Source:
        Lee and others, EMNLP 2017: mention ranking, "none" scores 0.
    """
    queries, keys = scores.flatten(0, 1)[chains.at].split(SAME.width, dim=-1)
    between = (chains.words[chains.points, None] - chains.words[None, :]).abs()
    pairs = queries[chains.points] @ keys.T - DISTANCE * torch.log1p(between.float())
    none = pairs.new_zeros(len(pairs), 1)
    every = torch.cat([none, pairs.masked_fill(chains.judged == 0, -1e4)], dim=1)
    first = chains.wanted.sum(dim=1, keepdim=True) == 0
    right = torch.cat([first.float(), chains.wanted], dim=1)
    return (every.logsumexp(1) - every.masked_fill(right == 0, -1e4).logsumexp(1)).mean()


def optimizer_of(network: Network, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW; the new parts (heads, shapes) learn faster than those taken over."""
    new = [p for name, p in network.named_parameters() if name.startswith(("heads.", "shapes."))]
    old = [
        p for name, p in network.named_parameters() if not name.startswith(("heads.", "shapes."))
    ]
    return torch.optim.AdamW(
        [{"params": old, "lr": rate}, {"params": new, "lr": head_rate}], weight_decay=0.01
    )


def main() -> None:
    """Train all heads together."""
    parser = arguments()
    parser.add_argument("--start", type=Path, required=True, help="the folder of the start model")
    options = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    kept = prune(options.start / "tokenizer.json", options.out / "tokenizer.json")
    vocabulary = WordPieces(options.out / "tokenizer.json")
    heads = TAUGHT if options.going_on_from is None else (*TAUGHT, *TAUGHT_LATER)
    network = Network(vocabulary.size, heads, TEACHER)
    network.start_from(options.start / "model.safetensors", kept)
    if options.going_on_from is not None:
        go_on(network, options.going_on_from)
    material = Material(options, vocabulary, heads)
    (options.out / "held_back.json").write_text(json.dumps(sorted(material.held)))
    write_options(options, options.out)

    def loss_of(batch: Batch) -> dict[str, Tensor]:
        hidden = masked(batch, vocabulary)
        return losses(network(**hidden.inputs), hidden)

    train(network, material, loss_of, options)


def go_on(network: Network, run: Path) -> None:
    """Take over what a finished run has learnt; heads that it does not know stay new."""
    known = torch.load(run / "network.pt", weights_only=True)
    network.load_state_dict({**network.state_dict(), **known})


def write_options(options: argparse.Namespace, out: Path, **more: object) -> None:
    """Put down for the model card how the run was made."""
    said: dict[str, object] = {"seed": SEED, "epochs": options.epochs, "windows": options.windows}
    said |= {"rate": options.rate, "head_rate": options.head_rate, "torch": torch.__version__}
    if options.going_on_from is not None:
        before = (options.going_on_from / "options.json").read_text()
        said |= {"rehearsed": options.rehearsed, "went_on_from": json.loads(before)}
    (out / "options.json").write_text(json.dumps({**said, **more}))


class Material:
    """The examples of a run, and the batches of each of its epochs."""

    def __init__(
        self, options: argparse.Namespace, vocabulary: WordPieces, heads: Sequence[Head]
    ) -> None:
        self.vocabulary, self.windows = vocabulary, options.windows
        whole = statement_examples(options.data, vocabulary)
        self.curly, self.held = split(whole, options.data)
        self.straight, _ = split(
            statement_examples(options.data, vocabulary, straight=True), options.data
        )
        self.tune = [example for example in whole if example.id in self.held]
        actors, held = spread(actor_examples(options.data, vocabulary, "train"), "train")
        self.held |= held_ids(held)
        self.tune += held
        self.stories = [actors, actors]
        if SAME in heads:
            for file in ("litbank", "gap-train"):
                examples, held = spread(actor_examples(options.data, vocabulary, file), file)
                self.held |= held_ids(held)
                self.stories.append(examples)
        self.stands: list[Example] = []
        for some in (position_examples, event_examples) if STANCE in heads else ():
            examples, held = held_back(some(options.data, vocabulary))
            self.held |= held_ids(held)
            self.tune += held
            self.stands += examples
        self.guides: list[Example] = []
        if self.stands:
            guides = {row["id"] for row in rows(options.data / "positions/train.jsonl")}
            self.guides = [example for example in self.stands if example.id in guides]
        self.rehearsed = options.rehearsed

    @property
    def every(self) -> list[Example]:
        """Each example once; words are the same with straight quotation marks."""
        return list(
            {
                example.id: example
                for some in (self.curly, *self.stories, self.stands)
                for example in some
            }.values()
        )

    def epoch(self, number: int) -> list[Batch]:
        """Every example once, GUM's twice, some with straight quotation marks, cut and ordered anew.

        PolNeAR's windows come in any order, the others as they follow each other in their texts.
        Of both the share that is rehearsed is taken, of positions and events all.
        """
        chance = np.random.default_rng([SEED, number])
        flags = chance.random(len(self.curly)) < STRAIGHT_SHARE
        some = [
            b if flag else a for a, b, flag in zip(self.curly, self.straight, flags, strict=True)
        ]
        made = list(batches(epoch_windows(some, chance), self.windows, self.vocabulary))
        for examples in self.stories:
            made += story_batches(examples, self.windows, self.vocabulary, chance)
        some = chance.permutation(len(made))[: round(self.rehearsed * len(made))]
        made = [made[at] for at in some]
        stands = self.stands + self.guides * (GUIDE_TIMES - 1)
        made += batches(epoch_windows(stands, chance), self.windows, self.vocabulary)
        return [made[at] for at in chance.permutation(len(made))]


def train(
    network: Network,
    material: Material,
    loss_of: Callable[[Batch], dict[str, Tensor]],
    options: argparse.Namespace,
) -> None:
    """All epochs, from the checkpoint if there is one."""
    optimizer = optimizer_of(network, options.rate, options.head_rate)
    steps = len(material.epoch(0)) * options.epochs
    warm = max(1, steps // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    checkpoint, step = options.out / "checkpoint.pt", 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["chance"])
        step = saved["step"]
    started, running = time.monotonic(), {}
    with (options.out / "log.jsonl").open("a") as log:
        done = 0
        for number in range(options.epochs + 1):  # one more: the cuts change a little what fits
            made = material.epoch(number)
            for at, batch in enumerate(made):
                if done + at < step or step >= steps:
                    continue
                network.train()
                found = loss_of(batch)
                total = sum(found.values())
                optimizer.zero_grad(set_to_none=True)
                total.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                step += 1
                for name, loss in found.items():
                    running.setdefault(name, []).append(loss.item())
                if step % 20 == 0 or step == steps:
                    means = {
                        name: round(float(np.mean(values)), 4) for name, values in running.items()
                    }
                    seconds = round(time.monotonic() - started)
                    write(log, {"step": step, "of": steps, "seconds": seconds, "loss": means})
                    running = {}
                if step % SAVE_EVERY == 0 or step == steps:
                    save(checkpoint, network, optimizer, schedule, step)
            done += len(made)
            write(
                log,
                {"epoch": number, "step": step, "held back": evaluated(network, material)},
            )
            if step >= steps:
                break
    torch.save(network.state_dict(), options.out / "network.pt")


def write(log, row: dict) -> None:  # type: ignore[no-untyped-def, type-arg]
    """One line of the log, there and on the screen."""
    print(json.dumps(row), file=log, flush=True)
    print(json.dumps(row), flush=True)


def save(path: Path, network: Network, optimizer, schedule, step: int) -> None:  # type: ignore[no-untyped-def]
    """A checkpoint that is whole or not there."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "chance": torch.get_rng_state(),
        "step": step,
    }
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").rename(path)


@torch.no_grad()
def evaluated(network: Network, material: Material) -> dict[str, float]:
    """The mean loss of each head over the articles held back."""
    network.eval()
    found: dict[str, list[float]] = {}
    windows = [
        (example, window) for example in material.tune for window in example.pieces.windows()
    ]
    for at in range(0, len(windows), 16):
        batch = batch_of(windows[at : at + 16], material.vocabulary)
        for name, loss in losses(network(**batch.inputs), batch).items():
            found.setdefault(name, []).append(loss.item())
    return {name: round(float(np.mean(values)), 4) for name, values in found.items()}


def arguments() -> argparse.ArgumentParser:
    """The options of the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder with statements/ and actors/"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="where checkpoints, log and network go"
    )
    parser.add_argument("--going-on-from", type=Path, help="a finished run of the same size")
    parser.add_argument(
        "--rehearsed",
        type=float,
        default=1.0,
        help="the share of an epoch's statements and actors that is read beside positions and events",
    )
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--windows", type=int, default=16, help="windows in a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    return parser


if __name__ == "__main__":
    main()
