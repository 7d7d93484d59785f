"""Which places an article names, over a small gazetteer of countries and towns that do not exist."""

from collections.abc import Mapping

import pytest
from marks import marked, reading_of

from onrecord.models import load_gazetteer, load_tables
from onrecord.record import Place
from onrecord.understand.gazetteer import Candidate, place_key
from onrecord.understand.names import find_names
from onrecord.understand.places import find_places

COUNTRIES = load_tables().countries


def entry(
    id: int, name: str, at: tuple[float, float], where: str, feature: str, people: int = 0
) -> Candidate:
    """An entry; where is "XXX" for a country, "XXX.01" for a division of it."""
    country, _, number = where.partition(".")
    division = f"{country}.{number}" if number else None
    return Candidate(id, name, *at, country or None, division, division, feature, people)


ENTRIES = [
    entry(1, "Tarvia", (10, 10), "TRV", "PCLI", 9_000_000),
    entry(2, "Ulmark", (50, 50), "ULM", "PCLI", 9_000_000),
    entry(3, "North Ulmark", (52, 50), "ULM.01", "ADM1", 900_000),
    entry(4, "Osten", (10, 11), "TRV", "PPLC", 2_000_000),
    entry(5, "Osten", (52, 51), "ULM.01", "PPL", 20_000),
    entry(6, "Velk", (52.2, 51.2), "ULM.01", "PPL", 9_000),
    entry(7, "Holt", (10.5, 10.5), "TRV", "PPL", 800),
    entry(8, "Sarn", (12, 12), "TRV.07", "ADM1", 400_000),
    entry(9, "Sarn", (14, 12), "TRV.09", "PPL", 400_000),
    entry(10, "Grey Sea", (30, 30), "", "SEA"),
    entry(11, "Moscow", (55.75, 37.6), "RUS", "PPLC", 10_000_000),
]


class Small:
    """A gazetteer in memory, with the weights of the one that is shipped."""

    def __init__(self, entries: list[Candidate]) -> None:
        self._by_key: dict[str, tuple[Candidate, ...]] = {}
        for one in sorted(entries, key=lambda one: -one.population):
            key = place_key(one.name)
            self._by_key[key] = (*self._by_key.get(key, ()), one)

    @property
    def tuned(self) -> Mapping[str, float]:
        return load_gazetteer().tuned

    def find(self, name: str) -> tuple[Candidate, ...]:
        return self._by_key.get(place_key(name), ())


GAZETTEER = Small(ENTRIES)


def places(text: str, outlet: str | None = None) -> tuple[str, list[Place]]:
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    return plain, find_places(reading, find_names(reading), GAZETTEER, COUNTRIES, outlet)


def found(text: str, outlet: str | None = None) -> list[tuple[str, int | None]]:
    """The words of each place and its id."""
    plain, each = places(text, outlet)
    return [(place.span.of(plain), place.geonames_id) for place in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in [place Osten].", [("Osten", 4)]),
        ("They met in [place Velk], [place North Ulmark].", [("Velk", 6), ("North Ulmark", 3)]),
        ("They met in [place Osten], [country Ulmark].", [("Osten", 5), ("Ulmark", 2)]),
        (  # one name, two places
            "[place Osten], [country Ulmark], and [place Osten], [country Tarvia].",
            [("Osten", 5), ("Ulmark", 2), ("Osten", 4), ("Tarvia", 1)],
        ),
        (  # one sense a name: the second mention is the first's
            "In [place Osten], [country Ulmark], it rained. [place Osten] is small.",
            [("Osten", 5), ("Ulmark", 2), ("Osten", 5)],
        ),
        ("Fighting in the [place Sarn] province went on.", [("Sarn", 8)]),
        ("Fighting in the city of [place Sarn] went on.", [("Sarn", 9)]),
        ("A ship in the [place Grey Sea] sank.", [("Grey Sea", 10)]),
        ("They met in [place Quell].", [("Quell", None)]),  # in no gazetteer
    ],
)
def test_a_name_stands_for_the_place_that_the_words_around_it_tell(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert found(text) == expected


ALIKE = [
    *(entry(21, "Sard", (42, 43), "SRD", "PCLI", 4_000_000), entry(22, "Miro", (41.7, 44.8), "SRD", "PPLC", 10**6)),
    *(entry(23, "Sard", (33, -84), "ULM.02", "ADM1", 9_000_000), entry(24, "Alta", (33.7, -84.4), "ULM.02", "PPL", 500_000)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a country and a state of one name, each told by its town
            "In [place Alta], [place Sard], it rained. It snowed in [place Miro], [place Sard].",
            [("Alta", 24), ("Sard", 23), ("Miro", 22), ("Sard", 21)],
        ),
        (
            "In [place Miro], [place Sard], it rained. It snowed in [place Alta], [place Sard].",
            [("Miro", 22), ("Sard", 21), ("Alta", 24), ("Sard", 23)],
        ),
        ("In [place Miro], [place Sard], it rained. [place Sard] is wet.", [("Miro", 22), ("Sard", 21), ("Sard", 21)]),
    ],
)  # fmt: skip
def test_a_state_and_a_country_of_one_name_are_told_apart_by_the_town_before_them(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    each = find_places(reading, find_names(reading), Small(ALIKE), COUNTRIES)
    assert [(place.span.of(plain), place.geonames_id) for place in each] == expected


def test_a_city_of_a_persons_name_is_a_place_only_beside_the_person() -> None:
    text = "[person Osten Hilver] arrived in [place Osten]. [person Hilver] said it rained."
    plain, each = places(text)
    assert [(place.span.start, place.geonames_id) for place in each] == [
        (plain.index("in Osten") + 3, 4)
    ]


def test_a_city_a_government_and_a_person_of_one_name_are_three_things() -> None:
    text = (
        "[place Moscow] said no. [person Ana Moscow] left. They live in [place Moscow]. "
        "[place Moscow] agreed to talks."
    )
    plain, each = places(text)
    assert [plain[place.span.start - 3 : place.span.end] for place in each] == ["in Moscow"]


def test_places_of_an_article_lie_near_one_another() -> None:
    text = "In [place Velk] it rained. In [place North Ulmark] too. It rained in [place Osten]."
    assert found(text) == [("Velk", 6), ("North Ulmark", 3), ("Osten", 5)]


def test_a_town_in_the_name_of_a_body_is_a_place() -> None:
    text = "The [organization Osten Police Department] in [place Osten] said so."
    assert found(text) == [("Osten", 4), ("Osten", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "[person Ana Holt] said so, and [person Holt] left.",  # a person, though a town is called so
        "[person Holt] said so.",
        "The [person Osten Hilver] case.",
        "[person Ana Osten] spoke.",
        "[place Moscow] said no.",  # a government
        "A velk is a snail.",
    ],
)
def test_a_person_a_government_and_a_common_word_are_no_places(text: str) -> None:
    assert found(text) == []


def test_a_city_is_a_place_where_it_is_no_government() -> None:
    assert found("He lives in [place Moscow].") == [("Moscow", 11)]


def test_a_capital_that_acts_for_its_state_is_the_capital_elsewhere_too() -> None:
    ada = entry(12, "Moscow", (46.7, -117), "USA.ID", "PPL", 90_000_000)
    plain, marks = marked("[place Moscow] said no. It rained in [place Moscow].")
    reading = reading_of(plain, marks)
    found = find_places(reading, find_names(reading), Small([*ENTRIES, ada]), COUNTRIES)
    assert [place.geonames_id for place in found] == [11]


def test_a_place_has_what_the_gazetteer_knows_and_an_unknown_one_its_words() -> None:
    _, [known] = places("They met in [place Velk].")
    assert (known.id, known.name, known.country, known.feature) == ("place1", "Velk", "ULM", "PPL")
    assert (known.latitude, known.longitude, known.admin1) == (52.2, 51.2, "ULM.01")
    _, [unknown] = places("They met in [place Quell].")
    assert unknown.name == "Quell"
    assert {unknown.geonames_id, unknown.latitude, unknown.longitude, unknown.country} == {None}


def test_a_place_that_the_outlet_is_named_for_draws_others_to_it() -> None:
    text = "It rained in [place Osten]. It rained in [place Velk]."
    assert found(text, "www.velkherald.com") == [("Osten", 5), ("Velk", 6)]


def test_an_article_that_names_400_places_has_them_all() -> None:
    text = " ".join(f"They met in [place Osten{'a' * number}]." for number in range(400))
    entries = [
        entry(number, f"Osten{'a' * number}", (number / 10, 5), "TRV", "PPL", 5_000)
        for number in range(400)
    ]
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    each = find_places(reading, find_names(reading), Small(entries), COUNTRIES)
    assert [place.id for place in each] == [f"place{number}" for number in range(1, 401)]
    assert [place.geonames_id for place in each][1:] == list(range(1, 400))


@pytest.mark.parametrize("text", ["", ".", "\n\n", "İ", "🕊️ Velk", "O’ O' -", "VELK —"])
def test_odd_texts_give_places_inside_them(text: str) -> None:
    plain, each = places(text)
    assert all(0 <= place.span.start < place.span.end <= len(plain) for place in each)
