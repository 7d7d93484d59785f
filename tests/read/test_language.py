"""The language of an article: said where it shows, left open where it does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.language import SkippedArticle, check_english, is_english, language_of
from onrecord.record import Article


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said on Tuesday that the pact holds and will last.", "en"),
        ("Die Ministerin sagte am Dienstag, dass der Vertrag weiter gilt.", "de"),
        ("La ministre a déclaré mardi que l'accord tient et durera.", "fr"),
        ("La ministra dijo el martes que el pacto sigue en vigor.", "es"),
        ("Министр заявил во вторник, что договор действует.", "ru"),
    ],
)
def test_a_sentence_shows_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    ["", "42", "Yes.", "Mika Brzezinski", "résumé", "🕊️🕊️🕊️", "Ministers vow tariffs", "MINISTERS VOW TARIFFS ON ALL IMPORTS",
     "Okello, Sample, Mwangi, Dlamini, Petrova, Suzuki", "Lowland bars island NGOs",
     "Okello: \"Der Vertrag gilt\", she said in Berlin", "https://example.org/a/b?c=d"],
)  # fmt: skip
def test_a_few_words_are_never_taken_for_another_language(text: str) -> None:
    assert language_of(text) in ("en", None)


@settings(deadline=None)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    language = language_of(text)
    assert language is None or language.isascii()


@pytest.mark.parametrize("language", ["en", "EN", "en-US", "en_gb", "eng", "English"])
def test_english_has_many_names(language: str) -> None:
    assert is_english(language)
    check_english(Article("a", "yes", language=language), "a.txt")


@pytest.mark.parametrize("language", ["de", "enm", "fr-CA", "zxx", "Klingon"])
def test_another_language_is_skipped_with_one_line(language: str) -> None:
    with pytest.raises(SkippedArticle) as caught:
        check_english(Article("a", "yes", language=language), "a.txt")
    assert caught.value.article.language == language
    assert f"({language}), not English; pass --any-language" in str(caught.value)


def test_an_unknown_language_is_read() -> None:
    check_english(Article("a", "yes"), "a.txt")
