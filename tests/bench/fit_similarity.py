"""Fits the weights of `worldcafe.similarity.model` and prints them.

    python3 tests/bench/fit_similarity.py

Only the tuning halves of tests/data/similar are read: invented notes and published texts.
Beside the texts as they are, copies are used in which fields were dropped or filled in
otherwise by chance (with a fixed seed), since that is what happens at tables. Logistic
regression with a ridge and with weights held to the sign that common sense gives them.
Figures by cross-validation over groups are printed as well.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from similar_notes import (
    Labelled,
    aside_in,
    best_f1,
    labelled,
    published,
    recall_among,
    same_in,
    vectors_of,
)
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Activity, Kind, ThemeCode
from worldcafe.similarity.features import Room
from worldcafe.similarity.model import SIGNS
from worldcafe.similarity.traits import traits_of

Array = NDArray[np.float64]

RIDGE = 1.0
ROUNDS = 50
N_FOLDS = 5
ONLY_MEANING = ("text", "idea", "series", "crowd")
ONLY_WORDS = ("letters", "stems", "frame")


@dataclass(frozen=True)
class Table:
    """Every pair of one room: features by name as square arrays, and which are the same."""

    features: Mapping[str, Array]
    same: NDArray[np.bool_]
    aside: NDArray[np.bool_]
    """Pairs that count in no figure."""
    folds: NDArray[np.int_]
    pull: float
    """How much each pair counts: the rooms are of unlike sizes."""
    notes: Labelled


def main() -> None:
    """Fit both models and print them."""
    for name, left_out, with_meaning in (
        ("MEANING", ONLY_WORDS, True),
        ("WORDS", ONLY_MEANING, False),
    ):
        features = [feature for feature in SIGNS if feature not in left_out]
        tables = [
            table_of(copy, with_meaning=with_meaning, pull=pull)
            for notes, n_copies, pull in ((labelled("tune"), 4, 1), (published("tune"), 2, 2))
            for copy in [notes, *(damaged(notes, random.Random(k)) for k in range(n_copies))]
        ]
        report(name, cross_validated(tables, features), tables)
        weights, bias = fit(*sample(tables, features), signs_of(features))
        said = {f: round(float(w), 2) for f, w in zip(features, weights, strict=True) if w}
        print(f"{name} = Weights({bias:.2f}, {said})\n")


# --- damage ------------------------------------------------------------------------------


def damaged(notes: Labelled, chance: random.Random) -> Labelled:
    """The same notes as other tables would have filled them in."""
    contributions = tuple(_damaged(each, chance) for each in notes.contributions)
    return replace(notes, contributions=contributions)


def _damaged(note: Contribution, chance: random.Random) -> Contribution:
    changes: dict[str, object] = {}
    if chance.random() < 0.25:
        changes["description"] = ""
    partners = list(note.partners)
    if partners and chance.random() < 0.2:
        partners.clear()
    elif partners and chance.random() < 0.2:
        partners.pop(chance.randrange(len(partners)))
    changes["partners"] = tuple(
        partner.but(
            name="" if partner.city and chance.random() < 0.2 else partner.name,
            city="" if partner.name and chance.random() < 0.2 else partner.city,
            country="" if chance.random() < 0.2 else partner.country,
        )
        for partner in partners
    )
    changes["themes"] = _other(note.themes, tuple(ThemeCode), chance)
    changes["activities"] = _other(note.activities, tuple(Activity), chance)
    if chance.random() < 0.15:
        changes["kind"] = chance.choice(list(Kind))
    return note.but(**changes)


def _other(values: tuple, choices: tuple, chance: random.Random) -> tuple:
    """Nothing, something else, or mostly what was said."""
    fate = chance.random()
    if fate < 0.3:
        return ()
    return (chance.choice(choices),) if fate < 0.45 else values


# --- fitting -----------------------------------------------------------------------------


def table_of(notes: Labelled, *, with_meaning: bool, pull: float) -> Table:
    """Compare everything with everything."""
    traits = [traits_of(each) for each in notes.contributions]
    vectors = vectors_of(notes.contributions) if with_meaning else {}
    room = Room(traits, vectors)
    rows = [room.compare(each, vectors.get(each.id)) for each in traits]
    features = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
    groups = [notes.group_of.get(each.id, "") for each in traits]
    folds = np.array(list(_folds(groups)))
    return Table(features, same_in(notes), aside_in(notes), folds, pull, notes)


def _folds(groups: Sequence[str]) -> Iterator[int]:
    """A group and the hard negatives that follow it in the file stay together."""
    block, last, known = 0, "", dict[str, int]()
    for group in groups:
        if group and group != last:
            block, last = block + 1, group
        yield (known.setdefault(group, block) if group else block) * 7 % N_FOLDS


def signs_of(features: Sequence[str]) -> Array:
    """The sign each weight must have; 0: any."""
    return np.array([SIGNS[feature] for feature in features], float)


def sample(
    tables: Sequence[Table], features: Sequence[str], without: int | None = None
) -> tuple[Array, Array, Array]:
    """Features, labels and weights of pairs: all that are close, some of the others."""
    chance = np.random.default_rng(0)
    parts = []
    for table in tables:
        one, other = np.triu_indices(len(table.same), 1)
        used = ~table.aside[one, other]
        if without is not None:
            used &= (table.folds[one] != without) & (table.folds[other] != without)
        one, other = one[used], other[used]
        matrix = np.stack([table.features[f][one, other] for f in features], 1)
        same = table.same[one, other]
        alike = table.features.get("idea", table.features.get("stems"))
        assert alike is not None
        close = same | (table.features["who"][one, other] > 0) | (alike[one, other] > 0.3)
        rest = np.flatnonzero(~close)
        some = chance.choice(rest, min(len(rest), 2000), replace=False)
        chosen = np.concatenate([np.flatnonzero(close), some])
        weights = np.full(len(chosen), float(table.pull))
        weights[close.sum() :] *= len(rest) / max(len(some), 1)
        parts.append((matrix[chosen].astype(float), same[chosen].astype(float), weights))
    matrices, labels, weights_ = zip(*parts, strict=True)
    return np.concatenate(matrices), np.concatenate(labels), np.concatenate(weights_)


def fit(matrix: Array, labels: Array, pulls: Array, signs: Array) -> tuple[Array, float]:
    """Weights and bias, by Newton's method; features that would count the wrong way are left
    out, one after the other, since they stand in for each other.
    """
    scale = matrix.std(0) + 1e-6
    scaled = np.hstack([matrix / scale, np.ones((len(matrix), 1))])
    ridge = np.append(np.full(matrix.shape[1], RIDGE), 1e-9)
    signs = np.append(signs, 0.0)
    used = np.full(len(signs), fill_value=True)
    while True:
        weights = np.zeros(len(signs))
        weights[-1] = -3.0
        weights[used] = _descended(scaled[:, used], labels, pulls, ridge[used], weights[used])
        worst = int((weights * signs).argmin())
        if weights[worst] * signs[worst] >= 0:
            return weights[:-1] / scale, float(weights[-1])
        used[worst] = False


def _descended(
    matrix: Array, labels: Array, pulls: Array, ridge: Array, weights: Array
) -> Array:
    for _ in range(ROUNDS):
        expected = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (pulls * (expected - labels)) + ridge * weights
        spread = pulls * np.maximum(expected * (1 - expected), 1e-6)
        move = np.linalg.solve((matrix.T * spread) @ matrix + np.diag(ridge), slope)
        weights = weights - move * min(1.0, 2.0 / (np.abs(move).max() + 1e-9))
        if np.abs(move).max() < 1e-4:
            break
    return weights


def cross_validated(tables: Sequence[Table], features: Sequence[str]) -> list[Array]:
    """The odds of every pair, from weights that have not seen the first of the two."""
    odds = [np.zeros(table.same.shape) for table in tables]
    for fold in range(N_FOLDS):
        weights, bias = fit(*sample(tables, features, without=fold), signs_of(features))
        for table, found in zip(tables, odds, strict=True):
            rows = table.folds == fold
            matrix = np.stack([table.features[f][rows] for f in features], -1)
            found[rows] = matrix @ weights + bias
    return odds


def report(name: str, odds: Sequence[Array], tables: Sequence[Table]) -> None:
    """How well the fitted weights do on groups they have not seen."""
    for found, table in zip(odds, tables, strict=True):
        same, other = (recall_among(found, table.notes, abroad=a) for a in (False, True))
        counted = np.where(table.aside, -np.inf, (found + found.T) / 2)
        f1, at = best_f1(counted, table.same)
        likely = 1 / (1 + np.exp(-at))
        size = len(table.same)
        print(f"{name} of {size}: same {same} other {other} F1 {f1:.2f} at {likely:.2f}")


if __name__ == "__main__":
    main()
