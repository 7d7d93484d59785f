"""Whom a pronoun means, by what can be told of each chain before it."""

from collections import defaultdict

import pytest
from marks import marked, reading_of

from onrecord.models import load_tables
from onrecord.understand.coreference import find_chains
from onrecord.understand.mentions import find_mentions
from onrecord.understand.names import find_names, joined
from onrecord.understand.pronouns import CLASSES, Weights, class_of, womanly

FIRST_NAMES = load_tables().first_names


def meant(text: str, **weights: float) -> list[list[str]]:
    """The words of each chain, when these features alone count (`like_sex=2.0`)."""
    tuned = defaultdict(float)
    for name, weight in weights.items():
        for of in CLASSES:
            tuned[f"pronoun.{of}.{name.replace('_', ' ')}"] = weight
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    names = find_names(reading)
    weighed = Weights(tuned)
    chains = find_chains(
        reading,
        joined(names),
        find_mentions(reading, names),
        {},
        FIRST_NAMES,
        lambda _mention, choice, _chains: weighed.chosen(choice),
    )
    return [[span.of(plain) for span in chain.spans] for chain in chains]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        (["Maria", "Holt"], 0.9, 1.0),
        (["Olaf", "Holt"], 0.0, 0.1),
        (["wife"], 0.9, 1.0),
        (["Mr"], 0.0, 0.1),
        (["John", "Maria"], 0.0, 0.1),  # the last of two is no first name
    ],
)
def test_a_title_a_noun_or_a_first_name_tells_women_from_men(
    words: list[str], low: float, high: float
) -> None:
    chance = womanly(words, FIRST_NAMES)
    assert chance is not None
    assert low <= chance <= high


def test_words_that_tell_nothing_tell_nothing() -> None:
    assert womanly(["mayor"], FIRST_NAMES) is None
    assert womanly(["Xqz", "Holt"], FIRST_NAMES) is None
    assert womanly([], FIRST_NAMES) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # by first name
            "[person Maria Holt] met [person Olaf Bo]. [pronoun She] smiled.",
            [["Maria Holt", "She"], ["Olaf Bo"]],
        ),
        (  # by title, though no table knows the name
            "Mrs [person Xqz] met Mr [person Wyr]. [pronoun He] smiled.",
            [["Xqz"], ["Wyr", "He"]],
        ),
        (  # by a noun
            "[someone The spokeswoman] met [person Wyr]. [pronoun She] smiled.",
            [["The spokeswoman", "She"], ["Wyr"]],
        ),
        (  # by the pronoun before
            "[person Wyr] lost. [pronoun She] met [person Olaf Bo]. [pronoun She] smiled.",
            [["Wyr", "She", "She"], ["Olaf Bo"]],
        ),
    ],
)
def test_she_is_a_woman_and_he_a_man(text: str, expected: list[list[str]]) -> None:
    # `none` beats a chain of which nothing is known
    assert meant(text, like_sex=4.0, other_sex=-4.0, none=0.5, last_by_name=0.6) == expected


def test_the_nearest_wins_when_nothing_else_counts() -> None:
    text = "[person Bo Orme] met [person Al Dun]. [pronoun He] left."
    assert meant(text, words_between=-2.0, none=-6.0) == [["Bo Orme"], ["Al Dun", "He"]]


def test_a_sentence_that_opens_with_a_pronoun_may_mean_the_name_behind_its_comma() -> None:
    text = "In [pronoun his] first year, [person Bo Orme] met [person Al Dun]."
    assert meant(text, named_next=4.0) == [["his", "Bo Orme"], ["Al Dun"]]
    no_comma = "In [pronoun his] first year [person Bo Orme] met [person Al Dun]."
    assert meant(no_comma, named_next=4.0) == [["his"], ["Bo Orme"], ["Al Dun"]]


def test_a_pronoun_of_which_nobody_is_likely_enough_stays_alone() -> None:
    text = "[person Bo Orme] met [person Al Dun]. [pronoun He] left."
    assert meant(text) == [["Bo Orme"], ["Al Dun"], ["He"]]  # one in three each


def test_a_body_is_it_and_a_person_is_not() -> None:
    text = "[organization Acme] hired [person Bo Orme]. [pronoun It] paid [pronoun him]."
    assert meant(text, strongest_link=0.0, none=-9.0, words_between=-0.1) == [
        ["Acme", "It"],
        ["Bo Orme", "him"],
    ]


@pytest.mark.parametrize(
    ("word", "of"), [("hers", "he"), ("its", "it"), ("them", "they"), ("who", None), ("I", None)]
)
def test_each_third_person_pronoun_has_its_weights(word: str, of: str | None) -> None:
    assert class_of(word) == of
