"""The room: how many tables, and what each of them is."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QInputDialog, QWidget

from worldcafe.domain.commands import (
    AppointHosts,
    FurnishRoom,
    PutTablesInRoom,
    RemoveTable,
    SpreadLanguages,
    SpreadThemes,
)
from worldcafe.domain.furnishing import USUAL_SEATS, fitting, tables_for, usual_seats
from worldcafe.domain.hosting import hosts_of
from worldcafe.ui.arranging import Filling, Flow, Folding
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.in_place import Stepper
from worldcafe.ui.pages.prepare.part import Part
from worldcafe.ui.pages.prepare.table import WIDTH, TableEditor
from worldcafe.ui.pages.prepare.tables import CARD_WIDTH, TablesModel, TablesView
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import EmptyState, box, button, column, explain, label, row
from worldcafe.wording.furnishing import fitting_told, set_up, setting_up, short_told

N_FIRST_TABLES = 8
"""For people who are not on the list yet."""


class RoomPart(Part):
    """The room plan with the chosen table's editor beside it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.n_tables = Stepper(
            self._give_n_tables, (1, 400), caption=words("Tables"), words=words
        )
        self.seats = Stepper(
            self._give_seats, (2, 100), caption=words("Seats at each table"), words=words
        )
        self.spreading = button(words("Spread the themes"), self._on_spread, picture="shuffle")
        explain(self.spreading, words("Give every table a theme, in equal shares"))
        self.appointing = button(words("Appoint hosts"), self._on_appoint, picture="users")
        explain(
            self.appointing,
            words("Give tables without a host or note-taker the people whose role that is"),
        )
        self.speaking = button(
            words("Suggest languages"), self._on_languages, picture="languages"
        )
        explain(
            self.speaking,
            words("Give the tables languages in which everybody finds a place in every round"),
        )
        self.sum = label("", "small", wrap=True)
        self.model = TablesModel(words)
        self.view = TablesView(words)
        self.view.setModel(self.model)
        self.editor = TableEditor(self, self.remove, self.ask_where_they_stand)
        self.fitting = button("", self._on_fit, picture="armchair")
        self.beginning = button("", self._on_begin, name="primary")
        self._empty = EmptyState(
            "layout-grid",
            words("How many tables stand in the room?"),
            words("Four or five people talk well together at one table."),
            self.beginning,
        )
        self._room = self._make_room()
        self.setLayout(column(self._room, self._empty))
        self._connect()

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activated.connect(self._on_activated)
        self.model.modelReset.connect(self._choose_again)
        self.model.rowsRemoved.connect(self._choose_again)
        self.model.rowsInserted.connect(self._choose_again)

    def refresh(self) -> None:
        workshop = self.workshop
        tables = workshop.tables_in_order
        self._room.setVisible(bool(tables))
        self._empty.setVisible(not tables)
        self.n_tables.show_value(max(1, len(tables)))
        self.seats.show_value(usual_seats(workshop))
        self.spreading.setEnabled(bool(workshop.themes))
        self.appointing.setEnabled(bool(workshop.participants))
        self.speaking.setEnabled(any(p.languages for p in workshop.participants.values()))
        self._show_sum()
        self.editor.offer(workshop)
        self.model.show_workshop(workshop)
        self.editor.show_table(workshop.tables.get(self.editor.table_id))

    def commit(self) -> None:
        self.n_tables.commit()
        self.seats.commit()
        self.editor.commit()

    def choose(self, table_id: str) -> None:
        """Put a table in hand."""
        row_ = self.model.row_of(table_id)
        if row_ is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(self.model.index(row_), flag)

    def choose_host(self) -> None:
        """Put a table in hand that wants a host of the person's choice, and ask for it."""
        others = hosts_of(self.workshop).others
        open_ = (table for table in self.workshop.tables_in_order if not table.closed)
        tables = (*others, *(table for table in open_ if table.host_id is None))
        if tables:
            self.choose(tables[0].id)
            self.editor.host.setFocus()

    def remove(self, table_id: str) -> None:
        """Take a table out of the room."""
        number = self.workshop.tables[table_id].number
        told = self.words("Table {n} was taken away.", n=number)
        self.do(RemoveTable(table_id=table_id), told=told)

    def ask_where_they_stand(self) -> QInputDialog:
        """Ask for the room of the tables that are chosen, one or several."""
        words, workshop = self.words, self.workshop
        rows = self.view.selectionModel().selectedIndexes()
        ids = frozenset(self.model.record(index).table.id for index in rows)
        ids |= {self.editor.table_id}
        asked = QInputDialog(self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(words("Where tables stand"))
        asked.setLabelText(
            words.plural(
                "The room of this table. Choose several tables to give them one.",
                "The room of these {n} tables.",
                len(ids),
            )
        )
        known = dict.fromkeys(table.room for table in workshop.tables_in_order)
        asked.setComboBoxItems(["", *filter(None, known)])
        asked.setComboBoxEditable(True)
        asked.setTextValue(workshop.tables[self.editor.table_id].room)
        asked.textValueSelected.connect(
            lambda room: self.do(PutTablesInRoom(table_ids=ids, room=room))
        )
        asked.open()
        return asked

    def _make_room(self) -> QWidget:
        words = self.words
        bar = Flow()
        for caption, stepper in (
            (words("Tables"), self.n_tables),
            (words("Seats at each table"), self.seats),
        ):
            name = label(caption, "eyebrow")
            name.setBuddy(stepper)
            bar.addWidget(box(row(name, stepper)))
        bar.add_stretch(1)
        for each in (self.spreading, self.appointing, self.speaking):
            bar.addWidget(each)
        self.both = Folding(
            (self.view, self.editor), (words("Tables"), words("Table")), words("Room"),
            least=grown(2 * CARD_WIDTH) + 3 * SPACE, side=grown(WIDTH),
        )  # fmt: skip
        needed = row(Filling(self.sum), self.fitting)
        return box(column(bar, needed, Filling(self.both)))

    def _show_sum(self) -> None:
        """Say how many chairs there are, and offer the tables that the people need."""
        workshop, words = self.workshop, self.words
        n_seats = sum(table.seats for table in workshop.tables.values())
        short = short_told(workshop, words)
        self.sum.setText(short or words.plural("{n} seat", "{n} seats", n_seats))
        look("attention" if short else "small", self.sum)
        fitted = fitting_told(workshop, words)
        self.fitting.setVisible(bool(fitted))
        self.fitting.setText(fitted)
        explain(self.fitting, words("As many tables as the people on the list need"))
        look("primary" if short else "", self.fitting)
        self.beginning.setText(setting_up(self._n_first, USUAL_SEATS, words))

    def _give_n_tables(self, n: int) -> bool:
        return self.do(FurnishRoom(n_tables=n))

    def _give_seats(self, seats: int) -> bool:
        return self.do(FurnishRoom(n_tables=len(self.workshop.tables), seats=seats))

    @property
    def _n_first(self) -> int:
        n_people = len(self.workshop.people_to_seat)
        return tables_for(n_people, USUAL_SEATS) if n_people else N_FIRST_TABLES

    def _on_fit(self) -> None:
        n = fitting(self.workshop)
        if n is not None:
            told = set_up(n, self.words)
            self.do(FurnishRoom(n_tables=n), told=told)

    def _on_begin(self) -> None:
        if self.do(FurnishRoom(n_tables=self._n_first, seats=USUAL_SEATS)):
            self.view.setFocus()

    def _on_spread(self) -> None:
        told = self.words("Every table has a theme now.")
        self.do(SpreadThemes(), told=told)

    def _on_appoint(self) -> None:
        words = self.words
        if not self.do(AppointHosts()):
            return
        tables = self.workshop.tables.values()
        hosts = sum(table.host_id is not None for table in tables)
        scribes = sum(table.note_taker_id is not None for table in tables)
        told = words.plural(
            "Of {n} table, {hosts} has a host and {scribes} a note-taker.",
            "Of {n} tables, {hosts} have a host and {scribes} a note-taker.",
            len(tables), hosts=hosts, scribes=scribes,
        )  # fmt: skip
        self.bridge.say(told, takes_back=True)

    def _on_languages(self) -> None:
        told = self.words("The tables have the languages of their hosts and of the people.")
        self.do(SpreadLanguages(anew=True), told=told)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.editor.commit()
        table = self.model.record(current).table if current.isValid() else None
        self.editor.show_table(table)

    def _on_activated(self, _index: QModelIndex) -> None:
        self.both.bring(self.editor)
        self.editor.theme.setFocus()

    def _choose_again(self) -> None:
        """Keep a table in hand whatever was added or taken away."""
        if self.view.currentIndex().isValid():
            return
        present = self.model.row_of(self.editor.table_id)
        if self.model.rowCount():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            index = self.model.index(present or 0)
            self.view.selectionModel().setCurrentIndex(index, flag)
        else:
            self.editor.show_table(None)
