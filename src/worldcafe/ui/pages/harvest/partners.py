"""The partner network: a picture, and its table beside."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
)

from worldcafe.document import Change
from worldcafe.domain.disclosure import tells_all, told_texts
from worldcafe.domain.harvest import references
from worldcafe.domain.network import Knot, Level, Network, network
from worldcafe.domain.network_layout import Spot, laid_out
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Modality
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling, Flow, Folding
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.own_files import ask_where
from worldcafe.ui.pages.harvest.bar import ViewBar
from worldcafe.ui.pages.harvest.network_picture import NetworkPicture, pen_of
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, card, column, label, tip
from worldcafe.ui.tab_order import tab_after
from worldcafe.ui.tables.cells import Turned
from worldcafe.ui.tables.records import Column, RecordsModel
from worldcafe.ui.tables.view import RecordsView
from worldcafe.ui.work import Latest
from worldcafe.wording import N_

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LEAST_PICTURE, SIDE = 480, 400
"""Pixels of the network, and of the list beside it."""
MOST_DRAWN = 90
"""Knots that a picture can hold and still be read; the table has all."""
LEVELS = {
    Level.COUNTRY: N_("Countries"),
    Level.CITY: N_("Cities"),
    Level.ORGANISATION: N_("Organisations"),
}
PNG_SIZE, PNG_SCALE = QSize(1280, 860), 2.0

Drawn = tuple[Network, dict[str, Spot]]
Outline = tuple[str, tuple[str, ...], tuple[tuple[str, str, int], ...]]
"""What a layout depends on: the level, the knots, and the links with their weights."""


class PartnersView(View):
    """Countries, cities or organisations; choosing one shows what it has a part in."""

    FOLLOWS: ClassVar = ("contribution",)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.level = ViewBar([(each.value, words(name), "") for each, name in LEVELS.items()],
                             words("Level"))  # fmt: skip
        self.level.show_chosen(Level.COUNTRY.value)
        self.picture = NetworkPicture(words)
        self.model: RecordsModel[Knot] = RecordsModel(
            self._columns(), id_of=lambda knot: knot.key
        )
        self.table = RecordsView(self.model, words("Partners"))
        self.items = look("plain", QListWidget())
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.items.setItemDelegate(Turned(self.items))
        self.items.setAccessibleName(words("Contributions of the chosen partner"))
        self.chosen = label("", "strong", wrap=True)
        self.legend = Flow(gap=4)
        self._legend: dict[Modality, QPushButton] = {}
        self.note = label("", "small")
        self.export = button(words("Save as picture…"), self._on_export, picture="image-plus")
        self._layout: Latest[Drawn] = Latest(bridge, self)
        self._laid: dict[Outline, dict[str, Spot]] = {}
        self.drawn: Network | None = None
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.level.chosen.connect(self._on_level)
        self.picture.chosen.connect(self._on_chosen)
        self._layout.answered.connect(self._on_laid_out)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.items.itemActivated.connect(self._on_item)

    @property
    def is_known(self) -> bool:
        """Whether what is shown is of the workshop as it is."""
        return not self._layout.is_busy

    def refresh(self) -> None:
        workshop, level = self.bridge.workshop, Level(self.level.key)
        linked = any(len(item.partners) > 1 for item in workshop.standing)
        self._show_whole_if(linked)
        laid = self._laid
        self._layout.ask(lambda _progress, cancelled: _drawn(workshop, level, laid, cancelled))

    def show_change(self, change: Change) -> None:
        if any(
            edit.kind == "contribution" and _matters(edit.before, edit.after)
            for edit in change.edits
        ):
            self.refresh()

    def begin(self) -> None:
        self.picture.setFocus()

    def name(self, knot: Knot) -> str:
        """What is written beside a knot."""
        return self.words.country(knot.name) if self._is_country else knot.name

    @property
    def _is_country(self) -> bool:
        return self.level.key == Level.COUNTRY.value

    # --- showing ---------------------------------------------------------------------------

    def _on_level(self, key: str) -> None:
        self.level.show_chosen(key)
        self.picture.select("")
        self.refresh()

    def _on_laid_out(self, drawn: Drawn) -> None:
        found, places = drawn
        self.drawn = found
        names = {knot.key: self.name(knot) for knot in found.knots}
        self.picture.show_network(found, places, names)
        self.model.show(found.knots)
        n_left = len(found.knots) - len(places)
        words = self.words
        self.note.setText(
            words.plural(
                "The picture shows the best connected; {n} more is in the table.",
                "The picture shows the best connected; {n} more are in the table.",
                n_left,
            )
            if n_left > 0
            else ""
        )
        self._show_legend(found)
        self._show_chosen(self.picture.selected)

    def _show_legend(self, found: Network) -> None:
        said = {modality for link in found.links for modality in link.modalities}
        shown = [modality for modality in Modality if modality in said]
        if shown == list(self._legend):
            return
        while (gone := self.legend.takeAt(0)) is not None:
            widget = gone.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._legend = {}
        self.picture.single_out(None)
        for modality in shown:
            made = button(self.words.label(modality), self._single_out, name="legend")
            made.setIcon(_line(modality))
            made.setIconSize(QSize(32, 12))
            made.setCheckable(True)
            made.clicked.connect(lambda on, each=modality: self._only(each, on=on))
            self._legend[modality] = made
            self.legend.addWidget(made)
        tab_after(self.picture, *self._legend.values())

    def _only(self, modality: Modality, *, on: bool) -> None:
        for each, made in self._legend.items():
            made.setChecked(on and each is modality)
        self._single_out()

    def _single_out(self) -> None:
        on = next((each for each, made in self._legend.items() if made.isChecked()), None)
        self.picture.single_out(on)

    def _on_chosen(self, key: str) -> None:
        row_number = self.model.row_of(key)
        if row_number is not None:
            self.table.selectRow(row_number)
        else:
            self.table.clearSelection()
        self._show_chosen(key)

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.isVisible():
            key = self.model.record(current).key
            self.picture.select(key)
            self._show_chosen(key)

    def _show_chosen(self, key: str) -> None:
        workshop = self.bridge.workshop
        knot = next((each for each in self.model.records if each.key == key), None)
        self.items.clear()
        hint = self.words("Choose a partner to see what it has a part in.")
        self.chosen.setText(self.name(knot) if knot else hint)
        if knot is None:
            return
        called = references(workshop)
        for each in knot.contribution_ids:
            item = workshop.contributions.get(each)
            if item is not None:
                entry = QListWidgetItem(f"{called[each]} · {item.title}")
                entry.setData(Qt.ItemDataRole.UserRole, each)
                entry.setToolTip(tip(item.title))
                self.items.addItem(entry)

    def _on_item(self, entry: QListWidgetItem) -> None:
        self.open_asked.emit(entry.data(Qt.ItemDataRole.UserRole))

    # --- as a file -------------------------------------------------------------------------

    def save_picture(self, path: Path) -> None:
        """Write the picture as PNG, large enough to be printed.

        It leaves the house: people are named in it as it was chosen for the workshop.
        """
        workshop, chosen = self.bridge.workshop, self.bridge.disclosure

        def tell(name: str) -> str:
            return told_texts([name], workshop, chosen)[0] if name else name

        hides = not tells_all(workshop, chosen)
        image = self.picture.image(PNG_SIZE, PNG_SCALE, tell if hides else str)
        words = self.words
        if image.save(str(path), "PNG"):  # type: ignore[call-overload]
            self.bridge.say(words("The picture is saved as {path}.", path=path))
        else:
            reason = words("the file cannot be written")
            self.bridge.say_refused(FileRefused("unwritable", path=str(path), reason=reason))

    def _on_export(self) -> None:
        words = self.words
        path = ask_where(
            self, self.bridge, words("Save as picture"), f"{words('Partners')}.png", "PNG",
            remembered="picture/folder",
        )  # fmt: skip
        if path is not None:
            self.save_picture(path)

    # --- how it looks ----------------------------------------------------------------------

    def _columns(self) -> list[Column[Knot]]:
        words = self.words
        return [
            Column(words("Partner"), self.name, width=170),
            Column(words("Contributions"), lambda knot: str(len(knot.contribution_ids)),
                   width=100),
            Column(words("Roles"), self._roles, width=220),
        ]  # fmt: skip

    def _roles(self, knot: Knot) -> str:
        words = self.words
        return words.row(
            words("{role} {n}", role=words.label(role), n=n) for role, n in knot.roles.items()
        )

    def _lay_out(self) -> None:
        words = self.words
        top = Flow(self.level, self.note, 1, self.export, gap=12)
        left = box(column(Filling(self.picture), box(self.legend), gap=SPACE))
        right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(SPACE)
        right.addWidget(self.table)
        right.addWidget(card(self.chosen, self.items, padding=12))
        both = Folding(
            (left, right), (words("Picture"), words("List")), words("View"),
            least=grown(LEAST_PICTURE), side=grown(SIDE),
        )  # fmt: skip
        empty = self._nothing_yet(
            "network",
            words("No partners yet"),
            words(
                "Say in each contribution who would work with whom: countries, cities and"
                " organisations then stand here as a network."
            ),
            "list",
        )
        self._lay_over(column(top, Filling(both), gap=12), empty)


def _drawn(
    workshop: Workshop,
    level: Level,
    laid: dict[Outline, dict[str, Spot]],
    cancelled: Callable[[], bool],
) -> Drawn:
    """The network with a place for each knot that is drawn; layouts made before are kept."""
    found = network(workshop, level)
    shown = _shown(found)
    links = {(each.one, each.other): len(each.contribution_ids) for each in found.links}
    outline = (level.value, shown, tuple((*pair, n) for pair, n in links.items()))
    if outline not in laid:
        places = laid_out(shown, links, cancelled)
        if cancelled():
            return found, places
        laid[outline] = places
    return found, laid[outline]


def _shown(found: Network) -> tuple[str, ...]:
    """The keys of the knots that are drawn: linked ones first, the best connected first."""
    linked = {end for link in found.links for end in (link.one, link.other)}
    order = sorted(found.knots, key=lambda knot: knot.key not in linked)
    return tuple(knot.key for knot in order[:MOST_DRAWN])


def _matters(before: Any, after: Any) -> bool:
    """Whether a change to a contribution may change the network, or what is told of it."""
    names = ("partners", "modality", "withdrawn_at", "merged_into_id", "kind", "title")
    return before is None or after is None or any(
        getattr(before, name) != getattr(after, name) for name in names
    )  # fmt: skip


def _line(modality: Modality) -> QPixmap:
    """A piece of a modality's line, for the legend."""
    picture = QPixmap(QSize(64, 24))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen_of(modality, 5))
    painter.drawLine(2, 12, 62, 12)
    painter.end()
    picture.setDevicePixelRatio(2)
    return picture
