"""What a view of the harvest is: one way of looking at what was said."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.document import Change
from worldcafe.ui.bridge import Bridge


class View(QWidget):
    """One way of looking at the harvest. The page tells it when to show what.

    A view that is not in view is told nothing, and refreshes when it is shown again.
    """

    FOLLOWS: ClassVar[tuple[str, ...]] = ("contribution",)
    """Kinds of entities that the view shows."""

    open_asked = Signal(str)
    """The person wants to see the contribution with this id in full."""
    go_to_asked = Signal(str)
    """The person wants to go to the page of this stage, or the view of this key."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.words = bridge.words

    def refresh(self) -> None:
        """Show the workshop as it is."""
        raise NotImplementedError

    def show_change(self, change: Change) -> None:
        """Show what a change touched. Refreshing everything is always right."""
        if change.touches(*self.FOLLOWS):
            self.refresh()

    def begin(self) -> None:
        """Take the keyboard to where the work is."""

    def place(self) -> dict[str, str]:
        """Where the person is in this view, so that a rebuilt window can go there again."""
        return {}

    def go_to(self, place: dict[str, str]) -> None:
        """Go where `place` says."""

    def leave(self) -> None:
        """Keep what is being typed: the view is about to be hidden."""
