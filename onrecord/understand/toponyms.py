"""Where the article names a place: reading and gazetteer -> toponyms.

Two things propose a name: the encoder, and the gazetteer for words in capitals that it knows, which
finds towns in the names of organizations ("Velmar Police Department") and those the encoder missed.
How likely each is a place is a logistic model over what both say and the words around; its weights
stand in the gazetteer's card. One sense a name: what the encoder is sure of in one sentence counts
for the same name in all others.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from onrecord.record import Span
from onrecord.understand.gazetteer import Candidate, Gazetteer, place_key
from onrecord.understand.names import NAMES, Name
from onrecord.understand.nations import COUNTRY, PERSON, PLACE, SURE_PERSON
from onrecord.understand.reading import LIKELY, Reading, listed

ARTICLES = frozenset(("The", "THE", "A"))
SHORT = 3  # letters of a name that may be a code
LONGEST = 6  # words and marks of a name in the gazetteer
INSIDE = listed("of de del la las los le les el al on upon under the du da do dos di and sur am")
JOINS = frozenset("-.'’")  # may stand inside a name, touching both sides
TO_PLACE = listed(
    "in near at from to outside around across into toward towards throughout inside within via "
    "through between north south east west northern southern eastern western central downtown"
)
KINDS_OF_PLACE = listed(
    "county counties parish province provinces region district state states city town village "
    "township borough river lake island islands valley municipality prefecture oblast governorate"
)
OFFICES = listed(
    "police mayor council resident residents man woman men women teen native school schools "
    "hospital university college court sheriff fire department airport station area metro suburb "
    "officials based city-based business downtown neighborhood neighbourhood republican democrat"
)
ROADS = listed(
    "street st road rd avenue ave drive dr boulevard blvd lane ln highway hwy route parkway way "
    "court ct place pl square bridge terrace circle"
)
TITLES = listed(
    "mr mrs ms miss dr sir lord lady sen rep gov gen col maj capt lt sgt judge justice president "
    "senator coach officer detective deputy constable professor prof rev chief captain officer"
)
LONGER = ("person", "body", "place", "group", "place")  # by a name's likeliest kind
SPEAKS = listed("said says told added explained recalled wrote noted testified asked replied")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that may be a place's.

    Args:
        words: the words of the reading that it is made of.
        key: the name as the gazetteer compares it.
        candidates: what it may stand for; empty where the gazetteer has no such name.
        chance: how likely it names a place here.
    """

    span: Span
    words: slice
    key: str
    candidates: tuple[Candidate, ...]
    chance: float = 0.0


def find_toponyms(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer) -> list[Toponym]:
    """Every name that is a place's rather than not, in order; none overlaps another."""
    proposed = propose(reading, names, gazetteer)
    found = []
    for toponym, features in zip(proposed, features_of(reading, names, proposed), strict=True):
        chance = chance_of(features, gazetteer.tuned)
        if chance >= gazetteer.tuned["toponym threshold"]:
            found.append(replace(toponym, chance=chance))
    return found


def chance_of(features: Mapping[str, float], tuned: Mapping[str, float]) -> float:
    """The logistic model: weights are named "toponym <feature>"."""
    if "of a person" in features:
        return 0.0
    total = tuned["toponym bias"]
    for name, value in features.items():
        if value:
            total += value * tuned.get(f"toponym {name}", 0.0)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def propose(reading: Reading, names: Sequence[Name], gazetteer: Gazetteer) -> list[Toponym]:
    """Names that the gazetteer has, the longest at each word, and places that only the encoder has.

    Where one lies in the other the longer one counts: "South Africa", of which the encoder took
    "Africa", and "Clinton Street", of which the gazetteer has "Clinton".
    """
    matches = list(matches_in(reading, gazetteer))
    known = {at: match for match in matches for at in range(match.words.start, match.words.stop)}
    found = {match.words.start: match for match in matches}
    for name in names:
        if name.kinds[COUNTRY] + name.kinds[PLACE] < LIKELY:
            continue
        words = reading.words_in(name.span)
        own = range(words.start, words.stop)
        inside = {known[at].words.start: known[at] for at in own if at in known}
        if any(match.span.covers(name.span) for match in inside.values()):
            continue
        for start in inside:
            found.pop(start, None)
        candidates = fitting(name.text, reading.text[name.span.end : name.span.end + 1], gazetteer)
        found[words.start] = Toponym(name.span, words, place_key(name.text), candidates)
    return sorted(found.values(), key=lambda toponym: toponym.span)


def matches_in(reading: Reading, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The longest name that the gazetteer has at each word in capitals; none overlaps another."""
    text = reading.text
    starts, ends = reading.words.start.tolist(), reading.words.end.tolist()
    past = 0
    for first, start in enumerate(starts):
        if first < past or not text[start].isupper() or text[start : ends[first]] in ARTICLES:
            continue
        for stop in reversed(stops_from(text, starts, ends, first)):
            end = ends[stop - 1]
            name = text[start:end]
            candidates = fitting(name, text[end : end + 1], gazetteer)
            if candidates:
                if name[-2:-1] == "." and text[end : end + 1] == "." and stop < len(starts):
                    stop, end = stop + 1, end + 1  # the full stop of "U.S."
                span = Span(start, end)
                yield Toponym(span, slice(first, stop), place_key(name), candidates)
                past = stop
                break


def fitting(name: str, after: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places of a name; of a short one only those that are written so: EU, Eu, La., UK.

    Args:
        after: the character behind it.
    """
    found = gazetteer.find(name)
    if len(name) > SHORT or not found:
        return found
    if name.isupper():  # a code, not a town
        return tuple(one for one in found if not one.is_main or not one.sort.startswith("PPL"))
    if len(name) < SHORT and after != ".":
        return tuple(one for one in found if one.is_main)
    return found


def stops_from(text: str, starts: Sequence[int], ends: Sequence[int], first: int) -> list[int]:
    """Where a name that begins at this word may end, the shortest first."""
    last = min(len(starts), first + LONGEST)
    found, at = [first + 1], first + 1
    while at < last:
        gap = starts[at] - ends[at - 1]
        letter = text[starts[at]]
        if gap > 1:
            break
        if letter.isupper():
            found.append(at + 1)
        elif letter in JOINS:
            touches = at + 1 < last and (starts[at + 1] == ends[at] or letter == ".")
            if gap or not touches or (letter != "-" and text[starts[at + 1]].islower()):
                break
        elif text[starts[at] : ends[at]] not in INSIDE:
            break
        at += 1
    return found


Features = dict[str, float]
STATES = frozenset(("ADM1", "PCLI"))


def features_of(
    reading: Reading, names: Sequence[Name], proposed: Sequence[Toponym]
) -> Iterator[Features]:
    """What the model knows of each proposed name, by feature; absent is 0."""
    kinds = reading.tags(NAMES)
    by_kind = kinds[:, 1::2] + kinds[:, 2::2]
    sums = np.vstack([np.zeros((1, by_kind.shape[1]), by_kind.dtype), np.cumsum(by_kind, axis=0)])
    means = [
        ((sums[t.words.stop] - sums[t.words.start]) / (t.words.stop - t.words.start)).tolist()
        for t in proposed
    ]
    surest: dict[str, float] = defaultdict(float)
    for toponym, mean in zip(proposed, means, strict=True):
        surest[toponym.key] = max(surest[toponym.key], mean[COUNTRY] + mean[PLACE])
    around = Around(reading, names)
    for number, (toponym, mean) in enumerate(zip(proposed, means, strict=True)):
        features = around.features(toponym)
        person, body, country, group, place = mean
        features |= {
            "person": person,
            "organization": body,
            "country": country,
            "group": group,
            "place": place,
            "surest": surest[toponym.key],
        }
        following = proposed[number + 1] if number + 1 < len(proposed) else None
        before = proposed[number - 1] if number else None
        if following is not None and _comma_between(reading.text, toponym.span, following.span):
            if _is_state(following):
                features["before its state"] = 1.0
            elif following.candidates:
                features["before a comma and place"] = 1.0
        if before is not None and _comma_between(reading.text, before.span, toponym.span):
            if _is_state(toponym) and before.candidates:
                features["state behind a town"] = 1.0
            elif before.candidates:
                features["behind a place and comma"] = 1.0
        yield features


def _comma_between(text: str, first: Span, second: Span) -> bool:
    return second.start - first.end <= 3 and text[first.end : second.start].strip() in (",", ".,")


def _is_state(toponym: Toponym) -> bool:
    return any(candidate.sort in STATES for candidate in toponym.candidates)


class Around:
    """What stands around each word of a reading, looked up once an article."""

    def __init__(self, reading: Reading, names: Sequence[Name]) -> None:
        text = reading.text
        spans = zip(reading.words.start.tolist(), reading.words.end.tolist(), strict=True)
        self._words = [text[start:end] for start, end in spans]
        self._sentence = reading.words.sentence.tolist()
        self._every = frozenset(self._words)
        self._run: dict[int, tuple[slice, Name]] = {}
        self._of_persons: set[str] = set()
        for name in names:
            words = reading.words_in(name.span)
            self._run.update(dict.fromkeys(range(words.start, words.stop), (words, name)))
            if words.stop - words.start > 1 and name.kinds[PERSON] >= LIKELY:
                parts = name.text.split()
                self._of_persons.update((place_key(parts[0]), place_key(parts[-1])))

    def features(self, toponym: Toponym) -> Features:
        """The features of a name that do not depend on other proposed names."""
        start, stop = toponym.words.start, toponym.words.stop
        first, key, sentence = self._words[start], toponym.key, self._sentence
        told = {
            "words": stop - start > 1,
            "not in gazetteer": not toponym.candidates,
            "in capitals": len(first) > 3 and first.isupper(),
            "short": len(key) <= SHORT,
            "common word": key in self._every,  # keys are in lower case
            "part of a person's name": key in self._of_persons,
            "opens sentence": start == 0 or sentence[start] != sentence[start - 1],
        }
        found = {name: 1.0 for name, holds in told.items() if holds}
        if toponym.candidates:
            found |= _of_candidates(toponym.candidates)
        if "opens sentence" not in found:
            self._before(found, self._words[start - 1])
        if stop < len(self._words) and sentence[stop] == sentence[stop - 1]:
            self._after(found, self._words[stop])
        run = self._run.get(start) or self._run.get(stop - 1)
        if run is not None:
            self._inside(found, toponym.words, *run)
        return found

    def _before(self, found: Features, word: str) -> None:
        """What the word before a name tells of it."""
        low = word.lower()
        if word in TO_PLACE or low == "in":
            found["behind a preposition"] = 1.0
        elif word == "of":
            found["behind of"] = 1.0
        elif low == "the":
            found["behind the"] = 1.0
        elif low in TITLES:
            found["behind a title"] = 1.0
        elif not word[0].isalnum() and word not in (",", "."):
            found["behind a mark"] = 1.0
        if word[0].isupper() and low not in TO_PLACE:
            found["behind a name"] = 1.0

    def _after(self, found: Features, word: str) -> None:
        """What the word behind a name tells of it."""
        low = word.lower()
        if low in OFFICES:
            found["before an office"] = 1.0
        elif word[0].isupper():
            found["before a name"] = 1.0
        if low in KINDS_OF_PLACE:
            found["before a kind of place"] = 1.0
        if low in ROADS:
            found["before a road"] = 1.0
        if low in SPEAKS:
            found["before a verb of speech"] = 1.0
        elif word in ("'", "’"):
            found["before a possessive"] = 1.0
        elif word == "-":
            found["before a hyphen"] = 1.0

    def _inside(self, found: Features, words: slice, run: slice, name: Name) -> None:
        """How the name lies in a longer name of the encoder's."""
        kind = LONGER[name.kinds.index(max(name.kinds))]
        at_an_end = words.start == run.start or words.stop == run.stop
        if words != run and at_an_end and name.kinds[PERSON] >= SURE_PERSON:
            found["of a person"] = 1.0  # "Paris Hilton", "Ana Holt"
        if run.start < words.start:
            found[f"end of a longer {kind}"] = 1.0
        elif run.stop > words.stop:
            found[f"begin of a longer {kind}"] = 1.0
        if run.stop > words.stop and self._words[run.stop - 1].lower() in ROADS:
            found["before a road"] = 1.0


@lru_cache(maxsize=1 << 14)  # a gazetteer gives the same candidates for the same name
def _of_candidates(candidates: tuple[Candidate, ...]) -> Features:
    """How well known the places of a name are."""
    known = max(math.log10(c.population + 1) - (0 if c.is_main else 1.5) for c in candidates)
    kinds = {c.sort for c in candidates[:8] if c.is_main}
    told = {
        "is a country": "PCLI" in kinds,
        "is a division": "ADM1" in kinds,
        "is a county": "ADM2" in kinds,
        "is a region": bool(kinds - {"PCLI", "ADM1", "ADM2", "PPL", "PPLC"}),
        "only another name": not any(c.is_main for c in candidates),
    }
    found = {name: 1.0 for name, holds in told.items() if holds}
    return {"population": max(0.0, known) / 7, **found}
