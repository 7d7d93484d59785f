"""Records from marked text, for the tests of the ledger and of what it answers."""

import re
from dataclasses import replace

from onrecord.record import Actor, Article, Reader, Record, Span, Statement

READER = Reader("1.0", "aaaa")
LATER = Reader("1.1", "bbbb")
MARK = re.compile(r"\[(source|cue|content) ([^\]]*)\]")


def told(text: str, *, names: dict[str, str] | None = None, **article: object) -> Record:
    """The record of a text in which each line with marks is a statement.

    Every `[source X]` is a mention of the actor named X, or `names[X]`.
    """
    plain = ""
    statements: list[Statement] = []
    mentions: dict[str, list[Span]] = {}
    for line in text.splitlines(keepends=True):
        parts: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        last = 0
        for mark in MARK.finditer(line):
            plain += line[last : mark.start()]
            span = Span(len(plain), len(plain) + len(mark[2]))
            plain += mark[2]
            parts[mark[1]].append(span)
            if mark[1] == "source":
                mentions.setdefault((names or {}).get(mark[2], mark[2]), []).append(span)
            last = mark.end()
        plain += line[last:]
        if parts["content"]:
            id = f"statement{len(statements) + 1}"
            statements.append(Statement(id, **parts, confidence=0.5))
    actors = [
        Actor(f"actor{at}", name, "person", mentions=spans)
        for at, (name, spans) in enumerate(mentions.items(), start=1)
    ]
    said = [
        replace(
            statement,
            speaker=next(
                (actor.id for actor in actors if set(statement.source) & set(actor.mentions)), None
            ),
        )
        for statement in statements
    ]
    values: dict[str, object] = {"id": "a1", **article}
    return Record(READER, Article(text=plain, **values), actors, statements=said)  # type: ignore[arg-type]


def read_again(record: Record, reader: Reader = LATER) -> Record:
    """The record as another reader would have given it."""
    return replace(record, reader=reader)
