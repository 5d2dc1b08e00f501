"""The labelled contributions of tests/data/similar, as a workshop would hold them."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worldcafe.domain.command import Stamp
from worldcafe.domain.model import Contribution, NextStep, Partner
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.example import turin_example
from worldcafe.similarity import Index
from worldcafe.similarity.encoder import Encoder, numbers_in
from worldcafe.wording.countries import country_code

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Labelled:
    """Contributions of one room, and which of them are the same."""

    contributions: tuple[Contribution, ...]
    group_of: dict[str, str]
    """By id; contributions that have no twin are missing."""
    others: frozenset[frozenset[str]] | None = None
    """Pairs known not to be the same, where not every pair was looked at."""

    def twins(self) -> Iterator[frozenset[str]]:
        """Every pair that is the same."""
        ids = [c.id for c in self.contributions if c.id in self.group_of]
        for i, one in enumerate(ids):
            for other in ids[i + 1 :]:
                if self.group_of[one] == self.group_of[other]:
                    yield frozenset({one, other})


def labelled(split: str) -> Labelled:
    """The room of this split: "tune" or "heldout"."""
    lines = (DATA / "similar" / "contributions.jsonl").read_text("utf-8").splitlines()
    notes = [note for line in lines if (note := json.loads(line))["split"] == split]
    return Labelled(
        tuple(_contribution(note) for note in notes),
        {note["id"]: note["group"] for note in notes if note["group"]},
    )


def _contribution(note: dict) -> Contribution:
    partners = note.get("partners", ())
    return Contribution(
        id=note["id"],
        kind=Kind(note["kind"]),
        table_id=f"t{note['table']}",
        round_id=f"r{note['round']}",
        lang=note["lang"],
        title=note["title"],
        description=note.get("description", ""),
        place=note.get("place", ""),
        themes=tuple(note.get("themes", ())),
        modality=note.get("modality"),
        activities=tuple(note.get("activities", ())),
        partners=tuple(_partner(partner) for partner in partners),
        next_step=NextStep(**note["next_step"]) if "next_step" in note else None,
    )


def _partner(partner: dict) -> Partner:
    """With the country's code where its name is known, as the form and the note sheets do."""
    country = partner.get("country", "")
    return Partner(**{**partner, "country": country_code(country) or country})


def turin() -> Labelled:
    """The Turin example. Only the pairs of turin-twins.json are labelled."""
    workshop = Workshop()
    stamp = Stamp(dt.datetime(2027, 4, 1, tzinfo=dt.UTC), iter(map(str, count())).__next__)
    for command in turin_example("fr"):
        workshop = workshop.after(command.plan(workshop, stamp))
    said = json.loads((DATA / "turin-twins.json").read_text("utf-8"))
    pairs = {kind: [(p["a"], p["b"]) for p in said[kind]] for kind in ("twins", "not_twins")}
    groups = {id: str(n) for n, pair in enumerate(pairs["twins"]) for id in pair}
    others = frozenset(frozenset(pair) for pair in pairs["not_twins"])
    return Labelled(workshop.standing, groups, others)


def same_in(notes: Labelled) -> NDArray[np.bool_]:
    """Which pairs are the same, as a square."""
    groups = np.array([notes.group_of.get(c.id, "") for c in notes.contributions])
    return (groups[:, None] == groups[None]) & (groups[:, None] != "")


def scores_of(index: Index, notes: Labelled) -> NDArray:
    """Every suggestion for every contribution, as a square."""
    rows = {c.id: row for row, c in enumerate(notes.contributions)}
    scores = np.zeros((len(rows), len(rows)))
    for id, row in rows.items():
        for found in index.suggest(id, n=len(rows)):
            scores[row, rows[found.id]] = found.score
    return scores


def vectors_of(contributions: Sequence[Contribution]) -> dict[str, NDArray[np.float32]]:
    """What the encoder makes of them, as it would be read back from a file."""
    made = Encoder().encode(contributions)
    vectors = {v.contribution_id: numbers_in(v, v.digest) for v in made}
    return {id: numbers for id, numbers in vectors.items() if numbers is not None}


def recall_among(
    scores: NDArray, notes: Labelled, *, abroad: bool, firsts: Sequence[int] = (1, 3, 5)
) -> list[float]:
    """For how many twins the one stands among the first suggestions for the other.

    Every pair of twins counts twice, once from each side, and further twins of the same
    group do not stand in each other's way. `abroad`: pairs in two languages, else in one.
    """
    ids = [c.id for c in notes.contributions]
    langs = [c.lang for c in notes.contributions]
    hits, n = np.zeros(len(firsts)), 0
    for i, one in enumerate(ids):
        group = notes.group_of.get(one)
        mates = [k for k, id in enumerate(ids) if group and notes.group_of.get(id) == group]
        for j in mates:
            if j == i or (langs[i] != langs[j]) != abroad:
                continue
            rivals = np.delete(scores[i], mates)
            place = int((rivals >= scores[i, j]).sum())
            hits += [place < first for first in firsts]
            n += 1
    return [round(float(hit) / n, 3) for hit in hits]


def best_f1(scores: NDArray, same: NDArray) -> tuple[float, float]:
    """The best F1 of pairs that any threshold gives, and that threshold."""
    upper = np.triu_indices(len(scores), 1)
    order = np.argsort(-scores[upper])
    right = np.cumsum(same[upper][order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + right[-1])
    best = int(f1.argmax())
    return float(f1[best]), float(scores[upper][order][best])
