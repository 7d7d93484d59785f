"""Which descriptions and pronouns are of which actor, on marked text."""

import pytest
from marks import actors_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.record import Actor

TABLES = load_tables()


def found_in(text: str) -> tuple[str, list[Actor]]:
    """The plain text and its actors; a marked quotation is the marked source's."""
    plain, marks = marked(text)
    quoted = [(source, marks["quotation"]) for source in marks["source"]]
    return plain, actors_of(reading_of(plain, marks), [], quoted, TABLES)


def chains(text: str) -> list[list[str]]:
    """The words of each actor's mentions."""
    plain, found = found_in(text)
    return [[mention.of(plain) for mention in actor.mentions] for actor in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[person1 Ana Holt] came. [pronoun1 She] met [person2 Bo Orme] and [pronoun2 his] aide.",
            [["Ana Holt", "She"], ["Bo Orme", "his"]],
        ),
        (
            "[person1 Ana Holt] left. [someone1 The mayor] said [pronoun1 she] was tired.",
            [["Ana Holt", "The mayor", "she"]],
        ),
        (
            "[organization1 Acme] cut jobs. [body1 The company] lost money in [pronoun1 its] best year.",
            [["Acme", "The company", "its"]],
        ),
        (  # nothing says that they are one
            "[person1 Ana Holt] left. [someone2 A mayor] stayed.",
            [["Ana Holt"], ["A mayor"]],
        ),
        (  # two unnamed officials
            "[someone1 One official] agreed, [someone2 another official] did not.",
            [["One official"], ["another official"]],
        ),
        ("[pronoun1 He] left early.", []),  # a pronoun alone is nobody
        ("[someone The mayor] [person1 Ana Holt] left.", [["Ana Holt"]]),  # one mention, not two
        ("[body Acme’s] plan failed.", []),  # its head would be the s
    ],
)
def test_a_mention_joins_the_actor_it_is_linked_to(text: str, expected: list[list[str]]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # "he" is no body
            "[organization1 Acme] waited. [pronoun1 He] left.",
            [["Acme"]],
        ),
        (  # "it" is no person
            "[person1 Ana Holt] waited. [pronoun1 It] broke.",
            [["Ana Holt"]],
        ),
        (  # who was "he" is not "she"
            "[person1 Kim Lo] sat. [pronoun1 He] slept, then [pronoun1 she] left.",
            [["Kim Lo", "He"]],
        ),
        (  # a company is nobody's mother
            "[organization1 Acme] waited. [someone1 The mother] left.",
            [["Acme"], ["The mother"]],
        ),
    ],
)
def test_kind_and_pronoun_part_what_the_encoder_links(text: str, expected: list[list[str]]) -> None:
    assert chains(text) == expected


def test_a_pronoun_of_a_place_is_no_actor() -> None:
    assert chains("[place1 Port Ellis] is old. [pronoun1 It] was burnt in the war.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[quotation “I will not go,”] said [source [person1 Ana Holt]].",
            [["I", "Ana Holt"]],
        ),
        (  # whose "we" it is nobody says
            "[quotation “We will not let me down,”] said [source [person1 Ana Holt]].",
            [["me", "Ana Holt"]],
        ),
        (  # a body has no "I"
            "[quotation “I will not go,”] said [source [organization1 Acme]].",
            [["Acme"]],
        ),
        ("I met [source [person1 Ana Holt]].", [["Ana Holt"]]),
    ],
)
def test_i_in_a_quotation_is_its_speaker(text: str, expected: list[list[str]]) -> None:
    assert chains(text) == expected


def test_who_is_described_before_the_name_is_named_by_it() -> None:
    plain, [actor] = found_in("[someone1 The mayor], [person1 Ana Holt], rose.")
    assert actor.name == "Ana Holt"
    assert [mention.of(plain) for mention in actor.mentions] == ["The mayor", "Ana Holt"]


def test_an_actor_without_a_name_is_called_by_what_does_not_point_back() -> None:
    _, [actor] = found_in("[someone1 The envoy] rose. [someone1 A US envoy] it was.")
    assert actor.name == "A US envoy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[someone1 Two [person Tarvian] nurses] left.", [["Two Tarvian nurses"]]),
        ("[person Bastian] left with [someone1 a nurse].", [["Bastian"], ["a nurse"]]),
        (
            "[crowd1 [person Trillian] supporters] sang.",
            [["Trillian supporters"]],
        ),
    ],
)
def test_an_adjective_in_a_description_names_nobody(text: str, expected: list[list[str]]) -> None:
    assert chains(text) == expected


def test_the_last_noun_of_a_description_is_its_head() -> None:
    assert chains("[someone1 A senior] [someone1 fellow] spoke.") == [["A senior", "fellow"]]
    assert chains("[someone A [someone senior] fellow] spoke.") == [["A senior fellow"]]
