"""What stands behind an open workshop: a store that keeps it and numbers what is done.

A file that nobody else has open is one kind of store (`worldcafe.document.sqlite_store`);
several documents may share another. A document plans on what it knows and says so: a commit
names the number it builds on, and is refused with `MovedOn` where somebody else was quicker.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from worldcafe.document.address import Address
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Entity
from worldcafe.domain.workshop import Workshop

Line = tuple[Any, ...]
"""A line of history as it stands there: number first, edits as JSON last."""


@dataclass(frozen=True)
class Entry:
    """A line of history, without its edits."""

    seq: int
    """Its number, given by the store; 0 before that."""
    action: str
    """`do`, `undo` or `redo`."""
    target: int | None
    """The line that an undo or redo is about."""
    undoable: bool
    origin: str
    command: str
    writer: str
    """The desk or device that asked."""
    request: str = ""
    """What the device calls it by; it is never done twice."""


@dataclass(frozen=True)
class Commit:
    """What was done at one stroke."""

    entry: Entry
    edits: tuple[Edit, ...]
    at: str = ""
    """The instant at which it was done."""
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes that its attachments speak of, by their SHA-256."""


class MovedOn(Exception):
    """The store holds more than the commit builds on; nothing was changed."""


class Server(Protocol):
    """What keeps a workshop for several desks, as one of them reaches it."""

    @property
    def address(self) -> Address:
        """Where it is."""

    @property
    def is_lost(self) -> bool:
        """Whether it did not answer; nothing can be kept until `renew` finds it again."""

    @property
    def can_be_overheard(self) -> bool:
        """Whether others on the way to it could read along, or pass for it."""

    def fileno(self) -> int:
        """What becomes readable when others have done something, or it is lost."""

    def heard(self) -> bool:
        """Whether others told of something since this was asked. Raises `FileRefused`."""

    def renew(self) -> None:
        """Reach it once more. Raises `FileRefused` as long as it does not answer."""

    def now(self) -> dt.datetime:
        """What its clock says: every desk goes by that."""


class Store(Protocol):
    """Where a workshop is kept. Whatever disk or line fails is a `FileRefused`."""

    @property
    def server(self) -> Server | None:
        """What others reach it by as well; None where nobody else can."""

    @property
    def path(self) -> Path:
        """The file, or what stands for it on this computer."""

    @property
    def in_place(self) -> bool:
        """Whether what was opened is still there: nobody took the file away."""

    def load(self) -> tuple[Workshop, int]:
        """Everything, and the number of the last commit that is in it."""

    def lines(self) -> Iterator[Line]:
        """Every line of history as it stands there: number first, edits as JSON last."""

    def unsound_lines(self) -> tuple[int, ...]:
        """The numbers of the lines of history that are not as they were written."""

    def entries(self) -> list[Entry]:
        """All of history, without the edits."""

    def edits_of(self, seq: int) -> list[Edit]:
        """The edits of one line of history."""

    def commit(self, commits: Sequence[Commit], expected: int) -> list[int]:
        """Make these durable in this order, each with its line of history; all or nothing.

        The answer is the numbers the store gave them: higher than `expected`, unless nobody
        else can ever hear of it, as of a draft in a file. Raises `MovedOn` if the last
        number is not `expected`. When this returns, a power cut loses nothing of it.
        """

    def turn(self) -> AbstractContextManager[None]:
        """While the block lasts nobody else commits; what is committed in it counts once it
        ends.
        """

    def changes_since(self, seq: int) -> Sequence[Commit]:
        """What was committed after this number, in order."""

    def blob(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256, if the store keeps them."""

    def blobs(self) -> Iterator[tuple[object, object]]:
        """The digest and the bytes of everything it keeps, sound or not."""

    def vectors(self, encoder: str) -> dict[str, tuple[str, bytes]]:
        """What this encoder made: contribution id to the text's digest and the vector."""

    def keep_vectors(self, encoder: str, vectors: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what an encoder made."""

    def secret(self) -> bytes:
        """What the codes of phones follow from; drawn by lot when it is first asked for."""

    def save_copy(self, path: Path, *, with_secret: bool = False) -> None:
        """Write the whole workshop to a file; its secret only if that is said."""

    def close(self) -> None:
        """Let go of it."""


def states_in(store: Store) -> Iterator[Entity]:
    """Every entity as it is, and as it ever was; the present first."""
    workshop, _seq = store.load()
    yield from workshop.entities()
    for entry in reversed(store.entries()):
        for edit in store.edits_of(entry.seq):
            yield from filter(None, (edit.after, edit.before))
