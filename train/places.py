"""Fit the weights by which places are found and told apart, and write them into the gazetteer's card.

    python -m train.places --data DATA [--write] [--folds 5]

DATA/places holds lgl.jsonl.gz and trnews.jsonl.gz (their README says what they are). Two linear models
of some twenty weights each: is this name a place's here (logistic), and which of its places (softmax
over the candidates, any within 161 km of the gold being right). The figures printed first are
cross-validated over articles, each part of five read with weights fitted on the other four, and over
the two corpora; the weights written are fitted on both. No name or text of an article is kept.
"""

import argparse
import gzip
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from onrecord.models import load_encoder, load_gazetteer
from onrecord.record import Span
from onrecord.understand import senses, toponyms
from onrecord.understand.gazetteer import Candidate, Gazetteer
from onrecord.understand.names import find_names
from onrecord.understand.reading import Reading
from onrecord.understand.senses import FEATURES, find_senses
from onrecord.understand.toponyms import Toponym, propose

CARD = Path(__file__).parent.parent / "onrecord" / "models" / "places" / "card.json"
CORPORA = ("lgl", "trnews")
WEIGHT = {"lgl": 1.0, "trnews": 2.0}  # world news is what the program is for, and the smaller set
TOPONYM_THRESHOLD, SENSE_THRESHOLD = 0.4, 0.3
NEAR_KM = 161.0
SMALL = 0.002  # ridge of the second model


@dataclass(frozen=True)
class Article:
    """One row of a corpus, read."""

    corpus: str
    id: str
    reading: Reading
    outlet: str
    gold: Sequence[Mapping[str, Any]]

    def gold_at(self, span: Span) -> list[Mapping[str, Any]]:
        """The gold names that share a character with a span."""
        return [one for one in self.gold if Span(*one["span"]).overlaps(span)]


@dataclass(frozen=True)
class Weighted:
    """A gazetteer with other weights than its card's."""

    gazetteer: Gazetteer
    tuned: Mapping[str, float]

    def find(self, name: str) -> tuple[Candidate, ...]:
        """As the gazetteer has it."""
        return self.gazetteer.find(name)


def articles_in(data: Path) -> Iterator[Article]:
    """Every article of both corpora, read by the encoder."""
    encoder = load_encoder()
    for corpus in CORPORA:
        with gzip.open(data / "places" / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                reading = encoder.read(row["text"])
                yield Article(corpus, row["id"], reading, row.get("outlet") or "", row["gold"])


def fit_toponyms(articles: Sequence[Article], gazetteer: Gazetteer) -> dict[str, float]:
    """The weights of the first model; a name that overlaps an optional gold one is left out."""
    rows, labels, weights = [], [], []
    for article in articles:
        names = find_names(article.reading)
        proposed = propose(article.reading, names, gazetteer)
        features = toponyms.features_of(article.reading, names, proposed)
        for toponym, row in zip(proposed, features, strict=True):
            gold = article.gold_at(toponym.span)
            if not any(one.get("optional") for one in gold):
                rows.append(row)
                labels.append(bool(gold))
                weights.append(WEIGHT[article.corpus])
    vectors = DictVectorizer(sparse=False)
    model = LogisticRegression(C=1.0, max_iter=3000)
    model.fit(vectors.fit_transform(rows), labels, sample_weight=weights)
    found = dict(zip(vectors.feature_names_, model.coef_[0].tolist(), strict=True))
    return {
        "toponym bias": float(model.intercept_[0]),
        "toponym threshold": TOPONYM_THRESHOLD,
        **{f"toponym {name}": weight for name, weight in found.items()},
    }


def fit_senses(articles: Sequence[Article], gazetteer: Gazetteer) -> dict[str, float]:
    """The weights of the second model: the likelihood that the chosen place is a right one."""
    matrices, right, weights = [], [], []
    for article in articles:
        found = found_in(article, gazetteer)
        told = find_senses(article.reading.text, found)
        all_features = senses.features_of(article.reading.text, told, article.outlet)
        for sense, features in zip(told, all_features, strict=True):
            for mention in sense.mentions:
                gold = [g for g in article.gold_at(mention.span) if located(g)]
                near = [any(km(g, one) <= NEAR_KM for g in gold[:1]) for one in sense.candidates]
                if any(near):
                    matrices.append(features)
                    right.append(near)
                    weights.append(WEIGHT[article.corpus])
    values = np.vstack(matrices)
    sizes = np.array([len(one) for one in right])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(sizes)), sizes)
    wanted = np.concatenate(right).astype(float)
    share = np.array(weights) / np.sum(weights)

    def loss(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = values @ at
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        every = np.add.reduceat(raised, starts)
        good = np.add.reduceat(raised * wanted, starts) + 1e-12
        pull = raised / every[owner] - raised * wanted / good[owner]
        total = float((share * (np.log(every) - np.log(good))).sum())
        return total + SMALL * at @ at / 2, values.T @ (pull * share[owner]) + SMALL * at

    best = minimize(loss, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B").x
    fitted = {f"sense {name}": w for name, w in zip(FEATURES, best.tolist(), strict=True)}
    return {"sense threshold": SENSE_THRESHOLD, **fitted}


def found_in(article: Article, gazetteer: Gazetteer) -> list[Toponym]:
    """The names that the first model takes for places."""
    names = find_names(article.reading)
    return toponyms.find_toponyms(article.reading, names, gazetteer)


def fitted(articles: Sequence[Article], gazetteer: Gazetteer) -> Weighted:
    """The gazetteer with both models fitted on these articles."""
    first = Weighted(gazetteer, fit_toponyms(articles, gazetteer))
    return Weighted(gazetteer, {**first.tuned, **fit_senses(articles, first)})


def located(place: Mapping[str, Any]) -> bool:
    """Whether the gold has coordinates and counts."""
    return place.get("latitude") is not None and not place.get("optional")


def km(gold: Mapping[str, Any], place: Candidate) -> float:
    """Great-circle distance in kilometres, as the benchmark's scorer has it."""
    north, east, other_north, other_east = map(
        math.radians, (gold["latitude"], gold["longitude"], place.latitude, place.longitude)
    )
    part = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return 2 * senses.RADIUS_KM * math.asin(math.sqrt(min(1.0, part)))


def records_of(articles: Sequence[Article], gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """What the scorer reads of each article."""
    from onrecord.models import load_tables
    from onrecord.understand.places import find_places

    countries = load_tables().countries
    for article in articles:
        places = find_places(
            article.reading, find_names(article.reading), gazetteer, countries, article.outlet
        )
        rows = [
            {
                "span": one.span,
                "geonames_id": one.geonames_id,
                "latitude": one.latitude,
                "longitude": one.longitude,
            }
            for one in places
        ]
        yield {"article": {"id": article.id}, "places": rows}


def main() -> None:
    """Cross-validate, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--held", type=Path, help="write the held-out records into this folder")
    parser.add_argument("--write", action="store_true", help="write the weights into the card")
    options = parser.parse_args()
    gazetteer = load_gazetteer()
    articles = list(articles_in(options.data))
    if options.held:
        held_out(articles, gazetteer, options.folds, options.held)
    if options.write:
        card = json.loads(CARD.read_text(encoding="utf-8"))
        tuned = fitted(articles, gazetteer).tuned
        card["tuned"] = {name: round(weight, 3) for name, weight in sorted(tuned.items())}
        CARD.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def held_out(articles: Sequence[Article], gazetteer: Gazetteer, folds: int, out: Path) -> None:
    """Records of each part with weights from the others: for score.py, CORPUS.{folds,other}.jsonl."""
    number = {id: n % folds for n, id in enumerate(sorted(one.id for one in articles))}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for fold in range(folds):
        weighted = fitted([one for one in articles if number[one.id] != fold], gazetteer)
        held = [one for one in articles if number[one.id] == fold]
        for article, record in zip(held, records_of(held, weighted), strict=True):
            rows[f"{article.corpus}.folds"].append(record)
    for corpus in CORPORA:
        weighted = fitted([one for one in articles if one.corpus != corpus], gazetteer)
        held = [one for one in articles if one.corpus == corpus]
        rows[f"{corpus}.other"] = list(records_of(held, weighted))
    out.mkdir(parents=True, exist_ok=True)
    for name, records in rows.items():
        lines = (json.dumps(record) + "\n" for record in records)
        (out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
