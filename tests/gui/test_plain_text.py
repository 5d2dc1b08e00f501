"""What people wrote is shown as they wrote it: nothing of it is markup, anywhere."""

import ctypes
import os
import re
import sys

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)

from every_dialog import shown_dialogs, shown_menus, shown_parts, shown_scenes
from hostile_cafe import Overwrite, hostile
from pseudo_desk import said_by
from small_cafe import AT, done, record, small_workshop
from worldcafe.document import Document
from worldcafe.domain.refusal import FileRefused
from worldcafe.prints.press import What, write_pdf
from worldcafe.ui.asking import means_it
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.parts import tip
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.ui.shell.recovering import show_refusal
from worldcafe.ui.shell.start import StartWindow
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import words_for
from worldcafe.wording.voices import Voices

N_ROWS = 4
"""Rows of a list that are looked at: all are made alike."""


class Trap:
    """A picture that notices whoever opens it."""

    _OPENED = 0x20

    def __init__(self, path):
        self.path = path
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        image.save(str(path))
        self._libc = ctypes.CDLL(None)
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self._libc.inotify_add_watch(self._watch, os.fsencode(path), self._OPENED)

    def sprang(self):
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self):
        os.close(self._watch)


@pytest.fixture
def trap(tmp_path):
    if sys.platform != "linux":
        pytest.skip("only Linux tells who opens a file")
    made = Trap(tmp_path / "trap.png")
    yield made
    made.close()


@pytest.fixture
def evil(tmp_path):
    """Markup with a picture, an entity, a mnemonic, a turned direction, and a long word."""
    picture = (tmp_path / "trap.png").as_uri()
    return f'<img src="{picture}"><b>R&D</b> &amp; \u202eevil\u202c {"W" * 90}'


@pytest.fixture
def opened(evil, tmp_path, qapp):
    """Open a workshop in which hostile people wrote."""
    bridges = []

    def made(workshop):
        rewriting = Overwrite(workshop=hostile(workshop, evil))
        path = tmp_path / "<b>R&D<img src=x>.worldcafe"
        document = Document.create(path, now=lambda: AT)
        document.do(rewriting)
        bridges.append(Bridge(document, words_for("en"), now=lambda: AT))
        return bridges[-1]

    yield made
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def hostile_bridge(turin_bridge, opened):
    return opened(turin_bridge.workshop)


@pytest.fixture
def window(hostile_bridge):
    made = MainWindow(hostile_bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_the_trap_springs_where_markup_is_read(trap, evil, qtbot):
    label = QLabel(evil)
    qtbot.addWidget(label)
    label.show()
    label.grab()
    assert trap.sprang()


def test_a_tooltip_says_every_letter_of_a_text(trap, evil, qtbot):
    label = QLabel(tip(evil))
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.show()
    label.setSelection(0, len(evil))
    assert label.selectedText() == evil
    assert not trap.sprang()


def test_no_page_reads_what_people_wrote_as_markup(window, trap):
    wrong = []
    for key in window._stages:
        window.go_to_page(key)
        QApplication.processEvents()
        choose_everything(window.page)
        wrong += interpreted(window, key)
    for view in VIEWS:
        window.page_of("harvest").go_to_view(view.key)
        window.go_to_page("harvest")
        QApplication.processEvents()
        choose_everything(window.page)
        wrong += interpreted(window, f"harvest/{view.key}")
    assert wrong == []
    assert not trap.sprang()


def test_what_is_said_for_a_moment_is_plain(window, trap, evil):
    window._bridge.told.emit(evil, False)
    QApplication.processEvents()
    assert interpreted(window, "toast") == []
    window._bridge.refused.emit(evil)
    QApplication.processEvents()
    assert interpreted(window, "toast") == []
    window.grab()
    assert not trap.sprang()


def test_no_dialog_reads_what_people_wrote_as_markup(opened, evil, trap, qtbot):
    # A small one: whose name is in every text is found in every text.
    workshop = done(small_workshop(), record("c1"), record("c2"))
    parent, wrong = QWidget(), []
    qtbot.addWidget(parent)
    for dialog in shown_dialogs(opened(workshop), parent, evil):
        choose_everything(dialog)
        dialog.grab()
        wrong += interpreted(dialog, type(dialog).__name__)
    assert wrong == []
    assert not trap.sprang()


def test_no_scene_of_the_projector_reads_markup(hostile_bridge, evil, trap, qtbot):
    words = hostile_bridge.words
    projector, wrong = ProjectorWindow(hostile_bridge, Voices(words), dark=True), []
    qtbot.addWidget(projector)
    projector.show()
    for name in shown_scenes(hostile_bridge, projector):
        projector.grab()
        wrong += interpreted(projector, name)
    projector.say(evil)
    projector.grab()
    wrong += interpreted(projector, "message")
    projector.close()
    assert wrong == []
    assert not trap.sprang()


def test_no_menu_loses_a_letter(window):
    wrong = []
    for menu in shown_menus(window):
        wrong += interpreted(menu, "menu")
    assert wrong == []


def test_no_part_that_is_asked_for_reads_markup(window, evil, trap, tmp_path):
    wrong, plain = [], {}
    for name, part in shown_parts(window, tmp_path, evil):
        choose_everything(part)
        part.grab()
        wrong += interpreted(part, name)
        plain[name] = plain.get(name, False) or "R&D" in "".join(map(str, said_by(part)))
    assert wrong == []
    assert not trap.sprang()
    assert all(plain.values()), plain


def test_a_message_box_is_plain(trap, evil, qtbot):
    def look():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.extend(interpreted(box, "message"))
        box.grab()
        box.reject()

    said, words = [], words_for("en")
    QTimer.singleShot(0, look)
    show_refusal(None, words, FileRefused("not_a_workshop", path=evil))
    QTimer.singleShot(0, look)
    means_it(None, words, evil, detail=evil, go="Leave")
    assert said == []
    assert not trap.sprang()


def test_the_first_window_shows_names_of_files_as_they_are(tmp_path, qtbot):
    made = StartWindow(words_for("en"), [tmp_path / "<b>R&D</b><img src=x>.worldcafe"])
    qtbot.addWidget(made)
    assert interpreted(made, "start") == []


@pytest.mark.parametrize("what", list(What))
def test_a_print_shows_every_letter(what, turin_bridge, evil, trap, tmp_path):
    workshop = hostile(turin_bridge.workshop, evil)
    path = tmp_path / "print.pdf"
    write_pdf(workshop, words_for("en"), what, path)
    assert any("R&D" in page.extract_text() for page in PdfReader(path).pages)
    assert not trap.sprang()


def choose_everything(page):
    """Choose the first of every list, so that what shows one in full shows it."""
    for view in page.findChildren(QAbstractItemView):
        if (
            view.isVisible()
            and view.model() is not None
            and view.model().rowCount(QModelIndex())
        ):
            view.setCurrentIndex(view.model().index(0, 0))
            view.clicked.emit(view.model().index(0, 0))
    QApplication.processEvents()


def interpreted(root, where):
    """What in a window would be read as markup, or lose a letter, each with its place."""
    show_tooltips(root)
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        name = f"{where}: {type(widget).__name__}"
        for kind, text in (
            ("tooltip", widget.toolTip()), ("status", widget.statusTip()),
            ("what", widget.whatsThis()),
        ):  # fmt: skip
            found += [f"{name} {kind}: {text}"] if is_markup(text) else []
        if isinstance(widget, QLabel):
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            found += (
                [f"{name}: {widget.text()}"] if not plain and is_markup(widget.text()) else []
            )
            if widget.buddy() is not None and loses_letters(widget.text()):
                found.append(f"{name} of a field: {widget.text()}")
        elif isinstance(widget, QAbstractButton):
            found += [f"{name}: {widget.text()}"] if loses_letters(widget.text()) else []
        elif isinstance(widget, QTabBar):
            texts = map(widget.tabText, range(widget.count()))
            found += [f"{name}: {text}" for text in texts if loses_letters(text)]
        elif isinstance(widget, QTextEdit):
            found += [f"{name}: takes rich text"] if widget.acceptRichText() else []
        elif isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            found += [f"{name}: {text}" for text in told_by(widget.model()) if is_markup(text)]
    for action in dict.fromkeys([*root.actions(), *root.findChildren(QAction)]):
        if loses_letters(action.text()):
            found.append(f"{where}: action {action.text()}")
    return found


def show_tooltips(root):
    """Show every tooltip once, as the pointer would: one that is markup springs the trap."""
    told = [(each, each.toolTip()) for each in [root, *root.findChildren(QWidget)]]
    for widget, text in told:
        if text:
            QToolTip.showText(QPoint(0, 0), text, widget)
    QToolTip.hideText()


def told_by(model):
    """The tooltips and the like of a list's first rows and of its headings."""
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole,
             Qt.ItemDataRole.WhatsThisRole)  # fmt: skip
    for role in roles:
        is_list = isinstance(model, QAbstractListModel)
        for column in range(1 if is_list else model.columnCount(QModelIndex())):
            yield model.headerData(column, Qt.Orientation.Horizontal, role)
            for row in range(min(N_ROWS, model.rowCount(QModelIndex()))):
                yield model.index(row, column).data(role)


def is_markup(text):
    """Whether Qt would read something of a text as markup."""
    if not text or not _could_be_markup(text):
        return False
    inner = re.fullmatch(r"<qt>(.*)</qt>", text, re.DOTALL)
    return inner is None or "<" in inner[1].replace("<br>", "")


def _could_be_markup(text):
    """Qt's own guess, and a little more: anything that looks like a tag."""
    return re.search(r"<[a-zA-Z!/?]", text) is not None


def loses_letters(text):
    """Whether Qt would take an ampersand of a text for the mark of a key."""
    return "&" in text.replace("&&", "")
