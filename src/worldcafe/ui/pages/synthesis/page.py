"""Synthesis: one button that writes the workbook, and the way back for an edited one."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from worldcafe.document import Change
from worldcafe.document.address import ENDING
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling, Flow, Folding, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.foot import Foot
from worldcafe.ui.keeping import ORIGIN
from worldcafe.ui.mentions import decide
from worldcafe.ui.own_files import (
    ask_file,
    ask_where,
    file_stem,
    files_in,
    kind_of_file,
    open_outside,
)
from worldcafe.ui.page import Page
from worldcafe.ui.pages.synthesis.contents import Contents, GapList, WholeLines
from worldcafe.ui.pages.synthesis.options import ExportOptions
from worldcafe.ui.pages.synthesis.writing import writing
from worldcafe.ui.painting.look import SPACE, colours, grown, look, pixmap
from worldcafe.ui.parts import EmptyState, box, button, column, explain, label, row, scrolling
from worldcafe.wording import Words, words_for
from worldcafe.wording.synthesis import missing, sheets

if TYPE_CHECKING:
    from worldcafe.ui.pages.synthesis.returning import ReturnPart

SUFFIX = ".xlsx"
EDITED = (SUFFIX, ".xlsm", ".csv", ".tsv", ".txt")
"""How the names of files end that come back edited."""
FOLDER = "synthesis/folder"
"""Under which name the last folder is remembered."""
LEAST_CONTENTS, SIDE = 560, 440
"""Pixels of what the workbook holds, and of what is missing beside it."""
PAUSE_MS = 200
"""Changes that come quickly after one another are counted together."""


class SynthesisPage(Page):
    """What the workbook holds and what is missing; then the button, and the file."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        words = self.words
        self.written: Path | None = None
        self._writing_of: Workshop | None = None
        self._written_of: Workshop | None = None
        self.contents = Contents(bridge)
        self.gaps = GapList(words)
        self.options = ExportOptions(bridge)
        self.language = self.options.language
        self.write = button(
            words("Write the synthesis…"),
            self._on_write,
            name="big-primary",
            picture="file-spreadsheet",
        )
        self.write.setAutoDefault(True)
        self.others = self._made_others()
        self.bring_back = button(
            words("Bring an edited workbook back…"),
            self._on_bring_back,
            name="quiet",
            picture="undo-2",
        )
        self.returning: ReturnPart | None = None
        acts = box(Flow(self.bring_back, 1, self.others, self.write))
        # What is written goes on when the person goes to another page.
        self.foot: Foot[Path | None] = Foot(acts, words("Writing the workbook…"), words, bridge)
        self._done = label("", wrap=True)
        self._mark = QLabel()
        self.open = button(words("Open the file"), self._on_open, picture="external-link")
        self.folder = button(words("Show in folder"), self._on_folder, picture="folder-open")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.options.changed.connect(self.refresh)
        self._pause.timeout.connect(self.refresh)
        self.foot.work.answered.connect(self._on_answered)
        self.foot.work.refused.connect(self._on_refused)

    def refresh(self) -> None:
        self._pause.stop()
        workshop = self.bridge.workshop
        if self.returning is None or self._stack.currentWidget() is not self.returning:
            self._stack.setCurrentIndex(self._filled)
        self.contents.show_sheets(sheets(workshop, self._language_words()))
        self.gaps.show_gaps(list(missing(workshop, self.words)))
        self._show_done()

    def show_change(self, change: Change) -> None:
        if change.origin != ORIGIN:
            self._pause.start()

    def place(self) -> dict[str, str]:
        written = str(self.written) if self.written else ""
        returning = self.returning.path if self.returning else None
        return {
            "language": self.language.value(),
            "written": written,
            "current": "yes" if self._is_current() else "",
            "returning": str(returning or ""),
        }

    def go_to(self, place: dict[str, str]) -> None:
        # The language of the workbook follows the interface's: that is what was changed.
        if place.get("written"):
            current = self.bridge.workshop if place.get("current") else None
            self._show_written(Path(place["written"]), current)
        if place.get("returning"):
            self.bring_back_from(Path(place["returning"]))

    def leave(self) -> None:
        self._pause.stop()
        if self.returning is not None:
            self.returning.stop()

    # --- writing ---------------------------------------------------------------------------

    def write_to(self, path: Path) -> None:
        """Write what the file's name asks for, with progress; a refusal is shown."""
        document, workshop = self.bridge.document, self.bridge.workshop
        attachments = workshop.attachments.values()
        job = writing(
            workshop,
            path,
            self._language_words(),
            made_at=self.bridge.now().astimezone(),
            disclosure=self.bridge.disclosure,
            without=self.contents.left_out,
            # Read here: only this thread may use the document.
            blobs={each.digest: document.blob(each.digest) for each in attachments},
        )
        self._writing_of = workshop
        self.foot.begin(job)
        self._show_writing()

    def suggested_name(self, suffix: str = SUFFIX) -> str:
        """A file name from the workshop's title and date."""
        about, words = self.bridge.workshop.about, self._language_words()
        date = about.date.isoformat() if about.date else ""
        parts = [words("Synthesis"), file_stem(about.title) or words("Untitled workshop"), date]
        return " - ".join(part for part in parts if part) + suffix

    def _on_write(self) -> None:
        words = self.words
        self._ask_and_write(words("Write the synthesis"), words("Excel workbook"), SUFFIX)

    def _ask_and_write(self, title: str, kind: str, suffix: str) -> None:
        """Have a person decide what texts may give away, and where to; then write."""

        def write() -> None:
            path = ask_where(
                self, self.bridge, title,
                self.suggested_name(suffix), kind, remembered=FOLDER,
            )  # fmt: skip
            if path is not None:
                self.write_to(path)

        decide(self.bridge, self, write)

    def _on_report(self) -> None:
        from worldcafe.prints import What  # rarely needed
        from worldcafe.ui.printing.dialog import open_printing  # rarely needed

        open_printing(self.bridge, self.window(), What.OPPORTUNITIES)

    def _on_mails(self) -> None:
        """Have a person decide what texts may give away; then a mail for each owner."""
        from worldcafe.ui.pages.synthesis.mails import MailsDialog  # seldom

        def show() -> None:
            dialog = MailsDialog(self.bridge, self)
            dialog.open()

        decide(self.bridge, self, show)

    # --- the way back ----------------------------------------------------------------------

    def bring_back_from(self, path: Path) -> None:
        """Compare what came back with the workshop and show what it says differently.

        It is an edited workbook, or another copy of the workshop.
        """
        from worldcafe.ui.pages.synthesis.returning import (  # openpyxl is slow
            COPY,
            WORKBOOK,
            ReturnPart,
        )

        source = COPY if path.suffix == ENDING else WORKBOOK
        if self.returning is None or self.returning.source is not source:
            if self.returning is not None:
                self.returning.stop()
                self._stack.removeWidget(self.returning)
                self.returning.deleteLater()
            self.returning = ReturnPart(self.bridge, source)
            self.returning.setContentsMargins(16, 16, 16, 16)
            self.returning.shown.connect(self._on_compared)
            self.returning.finished.connect(self._on_returned)
            self._stack.addWidget(self.returning)
        self.returning.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _workbook_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _workbook_in(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.bring_back_from(path)

    def _on_bring_back(self) -> None:
        words = self.words
        folder = self.bridge.settings.recall(FOLDER)
        kind = kind_of_file(words("Excel workbook or CSV"), EDITED)
        path = ask_file(self, words("Bring an edited workbook back"), kind, folder)
        if path is not None:
            self.bring_back_from(path)

    def _on_compared(self) -> None:
        if self.returning is not None:
            self._stack.setCurrentWidget(self.returning)

    def _on_returned(self) -> None:
        self._stack.setCurrentIndex(self._filled)
        self.refresh()

    def _on_answered(self, path: Path | None) -> None:
        self._show_writing()
        if path is not None:
            self._show_written(path, self._writing_of)
            self.open.setFocus()

    def _on_refused(self, refusal: Refusal) -> None:
        self._show_writing()
        self.bridge.say_refused(refusal)

    def _show_writing(self) -> None:
        """Everything that may be chosen stays in view, but waits while a file is written."""
        under_way = self.foot.work.is_busy
        self.options.setEnabled(not under_way)
        self._when_written.setVisible(self.written is not None and not under_way)

    def _show_written(self, path: Path, of: Workshop | None) -> None:
        """Say that a file is there; `of` is what it holds, None if that is past."""
        self.written, self._written_of = path, of
        explain(self._done, str(path))
        self._when_written.show()
        self._show_done()

    def _show_done(self) -> None:
        if self.written is None:
            return
        words, name, current = self.words, self.written.name, self._is_current()
        if not current:
            said = words("Changed since {name} was written.", name=name)
        elif self.written.suffix == SUFFIX:
            said = words("The synthesis is written: {name}", name=name)
        else:
            said = words("The file is written: {name}", name=name)
        self._done.setText(said)
        picture, colour = ("circle-check", "good") if current else ("clock", "soft")
        self._mark.setPixmap(pixmap(picture, getattr(colours(), colour), 18))

    def _is_current(self) -> bool:
        """Whether the file says what the workshop says; what is being typed is in neither."""
        of = self._written_of
        return of is not None and replace(of, drafts={}) == replace(
            self.bridge.workshop, drafts={}
        )

    def _on_open(self) -> None:
        self._open(self.written)

    def _on_folder(self) -> None:
        self._open(self.written.parent if self.written else None)

    def _open(self, path: Path | None) -> None:
        if path is not None and not open_outside(path):
            self.bridge.say_refused(FileRefused("file_not_opened", path=path))

    @property
    def _filled(self) -> int:
        """Whether there is something to put together: also what an earlier one left open, of
        which people are reminded before the day.
        """
        workshop = self.bridge.workshop
        return int(bool(workshop.standing or workshop.open_points))

    def _language_words(self) -> Words:
        return words_for(self.language.value())

    # --- how it looks ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = self.words
        missing = self._titled(words("Before it is good"), self.gaps)
        to_harvest = button(
            words("Go to Harvest"),
            lambda: self.go_to_asked.emit("harvest"),
            name="quiet",
            picture="arrow-right",
        )
        missing.layout().addLayout(row(to_harvest, 1))  # type: ignore[union-attr]
        holds = self._titled(words("What the workbook holds"), self.contents)
        body = Folding(
            (holds, missing), (words("What the workbook holds"), words("Before it is good")),
            words("View"), least=grown(LEAST_CONTENTS), side=grown(SIDE),
        )  # fmt: skip
        parts = column(Filling(body), self._made_foot(), gap=2 * SPACE)
        parts.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self._stack = Stack()
        self._stack.addWidget(
            EmptyState(
                "file-spreadsheet",
                words("Nothing to put together yet"),
                words("The synthesis is written from what is recorded at the tables."),
                button(
                    words("Go to Capture"),
                    lambda: self.go_to_asked.emit("capture"),
                    name="primary",
                ),
            )
        )
        self._stack.addWidget(box(parts))
        self.setAcceptDrops(True)
        self.setLayout(column(self._stack))

    def _titled(self, title: str, content: QWidget) -> QFrame:
        made = look("card", QFrame())
        heading = row(label(title, "heading"), 1)
        heading.setContentsMargins(SPACE, 0, SPACE, 0)
        read = scrolling(content, title, WholeLines)
        made.setLayout(column(heading, read, margin=2 * SPACE, gap=SPACE))
        return made

    def _made_others(self) -> QPushButton:
        """The other forms in which the same can be had."""
        words = self.words
        made = QPushButton(words("Other formats"), autoDefault=True)
        menu = QMenu(made)
        for name, kind, suffix in (
            (words("Tables for statistics (CSV)…"), words("CSV files in an archive"), ".zip"),
            (words("Everything as data (JSON)…"), words("JSON"), ".json"),
            (words("Next steps for a calendar…"), words("Calendar"), ".ics"),
        ):
            menu.addAction(name, partial(self._ask_and_write, kind, kind, suffix))
        menu.addAction(words("Next steps as mails…"), self._on_mails)
        menu.addSeparator()
        menu.addAction(words("Opportunity report, to print or to edit…"), self._on_report)
        made.setMenu(menu)
        return made

    def _made_foot(self) -> QWidget:
        self._when_written = box(
            row(self._mark, Filling(self._done), self.folder, self.open, margin=0)
        )
        self._when_written.hide()
        made = look("card", QFrame())
        parts = column(self.options, self._when_written, self.foot, margin=2 * SPACE)
        made.setLayout(parts)
        return made


def _workbook_in(held: QMimeData) -> Path | None:
    """The workbook, or the sheet of one, that is being dragged or dropped."""
    return next((path for path in files_in(held) if path.suffix.lower() in EDITED), None)
