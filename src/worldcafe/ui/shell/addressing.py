"""Asks for the address of a workshop that several desks share."""

from PySide6.QtWidgets import QWidget

from worldcafe.document.address import EXAMPLE, Address
from worldcafe.domain.refusal import FileRefused
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import Note, button, column, field, label, row
from worldcafe.wording import Words


class AddressDialog(Dialog):
    """One line for the address; what is wrong with it is said beneath."""

    HELP = "file"

    def __init__(self, parent: QWidget | None, words: Words, title: str, last: str) -> None:
        super().__init__(words, parent)
        look("paper", self)
        self.setWindowTitle(title)
        self._words = words
        self.address: Address | None = None
        """What was named, once the dialog is accepted."""
        self.line = LineField()
        self.line.show_value(last or EXAMPLE)
        self.line.selectAll()
        help = words(
            "The workshop is on a PostgreSQL server, where several desks work in it. Your"
            " password is never asked for here: it is in the file .pgpass, or in a service"
            " file."
        )
        self._wrong = Note("problem", "")
        self._wrong.hide()
        go = button(words("Continue"), self._on_go, name="primary", default=True)
        Sheet(
            self,
            column(
                label(title, "title"),
                label(help, "soft", wrap=True),
                field(words("Address"), self.line),
                self._wrong,
                1,
                row(1, button(words("Cancel"), self.reject), go),
                margin=3 * SPACE,
                gap=2 * SPACE,
            ),
            grown(620),
        )
        self.line.setFocus()

    def _on_go(self) -> None:
        try:
            self.address = Address.of(self.line.text().strip())
        except FileRefused as refusal:
            self._wrong.say(self._words.refusal(refusal))
            self._wrong.show()
        else:
            self.accept()
