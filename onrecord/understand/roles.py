"""What the words around a name say that somebody is: "US secretary of state", "Nato's chief".

A role hangs on a name in one of four ways: a title before it, a phrase between commas behind it
or before it, or a clause that says so ("is the mayor of Tarvia"). Each must end in a noun for an
office, a post, a profession or a relation; what looks like the role of somebody else gives none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record import Span
from onrecord.understand.reading import PARAGRAPH_END
from onrecord.understand.role_words import (
    AFFAIRS,
    ARTICLES,
    AT_THE_TIME,
    BEFORE_PHRASE,
    BEFORE_TITLE,
    BODY_LINKS,
    BOUNDARY,
    COURTESY,
    DOING,
    HOLDING,
    LINKS,
    NO_BODY,
    OFFICE_WORDS,
    OUTSIDE,
    OWNERS,
    PAST,
    POSSESSIVE,
    SENTENCE_END,
    SHORT,
    TELLING,
)

REACH = 160  # code points that are looked at on either side of a name
LONGEST = 8  # words; a longer role says no more about who somebody is
HEADLINE = 0.9  # share of the longer words of a line that begin with a capital in a headline
MANY = 10  # pieces of a phrase before or behind its noun
PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,}|\w+(?:(?:[-&]|\.(?=\w)|['’](?!s(?!\w)))\w+)*|['’]s?(?!\w)|[^\w\s]"
)
BEFORE_TITLE_ENDS = re.compile(
    r"(?:al|ive|ous|ant|ent|ary|ic|ist|[-–](?:time|old|wing|based|born|term))$"
)
SKIPPED = re.compile(
    r"(?:\s*\([^()]{0,90}\))?(?:\s*,\s*(?:aged?\s+)?\d{1,3}(?=\s*,|\s+(?:is|was)\b))?"
    r"(?:\s*,?\s*\b(?:jr|sr|m\.?d|ph\.?d)\b\.?)?",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r"\s*(?:,|\s[—–-](?=\s)|—|\()\s*(?:(?:who\s+(?:is|was|ha[sd]\s+been)(?:\s+(?:now|also|once|then|"
    r"currently|previously))?|now|currently|himself|herself|also|long)\s+)?",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"(?:\s*,)?\s+(?:(?:is|was|ha[sd]\s+been)(?:\s+(?:now|then|also|currently|still|once|previously|"
    r"formerly))?(?:\s+(?:re-?)?(?:elected|appointed|named|made))?(?:\s+as)?|became|becomes|"
    r"remains|remained|(?:serves|served|works|worked|acts|acted|serving|working)\s+as)\s+",
    re.IGNORECASE,
)
AS = re.compile(r"\s+(?:as|to\s+be)\s+", re.IGNORECASE)
CHOOSES = re.compile(
    r"\b(?:re-?)?(?:appoint|nam|elect|confirm|install|hir|select|pick)(?:s|ed|ing|es)?\s+"
    r"(?:(?:mr|mrs|ms|dr|gen|sen|gov)\.?\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for a role.

    `sector`: PLOVER code or None; `by_body`: the sector is that of the body it hangs on, and
    `sector` holds only where none is written or a nation; `speaks`: who has the role speaks for
    somebody; `relation`: it says who somebody is to somebody else ("wife").
    """

    sector: str | None = None
    by_body: bool = False
    speaks: bool = False
    relation: bool = False


@dataclass(frozen=True, eq=False)
class Roles:
    """Nouns for roles, and words in names of bodies with their sectors, all in lower case.

    An empty sector is that of words that tell none, as "electoral college" beside "college".
    """

    nouns: Mapping[str, RoleNoun]
    bodies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Role:
    """What the words around a name say that somebody is.

    `words`: the text of `span`; `body`: the body or person that the role hangs on, as far as it is
    written; `speaks_for`: the same where the role is that of a spokesperson; `relation`: the role
    is that of a relative, a friend or a rival.
    """

    words: str
    span: Span
    body: Span | None
    speaks_for: Span | None
    relation: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a mark or a whole name near the name that is looked at; `word` in lower case."""

    start: int
    end: int
    word: str
    named: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Pieces [first, stop) of a phrase about a role, the index of its noun, its body's pieces."""

    first: int
    stop: int
    noun: int
    body: tuple[int, int] | None


def role_at(text: str, name: Span, others: Sequence[Span], roles: Roles) -> Role | None:
    """The role that the words right around one mention of a person's name give.

    Args:
        text: the article's text.
        name: the name, without a title or a possessive.
        others: the other names of the article, in order; it may hold `name` too.
        roles: the nouns for roles.
    """
    start = max(name.start - REACH, 0)
    breaks = list(PARAGRAPH_END.finditer(text, start, name.start))
    start = breaks[-1].end() if breaks else start
    following = PARAGRAPH_END.search(text, name.end, name.end + REACH)
    end = following.start() if following else min(name.end + REACH, len(text))
    before = sentence_start(pieces_of(text, start, name.start, others))
    if start and not breaks and before and before[0].start == start:
        before = before[1:]  # the reach may end within a word
    after = sentence_end(pieces_of(text, name.end, end, others))
    found = [
        title_before(text, before, roles),
        apposition_behind(text, name, after, roles),
        apposition_before(text, before, after, roles),
        clause_behind(text, name, before, after, roles),
    ]
    return fullest_role([role for role in found if role is not None])


def fullest_role(roles: Sequence[Role]) -> Role | None:
    """The role that says most: an office before a relation, with a body, the longest, the first."""

    def says(role: Role) -> tuple[bool, bool, int]:
        count = len(role.words.split())
        return not role.relation, role.body is not None, min(count, 2 * LONGEST - count)

    return max(roles, key=says, default=None)


def pieces_of(text: str, start: int, end: int, others: Sequence[Span]) -> list[Piece]:
    """The words, marks and names between two offsets, in order."""
    found: list[Piece] = []
    at = start
    for number in range(bisect_left(others, (start, 0)), len(others)):
        other = others[number]
        if other.start >= end:
            break
        if at <= other.start and other.end <= end:
            found += words_between(text, at, other.start)
            found.append(Piece(other.start, other.end, other.of(text).lower(), True, True))
            at = other.end
    return [*found, *words_between(text, at, end)]


def words_between(text: str, start: int, end: int) -> Iterator[Piece]:
    """The words and marks between two offsets; the full stop of "Gen." goes with its word."""
    short = -1  # where the full stop of "Gen." stands
    for match in PIECE.finditer(text, start, end):
        first, stop, word = match.start(), match.end(), match[0].lower()
        if first == short:
            continue
        if word in SHORT and text.startswith(".", stop):
            short, word, stop = stop, f"{word}.", stop + 1
        yield Piece(first, stop, word, False, match[0][0].isupper())


def sentence_start(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces behind the last end of a sentence."""
    ends = [at for at, piece in enumerate(pieces) if piece.word in SENTENCE_END]
    return list(pieces[ends[-1] + 1 if ends else 0 :])


def sentence_end(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces before the first end of a sentence."""
    ends = [at for at, piece in enumerate(pieces) if piece.word in SENTENCE_END]
    return list(pieces[: ends[0] if ends else None])


def noun_at(pieces: Sequence[Piece], at: int, roles: Roles) -> RoleNoun | None:
    """The noun for a role that a piece is, a compound such as "ex-president" included."""
    if not 0 <= at < len(pieces) or pieces[at].named:
        return None
    word = pieces[at].word.rstrip(".")
    return roles.nouns.get(word) or roles.nouns.get(word.rpartition("-")[2])


def inside_phrase(piece: Piece, roles: Roles) -> bool:
    """Whether a piece may stand before the noun of a phrase, as a part of it."""
    word = piece.word
    if piece.named or word in POSSESSIVE or word in ("&", "/") or word in roles.nouns:
        return True
    if word in OUTSIDE or not (word[0].isalnum() and not word.isdigit()):
        return False
    if word in PAST or word in DOING or word in TELLING or "-" in word:
        return True
    return not word.endswith(("ed", "ing", "ly")) or (piece.capital and not word.endswith("ly"))


def title_before(text: str, before: Sequence[Piece], roles: Roles) -> Role | None:
    """The role of "US president Ana Holt", or of "Secretary of State Ana Holt"."""
    stop = len(before)
    while stop and before[stop - 1].word in COURTESY:
        stop -= 1
    noun = stop - 1
    if noun_at(before, noun, roles) is None:
        noun = _office_of(before, stop, roles)
        if noun < 0:
            return None
    first = _title_start(before, noun, roles)
    if in_headline(text, before[noun]):
        first = noun
    phrase = Phrase(first, stop, noun, None)
    return role_of(text, before, phrase, roles)


def _office_of(before: Sequence[Piece], stop: int, roles: Roles) -> int:
    """The noun of "Secretary of State" right before a name, -1 where none is."""
    for at in range(stop - 2, max(stop - 7, 0), -1):
        piece, behind = before[at], before[at + 1 : stop]
        if piece.word in ("of", "for"):
            noun = noun_at(before, at - 1, roles)
            office = noun is not None and not noun.relation and not noun.speaks
            whole = all(
                part.capital or part.word in AFFAIRS or part.word == "and" for part in behind
            )
            # "Leader of Acme Ana Holt" is an office; "lawyer of Maria Ana Holt" is somebody else's.
            body = any(part.named or part.word in AFFAIRS for part in behind)
            return at - 1 if office and whole and body else -1
        if not (piece.capital or piece.word in AFFAIRS or piece.word == "and"):
            return -1
    return -1


def _title_start(before: Sequence[Piece], noun: int, roles: Roles) -> int:
    """Where the phrase that ends in this noun begins."""
    at = noun
    while at > 0 and noun - at < MANY:
        piece, behind = before[at - 1], before[at]
        if piece.word in ("and", "&", "/") and noun_at(before, at - 2, roles):
            if before[at - 2].capital != behind.capital:
                break
            at -= 2
            continue
        if not inside_phrase(piece, roles) or piece.word in ("&", "/"):
            break
        lower = not piece.capital and piece.word not in POSSESSIVE
        if lower and behind.capital and not behind.named and not _before_title(piece, roles):
            break
        at -= 1
    while at < noun and (before[at].word in POSSESSIVE or before[at].word in COURTESY):
        at += 1
    return at


def _before_title(piece: Piece, roles: Roles) -> bool:
    word = piece.word
    known = word in BEFORE_TITLE or word in PAST or word in DOING or word in roles.nouns
    return known or BEFORE_TITLE_ENDS.search(word) is not None or word[0].isdigit()


def in_headline(text: str, piece: Piece) -> bool:
    """Whether a line is written in capitals or Like This, where a capital tells no name."""
    start = max(text.rfind("\n", max(piece.start - REACH, 0), piece.start) + 1, piece.start - REACH)
    stop = text.find("\n", piece.end, piece.end + REACH)
    line = text[max(start, 0) : stop if stop >= 0 else piece.end + REACH]
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= HEADLINE * len(words)


def phrase_at(pieces: Sequence[Piece], first: int, roles: Roles) -> Phrase | None:
    """The phrase about a role that begins with this piece: "the mayor of Tarvia City"."""
    at = first
    while at < len(pieces) and pieces[at].word in ARTICLES | OWNERS | AT_THE_TIME:
        at += 1
    begin = first if first < len(pieces) and pieces[first].word in AT_THE_TIME else at
    stop, noun = at, -1
    while stop < len(pieces) and stop - at < MANY:
        if pieces[stop].word == "and" and noun == stop - 1 and noun >= 0:
            stop += 1
            continue
        if not inside_phrase(pieces[stop], roles):
            break
        if noun_at(pieces, stop, roles):
            noun = stop
        stop += 1
    follows = pieces[noun + 1].word if noun + 1 < len(pieces) else ""
    if noun < 0 or (noun != stop - 1 and follows != "and"):
        return None
    if pieces[noun - 1].word in COURTESY and noun:  # "Ana Holt, Madam Chair," is spoken to
        return None
    end, body = _hanging(pieces, noun + 1)
    return None if end < 0 else Phrase(begin, end, noun, body)


def _hanging(pieces: Sequence[Piece], at: int) -> tuple[int, tuple[int, int] | None]:
    """Where "of Tarvia City" behind a noun ends, and the pieces of the body it names; -1 if wrong.

    "Secretary of State Jon Berg" is wrong behind another name: it is Jon Berg's title.
    """
    body: tuple[int, int] | None = None
    while at + 1 < len(pieces) and pieces[at].word in LINKS:
        start = at + 1
        while start < len(pieces) and pieces[start].word in ARTICLES | OWNERS:
            start += 1
        stop = start
        while stop < len(pieces) and stop - start < MANY and _in_object(pieces, start, stop):
            stop += 1
        verb = pieces[at].word == "to" and start == at + 1 and not pieces[start].capital
        if stop == start or pieces[start].word in NO_BODY or verb:
            break  # "the first to serve", "the mayor at the time"
        if _title_of_next(pieces[start:stop]):
            return -1, None
        if body is None and pieces[at].word in BODY_LINKS and _is_body(pieces[start:stop]):
            body = start, stop
        at = stop
    return at, body


def _title_of_next(pieces: Sequence[Piece]) -> bool:
    """Whether a name ends the words behind a noun without being the one they are about.

    Behind another name, "secretary of State Jon Berg" is Jon Berg's title, one more in a list.
    """
    if len(pieces) < 2 or not pieces[-1].named:
        return False
    whole = not any(piece.word in POSSESSIVE for piece in pieces[-2:])
    before = pieces[-2]
    affair = pieces[0].word in AFFAIRS or (not before.capital and before.word.endswith("s"))
    return whole and affair


def _in_object(pieces: Sequence[Piece], start: int, at: int) -> bool:
    piece = pieces[at]
    if piece.named or piece.word in POSSESSIVE:
        return at > start or piece.named
    if piece.word in ("and", "&"):
        return (
            start < at < len(pieces) - 1
            and not pieces[at + 1].named
            and (
                pieces[at + 1].capital == pieces[at - 1].capital
                and pieces[at + 1].word not in OUTSIDE
            )
        )
    word = piece.word
    if not word[0].isalnum() or word in OUTSIDE or word.isdigit():
        return False
    known = word in PAST or word in DOING or word in TELLING or piece.capital
    return known or not word.endswith(("ed", "ing", "ly"))


def _is_body(pieces: Sequence[Piece]) -> bool:
    return any(piece.named or (piece.capital and piece.word not in AFFAIRS) for piece in pieces)


def role_of(text: str, pieces: Sequence[Piece], phrase: Phrase, roles: Roles) -> Role:
    """The role that a phrase gives, its body looked up before the noun where none hangs on it."""
    span = Span(pieces[phrase.first].start, pieces[phrase.stop - 1].end)
    noun = noun_at(pieces, phrase.noun, roles) or RoleNoun()
    bounds = phrase.body or _hanging(pieces[: phrase.stop], phrase.noun + 1)[1]
    bounds = bounds or body_before(pieces, phrase.first, phrase.noun)
    body = Span(pieces[bounds[0]].start, pieces[bounds[1] - 1].end) if bounds else None
    return Role(span.of(text), span, body, body if noun.speaks else None, noun.relation)


def body_before(pieces: Sequence[Piece], first: int, noun: int) -> tuple[int, int] | None:
    """The pieces of "Nato" in "Nato's secretary-general", of "Defence Ministry" before a noun."""
    for at in range(noun - 1, first, -1):
        if pieces[at].word in POSSESSIVE:
            start = at
            while start > first and (pieces[start - 1].capital or pieces[start - 1].named):
                start -= 1
            return (start, at) if start < at else None
    for at in range(first, noun):
        if pieces[at].capital:
            stop = at
            while stop < noun and pieces[stop].capital:
                stop += 1
            return _without_office(pieces, at, stop)
    return None


def _without_office(pieces: Sequence[Piece], start: int, stop: int) -> tuple[int, int] | None:
    """What is left of "Former British Prime" before "Minister": "British"."""
    while start < stop and _is_office(pieces[stop - 1]):
        stop -= 1
    while start < stop and _is_office(pieces[start]) and pieces[start].word not in AFFAIRS:
        start += 1
    return (start, stop) if start < stop else None


def _is_office(piece: Piece) -> bool:
    return not piece.named and piece.word in OFFICE_WORDS | PAST


def apposition_behind(text: str, name: Span, after: Sequence[Piece], roles: Roles) -> Role | None:
    """The role of "Ana Holt, 45, the mayor of Tarvia City, said"."""
    skipped = SKIPPED.match(text, name.end, name.end + REACH)
    for at in dict.fromkeys((name.end, skipped.end() if skipped else name.end)):
        opens = APPOSED.match(text, at, name.end + REACH)
        if opens is None:
            continue
        first = _index(after, opens.end())
        phrase = phrase_at(after, first, roles)
        if phrase is None or not _closed(after, phrase.stop):
            continue
        role = role_of(text, after, phrase, roles)
        if "who" in opens[0].lower() or not _in_list(after, first, phrase, role):
            return role
    return None


def _index(pieces: Sequence[Piece], offset: int) -> int:
    return bisect_left(pieces, offset, key=lambda piece: piece.start)


def _closed(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a phrase between commas may end here: "a spokesman said" is a clause."""
    if at >= len(pieces):
        return True
    word = pieces[at].word
    return word in BOUNDARY or (word.endswith("ing") and not pieces[at].capital)


def _in_list(pieces: Sequence[Piece], first: int, phrase: Phrase, role: Role) -> bool:
    """Whether a phrase is one more in a list: "Ana Holt, the governor and the mayor"."""
    follows = [piece.word for piece in pieces[phrase.stop : phrase.stop + 2]]
    alone = phrase.stop == phrase.noun + 1
    if alone and pieces[first].word in ARTICLES:
        return follows[:1] == ["and"] and follows[-1] in ARTICLES
    # "Ana Holt, husband expecting a child" is a headline.
    return alone and phrase.first == first == phrase.noun and role.relation


def apposition_before(
    text: str, before: Sequence[Piece], after: Sequence[Piece], roles: Roles
) -> Role | None:
    """The role of "the country's foreign minister, Ana Holt, said".

    Of "a spokesman for the president, Ana Holt," nobody can tell whose name it is: no role.
    """
    if not before or before[-1].word != "," or not (not after or after[0].word in ',;:—–)”"'):
        return None
    pieces = before[:-1]
    start = max((at + 1 for at, piece in enumerate(pieces) if _parts(piece)), default=0)
    found: list[Phrase] = []
    for at in range(start, len(pieces)):
        fresh = at == start or pieces[at - 1].word in BEFORE_PHRASE or pieces[at].word in ARTICLES
        phrase = phrase_at(pieces, at, roles) if fresh else None
        if phrase and phrase.stop == len(pieces) and (not found or found[-1].first != phrase.first):
            found.append(phrase)
    return role_of(text, pieces, found[0], roles) if len(found) == 1 else None


def _parts(piece: Piece) -> bool:
    return not piece.named and not piece.word[0].isalnum() and piece.word not in POSSESSIVE | {"&"}


def clause_behind(
    text: str, name: Span, before: Sequence[Piece], after: Sequence[Piece], roles: Roles
) -> Role | None:
    """The role of "Ana Holt is the mayor of Tarvia", or "appointed Ana Holt as mayor"."""
    at = SKIPPED.match(text, name.end, name.end + REACH)
    links = CLAUSE.match(text, at.end() if at else name.end, name.end + REACH)
    if links and _hangs(before):
        return None
    if links is None and CHOOSES.search(text[max(name.start - 40, 0) : name.start]):
        links = AS.match(text, name.end, name.end + REACH)
    if links is None:
        return None
    phrase = phrase_at(after, _index(after, links.end()), roles)
    return None if phrase is None else role_of(text, after, phrase, roles)


def _hangs(before: Sequence[Piece]) -> bool:
    """Whether a name is the end of a phrase: "the wife of Mr. Holt is a lawyer"."""
    ahead = next((piece for piece in reversed(before) if piece.word not in COURTESY), None)
    return ahead is not None and not ahead.named and ahead.word in HOLDING
