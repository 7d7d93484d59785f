"""POLECAT's table, read as its users read it: pandas, tab-separated, the published header."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keep.desk import acted
from keep.odd import records

from onrecord.record import Record
from onrecord.show.plover import TYPES
from onrecord.show.polecat import write_polecat
from onrecord.show.tables import FORMULA
from show.desk import RECORD, at

HEADER = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]
STATUSES = ("actual", "ongoing", "planned", "possible", "denied")


def table(
    many: Sequence[Record], *, all_status: bool = False
) -> tuple[pandas.DataFrame, dict[str, int]]:
    """The table as pandas reads it, words as words, and what was left out."""
    stream = io.BytesIO()
    left_out = write_polecat(many, stream, all_status=all_status)
    stream.seek(0)
    return pandas.read_csv(stream, sep="\t", dtype=str, keep_default_na=False), dict(left_out)


def of_each_status() -> list[Record]:
    text = "[actor Velk] [CONSULT met] [recipient Oslo]."
    claimed = acted(f"[says Ana Holt] said {text}", id="claimed")
    return [*(acted(text, id=status, status=status) for status in STATUSES), claimed]


def test_the_columns_are_the_published_ones() -> None:
    frame, _ = table([])
    assert len(HEADER) == 40
    assert list(frame.columns) == HEADER
    assert list(table([], all_status=True)[0].columns) == [
        *HEADER,
        *("status", "claimed_by", "evidence", "url"),
    ]


def test_a_row_has_what_happened_who_did_it_to_whom_where_and_who_reports_it() -> None:
    frame, left_out = table([RECORD])
    [row] = frame.to_dict("records")
    assert left_out == {"planned": 1}
    known = {name: words for name, words in row.items() if words}
    assert int(known.pop("Event ID")) > 0
    assert known == {
        "Event Date": "2031-03-07",
        "Event Type": "CONSULT",
        "Event Mode": "meet",
        "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Tarvia",
        "Actor Country": "TRV",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV",
        "Actor Name Raw": "Troops of Tarvia",
        "Recipient Name": "Ulmark",
        "Recipient Name Raw": "troops of Ulmark",
        "Placename": "Sarn Sea",
        "Latitude": "12.5",
        "Longitude": "14.0",
        "Raw Placename": "Sarn",
        "Feature Type": "SEA",
        "Source": "The Ferry Post",
        "Publication Date": "2031-03-08",
        "Story People": "Ana Holt",
        "Story Locations": "Velk; Sarn Sea; Quell",
        "Language": "en",
        "Version": "onrecord 0.1",
    }


def test_several_actors_are_one_event_and_the_cells_beside_them_have_a_part_for_each() -> None:
    record = acted("[actor Velk] and [actor Oslo] [AID helped] the region.")
    velk, oslo = record.actors
    oslo = replace(oslo, country="NOR", sector="GOV", role="host")
    [row] = table([replace(record, actors=[velk, oslo])])[0].to_dict("records")
    assert (row["Actor Name"], row["Actor Country"], row["Actor Title"]) == (
        *("Velk; Oslo", "; NOR", "; host"),
    )
    assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("GOV", "; GOV")
    assert row["Recipient Name"] == row["Recipient Country"] == ""


def test_only_what_happened_is_in_it_and_the_rest_is_counted_by_its_reason() -> None:
    frame, left_out = table(of_each_status())
    assert len(frame) == 2
    assert left_out == {"planned": 1, "possible": 1, "denied": 1, "claimed": 1}


def test_every_status_is_kept_where_it_is_wanted_and_said_with_who_claims_it_and_the_words() -> (
    None
):
    frame, left_out = table(of_each_status(), all_status=True)
    assert left_out == {}
    assert list(frame["status"]) == [*STATUSES, "actual"]
    assert list(frame["claimed_by"]) == [*[""] * 5, "Ana Holt"]
    assert frame["evidence"].iloc[-1] == "Ana Holt said Velk met Oslo."
    silent = of_each_status()[-1]
    said = [replace(one, speaker=None, source=[]) for one in silent.statements]
    frame, _ = table([replace(silent, statements=said)], all_status=True)
    assert list(frame["claimed_by"]) == ["(no source)"]


def test_an_event_is_of_its_own_first_day_else_of_the_day_of_publication_else_of_none() -> None:
    text, day = "[actor Velk] [CONSULT met] them in [time June].", "2031-07-05T23:30:00-04:00"
    own = acted(text, days={"June": "2031-06-01/2031-06-30"}, published=day)
    frame, _ = table([own, acted(text, published=day), acted(text)])
    assert list(frame["Event Date"]) == ["2031-06-01", "2031-07-05", ""]


def test_a_town_a_division_and_a_country_stand_in_their_columns() -> None:
    record = acted("[actor Velk] [CONSULT met] them in [place Quell].")
    [place] = record.places
    for feature, expected in (
        ("PPLC", ("Quell", "North", "TRV")),
        ("ADM1", ("", "Quell", "TRV")),
        ("PCLI", ("", "North", "TRV")),
        (None, ("", "North", "TRV")),
    ):
        told = replace(place, feature=feature, admin1="North", country="TRV")
        [row] = table([replace(record, places=[told])])[0].to_dict("records")
        assert (row["City"], row["Province"], row["Country"]) == expected


def test_every_type_has_its_quad_class_and_the_intensity_that_is_known() -> None:
    assert {type for type, coded in TYPES.items() if coded.intensity is None} == {"ACCUSE"}
    quads = {quad: {type for type in TYPES if TYPES[type].quad == quad} for quad in (1, 2, 3, 4)}
    assert quads == {
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }
    assert all((TYPES[type].intensity or 0) >= 0 for type in quads[1] | quads[2])
    assert all((TYPES[type].intensity or 0) <= 0 for type in quads[3] | quads[4])


def test_the_same_event_has_the_same_id_and_another_has_another() -> None:
    two = acted("[actor Velk] [CONSULT met] and [ASSAULT hit] them.")
    other = replace(two, article=replace(two.article, id="a2"))
    frame, _ = table([two, two, other])
    assert list(frame["Event ID"][:2]) == list(frame["Event ID"][2:4])
    assert frame["Event ID"].nunique() == 4


@pytest.mark.parametrize("first", [*sorted(FORMULA), " =", "\t\r\n="])
def test_no_words_of_an_article_are_a_formula_or_break_a_row(first: str) -> None:
    name = f'{first}HYPERLINK("a\tb\r\nc\x00\u2028d"'
    record = acted("[actor Velk] [CONSULT met] them.")
    [velk] = record.actors
    hostile = replace(
        record,
        actors=[replace(velk, name=name, role='"')],
        article=replace(record.article, outlet=name, language='"x'),
    )
    frame, _ = table([hostile, record])
    assert len(frame) == 2
    assert frame["Actor Name"][0] == frame["Source"][0]
    assert frame["Actor Name"][0][0] not in FORMULA | {" "}
    assert frame["Actor Name"][0].endswith('HYPERLINK("a b  c  d"')
    assert (frame["Actor Title"][0], frame["Language"][0]) == ('"', '"x')
    assert frame["Actor Name"][1] == "Velk"


@given(st.lists(records(), max_size=2))
def test_any_records_are_a_table_with_a_row_for_each_event(many: list[Record]) -> None:
    frame, left_out = table(many, all_status=True)
    assert len(frame) == sum(len(record.events) for record in many)
    assert left_out == {}
    stream = io.BytesIO()
    write_polecat(many, stream, all_status=True)
    lines = stream.getvalue().decode().splitlines()
    assert len(lines) == len(frame) + 1
    assert {line.count("\t") for line in lines} == {43}


def test_the_place_of_a_row_is_where_the_article_names_it() -> None:
    [row] = table([RECORD])[0].to_dict("records")
    assert RECORD.article.text[slice(*at("Sarn"))] == row["Raw Placename"]
