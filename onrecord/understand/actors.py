"""Who the article is about: reading -> actors.

Names, descriptions and pronouns become chains (coreference.py); a chain that is no place becomes
an actor with its role, country and sector. Who says something, or is told it, in words that no
mention covers is an actor by description (descriptions.py).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from onrecord.record import Actor, ActorKind, Place, Span
from onrecord.understand.bearers import borne
from onrecord.understand.coreference import Chain, find_chains
from onrecord.understand.countries import first_country_in
from onrecord.understand.descriptions import (
    HANGING,
    HANGING_WORD,
    PRONOUN,
    People,
    core_of,
    described_kind,
    describes,
    heads_of,
)
from onrecord.understand.mentions import Mention, find_mentions
from onrecord.understand.names import Name, folded, joined, kind_of
from onrecord.understand.nations import settled
from onrecord.understand.pronouns import Weights
from onrecord.understand.reading import Reading, listed
from onrecord.understand.role_words import LINKS
from onrecord.understand.roles import Role, fullest_role, role_at
from onrecord.understand.sectors import sector_of
from onrecord.understand.tables import Tables

BACK = re.compile(
    r"(?:the|that|this|these|those|both)\s(?:(?:two|three|four|five|six|same)\s)?(\w+)"
    r"(?:,\s(?:who|which)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
DATELINE = re.compile(r"[A-Z][A-Z .,'’-]+(?:\([^)]{1,20}\)\s*)?[-–—]+\s")
EXAMPLES = re.compile(r"\b(?:(?:un)?like|including|such as|especially)\s", re.IGNORECASE)
COMMA = re.compile(r"[,;:()—–]|\s-\s")
# "Secretary of State Ana Holt": what stands between is an office, not somebody else.
OFFICE = re.compile(
    r"\b(?:secretary|minister|chief|director|head|leader|speaker|president|commissioner|governor|"
    r"chair(?:man|woman|person)?|(?:arch)?bishop|duke|prince|princess|king|queen)\s+of\s+"
    rf"(?:the\s+)?(?:(?!{HANGING})[\w&’'-]+\s+){{1,3}}$",
    re.IGNORECASE,
)
# Behind one of these a name in apposition may be the officer's, not the spokesman's.
OFFICER = re.compile(
    r"\b(?:for|to|of|with)\s(?:[\w’'-]+\s){0,4}?(?:president|minister|premier|chancellor|governor|"
    r"senator|mayor|candidate|nominee|king|queen|leader|chief|head|secretary|director|"
    r"chair(?:man|woman)?|lawmaker|founder|owner|ambassador)(?:\sof\s[^,]*)?\W*$",
    re.IGNORECASE,
)
# A word behind a name is about the name, or makes the name part of a description of somebody else.
ABOUT_NAME = re.compile(
    rf"\s+(?:{HANGING}|(?:and|or|\w+sel(?:f|ves)|also|too|alone|personally|again|then|now|both|a|an|"
    r"the|jr|sr|writing|while|after|before|during|via)\b)",
    re.IGNORECASE,
)
PART_OF_DESCRIPTION = re.compile(r"['’]s?\s+\w|[-/]\w|\s+[^\W\d]")
OTHER_NOUN = re.compile(r"\s+(?:and|or)\s+[A-Z][^,;()]*\s[a-z]+\W*$")


# Source and content of a direct quotation.
Quoted = tuple[Span, Sequence[Span]]
FIRST = listed("i me my mine myself")
ADJECTIVE = re.compile(r"[A-Z][\w-]*(?:ian|ean|ese|ish)")  # of a people that no table knows
TOLD_AT = 2  # mentions by name: an article says who somebody is where it first names him


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where the actors are mentioned: the spans in order, and the actor of each."""

    spans: Sequence[Span]
    actors: Mapping[Span, Actor]

    def inside(self, span: Span) -> list[Span]:
        """The mentions that lie in a span, in order."""
        first = bisect_left(self.spans, span.start, key=lambda mention: mention.start)
        stop = bisect_left(self.spans, span.end, key=lambda mention: mention.start)
        return [mention for mention in self.spans[first:stop] if mention.end <= span.end]

    def around(self, span: Span) -> Span | None:
        """The mention of which a span is a part, if there is one."""
        at = bisect_left(self.spans, span.start + 1, key=lambda mention: mention.start) - 1
        return self.spans[at] if at >= 0 and self.spans[at].covers(span) else None


def mentions_of(actors: Iterable[Actor]) -> Mentions:
    """All mentions of these actors."""
    by_span = {span: actor for actor in actors for span in actor.mentions}
    return Mentions(sorted(by_span), by_span)


def find_actors(
    reading: Reading,
    named: Sequence[Name],
    places: Sequence[Place],
    described: Sequence[Span],
    quoted: Sequence[Quoted],
    tables: Tables,
) -> list[Actor]:
    """The actors of one article, in the order of their first mention.

    They are those it names or describes, and of the `described` words (who a statement is by or to)
    those that no mention covers. A name that is most often the name of a place is no actor.

    Args:
        named: every name, places included, as `find_names` gives them.
        quoted: the direct quotations, in which "I" is the source.
    """
    names = borne(reading.text, settled(reading.text, named, tables.countries), places, tables)
    mentions = find_mentions(reading, names)
    names = [name for name in names if not qualifies(name, mentions, reading.text)]
    groups = joined(names)
    roles = roles_of(reading.text, groups, tables)
    mentions, apposed = beside_names(reading, mentions, roles)
    weights = Weights(reading.tuned)
    chains = find_chains(
        reading,
        groups,
        mentions,
        apposed,
        tables.first_names,
        lambda _mention, choice, _chains: weights.chosen(choice),
    )
    told = [
        actor_of(str(number), chain, roles, reading.text, tables)
        for number, chain in enumerate(chains)
    ]
    found = [actor for actor in told if actor is not None]
    nameless = {str(number) for number, chain in enumerate(chains) if not chain.names}
    found = described_actors(reading.text, described, found, nameless, tables.people)
    found = speaking(reading, quoted, found)
    found.sort(key=lambda actor: actor.mentions[0])
    return [
        replace(placed(actor, tables), id=f"actor{number}")
        for number, actor in enumerate(found, start=1)
    ]


def qualifies(name: Name, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a name is an adjective in a description: "two Tarvian nurses"."""
    if not ADJECTIVE.fullmatch(name.text) or not re.match(r"\s[a-z]", text[name.span.end :][:2]):
        return False
    at = bisect_left(mentions, name.span.end, key=lambda mention: mention.span.end)
    return at < len(mentions) and mentions[at].span.covers(name.span)


def roles_of(text: str, groups: Sequence[Sequence[Name]], tables: Tables) -> dict[Span, Role]:
    """The role that stands beside each of a person's first mentions by name."""
    spans = sorted(name.span for group in groups for name in group)
    found: dict[Span, Role] = {}
    for group in groups:
        if kind_of(group) == "person":
            for name in group[:TOLD_AT]:
                role = role_at(text, name.span, spans, tables.roles)
                if role is not None:
                    found[name.span] = role
    return found


def beside_names(
    reading: Reading, mentions: Sequence[Mention], roles: Mapping[Span, Role]
) -> tuple[list[Mention], dict[int, Span]]:
    """The mentions without those that are a title right before a name, and whose role others are.

    "The mayor" of "Ana Holt, the mayor of Tarvia," is Ana Holt: by its head word, her name.
    """
    owner: dict[int, Span] = {}
    titles: set[int] = set()
    for name, role in roles.items():
        words = reading.words_in(role.span)
        linked = (at for at in range(words.start, words.stop) if reading.lowered[at] in LINKS)
        stop = next(linked, words.stop)
        for at in range(words.start, stop):
            # The noun, or one of two: "mayor and judge". Of "Nato's chief" Nato is none.
            if at == stop - 1 or reading.lowered[at + 1] in ("and", "-"):
                owner[at] = name
        if not reading.text[role.span.end : name.start].strip() and role.span < name:
            titles.update(range(words.start, words.stop))
    kept = [mention for mention in mentions if mention.is_pronoun or mention.head not in titles]
    heads = (mention.head for mention in kept if not mention.is_pronoun)
    return kept, {head: owner[head] for head in heads if head in owner}


def actor_of(
    id: str, chain: Chain, roles: Mapping[Span, Role], text: str, tables: Tables
) -> Actor | None:
    """A chain as an actor; None for a place, and for pronouns ("he", "somebody") alone.

    Args:
        roles: the role that stands beside a name.
    """
    kind = chain.kind
    name = chain.name(text)
    if kind is None or name is None or (not chain.names and PRONOUN.fullmatch(name)):
        return None
    if not chain.names:
        known = described_kind(name, tables.people)
        kind = kind if known == "unknown" else known
        sector = sector_of(kind, name, name, tables.roles)
        if known == "unknown" and sector is None and len(chain.spans) == 1:
            return None  # "nuclear weapons", "these attacks": more often than not no actor
    role = None
    if kind == "person":
        role = fullest_role([roles[one.span] for one in chain.names if one.span in roles])
    nation = next((one.nation for one in chain.names if one.nation is not None), None)
    return Actor(
        id,
        name,
        kind,
        role=None if role is None else role.words,
        country=None if nation is None else nation.code,
        mentions=chain.spans,
    )


def placed(actor: Actor, tables: Tables) -> Actor:
    """The actor with its country and sector, as its role or name tells them."""
    described = actor.kind != "person" or not actor.name[:1].isupper()
    words = actor.role or (actor.name if described else None)
    country = first_country_in(words, tables.countries) if words else None
    return replace(
        actor,
        country=actor.country or (None if country is None else country.code),
        sector=sector_of(actor.kind, actor.name, words, tables.roles),
    )


def described_actors(
    text: str,
    described: Sequence[Span],
    known: Sequence[Actor],
    nameless: Set[str],
    people: People,
) -> list[Actor]:
    """The actors known, and those who are described as a source or addressee alone.

    The words of a source are the name of an actor without one: "a US official familiar with the
    talks", of which the reading may have marked "a US official". "The official" is who was last
    called an official: "a US official", or the named "Ana Holt, a senior official". "The
    association" is the one organization that has it for its name's last word.

    Args:
        nameless: the ids of those known that have a description for their name.
    """
    mentions = mentions_of(known)
    found = list(known)
    at = {actor.id: number for number, actor in enumerate(known)}
    by_words: dict[str, int] = {}
    by_noun = {noun: at[id] for noun, id in bodies_by_noun(known).items()}
    for span in sorted({core_of(span, text) for span in described}):
        words = span.of(text)
        mention = name_in(text, span, mentions)
        if mention is not None:
            number = at[mentions.actors[mention].id]
            actor = found[number]
            around = text[span.start : mention.start], text[mention.end : span.end]
            roles = [noun for part in around for noun in heads_of(part) if _withheld(noun, people)]
            by_noun.update(dict.fromkeys(roles, number))
            longer = mention.start == span.start and mention.end < span.end
            longer = longer and span not in mentions.actors
            if longer and mentions.actors[mention].id in nameless and describes(words, people):
                name = words if actor.name == mention.of(text) else actor.name
                spans = {*actor.mentions, span} - {mention}
                found[number] = replace(actor, name=name, mentions=sorted(spans))
        elif describes(words, people):
            back = BACK.fullmatch(words)
            key = folded(words)
            there = by_noun.get(back[1].lower()) if back else by_words.get(key)
            if there is None or found[there].mentions[0] > span:
                there = len(found)
                found.append(Actor("", words, described_kind(words, people), mentions=[span]))
            spans = {*found[there].mentions, span}
            found[there] = replace(found[there], mentions=sorted(spans))
            by_words[key] = there
            by_noun.update((noun.lower(), there) for noun in heads_of(words))
    return found


def speaking(reading: Reading, quoted: Sequence[Quoted], actors: Sequence[Actor]) -> list[Actor]:
    """The actors with each "I" of their direct quotations. "We" may be anybody: it is left out."""
    mentions = mentions_of(actors)
    said: dict[int, set[Span]] = defaultdict(set)
    taken: set[Span] = set()
    for source, contents in quoted:
        mention = name_in(reading.text, source, mentions)
        speaker = None if mention is None else mentions.actors[mention]
        for content in contents:
            words = reading.words_in(content)
            for at in range(words.start, words.stop):
                span = reading.span(slice(at, at + 1))
                if reading.word(at).lower() in FIRST and span not in taken:
                    taken.add(span)
                    if speaker is not None and speaker.kind in ("person", "unknown"):
                        said[id(speaker)].add(span)
    return [
        replace(actor, mentions=sorted({*actor.mentions, *said[id(actor)]})) for actor in actors
    ]


def bodies_by_noun(actors: Sequence[Actor]) -> dict[str, str]:
    """The last word of each organization's name, where no other has the same, and its id."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        if " " in actor.name and actor.kind == "organization" and actor.name[0].isupper():
            bodies[actor.name.rsplit(" ", 1)[1].lower()].append(actor.id)
    return {noun: ids[0] for noun, ids in bodies.items() if len(ids) == 1}


def _withheld(noun: str, people: People) -> bool:
    return noun in people and people[noun].withheld and not people[noun].plural


def name_in(text: str, span: Span, mentions: Mentions) -> Span | None:
    """The mention that a phrase is about, of those that it holds.

    "Jens Stoltenberg" of "Jens Stoltenberg, Nato's secretary-general", but none of "a spokesman for
    Olaf Scholz", "Clinton's aides" or "Trump supporters": those describe somebody else. Of several
    joint sources it is the first.
    """
    found = [
        mention
        for mention in mentions.inside(span)
        if not DATELINE.match(text, mention.start, span.end)
        and not _hangs(text[span.start : mention.start], mentions.actors[mention].kind)
        and not _describes_another(text[mention.end : span.end])
    ]
    persons = [mention for mention in found if mentions.actors[mention].kind == "person"]
    if found and persons and found[0] not in persons:
        # "Acme News and former anchor Ana Holt": only she is sure to speak.
        joined_by = text[found[0].end : persons[0].start]
        if re.fullmatch(r"\s+and\s[^,]*", joined_by):
            return persons[0]
    return found[0] if found else mentions.around(core_of(span, text))


def _hangs(before: str, kind: ActorKind) -> bool:
    """Whether a name behind these words only says more about somebody or something else."""
    if EXAMPLES.search(before):
        return True
    commas = list(COMMA.finditer(before))
    start = commas[-1].end() if commas else 0
    earlier, here = before[:start], before[start:]
    if kind == "person":
        return OFFICER.search(earlier) is not None or (
            HANGING_WORD.search(OFFICE.sub("", here)) is not None
        )
    apposed = earlier and (HANGING_WORD.search(earlier) or re.match(r"\s*an?\s", here))
    return bool(apposed) or HANGING_WORD.search(here) is not None


def _describes_another(after: str) -> bool:
    """Whether a name before these words is only a part of a description: Trump's, Trump aides."""
    if PART_OF_DESCRIPTION.match(after) and not ABOUT_NAME.match(after):
        return True
    return OTHER_NOUN.match(after) is not None
