"""A list about to be imported: what was understood of it, to be corrected or confirmed."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from worldcafe.domain.commands import ImportParticipants
from worldcafe.domain.forgetting import known_again
from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.exchange.roster import Field, Layout, Roster, read_layout, read_roster
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.incoming import Incoming
from worldcafe.ui.pages.people.columns import ColumnsList
from worldcafe.ui.pages.people.rows import RowsFilter, RowsModel, RowsView, rows_of
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import Note, box, button, card, column, label, row
from worldcafe.ui.work import Job
from worldcafe.wording import N_in
from worldcafe.wording.doubts import COLUMN_NAMES
from worldcafe.wording.forgetting import left_out
from worldcafe.wording.rows import LEFT_OUT, remark, row_numbers


class ImportPart(Incoming[Roster | Layout]):
    """Reads a list beside the window, shows what it makes of it, and imports it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, RowsFilter.KINDS)
        self._sheet: str | None = None
        self._chosen: dict[int, Field | None] = {}
        words = bridge.words
        self.sheets = QComboBox()
        call(self.sheets, words("Sheet"))
        self._where = label("", "small")
        self.importing = button("", self._on_import, name="primary")
        self.columns = ColumnsList(words)
        self.model = RowsModel()
        self._filter = RowsFilter(self.model)
        self.rows = RowsView(words)
        self.rows.setModel(self._filter)
        self._nameless = Note(
            "problem", words("No column holds names. Say on the left which one does.")
        )
        self.forgotten = Note("attention", "")
        self.again = QCheckBox(words("Add them anew, on purpose"))
        self.again.toggled.connect(lambda _on: self._show_counts(first=False))
        self.remarks = Note("attention", "")
        self.question = Note("attention", "")
        self.taking = button("", self._on_take)
        self._left_out = label("", "small", wrap=True)
        self._is_asked = False
        self._arrange()
        self.sheets.activated.connect(self._on_sheet)
        self.columns.chosen.connect(self._on_column)
        self.kinds.turned.connect(self._on_kind)

    def read(self, path: Path) -> None:
        self._sheet, self._chosen = None, {}
        super().read(path)

    def begin(self) -> None:
        """Put the keyboard on the button that takes the list in."""
        self.importing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _job(self, path: Path) -> Job[Roster | Layout]:
        known = tuple(self._bridge.workshop.participants.values())
        return _reading(path, self._sheet, dict(self._chosen), known)

    def _on_refused(self, refusal: Refusal) -> None:
        """What was read before, of another sheet for instance, stays."""
        if self.found is None:
            super()._on_refused(refusal)
        else:
            self._bridge.say_refused(refusal)
            self._show(self.found, first=False)
            self._show_busy()

    def _show_nothing(self) -> None:
        self.model.show([])

    def _show(self, read: Roster | Layout, *, first: bool) -> None:
        layout = read.layout if isinstance(read, Roster) else read
        words = self._bridge.words
        self._sheet = layout.sheet.name
        self.name.setText(layout.path.name)
        self.sheets.setVisible(len(layout.sheet.sheets) > 1)
        self.sheets.clear()
        self.sheets.addItems(layout.sheet.sheets)
        self.sheets.setCurrentText(layout.sheet.name)
        if layout.header_row:
            where = words("Headings in row {n}", n=layout.header_row)
        else:
            where = words("No headings found")
        self._where.setText(where)
        rooms = self._bridge.workshop.rooms
        self.columns.show_columns(layout.columns, in_rooms=bool(rooms))
        self.model.show(rows_of(read, words) if isinstance(read, Roster) else [])
        self._nameless.setVisible(not isinstance(read, Roster))
        self._show_forgotten()
        self._show_remarks(read)
        self._show_left_out(read)
        self._show_question(layout)
        self._show_counts(first=first)

    def _show_remarks(self, read: Roster | Layout) -> None:
        """What holds for so many rows that it is said of the list."""
        found = read.remarks if isinstance(read, Roster) else ()
        words = self._bridge.words
        self.remarks.say(
            "\n".join(remark(words, each.code, each.params, each.rows) for each in found)
        )
        self.remarks.setVisible(bool(found))

    def _show_left_out(self, read: Roster | Layout) -> None:
        words = self._bridge.words
        left_out = read.left_out if isinstance(read, Roster) else {}
        pieces = [
            words.plural(
                "{what}: {n} (row {rows})",
                "{what}: {n} (rows {rows})",
                len(rows),
                what=words(LEFT_OUT[code]),
                rows=row_numbers(rows),
            )
            for code, rows in left_out.items()
        ]
        self._left_out.setText("  ·  ".join(pieces))
        self._left_out.setVisible(bool(pieces))

    def _show_question(self, layout: Layout) -> None:
        """What a person should say before this is imported."""
        words, read = self._bridge.words, self.found
        lacking, likely = layout.lacks_half, layout.likely_half
        half = words(COLUMN_NAMES[lacking.value]) if lacking else ""
        if isinstance(read, Roster) and read.loses_many:
            self.question.say(
                words.plural(
                    "{n} row may be a person and would be left out: row {rows}. Is that right?",
                    "{n} rows may be people and would be left out: rows {rows}. Is that right?",
                    len(read.losses),
                    rows=row_numbers(read.losses),
                )
            )
        elif layout.guessed_names:
            columns = ", ".join(column.letter for column in layout.guessed_names)
            self.question.say(
                words(
                    "No heading says where the names are; by what is in it, it is column"
                    " {columns}. Is that right? Say on the left if it is another.",
                    columns=columns,
                )
            )
        else:
            self.question.say(
                words(
                    "Several people share one name, because no column was taken for “{half}”."
                    " Say on the left which one it is.",
                    half=half,
                )
            )
        self.question.setVisible(self._asks)
        self._is_asked = False
        if likely:
            heading = likely.heading or words("Column {letter}", letter=likely.letter)
            self.taking.setText(
                words("Take “{heading}” for “{half}”", heading=heading, half=half)
            )
        self.taking.setVisible(likely is not None)

    @property
    def _asks(self) -> bool:
        """Whether people would be left out, mixed up or guessed, for somebody to confirm."""
        read = self.found
        return isinstance(read, Roster) and (
            read.loses_many or read.mixes_up or bool(read.layout.guessed_names)
        )

    def _show_counts(self, *, first: bool) -> None:
        words, rows = self._bridge.words, self.model.records
        n_people = sum(row.imported for row in rows)
        n_new = n_people - (0 if self.again.isChecked() else self._n_forgotten())
        n_doubtful = sum(bool(row.reasons) for row in rows)
        texts = {
            RowsFilter.ALL: words("All rows"),
            RowsFilter.TO_LOOK_AT: words("To look at"),
            RowsFilter.LEFT_OUT: words(N_in("rows", "Left out")),
        }
        counts = (len(rows), n_doubtful, len(rows) - n_people)
        for which, text in texts.items():
            self.kinds.of[which].setText(f"{text}  {counts[which]}")
        if first:
            start = RowsFilter.TO_LOOK_AT if n_doubtful else RowsFilter.ALL
            self.kinds.show_value(start)
        self.importing.setText(
            words.plural("Import {n} person", "Import {n} people", n_new)
            if n_new
            else words("Nobody to import")
        )

    def _show_busy(self) -> None:
        super()._show_busy()
        busy = self.reading.is_busy
        self.columns.setEnabled(not busy)
        self.sheets.setEnabled(not busy)
        ready = isinstance(self.found, Roster) and bool(self.found.people)
        self.importing.setEnabled(ready and not busy)

    def _on_sheet(self) -> None:
        self._sheet, self._chosen = self.sheets.currentText(), {}
        self._begin()

    def _on_column(self, index: int, field: Field | None) -> None:
        self._chosen[index] = field
        self._begin()

    def _on_kind(self, which: int) -> None:
        self._filter.keep(which)
        self.rows.scrollToTop()

    def _on_take(self) -> None:
        layout = self.found.layout if isinstance(self.found, Roster) else self.found
        if layout and layout.likely_half and layout.lacks_half:
            self._on_column(layout.likely_half.index, layout.lacks_half)

    def _on_import(self) -> None:
        if not isinstance(self.found, Roster):
            return
        words, again = self._bridge.words, self.again.isChecked()
        n = len(self.found.people) - (0 if again else self._n_forgotten())
        if self._asks and not self._is_asked:
            self._is_asked = True
            self.importing.setText(
                words.plural("Import {n} person anyway", "Import {n} people anyway", n)
            )
            which = RowsFilter.LEFT_OUT if self.found.loses_many else RowsFilter.TO_LOOK_AT
            self.kinds.show_value(which)
            return
        told = words.plural("{n} person was imported.", "{n} people were imported.", n)
        command = ImportParticipants(participants=self.found.people, again=again)
        if self._bridge.do(command, told=told) is not None:
            self.give_up()

    def _n_forgotten(self) -> int:
        """How many on the list were forgotten here."""
        people = self.found.people if isinstance(self.found, Roster) else ()
        return len(known_again(self._bridge.workshop, people))

    def _show_forgotten(self) -> None:
        n, words = self._n_forgotten(), self._bridge.words
        self.forgotten.say(left_out(words, n))
        self.forgotten.setVisible(bool(n))
        self.again.setVisible(bool(n))
        self.again.setChecked(False)

    def _arrange(self) -> None:
        words = self._bridge.words
        ways = box(row(self.giving_up, self.importing, gap=2 * SPACE))
        head = box(Flow(self.name, self.sheets, self._where, 1, ways, gap=2 * SPACE))
        left = card(
            label(words("What the columns are"), "heading"), self.columns, padding=2 * SPACE
        )
        right = column(
            box(Flow(label(words("Who comes in"), "heading"), 1, *self.kinds.buttons())),
            self._nameless,
            self.forgotten,
            self.again,
            self.remarks,
            self.question,
            row(self.taking, 1),
            self._left_out,
            Filling(self.rows),
        )
        halves = row(Filling(left), Filling(box(right)), gap=2 * SPACE)
        self.setLayout(column(head, self._progress, Filling(halves), gap=2 * SPACE))


def _reading(
    path: Path,
    sheet: str | None,
    columns: Mapping[int, Field | None],
    known: tuple[Participant, ...],
) -> Job[Roster | Layout]:
    """The job of reading a list: its people, or only its columns if none holds names."""

    def read(
        progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> Roster | Layout:
        del progress, cancelled  # the reader is quick, and cannot be cut short
        try:
            return read_roster(path, sheet=sheet, columns=columns, known=known)
        except FileRefused as refusal:
            if refusal.code != "roster_no_names":
                raise
            return read_layout(path, sheet=sheet, columns=columns)

    return read
