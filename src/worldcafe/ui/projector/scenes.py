"""The scenes of the rounds and the harvest. Each arranges its parts itself."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from worldcafe.domain.projection import ClockTone, destination, entries
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.direction import LEADING, TRAILING, side
from worldcafe.ui.projector.face import (
    BOLD,
    Face,
)
from worldcafe.ui.projector.insights import InsightWall
from worldcafe.ui.projector.parts import Part, Text, ThemeQuestions
from worldcafe.ui.projector.places import NameColumns, TableCards
from worldcafe.ui.projector.ring import Ring
from worldcafe.wording import projection
from worldcafe.wording.voices import Voices

MARGIN = 0.05
BESIDE_FROM = 1.5
"""How much wider than high a screen has to be for ring and question to stand abreast."""


@dataclass(frozen=True)
class Time:
    """What every clock of the projector shows at one moment."""

    digits: str
    caption: str
    share: float
    tone: ClockTone


class SceneView(Part):
    """One scene; `show_workshop` whenever the café changed, `show_time` with every second."""

    ring: Ring | None = None

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        """Show the café as it is."""

    def show_time(self, time: Time) -> None:
        """Show the time."""
        if self.ring is not None:
            self.ring.show_time(time.digits, time.caption, time.share, time.tone)

    def arrange(self, whole: QRectF) -> None:
        """Give every part its place inside the margins."""

    def place(self, part: QWidget, place: QRectF) -> None:
        """Give a part its place; mirrored for languages that are read leftwards."""
        part.setGeometry(self.mirrored(place).toAlignedRect())

    def rearrange(self) -> None:
        """Give every part its place anew."""
        margin = self.face.pixels(MARGIN)
        self.arrange(QRectF(self.rect()).adjusted(margin, margin, -margin, -margin))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rearrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.begin(event)


class QuestionScene(SceneView):
    """What to talk about, and how long still."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.heading = Text(face, self, ink="accent", most=0.06, weight=BOLD)
        self.position = Text(face, self, ink="soft", most=0.042)
        self.question = Text(face, self, most=0.13, weight=BOLD)
        self.themes = ThemeQuestions(face, self)
        self.ring = Ring(face, self)
        self._two = False

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        self.heading.say(projection.heading(workshop, voices))
        self.position.say(projection.position(workshop, voices))
        asked = projection.questions(workshop, voices)
        of_themes = () if asked else projection.theme_questions(workshop, voices)
        self.question.say(*asked)
        self.themes.show_questions(of_themes)
        self.question.setVisible(not of_themes)
        self.themes.setVisible(bool(of_themes))
        two = len(asked) > 1
        if two != self._two:
            self._two = two
            self.rearrange()

    def arrange(self, whole: QRectF) -> None:
        # Two languages abreast need the whole width; the ring lies down below them then.
        window = self.window()
        beside = window.width() >= BESIDE_FROM * window.height() and not self._two
        if beside:
            self._arrange_beside(whole)
        else:
            self._arrange_below(whole)

    def _arrange_beside(self, whole: QRectF) -> None:
        height = self.height()
        side = height * 0.97
        edge = (height - side) / 2
        ring = QRectF(self.width() - side - edge, edge, side, side)
        column = QRectF(whole.left(), whole.top(), ring.left() - 2 * whole.left(), 0)
        column.setRight(ring.left() - whole.left() * 0.5)
        self.place(self.ring_part, ring)
        self.place(
            self.heading, QRectF(column.left(), whole.top(), column.width(), height * 0.1)
        )
        self.position.align = LEADING
        at = whole.top() + height * 0.1
        self.place(self.position, QRectF(column.left(), at, column.width(), height * 0.06))
        at += height * 0.08
        body = QRectF(column.left(), at, column.width(), whole.bottom() - at)
        for part in (self.question, self.themes):
            self.place(part, body)

    def _arrange_below(self, whole: QRectF) -> None:
        height = self.height()
        head = height * 0.075
        half = whole.width() * 0.66
        self.place(self.heading, QRectF(whole.left(), whole.top(), half, head))
        self.position.align = side(self.layoutDirection(), TRAILING)
        rest = QRectF(whole.left() + half, whole.top(), whole.width() - half, head)
        self.place(self.position, rest)
        long = min(height * 0.36, whole.width() * 0.36)
        ring = QRectF(whole.left(), whole.bottom() - long, whole.width(), long)
        at = whole.top() + head + height * 0.03
        body = QRectF(whole.left(), at, whole.width(), ring.top() - at - height * 0.03)
        self.place(self.ring_part, ring)
        for part in (self.question, self.themes):
            self.place(part, body)

    @property
    def ring_part(self) -> Ring:
        """The clock."""
        assert self.ring is not None
        return self.ring


class HeadedScene(SceneView):
    """A heading and a small clock above a body that takes what is left."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.heading = Text(face, self, weight=BOLD, most=0.075)
        self.hint = Text(face, self, ink="soft", most=0.038)
        self.ring = Ring(face, self)

    def bodies(self) -> tuple[QWidget, ...]:
        """The parts that share the body's place."""
        raise NotImplementedError

    def arrange(self, whole: QRectF) -> None:
        assert self.ring is not None
        height = self.height()
        head = height * 0.17
        width = min(height * 0.62, whole.width() * 0.4)
        ring = QRectF(whole.right() - width, whole.top() * 0.6, width, head)
        text = whole.width() - width - height * 0.03
        self.place(self.ring, ring)
        self.place(self.heading, QRectF(whole.left(), whole.top() * 0.6, text, head * 0.64))
        at = whole.top() * 0.6 + head * 0.64
        self.place(self.hint, QRectF(whole.left(), at, text, head * 0.36))
        at += head * 0.36 + height * 0.025
        for body in self.bodies():
            self.place(
                body,
                QRectF(whole.left(), at, whole.width(), self.height() - at - whole.top() * 0.5),
            )


class PlacesScene(HeadedScene):
    """Where everybody goes."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.by_table = False
        self.names = NameColumns(face, self)
        self.tables = TableCards(face, self)

    def bodies(self) -> tuple[QWidget, ...]:
        return (self.names, self.tables)

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        words = voices
        self.heading.say(self._heading(workshop, voices))
        round_ = destination(workshop)
        self.names.setVisible(not self.by_table)
        self.tables.setVisible(self.by_table)
        if round_ is None:
            self.hint.say()
            self.names.show_entries((), "")
            self.tables.show_companies(())
            return
        self.hint.say(words("Your name, and the number of your table"))
        shown, n_unnamed = entries(workshop, round_.id)
        note = words.plural(
            "{n} person is not named here: the badge says where.",
            "{n} people are not named here: the badge says where.",
            n_unnamed,
        )
        self.names.show_entries(shown, note if n_unnamed else "")
        self.tables.show_companies(projection.companies(workshop, round_.id, voices))

    def _heading(self, workshop: Workshop, voices: Voices) -> str:
        words, round_ = voices, destination(workshop)
        if round_ is None:
            return projection.heading(workshop, voices)
        return words("Who goes where: round {number}", number=round_.number)


class InsightsScene(HeadedScene):
    """What the tables found."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        super().__init__(face, parent)
        self.wall = InsightWall(face, self)
        self._known: dict[str, str] | None = None
        self._arrived: list[str] = []

    def bodies(self) -> tuple[QWidget, ...]:
        return (self.wall,)

    def show_workshop(self, workshop: Workshop, voices: Voices) -> None:
        words = voices
        self.heading.say(words("What the tables found"))
        found = projection.insights(workshop, voices)
        self.hint.say(words.plural("{n} key insight", "{n} key insights", len(found)))
        now = {each.id: each.text for each in found}
        known = now if self._known is None else self._known
        fresh = [each.id for each in found if known.get(each.id) != each.text]
        self._known = now
        self._arrived = [each for each in self._arrived if each not in fresh] + fresh
        when = {id: k for k, id in enumerate(self._arrived)}
        newest_first = found[::-1]
        ordered = sorted(newest_first, key=lambda each: -when.get(each.id, -1))
        empty = words("The key insight of every table appears here.")
        self.wall.show_insights(tuple(ordered), fresh, empty)

    def showEvent(self, event: QShowEvent) -> None:
        """What was said before the wall is seen is not news."""
        self._known = None
        super().showEvent(event)
