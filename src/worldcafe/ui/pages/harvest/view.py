"""What a view of the harvest is: one way of looking at what was said."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from worldcafe.document import Change
from worldcafe.ui.arranging import Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import EmptyState, box, button, column


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

    def _lay_over(self, whole: QBoxLayout, empty: EmptyState) -> None:
        """Lay the view out: the whole, and what stands there while there is nothing to show."""
        self._stack = Stack()
        whole.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self._stack.addWidget(empty)
        self._stack.addWidget(box(whole))
        self.setLayout(column(self._stack))

    def _show_whole_if(self, there: object) -> None:
        """Show the whole if there is anything to show."""
        self._stack.setCurrentIndex(int(bool(there)))

    def _nothing_yet(self, picture: str, title: str, text: str, key: str) -> EmptyState:
        """What stands there instead of nothing, with the way to where something comes from."""
        where = {"capture": self.words("Go to Capture"), "list": self.words("Go to the list")}
        go = button(where[key], lambda: self.go_to_asked.emit(key), name="primary")
        return EmptyState(picture, title, text, go)

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
