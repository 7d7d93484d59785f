"""The words for countries and for their governments, from tables/countries.tsv."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from onrecord.understand.countries import Countries, Country, spelled


@cache
def load_countries() -> Countries:
    """Each word as the table writes it and in capitals, and the country that it speaks of."""
    table = (files("onrecord.models") / "tables" / "countries.tsv").read_text(encoding="utf-8")
    names, adjectives, people, seats, bodies = columns = tuple[dict[str, Country], ...](
        {} for _ in range(5)
    )
    doubtful: set[str] = set()
    for line in table.splitlines():
        if not line.startswith("#"):
            code, name, others, *kinds, unsure = line.split("\t")
            country = Country(code or None, name)
            for column, words in zip(columns, [f"{name}|{others}", *kinds], strict=True):
                column.update((form, country) for form in forms_of(words))
            doubtful.update(forms_of(unsure))
    return Countries(names, adjectives, people, seats, bodies, frozenset(doubtful))


def forms_of(words: str) -> list[str]:
    """Each of the words parted by |, for comparing: as written, and as a headline writes it."""
    plain = [spelled(word) for word in words.split("|") if word]
    return [form for word in plain for form in (word, word.upper())]
