"""When what is being typed is kept: soon, also while somebody types without a pause."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

ORIGIN = "desk.draft"
"""Who saves drafts: whoever typed ignores the echo. Drafts are never undone."""
PAUSE_MS = 600
"""What is typed is kept when nothing was typed for so long."""
LATEST_MS = 1_500
"""What is typed is kept so long after it at the latest: a power cut may cost no more."""


class Keeping(QObject):
    """Calls `keep` after what is typed in a widget, and at once when the person turns away.

    That is when the keyboard leaves it, when it is hidden, and when another program comes
    to the front.
    """

    def __init__(self, keep: Callable[[], object], inside: QWidget) -> None:
        super().__init__(inside)
        self._keep, self._inside = keep, inside
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        for timer in (self._pause, self._latest):
            timer.timeout.connect(self.now)
        inside.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        application.applicationStateChanged.connect(self._on_state_changed)

    def typed(self) -> None:
        """Something was typed that is not kept yet."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def rest(self) -> None:
        """There is nothing to keep any more."""
        self._pause.stop()
        self._latest.stop()

    def now(self) -> None:
        """Keep what waits to be kept, if anything does."""
        if self._pause.isActive() or self._latest.isActive():
            self.rest()
            self._keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.now()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        was, is_ = (each is not None and self._inside.isAncestorOf(each) for each in (old, new))
        if was and not is_:
            self.now()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.now()
