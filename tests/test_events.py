"""Events of all articles: what is asked is found, with its status, its words and who claims it."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keep.desk import acted, read_again
from keep.odd import odd_text, records

from onrecord.answer import Byline
from onrecord.answer.events import Act, act_in, events_in, upcoming
from onrecord.errors import OnrecordError
from onrecord.keep import Ledger
from onrecord.record import Record, Span

MET = "[actor Velmaria] [CONSULT received] [recipient Ketvaria] in [place Port Ellis] on [time Friday]."
DAYS = {"Friday": "2031-03-07", "Monday": "2031-03-10", "June": "2031-06-01/2031-06-30"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "desk.db") as ledger:
        yield ledger


def kept(ledger: Ledger, text: str, **options: object) -> Record:
    """The record of a marked text, kept in the ledger."""
    record = acted(text, days=DAYS, **options)  # type: ignore[arg-type]
    assert ledger.add(record)
    return record


def triggers(answers: list[Act]) -> list[str]:
    return [act.trigger for act in answers]


def ids(answers: list[Act]) -> list[str]:
    return [act.article.id for act in answers]


def test_an_event_has_its_names_its_words_its_time_its_place_and_its_article(
    ledger: Ledger,
) -> None:
    record = kept(
        ledger, MET, modes={"received": "visit"}, published="2031-03-09", outlet="Halyard"
    )
    assert events_in(ledger) == [
        Act(
            type="CONSULT",
            mode="visit",
            status="actual",
            claimed=False,
            claimed_by=None,
            actors=["Velmaria"],
            recipients=["Ketvaria"],
            time=record.times[0],
            place=record.places[0],
            trigger="received",
            sentence=record.article.text,
            confidence=0.5,
            event=record.events[0],
            article=Byline("a1", None, "Halyard", "2031-03-09", None, None),
            reader=record.reader,
        )
    ]


def test_an_event_that_somebody_claims_names_who_does_so() -> None:
    record = acted("[says Ana Holt] said [actor Velk] had [ASSAULT shelled] [recipient Oslo].")
    [event], [said] = record.events, record.statements
    assert (act_in(record, event).claimed, act_in(record, event).claimed_by) == (True, "Ana Holt")
    unnamed = replace(record, statements=[replace(said, speaker=None)])
    assert act_in(unnamed, event).claimed_by == "Ana Holt"
    silent = replace(record, statements=[replace(said, speaker=None, source=[])])
    assert (act_in(silent, event).claimed, act_in(silent, event).claimed_by) == (True, None)


def test_an_actor_who_is_named_twice_in_an_event_is_one() -> None:
    record = acted("[actor Velk] and its army, [actor the army], [COERCE seized] the port.")
    [event] = record.events
    [first, _] = event.actors
    again = replace(event, actors=[first, replace(first, span=Span(0, 1))])
    assert act_in(record, again).actors == ["Velk"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        *[("Antony Blinken", 1), ("blinken", 1), ("Nato", 1), ("Annan", 0), ("", 0), ("!", 0)],
        *[("Ann", 0), ("role:nato", 0)],
    ],
)
def test_parties_are_found_as_speakers_are_and_each_on_its_side(
    ledger: Ledger, name: str, found: int
) -> None:
    record = acted("[actor Antony Blinken] [CONSULT met] [recipient Kofi Annan].")
    blinken, annan = record.actors
    ledger.add(replace(record, actors=[replace(blinken, role="Nato's envoy"), annan]))
    assert len(events_in(ledger, actor=name)) == found
    assert events_in(ledger, recipient=name) == events_in(ledger, recipient="Annan") * (
        name == "Annan"
    )
    assert len(events_in(ledger, actor=name, recipient="kofi annan")) == found


def test_types_and_statuses_are_found_alone_and_together(ledger: Ledger) -> None:
    kept(ledger, "[actor Velk] [CONSULT met] him and [ASSAULT hit] him.")
    kept(ledger, "[actor Velk] will [CONSULT meet] him.", id="a2", status="planned")
    assert triggers(events_in(ledger, type="CONSULT")) == ["met", "meet"]
    assert triggers(events_in(ledger, type="consult", status="planned")) == ["meet"]
    assert triggers(events_in(ledger, status="actual", actor="velk")) == ["met", "hit"]
    assert events_in(ledger, type="PROTEST") == events_in(ledger, status="denied") == []


@pytest.mark.parametrize(
    ("place", "found"),
    [
        *[("port ellis", 1), ("Ellis", 1), ("North", 1), ("Velka", 1), ("Quell", 0), ("Nor", 0)],
        *[("", 0), ("?", 0), ("Velmaria", 0), ('"ellis port"', 0)],
    ],
)
def test_a_place_is_found_by_its_names_and_by_its_division_and_only_where_it_happened(
    ledger: Ledger, place: str, found: int
) -> None:
    record = acted(MET + " It rained in Quell.", days=DAYS)
    [at] = record.places
    ledger.add(replace(record, places=[replace(at, name="Velka", admin1="The North")]))
    assert len(events_in(ledger, place=place)) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2031-03-07", "2031-03-07", ["friday"]),
        ("2031-06-30", None, ["june"]),
        (None, "2031-06-01", ["june", "late", "friday"]),
        ("2031-03", "2031-03", ["late", "friday"]),
        ("2030", "2030", []),
        ("2031", None, ["june", "late", "friday"]),
    ],
)
def test_an_event_is_of_its_own_days_else_of_the_day_of_publication(
    ledger: Ledger, since: str | None, until: str | None, found: list[str]
) -> None:
    for id, time, published in (
        *[("friday", "on [time Friday]", "2031-03-08"), ("june", "in [time June]", "2031-03-20")],
        *[("late", "[time lately]", "2031-03-09"), ("undated", "", None)],
    ):
        kept(ledger, f"[actor Velk] [CONSULT met] them {time}.", id=id, published=published)
    assert ids(events_in(ledger, since=since, until=until)) == found
    assert len(events_in(ledger)) == 4


def test_events_come_newest_first_and_undated_last_and_no_more_than_asked(ledger: Ledger) -> None:
    text = "[actor Velk] [CONSULT met] him in [place Quell] and [ASSAULT hit] him."
    for id, published in (
        *[("old", "2030-01-01"), ("undated", None), ("new", "2031-01-01")],
        *[("b", "2030-05-05"), ("a", "2030-05-05")],
    ):
        kept(ledger, text, id=id, published=published)
    for question in ({}, {"actor": "velk"}, {"place": "quell"}, {"status": "actual"}):
        answers = events_in(ledger, **question)  # type: ignore[arg-type]
        assert ids(answers[::2]) == ["new", "a", "b", "old", "undated"]
        assert triggers(answers) == ["met", "hit"] * 5
        assert events_in(ledger, **question, limit=3) == answers[:3]  # type: ignore[arg-type]


def test_weak_events_can_be_left_out(ledger: Ledger) -> None:
    kept(
        ledger, "[actor Velk] will [AGREE meet] on [time Monday].", confidence=0.6, status="planned"
    )
    assert len(events_in(ledger, min_confidence=0.6)) == 1
    assert events_in(ledger, min_confidence=0.61) == []
    assert len(upcoming(ledger, "2031", min_confidence=0.6)) == 1
    assert upcoming(ledger, "2031", min_confidence=0.61) == []


def test_only_the_newest_reading_answers(ledger: Ledger) -> None:
    record = kept(ledger, "[actor Velk] [CONSULT met] him and [ASSAULT hit] him.")
    ledger.add(replace(read_again(record), events=record.events[1:]))
    assert triggers(events_in(ledger)) == triggers(events_in(ledger, actor="velk")) == ["hit"]


def test_two_versions_of_an_article_tell_the_same_event_once(ledger: Ledger) -> None:
    line = "[actor Velk] will [{}] them on [time Monday].\n"
    met, hit, gave = (line.format(words) for words in ("AGREE meet", "ASSAULT hit", "AID pay"))
    kept(ledger, met + hit, published="2031-01-01", url="1", status="planned")
    kept(ledger, met + gave, published="2031-01-02", url="2", status="planned")
    expected = [("meet", "2"), ("pay", "2"), ("hit", "1")]
    for answers in (events_in(ledger), upcoming(ledger, "2031")):
        assert [(act.trigger, act.article.url) for act in answers] == expected


def test_what_is_planned_from_a_day_on_comes_soonest_first(ledger: Ledger) -> None:
    for id, time, status in (
        *[("june", "in [time June]", "planned"), ("monday", "on [time Monday]", "planned")],
        *[("friday", "on [time Friday]", "planned"), ("soon", "[time soon]", "planned")],
        *[("possible", "on [time Monday]", "possible"), ("never", "", "planned")],
    ):
        text = f"[actor Velk] will [CONSULT meet] them {time}."
        kept(ledger, text, id=id, status=status, published="2031-03-01")
    assert ids(upcoming(ledger, "2031-03-01")) == ["friday", "monday", "june"]
    assert ids(upcoming(ledger, "2031-03-10")) == ["monday", "june"]
    assert ids(upcoming(ledger, "2031-06-30")) == ids(upcoming(ledger, "2031-06")) == ["june"]
    assert upcoming(ledger, "2031-07-01") == []
    assert ids(upcoming(ledger, "2031-03-01", limit=1)) == ["friday"]


def test_a_bound_that_is_no_date_is_one_line_for_the_user(ledger: Ledger) -> None:
    with pytest.raises(OnrecordError, match="since: 'soon' is not a date; write 2024-05-03"):
        events_in(ledger, since="soon")
    with pytest.raises(OnrecordError, match="since: 'soon' is not a date"):
        upcoming(ledger, "soon")


def test_an_answer_is_one_json_line_with_its_names_its_status_and_its_quote(ledger: Ledger) -> None:
    record = kept(ledger, "[says Ana Holt] said: " + MET, status="planned")
    [answer] = events_in(ledger)
    line = json.loads(msgspec.json.encode(answer))
    assert (line["actors"], line["recipients"]) == (["Velmaria"], ["Ketvaria"])
    assert (line["status"], line["claimed"], line["claimed_by"]) == ("planned", True, "Ana Holt")
    assert (line["place"]["name"], line["time"]["end"]) == ("Port Ellis", "2031-03-07")
    assert record.article.text[slice(*line["event"]["sentence"])] == line["sentence"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd_text | st.text(alphabet='"*^:()-+{}AND OR NOT NEAR\0', max_size=20))
def test_no_question_is_malformed(ledger: Ledger, question: str) -> None:
    ledger.add(acted("[actor AND] [CONSULT met] [recipient OR] in [place NEAR]."))
    for part in ("actor", "recipient", "place", "type"):
        assert isinstance(events_in(ledger, **{part: question}), list)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=50)
@given(st.lists(records(), max_size=4))
def test_every_event_of_odd_records_is_kept_and_answered(
    tmp_path_factory: pytest.TempPathFactory, odd: list[Record]
) -> None:
    with Ledger(tmp_path_factory.mktemp("odd") / "desk.db") as ledger:
        for record in odd:
            ledger.add(record)
        rows = ledger.rows("SELECT count(*) FROM event")
        assert rows == ledger.rows("SELECT count(*) FROM item WHERE list = 4")
        for answer in events_in(ledger):
            assert answer.status == "planned"
            assert answer.claimed == (answer.event.statement is not None)


def test_who_asks_for_the_newest_few_has_not_all_of_them_sorted(ledger: Ledger) -> None:
    kept(ledger, MET)
    with sqlite3.connect(ledger.path) as file:
        asked: list[str] = []
        file.set_trace_callback(asked.append)
        ledger._connection, whole = file, ledger._connection
        events_in(ledger, limit=1)
        ledger._connection = whole
        [question] = [sql for sql in asked if "event" in sql and "SELECT reading.reading" in sql]
        plan = " ".join(row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert "article_moment" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
