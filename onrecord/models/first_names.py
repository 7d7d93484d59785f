"""The first names, from tables/first_names.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_first_names() -> Mapping[str, float]:
    """Each folded first name with the share of women among those who bear it."""
    table = files("onrecord.models") / "tables" / "first_names.tsv"
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {name: float(share) for name, share in (row for row in rows if row[0][0] != "#")}
