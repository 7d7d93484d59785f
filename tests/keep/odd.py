"""Odd texts and records from hypothesis, for the laws of the ledger."""

from hypothesis import strategies as st

from onrecord.record import (
    Actor,
    Article,
    Event,
    Party,
    Place,
    Position,
    Reader,
    Record,
    Span,
    Statement,
    Time,
)

odd_text = st.text(max_size=60) | st.sampled_from(
    [
        "",
        "\0",
        "a\0b",
        "\r\n“open",
        "שלום said",
        "🕊️ Rutte 👩‍👩‍👧",
        "\u2028\u2029\x1b[31m",
        "e\u0301a",
        "🇺🇦\n",
    ]
)
maybe_text = st.none() | odd_text


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any record that keeps the rules of RECORD.md, about an odd text."""
    text = draw(odd_text)
    place_in_text = st.integers(0, len(text))
    spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), place_in_text, place_in_text)
    some = st.lists(spans, max_size=3)
    share = st.floats(0, 1)

    def ids(name: str) -> list[str]:
        return [f"{name}{at}" for at in range(1, draw(st.integers(0, 3)) + 1)]

    def one_of(names: list[str]) -> st.SearchStrategy[str | None]:
        return st.none() | st.sampled_from(names) if names else st.none()

    actor, place, time, statement = (ids(n) for n in ("actor", "place", "time", "statement"))
    parties = st.lists(st.builds(Party, st.sampled_from(actor), spans), max_size=2)
    return Record(
        Reader(draw(odd_text), draw(odd_text)),
        Article(
            draw(odd_text),
            text,
            draw(maybe_text),
            draw(st.sampled_from([None, "2024-05-03", "2024-05-03T23:30:00-04:00", "yesterday"])),
            draw(maybe_text),
            draw(maybe_text),
            draw(maybe_text),
            draw(st.lists(odd_text, max_size=2)),
            draw(maybe_text),
            draw(maybe_text),
        ),
        [Actor(id, draw(odd_text), role=draw(maybe_text), mentions=draw(some)) for id in actor],
        [
            Place(
                id, draw(spans), draw(odd_text), draw(st.none() | st.integers(0, 9**9)), draw(share)
            )
            for id in place
        ],
        [Time(id, draw(spans), "DATE", draw(maybe_text)) for id in time],
        [
            Statement(
                id,
                draw(some),
                draw(some),
                draw(some),
                draw(one_of(actor)),
                draw(st.booleans()),
                draw(st.sampled_from(["direct", "indirect", "mixed"])),
                draw(one_of(actor)),
                draw(st.none() | spans),
                draw(one_of(time)),
                draw(one_of(place)),
                draw(share),
            )
            for id in statement
        ],
        [
            Event(
                "event1",
                "CONSULT",
                draw(maybe_text),
                draw(spans),
                draw(parties),
                draw(parties),
                draw(one_of(place)),
                draw(one_of(time)),
                "planned",
                draw(one_of(statement)),
                draw(spans),
                draw(share),
            )
        ]
        if actor
        else [],
        [
            Position(
                "position1",
                "permits",
                draw(st.sampled_from(actor)),
                draw(one_of(actor)),
                *(draw(some) for _ in range(3)),
                draw(st.lists(st.sampled_from(place), max_size=2)) if place else [],
                *(draw(some) for _ in range(2)),
                draw(one_of(time)),
                draw(one_of(time)),
                draw(one_of(statement)),
                draw(spans),
                draw(share),
            )
        ]
        if actor
        else [],
    )
