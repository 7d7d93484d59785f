import pytest
from marks import marked

from onrecord.models.countries import load_countries
from onrecord.record import Span
from onrecord.understand.metonyms import is_place_here, stands_for_government

COUNTRIES = load_countries()


def government(text: str) -> str | None:
    """The country whose government the one marked place of a text stands for."""
    plain, marks = marked(text)
    [span] = marks["place"]
    country = stands_for_government(plain, span, COUNTRIES)
    return (country.code or country.name) if country else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[place Moscow] said it would stay.", "RUS"),
        ("[place MOSCOW] SAYS IT WILL STAY", "RUS"),
        ("[place Moscow] Warns Holt Over Grain", "RUS"),
        ("[place Moscow] opened a second front.", "RUS"),
        ("On Monday, [place Moscow] said no.", "RUS"),
        ("But [place Moscow] has repeatedly denied it.", "RUS"),
        ("Holt said [place Ankara] was still trying to agree.", "TUR"),
        ("after [place Ottawa] refused to pay", "CAN"),
        ("“[place Moscow] wants a deal,” Holt said.", "RUS"),
        ("[place Brussels] wants more time.", "European Union"),
        ("Holt, whom [place Beijing] does not recognise", "CHN"),
        ("[place Baghdad] must stop", "IRQ"),
    ],
)
def test_a_seat_that_says_or_does_what_governments_do_is_one(text: str, expected: str) -> None:
    assert government(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police in [place Moscow] said so.",
        "Visitors to [place London] want it.",
        "The mayor of [place London] said so.",
        "A [place Moscow] court said so.",
        "the [place Moscow] region",
        "[place London] police said so.",
        "[place London] is cold.",
        "[place Kyiv] was shelled.",
        "Downtown [place London] wants it",
        "a visiting [place London] wants it",
        "Ana Holt, leaving [place Moscow] said no",
        "[place Moscow]-based Acme said so.",
        "[place Moscow] must be seen",
    ],
)
def test_a_seat_where_something_is_or_that_names_a_kind_is_none(text: str) -> None:
    assert government(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[place Washington], D.C. said",
        "[place Washington] state said",
        "George [place Washington] said",
        "[place Washington] Packet said",
        "[place Paris] Holt said",
        "East [place Jerusalem] wants it",
        "Ana-[place Paris] said",
        "sanctions on [place Athens], Georgia.",
        "Orme & [place London] said",
    ],
)
def test_a_seat_within_a_longer_name_is_none(text: str) -> None:
    assert government(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[place MOSCOW] — Sanctions came.",
        "[place MOSCOW] (Acme) - Sanctions came.",
        "[place MOSCOW], May 3 (Acme) — Russia said",
        "Talk went on.\n[place Moscow] (Acme) – It said",
    ],
)
def test_a_dateline_is_no_government(text: str) -> None:
    assert government(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[place Moscow]’s demands", "RUS"),
        ("[place Moscow’s] demands", "RUS"),
        ("in [place Moscow]'s latest demands", "RUS"),
        ("[place Athens]' closest allies", "GRC"),
        ("[place Berlin]’s foreign policy", "DEU"),
        ("[place London]’s streets", None),
        ("[place London]’s mayor and its policy", None),
        ("the old [place London]’s demands", None),
    ],
)
def test_a_seat_that_has_what_governments_have_is_one(text: str, expected: str | None) -> None:
    assert government(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("relations with [place Tehran] are cold", "IRN"),
        ("pressure from [place Washington].", "USA"),
        ("sanctions on [place Moscow] and its banks", "RUS"),
        ("according to [place Minsk], nobody came", "BLR"),
        ("Holt accused [place Moscow] of delay", "RUS"),
        ("talks between [place Washington] and Beijing", "USA"),
        ("talks between Washington and [place Beijing]", "CHN"),
        ("the draft backed by [place Hanoi]", "VNM"),
        ("flew to [place Moscow]", None),
        ("talks in [place Moscow]", None),
        ("a train between [place London] and Paris", None),
        ("a deal with [place London] clubs", None),
        ("sanctions on [place Moscow] banks", None),
        ("a letter from [place London]", None),
    ],
)
def test_a_seat_that_is_dealt_with_is_a_government(text: str, expected: str | None) -> None:
    assert government(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[place Moscow]-backed fighters", "RUS"),
        ("[place Tehran]‑aligned groups", "IRN"),
        ("pro-[place Moscow] parties", "RUS"),
        ("[place London]-born Ana Holt", None),
        ("[place Moscow]-Minsk trains", None),
        ("anti-[place Washington] feeling", None),
    ],
)
def test_a_hyphen_tells_who_stands_behind_somebody(text: str, expected: str | None) -> None:
    assert government(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[place Moscow] and Beijing said no", "RUS"),
        ("Moscow and [place Beijing] said no", "CHN"),
        ("Washington, [place London] and Paris have agreed", "GBR"),
        ("On Monday, Moscow and [place Beijing] said no", "CHN"),
        ("Nato and [place Moscow] agreed", "RUS"),
        ("In Moscow and [place Beijing] said", None),
        ("Officials in Moscow and [place Beijing] said no", None),
        ("[place Athens], Georgia, and Moscow said no", None),
        ("[place Moscow], Russia and Minsk said no", None),
    ],
)
def test_a_row_of_names_acts_as_one(text: str, expected: str | None) -> None:
    assert government(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a walk past the [place Kremlin]", "RUS"),
        ("[place the White House] said", "USA"),
        ("[place Downing Street]", "GBR"),
        ("[place No 10] said so", "GBR"),
        ("the [place No. 10] seed", None),  # a rank in a list
        ("[place Sofia] said so", None),  # a given name
        ("[place Port Sennet] said so", None),
        ("[place moscow] said so", None),
    ],
)
def test_a_body_always_is_the_state_unless_its_name_is_doubtful(
    text: str, expected: str | None
) -> None:
    assert government(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in [place Ukraine].", True),
        ("In [place Ukraine], they met.", True),
        ("across [place France]", True),
        ("inside [place Russia]", True),
        ("in the [place United States]", True),
        ("in eastern [place Ukraine]", True),
        ("She flew to [place Russia] on Monday.", True),
        ("refugees from [place Syria]", True),
        ("the east of [place Syria]", True),
        ("the border with [place Mexico]", True),
        ("in Russia and [place Ukraine]", True),
        ("in Russia, [place Ukraine] and Belarus", True),
        ("In Port Sennet, [place Canada], she left.", True),
        ("In Paris, [place Russia] said so.", False),
        ("what went to Eritrea, [place Ethiopia] kept", False),
        ("In Paris, [place Russia] and Ukraine agreed", False),
        ("In May, [place Russia] said so.", False),
        ("in [place Ukraine]’s east", True),
        ("in Port Sennet, [place Canada]", True),
        ("[place KYIV], Ukraine (Acme) — It rained.", True),
        ("[place KYIV] (Acme) — It rained.", True),
        ("[place Ukraine] said so.", False),
        ("[place Russia]’s army", False),
        ("the war between [place Russia] and Ukraine", False),
        ("the war between Russia and [place Ukraine]", False),
        ("in [place Russia]’s view", False),
        ("in [place Russia]-backed towns", False),
        ("in [place US] Senate races", False),
        ("aid to [place Ukraine]", False),
        ("according to [place Ukraine]", False),
        ("pressure from [place Germany]", False),
        ("the president of [place France]", False),
        ("sanctions on [place Russia]", False),
        ("talks with [place Iran]", False),
        ("It ended. [place France] left in May.", False),
        ("[place KYIV] SAYS NO", False),
    ],
)
def test_a_country_is_a_place_behind_what_leads_to_places(text: str, expected: bool) -> None:
    plain, marks = marked(text)
    assert is_place_here(plain, marks["place"][0]) == expected


@pytest.mark.parametrize(
    "text", ["Moscow", "", "🕊️", "\r\n\u2028", "the the ", "A and B, ", "to to ", "“'’-"]
)
def test_odd_words_around_a_seat_raise_nothing(text: str) -> None:
    span = Span(len(text) * 20, len(text) * 20 + len("Moscow"))
    around = f"{text * 20}Moscow{text * 20}"
    assert stands_for_government(around, span, COUNTRIES) is None
    assert is_place_here(around, span) in (True, False)
    assert stands_for_government("Moscow", Span(0, 0), COUNTRIES) is None
