"""What comes of a command: the change, at once or when the disk has it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from worldcafe.domain.edits import Edit
from worldcafe.domain.refusal import RuleBroken

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True)
class Change:
    """What a command, an undo or a redo changed, and who started it."""

    edits: tuple[Edit, ...]
    origin: str
    """The page, phone or command line that asked: it may ignore its own echo."""
    seq: int
    """The line of history; that of the last one if the change has none."""
    writer: str
    """The desk or device that asked."""

    @property
    def by_phone(self) -> bool:
        """Whether phones asked for it: many of these come in a second, and nobody at the desk
        waits for one of them.
        """
        return self.origin.startswith("phone.")

    def touches(self, *kinds: str) -> bool:
        """Whether an entity of one of these kinds was changed."""
        return any(edit.kind in kinds for edit in self.edits)

    def ids(self, kind: str) -> set[str]:
        """The ids of the changed entities of a kind."""
        return {edit.id for edit in self.edits if edit.kind == kind}


Done = list[Change | RuleBroken]
"""What came of each thing that was asked for."""


class Begun:
    """What several devices asked for, while the disk is waited for."""

    def __init__(self, written: "Future[list[int]]", finish: Callable[[], Done]) -> None:
        """`finish` waits for it, lets the document go on from it, and gives the answers."""
        self._written = written
        self._finish: Callable[[], Done] | None = finish
        self._answers: Done = []
        self._failure: Exception | None = None

    @property
    def is_written(self) -> bool:
        """Whether the disk is waited for no more."""
        return self._written.done()

    def take_up(self) -> None:
        """Let the document go on from it. What failed is told to whoever asks for answers."""
        finish, self._finish = self._finish, None  # who hears of it may do something else
        if finish is None:
            return
        try:
            self._answers = finish()
        except Exception as failure:  # noqa: BLE001 - told where it is asked for
            self._failure = failure

    def answers(self) -> Done:
        """What came of each, once it is on the disk, which may refuse: `FileRefused`."""
        self.take_up()
        if self._failure is not None:
            raise self._failure
        return self._answers
