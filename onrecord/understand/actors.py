"""Who the article is about: reading -> actors.

The reading says of each word whether it names a person, organization, country, group or place.
Names become mentions, and mentions become actors by string alone: an equal name, the surname of a
fuller name ("Blinken"), the initials of a longer one. A name keeps one kind in an article. Who
says something, or is told it, without a name ("a US official") is an actor by description.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.record import Actor, ActorKind, Span
from onrecord.understand.reading import Reading, TagHead, listed

KINDS: tuple[ActorKind, ...] = ("person", "organization", "country", "group")
NAMES = TagHead(
    "name",
    ("none", *(f"{part}-{kind}" for kind in (*KINDS, "place") for part in ("first", "next"))),
)

PERHAPS = 0.15  # a lone name joins a person's fuller name when it is a person's with this chance
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
ABBREVIATED = re.compile(r"(?:(?<!\w)\w\.\w|\b(?:Jr|Sr|Inc|Corp|Co|Ltd))$")
NOT_PEOPLE = listed("human talisman ottoman specimen regimen acumen abdomen")
SMALL = listed("of the and for in on de la du des von van der den al el bin ibn")

PRONOUN = re.compile(
    r"(?:(?:i|me|my|mine|we|us|our|ours|you|yours?|he|him|his|she|hers?|it|its|they|them|theirs?|"
    r"who|whom|whose|which|that|this|these|those|one|\w+sel(?:f|ves)|others?|whoever|both|some|any|"
    r"many|few|most|all|several|the|an?|none|neither|either|each|such|same|(?:any|some|every|no)body|"
    r"(?:any|some|every)one|\w*\s*no[- ]one)(?:['’]\w+)?(?:\s(?:all|both|each))?"
    r"|.*\bof\s(?:them|us|you|whom|which|it|these|those))",
    re.IGNORECASE | re.DOTALL,
)
# What hangs on a noun begins with one of these.
HANGING = (
    r"(?:of|for|from|in|at|on|with|to|by|near|than|who|whom|whose|that|which|where|when|as|about|"
    r"against|including|involved|briefed|close\sto|like|such\sas|familiar\swith|aligned\swith|"
    r"based\s(?:in|at|on)|working\s(?:for|with|on|at|in)|meeting\s(?:in|with|at|on)|speaking|"
    r"(?:inside|outside|within|under|behind|over|around|across|between|among)\s"
    r"(?:the|his|her|its|their|those)|representing|supporting|backing|opposing)(?![\w-])"
)
CLOSELY = r"(?:directly|closely|personally|currently|recently|previously|also|still|now)\s"
HANGS_ON = re.compile(rf"[;:(—–]|\s(?:{CLOSELY})?{HANGING}", re.IGNORECASE)
HANGING_WORD = re.compile(rf"\b(?:{HANGING}|(?:around|behind)\b)", re.IGNORECASE)
NO_DESCRIPTION = re.compile(
    rf"(?:{HANGING}|(?:and|or|but|not|if|while|after|before|among|between|over|under)\b)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:at (?:least|most)|as many as|up to|more than|about|over|around|nearly|only)\s"
    r"(?=\d|half|an?\s|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
BETWEEN = " \t\r\n\xa0,;:—–-"
EDGE = " \t\r\n\xa0,.;:—–-'’\"“”"
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


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people; `withheld`: who is called so without a name is withheld, no public."""

    plural: bool
    withheld: bool


People = Mapping[str, Noun]


@dataclass(frozen=True, slots=True)
class Name:
    """One place where the article names somebody, and how likely each kind is."""

    span: Span
    text: str
    kinds: tuple[float, ...]


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


def find_actors(reading: Reading, described: Sequence[Span], people: People) -> list[Actor]:
    """The actors of one article, in the order of their first mention.

    They are those it names, and of the `described` words (who a statement is by or to) those that
    name nobody: "a US official". The same description is the same actor, and so is "the official"
    behind "a US official". A name that is most often the name of a place is no actor.
    """
    named: list[Actor] = []
    for group in joined(find_names(reading)):
        kind = kind_of(group)
        if kind is not None:
            name, spans = fullest([name.text for name in group]), [name.span for name in group]
            named.append(Actor(str(len(named)), name, kind, mentions=spans))
    found = described_actors(reading.text, described, named, people)
    found.sort(key=lambda actor: actor.mentions[0])
    return [replace(actor, id=f"actor{number}") for number, actor in enumerate(found, start=1)]


def described_actors(
    text: str, described: Sequence[Span], named: Sequence[Actor], people: People
) -> list[Actor]:
    """The named actors and those who are described alone.

    "The official" is who was last called an official: "a US official", or the named "Ana Holt, a
    senior official", who has one more mention by it. "The association" is the one organization
    that has it for its name's last word.
    """
    mentions = mentions_of(named)
    found = [(actor.name, actor.kind, list(actor.mentions)) for actor in named]
    by_words: dict[str, int] = {}
    by_noun = bodies_by_noun(named)
    for span in sorted({core_of(span, text) for span in described}):
        words = span.of(text)
        name = name_in(text, span, mentions)
        if name is not None:
            around = text[span.start : name.start], text[name.end : span.end]
            roles = [noun for part in around for noun in heads_of(part) if _withheld(noun, people)]
            by_noun.update(dict.fromkeys(roles, int(mentions.actors[name].id)))
        elif describes(words, people):
            back = BACK.fullmatch(words)
            key = folded(words)
            number = by_noun.get(back[1].lower()) if back else by_words.get(key)
            if number is None or found[number][2][0] > span:
                number = len(found)
                found.append((words, described_kind(words, people), []))
            found[number][2].append(span)
            by_words[key] = number
            by_noun.update((noun.lower(), number) for noun in heads_of(words))
    return [Actor("", name, kind, mentions=sorted(spans)) for name, kind, spans in found]


def bodies_by_noun(named: Sequence[Actor]) -> dict[str, int]:
    """The last word of each organization's name, where no other has the same, and its number."""
    bodies: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(named):
        if " " in actor.name and actor.kind == "organization":
            bodies[actor.name.rsplit(" ", 1)[1].lower()].append(number)
    return {noun: numbers[0] for noun, numbers in bodies.items() if len(numbers) == 1}


def _withheld(noun: str, people: People) -> bool:
    return noun in people and people[noun].withheld and not people[noun].plural


def core_of(span: Span, text: str) -> Span:
    """The span without commas, stops and a possessive at its edges; as it is if nothing is left."""
    words = span.of(text)
    start = len(words) - len(words.lstrip(BETWEEN))
    core = words.rstrip(BETWEEN)
    if core.endswith(".") and not ABBREVIATED.search(core[:-1]):
        core = core.rstrip(BETWEEN + ".")
    stop = len(re.sub(r"['’]s?$", "", core))
    return Span(span.start + start, span.start + stop) if start < stop else span


def describes(words: str, people: People) -> bool:
    """Whether words of a source or addressee can stand for an actor: no pronoun, and a noun."""
    if PRONOUN.fullmatch(words.strip(EDGE)) or NO_DESCRIPTION.match(ABOUT.sub("", words)):
        return False
    heads = heads_of(words)
    alone = len(words.split()) == 1 and words.islower()
    plural = len(words) > 2 and words.endswith("s")
    return bool(heads) and (not alone or plural or words in people)


def heads_of(words: str) -> list[str]:
    """The nouns that a description is about, as written: the last words before what hangs on them.

    "Officials" of "officials in Kyiv", but also "US" of "US and Ukrainian officials": a caller
    that knows the nouns for people tells them apart.
    """
    main = HANGS_ON.split(ABOUT.sub("", words.strip(EDGE)), maxsplit=1)[0]
    found: list[str] = []
    for part in re.split(r",|\s(?:and|or)\s", main):
        letters = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", part)
        found += [re.sub(r"['’]s?$", "", letters[-1])] if letters else []
    return found


def noun_of(description: str, people: People) -> Noun | None:
    """The noun for people that a description is about, None for anything else.

    A capital is right only for a plural that may open a sentence ("Officials"): "Judge" is a name.
    """
    for head in heads_of(description):
        noun = people.get(head.lower()) or _compound(head.lower(), people)
        if noun is not None and (head[0].islower() or noun.plural):
            return noun
    return None


def _compound(word: str, people: People) -> Noun | None:
    """The noun for people that a compound ends with: "ferryman", "co-author"."""
    end = re.search(r"(?:wo)?m[ae]n$|(?:person|people)$|(?<=-)\w+$", word)
    return people.get(end.group()) if end and word not in NOT_PEOPLE else None


def described_kind(description: str, people: People) -> ActorKind:
    """A person or a group for a noun for people, otherwise unknown."""
    noun = noun_of(description, people)
    return "unknown" if noun is None else "group" if noun.plural else "person"


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


def find_names(reading: Reading) -> list[Name]:
    """Every name, places included, in order."""
    tags = reading.tags(NAMES)
    firsts, nexts = tags[:, 1::2], tags[:, 2::2]
    names: list[Name] = []
    for run in reading.runs(firsts.sum(axis=1), nexts.sum(axis=1)):
        words = trimmed(reading, run)
        if words is not None:
            span = reading.span(words)
            kinds = (firsts[run] + nexts[run]).mean(axis=0)
            names.append(Name(span, span.of(reading.text), tuple(kinds.tolist())))
    return names


def trimmed(reading: Reading, words: slice) -> slice | None:
    """The words without marks, titles and a possessive at their edges; None when no name is left.

    The full stop of "U.S." and "Jr." stays.
    """
    start, stop = words.start, words.stop
    lower = {at: reading.word(at).lower() for at in range(start, stop)}
    marks = {at for at, word in lower.items() if not any(char.isalnum() for char in word)}
    while start < stop and (start in marks or lower[start] in ARTICLES):
        start += 1
    while start < stop and (stop - 1 in marks or _ends_no_name(lower, start, stop - 1)):
        stop -= 1
    while stop - start > 1 and (start in marks or lower[start] in TITLES):
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
    """Whether the last word is the s of a possessive, or a short title of somebody who follows."""
    possessive = lower[last] == "s" and lower.get(last - 1) in ("'", "’")
    return possessive or (last > start and lower[last] in SHORT_TITLES)


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
        by_key[folded(name.text)].append(name)
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
                fits = float(np.mean([name.kinds[0] for name in names[short]])) >= PERHAPS
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
    best = int(np.sum([name.kinds for name in names], axis=0).argmax())
    return KINDS[best] if best < len(KINDS) else None


def fullest(names: Iterable[str]) -> str:
    """The name with the most words; of those one not in capitals, the commonest, the first."""
    counts = Counter(names)
    return max(counts, key=lambda name: (len(name.split()), not name.isupper(), counts[name]))
