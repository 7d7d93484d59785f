"""What event data say of a PLOVER event: quad class, intensity, CAMEO root; and which events count.

Source:
    PLOVER manual, drafts 1.3 and 2.0 (Open Event Data Alliance, CC BY-SA 4.0): quad classes and
    base intensities; CAMEO manual 1.1b3 (Schrodt, 2012): roots.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from onrecord.answer.events import Act
from onrecord.keep import article_digest
from onrecord.keep.insert import day_and_moment
from onrecord.record import Article, Status
from onrecord.show.tables import Cell, safe

QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
FACTS: frozenset[Status] = frozenset(("actual", "ongoing"))
# What stands at the end of a row where every status is wanted.
EXTRA = ("status", "claimed_by", "evidence", "url")
NOBODY = "(no source)"  # in claimed_by, where the article does not tell who claims it
BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # what some reader of lines breaks at


class Coded(NamedTuple):
    """A PLOVER type in other schemes."""

    quad: int
    root: str
    intensity: float | None


TYPES = {
    "AGREE": Coded(1, "03", 2.5),
    "CONSULT": Coded(1, "04", 2.5),
    "SUPPORT": Coded(1, "05", 5.0),
    "CONCEDE": Coded(1, "08", 4.5),
    "COOPERATE": Coded(2, "06", 9.5),
    "AID": Coded(2, "07", 10.0),
    "RETREAT": Coded(2, "08", 6.5),
    "REQUEST": Coded(3, "10", 0.0),
    # The manual prints a base intensity of 3 beside modes of -2 to -3.5: one of them is wrong.
    "ACCUSE": Coded(3, "11", None),
    "REJECT": Coded(3, "12", -2.0),
    "THREATEN": Coded(3, "13", -3.5),
    "PROTEST": Coded(4, "14", -5.0),
    "SANCTION": Coded(4, "16", -6.0),
    "MOBILIZE": Coded(4, "15", -5.5),
    "COERCE": Coded(4, "17", -7.0),
    "ASSAULT": Coded(4, "18", -9.0),
}
# Where CAMEO has several roots for a type, the mode may tell which.
ROOTS = {
    ("ACCUSE", "investigate"): "09",
    ("ASSAULT", "firearms"): "19",
    ("ASSAULT", "heavy-weapons"): "19",
    ("ASSAULT", "aerial"): "19",
    ("ASSAULT", "drone"): "19",
    ("ASSAULT", "unconventional"): "20",
}


def left_out_for(act: Act) -> str | None:
    """Why an event is not in event data, which hold what happened: its status, or "claimed"."""
    if act.status not in FACTS:
        return act.status
    return "claimed" if act.claimed else None


def extra_cells(act: Act) -> list[str | None]:
    """The cells of `EXTRA`."""
    claimed_by = (act.claimed_by or NOBODY) if act.claimed else None
    return [act.status, claimed_by, act.sentence, act.article.url]


def root_of(act: Act) -> str | None:
    """The CAMEO root; that of the type where the mode does not tell."""
    coded = TYPES.get(act.type)
    return ROOTS.get((act.type, act.mode or ""), coded.root) if coded else None


def number_of(article: Article, *parts: object) -> int:
    """A number for an event of an article, below 2^63; the same whenever that is exported."""
    told = "\0".join(map(str, parts)).encode()
    digest = blake2b(article_digest(article) + told, digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def day_of(act: Act) -> date | None:
    """The first day of the event's own time, where that has bounds, else that of publication."""
    own = (act.time.begin or act.time.end) if act.time else None
    return day_from(own) or day_from(day_and_moment(act.article.published)[0])


def day_from(words: str | None) -> date | None:
    """The day that an ISO 8601 date names."""
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None


def flat(value: object) -> Cell:
    """The value as a cell that no spreadsheet takes for a formula, on one line and without tabs."""
    return safe(BREAKING.sub(" ", value).strip() if isinstance(value, str) else value)
