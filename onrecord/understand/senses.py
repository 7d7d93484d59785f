"""Which place each name stands for: toponyms -> one candidate a name.

Mentions of one name are one sense, unless the words name its state or country ("Paris, Texas",
"Paris, France"). Each candidate of a sense is scored by a linear model: how populous it is, what it
is, what stands behind the name ("Tarv County", "Tarv, Ohio"), and how near it is to what the other
names of the article most likely stand for, the outlet's and the dateline's counting more. The
weights stand in the gazetteer's card. Great-circle distances are on a sphere.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.understand.gazetteer import Candidate
from onrecord.understand.toponyms import Toponym

Floats = NDArray[np.float64]
Key = tuple[str, int, frozenset[str]]  # of a sense: the name, its state, the kinds it is called
Tally = dict[tuple[str, str | None], float]
REGION_COUNTS = 3_000_000  # people, as far as being known goes
RADIUS_KM = 6371.0088  # Moritz (2000), GRS 80
NEAR_KM, AROUND_KM = 60.0, 300.0  # how fast the pull of a place fades
ANCHORS = 60  # senses that pull at others; an article that names 400 places has more
PULLING = 3  # candidates of a sense that pull
HOME, DATELINE = 4.0, 2.0  # how much more a place of the outlet's name, or the dateline's, pulls
OPENING = 80  # code points in which a dateline begins
STATES = frozenset(("ADM1", "PCLI"))
TOWNS = frozenset(("PPL", "PPLC", "PPLX"))
FEATURES = (
    *("population", "own name", "country", "division", "county", "region", "capital"),
    *("inside its state", "outside its state"),
    *("near", "around", "same division", "same country", "division is named"),
    *("country is named", "country of the outlet", "capital in the dateline"),
)
# A kind of place behind a name, or before "of", and the features that it goes with.
KINDS = {
    **dict.fromkeys(("county", "parish", "counties", "raion", "borough"), ("ADM2",)),
    **dict.fromkeys(("state", "province", "oblast", "governorate", "prefecture"), ("ADM1", "ADM2")),
    **dict.fromkeys(("region", "krai"), ("ADM1", "ADM2", "RGN")),
    "district": ("ADM2", "ADM1", "PPL", "PPLX"),
    **dict.fromkeys(("city", "town", "village", "suburb"), ("PPL", "PPLC", "PPLX")),
    "river": ("STM",),
    "lake": ("LK",),
    **dict.fromkeys(("island", "islands"), ("ISL", "ISLS", "ADM1", "PCLI")),
}
COUNTIES = frozenset(("county", "counties", "parish", "borough"))
KIND_AFTER = re.compile(r"\s(?:[Aa]utonomous\s)?([A-Za-z]+)\b")
KIND_BEFORE = re.compile(r"\b(\w+)\sof\s(?:the\s)?$")
LIST_OF_COUNTIES = re.compile(r"(?:,\s[A-Z][\w. ]{2,16}){0,9},?\sand\s[A-Z][\w. ]{2,16}\scounties")


@dataclass(frozen=True, slots=True)
class Sense:
    """One name of an article with all its mentions, and what it may stand for."""

    mentions: tuple[Toponym, ...]
    candidates: tuple[Candidate, ...]
    states: tuple[Candidate, ...] = ()


def find_senses(text: str, toponyms: Sequence[Toponym]) -> list[Sense]:
    """The names of one article, each with the states or countries that stand behind it, if any."""
    by_key: dict[Key, list[Toponym]] = defaultdict(list)
    states: dict[Key, tuple[Candidate, ...]] = {}
    held: dict[Key, tuple[Candidate, ...]] = {}
    before: tuple[Candidate, ...] = ()
    for number, toponym in enumerate(toponyms):
        following = toponyms[number + 1] if number + 1 < len(toponyms) else None
        holding = _states_behind(text, toponym, following)
        kinds = kinds_around(text, toponym)
        called = kinds if any(one.sort in kinds for one in toponym.candidates) else frozenset()
        several = sum(one.sort in STATES and one.is_main for one in toponym.candidates) > 1
        own = before if several else ()  # "Tbilisi, Georgia" and "Atlanta, Georgia"
        before = holding
        key = toponym.key, _number_of(holding or own), called
        held[key] = own
        by_key[key].append(toponym)
        states[key] = holding
    for key in sorted(by_key, key=lambda key: bool(key[1])):  # bare names first
        told = next((other for other in by_key if _says_more(other, key)), None)
        if told:
            by_key[told] += by_key.pop(key)
    return [
        Sense(
            tuple(mentions),
            held[key] or _fitting(key[2], states[key], mentions[0].candidates),
            states[key],
        )
        for key, mentions in by_key.items()
    ]


def _says_more(other: Key, key: Key) -> bool:
    """Whether a name tells its state, or that it is a town, where the same name does not."""
    if other == key or other[0] != key[0]:
        return False
    same_state, same_kind = other[1] == key[1], other[2] == key[2]
    town = not key[2] and not other[2].isdisjoint(TOWNS)
    return (same_kind and not key[1]) or (town and (same_state or not key[1]))


def _number_of(states: Sequence[Candidate]) -> int:
    """A number that tells the states behind a name apart; 0 for none."""
    return (states[0].geonames_id or 0) if states else 0


def _states_behind(text: str, toponym: Toponym, following: Toponym | None) -> tuple[Candidate, ...]:
    """The states or countries after a comma, of which one holds a candidate of the name."""
    if following is None or following.span.start - toponym.span.end > 3:
        return ()
    between = text[toponym.span.end : following.span.start]
    if between.strip(". ") not in (",", "(") and between != " ":
        return ()
    found = tuple(
        state
        for state in following.candidates
        if state.sort in STATES and any(_holds(state, one) for one in toponym.candidates)
    )
    return found if between != " " or following.key in ("dc",) else ()


def _fitting(
    kinds: frozenset[str], states: Sequence[Candidate], candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """The candidates of the kind that is named; of a town those that lie in its state.

    A state's name may stand in a list of states: it is left as it is.
    """
    if kinds:
        candidates = tuple(one for one in candidates if one.sort in kinds)
    if not states or any(one.sort in STATES and one.is_main for one in candidates):
        return candidates
    inside = tuple(one for one in candidates if any(_holds(state, one) for state in states))
    return inside or candidates


def _holds(state: Candidate, place: Candidate) -> bool:
    """Whether a state or country holds a place and is not the place itself."""
    if place is state or place.sort == "PCLI":
        return False
    if state.sort == "PCLI":
        return place.country == state.country
    return place.division == state.division and place.sort != "ADM1"


def chances_of(
    text: str, senses: Sequence[Sense], outlet: str, tuned: Mapping[str, float]
) -> list[Floats]:
    """For each sense how likely each of its candidates is: float64 [candidates], adding up to 1."""
    weights = np.array([tuned[f"sense {name}"] for name in FEATURES])
    return [softmax(features @ weights) for features in features_of(text, senses, outlet)]


def softmax(scores: Floats) -> Floats:
    """Scores as chances; none for none."""
    if not len(scores):
        return scores
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def features_of(text: str, senses: Sequence[Sense], outlet: str) -> list[Floats]:
    """For each sense what the model knows of each candidate: float64 [candidates, FEATURES]."""
    own = [own_features(text, sense) for sense in senses]
    first = [softmax(features @ PRIOR) for features in own]
    pulls = Pulls(text, senses, first, outlet)
    for sense, features in zip(senses, own, strict=True):
        if sense.candidates:
            pulls.fill(sense, features)
    return own


def own_features(text: str, sense: Sense) -> Floats:
    """The features of a sense that do not depend on other names."""
    opens = sense.mentions[0].span.start == 0
    rows = []
    for one in sense.candidates:
        inside = any(_holds(state, one) for state in sense.states)
        rows.append(
            (
                math.log10(people_of(one) + 1) / 7,
                one.is_main,
                one.sort == "PCLI",
                one.sort == "ADM1",
                one.sort == "ADM2",
                one.sort not in ("PCLI", "ADM1", "ADM2", *TOWNS),
                one.sort == "PPLC",
                inside,
                bool(sense.states) and not inside,
                *([0.0] * (len(FEATURES) - 10)),
                opens and one.sort == "PPLC",
            )
        )
    return np.array(rows, np.float64).reshape(len(rows), len(FEATURES))


def people_of(place: Candidate) -> int:
    """How populous a place counts: seas and regions are on record because the news names them."""
    of_people = place.population or place.sort in ("PCLI", "ADM1", "ADM2", *TOWNS)
    return place.population if of_people else REGION_COUNTS


# Before anything is known of the other names: the model's own weights, by hand, as far as they go.
PRIOR = np.array([6, 2, 3, 2, -1, 2, 1, 6, -2, *([0.0] * (len(FEATURES) - 9))])


def kinds_around(text: str, mention: Toponym) -> frozenset[str]:
    """The feature codes that go with what a name is called: "Tarv County", "the city of Tarv"."""
    found: set[str] = set()
    after = text[mention.span.end : mention.span.end + 90]
    near = KIND_AFTER.match(after)
    if near and near[1] not in COUNTIES:  # "in Tarv county officials said"
        found.update(KINDS.get(near[1].lower(), ()))
    behind = KIND_BEFORE.search(text[max(0, mention.span.start - 24) : mention.span.start])
    if behind:
        found.update(KINDS.get(behind[1].lower(), ()))
    if LIST_OF_COUNTIES.match(after):
        found.update(KINDS["county"])
    return frozenset(found)


class Pulls:
    """What the likeliest places of all senses of an article do to the candidates of each."""

    def __init__(
        self, text: str, senses: Sequence[Sense], first: Sequence[Floats], outlet: str
    ) -> None:
        domain = re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", outlet.lower()).split("/")[0]
        letters = re.sub(r"[^a-z]", "", domain.rsplit(".", 1)[0])
        self._country = ENDINGS.get(domain.rsplit(".", 1)[-1])
        anchors: list[tuple[int, Candidate, float]] = []
        for number, (sense, chances) in enumerate(zip(senses, first, strict=True)):
            if number == ANCHORS:
                break
            weight = math.sqrt(len(sense.mentions))
            if sense.mentions[0].span.start < OPENING:
                weight = max(weight, DATELINE)
            name = sense.mentions[0].key.replace(" ", "")
            if len(name) > 3 and name in letters:
                weight = max(weight, HOME)
            for at in np.argsort(-chances, kind="stable")[:PULLING].tolist():
                anchors.append((number, sense.candidates[at], weight * float(chances[at])))
        self._weight = np.array([weight for _, _, weight in anchors])
        self._points = unit_vectors([one for _, one, _ in anchors])
        self._towns = self._weight * [one.sort != "PCLI" for _, one, _ in anchors]
        self._own: dict[str, list[int]] = defaultdict(list)  # a name does not pull at itself
        for row, (number, _, _) in enumerate(anchors):
            self._own[senses[number].mentions[0].key].append(row)
        self._all = tallied(anchors)
        self._of = {key: tallied([anchors[row] for row in own]) for key, own in self._own.items()}

    def fill(self, sense: Sense, features: Floats) -> None:
        """Set the features of a sense's candidates that depend on the other senses."""
        towns = self._towns.copy()
        name = sense.mentions[0].key
        towns[self._own.get(name, [])] = 0.0
        points = unit_vectors(sense.candidates)
        distance = np.arccos(np.clip(points @ self._points.T, -1, 1)) * RADIUS_KM
        at = FEATURES.index("near")
        features[:, at] = saturated(np.exp(-distance / NEAR_KM) @ towns)
        features[:, at + 1] = saturated(np.exp(-distance / AROUND_KM) @ towns)
        every, own = self._all, self._of.get(name, {})
        total = 1.0 + every["all", None] - own.get(("all", None), 0.0)

        def pull(kind: str, name: str | None) -> float:
            """The pull of the other senses' places of this kind."""
            key = kind, name
            return every[key] - own.get(key, 0.0) if name and key in every else 0.0

        for row, one in enumerate(sense.candidates):
            if one.sort != "PCLI":
                state, nation = pull("state", one.division), pull("nation", one.country)
                features[row, at + 2] = pull("division", one.division) / total
                features[row, at + 4] = state / (1 + state)
                features[row, at + 5] = nation / (1 + nation)
            features[row, at + 3] = pull("country", one.country) / total
            features[row, at + 6] = self._country is not None and one.country == self._country


def tallied(anchors: Sequence[tuple[int, Candidate, float]]) -> Tally:
    """How much all places pull together that lie in a division or country, or are it."""
    found: Tally = defaultdict(float)
    for _, one, weight in anchors:
        found["all", None] += weight
        found["country", one.country] += weight
        if one.sort == "PCLI":
            found["nation", one.country] += weight
        elif one.sort == "ADM1":
            found["state", one.division] += weight
        else:
            found["division", one.division] += weight
    return found


def saturated(values: Floats) -> Floats:
    """Sums as numbers between 0 and 1: the tenth neighbour says little more."""
    return np.asarray(values / (1 + values))


def unit_vectors(places: Sequence[Candidate]) -> Floats:
    """float64 [places, 3]: where each lies on a sphere of radius 1."""
    degrees = np.array([(one.latitude, one.longitude) for one in places]).reshape(-1, 2)
    north, east = np.radians(degrees).T
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], 1)


# The ends of outlets' domains that tell a country; others (.com, .tv) tell none.
ENDINGS = {
    **{"uk": "GBR", "ca": "CAN", "au": "AUS", "nz": "NZL", "ie": "IRL", "in": "IND", "za": "ZAF"},
    **{"ru": "RUS", "de": "DEU", "fr": "FRA", "il": "ISR", "pk": "PAK", "ng": "NGA", "ke": "KEN"},
    **{"cn": "CHN", "jp": "JPN", "kr": "KOR", "ua": "UKR", "pl": "POL", "ae": "ARE", "us": "USA"},
}
