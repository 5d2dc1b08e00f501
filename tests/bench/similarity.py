"""How well contributions that are the same are found; the table of docs/decisions/009.

    python3 tests/bench/similarity.py

Rooms: the tuning and the held-out halves of tests/data/similar, invented notes and published
texts, the held-out notes also without any field filled in, and the Turin example with
tests/data/turin-twins.json. Three ways: what the
program does, what it does without the encoder, and string matching alone (rapidfuzz on title
and description). Then the language identifier, and speed on 2,000 contributions. Nothing is
asserted here.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).parents[1]))

from similar_notes import (
    Labelled,
    aside_in,
    best_f1,
    labelled,
    precision_of_best,
    published,
    purity,
    recall_among,
    same_in,
    scores_of,
    turin,
)
from worldcafe.domain.folding import fold
from worldcafe.similarity import LIKELY, Encoder, Index, Vector, guess_language

N_LARGE = 2_000


def main() -> None:
    """Print the tables as Markdown."""
    print(
        "| room | way | same language, first 1 / 3 / 5 | other language | pairs P / R / F1 "
        "| groups P / R / F1 | best 40 | pure groups |\n|---|---|---|---|---|---|---|---|"
    )
    held_out = labelled("heldout")
    rooms = {
        "tuned on": labelled("tune"),
        "held out": held_out,
        "held out, text alone": without_fields(held_out),
        "published, tuned on": published("tune"),
        "published, held out": published("heldout"),
        "published, fresh": published("all", "fresh"),
        "projects, tuned on": published("tune", "projects"),
        "projects, held out": published("heldout", "projects"),
        "Turin": turin(),
    }
    for name, notes in rooms.items():
        for way, cells in ways(notes):
            print(f"| {name} | {way} | {' | '.join(cells)} |", flush=True)
    print()
    for name, notes in rooms.items():
        print(f"languages, {name}: {languages(notes)}")
    print()
    speed([*rooms["tuned on"].contributions, *held_out.contributions])


def without_fields(notes: Labelled) -> Labelled:
    """The same room, where every table wrote a title and a description and nothing else."""
    bare: dict[str, object] = {"partners": (), "place": "", "themes": (), "activities": ()}
    bare |= {"modality": None, "next_step": None}
    return replace(notes, contributions=tuple(c.but(**bare) for c in notes.contributions))


def ways(notes: Labelled) -> Iterator[tuple[str, list[str]]]:
    """Each way of finding what is the same, with its figures."""
    vectors = list(Encoder().encode(notes.contributions))
    for way, index in (
        ("meaning", Index(notes.contributions, vectors)),
        ("no encoder", Index(notes.contributions)),
    ):
        scores = scores_of(index, notes)
        pairs = {frozenset(group.ids) for group in index.pairs(LIKELY)}
        groups = {frozenset(pair) for g in index.groups() for pair in combinations(g.ids, 2)}
        yield way, [
            *recalls(scores, notes), quality(pairs, notes), quality(groups, notes),
            f"{precision_of_best(index, notes, 40):.2f}", f"{purity(index, notes):.2f}",
        ]  # fmt: skip
    texts = [fold(f"{c.title} {c.description}") for c in notes.contributions]
    scores = process.cdist(texts, texts, scorer=fuzz.token_set_ratio).astype(float)
    f1, _ = best_f1(np.where(aside_in(notes), -1, scores), same_in(notes))
    yield "strings alone", [*recalls(scores, notes), f"best F1 {f1:.2f}", "–", "–", "–"]


def recalls(scores: NDArray, notes: Labelled) -> list[str]:
    """Within and across languages."""
    found = (recall_among(scores, notes, abroad=abroad) for abroad in (False, True))
    return [" / ".join(f"{value:.2f}" for value in values) for values in found]


def quality(found: set[frozenset[str]], notes: Labelled) -> str:
    """Precision, recall and F1 of pairs; where not all are labelled, of the labelled ones."""
    twins = set(notes.twins())
    found -= notes.aside
    if notes.others is not None:
        found = {pair for pair in found if pair in twins or pair in notes.others}
    right = len(found & twins)
    precision, recall = right / max(len(found), 1), right / len(twins)
    f1 = 2 * right / (len(found) + len(twins))
    return f"{precision:.2f} / {recall:.2f} / {f1:.2f}"


def languages(notes: Labelled) -> str:
    """How often the guess is right, on the title alone and with the description."""
    figures = []
    for what, text in (
        ("title", lambda c: c.title),
        ("title and description", lambda c: f"{c.title}. {c.description}"),
    ):
        guesses = [(guess_language(text(c)), c.lang) for c in notes.contributions]
        right = sum(guess == lang for guess, lang in guesses)
        silent = sum(guess is None for guess, _ in guesses)
        figures.append(f"{what} {right / len(guesses):.3f} right, {silent} without a guess")
    return "; ".join(figures)


# --- speed -------------------------------------------------------------------------------


def speed(notes: list) -> None:
    """What 2,000 contributions cost."""
    many = [notes[i % len(notes)].but(id=f"c{i}") for i in range(N_LARGE)]
    many = [c.but(title=f"{c.title} {i}") for i, c in enumerate(many)]
    encoder = Encoder()
    say("loading the encoder", seconds(encoder.available))
    vectors: list[Vector] = []
    say(f"vectors of {N_LARGE}", seconds(lambda: vectors.extend(encoder.encode(many))))
    say(f"{len(vectors[0].data)} bytes each")
    say("finding nothing to do again", seconds(lambda: list(encoder.encode(many, vectors))))
    indexes: list[Index] = []
    say("index from nothing", seconds(lambda: indexes.append(Index(many, vectors))))
    say("its first suggestion", seconds(lambda: indexes[0].suggest("c0")))
    each = [seconds(lambda c=c: indexes[0].suggest(c.id)) for c in many[::20]]
    say("a suggestion", statistics.median(each), max(each))
    new = many[7].but(id="new")
    vector = next(encoder.encode([new]))
    typed = [seconds(lambda: indexes[0].suggest_for(new, vector)) for _ in range(20)]
    say("for one just typed", statistics.median(typed), max(typed))
    again = seconds(
        lambda: Index([*many, new], [*vectors, vector], earlier=indexes[0]).suggest("new")
    )
    say("index with one more, and its suggestion", again)
    say("all groups", seconds(indexes[0].groups))


def seconds(action: Callable[[], object]) -> float:
    """What it takes once."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def say(what: str, *durations: float) -> None:
    """A line, durations in milliseconds: the median, the longest."""
    figures = ", ".join(f"{1000 * duration:.1f} ms" for duration in durations)
    print(f"{what}: {figures}" if durations else what)


if __name__ == "__main__":
    main()
