"""The window: the rail of stages on the left, the workshop's title above, a page beside."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from worldcafe.document import Change
from worldcafe.domain.clock import is_under_way
from worldcafe.ui.actions import action, bind
from worldcafe.ui.arranging import Filling, Folding, Pages
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.kept_names import NamesReminder
from worldcafe.ui.page import SOON_MS, Page
from worldcafe.ui.painting.look import grown, look
from worldcafe.ui.parts import (
    box,
    column,
    row,
)
from worldcafe.ui.shell.focus import FocusOnPage
from worldcafe.ui.shell.guide import Guided
from worldcafe.ui.shell.rail import Rail, StageButton
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.toast import Toast
from worldcafe.ui.shell.top_bar import TopBar
from worldcafe.wording import Words
from worldcafe.wording.deeds import Deed, to_be_redone, to_be_undone

if TYPE_CHECKING:
    from worldcafe.ui.shell.help import HelpDialog

SMALLEST = QSize(720, 480)
"""A window on a screen of 800×600, with its frame and a task bar."""
SMALL = 1100
"""Pixels below which the rail leaves its room to the page."""
Answers = Mapping[str, Callable[[], object]]
"""What is done for actions, by their names in the table of actions."""


class MainWindow(QMainWindow):
    """The window on one workshop. It is built anew when the language or the look changes."""

    language_chosen = Signal(str)
    look_toggled = Signal()
    projector_asked = Signal()
    """The room is to see the projector, or no longer."""
    projector_card_asked = Signal()
    """The person wants to choose what the room sees."""
    closed = Signal()
    """The person closed the window."""

    def __init__(
        self,
        bridge: Bridge,
        answers: Answers | None = None,
        *,
        menu: Sequence[str] = ("help", "keys"),
        band: QWidget | None = None,
        first: str = "",
    ) -> None:
        """`answers` is what the application does for actions of its own, by their names;
        those named in `menu` are offered there, in this order. `band` stands above
        everything: what marks a rehearsal and steers it. `first` is the key of the stage
        that is shown first, if not the day decides.
        """
        super().__init__()
        self._bridge = bridge
        self._room = Pages()
        self._stack = self._room.stack
        self._focus = FocusOnPage(self._stack)
        self.guided = Guided(bridge, self._room)
        self._answers = {
            "undo": self.undo, "redo": self.redo, "keys": self.show_keys,
            "help": lambda: self.show_help(self.key), "guide": self.guided.begin,
            "method": lambda: self.show_help("method"),
            "main": self._on_main_action, "projector": self.projector_asked.emit,
            **(answers or {}),
        }  # fmt: skip
        self._dismissed = False
        words = self._words = bridge.words
        self._pages: dict[str, Page] = {}
        self._warned_of: tuple[int, Deed] | None = None
        self.may_close: Callable[[], bool] = lambda: True
        """Whether the person may close the window now; may ask them."""
        self.top = TopBar(bridge, self.act, menu)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._show_document)
        self._stages = {stage.key: StageButton(stage, bridge) for stage in STAGES}
        self.reminder = NamesReminder(bridge)
        body = column(self.top, self.reminder, Filling(self.guided), gap=0)
        wished = bridge.settings.recall("rail") == "icons"
        self._rail = Rail(self._stages.values(), words, wished=wished)
        whole = box(row(self._rail, box(body), gap=0))
        central = look("paper", whole if band is None else box(column(band, whole, gap=0)))
        self.setCentralWidget(central)
        self._help: HelpDialog | None = None
        self._toast = Toast(central, bridge, (self.top.title, self.top.tick))
        self.setMinimumSize(SMALLEST)
        self._connect()
        self._show_document()
        # Whoever opens a day that runs, after a crash for instance, is in a hurry; and a
        # rehearsal is about the day.
        runs = is_under_way(bridge.workshop) or bridge.workshop.about.rehearsal
        self.go_to_page(first or ("live" if runs else STAGES[0].key))

    def _connect(self) -> None:
        for key, stage in self._stages.items():
            stage.clicked.connect(lambda _=False, key=key: self.go_to_page(key))
            bind(self, "window", f"go_{key}", stage.click)
        self.top.language_chosen.connect(self.language_chosen)
        self.top.look_toggled.connect(self.look_toggled)
        self.top.projector_asked.connect(self.projector_card_asked)
        self._rail.wish_told.connect(self._on_rail_wish)
        self.guided.go_asked.connect(self._on_step_asked)
        self.guided.left.connect(lambda: self._focus.begin(self.page.front))
        for name in self._answers:
            bind(self, "window", name, partial(self.act, name))
        self._bridge.changed.connect(self._on_changed)
        self._bridge.refused.connect(self.top.show_saved)
        if self._bridge.hearing:
            self._bridge.hearing.connected.connect(self.top.show_saved)
        self._bridge.refused.connect(self._toast.say_problem)
        self._bridge.told.connect(self._toast.say)
        self._bridge.doing.connect(self._toast.say)
        self._bridge.done.connect(self._toast.have_done)
        self._bridge.place_asked.connect(self._on_place_asked)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def page(self) -> Page:
        """The page in view."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def key(self) -> str:
        """The key of the stage in view."""
        return next(key for key, page in self._pages.items() if page is self.page)

    def page_of(self, key: str) -> Page:
        """The page of a stage; made when it is first asked for."""
        if key not in self._pages:
            page = self._pages[key] = self._stages[key].stage.page(self._bridge, self._stack)
            page.go_to_asked.connect(self.go_to_page)
            self._stack.addWidget(page)
        return self._pages[key]

    def go_to_page(self, key: str) -> None:
        """Show the page of a stage; `prepare/room` brings that part of it to the front."""
        key, _, part = key.partition("/")
        page, had_keyboard = self.page_of(key), False
        if self._stack.currentWidget() is not page:
            self.page.leave()
            self._toast.overtaken()
            had_keyboard = self.page.isAncestorOf(self.focusWidget() or self)
        self._stages[key].setChecked(True)
        self._stack.setCurrentWidget(page)
        if part:
            page.show_part(part)
        if had_keyboard and not page.isAncestorOf(self.focusWidget() or self):
            self._focus.begin(page.front)
        elif isinstance(self.focusWidget(), StageButton):
            self._stages[key].setFocus()

    def act(self, name: str) -> None:
        """Do what an action of the window or the application is for."""
        self._answers[name]()

    def undo(self) -> None:
        """Undo; what was done on another page only when it is asked for a second time."""
        done = self._bridge.to_undo
        if self._is_meant(done, to_be_undone):
            self._bridge.undo()

    def redo(self) -> None:
        """Redo; what was done on another page only when it is asked for a second time."""
        done = self._bridge.to_redo
        if self._is_meant(done, to_be_redone):
            self._bridge.redo()

    def _is_meant(self, done: Deed | None, told: Callable[[Deed, Words], str]) -> bool:
        """Whether the person means what undo or redo would do. What they did elsewhere they
        may not think of: that is said first, and the same key means it while it is said.
        """
        if done is None or done.stage in ("", self.key):
            return True
        asked = (self._bridge.document.seq, done)
        if self._warned_of == asked and self._toast.isVisible():
            return True
        words = self._words
        said = words("{what}. If you mean it, press once more.", what=told(done, words))
        self._toast.say(said)
        self._warned_of = asked
        return False

    def show_keys(self) -> None:
        """Show what can be done by keyboard."""
        from worldcafe.ui.shell.keys import KeysDialog  # seldom

        KeysDialog(self._words, self).exec()

    def show_help(self, chapter: str) -> None:
        """Show a chapter of the help beside the window."""
        from worldcafe.ui.shell.help import HelpDialog  # seldom

        if self._help is None:
            self._help = HelpDialog(self._words, self)
        self._help.show_chapter(chapter)

    def _on_step_asked(self, place: str) -> None:
        self.go_to_page(place)
        self._focus.begin(self.page.front)

    def dismiss(self) -> None:
        """Take the window away for the program's own reasons: nobody is asked or told, and
        nothing in it begins any more.
        """
        self._dismissed = True
        self.close()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.deleteLater()

    def _on_place_asked(self, key: str, place: dict[str, str]) -> None:
        self.go_to_page(key)
        self.page.go_to(place)

    def _show_document(self) -> None:
        self.top.show_document()
        self.setWindowTitle(f"{self.top.title.text()} – {self._bridge.document.path.stem}")
        for stage in self._stages.values():
            stage.show_state()

    def _on_main_action(self) -> None:
        """Press the one button the page stands out with, wherever the focus is.

        Whoever is in a form with such a button of its own means that one: in a frame that is
        seen as one, not in a stack of pages, which is a frame for Qt alone.
        """
        place = self.focusWidget() or self.page
        while place is not self.page and not isinstance(place, Page):
            if isinstance(place, QFrame) and place.property("look") and _press(place):
                return
            place = place.parentWidget() or self.page
        _press(self.page)

    def _on_changed(self, change: Change) -> None:
        if all(edit.kind == "draft" for edit in change.edits):
            return
        self._toast.overtaken(change)
        if not change.by_phone:
            self._show_document()
        elif not self._soon.isActive():
            self._soon.start()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give undo to the workshop when a text field has nothing of its own to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString()
            undo, redo = keys in action("undo").keys, keys in action("redo").keys
            if (undo or redo) and _has_nothing(watched, undo=undo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _on_rail_wish(self, icons: bool) -> None:  # noqa: FBT001 - the signal's value
        self._bridge.settings.keep("rail", "icons" if icons else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.fit(small=self.width() < grown(SMALL))
        self._toast.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            self._focus.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._dismissed and not self.may_close():
            event.ignore()
            return
        self.page.leave()
        if not self._dismissed:
            self.closed.emit()
        super().closeEvent(event)


def _press(part: QWidget) -> bool:
    """Press the button that stands out in this part, also where the part of the page that has
    it is folded away; whether there is one.
    """
    standing_out = [
        each
        for each in part.findChildren(QPushButton)
        if each.property("look") in ("primary", "big-primary")
    ]
    seen = [each for each in standing_out if each.isVisible()]
    if not seen:
        folds = [each for each in part.findChildren(Folding) if each.isVisible()]
        seen = [each for each in standing_out if any(fold.brings(each) for fold in folds)][:1]
    for each in seen:
        if each.isEnabled():
            each.click()
            return True
    return False


def _has_nothing(widget: QObject, *, undo: bool) -> bool:
    """Whether a text field has nothing to undo (or redo) itself."""
    if isinstance(widget, QLineEdit):
        return not (widget.isUndoAvailable() if undo else widget.isRedoAvailable())
    if isinstance(widget, QPlainTextEdit):
        document = widget.document()
        return not (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
