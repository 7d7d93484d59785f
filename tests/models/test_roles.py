import re
from importlib.resources import files

import pytest

from onrecord.models.roles import load_roles
from onrecord.understand.roles import RoleNoun

# The primary sector codes and the non-state codes of the PLOVER manual.
SECTORS = frozenset(
    re.findall(
        r"\w+",
        "GOV JUD LEG MIL COP OPP PTY REB PRM SPY UAF CVL ELI BUS EDU MED LAB AGR JRN REF REL SOC CRM IGO NGO",
    )
)


def lines(table: str) -> list[str]:
    return (files("onrecord.models") / "tables" / table).read_text("utf-8").splitlines()


def rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in lines(table) if not line.startswith("#")]


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("senator", RoleNoun("LEG")),
        ("police chief", RoleNoun("COP")),
        ("president", RoleNoun("GOV", by_body=True)),
        ("director", RoleNoun(None, by_body=True)),
        ("spokeswoman", RoleNoun(speaks=True)),
        ("wife", RoleNoun(relation=True)),
        ("journalist", RoleNoun("JRN")),  # MED is medicine in PLOVER
        ("doctor", RoleNoun("MED")),
    ],
)
def test_each_noun_is_known_with_its_sector_and_kind(words: str, noun: RoleNoun) -> None:
    assert load_roles().nouns[words] == noun


@pytest.mark.parametrize("table", ["roles.tsv", "bodies.tsv"])
def test_the_first_lines_name_source_licence_and_date(table: str) -> None:
    head = " ".join(line for line in lines(table) if line.startswith("#"))
    assert all(word in head for word in ("Source:", "Licence:", "Date:"))


@pytest.mark.parametrize("table", ["roles.tsv", "bodies.tsv"])
def test_the_words_stand_in_order_once_and_in_lower_case(table: str) -> None:
    words = [row[0] for row in rows(table)]
    assert words == sorted(set(words))
    assert all(word == word.lower().strip() for word in words)


def test_every_sector_is_a_code_of_the_manual_and_every_kind_is_known() -> None:
    assert {row[1] for row in rows("roles.tsv")} <= SECTORS | {""}
    assert {row[1] for row in rows("bodies.tsv")} <= SECTORS | {""}
    assert {row[2] for row in rows("roles.tsv")} <= {"", "body", "speaks", "relation"}


def test_a_courtesy_title_is_no_role() -> None:
    assert not {"mr", "mrs", "ms", "miss", "dr", "sir", "dame"} & set(load_roles().nouns)
