"""For whom an actor speaks or acts, on marked text."""

import pytest
from marks import actors_of, marked, reading_of

from onrecord.models import load_tables
from onrecord.understand.bodies import bodies_of

TABLES = load_tables()


def bodies(text: str) -> dict[str, str]:
    """The name of each actor who has a body, and the name of that."""
    plain, marks = marked(text)
    actors = actors_of(reading_of(plain, marks), [*marks["source"]], [], TABLES)
    name = {actor.id: actor.name for actor in actors}
    return {name[id]: name[body] for id, body in bodies_of(plain, actors, TABLES).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[organization Foreign Ministry] spokeswoman [person Ana Holt] said no.",
            {"Ana Holt": "Foreign Ministry"},
        ),
        (
            "[person Ana Holt], a spokeswoman for the [organization Port Council], said no.",
            {"Ana Holt": "Port Council"},
        ),
        (  # one step: behind the chancellor stands his country
            "[person Jan Vale], spokesman for German Chancellor [person Bo Orme], spoke. "
            "German Chancellor [person Bo Orme] wrote to [country Germany].",
            {"Jan Vale": "Bo Orme", "Bo Orme": "Germany"},
        ),
        (
            "[source A spokesman for [person Bo Orme]] said no. [person Bo Orme] left.",
            {"A spokesman for Bo Orme": "Bo Orme"},
        ),
        (  # a body that is not in capitals
            "[body Tarvia’s defence ministry] waited. [source a ministry spokesman] said no.",
            {"a ministry spokesman": "Tarvia’s defence ministry"},
        ),
        (
            "[person Ana Holt], [organization Nato]’s secretary-general, left.",
            {"Ana Holt": "Nato"},
        ),
        ("[source a US official] said no. The [country US] waits.", {"a US official": "US"}),
        (
            "[country Ukraine] waits. [person Ana Holt], Ukraine’s president, left.",
            {"Ana Holt": "Ukraine"},
        ),
        (
            "The [country US] waits. [country US] secretary of state [person Ana Holt] left.",
            {"Ana Holt": "US"},
        ),
        (
            "[country France] waits. French defence minister [person Ana Holt] left.",
            {"Ana Holt": "France"},
        ),
    ],
)
def test_who_speaks_or_holds_an_office_has_a_body(text: str, expected: dict[str, str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "French defence minister [person Ana Holt] left.",  # the country is no actor here
        "Former French president [person Ana Holt] met [country France].",
        "French painter [person Ana Holt] left [country France].",
        "[person Ana Holt], an envoy to [country France], left.",
        "[person Stephen King] left [country France].",
        "[source A spokesman] spoke. [organization Acme] and [organization Orrin] waited.",
        "[source A ministry spokesman] spoke. [body The defence ministry] and "
        "[body2 the finance ministry] waited.",  # of two ministries neither
        "",
    ],
)
def test_without_one_body_on_record_there_is_none(text: str) -> None:
    assert bodies(text) == {}
