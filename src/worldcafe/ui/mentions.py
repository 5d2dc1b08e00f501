"""What texts would give away of people, shown before anything leaves: mask, keep, go there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from worldcafe.domain.disclosure import Disclosure, tells_all, to_decide
from worldcafe.domain.mentions import Mention, around
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import button, column, label, row, tip
from worldcafe.ui.work import Work
from worldcafe.wording import Words
from worldcafe.wording.mentions import given_away, place

_PAGES = {
    "contribution": "harvest",
    "cluster": "harvest",
    "open_point": "harvest",
    "conversation": "capture",
    "attachment": "capture",
    "participant": "people",
}
"""Where an entity is edited; everything else under Prepare."""


def decide(bridge: Bridge, parent: QWidget, then: Callable[[], object]) -> None:
    """Look for what texts give away, have a person decide about it, keep that with the other
    choices of the workshop, and go on.

    Nothing is asked where nothing is found. `then` is not called if the person leaves.
    """
    workshop, disclosure = bridge.workshop, bridge.disclosure
    if tells_all(workshop, disclosure):
        then()
        return

    def job(progress: object, cancelled: object) -> tuple[Mention, ...]:  # noqa: ARG001
        return to_decide(workshop, disclosure)

    def go_on(decided: Disclosure) -> None:
        bridge.disclosure = decided
        then()

    def show(found: tuple[Mention, ...]) -> None:
        if not found:
            then()
            return
        dialog = MentionsDialog(bridge, parent, workshop, disclosure, found)
        dialog.accepted.connect(lambda: go_on(dialog.decided()))
        dialog.open()

    work: Work[tuple[Mention, ...]] = Work(job, bridge)
    work.succeeded.connect(show)
    work.finished.connect(work.deleteLater)
    work.start()


class MentionsDialog(Dialog):
    """Everything that was found with the words around it; ticked is masked."""

    HELP = "synthesis"

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget,
        workshop: Workshop,
        disclosure: Disclosure,
        found: Sequence[Mention],
    ) -> None:
        super().__init__(bridge.words, parent)
        words = self.words = bridge.words
        self._bridge = bridge
        self._disclosure = disclosure
        self.found = found
        self.setWindowTitle(words("People in texts"))
        self.list = _List(workshop, disclosure, found, words)
        self.go = button(words("Go there"), self._on_go, picture="arrow-right", name="quiet")
        self.mask_all = button(words("Mask all"), lambda: self.list.tick(masked=True))
        self.keep_all = button(words("Keep all"), lambda: self.list.tick(masked=False))
        self.accept_button = button(
            words("Continue"), self.accept, name="primary", default=True
        )
        leave = button(words("Cancel"), self.reject)
        for each in (self.go, self.mask_all, self.keep_all, leave):
            each.setAutoDefault(False)
        self._count = label("", "soft")
        self.list.itemChanged.connect(lambda _item: self._show_count())
        lead = words(
            "Texts still give this away: {what}. What is ticked is replaced in the file, not in"
            " the workshop. Pictures are not searched.",
            what=given_away(found, words),
        )
        self.setLayout(column(
            label(words("People in texts"), "heading"),
            label(lead, "soft", wrap=True),
            Filling(self.list),
            row(self.mask_all, self.keep_all, self.go, 1, self._count, leave,
                self.accept_button),
            margin=3 * SPACE,
            gap=2 * SPACE,
        ))  # fmt: skip
        self.resize(960, 560)
        self._show_count()
        self.list.setFocus()

    def decided(self) -> Disclosure:
        """The choices with what was decided here."""
        return self._disclosure.keeping(
            each for n, each in enumerate(self.found) if not self.list.is_masked(n)
        )

    def _show_count(self) -> None:
        n = sum(self.list.is_masked(at) for at in range(len(self.found)))
        self._count.setText(self.words("{n} of {all} masked", n=n, all=len(self.found)))

    def _on_go(self) -> None:
        """Leave everything that stands in front, and show the text where it is written."""
        mention = self.found[max(0, self.list.currentRow())]
        self.reject()
        parent = self.parentWidget()
        if isinstance(parent, QDialog):
            parent.reject()
        self._bridge.place_asked.emit(*_where(mention, self._bridge.workshop))


class _List(QTableWidget):
    """The mentions; Space ticks or unticks those that are selected."""

    FOUND, CONTEXT, PLACE = range(3)

    def __init__(
        self, workshop: Workshop, disclosure: Disclosure, found: Sequence[Mention], words: Words
    ) -> None:
        super().__init__(len(found), 3)
        self._ticks: list[QTableWidgetItem] = []
        self.setHorizontalHeaderLabels([words("Found"), words("In the text"), words("Where")])
        for at, mention in enumerate(found):
            texts_of_row = (mention.text, around(mention, workshop),
                            place(mention, workshop, words))  # fmt: skip
            for which, text in enumerate(texts_of_row):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(tip(text))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if which == self.FOUND:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    self._ticks.append(item)
                self.setItem(at, which, item)
        self._set(range(len(found)), masked=True)
        kept = [at for at, each in enumerate(found) if each.key in disclosure.kept]
        self._set(kept, masked=False)
        self.setAccessibleName(words("People in texts"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(leading)
        self.horizontalHeader().setSectionResizeMode(
            self.CONTEXT, QHeaderView.ResizeMode.Stretch
        )
        self.setColumnWidth(self.FOUND, 240)
        self.setColumnWidth(self.PLACE, 220)
        self.setCurrentCell(0, 0)

    def is_masked(self, at: int) -> bool:
        """Whether a mention is to be masked."""
        return self._ticks[at].checkState() is Qt.CheckState.Checked

    def tick(self, *, masked: bool) -> None:
        """Mask or keep all."""
        self._set(range(self.rowCount()), masked=masked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = sorted({index.row() for index in self.selectedIndexes()})
        if event.key() == Qt.Key.Key_Space and rows:
            self._set(rows, masked=not self.is_masked(rows[0]))
        else:
            super().keyPressEvent(event)

    def _set(self, rows: Sequence[int], *, masked: bool) -> None:
        state = Qt.CheckState.Checked if masked else Qt.CheckState.Unchecked
        for at in rows:
            self._ticks[at].setCheckState(state)


def _where(mention: Mention, workshop: Workshop) -> tuple[str, dict[str, str]]:
    """The page where a text is edited, and the place on it."""
    page = _PAGES.get(mention.kind, "prepare")
    entity = workshop.find(mention.kind, mention.id)
    match mention.kind:
        case "contribution":
            return page, {"view": "list", "contribution": mention.id}
        case "cluster":
            return page, {"view": "clusters"}
        case "open_point":
            return page, {"view": "before"}
        case "participant":
            return page, {"chosen": f'["{mention.id}"]'}
        case "conversation" | "attachment" if entity is not None:
            table, round_ = (getattr(entity, name) for name in ("table_id", "round_id"))
            return page, {"table": table, "round": round_}
    return page, {}
