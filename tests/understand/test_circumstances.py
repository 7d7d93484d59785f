import pytest
from marks import attributions_of, marked, reading_of

from onrecord.record import Span
from onrecord.understand.circumstances import addressee_and_channel


def check(text: str) -> None:
    """The first attribution has the marked addressee and channel, and none where none is marked."""
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    addressee, channel = addressee_and_channel(reading, attributions_of(marks)[0])
    found = [words(plain, addressee), words(plain, channel)]
    expected = [[span.of(plain) for span in marks[label]] for label in ("addressee", "channel")]
    assert found == [part[0] if part else None for part in expected]


def words(plain: str, span: Span | None) -> str | None:
    return None if span is None else span.of(plain)


@pytest.mark.parametrize(
    "text",
    [
        "[source Ana Holt] [cue told] [addressee the committee] [content it holds].",
        "[source Ana Holt] [cue told] [addressee the committee] that [content it holds].",
        "[source Ana Holt] [cue told] [addressee the Committee on Rivers] that [content it holds].",
        "[source Ana Holt] [cue told] [addressee members of the panel] on Monday"
        " [content it holds].",
        "“[content It holds],” [source she] [cue told] [addressee the crowd].",
        "“[content It holds],” [source she] [cue told] [addressee Acme News] on Monday.",
        "“[content It holds],” [source she] [cue told] [addressee the Port Sennet Times].",
        "[source Holt] [cue is telling] [addressee voters] that [content it holds].",
        "[source Holt] [cue told] [addressee Sen. Bo Orme], who sat down, that [content it holds].",
        "[source Holt] [cue told] [addressee her 20,000 Wherry followers] that [content it holds].",
        "[source Holt] [cue told] [addressee Orme and Vale] that [content it holds].",
        "[source Holt] [cue told] [addressee Acme]’s “Good Evening” [content it holds].",
        "[source Holt] [cue asked] [addressee her staff] [content to stay].",
        "[source Holt] [cue asked] [addressee the two ministers] whether [content it holds].",
        "[source Holt] [cue urged] [addressee Acme] [content not to sell].",
        "[source Holt] [cue warned] [addressee investors] of [content a long winter].",
        "[source Holt] [cue reminded] [addressee the audience] that [content it holds].",
        "[source Holt] [cue wrote] to [addressee the mayor] that [content it holds].",
        "[source Holt] [cue complained to] [addressee council members] that [content it leaks].",
        "[source Holt] [cue told] [addressee voters] of [content the plan].",
        "[source Holt] [cue asked] [addressee a voter] whether [content it holds].",
        "[source Holt] [cue told] [addressee 2,267 people] gathered outside that"
        " [content it holds].",
        "[source Holt] [cue told] [addressee the hosts] of “Good Evening” that [content it holds].",
        "[source Holt] [cue told] [addressee voters] Acme [content would hold].",
        "[source Holt] [cue told] [addressee a crowd of 1,300] here that [content it holds].",
        "[source Holt] [cue told] [addressee him] [content it holds].",
        "[source Holt] [cue told] [addressee her] about [content the leak].",
    ],
)
def test_the_addressee_stands_behind_a_verb_of_telling(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[source Holt] [cue said] [content it holds].",
        "[source He] was [cue told] by [content two officials that it holds].",
        "[source Orme] was [cue told] on Monday that [content it holds].",
        "[source Orme] has been [cue asked] to [content leave].",
        "[source Holt] [cue told] of [content the leak].",
        "[source Holt] [cue asked] whether [content it holds].",
        "[source Holt] [cue asked about] [content the leak].",
        "[source Holt] [cue told] the truth about [content the leak].",
        "[source Holt] [cue asked] the question [content that nobody asked].",
        "[source Holt] [cue urged] restraint and [content a long wait].",
        "[source Holt] [cue warned] on Tuesday that [content it leaks].",
        "[source Holt] [cue told], [content it seems], a lie.",
        "[source Holt] [cue said] [channel in the letter] that"
        " [content Orme told the mayor it holds].",
    ],
)
def test_what_is_told_or_asked_is_no_addressee(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[source Holt] [cue wrote] [channel on Telegram] that [content it holds].",
        "“[content It holds],” [source Holt] [cue wrote] [channel on social media site Telegram].",
        "“[content It holds],” [source Holt] [cue wrote] [channel on the social network Wherry].",
        "“[content It holds],” [source Holt] [cue said]"
        " [channel on state television] late on Monday.",
        "[source Holt] [cue said] [channel in a video call with reporters] that"
        " [content it holds].",
        "[source Holt] [cue said] [channel in a written statement] that [content it holds].",
        "[source Holt], [channel in a statement] issued late on Monday, [cue said]"
        " [content it holds].",
        "“[content It holds],” [cue said] [source Holt, the mayor], [channel in a statement].",
        "[channel In a statement], [source Holt] [cue said] [content it holds].",
        "[channel In an interview with Acme News] at her old hotel, [source she] [cue said]"
        " [content no].",
        "[source Holt] [cue said] [content it holds] [channel in an interview] on Monday.",
        "[source Holt] [cue said] [channel at a news conference] in Port Sennet that"
        " [content it holds].",
        "[source Holt] [cue said] [channel during Thursday’s debate] that [content it holds].",
        "[source Holt] [channel [cue told] a news conference] in Port Sennet [content it holds].",
        "[source Holt] [cue came] [channel on the show] to talk about [content the leak].",
        "[source Holt] [cue said] [channel by phone] that [content it holds].",
        "[source Holt] [cue said] [channel over the phone] that [content it holds].",
        "[source Holt] [cue denied] [content it] [channel through a spokeswoman].",
        "[source Holt] [cue said] [channel in a series of tweets] [content it holds].",
        "[source Holt] [cue said [channel in a statement]] that [content it holds].",
        "[source Holt] [cue said] [channel on [organization Fox Harbour News]] Monday"
        " [content it holds].",
        "[source Holt] [cue said] [channel in an interview on [organization Port News]]"
        " [content no].",
        "[source Holt] [cue said] [channel in a post on Facebook] that [content it holds].",
        "[source Holt] [cue said] [channel on her regular call-in show] that [content it holds].",
    ],
)
def test_the_channel_stands_beside_the_cue(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[source Holt] [channel [cue told] [addressee reporters]] on Monday that"
        " [content it holds].",
        "“[content It holds],” [source Holt] [channel [cue told]"
        " [addressee a group of journalists]].",
        "[source Holt] [cue told] [addressee reporters] [channel on Telegram] that"
        " [content it holds].",
        "[source Holt] [cue said] [channel in a letter to [addressee the mayor]] that"
        " [content it holds].",
        "[channel In a speech to [addressee dock workers]] on Monday, [source Holt] [cue said]"
        " [content no].",
    ],
)
def test_addressee_and_channel_may_be_the_same_words(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[source Holt] [cue said] [content the offer was made in a letter to the mayor].",
        "[source Holt] [cue said] on Monday [content it holds].",
        "[source Holt] [cue said] at noon in Port Sennet that [content it holds].",
        "[source Holt, who spoke in an interview,] [cue said] [content it holds].",
        "Orme resigned in a letter on Monday, and [source Holt] [cue said] [content it was time].",
        "[source Holt] [cue said] [content it holds], and Orme left in a statement his reasons.",
        "Holt, whom he met at a rally, left, [source Orme] [cue said]; [content it was late].",
        "[source Holt] [cue spoke] of [content spending] on television advertising.",
        "[source Holt] [cue said] [content no] at the time the emails were written.",
        "A look at the paper in the past two years shows that [source Holt] [cue said]"
        " [content no].",
        "[source Holt] [cue spoke on] [organization Acme] and [content its debts].",
        "[source Holt] [cue told] [addressee the committee] [content it holds].",
    ],
)
def test_words_of_another_clause_are_no_channel(text: str) -> None:
    check(text)
