"""A file that came in: read beside the window, decided about, and taken over or put away."""

from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from worldcafe.domain.refusal import Refusal
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.parts import Alternatives, button, label
from worldcafe.ui.work import Job, Once

T = TypeVar("T")


class Incoming(QWidget, Generic[T]):
    """Reads one file at a time; a second one takes the place of the first.

    What is read and how it is shown each kind of file says itself, in the last three methods;
    as everywhere here they only refuse, since a class of Qt's cannot be abstract.
    """

    shown = Signal()
    """It was read and waits to be decided about."""
    finished = Signal()
    """It was taken over, given up or refused."""

    def __init__(self, bridge: Bridge, kinds: Iterable[int]) -> None:
        """`kinds` are those by which what is in it can be looked through."""
        super().__init__()
        self._bridge = bridge
        self.path: Path | None = None
        """The file in hand, if there is one."""
        self.found: T | None = None
        """What it says, once it is read."""
        self.reading: Once[T] = Once(self)
        self.reading.answered.connect(self._on_read)
        self.reading.refused.connect(self._on_refused)
        self.name = label("", "heading")
        self.giving_up = button(bridge.words("Cancel"), self.give_up)
        self.kinds = Alternatives(((kind, "") for kind in kinds), "chip", self)
        self._progress = QProgressBar(maximum=0, textVisible=False)

    def read(self, path: Path) -> None:
        """Read a file; what it says is shown when that is done, or the refusal is.

        One that is still being read is put away for it.
        """
        self.stop()
        self.path, self.found = path, None
        self._begin()
        self._bridge.say_meanwhile(
            self._bridge.words("Reading {name}…", name=path.name),
            lambda: self.reading.is_busy and self.path == path and self.found is None,
        )

    def give_up(self) -> None:
        """Put the file away."""
        self.stop()
        self.path = self.found = None
        self._show_nothing()
        self.finished.emit()

    def stop(self) -> None:
        """End the reading that is under way."""
        self.reading.stop()

    def _begin(self) -> None:
        """Read the file in hand, once more if it is known already."""
        assert self.path is not None
        self.reading.begin(self._job(self.path))
        self._show_busy()

    def _on_read(self, found: T) -> None:
        first, self.found = self.found is None, found
        self._show(found, first=first)
        self._show_busy()
        self.shown.emit()

    def _on_refused(self, refusal: Refusal) -> None:
        self._bridge.say_refused(refusal)
        self.give_up()

    def _show_busy(self) -> None:
        """Nothing is decided while it is being read."""
        self._progress.setVisible(self.reading.is_busy)

    def _job(self, path: Path) -> Job[T]:
        """What reads it."""
        raise NotImplementedError

    def _show(self, found: T, *, first: bool) -> None:
        """Show what it says; `first` unless it was read before."""
        raise NotImplementedError

    def _show_nothing(self) -> None:
        """Show no file."""
        raise NotImplementedError
