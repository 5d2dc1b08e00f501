"""What a change by hand would mean, said before the person is set down."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QGraphicsView, QLabel, QWidget

from worldcafe.domain.vocabulary import Severity
from worldcafe.ui.painting.direction import visual_rect
from worldcafe.ui.painting.look import ICON, SPACE, colours, icon, look, pixmap
from worldcafe.ui.parts import NOTE_PICTURES, label
from worldcafe.wording import Words
from worldcafe.wording.troubles import Effect

MOST_LINES = 4
GAP = 4
CARD_WIDTH = 320


class EffectLines(QWidget):
    """The lines of an effect, each with the icon and the colour of its weight.

    They are placed by hand, once for every place somebody is carried over: layouts follow
    texts of changing height only in the next turn.
    """

    def __init__(self, words: Words, width: int) -> None:
        """`width`: how wide the lines are, in pixels."""
        super().__init__()
        self._words = words
        self._title = label("", "strong", wrap=True)
        self._images = [QLabel() for _ in range(MOST_LINES)]
        self._texts = [label("", wrap=True) for _ in range(MOST_LINES)]
        self._more = label("", "small")
        for part in (self._title, *self._images, *self._texts, self._more):
            part.setParent(self)
        self.setFixedWidth(width)
        self.show_effect(None)

    def show_effect(self, effect: Effect | None) -> None:
        """Show what would change; None shows nothing."""
        lines = effect.lines if effect else ()
        top = self._place(self._title, effect.title if effect else "", 0, 0)
        for k, (image, text) in enumerate(zip(self._images, self._texts, strict=True)):
            image.setVisible(k < len(lines))
            if k < len(lines):
                weight = str(lines[k].severity)
                image.setPixmap(pixmap(NOTE_PICTURES[weight], getattr(colours(), weight), ICON))
                image.setGeometry(self._mirrored(QRect(0, top, ICON, ICON)))
            said = lines[k].text if k < len(lines) else ""
            top = self._place(text, said, top, ICON + SPACE)
        n = len(lines) - MOST_LINES
        more = self._words.plural("and {n} thing more", "and {n} things more", n)
        top = self._place(self._more, more if n > 0 else "", top, 0)
        self.setFixedHeight(top)

    def _place(self, part: QLabel, text: str, top: int, indent: int) -> int:
        """Write a text there; where the next one goes."""
        part.setVisible(bool(text))
        part.setText(text)
        if not text:
            return top
        part.ensurePolished()
        width = self.width() - indent
        height = part.heightForWidth(width) if part.wordWrap() else part.sizeHint().height()
        part.setGeometry(self._mirrored(QRect(indent, top, width, height)))
        return top + height + GAP

    def _mirrored(self, place: QRect) -> QRect:
        return visual_rect(self.layoutDirection(), self.rect(), place)


class EffectCard(QFrame):
    """The effect beside the place where the person would be set down."""

    def __init__(self, view: QGraphicsView, words: Words) -> None:
        super().__init__(view)
        look("effect-good", self)
        self._view = view
        self.lines = EffectLines(words, CARD_WIDTH - 4 * SPACE)
        self.lines.setParent(self)
        self.lines.move(2 * SPACE, 12)
        # It must not come between the pointer and the room.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_effect(self, effect: Effect, place: QRectF) -> None:
        """Show the effect beside this place of the room, wherever there is space."""
        self.show()
        self.lines.show_effect(effect)
        if self.property("look") != f"effect-{effect.weight}":
            look(f"effect-{effect.weight}", self)
        self.resize(CARD_WIDTH, self.lines.height() + 3 * SPACE)
        spot = self._view.mapFromScene(place).boundingRect()
        area = self._view.rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
        left = spot.center().x() - self.width() // 2
        left = max(area.left(), min(left, area.right() - self.width()))
        above, below = spot.top() - self.height() - SPACE, spot.bottom() + SPACE
        top = below if below + self.height() <= area.bottom() else max(area.top(), above)
        self.move(left, top)
        self.raise_()


def severity_icon(severity: Severity) -> QIcon:
    """The small icon of a weight, for a line of a list."""
    weight = str(severity)
    return icon(NOTE_PICTURES[weight], getattr(colours(), weight), 16)
