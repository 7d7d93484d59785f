"""The start model's vocabulary without the pieces that English news never uses.

Dropped are the unused slots and every piece with a letter outside the Latin script: an embedding
row each, and the encoder's words are English.
"""

import json
import unicodedata
from pathlib import Path

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def is_kept(piece: str) -> bool:
    """Whether a piece is special, or has no letter outside the Latin script."""
    if piece in SPECIAL:
        return True
    if piece.startswith("[unused"):
        return False
    letters = piece.removeprefix("##")
    return all(
        not char.isalpha() or unicodedata.name(char, "").startswith("LATIN") for char in letters
    )


def prune(source: Path, target: Path) -> list[int]:
    """Write the smaller tokenizer; the old number of each piece that it keeps, in the new order."""
    tokenizer = json.loads(source.read_text(encoding="utf-8"))
    by_number = sorted(tokenizer["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [(piece, number) for piece, number in by_number if is_kept(piece)]
    numbers = {piece: new for new, (piece, _) in enumerate(kept)}
    tokenizer["model"]["vocab"] = numbers
    tokenizer["truncation"] = tokenizer["padding"] = tokenizer["post_processor"] = None
    for token in tokenizer["added_tokens"]:
        token["id"] = numbers[token["content"]]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    return [number for _, number in kept]
