"""The clock of the day: a ring with digits that are read from the back of the room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from worldcafe.ui.actions import action, hint, pressed
from worldcafe.ui.aloud import heard_as
from worldcafe.ui.arranging import MOST, Stack
from worldcafe.ui.painting.direction import LEADING
from worldcafe.ui.painting.look import SPACE, colours, line_height, look, pixmap, text_font
from worldcafe.ui.parts import box, button, column, explain, give_icon, label, row, verbatim
from worldcafe.wording import Words

LEAST, FLAT = 200, 112
"""Pixels of the ring, upright and lying flat."""
LEAST_DIGITS = 8
LEAST_CAPTION = 9
LARGE, LINES = 14, 7
"""Points of the large buttons' text; lines that stand below one another."""
CAPTION = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
FOCUS_ROOM = 5
"""Pixels around the ring in which it shows that it has the focus."""


class ClockFace(QWidget):
    """The ring and the digits. While it has the focus, and shows that, letters move the day."""

    asked = Signal(str)
    """The name of an action of the day that a key asked for."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        heard_as(QAccessible.Role.Grouping, self, words("Clock"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.digits = self.caption = self._tone = ""
        self._share = 0.0

    def sizeHint(self) -> QSize:
        return QSize(LEAST, LEAST)  # what else there is keeps its height; this grows

    def show_time(self, digits: str, caption: str, share: float, tone: str) -> None:
        """Show digits, a word below them, how much is over, and how that should strike.

        `tone`: accent, soft, attention or problem. Nothing is painted if nothing changed.
        """
        shown = (digits, caption, round(share, 3), tone)
        if shown == (self.digits, self.caption, self._share, self._tone):
            return
        if caption != self.caption:
            words = self._words
            self.setAccessibleName(words.row((words("Clock"), f"{digits} {caption}")))
        self.digits, self.caption, self._share, self._tone = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = colours()
        side = min(self.width(), self.height())
        thick = side * 0.055
        within = side - thick - 2 * FOCUS_ROOM
        ring = QRectF(0, 0, within, within)
        ring.moveCenter(QRectF(self.rect()).center())
        colour = QColor(getattr(palette, self._tone or "accent"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.line), thick))
        painter.drawEllipse(ring)
        pen = QPen(colour, thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        left = 1.0 if self._tone == "problem" else 1.0 - self._share
        if left > 0:
            painter.drawArc(ring, 90 * 16, round(left * 360 * 16))
        self._paint_text(painter, ring, colour)
        if self.hasFocus():
            around = (thick + FOCUS_ROOM) / 2 + 2
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring.adjusted(-around, -around, around, around))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = "" if event.isAutoRepeat() else pressed(event, "clock")
        if name:
            self.asked.emit(name)
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def _paint_text(self, painter: QPainter, ring: QRectF, colour: QColor) -> None:
        plain = self._tone in ("accent", "soft")
        painter.setPen(QColor(colours().ink) if plain else colour)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        # Numbers of one width: the digits stay in place while they count.
        font.setFeature(QFont.Tag("tnum"), 1)
        size = max(LEAST_DIGITS, round(ring.width() * 0.28))
        font.setPixelSize(size)
        while size > LEAST_DIGITS and (
            QFontMetricsF(font).horizontalAdvance(self.digits) > ring.width() * 0.82
        ):
            size = max(LEAST_DIGITS, size - 2)
            font.setPixelSize(size)
        painter.setFont(font)
        place = ring.translated(0, -ring.height() * 0.05)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.digits)
        painter.setPen(colour if not plain else QColor(colours().soft))
        below = caption_place(ring)
        painter.setFont(caption_font(font, self.caption, below))
        painter.drawText(below, CAPTION, self.caption)


def caption_place(ring: QRectF) -> QRectF:
    """Where in a ring the word below the digits stands."""
    place = QRectF(0, 0, ring.width() * 0.7, ring.height() * 0.28)
    place.moveCenter(ring.center() + QPointF(0, ring.height() * 0.2))
    return place


def caption_font(font: QFont, caption: str, place: QRectF) -> QFont:
    """The font in which a caption stands whole in its place: as it is in a large ring, smaller
    where the ring lies flat.
    """
    fitting = QFont(font)
    size = max(14, round(place.width() * 0.097))
    fitting.setPixelSize(size)
    while size > LEAST_CAPTION and not place.contains(
        QFontMetricsF(fitting).boundingRect(place, CAPTION, caption)
    ):
        size -= 1
        fitting.setPixelSize(size)
    return fitting


class ClockCard(QFrame):
    """The clock with its buttons; after the day, a quiet word of thanks."""

    toggle_asked = Signal()
    """Start, pause or go on: what the big button says."""
    time_asked = Signal(int)
    """Minutes more, or less."""
    next_asked = Signal()
    back_asked = Signal()
    end_asked = Signal()
    anew_asked = Signal()
    """The day is to begin anew."""
    synthesis_asked = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self.name = label("", "display", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.face = ClockFace(words)
        self.end = label("", "soft", wrap=True)
        self.end.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.toggle = _tool(
            button(words("Start"), self.toggle_asked.emit, name="big-primary", picture="play")
        )
        self.less = _tool(
            button(words("−1 minute"), lambda: self.time_asked.emit(-1), name="big")
        )
        self.more = _tool(
            button(words("+1 minute"), lambda: self.time_asked.emit(1), name="big")
        )
        self.next = _tool(button("", self.next_asked.emit, name="big", picture="skip-forward"))
        self.back = _tool(
            button(words("Back"), self.back_asked.emit, name="quiet", picture="skip-back")
        )
        self.ending = _tool(
            button(words("End the day"), self.end_asked.emit, name="quiet", picture="flag")
        )
        for tool, name in (
            (self.toggle, "day_toggle"), (self.more, "day_more"), (self.less, "day_less"),
            (self.next, "day_next"), (self.back, "day_back"),
        ):  # fmt: skip
            explain(tool, hint(words, action(name, "live"), action(name, "clock")))
        explain(self.ending, words("End the day now; going back takes it up again"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._running = box(self._grid)
        self._thanks = label("", "soft", wrap=True)
        self._stack = Stack()
        self._stack.addWidget(self._running)
        self._stack.addWidget(self._end_of_day())
        # Far from the button that is pressed all day.
        self._apart = row(self.back, 1, self.ending)
        self._whole = column(self._apart, self._stack, margin=2 * SPACE)
        self.setLayout(self._whole)
        self._is_flat = True
        self.lie_flat(flat=False)

    def lie_flat(self, *, flat: bool) -> None:
        """Stand upright, or lie above the rest of a small page, with everything in reach."""
        if flat is self._is_flat:
            return
        self._is_flat = flat
        for tool, place in self._places(flat=flat).items():
            self._grid.removeWidget(tool)
            self._grid.addWidget(tool, *place)
        for column_, share in enumerate((0, 2, 1, 1) if flat else (1, 1, 0, 0)):
            self._grid.setColumnStretch(column_, share)
        self._grid.setRowStretch(1, 0 if flat else 1)
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.RightToLeft if flat else ways.TopToBottom)
        self._apart.setDirection(ways.TopToBottom if flat else ways.LeftToRight)
        side = (FLAT, FLAT) if flat else (LEAST, MOST)
        self.face.setMinimumSize(side[0], side[0])
        self.face.setMaximumSize(side[1], side[1])
        for tool in (self.back, self.ending):
            keeps = tool.sizePolicy()
            keeps.setRetainSizeWhenHidden(not flat)
            tool.setSizePolicy(keeps)
        look("title" if flat else "display", self.name)
        middle, leading = Qt.AlignmentFlag.AlignCenter, LEADING
        for each in (self.name, self.end):
            each.setAlignment(leading if flat else middle)
        for tool in (self.toggle, self.less, self.more, self.next):
            looks = ("big-primary", "primary") if tool is self.toggle else ("big", "")
            look(looks[flat], tool)

    @property
    def taller(self) -> int:
        """How much higher it stands upright where the language has letters that are higher."""
        font = text_font(LARGE)
        more = line_height(font, self._words("Start")) - QFontMetrics(font).height()
        return LINES * max(0, more)

    def _places(self, *, flat: bool) -> dict[QWidget, tuple[int, int, int, int]]:
        """Row, column and how many of each, in the grid."""
        if flat:
            return {
                self.face: (0, 0, 3, 1), self.name: (0, 1, 2, 1), self.end: (2, 1, 1, 1),
                self.toggle: (0, 2, 1, 2), self.less: (1, 2, 1, 1), self.more: (1, 3, 1, 1),
                self.next: (2, 2, 1, 2),
            }  # fmt: skip
        return {
            self.name: (0, 0, 1, 2), self.face: (1, 0, 1, 2), self.end: (2, 0, 1, 2),
            self.toggle: (3, 0, 1, 2), self.less: (4, 0, 1, 1), self.more: (4, 1, 1, 1),
            self.next: (5, 0, 1, 2),
        }  # fmt: skip

    def show_part(
        self, name: str, following: str, *, under_way: bool, has_before: bool, last: bool
    ) -> None:
        """What runs, what comes next, and which buttons make sense."""
        self.name.setText(name)
        self.ending.setVisible(under_way and not last)
        self.next.setText(verbatim(following))
        self.next.setVisible(under_way)
        for tool in (self.less, self.more):
            tool.setEnabled(under_way)
        if self.back.hasFocus() and not has_before:
            self.face.setFocus()  # what is nearest would end the day
        self.back.setVisible(has_before)

    def show_toggle(self, text: str, picture: str) -> None:
        """What the big button does now."""
        if self.toggle.text() != text:
            self.toggle.setText(text)
            give_icon(self.toggle, picture, colours().on_accent)

    def show_end(self, text: str, tone: str) -> None:
        """When the day ends."""
        if self.end.text() != text:
            self.end.setText(text)
            look(tone, self.end)

    def show_ended(self, thanks: str) -> None:
        """Say thank you; an empty text says that the day is not over."""
        self._stack.setCurrentIndex(1 if thanks else 0)
        self._thanks.setText(thanks)

    @property
    def ended(self) -> bool:
        """Whether the day is shown as over."""
        return self._stack.currentIndex() == 1

    def _end_of_day(self) -> QWidget:
        words = self._words
        self.synthesis = button(
            words("Go to the synthesis"), self.synthesis_asked.emit, name="big-primary"
        )
        image = label()
        image.setPixmap(pixmap("coffee", colours().accent, 72))
        heading = label(words("Thank you"), "title")
        for each in (image, heading, self._thanks):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        anew = _tool(button(words("Begin the day anew"), self.anew_asked.emit, name="quiet"))
        explain(anew, words("For instance after a trial. What was written stays."))
        return box(
            column(
                1, image, heading, self._thanks, self.synthesis, row(1, anew, 1), 2,
                gap=2 * SPACE,
            )
        )  # fmt: skip


def _tool(made: QPushButton) -> QPushButton:
    """A click does not take the keyboard from where it is. Hidden, the button keeps its place,
    so that nothing jumps.
    """
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    keeps = made.sizePolicy()
    keeps.setRetainSizeWhenHidden(True)
    made.setSizePolicy(keeps)
    return made
