"""Many workshops, in files, folders and on servers: each read in its turn, none altered."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from worldcafe.document.address import ENDING, Address, Place, resolved
from worldcafe.document.postgres import read_shared
from worldcafe.document.reading import read_workshop
from worldcafe.document.rows import KINDS
from worldcafe.document.snapshots import is_snapshot
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop


class Gathering:
    """The workshops in some places, to be gone through once.

    Gives for each file and each address the workshop, or why it is left out: what cannot be
    read, earlier states and rehearsals, and another copy of a workshop that came before.
    """

    can_be_overheard = False
    """Whether others on the way to one of the servers could read along, or pass for it."""

    def __init__(
        self,
        places: Iterable[Place],
        kinds: Collection[str] = KINDS,
        at_hand: Mapping[Place, Workshop] | None = None,
    ) -> None:
        """`kinds` of entities are read. `at_hand` are workshops that this process has open."""
        self._kinds = kinds
        self._at_hand = {resolved(place): each for place, each in (at_hand or {}).items()}
        self._closed: dict[Path, FileRefused] = {}
        """Folders that cannot be looked into."""
        self._silent: dict[str, FileRefused] = {}
        """Servers that did not answer: nobody waits for the same one twice."""
        self._first: dict[dt.datetime, Place] = {}
        """Where each workshop came from, by the instant at which it was begun."""
        found = (each for place in places for each in self._within(place))
        self._places = list({resolved(each): each for each in found}.values())

    def __len__(self) -> int:
        """How many files and addresses there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[tuple[Place, Workshop | FileRefused]]:
        for place in self._places:
            try:
                yield place, self._read(place)
            except FileRefused as refusal:
                yield place, refusal

    def _read(self, place: Place) -> Workshop:
        if at_hand := self._at_hand.get(resolved(place)):
            workshop = at_hand.of_kinds(self._kinds)
        elif isinstance(place, Address):
            workshop = self._read_shared(place)
        else:
            workshop = self._read_file(place)
        about = workshop.about
        if about.rehearsal:
            raise FileRefused("only_rehearsed", path=str(place))
        first = self._first.setdefault(about.created_at, place) if about.created_at else place
        if first != place:
            raise FileRefused("other_copy", path=str(place), first=str(first))
        return workshop

    def _read_file(self, path: Path) -> Workshop:
        if path in self._closed:
            raise self._closed[path]
        if is_snapshot(path):
            raise FileRefused("earlier_state", path=str(path))
        return read_workshop(path, self._kinds)

    def _read_shared(self, address: Address) -> Workshop:
        if silent := self._silent.get(address.server):
            raise FileRefused(silent.code, **{**silent.params, "address": str(address)})
        try:
            workshop, can_be_overheard = read_shared(address, self._kinds)
        except FileRefused as refusal:
            if refusal.code == "server_silent":
                self._silent[address.server] = refusal
            raise
        self.can_be_overheard |= can_be_overheard
        return workshop

    def _within(self, place: Place) -> Iterator[Place]:
        """The address, the file, or the workshops in the folder and in the folders in it."""
        if isinstance(place, Address) or not place.is_dir():
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
