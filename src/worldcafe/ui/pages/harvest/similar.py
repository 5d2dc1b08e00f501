"""What may be the same, side by side: a person says whether it is."""

from itertools import combinations, product

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QWidget

from worldcafe.document import Change
from worldcafe.domain.commands import (
    JudgeDifferent,
    MergeContributions,
    Together,
)
from worldcafe.domain.model import Contribution
from worldcafe.ui.actions import action, bind, hint, keys_told
from worldcafe.ui.aloud import heard_as
from worldcafe.ui.arranging import Filling, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.comparing import Likely
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.pages.harvest.merge_sheet import MergeSheet
from worldcafe.ui.pages.harvest.side_by_side import SideBySide
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import SPACE, colours
from worldcafe.ui.parts import EmptyState, Note, Sideways, box, button, column, label, row
from worldcafe.wording.similarity import reason

ANSWERS = ("merge", "part", "later")
"""The actions that answer a suggestion, as they stand beside one another."""


class SimilarView(View):
    """One suggestion at a time, best first, with its reason and three answers."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.likeness = likeness_of(bridge)
        self._later: dict[frozenset[str], None] = {}
        self._shown: Likely | None = None
        self._items: tuple[Contribution, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        heard_as(QAccessible.Role.Grouping, self, words("Similar"))
        self.count = label("", "soft")
        self.without_meaning = Note(
            "attention",
            words("Meaning is not available here; contributions are matched by words."),
        )
        self.why = label("", "strong", wrap=True)
        self.also = label("", "soft", wrap=True)
        self.cards = SideBySide(bridge)
        hints = {name: hint(words, action(name, "similar")) for name in ANSWERS}
        self.merging = button(
            words("Merge…"), self.merge, name="primary", picture="merge", hint=hints["merge"]
        )
        self.parting = button(
            words("Not the same"), self.judge, picture="split", hint=hints["part"]
        )
        self.waiting = button(words("Later"), self.put_off, name="quiet", hint=hints["later"])
        self.bar = QProgressBar(maximum=100, textVisible=False)
        self.doing = label(words("What the contributions mean is being read…"), "soft")
        self._stack = Stack()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.likeness.changed.connect(self._on_likeness)
        self.cards.open_asked.connect(self.open_asked)
        self.cards.ticked.connect(self._name_buttons)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        answers = (self.merging, self.parting, self.waiting)
        for name, answer in zip(ANSWERS, answers, strict=True):
            bind(self, "similar", name, answer.click, here)

    @property
    def shown(self) -> Likely | None:
        """The suggestion that is shown."""
        return self._shown

    def refresh(self) -> None:
        self.likeness.want()
        self._show()

    def show_change(self, change: Change) -> None:
        if change.touches("contribution", "different_pair"):
            self._show()

    def begin(self) -> None:
        self.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show that keys answer what is shown, while they do."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 12, 12)

    def leave(self) -> None:
        self.likeness.rest()

    # --- answers ---------------------------------------------------------------------------

    def merge(self) -> None:
        """Ask for the words that say all of them, and merge."""
        ids = self.cards.ticked_ids
        if len(ids) < 2:
            return
        items = [self.bridge.workshop.contributions[each] for each in ids]
        sheet = MergeSheet(self.bridge, items, self)
        if not sheet.exec() or sheet.merged is None:
            return
        command = MergeContributions(contribution_ids=sheet.ids, merged=sheet.merged)
        said = self.words.plural(
            "{n} contribution is said in one; it stays beneath.",
            "{n} contributions are said in one; they stay beneath.",
            len(ids),
        )
        self.bridge.do(command, told=said)
        self.setFocus()

    def judge(self) -> None:
        """Say that they are not the same: they are not suggested again."""
        same, others = self.cards.ticked_ids, self.cards.other_ids
        pairs = tuple(product(same, others)) if others else tuple(combinations(same, 2))
        if not pairs:
            return
        said = self.words("They will not be suggested again.")
        judged = tuple(JudgeDifferent(one_id=one, other_id=other) for one, other in pairs)
        self.bridge.do(Together(commands=judged), told=said)

    def put_off(self) -> None:
        """Go on to the next one; this one comes again after the others."""
        if self._shown is not None:
            key = frozenset(self._shown.ids)
            self._later.pop(key, None)
            self._later[key] = None
            self._show()

    # --- showing ---------------------------------------------------------------------------

    def _on_likeness(self) -> None:
        if self.isVisible():
            self._show()

    def _in_turn(self) -> list[Likely]:
        """Best first; those that were put off after the others, in the order of that."""
        order = {key: n for n, key in enumerate(self._later, start=1)}
        return sorted(
            self.likeness.groups, key=lambda group: order.get(frozenset(group.ids), 0)
        )

    def _show(self) -> None:
        groups, words = self._in_turn(), self.words
        working = self.likeness.share is not None
        self.bar.setVisible(working)
        self.doing.setVisible(working and not groups)
        self.bar.setValue(round(100 * (self.likeness.share or 0)))
        self.without_meaning.setVisible(self.likeness.has_meaning is False)
        n = len(groups)
        self.count.setText(
            words.plural("{n} suggestion left", "{n} suggestions left", n) if n else ""
        )
        if groups:
            self._show_group(groups[0])
        else:
            self._shown, self._items = None, ()
        self._stack.setCurrentIndex(1 if groups else 0 if not working else 2)
        self._empty_text()

    def _show_group(self, group: Likely) -> None:
        contributions = self.bridge.workshop.contributions
        items = tuple(contributions[each] for each in group.ids)
        self._shown = group
        if items != self._items:
            self._items = items
            self.cards.show_items(items)
        first, *others = self._reasons(group) or [""]
        self.why.setText(first)
        self.also.setText(" ".join(others))
        self._name_buttons()

    def _reasons(self, group: Likely) -> list[str]:
        return [reason(each.code, each.names, self.words) for each in group.reasons]

    def _name_buttons(self) -> None:
        n, words = len(self.cards.ticked_ids), self.words
        self.merging.setEnabled(n > 1)
        self.parting.setEnabled(n > 1 or (n == 1 and bool(self.cards.other_ids)))
        several = len(self._items) > 2
        self.parting.setText(
            words("The others are not the same")
            if several and self.cards.other_ids
            else words("Not the same")
        )

    def _empty_text(self) -> None:
        self._nothing.setVisible(bool(self.bridge.workshop.standing))
        self._no_notes.setVisible(not self.bridge.workshop.standing)

    def _lay_out(self) -> None:
        words = self.words
        top = row(Filling(column(self.why, self.also, gap=2)), self.count)
        top.setAlignment(self.count, Qt.AlignmentFlag.AlignTop)
        area = Sideways(self.cards)
        keys = {name: keys_told(action(name, "similar"), words) for name in ANSWERS}
        told = words("Keys: {merge} merge, {part} not the same, {later} later", **keys)
        foot = row(self.merging, self.parting, self.waiting, 1, label(told, "small"))
        group = box(column(top, area, foot, gap=2 * SPACE))
        self._nothing: QWidget = EmptyState(
            "circle-check",
            words("Nothing left that looks the same"),
            words(
                "Contributions of different tables that say the same appear here side by side,"
                " in whatever language they were written."
            ),
        )
        self._no_notes = self._nothing_yet(
            "merge",
            words("Nothing to compare yet"),
            words("Once tables have written down what they found, what is alike appears here."),
            "capture",
        )
        waiting = column(1, row(1, self.doing, 1), 2)
        for each in (
            box(column(self._nothing, self._no_notes)), group, box(waiting),
        ):  # fmt: skip
            self._stack.addWidget(each)
        whole = column(self.without_meaning, self.bar, Filling(self._stack), gap=12)
        whole.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self.setLayout(whole)
