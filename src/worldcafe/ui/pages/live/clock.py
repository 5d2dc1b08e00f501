"""The clock of the day: a ring with digits that are read from the back of the room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QStackedWidget, QWidget

from worldcafe.ui.actions import action, hint, pressed
from worldcafe.ui.painting.look import SPACE, colours, look, pixmap
from worldcafe.ui.parts import box, button, column, give_icon, label, row, verbatim
from worldcafe.wording import Words

LEAST_DIGITS = 8
FOCUS_ROOM = 5
"""Pixels around the ring in which it shows that it has the focus."""


class ClockFace(QWidget):
    """The ring and the digits. While it has the focus, and shows that, letters move the day."""

    asked = Signal(str)
    """The name of an action of the day that a key asked for."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setAccessibleName(words("Clock"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.digits = self.caption = self._tone = ""
        self._share = 0.0

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, 200)  # what else there is keeps its height; this grows

    def show_time(self, digits: str, caption: str, share: float, tone: str) -> None:
        """Show digits, a word below them, how much is over, and how that should strike.

        `tone`: accent, soft, attention or problem. Nothing is painted if nothing changed.
        """
        shown = (digits, caption, round(share, 3), tone)
        if shown == (self.digits, self.caption, self._share, self._tone):
            return
        if caption != self.caption:
            self.setAccessibleDescription(f"{digits} {caption}")
        self.digits, self.caption, self._share, self._tone = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
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
        font.setPixelSize(max(14, round(ring.width() * 0.068)))
        painter.setFont(font)
        painter.setPen(colour if not plain else QColor(colours().soft))
        below = QRectF(0, 0, ring.width() * 0.7, ring.height() * 0.22)
        below.moveCenter(ring.center() + QPointF(0, ring.height() * 0.2))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, self.caption)


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
            tool.setToolTip(hint(words, action(name, "live"), action(name, "clock")))
        self.ending.setToolTip(words("End the day now; going back takes it up again"))
        self._running = box(
            column(
                self.name, self.face, self.end, self.toggle,
                row(self.less, self.more), self.next, gap=SPACE,
            )
        )  # fmt: skip
        self._thanks = label("", "soft", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._running)
        self._stack.addWidget(self._end_of_day())
        # Far from the button that is pressed all day.
        above = row(self.back, 1, self.ending)
        self.setLayout(column(above, self._stack, margin=2 * SPACE))

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
        anew.setToolTip(words("For instance after a trial. What was written stays."))
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
