"""What every dialog is: F1 says what it is for."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWhatsThis, QWidget

from worldcafe.wording import Words

if TYPE_CHECKING:
    from worldcafe.ui.shell.help import HelpDialog


class Dialog(QDialog):
    """A dialog that F1 explains, as does the question mark where its frame has one."""

    HELP: ClassVar[str]
    """The chapter of help that speaks of what is done here."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=True)
        self._said_in = words
        self._help: HelpDialog | None = None

    def show_help(self) -> None:
        """Show the chapter beside this dialog, which may be the only one that is answered."""
        from worldcafe.ui.shell.help import HelpDialog  # seldom

        if self._help is None:
            self._help = HelpDialog(self._said_in, self)
        self._help.show_chapter(self.HELP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and not event.modifiers():
            self.show_help()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnterWhatsThisMode:
            QWhatsThis.leaveWhatsThisMode()
            self.show_help()
            return True
        return super().event(event)
