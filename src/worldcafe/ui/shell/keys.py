"""The sheet of keys: what can be done by keyboard, and where."""

from PySide6.QtWidgets import QWidget

from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, label, row, scrolling
from worldcafe.ui.shell.keys_table import every_key
from worldcafe.wording import Words


class KeysDialog(Dialog):
    """Every key, by the place where it holds."""

    HELP = "program"

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        look("paper", self)
        self.setWindowTitle(words("Keys"))
        sheet = scrolling(box(every_key(words)), words("Keys"))
        close = button(words("Close"), self.accept, name="primary", default=True)
        self.setLayout(
            column(
                label(words("Keys"), "title"), sheet, row(1, close), margin=3 * SPACE,
                gap=2 * SPACE,
            )
        )  # fmt: skip
        self.resize(grown(640), 620)
