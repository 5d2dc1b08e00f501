"""A portfolio: many workshops chosen, and written to one workbook."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox, QProgressBar, QWidget

from worldcafe.document.address import ENDING, Address, Place
from worldcafe.domain.mentions import Mention
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.ui.arranging import Flow
from worldcafe.ui.asking import message_box
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.own_files import (
    ask_files,
    ask_folder,
    ask_where,
    files_in,
    kind_of_file,
    open_outside,
)
from worldcafe.ui.pages.synthesis.options import ExportOptions
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import Note, box, button, column, label, row
from worldcafe.ui.privacy import Choices
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.gathered import (
    AtHand,
    GatheredList,
    Looked,
    Texts,
    Written,
    looking,
    writing,
)
from worldcafe.ui.work import Once
from worldcafe.wording import Words, words_for
from worldcafe.wording.mentions import given_away
from worldcafe.wording.refused_files import OVERHEARD

FOLDER = "portfolio/folder"
"""Under which name the last folder for workbooks is remembered."""


class PortfolioDialog(Dialog):
    """Files and folders come in, by button or by being dropped, and shared workshops by their
    addresses; the list says what is left out and why; one button writes the workbook. No
    workshop is altered.
    """

    HELP = "synthesis"

    def __init__(
        self,
        words: Words,
        settings: Settings,
        parent: QWidget | None,
        at_hand: AtHand,
        ask_address: Callable[[str], Address | None],
    ) -> None:
        """`at_hand` are the workshops that are open here; they are in the list at once.

        `ask_address` asks for an address under a title.
        """
        super().__init__(words, parent)
        look("paper", self)
        self._words, self._at_hand, self._ask_address = words, at_hand, ask_address
        self.written: Path | None = None
        files = (each for each in at_hand if isinstance(each, Path))
        folder = next((path.parent for path in files), Path.home())
        self._choices = Choices(words, settings, folder, self)
        self.setWindowTitle(words("A portfolio of several workshops"))
        self.setAcceptDrops(True)
        self._looking: Once[Looked | None] = Once(self)
        self._writing: Once[Written | tuple[Mention, ...] | None] = Once(self)
        self.list = GatheredList(words)
        self.count = label("", "soft", wrap=True)
        self.overheard = Note("attention", words(OVERHEARD))
        self.overheard.hide()
        self.add_files = button(words("Add workshops…"), self._on_files, picture="file-plus")
        self.add_folder = button(words("Add a folder…"), self._on_folder, picture="folder-open")
        self.add_shared = button(
            words("Add a shared workshop…"), self._on_shared, picture="network"
        )
        self._adding = (self.add_files, self.add_folder, self.add_shared)
        self.remove = button(words("Take out of the list"), self._on_remove, name="quiet")
        self.options = ExportOptions(self._choices)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.under_way = label("", "soft")
        self.cancel = button(words("Cancel"), self._on_cancel)
        self.told = label("", wrap=True)
        self.opening = button(words("Open the file"), self._on_open, picture="external-link")
        self.write = button(
            words("Write the workbook…"), self._on_write, name="primary",
            picture="file-spreadsheet",
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self._show()
        if at_hand:
            self.add(at_hand)

    def _connect(self) -> None:
        self.list.itemSelectionChanged.connect(self._show)
        self._looking.answered.connect(self._on_looked)
        self._writing.answered.connect(self._on_answered)
        self._writing.refused.connect(self._on_refused)
        for each in (self._looking, self._writing):
            each.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))

    def add(self, places: Iterable[Place]) -> None:
        """Take files, folders and addresses in, and look into them."""
        self._look_into([*(each.place for each in self.list.listed), *places])

    def done(self, result: int) -> None:
        self._looking.stop()
        self._writing.stop()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _places_in(event.mimeData()) and not self._writing.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(_places_in(event.mimeData()))
        event.acceptProposedAction()

    # --- looking ---------------------------------------------------------------------------

    def _look_into(self, places: Sequence[Place]) -> None:
        self._looking.stop()
        self._looking.begin(looking(places, self._at_hand))
        self._show()

    def _on_looked(self, looked: Looked | None) -> None:
        if looked is not None:
            self.list.show_places(looked.listed)
            self.overheard.setVisible(looked.can_be_overheard)
        self.written = None
        self._show()

    def _on_files(self) -> None:
        kind = kind_of_file(self._words("Workshops"), (ENDING,))
        paths = ask_files(self, self._words("Add workshops"), kind, self._choices.folder)
        if paths:
            self._choices.folder = paths[0].parent
            self.add(paths)

    def _on_folder(self) -> None:
        folder = ask_folder(self, self._words("Add a folder"), self._choices.folder)
        if folder is not None:
            self._choices.folder = folder
            self.add([folder])

    def _on_shared(self) -> None:
        address = self._ask_address(self._words("Add a shared workshop"))
        if address is not None:
            self.add([address])

    def _on_remove(self) -> None:
        gone = set(self.list.chosen)
        self._look_into([e.place for e in self.list.listed if e.place not in gone])

    # --- writing ---------------------------------------------------------------------------

    def write_to(self, path: Path, texts: Texts = Texts.ASK) -> None:
        """Write the workbook; `texts` says what becomes of names in texts."""
        places = [each.place for each in self.list.listed if each.refusal is None]
        self._out = path
        self.written = None
        words = words_for(self.options.language.value())
        job = writing(
            places, self._at_hand, path, words=words, disclosure=self._choices.disclosure,
            texts=texts,
        )  # fmt: skip
        self._writing.begin(job)
        self._show()

    def _on_write(self) -> None:
        words = self._words
        path = ask_where(
            self, self._choices, words("Write the portfolio"),
            words_for(self.options.language.value())("Portfolio of workshops") + ".xlsx",
            words("Excel workbook"), remembered=FOLDER,
        )  # fmt: skip
        if path is not None:
            self.write_to(path)

    def _on_answered(self, answer: Written | tuple[Mention, ...] | None) -> None:
        words = self._words
        if isinstance(answer, Written):
            self.written = answer.path
            self.told.setText(
                words.plural(
                    "{path} is written, with {n} workshop.",
                    "{path} is written, with {n} workshops.",
                    answer.n_workshops,
                    path=answer.path.name,
                )
            )
        self._show()
        if isinstance(answer, Written):
            self.opening.setFocus()
        elif answer:
            self._ask_about(answer)

    def _ask_about(self, found: tuple[Mention, ...]) -> None:
        """Have a person say what becomes of what texts give away."""
        words = self._words
        asked = message_box(
            QMessageBox.Icon.Question, self,
            words("Texts still give this away: {what}.", what=given_away(found, words)),
            words("What is masked is replaced in the workbook, not in the workshops."),
        )  # fmt: skip
        mask = asked.addButton(words("Mask all"), QMessageBox.ButtonRole.AcceptRole)
        keep = asked.addButton(words("Keep all"), QMessageBox.ButtonRole.DestructiveRole)
        asked.addButton(words("Cancel"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(mask)
        mask.clicked.connect(partial(self._begin_again, Texts.MASK))
        keep.clicked.connect(partial(self._begin_again, Texts.KEEP))
        asked.open()

    def _begin_again(self, texts: Texts, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.write_to(self._out, texts)

    def _on_refused(self, refusal: Refusal) -> None:
        self.told.setText(self._words.refusal(refusal))
        self._show(refused=True)

    def _on_cancel(self) -> None:
        self._looking.stop()
        self._writing.stop()
        self._show()

    def _on_open(self) -> None:
        if self.written is not None and not open_outside(self.written):
            refusal = FileRefused("file_not_opened", path=self.written)
            self.told.setText(self._words.refusal(refusal))

    # --- what is shown ---------------------------------------------------------------------

    def _show(self, *, refused: bool = False) -> None:
        """Everything that may be chosen stays in view, but waits while something is done."""
        words, listed = self._words, self.list.listed
        is_looking, is_writing = self._looking.is_busy, self._writing.is_busy
        is_busy = is_looking or is_writing
        self._busy.setVisible(is_busy)
        self.under_way.setText(
            words("Writing the workbook…") if is_writing else words("Reading the workshops…")
        )
        if not is_busy:
            self.progress.setValue(0)
        for each in (*self._adding, self.options, self.list):
            each.setEnabled(not is_writing)
        self.remove.setEnabled(bool(self.list.chosen) and not is_busy)
        n = self.list.n_taken
        self.write.setEnabled(n > 0 and not is_busy)
        self._when_told.setVisible((self.written is not None or refused) and not is_busy)
        self.opening.setVisible(self.written is not None)
        out = len(listed) - n
        self.count.setText(
            words.line((
                words.plural("{n} workshop goes in", "{n} workshops go in", n),
                words.plural("{n} is left out", "{n} are left out", out)
                if out else "",
            ))
            if listed else words("Add workshops, or a folder of them; or drop them here.")
        )  # fmt: skip

    def _lay_out(self) -> None:
        words = self._words
        about = words(
            "Opportunities, partners under one name, commitments and what became of them, from"
            " many workshops in one workbook to filter. The workshops stay as they are."
        )
        self._busy = box(row(self.under_way, self.progress, self.cancel, gap=16))
        told = row(self.told, self.opening)
        told.setStretch(0, 1)
        self._when_told = box(told)
        whole = column(
            label(words("A portfolio of several workshops"), "heading"),
            label(about, "soft", wrap=True),
            box(Flow(*self._adding, self.remove, 1)),
            self.list,
            self.count,
            self.overheard,
            self.options,
            self._busy,
            self._when_told,
            row(1, button(words("Close"), self.reject), self.write),
            margin=3 * SPACE,
            gap=2 * SPACE,
        )
        whole.setStretch(3, 1)
        Sheet(self, whole, grown(960), grown(640))


def _places_in(held: QMimeData) -> list[Path]:
    """The workshops and folders that are being dragged or dropped."""
    found = files_in(held)
    return [path for path in found if path.is_dir() or path.suffix.lower() == ENDING]
