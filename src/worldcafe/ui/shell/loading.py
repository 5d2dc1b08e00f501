"""What the start window does without is loaded while somebody looks at it."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject

from worldcafe.ui.work import Work

_OPENING = (
    "worldcafe.document.document",
    "worldcafe.ui.shell.workplace",
    "worldcafe.ui.shell.example",
    "worldcafe.ui.pages.prepare.page",
    "worldcafe.ui.pages.prepare.event",
)
"""The modules that opening a workshop takes, with what they load in turn."""
_SOON = ("worldcafe.ui.shell.recovering", "worldcafe.ui.likeness")
"""What is wanted right after, or if it goes wrong."""


class Loading(QObject):
    """Loads what a workshop is worked on with, in a thread: the window answers meanwhile."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work[None] | None = None
        self._clicked: Callable[[], object] | None = None
        """What somebody clicked on meanwhile."""

    @property
    def is_under_way(self) -> bool:
        """Whether something is still to come."""
        return self._work is not None

    def begin(self) -> None:
        """Load it."""
        self._work = Work(lambda _progress, _cancelled: _load(*_OPENING, *_SOON), self)
        self._work.finished.connect(self._on_loaded)
        self._work.start()

    def then(self, answer: Callable[..., object], *said: object) -> None:
        """Do what was clicked on, at once or as soon as it can be done without a halt. Of
        several clicks meanwhile the last one counts.
        """
        self._clicked = partial(answer, *said)
        if self._work is None:
            self._on_loaded()

    def finish(self) -> None:
        """Wait for what is under way; what was clicked on is forgotten."""
        self._clicked = None
        if self._work is not None:
            self._work.wait()

    def _on_loaded(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        clicked, self._clicked = self._clicked, None
        if clicked is not None:
            clicked()


def load_opening() -> None:
    """Have what opening a workshop takes, for whoever names one at the start."""
    _load(*_OPENING)


def _load(*names: str) -> None:
    """Load these modules. They stay: the garbage collector need not look through them."""
    if all(name in sys.modules for name in names):
        return
    for name in names:
        import_module(name)
    gc.freeze()
