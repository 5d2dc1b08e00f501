"""Notes from files: what was found in one, before it is taken in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from worldcafe.exchange.notes import Doubt, Notes
from worldcafe.ui.painting.look import SPACE, colours, pixmap
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.wording import Words

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", ".jsonl", ".json")
MOST_DOUBTS = 300
"""Doubts that are listed; whoever has more needs another file."""


class NotesDialog(QDialog):
    """Counts, doubts with their reasons, and the button that takes the notes in."""

    def __init__(self, notes: Notes, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self.setWindowTitle(words("Import notes"))
        n = len(notes.contributions)
        taken = words.plural("Import {n} contribution", "Import {n} contributions", n)
        self.take = button(taken, self.accept, name="primary")
        self.take.setEnabled(n > 0)
        self.take.setDefault(True)
        buttons = row(1, button(words("Cancel"), self.reject), self.take)
        heading = label(notes.path.name, "heading", wrap=True)
        counts = label(self._counts(notes), "soft", wrap=True)
        parts = column(heading, counts, margin=3 * SPACE, gap=2 * SPACE)
        doubts = self._doubts(notes)
        if doubts:
            inner = box(column(*doubts, 1, gap=12))
            inner.layout().setContentsMargins(0, 0, SPACE, 0)  # type: ignore[union-attr]
            parts.addWidget(scrolling(inner), 1)
        parts.addLayout(buttons)
        self.setLayout(parts)
        self.resize(640, 480 if doubts else 180)

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
                )
            )  # fmt: skip
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
        made = row(image, text)
        made.setStretch(1, 1)
        made.setAlignment(image, Qt.AlignmentFlag.AlignTop)
        return box(made)
