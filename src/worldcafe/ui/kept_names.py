"""Two quiet lines: names were to be kept no longer, and copies of workshops that are gone."""

from PySide6.QtWidgets import QFrame, QMessageBox

from worldcafe.document import delete_snapshots, gone_workshops
from worldcafe.domain.kept_names import names_overdue
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import button, column, label, row
from worldcafe.wording import Words
from worldcafe.wording.forgetting import names_were_to_go


class NamesReminder(QFrame):
    """A calm line, once an opening, when names were to be kept no longer."""

    SAID = "names_reminder_said"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = bridge.words
        look("note-attention", self)
        until = names_overdue(bridge.workshop, bridge.now().astimezone().date())
        text = label(names_were_to_go(words, until) if until else "", wrap=True)
        self.forgetting = button(words("Forget everyone…"), self._on_forget)
        self.later = button(words("Set a date…"), self._on_later, name="quiet")
        self.hiding = button(words("Not now"), self._on_hide, name="quiet")
        inner = row(text, self.later, self.forgetting, self.hiding)
        inner.setStretch(0, 1)
        inner.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.setLayout(inner)
        bridge.changed.connect(self._on_changed)
        self.setVisible(until is not None and not bridge.property(self.SAID))

    def _on_forget(self) -> None:
        from worldcafe.ui.forgetting import open_forgetting  # seldom

        open_forgetting(self._bridge, self.window())

    def _on_later(self) -> None:
        from worldcafe.ui.forgetting import KeptUntilDialog  # seldom

        KeptUntilDialog(self._bridge, self.window()).open()

    def _on_hide(self) -> None:
        # The window may be built anew around the same opening.
        self._bridge.setProperty(self.SAID, True)  # noqa: FBT003
        self.hide()

    def _on_changed(self) -> None:
        today = self._bridge.now().astimezone().date()
        if names_overdue(self._bridge.workshop, today) is None:
            self.hide()


class GoneCopies(QFrame):
    """A line for the start: copies of workshops that are gone, to be deleted if one agrees."""

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
