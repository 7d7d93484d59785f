"""A record with everything in it, about countries and towns that do not exist."""

import re

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

TEXT = (
    "Ana Holt told the council in Velk on Friday that “the bridge” would, she said, “open”.\n"
    "Tarvia lets Ulmark use drones in Velk and Sarn until June, but not at night. Velk is small. "
    "🕊️ Troops of Tarvia met troops of Ulmark near Quell."
)


def at(words: str, nth: int = 0) -> Span:
    """Where the words stand, for the nth time."""
    start = [match.start() for match in re.finditer(re.escape(words), TEXT)][nth]
    return Span(start, start + len(words))


ARTICLE = Article(
    "a1", TEXT, "A bridge", "2031-03-08T10:00:00+01:00", "json-ld", "https://example.org/1",
    "The Ferry Post", ["Bo Rask", "Cy Orme"], "en", "pages/1.html",
)  # fmt: skip
VELK = ("Velk", 706, 49.98, -36.25, "TRV", "North", "PPL")
RECORD = Record(
    Reader("0.1", "aaaa"),
    ARTICLE,
    [
        Actor("actor1", "Ana Holt", "person", "mayor", mentions=[at("Ana Holt"), at("she")]),
        Actor("actor2", "Tarvia", "country", None, "TRV", "GOV", None, [at("Tarvia")]),
        Actor("actor3", "Ulmark", "country", mentions=[at("Ulmark"), at("Ulmark", 1)]),
    ],
    [
        Place("place1", at("Velk"), *VELK),
        Place("place2", at("Velk", 1), *VELK),
        Place("place3", at("Sarn"), "Sarn Sea", None, 12.5, 14.0, None, None, "SEA"),
        Place("place4", at("Velk", 2), *VELK),
        Place("place5", at("Quell"), "Quell"),
    ],
    [
        Time("time1", at("Friday"), "DATE", "2031-03-07", "2031-03-07", "2031-03-07"),
        Time("time2", at("June"), "DATE"),
    ],
    [
        Statement(
            "statement1", [at("Ana Holt")], [at("told"), at("said")],
            [at("that “the bridge”"), at("“open”")], "actor1", False, "mixed", None, None, "time1",
            "place1", 0.9,
        )
    ],
    [
        Event(
            "event1", "CONSULT", "meet", at("met"), [Party("actor2", at("Troops of Tarvia"))],
            [Party("actor3", at("troops of Ulmark"))], "place3", "time1", "actual", None,
            at("Troops of Tarvia met troops of Ulmark near Quell."), 0.8,
        ),
        Event(
            "event2", "CONSULT", None, at("met"), [], [], "place5", None, "planned", "statement1",
            at("met"), 0.25,
        ),
    ],
    [
        Position(
            "position1", "permits", "actor2", "actor3", [at("use drones")], [], [],
            ["place2", "place3", "place4", "place5"], [], [at("not at night")], None, "time2",
            None, at("Tarvia lets Ulmark use drones in Velk and Sarn until June"), 0.7,
        )
    ],
)  # fmt: skip
