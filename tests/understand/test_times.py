"""When: time expressions, their TIMEX3 values and bounds. Wednesday, 15 May 2024, is today."""

import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marks import marked, reading_of

from onrecord.record import Span
from onrecord.understand import timex_calendar as calendar
from onrecord.understand.reading import listed
from onrecord.understand.times import find_times

TODAY = "2024-05-15"
SPEED = 30.0  # seconds of work in which a text is read that would take far longer in quadratic time


def times(text: str, published: str | None = TODAY) -> list[tuple[str, str | None]]:
    """The words and the value of each time."""
    found = find_times(reading_of(text, {}), published)
    return [(time.span.of(text), time.value) for time in found]


def bounds(text: str, published: str | None = TODAY) -> list[tuple[str | None, str | None]]:
    return [(time.begin, time.end) for time in find_times(reading_of(text, {}), published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank on 3 May 2024.", [("3 May 2024", "2024-05-03")]),
        ("It sank on Friday, May 3, 2024, off Velm.", [("Friday, May 3, 2024", "2024-05-03")]),
        ("It sank on Sept. 11, 2001.", [("Sept. 11, 2001", "2001-09-11")]),
        ("It sank on the 3rd of May, 1941.", [("the 3rd of May, 1941", "1941-05-03")]),
        ("Dated 2024-05-03.", [("2024-05-03", "2024-05-03")]),
        ("It sank in March 2020.", [("March 2020", "2020-03")]),
        ("The winter of 2019 was mild.", [("The winter of 2019", "2019-WI")]),
        ("The third quarter of 2023 was good.", [("The third quarter of 2023", "2023-Q3")]),
        ("Q3 2023 was good.", [("Q3 2023", "2023-Q3")]),
        ("It grew in the first half of 2023.", [("the first half of 2023", "2023-H1")]),
        ("Fiscal 2023 was good.", [("Fiscal 2023", "2023")]),
        ("It grew in fiscal year 2023.", [("fiscal year 2023", "2023")]),
        ("It grew since 2022.", [("2022", "2022")]),
        ("It grew in the late 1980s.", [("the late 1980s", "198")]),
        ("A fort of the 19th century.", [("the 19th century", "18")]),
        ("Kings fell in 1848.", [("1848", "1848")]),
        ("The sea will rise by 2150.", [("2150", "2150")]),
        ("In nineteen eighty-two she left.", [("nineteen eighty-two", "1982")]),
        ("In the year two thousand she left.", [("the year two thousand", "2000")]),
    ],
)
def test_what_names_its_year_needs_no_other_date(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert times(text) == expected
    assert times(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grew in the '90s.", [("the '90s", "199")]),
        ("It grew in the early nineties.", [("the early nineties", "199")]),
        ("Yesterday it rained.", [("Yesterday", "2024-05-14")]),
        ("It may rain tomorrow.", [("tomorrow", "2024-05-16")]),
        ("It rained last week.", [("last week", "2024-W19")]),
        ("It rains next month.", [("next month", "2024-06")]),
        ("It rained earlier this month.", [("earlier this month", "2024-05")]),
        ("It will rain later in June.", [("later in June", "2024-06")]),
        ("It rained this year.", [("this year", "2024")]),
        ("It rained last summer.", [("last summer", "2023-SU")]),
        ("It rained over the weekend.", [("the weekend", "2024-W19-WE")]),
        ("It ends at the end of next month.", [("the end of next month", "2024-06")]),
        ("It rained last Tuesday.", [("last Tuesday", "2024-05-14")]),
        ("It rains next Friday.", [("next Friday", "2024-05-17")]),
        ("It ends on 31 March next year.", [("31 March next year", "2025-03-31")]),
        ("It rained two weeks ago.", [("two weeks ago", "2024-W18")]),
        ("It rained 10 days ago.", [("10 days ago", "2024-05-05")]),
        ("It rained five months ago.", [("five months ago", "2023-12")]),
        ("It rained a decade ago.", [("a decade ago", "2014")]),
        ("It rained in the fourth quarter.", [("the fourth quarter", "2023-Q4")]),
        ("It will end by year-end.", [("year-end", "2024")]),
        ("It rained in the week of April 8.", [("the week of April 8", "2024-W15")]),
        ("It closed last Christmas.", [("last Christmas", "2023-12-25")]),
        ("It will close on Thanksgiving Day.", [("Thanksgiving Day", "2024-11-28")]),
        ("It closed on Good Friday.", [("Good Friday", "2024-03-29")]),
    ],
)
def test_what_is_relative_counts_from_the_day_of_publication(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert times(text) == expected
    assert times(text, None) == [(words, None) for words, _ in expected]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The council met Friday.", ["2024-05-10"]),
        ("The council will meet Friday.", ["2024-05-17"]),
        ("The council met Friday and will meet Monday.", ["2024-05-10", "2024-05-20"]),
        ("Holt said Friday that the port would open on Monday.", ["2024-05-10", "2024-05-20"]),
        ("The vote is scheduled for Thursday.", ["2024-05-16"]),
        ("She had been due to leave on Tuesday.", ["2024-05-14"]),
        ("They must leave the port by Monday.", ["2024-05-20"]),
        ("Tuesday's vote failed.", ["2024-05-14"]),
        ("On Wednesday the council met.", ["2024-05-15"]),  # today
        ("They agreed in April to build it.", ["2024-04"]),
        ("The port will open in April.", ["2025-04"]),
        ("The port will open on Jan. 9.", ["2025-01-09"]),
        ("The port opened on Dec. 9.", ["2023-12-09"]),
        ("It is closed Monday through Friday.", ["2024-05-13", "2024-05-17"]),
        ("They will meet on Feb. 29.", ["2024-02-29"]),  # the one leap day near
    ],
)
def test_verbs_tell_whether_a_bare_day_or_month_lies_ahead(text: str, values: list[str]) -> None:
    assert [value for _, value in times(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It lasted two years.", "P2Y"),
        ("A two-year ban.", "P2Y"),
        ("It lasted nearly 18 months.", "P18M"),
        ("It lasted two and a half years.", "P2Y6M"),
        ("It lasted half an hour.", "PT30M"),
        ("It lasted 3 1/2 hours.", "PT3H30M"),
        ("It lasted a minute and a half.", "PT1M30S"),
        ("It lasted a couple of days.", "P2D"),
        ("It lasted several weeks.", "PXW"),
        ("It lasted for years.", "PXY"),
        ("It lasted twenty-five minutes.", "PT25M"),
        ("It lasted two decades.", "P20Y"),
        ("It rained in recent days.", "PXD"),
        ("It rained in the past few weeks.", "PXW"),
        ("It rained for the first nine months.", "P9M"),
        ("It costs $3 million a year.", "P1Y"),
        ("It sails every Tuesday.", "XXXX-WXX-2"),
        ("It sails on Tuesday nights.", "XXXX-WXX-2TNI"),
        ("It sails every two weeks.", "P2W"),
        ("It sails daily.", "P1D"),
        ("It sails on Sundays.", "XXXX-WXX-7"),
        ("A week-long search.", "P1W"),
        ("It took 65 million years.", "P65000000Y"),
        ("It sails each July.", "XXXX-07"),
        ("It sails now.", "PRESENT_REF"),
        ("It recently sailed.", "PAST_REF"),
        ("It will sail soon.", "FUTURE_REF"),
        ("They talked about the future.", "FUTURE_REF"),
        ("They talked about the past.", "PAST_REF"),
    ],
)
def test_durations_sets_and_references_have_the_values_of_timex3(text: str, value: str) -> None:
    assert [found for _, found in times(text)] == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell at 5 p.m. EST Monday.", [("5 p.m. EST Monday", "2024-05-13T17:00")]),
        ("It fell at 17:30 GMT.", [("17:30 GMT", "2024-05-15T17:30")]),
        ("It fell at 7am on May 3.", [("7am on May 3", "2024-05-03T07:00")]),
        ("It fell at noon yesterday.", [("noon yesterday", "2024-05-14T12:00")]),
        ("It fell on May 3 at 12:05 a.m.", [("May 3 at 12:05 a.m.", "2024-05-03T00:05")]),
        ("It fell at 3 in the morning.", [("3 in the morning", "2024-05-15T03:00")]),
        ("It fell at 11pm last night.", [("11pm last night", "2024-05-14T23:00")]),
        ("It fell last night.", [("last night", "2024-05-14TNI")]),
        ("It fell this morning.", [("this morning", "2024-05-15TMO")]),
        ("It fell early on Friday.", [("early on Friday", "2024-05-10")]),
        ("It fell late Friday evening.", [("late Friday evening", "2024-05-10TEV")]),
        ("It fell at 25:61 p.m.", []),
        ("They won 3:16 and lost 14:30.", []),
    ],
)
def test_clock_times_take_the_day_beside_them_or_today(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert times(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They sent 2024 troops.",
        "They paid $1,999 and then $2000 more.",
        "Flight 1990 left.",
        "May said so.",
        "They may go.",
        "The march was long. June Carter sang.",
        "The Sunday Times wrote about the Second World War.",
        "She is 32 years old, a 32-year-old.",
        "It is a second chance, as soon as they agree.",
        "USA Today wrote. Mr. May met Mrs. June on Super Tuesday.",
        "Resolution 1973 and the Good Friday Agreement hold.",
        "Three-quarters of them left.",
        "Prices fall in the port.",
        "Call 1-800-1999-2000 or see 10/20/30/40.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[person June Carter] sang in June.", ["June"]),
        ("They met [person June Carter] and [person August Wilson] in August.", ["August"]),
        ("In April, [person August] came.", ["April"]),
        ("[person Theresa May] said in May that she may go.", ["May"]),
        ("[person Summer Holt] left last summer.", ["last summer"]),
        ("She told the Daily Telegraph that it sails daily.", ["daily"]),
        ("Daily Ferry News is printed daily.", ["daily"]),
        ("Daily sailings go on.", ["Daily"]),
        ("The [organization Sunday Times] wrote on Sunday.", ["Sunday"]),
        ("World War II began in 1939, the First World War in 1914.", ["1939", "1914"]),
        ("About 1,950 of 1950 soldiers left in 1950.", ["1950"]),
    ],
)
def test_a_month_or_a_day_in_a_name_is_no_time_beside_one_that_is(
    text: str, found: list[str]
) -> None:
    plain, marks = marked(text)
    each = find_times(reading_of(plain, marks), TODAY)
    assert [time.span.of(plain) for time in each] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was built in 1066.", [("1066", "1066")]),
        ("It fell on 14 July 1789.", [("14 July 1789", "1789-07-14")]),
        (
            "It will end by 2150, or on 3 May 2150.",
            [("2150", "2150"), ("3 May 2150", "2150-05-03")],
        ),
        ("It ends in the year 2300.", [("the year 2300", "2300")]),
        ("It fell in the year 800.", [("the year 800", "0800")]),
        ("In the year 12,000 nobody lives.", []),
        ("It fell 1,000 years ago.", [("1,000 years ago", "1024")]),
        ("It fell 10,000 years ago.", [("10,000 years ago", None)]),  # before the calendar
        ("On 29 February 1900.", [("29 February 1900", None)]),  # no leap year
        ("On 29 February 2000.", [("29 February 2000", "2000-02-29")]),
        ("On Feb. 29, 2100.", [("Feb. 29, 2100", None)]),
        ("On 31 April, 31 June 2024.", [("31 April", None), ("31 June 2024", None)]),
        ("On 0/0/0000 or 99/99/9999 or 2024/02/30.", []),
    ],
)
def test_days_before_1900_and_after_2100_and_leap_days_are_the_calendars(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert times(text) == expected


def test_an_article_dated_in_the_future_counts_from_its_own_day() -> None:
    text = "It closed last week and opens on Friday; in 2031 it was new."
    expected = [("last week", "2999-W52"), ("Friday", "3000-01-03"), ("2031", "2031")]
    assert times(text, "2999-12-30") == expected


@pytest.mark.parametrize(
    "published",
    ["2024-05-15T23:30:00-11:00", "2024-05-15T00:30:00+14:00", "2024-05-15T23:59:59Z"],
)
def test_the_day_is_the_outlets_whatever_its_zone(published: str) -> None:
    assert times("It rained yesterday.", published) == [("yesterday", "2024-05-14")]


@pytest.mark.parametrize(
    "text", ["at 5 p.m. EST", "at 17:00 GMT+2", "at 10:00Z", "at 3pm Velm time", "at 09:00 UTC-12"]
)
def test_a_clock_time_in_any_zone_is_of_the_day_named_and_raises_nothing(text: str) -> None:
    for time in find_times(reading_of(f"It began {text} on Monday.", {}), TODAY):
        assert (time.value or "2024-05-1")[:9] == "2024-05-1"


def test_a_day_that_no_calendar_has_keeps_its_span_without_a_value() -> None:
    assert times("It sank on 30 February.") == [("30 February", None)]
    assert times("It sank on 29 February 2023.") == [("29 February 2023", None)]
    assert times("It sank on 29 February 2024.") == [("29 February 2024", "2024-02-29")]
    assert bounds("It sank on 30 February.") == [(None, None)]


def test_month_and_day_between_slashes_are_told_apart_by_the_article_or_not_at_all() -> None:
    assert times("It sank on 3/4/2024.") == [("3/4/2024", None)]
    assert times("It sank on 25/12/2023.") == [("25/12/2023", "2023-12-25")]
    assert times("Not on 3/4/2024 but on 25/12/2023.")[0] == ("3/4/2024", "2024-04-03")
    assert times("Not on 3/4/2024 but on 12/25/2023.")[0] == ("3/4/2024", "2024-03-04")
    assert times("It sank on 4/4/2024.") == [("4/4/2024", "2024-04-04")]
    assert times("It sank on 31/31/2024.") == []


def test_a_range_gives_two_times() -> None:
    assert times("From June 3-5 it rained.") == [("June 3", "2024-06-03"), ("5", "2024-06-05")]
    assert times("It rained on May 4 and 5.")[1] == ("5", "2024-05-05")
    assert times("The war of 1939-45 ended.") == [("1939", "1939"), ("45", "1945")]
    assert times("Between 1990 and 1994 it grew.") == [("1990", "1990"), ("1994", "1994")]


def test_later_words_count_from_the_time_named_last() -> None:
    text = "They signed on March 3, 2022. The following day it failed. That year was bad."
    assert [value for _, value in times(text)] == ["2022-03-03", "2022-03-04", "2022"]
    text = "They won in November 2016. They took office the following January."
    assert [value for _, value in times(text)] == ["2016-11", "2017-01"]
    text = "Sales fell in the third quarter of 2023. A year earlier they rose."
    assert [value for _, value in times(text)] == ["2023-Q3", "2022-Q3"]
    assert times("That year was bad.") == [("That year", None)]


def test_an_anniversary_has_a_day_only_where_it_explains_one() -> None:
    text = "They met on Friday, the 80th anniversary of the landing."
    assert times(text)[1] == ("the 80th anniversary", "2024-05-10")
    assert times("They marked the 80th anniversary.") == [("the 80th anniversary", None)]


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("It rained last week.", "2024-05-06", "2024-05-12"),
        ("It rained in February.", "2024-02-01", "2024-02-29"),
        ("It rained in the 1980s.", "1980-01-01", "1989-12-31"),
        ("It rained earlier this month.", "2024-05-01", "2024-05-15"),
        ("It will rain later this month.", "2024-05-15", "2024-05-31"),
        ("It rained in the past three weeks.", "2024-04-24", "2024-05-15"),
        ("It rained last winter.", "2023-12-01", "2024-02-29"),
        ("It rains now.", None, None),
        ("It rained for two years.", None, None),
    ],
)
def test_begin_and_end_bound_the_value(text: str, begin: str | None, end: str | None) -> None:
    assert bounds(text) == [(begin, end)]


@pytest.mark.parametrize("published", ["yesterday", "", "2024-13-40", "0000-00-00", "٢٠٢٤-٠٥-١٥"])
def test_a_date_of_publication_that_is_none_counts_as_unknown(published: str) -> None:
    assert times("It rained yesterday.", published) == [("yesterday", None)]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31T23:59:59Z", "2999-01-01"])
def test_the_edges_of_the_calendar_raise_nothing(published: str) -> None:
    text = (
        "Yesterday, tomorrow, last week, next year, 99999 years ago, next century, last Friday, in "
        "May, the next 9999 decades, last winter, Easter, next Christmas, a century ago, on Feb. 29."
    )
    for time in find_times(reading_of(text, {}), published):
        assert (time.begin is None) == (time.end is None)
        assert time.value is None or VALUE.fullmatch(time.value)


def test_a_clock_time_of_publication_lets_hours_be_counted() -> None:
    assert times("It fell an hour ago.", "2024-05-15T00:30") == [("an hour ago", "2024-05-14T23")]
    assert times("It fell an hour ago.") == [("an hour ago", None)]


def test_nothing_is_found_in_the_furniture() -> None:
    article = "The port will open on Monday. " * 4 + "\n\nLeave a Reply\n\n"
    assert len(times(article + "Posted on May 3, 2024")) == 4


WORDS = listed(
    "the a last next this that early late each past coming Monday Friday's May March June Sept. Dec. "
    "1999 2024 30 31 1,000 2.5 1/2 12:30 5 p.m. EST noon today yesterday ago earlier later years day "
    "week months quarter third second 3rd 20th century '80s 1980s nineteen ninety six hundred "
    "thousand half and of in on to - , . : / 3/4/2024 2024-02-30 2024-05-03T10:00 winter fall night "
    "fiscal end now recent future year-ago Christmas Easter anniversary Q3 will said ended İ ß ½ ٣"
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(sorted(WORDS)), max_size=40).map(" ".join),
    st.lists(st.sampled_from([*sorted(WORDS), "\n", " "]), max_size=40).map("".join),
    st.text(max_size=200),
)
DATES = st.one_of(st.none(), st.dates().map(str), st.datetimes().map(str), st.text(max_size=12))
VALUE = re.compile(r"[0-9XPTWQHSUFAINEMOVCYDREFSGZ_:.-]+|PRESENT_REF|PAST_REF|FUTURE_REF")


@given(TEXTS, DATES)
@example("30 February 0000 at 99:99 p.m. on 2024-99-99", "9999-12-31")
def test_any_text_gives_valid_times(text: str, published: str | None) -> None:
    reading = reading_of(text, {})
    found = find_times(reading, published)
    assert [time.id for time in found] == [f"time{at}" for at in range(1, len(found) + 1)]
    end = 0
    for time in found:
        assert end <= time.span.start < time.span.end <= reading.end
        end = time.span.end
        assert time.span.of(text).strip() == time.span.of(text)
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert time.value is None or VALUE.fullmatch(time.value)
        assert (time.begin is None) == (time.end is None)
        assert (time.begin or "") <= (time.end or "")
    assert found == find_times(reading, published)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
def test_a_day_and_its_number_are_the_same(year: int, month: int, day: int) -> None:
    number = calendar.day_number(year, month, day)
    assert number is not None
    assert calendar.parts_of(number) == (year, month, day)
    for unit in ("day", "week", "month", "quarter", "season", "year", "decade", "century"):
        period = calendar.period_at(unit, number)
        if period is not None and 2 < year < 9990:
            assert period.begin <= number <= period.end


def test_weeks_are_those_of_iso_8601() -> None:
    days = {(2024, 12, 30): "2025-W01", (2021, 1, 3): "2020-W53", (2024, 1, 1): "2024-W01"}
    for day, week in days.items():
        number = calendar.day_number(*day)
        assert number is not None
        assert calendar.week_period(number).value == week


def test_easter_is_where_the_almanacs_have_it() -> None:
    for year, month, day in ((1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2038, 4, 25)):
        assert calendar.parts_of(calendar.easter(year)) == (year, month, day)


@pytest.mark.parametrize(
    "words",
    ["the last ", "twenty ", "1990 ", "a ", "Monday ", "3 May ", "5 p.m. ", "early ", "' ", "12-"],
)
def test_times_are_found_in_linear_time(words: str) -> None:
    reading = reading_of(words * 20_000, {})
    begin = process_time()
    find_times(reading, TODAY)
    assert process_time() - begin < SPEED


@pytest.mark.parametrize("gap", range(20, 60))
def test_no_word_is_cut_where_reading_stops(gap: int) -> None:
    assert times(f"They met on Monday, {'x' * gap} nowhere.") == [("Monday", "2024-05-13")]
    assert times(f"Renowned {'x' * gap} met on Monday.") == [("Monday", "2024-05-13")]
    assert len(times(f"They met on Monday, {'x' * gap} and on Friday.")) == 2


def test_spans_point_at_the_article() -> None:
    text = "🕊️ İstanbul met on Friday."
    [time] = find_times(reading_of(text, {}), TODAY)
    assert time.span == Span(text.index("Friday"), text.index("Friday") + 6)
