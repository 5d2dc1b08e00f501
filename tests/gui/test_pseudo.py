"""Every page, dialog, scene and print in a language that is longer and read from the right.

`WORLDCAFE_PICTURES=folder` keeps a picture of each.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from every_dialog import settled, shown_dialogs, shown_scenes
from hostile_cafe import Overwrite
from pseudo_desk import in_greek, listening, places, said_by, unmarked
from small_cafe import AT
from worldcafe.document import Document
from worldcafe.exchange.templates import read_template, template_keys
from worldcafe.prints import Print, What
from worldcafe.prints.lettering import Lettering
from worldcafe.prints.paper import UNITS_PER_MM
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.ui.shell.about import bundled
from worldcafe.ui.shell.defects import report_folder
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.languages import PSEUDO
from worldcafe.wording.voices import Voices

SLACK = SPACE + 1
"""Qt mirrors no margins: they may differ by a step of the grid."""
PICTURES = os.environ.get("WORLDCAFE_PICTURES")
WORDS = words_for(PSEUDO.code)


@pytest.fixture(scope="module")
def greek_file(_turin_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("greek") / "τουριν.worldcafe"
    with Document.open(_turin_file, now=lambda: AT) as turin:
        workshop = in_greek(turin.workshop)
    with Document.create(path, now=lambda: AT) as document:
        document.do(Overwrite(workshop=workshop))
    return path


@pytest.fixture
def mirrored(qapp):
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction(leftwards=True))
    yield
    qapp.setLayoutDirection(before)


@pytest.fixture
def greek_bridge(greek_file, tmp_path, mirrored):
    path = shutil.copy(greek_file, tmp_path / "τουριν.worldcafe")
    document = Document.open(path, now=lambda: AT)
    bridge = Bridge(document, WORDS, now=lambda: AT)
    yield bridge
    bridge.close()


def heard(widget, name, monkeypatch, *, known=()):
    """The unmarked texts of a window, said or painted, each with where it stands.

    Known are those that are in another language with reason.
    """
    with listening(monkeypatch) as painted:
        picture = widget.grab()
    if PICTURES:
        Path(PICTURES).mkdir(exist_ok=True, parents=True)
        picture.save(str(Path(PICTURES) / f"{name}.png"))
    texts = unmarked([*said_by(widget), *painted])
    return [f"{name}: {text!r}" for text in texts if unmarked(parted(text) - set(known))]


def parted(text):
    """The lines of a text, plain or as a tooltip has it."""
    return set(re.split(r"\n|<br>", text.removeprefix("<qt>").removesuffix("</qt>")))


def on_the_wrong_side(window, name):
    """The widgets of a page that are not where the mirror of the page has them."""
    leftwards = places(window)
    window.setLayoutDirection(direction(leftwards=False))
    settled(window)
    rightwards = places(window)
    window.setLayoutDirection(direction(leftwards=True))
    settled(window)
    for widget, place in leftwards.items():
        there = rightwards.get(widget)
        mirror = there and QStyle.visualRect(window.layoutDirection(), window.rect(), there)
        if mirror and abs(mirror.left() - place.left()) > SLACK:
            yield f"{name}: {type(widget).__name__} {place}, not {mirror}"


@pytest.fixture
def window(greek_bridge):
    made = MainWindow(greek_bridge)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_every_page_is_mirrored_and_speaks_only_of_what_was_translated(
    window, greek_bridge, monkeypatch
):
    path = str(greek_bridge.document.path)
    found, known = [], {path}
    for key in window._stages:
        window.go_to_page(key)
        settled(window, greek_bridge)
        # What the workbook holds is told in the language it will be in.
        sheets = set(said_by(window.page.contents)) if key == "synthesis" else set()
        found += heard(window, key, monkeypatch, known=known | sheets)
        found += on_the_wrong_side(window, key)
    window.go_to_page("harvest")
    for view in VIEWS[1:]:
        window.page.go_to_view(view.key)
        settled(window, greek_bridge)
        found += heard(window, f"harvest-{view.key}", monkeypatch, known=known)
    assert not found, "\n".join(found)


def test_every_dialog_speaks_only_of_what_was_translated(greek_bridge, qtbot, monkeypatch):
    parent, found = QWidget(), []
    templates = [read_template(key, PSEUDO.code) for key in template_keys()]
    known = {text for each in templates for text in (each.name, each.summary)}
    path = str(greek_bridge.document.path)
    known |= {*TRANSLATED.values(), path}
    known |= {text for each in bundled() for text in each} | {str(report_folder())}
    qtbot.addWidget(parent)
    for dialog in shown_dialogs(greek_bridge, parent, "τουριν"):
        found += heard(dialog, type(dialog).__name__, monkeypatch, known=known)
    assert not found, "\n".join(found)


def test_the_projector_speaks_only_of_what_was_translated(greek_bridge, qtbot, monkeypatch):
    projector = ProjectorWindow(greek_bridge, Voices(WORDS), dark=True)
    qtbot.addWidget(projector)
    projector.show()
    found = []
    for name in shown_scenes(greek_bridge, projector):
        found += heard(projector, name, monkeypatch)
    projector.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("what", list(What))
def test_every_print_speaks_only_of_what_was_translated(
    what, greek_file, monkeypatch, tmp_path
):
    set_, lay = [], Lettering._lay

    def laid(self, setting):
        set_.append(setting.text)
        return lay(self, setting)

    monkeypatch.setattr(Lettering, "_lay", laid)
    with Document.open(greek_file, now=lambda: AT) as document:
        pages = Print(document.workshop, WORDS, what)
    image = QImage(1240, 1754, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(image.width() / pages.size.width / UNITS_PER_MM,
                  image.width() / pages.size.width / UNITS_PER_MM)  # fmt: skip
    pages.draw(len(pages) // 2, painter)
    painter.end()
    if PICTURES:
        image.save(str(Path(PICTURES) / f"print-{what}.png"))
    assert not unmarked(set_)
    assert any("~" in text for text in set_)
