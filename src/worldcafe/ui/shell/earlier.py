"""Earlier states of the open workshop: listed, looked into, and put beside it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from worldcafe.document import Snapshot, look_into, recover, snapshots_of
from worldcafe.domain.harvest import references
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling
from worldcafe.ui.asking import means_it
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.editors import KIND_PICTURES
from worldcafe.ui.painting.look import SPACE, colours, icon, look
from worldcafe.ui.parts import box, button, column, label, row
from worldcafe.ui.shell.recovering import show_refusal, told_snapshot
from worldcafe.ui.tables.cells import Turned
from worldcafe.ui.work import Latest
from worldcafe.wording.deeds import deed, last_done


class EarlierDialog(Dialog):
    """The states that were kept, newest first; beside them what the one in hand holds.

    Nothing here changes the workshop: a state is put beside it, under a name of its own.
    """

    HELP = "file"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge.words, parent)
        words = self._words = bridge.words
        self._bridge = bridge
        self.to_open: Path | None = None
        """The state that was put beside, where it is to be opened now."""
        self.setWindowTitle(words("Earlier states"))
        self.states = self._made_list(words("Earlier states"))
        self.states.setFixedWidth(400)
        self.contents = self._made_list(words("Contributions"))
        self.contents.setItemDelegate(Turned(self.contents))
        self.told = label("", "soft", wrap=True)
        self._looking: Latest[Workshop | FileRefused] = Latest(bridge, self)
        self._looking.answered.connect(self._on_looked)
        self.putting = button(words("Bring this state back…"), self.put_beside, name="primary")
        self.putting.setEnabled(False)
        close = button(words("Close"), self.reject)
        explanation = (
            words(
                "States of a shared workshop are kept by whoever looks after its server, not"
                " here. “Save a copy…” keeps the present one in a file."
            )
            if bridge.document.server
            else words(
                "While you work, a state is kept every ten minutes. The one you choose is put"
                " beside the workshop under a new name; the workshop stays as it is."
            )
        )
        halves = row(self.states, Filling(box(column(self.told, self.contents))), gap=2 * SPACE)
        self.setLayout(
            column(
                label(words("Earlier states"), "title"), label(explanation, wrap=True),
                halves, row(1, close, self.putting), margin=3 * SPACE, gap=2 * SPACE,
            ),
        )  # fmt: skip
        self.resize(920, 600)
        for snapshot in snapshots_of(bridge.document.path):
            self._offer(snapshot)
        self.states.currentItemChanged.connect(lambda *_: self._look())
        self.states.setCurrentRow(0)
        if self.snapshot is None and not bridge.document.server:
            self.told.setText(words("No earlier state of this workshop was kept yet."))

    @property
    def snapshot(self) -> Snapshot | None:
        """The state in hand."""
        item = self.states.currentItem()
        snapshot: Snapshot | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return snapshot

    def put_beside(self) -> None:
        """Put the state in hand beside the workshop, and ask whether it is to be opened."""
        words = self._words
        if self.snapshot is None:
            return
        try:
            path = recover(self._bridge.document.path, self.snapshot)
        except FileRefused as refusal:
            show_refusal(self, words, refusal)
            return
        question = words("The earlier state is there as “{name}”. Open it now?", name=path.name)
        detail = words("The workshop that is open stays as it is, in its own file.")
        if means_it(self, words, question, detail=detail, go=words("Open it")):
            self.to_open = path
        self.accept()

    def _look(self) -> None:
        self.contents.clear()
        if self.snapshot is not None:
            self.told.setText(self._words("Looking…"))
            self.putting.setEnabled(False)
            self._looking.ask(partial(_looked_into, self.snapshot))

    def _on_looked(self, found: Workshop | FileRefused) -> None:
        if isinstance(found, FileRefused):
            self.told.setText(self._words.refusal(found))
            return
        self.putting.setEnabled(True)
        self.told.setText(self._summary(found))
        called, colour = references(found), colours().soft
        for item in found.standing:
            entry = QListWidgetItem(f"{called[item.id]} · {item.title}", self.contents)
            entry.setIcon(icon(KIND_PICTURES[item.kind], colour))

    def _summary(self, then: Workshop) -> str:
        """What the state holds, and what of it the workshop does no longer hold."""
        words = self._words
        now = {each.id for each in self._bridge.workshop.standing}
        n_gone = sum(each.id not in now for each in then.standing)
        n_people, n_tables, n_said = (
            len(then.participants), len(then.tables), len(then.standing),
        )  # fmt: skip
        counted = words.line((
            words.plural("{n} person", "{n} people", n_people),
            words.plural("{n} table", "{n} tables", n_tables),
            words.plural("{n} contribution", "{n} contributions", n_said),
        ))  # fmt: skip
        if not n_gone:
            return counted
        gone = words.plural(
            "{n} of them is not in the workshop as it is now.",
            "{n} of them are not in the workshop as it is now.",
            n_gone,
        )
        return f"{counted}\n{gone}"

    def _offer(self, snapshot: Snapshot) -> None:
        words = self._words
        item = QListWidgetItem(self.states)
        item.setData(Qt.ItemDataRole.UserRole, snapshot)
        lines = column(label(told_snapshot(snapshot, words), "strong"), margin=SPACE, gap=2)
        if snapshot.last_done is not None:
            action, command, origin = snapshot.last_done
            said = label(last_done(action, deed(command, origin), words), "small", wrap=True)
            lines.addWidget(said)
        line = box(lines)
        item.setSizeHint(QSize(0, line.sizeHint().height()))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _texts(line))
        self.states.setItemWidget(item, line)

    @staticmethod
    def _made_list(name: str) -> QListWidget:
        made = look("plain", QListWidget())
        made.setAccessibleName(name)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made


def _texts(line: QWidget) -> str:
    return ". ".join(each.text() for each in line.findChildren(QLabel))


def _looked_into(
    snapshot: Snapshot, _progress: object, _cancelled: object
) -> Workshop | FileRefused:
    try:
        return look_into(snapshot)
    except FileRefused as refusal:
        return refusal
