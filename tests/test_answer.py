import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keep.desk import READER, read_again, told
from keep.odd import odd_text

from onrecord.answer import Byline, Found, Group, Said, by_speaker, search, who
from onrecord.errors import OnrecordError
from onrecord.keep import Ledger
from onrecord.record import Actor, Article, Place, Record, Span, Statement, Time

NAMES = {"Blinken": "Antony Blinken", "Antony Blinken": "Antony Blinken", "Annan": "Kofi Annan"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "desk.db") as ledger:
        yield ledger


def kept(ledger: Ledger, text: str, **article: object) -> Record:
    """The record of a marked text, kept in the ledger."""
    record = told(text, names=NAMES, **article)
    assert ledger.add(record)
    return record


def contents(answers: list[Said]) -> list[str]:
    return [said.content for said in answers]


@pytest.mark.parametrize(
    "name",
    [
        *("Antony Blinken", "Blinken", "antony", "BLINKEN’S", " Antony\tBlinken "),
        *("Blinkén", "secretary of state", "the Secretary of State"),
    ],
)
def test_a_name_is_found_by_whole_words_of_it_and_by_any_mention(ledger: Ledger, name: str) -> None:
    record = told("[source Antony Blinken] [cue said] [content yes], the secretary of state did.")
    [actor] = record.actors
    role = Span(record.article.text.index("the sec"), record.article.text.index(" did"))
    mentions = [*actor.mentions, role, Span(role.start + 4, role.end)]
    ledger.add(replace(record, actors=[replace(actor, mentions=mentions)]))
    assert contents(who(ledger, name)) == ["yes"]


@pytest.mark.parametrize("name", ["Ann", "Kof", "Kofi A", "Annan Kofi", "", "!", '"', "%", "*"])
def test_a_name_is_not_found_by_parts_of_its_words(ledger: Ledger, name: str) -> None:
    kept(ledger, "[source Annan] [cue said] [content yes].")
    assert contents(who(ledger, "Kofi Annan")) == ["yes"]
    assert who(ledger, name) == []


def test_a_mention_is_found_as_it_stands_and_not_by_its_beginning(ledger: Ledger) -> None:
    record = told("[source the old man] [cue said] [content yes].", names={"the old man": "Saul"})
    ledger.add(record)
    assert contents(who(ledger, "The old man")) == ["yes"]
    assert who(ledger, "the old") == who(ledger, "old man") == []


def test_a_description_that_is_long_is_found_whole_and_takes_no_room_for_its_parts(
    ledger: Ledger,
) -> None:
    words = [f"word{n}" for n in range(2000)]
    record = kept(ledger, f"[source {' '.join(words)}] [cue said] [content yes].")
    assert contents(who(ledger, record.actors[0].name)) == ["yes"]
    assert ledger.rows("SELECT count(*) FROM actor_name") == [(1,)]


def test_a_pronoun_finds_nobody_but_the_same_letters_as_a_name_do(ledger: Ledger) -> None:
    text = "US, us, WHO, who, It"
    spans = [Span(0, 2), Span(4, 6), Span(8, 11), Span(13, 16), Span(18, 20)]
    actors = [Actor("a", "United States", mentions=spans[:2]), Actor("b", "them", mentions=spans)]
    said = [Statement("s1", [], [], [Span(0, 2)], "a"), Statement("s2", [], [], [Span(4, 6)], "b")]
    ledger.add(Record(READER, Article("a1", text), actors, statements=said))
    assert contents(who(ledger, "us")) == ["US", "us"]
    assert contents(who(ledger, "who")) == ["us"]
    assert who(ledger, "it") == []


def spoken(ledger: Ledger, id: str, published: str | None = None, **actor: str) -> Record:
    """The record of an article in which one actor says that it is so, kept in the ledger."""
    text = "Somebody said so."
    speaker = Actor("actor1", mentions=[Span(0, 8)], **actor)  # type: ignore[arg-type]
    said = Statement("statement1", [Span(0, 8)], [Span(9, 13)], [Span(14, 16)], "actor1")
    record = Record(READER, Article(id, text, published=published), [speaker], statements=[said])
    assert ledger.add(record)
    return record


def ids(answers: list[Said]) -> list[str]:
    return [said.article.id for said in answers]


def alias_rows(ledger: Ledger) -> list[str]:
    return [name for [name] in ledger.rows("SELECT name FROM actor_name ORDER BY name")]


def test_pronouns_take_no_room_among_the_names_and_every_other_mention_finds(
    ledger: Ledger,
) -> None:
    text = (
        "Ana Holt, the mayor, said she herself, who knew it best and whose bridge is hers, would."
    )
    words = ["Ana Holt", "the mayor", "she", "herself", "who", "whose", "hers"]
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in words]
    said = Statement("s1", [spans[0]], [Span(21, 25)], [Span(26, 29)], "a")
    ledger.add(
        Record(
            READER, Article("a1", text), [Actor("a", "Ana Holt", mentions=spans)], statements=[said]
        )
    )
    assert alias_rows(ledger) == ["ana holt", "holt", "the mayor"]
    assert len(who(ledger, "the mayor")) == len(who(ledger, "holt")) == 1
    for word in [*words[2:], "he", "it", "She’s"]:
        assert who(ledger, word) == [], word


@pytest.mark.parametrize(
    ("name", "word", "found"),
    [
        ("his lawyer", "his", 0),
        ("His lawyer", "his", 0),
        ("his lawyer", "his lawyer", 1),
        ("his lawyer", "lawyer", 1),
        ("one of them", "them", 0),
        ("He Lifeng", "He", 1),
        ("Médecins du Monde US", "us", 1),
    ],
)
def test_a_pronoun_in_a_description_finds_nobody_and_a_name_like_one_does(
    ledger: Ledger, name: str, word: str, found: int
) -> None:
    spoken(ledger, "a", name=name)
    assert len(who(ledger, word)) == found


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Nato's secretary-general", "Nato"),
        ("NATO’s secretary-general", "nato"),
        ("former Nato secretary-general", "Nato’s"),
        ("spokesman for the Foreign Ministry", "Foreign Ministry"),
        ("foreign ministry spokesman", "the Foreign Ministry"),
        ("spokesman for the Foreign Ministry", "the Foreign Ministry"),
        ("US secretary of state", "US"),
        ("Bank of England governor", "Bank of England"),
        ("Department of Justice spokeswoman", "Department of Justice"),
        ("al-Shabaab spokesman", "Shabaab"),
        ("police chief", "police"),
        ("chief of police", "police"),
    ],
)
def test_a_body_finds_who_speaks_for_it_by_whole_words_of_the_role(
    ledger: Ledger, role: str, body: str
) -> None:
    spoken(ledger, "a", name="Ana Holt", kind="person", role=role)
    [said] = who(ledger, body)
    assert (said.speaker, said.role, said.by_role) == ("Ana Holt", role, True)
    [said] = who(ledger, "Holt")
    assert not said.by_role


@pytest.mark.parametrize(
    ("role", "name"),
    [
        *[("king of Jordan", "King"), ("retired general", "General"), ("bishop", "Bishop")],
        *[("secretary-general of Nato", "Secretary"), ("secretary-general of Nato", "General")],
        *[("Nato's secretary-general", "Nat"), ("Nato's secretary-general", "s")],
        *[("spokesman for the Foreign Ministry", word) for word in ("for", "the", "spokesman")],
        ("spokesman for the Foreign Ministry", "Foreign Minister"),
        ("spokesman for " + "very " * 40 + "long", "long"),
    ],
)
def test_a_role_is_not_found_by_its_noun_nor_by_parts_of_words(
    ledger: Ledger, role: str, name: str
) -> None:
    spoken(ledger, "a", name="Ana Holt", role=role)
    assert who(ledger, name) == []


def test_a_speaker_with_the_name_in_both_name_and_role_is_found_once_by_the_name(
    ledger: Ledger,
) -> None:
    spoken(ledger, "a", name="Nato official", role="Nato official in Tarvia")
    [said] = who(ledger, "Nato")
    assert not said.by_role


def test_a_ledger_made_before_roles_were_kept_answers_by_name(ledger: Ledger) -> None:
    spoken(ledger, "a", name="Nato")
    spoken(ledger, "b", name="Ana Holt", role="Nato's secretary-general")
    assert sorted(ids(who(ledger, "Nato"))) == ["a", "b"]
    with sqlite3.connect(ledger.path) as file:
        file.execute("DELETE FROM actor_name WHERE name LIKE 'role:%'")
    assert ids(who(ledger, "Nato")) == ["a"]
    assert ids(who(ledger, "Holt")) == ["b"]
    spoken(ledger, "c", name="Bo Rask", role="Nato's envoy")
    assert sorted(ids(who(ledger, "Nato"))) == ["a", "c"]


def test_no_question_can_ask_for_a_row_that_a_role_made(ledger: Ledger) -> None:
    spoken(ledger, "a", name="Ana Holt", role="Nato's secretary-general")
    for question in ("role:nato", "role: nato", "role"):
        assert who(ledger, question) == []


def summary(groups: list[Group]) -> list[tuple[str | None, list[str]]]:
    return [(group.speaker, ids(group.answers)) for group in groups]


def test_answers_are_grouped_by_speaker_and_a_body_comes_before_who_speaks_for_it(
    ledger: Ledger,
) -> None:
    spoken(ledger, "a", "2031-03-01", name="Nato")
    spoken(ledger, "b", "2031-03-02", name="Nato Support Agency")
    spoken(ledger, "c", "2031-03-03", name="Bo Rask", role="Nato spokesman")
    spoken(ledger, "d", "2031-03-04", name="Ana Holt", role="Nato's secretary-general")
    spoken(ledger, "e", "2031-03-05", name="NATO")
    spoken(ledger, "f", "2031-03-06", name="Bo Rask", role="Nato spokesman")
    spoken(ledger, "g", None, name="Ana Hólt", role="head of Nato")
    answers = who(ledger, "Nato")
    assert ids(answers) == ["f", "e", "d", "c", "b", "a", "g"]
    assert summary(by_speaker(answers)) == [
        ("NATO", ["e", "a"]),
        ("Nato Support Agency", ["b"]),
        ("Bo Rask", ["f", "c"]),
        ("Ana Holt", ["d", "g"]),
    ]
    assert [group.by_role for group in by_speaker(answers)] == [False, False, True, True]


def test_a_group_has_the_newest_role_and_country_that_are_known(ledger: Ledger) -> None:
    spoken(ledger, "a", "2031-03-01", name="Ana Holt", role="mayor", country="DNK", kind="person")
    spoken(ledger, "b", "2031-03-02", name="Ana Holt", role="minister", country="TAR", sector="GOV")
    spoken(ledger, "c", "2031-03-03", name="ANA HOLT")
    answers = who(ledger, "Holt")
    [group] = by_speaker(answers)
    assert group == Group("ANA HOLT", "person", "minister", "TAR", "GOV", 3, False, answers)


def test_a_body_that_is_once_found_by_its_name_stands_before_who_speaks_for_it(
    ledger: Ledger,
) -> None:
    spoken(ledger, "a", "2031-03-01", name="Nato Agency")
    spoken(ledger, "b", "2031-03-02", name="Ana Holt", role="Nato envoy")
    agency, envoy = by_speaker(who(ledger, "Nato"))
    mixed = [*envoy.answers, replace(agency.answers[0], by_role=True), *agency.answers]
    assert summary(by_speaker(mixed)) == [("Nato Agency", ["a", "a"]), ("Ana Holt", ["b"])]


def test_names_without_a_letter_and_no_name_are_groups_of_their_own(ledger: Ledger) -> None:
    spoken(ledger, "a", name="Ana Holt")
    [said] = who(ledger, "Holt")
    odd = [replace(said, speaker=speaker) for speaker in ("!", "?", None, "!")]
    assert [(group.speaker, len(group.answers)) for group in by_speaker(odd)] == [
        *[("!", 2), ("?", 1), (None, 1)]
    ]
    assert by_speaker([]) == []


def test_what_was_said_comes_newest_first_and_undated_last(ledger: Ledger) -> None:
    line = "[source Blinken] [cue said] [content {}]."
    for at, (id, published) in enumerate(
        [
            ("undated", None),
            ("late", "2024-05-03T23:00:00-04:00"),
            ("a", "2024-05-03"),
            ("early", "2024-05-04T01:00:00Z"),
            ("b", "2024-05-03"),
            ("old", "2023-12-31"),
        ]
    ):
        kept(ledger, line.format(at) + "\n" + line.format("then"), id=id, published=published)
    answers = who(ledger, "Blinken")
    assert [said.article.id for said in answers[::2]] == [
        *("late", "early", "a", "b", "old", "undated")
    ]
    assert contents(answers[:2]) == ["1", "then"]
    assert who(ledger, "Blinken", limit=3) == answers[:3]
    assert who(ledger, "Blinken", limit=0) == []


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2024-05-03", None, ["night", "new"]),
        (None, "2024-05-03", ["night", "may", "old"]),
        ("2024-05-02", "2024-05-03", ["night"]),
        ("2024-05", "2024-05", ["night", "new", "may"]),
        ("2023", "2023", ["old"]),
        ("2025", None, []),
    ],
)
def test_days_months_and_years_bound_what_is_found_and_are_included(
    ledger: Ledger, since: str | None, until: str | None, found: list[str]
) -> None:
    for id, published in [
        *[("old", "2023-12-31"), ("may", "2024-05-01"), ("night", "2024-05-03T23:30:00-04:00")],
        *[("new", "2024-05-04"), ("undated", None)],
    ]:
        kept(ledger, "[source Blinken] [cue said] [content x].", id=id, published=published)
    answers = who(ledger, "Blinken", since=since, until=until)
    assert [said.article.id for said in answers] == found


def said_at(ledger: Ledger, id: str, published: str | None, time: Time | None) -> None:
    """Keep an article in which one statement has a time of its own."""
    record = told("[source Blinken] [cue said] [content x] then.", names=NAMES)
    statement = replace(record.statements[0], time=time.id if time else None)
    other = Time("time9", Span(0, 1), "DATE", "1999", "1999-01-01", "1999-12-31")
    ledger.add(
        replace(
            record,
            article=replace(record.article, id=id, published=published),
            times=[other, *([time] if time else [])],
            statements=[statement],
        )
    )


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2024-05-03", "2024-05-03", ["day", "month", "undated"]),
        ("2024-05-04", "2024-05-04", ["month"]),
        ("2024-05-10", None, ["now", "month", "bare"]),
        (None, "2024-05-01", ["month"]),
        ("2024-05-31", "2024-06", ["month"]),
        ("2024-06", None, []),
        (None, "2024-04", []),
        ("1999", "1999", []),  # a time that is not the statement's
    ],
)
def test_a_statement_is_of_its_own_time_where_that_has_bounds_else_of_the_day_of_publication(
    ledger: Ledger, since: str | None, until: str | None, found: list[str]
) -> None:
    at = Span(15, 19)
    friday = Time("time1", at, "DATE", "2024-05-03", "2024-05-03", "2024-05-03")
    said_at(ledger, "bare", "2024-05-10", None)
    said_at(
        ledger, "month", "2024-05-11", Time("time1", at, "DATE", "", "2024-05-01", "2024-05-31")
    )
    said_at(ledger, "day", "2024-05-12", friday)
    said_at(ledger, "now", "2024-05-13", Time("time1", at, "DATE", "PRESENT_REF"))
    said_at(ledger, "undated", None, friday)
    assert ids(who(ledger, "Blinken", since=since, until=until)) == found
    assert len(who(ledger, "Blinken")) == 5


def test_an_answer_has_the_time_and_the_place_of_the_saying(ledger: Ledger) -> None:
    record = told("[source Blinken] [cue said] [content x] then.", names=NAMES)
    time, place = Time("time1", Span(15, 19), "DATE"), Place("place1", Span(15, 19), "Velk")
    statement = replace(record.statements[0], time="time1", place="place1")
    ledger.add(replace(record, times=[time], places=[place], statements=[statement]))
    [said] = who(ledger, "Blinken")
    assert (said.time, said.place) == (time, place)


def test_a_bound_that_is_no_date_is_one_line_for_the_user(ledger: Ledger) -> None:
    with pytest.raises(OnrecordError, match="until: 'yesterday' is not a date; write 2024-05-03"):
        who(ledger, "Blinken", until="yesterday")


def test_an_answer_has_its_words_their_places_and_their_article(ledger: Ledger) -> None:
    text = "🕊️ He met Rutte.\r\n  “Yes,” Blinken told Rutte on Telegram, “or no.” More. \nLast."
    at = text.index
    spans = {word: Span(at(word), at(word) + len(word)) for word in ("Blinken", "told", "Telegram")}
    yes, no = Span(at("“Yes"), at("“Yes") + 6), Span(at("“or"), at("“or") + 8)
    statement = Statement(
        "statement7", [spans["Blinken"]], [spans["told"]], [yes, no], "actor1", True, "direct",
        "actor2", spans["Telegram"], confidence=0.75,
    )  # fmt: skip
    actors = [
        Actor("actor1", "Antony Blinken", "person", "US secretary of state", "USA", "GOV"),
        Actor("actor2", "Mark Rutte", "person"),
    ]
    article = Article(
        "a1", text, "Talks", "2024-05-03", "meta", "https://x", "Daily", source="x.html"
    )
    ledger.add(Record(READER, article, actors, statements=[statement]))
    assert who(ledger, "Blinken") == [
        Said(
            speaker="Antony Blinken",
            kind="person",
            role="US secretary of state",
            country="USA",
            sector="GOV",
            source="Blinken",
            cue="told",
            content="“Yes,” … “or no.”",
            addressee="Mark Rutte",
            channel="Telegram",
            context="“Yes,” Blinken told Rutte on Telegram, “or no.” More.",
            context_span=Span(at("“Yes"), at(" \nLast")),
            statement=statement,
            article=Byline("a1", "Talks", "Daily", "2024-05-03", "https://x", "x.html"),
            reader=READER,
        )
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_the_context_is_the_paragraph_whatever_ends_its_lines(ledger: Ledger, end: str) -> None:
    text = "Then Blinken said yes. And more."
    record = told("Then [source Blinken] [cue said] [content yes]. And more.", names=NAMES)
    [statement], shift = record.statements, len("First." + end)
    moved = {
        part: [Span(span.start + shift, span.end + shift) for span in getattr(statement, part)]
        for part in ("source", "cue", "content")
    }
    article = replace(record.article, text=end.join(["First.", text, "Last."]))
    ledger.add(replace(record, article=article, statements=[replace(statement, **moved)]))
    assert [said.context for said in who(ledger, "Blinken")] == [text]


def test_the_context_of_a_long_paragraph_is_cut_between_words(ledger: Ledger) -> None:
    around = "many words " * 100
    record = kept(ledger, f"{around}[source Blinken] [cue said] [content yes] {around}")
    [said] = who(ledger, "Blinken")
    assert said.context == said.context_span.of(record.article.text)
    assert 500 < len(said.context) < 700
    assert said.context.startswith("words ") or said.context.startswith("many ")
    assert said.context.endswith((" words", " many"))


def test_weak_statements_can_be_left_out(ledger: Ledger) -> None:
    kept(ledger, "[source Blinken] [cue said] [content yes].")  # of confidence 0.5
    for least, found in ((0.0, 1), (0.5, 1), (0.51, 0)):
        assert len(who(ledger, "Blinken", min_confidence=least)) == found
        [answer] = search(ledger, "yes", min_confidence=least)
        assert len(answer.statements) == found


def test_only_the_newest_reading_answers(ledger: Ledger) -> None:
    record = kept(ledger, "[source Blinken] [cue said] [content yes and no].")
    shorter = replace(record.statements[0], content=[Span(13, 16)])
    ledger.add(replace(read_again(record), statements=[shorter]))
    assert contents(who(ledger, "Blinken")) == ["yes"]
    [found] = search(ledger, "yes")
    assert contents(found.statements) == ["yes"]
    [found] = search(ledger, "no")
    assert found.statements == []


def test_two_versions_of_an_article_say_the_same_thing_once(ledger: Ledger) -> None:
    line = "[source Blinken] [cue said] [content {}].\n"
    kept(ledger, line.format("yes") * 2 + line.format("no"), published="2024-05-03", url="1")
    kept(ledger, line.format("yes") * 2 + line.format("maybe"), published="2024-05-04", url="2")
    answers = who(ledger, "Blinken")
    assert contents(answers) == ["yes", "yes", "maybe", "no"]
    assert [said.article.url for said in answers] == ["2", "2", "2", "1"]
    kept(ledger, line.format("maybe"), published="2024-05-04", url="3")
    assert [said.article.url for said in who(ledger, "Blinken")] == ["3", "2", "2", "1"]


def words_found(found: Found, record: Record) -> list[str]:
    return [span.of(record.article.text) for span in found.matches]


def test_words_are_found_where_they_stand_with_their_statements(ledger: Ledger) -> None:
    record = kept(
        ledger,
        "🕊️ Weapons came.\n[source Blinken] [cue said] [content the weapons were for strikes].\n"
        "[source Annan] [cue denied] [content strikes].",
    )
    [found] = search(ledger, "WEAPON Strike")
    assert words_found(found, record) == ["Weapons", "weapons", "strikes", "strikes"]
    assert contents(found.statements) == ["the weapons were for strikes"]
    assert found.snippet == found.snippet_span.of(record.article.text)
    assert found.article.id == "a1"


def test_a_statement_is_found_by_its_speakers_full_name(ledger: Ledger) -> None:
    kept(ledger, "Kofi came. [source Annan] [cue denied] [content the strikes].")
    [found] = search(ledger, "kofi strikes")
    assert contents(found.statements) == ["the strikes"]


def test_an_article_has_the_statements_of_no_other(ledger: Ledger) -> None:
    kept(ledger, "Grain. It was [cue said] that [content yes].", id="a", title="Grain")
    kept(ledger, "It was [cue said] that [content grain].", id="b")
    first, second = search(ledger, "grain")
    assert (contents(first.statements), contents(second.statements)) == ([], ["grain"])


def test_a_phrase_is_found_as_it_stands(ledger: Ledger) -> None:
    record = kept(ledger, "The red line is red. A line.")
    [found] = search(ledger, '"red line" red')
    assert words_found(found, record) == ["red line", "red"]
    assert search(ledger, '"line red"') == []
    assert search(ledger, "“is red”")[0].snippet == record.article.text


def test_the_best_article_comes_first_and_equals_newest_first(ledger: Ledger) -> None:
    kept(ledger, "Grain and many other words about other things.", id="weak")
    kept(ledger, "Grain and many other words about grain and things.", id="strong")
    kept(ledger, "Words and many other words about other things.", id="titled", title="Grain")
    for id, published in (
        ("c", None),
        ("b", "2024-05-03"),
        ("a", "2024-05-03"),
        ("d", "2024-05-04"),
    ):
        kept(ledger, "A treaty.", id=id, published=published)
    assert [found.article.id for found in search(ledger, "grain")] == ["titled", "strong", "weak"]
    assert [found.article.id for found in search(ledger, "treaty")] == ["d", "a", "b", "c"]
    assert len(search(ledger, "treaty", limit=2)) == 2


def test_an_article_that_was_not_read_is_found_without_statements(ledger: Ledger) -> None:
    ledger.add_skipped(Article("fr", "Le traité est signé.", language="fr"))
    [found] = search(ledger, "traite")
    assert (found.article.id, found.statements, found.matches) == ("fr", [], [Span(3, 9)])


def test_the_snippet_is_where_most_of_the_words_first_stand(ledger: Ledger) -> None:
    filler = "nothing here " * 50
    text = f"Grain. {filler}Grain by sea to Odesa. {filler}Odesa has grain. {filler}"
    record = kept(ledger, text)
    [found] = search(ledger, "grain odesa")
    assert "Grain by sea to Odesa" in found.snippet
    assert len(found.snippet) <= 240
    assert found.snippet == found.snippet_span.of(record.article.text)


@pytest.mark.parametrize("ask", [who, search])
def test_an_empty_ledger_answers_with_an_empty_list(ledger: Ledger, ask: type) -> None:
    assert ask(ledger, "Blinken") == []


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | odd_text | st.text(alphabet='"*^:()-+{}AND OR NOT NEAR\0', max_size=20))
def test_no_question_is_malformed(ledger: Ledger, question: str) -> None:
    text = "[source Blinken] [cue said] [content AND OR NOT NEAR]."
    ledger.add(told(text, names=NAMES))
    assert isinstance(who(ledger, question), list)
    for found in search(ledger, question):
        assert found.matches


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1))
def test_every_text_is_found_by_its_own_words(ledger: Ledger, text: str) -> None:
    ledger.add(Record(READER, Article(text, text)))
    found = search(ledger, f'"{text}"', limit=1000)
    has_words = any(char.isalnum() for char in text)
    assert (text in [one.article.id for one in found]) or not has_words


def test_a_very_long_question_is_answered(ledger: Ledger) -> None:
    words = [f"word{n}" for n in range(3000)]
    kept(ledger, " ".join(words))
    assert len(search(ledger, " ".join(words))) == 1
    assert len(search(ledger, f'"{" ".join(words)}"')) == 1
    assert who(ledger, " ".join(words)) == []
