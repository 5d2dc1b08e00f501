"""The labelled contributions of tests/data/similar, as a workshop would hold them."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count
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
    aside: frozenset[frozenset[str]] = frozenset()
    """Pairs that one may call the same or not: they count in no figure."""

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


def published(split: str, book: str = "published") -> Labelled:
    """Texts that others published, as one room: "tune" or "heldout" of the book "published" or
    "projects", or all of "fresh".
    """
    lines = (DATA / "similar" / f"{book}.jsonl").read_text("utf-8").splitlines()
    notes = [note for line in lines if (note := json.loads(line)).get("split", split) == split]
    group_of = {note["id"]: note["group"] for note in notes}
    kin_of = {note["id"]: note.get("kin") or note["group"] for note in notes}
    near = {
        frozenset({one, other})
        for one, other in combinations(kin_of, 2)
        if kin_of[one] and kin_of[one] == kin_of[other]
    }
    said = Labelled(
        tuple(_contribution(note) for note in notes),
        {id: group for id, group in group_of.items() if group},
    )
    return replace(said, aside=frozenset(near - set(said.twins())))


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


def aside_in(notes: Labelled) -> NDArray[np.bool_]:
    """Which pairs count in no figure, as a square."""
    ids = [c.id for c in notes.contributions]
    return np.array([[frozenset({a, b}) in notes.aside for b in ids] for a in ids])


def precision_of_best(index: Index, notes: Labelled, n: int) -> float:
    """How many of the `n` likeliest pairs that count are the same."""
    scores = scores_of(index, notes)
    upper = np.triu_indices(len(scores), 1)
    counted = ~aside_in(notes)[upper]
    if notes.others is not None:
        counted &= (same_in(notes) | _said_to_differ(notes))[upper]
    best = np.argsort(-scores[upper][counted], kind="stable")[:n]
    return float(same_in(notes)[upper][counted][best].mean())


def _said_to_differ(notes: Labelled) -> NDArray[np.bool_]:
    ids, others = [c.id for c in notes.contributions], notes.others or frozenset()
    return np.array([[frozenset({a, b}) in others for b in ids] for a in ids])


def purity(index: Index, notes: Labelled) -> float:
    """How many of the groups hold nothing but what is the same."""
    twins = set(notes.twins())
    groups = [set(map(frozenset, combinations(g.ids, 2))) - notes.aside for g in index.groups()]
    if notes.others is not None:
        groups = [group & (twins | notes.others) for group in groups]
    told = [group for group in groups if group]
    return sum(group <= twins for group in told) / len(told)


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
    scores: NDArray, notes: Labelled, *, abroad: bool | None, firsts: Sequence[int] = (1, 3, 5)
) -> list[float]:
    """For how many twins the one stands among the first suggestions for the other.

    Every pair of twins counts twice, once from each side, and further twins of the same
    group do not stand in each other's way. `abroad`: pairs in two languages, else in one;
    None for both.
    """
    ids = [c.id for c in notes.contributions]
    langs = [c.lang for c in notes.contributions]
    aside = aside_in(notes)
    hits, n = np.zeros(len(firsts)), 0
    for i, one in enumerate(ids):
        group = notes.group_of.get(one)
        mates = [k for k, id in enumerate(ids) if group and notes.group_of.get(id) == group]
        for j in mates:
            if j == i or abroad not in (None, langs[i] != langs[j]):
                continue
            rivals = np.delete(scores[i], [*mates, *np.flatnonzero(aside[i])])
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
