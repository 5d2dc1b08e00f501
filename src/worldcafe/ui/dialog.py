"""What every dialog is: F1 says what it is for, and it is no larger than its screen."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWhatsThis, QWidget

from worldcafe.ui.arranging import Pages, least_height, room_for
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

    def open(self) -> None:
        """Ask while the program goes on; the dialog goes when it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        super().open()

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


class Sheet(Pages):
    """All of a dialog: as high as its lines want it, scrolling where the screen is too low."""

    def __init__(
        self,
        dialog: QDialog,
        layout: QLayout,
        width: int,
        height: int = 0,
        *,
        foot: QLayout | None = None,
    ) -> None:
        """The dialog is so wide, and so high at least, where the screen has that. Its `foot`
        stays in view however low the screen is.
        """
        super().__init__()
        self._dialog, self._height, self._foot = dialog, height, foot
        page = QWidget()
        page.setLayout(layout)
        self.stack.addWidget(page)
        whole = QVBoxLayout(dialog)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self, 1)
        if foot is not None:
            whole.addLayout(foot)
        dialog.resize(width, height)
        self._grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        dialog, page = self._dialog, self.stack.widget(0)
        assert page is not None
        foot = self._foot.minimumSize().height() if self._foot else 0
        least = least_height(page, dialog.width()) + foot
        wanted = max(self._height, least, dialog.height())
        dialog.resize(QSize(dialog.width(), wanted).boundedTo(room_for(dialog)))
