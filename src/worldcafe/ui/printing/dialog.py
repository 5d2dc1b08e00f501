"""Printing: what, in which language and on which paper; a preview; a printer or a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from worldcafe.domain.choosing import EVERY_ONE
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.domain.workshop import Workshop
from worldcafe.prints import (
    PRINTS,
    Paper,
    Print,
    PrintStopped,
    Setup,
    What,
    paint,
    write_odt,
    write_pdf,
)
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.choices import ChipField, ChoiceField
from worldcafe.ui.foot import Foot
from worldcafe.ui.mentions import decide
from worldcafe.ui.own_files import ask_where, file_stem, open_outside
from worldcafe.ui.painting.look import SPACE, colours, grown, icon
from worldcafe.ui.parts import Note, box, button, clear, column, field, label, row, scrolling
from worldcafe.ui.printing.choosing import ChoiceOfOpportunities
from worldcafe.ui.printing.codes import CodesForPhones
from worldcafe.ui.printing.preview import PrintPreview
from worldcafe.ui.privacy import PrivacyChoices
from worldcafe.ui.work import Job, Latest
from worldcafe.wording import TRANSLATED, Words, words_for

PDF, TEXT = ".pdf", ".odt"
_SIDE = 320


def open_printing(
    bridge: Bridge, parent: QWidget, what: What = What.BADGES, round_id: str = ""
) -> "PrintDialog":
    """Open the dialog over a window, at what is likely wanted there."""
    dialog = PrintDialog(bridge, parent, what, round_id)
    dialog.open()
    return dialog


class PrintDialog(Dialog):
    """Choose, look, and print."""

    HELP = "prints"

    def __init__(
        self, bridge: Bridge, parent: QWidget, what: What = What.BADGES, round_id: str = ""
    ) -> None:
        super().__init__(bridge.words, parent)
        words = self.words = bridge.words
        self._bridge = bridge
        self._settings = bridge.settings
        self._laying: Latest[Print] = Latest(bridge, self)
        self._laying.answered.connect(self._show_pages)
        self._laying.refused.connect(self._show_refusal)
        self.pages: Print | None = None
        self.written: Path | None = None
        self.setWindowTitle(words("Print"))
        self.what = QListWidget()
        self.language = ChipField(
            ((code, words.language_name(code)) for code in TRANSLATED), one=True
        )
        self.paper = ChipField(
            ((Paper.A4.value, words("A4")), (Paper.LETTER.value, words("US Letter"))), one=True
        )
        self.round = ChoiceField(
            (
                (each.id, words("Round {n}", n=each.number))
                for each in bridge.workshop.rounds_in_order
            ),
            empty=words("All rounds"),
        )
        self.room = ChoiceField(
            ((room, room) for room in bridge.workshop.rooms), empty=words("All rooms")
        )
        self.people = PrivacyChoices(bridge, on_one_line=False)
        self.choice = ChoiceOfOpportunities(bridge)
        self.codes = CodesForPhones(bridge)
        self.preview = PrintPreview(words)
        self.print = button(words("Print…"), self._on_print, name="primary", picture="printer")
        self.save = button(words("Save as PDF…"), self._on_save_pdf)
        self.save_text = button(words("Save as text to edit…"), self._on_save_text)
        self.open_file = button(
            words("Open the file"), self._on_open, picture="external-link", name="quiet"
        )
        self._fill(what, round_id)
        self._lay_out()
        self._connect()
        self._on_choice()

    def _fill(self, what: What, round_id: str) -> None:
        words = self.words
        for each in What:
            item = QListWidgetItem(
                icon(PRINTS[each].picture, colours().soft), words(PRINTS[each].name)
            )
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setSizeHint(QSize(0, 5 * SPACE))
            self.what.addItem(item)
        self.what.setCurrentRow(list(What).index(what))
        self.what.setAccessibleName(words("What to print"))
        self.language.show_value(words.language)
        remembered = self._settings.recall("print/paper")
        imperial = QLocale.MeasurementSystem.ImperialUSSystem
        usual = Paper.LETTER if QLocale.system().measurementSystem() is imperial else Paper.A4
        self.paper.show_value(remembered if remembered in set(Paper) else usual.value)
        self.round.show_value(round_id or None)
        self.room.show_value(self._bridge.room or None)

    def _connect(self) -> None:
        self.what.currentRowChanged.connect(self._on_choice)
        for each in (
            self.language,
            self.paper,
            self.round,
            self.room,
            self.people,
            self.choice,
            self.codes,
        ):
            each.changed.connect(self._on_choice)
        self._bridge.changed.connect(self._lay_pages)
        self.foot.work.answered.connect(self._on_done)
        self.foot.work.refused.connect(self._on_refused)

    # --- what is chosen ----------------------------------------------------------------------

    @property
    def chosen(self) -> What:
        """What is to be printed."""
        chosen = self.what.currentItem().data(Qt.ItemDataRole.UserRole)
        return What(chosen)

    @property
    def setup(self) -> Setup:
        """On which paper, and which rounds."""
        printed = PRINTS[self.chosen]
        return Setup(
            paper=Paper(self.paper.value() or Paper.A4),
            round_id=(self.round.value() or "") if printed.by_round else "",
            room=(self.room.value() or "") if not printed.goes_outside else "",
            disclosure=self._bridge.disclosure,
            own_figures=self._settings.own_figures,
            choice=self.choice.value() if self.chosen is What.OPPORTUNITIES else EVERY_ONE,
            codes=self.codes.value(self.chosen),
        )

    def _on_choice(self, *_: object) -> None:
        what = self.chosen
        printed = PRINTS[what]
        self._use.setText(self.words(printed.use))
        self._round_box.setVisible(printed.by_round)
        self._people_box.setVisible(printed.goes_outside)
        has_rooms = bool(self._bridge.workshop.rooms)
        self._room_box.setVisible(has_rooms and not printed.goes_outside)
        self.choice.setVisible(what is What.OPPORTUNITIES)
        self.codes.show_for(what)
        self.save_text.setVisible(what is What.OPPORTUNITIES)
        self._settings.keep("print/paper", self.setup.paper.value)
        self._say_done("", None)  # that was another print
        self._lay_pages()

    def _lay_pages(self, *_: object) -> None:
        """Lay the pages out; if that is under way for another choice, once more after it."""
        self._show_pages(None)
        workshop, words, what, setup = self._wanted()

        def job(progress: object, cancelled: object) -> Print:  # noqa: ARG001
            return Print(workshop, words, what, setup)

        self._laying.ask(job)

    def _wanted(self) -> tuple[Workshop, Words, What, Setup]:
        words = words_for(self.language.value() or self.words.language)
        return self._bridge.workshop, words, self.chosen, self.setup

    def _show_pages(self, pages: Print | None) -> None:
        self.pages = pages
        self.preview.show_pages(pages)
        clear(self._remark)
        for each in (self.print, self.save, self.save_text):
            each.setEnabled(pages is not None)

    def _show_refusal(self, refusal: Refusal) -> None:
        self._show_pages(None)
        self._remark.addWidget(Note("attention", self.words.refusal(refusal)))

    # --- printing and writing ----------------------------------------------------------------

    def print_on(self, printer: QPrinter) -> None:
        """Paint the pages on a printer, those that were asked for there."""
        pages = self.pages or Print(*self._wanted())
        first, last = max(0, printer.fromPage() - 1), printer.toPage() or len(pages)

        def job(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> str:
            paint(pages, printer, first=first, last=last, progress=progress,
                  should_stop=cancelled)  # fmt: skip
            return ""

        self._begin(job)

    def write_to(self, path: Path) -> None:
        """Write the pages to a file: text to edit if its name says so, else a PDF."""
        workshop, words, what, setup = self._wanted()

        def job(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> str:
            told: dict[str, Any] = {"progress": progress, "should_stop": cancelled}
            if path.suffix.lower() == TEXT:
                write_odt(workshop, words, path, setup, **told)
            else:
                write_pdf(workshop, words, what, path, setup, **told)
            return str(path)

        self._begin(job)

    def _begin(self, job: Job[str]) -> None:
        def stoppable(
            progress: Callable[[float], None], cancelled: Callable[[], bool]
        ) -> str | None:
            try:
                return job(progress, cancelled)
            except PrintStopped:
                return None

        self.foot.begin(stoppable)

    def suggested_name(self, suffix: str) -> str:
        """A file name from the workshop's title and what is printed."""
        words = words_for(self.language.value() or self.words.language)
        title = file_stem(self._bridge.workshop.about.title)
        return (
            " - ".join([words(PRINTS[self.chosen].name), title or words("World Café")]) + suffix
        )

    def _decide(self, then: Callable[[], None]) -> None:
        """Before what leaves the house, have a person decide what texts may give away."""
        if PRINTS[self.chosen].goes_outside:
            decide(self._bridge, self, then)
        else:
            then()

    def _on_print(self) -> None:
        self._decide(self._ask_printer)

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages or ()) or 1)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def _on_save_pdf(self) -> None:
        self._decide(lambda: self._ask_and_write(PDF, self.words("PDF files")))

    def _on_save_text(self) -> None:
        self._decide(lambda: self._ask_and_write(TEXT, self.words("Text documents")))

    def _ask_and_write(self, suffix: str, kind: str) -> None:
        path = ask_where(
            self, self._bridge, self.words("Print to a file"), self.suggested_name(suffix),
            kind, remembered="print/folder",
        )  # fmt: skip
        if path is not None:
            self.write_to(path)

    def _on_done(self, written: str | None) -> None:
        if written is None:
            return
        path, words = Path(written) if written else None, self.words
        said = (
            words("Written: {name}", name=path.name) if path else words("Sent to the printer.")
        )
        self._say_done(said, path)

    def _say_done(self, said: str, written: Path | None) -> None:
        self.written = written
        self._done.setText(said)
        self.open_file.setVisible(written is not None)

    def _on_refused(self, refusal: Refusal) -> None:
        clear(self._remark)
        self._remark.addWidget(Note("problem", self.words.refusal(refusal)))

    def _on_open(self) -> None:
        if self.written is not None and not open_outside(self.written):
            refusal = FileRefused("file_not_opened", path=self.written)
            self._done.setText(self.words.refusal(refusal))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end_work()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._end_work()
        super().done(result)

    def _end_work(self) -> None:
        """What was begun here ends here."""
        self._laying.stop()
        self.foot.work.stop()

    # --- how it looks ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = self.words
        self._use = label("", "soft", wrap=True)
        self._use.setMinimumHeight(5 * SPACE)
        self._round_box = box(field(words("Round"), self.round))
        self._room_box = box(field(words("Room"), self.room))
        self._people_box = box(field(words("People"), self.people))
        self._remark = column()
        self._done = label("", "soft")
        self.open_file.hide()
        choices = column(
            label(words("What to print"), "heading"), self.what, self._use,
            field(words("Language of the print"), self.language),
            field(words("Paper"), self.paper), self._round_box, self._room_box,
            self.choice, self._people_box, self.codes, self._remark, 1,
            gap=12,
        )  # fmt: skip
        side = scrolling(box(choices))
        side.setFixedWidth(grown(_SIDE) + 3 * SPACE)
        self.what.setFixedHeight(len(What) * grown(5 * SPACE) + 4)
        acts = row(self._done, self.open_file, 1, self.save_text, self.save, self.print)
        self.foot: Foot[str | None] = Foot(box(acts), words("Printing…"), words, self._bridge)
        body = row(side, Filling(self.preview), gap=3 * SPACE)
        self.setLayout(column(Filling(body), self.foot, margin=3 * SPACE, gap=2 * SPACE))
        self.resize(980, 680)
        self.print.setDefault(True)
