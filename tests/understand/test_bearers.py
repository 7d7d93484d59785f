"""Which names an actor bears: marked names that are none, and those that stay."""

import numpy as np
import pytest
from marks import actors_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.understand.bearers import borne
from onrecord.understand.names import NAMES, find_names
from onrecord.understand.reading import Reading

TABLES = load_tables()


def actors(text: str) -> list[str]:
    """The name of each actor."""
    plain, marks = marked(text)
    return [actor.name for actor in actors_of(reading_of(plain, marks), [], [], TABLES)]


def unsure(text: str, chance: float) -> list[str]:
    """The names that are left when the encoder gives each mark's kind this chance alone."""
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    tags = reading.tags(NAMES)
    named = tags[:, 0] < 0.5
    tags[named] = np.where(tags[named] > 0.5, chance, 0.0)
    tags[named, -1] = 0.55 - chance  # the rest is a place's, so that it is a name at all
    found = Reading(plain, reading.words, {NAMES.name: tags}, {}, {})
    return [name.text for name in borne(plain, find_names(found), [], TABLES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[organization Western] leaders met.", []),
        ("A [person Republican] senator met [group Republicans].", ["Republicans"]),
        ("[person Peter] the [person Great] won.", ["Peter"]),
        ("[organization German Chancellor] [person Bo Orme] left.", ["Bo Orme"]),
        ("[organization Defence] Minister [person Ana Holt] left.", ["Ana Holt"]),
        ("[organization Transport] minister [person Ana Holt] left.", ["Ana Holt"]),
        ("[organization Transport] ministry staff left.", ["Transport"]),
        ("[person Vice] President [person Ana Holt] left.", ["Ana Holt"]),
        ("Secretary of [organization State] [person Ana Holt] left.", ["Ana Holt"]),
        ("[person Ana Holt], [person D-Ohio], left.", ["Ana Holt"]),
    ],
)
def test_an_adjective_or_a_part_of_an_office_is_nobody(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They got [person Himars] rockets. The [person Himars] came late.", []),
        ("They got [organization ATACMS] missiles.", []),
        ("Eighteen [person Leopard] 2 tanks came.", []),
        ("It fired [person Su]-34 jets.", []),
        ("The tanker [person Dunlin] sank. The [person Dunlin] was old.", []),
        ("The frigate [organization HMS Falmer] left.", []),
        ("The [organization USS Orrin] sank.", []),
        ("[person Hurricane Ida] came.", []),
        ("[organization Orme] jets are built by [organization Orme]. [organization Orme] said so.",
         ["Orme"]),  # who speaks is no jet
        ("The [organization Covid-19] ward is shut.", []),
    ],
)  # fmt: skip
def test_a_weapon_a_ship_or_a_storm_is_nobody(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fled to [organization Kharkiv]. In [organization Kharkiv] it rained.", []),
        ("[country Ohio] and [country Nevada] vote.", []),
        ("[organization Liverpool] lost. It rained in [place Rome].", ["Liverpool"]),  # a team
        ("[person Charlotte] left for [place Rome]. [person Charlotte] was tired.", ["Charlotte"]),
        ("[organization Manchester United] signed [person Bo Orme].",
         ["Manchester United", "Bo Orme"]),
    ],
)  # fmt: skip
def test_a_town_is_a_place_unless_it_acts(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[organization PORT DEAL] ENDS TALKS\n\n[person Ana Holt] left.", ["Ana Holt"]),
        ("[person HOLT] LEAVES OFFICE AGAIN\n\n[person Ana Holt] left.", ["Ana Holt"]),
        ("[country UKRAINE] ASKS AGAIN\n\n[person Ana Holt] left.", ["Ukraine", "Ana Holt"]),
        ("[person ANA HOLT] LEFT OFFICE ON MONDAY.", ["ANA HOLT"]),  # all of it is in capitals
        ("[organization PWU] said no.\n\n[person Ana Holt] left.", ["PWU", "Ana Holt"]),
    ],
)
def test_a_headline_in_capitals_names_whom_the_article_names(
    text: str, expected: list[str]
) -> None:
    assert [name.upper() for name in actors(text)] == [name.upper() for name in expected]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[person Hezbollah] fired.", "organization"),
        ("[person Kremlin] aides left.", "organization"),
        ("[person Holt] & [person Orme] closed.", "organization"),
        ("[person Ford] smiled.", "person"),  # the man or the company: the encoder's choice
    ],
)
def test_a_body_that_the_table_has_is_no_person(text: str, kind: str) -> None:
    plain, marks = marked(text)
    [actor] = actors_of(reading_of(plain, marks), [], [], TABLES)
    assert actor.kind == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[organization Economics] is dull.", []),
        ("[organization Orrin] said no.", ["Orrin"]),  # it speaks
        ("Minister [person Orrin] slept.", ["Orrin"]),  # a title
        ("We saw [person Maria Orrin] there.", ["Maria Orrin"]),  # a first name
        ("We saw [person Zzyx Orrin] there.", []),
    ],
)
def test_what_the_encoder_is_never_sure_of_needs_words_that_speak_for_it(
    text: str, expected: list[str]
) -> None:
    assert unsure(text, 0.5) == expected
