"""docs/RECORD.md and record.py say the same."""

import dataclasses
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord import record
from onrecord.record import Span

DOCS = Path(__file__).parent.parent / "docs" / "RECORD.md"
SPANS = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 50), st.integers(1, 20)
)


def test_the_documented_fields_are_those_of_the_dataclasses() -> None:
    rows = re.findall(r"^\| (\w+) \| ([\w, ]+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    documented = {part: fields.split(", ") for part, fields in rows if part != "part"}
    for part, fields in documented.items():
        names = [field.name for field in dataclasses.fields(getattr(record, part.capitalize()))]
        assert sorted(names) == sorted(fields), part
    assert set(documented) == {
        name.lower() for name, kind in vars(record).items() if dataclasses.is_dataclass(kind)
    }


@given(SPANS, SPANS)
def test_spans_overlap_either_way_or_lie_apart(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.distance(other) == other.distance(one)
    assert not (one.overlaps(other) and one.distance(other))
    assert one.overlaps(other) or not one.covers(other)


def test_the_nearest_span_has_the_fewest_characters_in_between() -> None:
    assert Span(10, 12).nearest([Span(0, 4), Span(14, 20)]) == Span(14, 20)
    assert Span(10, 12).nearest([Span(6, 8), Span(14, 20)]) == Span(6, 8)
