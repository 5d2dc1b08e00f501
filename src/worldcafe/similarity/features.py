"""How alike a contribution is to every other of the room, trait by trait."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from worldcafe.similarity.names import sound
from worldcafe.similarity.traits import Traits

Floats = NDArray[np.float32]
Vectors = Mapping[str, Floats]
"""By contribution id: an array of shape (2, 512), for what `Traits.texts` holds."""

N_TEXTS, N_DIMENSIONS = 2, 512
_LEAST_HEARD = 4
"""Consonants of a word that is taken for a name others have written, or for a city's in another
spelling: with three, Mwanza would be Munich.
"""
_LEAST_MISSPELT = 6
"""Consonants of a name in which one may be wrong."""
_MOST_SHARED = 1.5
"""What is shared counts up to that: two may be named together in many a project."""
_CROWD = 4
"""Neighbours that make a crowd: a project is seldom told more often."""
_NOBODY = 0.15
"""How alike an idea is to one that has nothing to do with it, at most."""


class Overlap:
    """How much sets of keys have in common, a rare key counting for more than a common one."""

    def __init__(self, sets: Sequence[Iterable[str]]) -> None:
        counted = Counter(key for keys in sets for key in set(keys))
        n = len(sets)
        self._rarity = {key: float(np.log1p(n / count)) for key, count in counted.items()}
        self._unknown = float(np.log1p(max(n, 1)))
        postings: dict[str, list[int]] = defaultdict(list)
        for row, keys in enumerate(sets):
            for key in set(keys):
                postings[key].append(row)
        self._rows = {key: np.array(rows) for key, rows in postings.items()}
        self._totals: Floats = np.array([self._weight(keys) for keys in sets], np.float32)

    def _weight(self, keys: Iterable[str]) -> float:
        return sum(self._rarity.get(key, self._unknown) for key in keys)

    def of(self, keys: Iterable[str]) -> "Shared":
        """What these keys have in common with each set."""
        shared = np.zeros(len(self._totals), np.float32)
        for key in keys:
            if key in self._rows:
                shared[self._rows[key]] += self._rarity[key]
        own = self._weight(keys)
        smaller = np.minimum(self._totals, own)
        unit = max(self._unknown, 1e-6)
        apart = (self._totals > 0) & (own > 0) & (shared == 0)
        union = np.maximum(self._totals + own - shared, 1e-6)
        return Shared(
            _floats(shared / np.maximum(smaller, 1e-6)),
            _floats(apart),
            _floats(np.minimum(shared / unit, _MOST_SHARED)),
            _floats(np.clip((smaller - shared) / unit, 0, 1)),
            _floats(shared / union),
        )


class Shared(NamedTuple):
    """What one set of keys has in common with each of many."""

    part: Floats
    """Of the smaller set, from 0 to 1."""
    apart: Floats
    """1 where nothing is shared though both say something."""
    amount: Floats
    """1 for a key that nobody else has, less for one that is common here; at most 1.5."""
    rest: Floats
    """What each says and the other does not, from 0 to 1 for a key that nobody else has."""
    of_both: Floats
    """Of all that the two say, from 0 to 1."""


def _floats(values: NDArray[Any]) -> Floats:
    return np.asarray(values, np.float32)


class Room:
    """All contributions of a workshop, ready to be compared with one of them."""

    def __init__(self, traits: Sequence[Traits], vectors: Vectors) -> None:
        """Contributions without a vector are compared by their words and names alone."""
        self.traits = traits
        self.has_meaning = np.array([t.id in vectors for t in traits], np.bool_)
        nothing = np.zeros((N_TEXTS, N_DIMENSIONS), np.float32)
        shape = (len(traits), N_TEXTS, N_DIMENSIONS)
        stacked = [vectors.get(t.id, nothing) for t in traits]
        self._vectors = np.stack(stacked) if stacked else np.zeros(shape, np.float32)

    def __len__(self) -> int:
        return len(self.traits)

    def who(self, traits: Traits) -> dict[str, str]:
        """Cities, bodies and people by key, as written; also what others mark as a name."""
        named = traits.names - (self._no_names - traits.partners)
        found = {key: traits.written.get(key, key) for key in (*traits.cities, *named)}
        for key, word in traits.heard.items():
            if len(key) >= _LEAST_HEARD and key in self._known_names:
                found.setdefault(key, word)
        return {self._spelling.get(key, key): word for key, word in found.items()}

    def spelt(self, keys: Iterable[str]) -> frozenset[str]:
        """These keys of names as `who` has them."""
        return frozenset(self._spelling.get(key, key) for key in keys)

    def compare(self, traits: Traits, vectors: Floats | None) -> dict[str, Floats]:
        """Every feature by name, each an array over the contributions of the room.

        Without `vectors` those of meaning are missing, and those of words are there.
        """
        same_language = self._languages == traits.lang
        found = {"other_language": (~same_language).astype(np.float32)}
        shared = {n: self._overlaps[n].of(keys) for n, keys in self._keys_of(traits).items()}
        for name, each in shared.items():
            found[name], found[f"{name}_apart"] = each.part, each.apart
            found[f"{name}_shared"], found[f"{name}_both"] = each.amount, each.of_both
        who = shared["who"]
        found["rest"] = rest = np.maximum(who.rest, shared["countries"].rest)
        found["kind_apart"] = (self._kinds != traits.kind.value).astype(np.float32)
        if vectors is not None:
            own = self._centred(vectors, traits.lang)
            for k, name in enumerate(("text", "idea")):
                # Not `@`: threads of a matrix library wait for each other on a busy computer.
                found[name] = np.einsum("ij,j->i", self._directions[k], own[k])
            found["series"] = np.clip(found["idea"], 0, 1) ** 2 * rest
            found["crowd"] = (self._crowds + self._crowd_of(found["idea"], traits.id)) / 2
        if vectors is None or not self.has_meaning.all():
            # Within a language, stems tell more than letters do.
            alike = _letters_alike(traits.words, self._words)
            found["letters"] = np.where(same_language, 0, alike)
            # Somebody else in the same sentence: the more alike the words, the more it tells.
            found["frame"] = np.where(same_language, shared["stems"].of_both, 0) * rest
        return found

    def _crowd_of(self, ideas: Floats, id: str) -> float:
        """How alike an idea is to those next to it, given how alike it is to each."""
        row = self._row_of.get(id)
        if row is not None:
            return float(self._crowds[row])
        alike = np.where(self.has_meaning, ideas, _NOBODY)
        return float(_crowd(alike[None])[0])

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {t.id: row for row, t in enumerate(self.traits)}

    @cached_property
    def _crowds(self) -> Floats:
        """How alike each idea is to those next to it: where many say nearly the same, one
        more that does tells little.
        """
        alike = self._directions[1] @ self._directions[1].T
        alike[:, ~self.has_meaning] = _NOBODY
        np.fill_diagonal(alike, _NOBODY)
        return _crowd(alike)

    @cached_property
    def _languages(self) -> NDArray[np.str_]:
        return np.array([t.lang for t in self.traits], np.str_)

    @cached_property
    def _kinds(self) -> NDArray[np.str_]:
        return np.array([t.kind.value for t in self.traits], np.str_)

    @cached_property
    def _words(self) -> list[str]:
        return [t.words for t in self.traits]

    @cached_property
    def _no_names(self) -> frozenset[str]:
        """What more contributions write in small letters than as a name."""
        plain = Counter(word for t in self.traits for word in t.plain)
        named = Counter(name for t in self.traits for name in t.names)
        return frozenset(word for word, n in named.items() if plain[word] > n)

    @cached_property
    def _known_names(self) -> frozenset[str]:
        names = frozenset(name for t in self.traits for name in t.names) - self._no_names
        cities = frozenset(sound(city) for t in self.traits for city in t.cities)
        return names | cities

    @cached_property
    def _spelling(self) -> dict[str, str]:
        """Keys of names that are another's, misspelt or in another script."""
        cities = sorted({city for t in self.traits for city in t.cities})
        sounds = ((sound(city), city) for city in cities)
        spelling = {
            key: city for key, city in sounds if key != city and len(key) >= _LEAST_HEARD
        }
        counted = Counter(name for t in self.traits for name in t.names)
        keys = [key for key, _ in counted.most_common() if len(key) >= _LEAST_MISSPELT]
        if keys:
            distances = process.cdist(keys, keys, scorer=OSA.distance, score_cutoff=1)
            for one, other in np.argwhere(np.triu(np.asarray(distances) == 1, 1)):
                spelling.setdefault(keys[other], spelling.get(keys[one], keys[one]))
        return spelling

    def _keys_of(self, traits: Traits) -> dict[str, Iterable[str]]:
        return {
            "who": self.who(traits).keys(),
            "countries": traits.countries,
            "themes": traits.themes,
            "activities": traits.activities,
            "numbers": traits.numbers,
            "stems": traits.stems,
        }

    @cached_property
    def _overlaps(self) -> dict[str, Overlap]:
        keys = [self._keys_of(t) for t in self.traits]
        names = ("who", "countries", "themes", "activities", "numbers", "stems")
        return {name: Overlap([each[name] for each in keys]) for name in names}

    @cached_property
    def _centres(self) -> dict[str, Floats]:
        """What all texts of a language have in common: it says nothing about an idea."""
        known, languages = self._vectors[self.has_meaning], self._languages[self.has_meaning]
        everywhere = known.sum(0) / (len(known) + 10)
        centres = {"": everywhere}
        for lang in set(languages.tolist()):
            those = known[languages == lang]
            centres[lang] = (those.sum(0) + 5 * everywhere) / (len(those) + 5)
        return centres

    def _centred(self, vectors: Floats, lang: str) -> Floats:
        moved = vectors - self._centres.get(lang, self._centres[""])
        length = np.linalg.norm(moved, axis=-1, keepdims=True)
        return np.asarray(moved / np.maximum(length, 1e-6), np.float32)

    @cached_property
    def _directions(self) -> tuple[Floats, ...]:
        """For each of the texts an array of shape (n, 512)."""
        directions = np.empty_like(self._vectors)
        for lang in set(self._languages.tolist()):
            rows = self._languages == lang
            directions[rows] = self._centred(self._vectors[rows], lang)
        return tuple(np.ascontiguousarray(directions[:, k]) for k in range(N_TEXTS))


def _crowd(alike: Floats) -> Floats:
    """For each row the mean of the neighbours; where the room is small, of usual ones."""
    usual = np.full((len(alike), _CROWD), _NOBODY, np.float32)
    return _floats(np.partition(np.hstack([alike, usual]), -_CROWD, 1)[:, -_CROWD:].mean(1))


def _letters_alike(text: str, others: Sequence[str]) -> Floats:
    """From 0 to 1, whatever the order of the words."""
    alike = process.cdist([text], others, scorer=fuzz.token_set_ratio)[0]
    return np.asarray(alike / 100, np.float32)
