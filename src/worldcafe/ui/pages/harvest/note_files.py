"""Notes that come from files, and the sheets that are handed out for them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from worldcafe.domain.commands import ImportContributions
from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes import Doubt, Notes
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.own_files import ask_file, ask_folder, files_in, kind_of_file, open_outside
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, colours, grown, pixmap
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.ui.work import Once
from worldcafe.wording import Words

SUFFIXES = (".xlsx", ".csv", ".tsv", ".docx", ".txt", ".md", ".jsonl", ".json")
MOST_DOUBTS = 300
"""Doubts that are listed; whoever has more needs another file."""


class NoteFiles(QObject):
    """Reads files of notes and writes note sheets, each in a thread, one at a time."""

    def __init__(self, bridge: Bridge, over: QWidget) -> None:
        """`over` is the widget that dialogs stand over."""
        super().__init__(over)
        self._bridge = bridge
        self._over = over
        self.words = bridge.words
        self._reading: Once[Notes] = Once(self, bridge)
        self._writing: Once[tuple[Path, int]] = Once(self, bridge)
        self._asked: tuple[Path, Mapping[str, int] | None] = (Path(), None)
        """What is read, and where it is from that does not say so."""
        self._buttons: list[QPushButton] = []
        for each in (self._reading, self._writing):
            each.answered.connect(self._show_busy)
            each.refused.connect(self._show_busy)
            each.refused.connect(bridge.say_refused)
        self._reading.answered.connect(self._on_read)
        self._writing.answered.connect(self._on_written)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._reading.is_busy or self._writing.is_busy

    def reading(self, name: str = "") -> QPushButton:
        """A button that asks for a file of notes and reads it."""
        return self._button(self.words("Import notes…"), self._on_import, "upload", name)

    def writing(self, name: str = "") -> QPushButton:
        """A button that asks for a folder and writes note sheets into it."""
        words = self.words
        return self._button(
            words("Write note sheets…"), self._on_note_sheets, "file-spreadsheet", name
        )

    def _button(
        self, text: str, on_click: Callable[[], None], picture: str, name: str
    ) -> QPushButton:
        made = button(text, on_click, name=name, picture=picture)
        self._buttons.append(made)
        return made

    def read_notes(self, path: Path, place: Mapping[str, int] | None = None) -> None:
        """Read a file of notes, show what is in it, and take it in if the person agrees.

        Where notes name no table or round, those of `place` are meant, or asked for. A file
        that is still being read is put away for it.
        """
        from worldcafe.exchange.notes import read_notes  # openpyxl is slow

        self._reading.stop()
        workshop, self._asked = self._bridge.workshop, (path, place)
        self._reading.begin(
            lambda _progress, _cancelled: read_notes(path, workshop, place=place)
        )
        self._show_busy()
        self._bridge.say_meanwhile(
            self.words("Reading {name}…", name=path.name),
            lambda: self._reading.is_busy and self._asked[0] == path,
        )

    def _on_read(self, notes: Notes) -> None:
        (path, place), workshop = self._asked, self._bridge.workshop
        if notes.lacks_place and place is None and workshop.tables and workshop.rounds:
            asking = PlaceDialog(workshop, self.words, self._over)
            if asking.exec():
                self.read_notes(path, asking.place)
            return
        self._ask_to_import(NotesDialog(notes, self.words, self._over), notes.contributions)

    def _ask_to_import(self, dialog: "NotesDialog", items: Sequence[Contribution]) -> None:
        if not dialog.exec():
            return
        said = self.words.plural(
            "{n} contribution is imported.", "{n} contributions are imported.", len(items)
        )
        self._bridge.do(ImportContributions(contributions=tuple(items)), told=said)

    def write_note_sheets(self, folder: Path) -> None:
        """Write a note sheet for every table into a folder."""
        from worldcafe.exchange.notes import write_note_sheets  # openpyxl is slow

        workshop, words = self._bridge.workshop, self.words
        self._writing.begin(
            lambda _progress, _cancelled: (
                folder,
                len(write_note_sheets(workshop, folder, words)),
            )
        )
        self._show_busy()

    def _on_written(self, written: tuple[Path, int]) -> None:
        folder, n = written
        said = self.words.plural(
            "{n} note sheet is in {folder}.", "{n} note sheets are in {folder}.", n,
            folder=folder,
        )  # fmt: skip
        self._bridge.say(said)
        open_outside(folder)

    def _show_busy(self) -> None:
        for each in self._buttons:
            each.setEnabled(not self.is_busy)

    def _on_import(self) -> None:
        kind = kind_of_file(self.words("Notes"), SUFFIXES)
        path = ask_file(self._over, self.words("Import notes"), kind, self._bridge.folder)
        if path is not None:
            self.read_notes(path)

    def _on_note_sheets(self) -> None:
        caption = self.words("Where should the note sheets go?")
        folder = ask_folder(self._over, caption, self._bridge.folder)
        if folder is not None:
            self.write_note_sheets(folder)

    def dropped(self, held: QMimeData) -> Path | None:
        """The file of notes among what is dropped."""
        return next((path for path in files_in(held) if path.suffix.lower() in SUFFIXES), None)


class PlaceDialog(Dialog):
    """Asks where notes come from that do not say it."""

    HELP = "capture"

    def __init__(self, workshop: Workshop, words: Words, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setWindowTitle(words("Import notes"))
        self.tables, self.rounds = QComboBox(), QComboBox()
        call(self.tables, words("Table"))
        call(self.rounds, words("Round"))
        for table in workshop.tables_in_order:
            self.tables.addItem(words("Table {n}", n=table.number), table.number)
        for round_ in workshop.rounds_in_order:
            self.rounds.addItem(words("Round {n}", n=round_.number), round_.number)
        said = words("These notes do not all say where they come from. What names no table or"
                     " round is from here:")  # fmt: skip
        taken = button(words("Continue"), self.accept, name="primary", default=True)
        buttons = row(1, button(words("Cancel"), self.reject), taken)
        places = row(self.tables, self.rounds, 1)
        whole = column(label(said, wrap=True), places, buttons, margin=3 * SPACE, gap=2 * SPACE)
        Sheet(self, whole, grown(480))

    @property
    def place(self) -> dict[str, int]:
        """The numbers of the table and of the round."""
        return {"table": self.tables.currentData(), "round": self.rounds.currentData()}


class NotesDialog(Dialog):
    """Counts, doubts with their reasons, and the button that takes the notes in."""

    HELP = "capture"

    def __init__(self, notes: Notes, words: Words, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.words = words
        self.setWindowTitle(words("Import notes"))
        n = len(notes.contributions)
        taken = words.plural("Import {n} contribution", "Import {n} contributions", n)
        self.take = button(taken, self.accept, name="primary", default=True)
        self.take.setEnabled(n > 0)
        buttons = row(1, button(words("Cancel"), self.reject), self.take)
        heading = label(notes.path.name, "heading", wrap=True)
        counts = label(self._counts(notes), "soft", wrap=True)
        parts = column(heading, counts, margin=3 * SPACE, gap=2 * SPACE)
        doubts = self._doubts(notes)
        if doubts:
            inner = box(column(*doubts, 1, gap=12, margin=margins(0, 0, SPACE, 0)))
            parts.addWidget(scrolling(inner), 1)
        parts.addLayout(buttons)
        Sheet(self, parts, grown(640), 480 if doubts else 0)
        self.take.setFocus()  # Enter would else press what stands first: Cancel

    def _counts(self, notes: Notes) -> str:
        words = self.words
        fresh, known = len(notes.contributions), len(notes.known)
        sentences = [
            words.plural("{n} contribution is new.", "{n} contributions are new.", fresh)
        ]
        if known:
            sentences.append(
                words.plural(
                    "{n} is in the workshop already and stays as it is.",
                    "{n} are in the workshop already and stay as they are.",
                    known,
                )
            )
        if notes.doubts:
            sentences.append(
                words.plural(
                    "Please look at {n} remark.", "Please look at {n} remarks.",
                    len(notes.doubts),
                ),
            )  # fmt: skip
        if notes.own_columns:
            own = ", ".join(notes.own_columns[:12])
            sentences.append(words("Kept as columns of your own: {names}", names=own))
        if notes.unknown_keys:
            names = ", ".join(notes.unknown_keys[:12])
            sentences.append(words("Not read, since it is none of our fields: {names}.",
                                   names=names))  # fmt: skip
        return " ".join(sentences)

    def _doubts(self, notes: Notes) -> list[QWidget]:
        shown = [self._doubt(doubt) for doubt in notes.doubts[:MOST_DOUBTS]]
        left = len(notes.doubts) - len(shown)
        if left > 0:
            more = self.words.plural("and {n} more", "and {n} more", left)
            shown.append(label(more, "soft"))
        return shown

    def _doubt(self, doubt: Doubt) -> QWidget:
        words = self.words
        weight, picture, outcome = (
            ("attention", "triangle-alert", words("imported all the same"))
            if doubt.imported
            else ("problem", "circle-alert", words("left out"))
        )
        image = QLabel()
        image.setPixmap(pixmap(picture, getattr(colours(), weight), 18))
        where = words("Row {row}, {outcome}", row=doubt.row, outcome=outcome)
        text = column(
            label(where, "small"),
            label(words.doubt(doubt.code, doubt.params), wrap=True),
            gap=2,
        )
        made = row(image, Filling(text))
        made.setAlignment(image, Qt.AlignmentFlag.AlignTop)
        return box(made)
