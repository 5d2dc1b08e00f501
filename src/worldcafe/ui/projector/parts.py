"""The parts that the projector's scenes are put together from. Each paints all of itself."""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from worldcafe.domain.clock import CueKind
from worldcafe.ui.painting.direction import LEADING, visual
from worldcafe.ui.projector.face import (
    BOLD,
    CENTRED,
    PLAIN,
    Face,
    fitted,
    font,
    paint_fitted,
    paint_line,
)
from worldcafe.wording.voices import Voices

FLASH_MS = 400
"""Slow enough for eyes that flashes hurt: less than three a second."""
STRIPE = 0.03
"""The width of a stripe of the rehearsal's band, as a share of the window's height."""


class Part(QWidget):
    """Something on the screen that is painted whole, its ground included."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = face
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def begin(self, event: QPaintEvent, ground: str = "paper") -> QPainter:
        """A painter on a fresh ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.face.ink(ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def mirrored(self, place: QRectF) -> QRectF:
        """Where in the part a place is that was laid out from the left."""
        return visual(self.layoutDirection(), QRectF(self.rect()), place)


class Text(Part):
    """A text as large as its place allows; several stand below one another."""

    def __init__(
        self,
        face: Face,
        parent: QWidget | None = None,
        *,
        ink: str = "ink",
        ground: str = "paper",
        most: float = 1.0,
        weight: QFont.Weight = PLAIN,
        align: Qt.AlignmentFlag = LEADING,
        margin: float = 0.0,
    ) -> None:
        super().__init__(face, parent)
        self._margin = margin
        self._ink, self._ground, self._most = ink, ground, most
        self._weight, self.align = weight, align
        self.texts: tuple[str, ...] = ()

    def say(self, *texts: str) -> None:
        """Show these texts."""
        shown = tuple(text for text in texts if text)
        if shown != self.texts:
            self.texts = shown
            self.setAccessibleName(" ".join(shown))
            self.update()

    def letters_in(self, width: int, height: int) -> int:
        """How large its letters would be in a place of this size, in pixels."""
        # Both languages in one size: neither is the lesser.
        most = self.face.pixels(self._most)
        for text, place in self._placed(QRectF(0, 0, width, height)):
            size = (int(place.width()), int(place.height()))
            most = min(most, fitted(text, *size, most, self._weight))
        return most

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(event, self._ground)
        painter.setPen(self.face.ink(self._ink))
        most = self.letters_in(self.width(), self.height())
        for text, place in self._placed(QRectF(self.rect())):
            paint_fitted(painter, place, text, most=most, weight=self._weight, align=self.align)

    def _placed(self, whole: QRectF) -> list[tuple[str, QRectF]]:
        return list(zip(self.texts, self._places(whole), strict=True))

    def _places(self, whole: QRectF) -> list[QRectF]:
        """Each text's own place: beside one another where there is width, else below."""
        margin, n = self.face.pixels(self._margin) if self._margin else 0, len(self.texts)
        whole = whole.adjusted(margin, margin / 2, -margin, -margin / 2)
        if n < 2:
            return [whole] * n
        gap = self.face.pixels(0.05)
        if whole.width() > 2.2 * whole.height():
            width = (whole.width() - gap * (n - 1)) / n
            first = QRectF(whole.left(), whole.top(), width, whole.height())
            places = (first.translated(k * (width + gap), 0) for k in range(n))
            return [visual(self.layoutDirection(), whole, place) for place in places]
        height = (whole.height() - gap * (n - 1)) / n
        return [
            QRectF(whole.left(), whole.top() + k * (height + gap), whole.width(), height)
            for k in range(n)
        ]


class ThemeQuestions(Part):
    """The question of every theme, with its colour and name."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.asked: tuple[tuple[str, str, str], ...] = ()

    def show_questions(self, asked: tuple[tuple[str, str, str], ...]) -> None:
        """Colour, name and question of each."""
        if asked != self.asked:
            self.asked = asked
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(event)
        if not self.asked:
            return
        face, n = self.face, len(self.asked)
        gap = face.pixels(0.02)
        height = (self.height() - gap * (n - 1)) / n
        bar = face.pixels(0.012)
        for k, (colour, name, question) in enumerate(self.asked):
            top = k * (height + gap)
            inner = QRectF(3 * bar, top, self.width() - 4 * bar, height)
            inner = self.mirrored(inner)
            painter.fillRect(self.mirrored(QRectF(0, top, bar, height)), QColor(colour))
            painter.setPen(face.ink("soft"))
            painter.setFont(font(min(face.pixels(0.032), round(height * 0.26)), BOLD))
            head = QRectF(inner.left(), top, inner.width(), height * 0.3)
            paint_line(painter, head, name)
            painter.setPen(face.ink("ink"))
            below = QRectF(inner.left(), top + height * 0.3, inner.width(), height * 0.7)
            paint_fitted(painter, below, question, most=face.pixels(0.07))


class Band(Part):
    """A striped band that says: this is a rehearsal."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self._text = ""

    def speak(self, voices: Voices) -> None:
        """Say it in these languages."""
        words = voices
        self._text = words("Rehearsal: nothing here is kept")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(event, "attention_wash")
        step = self.face.pixels(STRIPE)
        paint_stripes(painter, self.rect().toRectF(), step, self.face.ink("attention"))
        painter.setFont(font(round(self.height() * 0.6), BOLD))
        width = min(
            self.width(), painter.fontMetrics().horizontalAdvance(self._text) + 4 * step
        )
        middle = QRectF(0, 0, width, self.height())
        middle.moveCenter(QRectF(self.rect()).center())
        painter.fillRect(middle, self.face.ink("attention_wash"))
        painter.setPen(self.face.ink("attention"))
        paint_line(painter, middle, self._text, CENTRED)


def paint_stripes(painter: QPainter, place: QRectF, step: float, colour: QColor) -> None:
    """Slanting stripes, as on a barrier tape."""
    painter.save()
    painter.setClipRect(place)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    slant, x = place.height(), place.left() - place.height()
    while x < place.right():
        corners = ((x, place.bottom()), (x + slant, place.top()))
        (low, bottom), (high, top) = corners
        painter.drawPolygon(
            [
                QPointF(low, bottom), QPointF(high, top),
                QPointF(high + step, top), QPointF(low + step, bottom),
            ]
        )  # fmt: skip
        x += 2 * step
    painter.restore()


class Flash(QWidget):
    """A thick frame around everything, there for moments: the gong for the eyes."""

    def __init__(self, face: Face, parent: QWidget, thickness: float = 0.035) -> None:
        """`thickness` of the frame, as a share of the window's height."""
        super().__init__(parent)
        self._face = face
        self._thickness = thickness
        self._ink = "attention"
        self._left = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, interval=FLASH_MS)
        self._timer.timeout.connect(self._on_turn)
        self.hide()

    def ring(self, kind: CueKind) -> None:
        """Appear and vanish: three times for the end, twice for the warning."""
        ending = kind is CueKind.END
        self._ink, self._left = ("problem", 5) if ending else ("attention", 3)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        thick = self._face.pixels(self._thickness)
        pen = QPen(self._face.ink(self._ink), 2 * thick)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect())

    def _on_turn(self) -> None:
        self._left -= 1
        self.setVisible(self._left > 0 and not self.isVisible())
        if self._left <= 0:
            self._timer.stop()
            self.hide()
