import pytest
from marks import actors_of, attributions_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.record import Actor, Place, Span, Statement, Time
from onrecord.understand.statements import Circumstances, find_circumstances, find_statements

TABLES = load_tables()
PEOPLE = TABLES.people


def told(text: str) -> tuple[list[Statement], dict[str | None, Actor]]:
    """The statements that the marks of a text ask for, and the actors by id."""
    plain, marks = marked(text)
    reading = reading_of(plain, marks)
    circumstances = find_circumstances(reading, attributions_of(marks))
    described = [span for said in circumstances for span in said.described()]
    actors = actors_of(reading, described, [], TABLES)
    statements = find_statements(reading, circumstances, actors, PEOPLE)
    return statements, {actor.id: actor for actor in actors}


def speakers(text: str) -> list[str | None]:
    """The name of each statement's speaker."""
    statements, actors = told(text)
    return [actors[said.speaker].name if said.speaker else None for said in statements]


def speaker(source: str) -> str | None:
    """The speaker of a sentence with this source."""
    [name] = speakers(f"[source {source}] [cue said] [content it holds].")
    return name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("[person Ana Holt]", "Ana Holt"),
        ("[person Ana Holt], spokeswoman for [person Bo Orme],", "Ana Holt"),
        ("[person Ana Holt], [organization Acme]’s head,", "Ana Holt"),
        ("Mosewan foreign minister [person Ana Holt]", "Ana Holt"),
        ("[person Orme]’s lawyer, [person Ana Holt],", "Ana Holt"),
        ("[person Ana Holt] and [person Bo Orme]", "Ana Holt"),
        ("Mayor [person Ana Holt]", "Ana Holt"),
        ("the [organization Harbour Board]", "Harbour Board"),
        ("[country Skarvia]", "Skarvia"),
    ],
)
def test_the_speaker_is_whom_the_source_names(source: str, name: str) -> None:
    assert speaker(source) == name


@pytest.mark.parametrize(
    "source",
    [
        "a spokesman for [person Bo Orme]",
        "[person Bo Orme]’s aides",
        "[person Orme] supporters",
        "both [country Skarvia] and Mosewan officials",
        "the report",
        "a Mosewan official",
        "the foreign ministry in [place Port Sennet]",
        "people familiar with the talks",
    ],
)
def test_a_speaker_without_a_name_is_called_as_the_article_describes_him(source: str) -> None:
    assert speaker(source) == marked(source)[0]


@pytest.mark.parametrize("source", ["he", "They", "who", "it", "nobody", "some of them", "that"])
def test_a_pronoun_alone_names_no_speaker(source: str) -> None:
    assert speaker(source) is None


def test_a_statement_without_a_source_has_no_speaker() -> None:
    [statement], _ = told("It was [cue said] that [content it holds].")
    assert (statement.source, statement.speaker, statement.anonymous) == ([], None, False)


@pytest.mark.parametrize(
    "text",
    [
        "[source [person Ana Holt]] [cue said] [content no]. [source2 She] [cue2 said]"
        " [content2 yes].",
        "[content “No,”] [cue said] [source [person Ana Holt]].\n\n"
        "[content2 “Yes,”] [source2 she] [cue2 said].",
        "[source [person Ana Holt]] [cue said] [content the [organization Board] knew], and"
        " [source2 she] [cue2 added] [content2 that it slept].",
        "[source Ms. [person Holt]] [cue said] [content no]. [source2 She] [cue2 said]"
        " [content2 yes].",
        "[source A spokeswoman] [cue said] [content no]. [source2 She] [cue2 said] [content2 yes].",
    ],
)
def test_she_is_the_last_speaker(text: str) -> None:
    first, second = speakers(text)
    assert first == second is not None


@pytest.mark.parametrize(
    "text",
    [
        # somebody else is named in between
        "[source [person Ana Holt]] [cue said] [content [person Di Vale] slept]."
        " [source2 She] [cue2 said] [content2 yes].",
        "[source [person Ana Holt]] [cue said] [content no]. [person Di Vale] laughed."
        " [source2 She] [cue2 said] [content2 yes].",
        # or earlier in the sentence
        "[person Di Vale] left when [source [person Ana Holt]] [cue said] [content no], and"
        " [source2 she] [cue2 added] [content2 yes].",
        # the last speaker is a body, or a man, or nobody
        "[source The [organization Board]] [cue said] [content no]."
        " [source2 She] [cue2 said] [content2 yes].",
        "[source Mr. [person Bo Orme]] [cue said] [content no]. [source2 She] [cue2 said]"
        " [content2 yes].",
        "[source [person Bo Orme], a spokesman for [organization Acme],] [cue said] [content no]."
        " [source2 She] [cue2 said] [content2 yes].",
        "It was [cue said] [content that it held]. [source2 She] [cue2 said] [content2 yes].",
        "[source Bowles’ spokesman] [cue said] [content no]. [source2 She] [cue2 said]"
        " [content2 yes].",
        "[source [person Ana Holt]] [cue said] [content no]. [source2 They] [cue2 said]"
        " [content2 yes].",
        "[source [person Ana Holt]] [cue said] [content no]. [source2 We] [cue2 said]"
        " [content2 yes].",
    ],
)
def test_in_doubt_a_pronoun_names_nobody(text: str) -> None:
    assert speakers(text)[1] is None


def test_he_is_not_she_later() -> None:
    text = (
        "[source [person Ana Holt]] [cue said] [content no]. [source2 She] [cue2 said] [content2 so]."
        " [source3 He] [cue3 said] [content3 yes]. [source4 [person Holt]] [cue4 said] [content4 no]."
        " [source5 She] [cue5 said] [content5 it again]."
    )
    assert speakers(text) == ["Ana Holt", "Ana Holt", None, "Ana Holt", "Ana Holt"]


def test_the_spokeswoman_of_a_man_does_not_make_him_she() -> None:
    text = (
        "[person Bo Orme]’s spokeswoman left. [source [person Orme]] [cue said] [content no]."
        " [source2 He] [cue2 said] [content2 yes]."
    )
    assert speakers(text) == ["Bo Orme", "Bo Orme"]


def is_anonymous(source: str) -> bool:
    [statement], _ = told(f"[source {source}] [cue said] [content it holds].")
    return statement.anonymous


@pytest.mark.parametrize(
    "source",
    [
        "a Mosewan official",
        "A U.T. official",
        "one former aide to [person Bo Orme]",
        "another diplomat",
        "a judge",
        "a minister in [place Port Sennet]",
        "senior Mosewan official",  # as headlines have it
        "a spokesman for [person Bo Orme]",
        "officials",
        "[organization Acme] officials",
        "Skarvian and Mosewan officials",
        "senior officials close to the talks",
        "people familiar with the talks",
        "two people who attended the meeting",
        "two ministers",
        "at least three lawmakers",
        "several ministers",
        "a dozen senators",
        "[person Bo Orme]’s aides",
        "[person Bo Orme]’s spokesman",
        "her advisers",
        "sources in the ministry",
        "a ferryman who asked not to be named",
        "residents who refused to be identified",
        "a source",
        "witnesses",
    ],
)
def test_a_name_is_withheld_behind_a_noun_for_people(source: str) -> None:
    assert is_anonymous(source)


@pytest.mark.parametrize(
    "source",
    [
        "[person Ana Holt]",
        "[person Ana Holt], an official at [organization Acme],",
        "the [organization Friends of the River]",
        "[organization Friends of the River]",
        "[country Skarvia]",
        "voters",
        "residents",
        "people",
        "many people in [place Port Sennet]",
        "the report",
        "a report by two officials",
        "the president",
        "the ministry",
        "the mayor’s wife",
        "[organization Acme]’s chairwoman",
        "foreign ministers of six of the seven states",
        "those officials",
        "367,491 people",
        "one in four",
        "both men",
        "he",
        "virtually no one",
        "secretary of state Ana Holt",  # not recognised as a name, yet it is one
    ],
)
def test_a_body_a_document_a_public_and_the_known_are_not_anonymous(source: str) -> None:
    assert not is_anonymous(source)


def test_the_official_behind_a_mosewan_official_is_as_anonymous() -> None:
    statements, _ = told(
        "[source A Mosewan official] [cue said] [content no]. [source2 The official] [cue2 added]"
        " [content2 never]. [source3 She] [cue3 said] [content3 so]."
    )
    assert len({said.speaker for said in statements}) == 1
    assert [said.anonymous for said in statements] == [True, True, True]


def test_the_spokeswoman_who_was_named_is_not_anonymous() -> None:
    statements, actors = told(
        "[source [person Ana Holt], a spokeswoman for [organization Acme],] [cue said] [content no]."
        " [source2 The spokeswoman] [cue2 added] [content2 never]."
    )
    assert [actors[said.speaker].name for said in statements] == ["Ana Holt", "Ana Holt"]
    assert [said.anonymous for said in statements] == [False, False]


def test_the_condition_of_anonymity_may_stand_beside_the_source() -> None:
    sentence = "[source Residents] [cue said] on condition of anonymity that [content it leaks]."
    [statement], _ = told(sentence)
    assert statement.anonymous
    [statement], _ = told("[source Residents] [cue said] [content Holt asked for anonymity].")
    assert not statement.anonymous


@pytest.mark.parametrize(
    ("content", "quotation"),
    [
        ("[content “It holds,”] [source she] [cue said].", "direct"),
        ("[content “It holds,”] [source she] [cue said]. [content “It will last.”]", "direct"),
        ('[content "It holds,"] [source she] [cue said].', "direct"),
        ("[content ‘It’s the ministers’ choice,’] [source she] [cue said].", "direct"),
        ("[source She] [cue said] [content it was “a long way” to go].", "mixed"),
        ("[content “It holds,”] [source she] [cue said], adding [content it was old].", "mixed"),
        ("[source She] [cue said] [content it holds].", "indirect"),
        ("[source She] [cue said] [content it’s the ministers’ choice].", "indirect"),
        ("“No,” he said. [source She] [cue said] [content it holds].", "indirect"),
        ("[content “It holds.]\n\n[content “It will last,”] [source she] [cue said].", "direct"),
        ("[content “She told me ‘no’,”] [source she] [cue said].", "direct"),
        (
            "[source She] [cue said] [content it holds, as in “A” in all the many words of it].",
            "indirect",
        ),
    ],
)
def test_a_quotation_is_direct_mixed_or_indirect_by_its_share(content: str, quotation: str) -> None:
    [statement], _ = told(content)
    assert statement.quotation == quotation


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("[cue told] the [organization Harbour Board]", "Harbour Board"),
        ("[cue told] [organization Acme]’s “Good Evening”", "Acme"),
        ("[cue told] the committee", "the committee"),
        ("[cue told] Sen. [person Bo Orme]", "Bo Orme"),
        ("[cue told] [person Bo Orme]’s aides", "Bo Orme’s aides"),
        ("[cue said] in a letter to the mayor", "the mayor"),
        ("[cue told] him", None),
        ("[cue said]", None),
        ("[cue was told] by aides", None),
    ],
)
def test_the_addressee_is_whom_its_words_name_or_describe(words: str, name: str | None) -> None:
    [statement], actors = told(f"[source [person Ana Holt]] {words} [content it holds].")
    assert (actors[statement.addressee].name if statement.addressee else None) == name


def test_nobody_is_the_addressee_of_his_own_words() -> None:
    [statement], _ = told("[source [person Ana Holt]] [cue told] [person Holt] [content it holds].")
    assert statement.speaker is not None
    assert statement.addressee is None


def test_the_addressee_who_speaks_later_is_the_same_actor() -> None:
    first, second = told(
        "[source [person Ana Holt]] [cue told] the panel [content no]."
        " [source2 The panel] [cue2 said] [content2 yes]."
    )[0]
    assert first.addressee == second.speaker is not None


def test_a_statement_keeps_the_words_and_the_confidence_of_its_attribution() -> None:
    plain, marks = marked("[content No,] [source she] [cue wrote] on Telegram, [content never].")
    [attribution] = attributions_of(marks)
    reading = reading_of(plain, marks)
    [statement] = find_statements(reading, find_circumstances(reading, [attribution]), [], TABLES)
    assert (statement.source, statement.cue) == (marks["source"], marks["cue"])
    assert (statement.content, statement.confidence) == (marks["content"], 0.9)
    assert statement.channel is not None
    assert statement.channel.of(plain) == "on Telegram"
    assert statement.id == "statement1"


@pytest.mark.parametrize(
    ("text", "time", "place"),
    [
        ("[source Ana Holt] [cue said] on Friday in Oslo [content it holds].", "Friday", "Oslo"),
        ("“[content It holds],” [source Ana Holt] [cue said] Friday.", "Friday", None),
        ("On Friday, [source Ana Holt] [cue said] [content it holds].", "Friday", None),
        ("In Oslo, [source Ana Holt] [cue said] [content it holds].", None, "Oslo"),
        ("[source Ana Holt] [cue said] [content it opens on Friday in Oslo].", None, None),
        ("[source Officials in Oslo] [cue said] [content it holds].", None, None),
        ("At Friday’s debate, [source Ana Holt] [cue said] [content it holds].", None, None),
        ("Friday came. [source Ana Holt] [cue said] [content it holds].", None, None),
        ("[source Ana Holt] [cue thanked] Oslo and [cue2 said] [content2 no].", None, None),
    ],
)
def test_when_and_where_it_was_said_stands_beside_the_cue(
    text: str, time: str | None, place: str | None
) -> None:
    plain, marks = marked(text)
    times: list[Time] = []
    places: list[Place] = []
    at = plain.find("Friday")
    if at >= 0:
        times.append(Time("time1", Span(at, at + 6), "DATE"))
    at = plain.find("Oslo")
    if at >= 0:
        places.append(Place("place1", Span(at, at + 4), "Oslo"))
    found = find_statements(
        reading_of(plain, marks),
        [Circumstances(part, None, None) for part in attributions_of(marks)],
        [],
        PEOPLE,
        times,
        places,
    )
    assert {one.time for one in found} == {time and "time1"}
    assert {one.place for one in found} == {place and "place1"}
