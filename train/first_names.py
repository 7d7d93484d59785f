"""The table of first names: `python -m train.first_names --out onrecord/models/tables/first_names.tsv`.

Each name with the share of women among those who bear it: the mean over the sources that hold it, the
US census of 1990 (package names, from the Census Bureau's public files) and the lists by country of
the package faker (MIT). Names in Cyrillic are spelt as news in English does.
"""

import argparse
import importlib
import pkgutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import faker
import faker.providers.person as by_country

HEAD = """# First names, folded, and the share of women among those who bear them. Source: the US census of 1990
# as in the package names 0.3.0, and the lists by country of the package faker {version}; made by
# train/first_names.py. Licence: public domain (census), MIT (faker). Date: 2026-11-22.
# name	share of women
"""
RARE = 0.004  # percent of the census: below, one slip of the pen decides
LATIN = "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
CYRILLIC = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя", LATIN.split(" "), strict=True))


def spelt(name: str) -> str | None:
    """A name in small Latin letters without marks; None in any other script but Cyrillic."""
    plain = "".join(CYRILLIC.get(char, char).replace("-", "") for char in name.lower())
    for end, usual in (("iy", "y"), ("yy", "y")):
        if name.lower() != plain and plain.endswith(end):
            plain = plain.removesuffix(end) + usual
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return bare if bare.isascii() and bare.isalpha() else None


def census() -> dict[str, tuple[float, float]]:
    """By name, how many in a hundred women and in a hundred men bear it."""
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for at, sex in enumerate(("female", "male")):
        for line in (files("names") / f"dist.{sex}.first").read_text().splitlines():
            name, percent, *_ = line.split()
            found[name.lower()][at] = float(percent)
    return {name: (women, men) for name, (women, men) in found.items() if women + men >= RARE}


def listed_names(provider: object, sex: str) -> Iterable[str]:
    """One country's names of one sex."""
    for kind in (f"first_names_{sex}", f"first_romanized_names_{sex}"):
        yield from filter(None, map(spelt, getattr(provider, kind, ()) or ()))


def shares() -> dict[str, float]:
    """By name, the mean share of women over its sources."""
    votes: dict[str, list[float]] = defaultdict(list)
    for name, (women, men) in census().items():
        votes[name].append(women / (women + men))
    for module in pkgutil.iter_modules(by_country.__path__):
        if "_" not in module.name:
            continue
        provider = importlib.import_module(f"{by_country.__name__}.{module.name}").Provider
        women, men = (set(listed_names(provider, sex)) for sex in ("female", "male"))
        for name in women | men:
            votes[name].append(((name in women) + 1 - (name in men)) / 2)
    return {name: sum(all_) / len(all_) for name, all_ in votes.items() if len(name) > 1}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    lines = (f"{name}\t{share:.2f}\n" for name, share in sorted(shares().items()))
    out.write_text(HEAD.format(version=faker.VERSION) + "".join(lines), encoding="utf-8")
