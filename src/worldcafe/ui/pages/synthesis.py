"""Synthesis: one button that writes the workbook."""

import re
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QStackedWidget, QWidget

from worldcafe.document import Change
from worldcafe.domain.refusal import Refusal
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.drafts import ORIGIN
from worldcafe.ui.entry import ChipField
from worldcafe.ui.look import SPACE, look
from worldcafe.ui.page import Page
from worldcafe.ui.pages.synthesis_contents import Contents, Gaps, gaps, sheets
from worldcafe.ui.parts import EmptyState, box, button, column, label, row, scrolling
from worldcafe.ui.settings import Settings
from worldcafe.ui.work import Work
from worldcafe.wording import TRANSLATED, Words, words_for

SUFFIX = ".xlsx"
PAUSE_MS = 200
"""Changes that come quickly after one another are counted together."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class SynthesisPage(Page):
    """What the workbook holds and what is missing; then the button, and the file."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self._settings = Settings()
        self._work: Work[Path | None] | None = None
        self.written: Path | None = None
        self.contents = Contents()
        self.gaps = Gaps(words)
        languages = ((code, words.language_name(code)) for code in TRANSLATED)
        self.language = ChipField(languages, one=True, on_one_line=True)
        self.language.setAccessibleName(words("Language of the workbook"))
        self.language.show_value(words.language)
        self.write = button(
            words("Write the synthesis…"),
            self._on_write,
            name="big-primary",
            picture="file-spreadsheet",
        )
        self.write.setAutoDefault(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.cancel = button(words("Cancel"), self._on_cancel)
        self._writing = label(words("Writing the workbook…"), "soft")
        self._done = label("", wrap=True)
        self.open = button(
            words("Open the file"), self._on_open, name="primary", picture="external-link"
        )
        self.folder = button(words("Show in folder"), self._on_folder, picture="folder-open")
        self.again = button(words("Write again…"), self._on_write, name="quiet")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.language.changed.connect(self.refresh)
        self._pause.timeout.connect(self.refresh)

    def refresh(self) -> None:
        self._pause.stop()
        workshop = self.bridge.workshop
        self._stack.setCurrentIndex(int(bool(workshop.standing)))
        self.contents.show_sheets(sheets(workshop, self._language_words()))
        self.gaps.show_gaps(list(gaps(workshop, self.words)))

    def show_change(self, change: Change) -> None:
        if change.origin != ORIGIN:
            self._pause.start()

    def place(self) -> dict[str, str]:
        written = str(self.written) if self.written else ""
        return {"language": self.language.value(), "written": written}

    def go_to(self, place: dict[str, str]) -> None:
        # The language of the workbook follows the interface's: that is what was changed.
        if place.get("written"):
            self._show_written(Path(place["written"]))

    def leave(self) -> None:
        self._pause.stop()

    # --- writing ---------------------------------------------------------------------------

    def write_to(self, path: Path) -> None:
        """Write the workbook, with progress; a refusal is shown to the person."""
        from worldcafe.exchange.workbook import (  # noqa: PLC0415 - openpyxl is slow
            ExportCancelled,
            write_synthesis,
        )

        workshop, words = self.bridge.workshop, self._language_words()
        made_at = self.bridge.now().astimezone()

        def job(progress: object, cancelled: object) -> Path | None:
            try:
                write_synthesis(
                    workshop,
                    path,
                    words,
                    made_at=made_at,
                    progress=progress,  # type: ignore[arg-type]
                    cancelled=cancelled,  # type: ignore[arg-type]
                )
            except ExportCancelled:
                return None
            return path

        # It goes on when the person goes to another page: the bridge ends it with the document.
        self._work = Work(job, self.bridge)
        self._work.progressed.connect(self._on_progress)
        self._work.succeeded.connect(self._on_succeeded)
        self._work.refused.connect(self._on_refused)
        self._work.finished.connect(self._on_finished)
        self._work.finished.connect(self._work.deleteLater)
        self.progress.setValue(0)
        self._foot.setCurrentWidget(self._while_writing)
        self._work.start()

    def suggested_name(self) -> str:
        """A file name from the workshop's title and date."""
        about, words = self.bridge.workshop.about, self._language_words()
        title = _NOT_IN_NAMES.sub(" ", about.title).strip(" .")[:80]
        date = about.date.isoformat() if about.date else ""
        parts = [words("Synthesis"), title or words("World Café"), date]
        return " - ".join(part for part in parts if part) + SUFFIX

    def _on_write(self) -> None:
        remembered = Path(self._settings.recall("synthesis/folder") or ".")
        known = remembered.is_absolute() and remembered.is_dir()
        folder = remembered if known else self.bridge.document.path.parent
        name, _filter = QFileDialog.getSaveFileName(
            self,
            self.words("Write the synthesis"),
            str(folder / self.suggested_name()),
            f"{self.words('Excel workbook')} (*{SUFFIX})",
        )
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
            self._settings.keep("synthesis/folder", str(path.parent.resolve()))
            self.write_to(path)

    def _on_progress(self, share: float) -> None:
        self.progress.setValue(round(100 * share))

    def _on_cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _on_succeeded(self, path: object) -> None:
        if isinstance(path, Path):
            self._show_written(path)
            self.open.setFocus()
        else:
            self._show_ready()

    def _on_refused(self, refusal: Refusal) -> None:
        self._show_ready()
        self.bridge.say_refused(refusal)

    def _on_finished(self) -> None:
        self._work = None
        if self._foot.currentWidget() is self._while_writing:
            self._show_ready()

    def _show_ready(self) -> None:
        ready = self._when_written if self.written else self._before
        self._foot.setCurrentWidget(ready)

    def _show_written(self, path: Path) -> None:
        self.written = path
        self._done.setText(self.words("The synthesis is written: {name}", name=path.name))
        self._done.setToolTip(str(path))
        self._foot.setCurrentWidget(self._when_written)

    def _on_open(self) -> None:
        self._open(self.written)

    def _on_folder(self) -> None:
        self._open(self.written.parent if self.written else None)

    def _open(self, path: Path | None) -> None:
        if path is None:
            return
        opened = path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        if not opened:
            self.bridge.refused.emit(
                self.words("{path} could not be opened. Look for it by hand.", path=path)
            )

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
        body = row(holds, missing, gap=2 * SPACE)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        parts = column(body, self._made_foot(), gap=2 * SPACE)
        parts.setStretch(0, 1)
        parts.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        self._stack = QStackedWidget()
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
        self.setLayout(column(self._stack))

    def _titled(self, title: str, content: QWidget) -> QFrame:
        made = look("card", QFrame())
        parts = column(label(title, "heading"), scrolling(content), gap=2 * SPACE)
        parts.setContentsMargins(3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        made.setLayout(parts)
        return made

    def _made_foot(self) -> QWidget:
        words = self.words
        language = row(label(words("Language of the workbook"), "soft"), self.language)
        self._before = box(row(language, 1, self.write))
        self._while_writing = box(row(self._writing, self.progress, self.cancel, gap=16))
        done = row(self._done, self.again, self.folder, self.open)
        done.setStretch(0, 1)
        self._when_written = box(done)
        self._foot = QStackedWidget()
        for each in (self._before, self._while_writing, self._when_written):
            self._foot.addWidget(each)
        made = look("card", QFrame())
        made.setLayout(column(self._foot, margin=2 * SPACE))
        return made
