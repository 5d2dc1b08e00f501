"""`Workplace`: one open workshop in front of a person, with its window and its instruments."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMargins, QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.shell.focus import follow
from worldcafe.ui.shell.instruments import Instruments
from worldcafe.ui.shell.window import Answers, MainWindow
from worldcafe.wording import Words

SIZE = QSize(1366, 768)
FRAME = QMargins(0, 0, 0, 40)
"""What a window has around it, at most."""


class Workplace(QObject):
    """Where somebody works on one workshop, or rehearses it.

    The window is built here and nowhere else. In another language or look it is built anew,
    with the person where they were; bridge and instruments stay.
    """

    language_chosen = Signal(str)
    look_toggled = Signal()
    closed = Signal()
    """The person closed the window."""

    def __init__(
        self,
        bridge: Bridge,
        answers: Answers,
        *,
        menu: Sequence[str],
        band: Callable[[Words], QWidget | None] = lambda _words: None,
        may_close: Callable[[], bool] = lambda: True,
        parent: QObject,
    ) -> None:
        """`answers` and `menu` are those of the window, and `band` makes what stands above
        it. `may_close` says whether the person may close it now; it may ask them.
        """
        super().__init__(parent)
        self.bridge = bridge
        self.instruments = Instruments(bridge, self)
        self._answers, self._menu = answers, menu
        self._band, self._may_close = band, may_close
        self.window = self._built()

    def show(self) -> None:
        """Show the window, in front; over the whole of a screen that is too small for it."""
        window = self.window
        room = window.screen().availableGeometry().size()
        least = SIZE.grownBy(FRAME)
        if window.isVisible() or least.boundedTo(room) == least:
            window.show()
        else:
            window.showMaximized()
        window.raise_()
        window.activateWindow()

    def rebuild(self, words: Words) -> None:
        """Build the window anew, in another language or look."""
        old = self.window
        old.page.leave()
        self.bridge.words = words
        self.instruments.speak(words)
        new = self.window = self._built(old.key)
        new.restoreGeometry(old.saveGeometry())
        new.page.go_to(old.page.place())
        if old.page.isAncestorOf(old.focusWidget() or old):
            follow(old.page, new.page)
        else:
            follow(old, new)
        self.show()
        old.dismiss()

    def let_go(self) -> None:
        """Put everything away, and close the workshop."""
        self.window.dismiss()
        self.instruments.let_go()
        self.deleteLater()
        self.bridge.close()

    def _built(self, first: str = "") -> MainWindow:
        made = MainWindow(
            self.bridge, self._answers, menu=self._menu, band=self._band(self.bridge.words),
            first=first,
        )  # fmt: skip
        made.may_close = self._may_close
        made.language_chosen.connect(self.language_chosen)
        made.look_toggled.connect(self.look_toggled)
        made.closed.connect(self.closed)
        self.instruments.serve(made)
        made.resize(SIZE)
        return made
