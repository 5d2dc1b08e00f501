"""What is told at the head of the window, for a few seconds."""

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from worldcafe.document import Change
from worldcafe.domain.command import Command
from worldcafe.ui.aloud import announce
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import button, label, row

TOAST_MS = 6_000
LEAST, MOST = 320, 720
"""Pixels it is wide."""
GAP = 3 * SPACE
"""Between it and what it stands between."""


class Toast(QFrame):
    """A sentence at the head of the window, with the offer to take back what it tells.

    It stands between the title and what says that all is saved, where nothing is ever pressed
    in a hurry.
    """

    def __init__(
        self, parent: QWidget, bridge: Bridge, between: tuple[QLabel, QWidget]
    ) -> None:
        super().__init__(parent)
        self._over, self._between = parent, between
        self._text = label(wrap=True)
        self._undo = button(bridge.words("Undo"), self._on_undo)
        # It goes when it is pressed, and would hand the focus to whatever comes next.
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._takes_back: Command | bool = False
        self._bridge = bridge
        self._inner = row(Filling(self._text), self._undo, margin=margins(16, 10, 12, 10))
        self.setLayout(self._inner)
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self,
        text: str,
        takes_back: Command | bool = False,  # noqa: FBT001, FBT002 - the signal's value
        *,
        problem: bool = False,
    ) -> None:
        """Show a sentence for a few seconds; a problem, and a jump of the day, stay longer.

        `takes_back`: True offers undo, a command offers to take back a jump of the clock.
        """
        look("toast-problem" if problem else "toast", self)
        for part in (self, self._text, self._undo):
            part.style().unpolish(part)
            part.style().polish(part)
        self._text.setText(text)
        self._takes_back = takes_back
        jump = isinstance(takes_back, Command)
        words = self._bridge.words
        self._undo.setText(words("Take it back") if jump else words("Undo"))
        self._undo.setVisible(bool(takes_back))
        self.place()
        self.show()
        self.raise_()
        announce(self, text, urgent=problem)
        self._timer.start(TOAST_MS * (2 if problem or jump else 1))

    def say_problem(self, text: str) -> None:
        """Show why something was refused."""
        self.say(text, problem=True)

    def have_done(self, text: str) -> None:
        """Say this no longer: what it told of is over."""
        if self._text.text() == text:
            self._timer.stop()
            self.hide()

    def place(self) -> None:
        """Stand at the head of the window; a title too long for both gives way at its end."""
        if not self._text.text():
            return
        over, (title, saved) = self._over, self._between
        head = QRect(title.mapTo(over, QPoint()), title.size())
        written = min(title.sizeHint().width(), title.width())
        ends = saved.mapTo(over, saved.rect().center()).x()
        leftwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        begins = head.right() - written if leftwards else head.left() + written
        room = abs(ends - begins) - 2 * GAP
        width = max(LEAST, min(MOST, room))
        # `adjustSize` would take the height that the text has at the width it likes best.
        self.setFixedSize(width, self._inner.totalHeightForWidth(width))
        slack = GAP + max(0, room - self.width()) // 2
        left = ends + slack if leftwards else ends - slack - self.width()
        above = title.parentWidget()
        top = above.mapTo(over, QPoint()).y() if above else 0
        if room < LEAST and above is not None:  # a small window: beneath both
            left, top = (over.width() - self.width()) // 2, top + above.height()
        self.move(left, top + SPACE // 2)

    def overtaken(self, change: Change | None = None) -> None:
        """The workshop has changed: what was refused or could be undone is of the past.

        A jump of the day can be taken back until the clock itself is touched, whatever is
        written at the tables meanwhile.
        """
        jump = isinstance(self._takes_back, Command)
        if jump and change is not None and not change.touches("clock", "room_clock"):
            return
        self._timer.stop()
        self.hide()

    def _on_undo(self) -> None:
        self.hide()
        bridge, takes_back = self._bridge, self._takes_back
        if not isinstance(takes_back, Command):
            bridge.undo()
        elif bridge.do(takes_back) is not None:
            bridge.say(bridge.words("Taken back: the clock is where it was."))
