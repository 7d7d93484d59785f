"""The table of first names."""

from importlib.resources import files

from onrecord.models.first_names import load_first_names

TABLE = files("onrecord.models") / "tables" / "first_names.tsv"


def test_a_share_is_between_none_and_all_and_a_name_is_folded() -> None:
    names = load_first_names()
    assert len(names) > 10_000
    assert all(0.0 <= share <= 1.0 for share in names.values())
    assert all(name.isascii() and name.islower() and name.isalpha() for name in names)


def test_names_that_nobody_doubts_are_on_their_side() -> None:
    names = load_first_names()
    assert all(names[name] > 0.9 for name in ("maria", "angela", "yvette", "olena"))
    assert all(names[name] < 0.1 for name in ("john", "vladimir", "olaf", "sergei"))
    assert 0.2 < names["kim"] < 0.8


def test_the_first_lines_name_source_licence_and_date() -> None:
    head = "".join(line for line in TABLE.read_text("utf-8").splitlines() if line[0] == "#")
    assert all(word in head for word in ("Source:", "Licence:", "Date:"))
