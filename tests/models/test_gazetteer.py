import json
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.models import load_gazetteer
from onrecord.understand.gazetteer import place_key
from onrecord.understand.senses import FEATURES

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("name", "id", "country", "feature"),
    [
        ("United States", 6252001, "USA", "PCLI"),
        ("U.S.", 6252001, "USA", "PCLI"),
        ("Texas", 4736286, "USA", "ADM1"),
        ("Tex.", 4736286, "USA", "ADM1"),
        ("LONDON", 2643743, "GBR", "PPLC"),
        ("Kyiv", 703448, "UKR", "PPLC"),
        ("Saint Petersburg", 498817, "RUS", "PPL"),
        ("St. Petersburg", 498817, "RUS", "PPL"),
        ("Sao Paulo", 3448439, "BRA", "PPL"),
        ("São Paulo", 3448439, "BRA", "PPL"),
        ("Cook County", 4888671, "USA", "ADM2"),
        ("Kosovo", 831053, "XKX", "PCLI"),
        ("Asia", 6255147, None, "CONT"),
        ("Black Sea", None, None, "SEA"),
        ("Donbas", None, "UKR", "RGN"),
        ("Gaza Strip", None, "PSE", "RGN"),
    ],
)
def test_a_name_is_found_in_any_case_with_or_without_accents(
    name: str, id: int | None, country: str | None, feature: str
) -> None:
    found = GAZETTEER.find(name)
    assert (id, country, feature) in [(one.geonames_id, one.country, one.feature) for one in found]


def test_places_of_one_name_come_by_population_with_their_division() -> None:
    found = [(one.name, one.admin1, one.country) for one in GAZETTEER.find("London")]
    assert found[:3] == [
        ("London", "England", "GBR"),
        ("London", "Ontario", "CAN"),
        ("London", "Ohio", "USA"),
    ]
    people = [one.population for one in GAZETTEER.find("Springfield")]
    assert people == sorted(people, reverse=True)
    assert len(people) > 10


@pytest.mark.parametrize("name", ["", " ", "Tarvian Holt", "\0", "\t1", "~", "🕊️", "z" * 5000, "\n"])
def test_an_unknown_or_odd_name_has_no_places(name: str) -> None:
    assert GAZETTEER.find(name) == ()


def test_coordinates_are_on_earth_and_no_place_is_where_the_map_begins() -> None:
    for name in ("Paris", "Fiji", "Gaza", "Georgia", "Washington", "Victoria", "Kiribati"):
        for one in GAZETTEER.find(name):
            assert -90 <= one.latitude <= 90
            assert -180 <= one.longitude <= 180
            assert (one.latitude, one.longitude) != (0, 0)


def test_a_key_is_the_same_for_all_spellings_of_a_name() -> None:
    assert place_key("Saint-Étienne") == place_key("St. Etienne") == "st etienne"
    assert place_key("The Gambia") == place_key("Gambia")
    assert place_key("Mount Vernon") == place_key("Mt. Vernon")
    assert place_key("The") == "the"


def test_the_card_names_each_source_with_its_licence_and_has_every_weight() -> None:
    card = GAZETTEER.card
    assert all(source["licence"] and source["from"] for source in card["sources"])
    assert {f"sense {name}" for name in FEATURES} <= set(card["tuned"])
    assert {"toponym bias", "toponym threshold", "sense threshold"} <= set(card["tuned"])


def test_a_folder_without_a_gazetteer_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="no gazetteer that can be opened"):
        load_gazetteer(tmp_path)
    (tmp_path / "card.json").write_text(json.dumps({"tuned": {}}))
    (tmp_path / "gazetteer.bin").write_bytes(b"\x02\0\0\0{}")
    with pytest.raises(OnrecordError, match="no gazetteer that can be opened"):
        load_gazetteer(tmp_path)
