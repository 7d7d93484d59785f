"""Names of countries, of their people and of their capitals -> what each names at its place.

The table knows what is a country; the words around tell a government from a city ("Moscow said",
"in Moscow"); the reading decides where a name has a second bearer (Georgia, Jordan).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from onrecord.understand.countries import (
    Countries,
    Country,
    country_named,
    country_of_adjective,
    country_of_people,
    is_doubtful,
    spelled,
)
from onrecord.understand.metonyms import is_place_here, stands_for_government
from onrecord.understand.names import KINDS, Name

PERSON, ORGANIZATION, COUNTRY, GROUP, PLACE = range(len(KINDS) + 1)
NEW_COUNTRY = 0.7  # the chance from which on a name that is not in the table is a country's
SURE_PERSON = 0.9  # from which on a capital's name or a nation's adjective is a person's name
# Where countries lie: none of them is one, however it is spoken of.
REGION = re.compile(
    r"(?:(?:North|South|East|West|Central|Southeast)(?:ern)? |Latin )?"
    r"(?:Africa|Asia|Europe|America)|(?:Middle|Near|Far) East|"
    r"Antarctica|Oceania|Scandinavia|Balkans|Caucasus|Sahel|North|South|East|West"
)
OWN_NATIONS = frozenset(("England", "Scotland", "Wales", "Northern Ireland"))


# Behind a name: "Valdoro district" and "the Almadra strait" lie somewhere, nobody is called so.
SPOT = re.compile(
    r" (?:district|province|region|county|oblast|prefecture|governorate|city|town|village|river|"
    r"valley|mountains?|peninsula|island|islands|strait|bay|gulf|harbou?r|port|quay|canal|bridge|"
    r"airport|airfield|border|coast|area|suburb|neighbou?rhood|street)\b"
)


def settled(text: str, names: Sequence[Name], countries: Countries) -> list[Name]:
    """The names as table and words around settle them; adjectives ("Russian") are left out."""
    somewhere = {
        spelled(name.text)
        for name in names
        if is_doubtful(name.text, countries) and is_place_here(text, name.span)
    }
    found = [_settled(text, name, countries, somewhere) for name in names]
    known = [name for name in found if name is not None]
    unknown = {spelled(name.text) for name in known if _may_lie(name)}
    nations = {word for word in unknown if word.endswith("a") and _has_people(text, word)}
    spots = {
        spelled(name.text)
        for name in known
        if spelled(name.text) in unknown and SPOT.match(text, name.span.end)
    }
    placed = (_placed(name, nations, spots - nations) for name in known)
    return [name for name in placed if name is not None]


def _may_lie(name: Name) -> bool:
    """Whether a word that no table knows was read as an actor's name, and may be a place's."""
    read_as = name.kinds.index(max(name.kinds))
    return name.nation is None and " " not in name.text and read_as not in (COUNTRY, PLACE)


def _has_people(text: str, word: str) -> bool:
    """Whether the article makes an adjective of a name, as of a country's: "Tarvian troops"."""
    return re.search(rf"\b{re.escape(word)}n\s[a-z]", text) is not None


def _placed(name: Name, nations: Set[str], spots: Set[str]) -> Name | None:
    """A name as the article itself tells of it; None for the adjective of such a country."""
    word = spelled(name.text)
    if word in nations:
        return replace(name, kinds=surely(COUNTRY))
    if word in spots:
        return replace(name, kinds=surely(PLACE))
    if word.removesuffix("s").removesuffix("n") in nations:
        return replace(name, kinds=surely(GROUP)) if word.endswith("s") else None
    return name


def _settled(text: str, name: Name, countries: Countries, somewhere: Set[str]) -> Name | None:
    """A name as the table tells it.

    Args:
        somewhere: doubtful names behind which the article goes: "Jordan" of "in Jordan".
    """
    word = spelled(name.text)
    likeliest = name.kinds.index(max(name.kinds))
    is_person = name.kinds[PERSON] >= SURE_PERSON
    country = country_named(name.text, countries)
    if country is not None and is_doubtful(name.text, countries) and likeliest != COUNTRY:
        return name if likeliest != PERSON or word not in somewhere else nation_of(name, country)
    if country is not None:
        return nation_of(name, country, word if word in OWN_NATIONS else None)
    if likeliest == COUNTRY and REGION.fullmatch(word):
        return replace(name, kinds=surely(PLACE))
    plural = word.lower().endswith("s")
    if country_of_people(name.text, countries) and plural:
        return replace(name, kinds=surely(GROUP))
    if country_of_adjective(name.text, countries) and not is_person:
        return None
    if word in countries.bodies and not (is_person and word in countries.doubtful):
        return replace(name, kinds=surely(ORGANIZATION), nation=countries.bodies[word])
    if is_person:
        return name
    if word in countries.seats:
        government = stands_for_government(text, name.span, countries)
        if government is None:
            return replace(name, kinds=surely(PLACE))
        return replace(nation_of(name, government), is_seat=True)
    if likeliest == COUNTRY and name.kinds[COUNTRY] < NEW_COUNTRY:  # a region, a continent
        person, body, whole, group, place = name.kinds
        return replace(name, kinds=(person, body, 0.0, group, place + whole))
    return name


def nation_of(name: Name, country: Country, own: str | None = None) -> Name:
    """A name that means a country, joined with all that mean the same; the Union is a body."""
    kind = COUNTRY if country.code else ORGANIZATION
    return replace(name, kinds=surely(kind), nation=country, key=f"= {own or country.name}")


def surely(kind: int) -> tuple[float, ...]:
    """The chances of a name of which the kind is known."""
    return tuple(float(number == kind) for number in range(len(KINDS) + 1))
