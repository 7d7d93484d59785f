"""Who said what: attributions and actors -> statements.

The attributions give the words; this file says who the speaker is, whether the article withholds
the name, whether the words are quoted, to whom they were said and by which way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.record import Actor, Place, Quotation, Span, Statement, Time
from onrecord.understand.actors import Mentions, Quoted, mentions_of, name_in
from onrecord.understand.attributions import Attribution
from onrecord.understand.circumstances import addressee_and_channel, surroundings_of
from onrecord.understand.descriptions import EDGE, People, noun_of
from onrecord.understand.quotations import quoted_parts, quoted_share
from onrecord.understand.reading import Reading, listed

# Shares of the content in quotation marks: direct from, indirect up to.
QUOTED, UNQUOTED = 0.9, 0.05

PRONOUNS = listed("he she")
TITLED = re.compile(
    r"\b(?:(?P<he>mr|sir|lord|king|prince)|(?P<she>mrs|ms|miss|lady|dame|queen|princess))\.?\s"
    r"(?:[A-Z]\S*\s)?$",
    re.IGNORECASE,
)
IN_OFFICE = re.compile(
    r"(?:[\w’'-]+\s){0,5}(?:spokes|chair|congress|business)(?:(?P<she>woman)|(?P<he>man))\b",
    re.IGNORECASE,
)
AT = re.compile(r"\b(?:in|at|from|near)\s(?:the\s)?\Z", re.IGNORECASE)  # before where it was said
LONGEST_AT = 10  # characters before a time or place in which its preposition stands
NEAR = 40  # characters from a cue to the time or place behind it
LONGEST_TITLE = 30  # characters before a name
LOOKED_AT = 20  # mentions of an actor in which a title is looked for

STRETCH = 2000  # code points: what is told is looked for in its stretch of the text

ONE = re.compile(r"(?:at least |only )?(?:an?|one|another|some)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"(?:(?:at least|about|some|more than|as many as|nearly|another|a group of)\s)?(?:two|three|"
    r"four|five|six|seven|eight|nine|ten|(?:a |half a |several )?dozens?|\d{1,2}(?![\d,.%])|"
    r"several|a few|a number of|a couple of|a handful of)\b",
    re.IGNORECASE,
)
THESE = re.compile(r"(?:these|those)\b", re.IGNORECASE)
KNOWN = re.compile(r"(?:the|his|her|its|their|our|my|your|this|that)\b", re.IGNORECASE)
SOMEBODY_S = re.compile(r"\w(?:['’]s|s['’])\s")
# Without one of these "people" are a public.
INFORMED = re.compile(
    r"\b(?:familiar|close to|near|briefed|involved|knowledge|aware|privy|inside|present|"
    r"knowledgeable|acquainted|who|whose|with ties|working|in the room)\b",
    re.IGNORECASE,
)
NAMELESS = re.compile(
    r"\banonym(?:ity|ous|ously)\b|\b(?:not|declin\w+|refus\w+|without)\s(?:to\s)?(?:be(?:ing)?\s)?"
    r"(?:named|identified|quoted by name)\b|\bname was (?:withheld|not given)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """An attribution with the spans around it."""

    attribution: Attribution
    addressee: Span | None
    channel: Span | None

    def described(self) -> list[Span]:
        """The words of source and addressee, which may describe an actor that has no name."""
        return [*self.attribution.source, *([self.addressee] if self.addressee else [])]


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attribution and who speaks in it."""

    attribution: Attribution
    speaker: Actor | None


def find_circumstances(
    reading: Reading, attributions: Sequence[Attribution]
) -> list[Circumstances]:
    """Each attribution with its addressee and channel."""
    return [
        Circumstances(attribution, *addressee_and_channel(reading, attribution))
        for attribution in attributions
    ]


def find_quoted(reading: Reading, circumstances: Sequence[Circumstances]) -> list[Quoted]:
    """The source of each attribution that quotes, and the words it is quoted with."""
    quotations = reading.quotations
    found = [
        (said.attribution.source[0], quoted_parts(said.attribution.content, quotations))
        for said in circumstances
        if said.attribution.source
    ]
    return [(source, parts) for source, parts in found if parts]


def find_statements(
    reading: Reading,
    circumstances: Sequence[Circumstances],
    actors: Sequence[Actor],
    people: People,
    times: Sequence[Time] = (),
    places: Sequence[Place] = (),
) -> list[Statement]:
    """The statements of one article, in the order of their cues."""
    quotations = reading.quotations
    mentions = mentions_of(actors)
    called: dict[str, str] = {}
    found: list[Statement] = []
    last: Spoken | None = None
    whens = [time for time in times if time.type in ("DATE", "TIME")]
    wheres = [place for place in places if AT.search(reading.text, *before(place.span))]
    for said in circumstances:
        part = said.attribution
        speaker = speaker_of(reading, part, mentions, last, called)
        addressee = actor_at(reading.text, [said.addressee] if said.addressee else [], mentions)
        last = Spoken(part, speaker)
        found.append(
            Statement(
                id=f"statement{len(found) + 1}",
                source=part.source,
                cue=part.cue,
                content=part.content,
                speaker=speaker.id if speaker else None,
                anonymous=is_anonymous(reading, part, speaker, people),
                quotation=quotation_of(reading.text, part.content, quotations),
                addressee=addressee.id if addressee and addressee is not speaker else None,
                channel=said.channel,
                time=said_at(reading, part, whens),
                place=said_at(reading, part, wheres),
                confidence=part.confidence,
            )
        )
    return found


def before(span: Span) -> tuple[int, int]:
    """Where the words right before a span stand."""
    return max(0, span.start - LONGEST_AT), span.start


def said_at(reading: Reading, part: Attribution, found: Sequence[Time | Place]) -> str | None:
    """The id of the time or place of the saying: "said on Friday", "On Friday, Ana Holt said".

    It stands in the cue's sentence, in neither source nor content, behind the cue or where the
    sentence opens; of two the nearer counts.

    Args:
        found: in order.
    """
    cue = part.cue[0]
    sentence = reading.sentence_of(cue)
    first = bisect_left(found, sentence.start, key=lambda one: one.span.start)
    best: tuple[int, str] | None = None
    for one in islice(found, first, None):
        if one.span.start >= sentence.end:
            break
        away = one.span.start - cue.end if one.span.start >= cue.end else cue.start - one.span.end
        opens = one.span.start - sentence.start <= LONGEST_AT
        within = any(
            other.start < one.span.end and one.span.start < other.end
            for other in (*part.source, *part.content)
        )
        behind = one.span.start >= cue.end and away <= NEAR
        owns = reading.text[one.span.end : one.span.end + 1] in ("'", "’")  # "Monday’s debate"
        if within or owns or not (opens or behind):
            continue
        if best is None or away < best[0]:
            best = away, one.id
    return None if best is None else best[1]


def quotation_of(text: str, content: Sequence[Span], quotations: Sequence[Span]) -> Quotation:
    """Direct when (nearly) all stands in quotation marks, mixed when some does."""
    share = quoted_share(text, content, quotations)
    return "direct" if share >= QUOTED else "mixed" if share > UNQUOTED else "indirect"


def actor_at(text: str, spans: Sequence[Span], mentions: Mentions) -> Actor | None:
    """The actor that these words name or describe."""
    for span in spans:
        name = name_in(text, span, mentions)
        if name is not None:
            return mentions.actors[name]
    return None


def speaker_of(
    reading: Reading,
    part: Attribution,
    mentions: Mentions,
    last: Spoken | None,
    called: dict[str, str],
) -> Actor | None:
    """The actor that the source names or describes.

    "He" and "she" are the last speaker where that is a person, nobody else is named in between or
    before it in the sentence, and nothing speaks against it; in any other case, and for any other
    pronoun, whom the article's chains of mentions say, if anybody.

    Args:
        called: by actor, which of the two it was before; a new one is added.
    """
    pronoun = " ".join(span.of(reading.text) for span in part.source).strip(EDGE).lower()
    spoke_on = None
    if pronoun in PRONOUNS and last is not None:
        spoke_on = speaking_on(reading, part.source[0], pronoun, mentions, last, called)
    return spoke_on or actor_at(reading.text, part.source, mentions)


def speaking_on(
    reading: Reading,
    here: Span,
    pronoun: str,
    mentions: Mentions,
    last: Spoken,
    called: dict[str, str],
) -> Actor | None:
    """The last speaker, where "he" or "she" can mean nobody else; otherwise None."""
    speaker = last.speaker
    if speaker is None or speaker.kind != "person":
        return None
    said = max(span.end for span in (*last.attribution.source, *last.attribution.cue))
    since = min(said, reading.sentence_of(here).start)
    between = Span(since, here.start) if said <= here.start else Span(here.end, said)
    for mention in mentions.inside(between):
        other = mentions.actors[mention]
        named = mention.of(reading.text)[:1].isupper() and other.name[:1].isupper()
        if named and other.kind == "person" and other is not speaker:
            return None
    known = called.setdefault(speaker.id, pronoun_of(reading.text, speaker) or pronoun)
    return speaker if known == pronoun else None


def pronoun_of(text: str, actor: Actor) -> str | None:
    """Which of he and she a title or an office allows, None where the article does not tell."""
    found: set[str | None] = set()
    for mention in actor.mentions[:LOOKED_AT]:
        begin = max(0, mention.start - LONGEST_TITLE)
        title = TITLED.search(text, begin, mention.start)
        apposed = text.startswith(", ", mention.end)
        office = IN_OFFICE.match(actor.name) or (
            IN_OFFICE.match(text, mention.end + 2) if apposed else None
        )
        found |= {match.lastgroup for match in (title, office) if match is not None}
    return found.pop() if len(found) == 1 else None


def is_anonymous(
    reading: Reading, part: Attribution, speaker: Actor | None, people: People
) -> bool:
    """Whether the article withholds the speaker's name.

    So it is when a noun for people describes the speaker: "a US official", "two ministers", "people
    familiar with the talks". It is not when the speaker is a body, a document, a public ("voters"),
    or somebody the article takes for known ("the president").
    """
    noun = noun_of(speaker.name, people) if speaker is not None else None
    if speaker is None or noun is None or speaker.kind not in ("person", "group"):
        return False
    around = (surroundings_of(reading, part).text, *(span.of(reading.text) for span in part.source))
    if any(NAMELESS.search(words) for words in around):
        return True
    if noun.plural and THESE.match(speaker.name):
        return False
    if noun.plural:
        informed = "people" in speaker.name and INFORMED.search(speaker.name) is not None
        return noun.withheld or informed or COUNTED.match(speaker.name) is not None
    if ONE.match(speaker.name):
        return True
    known = KNOWN.match(speaker.name) and not SOMEBODY_S.search(speaker.name)
    return noun.withheld and not known


class Told:
    """The statements of one article, found again by what they tell."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._near: dict[int, list[tuple[Span, Statement]]] = defaultdict(list)
        for statement in statements:
            for part in (*statement.content, *statement.cue):
                for number in range(part.start // STRETCH, part.end // STRETCH + 1):
                    self._near[number].append((part, statement))

    def around(self, span: Span, by_cue: bool = False) -> Statement | None:
        """The innermost statement that has a span in its content.

        Args:
            by_cue: or that has it for its cue, as "urged" of "urged them to go".
        """
        found = {
            statement.id: statement
            for part, statement in self._near.get(span.start // STRETCH, ())
            if part.covers(span) and (by_cue or part in statement.content)
        }
        return min(found.values(), key=_length, default=None)


def _length(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)
