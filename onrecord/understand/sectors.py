"""In which sector of society somebody acts, as PLOVER codes it: GOV, MIL, LEG, JRN, IGO ...

Null where the words do not tell; a country as such has none.

Source:
    The sector table of the PLOVER manual (Open Event Data Alliance).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.record import ActorKind
from onrecord.understand.role_words import ARTICLES, LINKS
from onrecord.understand.roles import MANY, RoleNoun, Roles, words_between

NAME_LINKS = frozenset(("of", "for", "in", "to"))
NATION = re.compile(
    r"\b(?:U\.?S\.?A?|U\.?K|[A-Z]\w*(?:[bcdghklmnprstvz]ian|[aeio]an|can|ish|ese|ench|utch|wiss|aqi|"
    r"aeli|stani|emeni|erman|mani|aiti|eek|thai|zech))\b"
)
PAST_OFFICE = re.compile(
    r"\b(?:former|formerly|ex|retired|late|ousted|deposed|one-?time)\b", re.IGNORECASE
)
OFFICES = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY"))


@lru_cache(maxsize=1 << 14)  # an archive's bodies and descriptions come again and again
def sector_of(kind: ActorKind, name: str, role: str | None, roles: Roles) -> str | None:
    """The PLOVER sector of an actor, None where its role and its name tell none.

    A country has none: it acts as a whole. A person has that of the role, or of the description
    that stands for a name ("a US official"); any other actor that of its name. Who held an office
    and does no more is of the elites (ELI).

    Source:
        PLOVER manual, chapter "Actor and Sector Codes", Open Event Data Alliance, CC BY-SA 4.0.
    """
    if kind == "country":
        return None
    description = name[:1].islower() or re.match(r"(?:An?|The)\s", name) is not None
    if kind == "person":
        words = role or (name if description else None)
        return None if words is None else sector_of_role(words, roles)
    sector = sector_of_body(name, roles)
    return sector or (sector_of_role(name, roles) if description or kind == "group" else None)


def sector_of_role(role: str, roles: Roles) -> str | None:
    """The sector of a role: that of its noun, or of the body that the noun hangs on."""
    pieces = list(words_between(role, 0, len(role)))
    link = next((at for at, piece in enumerate(pieces) if at and piece.word in LINKS), len(pieces))
    words = [piece.word.rstrip(".") for piece in pieces]
    # "Secretary of State" and "leader of the opposition" are nouns of the table, too.
    stops = [stop for stop in (link + 3, link + 2, link) if stop <= len(words)]
    found = next(filter(None, (_longest_noun(words[:stop], roles) for stop in stops)), None)
    if found is None:
        return None
    noun, first = found
    sector = noun.sector
    if noun.by_body or noun.speaks:
        rest = role[: pieces[first].start] if first < len(pieces) else ""
        behind = role[pieces[link].end :] if link < len(pieces) else ""
        sector = sector_of_body(behind, roles) or sector_of_body(rest, roles)
        if sector is None and noun.sector and not behind:
            others = [word for word in re.findall(r"\w[\w.-]*", rest) if word[0].isupper()]
            sector = noun.sector if all(NATION.match(word) for word in others) else None
    past = PAST_OFFICE.match(role) is not None and sector in OFFICES
    return "ELI" if past else sector


def _longest_noun(words: Sequence[str], roles: Roles) -> tuple[RoleNoun, int] | None:
    """The longest noun that the words end with, and the index of its first word."""
    for first in range(max(len(words) - 4, 0), len(words)):
        noun = _noun_of(" ".join(words[first:]), roles)
        if noun is not None:
            return noun, first
    return None


def _noun_of(words: str, roles: Roles) -> RoleNoun | None:
    singulars: Iterable[str] = (
        words,
        words.rpartition("-")[2] if " " not in words else words,
        re.sub(r"s$", "", words),
        re.sub(r"men$", "man", words),
        re.sub(r"ies$", "y", words),
    )
    return next((roles.nouns[word] for word in singulars if word in roles.nouns), None)


def sector_of_body(name: str, roles: Roles) -> str | None:
    """The sector of a body by its whole name, its last words, or those before "of" or "for"."""
    words = [
        word.rstrip(".")
        for word in re.findall(r"\w(?:[\w&.-]|['’](?!s\b)\w)*(?:['’]s\b)?", name.lower())
    ]
    words = [word.replace("’", "'").replace(".", "") for word in words if word not in ARTICLES][
        :MANY
    ]
    link = next((at for at, word in enumerate(words) if at and word in NAME_LINKS), len(words))
    for stop in (len(words), link):
        # "Tarvian Court of Appeal" is a court, "Friends of the Police" no police.
        for first in range(link):
            sector = roles.bodies.get(" ".join(words[first:stop]).removesuffix("'s"))
            if sector is not None:
                return sector or None
    return None
