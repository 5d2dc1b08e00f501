"""Contributions as cards in columns: by cluster, or by theme."""

import uuid
from collections.abc import Sequence, Set
from typing import ClassVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QMenu,
)

from worldcafe.domain.clustering import Suggested
from worldcafe.domain.commands import AssignCluster, PutCluster, RemoveCluster
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Cluster, Contribution
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.pages.harvest.bar import ViewBar
from worldcafe.ui.pages.harvest.cards import CardDelegate, CardsModel, Facts, card_list
from worldcafe.ui.pages.harvest.cluster_dialog import ClusterDialog
from worldcafe.ui.pages.harvest.cluster_suggestions import ClusterSuggestions
from worldcafe.ui.pages.harvest.themes import ThemeLook, mark_pixmap
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.direction import arrow_step
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import (
    Sideways,
    box,
    button,
    column,
    explain,
    icon_button,
    label,
    row,
    verbatim,
)
from worldcafe.ui.tab_order import keep_in_order

WIDTH = 288
_AROUND_HINT = 44
"""The frame of a search field, and the button that clears it."""


class CardColumn(QFrame):
    """A cluster or a theme: its name, how many it holds, and its cards."""

    menu_asked = Signal(str, QPoint)

    def __init__(self, view: "ClustersView", key: str) -> None:
        super().__init__()
        look("sunken", self)
        self.key = key
        self._view = view
        self.name = label("", "strong", wrap=True)
        self.count = label("", "small")
        self._mark = QLabel()
        takes = view.takes_drops
        self.model = CardsModel(view.facts, (lambda ids: view.put(ids, key)) if takes else None)
        self.list = card_list(self.model, view.delegate, takes_drops=takes)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.installEventFilter(view)
        self.more = icon_button("ellipsis", view.words("Change the cluster"), self._on_menu)
        head = row(self._mark, self.name, self.count)
        if takes and key:
            head.addWidget(self.more)
        head.setStretch(1, 1)
        head.setContentsMargins(4, 0, 0, 0)
        self.setLayout(column(head, self.list, margin=SPACE))
        self.setFixedWidth(grown(WIDTH))

    def show_items(
        self, title: str, items: Sequence[Contribution], mark: ThemeLook | None
    ) -> None:
        """Show these under this name."""
        self.name.setText(title)
        self.list.setAccessibleName(title)
        self.count.setText(str(len(items)))
        self._mark.setVisible(mark is not None)
        if mark is not None:
            self._mark.setPixmap(mark_pixmap(mark))
            explain(self._mark, mark.name)
        self.model.show(items)

    def chosen(self) -> tuple[str, ...]:
        """The ids of the cards that are selected, from the top."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(self.model.records[each].id for each in rows)

    def choose(self, ids: Set[str]) -> None:
        """Select these cards and no others of the column."""
        selection = QItemSelection()
        for number, item in enumerate(self.model.records):
            if item.id in ids:
                index = self.model.index(number)
                selection.select(index, index)
        self.list.selectionModel().select(
            selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _on_menu(self) -> None:
        corner = self.more.mapToGlobal(QPoint(0, self.more.height()))
        self.menu_asked.emit(self.key, corner)


class ClustersView(View):
    """Columns beside one another; cards go from one to the other by hand or by keyboard."""

    FOLLOWS: ClassVar = ("contribution", "cluster", "vote", "theme", "cafe_table", "round")

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.facts = Facts(bridge)
        self.delegate = CardDelegate(self.facts)
        self.columns: dict[str, CardColumn] = {}
        self._on_top: Suggested | None = None
        self.by = ViewBar(
            [("cluster", words("By cluster"), ""), ("theme", words("By theme"), "")],
            words("Columns"),
        )
        self.by.show_chosen("cluster")
        self.search = LineField(hint=words("Search the cards"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(words("Search the cards"))
        asked = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        self.search.setMinimumWidth(max(grown(200), asked + _AROUND_HINT))
        self.search.setMaximumWidth(max(grown(240), asked + _AROUND_HINT))
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.search.returnPressed.connect(self.choose_found)
        self.suggestions = ClusterSuggestions(bridge)
        self.suggestions.found.connect(self._on_suggested)
        self.suggesting = button(words("Suggest"), self.suggestions.ask, picture="lightbulb")
        self.making = button(words("New cluster…"), self.make, name="primary", picture="plus")
        self.moving = button(words("Put into…"), self._on_put, picture="layers")
        self.hint = label("", "soft", wrap=True)
        self._lay_out()
        self.by.chosen.connect(self._on_by)

    @property
    def takes_drops(self) -> bool:
        """Whether cards can be put elsewhere: a theme is said in the contribution itself."""
        return self.by.key == "cluster"

    def choose_found(self) -> None:
        """Select every card that the search shows, in whatever column."""
        self._choose({item.id for made in self.columns.values() for item in made.model.records})

    def _say(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.show()

    def _on_suggested(self, found: Suggested | None) -> None:
        """Bring the cards of a cluster that might be made to the top, and select them."""
        if found is None:
            self._say(self.words("Nothing stands out that would make a cluster."))
            return
        self._on_top = found
        self.search.clear()
        self.refresh()
        self._choose(set(found.ids))
        self._say(
            self.words.plural(
                "{n} card on one subject: “New cluster…” keeps it, “Suggest” shows another.",
                "{n} cards on one subject: “New cluster…” keeps them, “Suggest” shows others.",
                len(found.ids),
            )
        )

    def _choose(self, ids: Set[str]) -> None:
        """Select these cards and no others, and take the keyboard to the first of them."""
        for made in self._in_order():
            made.choose(ids)
        there = next((made for made in self._in_order() if made.chosen()), None)
        if there is not None:
            there.list.setFocus(Qt.FocusReason.OtherFocusReason)
            there.list.scrollToTop()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the cards that are selected, in whatever column."""
        return tuple(each for made in self.columns.values() for each in made.chosen())

    def refresh(self) -> None:
        workshop, words = self.bridge.workshop, self.words
        self.facts.update()
        self._show_whole_if(workshop.standing)
        found = self._by_cluster() if self.takes_drops else self._by_theme()
        keys = [key for key, *_ in found]
        keep_in_order(self._row, self.columns, keys, self._column, self._inside)
        for key, title, items, mark in found:
            self.columns[key].show_items(title, items, mark)
        if not workshop.clusters and self.takes_drops:
            self.hint.setText(
                words("Select cards, then “New cluster…”, to bring them together.")
            )
        else:
            self.hint.setText("")
        self.hint.setVisible(bool(self.hint.text()))
        self._show_chosen()

    def put(self, ids: Sequence[str], cluster_id: str) -> None:
        """Put contributions into a cluster; into none if its id is empty."""
        known = self.bridge.workshop.contributions
        moved = tuple(each for each in ids if (known[each].cluster_id or "") != cluster_id)
        if moved and self.takes_drops:
            command = AssignCluster(contribution_ids=moved, cluster_id=cluster_id or None)
            self.bridge.do(command)

    def make(self) -> None:
        """Ask for a name, and make a cluster of the cards that are selected."""
        position = 1 + max(
            (c.position for c in self.bridge.workshop.clusters.values()), default=0
        )
        ids = self.chosen
        theme = self._on_top.theme if self._on_top and {*ids} <= {*self._on_top.ids} else ""
        fresh = Cluster(id=str(uuid.uuid4()), position=position, name="…", theme=theme)
        self._ask(fresh, self.words("New cluster"), ids)

    # --- gestures --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from column to column; with Ctrl they carry the cards along."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = arrow_step(event.key(), self)
        here = next((each for each in self.columns.values() if each.list is watched), None)
        if here is None:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.chosen():
            self.open_asked.emit(here.chosen()[0])
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.put(here.chosen(), "")
            return True
        if not step:
            return super().eventFilter(watched, event)
        self._step(
            here, step, carry=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )
        return True

    def _step(self, here: CardColumn, step: int, *, carry: bool) -> None:
        shown = [each for each in self._in_order() if each.isVisible()]
        at = shown.index(here) + step
        if not 0 <= at < len(shown):
            return
        there = shown[at]
        ids = here.chosen()
        if carry and ids:
            self.put(ids, there.key)
        self._focus(there, ids[0] if carry and ids else "")

    def _focus(self, made: CardColumn, contribution_id: str = "") -> None:
        made.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(made, 24, 0)
        row_number = made.model.row_of(contribution_id) if contribution_id else None
        if row_number is None and not made.chosen() and made.model.records:
            row_number = max(0, made.list.currentIndex().row())
        if row_number is not None:
            for each in self.columns.values():
                each.list.clearSelection()
            made.list.setCurrentIndex(made.model.index(row_number))

    def begin(self) -> None:
        shown = self._in_order()
        if shown:
            self._focus(shown[0])

    def _in_order(self) -> list[CardColumn]:
        return sorted(self.columns.values(), key=self._row.indexOf)

    def _on_by(self, key: str) -> None:
        for made in self.columns.values():
            made.hide()
            made.deleteLater()
        self.columns.clear()
        self.by.show_chosen(key)
        self.refresh()

    def _on_put(self) -> None:
        menu = QMenu(self)
        clusters = sorted(self.bridge.workshop.clusters.values(), key=lambda c: c.position)
        ids = self.chosen
        for key, name in (*((c.id, c.name) for c in clusters), ("", self.words("No cluster"))):
            entry = QAction(verbatim(name), menu)
            entry.triggered.connect(lambda _=False, key=key: self.put(ids, key))
            menu.addAction(entry)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.moving.mapToGlobal(QPoint(0, self.moving.height())))

    def _on_menu(self, key: str, corner: QPoint) -> None:
        cluster = self.bridge.workshop.clusters.get(key)
        if cluster is None:
            return
        words, menu = self.words, QMenu(self)
        change = menu.addAction(words("Name and theme…"))
        change.triggered.connect(lambda _=False: self._ask(cluster, words("Cluster"), ()))
        away = menu.addAction(words("Remove the cluster"))
        said = words("The cluster is removed; what was in it stays.")
        away.triggered.connect(
            lambda _=False: self.bridge.do(RemoveCluster(cluster_id=key), told=said)
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(corner)

    def _ask(self, cluster: Cluster, title: str, ids: tuple[str, ...]) -> None:
        themes = [(each.theme, each.name) for each in self.facts.looks]
        known = cluster.id in self.bridge.workshop.clusters
        dialog = ClusterDialog(cluster if known else cluster.model_copy(update={"name": ""}),
                               themes, title, self.words, self)  # fmt: skip
        if dialog.exec():
            self.bridge.do(PutCluster(cluster=dialog.cluster, contribution_ids=ids))

    # --- showing ---------------------------------------------------------------------------

    def _by_cluster(self) -> "list[tuple[str, str, list[Contribution], ThemeLook | None]]":
        workshop, looks = self.bridge.workshop, self.facts.looks
        clusters = sorted(workshop.clusters.values(), key=lambda cluster: cluster.position)
        inside: dict[str, list[Contribution]] = {"": [], **{c.id: [] for c in clusters}}
        for item in self._sought(workshop.standing):
            inside[item.cluster_id or ""].append(item)
        found = [("", self.words("No cluster yet"), inside[""], None)]
        return found + [
            (c.id, c.name, inside[c.id], looks.of_theme(c.theme) if c.theme else None)
            for c in clusters
        ]

    def _by_theme(self) -> "list[tuple[str, str, list[Contribution], ThemeLook | None]]":
        inside: dict[str, list[Contribution]] = {look.theme: [] for look in self.facts.looks}
        for item in self._sought(self.bridge.workshop.standing):
            for theme in item.themes or ("",):
                inside.setdefault(theme, []).append(item)
        looks = self.facts.looks
        return [
            (theme, looks.of_theme(theme).name, items, looks.of_theme(theme))
            for theme, items in inside.items()
            if items
        ]

    def _sought(self, items: Sequence[Contribution]) -> list[Contribution]:
        """Those that the search finds, what was just suggested first."""
        parts = fold(self.search.text()).split()
        found = [item for item in items if all(part in _text_of(item) for part in parts)]
        first = self._on_top.ids if self._on_top else ()
        return sorted(found, key=lambda item: item.id not in first)

    def _column(self, key: str) -> CardColumn:
        made = CardColumn(self, key)
        made.menu_asked.connect(self._on_menu)
        made.list.doubleClicked.connect(
            lambda index: self.open_asked.emit(index.data(Qt.ItemDataRole.UserRole).id)
        )
        made.list.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        return made

    def _show_chosen(self) -> None:
        n = len(self.chosen)
        self.moving.setEnabled(n > 0)
        for each in (self.making, self.moving, self.suggesting):
            each.setVisible(self.takes_drops)

    def _lay_out(self) -> None:
        words = self.words
        top = Flow(self.by, self.search, 1, self.suggesting, self.moving, self.making)
        self._row = row(gap=12)
        self._row.addStretch()
        self._inside = box(self._row)
        self._area = Sideways(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        empty = self._nothing_yet(
            "layers",
            words("Nothing to bring together yet"),
            words("What is recorded at the tables is put into clusters here, card by card."),
            "capture",
        )
        self._lay_over(column(top, self.hint, Filling(self._area), gap=12), empty)


def _text_of(item: Contribution) -> str:
    """What the search looks into."""
    partners = (f"{p.name} {p.city}" for p in item.partners)
    return fold(" ".join((item.title, item.description, *partners)))
