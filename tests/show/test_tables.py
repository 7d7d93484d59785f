import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keep.odd import records

from onrecord.record import Actor, Article, Reader, Record, Span
from onrecord.show.tables import FORMULA, LONGEST, TABLES, safe, write_tables
from show.desk import ARTICLE, RECORD, TEXT, at


def table(name: str, many: Sequence[Record] = (RECORD,)) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet reads them."""
    stream = io.BytesIO()
    write_tables(many, {name: stream})
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode(), newline="")))


def test_every_row_says_which_article_it_is_of() -> None:
    for name in TABLES:
        for row in table(name, [RECORD, RECORD]):
            assert row["record"] in ("1", "2")
            assert (row["article"], row["outlet"]) == ("a1", "The Ferry Post")
            assert (row["published"], row["title"]) == (ARTICLE.published, "A bridge")


def test_articles_come_with_their_reader_and_without_their_text() -> None:
    [row] = table("articles")
    assert (row["authors"], row["version"], row["weights"]) == ("Bo Rask; Cy Orme", "0.1", "aaaa")
    assert "text" not in row


def test_spans_are_words_with_their_ends_and_parts_are_joined_by_an_ellipsis() -> None:
    [row] = table("statements")
    assert row["content"] == "that “the bridge” … “open”"
    parts = [at("that “the bridge”"), at("“open”")]
    assert row["content_start"] == "; ".join(str(part.start) for part in parts)
    assert row["content_end"] == "; ".join(str(part.end) for part in parts)
    assert (row["source"], row["source_start"], row["source_end"]) == ("Ana Holt", "0", "8")
    assert (row["channel"], row["channel_start"]) == ("", "")
    assert TEXT[int(row["source_start"]) : int(row["source_end"])] == row["source"]
    assert (row["anonymous"], row["confidence"]) == ("false", "0.9")


def test_what_refers_to_another_item_is_its_name_and_its_id() -> None:
    [row] = table("statements")
    assert (row["speaker"], row["speaker_id"]) == ("Ana Holt", "actor1")
    assert (row["time"], row["time_id"]) == ("2031-03-07", "time1")
    assert (row["place"], row["place_id"]) == ("Velk", "place1")
    assert (row["addressee"], row["addressee_id"]) == ("", "")
    [row] = table("positions")
    assert row["place"] == "Velk; Sarn Sea; Velk; Quell"
    assert row["place_id"] == "place2; place3; place4; place5"
    assert (row["holder"], row["party"], row["until"]) == ("Tarvia", "Ulmark", "June")
    assert (row["exceptions"], row["means"]) == ("not at night", "")


def test_the_parties_of_an_event_are_names_words_and_ends() -> None:
    met, other = table("events")
    assert (met["actors"], met["actors_words"]) == ("Tarvia", "Troops of Tarvia")
    assert int(met["actors_start"]) == at("Troops of Tarvia").start
    assert (met["recipients"], met["sentence"][:6]) == ("Ulmark", "Troops")
    assert (other["actors"], other["statement"]) == ("", "statement1")


def test_mentions_places_and_times_have_the_words_of_the_article() -> None:
    assert table("actors")[0]["mentions"] == "Ana Holt; she"
    places = table("places")
    assert [row["words"] for row in places] == ["Velk", "Velk", "Sarn", "Velk", "Quell"]
    assert (places[0]["latitude"], places[0]["longitude"]) == ("49.98", "-36.25")
    assert (places[4]["latitude"], places[4]["geonames_id"]) == ("", "")
    assert [row["words"] for row in table("times")] == ["Friday", "June"]


@pytest.mark.parametrize("first", sorted(FORMULA))
def test_no_words_of_an_article_are_a_formula(first: str) -> None:
    name = f'{first}HYPERLINK("https://example.org","x")'
    actor = Actor("actor1", name, mentions=[Span(0, len(name))])
    article = Article("a1", name, title=name)
    [row] = table("actors", [Record(Reader("0", "0"), article, [actor])])
    assert [row["name"], row["mentions"], row["title"]] == ["'" + name] * 3


def test_numbers_stay_numbers_and_words_inside_stay_as_they_are() -> None:
    assert [safe(-1.5), safe(0), safe(True), safe(None)] == [-1.5, 0, "true", ""]
    assert [safe("a=b"), safe("–"), safe(""), safe("-5")] == ["a=b", "–", "", "'-5"]


def test_a_cell_that_no_spreadsheet_takes_is_cut() -> None:
    assert len(str(safe("x" * 100_000))) == LONGEST
    assert safe("x" * LONGEST) == "x" * LONGEST


@given(st.lists(records(), max_size=2))
def test_any_records_are_tables_with_a_row_for_each_item(many: list[Record]) -> None:
    for name in TABLES:
        rows = table(name, many)
        count = len(many) if name == "articles" else sum(len(getattr(r, name)) for r in many)
        assert len(rows) == count
        for row in rows:
            assert None not in row
            assert not any(cell[:1] in FORMULA - {"-"} for cell in row.values() if cell)


def test_a_line_end_inside_a_cell_is_kept() -> None:
    record = replace(RECORD, article=replace(ARTICLE, title='a\r\n"b",\nc'))
    [row] = table("articles", [record])
    assert row["title"] == 'a\r\n"b",\nc'
