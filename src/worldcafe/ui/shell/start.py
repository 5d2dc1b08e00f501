"""Before a workshop is open: begin, open, recover."""

import datetime as dt
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

from worldcafe.document import (
    Snapshot,
    glance,
    n_contributions_left,
    rebuild_beside,
    recover,
    snapshots_of,
)
from worldcafe.domain.clock import day_started_at
from worldcafe.domain.refusal import FileRefused, Refusal
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Flow, Stacking
from worldcafe.ui.asking import message_box
from worldcafe.ui.kept_names import GoneCopies
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, colours, grown, look, pixmap
from worldcafe.ui.parts import (
    box,
    button,
    card,
    column,
    give_icon,
    label,
    row,
    scrolling,
    tip,
    verbatim,
)
from worldcafe.wording import N_, TRANSLATED, Words
from worldcafe.wording.day import state_sentence

LEAST_BESIDE = 860
"""Pixels from which what one begins with and what one was at stand beside one another."""
MOST_WIDE = 320
"""Pixels that a title may take."""


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
        self.going_on: list[QPushButton] = []
        """One for each workshop whose day runs."""
        look("paper", self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("worldcafe")
        self.resize(1120, 720)
        mark = QLabel()
        mark.setPixmap(pixmap("coffee", colours().accent, 48))
        languages = Flow(
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
        head = row(mark, name, languages)
        head.setStretch(2, 1)
        head.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        known = [(path, glance(path)) for path in recent]
        running = [
            self._running(words, path, workshop)
            for path, workshop in known
            if workshop is not None and state_sentence(workshop, words)
        ]
        left = column(self._beginnings(words), 1)
        right = column(self._recent(words, known), GoneCopies(words), 1)
        halves = Stacking(box(left), box(right), shares=(3, 2), least=grown(LEAST_BESIDE))
        whole = box(column(*running, halves, gap=3 * SPACE))
        self.setLayout(column(head, scrolling(whole), margin=4 * SPACE, gap=2 * SPACE))
        if running:
            self.going_on[0].setFocus()
        else:
            self._begin.setFocus()

    def _beginnings(self, words: Words) -> QWidget:
        from worldcafe.exchange.templates import read_template, template_keys

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
        templates = column(gap=0)
        for key in template_keys():
            template = read_template(key, words.language)
            choice = QPushButton(template.name)
            give_icon(choice, "chevron-right")
            look("stage", choice)
            choice.clicked.connect(lambda _=False, key=key: self.new_asked.emit(key))
            summary = label(template.summary, "small", wrap=True)
            summary.setContentsMargins(margins(36, 0, 8, 2))
            templates.addLayout(column(choice, summary, gap=0))
        return card(
            label(words("Begin"), "heading"),
            row(self._begin, other, example, 1),
            row(follow_up, 1),
            label(words("Or from a template"), "eyebrow"),
            templates,
        )

    def _running(self, words: Words, path: Path, workshop: Workshop) -> QWidget:
        """Whoever opens the program while a day runs is in a hurry: that day comes first."""
        lines = [workshop.about.title or path.stem, words.date(workshop.about.date)]
        began_at = day_started_at(workshop)
        if began_at is not None:
            since = words("since {time}", time=words.time(began_at.astimezone().time()))
            if began_at.astimezone().date() != dt.datetime.now().astimezone().date():
                since = words(
                    "since {date}, {time}", date=words.date(began_at.astimezone().date()),
                    time=words.time(began_at.astimezone().time()),
                )  # fmt: skip
            lines.append(since)
        go_on = button(
            words("Go on"), lambda: self.recent_asked.emit(path), name="primary",
            picture="play",
        )  # fmt: skip
        go_on.setToolTip(tip(str(path)))
        self.going_on.append(go_on)
        sentence = label(state_sentence(workshop, words), "title")
        detail = label(" · ".join(filter(None, lines)), "soft", wrap=True)
        whole = row(box(column(sentence, detail, gap=2)), go_on)
        whole.setStretch(0, 1)
        return card(whole)

    def _recent(self, words: Words, recent: list[tuple[Path, Workshop | None]]) -> QWidget:
        if not recent:
            nothing = words("Workshops you open appear here.")
            return card(label(words("Recent"), "heading"), label(nothing, "soft", wrap=True))
        entries = column(gap=4)
        for path, workshop in recent:
            entry = QPushButton()
            look("stage", entry)
            title = workshop.about.title if workshop else ""
            room = entry.fontMetrics()
            shown = room.elidedText(title or path.stem, Qt.TextElideMode.ElideRight, MOST_WIDE)
            entry.setText(verbatim(shown))
            entry.setToolTip(tip(f"{title}\n{path}" if title else str(path)))
            entry.clicked.connect(lambda _=False, path=path: self.recent_asked.emit(path))
            date = words.date(workshop.about.date) if workshop else ""
            name = room.elidedText(path.name, Qt.TextElideMode.ElideMiddle, MOST_WIDE // 2)
            where = label(" · ".join(filter(None, (date, name))), "small")
            where.setContentsMargins(margins(14, 0, 8, 4))
            entries.addLayout(column(entry, where, gap=0))
        return card(label(words("Recent"), "heading"), entries)


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


class RecoveryDialog(QDialog):
    """A workshop cannot be opened: what can be recovered of it, to choose from."""

    def __init__(
        self, parent: QWidget | None, words: Words, path: Path, refusal: Refusal
    ) -> None:
        super().__init__(parent)
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
            local = snapshot.taken_at.astimezone()
            text = words.plural(
                "{date}, {time}: {n} contribution",
                "{date}, {time}: {n} contributions",
                snapshot.n_contributions,
                date=words.date(local.date()),
                time=words.time(local.time()),
            )
            self._offer(text, snapshot)
        self._list.setCurrentRow(0)
        use = button(words("Recover this state"), self.accept, name="primary")
        use.setDefault(True)
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
