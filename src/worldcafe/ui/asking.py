"""Boxes that say or ask something before the work goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from worldcafe.ui.painting.look import colours, grown, pixmap
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
