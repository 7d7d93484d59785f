"""Positions of all articles: what is asked is found, with its words, and nothing else is."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keep.desk import held, read_again
from keep.odd import odd_text, records

from onrecord.answer import Byline
from onrecord.answer.positions import Held, Holder, by_holder, held_in, positions_in
from onrecord.errors import OnrecordError
from onrecord.keep import Ledger
from onrecord.record import Actor, Record, Span, Statement

STRAIT = (
    "[holder Velmaria] lets [party Ketvaria] [permits fly [means Dunlin drones] over the strait] at "
    "[place Ninochar], [condition if the Estragals come first], [exception but not by night], "
    "from [since Monday] until [until Friday]."
)
DAYS = {"Monday": "2031-03-10", "Friday": "2031-03-14"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "desk.db") as ledger:
        yield ledger


def kept(ledger: Ledger, text: str, **article: object) -> Record:
    """The record of a marked text, kept in the ledger."""
    record = held(text, **article)  # type: ignore[arg-type]
    assert ledger.add(record)
    return record


def actions(answers: list[Held]) -> list[str]:
    return [held.action for held in answers]


def ids(answers: list[Held]) -> list[str]:
    return [held.article.id for held in answers]


def test_a_position_has_its_names_its_limits_its_words_and_its_article(ledger: Ledger) -> None:
    record = kept(ledger, STRAIT, days=DAYS, published="2031-03-09", outlet="Halyard")
    holder = replace(
        record.actors[0], kind="country", role="coastal state", country="VLM", sector="GOV"
    )
    record = replace(read_again(record), actors=[holder, *record.actors[1:]])
    ledger.add(record)
    text = record.article.text
    monday, friday = record.times
    assert positions_in(ledger) == [
        Held(
            holder="Velmaria",
            kind="country",
            role="coastal state",
            country="VLM",
            sector="GOV",
            stance="permits",
            party="Ketvaria",
            action="fly Dunlin drones over the strait",
            means=["Dunlin drones"],
            target=[],
            places=record.places,
            conditions=["if the Estragals come first"],
            exceptions=["but not by night"],
            since=monday,
            until=friday,
            confidence=0.5,
            evidence=text,
            speaker=None,
            position=record.positions[0],
            article=Byline("a1", None, "Halyard", "2031-03-09", None, None),
            reader=record.reader,
        )
    ]


def test_a_position_that_the_article_has_from_somebody_names_who_says_so() -> None:
    record = held("Ana Holt said [holder Velk] had agreed to [commits pay].")
    said = Statement("statement1", [Span(0, 8)], [Span(9, 13)], [Span(14, 37)])
    [position] = record.positions
    position = replace(position, statement="statement1")
    assert held_in(replace(record, statements=[said]), position).speaker == "Ana Holt"
    mayor = Actor("mayor", "Ana Maria Holt")
    named = replace(record, actors=[*record.actors, mayor])
    said = replace(said, speaker="mayor")
    assert held_in(replace(named, statements=[said]), position).speaker == "Ana Maria Holt"
    said = replace(said, speaker=None, source=[])
    assert held_in(replace(named, statements=[said]), position).speaker is None


def test_an_action_that_is_broken_up_is_shown_so() -> None:
    record = held("[holder Velk] will [commits pay], it said, by June.")
    [position] = record.positions
    broken = replace(position, action=[*position.action, Span(24, 31)])
    assert held_in(record, broken).action == "pay … by June"


@pytest.mark.parametrize(
    ("holder", "found"),
    [
        *[("Antony Blinken", 1), ("blinken", 1), ("the Secretary of State", 1), ("He", 0)],
        *[("Ann", 0), ("Nato", 1), ("Mark Rutte", 1), ("", 0), ("!", 0), ("role:nato", 0)],
    ],
)
def test_a_holder_is_found_as_speakers_are(ledger: Ledger, holder: str, found: int) -> None:
    record = held(
        "[holder Antony Blinken], the secretary of state, said he would [commits come].\n"
        "[holder Mark Rutte] agreed to [commits go]."
    )
    blinken, rutte = record.actors
    text = record.article.text
    spans = [
        Span(text.index(words), text.index(words) + len(words))
        for words in ("the secretary of state", "he")
    ]
    blinken = replace(blinken, mentions=[*blinken.mentions, *spans])
    rutte = replace(rutte, role="Nato's secretary-general")
    ledger.add(replace(record, actors=[blinken, rutte]))
    answers = positions_in(ledger, holder=holder)
    assert len(answers) == found
    assert [held.by_role for held in answers] == [holder == "Nato"] * found


def test_a_party_is_found_as_speakers_are_and_is_not_the_holder(ledger: Ledger) -> None:
    kept(
        ledger,
        "[holder Velmaria] lets [party Ketvaria] [permits fly].",
        names={"Ketvaria": "The Republic of Ketvaria"},
    )
    kept(ledger, "[holder Ketvaria] will [commits fly].", id="a2")
    assert ids(positions_in(ledger, party="ketvaria")) == ["a1"]
    assert ids(positions_in(ledger, party="the republic", holder="velmaria")) == ["a1"]
    assert positions_in(ledger, party="Velmaria") == positions_in(ledger, party="?") == []


def test_a_stance_is_found_alone_and_with_other_questions(ledger: Ledger) -> None:
    kept(
        ledger,
        "[holder Velk] lets them [permits fly] and [permits sail] and bars them from [prohibits digging].\n"
        "[holder Oslo] bars [prohibits flying].",
    )
    assert actions(positions_in(ledger, stance="prohibits")) == ["digging", "flying"]
    assert actions(positions_in(ledger, stance="permits", about="sail")) == ["fly", "sail"]
    assert actions(positions_in(ledger, stance="prohibits", holder="velk")) == ["digging"]
    assert positions_in(ledger, stance="threatens") == []


@pytest.mark.parametrize(
    ("about", "found"),
    [
        *[("drone strait", 1), ("DUNLIN", 1), ("estragal", 1), ('"the strait"', 1), ("lets", 1)],
        *[('"strait the"', 0), ("drones missiles", 0), ("drone*", 1), ("drones OR x", 0)],
        *[("dron", 0), ("-drone", 1), ("", 0), ("!", 0), ("elsewhere", 0), ("place:ninochar", 0)],
    ],
)
def test_words_are_found_whole_in_the_position_alone(
    ledger: Ledger, about: str, found: int
) -> None:
    kept(ledger, "Elsewhere it rained.\n" + STRAIT + "\nDrones elsewhere.", days=DAYS)
    assert len(positions_in(ledger, about=about)) == found


def test_a_phrase_does_not_reach_from_one_part_of_a_position_into_the_next(ledger: Ledger) -> None:
    record = held(
        "[holder Velk] lets them [permits use [means drones], [means boats] or [place Oslo], [place Bergen]]."
    )
    ledger.add(record)
    assert len(positions_in(ledger, about='"drones boats"')) == 1  # so does the evidence read
    [position] = record.positions
    moved = replace(position, evidence=position.action[0], action=[])
    moved = replace(moved, evidence=Span(0, 4))
    ledger.add(replace(read_again(record), positions=[moved]))
    assert positions_in(ledger, about='"drones boats"') == []
    assert positions_in(ledger, place='"oslo bergen"') == []
    assert len(positions_in(ledger, place="oslo bergen", about="drones boats")) == 1


@pytest.mark.parametrize(
    ("place", "found"),
    [
        *[("ninochar", 1), ("NINOCHAR", 1), ("Osmarra", 1), ("port ellis", 1), ("Ellis", 1)],
        *[
            ("Elsewhere", 0),
            ("Velk", 1),
            ("Velka", 1),
            ("Nino", 0),
            ("strait", 0),
            ("", 0),
            ("?", 0),
        ],
    ],
)
def test_a_place_is_found_where_the_position_holds_and_where_its_words_name_one(
    ledger: Ledger, place: str, found: int
) -> None:
    record = held(
        "It rained in [named Elsewhere].\n"
        "[holder Oslo] lets boats [permits cross the strait to [named Osmarra]] near [named Port Ellis].\n"
        "It rained at [place Ninochar] and [place Velk].",
    )
    places = [replace(one, name="Velka") if one.name == "Velk" else one for one in record.places]
    ledger.add(replace(record, places=places))
    assert len(positions_in(ledger, place=place)) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2031-03-10", "2031-03-14", ["both", "since", "until", "none"]),
        ("2031-03-15", None, ["since", "late"]),
        (None, "2031-03-09", ["until", "early"]),
        ("2031-03-12", "2031-03-12", ["both", "since", "until", "none"]),
        ("2031-03-14", "2031-03-14", ["both", "since", "until"]),
        ("2031-04", "2031-04", ["since"]),
        ("2030", "2030", ["until"]),
        ("2031", "2031", ["both", "since", "until", "late", "none", "early"]),
    ],
)
def test_a_position_is_of_the_days_of_its_own_times_else_of_the_day_of_publication(
    ledger: Ledger, since: str | None, until: str | None, found: list[str]
) -> None:
    line = "[holder Velk] lets them [permits fly]{}."
    days = {**DAYS, "now": None}
    for id, times, published in (
        ("both", " from [since Monday] until [until Friday]", "2031-03-20"),
        ("since", " from [since Monday]", "2031-03-19"),
        ("until", " until [until Friday]", "2031-03-18"),
        ("late", "", "2031-03-16T23:30:00-04:00"),
        ("none", " from [since now]", "2031-03-12"),
        ("early", "", "2031-03-01"),
        ("undated", "", None),
    ):
        kept(ledger, line.format(times), days=days, id=id, published=published)
    assert ids(positions_in(ledger, since=since, until=until)) == found
    assert len(positions_in(ledger)) == 7


def test_a_month_that_overlaps_counts(ledger: Ledger) -> None:
    record = held("[holder Velk] lets them [permits fly] from [since March] until [until May].")
    first, last = record.times
    times = [
        replace(first, begin="2031-03-01", end="2031-03-31"),
        replace(last, begin="2031-05-01", end="2031-05-31"),
    ]
    ledger.add(replace(record, times=times))
    for since, until, found in (
        ("2031-05-31", None, 1), ("2031-06-01", None, 0), (None, "2031-03-01", 1), (None, "2031-02", 0),
    ):  # fmt: skip
        assert len(positions_in(ledger, since=since, until=until)) == found


def test_a_bound_that_is_no_date_is_one_line_for_the_user(ledger: Ledger) -> None:
    with pytest.raises(OnrecordError, match="since: 'soon' is not a date; write 2024-05-03"):
        positions_in(ledger, since="soon")


def test_positions_come_newest_first_and_undated_last_and_no_more_than_asked(
    ledger: Ledger,
) -> None:
    text = "[holder Velk] lets them [permits fly] and [permits sail]."
    for id, published in (
        *[("old", "2030-01-01"), ("undated", None), ("new", "2031-01-01"), ("b", "2030-05-05")],
        ("a", "2030-05-05"),
    ):
        kept(ledger, text, id=id, published=published)
    for question in ({}, {"holder": "velk"}, {"about": "fly"}, {"stance": "permits"}):
        answers = positions_in(ledger, **question)  # type: ignore[arg-type]
        assert ids(answers[::2]) == ["new", "a", "b", "old", "undated"]
        assert actions(answers) == ["fly", "sail"] * 5
        assert positions_in(ledger, **question, limit=3) == answers[:3]  # type: ignore[arg-type]


def test_weak_positions_can_be_left_out(ledger: Ledger) -> None:
    kept(ledger, "[holder Velk] lets them [permits fly].", confidence=0.6)
    assert len(positions_in(ledger, min_confidence=0.6)) == 1
    assert positions_in(ledger, min_confidence=0.61) == []


def test_only_the_newest_reading_answers(ledger: Ledger) -> None:
    record = kept(ledger, "[holder Velk] lets them [permits fly] and [permits sail].")
    ledger.add(replace(read_again(record), positions=record.positions[1:]))
    assert actions(positions_in(ledger)) == actions(positions_in(ledger, holder="velk")) == ["sail"]


def test_two_versions_of_an_article_hold_the_same_thing_once(ledger: Ledger) -> None:
    line = "[holder Velk] lets them [permits {}].\n"
    kept(ledger, line.format("fly") + line.format("sail"), published="2031-01-01", url="1")
    kept(ledger, line.format("fly") + line.format("dig"), published="2031-01-02", url="2")
    answers = positions_in(ledger)
    assert [(held.action, held.article.url) for held in answers] == [
        *[("fly", "2"), ("dig", "2"), ("sail", "1")]
    ]


def test_answers_are_grouped_by_holder_and_a_body_comes_before_who_speaks_for_it(
    ledger: Ledger,
) -> None:
    for id, published, holder, role in (
        ("a", "2031-03-01", "Nato", None),
        ("b", "2031-03-02", "Ana Holt", "Nato envoy"),
        ("c", "2031-03-03", "Ana Hólt", None),
        ("d", "2031-03-04", "NATO", None),
    ):
        record = held(f"[holder {holder}] lets them [permits fly].", id=id, published=published)
        ledger.add(replace(record, actors=[replace(record.actors[0], role=role)]))
    groups = by_holder(positions_in(ledger, holder="Nato"))
    assert [(group.holder, ids(group.answers)) for group in groups] == [
        *[("NATO", ["d", "a"]), ("Ana Holt", ["b"])]
    ]
    answers = positions_in(ledger, holder="Holt")
    assert by_holder(answers) == [
        Holder("Ana Hólt", "organization", "Nato envoy", None, None, 2, False, answers)
    ]
    assert by_holder([]) == []


def test_an_answer_is_one_json_line_with_its_names_and_its_quote(ledger: Ledger) -> None:
    record = kept(ledger, STRAIT, days=DAYS)
    [answer] = positions_in(ledger)
    line = json.loads(msgspec.json.encode(answer))
    assert (line["holder"], line["party"], line["stance"]) == ("Velmaria", "Ketvaria", "permits")
    assert line["places"][0]["name"] == "Ninochar"
    assert line["until"]["end"] == "2031-03-14"
    assert record.article.text[slice(*line["position"]["evidence"])] == line["evidence"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd_text | st.text(alphabet='"*^:()-+{}AND OR NOT NEAR\0', max_size=20))
def test_no_question_is_malformed(ledger: Ledger, question: str) -> None:
    ledger.add(held("[holder AND] lets [party OR] [permits NOT NEAR] at [place NEAR]."))
    for part in ("holder", "party", "about", "place"):
        assert isinstance(positions_in(ledger, **{part: question}), list)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=50)
@given(st.lists(records(), max_size=4))
def test_every_position_of_odd_records_is_kept_and_answered(
    tmp_path_factory: pytest.TempPathFactory, odd: list[Record]
) -> None:
    with Ledger(tmp_path_factory.mktemp("odd") / "desk.db") as ledger:
        for record in odd:
            ledger.add(record)
        rows = ledger.rows("SELECT count(*) FROM position")
        assert rows == ledger.rows("SELECT count(*) FROM item WHERE list = 5")
        for answer in positions_in(ledger):
            assert (
                answer.evidence
                == answer.position.evidence.of(ledger.record(answer.article.id).article.text)
                or len(odd) > 1
            )


def test_a_very_long_question_is_answered(ledger: Ledger) -> None:
    words = " ".join(f"word{n}" for n in range(3000))
    kept(ledger, f"[holder Velk] lets them [permits {words}].")
    assert len(positions_in(ledger, about=words)) == 1
    assert len(positions_in(ledger, about=f'"{words}"', holder="velk")) == 1


def test_who_asks_for_the_newest_few_has_not_all_of_them_sorted(ledger: Ledger) -> None:
    kept(ledger, STRAIT, days=DAYS)
    with sqlite3.connect(ledger.path) as file:
        asked: list[str] = []
        file.set_trace_callback(asked.append)
        ledger._connection, whole = file, ledger._connection
        positions_in(ledger, limit=1)
        ledger._connection = whole
        [question] = [sql for sql in asked if "position" in sql and "SELECT reading.reading" in sql]
        plan = " ".join(row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert "article_moment" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
