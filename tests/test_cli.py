"""The commands, run as a user runs them, with the weights that are shipped."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

import pytest
from keep.desk import acted, held

from onrecord.cli import Stances
from onrecord.keep import Ledger
from onrecord.record import Actor, Article, Place, Reader, Record, Span, Stance, Statement

STORY = (
    "Harbour dispute goes to arbiters\n\n"
    "“We will not close the harbour,” said Ana Holt, the mayor of Port Ellis. She told reporters on Monday "
    "that the council had agreed to a new vote.\n\n"
    "A port official said the cranes would stand still until June.\n"
)


def onrecord(
    *words: str, stdin: str | None = None, **options: object
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, **options)  # type: ignore[call-overload,no-any-return]


def rows_file(folder: Path, count: int) -> Path:
    file = folder / "rows.jsonl"
    rows = ({"id": f"row{n}", "text": STORY.replace("June", f"June {n}")} for n in range(count))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("articles") / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def test_a_record_comes_out_with_its_evidence(story: Path) -> None:
    done = onrecord("read", str(story), "--published", "2031-05-05")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["schema"] == "onrecord/1"
    assert record["article"]["text"] == STORY
    assert (record["article"]["published"], record["article"]["published_from"]) == (
        "2031-05-05",
        "input",
    )
    names = {actor["id"]: actor["name"] for actor in record["actors"]}
    said = {
        STORY[slice(*statement["content"][0])]: names.get(statement["speaker"])
        for statement in record["statements"]
    }
    assert said["“We will not close the harbour,”"] == "Ana Holt"
    assert "A port official" in said.values()


def test_the_same_input_gives_the_same_bytes_whatever_is_read_before_it(
    story: Path, tmp_path: Path
) -> None:
    alone = onrecord("read", str(story)).stdout
    behind = onrecord("read", str(rows_file(tmp_path, 3)), str(story)).stdout
    assert behind.splitlines()[-1] + "\n" == alone


def test_a_ledger_answers_who_and_search_and_show(story: Path, tmp_path: Path) -> None:
    desk = str(tmp_path / "desk.db")
    assert onrecord("read", str(story), "--ledger", desk).returncode == 0
    again = onrecord("read", str(story), "--ledger", desk)
    assert "1 article on record already" in again.stderr
    answers = [
        json.loads(line)
        for line in onrecord("who", "Holt", "--ledger", desk, "--json").stdout.splitlines()
    ]
    assert "“We will not close the harbour,”" in [answer["content"] for answer in answers]
    assert "“We will not close the harbour,”" in onrecord("who", "holt", "--ledger", desk).stdout
    [found] = [
        json.loads(line)
        for line in onrecord("search", "cranes", "--ledger", desk, "--json").stdout.splitlines()
    ]
    assert "cranes" in found["snippet"]
    assert "Ana Holt" in onrecord("show", found["article"]["id"], "--ledger", desk).stdout
    nobody = onrecord("who", "Nobody", "--ledger", desk)
    assert (nobody.returncode, nobody.stdout) == (0, "")
    assert "nobody called 'Nobody'" in nobody.stderr


def test_a_body_is_answered_for_by_itself_and_by_who_speaks_for_it(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    text = "Nato said so. Ana Holt agreed."
    actors = [
        Actor("a", "Nato", "organization", mentions=[Span(0, 4)]),
        Actor("b", "Ana Holt", "person", "Nato's envoy", "TAR", "IGO", mentions=[Span(14, 22)]),
    ]
    said = [
        Statement("s1", [Span(0, 4)], [Span(5, 9)], [Span(10, 12)], "a"),
        Statement("s2", [Span(14, 22)], [Span(23, 29)], [Span(10, 12)], "b"),
    ]
    with Ledger(desk) as ledger:
        ledger.add(Record(Reader("0", "0"), Article("a1", text), actors, statements=said))
    view = onrecord("who", "nato", "--ledger", str(desk)).stdout
    own, _, others = view.partition("Ana Holt  Nato's envoy · TAR · 1 statement in 1 article\n")
    assert own.startswith("Nato  1 statement in 1 article\n")
    assert "Ana Holt agreed" in others
    lines = onrecord("who", "nato", "--ledger", str(desk), "--json").stdout.splitlines()
    answers = [json.loads(line) for line in lines]
    assert [(one["country"], one["sector"], one["by_role"]) for one in answers] == [
        (None, None, False),
        ("TAR", "IGO", True),
    ]
    assert "a1" in onrecord("show", "a1", "--ledger", str(desk)).stdout


def test_a_ledger_answers_who_permits_whom_what(tmp_path: Path) -> None:
    desk = str(tmp_path / "desk.db")
    record = held(
        "[holder Velmaria] lets [party Ketvaria] [permits fly drones] at [place Ninochar].\n"
        "[holder Oslo] bars [prohibits2 drones] until [until2 Friday].",
        days={"Friday": "2031-03-14"},
        published="2031-03-10",
        confidence=0.7,
    )
    with Ledger(desk) as ledger:
        ledger.add(record)
        ledger.add(held("[holder Ketvaria] lets [party Oslo] [permits dig].", id="unsure"))
    view = onrecord("positions", "--ledger", desk).stdout
    assert "Velmaria  1 position in 1 article\n" in view
    assert "permits Ketvaria  fly drones · in Ninochar  0.70\n" in view
    for words, holders in (
        (["--holder", "velmaria", "--party", "Ketvaria"], ["Velmaria"]),
        (["--stance", "prohibits"], ["Oslo"]),
        (["--about", "drone"], ["Velmaria", "Oslo"]),
        (["--about", "drone", "--limit", "1"], ["Velmaria"]),
        (["--place", "NINOCHAR"], ["Velmaria"]),
        (["--from", "2031-03-11", "--to", "2031-03"], ["Oslo"]),
        (["--min-confidence", "0.8"], []),
        (["--holder", "Ketvaria"], []),
        (["--holder", "Ketvaria", "--min-confidence", "0.5"], ["Ketvaria"]),
    ):
        done = onrecord("positions", "--ledger", desk, "--json", *words)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert [line["holder"] for line in lines] == holders, words
        assert all(line["evidence"] for line in lines)
    none = onrecord("positions", "--holder", "Nobody", "--ledger", desk)
    assert (none.returncode, none.stdout) == (0, "")
    assert "no such position" in none.stderr
    assert onrecord("positions", "--stance", "allows", "--ledger", desk).returncode == 2
    assert "[P1] Velmaria permits Ketvaria" in onrecord("show", "a1", "--ledger", desk).stdout


def test_every_stance_of_a_record_can_be_asked_for() -> None:
    assert [stance.value for stance in Stances] == list(get_args(Stance))


def test_bad_inputs_are_one_line_each_and_the_run_goes_on(story: Path, tmp_path: Path) -> None:
    rows = tmp_path / "bad.jsonl"
    rows.write_text(
        '{"id": "a", "text": 5}\nnot json\n' + json.dumps({"id": "b", "text": STORY}) + "\n"
    )
    done = onrecord("read", str(tmp_path / "missing.txt"), str(rows), str(story))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    skipped = [line for line in done.stderr.splitlines() if line.startswith("skipped ")]
    assert len(skipped) == 3
    assert f"{rows}:2" in done.stderr
    assert "3 inputs skipped" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["who", "Holt"],
        ["search", "harbour"],
        ["positions"],
        ["show", "abc"],
        ["export"],
        ["events"],
        ["upcoming"],
    ],
)
def test_a_ledger_that_is_none_is_one_line(words: list[str], tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"not a ledger at all" * 100)
    done = onrecord(*words, "--ledger", str(garbage))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("onrecord: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("where", ["--to", "--ledger"])
def test_a_killed_run_goes_on_without_loss_or_double(where: str, tmp_path: Path) -> None:
    rows, target = rows_file(tmp_path, 60), tmp_path / "target"
    command = [sys.executable, "-m", "onrecord.cli", "read", str(rows), where, str(target)]
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    kept = 0
    deadline = time.monotonic() + 60
    while kept < 5 and time.monotonic() < deadline and run.poll() is None:
        time.sleep(0.02)
        kept = count(where, target)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert 5 <= count(where, target) < 60
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "on record already" in done.stderr
    assert ids(where, target) == sorted(f"row{number}" for number in range(60))


def count(where: str, target: Path) -> int:
    """How many records a run has kept so far."""
    part = target.with_name(target.name + ".part")
    if where == "--to":
        return part.read_bytes().count(b"\n") if part.exists() else 0
    try:
        return len(ids(where, target))
    except sqlite3.Error:
        return 0


def ids(where: str, target: Path) -> list[str]:
    if where == "--to":
        return sorted(json.loads(line)["article"]["id"] for line in target.open(encoding="utf-8"))
    with sqlite3.connect(f"file:{target}?mode=ro", uri=True) as ledger:
        rows = ledger.execute(
            "SELECT article.id FROM article JOIN reading USING (article)"
        ).fetchall()
    return sorted(row[0] for row in rows)


def test_help_names_every_command_and_option_with_words() -> None:
    overview = onrecord("--help").stdout
    assert "export" in overview
    assert "--all-status" in onrecord("export", "--help").stdout
    assert "--no-text" in onrecord("export", "--help").stdout
    assert "who said, did and allowed what" in " ".join(overview.split())
    for command in ("read", "show", "who", "search", "positions", "events", "upcoming"):
        assert command in overview
        assert "--json" in onrecord(command, "--help").stdout


def placed(id: str) -> Record:
    """A record with one place that has coordinates and one that has none."""
    places = [
        Place("place1", Span(14, 18), "Velk", 706, 1.5, -2.5, "TRV"),
        Place("place2", Span(23, 28), "Quell"),
    ]
    article = Article(id, "They lived in Velk and Quell.", published="2031-05-05")
    return Record(Reader("0", "0"), article, places=places)


def test_a_ledger_and_files_of_records_are_exported_and_what_is_left_out_is_told(
    tmp_path: Path,
) -> None:
    desk, lines = tmp_path / "desk.db", tmp_path / "records.jsonl"
    with Ledger(desk) as ledger:
        ledger.add(placed("a1"))
    made = onrecord("export", "--ledger", str(desk), "--format", "jsonl")
    assert made.returncode == 0, made.stderr
    assert made.stderr == "1 article exported\n"
    lines.write_text(made.stdout + "no record\n" + made.stdout.replace('"a1"', '"a2"'))
    map_of_both = onrecord("export", str(lines), "--format", "geojson", "--to", "-")
    assert map_of_both.returncode == 1
    points = json.loads(map_of_both.stdout)["features"]
    assert [one["properties"]["article"] for one in points] == ["a1", "a2"]
    assert [one["geometry"]["coordinates"] for one in points] == [[-2.5, 1.5]] * 2
    told = "2 articles exported; 2 places without coordinates left out; 1 line skipped\n"
    assert map_of_both.stderr.startswith(f"skipped {lines}:2: not a record")
    assert map_of_both.stderr.endswith(told)
    folder = tmp_path / "tables"
    for format in ("csv", "parquet"):
        done = onrecord("export", "--ledger", str(desk), "--format", format, "--to", str(folder))
        assert done.returncode == 0, done.stderr
    assert len(list(folder.iterdir())) == 14
    alone = onrecord("export", "--ledger", str(desk), "--format", "csv", "--table", "places")
    assert alone.stdout.splitlines()[1].startswith("1,a1,2031-05-05,,,,place1,Velk,14,18,Velk,706")
    nowhere = onrecord("export", "--ledger", str(desk), "--format", "csv")
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (2, 1)


def test_a_reader_that_has_enough_ends_the_run_quietly(tmp_path: Path) -> None:
    rows = rows_file(tmp_path, 40)
    run = subprocess.Popen(
        [sys.executable, "-m", "onrecord.cli", "read", str(rows)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.readline()
    run.stdout.close()
    assert "Traceback" not in run.stderr.read()
    run.wait()


def test_a_bug_in_one_article_is_a_row_and_the_run_goes_on(tmp_path: Path) -> None:
    rows, failures = rows_file(tmp_path, 3), tmp_path / "failures.jsonl"
    code = (
        "import onrecord.pipeline as line, onrecord.cli as cli\n"
        "whole = line.make_record\n"
        "def broken(article, *rest):\n"
        "    if article.id == 'row1': raise RuntimeError('planted')\n"
        "    return whole(article, *rest)\n"
        "line.make_record = broken\n"
        "cli.main()\n"
    )
    words = ["read", str(rows), "--json", "--failures", str(failures)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.returncode == 1
    assert [json.loads(line)["article"]["id"] for line in done.stdout.splitlines()] == [
        "row0",
        "row2",
    ]
    assert "1 article failed" in done.stderr
    assert "Traceback" not in done.stderr
    [row] = [json.loads(line) for line in failures.read_text().splitlines()]
    assert "RuntimeError: planted" in row["failure"]["traceback"]


def test_an_article_without_a_date_is_counted_where_its_times_are_left_open(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Ana Holt said the port had closed the day after the strike, last week.")
    assert "1 article without a date" in onrecord("read", str(file)).stderr
    dated = onrecord("read", str(file), "--published", "2031-05-05")
    assert "without a date" not in dated.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A ledger with a meeting that happened, one that is planned and one that somebody claims."""
    text = "[actor Velk] [CONSULT met] [recipient Oslo] in [place Quell] on [time {}]."
    days = {"Friday": "2031-03-07", "Monday": "2031-03-10", "Sunday": "2001-01-07"}
    with Ledger(tmp_path / "desk.db") as ledger:
        ledger.add(acted(text.format("Friday"), days=days, published="2031-03-08", id="met"))
        for day in ("Monday", "Sunday"):
            planned = acted(text.format(day), days=days, status="planned", id=f"planned-{day}")
            ledger.add(planned)
        said = acted("[says Ana Holt] said " + text.format("Friday"), days=days, id="claimed")
        ledger.add(said)
    return tmp_path / "desk.db"


def test_events_are_listed_with_their_status_and_found_by_what_is_asked(desk: Path) -> None:
    view = onrecord("events", "--ledger", str(desk)).stdout
    assert "actual  CONSULT  Velk → Oslo  2031-03-07 · Quell · 0.50" in view
    assert "planned  CONSULT  Velk → Oslo  2031-03-10 · Quell · 0.50" in view
    assert "actual, claimed by Ana Holt  CONSULT  Velk → Oslo" in view
    words = (
        *("--type", "consult", "--actor", "velk", "--recipient", "oslo", "--place", "quell"),
        *("--status", "planned", "--from", "2031-03", "--to", "2031", "--min-confidence", "0.5"),
        *("--limit", "1", "--json"),
    )
    [line] = onrecord("events", "--ledger", str(desk), *words).stdout.splitlines()
    assert json.loads(line)["article"]["id"] == "planned-Monday"
    nothing = onrecord("events", "--ledger", str(desk), "--type", "PROTEST")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr == f"no such events in {desk}\n"
    wrong = onrecord("events", "--ledger", str(desk), "--from", "soon")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_what_is_upcoming_is_listed_from_a_day_on_or_from_today(desk: Path) -> None:
    words = ("upcoming", "--ledger", str(desk))
    assert onrecord(*words, "--from", "2001-01-01").stdout.startswith(
        "2001-01-07\n    planned  CONSULT"
    )
    [line] = onrecord(*words, "--from", "2031-03-10", "--json").stdout.splitlines()
    assert json.loads(line)["article"]["id"] == "planned-Monday"
    nothing = onrecord(*words, "--from", "2031-03-11")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr == f"nothing in {desk} is planned for 2031-03-11 or later\n"
    today = onrecord(*words, "--json").stdout
    assert "planned-Sunday" not in today


def test_event_data_and_a_calendar_are_exported_and_what_is_left_out_is_told(
    desk: Path, tmp_path: Path
) -> None:
    words = ("export", "--ledger", str(desk), "--format")
    done = onrecord(*words, "polecat")
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == (
        "4 articles exported; 2 planned events left out; 1 event only claimed in a statement left out; "
        "--all-status keeps them\n"
    )
    assert len(onrecord(*words, "polecat", "--all-status").stdout.splitlines()) == 5
    done = onrecord(*words, "gdelt", "--to", str(tmp_path / "gdelt"))
    assert "2 planned events left out" in done.stderr
    assert len(list((tmp_path / "gdelt").iterdir())) == 4
    done = onrecord(*words, "ics", "--to", str(tmp_path / "plans.ics"))
    assert done.stderr == "4 articles exported\n"
    assert (tmp_path / "plans.ics").read_text().count("BEGIN:VEVENT") == 2
