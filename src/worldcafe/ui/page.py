"""What a page of the window is."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from worldcafe.document import Change
from worldcafe.ui.bridge import Bridge

SOON_MS = 250
"""After so long it is summed up what phones have done meanwhile, where that takes a while."""


class Page(QWidget):
    """A stage of the café in the window.

    A page is told of every change. While it is hidden it only marks itself stale, and
    refreshes when it is shown.
    """

    go_to_asked = Signal(str)
    """The person wants to go to the page with this key."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        """With a `parent` it is built where it will stand: Qt tells everything in a part of
        its style again each time the part is put into something else.
        """
        super().__init__(parent)
        self.bridge = bridge
        self.words = bridge.words
        self._stale = True
        bridge.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Show the workshop as it is."""
        raise NotImplementedError

    def refresh_now(self) -> None:
        """Show the workshop as it is, also before the page is shown: then not once more."""
        self._stale = False
        self.refresh()

    def show_change(self, change: Change) -> None:
        """Show what a change touched. Refreshing everything is always right."""
        self.refresh()

    def place(self) -> dict[str, str]:
        """Where the person is on this page, so that a rebuilt window can go there again."""
        return {}

    def go_to(self, place: dict[str, str]) -> None:
        """Go where `place` says."""

    def show_part(self, name: str) -> None:
        """Bring a part of the page to the front, where it has several."""

    @property
    def front(self) -> QWidget:
        """The part of the page in which somebody goes on who comes to it."""
        return self

    def leave(self) -> None:
        """Keep what is being typed: the page is about to be hidden, rebuilt or closed."""

    def _on_changed(self, change: Change) -> None:
        if not self.isVisible():
            self._stale = True
        elif change.edits:
            self.show_change(change)

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.refresh_now()
        super().showEvent(event)
