"""What a word and its neighbours look like: noun or verb, its auxiliaries, its clause.

No parse is at hand; these are the signs that status.py goes by. None follows a governor.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Status
from onrecord.understand.status_sentence import Sentence
from onrecord.understand.status_words import (
    ADVERBS,
    ALMOST,
    AUXILIARIES,
    BE,
    BE_NOW,
    CLAUSES,
    CONDITIONS,
    DETERMINERS,
    DO,
    FUTURE,
    GOVERNORS,
    HARD,
    HAVE,
    INDEFINITE,
    IRREGULAR,
    LIGHT,
    MAYBE,
    MODALS,
    NO_ADVERBS,
    NOT,
    NOT_CONDITIONS,
    NOUN_ENDINGS,
    NOUN_GOVERNORS,
    OBJECT_GOVERNORS,
    ONCE,
    ONLY_FEARED,
    OPEN_MODALS,
    PERIODS,
    PLAN_MODALS,
    PREPOSITIONS,
    PRONOUNS,
    REMAIN,
    SAID,
    SIDE_GOVERNORS,
    STATES,
    STILL,
    WHEN,
    Kind,
)

FAR = 10  # words from an infinitive back to its governor ("asked the last of the crews to leave")
PHRASE = 8  # words of a noun phrase before its noun
PARENTHESIS = 12  # words between two commas that a clause goes on around

Words = Sequence[str]


def is_noun(words: Words, first: int, last: int) -> bool | None:
    """Whether the trigger is a noun, as its form and the words on each side tell; None: perhaps."""
    word, at = words[last].split()[0], first - 1
    while at >= 0 and is_adverb(words[at]):
        at -= 1
    before = words[at] if at >= 0 else ""
    following = words[last + 1] if last + 1 < len(words) else "."
    past = is_past(word)
    if before in MODALS or before in DO or before in PRONOUNS or before in REMAIN:
        return False
    if before == "to":
        return word.endswith("s") and not word.endswith("ss")
    if before in BE or before in HAVE:
        return not (past or word.endswith(("ing", "en", "wn")))
    if past:
        return False
    if (
        word in GOVERNORS
        and following == "to"
        and not word.endswith("ing")
        and before not in DETERMINERS
    ):
        return before in GOVERNORS or before in LIGHT or before in PREPOSITIONS
    if before in DETERMINERS or word.endswith(NOUN_ENDINGS):
        return True
    if word.endswith("ing"):
        described = at >= 0 and side_kind(words, at) is not None
        object_next = following in DETERMINERS or (before in GOVERNORS and not described)
        gerund = object_next or before in PREPOSITIONS or before == ","
        return not gerund and (ends_phrase(following) or is_past(following))
    if before in PREPOSITIONS or before in GOVERNORS or before in LIGHT:
        return True
    return None if ends_phrase(following) else False


def ends_phrase(following: str) -> bool:
    """Whether a noun may stand before this word; a verb has mostly an object behind it."""
    return (
        following in PREPOSITIONS
        or following in AUXILIARIES
        or following in HARD
        or following in CLAUSES
        or following in GOVERNORS
        or following in ("that", ",")
    )


def is_past(word: str) -> bool:
    """Whether a word looks like a past tense or a participle."""
    return word.endswith("ed") or word in IRREGULAR


def is_adverb(word: str) -> bool:
    """Whether a word may stand between an auxiliary and its verb."""
    return word in ADVERBS or (word.endswith("ly") and word not in NO_ADVERBS)


def has_be_form(word: str) -> bool:
    """Whether a word looks like an infinitive."""
    return not word.endswith(("ed", "ing")) and (not word.endswith("s") or word.endswith("ss"))


def is_thing(words: Words, at: int) -> bool:
    """Whether an article makes a noun of what would govern as a verb alone: "the press"."""
    verb = words[at] not in NOUN_GOVERNORS and has_be_form(words[at])
    return verb and at > 0 and words[at - 1] in DETERMINERS


def side_kind(words: Words, at: int) -> Kind | None:
    """The kind of an adjective or a participle before a noun: "the planned visit"."""
    word = words[at]
    if word in SIDE_GOVERNORS:
        return SIDE_GOVERNORS[word]
    if word not in OBJECT_GOVERNORS or not word.endswith(("ed", "ing", "en")):
        return None
    before = at - 1
    while before >= 0 and is_adverb(words[before]):
        before -= 1
    alone = before < 0 or words[before] in DETERMINERS or words[before] in PREPOSITIONS
    return OBJECT_GOVERNORS[word] if alone else None


def group_start(words: Words, at: int) -> int:
    """Where the auxiliaries and adverbs of a verb begin; the "to" of an infinitive is of them."""
    start = at
    while start > 0:
        word = words[start - 1]
        if word == "to":
            start -= 1
            while start > 0 and words[start - 1] in NOT:
                start -= 1
            break
        if not (word in AUXILIARIES or is_adverb(word)):
            break
        start -= 1
    return start


def main_after(words: Words, at: int) -> int:
    """The first word behind an auxiliary that is neither auxiliary nor adverb."""
    main = at + 1
    while main < len(words) - 1 and (
        words[main] in AUXILIARIES
        or is_adverb(words[main])
        or (words[main] == "to" and words[main + 1] in BE)
    ):
        main += 1
    return min(main, len(words) - 1)


def finite_status(words: Words, start: int, at: int) -> Status:
    """What the auxiliaries of a finite verb say, whatever its clause depends on."""
    group = frozenset(words[start:at])
    denied = bool(NOT & group)
    if "would" in group:
        if denied or "have" in group:
            return "denied"
        return "planned" if is_report(words, start) else "possible"
    if group & OPEN_MODALS:
        missed = "should" in group and "have" in group
        return "denied" if missed or (denied and group & {"could", "can"}) else "possible"
    if denied or (words[at - 1] in ALMOST and at > 0):
        return "denied"
    if group & MAYBE:
        return "possible"
    if group & PLAN_MODALS:
        return "planned"
    return aspect(words, start, at, group)


def aspect(words: Words, start: int, at: int, group: frozenset[str]) -> Status:
    """Under way or not: "is shelling", "has been held since May", "remain trapped"."""
    before = words[start - 1] if start > 0 else ""
    now = bool(group & BE_NOW or ("been" in group and group & {"have", "has"}))
    if (words[at].endswith("ing") and group & BE) or "being" in group:
        return "ongoing" if now or group & STILL else "actual"
    if before in REMAIN:
        return "ongoing"
    if before in ONLY_FEARED:
        return "possible"
    if now and words[at] in STATES and ("been" in group or group & STILL):
        return "ongoing" if lasts(words, at) or group & STILL else "actual"
    return "actual"


def lasts(words: Words, at: int) -> bool:
    """Whether "since" or "for weeks" stands near a verb."""
    around = words[max(0, at - FAR) : at + FAR]
    for here, word in enumerate(around):
        if word == "since" or (word == "for" and PERIODS.intersection(around[here : here + 4])):
            return True
    return False


def is_report(words: Words, start: int) -> bool:
    """Whether "would" tells what was announced: "said it would", "a law that would"."""
    if start > 0 and words[start - 1] in ("that", "which"):
        return True
    subject = start
    while subject > 0 and words[subject - 1] not in HARD and words[subject - 1] not in SAID:
        subject -= 1
        if words[subject] in ("that", ","):
            subject += 1
            break
    indefinite = subject < start and words[subject] in INDEFINITE
    return not indefinite and bool(SAID.intersection(words))


def is_perfect(words: Words, at: int) -> bool:
    """Whether "has" or "have" stands in front: what has begun goes on."""
    return bool({"has", "have"}.intersection(words[group_start(words, at) : at]))


def in_time_clause(words: Words, conjunction: int, start: int, at: int, own: Status) -> Status:
    """What a plan waits for has not happened yet: "will vote once they have left"."""
    group = words[start:at]
    past = not {"had", "was", "were"}.isdisjoint(group) if group else is_past(words[at])
    outside = (*words[:conjunction], *words[at:])
    if own != "actual" or past or not FUTURE.intersection(outside):
        return own
    word = words[conjunction]
    return "possible" if word in ONCE else "planned" if word in WHEN else own


def before_parenthesis(words: Words, comma: int) -> int:
    """The comma that opens the parenthesis which this comma closes; -1 where none does."""
    for here in range(comma - 1, max(-1, comma - PARENTHESIS), -1):
        if words[here] in HARD:
            return -1
        if words[here] == ",":
            return here
    return -1


def governor_before(words: Words, at: int, reach: int) -> int | None:
    """The nearest governor before a word, in its clause."""
    for here in range(at - 1, max(-1, at - 1 - reach), -1):
        word = words[here]
        if word in GOVERNORS or (word in SIDE_GOVERNORS and here == at - 1):
            return here
        if word in HARD or word in CLAUSES:
            return None
    return None


def same_form_before(words: Words, conjunction: int) -> int | None:
    """The verb in "ing" that one behind "and" goes with."""
    for here in range(conjunction - 1, max(-1, conjunction - PHRASE), -1):
        if words[here] in HARD:
            return None
        if words[here].endswith("ing"):
            return here
    return None


def has_condition(words: Words) -> bool:
    """Whether an "if" or "unless" stands in the sentence, other than of "asked if" or "even if"."""
    return any(
        word in CONDITIONS and (at == 0 or words[at - 1] not in NOT_CONDITIONS)
        for at, word in enumerate(words)
    )


def is_order(sentence: Sentence) -> bool:
    """Whether a quotation or sentence begins with the trigger as an order: "Free them"."""
    following = sentence.words[sentence.last + 1 : sentence.last + 2]
    word = sentence.words[sentence.first]
    return (
        sentence.begins
        and not word.endswith(("ed", "ing", "s"))
        and bool(following)
        and following[0] in DETERMINERS
    )
