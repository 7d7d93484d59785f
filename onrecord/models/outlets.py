"""Which outlets write the day of a date first, and which the month, from tables/outlets.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_outlets() -> Mapping[str, bool]:
    """Whether the day comes first, by an outlet's name or domain or the end of a domain."""
    table = (files("onrecord.models") / "tables" / "outlets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {name: first == "day" for first, names in rows for name in names.split("|")}
