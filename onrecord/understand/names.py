"""Who and what is named: reading -> names, and which of them name the same.

The reading says of each word whether it names a person, organization, country, group or place.
Names are joined by string alone: an equal name, the surname of a fuller name ("Blinken"), the
initials of a longer one. A name keeps one kind in an article.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.record import ActorKind, Span
from onrecord.understand.countries import Country
from onrecord.understand.reading import Reading, TagHead, listed

KINDS: tuple[ActorKind, ...] = ("person", "organization", "country", "group")
BODIES = (KINDS.index("organization"), KINDS.index("group"))
NAMES = TagHead(
    "name",
    ("none", *(f"{part}-{kind}" for kind in (*KINDS, "place") for part in ("first", "next"))),
)
PERHAPS = 0.15  # a lone name joins a person's fuller name when it is a person's with this chance
SURE_BODY = 0.7  # and a body's with less than this: Ford is no Henry Ford
LONGEST_NAME = 12  # words; a longer run is no name to be shortened, and would take long to compare
TITLES = listed(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative gov "
    "governor president vice-president chancellor gen general col colonel maj major capt captain "
    "lt sgt adm admiral rev judge justice secretary minister ambassador mayor chairman chairwoman "
    "chair"
)
SHORT_TITLES = listed("mr mrs ms dr prof sen rep gov gen col maj capt lt sgt adm rev")
SUFFIXES = listed("jr sr ii iii iv")
COMPANY = listed("inc corp co ltd plc llc")
ARTICLES = frozenset(("the", "a", "an"))
SMALL = listed("of the and for in on de la du des von van der den al el bin ibn")
PARTICLES = listed("bin ibn bint abu al el van von der den ter de da di du del dos")
LOOSE = listed("of the and for in on to at by with")  # at its end a name is broken off
ENDS_NO_NAME = SHORT_TITLES | LOOSE
# A law, a treaty or a prize: "the Marriage Act" is no actor, nor is its "Marriage".
NO_ACTOR = listed(
    "act acts amendment amendments treaty treaties bill bills accord accords pact protocol "
    "agreement constitution prize prizes award awards medal medals syndrome disease virus"
)
ABBREVIATED = re.compile(r"(?:(?<!\w)\w\.\w|\b(?:Jr|Sr|Inc|Corp|Co|Ltd))$")


@dataclass(frozen=True, slots=True)
class Name:
    """One place where the article names somebody, and how likely each kind is.

    Args:
        kinds: the chance of each of KINDS, and of a place.
        nation: the country that it names or is a body of, where the table knows it.
        is_seat: whether it is the capital that stands for the country.
        key: what names of the same actor share, where it is not their letters.
    """

    span: Span
    text: str
    kinds: tuple[float, ...]
    nation: Country | None = None
    is_seat: bool = False
    key: str | None = None


def find_names(reading: Reading) -> list[Name]:
    """Every name, places included, in order."""
    tags = reading.tags(NAMES)
    firsts, nexts = tags[:, 1::2], tags[:, 2::2]
    names: list[Name] = []
    both = firsts + nexts
    for run in _whole(reading, reading.runs(firsts.sum(axis=1), nexts.sum(axis=1))):
        kinds = both[run].sum(axis=0) / np.float32(run.stop - run.start)
        words = trimmed(reading, run, titled=bool(kinds.argmax() not in BODIES))
        if words is not None:
            span = reading.span(words)
            if not (kinds.argmax() in BODIES and names_no_actor(reading, words)):
                names.append(Name(span, span.of(reading.text), tuple(kinds.tolist())))
    return names


def _whole(reading: Reading, runs: Sequence[slice]) -> list[slice]:
    """The runs, of which two are one where a particle, an "&" or a hyphen joins them.

    "Omar bin" and "Said Al Marr", "Holt" and "Orme" of "Holt & Orme"; "Osei" and "Mensah" of
    "Osei-Mensah" only where "Kwame Osei-Mensah" is one: "Holt-Orme" may be two people.
    """
    found: list[slice] = []
    hyphened: set[tuple[str, ...]] | None = None
    for run in runs:
        start = run.start
        last = found[-1] if found else run
        between = reading.lowered[last.stop : start]
        if (last.stop == start and reading.lowered[start - 1] in PARTICLES) or between == ["&"]:
            start = found.pop().start
        elif between == ["-"] and reading.words.end[start - 2] + 1 == reading.words.start[start]:
            if hyphened is None:
                hyphened = {tuple(reading.lowered[one.stop - 3 : one.stop]) for one in runs}
            if tuple(reading.lowered[start - 2 : run.stop]) in hyphened:
                start = found.pop().start
        found.append(slice(start, run.stop))
    return found


def names_no_actor(reading: Reading, words: slice) -> bool:
    """Whether a law, a treaty or a prize is so named, or by these words and the next."""
    if reading.lowered[words.stop - 1] in NO_ACTOR:
        return True
    if words.stop == len(reading.words) or reading.lowered[words.stop] not in NO_ACTOR:
        return False
    apart = reading.text[reading.words.end[words.stop - 1] : reading.words.start[words.stop]]
    return apart == " " and reading.word(words.stop)[0].isupper()


def trimmed(reading: Reading, words: slice, titled: bool) -> slice | None:
    """The words without marks, titles and a possessive at their edges; None when no name is left.

    The full stop of "U.S." and "Jr." stays.

    Args:
        titled: whether titles go; "Justice Department" and "General Assembly" begin with none.
    """
    start, stop = words.start, words.stop
    lower = {at: reading.word(at).lower() for at in range(start, stop)}
    marks = {at for at, word in lower.items() if not any(char.isalnum() for char in word)}
    while start < stop and (start in marks or lower[start] in ARTICLES):
        start += 1
    while start < stop and (stop - 1 in marks or _ends_no_name(lower, start, stop - 1)):
        stop -= 1
    while stop - start > 1 and (start in marks or (titled and lower[start] in TITLES)):
        start += 1
    if start >= stop or (stop - start == 1 and lower[start] in TITLES):
        return None
    span = reading.span(slice(start, stop))
    name = span.of(reading.text)
    if len(name) < 2 or not any(char.isupper() or char.isdigit() for char in name):
        return None
    stops = ABBREVIATED.search(name) and reading.text[span.end : span.end + 1] == "."
    return slice(start, stop + 1 if stops and stop < len(reading.words) else stop)


def _ends_no_name(lower: Mapping[int, str], start: int, last: int) -> bool:
    """Whether the last word is a possessive's s, a short title of who follows, or "of"."""
    possessive = lower[last] == "s" and lower.get(last - 1) in ("'", "’")
    return possessive or (last > start and lower[last] in (ENDS_NO_NAME))


@lru_cache(maxsize=1 << 14)  # a description is compared with each before it
def folded(name: str) -> str:
    """A name for comparing: no accents, case, full stops or possessive."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.sub(r"['’]s?$|\.", "", plain).split())


def joined(names: Sequence[Name]) -> list[list[Name]]:
    """The mentions of each actor, actors in the order of their first mention.

    A short name joins the one fuller name that it shortens; where two fuller names fit, it stays
    alone.
    """
    by_key: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_key[name.key or folded(name.text)].append(name)
    target: dict[str, str] = {}
    fuller = _fuller_names(by_key)
    for key, longer in fuller.items():
        # "Joe Biden" and "Joe R. Biden Jr" may be one: only the fullest of a row counts.
        fullest_ones = {other for other in longer if not (fuller.get(other, set()) & longer)}
        if len(fullest_ones) == 1:
            target[key] = fullest_ones.pop()
    groups: dict[str, list[Name]] = defaultdict(list)
    for key in by_key:
        root = key
        for _ in range(LONGEST_NAME):
            root = target.get(root, root)
        groups[root] += by_key[key]
    ordered = [sorted(group, key=lambda name: name.span) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].span)


def _fuller_names(names: Mapping[str, Sequence[Name]]) -> dict[str, set[str]]:
    """For each name those that it is short for, by its form and its kind."""
    found: dict[str, set[str]] = defaultdict(set)
    kinds = {key: kind_of(group) for key, group in names.items()}
    for key, group in names.items():
        person = kinds[key] == "person"
        for short in _short_of_person(key) if person else _short_of_body(key, group[0].text):
            if short == key or short not in names:
                continue
            if person:
                persons, bodies = (
                    sum(name.kinds[kind] for name in names[short]) / len(names[short])
                    for kind in (0, 1)
                )
                fits = persons >= PERHAPS and bodies < SURE_BODY
            else:
                in_capitals = len(short) > 3 or names[short][0].text.isupper()
                fits = kinds[short] != "person" and in_capitals
            if fits:
                found[short].add(key)
    return found


def _short_of_person(key: str) -> set[str]:
    """The given name, the last names, and both without what stands between."""
    words = key.split()[:LONGEST_NAME]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    last = [" ".join(words[at:]) for at in range(1, len(words))]
    return {words[0], *last, *(f"{words[0]} {name}" for name in last), " ".join(words)}


def _short_of_body(key: str, name: str) -> set[str]:
    """The initials, and a company's name alone."""
    words = re.findall(r"\w+(?:['’]\w*)?", name)
    initials = "".join(word[0] for word in words if word.lower() not in SMALL).casefold()
    return {initials, key.rsplit(" ", 1)[0]} if key.split()[-1] in COMPANY else {initials}


def kind_of(names: Sequence[Name]) -> ActorKind | None:
    """The kind that all mentions together make likeliest, None for a place."""
    totals = [sum(chances) for chances in zip(*(name.kinds for name in names), strict=True)]
    best = totals.index(max(totals))
    return KINDS[best] if best < len(KINDS) else None


def fullest(names: Iterable[str]) -> str:
    """The name with the most words; of those one not in capitals, the commonest, the first."""
    counts = Counter(names)
    return max(counts, key=lambda name: (len(name.split()), not name.isupper(), counts[name]))
