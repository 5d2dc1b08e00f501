"""The words for several contributions that say the same: chosen among theirs, and edited."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QRadioButton,
    QWidget,
)

from worldcafe.domain.harvest import references
from worldcafe.domain.merging import differing, proposed_merge, together
from worldcafe.domain.model import Contribution
from worldcafe.ui.arranging import Filling, Folding
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.form import ContributionForm, fresh_id
from worldcafe.ui.pages.harvest.telling import told
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.wording.captions import caption
from worldcafe.wording.provenance import place_line
from worldcafe.wording.suggestions import Suggestions


class Option(QFrame):
    """What one of the contributions says in a field, to be chosen."""

    chosen = Signal(object)

    def __init__(self, caption: str, text: str, value: Any) -> None:
        super().__init__()
        look("tag", self)
        self.value = value
        self.choice = QRadioButton()
        self.choice.setAccessibleName(f"{caption}: {text}")
        words = column(label(caption, "small", wrap=True), label(text, wrap=True), gap=0)
        inner = row(self.choice, Filling(words), margin=SPACE)
        inner.setAlignment(self.choice, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inner)
        self.choice.clicked.connect(lambda _on: self.chosen.emit(self.value))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choice.click()
        event.accept()


class Choice(QWidget):
    """A field in which the contributions differ, and what each of them says."""

    chosen = Signal(str, object)

    def __init__(self, name: str, caption: str, options: Sequence[Option], here: Any) -> None:
        super().__init__()
        self.name = name
        self.options = tuple(options)
        self._group = QButtonGroup(self)
        for option in options:
            self._group.addButton(option.choice)
            option.chosen.connect(lambda value: self.chosen.emit(self.name, value))
        for option in options:
            if option.value == here:
                option.choice.setChecked(True)
                break
        self.setLayout(column(label(caption, "eyebrow"), *options, gap=4))


class MergeSheet(Dialog):
    """On the left what the originals say where they differ, on the right the result.

    Nothing is done here: `merged` is what the person agreed to, None before.
    """

    HELP = "harvest"

    def __init__(self, bridge: Bridge, items: Sequence[Contribution], parent: QWidget) -> None:
        super().__init__(bridge.words, parent)
        self._bridge = bridge
        words = self.words = bridge.words
        self.items = tuple(items)
        self.merged: Contribution | None = None
        n = len(items)
        heading = words.plural("Merge {n} contribution", "Merge {n} contributions", n)
        self.setWindowTitle(heading)
        self._base = proposed_merge(self.items, fresh_id())
        self.form = ContributionForm(
            bridge, Suggestions(lambda: bridge.workshop, bridge.words), narrow=True
        )
        self.form.show_place(self.items[0].table_id)
        self.form.show_values(self._base.model_dump(mode="json"))
        self.choices = [self._choice(name) for name in differing(self.items)
                        if name in self.form.names]  # fmt: skip
        self.agree = button(heading, self._on_agree, name="primary", picture="merge")
        self.agree.setDefault(False)
        self._lay_out(heading)
        self.form.record_asked.connect(self._on_agree)
        self.form.last_passed.connect(self.agree.setFocus)
        self.form.reached.connect(lambda each: self._scroll.ensureWidgetVisible(each, 0, 48))
        self.form.begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top: what the cursor was put into scrolled before there was room."""
        super().showEvent(event)
        QTimer.singleShot(0, lambda: self._scroll.verticalScrollBar().setValue(0))

    @property
    def ids(self) -> tuple[str, ...]:
        """What is merged."""
        return tuple(item.id for item in self.items)

    def _choice(self, name: str) -> Choice:
        words, bridge = self.words, self._bridge
        called = references(bridge.workshop)
        options, seen = [], []
        values = [getattr(item, name) for item in self.items]
        dumps = [item.model_dump(mode="json")[name] for item in self.items]
        if isinstance(values[0], tuple):
            every = together(name, values)
            whole = self._base.model_copy(update={name: every}).model_dump(mode="json")[name]
            options.append(Option(words("All together"), told(name, every, bridge), whole))
            seen.append(whole)
        for item, value, dump in zip(self.items, values, dumps, strict=True):
            text = told(name, value, bridge)
            if text and dump not in seen:
                seen.append(dump)
                where = words.line(
                    (called[item.id], place_line(bridge.workshop, item, bridge.words))
                )
                options.append(Option(where, text, dump))
        here = self._base.model_dump(mode="json")[name]
        made = Choice(name, caption(name, words), options, here)
        made.chosen.connect(self._on_chosen)
        return made

    def _on_chosen(self, name: str, value: Any) -> None:
        said = {**self.form.values(), name: value}
        if name == "title":
            # The note is in the language of its title.
            source = next(item for item in self.items if item.title == value)
            said["lang"] = source.lang
        self.form.show_typed(said)

    def _on_agree(self) -> None:
        base = self._base
        kept = ("table_id", "round_id", "extras", "cluster_id")
        self.merged = self.form.contribution(
            base.id, **{name: getattr(base, name) for name in kept}
        )
        if self.merged is not None:
            self.accept()

    def _lay_out(self, heading: str) -> None:
        words = self.words
        choices = [choice for choice in self.choices if len(choice.options) > 1]
        left = box(
            column(
                label(words("Where they differ"), "heading"),
                label(words("Choose what is kept; everything can still be edited."), "soft",
                      wrap=True),
                *choices, 1, gap=2 * SPACE, margin=margins(0, 0, SPACE, 0)
            ),
        )  # fmt: skip
        self.form.setContentsMargins(0, 0, SPACE, 0)
        self._scroll = scrolling(self.form)
        choosing = scrolling(left)
        for each, least in ((choosing, 400), (self._scroll, 450)):
            each.setMinimumWidth(grown(least))
        both = Folding(
            (choosing, self._scroll), (words("Where they differ"), words("Contribution")),
            words("View"),
        )  # fmt: skip
        about = label(
            words("The originals stay beneath with their words, table and author."), "soft",
            wrap=True,
        )  # fmt: skip
        foot = row(Filling(about), button(words("Cancel"), self.reject), self.agree)
        whole = column(label(heading, "title", wrap=True), Filling(both), foot, gap=2 * SPACE)
        whole.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self.setLayout(whole)
        self.resize(grown(1120), 660)
