"""Impact and feasibility: what is worth doing first."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel

from worldcafe.domain.commands import EditContribution
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.entry import ENTER
from worldcafe.ui.pages.harvest.cards import CardDelegate, CardsModel, Facts, card_list
from worldcafe.ui.pages.harvest.fan import Point
from worldcafe.ui.pages.harvest.priority_picture import PriorityPicture
from worldcafe.ui.pages.harvest.themes import mark_pixmap
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, label, row

MIDDLE = 3
"""The rating that a contribution gets when it comes into the picture by keyboard."""
TRAY_WIDTH = 320


class PrioritiesView(View):
    """The picture, the contributions that wait beside it, and the chosen one in words."""

    FOLLOWS: ClassVar = ("contribution", "vote", "theme", "cafe_table", "round")

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.facts = Facts(bridge)
        self.picture = PriorityPicture(words)
        self.tray_model = CardsModel(self.facts, self._on_tray_drop)
        self._delegate = CardDelegate(self.facts)
        self.tray = card_list(self.tray_model, self._delegate, takes_drops=True)
        self.tray.setAccessibleName(words("Not rated yet"))
        self.tray.installEventFilter(self)
        self.waiting = label("", "strong")
        self.legend = Flow(gap=12)
        self._legend: tuple[str, ...] = ()
        self.title = label("", "strong", wrap=True)
        self.about = label("", "small", wrap=True)
        self.opening = button(words("Show in the list"), self._on_open, picture="external-link")
        self.away = button(words("Not rated"), self._on_away, name="quiet")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.picture.rated.connect(self.rate)
        self.picture.cleared.connect(self.clear)
        self.picture.chosen.connect(lambda _id: self._show_chosen())
        self.picture.opened.connect(self.open_asked)
        self.tray.doubleClicked.connect(
            lambda index: self.open_asked.emit(index.data(Qt.ItemDataRole.UserRole).id)
        )
        self.tray.selectionModel().currentChanged.connect(self._on_tray_chosen)

    # --- rating ----------------------------------------------------------------------------

    def rate(self, contribution_id: str, impact: int, feasibility: int) -> None:
        """Give a contribution both ratings, in one step."""
        item = self.bridge.workshop.contributions[contribution_id]
        if (item.impact, item.feasibility) != (impact, feasibility):
            said = {"impact": impact, "feasibility": feasibility}
            self.bridge.do(EditContribution(contribution_id=contribution_id, changes=said))

    def clear(self, contribution_id: str) -> None:
        """Take a contribution's ratings away."""
        said = {"impact": None, "feasibility": None}
        self.bridge.do(EditContribution(contribution_id=contribution_id, changes=said))

    def _on_tray_drop(self, ids: tuple[str, ...]) -> None:
        for each in ids:
            item = self.bridge.workshop.contributions[each]
            if item.impact or item.feasibility:
                self.clear(each)

    def _on_away(self) -> None:
        if self.picture.selected:
            self.clear(self.picture.selected)

    def _on_open(self) -> None:
        shown = self._chosen()
        if shown is not None:
            self.open_asked.emit(shown.id)

    # --- keyboard --------------------------------------------------------------------------

    def begin(self) -> None:
        self.picture.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter puts a card of the tray into the middle of the picture, ready to be moved."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            index = self.tray.currentIndex()
            if event.key() in ENTER and index.isValid():
                item = index.data(Qt.ItemDataRole.UserRole)
                self.rate(item.id, item.impact or MIDDLE, item.feasibility or MIDDLE)
                self.picture.select(item.id)
                self.picture.setFocus()
                return True
        return super().eventFilter(watched, event)

    # --- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        self.facts.update()
        standing = self.bridge.workshop.standing
        self._show_whole_if(standing)
        rated = [item for item in standing if item.impact and item.feasibility]
        unrated = [
            item
            for item in standing
            if not (item.impact and item.feasibility) and item.kind is Kind.OPPORTUNITY
        ]
        points = [self._point(item) for item in rated]
        self.picture.show_points(points)
        unrated.sort(key=lambda item: -self.facts.dots.get(item.id, 0))
        self.tray_model.show(unrated)
        n = len(unrated)
        self.waiting.setText(
            self.words.plural("{n} opportunity not rated", "{n} opportunities not rated", n)
        )
        self._show_legend(points)
        self._show_chosen()

    def _point(self, item: Contribution) -> Point:
        assert item.impact is not None
        assert item.feasibility is not None
        number = self.facts.references[item.id].partition("-")[2].lstrip("0")
        return Point(
            item.id, item.impact, item.feasibility, self.facts.dots.get(item.id, 0), number,
            item.title, self.facts.look(item),
        )  # fmt: skip

    def _show_legend(self, points: list[Point]) -> None:
        looks = {point.look.theme: point.look for point in points}
        shown = tuple(looks)
        if shown == self._legend:
            return
        self._legend = shown
        while (gone := self.legend.takeAt(0)) is not None:
            widget = gone.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in looks.values():
            mark = QLabel()
            mark.setPixmap(mark_pixmap(each))
            self.legend.addWidget(box(row(mark, label(each.name, "small"), gap=4)))

    def _chosen(self) -> Contribution | None:
        contributions = self.bridge.workshop.contributions
        if self.picture.selected:
            return contributions.get(self.picture.selected)
        index = self.tray.currentIndex()
        item: Contribution | None = index.data(Qt.ItemDataRole.UserRole)
        return item

    def _on_tray_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.picture.select("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        item, words = self._chosen(), self.words
        for each in (self.opening, self.away):
            each.setEnabled(item is not None)
        self.away.setVisible(bool(self.picture.selected))
        if item is None:
            self.title.setText("")
            self.about.setText(
                words("Drag a card into the picture. Arrows move the chosen point,"
                      " Page Down chooses the next."),
            )  # fmt: skip
            return
        self.title.setText(item.title)
        parts = [self.facts.foot(item)]
        if item.impact and item.feasibility:
            parts.append(
                words("Impact {impact}, feasibility {feasibility}", impact=item.impact,
                      feasibility=item.feasibility),
            )  # fmt: skip
        self.about.setText(self.words.line(parts))

    def _lay_out(self) -> None:
        words = self.words
        shown = look("card", QFrame())
        shown.setLayout(
            column(self.title, self.about, row(self.opening, self.away, 1), margin=12)
        )
        waiting = look("sunken", QFrame())
        waiting.setLayout(column(self.waiting, self.tray, margin=SPACE))
        side = box(column(shown, Filling(waiting), gap=12))
        side.setMaximumWidth(grown(TRAY_WIDTH))
        left = column(Filling(self.picture), box(self.legend), gap=SPACE)
        empty = self._nothing_yet(
            "chart-scatter",
            words("Nothing to rate yet"),
            words("Opportunities that tables write down are rated here, in a picture."),
            "capture",
        )
        self._lay_over(row(Filling(box(left)), side, gap=2 * SPACE), empty)
