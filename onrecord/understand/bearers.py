"""Which names are borne by an actor: names, places -> the names that are a place's or nobody's, told.

The encoder is unsure of much that is in capitals and names nobody, and takes towns that it has
never seen for persons and bodies. All mentions of a name are judged together: one that the encoder
is nowhere sure of is dropped, and one of a town that the places stage found is a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from onrecord.record import Place, Span
from onrecord.understand.names import TITLES, Name, folded, joined, kind_of
from onrecord.understand.nations import PERSON, PLACE, SURE_PERSON, surely
from onrecord.understand.reading import listed
from onrecord.understand.role_words import AFFAIRS, OFFICE_WORDS
from onrecord.understand.tables import Tables

# A name is somebody's when the encoder gives it one kind with this chance at least once. Picked, as
# the next, on the GUM and news texts that training held back.
LEAST_KIND = 0.6
LEAST_ACTOR = 0.7  # the same for all kinds of actors together
COUNTRIES = frozenset(("PCL", "PCLI"))


# "Western leaders", "a Democratic senator": whose they are, not who.
ADJECTIVES = listed(
    "western eastern northern southern central nordic baltic balkan scandinavian arab arabic "
    "arabian persian kurdish gulf latin african asian european eurasian islamic islamist muslim "
    "shia shiite sunni hispanic latino latina christian catholic protestant orthodox jewish hindu "
    "buddhist democratic republican conservative liberal communist socialist marxist nazi fascist "
    "zionist soviet pacific atlantic mediterranean caribbean olympic paralympic"
)
OF_STATE = re.compile(r"\b(?:secretar(?:y|ies)|minist(?:er|ry)|department)\sof\s$", re.IGNORECASE)
PARTY = re.compile(r"[RDI]-[A-Z][\w.]*")  # "Bo Orme, R-Tarvia," is of that party there


def names_nobody(text: str, name: Name) -> bool:
    """Whether a name is an adjective, or a part of a title before somebody else's name."""
    lower = name.text.lower()
    if lower in ADJECTIVES or PARTY.fullmatch(name.text):
        return True
    start, end = name.span
    if lower in AFFAIRS and OF_STATE.search(text[max(0, start - 20) : start]):
        return True
    following = WORD_BEHIND.match(text, end)
    if following is None:
        return False
    *_, last = lower.rstrip(".").split()
    if lower in OFFICE_WORDS and following[1].lower() in TITLES:
        return True
    return name.kinds[PERSON] == max(name.kinds) and last in TITLES | TITLE_ENDS


WORD_BEHIND = re.compile(r"\s([A-Z]\w+)")
TITLE_ENDS = frozenset(("vice",))
# What somebody does, and towns do not: "Port Sennet won".
DOES = re.compile(
    r"(?:,\s[^.,;]{1,60},)?\s(?:has\s|have\s|had\s|also\s|will\s|would\s|\w+ly\s)*"
    r"(?:sa(?:id|ys?)|told|tells?|ask(?:s|ed)|add(?:s|ed)|w[io]ns?|los(?:t|es?)|beat|play(?:s|ed)?|"
    r"sign(?:s|ed)?|score[sd]?|defeat(?:s|ed)|draw|drew|"
    r"announce[sd]?|den(?:y|ied|ies)|report(?:s|ed)|agree[sd]?|refuse[sd]?|plan(?:s|ned)|ma[dk]es?|"
    r"want(?:s|ed)|bought|sold|sells?|launche[sd]|publishe[sd]|call(?:s|ed)|join(?:s|ed)|met|"
    r"describe[sd]|argue[sd]?|suggest(?:s|ed)|believe[sd]?|wrote|writes|declined|decided|claim(?:s|ed)|"
    r"warn(?:s|ed)|urge[sd]|accuse[sd]|confirm(?:s|ed)|insist(?:s|ed)|replied|responded|voted)\b"
)
SPOKEN = re.compile(r"\b(?:said|says|told|asked|added|wrote|according\sto|by)\s(?:the\s)?$")


def borne(text: str, names: Sequence[Name], places: Sequence[Place], tables: Tables) -> list[Name]:
    """The names of actors and places, in order; a town's are a place's."""
    resolved = {
        place.span
        for place in places
        if place.geonames_id is not None and place.feature not in COUNTRIES
    }
    found: list[Name] = []
    for group in joined([name for name in names if not names_nobody(text, name)]):
        kind = kind_of(group)
        if kind is not None and is_place(text, group, resolved, tables):
            found += [replace(name, kinds=surely(PLACE)) for name in group]
        elif kind is None or is_sure(group) or any(acts(text, name, tables) for name in group):
            found += group
    return sorted(found, key=lambda name: name.span)


def acts(text: str, name: Name, tables: Tables) -> bool:
    """Whether the words around a name tell that it is somebody's: a title, a verb, a first name."""
    start, end = name.span
    if DOES.match(text, end) or SPOKEN.search(text[max(0, start - 20) : start]):
        return True
    if name.kinds[PERSON] < max(name.kinds):
        return False
    before = text[max(0, start - 30) : start].split()
    title = before[-1].rstrip(".").lower() if before else ""
    first, *rest = folded(name.text).split()
    return (
        title in TITLES
        or title in tables.roles.nouns
        or (bool(rest) and first in tables.first_names)
    )


def is_place(text: str, group: Sequence[Name], resolved: Set[Span], tables: Tables) -> bool:
    """Whether most mentions of a name are a town's or a state's, and none is surely a person's."""
    if any(name.nation is not None or name.kinds[PERSON] >= SURE_PERSON for name in group):
        return False
    if 2 * sum(name.span in resolved for name in group) <= len(group):
        return False
    return kind_of(group) == "country" or not any(acts(text, name, tables) for name in group)


def is_sure(group: Sequence[Name]) -> bool:
    """Whether the encoder is once sure enough that a name is an actor's."""
    return any(
        max(name.kinds[:PLACE]) >= LEAST_KIND or sum(name.kinds[:PLACE]) >= LEAST_ACTOR
        for name in group
    )
