"""Countries, their people and their capitals among the names."""

import pytest
from marks import actors_of, marked, reading_of

from onrecord.models import load_tables

TABLES = load_tables()


def actors(text: str) -> list[tuple[str, str, str | None, list[str]]]:
    """Name, kind, country and the words of the mentions of each actor."""
    plain, marks = marked(text)
    found = actors_of(reading_of(plain, marks), [], [], TABLES)
    return [
        (actor.name, actor.kind, actor.country, [mention.of(plain) for mention in actor.mentions])
        for actor in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The [country United States] waited, and the [place US] won. [country America] is big.",
            [("United States", "country", "USA", ["United States", "US", "America"])],
        ),
        (  # a government by its capital, a city by its name
            "[place Moscow] said no. He flew to [place Moscow]. [country Russia] is near.",
            [("Russia", "country", "RUS", ["Moscow", "Russia"])],
        ),
        ("They met in [country Paris].", []),
        ("[group Ukrainians] voted.", [("Ukrainians", "group", "UKR", ["Ukrainians"])]),
        ("A [country Russian] ship sank.", []),
        (  # the nations of one kingdom stay apart
            "[country England] beat [country Scotland].",
            [
                ("England", "country", "GBR", ["England"]),
                ("Scotland", "country", "GBR", ["Scotland"]),
            ],
        ),
        ("[person Jordan] sings.", [("Jordan", "person", None, ["Jordan"])]),
        ("[place Georgia] elects a senator.", []),
        ("[country Georgia] signed.", [("Georgia", "country", "GEO", ["Georgia"])]),
        ("[country Latin America] waits, and so does [country Europe].", []),
        (
            "[country South Africa] signed.",
            [("South Africa", "country", "ZAF", ["South Africa"])],
        ),
        ("[country Tarvia] signed.", [("Tarvia", "country", None, ["Tarvia"])]),
        (
            "The [place Kremlin] refused.",
            [("Kremlin", "organization", "RUS", ["Kremlin"])],
        ),
    ],
)
def test_the_table_and_the_words_around_tell_what_a_name_means(
    text: str, expected: list[tuple[str, str, str | None, list[str]]]
) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # an adjective is made of it: a country, whatever it was read as
            "[person Tarvia] refused. The Tarvian minister left [person Tarvia].",
            [("Tarvia", "country", None, ["Tarvia", "Tarvia"])],
        ),
        (  # whose own adjective is no actor, but whose people are
            "[person Tarvia] refused. A [organization Tarvian] ship sank, [group Tarvians] wept.",
            [
                ("Tarvia", "country", None, ["Tarvia"]),
                ("Tarvians", "group", None, ["Tarvians"]),
            ],
        ),
        ("[person Anna] left. [person Anna] is tired.", [("Anna", "person", None, ["Anna"] * 2)]),
        ("[person Valdoro] fell. They fled [person Valdoro] district.", []),  # one sense a name
        (
            "[person Ana Orme] crossed the [person Orme] bridge.",
            [("Ana Orme", "person", None, ["Ana Orme"])],
        ),
    ],
)
def test_the_article_itself_tells_a_country_or_a_spot_that_no_table_knows(
    text: str, expected: list[tuple[str, str, str | None, list[str]]]
) -> None:
    assert actors(text) == expected
