"""The window that the room sees."""

import datetime as dt

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from worldcafe.domain.clock import CueKind, next_segment, read_clock
from worldcafe.domain.projection import SECOND, Choice, ClockTone, Scene, clock_tone, scene_for
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.phone_room import PhoneRoom
from worldcafe.ui.projector.displays import display_for
from worldcafe.ui.projector.face import BOLD, CENTRED, Face
from worldcafe.ui.projector.joining import JoinScene
from worldcafe.ui.projector.parts import Band, Flash, Text
from worldcafe.ui.projector.plenary import (
    BlankScene,
    MessageScene,
    ThanksScene,
    WelcomeScene,
)
from worldcafe.ui.projector.scenes import (
    InsightsScene,
    PlacesScene,
    QuestionScene,
    SceneView,
    Time,
)
from worldcafe.wording.day import digits
from worldcafe.wording.voices import Voices

BAND = 0.05
"""The height of the rehearsal's band, as a share of the window's."""
BANNERS = (0.2, 0.3, 0.4)
"""The heights of a message, from the one that most need to that of the longest."""
LEGIBLE = 0.05
"""The least size of a message's letters, as a share of the window's height."""
LEAST_TICK_MS = 20
PACED_TICK_MS = 100
"""How often a clock that runs faster than time is looked at."""


class ProjectorWindow(QWidget):
    """Full screen on the display for the room; a window if there is no such display."""

    closed = Signal()
    """The room sees it no longer."""

    def __init__(self, bridge: Bridge, voices: Voices, *, dark: bool) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._bridge = bridge
        self._voices = voices
        self.face = Face(dark=dark)
        self._choice = Choice.AUTOMATIC
        self._message = ""
        self.scene = Scene.BLANK
        self.views: dict[Scene, SceneView] = {}
        self._band = Band(self.face, self)
        self._banner = Text(
            self.face, self, ink="on_accent", ground="accent", most=0.12, weight=BOLD,
            align=CENTRED, margin=0.05,
        )  # fmt: skip
        self._flash = Flash(self.face, self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setMinimumSize(480, 300)
        self.resize(1280, 720)
        self.speak(voices)

    def speak(self, voices: Voices) -> None:
        """Say everything in these languages."""
        self._voices = voices
        words = voices.first
        self.setWindowTitle(words("Projector"))
        self.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
        self._band.speak(voices)
        self.show_workshop()

    def dress(self, *, dark: bool) -> None:
        """Change between light and dark."""
        self.face.dark = dark
        for part in self.findChildren(QWidget):
            part.update()
        self.update()

    def choose(self, choice: Choice, *, by_table: bool) -> None:
        """Show what the facilitator chose."""
        self._choice = choice
        places = self._view(Scene.PLACES)
        assert isinstance(places, PlacesScene)
        places.by_table = by_table
        self.show_workshop()

    def say(self, message: str) -> None:
        """Show a message until it is replaced; an empty one ends it."""
        self._message = message
        self._banner.say(message)
        view = self._view(Scene.MESSAGE)
        assert isinstance(view, MessageScene)
        view.text.say(message)
        self._arrange()

    def show_workshop(self) -> None:
        """Show the café as it is now."""
        workshop = self._bridge.here
        scene = scene_for(workshop, self._choice)
        view = self._view(scene)
        if scene is not self.scene or view.isHidden():
            self.scene = scene
            for other in self.views.values():
                other.setVisible(other is view)
            self._arrange()
        self._band.setVisible(workshop.about.rehearsal)
        if isinstance(view, JoinScene):
            view.joining = PhoneRoom.of(self._bridge).joining
        view.show_workshop(workshop, self._voices)
        self.tick()

    def tick(self) -> None:
        """Show the time, and be back when the next second begins."""
        workshop = self._bridge.here
        reading = read_clock(workshop, self._bridge.now())
        if reading.segment is None:
            following = next_segment(workshop)
            planned = following.planned_duration if following else dt.timedelta(0)
            time = Time(digits(planned), "", 0.0, ClockTone.READY)
        else:
            tone = clock_tone(reading)
            time = Time(digits(reading.remaining), self._caption(tone), reading.share, tone)
        self.views[self.scene].show_time(time)
        if self.isVisible() and reading.running:
            left = reading.remaining % SECOND
            pace = self._bridge.pace
            to_next = round(left / SECOND * 1000 / max(1.0, pace)) + 5
            least = LEAST_TICK_MS if pace == 1 else PACED_TICK_MS
            self._timer.start(max(least, to_next))
        else:
            self._timer.stop()

    def ring(self, kind: CueKind) -> None:
        """Let the room see a signal of the day."""
        self._flash.ring(kind)

    def settle(self, facilitator: QScreen | None, wished: str) -> None:
        """Show itself on the display for the room, or as a window if there is none."""
        display = display_for(QGuiApplication.screens(), facilitator, wished)
        if display is None:
            self._float(facilitator)
            return
        if self.isVisible() and self.isFullScreen() and self.screen() is display:
            return
        self.showNormal()
        self.setScreen(display)
        self.setGeometry(display.geometry())
        self.showFullScreen()

    def toggle_full_screen(self) -> None:
        """Fill the display it is on, or become a window again."""
        if self.isFullScreen():
            self._float(self.screen())
        else:
            self.showFullScreen()

    def _float(self, display: QScreen | None) -> None:
        display = display or QGuiApplication.primaryScreen()
        free = display.availableGeometry()
        place = QRect(0, 0, round(free.width() * 0.6), round(free.width() * 0.6 * 9 / 16))
        place.moveCenter(free.center())
        self.showNormal()
        self.setGeometry(place)

    def _caption(self, tone: ClockTone) -> str:
        words = self._voices
        if tone is ClockTone.HELD:
            return words("Paused")
        if tone is ClockTone.OVER:
            return words("over time")
        return words("nearly over") if tone is ClockTone.WARNING else ""

    def _view(self, scene: Scene) -> SceneView:
        """The view of a scene; made when it is first wanted."""
        if scene not in self.views:
            made = VIEWS[scene](self.face, self)
            made.hide()
            self.views[scene] = made
            self._flash.raise_()
        return self.views[scene]

    def _arrange(self) -> None:
        """The band above, the message below, the scene between them."""
        band = self.face.pixels(BAND) if self._bridge.workshop.about.rehearsal else 0
        shown = bool(self._message) and self.scene not in (Scene.MESSAGE, Scene.BLANK)
        banner = self._banner_height() if shown else 0
        self._band.setGeometry(0, 0, self.width(), band)
        self._banner.setGeometry(0, self.height() - banner, self.width(), banner)
        self._banner.setVisible(shown)
        view = self.views.get(self.scene)
        if view is not None:
            view.setGeometry(0, band, self.width(), self.height() - band - banner)
        self._flash.setGeometry(self.rect())

    def _banner_height(self) -> int:
        """As much as the message needs to be read from the last row, and no more."""
        heights = [self.face.pixels(share) for share in BANNERS]
        legible = self.face.pixels(LEGIBLE)
        enough = (
            height
            for height in heights
            if self._banner.letters_in(self.width(), height) >= legible
        )
        return next(enough, heights[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.face.height = self.height()
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_workshop()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, F11 fills the display or gives it back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the scene covers all of it."""


VIEWS: dict[Scene, type[SceneView]] = {
    Scene.WELCOME: WelcomeScene,
    Scene.QUESTION: QuestionScene,
    Scene.PLACES: PlacesScene,
    Scene.INSIGHTS: InsightsScene,
    Scene.JOIN: JoinScene,
    Scene.MESSAGE: MessageScene,
    Scene.THANKS: ThanksScene,
    Scene.BLANK: BlankScene,
}
