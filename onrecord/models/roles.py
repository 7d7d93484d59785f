"""The nouns for roles and the names of bodies, from tables/roles.tsv and tables/bodies.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from onrecord.understand.roles import RoleNoun, Roles


@cache
def load_roles() -> Roles:
    """Each noun in the singular and each body's words, in lower case, with their sectors."""
    nouns = {
        noun: RoleNoun(
            sector or None,
            by_body=kind == "body",
            speaks=kind == "speaks",
            relation=kind == "relation",
        )
        for noun, sector, kind in _rows("roles.tsv")
    }
    return Roles(nouns, dict(_rows("bodies.tsv")))


def _rows(table: str) -> Iterator[list[str]]:
    """The columns of each line."""
    text = (files("onrecord.models") / "tables" / table).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
