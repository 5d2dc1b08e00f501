"""Comparing contributions with one another: the job that a thread does for `Likeness`."""

import contextlib
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from worldcafe.domain.harvest import judged_different
from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Workshop

if TYPE_CHECKING:
    from worldcafe.similarity import Encoder, Index, Reason, Vector

AT_ONCE = 32
"""Vectors that are handed over and kept in one go."""
MOST_FRESH = 8
"""So many contributions recorded at once are compared before all others are."""


@dataclass(frozen=True)
class Likely:
    """Contributions that may all be the same, and why."""

    ids: tuple[str, ...]
    score: float
    reasons: "tuple[Reason, ...]"


@dataclass(frozen=True)
class Compared:
    """What a job gave back."""

    version: int
    has_meaning: bool | None
    """Whether meaning is compared; None if there was no occasion to learn that."""
    ready: tuple[Contribution, ...]
    """Those whose vectors are known to be up to date, or cannot be made."""
    index: "Index | None" = None
    groups: tuple[Likely, ...] | None = None
    """None if nobody looked, or the job was stopped."""


@dataclass
class Comparison:
    """One run: the vectors that are missing, then, if somebody looks, what is alike."""

    version: int
    workshop: Workshop
    todo: list[Contribution]
    vectors: "dict[str, Vector]"
    encoder: "Encoder"
    earlier: "Index | None"
    arrived: Callable[[object], None]
    fresh: Callable[[object], None]
    finding: bool
    encoded: set[str] = field(default_factory=set)

    def __call__(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> Compared:
        with _no_long_collections():
            return self._compared(progress, cancelled)

    def _compared(
        self, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> Compared:
        from worldcafe.similarity import Index, Stopped  # numpy is slow

        self._encode(progress, cancelled)
        ready = [item for item in self.todo if item.id in self.encoded or not cancelled()]
        has_meaning = bool(self.vectors) or (self.encoder.available() if ready else None)
        found = Compared(self.version, has_meaning, tuple(ready))
        if not self.finding or cancelled():
            return found
        index = Index(
            self.workshop.standing,
            self.vectors.values(),
            exclude=judged_different(self.workshop),
            earlier=self.earlier,
        )
        try:
            groups = index.groups(
                should_stop=cancelled, progress=lambda n, of: progress(0.7 + 0.3 * n / of)
            )
        except Stopped:
            return found
        likely = (Likely(each.ids, each.score, each.reasons) for each in groups)
        return replace(found, index=index, groups=tuple(likely))

    def _encode(self, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> None:
        made = self.encoder.encode(
            self.todo,
            tuple(self.vectors.values()),
            should_stop=cancelled,
            progress=lambda n, of: progress(0.7 * n / of),
        )
        batch: list[Vector] = []
        for vector in made:
            self.vectors[vector.contribution_id] = vector
            self.encoded.add(vector.contribution_id)
            batch.append(vector)
            if len(batch) >= AT_ONCE:
                self.arrived(batch)
                batch = []
        if batch:
            self.arrived(batch)
        if self.earlier is not None and 0 < len(self.todo) <= MOST_FRESH:
            self.fresh(self._suggested(self.earlier))

    def _suggested(self, index: "Index") -> tuple[Likely, ...]:
        """What those that were just recorded are like, before all are compared with all."""
        from worldcafe.similarity import LIKELY  # numpy is slow

        found = []
        for item in self.todo:
            best = index.suggest_for(item, self.vectors.get(item.id), n=1)
            found += [
                Likely((each.id, item.id), each.score, each.reasons)
                for each in best
                if each.score >= LIKELY and each.id != item.id
            ]
        return tuple(found)


@contextlib.contextmanager
def _no_long_collections() -> Iterator[None]:
    """Keep Python from looking through the whole workshop for garbage while vectors are made.

    With 2,000 contributions that would stop the window for a sixth of a second each time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def new_encoder() -> "Encoder":
    """An encoder that has loaded nothing yet; importing it is what takes long."""
    from worldcafe.similarity import Encoder  # numpy is slow

    return Encoder()
