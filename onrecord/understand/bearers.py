"""Which names an actor bears: names and places -> the names of actors and of places.

The encoder reads much as a name that is none: adjectives ("Western leaders"), the first half of an
office ("Vice President"), weapons, ships and storms, words of a headline in capitals; and it takes
towns for persons and bodies. All mentions of a name are judged together: one that the encoder is
nowhere sure of, and beside which nothing speaks for an actor, is dropped, and the name of a town
that the places stage found is a place's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from onrecord.record import Place, Span
from onrecord.understand.countries import country_named
from onrecord.understand.names import TITLES, Name, folded, joined, kind_of
from onrecord.understand.nations import ORGANIZATION, PERSON, PLACE, SURE_PERSON, nation_of, surely
from onrecord.understand.reading import listed
from onrecord.understand.role_words import AFFAIRS, OFFICE_WORDS
from onrecord.understand.tables import Tables

# A name is somebody's when the encoder gives it, once, one kind of actor with this chance, or all
# kinds of actors together with the next. Picked on the GUM and news texts that training held back.
LEAST_KIND = 0.6
LEAST_ACTOR = 0.7
COUNTRIES = frozenset(("PCL", "PCLI"))  # GeoNames' codes: a country acts wherever it lies
# "Western leaders", "a Democratic senator", "Peter the Great": whose or how they are, not who.
ADJECTIVES = listed(
    "western eastern northern southern central nordic baltic balkan scandinavian arab arabic "
    "arabian persian kurdish gulf latin african asian european eurasian islamic islamist muslim "
    "shia shiite sunni houthi hispanic latino latina christian catholic protestant orthodox jewish "
    "hindu buddhist democratic republican conservative liberal communist socialist marxist nazi "
    "fascist zionist soviet pacific atlantic mediterranean caribbean olympic paralympic great "
    "elder younger"
)
OF_STATE = re.compile(r"\b(?:secretar(?:y|ies)|minist(?:er|ry)|department)\sof\s$", re.IGNORECASE)
PARTY = re.compile(r"[RDI]-[A-Z][\w.]*")  # "Bo Orme, R-Tarvia," is of that party there
FIRST_HALF = ("vice", "prime")  # of an office: "Vice President Ana Holt"
HOLDER = re.compile(r"\s(\w+)")
CAPITALIZED = re.compile(r"\s([A-Z]\w+)")
# What bears a name and acts for nobody: behind a name, before it, or as its own first word.
THING_BEHIND = re.compile(
    r"(?:[-‐‑]?\d|\s(?:\d+[A-Z]?\s)?(?:(?:[a-z]+-)?(?:missiles?|rockets?|tanks?|drones?|jets?|fighters?|bombers?|"
    r"helicopters?|launchers?|munitions?|warplanes?|aircraft|airliners?|planes?|warships?|"
    r"submarines?|ferry|tankers?|vessels?|howitzers?|torpedo(?:es)?|satellites?|spacecraft|rifles?|"
    r"vaccines?|virus|smartphones?|handsets?|"
    r"syndrome|variant|disease|pandemic|epidemic|outbreak)|"
    r"(?:air[- ]defen[cs]e|missile)\s(?:system|batter|launcher)\w*|batter(?:y|ies))\b)"
)
THING_BEFORE = re.compile(
    r"\b(?:(?i:tanker|frigate|destroyer|warship|submarine|(?:aircraft|bulk)\scarrier|cruiser|"
    r"corvette|ferry|trawler|freighter|vessel|container\sship|cargo\sship|yacht|tropical\sstorm|"
    r"hurricane|cyclone|typhoon|spacecraft|satellite)|Storm|HMS|USS|USNS|HMAS|HMCS|MV|MSC|RMS)"
    r"\s[\"“'‘]?$"
)
THING = re.compile(
    r"(?:HMS|USS|USNS|HMAS|HMCS|MV|(?:Tropical\s)?Storm|Hurricane|Cyclone|Typhoon)\b|"
    r"COVID|Covid|[A-Z][A-Za-z]{0,2}-\d|[A-Z]\d{2,}"
)
# What somebody does, and towns and things do not: "Port Sennet won".
DOES = re.compile(
    r"(?:,\s[^.,;]{1,60},)?\s(?:has\s|have\s|had\s|also\s|will\s|would\s|\w+ly\s)*"
    r"(?:sa(?:id|ys?)|told|tells?|ask(?:s|ed)|add(?:s|ed)|w[io]ns?|los(?:t|es?)|beat|play(?:s|ed)?|"
    r"sign(?:s|ed)?|score[sd]?|defeat(?:s|ed)|draw|drew|announce[sd]?|den(?:y|ied|ies)|"
    r"report(?:s|ed)|agree[sd]?|refuse[sd]?|plan(?:s|ned)|ma[dk]es?|want(?:s|ed)|bought|sold|"
    r"sells?|launche[sd]|publishe[sd]|call(?:s|ed)|join(?:s|ed)|met|describe[sd]|argue[sd]?|"
    r"suggest(?:s|ed)|believe[sd]?|wrote|writes|declined|decided|claim(?:s|ed)|warn(?:s|ed)|"
    r"urge[sd]|accuse[sd]|confirm(?:s|ed)|insist(?:s|ed)|replied|responded|voted)\b"
)
TOLD_BY = re.compile(r"\b(?:said|says|told|asked|added|wrote|according\sto|by)\s(?:the\s)?$")
HEADLINE, LONGEST_LINE = 3, 200  # words at least, and code points at most, of one in capitals
NEAR = 30  # code points before a name that are looked at


def borne(text: str, names: Sequence[Name], places: Sequence[Place], tables: Tables) -> list[Name]:
    """The names of actors and of places, in order; those that nobody bears are left out."""
    known = [place for place in places if place.geonames_id is not None]
    lands = {place.span for place in known if place.feature in COUNTRIES}
    resolved = {place.span for place in known} - lands
    headlines = shouted(text, names)
    names = [
        as_body(name, tables)
        for name in names
        if not (names_nobody(text, name) or name.span in headlines)
    ]
    found: list[Name] = []
    for group in joined(names):
        nation = country_named(group[0].text, tables.countries)
        if kind_of(group) is None and nation and all(name.span in lands for name in group):
            found += [nation_of(name, nation) for name in group]
            continue
        kind, does = kind_of(group), any(acts(text, name, tables) for name in group)
        if is_place(group, resolved, tables.first_names) and (kind == "country" or not does):
            found += [replace(name, kinds=surely(PLACE)) for name in group]
        elif kind is None or does:
            found += group
        elif is_sure(group):
            found += () if any(names_a_thing(text, name) for name in group) else group
    return sorted(found, key=lambda name: name.span)


def shouted(text: str, names: Sequence[Name]) -> set[Span]:
    """The names in headlines in capitals that the rest of the article does not bear out."""
    inside: list[Name] = []
    others: set[str] = set()
    for name in names:
        if name.text.isupper() and in_capitals(text, name.span):
            inside.append(name)
        else:
            key = folded(name.text)
            others.update((key, *key.split()))
    if not others:
        return set()  # an article all in capitals
    return {name.span for name in inside if name.nation is None and folded(name.text) not in others}


def in_capitals(text: str, span: Span) -> bool:
    """Whether the line around a span is a headline in capitals."""
    start = text.rfind("\n", max(0, span.start - LONGEST_LINE), span.start) + 1
    end = text.find("\n", span.end, span.end + LONGEST_LINE)
    line = text[max(start, span.start - LONGEST_LINE) : end if end >= 0 else len(text)]
    words = line[: 2 * LONGEST_LINE].split()
    return len(words) >= HEADLINE and all(word.upper() == word for word in words)


def as_body(name: Name, tables: Tables) -> Name:
    """A name that the table of bodies has, or of partners ("Holt & Orme"), as an organization's.

    A company of one word is left to the encoder: it may be named after somebody, as Ford is.
    """
    if name.kinds[PERSON] < max(name.kinds):
        return name
    sector = tables.roles.bodies.get(folded(name.text))
    known = sector is not None and (sector != "BUS" or " " in name.text)
    return replace(name, kinds=surely(ORGANIZATION)) if known or " & " in name.text else name


def names_nobody(text: str, name: Name) -> bool:
    """Whether a name is an adjective, a thing's, or a part of its holder's office."""
    lower = name.text.lower()
    if lower in ADJECTIVES or PARTY.fullmatch(name.text) or THING.match(name.text):
        return True
    start, end = name.span
    if lower in AFFAIRS and OF_STATE.search(text[max(0, start - NEAR) : start]):
        return True
    last = lower.rstrip(".").rsplit(" ", 1)[-1]
    office = HOLDER.match(text, end)
    if office is not None and office[1].lower() in TITLES and last in OFFICE_WORDS:
        return True  # "Transport minister", "German Defence Minister"
    following = CAPITALIZED.match(text, end)
    return following is not None and (last in FIRST_HALF or last in TITLES)


def names_a_thing(text: str, name: Name) -> bool:
    """Whether it is a weapon's, a ship's, a storm's, a product's or a disease's name here."""
    if name.nation is not None:
        return False
    start, end = name.span
    return bool(
        THING_BEHIND.match(text, end) or THING_BEFORE.search(text[max(0, start - NEAR) : start])
    )


def is_place(group: Sequence[Name], resolved: Set[Span], first_names: Mapping[str, float]) -> bool:
    """Whether most mentions of a name are a town's or a state's: "Charlotte" may be a woman."""
    if any(name.nation is not None for name in group):
        return False
    if any(name.kinds[PERSON] >= SURE_PERSON for name in group):
        words = folded(group[0].text).split()
        if words[0] in first_names:
            return False
    return 2 * sum(name.span in resolved for name in group) > len(group)


def is_sure(group: Sequence[Name]) -> bool:
    """Whether the encoder is once sure enough that a name is an actor's."""
    return any(
        max(name.kinds[:PLACE]) >= LEAST_KIND or sum(name.kinds[:PLACE]) >= LEAST_ACTOR
        for name in group
    )


def acts(text: str, name: Name, tables: Tables) -> bool:
    """Whether a verb, a title or a first name tells that an actor bears a name."""
    start, end = name.span
    before = text[max(0, start - NEAR) : start]
    if DOES.match(text, end) or TOLD_BY.search(before):
        return True
    if name.kinds[PERSON] < max(name.kinds):
        return False
    title = before.split()[-1].rstrip(".").lower() if before.split() else ""
    first, *others = folded(name.text).split() or [""]
    known = bool(others) and first in tables.first_names
    return known or title in TITLES or title in tables.roles.nouns
