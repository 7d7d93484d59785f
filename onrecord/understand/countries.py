"""Which country words speak of: its name, its adjective, its people, a body of its state.

Case counts ("US" is a country, "us" is not), accents and full stops do not.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record import Span
from onrecord.understand.reading import listed

MOST = 600  # code points of a role or a name that are looked at
LONGEST = 8  # words of the longest name: "South Georgia and the South Sandwich Islands"
WORD = re.compile(r"\w+(?:[.'’]\w+)*\.?")
# Words that hold a country's name and speak of something else.
NO_COUNTRY = frozenset(
    (
        *("New Mexico", "New Jersey", "New England", "New South Wales", "New Britain"),
        *("British Columbia", "Jersey City", "Latin America", "South America", "North America"),
        *("Central America", "Latin American", "South American", "North American"),
        *("Central American", "Native American", "Native Americans", "African American"),
        *("African Americans", "Asian American", "Asian Americans", "American Indian"),
        *("American Indians", "West Indian", "Indian Ocean", "Gulf of Mexico", "Gulf of America"),
        *("South China Sea", "East China Sea", "Sea of Japan", "Irish Sea", "English Channel"),
        *("Vietnam War", "Bank of America", "Captain America", "Miss America"),
        *(
            "Church of England",
            "European Council on Foreign Relations",
            "Prince of Wales",
            "Princess of Wales",
            "Turkish Cypriot",
        ),
        *("Turkish Cypriots", "Turkish Cyprus", "Northern Cyprus", "Inner Mongolia"),
    )
)
# A name in capitals is a public body's or office's with one of these, else perhaps a company's.
PUBLIC = listed(
    "admiral agency ambassador ambassadors armed army assembly attorney authorities authority "
    "bureau cabinet central chancellor coast commission committee congress congressman "
    "congresswoman constitutional consul consulate council court defence defense department "
    "deputy diplomat diplomats embassy emperor federal finance force forces foreign general "
    "government governor intelligence interior justice king marines military minister ministers "
    "ministry mission navy office official officials parliament parliamentary police premier "
    "president presidential prime prince prosecutor queen representative republic secretary "
    "security sen senate senator state supreme treasury vice"
)
COMPANY = listed(
    "airlines airways bancorp co corp corporation group holding holdings inc limited llc ltd "
    "motors plc railways steel telecom"
)
STYLE = re.compile(r"^(?:[A-Z][a-z]+ ){0,2}(?:Republic|Kingdom) of (?:the )?")
NATIONAL = listed("foreign prime king queen embassy ambassador")  # what a state of the US has not
SPEAKS_FOR = re.compile(r"\bspokes\w+\sfor\s(?:the\s)?$")
ENDS = re.compile(r"\W*$|[,.;:)]|\s(?:at|in|and|for|from|with)\s")
JOINT = re.compile(r"\s?[/‐‑-]\s?|,\s|,?\s(?:and|or)\s(?:the\s)?")
ELSEWHERE = listed("to for on in with against about at near over inside outside by between")


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-3 code; None for the European Union, which has none."""

    code: str | None
    name: str


@dataclass(frozen=True, eq=False)
class Countries:
    """The words for countries, each as `spelled` gives it and once more in capitals.

    `seats` are capitals that may stand for a government, `bodies` always are a part of the state.
    `doubtful` words often name something else as well: Georgia, Jordan.
    """

    names: Mapping[str, Country]
    adjectives: Mapping[str, Country]
    people: Mapping[str, Country]
    seats: Mapping[str, Country]
    bodies: Mapping[str, Country]
    doubtful: frozenset[str]


@lru_cache(maxsize=1 << 14)  # most names of an archive come often
def spelled(words: str) -> str:
    """Words for comparing, in their case: no accents, full stops, article or possessive."""
    letters = unicodedata.normalize("NFKD", words.replace("’", "'"))
    plain = "".join(char for char in letters if not unicodedata.combining(char) and char != ".")
    bare = re.sub(r"'s?$|'S$", "", " ".join(plain.split()))
    return re.sub(r"^(?:the|The|THE) ", "", bare)


def country_named(words: str, countries: Countries) -> Country | None:
    """The country of this name; capitals count: "us", "turkey" and "chad" are none."""
    name = spelled(words)
    return countries.names.get(name) or countries.names.get(STYLE.sub("", name))


def country_of_adjective(words: str, countries: Countries) -> Country | None:
    """The country of "German", "US" or "South Korean"."""
    return countries.adjectives.get(spelled(words))


def country_of_people(words: str, countries: Countries) -> Country | None:
    """The country of "Germans", "Frenchwoman" or "the Dutch"."""
    return countries.people.get(spelled(words))


def is_doubtful(words: str, countries: Countries) -> bool:
    """Whether a country's word often names something else: Georgia, Jordan, Chad."""
    return spelled(words) in countries.doubtful


@lru_cache(maxsize=1 << 14)
def first_country_in(words: str, countries: Countries) -> Country | None:
    """The country that a role or an organization's name speaks of.

    "The US ambassador to China" is American, "an envoy to China" of no country that it names. None
    too for "Russian and Ukrainian officials" and for what may be a company, "American Airlines".
    """
    found = _countries_in(words, countries)
    for number, (span, country) in enumerate(found):
        if _qualifies(words, span, countries):
            others = {other for _, other in found[number + 1 :]}
            return None if others - {country} and _in_row(words, found[number:]) else country
    return None


def _in_row(words: str, found: Sequence[tuple[Span, Country]]) -> bool:
    """Whether the first country is named along with a second, other one."""
    (first, country), (second, other), *_ = found
    between = words[first.end : second.start]
    return country != other and JOINT.fullmatch(between) is not None


def _countries_in(words: str, countries: Countries) -> list[tuple[Span, Country]]:
    """Every country in the words with its place, the longest name that begins at each word."""
    known = (countries.names, countries.adjectives, countries.people, countries.bodies)
    places = [match.span() for match in WORD.finditer(words[:MOST])]
    found: list[tuple[Span, Country]] = []
    end = 0
    for number, (start, _) in enumerate(places):
        if start < end or not words[start].isupper():
            continue
        for _, stop in reversed(places[number : number + LONGEST]):
            key = spelled(words[start:stop])
            country = next((kind[key] for kind in known if key in kind), None)
            if country is not None or key in NO_COUNTRY:
                end = stop
                if country is not None and key not in NO_COUNTRY:
                    found.append((Span(start, stop), country))
                break
    return found


def _qualifies(words: str, span: Span, countries: Countries) -> bool:
    """Whether the country's word at this place says whose the office or body is."""
    before, after = words[: span.start], words[span.end :]
    last = re.search(r"([\w’'-]+)\s(?:the\s)?$", before)
    word = last[1] if last else ""
    if re.match(r"[-‐‑][a-z]", after) or before.endswith(("-", "‐", "‑")):
        return False  # US-backed, Afro-American
    if word.lower() in ELSEWHERE and not SPEAKS_FOR.search(before):
        return False
    key = spelled(span.of(words))
    if before.endswith("of ") and key not in countries.names and ENDS.match(after):
        return False  # a professor of English
    others = {part.rstrip(".").lower() for part in WORD.findall(before + after)}
    if key in countries.doubtful:
        return not word[:1].isupper() and bool(others & NATIONAL)
    if key in countries.bodies:
        return True
    capital = re.match(r"[A-Z](?!.*-[a-z])", word) is not None  # "French-born" is no name
    own = re.search(r"['’]s?$", span.of(words)) is not None
    in_name = not own and (capital or re.match(r"\s[A-Z]", after) is not None)
    return not in_name or (bool(others & PUBLIC) and not others & COMPANY)
