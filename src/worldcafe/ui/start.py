"""Before a workshop is open: begin, open, recover."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QWidget,
)

from worldcafe.document import Snapshot, recover, snapshots_of
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.ui.forgetting import GoneCopies
from worldcafe.ui.look import SPACE, colours, look, pixmap
from worldcafe.ui.parts import box, button, card, column, give_icon, label, row
from worldcafe.wording import TRANSLATED, Words


class StartWindow(QWidget):
    """The first window: what may be begun, and what was open lately."""

    new_asked = Signal(str)
    """The key of a template, or nothing for an empty workshop."""
    open_asked = Signal()
    recent_asked = Signal(Path)
    example_asked = Signal()
    follow_up_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self, words: Words, recent: list[Path]) -> None:
        super().__init__()
        look("paper", self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("worldcafe")
        self.resize(1120, 720)
        mark = QLabel()
        mark.setPixmap(pixmap("coffee", colours().accent, 48))
        languages = row(
            1,
            *(
                button(
                    name,
                    lambda code=code: self.language_chosen.emit(code),  # type: ignore[misc]
                    name="quiet",
                )
                for code, name in TRANSLATED.items()
                if code != words.language
            ),
        )
        greeting = words("Seat everyone, catch every idea, leave with one synthesis.")
        name = column(label("worldcafe", "display"), label(greeting, "soft"), gap=2)
        head = row(mark, name, 1, languages)
        left = column(self._beginnings(words), 1)
        right = column(self._recent(words, recent), GoneCopies(words), 1)
        halves = row(box(left), box(right), gap=3 * SPACE)
        halves.setStretch(0, 3)
        halves.setStretch(1, 2)
        self._begin.setFocus()
        self.setLayout(column(head, halves, margin=5 * SPACE, gap=3 * SPACE))

    def _beginnings(self, words: Words) -> QWidget:
        from worldcafe.exchange.templates import read_template, template_keys  # noqa: PLC0415

        self._begin = button(
            words("New workshop"), lambda: self.new_asked.emit(""), name="primary",
            picture="file-plus",
        )  # fmt: skip
        example = button(
            words("Open the Turin example"), self.example_asked.emit, picture="coffee"
        )
        other = button(words("Open…"), self.open_asked.emit, picture="folder-open")
        follow_up = button(
            words("Start a follow-up workshop…"), self.follow_up_asked.emit, name="quiet",
            picture="flag",
        )  # fmt: skip
        templates = column(gap=4)
        for key in template_keys():
            template = read_template(key, words.language)
            choice = QPushButton(template.name)
            give_icon(choice, "chevron-right")
            look("stage", choice)
            choice.clicked.connect(lambda _=False, key=key: self.new_asked.emit(key))
            summary = label(template.summary, "small", wrap=True)
            summary.setContentsMargins(36, 0, 8, 4)
            templates.addLayout(column(choice, summary, gap=0))
        return card(
            label(words("Begin"), "heading"),
            row(self._begin, other, example, 1),
            row(follow_up, 1),
            label(words("Or from a template"), "eyebrow"),
            templates,
        )

    def _recent(self, words: Words, recent: list[Path]) -> QWidget:
        if not recent:
            nothing = words("Workshops you open appear here.")
            return card(label(words("Recent"), "heading"), label(nothing, "soft", wrap=True))
        entries = column(gap=4)
        for path in recent:
            entry = QPushButton(path.stem)
            look("stage", entry)
            entry.setToolTip(str(path))
            entry.clicked.connect(lambda _=False, path=path: self.recent_asked.emit(path))
            entries.addWidget(entry)
        return card(label(words("Recent"), "heading"), entries)


def show_refusal(parent: QWidget | None, words: Words, refusal: Refusal) -> None:
    """Say why something was refused, in a dialog, where no window could show it."""
    message = QMessageBox(QMessageBox.Icon.Warning, "worldcafe", "", parent=parent)
    message.setTextFormat(Qt.TextFormat.PlainText)
    message.setText(words.refusal(refusal))
    message.exec()


class RecoveryDialog(QDialog):
    """A workshop is damaged: its earlier states, to choose one from."""

    def __init__(
        self, parent: QWidget | None, words: Words, path: Path, snapshots: list[Snapshot]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("Recover a workshop"))
        self.setMinimumWidth(560)
        self._list = QListWidget()
        for snapshot in snapshots:
            local = snapshot.taken_at.astimezone()
            text = words.plural(
                "{date}, {time}: {n} contribution",
                "{date}, {time}: {n} contributions",
                snapshot.n_contributions,
                date=words.date(local.date()),
                time=words.time(local.time()),
            )
            item = QListWidgetItem(text, self._list)
            item.setData(Qt.ItemDataRole.UserRole, snapshot)
            item.setSizeHint(QSize(0, 5 * SPACE))
        self._list.setCurrentRow(0)
        use = button(words("Recover this state"), self.accept, name="primary")
        use.setDefault(True)
        stop = button(words("Cancel"), self.reject)
        explanation = words(
            "“{name}” is damaged and stays as it is. These earlier states were kept on this"
            " computer. The one you choose is put beside it under a new name and opened.",
            name=path.name,
        )
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

    @property
    def snapshot(self) -> Snapshot:
        """The state in hand."""
        snapshot = self._list.currentItem().data(Qt.ItemDataRole.UserRole)
        assert isinstance(snapshot, Snapshot)
        return snapshot


def offer_recovery(parent: QWidget | None, words: Words, path: Path) -> Path | None:
    """Offer the earlier states of a damaged workshop; the path of the recovered one."""
    snapshots = snapshots_of(path)
    if not snapshots:
        show_refusal(parent, words, FileRefused("workshop_damaged", path=str(path)))
        show_refusal(parent, words, FileRefused("no_snapshot", path=str(path)))
        return None
    dialog = RecoveryDialog(parent, words, path, snapshots)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    try:
        return recover(path, dialog.snapshot)
    except FileRefused as refusal:
        show_refusal(parent, words, refusal)
        return None
