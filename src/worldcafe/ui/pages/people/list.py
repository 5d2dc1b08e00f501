"""The people who are on the list: how many, which of them are in view, and changes."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from worldcafe.domain.commands import RemoveParticipants
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Role
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.actions import bind
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.search import SearchField
from worldcafe.ui.forgetting import ForgetMenu
from worldcafe.ui.pages.people.add import AddPersonBar
from worldcafe.ui.pages.people.table import OPTIONAL, ROOM, PeopleTable
from worldcafe.ui.painting.look import colours, grown, icon
from worldcafe.ui.parts import button, column, icon_button, label
from worldcafe.wording.people import count_line

NO_ROLE = "none"
FRAME = 52
"""Pixels of a list around its text."""


class PeopleList(QWidget):
    """Counts, search and filters above the table of people."""

    import_asked = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._rooms_said = False
        words = self._words = bridge.words
        self.count = label("", "heading")
        self.shown = label("", "small")
        self.adding = button(words("Add a person"), self._on_add, picture="user-plus")
        self.importing = button(
            words("Import a list…"), self.import_asked.emit, picture="file-spreadsheet"
        )
        self.search = SearchField(words("Search"))
        self.search.setAcceptDrops(False)
        self.search.setMinimumWidth(grown(160))
        glass = QAction(QIcon(icon("search", colours().soft)), "", self.search)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.role = _picker(words("Role"))
        self.language = _picker(words("Language"))
        self.place = _picker(words("Country or region"))
        self.without_table = QPushButton(words("Hosts without a table"))
        self.without_table.setCheckable(True)
        self.without_table.setProperty("look", "chip")
        self.everybody = button(words("Show everybody"), self.show_everybody, name="quiet")
        self.removing = button(
            words("Remove"), self.remove_chosen, name="quiet", picture="trash-2"
        )
        self.bar = AddPersonBar(bridge, self._on_added)
        self.bar.hide()
        self.table = PeopleTable(bridge)
        self.forgetting = ForgetMenu(bridge, self.table.chosen, self)
        # One for every press: a menu that goes would take the one within it along.
        self.menu = QMenu(self)
        self.menu.addAction(words("Remove"), self.remove_chosen)
        self.menu.addMenu(self.forgetting)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Show the workshop's people."""
        workshop = self._bridge.workshop
        self.table.show_everybody(workshop)
        self._offer_filters(workshop)
        self._filter()

    def show_people(self, ids: set[str]) -> None:
        """Show what changed about these people."""
        workshop = self._bridge.workshop
        if len(ids) > 50:
            self.refresh()
            return
        self.table.show_some(workshop, ids)
        self._offer_filters(workshop)
        self._filter()

    def show_places(self) -> None:
        """Show who has which table now."""
        self.table.show_places(self._bridge.workshop)
        self._filter()

    def show_everybody(self) -> None:
        """Take search and filters away."""
        self.search.clear()
        for picker in (self.role, self.language, self.place):
            picker.setCurrentIndex(0)
        self.without_table.setChecked(False)
        self._filter()

    def remove_chosen(self) -> None:
        """Take the selected people off the list."""
        ids = self.table.chosen()
        if ids:
            n = len(ids)
            words = self._words
            told = words.plural("{n} person was removed.", "{n} people were removed.", n)
            self._bridge.do(RemoveParticipants(participant_ids=frozenset(ids)), told=told)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        for picker in (self.role, self.language, self.place):
            picker.activated.connect(lambda _row: self._filter())
        self.without_table.toggled.connect(lambda _on: self._filter())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        in_table = Qt.ShortcutContext.WidgetShortcut
        bind(self.table, "table", "remove_row", self.remove_chosen, in_table)
        bind(self, "people", "find_person", self.search.setFocus)
        self.table.typed.connect(self._search_anew)

    def _arrange(self) -> None:
        head = Flow(self.count, self.shown, self.everybody, 1, self.adding, self.importing)
        filters = Flow(
            self.search, self.role, self.language, self.place, self.without_table,
            self.removing, self._more_button(),
        )  # fmt: skip
        for k, share in enumerate((3, 2, 2, 2)):
            filters.setStretch(k, share)
        self.setLayout(column(head, filters, self.bar, Filling(self.table), gap=12))

    def _more_button(self) -> QToolButton:
        hint = self._words("More columns, and forgetting people")
        made = icon_button("ellipsis", hint, lambda: None)
        menu = QMenu(made)
        for k in OPTIONAL:
            entry = menu.addAction(self.table.records.columns[k].heading)
            entry.setCheckable(True)
            entry.toggled.connect(lambda on, k=k: self.table.setColumnHidden(k, not on))
            if k == ROOM:
                entry.setVisible(False)
                self._of_rooms = entry
        menu.addSeparator()
        menu.addMenu(self.forgetting)
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _offer_filters(self, workshop: Workshop) -> None:
        words, people = self._words, tuple(workshop.participants.values())
        roles = [(role.value, words.label(role)) for role in Role]
        _offer(self.role, words("All roles"), [*roles, (NO_ROLE, words("No role"))])
        spoken = _by_text(
            (code, words.language_name(code)) for p in people for code in p.languages
        )
        _offer(self.language, words("All languages"), spoken)
        regions = _by_text((f"region:{p.region}", p.region) for p in people if p.region)
        countries = _by_text((p.country, words.country(p.country)) for p in people if p.country)
        _offer(self.place, words("All countries"), regions, countries)
        self.without_table.setVisible(bool(workshop.tables))
        self._offer_rooms(workshop)
        self.count.setText(count_line(workshop, words))
        self._show_chosen()

    def _offer_rooms(self, workshop: Workshop) -> None:
        """Show the column of rooms once a list says them; whoever has one never meets it."""
        are_said = any(person.room for person in workshop.participants.values())
        if are_said != self._rooms_said:
            self._rooms_said = are_said
            self._of_rooms.setChecked(are_said)
        self._of_rooms.setVisible(are_said or bool(workshop.rooms))

    def _filter(self) -> None:
        tests = [
            test
            for picker, made in (
                (self.role, _has_role),
                (self.language, _speaks),
                (self.place, _comes_from),
            )
            if (test := made(picker.currentData()))
        ]
        if self.without_table.isChecked():
            tests.append(lambda p: Role.HOST in p.roles and not self.table.has_table(p.id))
        self.table.proxy.filter(lambda person: all(test(person) for test in tests))
        self._show_shown(filtered=bool(tests or self.search.text()))

    def _show_shown(self, *, filtered: bool) -> None:
        n = self.table.proxy.rowCount()
        words = self._words
        found = words.plural("{n} of them shown", "{n} of them shown", n)
        said = found if n else words("nobody matches")
        self.shown.setText(said if filtered else "")
        self.everybody.setVisible(filtered)

    def _show_chosen(self) -> None:
        self.removing.setEnabled(self.table.selectionModel().hasSelection())

    def _on_menu(self, place: QPoint) -> None:
        """What can be done with the people selected."""
        self.menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_search(self, text: str) -> None:
        self.table.proxy.search(text)
        self._filter()

    def _search_anew(self, letters: str) -> None:
        self.search.setFocus()
        self.search.setText(letters)

    def _on_add(self) -> None:
        self.bar.open()

    def _on_added(self, person_id: str) -> None:
        self.table.go_to(person_id)


Test = Callable[[Participant], bool]


def _has_role(value: str) -> Test | None:
    if value == NO_ROLE:
        return lambda person: not person.roles
    return (lambda person: Role(value) in person.roles) if value else None


def _speaks(code: str) -> Test | None:
    return (lambda person: code in person.languages) if code else None


def _comes_from(value: str) -> Test | None:
    if value.startswith("region:"):
        region = value.removeprefix("region:")
        return lambda person: person.region == region
    return (lambda person: person.country == value) if value else None


def _picker(caption: str) -> QComboBox:
    made = QComboBox()
    call(made, caption)
    made.setMaxVisibleItems(16)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    return made


def _by_text(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(set(pairs), key=lambda pair: pair[1].casefold())


def _offer(picker: QComboBox, whole: str, *groups: list[tuple[str, str]]) -> None:
    """Offer these values, and all of them, with the same one chosen as before."""
    offered = [("", whole), *(pair for group in groups for pair in group)]
    present = [(picker.itemData(k), picker.itemText(k)) for k in range(picker.count())]
    if offered == [pair for pair in present if pair[1]]:
        return
    chosen = picker.currentData() or ""
    picker.clear()
    picker.addItem(whole, "")
    for group in groups:
        if group and picker.count() > 1:
            picker.insertSeparator(picker.count())
        for value, text in group:
            picker.addItem(text, value)
    picker.setMinimumWidth(picker.fontMetrics().horizontalAdvance(whole) + FRAME)
    picker.setCurrentIndex(max(0, picker.findData(chosen)))
