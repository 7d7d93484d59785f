"""The scoreboard: reads the benchmark's articles with the command and prints what its scorers say.

    python -m bench.run --data DATA [--write bench/SCOREBOARD.md] [--raise]

DATA has a folder for each part (statements, actors, times, places, pages), each with its own scorer. A score under
its floor in floors.json is an error; `--raise` lifts the floors to what this run reached.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SLACK = 0.1  # points: floors are written this much lower, for processors that round otherwise


@dataclass(frozen=True)
class Part:
    """One field: what is read, who scores it, and which figures go on the board."""

    name: str
    inputs: str
    gold: str
    figures: dict[str, str]  # on the board -> in the scorer's answer
    # (data, folder) -> what is read and the gold, where they are not the files as they are
    made: Callable[[Path, Path], tuple[Path, Path]] | None = None


FOLD = 5  # every fifth row of the events' training part is kept out of training


def rows_of(file: Path) -> list[dict[str, Any]]:
    """The rows of a packed JSON Lines file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def events_made(file: str, every: int) -> Callable[[Path, Path], tuple[Path, Path]]:
    """The sentences of a file as articles, and its rows as gold: each, or one in so many."""

    def made(data: Path, folder: Path) -> tuple[Path, Path]:
        rows = rows_of(data / f"events/{file}.jsonl.gz")[::every]
        inputs, gold = folder / f"{file}-articles.jsonl", folder / f"{file}-gold.jsonl"
        with inputs.open("w", encoding="utf-8") as out:
            for row in rows:
                print(json.dumps({"id": row["id"], "text": row["sentence"]}), file=out)
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return inputs, gold

    return made


def dateless(corpus: str) -> Callable[[Path, Path], tuple[Path, Path]]:
    """A corpus of places without its dates, of which some in TR-News are none ("7:58 AM ET")."""

    def made(data: Path, folder: Path) -> tuple[Path, Path]:
        file = data / f"places/{corpus}.jsonl.gz"
        copy = folder / f"{corpus}-dateless.jsonl"
        with copy.open("w", encoding="utf-8") as out:
            for row in rows_of(file):
                out.write(json.dumps({**row, "published": None}) + "\n")
        return copy, file

    return made


TIMES = {"value": "value", "type": "type", "relaxed spans": "relaxed", "strict spans": "strict"}
PARTS = (
    Part(
        "statements",
        "statements/dev.jsonl.gz",
        "statements/dev.jsonl.gz",
        {
            "headline: content and source": "HEADLINE content partial + source",
            "content partial": "content partial",
            "content exact": "content exact",
            "content words": "content words",
            "cue words": "cue words",
            "direct quotations": "direct: HEADLINE content partial + source",
            "source right, % of found": "source right, % of partial matches",
        },
    ),
    Part(
        "actors",
        "actors/dev.jsonl.gz",
        "actors/dev.jsonl.gz",
        {
            "names": "names overlap",
            "coreference, CoNLL": "CoNLL overlap",
            "joins (P: not spurious, R: not missed), MUC": "MUC overlap",
            "third-person pronouns": "pronouns, third person",
            "headline": "HEADLINE",
        },
    ),
    Part(
        "pronouns",
        "actors/gap-dev.jsonl.gz",
        "actors/gap-dev.jsonl.gz",
        {"GAP's pronouns": "pronouns"},
    ),
    Part("times", "times/timebank.jsonl.gz", "times/timebank.jsonl.gz", TIMES),
    Part("times-aquaint", "times/aquaint.jsonl.gz", "times/aquaint.jsonl.gz", TIMES),
    *(
        Part(
            f"places {corpus}",
            f"places/{corpus}.jsonl.gz",
            f"places/{corpus}.jsonl.gz",
            {
                "names found": "overlap",
                "within 161 km, % of found": "resolution",
                "headline: end to end": "end_to_end",
            },
            dateless(corpus),
        )
        for corpus in ("lgl", "trnews")
    ),
    Part(
        "positions",
        "positions/dev.jsonl",
        "positions/dev.jsonl",
        {
            "headline: stance and holder": "headline",
            "stance": "stance",
            "detection": "detection",
        },
    ),
    *(
        Part(
            f"events {file}",
            f"events/{file}.jsonl.gz",
            f"events/{file}.jsonl.gz",
            {
                "headline: type": "type",
                "type, mean over types": "type.macro_f1",
                "type, % of the dyads found": "type.accuracy_given_found_dyad",
                "dyad": "dyad",
            },
            events_made(file, every),
        )
        for file, every in (("plv_train", FOLD), ("news_dev", 1))
    ),
    Part(
        "events coped_train",
        "events/coped_train.jsonl.gz",
        "events/coped_train.jsonl.gz",
        {"neutral dyads left alone, %": "neutral_dyads_coded"},
        events_made("coped_train", 2),
    ),
    Part("pages", "pages/html", "pages/gold.jsonl", {"article text": "F1"}),
)


def score(part: Part, data: Path, folder: Path) -> tuple[dict[str, list[float]], int]:
    """The figures of one part, each [precision, recall, F1] or [one figure], and the number of rows."""
    records = folder / f"{part.name}.jsonl"
    inputs, gold = data / part.inputs, data / part.gold
    if part.made is not None:
        inputs, gold = part.made(data, folder)
    command = [
        sys.executable,
        "-m",
        "onrecord.cli",
        "read",
        str(inputs),
        "--to",
        str(records),
    ]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{part.name}: {done.stderr}")
    print(f"{part.name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    rows = sum(1 for _ in records.open(encoding="utf-8"))
    scorer = [
        sys.executable,
        str(data / Path(part.gold).parent / "score.py"),
        str(gold),
        str(records),
    ]
    if part.name == "pages":  # prints one line: pages N  missing N  F1 N
        words = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout.split()
        return {"article text": [float(words[-1])], "pages missing": [float(words[3])]}, rows
    answer = json.loads(
        subprocess.run([*scorer, "--json"], check=True, capture_output=True, text=True).stdout
    )
    return {shown: found(answer, name) for shown, name in part.figures.items()}, rows


def found(answer: dict[str, list[float] | dict[str, float]], name: str) -> list[float]:
    """The figure of that name, or of the one name that begins so, in per cent.

    Raises:
        KeyError: the scorer has no such figure.
    """
    whole, _, key = name.partition(".")
    names = [found for found in answer if found == whole] or [
        found for found in answer if found.startswith(whole)
    ]
    if not names:
        raise KeyError(f"{name!r} is not among {sorted(answer)}")
    figure = answer[names[0]]
    if isinstance(figure, dict):  # shares of one
        named = ("acc161",) if "acc161" in figure else ("p", "r", "f1")
        named = ("precision", "recall", "micro_f1") if "micro_f1" in figure else named
        return [100 * figure[one] for one in ((key,) if key else named)]
    if whole == "neutral_dyads_coded":  # how many, of how many
        return [100 - 100 * figure[0] / figure[1]]
    return [100 * value for value in figure] if max(figure) <= 1 else figure


def board(
    scores: dict[str, tuple[dict[str, list[float]], int]], floors: dict[str, float]
) -> Iterator[str]:
    """The scoreboard as a Markdown table, the best peers under each part's headline."""
    peers = json.loads((HERE / "peers.json").read_text(encoding="utf-8"))
    yield "| field | figure | rows | P | R | F1 or % | floor | peers |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for part, (figures, rows) in scores.items():
        for name, values in figures.items():
            precision, recall = (
                (f"{value:.1f}" for value in values[:2]) if len(values) == 3 else ("", "")
            )
            key = f"{part}: {name}"
            floor = f"{floors[key]:.1f}" if key in floors else ""
            others = "; ".join(f"{who} {value}" for who, value in peers.get(key, {}).items())
            value = values[2] if len(values) == 3 else values[0]
            yield f"| {part} | {name} | {rows} | {precision} | {recall} | {value:.1f} | {floor} | {others} |"


def main() -> None:
    """Score, print, hold the floors."""
    options = arguments()
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            if not options.parts or part.name in options.parts:
                scores[part.name] = score(part, options.data, Path(folder))
    reached = {
        f"{part}: {name}": values[2] if len(values) == 3 else values[0]
        for part, (figures, _) in scores.items()
        for name, values in figures.items()
    }
    if options.lift:
        for key, value in reached.items():
            if key != "pages: pages missing":
                floors[key] = max(floors.get(key, 0.0), round(value - SLACK, 1))
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    table = "\n".join(board(scores, floors))
    print(table)
    if options.write:
        options.write.write_text(HEAD + table + "\n", encoding="utf-8")
    if options.card:
        card = json.loads(options.card.read_text(encoding="utf-8"))
        card["scores"] = {
            key: value for key, value in reached.items() if not key.startswith("pages")
        }
        options.card.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    fallen = [
        f"{key} {reached[key]:.1f} < {floor}"
        for key, floor in floors.items()
        if reached.get(key, floor) < floor
    ]
    if reached.get("pages: pages missing"):
        fallen.append(f"{reached['pages: pages missing']:.0f} pages missing")
    if fallen:
        raise SystemExit("under the floor: " + "; ".join(fallen))


HEAD = """# Scoreboard

Printed by `make bench`. Development sets only; each part's scorer decides what is right. The grammar of the times was
written with its two sets (TimeBank; AQUAINT) at hand.

"""


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder with the benchmark's parts"
    )
    parser.add_argument("--parts", nargs="*", choices=[part.name for part in PARTS])
    parser.add_argument("--write", type=Path, help="write the board here, too")
    parser.add_argument("--card", type=Path, help="write the scores into this model card")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="raise the floors to this run"
    )
    return parser.parse_args(given)


if __name__ == "__main__":
    main()
