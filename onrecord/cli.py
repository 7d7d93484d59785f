"""The commands. Alone prints, exits and reads the environment."""

# Heavy imports stand inside the commands, so that `onrecord --help` answers at once.
from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from onrecord import __version__
from onrecord.errors import InputError, OnrecordError

if TYPE_CHECKING:
    from onrecord.keep import Ledger, RecordFile
    from onrecord.pipeline import Failure
    from onrecord.record import Article, Record

DEFAULT_LEDGER = Path("onrecord.db")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads news articles and keeps, with the exact words as evidence, who said, did and "
    "allowed what.",
)

AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines instead of the view for people.")]
LedgerFile = Annotated[
    Path,
    typer.Option(
        "--ledger", help="The ledger to ask.", envvar="ONRECORD_LEDGER", show_default=True
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--from",
        help="The first day (2031-03-04), month or year: of the statement's own time, where the "
        "article tells it, else of publication. A time that overlaps counts.",
    ),
]
Until = Annotated[
    str | None, typer.Option("--to", help="The last day, month or year, of the same time.")
]
Certain = Annotated[
    float, typer.Option(help="Leave out what is of lower confidence.", min=0.0, max=1.0)
]
Weights = Annotated[
    Path | None,
    typer.Option(help="A folder of other weights than those shipped.", metavar="FOLDER"),
]
LeastSure = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        help="Keep positions and events from this confidence on; default: as tuned.",
        min=0.0,
        max=1.0,
    ),
]
AnyLanguage = Annotated[
    bool, typer.Option("--any-language", help="Read articles that are not in English, too.")
]
Published = Annotated[
    str | None, typer.Option(help="The date (ISO 8601) of articles that have none.", metavar="DATE")
]


@app.command()
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Text, HTML or JSON Lines files (also .gz), folders, globs, page addresses, or -.",
            metavar="INPUT...",
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(help="Where the records go, one JSON line each.", metavar="RECORDS.jsonl"),
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option(help="The ledger that keeps the records.", metavar="DESK.db")
    ] = None,
    published: Published = None,
    any_language: AnyLanguage = False,
    failures: Annotated[
        Path | None,
        typer.Option(
            help="Where articles that a bug kept off the record go, with its traceback.",
            metavar="FILE",
        ),
    ] = None,
    weights: Weights = None,
    min_confidence: LeastSure = None,
    as_json: AsJson = False,
) -> None:
    """Read articles and write a record for each: to a file, a ledger, or the screen.

    Without --to and --ledger the records go to standard output: on a terminal as a view for
    people, else as JSON Lines. The same command goes on where a killed run stopped, and an article
    that is on record already is not read again.
    """
    from onrecord.read import read_articles

    articles = read_articles(inputs, published=published, any_language=any_language)
    with ExitStack() as stack:
        run = Run(stack, to, ledger, failures, (weights, min_confidence), as_json)
        run.through(articles)
    typer.echo(run.summary(), err=True)
    if run.skipped or run.failed:
        raise typer.Exit(1)


@app.command()
def show(
    article: Annotated[
        str,
        typer.Argument(help="A file, a page address, -, or the id of an article in the ledger."),
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    published: Published = None,
    any_language: AnyLanguage = False,
    as_json: AsJson = False,
) -> None:
    """Show an article with its evidence coloured; under it what it tells.

    Where the article tells that a stand has changed, the old and the new wording stand side by
    side.
    """
    for record in shown(article, ledger, published, any_language):
        put(record, as_json)


@app.command()
def who(
    name: Annotated[str, typer.Argument(help="A person or body: a name, or whole words of one.")],
    ledger: LedgerFile = DEFAULT_LEDGER,
    since: Since = None,
    until: Until = None,
    min_confidence: Certain = 0.0,
    limit: Annotated[int | None, typer.Option(help="At most so many statements.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """What a person or body said: words, article, date and confidence.

    One group a speaker, newest first; behind a body's own words those of the people whose role
    names it. With --json one line a statement, newest first.
    """
    from onrecord.answer import who as answers_of
    from onrecord.keep import Ledger

    with Ledger(ledger, read_only=True) as opened:
        said = answers_of(
            opened, name, since=since, until=until, min_confidence=min_confidence, limit=limit
        )
    if as_json:
        put_lines(said)
    elif said:
        from onrecord.show.terminal import show_said

        show_said(said, sys.stdout)
    else:
        typer.echo(f"nobody called {name!r} says anything in {ledger}", err=True)


@app.command()
def search(
    words: Annotated[
        list[str],
        typer.Argument(help='Words that all have to stand there; "in quotes" as a phrase.'),
    ],
    ledger: LedgerFile = DEFAULT_LEDGER,
    min_confidence: Certain = 0.0,
    limit: Annotated[int, typer.Option(help="At most so many articles.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Articles and statements in which the words stand, best first."""
    from onrecord.answer import search as answers_of
    from onrecord.keep import Ledger

    with Ledger(ledger, read_only=True) as opened:
        found = answers_of(opened, asked(words), min_confidence=min_confidence, limit=limit)
    if as_json:
        put_lines(found)
    elif found:
        from onrecord.show.terminal import show_found

        show_found(found, sys.stdout)
    else:
        typer.echo(f"nothing in {ledger} has all of: {asked(words)}", err=True)


class Stances(StrEnum):
    """What `positions --stance` takes."""

    PERMITS = "permits"
    PROHIBITS = "prohibits"
    REQUIRES = "requires"
    REQUESTS = "requests"
    COMMITS = "commits"
    REFUSES = "refuses"
    THREATENS = "threatens"
    SUPPORTS = "supports"
    OPPOSES = "opposes"


@app.command()
def positions(
    ledger: LedgerFile = DEFAULT_LEDGER,
    holder: Annotated[
        str | None,
        typer.Option(
            help="Whose: a person or body, by a name, whole words of one, or a description.",
            metavar="NAME",
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(help="Whom it binds or addresses, by a name likewise.", metavar="NAME"),
    ] = None,
    stance: Annotated[Stances | None, typer.Option(help="This stance alone.")] = None,
    about: Annotated[
        str | None,
        typer.Option(
            help='Words that all stand in its action, target, means or evidence; "in quotes" as a '
            "phrase.",
            metavar="WORDS",
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(
            help="Words of a place's name: where it holds, or what its action or evidence names.",
            metavar="NAME",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="The first day (2031-03-04), month or year. A position is of the days between its "
            "own since and until, a side that the article does not tell being open; where neither "
            "has bounds, of the day of publication. Days that overlap count.",
            metavar="DATE",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", help="The last day, month or year, of the same.", metavar="DATE"),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            help="Leave out positions of lower confidence; from the default on, four of five were "
            "right on sentences held back.",
            min=0.0,
            max=1.0,
        ),
    ] = 0.6,
    limit: Annotated[int | None, typer.Option(help="At most so many positions.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """Who permits, forbids, asks, promises or threatens what, to whom, within which limits.

    Everything that fits all the options, one group a holder, newest first; behind a body's own
    positions those of the people whose role names it. With --json one line a position, newest
    first, with its names, words and exact quote.
    """
    from onrecord.answer.positions import positions_in
    from onrecord.keep import Ledger

    with Ledger(ledger, read_only=True) as opened:
        held = positions_in(
            opened,
            holder=holder,
            party=party,
            stance=stance.value if stance else None,
            about=about,
            place=place,
            since=since,
            until=until,
            min_confidence=min_confidence,
            limit=limit,
        )
    if as_json:
        put_lines(held)
    elif held:
        from onrecord.show.terminal import show_held

        show_held(held, sys.stdout)
    else:
        typer.echo(f"no such position in {ledger}", err=True)


class WithStatus(StrEnum):
    """What `events --status` asks for."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@app.command()
def events(
    ledger: LedgerFile = DEFAULT_LEDGER,
    type: Annotated[
        str | None,
        typer.Option(
            help="A PLOVER event type: AGREE, CONSULT, SUPPORT, COOPERATE, AID, CONCEDE, RETREAT, "
            "REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE or ASSAULT.",
        ),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Who does it: a name, or whole words of one.", metavar="NAME")
    ] = None,
    recipient: Annotated[
        str | None, typer.Option(help="To whom it is done, likewise.", metavar="NAME")
    ] = None,
    place: Annotated[
        str | None,
        typer.Option(help="Words of the name of the place, or of its division.", metavar="NAME"),
    ] = None,
    status: Annotated[
        WithStatus | None, typer.Option(help="Only events of this status; default: of any.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="The first day (2031-03-04), month or year: of the event's own time, where the "
            "article tells it, else of publication. A time that overlaps counts.",
        ),
    ] = None,
    until: Until = None,
    min_confidence: Certain = 0.0,
    limit: Annotated[int | None, typer.Option(help="At most so many events.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """Who did what to whom: newest article first, each event with its words.

    Each begins with its status. Only what is actual or ongoing, and not claimed by somebody, is
    what the article itself says happened.
    """
    from onrecord.answer.events import events_in
    from onrecord.keep import Ledger

    with Ledger(ledger, read_only=True) as opened:
        found = events_in(
            opened,
            type=type,
            actor=actor,
            recipient=recipient,
            place=place,
            status=status.value if status else None,
            since=since,
            until=until,
            min_confidence=min_confidence,
            limit=limit,
        )
    if as_json:
        put_lines(found)
    elif found:
        from onrecord.show.terminal import show_events

        show_events(found, sys.stdout)
    else:
        typer.echo(f"no such events in {ledger}", err=True)


@app.command()
def upcoming(
    ledger: LedgerFile = DEFAULT_LEDGER,
    since: Annotated[
        str | None,
        typer.Option("--from", help="The first day, month or year; default: today.", metavar="DAY"),
    ] = None,
    min_confidence: Certain = 0.0,
    limit: Annotated[int | None, typer.Option(help="At most so many events.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """What is planned and has a date, from a day on, soonest first."""
    from datetime import date

    from onrecord.answer.events import upcoming as planned_in
    from onrecord.keep import Ledger

    day = since or date.today().isoformat()
    with Ledger(ledger, read_only=True) as opened:
        found = planned_in(opened, day, min_confidence=min_confidence, limit=limit)
    if as_json:
        put_lines(found)
    elif found:
        from onrecord.show.terminal import show_upcoming

        show_upcoming(found, sys.stdout)
    else:
        typer.echo(f"nothing in {ledger} is planned for {day} or later", err=True)


class Format(StrEnum):
    """What `export` writes."""

    GEOJSON = "geojson"
    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    POLECAT = "polecat"
    GDELT = "gdelt"
    ICS = "ics"


# What `export` leaves out, by the reason: what it is called, and what is said of it.
LEFT_OUT = {
    "unlocated": ("place", " without coordinates"),
    "planned": ("planned event", ""),
    "possible": ("possible event", ""),
    "denied": ("denied event", ""),
    "claimed": ("event", " only claimed in a statement"),
    "undated": ("planned event", " without a date"),
}


class Table(StrEnum):
    """What `export --table` writes alone."""

    ARTICLES = "articles"
    ACTORS = "actors"
    PLACES = "places"
    TIMES = "times"
    STATEMENTS = "statements"
    EVENTS = "events"
    POSITIONS = "positions"


@app.command()
def export(
    records: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files of records; where none is named, the ledger is exported.",
            metavar="[RECORDS.jsonl]...",
        ),
    ] = None,
    ledger: Annotated[
        Path,
        typer.Option(help="The ledger, where no RECORDS are named.", envvar="ONRECORD_LEDGER"),
    ] = DEFAULT_LEDGER,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.JSONL,
    to: Annotated[
        Path | None,
        typer.Option(
            help="A file; for gdelt, and for parquet and csv without --table, a folder. Default: "
            "standard output, where it is one file.",
            metavar="PATH",
        ),
    ] = None,
    table: Annotated[
        Table | None, typer.Option(help="Of csv and parquet, this table alone, as one file.")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Parquet: offsets and their words, no whole texts.")
    ] = False,
    all_status: Annotated[
        bool,
        typer.Option(
            "--all-status",
            help="Polecat and gdelt: also events that are planned, possible, denied or only "
            "claimed, with columns that say so: status, claimed_by, evidence, url.",
        ),
    ] = False,
) -> None:
    """Write the records of a ledger, or of files, for maps, spreadsheets and data frames.

    geojson: a point for each place of an article, and for each statement, event and position with
    a place. csv: a table for each list, spans as words. parquet: the same tables, with all that a
    record has. jsonl: the records. polecat: what happened, as POLECAT's table of 40 columns. gdelt:
    the same as GDELT's Events and Mentions. ics: what is planned and has a date, as a calendar.
    """
    from onrecord.show.export import export_records
    from onrecord.show.terminal import counted

    out = sys.stdout.buffer if to is None or str(to) == "-" else to
    told = Counter[str]()
    with ExitStack() as stack:
        every = whole_records(records_in(stack, records or [], ledger), told)
        name = table.value if table else None
        left_out = export_records(
            every,
            format.value,
            out,
            table=name,
            with_text=not no_text,
            all_status=all_status,
        )
    parts = [f"{counted(told['written'], 'article')} exported"]
    for reason, (what, how) in LEFT_OUT.items():
        if left_out[reason]:
            parts.append(f"{counted(left_out[reason], what)}{how} left out")
    if left_out and format in (Format.POLECAT, Format.GDELT):
        parts.append("--all-status keeps them")
    parts += [f"{counted(told['skipped'], 'line')} skipped"] if told["skipped"] else []
    typer.echo("; ".join(parts), err=True)
    if told["skipped"]:
        raise typer.Exit(1)


def records_in(stack: ExitStack, files: list[Path], ledger: Path) -> Iterator[Record | InputError]:
    """The records of the files, one after the other, or those of the ledger."""
    from onrecord.keep import Ledger, read_records

    if not files:
        return stack.enter_context(Ledger(ledger, read_only=True)).records()
    return (record for file in files for record in read_records(file))


def whole_records(records: Iterator[Record | InputError], told: Counter[str]) -> Iterator[Record]:
    """The records, counted; a line that is none is told, and the rest goes on."""
    for record in records:
        if isinstance(record, InputError):
            told["skipped"] += 1
            typer.echo(f"skipped {record}", err=True)
        else:
            told["written"] += 1
            yield record


class Run:
    """One `read`: where its records go, and what came of its inputs."""

    def __init__(
        self,
        stack: ExitStack,
        to: Path | None,
        ledger: Path | None,
        failures: Path | None,
        reader: tuple[Path | None, float | None],
        as_json: bool,
    ) -> None:
        from onrecord.keep import Ledger, RecordFile
        from onrecord.models import load_encoder
        from onrecord.pipeline import reader_of

        weights, least = reader
        encoder = load_encoder(weights)
        self.encoder = encoder if least is None else encoder.keeping(least)
        self.reader = reader_of(self.encoder)
        self.file: RecordFile | None = stack.enter_context(RecordFile(to)) if to else None
        self.ledger: Ledger | None = stack.enter_context(Ledger(ledger)) if ledger else None
        self.failures: BinaryIO | None = (
            stack.enter_context(failures.open("wb")) if failures else None
        )
        self.screen = as_json or not (to or ledger)
        self.as_json = as_json
        self.read = self.kept = self.skipped = self.failed = 0
        self.found = Counter[str]()
        self.undated = 0

    def through(self, articles: Iterator[Article | InputError]) -> None:
        """Everything that comes in, with a progress bar where somebody watches."""
        from onrecord.pipeline import records_of

        for result in records_of(progress(self.unread(articles), self.screen), self.encoder):
            self.take(result)

    def unread(self, articles: Iterator[Article | InputError]) -> Iterator[Article | InputError]:
        """The articles that are not on record yet wherever the records go."""
        for article in articles:
            if isinstance(article, InputError) or not self.holds(article):
                yield article
            else:
                self.kept += 1

    def holds(self, article: Article) -> bool:
        """Whether every place that keeps records has this article's already."""
        if self.screen or (self.ledger and not self.ledger.holds(article, self.reader)):
            return False
        # Asked last: the file takes over the line that it says it holds.
        return self.file is None or self.file.holds(article, self.reader)

    def take(self, result: Record | InputError | Failure) -> None:
        """Put one result where it belongs."""
        from onrecord.pipeline import Failure

        if isinstance(result, InputError):
            self.skipped += 1
            self.note_skipped(result)
            typer.echo(f"skipped {result}", err=True)
        elif isinstance(result, Failure):
            self.failed += 1
            self.note_failure(result)
        else:
            self.read += 1
            for name in ("statement", "position", "event"):
                self.found[name] += len(getattr(result, name + "s"))
            is_open = any(time.value is None for time in result.times)
            self.undated += is_open and result.article.published is None
            if self.file:
                self.file.write(result)
            if self.ledger:
                self.ledger.add(result)
            if self.screen:
                put(result, self.as_json or not sys.stdout.isatty())

    def note_skipped(self, error: InputError) -> None:
        """An article in another language is on record with its language, and nothing else."""
        from onrecord.read import SkippedArticle
        from onrecord.record import Record

        if not isinstance(error, SkippedArticle):
            return
        if self.ledger:
            self.ledger.add_skipped(error.article)
        unread = Record(self.reader, error.article)
        if self.file and not self.file.holds(error.article, self.reader):
            self.file.write(unread)
        if self.screen:
            put(unread, self.as_json or not sys.stdout.isatty())

    def note_failure(self, failure: Failure) -> None:
        """One line for the user, and a row with the traceback for whoever mends the bug."""
        article = failure.article
        where = article.source or article.id
        hint = (
            "its traceback is in --failures"
            if self.failures
            else "run again with --failures FILE for its traceback"
        )
        typer.echo(
            str(OnrecordError(where, f"not read, by a bug of ours ({failure.error})", hint)),
            err=True,
        )
        if self.failures:
            import msgspec

            self.failures.write(
                msgspec.json.encode({"reader": self.reader, "failure": failure}) + b"\n"
            )

    def summary(self) -> str:
        """What came of the inputs, in one line."""
        from onrecord.show.terminal import counted

        found = [counted(self.found[name], name) for name in ("statement", "position", "event")]
        parts = [", ".join([f"{counted(self.read, 'article')} read", *found])]
        parts += [f"{counted(self.kept, 'article')} on record already"] if self.kept else []
        undated = f"{counted(self.undated, 'article')} without a date, relative times left open"
        parts += [undated] if self.undated else []
        parts += [f"{counted(self.skipped, 'input')} skipped"] if self.skipped else []
        parts += [f"{counted(self.failed, 'article')} failed"] if self.failed else []
        return "; ".join(parts)


def progress(
    articles: Iterator[Article | InputError], screen: bool
) -> Iterator[Article | InputError]:
    """The articles, counted on standard error where that is a terminal and the screen is free."""
    if not sys.stderr.isatty() or (screen and sys.stdout.isatty()):
        yield from articles
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for article in articles:
            yield article
            bar.advance(task)


def shown(
    article: str, ledger: Path, published: str | None, any_language: bool
) -> Iterator[Record]:
    """The records of what `show` names: an input, else an article of the ledger."""
    if is_input(article) or not ledger.exists():
        from onrecord.pipeline import read_all

        for result in read_all([article], published=published, any_language=any_language):
            if isinstance(result, InputError):
                raise result
            yield checked(result)
    else:
        from onrecord.keep import Ledger

        with Ledger(ledger, read_only=True) as opened:
            yield opened.record(article)


def is_input(words: str) -> bool:
    """Whether a word of the command line names something to read, not an article's id."""
    return words == "-" or "://" in words or Path(words).exists()


def checked(result: Record | Failure) -> Record:
    """The record; a bug keeps its traceback."""
    from onrecord.pipeline import Failure

    if isinstance(result, Failure):
        typer.echo(result.traceback, err=True)
        raise typer.Exit(1)
    return result


def asked(words: list[str]) -> str:
    """The question; a word that the shell took out of its quotation marks is a phrase again."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def put(record: Record, as_json: bool) -> None:
    """A record on standard output, for people or as a JSON line."""
    if as_json:
        from onrecord.keep import write_record

        write_record(record, sys.stdout.buffer)
    else:
        from onrecord.show.terminal import show_record

        show_record(record, sys.stdout)


def put_lines(answers: list[Any]) -> None:
    """Answers on standard output, a JSON line each."""
    import msgspec

    for answer in answers:
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")


def version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads news articles and keeps, in the exact words, who said, did and allowed what."""


def main() -> None:
    """The command; what the user can put right is one line, anything else keeps its traceback."""
    try:
        app()
    except OnrecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        raise SystemExit(2) from None
    except BrokenPipeError:  # `onrecord read ... | head` has enough
        sys.stderr.close()
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
