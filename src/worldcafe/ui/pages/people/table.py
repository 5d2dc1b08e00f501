"""Everybody on the list: search, filters, and editing in place."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from worldcafe.domain.command import Command
from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence, Role
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.values import languages_in
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy
from worldcafe.wording.countries import country_code

Index = QModelIndex | QPersistentModelIndex
LIMIT = 500
"""Characters a line of a participant holds."""
TABLE, ORGANISATION = 7, 2
"""Places of these columns."""
OPTIONAL = tuple(range(8, 16))
"""Columns that are shown when asked for."""
NO_TABLE = 10_000


class PeopleTable(QTableView):
    """The people as a table; what is typed in a cell is one step that can be undone."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._places: dict[str, tuple[int, str]] = {}
        self.records = RecordsModel(self._columns(), bridge.do)
        self.proxy = SearchProxy(self.records)
        self.setModel(self.proxy)
        self.setItemDelegate(ChoiceDelegate(self.records, self))
        self.setAccessibleName(bridge.words("People"))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        for k, each in enumerate(self.records.columns):
            self.setColumnWidth(k, each.width)
        header.setSectionResizeMode(ORGANISATION, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(72)
        for k in OPTIONAL:
            self.hideColumn(k)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    def show_everybody(self, workshop: Workshop) -> None:
        """Show all people anew, with the same ones selected."""
        chosen = self.chosen()
        self._places = _places(self._bridge, workshop)
        self.records.show(list(workshop.participants.values()))
        self.choose(chosen)

    def show_some(self, workshop: Workshop, ids: Iterable[str]) -> None:
        """Show the new state of these people."""
        for person_id in ids:
            person = workshop.participants.get(person_id)
            if person is None:
                self.records.drop(person_id)
            else:
                self.records.replace(person)

    def show_places(self, workshop: Workshop) -> None:
        """Show who has which table."""
        before, self._places = self._places, _places(self._bridge, workshop)
        for person_id in before.keys() | self._places.keys():
            row = self.records.row_of(person_id)
            if row is not None and before.get(person_id) != self._places.get(person_id):
                cell = self.records.index(row, TABLE)
                self.records.dataChanged.emit(cell, cell)

    def has_table(self, person_id: str) -> bool:
        """Whether this person hosts a table or takes notes at one."""
        return person_id in self._places

    def chosen(self) -> list[str]:
        """The ids of the selected people."""
        rows = self.selectionModel().selectedRows()
        return [self.proxy.record(index).id for index in rows]

    def choose(self, ids: Sequence[str]) -> None:
        """Select these people."""
        selection = self.selectionModel()
        selection.clearSelection()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        for person_id in ids:
            row = self.records.row_of(person_id)
            if row is not None:
                index = self.proxy.mapFromSource(self.records.index(row, 0))
                selection.select(index, flags)

    def go_to(self, person_id: str) -> None:
        """Select this person and bring the row into view."""
        row = self.records.row_of(person_id)
        if row is not None:
            index = self.proxy.mapFromSource(self.records.index(row, 0))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _columns(self) -> tuple[Column[Participant], ...]:
        words = self._bridge.words
        return (
            self._line(words("Family name"), "family_name", 140),
            self._line(words("Given name"), "given_name", 120),
            self._line(words("Organisation"), "organisation", 220),
            self._line(words("City"), "city", 110),
            Column(
                words("Country"), lambda p: words.country(p.country), _with_country, width=120
            ),
            Column(
                words("Languages"),
                lambda p: words.languages(p.languages),
                self._with_languages,
                width=110,
            ),
            Column(
                words("Role"),
                lambda p: words.labels(p.roles),
                _with_roles,
                choices=self._roles(),
                width=150,
            ),
            Column(
                words("Table"),
                lambda p: self._places.get(p.id, (0, ""))[1],
                key=lambda p: self._places.get(p.id, (NO_TABLE, ""))[0],
                width=110,
            ),
            self._line(words("Position"), "position", 200),
            self._line(words("Type of organisation"), "organisation_type", 160),
            self._line(words("Region"), "region", 120),
            self._line(words("E-mail"), "email", 220),
            self._line(words("Delegation"), "delegation", 140),
            self._yes(words("Needs an accessible table"), "needs_access"),
            Column(
                words("In the room"),
                lambda p: words.label(p.presence),
                _with_presence,
                choices=tuple((each.value, words.label(each)) for each in Presence),
                width=120,
            ),
            self._yes(words("Not to be named"), "name_hidden"),
        )

    def _yes(self, heading: str, name: str) -> Column[Participant]:
        """A column that says yes or nothing."""
        words = self._bridge.words

        def text(person: Participant) -> str:
            return words("Yes") if getattr(person, name) else ""

        def edit(person: Participant, value: str) -> Command:
            return PutParticipant(participant=person.but(**{name: bool(value)}))

        choices = (("", words("No")), ("yes", words("Yes")))
        return Column(heading, text, edit, choices=choices, width=110)

    def _line(self, heading: str, name: str, width: int) -> Column[Participant]:
        def text(person: Participant) -> str:
            return str(getattr(person, name))

        def edit(person: Participant, value: str) -> Command:
            return PutParticipant(participant=person.but(**{name: value.strip()[:LIMIT]}))

        return Column(heading, text, edit, width=width)

    def _roles(self) -> tuple[tuple[str, str], ...]:
        words = self._bridge.words
        both = (Role.HOST, Role.NOTE_TAKER)
        return (
            ("", words("No role")),
            *((role.value, words.label(role)) for role in Role),
            (" ".join(both), words.labels(both)),
        )

    def _with_languages(self, person: Participant, text: str) -> Command:
        said = languages_in(text)
        if said.unknown:
            words = self._bridge.words
            self._bridge.refused.emit(
                words.doubt("language_unknown", {"text": ", ".join(said.unknown)})
            )
        languages = person.languages if said.unknown else said.known
        return PutParticipant(participant=person.but(languages=languages))


class ChoiceDelegate(QStyledItemDelegate):
    """Offers a column's choices where it has some."""

    def __init__(self, records: RecordsModel[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._records = records

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        choices = self._records.columns[index.column()].choices
        if not choices:
            return super().createEditor(parent, option, index)
        editor = QComboBox(parent)
        for value, text in choices:
            editor.addItem(text, value)
        editor.activated.connect(lambda _row: self._on_chosen(editor))
        QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        if isinstance(editor, QComboBox):
            text = str(index.data())
            if text and editor.findText(text) < 0:
                editor.addItem(text)  # a value that is not offered stays as it is
            editor.setCurrentIndex(editor.findText(text) if text else 0)
        else:
            super().setEditorData(editor, index)

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QComboBox):
            if editor.currentData() is not None:
                model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)

    def _on_chosen(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _with_country(person: Participant, text: str) -> Command:
    written = text.strip()[:LIMIT]
    return PutParticipant(participant=person.but(country=country_code(written) or written))


def _with_roles(person: Participant, value: str) -> Command:
    return PutParticipant(participant=person.but(roles=tuple(map(Role, value.split()))))


def _with_presence(person: Participant, value: str) -> Command:
    return PutParticipant(participant=person.but(presence=Presence(value)))


def _places(bridge: Bridge, workshop: Workshop) -> dict[str, tuple[int, str]]:
    """Who hosts or takes notes at which table, with the words for it."""
    places: dict[str, tuple[int, str]] = {}
    for table in workshop.tables_in_order:
        if table.note_taker_id:
            text = bridge.words("{n}, notes", n=table.number)
            places[table.note_taker_id] = (table.number, text)
        if table.host_id:
            places[table.host_id] = (table.number, bridge.words("{n}, host", n=table.number))
    return places
