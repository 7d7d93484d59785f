"""For whom somebody speaks or acts: actors -> the body, the person or the country behind each.

"Foreign Ministry spokeswoman Ana Holt" speaks for the ministry, "a spokesman for Bo Orme" for him,
and a minister or an official for the country of the office. The step is one: behind Bo Orme, the
chancellor, may stand his country. Roles and descriptions of a record are all that is looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record import Actor
from onrecord.understand.countries import first_country_in
from onrecord.understand.descriptions import PRONOUN
from onrecord.understand.names import folded
from onrecord.understand.reading import listed
from onrecord.understand.role_words import ARTICLES, BODY_LINKS, OWNERS
from onrecord.understand.roles import RoleNoun, Roles
from onrecord.understand.sectors import PAST_OFFICE
from onrecord.understand.tables import Tables

# Who heads something acts for it; a member or an employee does not.
HEADS = listed(
    "president vice-president chancellor premier minister secretary secretary-general chief head "
    "leader chair chairman chairwoman chairperson director director-general commissioner governor "
    "mayor king queen emir sultan emperor prince commander ambassador executive ceo founder "
    "co-founder official officials ministers leaders"
)
OF_STATE = frozenset(("GOV", "MIL"))  # sectors in which an office is a country's
SPEAKING = listed("spokesmen spokeswomen spokespeople spokespersons")


LINKED = re.compile(
    r"([^,;(]*?)(?:\s(of|for|at|to|in|on|with|from|under|who|that|familiar|speaking|close)\b(.*)|[,;(].*|)$",
    re.DOTALL,
)
ENDS = re.compile(r"[,;:()]|\s(?:who|which|that|in|on|with|and|speaking)\s")


@dataclass(frozen=True, slots=True)
class Office:
    """What a role or description says: whether it is a spokesperson's, and the words of whose."""

    speaks: bool
    whose: tuple[str, ...]


def bodies_of(text: str, actors: Sequence[Actor], tables: Tables) -> Mapping[str, str]:
    """For each actor who speaks for another, or holds its office, by id, that other's id.

    An actor is left out where the article has no actor that its role names, where several fit, and
    where the office is a past one.

    Args:
        text: the article's text, of which the mentions are spans.
        actors: all actors of the article.
    """
    every = forms_of(text, actors)
    bodies = forms_of(text, [actor for actor in actors if actor.kind not in ("person", "group")])
    countries: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        if actor.kind == "country" and actor.country is not None:
            countries[actor.country].append(actor.id)
    found: dict[str, str] = {}
    for actor in actors:
        words = actor.role or actor.name
        office = office_of(words, tables.roles) if actor.kind in ("person", "group") else None
        if office is None or PAST_OFFICE.match(words):
            continue
        forms = every if office.speaks else bodies
        called = (body_called(whose, forms, actor.id) for whose in office.whose)
        body = next(filter(None, called), None)
        if body is None and (actor.sector in OF_STATE or (office.speaks and not actor.sector)):
            told = first_country_in(words, tables.countries)
            code = actor.country or (told.code if told is not None else None)
            body = only(countries.get(code or "", ()))
        if body is not None:
            found[actor.id] = body
    return found


def forms_of(text: str, actors: Sequence[Actor]) -> dict[str, set[str]]:
    """Each form in which an actor is named or described, for comparing, and whose it is."""
    forms: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for words in {actor.name, *(span.of(text) for span in actor.mentions)}:
            if words.isupper() or not PRONOUN.fullmatch(words):  # "US" is a name
                forms[plain(words)].add(actor.id)
    return forms


def plain(words: str) -> str:
    """Words for comparing, without an article, an owner ("its") or a possessive."""
    first, _, rest = folded(words).partition(" ")
    return rest if rest and first in ARTICLES | OWNERS else folded(words)


def office_of(words: str, roles: Roles) -> Office | None:
    """The office in "Foreign Ministry spokeswoman" or "a spokesman for Bo Orme"; None without one.

    None as well for who acts for nobody: "a doctor at the clinic".
    """
    head, link, rest = LINKED.match(words).groups()  # type: ignore[union-attr]
    before, _, noun = head.strip().rpartition(" ")
    last = noun.lower().rpartition("-")[2]
    speaks = roles.nouns.get(last, RoleNoun()).speaks or last in SPEAKING
    if not speaks and not {noun.lower(), last} & HEADS:
        return None
    behind = ENDS.split(rest, maxsplit=1)[0] if link in BODY_LINKS else ""
    return Office(speaks, tuple(plain(part) for part in (behind, before) if part))


def body_called(whose: str, forms: Mapping[str, set[str]], own: str) -> str | None:
    """The id of the one actor that the words end with, or who alone ends with them.

    "German chancellor bo orme" ends with "bo orme"; "ministry" ends "Tarvian ministry" alone.
    """
    words = whose.split()
    for first in range(len(words)):
        ids = forms.get(" ".join(words[first:]), set()) - {own}
        if ids:
            return only(ids)
    ending = [ids for form, ids in forms.items() if whose and form.endswith(f" {whose}")]
    return only(set().union(*ending) - {own})


def only(ids: Collection[str]) -> str | None:
    """The id, when there is one alone."""
    return next(iter(ids)) if len(ids) == 1 else None
