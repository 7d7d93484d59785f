import pytest
from marks import actors_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.record import Actor, Span
from onrecord.understand.actors import mentions_of, name_in
from onrecord.understand.descriptions import heads_of, noun_of
from onrecord.understand.names import folded

TABLES = load_tables()
PEOPLE = TABLES.people


def found_in(text: str) -> tuple[str, list[Actor]]:
    """The plain text and its actors; marked sources and addressees are described."""
    plain, marks = marked(text)
    described = [*marks["source"], *marks["addressee"]]
    return plain, actors_of(reading_of(plain, marks), described, [], TABLES)


def actors(text: str) -> list[str]:
    """Each actor as its name and the words of its mentions."""
    plain, found = found_in(text)
    return [
        f"{actor.name}: {', '.join(span.of(plain) for span in actor.mentions)}" for actor in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[person Ana Holt] met [person Holt].", ["Ana Holt: Ana Holt, Holt"]),
        ("[person Holt] is [person Ana Holt].", ["Ana Holt: Holt, Ana Holt"]),
        ("[person Ana Holt], or [person Ana]", ["Ana Holt: Ana Holt, Ana"]),
        ("[person Ana M. Holt], [person Ana Holt]", ["Ana M. Holt: Ana M. Holt, Ana Holt"]),
        ("[person Bo Orme Jr.] and [person Orme]", ["Bo Orme Jr.: Bo Orme Jr., Orme"]),
        ("[person Jan van Berg], [person van Berg]", ["Jan van Berg: Jan van Berg, van Berg"]),
        ("[person Jan van Berg], [person Berg]", ["Jan van Berg: Jan van Berg, Berg"]),
        ("[person José Núñez] and [person Nunez]", ["José Núñez: José Núñez, Nunez"]),
        ("[person Bo O’Dell] and [person O’Dell]’s", ["Bo O’Dell: Bo O’Dell, O’Dell"]),
        ("[person Pope Linus], or [person Linus]", ["Pope Linus: Pope Linus, Linus"]),
        ("[person Li Wei], [person Li], [person Wei]", ["Li Wei: Li Wei, Li, Wei"]),
    ],
)
def test_a_short_name_joins_its_one_fuller_name(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [organization Marriage Act] passed.", []),
        ("The [organization Marriage] Act passed.", []),
        ("The [organization Orrin Prize] went to [person Bo Orme].", ["Bo Orme: Bo Orme"]),
        ("[person Bill] Act left.", ["Bill: Bill"]),  # a person's name stays
        ("The [organization Office of] Al [person Dun]", ["Office: Office", "Dun: Dun"]),
        ("The [organization Treaty Office] said no.", ["Treaty Office: Treaty Office"]),
    ],
)
def test_a_law_a_treaty_or_a_prize_is_nobody(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[person Ana Holt] and [person Bo Holt]",
        "[person Ana Holt] and [person Bo Holt], or [person Holt]",
        "[person Ana Holt] and [place Holt]",  # surely a town
        "[country Jordan] and [person Jordan Vale]",
        "[organization Vale] and [person Bo Vale]",
        "[person Ana Holt] and [organization Holt Foundation]",
        "[organization Port Watch] and [person PW]",
    ],
)
def test_names_that_may_be_two_actors_stay_apart(text: str) -> None:
    plain, marks = marked(text)
    names = [span.of(plain) for label, found in marks.items() if label != "place" for span in found]
    assert sorted(actors(text)) == sorted(f"{name}: {name}" for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[organization Port Watch] ([organization PW])", ["Port Watch: Port Watch, PW"]),
        (
            "the [organization Union of River Towns], or [organization URT]",
            ["Union of River Towns: Union of River Towns, URT"],
        ),
        (
            "[organization Miller’s Cargo Union] ([organization MCU])",
            ["Miller’s Cargo Union: Miller’s Cargo Union, MCU"],
        ),
        ("[country United Towns], the [country U.T.]", ["United Towns: United Towns, U.T."]),
        ("[organization Acme Corp.] and [organization Acme]", ["Acme Corp.: Acme Corp., Acme"]),
        (
            "[organization Port Arms Co] and [organization Pac]",
            ["Port Arms Co: Port Arms Co", "Pac: Pac"],
        ),
        (
            "[organization Port Aid Arms Trust], [organization Paat]",
            ["Port Aid Arms Trust: Port Aid Arms Trust, Paat"],
        ),
        ("[organization The Hall] and [organization H]", ["Hall: Hall"]),  # one letter is no name
    ],
)
def test_initials_join_the_name_they_stand_for(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[person President Ana Holt]", "Ana Holt"),
        ("[person Sen. Ana Holt]’s", "Ana Holt"),
        ("[person Mr. Holt]", "Holt"),
        ("[person Ana Holt Sen.] Bo", "Ana Holt"),
        ("[organization the Packet]", "Packet"),
        ("[organization “Packet”]", "Packet"),
        ("[person ANA HOLT], [person Ana Holt]", "Ana Holt"),
        ("the [country U.S.]", "U.S."),
        ("[person Ana Holt’s]", "Ana Holt"),
        ("[person Jürgen von Ærø-Łoś]", "Jürgen von Ærø-Łoś"),
    ],
)
def test_a_name_has_no_title_article_or_mark_at_its_edges(text: str, name: str) -> None:
    _, [actor] = found_in(text)
    assert actor.name == name


@pytest.mark.parametrize(
    "text", ["[place Port Sennet]", "[person President]", "[person said]", "[person X]"]
)
def test_a_place_a_title_or_a_letter_is_no_actor(text: str) -> None:
    assert actors(text) == []


def test_a_name_has_the_kind_that_most_of_its_mentions_have() -> None:
    _, [actor] = found_in("[organization Holt], [person Holt] and [person Holt]")
    assert actor.kind == "person"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[source a Mosewan official] spoke. [source The official] left.",
            ["a Mosewan official: a Mosewan official, The official"],
        ),
        (
            "[source two ministers] spoke. [source The two ministers] left.",
            ["two ministers: two ministers, The two ministers"],
        ),
        (
            "[source a Mosewan aide], [source a Skarvian aide], [source the aide]",
            ["a Mosewan aide: a Mosewan aide", "a Skarvian aide: a Skarvian aide, the aide"],
        ),
        ("[source An aide] and [addressee an aide]", ["An aide: An aide, an aide"]),
        (
            "[source officials], [source the ministry]’s",
            ["officials: officials", "the ministry: the ministry"],
        ),
        (
            "[source [person Ana Holt], unlike the aides,] and [source the aides]",
            ["Ana Holt: Ana Holt", "the aides: the aides"],
        ),
        ("[source the U.S.] left", ["the U.S.: the U.S."]),
        ("[source Two aides.] Then [source two aides] left", ["Two aides: Two aides, two aides"]),
        ("[source A report,] and [source the report]", ["A report: A report, the report"]),
        (
            "[source [person Ana Holt], a spokeswoman,] and [source the spokeswoman]",
            ["Ana Holt: Ana Holt, the spokeswoman"],
        ),
        (
            "[source two people familiar with it], [source the people, who saw it,]",
            ["two people familiar with it: two people familiar with it, the people, who saw it"],
        ),
        (
            "The [organization Grain Shippers’ Union] left; [source the union] stayed.",
            ["Grain Shippers’ Union: Grain Shippers’ Union, the union"],
        ),
        (
            "[organization Port Union], [organization Dock Union], [source the union]",
            ["Port Union: Port Union", "Dock Union: Dock Union", "the union: the union"],
        ),
        (
            "[source The union] left; the [organization Port Union] stayed.",
            ["The union: The union", "Port Union: Port Union"],
        ),
        (
            "[source [person Ana Holt], the mayor,] and [source the president]",
            ["Ana Holt: Ana Holt", "the president: the president"],
        ),
    ],
)
def test_who_is_described_again_is_one_actor(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    "words",
    [
        *(
            "he",
            "She",
            "they",
            "who",
            "those",
            "nobody",
            "Virtually no one",
            "two of them",
            "she’s",
        ),
        *("their", "said", "public", "among voters", "54%", "the", "—", "that", "himself", "many"),
    ],
)
def test_a_pronoun_or_half_a_phrase_describes_nobody(words: str) -> None:
    assert actors(f"[source {words}] spoke.") == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a Mosewan official", "person"),
        ("officials", "group"),
        ("people familiar with the talks", "group"),
        ("both Mosewan and Skarvian officials", "group"),
        ("a ferryman who saw it", "person"),
        ("a co-founder", "person"),
        ("the report", "unknown"),
        ("the ministry", "unknown"),
        ("a close ally", "person"),
    ],
)
def test_a_noun_for_people_tells_the_kind_of_who_is_described(words: str, kind: str) -> None:
    _, [actor] = found_in(f"[source {words}] spoke.")
    assert (actor.name, actor.kind) == (words, kind)


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("a senior official close to the talks", ["official"]),
        ("Skarvia’s foreign minister", ["minister"]),
        ("Skarvian and Mosewan officials in Ochkari", ["Skarvian", "officials"]),
        ("aides directly involved in it", ["aides"]),
        ("a close ally of hers", ["ally"]),
        ("", []),
        ("12 %", []),
    ],
)
def test_the_nouns_of_a_description_stand_before_what_hangs_on_them(
    words: str, heads: list[str]
) -> None:
    assert heads_of(words) == heads


@pytest.mark.parametrize("word", ["Judge", "specimen", "human", "Minister", "table"])
def test_a_capital_or_a_chance_ending_makes_no_noun_for_people(word: str) -> None:
    assert noun_of(word, PEOPLE) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "[person Ana Holt], spokeswoman for [person Bo Orme]",
        "[person Ana Holt] of [organization Acme]",
        "the mayor, [person Ana Holt],",
        "Mosewan foreign minister [person Ana Holt]",
        "Secretary of State [person Ana Holt]",
        "former Speaker of the House [person Ana Holt]",
        "[person Ana Holt] and [person Bo Orme]",  # of joint sources the first
        "[person Holt]",
        "[person Ana Holt] (R-Sennet)",
        "[person Ana Holt] herself",
        "a friend of the harbour, [person Ana Holt],",
        "a deadlocked [organization Harbour Court]",
        "[organization Acme News], and with it [person Ana Holt]",
        "the group, [organization Acme]",
    ],
)
def test_a_phrase_is_about_the_first_name_that_is_no_part_of_a_description(phrase: str) -> None:
    plain, marks, about = about_whom(phrase)
    first = min(span for label in ("person", "organization") for span in marks[label])
    assert about == first.of(plain)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("[person Bo Orme]’s lawyer, [person Ana Holt],", "Ana Holt"),
        ("[organization Acme] spokeswoman [person Ana Holt]", "Ana Holt"),
        ("[country U.T.] District Judge [person Ana Holt]", "Ana Holt"),
        ("a spokesman for [person Bo Orme], [person Ana Holt],", "Ana Holt"),
        ("[organization PORT SENNET] – The mayor, [person Ana Holt],", "Ana Holt"),
        ("[organization Acme News] and former anchor [person Ana Holt]", "Ana Holt"),
    ],
)
def test_a_name_in_apposition_or_behind_its_office_is_who_speaks(phrase: str, name: str) -> None:
    assert about_whom(phrase)[2] == name


@pytest.mark.parametrize(
    "phrase",
    [
        "a spokesman for [person Bo Orme]",
        "a spokesman for the mayor, [person Bo Orme],",
        "[person Orme]’s aides",
        "[person Bowles]’ aides",
        "[person Orme] supporters",
        "[person Orme]-backed candidates",
        "both [country Skarvia] and Mosewan officials",
        "officials in [place Port Sennet], [country Skarvia]",
        "people like [person Ana Holt]",
        "several bodies, including [organization Acme]",
        "Port Watch, a [organization PAC]",
        "the leader of [organization Acme]",
        "those around [person Ana Holt]",
        "a woman who met [person Ana Holt]",
        "critics of President [person Ana Holt]",
        "chief of staff to President [person Ana Holt]",
    ],
)
def test_a_description_that_holds_a_name_is_not_about_it(phrase: str) -> None:
    assert about_whom(phrase)[2] is None


def about_whom(phrase: str) -> tuple[str, dict[str, list[Span]], str | None]:
    plain, marks = marked(phrase)
    named = actors_of(reading_of(plain, marks), [], [], TABLES)
    about = name_in(plain, Span(0, len(plain)), mentions_of(named))
    return plain, marks, None if about is None else about.of(plain)


def test_part_of_a_name_is_about_whose_name_it_is() -> None:
    plain, marks = marked("[person Ana Holt] spoke.")
    named = actors_of(reading_of(plain, marks), [], [], TABLES)
    assert name_in(plain, Span(0, 3), mentions_of(named)) == Span(0, 8)
    assert name_in(plain, Span(9, 14), mentions_of(named)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Núñez", "NUNEZ"), ("U.S.", "US"), ("Holt’s", "Holt"), ("Ana  Holt", "ana holt")],
)
def test_a_folded_name_has_no_accents_case_stops_or_possessive(one: str, other: str) -> None:
    assert folded(one) == folded(other)
