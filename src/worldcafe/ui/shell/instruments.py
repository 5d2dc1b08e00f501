"""What a facilitator has beside the window: the clock’s keeper, the projector, the gong."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain.clock import Cue
from worldcafe.ui.aloud import announce
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import DARK, colours
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.shell.steady import keep_clock
from worldcafe.ui.shell.window import MainWindow
from worldcafe.ui.sound import Bell, Sound
from worldcafe.wording import Words
from worldcafe.wording.day import cue_told

if TYPE_CHECKING:
    from worldcafe.ui.projector import Projector
    from worldcafe.ui.projector.parts import Flash

WINDOW_FRAME = 0.012
"""The frame that blinks around the facilitator's window: thinner than the room's."""


class Instruments(QObject):
    """The instruments of one open workshop. They outlive the window, which may be built anew.

    Nothing is loaded that is not used: the projector's window is made when it is asked for.
    """

    rang = Signal(object)
    """A `worldcafe.domain.clock.Cue` fell due, and was seen and heard."""
    projector_toggled = Signal(bool)
    """The room sees the projector, or no longer."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = bridge.words
        self._projector: Projector | None = None
        self._window: MainWindow | None = None
        self.sound = Sound(bridge.settings, self)
        self.bell = Bell(bridge, self)
        self.bell.rang.connect(self._on_rang)
        PhoneRoom.of(bridge).told.connect(self._on_told)
        keep_clock(bridge)

    @property
    def projector(self) -> "Projector":
        """The projector; made when it is first asked for."""
        from worldcafe.ui.projector import Projector

        if self._projector is None:
            self._projector = Projector(self._bridge, self)
            self._projector.changed.connect(self._on_projector_changed)
        return self._projector

    @property
    def projects(self) -> bool:
        """Whether the room sees the projector."""
        return self._projector is not None and self._projector.is_open

    def serve(self, window: MainWindow) -> None:
        """Answer the projector's button and key in this window."""
        self._window = window
        made = window.top.projector
        window.projector_asked.connect(self._on_projector_asked)
        window.projector_card_asked.connect(self._on_card_asked)
        self.projector_toggled.connect(made.setChecked)
        made.setChecked(self.projects)

    def toggle_projector(self, window: QWidget) -> None:
        """Show it to the room, or no longer. `window` is where the facilitator works."""
        if self.projects:
            self.projector.close()
        else:
            self.projector.open(window.screen())
            window.activateWindow()

    def show_card(self, owner: QWidget) -> None:
        """Drop the card down beneath a button."""
        from worldcafe.ui.fields.popups import drop_down  # not for a start
        from worldcafe.ui.projector.control import ProjectorCard

        card = ProjectorCard(
            self.projector, self.sound, self._words, self._bridge.workshop, owner
        )
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open_asked.connect(lambda: self.projector.open(owner.screen()))
        drop_down(card, owner)
        room = owner.screen().availableGeometry()
        card.move(card.x(), max(room.top(), min(card.y(), room.bottom() - card.height())))

    def speak(self, words: Words) -> None:
        """Speak another language."""
        self._words = words
        if self._projector is not None:
            self._projector.speak(words)

    def let_go(self) -> None:
        """Put everything away, with the workshop."""
        self._window = None
        self.bell.stop()
        self.sound.close()
        if self._projector is not None:
            self._projector.let_go()
            self._projector = None

    def _on_projector_asked(self) -> None:
        if self._window is not None:
            self.toggle_projector(self._window)

    def _on_card_asked(self) -> None:
        """Drop the card down; the button is down only while the room sees something."""
        if self._window is not None:
            self._window.top.projector.setChecked(self.projects)
            self.show_card(self._window.top.projector)

    def _on_told(self, message: str) -> None:
        """Show the room what a facilitator says from their pocket."""
        self.projector.say(message)

    def _on_rang(self, cue: Cue) -> None:
        self.sound.tell(cue.kind)
        if self._projector is not None:
            self._projector.ring(cue.kind)
        if self._window is not None:
            self._flash(self._window).ring(cue.kind)
            announce(self._window, cue_told(self._bridge.workshop, cue, self._words))
        self.rang.emit(cue)

    def _flash(self, window: MainWindow) -> "Flash":
        """The frame around the facilitator's window, on whatever page they are."""
        from worldcafe.ui.projector.face import Face  # not for a start
        from worldcafe.ui.projector.parts import Flash

        found = window.findChild(Flash)
        if found is not None:
            return found
        face = Face(dark=colours() is DARK)
        return Flash(face, window, WINDOW_FRAME)

    def _on_projector_changed(self) -> None:
        self.projector_toggled.emit(self.projects)
