"""Everything that was written down, in one table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import is_
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QSplitter,
    QWidget,
)

from worldcafe.document import Change
from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import MOST, Filling, Flow, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.search import SearchField
from worldcafe.ui.pages.harvest.detail import Detail
from worldcafe.ui.pages.harvest.note_files import NoteFiles
from worldcafe.ui.pages.harvest.table import MERGED_COLUMN, Columns, Filters, made_table
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import box, column, label, row
from worldcafe.ui.tables.records import RecordsModel, SearchProxy

SEARCH_PAUSE_MS = 120
WARMED_AT_ONCE = 25
"""Rows that are made ready for searching and sorting in one idle moment."""
LEAST_FOR_BOTH = 900
"""Pixels from which the table and a contribution in full stand beside one another."""
MOST_FOLLOWED = 50
"""Rows that are brought up to date one by one; more are faster shown anew."""


class Tally:
    """How many contributions stand; kept up with each change, since counting ten thousand
    anew would be felt at every one.
    """

    def __init__(self, items: Iterable[Contribution] = ()) -> None:
        self.standing = self.opportunities = 0
        self.merged: Counter[str] = Counter()
        """How many were merged into each, by its id."""
        for item in items:
            self.count(item)

    def count(self, item: Contribution, by: int = 1) -> None:
        """Count one in, or with -1 out again."""
        if item.withdrawn_at is not None:
            return
        if item.merged_into_id is not None:
            self.merged[item.merged_into_id] += by
            return
        self.standing += by
        if item.kind is Kind.OPPORTUNITY:
            self.opportunities += by


class ListView(View):
    """A table of all contributions with search and filters, and one of them in full."""

    FOLLOWS: ClassVar = ("contribution", "cafe_table", "round", "theme", "participant")

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self._columns = Columns(bridge)
        self.model: RecordsModel[Contribution] = RecordsModel(self._columns.all(), bridge.do)
        self.proxy = SearchProxy(self.model)
        self.filters = Filters(bridge)
        self.proxy.filter(self.filters.passes())
        self.search = SearchField(words("Search"))
        self.count = label("", "soft", wrap=True)
        self.table = made_table(self.proxy, words("Contributions"))
        self._detail: Detail | None = None
        self._room: tuple[object, ...] = ()
        self._tally = Tally()
        self.files = NoteFiles(bridge, self)
        self.bring_in, self.hand_out = self.files.reading(), self.files.writing()
        self._search_pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._idle = QTimer(self, interval=0)
        self._warmed = 0
        # Of its own: Qt's single shot never lets go of what it calls.
        self._turning_back = QTimer(self, singleShot=True, interval=0)
        self._back = QPersistentModelIndex()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._search_pause.start())
        self._search_pause.timeout.connect(self._on_search)
        self._idle.timeout.connect(self._warm)
        self._turning_back.timeout.connect(self._turn_back)
        self.filters.changed.connect(self._on_filters)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.clicked.connect(self._on_clicked)
        in_table = Qt.ShortcutContext.WidgetShortcut
        bind(self.table, "table", "open_row", self._on_enter, in_table)
        bind(self, "harvest", "search", self.search.setFocus)

    @property
    def detail(self) -> Detail:
        """The contribution in full: made when it is first wanted, since it has many fields."""
        if self._detail is None:
            self._detail = Detail(self.bridge)
            self._detail.hide()
            self._detail.setMinimumWidth(grown(450))
            self._detail.closed.connect(self._on_detail_closed)
            self._detail.open_asked.connect(self.reveal)
            self._split.addWidget(self._detail)
            self._split.setStretchFactor(0, 1)
        return self._detail

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Where there is no room for both, what is shown in full is shown alone."""
        alone = self._detail is not None and not self._detail.isHidden()
        self.table.setHidden(alone and self.width() < grown(LEAST_FOR_BOTH))
        if self._detail is not None:
            self._detail.setMaximumWidth(MOST if self.table.isHidden() else grown(560))

    @property
    def _chosen(self) -> str:
        """The contribution that is shown in full; empty for none."""
        return self._detail.item_id if self._detail else ""

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        self._stack.setCurrentIndex(int(bool(workshop.contributions)))
        items = list(workshop.contributions.values())
        self._tally = Tally(items)
        self._columns.merged_from = self._tally.merged
        self.filters.refresh(items)
        if not self._follow(items):
            chosen, place = self._chosen, self.table.verticalScrollBar().value()
            self._columns.references = dict(harvest.references(workshop))
            self.model.show(items)
            self._warmed = 0
            self._idle.start()
            self._select(chosen)
            self.table.verticalScrollBar().setValue(place)
        self._show_count()

    def _follow(self, items: Sequence[Contribution]) -> bool:
        """Bring rows up to date one by one. False if the table has to be shown anew."""
        workshop, model = self.bridge.workshop, self.model
        room = (workshop.tables, workshop.rounds, workshop.themes, workshop.participants)
        same_room = len(self._room) == 4 and all(map(is_, room, self._room))
        self._room = room
        n_known = model.rowCount()
        known = model.records
        if not n_known or not same_room or len(items) < n_known:
            return False
        if any(a.id != b.id for a, b in zip(items, known, strict=False)):
            return False
        changed = [b for a, b in zip(known, items, strict=False) if a is not b]
        changed += items[n_known:]
        if len(changed) > MOST_FOLLOWED:
            return False
        for item in changed:
            self._show_item(item)
        return True

    def _show_item(self, item: Contribution) -> None:
        self._columns.refer_to(item, len(self.bridge.workshop.contributions))
        self.model.replace(item)
        if self._detail is not None and item.id == self._chosen:
            self._detail.show_item(item)

    def show_change(self, change: Change) -> None:
        if not change.touches(*self.FOLLOWS):
            return
        # Nothing of the number given last, and of what somebody types, is in the list.
        told = [edit for edit in change.edits if edit.kind in self.FOLLOWS]
        before, after = (told[0].before, told[0].after) if len(told) == 1 else (None, None)
        if not isinstance(after, Contribution) or not self.model.rowCount():
            self.refresh()
            return
        if isinstance(before, Contribution):
            self._tally.count(before, -1)
        self._tally.count(after)
        self._show_item(after)
        self._show_count()

    def place(self) -> dict[str, str]:
        return {"contribution": self._chosen, "search": self.search.text()}

    def begin(self) -> None:
        self.table.setFocus()

    def reveal(self, contribution_id: str) -> None:
        """Show a contribution in full, whatever is filtered."""
        item = self.bridge.workshop.contributions.get(contribution_id)
        if item is None or (self._detail is not None and not self._detail.commit()):
            return  # it is gone, or what could not be saved is still shown
        self.search.clear()
        self.filters.clear()
        self.filters.let_through(item)
        self._on_search()
        self._select(contribution_id)

    def go_to(self, place: dict[str, str]) -> None:
        self.search.setText(place.get("search", ""))
        self._on_search()
        self._select(place.get("contribution", ""))

    def leave(self) -> None:
        if self._detail is not None:
            self._detail.keep()
        self._idle.stop()

    # --- the table -------------------------------------------------------------------------

    def _select(self, contribution_id: str) -> None:
        row_number = self.model.row_of(contribution_id) if contribution_id else None
        if row_number is None:
            if self._detail is not None:
                self._detail.forget()
                self._detail.hide()
                self._share_room()
            return
        index = self.proxy.mapFromSource(self.model.index(row_number, 0))
        if index.isValid():
            self.table.setCurrentIndex(index)
        self._show_detail(self.bridge.workshop.contributions[contribution_id])

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        if not current.isValid() or not self.isVisible():
            return
        detail, item = self._detail, self.proxy.record(current)
        if detail is None or item.id == detail.item_id:
            return
        if not detail.commit():
            # What cannot be saved stays in view until it can.
            stays = self.table.currentIndex().siblingAtRow(before.row())
            self._back = QPersistentModelIndex(stays)
            self._turning_back.start()
            return
        if not detail.isHidden():
            detail.show_item(item)

    def _turn_back(self) -> None:
        self.table.setCurrentIndex(self._back)

    def _on_clicked(self, index: QModelIndex) -> None:
        item = self.proxy.record(index)
        if self.detail.form.changes() and item.id != self.detail.item_id:
            return  # what could not be saved is still shown
        if item.id != self.detail.item_id or self.detail.isHidden():
            self._show_detail(item)

    def _on_enter(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._on_clicked(index)
            self.detail.form.begin()

    def _show_detail(self, item: Contribution) -> None:
        self.detail.show_item(item)
        self.detail.show()
        self._share_room()

    def _on_detail_closed(self) -> None:
        if self.detail.commit():
            self.detail.hide()
            self._share_room()
            self.detail.forget()
            self.table.setFocus()

    def _on_search(self) -> None:
        self._search_pause.stop()
        self.proxy.search(self.search.text())
        self._show_count()

    def _on_filters(self) -> None:
        self.proxy.filter(self.filters.passes())
        self._show_count()

    def _show_count(self) -> None:
        tally, words = self._tally, self.words
        parts = [
            words.plural("{n} contribution", "{n} contributions", tally.standing),
            words.plural("{n} opportunity", "{n} opportunities", tally.opportunities),
        ]
        shown = self.proxy.rowCount()
        if shown != tally.standing:
            parts.append(words.plural("{n} shown", "{n} shown", shown))
        self.count.setText(words.line(parts))
        self.filters.clear_all.setVisible(self.filters.are_set)
        self.table.setColumnHidden(MERGED_COLUMN, not tally.merged.total())

    def _warm(self) -> None:
        """Make rows ready for searching and sorting while nothing else is to be done."""
        first, n = self._warmed, self.model.rowCount()
        self._warmed = min(first + WARMED_AT_ONCE, n)
        self.model.make_ready(range(first, self._warmed))
        if self._warmed == n:
            self._idle.stop()

    # --- notes from files ------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.files.dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self.files.dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.files.read_notes(path)

    # --- how it looks ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.search.setMinimumWidth(grown(160))
        self.search.setMaximumWidth(grown(300))
        top = Flow(
            Filling(self.search, 2), Filling(self.count, 6), self.filters.merged,
            self.filters.withdrawn, self.bring_in, self.hand_out,
        )  # fmt: skip
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.table)
        self._split.setHandleWidth(2 * SPACE)
        self._split.setChildrenCollapsible(False)
        parts = (top, self.filters, Filling(self._split))
        whole = box(column(*parts, gap=12, margin=(3 * SPACE, 2 * SPACE)))
        self._stack = Stack()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(whole)
        self.setLayout(column(self._stack))

    def _empty(self) -> QWidget:
        words = self.words
        made = self._nothing_yet(
            "sprout",
            words("Nothing to harvest yet"),
            words(
                "What is recorded at the tables appears here. Notes typed elsewhere can be"
                " imported: drop the file here."
            ),
            "capture",
        )
        others = row(1, self.files.reading("quiet"), self.files.writing("quiet"), 1)
        return box(column(made, others, margin=3 * SPACE))
