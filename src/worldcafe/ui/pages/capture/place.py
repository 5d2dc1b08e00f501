"""Which table and which round: picked once, shown small, and where things are moved to."""

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from worldcafe.domain.clock import running_round_at
from worldcafe.domain.commands import MoveContribution
from worldcafe.domain.drafts import last_draft
from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Place, Workshop
from worldcafe.ui.actions import action, hint
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.choices import ChoiceField
from worldcafe.ui.painting.look import SPACE, colours, grown
from worldcafe.ui.parts import box, button, column, explain, field, label, row


class LastPlace:
    """Where somebody wrote last in this workshop, on this computer."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._settings = bridge.settings

    def recall(self) -> Place:
        """The last place; else that of this desk's newest draft; else the round that runs."""
        workshop = self._bridge.workshop
        table_id, _, round_id = self._settings.recall(self._key).partition(" ")
        if table_id in workshop.tables and round_id in workshop.rounds:
            return (table_id, round_id)
        draft = last_draft(workshop, self._bridge.document.writer)
        if draft is not None:
            return (draft.table_id, draft.round_id)
        table = self._bridge.here.tables_in_order[0]
        round_ = running_round_at(workshop, table.id) or workshop.rounds_in_order[0]
        return (table.id, round_.id)

    def keep(self, place: Place) -> None:
        """Come back to this place the next time."""
        self._settings.keep(self._key, " ".join(place))

    @property
    def _key(self) -> str:
        path = self._bridge.document.path.resolve().as_uri()
        return f"capture/{uuid.uuid5(uuid.NAMESPACE_URL, path)}"


class PlacePicker(QWidget):
    """Two lists, of tables and of rounds. Typing a number in one picks it."""

    picked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.tables = ChoiceField((), empty=None)
        self.rounds = ChoiceField((), empty=None)
        words = bridge.words
        inner = row(gap=12)
        for caption, each in ((words("Table"), self.tables), (words("Round"), self.rounds)):
            each.setMinimumWidth(grown(150))
            inner.addLayout(field(caption, each), 1)
        self.setLayout(inner)
        explain(self.tables, hint(words, action("place_after", "capture")))
        for each in (self.tables, self.rounds):
            each.changed.connect(self.picked)
        bridge.room_chosen.connect(self.refresh)

    @property
    def place(self) -> Place:
        """The table and the round that are picked."""
        return (self.tables.value() or "", self.rounds.value() or "")

    def refresh(self) -> None:
        """Offer the tables and rounds there are."""
        self._offer(self._bridge.here)

    def _offer(self, workshop: Workshop) -> None:
        tables = []
        for table in workshop.tables_in_order:
            theme = workshop.theme_of(table.id)
            name = f"{table.number} · {theme.name}" if theme else str(table.number)
            tables.append((table.id, name))
        rounds = [
            (each.id, f"{each.number} · {each.question}" if each.question else str(each.number))
            for each in workshop.rounds_in_order
        ]
        self.tables.offer(tables)
        self.rounds.offer(rounds)
        self._forget_gone()

    def go(self, place: Place) -> None:
        """Pick this table and round, in whatever room."""
        if place[0] not in self._bridge.here.tables:
            self._offer(self._bridge.workshop)
        self.tables.show_value(place[0])
        self.rounds.show_value(place[1])

    def step(self, by: int) -> None:
        """Pick the table that follows, or the one before; after the last comes the first."""
        n = self.tables.count()
        if n:
            self.tables.setCurrentIndex((self.tables.currentIndex() + by) % n)

    def _forget_gone(self) -> None:
        workshop = self._bridge.workshop
        for each, known in ((self.tables, workshop.tables), (self.rounds, workshop.rounds)):
            position = each.currentIndex()
            if position >= 0 and each.value() not in known:
                each.removeItem(position)


class Surroundings(QWidget):
    """The theme, its question and who sits there, small."""

    round_asked = Signal(str)
    """The person wants to go to the round that runs."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._table_id = ""
        self._dot = QLabel()
        self._dot.setFixedSize(12, 12)
        self._theme = label("", "strong")
        self._question = label("", "soft", wrap=True)
        self._people = label("", "small", wrap=True)
        self._running = button("", self._on_running, name="quiet", picture="arrow-right")
        first = row(self._dot, self._theme, Filling(self._question))
        first.setAlignment(self._dot, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row(Filling(box(column(first, self._people, gap=4))), self._running))

    def show_place(self, place: Place) -> None:
        """Say what surrounds a conversation."""
        workshop, words = self._bridge.workshop, self._bridge.words
        table_id, round_id = place
        theme = workshop.theme_of(table_id)
        colour = theme.colour if theme else colours().line
        self._dot.setStyleSheet(f"background: {colour}; border-radius: 6px;")
        self._theme.setText(theme.name if theme else words("No theme"))
        self._question.setText(theme.question if theme else "")
        known = table_id in workshop.tables
        people = workshop.people_coming(table_id, round_id) if known else ()
        host = workshop.tables[table_id].host_id if table_id in workshop.tables else None
        names = [
            words("{name} (host)", name=person.name) if person.id == host else person.name
            for person in people
        ]
        n_forgotten = workshop.conversation(table_id, round_id).n_forgotten
        if n_forgotten:
            more = words.plural(
                "{n} person without a name", "{n} people without a name", n_forgotten
            )
            names.append(more)
        self._people.setText(words.line(names) or words("Nobody is seated here yet."))
        self._table_id = table_id
        running = running_round_at(workshop, table_id)
        elsewhere = running is not None and running.id != round_id
        self._running.setVisible(elsewhere)
        if running is not None:
            self._running.setText(words("Round {number} is running", number=running.number))

    def _on_running(self) -> None:
        running = running_round_at(self._bridge.workshop, self._table_id)
        if running is not None:
            self.round_asked.emit(running.id)


class MoveDialog(Dialog):
    """Asks to which table and round a contribution belongs."""

    HELP = "capture"

    def __init__(self, bridge: Bridge, place: Place, parent: QWidget) -> None:
        super().__init__(bridge.words, parent)
        words = bridge.words
        self.setWindowTitle(words("Move to another conversation"))
        self.picker = PlacePicker(bridge)
        self.picker.refresh()
        self.picker.go(place)
        move = button(words("Move it"), self.accept, name="primary", default=True)
        buttons = row(1, button(words("Cancel"), self.reject), move)
        text = label(
            words("Where was this said? Its table and round say where it comes from."),
            "soft",
            wrap=True,
        )
        self.setLayout(column(text, self.picker, buttons, margin=3 * SPACE, gap=2 * SPACE))
        self.setMinimumWidth(grown(560))

    @property
    def place(self) -> Place:
        """Where it goes."""
        return self.picker.place


def ask_where_said(
    bridge: Bridge, item: Contribution, parent: QWidget
) -> tuple[MoveContribution, str] | None:
    """Ask to which conversation a contribution belongs: what moves it, and what is then said.

    None if it stays.
    """
    here = (item.table_id, item.round_id)
    dialog = MoveDialog(bridge, here, parent)
    if not dialog.exec() or dialog.place == here:
        return None
    (table_id, round_id), workshop = dialog.place, bridge.workshop
    said = bridge.words(
        "Moved to table {table}, round {round}.",
        table=workshop.tables[table_id].number,
        round=workshop.rounds[round_id].number,
    )
    move = MoveContribution(contribution_id=item.id, table_id=table_id, round_id=round_id)
    return move, said
