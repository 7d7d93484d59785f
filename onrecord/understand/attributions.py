"""Whose words are whose: reading -> attributions, the spans of source, cue and content.

Of the candidates (candidates.py) the likely ones stay, each said once, with the quotation marks
around their content and the paragraphs over which their quotation runs.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from onrecord.record import Span
from onrecord.understand.candidates import STRETCH, Candidate, candidates_of, confidence_of
from onrecord.understand.quotations import MARKS
from onrecord.understand.reading import Reading

CLOSE = 3  # characters behind the content at which its quotation may end: a mark and a comma


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words of one act of saying or thinking."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    confidence: float


def find_attributions(reading: Reading) -> list[Attribution]:
    """The attributions of one article that are likelier than the tuned threshold, in order."""
    scored = [
        (confidence_of(candidate, reading), candidate) for candidate in candidates_of(reading)
    ]
    return select(reading, scored, reading.tuned["attribution.threshold"])


def select(
    reading: Reading, scored: Sequence[tuple[float, Candidate]], threshold: float
) -> list[Attribution]:
    """The likelier of two candidates that say the same, from the threshold on."""
    quotations = reading.quotations
    taken = Taken()
    for confidence, candidate in sorted(scored, key=lambda pair: (-pair[0], pair[1].cue.start)):
        if confidence >= threshold and not taken.repeats(candidate):
            taken.add(confidence, candidate)
    # Few articles have a quotation over paragraphs, and looking for its rest takes every other cue.
    goes_on = any(reading.text[quotation.end - 1] not in MARKS for quotation in quotations)
    parts = taken.contents(reading) if goes_on else []
    kept: list[Attribution] = []
    for confidence, candidate in sorted(taken.all, key=lambda pair: pair[1].cue.start):
        content = [
            closed(reading.span(part), reading.text, quotations) for part in candidate.content
        ]
        if goes_on:
            content += continued(content[-1], reading.text, quotations, parts)
        source = [] if candidate.source is None else [reading.span(candidate.source)]
        kept.append(
            Attribution(source, [reading.span(candidate.cue)], content, round(confidence, 2))
        )
    return kept


class Taken:
    """The candidates taken so far, found again by the stretch of the text that they lie in."""

    def __init__(self) -> None:
        self.all: list[tuple[float, Candidate]] = []
        self._near: dict[int, list[Candidate]] = defaultdict(list)

    def add(self, confidence: float, candidate: Candidate) -> None:
        """Take one more."""
        self.all.append((confidence, candidate))
        for number in _stretches(candidate):
            self._near[number].append(candidate)

    def repeats(self, candidate: Candidate) -> bool:
        """Whether most of the content is already that of a taken cue, or the cues overlap."""
        return any(
            _repeats(candidate, other)
            for number in _stretches(candidate)
            for other in self._near[number]
        )

    def contents(self, reading: Reading) -> list[Span]:
        """Where any content is, in order; those that overlap are one."""
        found: list[Span] = []
        for span in sorted(reading.span(part) for _, other in self.all for part in other.content):
            if found and span.start < found[-1].end:
                found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
            else:
                found.append(span)
        return found


def _stretches(candidate: Candidate) -> range:
    """The numbers of the stretches of the text in which a candidate has its cue and content."""
    parts = [candidate.cue, *candidate.content]
    first, last = min(part.start for part in parts), max(part.stop for part in parts)
    return range(first // STRETCH, last // STRETCH + 1)


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Whether two cues overlap, or most of the longer content is in both."""
    if one.cue.start < other.cue.stop and other.cue.start < one.cue.stop:
        return True
    shared: int = sum(
        max(0, min(mine.stop, theirs.stop) - max(mine.start, theirs.start))
        for mine in one.content
        for theirs in other.content
    )
    return shared > 0 and 2 * shared > max(_size(one), _size(other))


def _size(candidate: Candidate) -> int:
    return sum(part.stop - part.start for part in candidate.content)


def continued(
    span: Span, text: str, quotations: Sequence[Span], contents: Sequence[Span]
) -> list[Span]:
    """The paragraphs in which a quotation goes on that is still open where the content ends.

    It ends where a quotation closes, or where a cue has words of it.

    Args:
        quotations: in order, none inside another.
        contents: where the contents of all cues are, in order, none overlapping another.
    """
    found: list[Span] = []
    first = max(0, bisect_left(quotations, span.end, key=lambda quotation: quotation.end) - 1)
    for quotation, following in pairwise(islice(quotations, first, None)):
        last = found[-1] if found else span
        if quotation.start >= last.end:
            break
        is_open = text[quotation.end - 1] not in MARKS
        if is_open and last.end <= quotation.end <= last.end + 1:
            at = bisect_right(contents, following.start, key=lambda content: content.end)
            if at < len(contents) and contents[at].start < following.end:
                break
            found.append(following)
    return found


def closed(span: Span, text: str, quotations: Sequence[Span]) -> Span:
    """The span with the quotation marks that open or close right at its edges.

    Args:
        quotations: in order, none inside another.
    """
    start, end = span
    first = bisect_left(quotations, start, key=lambda quotation: quotation.end)
    for quotation in islice(quotations, first, None):
        if quotation.start >= end:
            break
        opens = quotation.start < start and quotation.end <= end + CLOSE
        if opens and not any(char.isalnum() for char in text[quotation.start : start]):
            start = quotation.start
        closes = start <= quotation.start < end < quotation.end
        if closes and not any(char.isalnum() for char in text[end : quotation.end]):
            end = quotation.end
    return Span(start, end)
