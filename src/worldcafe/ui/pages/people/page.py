"""People: a list comes in, is looked through, and is kept up to date."""

import json
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTemporaryDir
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from worldcafe.document import Change
from worldcafe.domain.refusal import RuleBroken
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.own_files import ask_file, files_in, kind_of_file
from worldcafe.ui.page import Page
from worldcafe.ui.pages.people.importing import ImportPart
from worldcafe.ui.pages.people.list import PeopleList
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import EmptyState, button, column, label, row

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
"""How the names of lists end."""


class PeoplePage(Page):
    """Nobody yet, a list about to be imported, or everybody in a table."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        words = self.words
        self.setAcceptDrops(True)
        self.empty = EmptyState(
            "users",
            words("Who is coming?"),
            words(
                "Drop a list from Excel or a CSV file here, paste its cells with Ctrl+V, or"
                " choose the file. Headings may be in any of five languages."
            ),
            button(
                words("Import a list…"), self._on_choose, name="primary",
                picture="file-spreadsheet",
            ),
        )  # fmt: skip
        self.by_hand = button(words("Type the people in"), self._on_by_hand, name="quiet")
        self.list = PeopleList(bridge)
        self.importing = ImportPart(bridge)
        self._typing = False
        """Whether the person began to type people in."""
        nobody = QFrame()
        nobody.setLayout(column(2, self.empty, row(1, self.by_hand, 1), 3))
        self._nobody = nobody
        self._stack = Stack()
        for part in (nobody, self.list, self.importing):
            self._stack.addWidget(part)
        self.setLayout(column(self._stack, margin=(3 * SPACE, 2 * SPACE)))
        self._drop = self._make_drop()
        self._pasted = QTemporaryDir()
        self._connect()

    def _connect(self) -> None:
        self.list.import_asked.connect(self._on_choose)
        self.importing.shown.connect(self._on_list_shown)
        self.importing.finished.connect(self.refresh)
        bind(self, "people", "paste_list", self._on_paste)

    def refresh(self) -> None:
        self.list.refresh()
        self._show_part()

    def show_change(self, change: Change) -> None:
        if change.touches("participant"):
            self.list.show_people(change.ids("participant"))
            self._show_part()
        if change.touches("cafe_table"):
            self.list.show_places()

    def place(self) -> dict[str, str]:
        path = self.importing.path
        return {
            "path": str(path) if path else "",
            "pasted": path.read_text("utf-8") if path and self._is_pasted(path) else "",
            "search": self.list.search.text(),
            "chosen": json.dumps(self.list.table.chosen()),
        }

    def go_to(self, place: dict[str, str]) -> None:
        self.list.search.setText(place.get("search", ""))
        self.list.table.choose(json.loads(place.get("chosen", "[]")))
        if place.get("pasted"):
            self._read_text(place["pasted"])
        elif place.get("path"):
            self.read(Path(place["path"]))

    def leave(self) -> None:
        self.importing.stop()

    def read(self, path: Path) -> None:
        """Read the list in a file and show what it holds."""
        self.importing.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()):
            event.acceptProposedAction()
            self._place_drop()
            self._drop.show()
            self._drop.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        path = _file_of(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.read(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drop()

    def _show_part(self) -> None:
        if self.importing.path is not None and self._stack.currentWidget() is self.importing:
            return
        somebody = bool(self.bridge.workshop.participants) or self._typing
        self._stack.setCurrentWidget(self.list if somebody else self._nobody)

    def _make_drop(self) -> QFrame:
        made = look("drop", QFrame(self))
        text = label(self.words("Drop the list here"), "title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setLayout(column(text))
        made.hide()
        return made

    def _place_drop(self) -> None:
        self._drop.setGeometry(self.rect().adjusted(16, 16, -16, -16))

    def _is_pasted(self, path: Path) -> bool:
        return path.parent == Path(self._pasted.path())

    def _read_text(self, text: str) -> None:
        """Read cells copied from a spreadsheet, by way of a file as any other list."""
        path = Path(self._pasted.path()) / self.words("Pasted cells")
        path.write_text(text, "utf-8", newline="")
        self.read(path)

    def _on_choose(self) -> None:
        words = self.words
        lists, all_files = kind_of_file(words("Lists"), SUFFIXES), f"{words('All files')} (*)"
        kinds = f"{lists};;{all_files}"
        path = ask_file(self, words("Import a list"), kinds, self.bridge.folder)
        if path is not None:
            self.read(path)

    def _on_paste(self) -> None:
        # A clipboard that nothing was ever copied to holds nothing at all.
        held = QGuiApplication.clipboard().mimeData() or QMimeData()
        path, text = _file_of(held), held.text()
        if path:
            self.read(path)
        elif "\t" in text or "\n" in text.strip():
            self._read_text(text)
        else:
            self.bridge.say_refused(RuleBroken("nothing_to_paste"))

    def _on_by_hand(self) -> None:
        self._typing = True
        self._show_part()
        self.list.bar.open()

    def _on_list_shown(self) -> None:
        is_new = self._stack.currentWidget() is not self.importing
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.importing)
        self._stack.setCurrentWidget(self.importing)
        if is_new and had_keyboard and self.isVisible():
            self.importing.begin()


def _file_of(held: QMimeData) -> Path | None:
    """The one file that is dragged or copied, if it is one."""
    paths = files_in(held)
    return paths[0] if len(paths) == 1 else None
