"""Every page, dialog, scene and print in a language that is longer and read from the right.

`WORLDCAFE_PICTURES=folder` keeps a picture of each.
"""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QStyle, QWidget
from worldcafe.ui.pages.harvest.cluster_dialog import ClusterDialog
from worldcafe.ui.pages.harvest.notes import NotesDialog

from hostile_cafe import Overwrite
from pseudo_desk import in_greek, listening, places, said_by, unmarked
from small_cafe import AT
from worldcafe.document import Document
from worldcafe.domain.clock import agenda
from worldcafe.domain.commands import StartSegment
from worldcafe.domain.disclosure import Disclosure, Names, to_decide
from worldcafe.domain.model import Cluster
from worldcafe.domain.projection import Choice
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.notes import Notes
from worldcafe.exchange.templates import read_template, template_keys
from worldcafe.prints import Print, What
from worldcafe.prints.lettering import Lettering
from worldcafe.prints.paper import UNITS_PER_MM
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.forgetting import ForgetDialog, KeptUntilDialog
from worldcafe.ui.mentions import MentionsDialog
from worldcafe.ui.pages.capture.pictures import PictureDialog
from worldcafe.ui.pages.capture.place import MoveDialog
from worldcafe.ui.pages.harvest.merge_sheet import MergeSheet
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.pages.rotation.picker import Choice as Picked
from worldcafe.ui.pages.rotation.picker import ChoiceDialog
from worldcafe.ui.pages.rotation.repair import RepairDialog
from worldcafe.ui.pages.rotation.wish_dialog import WishDialog
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import tip
from worldcafe.ui.printing.dialog import PrintDialog
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.ui.shell.follow_up import FollowUpDialog
from worldcafe.ui.shell.keys import KeysDialog
from worldcafe.ui.shell.start import RecoveryDialog, StartWindow
from worldcafe.ui.shell.window import MainWindow
from worldcafe.ui.work import Work
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.languages import PSEUDO
from worldcafe.wording.voices import Voices

SLACK = SPACE + 1
"""Qt mirrors no margins: they may differ by a step of the grid."""
PICTURES = os.environ.get("WORLDCAFE_PICTURES")
WORDS = words_for(PSEUDO.code)
MASKED = Disclosure(names=Names.INITIALS, personal_data=False)


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


def settled(*owners):
    for _ in range(3):
        QApplication.processEvents()
        for owner in owners:
            for work in owner.findChildren(Work):
                work.finish_now()


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
    return [f"{name}: {text!r}" for text in texts if text not in known]


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
    found, path = [], {tip(str(greek_bridge.document.path))}
    for key in window._stages:
        window.go_to_page(key)
        settled(window, greek_bridge)
        # What the workbook holds is told in the language it will be in.
        sheets = set(said_by(window.page.contents)) if key == "synthesis" else set()
        found += heard(window, key, monkeypatch, known=path | sheets)
        found += on_the_wrong_side(window, key)
    window.go_to_page("harvest")
    for view in VIEWS[1:]:
        window.page.go_to_view(view.key)
        settled(window, greek_bridge)
        found += heard(window, f"harvest-{view.key}", monkeypatch, known=path)
    assert not found, "\n".join(found)


def dialogs(bridge, parent):
    """Every dialog of the program, made when it is its turn."""
    workshop = bridge.workshop
    person, other = workshop.participants_in_order[:2]
    first, second = workshop.standing[:2]
    photo = next(iter(workshop.attachments.values()))
    notes = Notes(bridge.document.path, (first,), (2,), ("ιδ",), (), ("κευ",))
    choices = [Picked(each.id, each.name) for each in (person, other)]
    yield lambda: ForgetDialog(bridge, parent, {person.id})
    yield lambda: KeptUntilDialog(bridge, parent)
    found = to_decide(workshop, MASKED)
    yield lambda: MentionsDialog(bridge, parent, workshop, MASKED, found)
    yield lambda: RecoveryDialog(
        parent, WORDS, bridge.document.path, FileRefused("workshop_damaged", path="τουριν")
    )
    yield lambda: FollowUpDialog(WORDS, parent, (bridge.document.path, workshop))
    yield lambda: KeysDialog(WORDS, parent)
    yield lambda: PrintDialog(bridge, parent)
    yield lambda: NotesDialog(notes, WORDS, parent)
    yield lambda: MergeSheet(bridge, (first, second), parent)
    yield lambda: ClusterDialog(Cluster(id="new", name="ψ"), [("", "θ")], "τ", WORDS, parent)
    yield lambda: ChoiceDialog(parent, WORDS, title="τ", action="α", choices=choices)
    yield lambda: WishDialog(parent, WORDS, workshop, people=(person.id,))
    yield lambda: RepairDialog(parent, bridge)
    yield lambda: PictureDialog(bridge, photo, parent)
    yield lambda: MoveDialog(bridge, (first.table_id, first.round_id), parent)
    yield lambda: StartWindow(WORDS, [bridge.document.path])


def test_every_dialog_speaks_only_of_what_was_translated(greek_bridge, qtbot, monkeypatch):
    parent, found, seen = QWidget(), [], set()
    templates = [read_template(key, PSEUDO.code) for key in template_keys()]
    known = {text for each in templates for text in (each.name, each.summary)}
    known |= {*TRANSLATED.values(), tip(str(greek_bridge.document.path))}
    qtbot.addWidget(parent)
    for make in dialogs(greek_bridge, parent):
        dialog = make()
        seen.add(type(dialog).__name__)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        settled(dialog, greek_bridge)
        found += heard(dialog, type(dialog).__name__, monkeypatch, known=known)
        dialog.close()
    assert not found, "\n".join(found)
    ours = (
        each for each in QDialog.__subclasses__() if each.__module__.startswith("worldcafe")
    )
    assert {each.__name__ for each in ours} <= seen


def test_the_projector_speaks_only_of_what_was_translated(greek_bridge, qtbot, monkeypatch):
    projector = ProjectorWindow(greek_bridge, Voices(WORDS), dark=True)
    qtbot.addWidget(projector)
    projector.show()
    found = []
    for segment in ("welcome", "talk", "move", "harvest", "close"):
        found += heard_of_segment(greek_bridge, projector, segment, monkeypatch)
    for choice, by_table in (
        (Choice.PLACES, False),
        (Choice.PLACES, True),
        (Choice.BLANK, False),
    ):
        projector.choose(choice, by_table=by_table)
        settled(projector)
        found += heard(projector, f"projector-{choice}-{by_table}", monkeypatch)
    projector.close()
    assert not found, "\n".join(found)


def heard_of_segment(bridge, projector, kind, monkeypatch):
    key = next(each.key for each in agenda(bridge.workshop) if each.kind == kind)
    bridge.do(StartSegment(segment=key))
    projector.show_workshop()
    settled(projector)
    return heard(projector, f"projector-{kind}", monkeypatch)


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
