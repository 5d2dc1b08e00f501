"""Who or what was chosen in the room, and what can be done with them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.pages.rotation.legend import fitted
from worldcafe.ui.painting.look import SPACE, colours, icon, look
from worldcafe.ui.parts import button, clear, column, entitle, explain, icon_button, label, row
from worldcafe.wording import Words

LINE_WIDTH = 236
MOST_LINES = 8
"""More rounds or people than this scroll by elsewhere; the card stays small."""


class FoundCard(QFrame):
    """The people or the table that were chosen."""

    closed = Signal()
    round_chosen = Signal(str)
    person_chosen = Signal(str)
    asked = Signal(str)
    """What is to be done with the chosen people: move, swap, pin, pin_all, unpin_all,
    together, apart, at_table, at_theme."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self._heading = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        close = icon_button("x", words("Close"), self.closed.emit)
        top = row(Filling(self._heading), close)
        top.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.move_to = self._action(words("Move…"), "move", "arrow-right", "M")
        self.swap = self._action(words("Swap…"), "swap", "arrow-right-left", "S")
        self.pin = self._action(words("Pin"), "pin", "pin", "P")
        self.together = self._action(words("Together"), "together", "", "T")
        self.apart = self._action(words("Never together"), "apart", "", "N")
        self.more = icon_button("ellipsis", words("More"), self._on_more)
        for each in (
            self.move_to, self.swap, self.pin, self.together, self.apart, self.more,
        ):  # fmt: skip
            each.setParent(self)  # whether it is offered or not: it goes with the card
        self._actions = Flow(gap=4)
        self._n_people = 0
        inner = column(top, self._about, self._lines, self._actions, gap=6)
        inner.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        self.setLayout(inner)
        self.hide()

    def show_person(self, workshop: Workshop, person: Participant, round_id: str) -> None:
        """Who it is, and their way through the day."""
        words = self._words
        self._heading.setText(person.name)
        about = [person.position, person.organisation, words.languages(person.languages)]
        met = _met(workshop, person.id)
        if met:
            about.append(
                words.plural("Meets {n} other person.", "Meets {n} other people.", met)
            )
        self._show_about(words.line(about))
        stops = zip(workshop.rounds_in_order, workshop.route_of(person.id), strict=True)
        pinned = {seat_id for seat_id, seat in workshop.seats.items() if seat.pinned}
        self._show_lines([
            (
                stop_text(workshop, round_.number, table, words),
                round_.id == round_id,
                f"{round_.id}/{person.id}" in pinned,
                partial(self.round_chosen.emit, round_.id),
            )
            for round_, table in stops
        ])  # fmt: skip
        here = f"{round_id}/{person.id}"
        self._offer(1, seated=here in workshop.seats, pinned=here in pinned)

    def show_people(
        self, workshop: Workshop, people: Sequence[Participant], round_id: str
    ) -> None:
        """Several people, and what can be asked for them together."""
        words = self._words
        self._heading.setText(words.plural("{n} person", "{n} people", len(people)))
        self._show_about("")
        seats = [workshop.seats.get(f"{round_id}/{each.id}") for each in people]
        self._show_lines([
            (
                person.name,
                False,
                bool(seat and seat.pinned),
                partial(self.person_chosen.emit, person.id),
            )
            for person, seat in zip(people, seats, strict=True)
        ])  # fmt: skip
        self._offer(
            len(people),
            seated=all(seats),
            pinned=all(seat and seat.pinned for seat in seats),
        )

    def show_table(self, workshop: Workshop, table: CafeTable, round_id: str) -> None:
        """Which table it is, and who sits there in this round."""
        words = self._words
        theme = workshop.theme_of(table.id)
        self._heading.setText(words("Table {number}", number=table.number))
        about = [
            theme.name if theme else "",
            words.languages(table.languages),
            words("accessible") if table.accessible else "",
            words("closed") if table.closed else "",
        ]
        self._show_about(words.line(about))
        self._show_lines([
            (
                words("Host: {name}", name=person.name)
                if person.id == table.host_id
                else person.name,
                False,
                workshop.seats[f"{round_id}/{person.id}"].pinned,
                partial(self.person_chosen.emit, person.id),
            )
            for person in workshop.people_at(table.id, round_id)
        ])  # fmt: skip
        self._offer(0, seated=False, pinned=False)

    def _action(self, text: str, what: str, picture: str, key: str) -> QPushButton:
        made = button(text, lambda: self.asked.emit(what), name="chip", picture=picture)
        # A key is the same on every keyboard, so its letter is no text to translate.
        explain(made, f"{text.rstrip('…')} ({key})")
        return made

    def _offer(self, n_people: int, *, seated: bool, pinned: bool) -> None:
        """Show what can be done with so many people."""
        words = self._words
        self._n_people = n_people
        self.move_to.setText(words("Move…") if seated else words("Seat at…"))
        self.swap.setText(words("Swap…") if n_people == 1 else words("Swap"))
        self.pin.setText(words("Unpin") if pinned else words("Pin"))
        self.pin.setIcon(icon("pin-off" if pinned else "pin", colours().soft, beside_text=True))
        offered = {
            self.move_to: n_people == 1,
            self.swap: seated and n_people in (1, 2),
            self.pin: seated,
            self.together: n_people > 1,
            self.apart: n_people > 1,
            self.more: n_people > 0,
        }
        for each, shown in offered.items():
            self._actions.removeWidget(each)
            each.setParent(self)
            each.setVisible(shown)
            if shown:
                self._actions.addWidget(each)

    def open_menu(self, at: QPoint) -> None:
        """Offer all that can be done with whoever is chosen, there on the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in (self.move_to, self.swap, self.pin, self.together, self.apart):
            if each.isVisibleTo(self):
                entry = menu.addAction(each.text())
                entry.triggered.connect(lambda _=False, each=each: each.click())
        menu.addSeparator()
        self._add_more(menu)
        menu.popup(at)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_more(menu)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _add_more(self, menu: QMenu) -> None:
        words = self._words
        for text, what in (
            (words("Pin in all rounds"), "pin_all"),
            (words("Unpin in all rounds"), "unpin_all"),
            (words("Always with…"), "together"),
            (words("Never with…"), "apart"),
            (words("At a table…"), "at_table"),
            (words("At a theme…"), "at_theme"),
        ):
            if self._n_people == 1 or what not in ("together", "apart"):
                entry = menu.addAction(text)
                entry.triggered.connect(lambda _=False, what=what: self.asked.emit(what))

    def _show_about(self, text: str) -> None:
        self._about.setText(text)
        self._about.setVisible(bool(text))

    def _show_lines(self, lines: list[tuple[str, bool, bool, Callable[[], object]]]) -> None:
        had_focus = any(
            isinstance(child, QPushButton) and child.hasFocus() and child.property("stop")
            for child in self.findChildren(QPushButton)
        )
        clear(self._lines)
        for text, here, pinned, on_click in lines[:MOST_LINES]:
            line = button(fitted(text, self, LINE_WIDTH), on_click, name="line")
            line.setProperty("stop", True)  # noqa: FBT003
            entitle(line, text)
            line.setCheckable(True)
            line.setChecked(here)
            if pinned:
                line.setIcon(icon("pin", colours().soft, 14))
            self._lines.addWidget(line)
            if here and had_focus:
                line.setFocus()


def stop_text(workshop: Workshop, number: int, table: CafeTable | None, words: Words) -> str:
    """Where somebody is in a round."""
    if table is None:
        return words("Round {number} · no seat", number=number)
    theme = workshop.theme_of(table.id)
    if theme is None:
        return words("Round {number} · table {table}", number=number, table=table.number)
    return words(
        "Round {number} · table {table} · {theme}",
        number=number, table=table.number, theme=theme.name,
    )  # fmt: skip


def _met(workshop: Workshop, person_id: str) -> int:
    """How many different people somebody sits with over the day."""
    met = {
        other.id
        for round_, table in zip(
            workshop.rounds_in_order, workshop.route_of(person_id), strict=True
        )
        if table
        for other in workshop.people_at(table.id, round_.id)
    }
    return len(met - {person_id})
