"""How much contributions are about the same, whether or not they say the same."""

from collections.abc import Iterable

import numpy as np

from worldcafe.similarity.encoder import ENCODER, N_BYTES, Vector
from worldcafe.similarity.features import N_DIMENSIONS, N_TEXTS, Floats


class Subjects:
    """The subjects of contributions, places and names set aside."""

    def __init__(self, vectors: Iterable[Vector]) -> None:
        """Vectors that are foreign or damaged are left aside."""
        self._of: dict[str, Floats] = {}
        for vector in vectors:
            if vector.encoder == ENCODER and len(vector.data) == N_BYTES:
                numbers = np.frombuffer(vector.data, "<f2").astype(np.float32)
                idea = numbers.reshape(N_TEXTS, N_DIMENSIONS)[-1]
                length = float(np.linalg.norm(idea))
                if np.isfinite(length) and length > 0:
                    self._of[vector.contribution_id] = idea / length

    def __len__(self) -> int:
        return len(self._of)

    def alike(self, one_id: str, other_id: str) -> float:
        """From 0 to 1; 0 if one of the two has no vector."""
        one, other = self._of.get(one_id), self._of.get(other_id)
        if one is None or other is None:
            return 0.0
        return min(1.0, max(0.0, float(np.dot(one, other))))
