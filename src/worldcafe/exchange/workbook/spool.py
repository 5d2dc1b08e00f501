"""Rows that wait on the disk until their sheet is written, however many they are."""

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

Told = tuple[Any, ...]
_AT_ONCE = 256


class Spool(Sequence[Told]):
    """Rows in the order they came, in a file without a name that nobody else can read."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - gone with the spool
        self._waiting: list[Told] = []
        self._n = 0

    def append(self, row: Told) -> None:
        """Take a row: texts, numbers and dates."""
        self._waiting.append(row)
        self._n += 1
        if len(self._waiting) == _AT_ONCE:
            self._file.seek(0, 2)
            pickle.dump(self._waiting, self._file)
            self._waiting = []

    def __len__(self) -> int:
        return self._n

    def __iter__(self) -> Iterator[Told]:
        at, end = 0, self._file.seek(0, 2)
        while at < end:
            self._file.seek(at)
            rows = pickle.load(self._file)  # noqa: S301 - what `append` wrote
            at = self._file.tell()
            yield from rows
        yield from self._waiting

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return list(islice(self, *index.indices(self._n)))
        return next(islice(self, index, None))

    def close(self) -> None:
        """Let the rows go."""
        self._file.close()
