"""`onrecord` reads news articles and keeps who said, did and allowed what, with the exact words.

record = onrecord.read("article.html")
for statement in record.statements:
    print(statement.speaker, [span.of(record.article.text) for span in statement.content])

with onrecord.Ledger("desk.db") as ledger:
    ledger.add(record)
    onrecord.who(ledger, "Okafor")
    onrecord.positions_in(ledger, holder="Okafor", stance="permits")
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.answer import Found, Group, Said, by_speaker, search, who
    from onrecord.answer.changes import Change, changes_in
    from onrecord.answer.events import Act, events_in, upcoming
    from onrecord.answer.positions import Held, Holder, by_holder, positions_in
    from onrecord.errors import InputError, OnrecordError
    from onrecord.keep import Ledger, read_records, write_record
    from onrecord.pipeline import Failure, read_all
    from onrecord.record import Actor, Article, Event, Position, Record, Span, Statement

__version__ = "0.1.0"

# In the order of the data; loaded when first asked for, since `onrecord --help` needs none of them.
_HOMES = {
    "read_all": "pipeline",
    "Failure": "pipeline",
    "Record": "record",
    "Article": "record",
    "Actor": "record",
    "Statement": "record",
    "Position": "record",
    "Event": "record",
    "Span": "record",
    "write_record": "keep",
    "read_records": "keep",
    "Ledger": "keep",
    "who": "answer",
    "by_speaker": "answer",
    "Group": "answer",
    "search": "answer",
    "Said": "answer",
    "Found": "answer",
    "positions_in": "answer.positions",
    "by_holder": "answer.positions",
    "Holder": "answer.positions",
    "Held": "answer.positions",
    "changes_in": "answer.changes",
    "Change": "answer.changes",
    "events_in": "answer.events",
    "upcoming": "answer.events",
    "Act": "answer.events",
    "InputError": "errors",
    "OnrecordError": "errors",
}
__all__ = [
    "read",
    "read_all",
    "Failure",
    "Record",
    "Article",
    "Actor",
    "Statement",
    "Position",
    "Event",
    "Span",
    "write_record",
    "read_records",
    "Ledger",
    "who",
    "by_speaker",
    "Group",
    "search",
    "Said",
    "Found",
    "positions_in",
    "by_holder",
    "Holder",
    "Held",
    "changes_in",
    "Change",
    "events_in",
    "upcoming",
    "Act",
    "InputError",
    "OnrecordError",
]

# The room `onrecord.read` and the function below have one name. Python sets the attribute when the
# room is first imported, so that has to happen before the function takes the name.
import_module("onrecord.read")


def read(
    text_or_path: str | Path,
    *,
    published: str | None = None,
    any_language: bool = False,
    min_confidence: float | None = None,
) -> "Record":
    """The record of one article: a path, a page address, or the text itself.

    See `onrecord.pipeline.read`.
    """
    from onrecord.pipeline import read as record_of_one

    return record_of_one(
        text_or_path,
        published=published,
        any_language=any_language,
        min_confidence=min_confidence,
    )


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOMES[name]}"), name)
