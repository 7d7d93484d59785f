import pytest
from marks import actors_of, attributions_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.record import Place, Position, Span, Time
from onrecord.understand.positions import find_positions, find_stands
from onrecord.understand.statements import find_circumstances, find_statements

TABLES = load_tables()


class Told:
    """The positions that the marks of a text ask for, and what they refer to."""

    def __init__(self, text: str, bodies: dict[str, str] | None = None) -> None:
        self.text, marks = marked(text)
        self.marks = marks
        reading = reading_of(self.text, marks)
        circumstances = find_circumstances(reading, attributions_of(marks))
        stands = find_stands(reading)
        described = [span for part in (*circumstances, *stands) for span in part.described()]
        self.actors = actors_of(reading, described, [], TABLES)
        self.names = {actor.id: actor.name for actor in self.actors}
        self.statements = find_statements(reading, circumstances, self.actors, TABLES.people)
        dates = enumerate(marks.get("other", []))
        day = "2031-03-03"
        times = [Time(f"time{n}", span, "DATE", day, day, day) for n, span in dates]
        places = [Place(f"place{n}", span, "x") for n, span in enumerate(marks.get("place", []))]
        ids = {name: id for id, name in self.names.items()}
        self.positions = find_positions(
            reading,
            stands,
            self.actors,
            self.statements,
            times,
            places,
            {ids[speaker]: ids[body] for speaker, body in (bodies or {}).items()},
        )

    def words(self, spans: list[Span]) -> list[str]:
        return [span.of(self.text) for span in spans]

    def holders(self) -> list[tuple[str, str]]:
        return [(self.names[one.holder], one.stance) for one in self.positions]

    def only(self) -> Position:
        [position] = self.positions
        return position


def test_a_position_has_its_cue_s_stance_holder_party_and_action() -> None:
    told = Told(
        "[holder [country Skarvia]] [permits allowed] [party the [organization Orme Group]] to "
        "[action open the port]."
    )
    position = told.only()
    assert told.holders() == [("Skarvia", "permits")]
    assert told.names[position.party or ""] == "Orme Group"
    assert told.words(position.action) == ["open the port"]
    assert position.evidence.of(told.text) == told.text
    assert position.statement is None


def test_limits_are_kept_with_what_they_limit() -> None:
    told = Told(
        "[holder [country Skarvia]] [permits let] the crews [action fire rockets] "
        "[means with borrowed tubes] [target at barges] in [where [place Port Sennet]] "
        "[conditions if they are fired upon], [exceptions but not at night], "
        "[since from [other Monday]] [until until [other Friday]]."
    )
    position = told.only()
    assert told.words(position.means) == ["with borrowed tubes"]
    assert told.words(position.target) == ["at barges"]
    assert told.words(position.conditions) == ["if they are fired upon"]
    assert told.words(position.exceptions) == ["but not at night"]
    assert (position.place, position.since, position.until) == (["place0"], "time0", "time1")


def test_until_something_happens_is_a_condition() -> None:
    told = Told(
        "[holder [country Skarvia]] will [refuses not] [action reopen the strait] "
        "[until until the crew is free]."
    )
    assert told.only().until is None
    assert told.words(told.only().conditions) == ["until the crew is free"]


def test_a_stand_that_nobody_holds_is_no_position() -> None:
    assert Told("Visitors are [prohibits barred] from [action filming the docks].").positions == []


@pytest.mark.parametrize(
    "text",
    [
        "If [holder the [organization Harbour Court]] [prohibits banned] [action the ferry], it would sink.",
        "Would [holder [country Skarvia]] [permits allow] [party them] to [action land]?",
        "Were [holder [country Skarvia]] to [prohibits forbid] [action exports], prices would rise.",
        "Had [holder the [organization Harbour Court]] [refuses refused] [action the licence], it left.",
        "Suppose [holder [country Skarvia]] [requires ordered] [party shops] to [action close].",
        "[holder [country Skarvia]] would have [prohibits forbidden] [action those towers].",
        "[holder [country Skarvia]] never [prohibits banned] [action the ferry].",
    ],
)
def test_what_is_only_supposed_or_asked_is_no_position(text: str) -> None:
    assert Told(text).positions == []


def test_a_condition_before_the_comma_supposes_nothing_of_the_cue_behind_it() -> None:
    told = Told("If asked, [holder [country Skarvia]] [commits will] [action send boats].")
    assert told.holders() == [("Skarvia", "commits")]


def test_we_in_a_quotation_is_the_speaker() -> None:
    told = Told(
        "“[content [holder We] [refuses refuse] to [action sign]],” [cue said] "
        "[source [person Ana Holt]]."
    )
    assert told.holders() == [("Ana Holt", "refuses")]
    assert told.only().statement == "statement1"


def test_a_stand_told_by_its_speaker_without_a_holder_is_the_speaker_s() -> None:
    told = Told(
        "“[content [action The ban] must [opposes go]],” [cue said] [source [person Ana Holt]]."
    )
    assert told.holders() == [("Ana Holt", "opposes")]


def test_a_spokesman_s_stand_is_that_of_the_body_he_speaks_for() -> None:
    told = Told(
        "[holder [person Ana Holt]], spokeswoman for the [organization Harbour Board], "
        "[requests urged] [party captains] to [action slow down].",
        {"Ana Holt": "Harbour Board"},
    )
    assert told.holders() == [("Harbour Board", "requests")]


def test_two_cues_for_one_action_of_one_holder_are_one_position() -> None:
    told = Told(
        "[holder [country Skarvia]] [requests demanded] and then [requests insisted] that "
        "[action the barge be moved]."
    )
    assert len(told.positions) <= 1


def test_three_holders_in_one_sentence_are_three_positions() -> None:
    told = Told(
        "[holder1 [country Skarvia]] [prohibits1 banned] [action1 the ferry], "
        "[holder2 [person Ana Holt]] [opposes2 condemned] [action2 the decision] and "
        "[holder3 [organization Orme Group]] [requests3 asked] for [action3 a delay]."
    )
    assert told.holders() == [
        ("Skarvia", "prohibits"),
        ("Ana Holt", "opposes"),
        ("Orme Group", "requests"),
    ]


def test_a_stand_of_before_ends_on_the_day_of_the_stand_against_it() -> None:
    told = Told(
        "On [other Monday] [holder1 [country Skarvia]] [permits1 let] [party1 the crews] "
        "[action1 fire rockets]. [holder2 [country Skarvia]] had long [prohibits2 barred] crews "
        "from [action2 firing rockets]."
    )
    assert [one.until for one in told.positions] == [None, "time0"]


def test_a_stand_that_stands_has_no_end() -> None:
    told = Told(
        "On [other Monday] [holder1 [country Skarvia]] [permits1 let] [party1 the crews] "
        "[action1 fire rockets]. [holder2 [country Skarvia]] still [prohibits2 bars] crews "
        "from [action2 firing torpedoes]."
    )
    assert [one.until for one in told.positions] == [None, None]
