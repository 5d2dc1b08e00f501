"""The first steps, beside the pages: what is done, what comes next, and the way there."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from worldcafe.document import Change
from worldcafe.domain.first_steps import FirstStep, steps_taken
from worldcafe.ui.arranging import MOST, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, colours, grown, look
from worldcafe.ui.parts import box, button, column, give_icon, icon_button, label, row
from worldcafe.wording.first_steps import STEPS

WIDTH = 288
INDENT = 38
"""Where the text of a step begins, behind its mark."""
LEAST_BESIDE = 900
"""Pixels from which the steps stand beside the pages."""
CLICK_MS = 50
"""How often is looked whether a click is over."""


class Guide(QFrame):
    """The steps below one another; in a small window, the next of them in a line."""

    go_asked = Signal(str)
    """The page on which a step is taken, with its part."""
    left = Signal()
    """The person goes on without it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        look("guide", self)
        self._bridge, words = bridge, bridge.words
        self._words = words
        self._heading = label("", "heading", wrap=True)
        self._told = label("", "small", wrap=True)
        self.steps: dict[FirstStep, QPushButton] = {}
        self._details: dict[FirstStep, QLabel] = {}
        lines: list[QWidget] = []
        for step, (title, detail) in STEPS.items():
            self.steps[step] = button(words(title), partial(self._go, step), name="step")
            told = self._details[step] = label(words(detail), "small", wrap=True)
            told.setContentsMargins(margins(INDENT, 0, SPACE, SPACE))
            lines += [self.steps[step], self._details[step]]
        self._list = box(column(*lines, gap=2))
        self.next = button("", self._on_next, picture="arrow-right")
        self.leaving = icon_button("x", words("Leave the guide"), self.left.emit)
        head = row(
            box(column(self._heading, self._told, gap=2)), box(Flow(self.next)), self.leaving
        )
        head.setStretch(0, 1)
        self.end = button(words("Leave the guide"), self.left.emit)
        self.setLayout(column(head, self._list, box(Flow(self.end, 1)), 1, margin=2 * SPACE))
        self._click = QTimer(self, singleShot=True, interval=CLICK_MS)
        self._click.timeout.connect(self._show_unless_clicked)
        self.fit(small=False)
        bridge.changed.connect(self._on_changed)

    def fit(self, *, small: bool) -> None:
        """Be a line where there is no room beside the page."""
        self._small = small
        wide = max(grown(WIDTH), self._list.sizeHint().width() + 4 * SPACE)
        self.setMinimumWidth(0 if small else wide)
        self.setMaximumWidth(MOST if small else wide)
        self._show()

    @property
    def following(self) -> FirstStep | None:
        """The step that is proposed; None when all are taken."""
        taken = steps_taken(self._bridge.workshop)
        return next((step for step in FirstStep if step not in taken), None)

    def come_to(self) -> None:
        """Put the keyboard on what leads on."""
        self.leaving.setFocus()  # what was being typed is done now, and may be the step itself
        step = self.following
        wanted = self.end if step is None else self.next if self._small else self.steps[step]
        wanted.setFocus()

    def _show(self) -> None:
        words, taken, following = (
            self._words,
            steps_taken(self._bridge.workshop),
            self.following,
        )
        if following is None:
            self._heading.setText(words("Your first round is under way."))
            self._told.setText(
                words(
                    "From here on it repeats itself: what is said goes into Capture, and the"
                    " clock leads to the next part. Help is on every page."
                )
            )
        else:
            self._heading.setText(words("First steps"))
            said = words("{done} of {all} done", done=len(taken), all=len(FirstStep))
            self._told.setText(said)
            self.next.setText(words(STEPS[following][0]))
        for step, made in self.steps.items():
            self._mark(made, is_taken=step in taken, is_next=step is following)
            self._details[step].setVisible(step is following)
        self._list.setVisible(not self._small)
        self.next.setVisible(self._small and following is not None)
        self.end.setVisible(following is None)

    def _mark(self, made: QPushButton, *, is_taken: bool, is_next: bool) -> None:
        palette = colours()
        if is_taken:
            give_icon(made, "circle-check", palette.good)
        else:
            give_icon(made, "circle", palette.accent if is_next else palette.soft)
        look("step-next" if is_next else "step", made)
        made.setAccessibleDescription(self._words("Done") if is_taken else "")

    def _go(self, step: FirstStep) -> None:
        self.go_asked.emit(step.where)

    def _on_next(self) -> None:
        step = self.following
        if step is not None:
            self._go(step)

    def _on_changed(self, change: Change) -> None:
        if change.touches(
            "about", "cafe_table", "round", "participant", "seat", "clock", "room_clock"
        ):
            self._show_unless_clicked()

    def _show_unless_clicked(self) -> None:
        """Show how far it is. To press the next step ends what is being typed, which is a step
        itself: what moved now would move away from under the hand.
        """
        if QGuiApplication.mouseButtons():
            self._click.start()
        else:
            self._show()


class Guided(QWidget):
    """The pages, and beside them the first steps while the person is led."""

    go_asked = Signal(str)
    """The page on which a step is taken, with its part."""
    left = Signal()
    """The person goes on without the steps."""

    def __init__(self, bridge: Bridge, pages: QWidget) -> None:
        super().__init__()
        self._bridge = bridge
        self.guide: Guide | None = None
        self._line = QBoxLayout(QBoxLayout.Direction.RightToLeft, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(pages, 1)
        led = bridge.settings.guided and not bridge.workshop.about.rehearsal
        # Where every step is taken, as in a day that runs, somebody was led to another one.
        if led and len(steps_taken(bridge.workshop)) < len(FirstStep):
            self._have()

    def begin(self) -> None:
        """Lead the person, with the keyboard on the next step; a rehearsal is run, not made."""
        if self._bridge.workshop.about.rehearsal:
            return
        self._bridge.settings.guided = True
        self._have().come_to()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _have(self) -> Guide:
        if self.guide is None:
            self.guide = Guide(self._bridge)
            self.guide.go_asked.connect(self.go_asked)
            self.guide.left.connect(self._on_left)
            self._line.insertWidget(0, self.guide)
            self.guide.show()
            self._arrange()
        return self.guide

    def _arrange(self) -> None:
        """Above the pages they are read first, and at the side last."""
        if self.guide is not None:
            small = self.width() < grown(LEAST_BESIDE)
            towards = QBoxLayout.Direction
            self._line.setDirection(towards.TopToBottom if small else towards.RightToLeft)
            self.guide.fit(small=small)

    def _on_left(self) -> None:
        guide, self.guide = self.guide, None
        if guide is not None:
            self._bridge.settings.guided = False
            guide.hide()
            guide.deleteLater()
            self.left.emit()
            self._bridge.say(self._bridge.words("You find the first steps in the menu again."))
