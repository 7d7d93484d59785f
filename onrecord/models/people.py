"""The nouns for people, from tables/people.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.understand.descriptions import Noun, People


@cache
def load_people() -> People:
    """Each noun in lower case, singular and plural."""
    table = (files("onrecord.models") / "tables" / "people.tsv").read_text(encoding="utf-8")
    nouns: dict[str, Noun] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            singular, plural, withheld = line.split("\t")
            nouns[singular] = Noun(plural=False, withheld=withheld == "yes")
            nouns[plural or f"{singular}s"] = Noun(plural=True, withheld=withheld == "yes")
    return nouns
