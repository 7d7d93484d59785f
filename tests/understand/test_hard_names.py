"""Names that are easily misread, each on an article of its own as the shipped weights read it."""

import pytest

from onrecord.models import load_encoder
from onrecord.pipeline import record_of
from onrecord.record import Article, Record


def record(text: str) -> Record:
    return record_of(Article("hard", text), load_encoder())


def actors(text: str) -> dict[str, tuple[str, list[str]]]:
    """Kind and the words of the mentions of each actor, by its name."""
    found = record(text).actors
    return {actor.name: (actor.kind, [span.of(text) for span in actor.mentions]) for actor in found}


@pytest.mark.parametrize(
    ("text", "name", "kind", "mentions"),
    [
        (  # one name
            "Adele said on Monday that she would not sing in Lyon.\n\nAdele left the hall early.",
            "Adele", "person", ["Adele", "she", "Adele"],
        ),
        (  # a headline in capitals
            "MINISTER QUITS OVER PORT SALE\n\nTransport minister Eva Lind quit on Monday over the "
            "sale of a port. Lind told reporters she was tired.",
            "Eva Lind", "person", ["Eva Lind", "Lind", "she"],
        ),
        (  # a possessive
            "Olga Marin’s lawyer said that Marin’s house was searched on Monday.",
            "Olga Marin", "person", ["Olga Marin", "Marin"],
        ),
        (  # a hyphen
            "Maria Lopez-Garcia led the inquiry. Lopez-Garcia said it would take a year.",
            "Maria Lopez-Garcia", "person", ["Maria Lopez-Garcia", "Lopez-Garcia"],
        ),
        (  # particles
            "Ursula van der Berg, a lawmaker, spoke on Monday. Van der Berg said it was late.",
            "Ursula van der Berg", "person",
            ["Ursula van der Berg", "a lawmaker", "Van der Berg"],
        ),
        (
            "Saeed bin Khalid, the energy minister, said on Monday that oil was cheap.",
            "Saeed bin Khalid", "person", ["Saeed bin Khalid", "the energy minister"],
        ),
        (  # initials
            "J. P. Morland and his wife left on Monday. Morland said it was late.",
            "J. P. Morland", "person", ["J. P. Morland", "his", "Morland"],
        ),
        (  # Jr.
            "Robert F. Wagner Jr. led the inquiry. Wagner said it would take a year.",
            "Robert F. Wagner Jr.", "person", ["Robert F. Wagner Jr.", "Wagner"],
        ),
        (  # a company that is named after a person
            "Ford said it would close its plant. Henry Ford founded the firm in 1903.",
            "Ford", "organization", ["Ford", "it", "its"],
        ),
        (
            "Johnson & Johnson will appeal, the company said on Monday.",
            "Johnson & Johnson", "organization", ["Johnson & Johnson"],
        ),
        (  # a team that is named after a country
            "Nigeria beat Ghana 2-1 on Sunday. Nigeria scored twice before the break.",
            "Nigeria", "country", ["Nigeria", "Nigeria"],
        ),
    ],
)  # fmt: skip
def test_a_name_is_whole_and_its_bearer_one(
    text: str, name: str, kind: str, mentions: list[str]
) -> None:
    assert actors(text)[name] == (kind, mentions)


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Georgia said on Monday that police had acted properly.", "Georgia", "GEO"),
        ("Jordan closed its airspace. Flights from Jordan were cancelled.", "Jordan", "JOR"),
        ("Turkey summoned the ambassador, and Turkey will respond.", "Turkey", "TUR"),
        ("Chad and Niger agreed to reopen the border. In Chad, shops closed.", "Chad", "TCD"),
    ],
)
def test_a_country_with_a_second_bearer_of_its_name_is_one_where_it_acts(
    text: str, country: str, code: str
) -> None:
    [found] = [actor for actor in record(text).actors if actor.name == country]
    assert (found.kind, found.country) == ("country", code)


@pytest.mark.parametrize(
    "text",
    [
        "Chad Wilkins, a pilot, said he was unhurt.",
        "Michael Jordan said he would not play on Sunday.",
    ],
)
def test_a_person_with_a_country_s_name_stays_one(text: str) -> None:
    assert [actor.kind for actor in record(text).actors] == ["person"]


def test_a_country_that_speaks_and_is_a_place_in_one_sentence_is_both() -> None:
    text = "Poland said on Monday that no missile had landed in Poland."
    found = record(text)
    [poland] = [actor for actor in found.actors if actor.name == "Poland"]
    assert (poland.kind, len(poland.mentions)) == ("country", 2)
    assert [place.span.of(text) for place in found.places][-1] == "Poland"
    assert found.statements[0].speaker == poland.id


def test_an_article_with_more_than_300_mentions_has_nearly_all_of_them() -> None:
    people = ("Maud Tillery", "Piers Ockenham", "Odile Pellegrane", "Anselm Orrock")
    paragraph = "{}, the minister, said on Monday that the council would meet. {} left early."
    text = "\n\n".join(
        paragraph.format(person, person.split()[1]) for _ in range(40) for person in people
    )
    found = {actor.name: actor for actor in record(text).actors}
    for person in people:
        assert 70 <= sum(span.of(text) in person for span in found[person].mentions) <= 90
