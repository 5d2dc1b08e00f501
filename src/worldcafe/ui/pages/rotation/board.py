"""The room and the list of one seating, the round in view, and what stands out."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QSlider, QWidget

from worldcafe.domain.model import Participant
from worldcafe.domain.seating import hosts_in
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.aloud import heard_as
from worldcafe.ui.arranging import Filling, Flow, Stack
from worldcafe.ui.pages.rotation.colouring import Colouring
from worldcafe.ui.pages.rotation.effect import EffectCard
from worldcafe.ui.pages.rotation.legend import Legend
from worldcafe.ui.pages.rotation.list import SeatingList, SeatingModel
from worldcafe.ui.painting.direction import visual_rect
from worldcafe.ui.painting.look import SPACE, grown, line_height, look
from worldcafe.ui.painting.room import RoomScene, most_at_a_table
from worldcafe.ui.painting.room_drag import Target
from worldcafe.ui.painting.room_view import RoomView
from worldcafe.ui.parts import (
    Alternatives,
    box,
    column,
    explain,
    give_icon,
    icon_button,
    label,
    row,
    tip,
)
from worldcafe.wording import Words
from worldcafe.wording.troubles import Effect

LEAST_TEXT = 160
"""Pixels in which a question can be read beside the slider; with fewer it stands beneath."""


class _Told(QWidget):
    """What is said of a round: it fills the line that it stands on."""

    def sizeHint(self) -> QSize:
        return QSize(grown(LEAST_TEXT), super().sizeHint().height())


class RoundBar(QFrame):
    """The round in view: a slider with its number and question."""

    round_chosen = Signal(int)
    """The index of the round."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(words("Round"))
        self.slider.setMinimumWidth(64)
        self.slider.setMaximumWidth(152)
        self.slider.setMinimumHeight(28)
        self.slider.setPageStep(1)
        self._name = label("", "heading")
        self._question = label("", "soft", wrap=True)
        self._asked = ""
        self._question.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._back = icon_button("chevron-left", words("Previous round"), lambda: self.step(-1))
        self._on = icon_button("chevron-right", words("Next round"), lambda: self.step(1))
        told = _Told()
        told.setLayout(column(self._name, self._question, gap=0))
        controls = box(row(self._back, self.slider, self._on))
        self.setLayout(Flow(controls, Filling(told), gap=2 * SPACE))
        self.slider.valueChanged.connect(self.round_chosen)

    def step(self, by: int) -> None:
        """Go some rounds on or back."""
        self.slider.setValue(self.slider.value() + by)

    def show_round(self, workshop: Workshop, index: int) -> None:
        """Show which round is in view."""
        rounds = workshop.rounds_in_order
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, len(rounds) - 1))
            self.slider.setValue(index)
        words, round_ = self._words, rounds[index]
        self._name.setText(words("Round {number} of {n}", number=round_.number, n=len(rounds)))
        self._asked = round_.question
        explain(self._question, round_.question)
        self._fit_question()
        self._back.setEnabled(index > 0)
        self._on.setEnabled(index < len(rounds) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_question()

    def _fit_question(self) -> None:
        """Two lines of the question at most; the room has to be the largest."""
        metrics, width = self._question.fontMetrics(), max(80, self._question.width())
        lines = metrics.boundingRect(0, 0, width, 1_000, Qt.TextFlag.TextWordWrap, self._asked)
        text, most = self._asked, 2 * line_height(self._question.font(), self._asked)
        if lines.height() > most:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(1.7 * width))
        self._question.setText(text)
        self._question.setFixedHeight(max(most, 2 * metrics.lineSpacing()) + 2)


class Nearness(QFrame):
    """Two buttons in a corner of the room that come nearer and go farther away."""

    def __init__(self, view: RoomView, words: Words) -> None:
        super().__init__(view)
        look("card", self)
        farther = icon_button("minus", words("Zoom out"), lambda: view.zoom(0.8))
        nearer = icon_button("plus", words("Zoom in"), lambda: view.zoom(1.25))
        self.setLayout(row(farther, nearer, margin=4, gap=2))
        self._view = view
        view.reshaped.connect(self._on_reshaped)

    def _on_reshaped(self) -> None:
        self.adjustSize()
        view, margin = self._view, 2 * SPACE
        there = self.rect()
        there.moveBottomRight(view.rect().bottomRight() - QPoint(margin, margin))
        self.setGeometry(visual_rect(view.layoutDirection(), view.rect(), there))
        view.corner = self.geometry()


class Board(QWidget):
    """Who sits where, as a picture and as a list."""

    round_chosen = Signal(int)
    person_chosen = Signal(str)
    person_added = Signal(str)
    table_chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    print_asked = Signal()
    carried = Signal(str, object)
    """A person is held above a `Target`."""
    set_down = Signal(str, object)
    """A person was let go above a `Target`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._workshop = Workshop()
        self._colouring = Colouring((), {})
        self._index = 0
        self._people: tuple[str, ...] = ()
        self._table = ""
        self.scene = RoomScene(words("Without a seat in this round"))
        self.scene.towards = self.layoutDirection()
        self.view = RoomView(self.scene)
        heard_as(QAccessible.Role.Canvas, self.view, words("The room from above"))
        self.view.setAccessibleDescription(
            words(
                "The same can be read as a list. Up and down choose a person; M moves, S swaps"
                " and P pins."
            )
        )
        self.effect = EffectCard(self.view, words)
        self.model = SeatingModel(words)
        self.list = SeatingList(self.model, words)
        self.bar = RoundBar(words)
        self.legend = Legend(words)
        self._nearness = Nearness(self.view, words)
        self._forms = Stack()
        self._forms.addWidget(self.view)
        self._forms.addWidget(self.list)
        printing = icon_button("printer", words("Print…"), self.print_asked.emit)
        top = row(self.bar, self._toggle(), printing)
        self.setLayout(column(top, Filling(self._forms), self.legend, gap=12))
        self._connect()

    def _connect(self) -> None:
        self.bar.round_chosen.connect(self.round_chosen)
        self.scene.person_chosen.connect(self.person_chosen)
        self.scene.person_added.connect(self.person_added)
        self.scene.table_chosen.connect(self.table_chosen)
        self.scene.menu_asked.connect(self.menu_asked)
        self.scene.carried.connect(self.carried)
        self.scene.set_down.connect(self.set_down)
        self.scene.put_back.connect(self.effect.hide)
        self.scene.person_hovered.connect(self._on_hovered)
        self.view.reshaped.connect(self._on_reshaped)
        self.list.place_chosen.connect(self._on_place)
        self._choice.chosen.connect(self.show_form)

    @property
    def form(self) -> str:
        """`room` or `list`."""
        return str(self._choice.value)

    def show_form(self, form: str) -> None:
        """Show the room or the list."""
        self._choice.show_value(form)
        self._forms.setCurrentWidget(self.list if form == "list" else self.view)

    def show_workshop(self, workshop: Workshop, colouring: Colouring, index: int) -> None:
        """Show this workshop in one of its rounds."""
        self._workshop, self._colouring, self._index = workshop, colouring, index
        self.scene.show_tables(workshop, self.view.aspect)
        self.list.fit_rows(most_at_a_table(workshop))
        across, down = self.list.horizontalScrollBar(), self.list.verticalScrollBar()
        place = across.value(), down.value()
        self.model.show_workshop(workshop)
        across.setValue(place[0])
        down.setValue(place[1])
        self._show_round(walking=False)
        if not self.view.zoomed:
            self.view.fit()

    def show_round(self, index: int) -> None:
        """Show another round; people walk to their tables."""
        if index != self._index:
            self._index = index
            self._show_round(walking=self.view.isVisible())

    def show_effect(self, target: Target, effect: Effect | None) -> None:
        """Outline where somebody would be set down, and say what that would change."""
        if effect is None:
            self.scene.mark_target(Target())
            self.effect.hide()
        else:
            self.scene.mark_target(target, effect.weight)
            self.effect.show_effect(effect, self.scene.place_of(target))

    def show_choice(self, people: Sequence[str], table_id: str) -> None:
        """Let people, with the way of one who is alone, or a table stand out."""
        self._people, self._table = tuple(people), table_id
        person_id = people[-1] if people else ""
        self._stand_out(self._people)
        self.model.show_people(self._people)
        chip = self.scene.chips.get(person_id)
        table = self.scene.tables.get(table_id)
        target = chip if chip is not None and chip.isVisible() else table
        if target is not None:
            self.view.bring_into_view(target.sceneBoundingRect())
        row_index = self._row_of(person_id, table_id)
        if row_index is not None:
            self.list.show_round(self._index, row_index)

    def let_stand_out(self, people: frozenset[str] | None) -> None:
        """Dim everybody else; None dims nobody."""
        self.scene.dim_all_but(None if people is None else people.__contains__)

    def _toggle(self) -> QWidget:
        words = self._words
        forms = {"room": words("Room"), "list": words("List")}
        self._choice = Alternatives(forms.items(), "toggle", self, "room")
        for form, picture in (("room", "layout-grid"), ("list", "table")):
            give_icon(self._choice.of[form], picture)
        return box(row(*self._choice.buttons(), gap=4))

    def _show_round(self, *, walking: bool) -> None:
        workshop = self._workshop
        self.bar.show_round(workshop, self._index)
        round_ = workshop.rounds_in_order[self._index]
        self.scene.show_round(
            workshop,
            round_.id,
            self._colouring.dress,
            hosts=hosts_in(workshop, round_.id),
            walking=walking,
        )
        self._stand_out(self._people)
        self.list.show_round(self._index)

    def _stand_out(self, people: tuple[str, ...]) -> None:
        workshop = self._workshop
        alone = len(people) == 1 and people[0] in workshop.participants
        route = workshop.route_of(people[0]) if alone else ()
        self.scene.choose(people, self._table)
        self.scene.show_route([table.id if table else None for table in route], self._index)

    def _row_of(self, person_id: str, table_id: str) -> int | None:
        workshop = self._workshop
        wanted: str | None = table_id
        if person_id in workshop.participants:
            table = workshop.route_of(person_id)[self._index]
            wanted = table.id if table else None
        ids = [table.id for table in workshop.tables_in_order]
        return ids.index(wanted) if wanted in ids else None

    def _hint(self, person: Participant) -> str:
        """What the pointer is told about a person."""
        words = self._words
        lines = [person.name, person.position, person.organisation, person.region]
        lines.append(words.languages(person.languages))
        lines += [
            words("Hosts table {number}", number=table.number)
            for table in self._workshop.tables_in_order
            if table.host_id == person.id
        ]
        return "\n".join(line for line in lines if line)

    def _on_hovered(self, person_id: str) -> None:
        if person_id in self._workshop.participants:
            hint = tip(self._hint(self._workshop.participants[person_id]))
            self.scene.chips[person_id].setToolTip(hint)
        several = len(self._people) > 1
        self._stand_out((person_id,) if person_id and not several else self._people)

    def _on_reshaped(self) -> None:
        if self._workshop.tables and not self.view.zoomed:
            self.scene.show_tables(self._workshop, self.view.aspect)
            self._show_round(walking=False)

    def _on_place(self, row_index: int, column_index: int) -> None:
        table_id = self._workshop.tables_in_order[row_index].id
        self.round_chosen.emit(column_index)
        self.table_chosen.emit(table_id)
