"""How often the status of an event is right, by status, on sentences that were written for this.

    python -m bench.status [--wrong]

GUIDE.md says what is right. The rules were written with dev.jsonl at hand; test.jsonl was written before them. No
weights are loaded. `--wrong` also prints the sentences of dev.jsonl that went wrong, and none of the test half.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from onrecord.record import Span, Status
from onrecord.understand.reading import Reading, words_of
from onrecord.understand.status import status_of

HERE = Path(__file__).parent
HALVES = ("dev", "test")
WORD = re.compile(r"\w+|[^\w\s]")  # as the encoder's tokenizer parts words


def main() -> None:
    """Print a table with a row a status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="print what went wrong in dev.jsonl")
    options = parser.parse_args()
    answers = {half: list(answers_of(HERE / f"{half}.jsonl")) for half in HALVES}
    print("| status | dev | test |\n| --- | --- | --- |")
    for status in (*get_args(Status), "all"):
        cells = [shown(answers[half], status) for half in HALVES]
        print(f"| {status} | {' | '.join(cells)} |")
    for text, right, given in answers["dev"] if options.wrong else ():
        if right != given:
            print(f"{right}, not {given}: {text}")


def answers_of(rows: Path) -> Iterator[tuple[str, str, str]]:
    """For each row the sentence with its trigger marked, the right status and the one given."""
    for line in rows.open(encoding="utf-8"):
        row = json.loads(line)
        text, (start, end) = row["text"], row["trigger"]
        words = words_of(text, [match.span() for match in WORD.finditer(text)])
        reading = Reading(text, words, {}, {}, {})
        given = status_of(reading, reading.words_in(Span(start, end)))
        yield f"{text[:start]}[{text[start:end]}]{text[end:]}", row["status"], given


def shown(answers: list[tuple[str, str, str]], status: str) -> str:
    """The share of right answers among the rows of a status, and their counts."""
    asked = Counter(right == given for _, right, given in answers if status in (right, "all"))
    return f"{asked[True]} of {asked.total()}, {100 * asked[True] / max(1, asked.total()):.1f} %"


if __name__ == "__main__":
    main()
