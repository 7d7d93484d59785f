"""What the stages ask of a gazetteer: the places that a name may stand for.

models/gazetteer.py opens the one that is shipped; a test makes a small one of its own.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

MARKS = str.maketrans(dict.fromkeys("-‐‑/,", " ") | dict.fromkeys("'’`ʼ‘.()\"“”"))
SHORTENED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

# Features of a full dump that count as the ones that the weights know: seats of divisions, farm
# villages and the like as towns, dependent territories as countries.
COUNTS_AS = {
    **dict.fromkeys(("PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLG", "PPLF", "PPLL"), "PPL"),
    **dict.fromkeys(("PPLH", "PPLQ", "PPLR", "PPLS", "PPLW", "STLMT"), "PPL"),
    **dict.fromkeys(("PCL", "PCLD", "PCLF", "PCLS", "TERR"), "PCLI"),
}


@dataclass(frozen=True, slots=True, eq=False)  # the same only where it is the same entry
class Candidate:
    """One entry of the gazetteer under the name it was looked up by.

    Args:
        geonames_id: None where the entry has none that is known.
        country: ISO 3166-1 alpha-3; None at sea, and for what lies in several countries.
        division: GeoNames' code of the first-order division, "US.TX".
        admin1: its name, "Texas".
        feature: GeoNames feature code; that of the gazetteer that is shipped is PPL for any town
            that is no capital.
        population: of the entry, or of the towns in it; 0 where none is known.
        is_main: whether the name is the entry's own, not another of its names.
    """

    geonames_id: int | None
    name: str
    latitude: float
    longitude: float
    country: str | None
    division: str | None
    admin1: str | None
    feature: str
    population: int
    is_main: bool = True

    @property
    def sort(self) -> str:
        """The feature code, of those that count as one the coarsest."""
        return COUNTS_AS.get(self.feature, self.feature)


class Gazetteer(Protocol):
    """Names and the places that they may stand for; `tuned` holds the weights of its card."""

    @property
    def tuned(self) -> Mapping[str, float]:
        """Numbers that were fitted for this gazetteer, by name."""
        ...

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Every place of that name, compared as `place_key` writes it; the most populous first."""
        ...


@lru_cache(maxsize=1 << 16)  # most names of an archive come often
def place_key(name: str) -> str:
    """A place name for comparing: no accents, case, marks or article; "Saint" is "St"."""
    plain = name.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in letters if not unicodedata.combining(char))
    words = plain.translate(MARKS).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(SHORTENED.get(word, word) for word in words)
