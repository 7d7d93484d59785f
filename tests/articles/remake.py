"""Writes the records that tests/test_articles.py compares with: `python tests/articles/remake.py`.

Run it when new weights or a better stage change what is read, and look at the difference.
"""

import json
from pathlib import Path

import onrecord
from onrecord.keep import encode_record

HERE = Path(__file__).parent


def record_of(file: Path) -> dict[str, object]:
    """The record of one article, read as a text, in plain JSON."""
    record: dict[str, object] = json.loads(
        encode_record(onrecord.read(file.read_text(encoding="utf-8"), published="2031-05-05"))
    )
    return record


if __name__ == "__main__":
    for file in sorted(HERE.glob("*.txt")):
        target = file.with_suffix(".json")
        target.write_text(
            json.dumps(record_of(file), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        print(target.name)
