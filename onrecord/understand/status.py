"""Whether an event happened, goes on, is planned, is possible or is denied: reading -> status.

No parse is at hand: a word is judged by the words around it. A verb has auxiliaries in front ("may
have been"), an infinitive or a gerund a word that governs it ("refused to"), a clause a conjunction
or a verb of saying; a noun has adjectives, the words before its phrase and the verb behind it. A
governor's own status comes from the same rules, and `TURNS` says what it makes of the event: in
"did not fail to withdraw" "fail" is denied, and so the withdrawal actual.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.record import Status
from onrecord.understand.reading import Reading
from onrecord.understand.status_forms import (
    FAR,
    PHRASE,
    Words,
    before_parenthesis,
    finite_status,
    governor_before,
    group_start,
    has_be_form,
    has_condition,
    in_time_clause,
    is_adverb,
    is_noun,
    is_order,
    is_past,
    is_perfect,
    is_thing,
    main_after,
    same_form_before,
    side_kind,
)
from onrecord.understand.status_sentence import sentence_around
from onrecord.understand.status_words import (
    AND,
    AUXILIARIES,
    BE,
    BE_NOW,
    CLAUSES,
    CONDITIONS,
    DETERMINERS,
    DO,
    ENTERS,
    FAILS,
    FALSE,
    FUTURE,
    GATHERED_FOR,
    GOVERNORS,
    HARD,
    HAVE,
    INDEFINITE,
    LIGHT,
    LIGHT_PHRASES,
    LINKS,
    LOOMS,
    MAYBE,
    MEETS,
    MODALS,
    NO_OBJECT,
    NO_SIGN,
    NO_THAT,
    NOBODY,
    NOT,
    OBJECT_FIRST_FORMS,
    OBJECT_GOVERNORS,
    OCCURS,
    OPEN_MODALS,
    ORDINALS,
    PERIODS,
    PLAN_MODALS,
    PREPOSITIONS,
    PRONOUNS,
    PURPOSES,
    REMAIN,
    SHOWS,
    SIDE_GOVERNORS,
    STATE,
    STATUS_PREPOSITIONS,
    STILL,
    THAT_CLAUSE,
    TOLD,
    TRANSPARENT,
    TURNS,
    WHO_WHAT,
)

DEEPEST = 6  # governors of governors
NEAR = 6  # words from a preposition or "that" back to a verb with an object in between
BARE = 3  # words of one without an article
BEHIND = 14  # words from a noun to the verb of its clause
ASSERTED: frozenset[Status] = frozenset(("actual", "ongoing", "planned"))
INVERTED: Mapping[str, Status] = {"should": "possible", "were": "possible", "had": "denied"}


def status_of(reading: Reading, trigger: slice) -> Status:
    """What its sentence takes the event for that these words name.

    Args:
        trigger: the words of the event's verb or noun.
    """
    sentence = sentence_around(reading, trigger)
    if sentence is None:
        return "actual"
    words = sentence.words
    if is_order(sentence):
        return "possible"
    status = status_at(words, sentence.first, sentence.last, DEEPEST)
    if status == "actual" and GOVERNORS.get(words[sentence.first]) == "goes on":
        return "ongoing"
    if status == "planned" and has_condition(words):
        return "possible"
    if words[-1] == "?" and status in ("actual", "planned") and not WHO_WHAT.intersection(words):
        return "possible"
    return status


def status_at(words: Words, first: int, last: int, depth: int) -> Status:
    """The status of an event or a governor.

    Args:
        depth: how many governors are still followed.
    """
    if depth <= 0:
        return "actual"
    noun = is_noun(words, first, last)
    if noun is None and (shared := coordinated(words, first, depth)) is not None:
        return shared
    status: Status = "actual" if noun is False else noun_status(words, first, last, depth)
    return status if noun or status != "actual" else verb_status(words, first, depth)


def verb_status(words: Words, at: int, depth: int) -> Status:
    """The status of a verb: finite, infinitive or gerund."""
    if depth <= 0:
        return "actual"
    start = group_start(words, at)
    group = words[start:at]
    ing = words[at].endswith("ing")
    if "to" in group and (not ing or "be" in group):
        to = start + group.index("to")
        status = infinitive_status(words, to, at, depth)
        negated = any(word in NOT for word in words[start:at])
        return "denied" if negated and status in ASSERTED else status
    if "to" in group or (ing and not BE.intersection(group)):
        return gerund_status(words, at, depth)
    for word in ("having", "being"):
        if word in group and not BE.difference({"being"}).intersection(group):
            return gerund_status(words, start + group.index(word), depth)
    if not AUXILIARIES.intersection(group):
        shared = coordinated(words, at, depth)
        if shared is not None:
            return shared
    return embedded(words, start, at, finite_status(words, start, at), depth)


def coordinated(words: Words, at: int, depth: int) -> Status | None:
    """The status of the verb that this one shares its auxiliaries with: "will meet and talk"."""
    here = at - 1
    while here >= 0 and is_adverb(words[here]) and words[here] not in ("neither", "nor"):
        here -= 1
    if here < 1 or words[here] not in (*AND, "but", ",", "as well as"):
        return None
    bare, past = has_be_form(words[at]), is_past(words[at])
    for back in range(here - 1, max(-1, here - BEHIND), -1):
        word = words[back]
        if word in HARD or word in PRONOUNS or (word in CLAUSES and word not in AND):
            return None
        if word == "neither":
            return "denied"
        shares = (bare and (word == "to" or word in MODALS or word in DO)) or (
            past and (word in BE or word in HAVE)
        )
        if shares:
            main = main_after(words, back)
            same = has_be_form(words[main]) == bare
            fits = same and main < here and (word != "to" or words[main] not in DETERMINERS)
            return verb_status(words, main, depth - 1) if fits else None
        if word in AUXILIARIES:
            return None
    return None


def embedded(words: Words, start: int, at: int, own: Status, depth: int) -> Status:
    """A finite verb's status, once its subject and what its clause depends on are heard."""
    here, joined = start, False
    while here > 0:
        here -= 1
        word = words[here]
        if word == ",":
            here = before_parenthesis(words, here)
        if word in HARD or here < 0:
            return own
        if word == "whether" or (word in CONDITIONS and words[here - 1] != "even"):
            missed = "had" in words[start:at] and "would" in words  # "would have fled if they had"
            return "denied" if missed else "possible"
        if word == "that":
            governor = governor_before(words, here, NEAR)
            return within(words, governor, own, depth)
        if word in AND and word != "nor":  # what is joined depends on one "that" or "if"
            joined = True
        if joined:
            continue
        if (word in NOBODY or word == "nor" or is_asked_not(words, here)) and own in ASSERTED:
            own = "denied"
        if word in CLAUSES:
            return in_time_clause(words, here, start, at, own)
        if word in INVERTED and here < start - 1 and (here == 0 or words[here - 1] == ","):
            return INVERTED[word]
        if word in MAYBE and own == "actual":
            own = "possible"
        subject_between = here < start - 1
        if word in NO_THAT and subject_between and words[here - 1] not in DETERMINERS:
            return within(words, here, own, depth)
    return own


def is_asked_not(words: Words, at: int) -> bool:
    """Whether this is the "not" of a question whose subject follows: "why didn't they pay?"."""
    return words[at] == "not" and at > 0 and words[at - 1] in AUXILIARIES and "?" in words[at:]


def within(words: Words, governor: int | None, own: Status, depth: int) -> Status:
    """A clause's status inside what governs it: "denied that", "fears that"."""
    if governor is None:
        return own
    kind = GOVERNORS.get(words[governor]) or SIDE_GOVERNORS[words[governor]]
    if kind not in THAT_CLAUSE or words[governor] in TOLD:
        return own
    turned = TURNS[kind][status_at(words, governor, governor, depth - 1)]
    if turned == "actual":
        return own
    if own == "denied":
        return "possible"
    return turned


def infinitive_status(words: Words, to: int, at: int, depth: int) -> Status:
    """The status of "to" and a verb: what governs it decides, else it is an aim."""
    here = to - 1
    while here > 0 and (is_adverb(words[here]) and words[here] not in SIDE_GOVERNORS):
        here -= 1
    before = words[here] if here >= 0 else ""
    if before in BE:
        negated = any(word in NOT for word in words[here:to])
        return "denied" if negated else "planned"
    if before in HAVE:
        return "actual" if before == "had" else "possible"
    if here > 0 and words[here - 1] == "too":
        return "denied"
    if before in SIDE_GOVERNORS:
        turned = TURNS[SIDE_GOVERNORS[before]]
        return turned[verb_status(words, here, depth - 1)]
    while here >= 0 and to - here <= FAR:
        word = words[here]
        if word == ",":
            here = before_parenthesis(words, here) - 1
            continue
        if word in SIDE_GOVERNORS and words[here + 1] == "for":  # "hard for them to leave"
            return TURNS[SIDE_GOVERNORS[word]][verb_status(words, here, depth - 1)]
        if word in GOVERNORS and not is_thing(words, here):
            return TURNS[GOVERNORS[word]][status_at(words, here, here, depth - 1)]
        if word in HARD or (word in CLAUSES and word not in AND):
            break
        here -= 1
    return inherited(words, to, depth) if words[at] in GATHERED_FOR else "planned"


def gerund_status(words: Words, at: int, depth: int) -> Status:
    """The status of a verb in "ing" without "be": "denied taking", "without firing"."""
    here = at - 1
    while here >= 0 and is_adverb(words[here]):
        here -= 1
    if here < 0:
        return "actual"
    before = words[here]
    if before in PREPOSITIONS or any(before in many for many in STATUS_PREPOSITIONS.values()):
        status = preposition_status(words, here, depth)
        return status or (inherited(words, here, depth) if before in ("by", "in") else "actual")
    if before == "'s":
        governor = governor_before(words, here, BARE)
    elif before in AND:
        governor = same_form_before(words, here)
        return "actual" if governor is None else verb_status(words, governor, depth - 1)
    else:
        governor = here if before in GOVERNORS else None
    if governor is not None:
        return governed(words, governor, depth)
    return inherited(words, here + 1, depth)


def inherited(words: Words, at: int, depth: int) -> Status:
    """The status of the main verb in front: "may hit the town, killing many"."""
    for here in range(at - 1, -1, -1):
        if words[here] in HARD:
            break
        if words[here] in MODALS or words[here] in NOT:
            return verb_status(words, main_after(words, here), depth - 1)
    return "actual"


def governed(words: Words, governor: int, depth: int) -> Status:
    """What a governor makes of its object or gerund."""
    kind = GOVERNORS[words[governor]]
    status = status_at(words, governor, governor, depth - 1)
    if kind == "begins" and status == "actual" and is_perfect(words, governor):
        return "ongoing"
    if kind == "claims" and FALSE.intersection(words[governor : governor + FAR]):
        return "denied"
    return TURNS[kind][status]


def noun_status(words: Words, first: int, last: int, depth: int) -> Status:
    """The status of a noun's event: taken for granted, unless the words around say otherwise."""
    if depth <= 0:
        return "actual"
    at = first - 1
    article: str | None = None
    side: Status | None = None
    while at >= 0 and first - at <= PHRASE:
        word = words[at]
        if word in ("no", "neither"):
            return "denied"
        if article is None and (kind := side_kind(words, at)) is not None:
            side = TURNS[kind]["actual"]
        elif word in DETERMINERS:
            article = article or word
        elif article is None and word in ORDINALS:
            pass
        elif word in PREPOSITIONS or any(word in many for many in STATUS_PREPOSITIONS.values()):
            told = side or preposition_status(words, at, depth, noun=True)
            if told is not None or word not in CLAUSES:
                return told or "actual"
            break
        elif word in GOVERNORS or word in LIGHT or word in LIGHT_PHRASES or word in BE:
            status = verb_governed(words, at, depth)
            if status is not None:
                return status if side is None or status == "denied" else side
            break
        elif word in HARD or word in CLAUSES or word in AUXILIARIES or word in (",", "that"):
            if word not in AND or first - at > 1:
                break
        elif article not in (None, "'s") or first - at > BARE + (article is not None):
            break
        at -= 1
    if article == "any":
        return "possible"
    return behind(words, last, article, depth) or side or "actual"


def verb_governed(words: Words, at: int, depth: int) -> Status | None:
    """What the verb in front says of its object; None where it takes it for granted."""
    word = words[at]
    if word in BE:
        status = finite_status(words, group_start(words, at), at)
        return None if status in ("actual", "ongoing") else status
    if word in LIGHT or word in LIGHT_PHRASES:
        return status_at(words, at, at, depth - 1)
    if word in NO_OBJECT or GOVERNORS[word] in ("says", "claims", "carries"):
        return None
    return governed(words, at, depth)


def preposition_status(words: Words, at: int, depth: int, *, noun: bool = False) -> Status | None:
    """What stands before a preposition says of the words behind it; None where nothing.

    Args:
        noun: a noun stands behind it, not a gerund.
    """
    word, before = words[at], words[at - 1] if at > 0 else ""
    for status, prepositions in STATUS_PREPOSITIONS.items():
        if word in prepositions:
            return status
    if word == "before":
        return "planned" if FUTURE.intersection(words) else None
    if word == "of" and before in TRANSPARENT:
        if before in PERIODS and at > 1 and words[at - 2] in ORDINALS:
            return "ongoing"
        return noun_status(words, at - 1, at - 1, depth - 1)
    if noun and word in STATE:
        standing = state_status(words, at)
        if standing is not None:
            return standing
    if word in LINKS and before in GOVERNORS:
        return governed(words, at - 1, depth)
    if word in LINKS and before in SIDE_GOVERNORS:  # "open to talks"
        return TURNS[SIDE_GOVERNORS[before]][verb_status(words, at - 1, depth - 1)]
    forms = OBJECT_FIRST_FORMS.get(word, frozenset())
    for here in range(at - 1, max(-1, at - 1 - NEAR), -1):
        if words[here] in forms:
            return governed(words, here, depth)
        if words[here] in HARD or words[here] in CLAUSES:
            break
    return None


def state_status(words: Words, at: int) -> Status | None:
    """Whether somebody is, was or may be "on strike", "in talks", "under siege"."""
    here = at - 1
    while here > 0 and is_adverb(words[here]):
        here -= 1
    if here < 0 or not (words[here] in BE or words[here] in REMAIN):
        return None
    group = frozenset(words[group_start(words, at) : at])
    status = finite_status(words, group_start(words, here + 1), at)
    if status != "actual":
        return status
    now = group & BE_NOW or ("been" in group and group & {"have", "has"})
    return "ongoing" if now or group & STILL or words[here] in REMAIN else "actual"


def behind(words: Words, last: int, article: str | None, depth: int) -> Status | None:
    """What the verb of a noun's clause says of it: "the visit was put off"; None where nothing."""
    at = last + 1
    while at < len(words) and at - last <= BEHIND:
        word = words[at]
        if word == ",":
            closing = [
                here for here in range(at + 1, min(len(words), last + BEHIND)) if words[here] == ","
            ]
            if not closing:
                return None
            at = closing[0]
        elif word in AUXILIARIES or word in NOT:
            main = main_after(words, at)
            relative = words[at - 1] == "that"  # "the raid that was feared never came"
            later = behind(words, main, article, depth) if relative else None
            return later or predicate_status(words, at, main, article, depth)
        elif word in SHOWS and words[min(at + 1, len(words) - 1)] in NO_SIGN:
            return "ongoing"
        elif word in HARD or word in WHO_WHAT or word == "-" or (word in CLAUSES and at > last + 1):
            return None
        elif word in OCCURS or word in FAILS or word in LOOMS or word in ENTERS:
            return predicate_status(words, at, at, article, depth)
        elif GOVERNORS.get(word) in ("goes on", "ends", "begins") and word.endswith(
            ("s", "ed", " on")
        ):
            return governed(words, at, depth)
        elif (
            at == last + 1
            and word.endswith("ed")
            and word in OBJECT_GOVERNORS
            and word not in PURPOSES
        ):
            return TURNS[OBJECT_GOVERNORS[word]]["actual"]
        at += 1
    return None


def predicate_status(
    words: Words, at: int, main: int, article: str | None, depth: int
) -> Status | None:
    """What a verb says of its subject."""
    word, group = words[main], frozenset(words[at:main])
    status = verb_status(words, main, depth - 1)
    if word in FAILS:
        return TURNS["stops"][status]
    if word in LOOMS:
        return "possible"
    if word in ENTERS:
        return "ongoing" if PERIODS.intersection(words[main : main + 5]) else None
    if word in OCCURS or (group & BE and (word in LIGHT or word in LIGHT_PHRASES)):
        return status
    kind = SIDE_GOVERNORS.get(word) or GOVERNORS.get(word)
    if kind is not None and (group & BE or kind in ("goes on", "ends", "begins")):
        perfect = kind == "begins" and group & {"has", "have"} and status == "actual"
        return "ongoing" if perfect else TURNS[kind][status]
    if group & (OPEN_MODALS | {"would"}) and (article is None or article in INDEFINITE):
        return "possible"
    if group & PLAN_MODALS and (word in MEETS or word in DETERMINERS):
        return "planned"
    return None
