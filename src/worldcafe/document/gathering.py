"""Many workshops, in files and in folders: each is read when it is its turn, none altered."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from worldcafe.document.address import ENDING
from worldcafe.document.reading import read_workshop
from worldcafe.document.rows import KINDS
from worldcafe.document.snapshots import is_snapshot
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop


class Gathering:
    """The workshops in some places, to be gone through once.

    Gives for each file the workshop, or why it is left out: what cannot be read, earlier
    states and rehearsals, and another copy of a workshop that came before.
    """

    def __init__(
        self,
        places: Iterable[Path],
        kinds: Collection[str] = KINDS,
        at_hand: Mapping[Path, Workshop] | None = None,
    ) -> None:
        """`kinds` of entities are read. `at_hand` are workshops that this process has open."""
        self._kinds = kinds
        self._at_hand = {path.resolve(): each for path, each in (at_hand or {}).items()}
        self._closed: dict[Path, FileRefused] = {}
        """Folders that cannot be looked into."""
        self._first: dict[dt.datetime, Path] = {}
        """Where each workshop came from, by the instant at which it was begun."""
        found = (path for place in places for path in self._within(place))
        self._paths = list({path.resolve(): path for path in found}.values())

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._paths)

    def __iter__(self) -> Iterator[tuple[Path, Workshop | FileRefused]]:
        for path in self._paths:
            try:
                yield path, self._read(path)
            except FileRefused as refusal:
                yield path, refusal

    def _read(self, path: Path) -> Workshop:
        if path in self._closed:
            raise self._closed[path]
        if is_snapshot(path):
            raise FileRefused("earlier_state", path=str(path))
        if at_hand := self._at_hand.get(path.resolve()):
            workshop = at_hand.of_kinds(self._kinds)
        else:
            workshop = read_workshop(path, self._kinds)
        about = workshop.about
        if about.rehearsal:
            raise FileRefused("only_rehearsed", path=str(path))
        first = self._first.setdefault(about.created_at, path) if about.created_at else path
        if first != path:
            raise FileRefused("other_copy", path=str(path), first=str(first))
        return workshop

    def _within(self, place: Path) -> Iterator[Path]:
        """The file, or the workshops in the folder and in the folders in it."""
        if not place.is_dir():
            yield place
            return
        closed: list[Path] = []

        def shut(error: OSError) -> None:
            path = Path(error.filename)
            reason = error.strerror or str(error)
            self._closed[path] = FileRefused("file_not_readable", name=str(path), reason=reason)
            closed.append(path)

        for folder, folders, names in os.walk(place, onerror=shut):
            folders.sort()
            for name in sorted(names):
                if name.lower().endswith(ENDING) and not name.startswith("."):
                    yield Path(folder, name)
        yield from closed
