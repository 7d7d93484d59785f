import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.keep.words import (
    fold,
    folded_name,
    indexed,
    is_pronoun,
    phrases_of,
    places_of,
    stem,
    words_of,
)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Antony Blinken", "antony blinken"),
        ("  ANTONY\n Blinken’s ", "antony blinken"),
        ("the U.S.'s", "the u s"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Erdog\u0306an", "erdogan"),
        ("Donald Tusk, Łódź", "donald tusk lodz"),
        ("Bashar al-Assad", "bashar al assad"),
        ("İmamoğlu", "imamoglu"),
        ("Straße", "strasse"),
        ("ＢＬＩＮＫＥＮ", "blinken"),
        ("!?", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_marks(name: str, folded: str) -> None:
    assert folded_name(name) == folded


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("sanctions", "sanction"),
        ("allies", "ally"),
        ("houses", "house"),
        ("crisis", "crisi"),
        ("congress", "congress"),
        ("us", "us"),
        ("virus", "virus"),
    ],
)
def test_a_plural_s_does_not_matter_to_a_search(plural: str, word: str) -> None:
    assert stem(plural) == word


@pytest.mark.parametrize(
    "word", ["he", "Its", "HE", "theirs", "herself", "who", "whose", "us", "Us", "I", "this"]
)
def test_a_pronoun_is_one_in_any_case(word: str) -> None:
    assert is_pronoun(word)


@pytest.mark.parametrize("word", ["US", "WHO", "WHO’s", "US'", "Heath", "Ita", "the", ""])
def test_a_name_is_no_pronoun_even_with_the_letters_of_one(word: str) -> None:
    assert not is_pronoun(word)


@settings(deadline=None)
@given(st.text())
def test_every_word_stands_where_it_says_and_the_index_has_the_same_words(text: str) -> None:
    words = list(words_of(text))
    assert all(fold(word.span.of(text)) == word.compared for word in words)
    assert all(fold(word.compared) == word.compared for word in words)
    assert indexed(text).split(" ") == [stem(word.compared) for word in words] or not words


def test_a_question_is_words_and_quoted_phrases_whatever_else_it_holds() -> None:
    assert phrases_of('Weapons "strike within" U.S. “Red lines”') == [
        ("weapon",),
        ("strike", "within"),
        ("u", "s"),
        ("red", "line"),
    ]
    assert phrases_of('"open quote') == [("open",), ("quote",)]
    assert phrases_of("a AND OR NOT NEAR(b, 2) col:c* ^d") == [
        *(("a",), ("and",), ("or",), ("not",), ("near", "b"), ("2",), ("col", "c"), ("d",))
    ]
    assert phrases_of(' "" -- * ') == []


def test_phrases_are_found_where_they_stand_the_longest_first() -> None:
    text = "🕊️ Red lines: the red LINE, lines."
    found = places_of(phrases_of('"red line" line'), text)
    assert [span.of(text) for span, _ in found] == ["Red lines", "red LINE", "lines"]
