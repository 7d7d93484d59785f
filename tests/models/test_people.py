from importlib.resources import files

import pytest

from onrecord.models.people import load_people
from onrecord.understand.descriptions import Noun

LINES = (files("onrecord.models") / "tables" / "people.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("official", Noun(plural=False, withheld=True)),
        ("officials", Noun(plural=True, withheld=True)),
        ("minister", Noun(plural=False, withheld=False)),
        ("ministers", Noun(plural=True, withheld=False)),
        ("people", Noun(plural=True, withheld=False)),
        ("spokeswomen", Noun(plural=True, withheld=True)),
        ("police", Noun(plural=True, withheld=False)),  # has no singular
    ],
)
def test_each_noun_is_known_in_the_singular_and_the_plural(word: str, noun: Noun) -> None:
    assert load_people()[word] == noun


def test_the_first_lines_name_source_licence_and_date() -> None:
    head = " ".join(line for line in LINES if line.startswith("#"))
    assert all(word in head for word in ("Source:", "Licence:", "Date:"))


def test_the_nouns_stand_in_order_once_and_in_lower_case() -> None:
    nouns = [row[0] for row in ROWS]
    assert nouns == sorted(set(nouns))
    for noun, plural, withheld in ROWS:
        assert (noun + plural).islower()
        assert withheld in ("yes", "")
        assert plural != f"{noun}s"
    assert len(load_people()) == sum(1 if row[0] == row[1] else 2 for row in ROWS)
