"""A workshop cannot be opened: why, and what can be recovered of it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QMessageBox, QWidget

from worldcafe.document import (
    Snapshot,
    n_contributions_left,
    rebuild_beside,
    recover,
    snapshots_of,
)
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.ui.asking import message_box
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, grown
from worldcafe.ui.parts import button, column, label, row
from worldcafe.wording import N_, Words


def show_refusal(parent: QWidget | None, words: Words, refusal: Refusal) -> None:
    """Say why something was refused, in a dialog, where no window could show it."""
    message_box(QMessageBox.Icon.Warning, parent, words.refusal(refusal)).exec()


_WHY = {
    "workshop_damaged": N_(
        "“{name}” is damaged and stays as it is. These states can be recovered. The one you"
        " choose is put beside it under a new name and opened."
    ),
    "workshop_altered": N_(
        "Another program altered “{name}”, which stays as it is. These states can be"
        " recovered. The one you choose is put beside it under a new name and opened."
    ),
}
"""What the dialog says of a file, by why it was refused."""
RECOVERABLE = frozenset(_WHY)


def told_snapshot(snapshot: Snapshot, words: Words) -> str:
    """`12 March 2026, 14:05: 36 contributions`."""
    local = snapshot.taken_at.astimezone()
    return words.plural(
        "{date}, {time}: {n} contribution",
        "{date}, {time}: {n} contributions",
        snapshot.n_contributions,
        date=words.date(local.date()),
        time=words.time(local.time()),
    )


class RecoveryDialog(Dialog):
    """A workshop cannot be opened: what can be recovered of it, to choose from."""

    HELP = "file"

    def __init__(
        self, parent: QWidget | None, words: Words, path: Path, refusal: Refusal
    ) -> None:
        super().__init__(words, parent)
        self.setWindowTitle(words("Recover a workshop"))
        self.setMinimumWidth(grown(560))
        self._list = QListWidget()
        self._list.setAccessibleName(words("Snapshots"))
        n_left = n_contributions_left(path)
        if n_left:
            left = words.plural(
                "What the file itself still says: {n} contribution",
                "What the file itself still says: {n} contributions",
                n_left,
            )
            self._offer(left, None)
        for snapshot in snapshots_of(path):
            self._offer(told_snapshot(snapshot, words), snapshot)
        self._list.setCurrentRow(0)
        use = button(words("Recover this state"), self.accept, name="primary", default=True)
        stop = button(words("Cancel"), self.reject)
        explanation = words(_WHY[refusal.code], name=path.name)
        self.setLayout(
            column(
                label(words("This workshop is damaged"), "title"),
                label(explanation, wrap=True),
                self._list,
                row(1, stop, use),
                margin=3 * SPACE,
                gap=2 * SPACE,
            )
        )

    def _offer(self, text: str, snapshot: Snapshot | None) -> None:
        item = QListWidgetItem(text, self._list)
        item.setData(Qt.ItemDataRole.UserRole, snapshot)
        item.setSizeHint(QSize(0, 5 * SPACE))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not self._list.count()

    @property
    def snapshot(self) -> Snapshot | None:
        """The state in hand; None for what the file itself still says."""
        snapshot: Snapshot | None = self._list.currentItem().data(Qt.ItemDataRole.UserRole)
        return snapshot


def offer_recovery(
    parent: QWidget | None, words: Words, path: Path, refusal: Refusal
) -> Path | None:
    """Offer what can be recovered of a damaged workshop; the path of the recovered one."""
    dialog = RecoveryDialog(parent, words, path, refusal)
    if dialog.is_empty:
        show_refusal(parent, words, refusal)
        show_refusal(parent, words, FileRefused("no_snapshot", path=str(path)))
        return None
    while dialog.exec() == QDialog.DialogCode.Accepted:
        try:
            snapshot = dialog.snapshot
            return recover(path, snapshot) if snapshot else rebuild_beside(path)
        except FileRefused as trouble:
            show_refusal(dialog, words, trouble)
    return None
