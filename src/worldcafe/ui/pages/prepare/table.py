"""The editor of one table, beside the room plan."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame

from worldcafe.domain.commands import PutTable
from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Role
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.fields.chips import LanguageChips
from worldcafe.ui.fields.in_place import Stepper, commit_all
from worldcafe.ui.fields.pickers import PersonPicker, swatch
from worldcafe.ui.pages.prepare.part import Part
from worldcafe.ui.painting.look import SPACE, colours, look
from worldcafe.ui.parts import box, button, column, explain, field, label, row, scrolling

WIDTH = 312
"""Pixels, beside the room."""


class TableEditor(QFrame):
    """Number, seats, theme, languages, host and note-taker of the table in hand."""

    def __init__(
        self, part: Part, remove: Callable[[str], object], place: Callable[[], object]
    ) -> None:
        """`remove` takes the table with this id away; `place` asks where it stands."""
        super().__init__()
        self._part = part
        self._remove = remove
        self.table_id = ""
        self._themes: tuple[object, ...] = ()
        self._people: tuple[Participant, ...] | None = None
        words = part.words
        look("card", self)
        self.name = label("", "heading")
        self.number = Stepper(
            lambda n: self._put(number=n), (1, 9999), caption=words("Number"), words=words
        )
        self.seats = Stepper(
            lambda n: self._put(seats=n), (2, 100), caption=words("Seats"), words=words
        )
        self.theme = QComboBox()
        self.theme.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.theme.setMinimumContentsLength(8)
        self.languages = LanguageChips(
            lambda codes: self._put(languages=codes), words, short=True
        )
        self.host = self._person("host_id")
        self.note_taker = self._person("note_taker_id")
        self.accessible = self._tick(words("Accessible table"), "accessible")
        explain(
            self.accessible,
            words("Whoever needs an accessible table is seated at one of these."),
        )
        self.closed = self._tick(words("Closed"), "closed")
        explain(self.closed, words("Nobody is seated here any more; what was said here stays."))
        self.removing = button(
            words("Take this table away"), self._on_remove, name="quiet", picture="trash-2"
        )
        self.placing = button("", place, name="quiet", picture="layout-grid")
        self._arrange()
        self.theme.activated.connect(self._on_theme)

    def offer(self, workshop: Workshop) -> None:
        """Offer the workshop's themes and people."""
        themes = workshop.themes_in_order
        if themes != self._themes:
            self._themes = themes
            self.theme.clear()
            none = self._part.words("No theme")
            self.theme.addItem(swatch(colours().line, 16), none, None)
            for theme in themes:
                self.theme.addItem(swatch(theme.colour, 16), theme.name, theme.id)
        if workshop.participants_in_order != self._people:
            self._people = workshop.participants_in_order
            self.host.offer(_first(self._people, Role.HOST))
            self.note_taker.offer(_first(self._people, Role.NOTE_TAKER))

    def show_table(self, table: CafeTable | None) -> None:
        """Show a table; none empties the editor."""
        self.setEnabled(table is not None)
        self.table_id = table.id if table else ""
        if table is None:
            return
        self.name.setText(self._part.words("Table {n}", n=table.number))
        self.placing.setText(
            self._part.workshop.room_of(table.id) or self._part.words("Where it stands…")
        )
        self.number.show_value(table.number)
        self.seats.show_value(table.seats)
        self.theme.setCurrentIndex(max(0, self.theme.findData(table.theme_id)))
        self.languages.show_value(table.languages, self._part.workshop.about.languages)
        self.host.show_value(table.host_id)
        self.note_taker.show_value(table.note_taker_id)
        for tick, on in ((self.accessible, table.accessible), (self.closed, table.closed)):
            with QSignalBlocker(tick):
                tick.setChecked(on)

    def commit(self) -> None:
        """Hand over what is being typed."""
        commit_all((self.number, self.seats, self.host, self.note_taker))

    def _arrange(self) -> None:
        words = self._part.words
        numbers = row(
            field(words("Number"), self.number), field(words("Seats"), self.seats), 1,
            gap=2 * SPACE,
        )  # fmt: skip
        content = column(
            self.name,
            numbers,
            field(words("Theme"), self.theme),
            field(words("Languages"), self.languages),
            field(words("Host"), self.host),
            field(words("Note-taker"), self.note_taker),
            self.accessible,
            self.closed,
            1,
            row(self.placing, 1),
            row(self.removing, 1),
            margin=2 * SPACE,
            gap=12,
        )
        self.setLayout(column(scrolling(box(content)), margin=1))

    def _person(self, which: str) -> PersonPicker:
        words, bridge = self._part.words, self._part.bridge
        return PersonPicker(
            lambda person_id: self._put(**{which: person_id}),
            lambda name: bridge.say_refused(RuleBroken("person_not_listed", name=name)),
            hint=words("Type part of a name"),
        )

    def _tick(self, text: str, which: str) -> QCheckBox:
        made = QCheckBox(text)
        made.toggled.connect(lambda on: self._on_tick(which, on=on))
        return made

    def _put(self, **said: object) -> bool:
        table = self._part.workshop.tables.get(self.table_id)
        return table is None or self._part.do(PutTable(table=table.but(**said)))

    def _on_theme(self) -> None:
        if not self._put(theme_id=self.theme.currentData()):
            self._part.refresh()

    def _on_tick(self, which: str, *, on: bool) -> None:
        if not self._put(**{which: on}):
            self._part.refresh()

    def _on_remove(self) -> None:
        self._remove(self.table_id)


def _first(people: tuple[Participant, ...], role: Role) -> list[Participant]:
    """Those whose role it is before the others."""
    return sorted(people, key=lambda person: role not in person.roles)
