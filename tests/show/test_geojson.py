import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from keep.odd import records

from onrecord.record import Record
from onrecord.show.geojson import write_geojson
from show.desk import ARTICLE, RECORD, TEXT, at


def collection(records: Sequence[Record]) -> tuple[dict[str, Any], int]:
    stream = io.BytesIO()
    left_out = write_geojson(records, stream)
    return json.loads(stream.getvalue()), left_out


def of_kind(kind: str, record: Record = RECORD) -> list[dict[str, Any]]:
    features = collection([record])[0]["features"]
    return [one for one in features if one["properties"]["kind"] == kind]


def test_a_place_named_often_is_one_point_with_longitude_first_and_all_its_mentions() -> None:
    velk, sarn = of_kind("place")
    assert velk["geometry"] == {"type": "Point", "coordinates": [-36.25, 49.98]}
    assert velk["properties"] == {
        "kind": "place",
        "name": "Velk",
        "geonames_id": 706,
        "country": "TRV",
        "admin1": "North",
        "feature": "PPL",
        "id": "place1",
        "quote": "Velk",
        "context": TEXT.splitlines()[0],
        "mentions": 3,
        "evidence": [
            {"quote": "Velk", "start": at("Velk", n).start, "end": at("Velk", n).end}
            for n in range(3)
        ],
        "article": "a1",
        "title": ARTICLE.title,
        "published": ARTICLE.published,
        "outlet": ARTICLE.outlet,
        "url": ARTICLE.url,
    }
    assert (sarn["properties"]["name"], sarn["properties"]["quote"]) == ("Sarn Sea", "Sarn")


def test_a_statement_is_a_point_where_it_was_said_with_who_said_what_and_when() -> None:
    [said] = of_kind("statement")
    told = said["properties"]
    assert said["geometry"]["coordinates"] == [-36.25, 49.98]
    assert (told["speaker"], told["name"], told["cue"]) == ("Ana Holt", "Velk", "told … said")
    assert told["quote"] == "that “the bridge” … “open”"
    assert [TEXT[one["start"] : one["end"]] for one in told["evidence"]] == [
        one["quote"] for one in told["evidence"]
    ]
    assert (told["time"], told["begin"], told["end"]) == ("2031-03-07",) * 3
    assert told["confidence"] == 0.9


def test_an_event_is_a_point_and_one_whose_place_has_none_is_left_out() -> None:
    [met] = of_kind("event")
    told = met["properties"]
    assert met["geometry"]["coordinates"] == [14.0, 12.5]
    assert (told["type"], told["mode"], told["status"]) == ("CONSULT", "meet", "actual")
    assert (told["actors"], told["recipients"]) == (["Tarvia"], ["Ulmark"])
    assert told["quote"].startswith("Troops of Tarvia met")


def test_a_position_is_a_point_at_each_of_its_places_once() -> None:
    velk, sarn = of_kind("position")
    assert [one["properties"]["name"] for one in (velk, sarn)] == ["Velk", "Sarn Sea"]
    told = velk["properties"]
    assert (told["stance"], told["holder"], told["party"]) == ("permits", "Tarvia", "Ulmark")
    assert (told["action"], told["exceptions"]) == ("use drones", "not at night")
    assert (told["means"], told["since"], told["until"]) == (None, None, None)


def test_places_without_coordinates_are_counted_and_not_exported() -> None:
    whole, left_out = collection([RECORD, RECORD])
    assert left_out == 2
    names = {one["properties"]["name"] for one in whole["features"]}
    assert names == {"Velk", "Sarn Sea"}


def test_the_same_place_in_two_articles_is_two_points() -> None:
    other = replace(RECORD, article=replace(ARTICLE, id="a2"))
    whole, _ = collection([RECORD, other])
    ids = [one["properties"]["article"] for one in whole["features"]]
    assert ids == sorted(ids)
    assert ids.count("a2") == ids.count("a1") == 6


def test_no_records_are_an_empty_collection() -> None:
    assert collection([]) == ({"type": "FeatureCollection", "features": []}, 0)


@given(st.lists(records(), max_size=3))
def test_any_records_are_a_collection_of_points(many: list[Record]) -> None:
    whole, left_out = collection(many)
    places = [place for record in many for place in record.places]
    assert left_out == sum(place.longitude is None for place in places)
    for feature in whole["features"]:
        assert feature["type"] == "Feature"
        assert len(feature["geometry"]["coordinates"]) == 2
