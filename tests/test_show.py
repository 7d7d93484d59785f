"""The terminal view shows the evidence, and no article steers the terminal."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keep.desk import acted, held

from onrecord.answer import Said, said_in
from onrecord.answer.events import Act, act_in
from onrecord.answer.positions import Held, held_in
from onrecord.record import Actor, Article, Place, Reader, Record, Span, Statement, Time
from onrecord.show.terminal import (
    LISTED,
    WORDINGS,
    harmless,
    named_first,
    show_events,
    show_held,
    show_record,
    show_said,
    show_upcoming,
    wordings,
)

TEXT = "Ana Holt told the council that the bridge would open."


def record_of(text: str) -> Record:
    return Record(
        Reader("0", "0"),
        Article("a1", text, title="A bridge", outlet="The Ferry Post", published="2031-05-02"),
        actors=[Actor("actor1", "Ana Holt", "person", mentions=[Span(0, 8)])],
        statements=[
            Statement(
                "statement1",
                [Span(0, 8)],
                [Span(9, 13)],
                [Span(26, 52)],
                speaker="actor1",
                confidence=0.9,
            )
        ],
    )


def shown(record: Record) -> str:
    stream = io.StringIO()
    show_record(record, stream)
    return stream.getvalue()


def test_an_article_is_shown_with_its_statements_under_it() -> None:
    view = shown(record_of(TEXT))
    article, _, statements = view.partition("\n\n  [1]")
    assert "A bridge" in article
    assert "told[1] the council" in article
    assert "Ana Holt told" in statements
    assert "the bridge would open" in statements
    assert "0.90" in statements


def said_view(answers: list[Said]) -> str:
    stream = io.StringIO()
    show_said(answers, stream)
    return stream.getvalue()


def test_said_is_grouped_under_its_speaker_and_its_article() -> None:
    record = record_of(TEXT)
    said = replace(said_in(record, record.statements[0]), role="mayor", country="TAR")
    other = replace(said, speaker="Bo Rask", role="Holt's deputy", country=None, by_role=True)
    later = replace(said, article=replace(said.article, id="a2", outlet="The Tarvia Herald"))
    view = said_view([other, said, said, later])
    assert view.startswith(
        "Ana Holt  mayor · TAR · 3 statements in 2 articles\n  2031-05-02  A bridge"
    )
    holt, _, rask = view.partition("Bo Rask  Holt's deputy · 1 statement in 1 article\n")
    assert [holt.count("The Ferry Post"), rask.count("The Ferry Post")] == [1, 1]
    assert [holt.count("The Tarvia Herald"), rask.count("The Tarvia Herald")] == [1, 0]
    assert [holt.count("the bridge would open"), rask.count("the bridge would open")] == [3, 1]


def marked_record(text: str, **names: str) -> Record:
    """A record in which each word of a text `she/a` is a mention of the actor `a`."""
    plain, mentions = "", {id: list[Span]() for id in names}
    for word in text.split(" "):
        words, _, id = word.partition("/")
        words = words.replace("_", " ")
        if id:
            mentions[id].append(Span(len(plain), len(plain) + len(words)))
        plain += words + " "
    actors = [Actor(id, name, mentions=mentions[id]) for id, name in names.items()]
    return Record(Reader("0", "0"), Article("a1", plain, title="T"), actors)


def test_the_actors_stand_under_the_statements_with_what_is_known_and_their_mentions() -> None:
    record = marked_record(
        "a_US_official/b said Ana_Holt/a saw The_minister/a and she/a and Holt/a and the_minister/a "
        "She/a then she/a and Ana_Holt/a left the_official/b with US/c and us/c",
        b="a US official",
        a="Ana Holt",
        c="US",
    )
    official, holt, states = record.actors
    holt = replace(holt, kind="person", role="mayor of Port Ellis", country="TAR", sector="GOV")
    view = shown(replace(record, actors=[official, replace(states, kind="country"), holt]))
    assert view.split("left the official with US and us \n\n\n")[1].splitlines()[:-1] == [
        "  Ana Holt  person · mayor of Port Ellis · TAR · GOV",
        "      Ana Holt ×2, the minister ×2, she ×3, Holt",
        "  US  country",
        "      US, us",
        "  a US official",
        "      a US official, the official",
    ]


@pytest.mark.parametrize(
    "name",
    ["Ana Holt", "The Hague", "Bank of England", "al-Shabaab", "Mohammed bin Salman", "UN", "北京"],
)
def test_a_named_actor_stands_before_a_described_one_that_is_mentioned_first(name: str) -> None:
    for words in ("a US official", "The ministry", "officials in Kyiv", "Two men", "the"):
        described = Actor("b", words, mentions=[Span(0, 1)])
        for spans in ([Span(5, 6)], []):
            named = Actor("a", name, mentions=spans)
            assert named_first([described, named]) == [named, described]


def test_actors_of_one_sort_stand_in_order_of_first_mention_whatever_their_order() -> None:
    actors = [
        Actor(str(at), name, mentions=[Span(at, at + 1), Span(0, 1)][: 1 + (at == 7)])
        for at, name in [(5, "Ana"), (3, "Bo"), (7, "Cy"), (6, "a man"), (4, "a boy")]
    ]
    assert [actor.name for actor in named_first(actors)] == ["Cy", "Bo", "Ana", "a boy", "a man"]


def test_places_and_times_stand_under_the_actors_with_where_and_when_they_are() -> None:
    text = "Kharkow rained on Friday. In Velk it rained soon, in Velk, and at 3/4/2031."
    places = [
        Place("p1", Span(0, 7), "Kharkiv", 706483, 49.98081, 36.25272, "UKR", "Kharkiv", "PPLA"),
        Place("p2", Span(29, 33), "Velk", None, -1.0, 0.004, None, None, "SEA"),
        Place("p3", Span(53, 57), "Velk", None, -1.0, 0.004, None, None, "SEA"),
        Place("p4", Span(29, 33), "Velk"),
    ]
    times = [
        Time("t1", Span(18, 24), "DATE", "2031-03-07", "2031-03-07", "2031-03-07"),
        Time("t2", Span(44, 48), "DATE", "FUTURE_REF"),
        Time("t3", Span(66, 74), "DATE"),
    ]
    record = Record(Reader("0", "0"), Article("a1", text), places=places, times=times)
    assert shown(record).splitlines()[-8:-1] == [
        "  Kharkow  Kharkiv · Kharkiv · UKR · PPLA  49.98, 36.25",
        "  Velk  SEA  -1.00, 0.00 ×2",
        "  Velk  not located",
        "",
        "  Friday  2031-03-07",
        "  soon  FUTURE_REF",
        "  3/4/2031  date, left open",
    ]


def test_a_statement_is_shown_with_its_time_and_its_place() -> None:
    record = record_of(TEXT)
    place = Place("p1", Span(0, 3), "Velk", 6, 1.0, 2.0)
    time = Time("t1", Span(4, 8), "DATE", "2031-05-01", "2031-05-01", "2031-05-01")
    statement = replace(record.statements[0], time="t1", place="p1")
    view = shown(replace(record, places=[place], times=[time], statements=[statement]))
    assert "Ana Holt told  2031-05-01 · Velk · indirect · 0.90" in view
    open_ended = replace(time, value=None)
    view = shown(replace(record, places=[place], times=[open_ended], statements=[statement]))
    assert "Ana Holt told  Velk · indirect · 0.90" in view


def test_very_many_places_and_very_long_ones_are_cut_and_counted() -> None:
    text = "".join(f"Velk{number:03} " for number in range(LISTED + 7)) + "long " * 100
    places = [
        Place(f"p{at}", Span(8 * at, 8 * at + 7), "Velk", at, at / 10, 0.0)
        for at in range(LISTED + 7)
    ]
    long = Time("t1", Span(8 * (LISTED + 7), len(text)), "DATE")
    record = Record(Reader("0", "0"), Article("a1", text), places=places, times=[long])
    view = shown(record).partition("\n\n  Velk000")[2]
    assert f"Velk{LISTED - 1:03}" in view
    assert f"Velk{LISTED:03}" not in view
    assert "  … and 7 more\n\n  long long" in view
    assert view.count("long") == 12


def test_very_many_and_very_long_wordings_are_cut_and_counted() -> None:
    words = [f"name{n}" for n in range(WORDINGS + 12)]
    text = " ".join(f"{word}/a" for word in [*words, "name0"]) + " " + "long_" * 100 + "/b"
    view = shown(marked_record(text, a="Ana", b="Bo"))
    listed = " ".join(view.rpartition("  Ana\n")[2].split())
    assert listed.startswith("name0 ×2, name1, name2,")
    assert f"name{WORDINGS - 1} … and 12 more Bo long long" in listed
    assert f"name{WORDINGS}," not in listed
    assert listed.split("Bo ")[1].partition("…")[0].count("long") == 12


def test_a_wording_is_written_as_it_mostly_is_whatever_the_order_of_the_mentions() -> None:
    [actor] = marked_record("She/a The_King/a she/a She/a The_King/a the_king/a", a="Bo").actors
    text = "She The King she She The King the king"
    backwards = replace(actor, mentions=actor.mentions[::-1])
    assert wordings(backwards, text) == [("She", 3), ("The King", 3)]


def test_a_mention_over_a_line_end_is_one_wording() -> None:
    text = "Ana\r\n  Holt met Ana Holt"
    actor = Actor("a", "Ana Holt", mentions=[Span(0, 11), Span(16, 24)])
    assert wordings(actor, text) == [("Ana Holt", 2)]


@pytest.mark.parametrize(
    "mark", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\ufeff", "\r", "\x85", "\u2028"]
)
def test_a_mark_that_steers_becomes_visible(mark: str) -> None:
    text = TEXT + f" {mark}[31mRed{mark}"
    view = shown(record_of(text))
    assert mark not in view
    assert "Red" in view


@pytest.mark.parametrize(
    "mark", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\r", "\n", "\x85"]
)
def test_no_actor_place_or_time_steers_the_terminal_nor_breaks_its_block(mark: str) -> None:
    hostile = f"Ana{mark}[31m {mark}]8;;http://x{mark} [bold]Holt"
    actor = Actor(
        "actor1", hostile, "person", hostile, hostile, hostile, mentions=[Span(0, len(hostile))]
    )
    place = Place("p1", Span(0, len(hostile)), hostile, 1, 1.0, 2.0, hostile, hostile, hostile)
    time = Time("t1", Span(0, len(hostile)), "DATE", hostile)
    record = replace(
        record_of(hostile), actors=[actor], statements=[], places=[place], times=[time]
    )
    block = shown(record).partition("[bold]Holt\n\n")[2]
    assert block.count("[bold]Holt") == 5 + 4 + 2
    assert not any(line.startswith(("[31m", "]8;")) for line in block.splitlines())
    assert mark == "\n" or mark not in shown(record)
    said = said_in(record_of(TEXT), record_of(TEXT).statements[0])
    view = said_view([replace(said, speaker=hostile, role=hostile, country=hostile)])
    assert "[bold]Holt" in view
    assert mark == "\n" or mark not in view


NOW = (
    "[holder Velmaria] now lets [party Ketvaria] [permits fly drones over the strait] by "
    "[means satellite], only around [place Ninochar], [condition if hit first] and "
    "[exception not by night], from [since Monday]."
)
BEFORE = (
    "[holder Velmaria] had always refused to let [party2 Ketvaria] [prohibits2 fly drones over "
    "the strait], [condition2 a blow to peace], [exception2 rescues], until [until2 now]."
)
DAYS = {"Monday": "2031-03-10"}


def test_the_positions_stand_under_the_statements_each_with_its_limits_and_its_quote() -> None:
    record = held(NOW + "\n" + BEFORE, days=DAYS)
    quote, refusal = record.article.text.splitlines()
    text, _, listed = shown(record).partition("\n\n  [P1]")
    assert f"{quote}[P1] {refusal}[P2]" in " ".join(text.split())
    listed = " ".join(listed.split())
    assert (
        "Velmaria permits Ketvaria fly drones over the strait · with satellite · in Ninochar "
        f"· if hit first · not by night · since 2031-03-10 0.50 {quote} [P2] Velmaria prohibits "
        "Ketvaria fly drones over the strait · if a blow to peace · except rescues · until a time "
        f"left open 0.50 {refusal}"
    ) in listed
    assert "0 statements, 2 positions, 2 actors" in listed


def test_a_position_that_somebody_else_states_says_so() -> None:
    record = held("Ana Holt said [holder Velk] would [commits pay].")
    said = Statement("s1", [Span(0, 8)], [Span(9, 13)], [Span(14, 28)])
    position = replace(record.positions[0], statement="s1", target=[Span(14, 18)])
    view = shown(replace(record, statements=[said], positions=[position]))
    assert "[P1] Velk commits  pay · against Velk  said by Ana Holt · 0.50" in view
    own = replace(said, speaker=record.actors[0].id)
    assert "said by" not in shown(replace(record, statements=[own], positions=[position]))


@pytest.mark.parametrize("columns", ["100", "50"])
def test_a_change_stands_side_by_side_where_there_is_room(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    record = held(NOW + "\n" + BEFORE, days=DAYS)
    _, _, change = shown(record).partition("\n  changed in this article\n")
    lines = change.partition("\n\n")[0].splitlines()
    assert lines[0].startswith("    was [P2] Velmaria prohibits")
    assert ("now [P1] Velmaria permits" in lines[0]) == (columns == "100")
    assert "now [P1] Velmaria permits" in change
    assert not any(line != line.rstrip() or len(line) > int(columns) for line in lines)
    joined = " ".join(change.split())
    assert "only around" in joined
    assert "had always refused" in joined


def test_a_stand_that_is_reaffirmed_is_not_called_a_change() -> None:
    view = shown(
        held(
            "[holder Velk] still bars [prohibits night flights].\n"
            "[holder Velk] had long barred [prohibits night flights]."
        )
    )
    assert "changed in this article" not in view
    assert "reaffirmed in this article\n    was [P2] Velk" in view
    assert "again [P1] Velk" in view


def test_an_article_without_positions_is_shown_as_before() -> None:
    view = shown(record_of(TEXT))
    assert "position" not in view
    assert "in this article" not in view


def held_view(answers: list[Held]) -> str:
    stream = io.StringIO()
    show_held(answers, stream)
    return stream.getvalue()


def test_positions_are_grouped_under_their_holder_and_their_article() -> None:
    record = held(NOW + "\n[holder Oslo] [threatens3 will sink boats].", title="Drones", days=DAYS)
    first, second = (held_in(record, position) for position in record.positions)
    role = replace(second, role="Velmaria's ally", country="OSL", by_role=True)
    later = replace(first, article=replace(first.article, id="a2", title="Later"))
    view = held_view([role, later, first])
    assert view.startswith(
        "Velmaria  2 positions in 2 articles\n  undated  Later  a2\n    permits "
    )
    assert "Oslo  Velmaria's ally · OSL · 1 position in 1 article\n" in view
    assert "    threatens  will sink boats  0.50\n      Oslo will sink boats.\n" in view


@pytest.mark.parametrize(
    "mark", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\r", "\n", "\x85", "\u2028"]
)
def test_no_position_steers_the_terminal_nor_breaks_its_block(mark: str) -> None:
    hostile = f"Velk{mark}31m {mark}8;;http://x{mark} (bold)"
    record = held(
        f"[holder {hostile}] had always let [party {hostile}] [permits fly {hostile}] with "
        f"[means {hostile}] on [target {hostile}] in [place {hostile}], [condition {hostile}], "
        f"[exception {hostile}], [since {hostile}], [until {hostile}].\n"
        f"[holder {hostile}] now bars [prohibits2 flying {hostile}].",
        days={hostile: hostile},
    )
    text = record.article.text
    whole = Span(0, text.index("now bars") + 20)
    positions = [replace(one, evidence=whole) for one in record.positions]
    said = Statement("s1", [Span(0, len(hostile))], [Span(0, 4)], [whole])
    positions[0] = replace(positions[0], statement="s1")
    record = replace(record, positions=positions, statements=[said])
    answers = [held_in(record, one) for one in positions]
    for view in (shown(record), held_view(answers)):
        assert "(bold)" in view
        assert mark == "\n" or mark not in view
        block = view.partition("[P1] ")[2] if mark == "\n" else view
        assert not any(
            line.startswith(("31m", "8;;")) for line in block.partition("[P1] ")[2].splitlines()
        )


@given(st.text())
def test_what_is_shown_is_as_long_as_what_was_written(text: str) -> None:
    assert len(harmless(text)) == len(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in harmless(text))


def test_markup_in_an_article_is_text() -> None:
    view = shown(record_of(TEXT + " [bold]not bold[/bold] :smile:"))
    assert "[bold]not bold[/bold] :smile:" in " ".join(view.split())


def acts(text: str, **options: object) -> list[Act]:
    record = acted(text, **options)  # type: ignore[arg-type]
    return [act_in(record, event) for event in record.events]


def events_view(answers: list[Act]) -> list[str]:
    stream = io.StringIO()
    show_events(answers, stream)
    return stream.getvalue().splitlines()


MET = "[actor Velk] and [actor Oslo] [CONSULT met] [recipient Bergen] in [place Quell] on [time Friday]."
EVENT_DAYS = {"Friday": "2031-03-07", "June": "2031-06-01/2031-06-30"}


def test_the_events_of_an_article_stand_numbered_under_its_statements_with_status_and_claim() -> (
    None
):
    met = acted(MET, days=EVENT_DAYS, modes={"met": "visit"})
    view = shown(met)
    assert view.splitlines()[6:9] == [
        " [E1] actual  CONSULT visit  Velk, Oslo → Bergen  2031-03-07 · Quell · 0.50",
        "      Velk and Oslo met Bergen in Quell on Friday.",
        "",
    ]
    assert "0 statements, 1 event, 3 actors" in view
    claimed = acted("[says Ana Holt] said [actor Velk] would [ASSAULT attack] it.", status="denied")
    view = shown(claimed)
    assert " [E1] denied, claimed by Ana Holt [1]  ASSAULT  Velk  0.50" in view
    assert view.index("[1]") < view.index(" [E1] denied") < view.index("\n  Velk")
    silent = replace(claimed, statements=[replace(claimed.statements[0], speaker=None, source=[])])
    assert "denied, claimed by somebody unnamed [1]  ASSAULT" in shown(silent)


def test_an_article_without_events_says_nothing_of_them() -> None:
    assert "event" not in shown(record_of(TEXT))


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_what_did_not_happen_never_looks_like_a_fact(status: str) -> None:
    [_, line, _, _] = events_view(acts("[actor Velk] [CONSULT met] them.", status=status))
    assert line == f"    {status}  CONSULT  Velk  0.50"
    claimed = "[says Ana Holt] said [actor Velk] had [CONSULT met] them."
    assert events_view(acts(claimed))[1].startswith("    actual, claimed by Ana Holt  CONSULT")


def test_events_stand_under_their_article() -> None:
    first = acts(MET + "\nThey [AID gave] it away.", title="A bridge", published="2031-05-02")
    view = events_view([*first, *acts(MET, id="a2")])
    assert view[0].startswith("2031-05-02  A bridge")
    assert [line.strip()[:12] for line in view[1:5]] == [
        *("actual  CONS", "Velk and Osl", "actual  AID ", "They gave it"),
    ]
    assert "(nobody named)" in view[3]
    assert view[6].startswith("undated  a2")


def test_what_is_planned_stands_under_its_days_with_the_article_that_tells_of_it() -> None:
    meet = "[actor Velk] will [CONSULT meet] them on [time {}]."
    told = [
        act
        for day, id in (("Friday", "a1"), ("Friday", "a2"), ("June", "a3"))
        for act in acts(
            meet.format(day), days=EVENT_DAYS, status="planned", id=id, outlet="Halyard"
        )
    ]
    stream = io.StringIO()
    show_upcoming(told, stream)
    view = stream.getvalue().splitlines()
    assert view[0] == "2031-03-07"
    assert view[1:4] == [
        "    planned  CONSULT  Velk  2031-03-07 · 0.50",
        "    Velk will meet them on Friday.",
        "      undated  a1  Halyard",
    ]
    assert [line for line in view if line.startswith("2031")] == [
        *("2031-03-07", "2031-06-01 to 2031-06-30"),
    ]


@pytest.mark.parametrize(
    "mark", ["\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\r", "\n", "\x85"]
)
def test_no_event_steers_the_terminal_nor_breaks_its_block(mark: str) -> None:
    hostile = f"Ana{mark}[31m {mark}]8;;http://x{mark} [bold]Holt"
    [act] = acts(MET, days=EVENT_DAYS)
    time, place = act.time, act.place
    assert time is not None
    assert place is not None
    act = replace(
        act, type=hostile, mode=hostile, claimed=True, claimed_by=hostile, actors=[hostile],
        recipients=[hostile], sentence=hostile, place=replace(place, name=hostile),
        time=replace(time, value=None, begin=hostile, end=hostile),
    )  # fmt: skip
    stream = io.StringIO()
    show_events([act], stream)
    show_upcoming([act], stream)
    view = stream.getvalue()
    assert " ".join(view.split()).count("[bold]Holt") == 2 * 8 + 1
    assert mark == "\n" or mark not in view
