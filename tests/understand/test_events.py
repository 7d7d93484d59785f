import pytest
from marks import actors_of, attributions_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.record import Event, Place, Time
from onrecord.understand.events import find_acts, find_events
from onrecord.understand.modes import mode_of
from onrecord.understand.statements import find_circumstances, find_statements

TABLES = load_tables()


class Told:
    """The events that the marks of a text ask for, and what they refer to."""

    def __init__(self, text: str) -> None:
        self.text, marks = marked(text)
        reading = reading_of(self.text, marks)
        circumstances = find_circumstances(reading, attributions_of(marks))
        acts = find_acts(reading)
        described = [span for said in circumstances for span in said.described()]
        described += [span for act in acts for span in act.described()]
        actors = actors_of(reading, described, [], TABLES)
        self.names = {actor.id: actor.name for actor in actors}
        statements = find_statements(reading, circumstances, actors, TABLES.people)
        times = [Time(f"time{n}", span, "DATE") for n, span in enumerate(marks.get("other", []))]
        places = [Place(f"place{n}", span, "x") for n, span in enumerate(marks.get("place", []))]
        self.events = find_events(reading, acts, actors, statements, times, places)

    def only(self) -> Event:
        [event] = self.events
        return event

    def dyads(self) -> list[tuple[list[str], str, list[str]]]:
        return [
            (
                [self.names[party.actor] for party in event.actors],
                event.type,
                [self.names[party.actor] for party in event.recipients],
            )
            for event in self.events
        ]


def test_an_event_has_its_trigger_s_type_and_both_its_parties() -> None:
    told = Told(
        "[actor [country Skarvia]] [ASSAULT shelled] the [recipient [organization Orme Group]] "
        "in [place Port Sennet] on [other Monday]."
    )
    assert told.dyads() == [(["Skarvia"], "ASSAULT", ["Orme Group"])]
    assert told.only().trigger.of(told.text) == "shelled"
    assert told.only().mode == "heavy-weapons"
    assert (told.only().place, told.only().time) == ("place0", "time0")
    assert told.only().statement is None
    assert told.only().sentence.of(told.text) == told.text


def test_two_who_act_together_are_two_actors_of_one_event() -> None:
    told = Told(
        "[actor [person Ana Holt] and [person Bo Orme]] [CONSULT met] [recipient [person Cleo Vance]]."
    )
    assert told.dyads() == [(["Ana Holt", "Bo Orme"], "CONSULT", ["Cleo Vance"])]


def test_nobody_acts_on_himself() -> None:
    told = Told("[actor [person Ana Holt]] and [recipient Holt] [ACCUSE blamed].")
    assert all(
        not {party.actor for party in event.actors} & {party.actor for party in event.recipients}
        for event in told.events
    )


def test_an_act_by_nobody_is_no_event() -> None:
    assert Told("[recipient [person Ana Holt]] was [COERCE arrested].").events == []


def test_an_event_that_only_a_statement_tells_is_claimed_in_it() -> None:
    told = Told(
        "[source [person Ana Holt]] [cue said] that [content [actor [country Skarvia]] had "
        "[COERCE seized] [recipient [organization Orme Group]]]."
    )
    assert told.only().statement == "statement1"


def test_the_attack_that_the_article_has_told_is_not_told_twice() -> None:
    told = Told(
        "[actor1 [country Skarvia]] [ASSAULT1 attacked] [recipient1 [organization Orme Group]].\n\n"
        "The [ASSAULT2 attack] by [actor2 [country Skarvia]] went on."
    )
    assert len(told.events) == 1


def test_another_attack_is_another_event() -> None:
    told = Told(
        "[actor1 [country Skarvia]] [ASSAULT1 attacked] [recipient1 [organization Orme Group]].\n\n"
        "The [ASSAULT2 attack] on [recipient2 [person Ana Holt]] by [actor2 [country Skarvia]] "
        "came later."
    )
    assert len(told.events) == 2


@pytest.mark.parametrize(
    ("type", "trigger", "mode"),
    [
        ("COERCE", "arrested", "arrest"),
        ("COERCE", "arrests", "arrest"),
        ("COERCE", "seizing", "seize"),
        ("PROTEST", "rallies", "demo"),
        ("PROTEST", "strike", "strike"),
        ("ASSAULT", "stabbed", "primitive"),
        ("CONSULT", "visited", "visit"),
        ("AID", "sent", None),
        ("ASSAULT", "attacked", None),
    ],
)
def test_a_trigger_tells_the_mode_in_any_form(type: str, trigger: str, mode: str | None) -> None:
    assert mode_of(type, trigger) == mode
