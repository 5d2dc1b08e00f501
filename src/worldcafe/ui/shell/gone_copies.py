"""A quiet line for the start: copies of workshops that are gone."""

from PySide6.QtWidgets import QFrame, QMessageBox

from worldcafe.document import delete_snapshots, gone_workshops
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import button, column, label, row
from worldcafe.wording import Words


class GoneCopies(QFrame):
    """Copies of workshops that are gone, to be deleted if one agrees."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.gone = gone_workshops()
        n = len(self.gone)
        text = words.plural(
            "Copies of {n} workshop whose file is gone are kept on this computer, with the"
            " names in it.",
            "Copies of {n} workshops whose files are gone are kept on this computer, with the"
            " names in them.",
            n,
        )
        self.deleting = button(words("Delete these copies…"), self._on_delete)
        look("card", self)
        self.setLayout(
            column(label(text, "soft", wrap=True), row(self.deleting, 1), margin=2 * SPACE)
        )
        self.setVisible(bool(n))

    def question(self) -> QMessageBox:
        """What is asked first."""
        from worldcafe.ui.asking import message_box  # seldom

        words = self._words
        text = words(
            "Delete the copies of these workshops? Nothing else is left of them on this"
            " computer, unless you moved the files or kept copies."
        )
        names = "\n".join(f"{each.path} ({each.n_snapshots})" for each in self.gone)
        asked = message_box(QMessageBox.Icon.Question, self, text, names)
        delete = asked.addButton(words("Delete them"), QMessageBox.ButtonRole.DestructiveRole)
        keep = asked.addButton(words("Keep them"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(keep)
        delete.clicked.connect(self.delete)
        return asked

    def delete(self) -> None:
        """Delete them, as was agreed."""
        for each in self.gone:
            delete_snapshots(each)
        self.hide()

    def _on_delete(self) -> None:
        self.question().exec()
