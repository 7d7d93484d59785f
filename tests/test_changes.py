"""What one article tells of a change is paired, old and new; what is not sure is not."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from keep.desk import held
from keep.odd import records

from onrecord.answer.changes import CONSIDERED, changes_in
from onrecord.record import Record, Span, Statement

DAYS = {
    "2029": "2029-01-01",
    "May": "2030-05-01",
    "June": "2031-06-01",
    "March": "2031-03-01",
    "Monday": "2031-03-10",
    "Friday": "2031-03-14",
}


def told(text: str) -> list[tuple[str, str, str]]:
    """The changes of a marked text: kind, old action and new action."""
    return pairs(held(text, days=DAYS, published="2031-03-15"))


def pairs(record: Record) -> list[tuple[str, str, str]]:
    text = record.article.text
    return [
        (change.kind, change.old.action[0].of(text), change.new.action[0].of(text))
        for change in changes_in(record)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # An end.
        "[holder Velk] lets crews [permits fly at night]. \nUntil May, [holder Velk] forbade them to [prohibits2 fly [means2 drones] at night] until [until2 May].",
        # Words.
        "[holder Velk] now lets crews [permits fly at night].\nIn winter [holder Velk] refused to let crews [prohibits fly by night].",
        "[holder Velk] will let crews [permits fly at night].\n[holder Velk] had long forbidden them to [prohibits fly by night].",
        "[holder Velk], which had always opposed [opposes night flights], now backs [supports flights at night].",
        "[holder Velk] no longer objects to [supports night flights], which previously it had refused to [refuses allow at night flights].",
        "[holder Velk] reversed itself and let crews [permits fly at night].\nSo far [holder Velk] had barred them from [prohibits flying at night].",
        # Days.
        "From [since Friday], [holder Velk] lets crews [permits fly at night].\nFrom [since2 2029] on [holder Velk] forbade crews to [prohibits2 fly at night].",
    ],
)  # fmt: skip
def test_a_reversal_is_told_by_an_end_by_words_or_by_days(text: str) -> None:
    [(kind, _, _)] = told(text)
    [change] = changes_in(held(text, days=DAYS, published="2031-03-15"))
    assert kind == "reversed"
    assert change.old.stance in ("prohibits", "refuses", "opposes")
    assert change.new.stance in ("permits", "supports")
    assert change.share >= 0.5


@pytest.mark.parametrize("now", ["night flights", "flying at night"])
def test_a_permission_can_be_taken_back(now: str) -> None:
    text = f"[holder Velk] previously let crews [permits fly at night].\n[holder Velk] bars [prohibits {now}]."
    assert told(text) == [("reversed", "fly at night", now)]


def test_the_day_on_which_a_stand_was_stated_tells_the_order() -> None:
    record = held(
        "[holder Velk] will [commits send six stations], it said on [since Friday].\n"
        "[holder Velk] will not [refuses2 send stations], it said on [since2 Monday].",
        days=DAYS,
    )
    said = [
        Statement(f"statement{at}", [], [], [Span(0, 4)], time=position.since)
        for at, position in enumerate(record.positions)
    ]
    stated = [
        replace(position, since=None, statement=one.id)
        for position, one in zip(record.positions, said, strict=True)
    ]
    assert pairs(replace(record, positions=stated)) == []
    assert pairs(replace(record, positions=stated, statements=said)) == [
        ("reversed", "send stations", "send six stations")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[refuses lift the ban on night flights]", "[permits night flights]"),
        ("[prohibits night flights]", "[commits lift the ban on night flights]"),
        ("[commits ban night flights]", "[permits night flights]"),
        ("[commits fly at night]", "[commits not fly at night]"),
    ],
)
def test_what_turns_an_action_into_its_contrary_is_counted(old: str, new: str) -> None:
    [(kind, _, _)] = told(f"[holder Velk] previously held: {old}.\n[holder Velk] now holds: {new}.")
    assert kind == "reversed"


@pytest.mark.parametrize(
    "text",
    [
        # Nothing tells which was first.
        "[holder Velk] lets crews [permits fly at night].\n[holder Velk] bars crews from [prohibits flying at night].",
        # What tells of it does not agree.
        "[holder Velk] previously let crews [permits fly at night] from [since Friday].\n[holder Velk] barred them from [prohibits2 flying at night] from [since2 Monday].",
        # Another holder.
        "[holder Velk] now lets crews [permits fly at night].\n[holder Oslo] previously barred crews from [prohibits flying at night].",
        # Another conduct.
        "[holder Velk] now lets crews [permits fly at night].\n[holder Velk] previously barred crews from [prohibits digging coal].",
        "[holder Velk] now lets crews [permits fly over the southern strait by night].\n[holder Velk] previously barred crews from [prohibits digging coal at night].",
        # Another party, means, target or place.
        "[holder Velk] now lets [party crews] [permits fly at night].\n[holder Velk] previously barred [party2 firms] from [prohibits2 flying at night].",
        "[holder Velk] now lets crews [permits fly at night] with [means Dunlins].\n[holder Velk] previously barred [prohibits2 flying at night] with [means2 Whimbrels].",
        "[holder Velk] now lets crews [permits strike back] at [target ships].\n[holder Velk] previously barred [prohibits2 striking back] at [target2 locks].",
        "[holder Velk] now lets crews [permits fly at night] in [place Osmarra].\n[holder Velk] previously barred [prohibits2 flying at night] in [place2 Ninochar].",
        # The exception of the one is the other.
        "[holder Velk] now lets crews [permits fly at night], [exception but not with Whimbrels].\n[holder Velk] previously barred crews from [prohibits2 flying at night with Whimbrels].",
        # Both stand.
        "[holder Velk] now lets crews [permits fly at night].\n[holder Velk] still bars crews from [prohibits flying at night].",
        "[holder Velk] now lets crews [permits fly at night].\n[holder Velk] has not changed its ban on [prohibits flying at night].",
        "[holder Velk] now lets crews [permits fly at night].\n[holder Velk] hasn't changed its ban on [prohibits flying at night].",
        # No contrary: who bans flights and means to ban flights.
        "[holder Velk] previously barred [prohibits night flights].\n[holder Velk] now means to [commits ban night flights].",
        # The same, said twice.
        "[holder Velk] now lets crews [permits fly at night].\n[holder Velk] let crews [permits fly at night].",
        # Demands and threats, which a time alone can end.
        "[holder Velk] previously asked crews to [requests fly at night].\n[holder Velk] now bars crews from [prohibits flying at night].",
        # A permission for a time, from a ban that stands.
        "[holder Velk] lets crews [permits fly at night] until [until June].\n[holder Velk] bars crews from [prohibits2 flying at night].",
        # Only words that say nothing, and none.
        "[holder Velk] now lets them [permits do so].\n[holder Velk] previously refused to [refuses do so].",
        "",
    ],
)  # fmt: skip
def test_what_is_not_sure_is_no_change(text: str) -> None:
    assert told(text) == []


def test_a_stand_that_was_there_and_is_taken_anew_is_reaffirmed() -> None:
    text = (
        "[holder Velk] still bars crews from [prohibits flying at night].\n"
        "[holder Velk] had long forbidden [prohibits flights at night]."
    )
    assert told(text) == [("reaffirmed", "flights at night", "flying at night")]
    assert told(text.replace("had long forbidden", "forbids")) == []
    assert told(text.replace("still", "now")) == []


def test_a_stand_that_ends_when_its_contrary_begins_is_the_older() -> None:
    text = (
        "[holder Velk] lets crews [permits fly at night] from [since June].\n"
        "[holder Velk] bars them from [prohibits2 flying at night] until [until2 June]."
    )
    assert told(text) == [("reversed", "flying at night", "fly at night")]


def test_a_demand_that_ended_can_be_reversed() -> None:
    text = (
        "[holder Velk] made crews [requires fly at night] until [until May].\n"
        "[holder Velk] bars crews from [prohibits2 flying at night]."
    )
    assert told(text) == [("reversed", "fly at night", "flying at night")]


def test_a_holder_is_one_by_name_too() -> None:
    record = held(
        "[holder Velk] now lets crews [permits fly at night].\n"
        "[holder VÉLK] previously barred crews from [prohibits flying at night]."
    )
    assert len(record.actors) == 2
    assert len(pairs(record)) == 1
    nameless = [replace(actor, name="!") for actor in record.actors]
    assert pairs(replace(record, actors=nameless)) == []


def test_a_change_that_is_told_again_is_given_once_and_a_position_stands_in_one() -> None:
    new = "[holder Velk] now lets crews [permits fly drones at night]."
    old = "[holder Velk] previously barred crews from [prohibits flying drones at night]."
    coal = "[holder Velk] now bars crews from [prohibits digging coal]."
    dug = "[holder Velk] previously let crews [permits dig coal]."
    assert told("\n".join([new, coal, old, dug, new, old])) == [
        ("reversed", "flying drones at night", "fly drones at night"),
        ("reversed", "dig coal", "digging coal"),
    ]


def test_the_words_of_a_sentence_with_both_stands_are_about_the_one_that_follows() -> None:
    for text in (
        "[holder Velk], which had long forbidden [prohibits night flights], now allows [permits flights at night].",
        "[holder Velk] now allows [permits flights at night], which it had long forbidden as [prohibits night flights].",
        "[holder Velk] now allows [permits flights at night] and forbade [prohibits night flights] previously.",
    ):
        [(_, old, new)] = told(text)
        assert (old, new) == ("night flights", "flights at night")


def test_words_inside_an_action_tell_nothing_of_when() -> None:
    assert (
        told(
            "[holder Velk] lets crews [permits fly now].\n[holder Velk] bars [prohibits flying now]."
        )
        == []
    )


def test_an_article_of_very_many_positions_is_answered_soon() -> None:
    line = "[holder Velk] now lets crews [permits fly at night].\n[holder Velk] previously barred [prohibits flying at night].\n"
    record = held(line * CONSIDERED * 2)
    start = time.process_time()
    assert len(changes_in(record)) == 1
    assert time.process_time() - start < 20


@settings(deadline=None)
@given(records())
def test_odd_records_have_changes_of_their_own_positions(record: Record) -> None:
    twice = [replace(one, id=f"{one.id}{at}") for one in record.positions for at in range(2)]
    for change in changes_in(replace(record, positions=twice)):
        assert change.old is not change.new
