"""A question before something that a whole room would notice."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from worldcafe.wording import Words


def means_it(
    parent: QWidget | None, words: Words, question: str, *, detail: str, go: str, stay: str = ""
) -> bool:
    """Whether the person means it. Enter and Esc both leave everything as it is.

    `go` and `stay` are what the two buttons say.
    """
    asked = QMessageBox(QMessageBox.Icon.Question, "worldcafe", question, parent=parent)
    asked.setTextFormat(Qt.TextFormat.PlainText)
    asked.setInformativeText(detail)
    going = asked.addButton(go, QMessageBox.ButtonRole.DestructiveRole)
    staying = asked.addButton(stay or words("Stay"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(staying)
    asked.setEscapeButton(staying)
    asked.exec()
    return asked.clickedButton() is going
