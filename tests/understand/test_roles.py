import re
import time

import pytest

from onrecord.models.roles import load_roles
from onrecord.record import ActorKind, Span
from onrecord.understand.roles import Role, fullest_role, role_at
from onrecord.understand.sectors import sector_of

ROLES = load_roles()
NAME = re.compile(r"[<\[]([^<>\[\]]+)[>\]]")


def read(text: str) -> tuple[str, Role | None]:
    """The plain text and the role of the <name> in it; [other names] are known as names."""
    plain, at, name, others = "", 0, None, []
    for match in NAME.finditer(text):
        plain += text[at : match.start()]
        span = Span(len(plain), len(plain) + len(match[1]))
        name = span if match[0][0] == "<" else name
        others.append(span)
        plain += match[1]
        at = match.end()
    plain += text[at:]
    assert name is not None
    return plain, role_at(plain, name, others, ROLES)


def words(text: str) -> str | None:
    _, role = read(text)
    return role and role.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [US] secretary of state <Ana Holt> spoke.", "US secretary of state"),
        ("a former Tarvian prime minister <Ana Holt>", "former Tarvian prime minister"),
        ("Secretary of State <Ana Holt>", "Secretary of State"),
        ("Minister of Foreign Affairs <Ana Holt>", "Minister of Foreign Affairs"),
        ("the then-president <Jon van der Berg>", "then-president"),
        ("ex-mayor <Ana al-Holt>", "ex-mayor"),
        ("acting vice president <Ali bin Holt>", "acting vice president"),
        ("Gen. <Mark J. Lee Jr.> spoke.", "Gen."),
        ("President Dr. <Ana Holt> spoke.", "President"),
        (
            "the [Acme] president and chief executive <Ana Holt>",
            "Acme president and chief executive",
        ),
        ("A spokesman for Tarvian Chancellor <Ana Holt> spoke.", "Tarvian Chancellor"),
        ("the New Tarvia City mayor <Ana Holt>", "New Tarvia City mayor"),
        ("She swept rival <Ana Holt> aside.", "rival"),
        ("visited President <Ana Holt>", "President"),  # a verb is no part of a title
        ("Meanwhile President <Ana Holt> left.", "President"),
        ("his lawyer <Ana Holt>", "lawyer"),
        ("Defence Ministry spokesman <Ana Holt>", "Defence Ministry spokesman"),
        ("Judge <Ana Holt>", "Judge"),
    ],
)
def test_a_title_before_a_name_is_a_role(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. <Ana Holt> spoke.",
        "Mrs <Ana Holt>",
        "Dr <Ana Holt>",
        "Sir <Jon Berg>",
        "A spokesman for <Ana Holt> spoke.",
        "the wife of <Jon Berg>",
        "the president, whom <Ana Holt> met",
        "He was president. <Ana Holt> left.",
        "the mayor\n<Ana Holt> left.",
        "Secretary\nof State\n<Ana Holt>",
        "the town of <Ana Holt>",
        "<Ana Holt>",
        "presidents <Holt>",
    ],
)
def test_what_holds_no_noun_or_another_s_noun_is_no_title(text: str) -> None:
    assert words(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Ana Holt>, [Nato]'s secretary-general, spoke.", "Nato's secretary-general"),
        ("<Ana Holt>, 45, the mayor of Tarvia City, spoke.", "mayor of Tarvia City"),
        ("<Ana Holt> Jr., the mayor", "mayor"),
        ("<Ana Holt>, who is the head of [Acme], left.", "head of Acme"),
        ("<Ana Holt>, a spokeswoman for the ministry, left.", "spokeswoman for the ministry"),
        ("<Ana Holt>, then the governor of Tarvia, left.", "then the governor of Tarvia"),
        ("<Ana Holt>, president and CEO of Acme, left.", "president and CEO of Acme"),
        ("<Ana Holt>, Democrat of Lowland, left.", "Democrat of Lowland"),
        ("<Ana Holt> — the mayor of Tarvia — left.", "mayor of Tarvia"),
        ("<Ana Holt> (a lawyer) left.", "lawyer"),
        (
            "<Ana Holt>, spokesman for President [Jon Berg], left.",
            "spokesman for President Jon Berg",
        ),
        ("said <Ana Holt>, the mayor.", "mayor"),
        ("said <Ana Holt>, an aide to the minister.", "aide to the minister"),
        (
            "said <Ana Holt>, editor at large at the Tarvia Post",
            "editor at large at the Tarvia Post",
        ),
    ],
)
def test_a_phrase_between_commas_behind_a_name_is_a_role(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<Ana Holt>, [Jon Berg] and [Kim Lo] met.",
        "<Ana Holt>, President [Jon Berg] and [Kim Lo] met.",
        "<Ana Holt>, secretary of state [Jon Berg] and [Kim Lo] met.",
        "<Ana Holt>, [Reuters] reported.",
        "According to <Ana Holt>, a spokesman said no.",
        "After she met <Ana Holt>, the mayor was ill.",
        "<Ana Holt>, the governor and the mayor met.",
        "<Ana Holt>, husband expecting a child",
        "<Ana Holt> (R-Lowland) left.",
        "<Ana Holt>'s lawyer, [Jon Berg], left.",
        "<Ana Holt>, Madam Chair, spoke.",
        "<Ana Holt>, a Tarvian, left.",
        "<Ana Holt>,",
        "<Ana Holt>, ambassador for women's issues [Kim Lo]",
        "<Ana Holt>\n, the mayor of Tarvia,",
    ],
)
def test_a_list_a_clause_or_a_phrase_about_another_gives_no_role(text: str) -> None:
    assert words(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The country's foreign minister, <Ana Holt>, spoke.", "country's foreign minister"),
        ("[Jon Berg]'s lawyer, <Ana Holt>, spoke.", "Jon Berg's lawyer"),
        ("said its chairman, <Ana Holt>.", "chairman"),
        ("A spokesman for the ministry, <Ana Holt>, spoke.", "spokesman for the ministry"),
        ("[Nato] secretary-general, <Ana Holt>, spoke.", "Nato secretary-general"),
    ],
)
def test_a_phrase_before_a_name_between_commas_is_a_role(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In a letter to the president, <Ana Holt> wrote.",
        "A spokesman for the president, <Ana Holt>, spoke.",  # whose name it is nobody can tell
        "After the rain, <Ana Holt>, spoke.",
    ],
)
def test_a_phrase_before_a_name_that_need_not_be_about_it_gives_no_role(text: str) -> None:
    assert words(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<Ana Holt> is the director of [Acme Relief] and left.", "director of Acme Relief"),
        ("<Ana Holt> (born 1970) was a lawyer.", "lawyer"),
        ("<Ana Holt> was elected mayor of Tarvia.", "mayor of Tarvia"),
        ("<Ana Holt> served as governor.", "governor"),
        ("They appointed <Ana Holt> as finance minister.", "finance minister"),
    ],
)
def test_a_clause_that_says_what_somebody_is_gives_a_role(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The wife of <Jon Berg> is a lawyer.",
        "A former aide to Mr. <Berg>, is now president of Acme.",
        "<Ana Holt> is not the mayor.",
        "<Ana Holt> is a better candidate.",
        "<Ana Holt> is expected in Tarvia.",
        "They described <Ana Holt> as a friend.",
        "<Ana Holt>'s brother is the mayor.",
    ],
)
def test_a_clause_about_another_or_none_gives_no_role(text: str) -> None:
    assert words(text) is None


@pytest.mark.parametrize(
    ("text", "body", "speaks_for"),
    [
        ("<Ana Holt>, [Nato]'s secretary-general,", "Nato", None),
        ("the Tarvian Defence Ministry spokesman <Ana Holt>", *["Tarvian Defence Ministry"] * 2),
        ("<Ana Holt>, a spokesman for Chancellor [Jon Berg],", *["Chancellor Jon Berg"] * 2),
        ("<Ana Holt>, the mayor of Tarvia City,", "Tarvia City", None),
        ("New Tarvia City Mayor <Ana Holt> spoke to the press.", "New Tarvia City", None),
        ("the former Tarvian Prime Minister <Ana Holt>", "Tarvian", None),
        ("Former Prime Minister <Ana Holt>", None, None),
        ("Secretary of State <Ana Holt>", None, None),
        ("<Ana Holt>, a lawyer in Tarvia,", None, None),
    ],
)
def test_a_role_names_the_body_it_hangs_on(
    text: str, body: str | None, speaks_for: str | None
) -> None:
    plain, role = read(text)
    assert role is not None
    found = [span and span.of(plain) for span in (role.body, role.speaks_for)]
    assert (found, role.words) == ([body, speaks_for], role.span.of(plain))


def test_in_a_headline_a_title_is_its_noun_alone() -> None:
    assert words("TARVIA CROWDS GREET PRESIDENT <ANA HOLT> TODAY") == "PRESIDENT"
    assert words("Tarvia Mourns Beloved Mayor <Ana Holt> Today") == "Mayor"


def test_the_fullest_role_has_a_body_and_is_no_relation() -> None:
    found = [
        read(text)[1]
        for text in (
            "President <Ana Holt>",
            "<Ana Holt>, the wife of [Jon Berg],",
            "the Tarvian president <Ana Holt>",
            "President <Ana Holt>",
        )
    ]
    best = fullest_role([role for role in found if role])
    assert best is not None
    assert best.words == "Tarvian president"
    assert fullest_role([]) is None


@pytest.mark.parametrize(
    ("kind", "name", "role", "sector"),
    [
        ("person", "Ana Holt", "US secretary of state", "GOV"),
        ("person", "Ana Holt", "former Tarvian prime minister", "ELI"),
        ("person", "Ana Holt", "Former Secretary of State", "ELI"),
        ("person", "Ana Holt", "Gen.", "MIL"),
        ("person", "Ana Holt", "president", "GOV"),
        ("person", "Ana Holt", "president of Tarvia University", "EDU"),
        ("person", "Ana Holt", "president of Harbour Friends", None),
        ("person", "Ana Holt", "leader of the opposition", "OPP"),
        ("person", "Ana Holt", "Defence Ministry spokesman", "GOV"),
        ("person", "Ana Holt", "spokesman", None),
        ("person", "Ana Holt", "wife", None),
        ("person", "Ana Holt", None, None),
        ("person", "a US official", None, "GOV"),
        ("person", "a United Nations official", None, "IGO"),
        ("country", "Tarvia", None, None),
        ("organization", "Ministry of Defence", None, "GOV"),
        ("organization", "Tarvian Army", None, "MIL"),
        ("organization", "Supreme Court", None, "JUD"),
        ("organization", "United Nations", None, "IGO"),
        ("organization", "University of Tarvia", None, "EDU"),
        ("organization", "Tarvia General Hospital", None, "MED"),
        ("organization", "Harbour Police", None, "COP"),
        ("organization", "Harbour News", None, "JRN"),
        ("organization", "Harbour Corp.", None, "BUS"),
        ("organization", "Green Harbour Party", None, "PTY"),
        ("organization", "Friends of the Police", None, None),
        ("organization", "U.N.", None, "IGO"),
        ("organization", "Harbour Friends", None, None),
        ("organization", "Electoral College", None, None),
        ("organization", "Harbour College", None, "EDU"),
        ("organization", "US Department of Commerce", None, "GOV"),
        ("group", "Lowland rebels", None, "REB"),
        ("group", "local journalists", None, "JRN"),
        ("unknown", "", "", None),
    ],
)
def test_a_sector_is_told_by_role_and_name_or_not_at_all(
    kind: ActorKind, name: str, role: str | None, sector: str | None
) -> None:
    assert sector_of(kind, name, role, ROLES) == sector


@pytest.mark.parametrize(
    "around", [",", "the mayor of ", "and ", "president, ", "(", "a.", "’s ", "\n", "🕊️ ", "of the "]
)
def test_long_odd_texts_are_read_in_a_short_time(around: str) -> None:
    text = f"{around * 20_000}Ana Holt{around * 20_000}"
    at = len(around) * 20_000
    start = time.perf_counter()
    role = role_at(text, Span(at, at + 8), [], ROLES)
    assert time.perf_counter() - start < 0.5
    assert role is None or (role.words == role.span.of(text) and abs(role.span.start - at) < 200)
