"""The Turin example: where it goes, what makes it, and how the window waits for that."""

import contextlib
from itertools import count
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from worldcafe import files
from worldcafe.document import Document
from worldcafe.domain.commands import Together
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.ui.work import Work, in_turns
from worldcafe.wording import Words


def examples() -> Path:
    """The folder of examples, beside what the program keeps."""
    return user_data_path("worldcafe", appauthor=False) / "examples"


def place_of_example(name: str) -> Path:
    """Where an example goes; one that somebody worked in stays."""
    names = (f"{name} {n}" if n > 1 else name for n in count(1))
    paths = (examples() / f"{each}.worldcafe" for each in names)
    return next(path for path in paths if not path.exists())


def make_example(path: Path, language: str) -> Path:
    """Make it there. To load what makes it and to seat 80 people takes a second or two."""
    from worldcafe.exchange.example import turin_example

    with contextlib.suppress(OSError):  # what cannot be written is refused below
        files.make_private_folder(path.parent)
    whole = Together(commands=tuple(turin_example(language)))
    with Document.making(path, replacing=True) as document:
        document.do(whole, origin=Document.EXAMPLE)
    return path


class ExampleMaking(QObject):
    """Makes the example anew and opens it, while the window says so and answers."""

    opened = Signal(object)
    """The `Document`; whoever hears of it has it."""
    refused = Signal(object, object)
    """Where it was to go, and the `Refusal`."""

    def __init__(
        self, words: Words, language: str, window: QWidget | None, parent: QObject
    ) -> None:
        """It begins at once, in a thread."""
        super().__init__(parent)
        path = self._path = place_of_example(words("Turin example"))
        self._document: Document | None = None
        self._is_left = False
        waiting = QProgressDialog(words("Making the example…"), "", 0, 0, window)
        waiting.setCancelButton(None)
        waiting.setWindowModality(Qt.WindowModality.ApplicationModal)
        waiting.setMinimumDuration(0)
        work = self._work = Work(
            lambda _progress, _cancelled: make_example(path, language), self
        )
        for ended in (work.succeeded, work.refused, work.finished):
            ended.connect(waiting.close)
        work.succeeded.connect(self._on_made)
        work.refused.connect(self._on_refused)
        waiting.show()
        work.start()

    def let_go(self) -> None:
        """End it, once what is being made is made; what nobody has is closed."""
        self._is_left = True
        self._work.wait()
        if self._document is not None:
            self._document.close()
            self._document = None
        self.deleteLater()

    def _on_made(self, _path: Path) -> None:
        if self._is_left:
            return
        try:
            self._document = Document.open(self._path)
        except FileRefused as refusal:
            self._on_refused(refusal)
        else:
            in_turns(self, self._hand_over)  # to read and to show it in one would be felt

    def _on_refused(self, refusal: Refusal) -> None:
        if not self._is_left:
            self.refused.emit(self._path, refusal)

    def _hand_over(self) -> None:
        document, self._document = self._document, None
        if document is not None:
            self.opened.emit(document)
