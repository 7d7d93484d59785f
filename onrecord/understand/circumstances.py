"""To whom and by which way something was said: attribution -> addressee and channel, as spans.

Both stand in the attribution's sentence outside its content: "told the committee", "in a letter to
the mayor", "on Telegram". Content and source are blotted out before the patterns look. A channel
counts only where nothing but times, places and parts of the attribution lies between it and the
cue: any other word may begin another clause, and the channel may be that clause's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Span
from onrecord.understand.attributions import Attribution
from onrecord.understand.names import NAMES
from onrecord.understand.reading import LIKELY, Reading, listed

BLOT = "\0"
REACH = 600  # characters of the sentence on each side of the cue: longer ones are no prose
LONGEST_PHRASE = 100  # characters; a longer one has run over its end

# Verbs with an addressee for an object, and those whose object may as well be what is wanted.
TELL = re.compile(
    r"\b(?:tell(?:s|ing)?|told|(?:re)?assur(?:e|es|ed|ing)|inform(?:s|ed|ing)?|"
    r"remind(?:s|ed|ing)?|brief(?:s|ed|ing)?|notif(?:y|ies|ied|ying))\b",
    re.IGNORECASE,
)
URGE = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|warn(?:s|ed|ing)?|advis(?:e|es|ed|ing)|"
    r"implor(?:e|es|ed|ing)|instruct(?:s|ed|ing)?|beg(?:s|ged|ging)?|invit(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
SAY_TO = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|spoke|speaking|wr(?:ite|ites|ote|iting)|complain(?:s|ed|ing)?|"
    r"explain(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|remark(?:s|ed|ing)?)\s+to\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+|also\s+)?$", re.I)
WANTED = re.compile(
    rf"\s*(?:{BLOT}|[.,:“\"]|(?:not\s+)?(?:to|of|that|about|if|whether|why|how)\b|$)"
)
PRESS = re.compile(r"\b(?:reporters?|journalists?|the (?:press|media)|correspondents)\b", re.I)
OCCASION = re.compile(
    r"\b(?:conference|briefing|rally|hearing|town hall|meeting|gathering|forum|summit|event)"
    r"(?:\s(?:of|for)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)

TOKEN = re.compile(r"[^\W_](?:[\w&’'-]|[.,](?=\w))*|\S")
DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december today yesterday tonight tomorrow"
)
PHRASE_ENDS = DAYS | listed(
    "that to in at by from with during about how what why whether if when while where who which "
    "after before because since until as ahead earlier later last this next not via through over "
    "against but is are was were has had have said says added he she they it published aired "
    "posted released broadcast taped recorded saying adding calling urging asking noting "
    "just only right shortly soon here there"
)
LINKING = listed("of for on and or")
POSSESSIVE = listed("his her its their our my your")
SHORT_TITLES = listed("mr mrs ms dr sen rep gov gen prof st")
NO_OWNERS = listed("me you him it us them")  # no noun follows them, as it may follow "her"
OBJECTS = NO_OWNERS | {"her"}
# "Members of the panel" goes on where "reporters of the plan" would not.
MEMBERS = listed(
    "member members head heads leader leaders group groups thousands hundreds dozens ministers "
    "parents families relatives most some many both number crowd majority part"
)
DETERMINERS = POSSESSIVE | listed(
    "the a an this that these those some several all both another other one two three four five "
    "six seven eight nine ten"
)
# What the object of a verb of telling is when it is not somebody.
NO_ADDRESSEE = listed(
    "truth story stories lie lies question questions permission forgiveness help time times "
    "difference tale tales joke jokes thing things more much little nothing anything something "
    "everything half side answer answers offer offers order orders halt end ban release change "
    "changes way sanctions"
)
AGENT = re.compile(
    r"(?:\w{2,}(?:ers|ors|ists|ees|ians|ates|ents|ants|men)|people|staff|allies|officials|aides|"
    r"friends|citizens|colleagues|countries|nations|families|women|parliament|congress)$"
)

OF_SEVERAL = r"(?:(?:series|string|flurry|round|number|taping)\s+of\s+(?:an?\s+)?)?"
NO_MODIFIER = (
    r"(?!(?:in|at|on|of|to|for|with|by|from|and|or|but|the|an?|that|than|which|who|until|after|"
    r"before|during|while|when|over|about|as|least|most|was|were|is|are|had|has|said|says)\b)"
)
BEFORE_NOUN = (
    r"(?:(?:an?|the|his|her|its|their|our|my|this|that|one|two|several|another|separate)\s+)?"
    rf"{OF_SEVERAL}(?:{NO_MODIFIER}[\w’'&.-]+\s+){{0,4}}?"
)
WRITTEN = (
    r"statements?|tweets?|posts?|postings?|messages?|texts?|e-?mails?|letters?|memos?|memorandum|"
    r"releases?|columns?|op-?eds?|essays?|articles?|blogs?|books?|memoirs?|filings?|affidavits?|"
    r"editorials?|note|cables?|communiqu[eé]s?|declarations?|threads?|report|papers?|comments|writing"
)
SPOKEN = (
    r"interviews?|call|broadcasts?|podcasts?|telecasts?|livestreams?|webcasts?|videos?|debates?|"
    r"conferences?|briefings?|rall(?:y|ies)|hearings?|speech(?:es)?|address|remarks|testimony|"
    r"town halls?(?:\s(?:meetings?|events?))?|appearances?|conversations?|recordings?"
)
MEDIUM = (
    r"Twitter|Facebook|Telegram|Instagram|YouTube|WhatsApp|WeChat|Weibo|VKontakte|TikTok|Reddit|"
    r"LinkedIn|Truth Social|Bluesky|Mastodon|X|social media|television|TV|radio|(?:(?:web)?site|"
    r"app|platform|network|channel|service|account|page|feed|show|program(?:me)?|podcast|"
    r"broadcast|livestream|call)(?:\s(?!\w+day\b)[A-Z][\w-]*)*"
)
# "On television", but not "on television advertising".
NO_NOUN = (
    r"(?!\s+(?!(?:that|in|at|on|with|to|by|for|from|and|or|but|as|when|while|about|after|before|"
    r"during|last|this|late|early|today|yesterday|tonight|again|recently)\b)[a-z])"
)
CHANNEL = re.compile(
    rf"\b(?:[Ii]n|[Vv]ia)\s+{BEFORE_NOUN}(?:{WRITTEN}|{SPOKEN})(?:\s(?:{SPOKEN}))?(?![\w-])"
    rf"|\b(?:[Aa]t|[Dd]uring)\s+{BEFORE_NOUN}(?:{SPOKEN})(?![\w-])"
    rf"|\b(?:[Oo]n|[Oo]ver|[Vv]ia)\s+{BEFORE_NOUN}(?:{MEDIUM})(?![\w-]){NO_NOUN}"
    r"|\b(?:[Bb]y|[Oo]ver|[Vv]ia)\s+(?:the\s+)?(?:phone|telephone|e-?mail|text(?:\smessage)?|"
    r"letter|fax|video(?:\s?(?:link|call))?)(?![\w-])"
    r"|\b[Tt]hrough\s+(?:an?|his|her|its|their)\s+"
    r"(?:spokes\w+|lawyer|attorney|interpreter|translator|representative)\b"
)
WITH_WHOM = re.compile(r"\s+(?:with|to)\s+")
LETTER_TO = re.compile(r"\b(?:letters?|messages?|memos?|notes?|e-?mails?|address|speech) to\s+")
# "On Fox News" is a channel right behind a verb of saying, and elsewhere mostly a topic.
SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|wr(?:ite|ites|ote|iting)|posted|tweeted|told|announced|declared)\b",
    re.IGNORECASE,
)
APPEARS = re.compile(r"\b(?:interviews?|appearances?|speaking|posts?)\s+$", re.IGNORECASE)
ON_NAME = re.compile(r"\b[Oo]n\s+(?=[A-Z])")
BEGINS = re.compile(r"\W*(?:(?:And|But|Also|Later|Earlier|Then|Meanwhile)\W+)?")
GAP_MARKS = frozenset(BLOT + ",.:-–—“”\"‘’'()")
GAP_WORDS = (
    DAYS
    | POSSESSIVE
    | listed(
        "in at on of from with by to for near outside inside during a an the this that last next "
        "day week month year morning afternoon evening night weekend earlier later ago again also "
        "then now too recently late early released published issued posted sent aired broadcast"
    )
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The cue's sentence with source and content blotted out, and where it stands in the text."""

    text: str
    offset: int
    cue: Span

    def span(self, start: int, stop: int) -> Span:
        """These characters of the sentence as a span of the article."""
        return Span(self.offset + start, self.offset + stop)

    def inside(self, span: Span) -> Span:
        """A span of the article as characters of the sentence."""
        return Span(span.start - self.offset, span.end - self.offset)


def surroundings_of(reading: Reading, attribution: Attribution) -> Surroundings:
    """What stands around a cue; of an endless sentence only what is near."""
    cue = Span(attribution.cue[0].start, attribution.cue[-1].end)
    sentence = reading.sentence_of(cue)
    start = max(sentence.start, cue.start - REACH)
    chars = list(reading.text[start : max(cue.end, min(sentence.end, cue.end + REACH))])
    for part in (*attribution.content, *attribution.source):
        for at in range(max(part.start - start, 0), min(part.end - start, len(chars))):
            chars[at] = BLOT
    return Surroundings("".join(chars), start, Span(cue.start - start, cue.end - start))


def addressee_and_channel(
    reading: Reading, attribution: Attribution
) -> tuple[Span | None, Span | None]:
    """The words that say to whom, and those that say by which way."""
    around = surroundings_of(reading, attribution)
    told = find_addressee(around)
    channel = find_channel(reading, around, told)
    if told is not None and OCCASION.search(told.of(reading.text)):
        return None, channel  # "told a news conference"
    if told is None and channel is not None:
        told = addressee_in(channel, reading.text)
    return told, channel


def find_addressee(around: Surroundings) -> Span | None:
    """The words behind the cue's verb that say to whom."""
    verb = _verb_of_telling(around)
    if verb is None:
        return None
    begin = verb.end() + len(around.text[verb.end() :]) - len(around.text[verb.end() :].lstrip())
    words = phrase_at(around.text, begin)
    after = around.text[begin + len(words) :]
    if not _is_somebody(words, told=verb.re is TELL) or (
        verb.re is URGE and not WANTED.match(after)
    ):
        return None
    return around.span(begin, begin + len(words))


def _verb_of_telling(around: Surroundings) -> re.Match[str] | None:
    """The last verb of the cue that takes an addressee, unless it is a passive."""
    text, cue = around.text, around.cue
    found = [match for verb in (TELL, URGE) for match in verb.finditer(text, *cue)]
    found += [match for match in SAY_TO.finditer(text, cue.start) if match.start() < cue.end]
    verb = max(found, key=lambda match: match.start(), default=None)
    if verb is None or (
        not verb[0].endswith("ing")
        and PASSIVE.search(text, max(0, verb.start() - 40), verb.start())
    ):
        return None
    return verb


def phrase_at(text: str, begin: int) -> str:
    """The noun phrase that begins here, without a possessive; empty where none does."""
    words: list[str] = []
    stop = begin
    for match in TOKEN.finditer(text, begin, begin + 2 * LONGEST_PHRASE):
        if match[0] == "." and words and (words[-1].lower() in SHORT_TITLES or words[-1].isupper()):
            continue
        following = TOKEN.match(text, match.end() + 1)
        if _ends_phrase(words, match[0], following[0] if following else ""):
            break
        words.append(match[0])
        stop = match.end()
    return re.sub(r"['’]s?$", "", text[begin:stop])


def _ends_phrase(words: list[str], word: str, following: str) -> bool:
    """Whether a noun phrase of these words does not go on with this one."""
    lower, last = word.lower(), words[-1] if words else ""
    if not word[0].isalnum() or lower in PHRASE_ENDS or last in NO_OWNERS:
        return True
    in_name = last[:1].isupper() and following[:1].isupper() and following.lower() not in DAYS
    if lower in LINKING and not following[:1].isalnum():
        return True
    if lower in ("for", "on"):
        return not in_name
    if lower == "of":
        whole = len(words) > 1 and words[0].lower() in DETERMINERS
        going_on = in_name or whole or last.lower() in MEMBERS
        return not going_on or following.lower() in POSSESSIVE
    if lower in ("and", "or"):
        return not last or following.lower() in PHRASE_ENDS or following.endswith("ed")
    # "reporters Ana would go", "people gathered outside"
    clause = last.islower() and last.endswith("s") and word[0].isupper()
    return clause or (AGENT.fullmatch(last) is not None and lower.endswith(("ed", "ing")))


def _is_somebody(words: str, *, told: bool) -> bool:
    """Whether the object of a verb of telling is who is told, and not what.

    Args:
        told: the verb has hardly another object; of "a letter" or "changes" behind others, no.
    """
    if not any(char.isalpha() for char in words) or len(words) > LONGEST_PHRASE:
        return False
    first = words.split()[0].lower()
    noun = re.split(r"\s(?:of|for|on)\s", words)[0].split()[-1]
    head = noun.lower()
    if head in OBJECTS or head.endswith(("self", "selves")):
        return True
    if noun in NO_ADDRESSEE:
        return False
    if words[0].isupper() or words[0].isdigit() or first in DETERMINERS:
        return told or first not in ("a", "an") or AGENT.search(f"{head}s") is not None
    return AGENT.search(head) is not None or (told and head.endswith("s"))


def find_channel(reading: Reading, around: Surroundings, addressee: Span | None) -> Span | None:
    """The words that say by which way: a medium, an occasion, or "told reporters".

    Args:
        addressee: the words behind the verb of telling, an occasion too ("told a news conference").
    """
    ways = [way for way in _ways(reading, around) if _belongs(way, around, addressee)]
    if ways:
        return around.span(*around.cue.nearest(ways))
    verb = _verb_of_telling(around)
    told = addressee.of(reading.text) if addressee is not None else ""
    if verb is not None and addressee is not None and (PRESS.search(told) or OCCASION.search(told)):
        return Span(around.offset + verb.start(), addressee.end)
    return None


def addressee_in(channel: Span, text: str) -> Span | None:
    """The mayor of "in a letter to the mayor"."""
    match = LETTER_TO.search(text, *channel)
    words = phrase_at(text[: channel.end], match.end()) if match else ""
    return Span(match.end(), match.end() + len(words)) if match and words else None


def _ways(reading: Reading, around: Surroundings) -> list[Span]:
    """Where the sentence has words for a channel; one right behind another is one with it."""
    found: list[Span] = []
    matches = [Span(*match.span()) for match in CHANNEL.finditer(around.text)]
    for way in sorted((*matches, *_on_names(reading, around))):
        stop = way.end
        if tail := WITH_WHOM.match(around.text, stop):
            words = phrase_at(around.text, tail.end())
            stop = tail.end() + len(words) if _is_somebody(words, told=True) else stop
        if found and around.text[found[-1].end : way.start].isspace():
            found[-1] = Span(found[-1].start, stop)
        else:
            found.append(Span(way.start, stop))
    return found


def _on_names(reading: Reading, around: Surroundings) -> Iterator[Span]:
    """The name of an organization right behind "said on", or an interview or the like and "on"."""
    saying = SAYING.search(around.text, *around.cue) is not None
    for match in ON_NAME.finditer(around.text):
        before = around.text[: match.start()]
        if (saying and not before[around.cue.end :].strip()) or APPEARS.search(before):
            words = reading.words_in(around.span(match.end(), match.end() + 1))
            stop = words.start
            while stop < len(reading.words) and _in_organization(reading, stop):
                stop += 1
            if stop > words.start:
                yield Span(match.start(), int(reading.words.end[stop - 1]) - around.offset)


def _in_organization(reading: Reading, at: int) -> bool:
    first = NAMES.labels.index("first-organization")
    return bool(reading.tags(NAMES)[at, first : first + 2].sum() >= LIKELY)


def _belongs(way: Span, around: Surroundings, addressee: Span | None) -> bool:
    """Whether no word that may begin another clause parts a channel and the cue."""
    if way.overlaps(around.cue):
        return True
    if way.start > around.cue.start:
        gap = Span(around.cue.end, way.start)
        if addressee is not None and gap.covers(told := around.inside(addressee)):
            words = around.text[gap.start : told.start] + around.text[told.end : gap.end]
            return _parts_nothing(words)
        return _parts_nothing(gap.of(around.text))
    between = around.text[way.end : around.cue.start]
    opens = BEGINS.fullmatch(around.text[: way.start]) is not None
    return _parts_nothing(between) or (opens and _parts_nothing(between.partition(",")[2] or "x"))


def _parts_nothing(words: str) -> bool:
    """Whether all these words tell a time or a place, or belong to source or content."""
    return all(
        token in GAP_MARKS
        or token.lower() in GAP_WORDS
        or not token[0].islower()
        or token.endswith("ly")
        for token in (match[0] for match in TOKEN.finditer(words.replace(BLOT, " ")))
    )
