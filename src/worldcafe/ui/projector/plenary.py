"""The scenes of the plenary: welcome and thanks; and those for whatever else has to be said."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from worldcafe.domain.day import present_segment
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.direction import side
from worldcafe.ui.projector.face import BOLD, CENTRED, Face, font, paint_fitted, paint_line
from worldcafe.ui.projector.parts import Part, Text
from worldcafe.ui.projector.ring import Ring
from worldcafe.ui.projector.scenes import SceneView
from worldcafe.wording import projection
from worldcafe.wording.voices import BETWEEN, Voices


class WelcomeScene(SceneView):
    """What this is, where, and what is going to happen."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.title = Text(face, self, most=0.13, weight=BOLD)
        self.place_and_date = Text(face, self, ink="soft", most=0.045)
        self.programme = Programme(face, self)
        self.ring = Ring(face, self)

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        words, about = voices, workshop.about
        self.title.say(about.title or words("World Café"))
        date = voices.first.date(about.date)
        self.place_and_date.say(voices.first.line((about.place, date)))
        self.programme.show_lines(projection.programme(workshop, voices))
        runs = present_segment(workshop) is not None
        assert self.ring is not None
        if self.ring.isHidden() is runs:
            self.ring.setVisible(runs)
            self.rearrange()

    def arrange(self, whole: QRectF) -> None:
        assert self.ring is not None
        height, gap = self.height(), self.height() * 0.06
        left = whole.width() * 0.52 - gap / 2
        column = QRectF(whole.left(), whole.top(), left, whole.height())
        foot = height * 0.28 if not self.ring.isHidden() else 0.0
        free = column.height() - foot - height * 0.1
        self.place(self.title, QRectF(column.left(), column.top(), left, free))
        at = column.top() + free
        self.place(self.place_and_date, QRectF(column.left(), at, left, height * 0.1))
        self.place(
            self.ring, QRectF(column.left(), column.bottom() - foot * 0.9, left, foot * 0.9)
        )
        right = QRectF(
            column.right() + gap, whole.top(), whole.width() - left - gap, whole.height()
        )
        self.place(self.programme, right)


class Programme(Part):
    """The times and names of the day's parts."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self._lines: tuple[tuple[str, str], ...] = ()

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show these times and names."""
        if lines != self._lines:
            self._lines = lines
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, face = self.begin(event), self.face
        if not self._lines:
            return
        line = min(self.height() / len(self._lines), face.pixels(0.12))
        top = (self.height() - line * len(self._lines)) / 2
        times = round(line * 2.2)
        for k, (time, name) in enumerate(self._lines):
            place = QRectF(0, top + k * line, self.width(), line)
            if k:
                painter.setPen(face.ink("line"))
                painter.drawLine(place.topLeft(), place.topRight())
            at = self.mirrored(QRectF(0, place.top(), times, line))
            painter.setPen(face.ink("accent"))
            painter.setFont(font(round(line * 0.36), BOLD))
            paint_line(painter, at, time, side(self.layoutDirection()))
            rest = self.mirrored(place.adjusted(times, 0, 0, 0))
            painter.setPen(face.ink("ink"))
            paint_fitted(painter, rest, name, most=round(line * 0.42))


class ThanksScene(SceneView):
    """Thank you, and what the day brought."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.thanks = Text(face, self, most=0.2, weight=BOLD, align=CENTRED, ink="accent")
        self.title = Text(face, self, most=0.05, align=CENTRED, ink="soft")
        self.numbers = Numbers(face, self)

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        words = voices
        self.thanks.say(words("Thank you"))
        self.title.say(workshop.about.title)
        self.numbers.show_numbers(projection.numbers(workshop, voices))

    def arrange(self, whole: QRectF) -> None:
        height = self.height()
        self.place(self.thanks, QRectF(whole.left(), whole.top(), whole.width(), height * 0.3))
        at = whole.top() + height * 0.3
        self.place(self.title, QRectF(whole.left(), at, whole.width(), height * 0.12))
        at += height * 0.15
        self.place(self.numbers, QRectF(whole.left(), at, whole.width(), whole.bottom() - at))


class Numbers(Part):
    """Large figures with what they count."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self._numbers: tuple[tuple[int, str], ...] = ()

    def show_numbers(self, numbers: tuple[tuple[int, str], ...]) -> None:
        """Show these figures."""
        if numbers != self._numbers:
            self._numbers = numbers
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, face = self.begin(event), self.face
        if not self._numbers:
            return
        width = self.width() / len(self._numbers)
        upper = self.height() * 0.5
        for k, (n, name) in enumerate(self._numbers):
            place = self.mirrored(QRectF(k * width, 0, width, upper))
            painter.setPen(face.ink("ink"))
            most = face.pixels(0.22)
            paint_fitted(painter, place, str(n), most=most, weight=BOLD, align=CENTRED)
            below = QRectF(
                place.left() + width * 0.06, upper, width * 0.88, self.height() * 0.28
            )
            painter.setPen(face.ink("soft"))
            languages = name.replace(BETWEEN, "\n")  # there is width for one of them
            paint_fitted(painter, below, languages, most=face.pixels(0.05), align=CENTRED)


class MessageScene(SceneView):
    """What the facilitator typed, and nothing else."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.text = Text(face, self, most=0.2, weight=BOLD, align=CENTRED)

    def arrange(self, whole: QRectF) -> None:
        self.place(self.text, whole)


class BlankScene(SceneView):
    """Nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        self.begin(event, "sunken")
