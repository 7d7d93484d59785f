"""Which stretches of a text stand in quotation marks.

Marks come straight or curly, double or single, and a quotation that runs over paragraphs opens
again at each and closes only at the last. A mark that finds no partner quotes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.record import Span

CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "〝": "〞", "'": "'", "‘": "’"}
MARKS = frozenset("\"“”„«»'‘’〝〞")
# Two single marks or accents stand for a double one where a typewriter's habits live on.
MARK = re.compile(r"''|``|[\"“”„«»'‘’〝〞]")
LINES = re.compile(r"[^\r\n\u2028\u2029\u0085]+")
ENDS_QUOTE = frozenset(".,!?…")  # before one of these a straight or single mark does not open
# Words that begin with an apostrophe.
CLIPPED = re.compile(r"(?:n|em|til|till|tis|twas|cause|bout|round|cuz|neath)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark in its line: what it may do, as its neighbours tell.

    Args:
        kind: the mark; two single ones are a straight double one.
        opens: whether it may open a quotation; a mark that opens none closes one.
        closes: whether it surely closes one: a single mark may be an apostrophe (ministers'), and a
            straight one behind a blank may open.
    """

    span: Span
    kind: str
    opens: bool
    closes: bool = True


def find_quotations(text: str, end: int) -> list[Span]:
    """The outermost quotations before `end`, marks included, in order.

    A quotation that is still open at its paragraph's end reaches to that end when the next
    paragraph opens with the same mark; otherwise its mark is taken for a stray one.
    """
    lines = [Span(*match.span()) for match in LINES.finditer(text, 0, end)]
    lines = [line for line in lines if line.of(text).strip()]
    marks = [list(marks_in(text, line)) for line in lines]
    opened_by = [_opening(text, *both) for both in zip(lines, marks, strict=True)]
    found: list[Span] = []
    for line, inside, goes_on in zip(lines, marks, [*opened_by[1:], ""], strict=False):
        found += _outermost(inside, line.end, goes_on)
    return found


def marks_in(text: str, line: Span) -> Iterator[Mark]:
    """The quotation marks of one line; apostrophes inside words are left out."""
    for match in MARK.finditer(text, line.start, line.end):
        span = Span(*match.span())
        kind = '"' if len(match.group()) == 2 else match.group()
        before = text[span.start - 1] if span.start > line.start else " "
        after = text[span.end] if span.end < line.end else " "
        at_word = not (before.isalnum() or before in ENDS_QUOTE or before == "%" or after.isspace())
        if kind == '"':
            yield Mark(span, kind, opens=at_word, closes=not before.isspace())
        elif kind in "'‘’":
            opens = kind != "’" and at_word and (after.isalpha() or after in '“"…[')
            opens = opens and not CLIPPED.match(text, span.end)
            if opens or not (kind == "‘" or after.isalnum() or before.isspace()):
                yield Mark(span, kind, opens, closes=before not in "sS")
        else:
            yield Mark(span, kind, opens=kind in CLOSING)


def _opening(text: str, line: Span, marks: Sequence[Mark]) -> str:
    """The mark with which a line begins, if it opens; otherwise nothing."""
    blank = len(line.of(text)) - len(line.of(text).lstrip())
    begins = marks and marks[0].opens and marks[0].span.start == line.start + blank
    return marks[0].kind if begins else ""


def _outermost(marks: Sequence[Mark], end: int, goes_on: str) -> list[Span]:
    """The quotations of one line that lie in no other."""
    doubles = _doubles(marks)
    closing = {**doubles, **_singles(marks, doubles)}
    found: list[Span] = []
    for number, mark in enumerate(marks):
        if found and mark.span.start < found[-1].end:
            continue
        if number in closing:
            found.append(Span(mark.span.start, marks[closing[number]].span.end))
        elif mark.opens and mark.kind == goes_on:
            found.append(Span(mark.span.start, end))
    return found


def _doubles(marks: Sequence[Mark]) -> Mapping[int, int]:
    """The numbers of double marks that open and of those that close them; they may nest."""
    open_now: list[int] = []
    closing: dict[int, int] = {}
    for number, mark in enumerate(marks):
        if mark.kind in "'‘’":
            continue
        closed = open_now and mark.kind in CLOSING[marks[open_now[-1]].kind]
        # A straight mark behind a blank and before a word opens once more: it cannot close.
        if closed and (mark.closes or not mark.opens):
            closing[open_now.pop()] = number
        elif mark.opens:
            open_now.append(number)
    return closing


def _singles(marks: Sequence[Mark], doubles: Mapping[int, int]) -> Mapping[int, int]:
    """The same for single marks, which do not nest and do not straddle double ones.

    Up to the next opening mark, the first that surely closes is the one; failing that, the first
    that may (a plural possessive looks like a closing mark).
    """
    around = _outermost_double(len(marks), doubles)
    closing: dict[int, int] = {}
    close: dict[int, int] = {}  # inside each double quotation, and outside of all
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        if mark.kind not in "'‘’":
            continue
        at = close.get(around[number])
        if mark.opens:
            if at is not None and marks[at].kind == CLOSING[mark.kind]:
                closing[number] = at
            close.pop(around[number], None)
        elif at is None or mark.closes or not marks[at].closes:
            close[around[number]] = number
    return closing


def _outermost_double(count: int, doubles: Mapping[int, int]) -> list[int]:
    """For each mark the number of the outermost double mark that it stands behind, or -1."""
    around = [-1] * count
    last = -1
    for opening, closing in sorted(doubles.items()):
        if opening > last:
            around[opening : closing + 1] = [opening] * (closing + 1 - opening)
            last = closing
    return around


def quoted_parts(spans: Sequence[Span], quotations: Sequence[Span]) -> list[Span]:
    """What of these spans stands in quotation marks.

    Args:
        quotations: in order, none inside another, as `find_quotations` gives them.
    """
    found: list[Span] = []
    for span in spans:
        first = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
        for quotation in islice(quotations, first, None):
            if quotation.start >= span.end:
                break
            found.append(Span(max(span.start, quotation.start), min(span.end, quotation.end)))
    return found


def quoted_share(text: str, spans: Sequence[Span], quotations: Sequence[Span]) -> float:
    """How much of the letters and digits of these spans stand in quotation marks, 0 to 1.

    Args:
        quotations: in order, none inside another, as `find_quotations` gives them.
    """
    inside = sum(_letters(text, span) for span in quoted_parts(spans, quotations))
    if not inside:  # most content is not quoted at all
        return 0.0
    return inside / sum(_letters(text, span) for span in spans)


def _letters(text: str, span: Span) -> int:
    return sum(char.isalnum() for char in span.of(text))
