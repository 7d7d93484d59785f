import re
from importlib.resources import files

import pytest

from onrecord.models.countries import load_countries
from onrecord.understand.countries import spelled

LINES = (files("onrecord.models") / "tables" / "countries.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]
COUNTRIES = load_countries()


@pytest.mark.parametrize(
    ("kind", "word", "code"),
    [
        ("names", "United Kingdom", "GBR"),
        ("names", "Northern Ireland", "GBR"),
        ("names", "UK", "GBR"),
        ("names", "USA", "USA"),
        ("names", "DPRK", "PRK"),
        ("names", "Burma", "MMR"),
        ("names", "Cote d'Ivoire", "CIV"),
        ("names", "Kosovo", "XKX"),
        ("names", "Soviet Union", "SUN"),
        ("names", "EU", None),
        ("adjectives", "Dutch", "NLD"),
        ("adjectives", "South Korean", "KOR"),
        ("adjectives", "Nigerian", "NGA"),
        ("adjectives", "Nigerien", "NER"),
        ("people", "Frenchwoman", "FRA"),
        ("people", "Dane", "DNK"),
        ("people", "Danes", "DNK"),
        ("seats", "Kyiv", "UKR"),
        ("seats", "Kiev", "UKR"),
        ("seats", "Brussels", None),
        ("bodies", "Kremlin", "RUS"),
        ("bodies", "KREMLIN", "RUS"),
        ("bodies", "Elysee", "FRA"),
    ],
)
def test_each_kind_of_word_leads_to_its_country(kind: str, word: str, code: str | None) -> None:
    assert getattr(COUNTRIES, kind)[word].code == code


def test_a_code_is_three_capitals_and_the_union_alone_has_none() -> None:
    codes = [row[0] for row in ROWS]
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes if code)
    assert [row[1] for row in ROWS if not row[0]] == ["European Union"]
    assert codes == [*sorted(filter(None, codes)), ""]
    assert len(set(codes)) == len(codes) > 240


@pytest.mark.parametrize("columns", [(1, 2), (3,), (4,), (5,), (6,), (1, 2, 5, 6)])
def test_no_word_of_a_kind_belongs_to_two_countries(columns: tuple[int, ...]) -> None:
    first: dict[str, str] = {}
    for row in ROWS:
        for word in filter(None, "|".join(row[at] for at in columns).split("|")):
            assert first.setdefault(spelled(word).casefold(), row[1]) == row[1]


def test_a_row_has_eight_columns_and_says_no_word_twice() -> None:
    for row in ROWS:
        assert len(row) == 8
        for cell in row:
            words = cell.split("|")
            assert len(set(words)) == len(words)
            assert words == [word.strip() for word in words]


def test_what_is_doubtful_is_a_word_of_its_row() -> None:
    for row in ROWS:
        words = "|".join(row[1:7]).split("|")
        assert all(word in words for word in row[7].split("|") if word)
    assert {"Georgia", "Jordan", "Chad", "Jersey", "GEORGIA"} <= COUNTRIES.doubtful


def test_the_first_lines_name_source_licence_and_date() -> None:
    head = " ".join(line for line in LINES if line.startswith("#"))
    assert all(word in head for word in ("Source:", "Licence:", "Date:", "ISO 3166-1"))
