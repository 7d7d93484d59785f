import pytest

from onrecord.models.countries import load_countries
from onrecord.understand.countries import (
    Country,
    country_named,
    country_of_adjective,
    country_of_people,
    first_country_in,
    is_doubtful,
)

COUNTRIES = load_countries()


def code(country: Country | None) -> str | None:
    """The code, the name of what has no code, or None for no country."""
    return (country.code or country.name) if country else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("U.S.", "USA"),
        ("the US", "USA"),
        ("THE UNITED STATES", "USA"),
        ("Britain’s", "GBR"),
        ("BRITAIN'S", "GBR"),
        ("the Philippines'", "PHL"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
        ("Isle of Man", "IMN"),
        ("St. Lucia", "LCA"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("Republic of Moldova", "MDA"),
        ("Islamic Republic of Pakistan", "PAK"),
        ("Republic of China", "TWN"),
        ("Republic of the Congo", "COG"),
        ("E.U.", "European Union"),
    ],
)
def test_a_name_is_known_in_each_of_its_spellings(words: str, expected: str) -> None:
    assert code(country_named(words, COUNTRIES)) == expected


@pytest.mark.parametrize(
    "words",
    [
        *("us", "Us", "turkey", "chad", "jordan", "china", "polish", "united states", "it", ""),
        *("Georgian", "New Mexico", "Korea", "New Guinea", "Republic of", "Ana Holt", "Ana Jordan"),
    ],
)
def test_a_word_that_is_written_as_no_country_names_none(words: str) -> None:
    assert country_named(words, COUNTRIES) is None


@pytest.mark.parametrize(
    ("name", "doubtful"),
    [
        *(("Georgia", True), ("JORDAN", True), ("Chad", True), ("Jersey", True)),
        *(("Turkey", False), ("Germany", False), ("Republic of Georgia", False)),
    ],
)
def test_a_name_that_is_also_a_state_or_a_person_is_doubtful(name: str, doubtful: bool) -> None:
    assert country_named(name, COUNTRIES) is not None
    assert is_doubtful(name, COUNTRIES) == doubtful


def test_adjectives_and_people_are_told_apart_by_case_too() -> None:
    assert code(country_of_adjective("North Korean", COUNTRIES)) == "PRK"
    assert code(country_of_adjective("U.S.", COUNTRIES)) == "USA"
    assert code(country_of_people("the Dutch", COUNTRIES)) == "NLD"
    assert code(country_of_people("Britons", COUNTRIES)) == "GBR"
    assert country_of_adjective("polish", COUNTRIES) is None
    assert country_of_adjective("Germany", COUNTRIES) is None
    assert country_of_people("Korean", COUNTRIES) is None  # of two countries


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("US secretary of state", "USA"),
        ("a senior U.S. official", "USA"),
        ("German chancellor", "DEU"),
        ("UK Ministry of Defence", "GBR"),
        ("French foreign ministry", "FRA"),
        ("Bank of England", "GBR"),
        ("South Korean president", "KOR"),
        ("Central African Republic’s army", "CAF"),
        ("the army of Guinea-Bissau", "GNB"),
        ("Ukraine’s air force", "UKR"),
        ("UKRAINE’S AIR FORCE", "UKR"),
        ("President of the United States", "USA"),
        ("the US ambassador to China", "USA"),
        ("Kremlin spokesman", "RUS"),
        ("spokesman for the Danish army", "DNK"),
        ("Norwegian Foreign Minister Ana Holt", "NOR"),
        ("leader of the English", "GBR"),
        ("Jordan’s foreign minister", "JOR"),
        ("prime minister of Georgia", "GEO"),
        ("French-born American engineer", "USA"),
        ("European Commission president", "European Union"),
    ],
)
def test_a_role_or_body_is_of_the_country_that_it_names(words: str, expected: str) -> None:
    assert code(first_country_in(words, COUNTRIES)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "governor of New Mexico",
        "South American bishop",
        "Native American leader",
        "African-American pastor",
        "American Airlines",
        "American Motors Force Corp",  # "force" alone would make it public
        "Air India",
        "Bank of America",
        "European Council on Foreign Relations",
        "ambassador to China",
        "an expert on the Russian army",
        "UN mission in Mali",
        "Russian and Ukrainian officials",
        "US, French and German officials",
        "US-China talks",
        "Iranian-American scholar",
        "US-backed fighters",
        "Georgia secretary of state",
        "Ana Jordan, foreign minister",
        "Chad Holt",
        "professor of English",
        "polish ministry",
        "let us go",
        "the mayor",
        "",
    ],
)
def test_a_role_or_body_is_of_no_country_where_two_or_none_are_sure(words: str) -> None:
    assert first_country_in(words, COUNTRIES) is None
