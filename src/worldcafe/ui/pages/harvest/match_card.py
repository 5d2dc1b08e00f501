"""An offer that may answer a need, as a card on which it is decided."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from worldcafe.domain.matching import Match, Side, step_for
from worldcafe.domain.vocabulary import MatchVerdict
from worldcafe.ui.actions import action, hint, pressed
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, colours, grown, look, pixmap
from worldcafe.ui.parts import box, button, column, icon_button, label, row
from worldcafe.wording.harvest import match_reasons
from worldcafe.wording.provenance import place_line


class MatchCard(QFrame):
    """A need on one side, an offer on the other, between them what speaks for it, and below
    what can be decided.
    """

    open_asked = Signal(str)
    answered = Signal(str)
    """The name of the action that was chosen."""
    step_asked = Signal(int)
    """The card after it is wanted (1), or the one before (-1)."""

    def __init__(self, bridge: Bridge, match: Match, called: Callable[[str], str]) -> None:
        super().__init__()
        look("card", self)
        self.match = match
        self._bridge = bridge
        self._called = called
        words = self.words = bridge.words
        picture = QLabel()
        picture.setPixmap(pixmap("link-2", colours().accent, 22))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        why = label(match_reasons(match.reasons, words), "small", wrap=True)
        why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        between = box(column(1, picture, why, 1, gap=4))
        between.setFixedWidth(grown(170))
        need = self._side(words("Is needed"), match.need)
        offer = self._side(words("Is offered"), match.offer)
        inner = row(Filling(need), between, Filling(offer), gap=2 * SPACE)
        self.answers = {name: self._answer(name, *how) for name, how in self._answers()}
        foot = row(1, *self.answers.values(), gap=SPACE)
        self.setLayout(column(inner, foot, margin=2 * SPACE, gap=SPACE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(
            words("Is needed: {need}. Is offered: {offer}.",
                  need=self._asked(match.need).rstrip("."),
                  offer=self._asked(match.offer).rstrip(".")),
        )  # fmt: skip

    def _answers(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """What can be decided of it, given what was decided."""
        words = self.words
        decision = self._bridge.workshop.match_decisions.get(self.match.key)
        verdict = decision.verdict if decision else None
        if verdict is not None:
            yield "reopen", (words("Decide again"), "undo-2")
        can_step = step_for(self.match, self._bridge.workshop) is not None
        if verdict is not MatchVerdict.TURNED_DOWN and can_step:
            yield "step", (words("Next step"), "flag")
        if verdict is None:
            yield "turn_down", (words("Not for us"), "x")
            yield "keep", (words("Keep"), "check")

    def _answer(self, name: str, text: str, picture: str) -> QPushButton:
        told = hint(self.words, action(name, "matches")) if name != "reopen" else ""
        made: QPushButton = button(
            text, lambda: self.answered.emit(name), name="quiet", picture=picture, hint=told
        )
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key decides; the arrows go from card to card."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        name = pressed(event, "matches")
        if name in self.answers:
            self.answered.emit(name)
        elif event.key() in steps:
            self.step_asked.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _asked(self, side: Side) -> str:
        return side.what or self.words.line((self.words.label(side.resource), side.amount))

    def _side(self, caption: str, side: Side) -> QWidget:
        words, workshop = self.words, self._bridge.workshop
        item = workshop.contributions[side.contribution_id]
        opening = icon_button(
            "external-link", words("Show in the list"), lambda: self.open_asked.emit(item.id)
        )
        head = row(label(caption, "eyebrow"), 1, opening)
        source = words.line(
            (self._called(item.id), place_line(self._bridge.workshop, item, self._bridge.words))
        )
        parts: list[QWidget] = []
        if side.who:
            parts.append(label(side.who, "strong", wrap=True))
        parts.append(label(self._asked(side), wrap=True))
        parts.append(label(words("in “{title}”", title=item.title), "soft", wrap=True))
        parts.append(label(source, "small", wrap=True))
        return box(column(head, *parts, 1, gap=4))
