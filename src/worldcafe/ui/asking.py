"""Boxes that say or ask something before the work goes on, and where a file goes."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from worldcafe.ui.painting.look import colours, grown, pixmap
from worldcafe.ui.settings import Settings
from worldcafe.wording import Words

_PICTURES = {
    QMessageBox.Icon.Question: "circle-question-mark",
    QMessageBox.Icon.Warning: "triangle-alert",
    QMessageBox.Icon.Information: "lightbulb",
}
_PICTURE = 36
"""Of a box, in pixels."""


def message_box(
    picture: QMessageBox.Icon, parent: QWidget | None, text: str, detail: str = ""
) -> QMessageBox:
    """A box that says a text and what there is to add, as plain text whatever they hold."""
    made = QMessageBox(picture, "worldcafe", "", parent=parent)
    made.setIconPixmap(pixmap(_PICTURES[picture], colours().accent, grown(_PICTURE)))
    made.setTextFormat(Qt.TextFormat.PlainText)  # first: a detail takes it over when it comes
    made.setText(text)
    made.setInformativeText(detail)
    return made


def means_it(
    parent: QWidget | None, words: Words, question: str, *, detail: str, go: str, stay: str = ""
) -> bool:
    """Whether the person means it. Enter and Esc both leave everything as it is.

    `go` and `stay` are what the two buttons say.
    """
    asked = message_box(QMessageBox.Icon.Question, parent, question, detail)
    going = asked.addButton(go, QMessageBox.ButtonRole.DestructiveRole)
    staying = asked.addButton(stay or words("Stay"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(staying)
    asked.setEscapeButton(staying)
    asked.exec()
    return asked.clickedButton() is going


class WhereFilesGo(Protocol):
    """Whoever knows where files for others go."""

    settings: Settings
    folder: Path


def ask_where(
    parent: QWidget, going: WhereFilesGo, caption: str, name: str, kind: str, *, remembered: str
) -> Path | None:
    """Where a file for others is to be written; None if the person thinks better of it.

    `name` is proposed, with its suffix, in the folder that was chosen last for this `kind` of
    file; that is kept under what `remembered` says.
    """
    settings, suffix = going.settings, Path(name).suffix
    last = Path(settings.recall(remembered) or ".")
    folder = last if last.is_absolute() and last.is_dir() else going.folder
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, caption, str(folder / name), f"{kind} (*{suffix})"
    )
    if not chosen:
        return None
    path = Path(chosen)
    settings.keep(remembered, str(path.parent.resolve()))
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
