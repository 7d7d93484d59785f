"""GDELT's two files, read as its users read them: pandas, tab-separated, the published columns."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keep.desk import acted
from keep.odd import records

from onrecord.record import Record
from onrecord.show.export import export_records
from onrecord.show.gdelt import countries
from show.desk import RECORD, at

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
EVENTS = [
    *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *(f"Actor1{name}" for name in ACTOR.split()),
    *(f"Actor2{name}" for name in ACTOR.split()),
    *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
    *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
    *(f"Actor1Geo_{name}" for name in GEO.split()),
    *(f"Actor2Geo_{name}" for name in GEO.split()),
    *(f"ActionGeo_{name}" for name in GEO.split()),
    *["DATEADDED", "SOURCEURL"],
]
MENTIONS = [
    "GlobalEventID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
]


def frames(
    many: Sequence[Record], folder: Path, *, all_status: bool = False
) -> tuple[pandas.DataFrame, pandas.DataFrame, dict[str, int]]:
    """The two files as pandas reads them with the published columns, and what was left out."""
    left_out = export_records(many, "gdelt", folder, all_status=all_status)
    extra = ["status", "claimed_by", "evidence", "url"] if all_status else []
    events, mentions = (
        pandas.read_csv(
            folder / name, sep="\t", header=None, names=names, dtype=str, keep_default_na=False
        )
        for name, names in (
            ("onrecord.export.CSV", [*EVENTS, *extra]),
            ("onrecord.mentions.CSV", MENTIONS),
        )
    )
    return events, mentions, dict(left_out)


def known(frame: pandas.DataFrame) -> dict[str, str]:
    """The fields of the only row that are not empty."""
    [row] = frame.to_dict("records")
    return {str(name): words for name, words in row.items() if words}


def test_the_columns_are_the_published_ones_and_stand_in_a_file_beside_those_without_header(
    tmp_path: Path,
) -> None:
    assert (len(EVENTS), len(set(EVENTS)), len(MENTIONS)) == (61, 61, 16)
    for all_status, extra in ((False, []), (True, ["status", "claimed_by", "evidence", "url"])):
        export_records([], "gdelt", tmp_path, all_status=all_status)
        headers = [
            (tmp_path / name).read_text().splitlines()
            for name in ("export.header.tsv", "mentions.header.tsv")
        ]
        assert headers == [["\t".join([*EVENTS, *extra])], ["\t".join(MENTIONS)]]
        assert (tmp_path / "onrecord.export.CSV").read_bytes() == b""


def test_an_event_has_its_day_its_actors_its_root_its_place_and_its_address(tmp_path: Path) -> None:
    events, mentions, left_out = frames([RECORD], tmp_path)
    assert left_out == {"planned": 1}
    told = known(events)
    assert told.pop("GLOBALEVENTID") == mentions["GlobalEventID"][0]
    assert told == {
        "SQLDATE": "20310307",
        "MonthYear": "203103",
        "Year": "2031",
        "FractionDate": "2031.1836",
        "Actor1Code": "TRVGOV",
        "Actor1Name": "Tarvia",
        "Actor1CountryCode": "TRV",
        "Actor1Type1Code": "GOV",
        "Actor2Name": "Ulmark",
        "EventRootCode": "04",
        "QuadClass": "1",
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_FullName": "Sarn Sea",
        "ActionGeo_Lat": "12.5",
        "ActionGeo_Long": "14.0",
        "DATEADDED": "20310308090000",
        "SOURCEURL": "https://example.org/1",
    }


def test_a_mention_says_where_in_the_text_the_parties_and_the_act_stand(tmp_path: Path) -> None:
    text = RECORD.article.text
    told = known(frames([RECORD], tmp_path)[1])
    assert int(told.pop("GlobalEventID")) < 2**63
    assert told == {
        "EventTimeDate": "20310308090000",
        "MentionTimeDate": "20310308090000",
        "MentionType": "1",
        "MentionSourceName": "example.org",
        "MentionIdentifier": "https://example.org/1",
        "Actor1CharOffset": str(at("Troops of Tarvia").start),
        "Actor2CharOffset": str(at("troops of Ulmark").start),
        "ActionCharOffset": str(at("met").start),
        "InRawText": "1",
        "Confidence": "80",
        "MentionDocLen": str(len(text)),
    }


@pytest.mark.parametrize("url", [None, "harbour.html", "http://[broken"])
def test_an_article_without_an_address_is_cited_by_its_outlet_and_title(
    url: str | None, tmp_path: Path
) -> None:
    record = replace(RECORD, article=replace(RECORD.article, url=url))
    told = known(frames([record], tmp_path)[1])
    assert (told["MentionType"], told["MentionSourceName"]) == ("2", "The Ferry Post")
    assert told["MentionIdentifier"] == "A bridge"


def test_an_event_with_several_parties_is_a_row_for_each_pair_with_a_number_of_its_own(
    tmp_path: Path,
) -> None:
    text = "[actor Velk] and [actor Oslo] [AID helped] [recipient Quell] and [recipient Bergen]."
    alone = acted("[actor Velk] and [actor Oslo] [CONSULT met].", id="a2")
    events, mentions, _ = frames([acted(text), alone], tmp_path)
    pairs = list(zip(events["Actor1Name"], events["Actor2Name"], strict=True))
    assert pairs == [
        *[("Velk", "Quell"), ("Velk", "Bergen"), ("Oslo", "Quell"), ("Oslo", "Bergen")],
        *[("Velk", ""), ("Oslo", "")],
    ]
    assert events["GLOBALEVENTID"].nunique() == 6
    assert list(events["GLOBALEVENTID"]) == list(mentions["GlobalEventID"])
    again, _, _ = frames([acted(text), alone], tmp_path)
    assert list(again["GLOBALEVENTID"]) == list(events["GLOBALEVENTID"])


def test_only_what_happened_is_in_them_and_the_rest_is_counted_or_kept_and_said(
    tmp_path: Path,
) -> None:
    text = "[actor Velk] [CONSULT met] [recipient Oslo]."
    statuses = ("actual", "ongoing", "planned", "possible", "denied")
    many = [acted(text, id=status, status=status) for status in statuses]
    many.append(acted(f"[says Ana Holt] said {text}", url="https://example.org/1"))
    events, mentions, left_out = frames(many, tmp_path)
    assert len(events) == len(mentions) == 2
    assert left_out == {"planned": 1, "possible": 1, "denied": 1, "claimed": 1}
    events, mentions, left_out = frames(many, tmp_path, all_status=True)
    assert (len(mentions), left_out) == (6, {})
    assert list(events["status"]) == [*statuses, "actual"]
    assert known(events.iloc[5:])["claimed_by"] == "Ana Holt"
    assert known(events.iloc[5:])["evidence"] == "Ana Holt said Velk met Oslo."
    assert known(events.iloc[5:])["url"] == "https://example.org/1"


@pytest.mark.parametrize(
    ("type", "mode", "root", "quad"),
    [
        *[("AGREE", None, "03", "1"), ("AID", None, "07", "2"), ("THREATEN", "arrest", "13", "3")],
        *[("COERCE", "arrest", "17", "4"), ("ASSAULT", None, "18", "4")],
        *[("ASSAULT", "drone", "19", "4"), ("ASSAULT", "unconventional", "20", "4")],
    ],
)
def test_the_root_is_that_of_the_type_or_of_the_mode_and_finer_codes_stay_empty(
    type: str, mode: str | None, root: str, quad: str, tmp_path: Path
) -> None:
    record = acted(f"[actor Velk] [{type} did it].", modes={"did it": mode} if mode else None)
    told = known(frames([record], tmp_path)[0])
    assert (told["EventRootCode"], told["QuadClass"]) == (root, quad)
    assert not {"EventCode", "EventBaseCode", "GoldsteinScale", "AvgTone"} & set(told)


@pytest.mark.parametrize(
    ("feature", "country", "type", "name", "fips"),
    [
        ("PPL", "DEU", "4", "Quell, North, Germany", "GM"),
        ("PPLC", "USA", "3", "Quell, North, United States", "US"),
        ("ADM1", "USA", "2", "Quell, North, United States", "US"),
        ("ADM1", "UKR", "5", "Quell, North, Ukraine", "UP"),
        ("PCLI", "GBR", "1", "Quell, North, United Kingdom", "UK"),
        ("SEA", None, "", "Quell, North", ""),
        ("PPL", "TRV", "4", "Quell, North, TRV", ""),
    ],
)
def test_a_place_is_typed_and_its_country_is_fips(
    feature: str, country: str | None, type: str, name: str, fips: str, tmp_path: Path
) -> None:
    record = acted("[actor Velk] [CONSULT met] them in [place Quell].")
    place = replace(record.places[0], feature=feature, country=country, admin1="North")
    told = known(frames([replace(record, places=[place])], tmp_path)[0])
    found = (told.get("ActionGeo_Type", ""), told["ActionGeo_FullName"])
    assert found == (type, name)
    assert told.get("ActionGeo_CountryCode", "") == fips
    assert not any(column.startswith(("Actor1Geo", "Actor2Geo")) for column in told)


def test_every_country_of_the_table_has_two_letters_and_no_other_has_them() -> None:
    codes = [country.fips for country in countries().values()]
    assert len(codes) > 240
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 for code in codes)


def test_days_are_written_whole_and_an_event_of_no_day_has_none(tmp_path: Path) -> None:
    text = "[actor Velk] [CONSULT met] them [time then]."
    for day, fraction in (
        *[("2031-01-01", "2031.0027"), ("2031-12-31", "2031.9890"), ("0987-02-18", "987.1315")],
    ):
        told = known(frames([acted(text, days={"then": day})], tmp_path)[0])
        assert told["SQLDATE"] == day.replace("-", "")
        assert told["FractionDate"] == fraction
    told = known(frames([acted(text)], tmp_path)[0])
    assert not {"SQLDATE", "Year", "FractionDate", "DATEADDED"} & set(told)


def test_sectors_that_cameo_has_are_types_of_actors(tmp_path: Path) -> None:
    record = acted("[actor Velk] [CONSULT met] them.")
    for sector, code in (("MIL", "MIL"), ("JRN", "MED"), ("SOC", ""), (None, "")):
        actor = replace(record.actors[0], country="NOR", sector=sector)
        told = known(frames([replace(record, actors=[actor])], tmp_path)[0])
        assert (told["Actor1Code"], told.get("Actor1Type1Code", "")) == (f"NOR{code}", code)


@settings(max_examples=40)
@given(st.lists(records(), max_size=2))
def test_any_records_are_rows_of_61_and_16_fields(
    tmp_path_factory: pytest.TempPathFactory, many: list[Record]
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    events, mentions, _ = frames(many, folder, all_status=True)
    assert len(events) == len(mentions) >= sum(len(record.events) for record in many)
    for name, fields in (("onrecord.export.CSV", 65), ("onrecord.mentions.CSV", 16)):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(events)
        assert {line.count("\t") + 1 for line in lines} <= {fields}
