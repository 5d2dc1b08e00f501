"""The scene that brings phones into the room: a code for the Wi-Fi, and one for the page."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from worldcafe.domain.workshop import Workshop
from worldcafe.lan.joining import Joining
from worldcafe.lan.squares import squares
from worldcafe.ui.painting.pictures import paint_code
from worldcafe.ui.projector.face import BOLD, CENTRED, Face, paint_fitted
from worldcafe.ui.projector.parts import Part, Text
from worldcafe.ui.projector.scenes import HeadedScene
from worldcafe.wording.joining import Step
from worldcafe.wording.languages import FACES
from worldcafe.wording.voices import Voices


class JoinScene(HeadedScene):
    """What to scan, in order; while the room is closed, that it is."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.joining: Joining | None = None
        self.steps = Steps(face, self)
        self.closed = Text(face, self, most=0.07, align=CENTRED, ink="soft")

    def bodies(self) -> tuple[QWidget, ...]:
        return (self.steps, self.closed)

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        words, joining = voices, self.joining
        self.heading.say(words("Join by phone"))
        self.hint.say(words("Point the camera at the code"))
        self.closed.say(words("The room is not open to phones yet."))
        self.steps.setVisible(joining is not None)
        self.closed.setVisible(joining is None)
        self.steps.show_steps(joining.steps(voices) if joining else ())


class Steps(Part):
    """Codes beside one another, with what they are for above and the same by hand below."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.shown: tuple[Step, ...] = ()

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show these."""
        if steps != self.shown:
            self.shown = steps
            said = (" ".join((each.heading, *each.lines)) for each in steps)
            self.setAccessibleName(". ".join(said))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, face = self.begin(event), self.face
        if not self.shown:
            return
        width, height = self.width() / len(self.shown), float(self.height())
        head, line = height * 0.13, height * 0.1
        side = min(width * 0.86, height - head - 2 * line)
        for n, step in enumerate(self.shown):
            place = self.mirrored(QRectF((n + 0.04) * width, 0, width * 0.92, height))
            painter.setPen(face.ink("ink"))
            above = QRectF(place.left(), 0, place.width(), head)
            most = face.pixels(0.06)
            paint_fitted(painter, above, step.heading, most=most, weight=BOLD, align=CENTRED)
            code = QRectF(place.center().x() - side / 2, head, side, side)
            paint_code(painter, code, squares(step.code))
            painter.setPen(face.ink("soft"))
            for at, text in enumerate(step.lines):
                below = QRectF(place.left(), head + side + at * line, place.width(), line)
                most = face.pixels(0.045)  # with the figures that a phone has keys for
                paint_fitted(painter, below, text, most=most, align=CENTRED, faces=FACES)
