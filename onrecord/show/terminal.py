"""The terminal view: an article with its evidence coloured, and lists of what was said.

Article text is hostile: nothing in it may steer the terminal. Every control, escape and
direction-changing character is shown as one visible mark in its place, so offsets hold.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Sized
from itertools import groupby, zip_longest
from typing import TextIO

from rich.console import Console
from rich.text import Text

from onrecord.answer import Byline, Found, Group, Said, by_speaker, said_in
from onrecord.answer.changes import Change, changes_in
from onrecord.answer.events import Act, act_in
from onrecord.answer.positions import Held, Holder, by_holder, held_in
from onrecord.record import Actor, Article, Place, Record, Span, Time

SOURCE, CUE, CONTENT = "bold cyan", "yellow", "green"
QUIET, STRONG, MATCH = "dim", "bold", "bold reverse"
WIDEST = 100  # columns: longer lines of prose are hard to read
WORDINGS = 12  # of one actor: about two lines
WORDING = 60  # code points of a mention, half a line
LISTED = 40  # places, and times; some articles name 400
BESIDE = 70  # columns in which two wordings have room side by side
BETWEEN = 3  # columns between them
QUOTED = 2  # columns by which the words that a position rests on stand behind it
# What begins a limit that needs no word of ours before it.
LEADS = {
    "with": frozenset(("with", "by", "through", "using", "via", "from", "on", "in", "without")),
    "if": frozenset(
        """
        if as only when whenever once where while until unless provided providing given subject so
        in on for after before under
        """.split()  # noqa: SIM905
    ),
    "except": frozenset(
        ("except", "but", "not", "excluding", "unless", "without", "other", "save")
    ),
}
# They stand in names too, in lower case or at the beginning of a sentence.
IN_NAMES = frozenset(
    "the a an of for and in on at de la le du des da di van von der den el al bin ibn".split()  # noqa: SIM905
)
STEERING = re.compile(
    r"[^\S\n\t ]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
)


def harmless(text: str) -> str:
    """The text with one visible mark for each character that could steer a terminal."""
    return STEERING.sub(
        lambda match: " " if unicodedata.category(match.group()) == "Zs" else "\ufffd", text
    )


def console_on(stream: TextIO) -> Console:
    """A console that takes text as it is: no markup, no emoji codes, no guessing at numbers."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    console.width = min(console.width, WIDEST)
    return console


def show_record(record: Record, stream: TextIO) -> None:
    """The article, its evidence coloured; under it what is said, held and done, who and where.

    Events have no colour in the text: they are whole sentences, which statements colour already.
    """
    console = console_on(stream)
    console.print(_headline(record.article))
    console.print()
    console.print(_coloured(record))
    console.print()
    for number, statement in enumerate(record.statements, start=1):
        _print_said(console, said_in(record, statement), f"{f'[{number}]':>5} ")
    _print_positions(console, record)
    _print_changes(console, record)
    _print_events(console, record)
    if record.actors:
        console.print()
    for actor in named_first(record.actors):
        _print_actor(console, actor, record.article.text)
    _print_list(console, Counter(place_line(place, record) for place in record.places))
    _print_list(console, Counter(time_line(time, record) for time in record.times))
    lists: dict[str, Sized] = {
        "statement": record.statements,
        "position": record.positions,
        "event": record.events,
        "actor": record.actors,
    }
    counts = [
        counted(len(some), noun)
        for noun, some in lists.items()
        if some or noun in ("statement", "actor")
    ]
    parts = [
        ", ".join(counts),
        f"onrecord {record.reader.version}, weights {record.reader.weights}",
    ]
    console.print(Text(" · ".join(parts), QUIET))


def show_said(answers: Sequence[Said], stream: TextIO) -> None:
    """Who says what: a speaker, under it the articles, under each what it says there."""
    console = console_on(stream)
    for group in by_speaker(answers):
        console.print(_heading(group))
        for article, told in groupby(group.answers, key=lambda said: said.article):
            _print_indented(console, _byline(article), 2)
            for said in told:
                _print_said(console, said, "    ")
        console.print()


def show_found(answers: Sequence[Found], stream: TextIO) -> None:
    """Articles with the words that were looked for, and who says them there."""
    console = console_on(stream)
    for found in answers:
        console.print(_byline(found.article))
        snippet = Text(_one_line(found.snippet))
        for match in found.matches:
            if found.snippet_span.covers(match):
                start = match.start - found.snippet_span.start
                snippet.stylize(MATCH, start, start + match.end - match.start)
        _print_indented(console, snippet, 2)
        for said in found.statements:
            _print_said(console, said, "    ")
        console.print()


def show_held(answers: Sequence[Held], stream: TextIO) -> None:
    """Who holds what: a holder, under it the articles, under each the positions that it tells."""
    console = console_on(stream)
    for group in by_holder(answers):
        console.print(_heading(group))
        for article, told in groupby(group.answers, key=lambda held: held.article):
            _print_indented(console, _byline(article), 2)
            for held in told:
                _print_held(console, _position_line(held, with_holder=False), held, "    ")
        console.print()


def show_events(answers: Sequence[Act], stream: TextIO) -> None:
    """Who did what to whom: the articles, under each its events."""
    console = console_on(stream)
    for article, told in groupby(answers, key=lambda act: act.article):
        console.print(_byline(article))
        for act in told:
            _print_act(console, act, "    ")
        console.print()


def show_upcoming(answers: Sequence[Act], stream: TextIO) -> None:
    """What is planned: the days, under each the events and the articles that tell of them."""
    console = console_on(stream)
    for days, told in groupby(answers, key=days_of):
        console.print(Text(_one_line(days), STRONG))
        for act in told:
            _print_act(console, act, "    ")
            _print_indented(console, _byline(act.article), 6)
        console.print()


def days_of(act: Act) -> str:
    """The first day of an event's own time, and the last where that is another."""
    first, last = (act.time.begin, act.time.end) if act.time else (None, None)
    return " to ".join(dict.fromkeys(day for day in (first, last) if day))


def standing_of(act: Act, number: int | None = None) -> str:
    """Whether an event is a fact: its status, and who claims it where the article does not say so.

    Args:
        number: of the statement in which it is claimed, where those are numbered.
    """
    if not act.claimed:
        return act.status
    claim = f"claimed by {act.claimed_by or 'somebody unnamed'}"
    return f"{act.status}, {claim}{f' [{number}]' if number else ''}"


def named_first(actors: Sequence[Actor]) -> list[Actor]:
    """The actors with a name, then those who are described; each in order of first mention."""
    never = Span(sys.maxsize, sys.maxsize)
    return sorted(
        actors, key=lambda actor: (not is_named(actor), min(actor.mentions, default=never))
    )


def is_named(actor: Actor) -> bool:
    """Whether the actor has a name: a description has a noun in lower case, "A US official"."""
    words = [word for word in actor.name.split() if word.lower() not in IN_NAMES]
    return bool(words) and not any(word.islower() for word in words)


def wordings(actor: Actor, text: str) -> list[tuple[str, int]]:
    """How the article calls the actor, in its order, and how often.

    "The minister" and "the minister" are one, written as it mostly is; "US" and "us" are two.
    """
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in sorted(actor.mentions):
        words = " ".join(mention.of(text).split())
        if words:
            written[words if words.isupper() and len(words) > 1 else words.lower()][words] += 1
    return [
        (max(forms, key=lambda words: (forms[words], words[0].islower())), forms.total())
        for forms in written.values()
    ]


def place_line(place: Place, record: Record) -> tuple[str, str]:
    """The words of the article, and which place they stand for: "Velk", "VLM · PPL 1.25, 2.5"."""
    words = place.span.of(record.article.text)
    if place.latitude is None or place.longitude is None:
        return words, "not located"
    called = place.name if place.name != words else None
    about = [called, place.admin1, place.country, place.feature]
    at = f"{place.latitude:.2f}, {place.longitude:.2f}"
    return words, "  ".join([" · ".join(part for part in about if part), at]).strip()


def time_line(time: Time, record: Record) -> tuple[str, str]:
    """The words of the article and the value that they have, or what kind of time they are."""
    return time.span.of(record.article.text), time.value or f"{time.type.lower()}, left open"


def limits_of(held: Held) -> list[str]:
    """The limits of a position, in the words of the article: "with drones", "in Velk", "if ..."."""
    since, until = held.since, held.until
    return [
        *(led("with", words) for words in held.means),
        *(f"against {words}" for words in held.target if words not in held.action),
        *dict.fromkeys(f"in {place.name}" for place in held.places),
        *(led("if", words) for words in held.conditions),
        *(led("except", words) for words in held.exceptions),
        *([f"since {since.value or 'a time left open'}"] if since else []),
        *([f"until {until.value or 'a time left open'}"] if until else []),
    ]


def led(lead: str, words: str) -> str:
    """The words of a limit; before them what kind it is of, where they do not begin with it."""
    first = words.split(maxsplit=1)[0].lower() if words.strip() else ""
    return words if first in LEADS[lead] else f"{lead} {words}"


def counted(number: int, noun: str) -> str:
    """ "1 article", "2 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", " ")


def _headline(article: Article) -> Text:
    line = Text(harmless(article.title or article.id), STRONG)
    about = [
        article.outlet,
        article.published,
        ", ".join(article.authors) or None,
        article.url or article.source,
    ]
    line.append("\n" + harmless(" · ".join(part for part in about if part)), QUIET)
    return line


def _byline(article: Byline) -> Text:
    line = Text(harmless(article.published or "undated"), STRONG)
    line.append("  " + _one_line(article.title or article.id), STRONG)
    about = [article.outlet, article.url or article.source, article.id if article.title else None]
    line.append("  " + harmless(" · ".join(part for part in about if part)), QUIET)
    return line


def _heading(group: Group | Holder) -> Text:
    if isinstance(group, Holder):
        name, noun = group.holder, "position"
    else:
        name, noun = group.speaker or "(no speaker)", "statement"
    line = Text(_one_line(name), SOURCE)
    about = [
        group.role,
        group.country,
        f"{counted(len(group.answers), noun)} in {counted(group.articles, 'article')}",
    ]
    return line.append("  " + _one_line(" · ".join(part for part in about if part)), QUIET)


def _coloured(record: Record) -> Text:
    """The text with the parts of its statements coloured and each cue numbered.

    A position has its number behind its evidence, and no colour: that is mostly a statement's.
    """
    text = record.article.text
    styles: list[tuple[Span, str]] = []
    numbers: defaultdict[int, str] = defaultdict(str)
    for number, statement in enumerate(record.statements, start=1):
        styles += [(span, CONTENT) for span in statement.content]
        styles += [(span, SOURCE) for span in statement.source]
        styles += [(span, CUE) for span in statement.cue]
        if statement.cue:
            numbers[statement.cue[-1].end] = f"[{number}]"
    for number, position in enumerate(record.positions, start=1):
        numbers[position.evidence.end] += f"[P{number}]"
    shown = Text()
    last = 0
    styled = Text(harmless(text))
    for span, style in styles:
        styled.stylize(style, span.start, span.end)
    for end in sorted(numbers):
        shown.append_text(styled[last:end])
        shown.append(numbers[end], QUIET)
        last = end
    shown.append_text(styled[last:])
    return shown


def _print_positions(console: Console, record: Record) -> None:
    """The positions of the article, each with the words that it rests on."""
    if record.positions and record.statements:
        console.print()
    for number, position in enumerate(record.positions, start=1):
        held = held_in(record, position)
        _print_held(console, _position_line(held), held, f"{f'[P{number}]':>6} ")


def _print_events(console: Console, record: Record) -> None:
    """The events of an article, numbered, each with its status and who alone claims it."""
    numbers = {statement.id: at for at, statement in enumerate(record.statements, start=1)}
    if record.events:
        console.print()
    for number, event in enumerate(record.events, start=1):
        act, margin = act_in(record, event), f"{f'[E{number}]':>5} "
        _print_act(console, act, margin, numbers.get(event.statement or ""))


def _print_changes(console: Console, record: Record) -> None:
    """What the article tells of a change: the old wording, and the new one beside it."""
    changes = changes_in(record)
    numbers = {position.id: number for number, position in enumerate(record.positions, start=1)}
    for kind, heading in (
        ("reversed", "changed in this article"),
        ("reaffirmed", "reaffirmed in this article"),
    ):
        told = [change for change in changes if change.kind == kind]
        if told:
            console.print()
            console.print(Text(f"  {heading}", STRONG))
        for change in told:
            _print_change(console, change, record, numbers)


def _print_change(
    console: Console, change: Change, record: Record, numbers: Mapping[str, int]
) -> None:
    """Two columns where there is room for them, else one under the other."""
    whole = max(20, console.width - 4)
    beside = console.width >= BESIDE
    width = (whole - BETWEEN) // 2 if beside else whole
    labels = ("was", "now") if change.kind == "reversed" else ("was", "again")
    was, now = (
        _column(console, label, held_in(record, position), numbers[position.id], width)
        for label, position in zip(labels, (change.old, change.new), strict=True)
    )
    pairs = zip_longest(was, now, fillvalue=Text()) if beside else ((line,) for line in was + now)
    for lines in pairs:
        line = Text("    ").append_text(lines[0])
        if len(lines) > 1:
            line.pad_right(max(0, 4 + width + BETWEEN - line.cell_len))
            line.append_text(lines[1])
        line.rstrip()
        console.print(line)


def _column(console: Console, label: str, held: Held, number: int, width: int) -> list[Text]:
    """The lines of one side of a change: which and what, and its words."""
    line = Text(f"{label} [P{number}] ", QUIET).append_text(_position_line(held))
    quote = _quote(held).wrap(console, width - QUOTED)
    lines = [*line.wrap(console, width), *(Text(" " * QUOTED).append_text(one) for one in quote)]
    for one in lines:
        one.rstrip()
    return lines


def _position_line(held: Held, with_holder: bool = True) -> Text:
    """Who, the stance, whom, what, within which limits, and how sure."""
    line = Text()
    if with_holder:
        line.append(_one_line(held.holder), SOURCE).append(" ")
    line.append(held.stance, CUE)
    if held.party is not None:
        line.append(" " + _one_line(held.party), SOURCE)
    line.append("  " + _one_line(held.action), CONTENT)
    for limit in limits_of(held):
        line.append(" · " + _one_line(limit))
    told_by = held.speaker if held.speaker != held.holder else None
    about = ([f"said by {told_by}"] if told_by else []) + [f"{held.confidence:.2f}"]
    return line.append("  " + _one_line(" · ".join(about)), QUIET)


def _quote(held: Held) -> Text:
    """The words that the position rests on."""
    return Text(_one_line(held.evidence.strip()), QUIET)


def _print_held(console: Console, line: Text, held: Held, margin: str) -> None:
    """The position behind its number, and under it the words that it rests on."""
    width = max(20, console.width - len(margin))
    for at, part in enumerate(line.wrap(console, width)):
        part.rstrip()
        console.print(Text(margin if at == 0 else " " * len(margin), QUIET).append_text(part))
    _print_indented(console, _quote(held), len(margin) + QUOTED)


def _print_actor(console: Console, actor: Actor, text: str) -> None:
    """Two lines: who it is; and how the article calls it."""
    line = Text(_one_line(actor.name), SOURCE)
    kind = None if actor.kind == "unknown" else actor.kind
    about = [kind, actor.role, actor.country, actor.sector]
    line.append("  " + _one_line(" · ".join(part for part in about if part)), QUIET)
    _print_indented(console, line, 2)
    called = wordings(actor, text)
    shown = [
        (words if len(words) <= WORDING else words[: WORDING - 1] + "…")
        + (f" ×{times}" if times > 1 else "")
        for words, times in called[:WORDINGS]
    ]
    rest = f" … and {len(called) - WORDINGS} more" if len(called) > WORDINGS else ""
    _print_indented(console, Text(_one_line(", ".join(shown) + rest), QUIET), 6)


def _print_list(console: Console, lines: Counter[tuple[str, str]]) -> None:
    """A line for each, in the order of the article, and how often it stands there."""
    if lines:
        console.print()
    for (words, about), times in list(lines.items())[:LISTED]:
        line = Text(_one_line(words if len(words) <= WORDING else words[: WORDING - 1] + "…"))
        line.append(f"  {_one_line(about)}{f' ×{times}' if times > 1 else ''}", QUIET)
        _print_indented(console, line, 2)
    if len(lines) > LISTED:
        _print_indented(console, Text(f"… and {len(lines) - LISTED} more", QUIET), 2)


def _print_said(console: Console, said: Said, margin: str) -> None:
    """Two lines: who, how, when, where and how sure; and what."""
    line = Text(margin, QUIET)
    line.append(_one_line(said.speaker or said.source or "(no source)"), SOURCE)
    if said.statement.anonymous:
        line.append(" (unnamed)", QUIET)
    line.append(" " + _one_line(said.cue).strip(" ,:"), CUE)
    parts = [
        f"to {said.addressee}" if said.addressee else None,
        said.channel if said.channel and said.channel not in said.cue else None,
        said.time.value if said.time else None,
        said.place.name if said.place else None,
        said.statement.quotation,
        f"{said.statement.confidence:.2f}",
    ]
    line.append("  " + _one_line(" · ".join(part for part in parts if part)), QUIET)
    console.print(line)
    _print_indented(console, Text(_one_line(said.content), CONTENT), len(margin))


def _print_indented(console: Console, text: Text, margin: int) -> None:
    """Wrapped text with a margin and without blanks at its ends."""
    for line in text.wrap(console, max(20, console.width - margin)):
        line.rstrip()
        console.print(Text(" " * margin).append_text(line))


def _one_line(words: str) -> str:
    """Without line ends; as long as before, so that spans still fit."""
    return harmless(re.sub(r"\s", " ", words))


def _print_act(console: Console, act: Act, margin: str, number: int | None = None) -> None:
    """Two lines: whether it is a fact, what, who, to whom, when, where, how sure; and the words."""
    fact = act.status in ("actual", "ongoing") and not act.claimed
    line = Text(margin, QUIET)
    line.append(_one_line(standing_of(act, number)), QUIET if fact else STRONG)
    line.append("  " + _one_line(" ".join(part for part in (act.type, act.mode) if part)), CUE)
    line.append("  " + _one_line(", ".join(act.actors) or "(nobody named)"), SOURCE)
    if act.recipients:
        line.append(" → ", QUIET)
        line.append(_one_line(", ".join(act.recipients)), SOURCE)
    parts = [
        (act.time.value or days_of(act)) if act.time else None,
        act.place.name if act.place else None,
        f"{act.confidence:.2f}",
    ]
    line.append("  " + _one_line(" · ".join(part for part in parts if part)), QUIET)
    console.print(line)
    _print_indented(console, Text(_one_line(act.sentence)), len(margin))
