"""Everybody on the list: search, filters, and editing in place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from worldcafe.domain.command import Command
from worldcafe.domain.commands import PutParticipant
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence, Role
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.values import languages_in
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import colours
from worldcafe.ui.tables.cells import Cells
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy
from worldcafe.ui.tables.view import RecordsView, Trigger
from worldcafe.wording.countries import country_code

LIMIT = 500
"""Characters a line of a participant holds."""
ORGANISATION = 2
"""The place of this column."""
OPTIONAL = tuple(range(8, 17))
"""Columns that are shown when asked for."""
ROOM = 16
"""One of them, of which nobody hears who has one room."""
NO_TABLE = 10_000


class PeopleTable(RecordsView):
    """The people as a table; what is typed in a cell is one step that can be undone.

    F2, Enter or a double click opens a cell. Letters alone search: whoever types a name looks
    for somebody, and must not write over the row in hand.
    """

    typed = Signal(str)
    """Letters of a name."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._places: dict[str, tuple[int, str]] = {}
        self.records = RecordsModel(self._columns(), bridge.do)
        self.proxy = SearchProxy(self.records)
        edited = Trigger.EditKeyPressed | Trigger.DoubleClicked
        super().__init__(self.proxy, bridge.words("People"), edited=edited)
        self.setItemDelegate(Cells(self.proxy, parent=self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.stretch(ORGANISATION)
        self.horizontalHeader().setMinimumSectionSize(72)
        self.horizontalHeader().moveSection(ROOM, OPTIONAL[0])  # beside the table
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
            if before.get(person_id) != self._places.get(person_id):
                self.records.touch(person_id)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if not self.hasFocus():  # what an open cell passes on is no wish for another
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif not held and event.text()[:1].isalnum():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

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
            replace(
                self._line(words("Room"), "room", 140),
                mark=self._mark_of_room,
                more=self._more_of_room,
            ),
        )

    def _mark_of_room(self, person: Participant) -> tuple[str, str] | None:
        return ("triangle-alert", colours().attention) if self._has_no_room(person) else None

    def _more_of_room(self, person: Participant) -> str:
        if self._has_no_room(person):
            return self._bridge.words("No table stands in a room of this name.")
        return person.room

    def _has_no_room(self, person: Participant) -> bool:
        """Whether there are rooms, but none of the name that the list gives."""
        workshop = self._bridge.workshop
        return bool(person.room and workshop.rooms and not workshop.room_named(person.room))

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
