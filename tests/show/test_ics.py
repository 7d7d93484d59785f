"""The calendar of what is planned, read by a library for calendars."""

import io
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component
from keep.desk import acted
from keep.odd import odd_text, records

from onrecord.record import Record
from onrecord.show.ics import escaped, folded, write_ics

MEET = "[actor Velk] will [CONSULT meet] [recipient Oslo] at [place Quell] on [time {}]."
DAYS = {
    "Friday": "2031-03-07",
    "Monday": "2031-03-10",
    "June": "2031-06-01/2031-06-30",
    "July": "2031-07-01/2031-07-31",
}


def written(many: Sequence[Record]) -> tuple[bytes, dict[str, int]]:
    stream = io.BytesIO()
    left_out = write_ics(many, stream)
    return stream.getvalue(), dict(left_out)


def entries(many: Sequence[Record]) -> list[Component]:
    return list(Calendar.from_ical(written(many)[0]).walk("VEVENT"))


def planned(
    day: str, id: str = "a1", published: str | None = "2031-03-01", **more: object
) -> Record:
    text = str(more.pop("text", MEET)).format(day)
    return acted(text, days=DAYS, status="planned", id=id, published=published, **more)  # type: ignore[arg-type]


def days_of(found: Sequence[Component]) -> list[tuple[str, int]]:
    return [(entry["DTSTART"].dt.isoformat(), int(entry["SEQUENCE"])) for entry in found]


def test_an_entry_has_its_day_what_is_planned_where_and_the_words_that_say_so() -> None:
    url = "https://example.org/a,b;ü?x=1"
    record = planned(
        "Friday", title="A, bridge; done", outlet="Halyard", url=url, modes={"meet": "visit"}
    )
    [place] = record.places
    place = replace(place, latitude=49.98, longitude=-36.25, country="TRV")
    [entry] = entries([replace(record, places=[place])])
    assert entry["DTSTART"].dt == date(2031, 3, 7)
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert "DTEND" not in entry
    assert entry["SUMMARY"] == "Planned: CONSULT visit, Velk → Oslo"
    assert entry["LOCATION"] == "Quell, TRV"
    assert (entry["GEO"].latitude, entry["GEO"].longitude) == (49.98, -36.25)
    assert entry["URL"] == "https://example.org/a,b;%C3%BC?x=1"
    assert (entry["STATUS"], entry["CATEGORIES"].to_ical()) == ("TENTATIVE", b"CONSULT")
    assert entry["DTSTAMP"].to_ical() == b"20310301T000000Z"
    assert entry["DESCRIPTION"].splitlines() == [
        "“Velk will meet Oslo at Quell on Friday.”",
        "Halyard · 2031-03-01 · A, bridge; done",
        "Confidence 0.50",
    ]


def test_who_only_claims_that_it_is_planned_is_said() -> None:
    [entry] = entries([planned("Friday", text="[says Ana Holt] said " + MEET)])
    assert entry["SUMMARY"] == "Planned: CONSULT, Velk → Oslo (claimed by Ana Holt)"


def test_only_what_is_planned_and_has_a_date_is_in_it_soonest_first() -> None:
    many = [
        planned("June", id="a"),
        planned("Friday", id="b", text=MEET.replace("Oslo", "Bergen")),
        planned("some day", id="c"),
        *(
            acted(MEET.format("Friday"), days=DAYS, status=status, id=status)
            for status in ("actual", "ongoing", "possible", "denied")
        ),
    ]
    assert days_of(entries(many)) == [("2031-03-07", 0), ("2031-06-01", 0)]
    assert written(many)[1] == {"undated": 1}


def test_a_time_of_several_days_ends_on_the_day_after_the_last() -> None:
    [entry] = entries([planned("June")])
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2031, 6, 1), date(2031, 7, 1))
    last = {"then": "9999-12-01/9999-12-31"}
    [entry] = entries([acted("[actor A] will [AID pay] [time then].", days=last, status="planned")])
    assert "DTEND" not in entry


def test_a_moved_date_keeps_its_uid_and_counts_up_whatever_the_order_of_the_articles() -> None:
    first, second = planned("Friday"), planned("Monday", "a2", "2031-03-02")
    [before] = entries([first])
    for many in ([first, second], [second, first]):
        [after] = entries(many)
        assert after["UID"] == before["UID"]
        assert days_of([after]) == [("2031-03-10", 1)]
        assert after["DTSTAMP"].to_ical() == b"20310302T000000Z"
    third = planned("Monday", "a3", "2031-03-03")
    assert days_of(entries([first, second, third])) == [("2031-03-10", 1)]


def test_an_event_after_one_that_is_over_and_two_of_one_article_are_events_of_their_own() -> None:
    later = planned("June", "a2", "2031-03-08")
    found = entries([planned("Friday"), later])
    assert days_of(found) == [("2031-03-07", 0), ("2031-06-01", 0)]
    assert found[0]["UID"] != found[1]["UID"]
    both = planned("Friday", text=MEET + "\n" + MEET.format("June"))
    assert days_of(entries([both])) == [("2031-03-07", 0), ("2031-06-01", 0)]
    moved = planned("July", "a3", "2031-03-09")
    assert days_of(entries([both, moved])) == [("2031-03-07", 0), ("2031-07-01", 1)]
    known = planned("June", "a3", "2031-03-02")
    assert days_of(entries([both, known])) == [("2031-03-07", 0), ("2031-06-01", 0)]


@pytest.mark.parametrize(
    ("old", "new"),
    [("CONSULT", "AID"), ("Velk", "Bergen"), ("Oslo", "Bergen"), ("Quell", "Bergen")],
)
def test_another_type_party_or_place_is_another_event(old: str, new: str) -> None:
    other = planned("Monday", "a2", "2031-03-02", text=MEET.replace(old, new))
    found = entries([planned("Friday"), other])
    assert len({str(entry["UID"]) for entry in found}) == 2


def test_an_article_without_a_date_moves_nothing_and_is_not_moved() -> None:
    undated, dated = planned("Monday", "a2", None), planned("Friday")
    for many in ([dated, undated], [undated, dated]):
        assert days_of(entries(many)) == [("2031-03-07", 0), ("2031-03-10", 0)]
    third = planned("June", "a3", None)
    assert len(entries([undated, third])) == 2


def test_the_case_of_names_and_their_order_are_alike() -> None:
    text = "[actor {}] and [actor {}] will [CONSULT meet] on [time Friday]."
    one = planned("", text=text.replace("{}", "Velk", 1).replace("{}", "Oslo"))
    other = planned("", "a2", text=text.replace("{}", "OSLO", 1).replace("{}", "velk"))
    assert len(entries([one, other])) == 1


def test_no_lines_are_longer_than_75_octets_and_all_end_as_the_standard_says() -> None:
    record = planned("Friday", title="ö🕊️" * 200)
    data, _ = written([record])
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode()
    [entry] = entries([record])
    assert entry["DESCRIPTION"].splitlines()[1].endswith("ö🕊️" * 200)


@given(odd_text | st.text(alphabet="\\;,\n\r\x1b\u202e:ö", max_size=200))
def test_any_words_are_one_value_and_come_back_without_what_steers(words: str) -> None:
    lines = folded("SUMMARY:" + escaped(words))
    assert lines.count(b"\r\n") == 1 + lines.count(b"\r\n ")
    body = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + lines + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    [entry] = Calendar.from_ical(body).walk("VEVENT")
    told = str(entry["SUMMARY"])
    assert len(told) == len(words)
    assert all(a in (b, " ", "\ufffd") for a, b in zip(told, words, strict=True))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "pages/1.html", None, "", "https://", "data:text/html,x"]
)
def test_what_is_no_address_of_a_page_is_not_in_it(url: str | None) -> None:
    assert all("URL" not in entry for entry in entries([planned("Friday", url=url)]))


def test_an_address_that_breaks_lines_adds_none() -> None:
    [entry] = entries([planned("Friday", url="https://x.org/\r\nSTATUS:CONFIRMED")])
    assert entry["STATUS"] == "TENTATIVE"
    assert entry["URL"] == "https://x.org/%0D%0ASTATUS:CONFIRMED"


def test_no_records_are_an_empty_calendar_and_an_undated_article_has_a_stamp() -> None:
    assert entries([]) == []
    [entry] = entries([planned("Friday", published=None)])
    assert entry["DTSTAMP"].to_ical() == b"19700101T000000Z"


@given(st.lists(records(), max_size=4), st.randoms(use_true_random=False))
def test_any_records_are_a_calendar_with_every_uid_once(
    many: list[Record], chance: random.Random
) -> None:
    dated = [
        replace(
            record,
            times=[
                replace(time, begin=chance.choice(["2031-01-01", "x"])) for time in record.times
            ],
        )
        for record in many
    ]
    found = entries(dated)
    assert len({str(entry["UID"]) for entry in found}) == len(found)
    for entry in found:
        assert entry["STATUS"] == "TENTATIVE"
