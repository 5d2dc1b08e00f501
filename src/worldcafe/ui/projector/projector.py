"""`Projector`: whether the room sees anything, what, where and in which languages."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmap, QScreen
from shiboken6 import getCppPointer

from worldcafe.document import Change
from worldcafe.domain.clock import CueKind
from worldcafe.domain.projection import Choice
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.wording import Words
from worldcafe.wording.voices import Voices

SMOOTH = Qt.TransformationMode.SmoothTransformation
SETTLE_MS = 300
"""How long displays are left to sort themselves out after one was plugged in."""


class Projector(QObject):
    """The projector of an open workshop. It outlives the facilitator's window, which is built
    anew when the language changes.
    """

    changed = Signal()
    """It was opened or closed, or something else is to be shown."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._settings = bridge.settings
        self._words = bridge.words
        self._facilitator: object = None
        """Which display the facilitator is on, as Qt has it: PySide takes the display that a
        window names for a part of that window, and calls it gone when that one is."""
        self.choice = Choice.AUTOMATIC
        self.message = ""
        self.window = ProjectorWindow(bridge, self.voices, dark=self.dark)
        self.window.choose(self.choice, by_table=self.by_table)
        self.window.closed.connect(self.changed)
        bridge.changed.connect(self._on_changed)
        bridge.room_chosen.connect(self._show)
        PhoneRoom.of(bridge).toggled.connect(self._show)
        self.changed.connect(self._show_on_walls)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._on_displays_changed)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._settling.start)
        app.screenRemoved.connect(self._on_displays_changed)

    @property
    def is_open(self) -> bool:
        """Whether the room sees it."""
        return self.window.isVisible()

    @property
    def voices(self) -> Voices:
        """The languages it speaks."""
        return Voices(self._words, self.second_language)

    @property
    def second_language(self) -> str:
        """The language beside the first one; empty if one will do."""
        return self._settings.recall("projector-second-language")

    @property
    def dark(self) -> bool:
        """Whether it is dark; rooms with a projector mostly are."""
        return self._settings.recall("projector-look") != "light"

    @property
    def by_table(self) -> bool:
        """Whether people find their place by table rather than by name."""
        return self._settings.recall("projector-places") == "tables"

    @property
    def display(self) -> str:
        """The name of the display that was chosen; empty if that was left to the program."""
        return self._settings.recall("projector-display")

    def open(self, facilitator: QScreen | None) -> None:
        """Show it to the room, on another display than the facilitator's if there is one."""
        self._facilitator = facilitator and getCppPointer(facilitator)
        self.window.settle(facilitator, self.display)
        self.changed.emit()

    def close(self) -> None:
        """Show nothing any more."""
        self.window.close()

    def show_what(self, choice: Choice) -> None:
        """Choose what is shown."""
        self.choice = choice
        self._show()

    def show_by_table(self, by_table: bool) -> None:  # noqa: FBT001 - as a switch says it
        """Choose how people find their place."""
        self._settings.keep("projector-places", "tables" if by_table else "names")
        self._show()

    def say(self, message: str) -> None:
        """Show a message until another one, or an empty one, takes its place."""
        self.message = " ".join(message.split())
        if not self.message and self.choice is Choice.MESSAGE:
            self.choice = Choice.AUTOMATIC
            self._show()
        self.window.say(self.message)
        self.changed.emit()

    def speak(self, words: Words) -> None:
        """Speak another first language."""
        self._words = words
        self.window.speak(self.voices)

    def speak_also(self, language: str) -> None:
        """Speak a second language, or only one."""
        self._settings.keep("projector-second-language", language)
        self.window.speak(self.voices)
        self.changed.emit()

    def dress(self, *, dark: bool) -> None:
        """Change between light and dark."""
        self._settings.keep("projector-look", "dark" if dark else "light")
        self.window.dress(dark=dark)
        self.changed.emit()

    def move_to(self, display: str) -> None:
        """Choose a display by its name; an empty name leaves it to the program."""
        self._settings.keep("projector-display", display)
        if self.is_open:
            self.window.settle(self._display_of_facilitator(), display)
        self.changed.emit()

    def ring(self, kind: CueKind) -> None:
        """Let the room see a signal of the day."""
        if self.is_open:
            self.window.ring(kind)

    def picture(self, width: int) -> QPixmap:
        """What the room sees, or would see, as a small picture."""
        if not self.is_open:
            self.window.show_workshop()
        return self.window.grab().scaledToWidth(width, SMOOTH)

    def let_go(self) -> None:
        """Close for good, with the workshop."""
        self._settling.stop()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.disconnect(self._settling.start)
        app.screenRemoved.disconnect(self._on_displays_changed)
        self.window.close()
        self.window.deleteLater()

    def _show(self) -> None:
        self.window.choose(self.choice, by_table=self.by_table)
        self.changed.emit()

    def _show_on_walls(self) -> None:
        """Other screens in the room follow."""
        PhoneRoom.of(self._bridge).show(
            choice=self.choice,
            message=self.message,
            second_language=self.second_language,
            by_table=self.by_table,
        )

    def _on_changed(self, change: Change) -> None:
        """Follow the workshop; unseen, it will when it is opened."""
        only_draft = change.touches("draft") and len(change.edits) == 1
        if self.is_open and not only_draft:
            self.window.show_workshop()

    def _on_displays_changed(self, _: QScreen | None = None) -> None:
        """Move to a display that was plugged in, and off one that is gone.

        Qt has put the window of a display that is gone in front of the facilitator's work.
        """
        facilitator = self._display_of_facilitator()
        if facilitator is None:
            self._facilitator = None
        if self.is_open:
            self.window.settle(facilitator, self.display)
        self.changed.emit()

    def _display_of_facilitator(self) -> QScreen | None:
        displays = QGuiApplication.screens()
        return next((e for e in displays if getCppPointer(e) == self._facilitator), None)
