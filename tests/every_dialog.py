"""Every page, dialog, scene, menu and part that comes when it is asked for, for tests that are
to miss none."""

import ast
from pathlib import Path

from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu

import worldcafe.ui
from worldcafe.document import Document
from worldcafe.domain.clock import agenda
from worldcafe.domain.commands import EditContribution, MarkAbsent, StartSegment
from worldcafe.domain.disclosure import Disclosure, Names, to_decide
from worldcafe.domain.model import Cluster
from worldcafe.domain.projection import Choice
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.notes import Notes
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.fields.chips import LanguageChips
from worldcafe.ui.forgetting import ForgetDialog, KeptUntilDialog
from worldcafe.ui.mentions import MentionsDialog
from worldcafe.ui.pages.capture.pictures import PictureDialog
from worldcafe.ui.pages.capture.place import MoveDialog
from worldcafe.ui.pages.harvest.cluster_dialog import ClusterDialog
from worldcafe.ui.pages.harvest.merge_sheet import MergeSheet
from worldcafe.ui.pages.harvest.note_files import NotesDialog, PlaceDialog
from worldcafe.ui.pages.harvest.page import VIEWS
from worldcafe.ui.pages.live.hand_in import Grid
from worldcafe.ui.pages.live.room import TABS
from worldcafe.ui.pages.prepare.page import PARTS
from worldcafe.ui.pages.rotation.picker import Choice as Picked
from worldcafe.ui.pages.rotation.picker import ChoiceDialog
from worldcafe.ui.pages.rotation.repair import RepairDialog
from worldcafe.ui.pages.rotation.wish_dialog import WishDialog
from worldcafe.ui.pages.synthesis.mails import MailsDialog
from worldcafe.ui.phones.dialog import PhonesDialog
from worldcafe.ui.printing.dialog import PrintDialog
from worldcafe.ui.shell.about import AboutDialog
from worldcafe.ui.shell.addressing import AddressDialog
from worldcafe.ui.shell.earlier import EarlierDialog
from worldcafe.ui.shell.follow_up import FollowUpDialog
from worldcafe.ui.shell.gone_copies import GoneCopies
from worldcafe.ui.shell.help import HelpDialog
from worldcafe.ui.shell.keys import KeysDialog
from worldcafe.ui.shell.laptop import LaptopDialog
from worldcafe.ui.shell.news import NewsDialog
from worldcafe.ui.shell.portfolio import PortfolioDialog
from worldcafe.ui.shell.preferences import PreferencesDialog
from worldcafe.ui.shell.recovering import RecoveryDialog
from worldcafe.ui.shell.rehearsal import Rehearsal
from worldcafe.ui.shell.start import StartWindow
from worldcafe.ui.work import Work

MASKED = Disclosure(names=Names.INITIALS, personal_data=False)


def settled(*owners):
    """Let what these began come to its end."""
    for _ in range(3):
        QApplication.processEvents()
        for owner in owners:
            for work in owner.findChildren(Work):
                work.finish_now()


def dialogs(bridge, parent, written):
    """Every dialog, made when it is its turn; `written` stands where people may write."""
    workshop, words = bridge.workshop, bridge.words
    person, other = workshop.participants_in_order[:2]
    first, second = workshop.standing[:2]
    photo = next(iter(workshop.attachments.values()))
    notes = Notes(bridge.document.path, (first,), (2,), (written,), (), (written,))
    choices = [Picked(each.id, each.name) for each in (person, other)]
    yield lambda: ForgetDialog(bridge, parent, {person.id})
    yield lambda: KeptUntilDialog(bridge, parent)
    found = to_decide(workshop, MASKED)
    yield lambda: MentionsDialog(bridge, parent, workshop, MASKED, found)
    yield lambda: RecoveryDialog(
        parent, words, bridge.document.path, FileRefused("workshop_damaged", path=written)
    )
    folder = bridge.document.path.parent
    yield lambda: FollowUpDialog(words, parent, (bridge.document.path, workshop), folder)
    yield lambda: EarlierDialog(bridge, parent)
    at_hand = {bridge.document.path: workshop}
    yield lambda: PortfolioDialog(words, bridge.settings, parent, at_hand, lambda _: None)
    yield lambda: KeysDialog(words, parent)
    yield lambda: _opened_help(words, parent)
    yield lambda: AboutDialog(words, parent)
    yield lambda: PreferencesDialog(bridge.settings, words, parent)
    yield lambda: AddressDialog(parent, words, words("Open a shared workshop"), "")
    yield lambda: PhonesDialog(bridge, parent)
    yield lambda: LaptopDialog(bridge, lambda _name: None, parent)
    yield lambda: PrintDialog(bridge, parent)
    yield lambda: NotesDialog(notes, words, parent)
    yield lambda: PlaceDialog(workshop, words, parent)
    yield lambda: MergeSheet(bridge, (first, second), parent)
    cluster = Cluster(id="new", name=written)
    yield lambda: ClusterDialog(cluster, [("", written)], written, words, parent)
    yield lambda: ChoiceDialog(parent, words, title=written, action="→", choices=choices)
    yield lambda: WishDialog(parent, words, workshop, people=(person.id,))
    yield lambda: RepairDialog(parent, bridge)
    yield lambda: PictureDialog(bridge, photo, parent)
    yield lambda: MoveDialog(bridge, (first.table_id, first.round_id), parent)
    yield lambda: MailsDialog(bridge, parent)
    yield lambda: NewsDialog(words, parent)
    yield lambda: StartWindow(words, [bridge.document.path], updated=True)


def _opened_help(words, parent):
    dialog = HelpDialog(words, parent)
    dialog.show_chapter("live")
    return dialog


def shown_dialogs(bridge, parent, written):
    """Every dialog in view, one after the other; none that there is may be missing."""
    seen = set()
    for make in dialogs(bridge, parent, written):
        dialog = make()
        seen.add(type(dialog))
        dialog.show()
        settled(dialog, bridge)
        yield dialog
        dialog.close()
        dialog.deleteLater()
    ours = {
        each for each in QDialog.__subclasses__() if each.__module__.startswith("worldcafe")
    }
    assert ours == {Dialog, HelpDialog}, "F1 would say nothing in the others"
    assert set(Dialog.__subclasses__()) <= seen, "not in the list"


def shown_scenes(bridge, projector):
    """The name of every scene while the projector shows it."""
    for kind in ("welcome", "talk", "move", "harvest", "close"):
        key = next(each.key for each in agenda(bridge.workshop) if each.kind == kind)
        bridge.do(StartSegment(segment=key))
        projector.show_workshop()
        settled(projector)
        yield f"projector-{kind}"
    for choice, by_table in (
        (Choice.PLACES, False),
        (Choice.PLACES, True),
        (Choice.JOIN, False),
        (Choice.BLANK, False),
    ):
        projector.choose(choice, by_table=by_table)
        settled(projector)
        yield f"projector-{choice}-{by_table}"


def shown_pages(window):
    """Every page, each in all its views, one after the other, by its name."""
    for key in window._stages:
        window.go_to_page(key)
        yield key
        if key == "prepare":
            for part in PARTS:
                window.go_to_page(f"prepare/{part}")
                yield f"prepare-{part}"
        elif key == "live":
            for tab in TABS:
                window.page.room.show_tab(tab)
                yield f"live-{tab}"
        elif key == "harvest":
            for view in VIEWS:
                window.page.go_to_view(view.key)
                yield f"harvest-{view.key}"
            window.page.open(window._bridge.workshop.standing[0].id)
            yield "harvest-in-full"


def menus(window):
    """What opens every menu that is made when it is asked for, by the code that shows it.

    Menus that are made with their page are children of the window.
    """
    page = _gone_to(window, "prepare")
    yield "LanguageChips._on_more", page.findChild(LanguageChips)._on_more
    page = _gone_to(window, "people")
    yield "PeopleList._on_menu", lambda: page.list._on_menu(QPoint())
    page = _gone_to(window, "rotation")
    page.choose_person(window._bridge.workshop.participants_in_order[0].id)
    found = page.side.found
    yield "FoundCard._on_more", found._on_more
    yield "FoundCard.open_menu", lambda: found.open_menu(QPoint())
    grid = _gone_to(window, "live").findChild(Grid)
    yield "_Conversations.open_menu", lambda: grid.open_menu(grid.model().index(0, 0))
    page = _gone_to(window, "harvest")
    page.go_to_view("clusters")
    settled(window)
    yield "ClustersView._on_put", page.view._on_put
    cluster = next(iter(window._bridge.workshop.clusters))
    yield "ClustersView._on_menu", lambda: page.view._on_menu(cluster, QPoint())


def shown_menus(window):
    """Every such menu in view, one after the other; none that there is may be missing."""
    seen = set()
    for name, show in menus(window):
        show()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), name
        assert menu.actions(), name
        seen.add(name)
        yield menu
        menu.close()
        settled(window)
    assert set(_places_of_menus()) == seen


def shown_parts(window, folder, written):
    """Every part in view that comes when it is asked for, one after the other, by its name."""
    bridge = window._bridge
    page = _gone_to(window, "people")
    page.importing.read(_list_of_people(folder, written))
    settled(page)
    for which in page.importing.kinds.buttons():
        which.click()
        yield "list of people", page.importing
    page.importing.give_up()

    page = _gone_to(window, "synthesis")
    page.bring_back_from(_edited_workbook(folder, bridge, written))
    settled(page)
    for which in page.returning.kinds.buttons():
        which.click()
        yield "edited workbook", page.returning
    page.returning.give_up()

    page = _gone_to(window, "live")
    table = next(each for each in bridge.workshop.tables_in_order if each.host_id)
    bridge.do(MarkAbsent(participant_ids=frozenset({table.host_id})))
    repair = page.room.repair
    repair._wait.timeout.emit()
    settled(page, bridge)
    assert repair.repairs
    yield "repair", repair

    latecomer = page.room.presence.latecomer
    latecomer.open()
    for line in (latecomer.given_name, latecomer.organisation, latecomer.languages):
        line.setText(written)
    latecomer.add()  # refused: no language is called so
    yield "latecomer refused", window
    latecomer.languages.clear()
    latecomer.add()
    yield "latecomer", latecomer

    rehearsal = Rehearsal.of(bridge, window)
    rehearsal.show()
    settled(rehearsal.window)
    yield "rehearsal", rehearsal.window
    rehearsal.discard()

    gone = folder / f"{bridge.document.path.stem} gone.worldcafe"
    with Document.create(gone, now=bridge.now) as document:
        document.snapshot_if_due()
    gone.unlink()
    copies = GoneCopies(bridge.words)
    question = copies.question()
    question.show()
    yield "copies", question
    question.close()
    copies.deleteLater()


def _list_of_people(folder, written):
    """A list with a sheet, headings and cells as somebody may write them, and doubts."""
    book = Workbook()
    sheet = book.active
    sheet.title = book.create_sheet().title = "<b>R&D<b>"
    sheet.append(["Prénom", "Nom", "E-mail", "Langues", "Pays", written])
    sheet.append([written] * 6)
    sheet.append([written, "Nom", "a@b.org", written, written, "x"])
    sheet.append([written, "Nom", "a@b.org", "fr", "", written])
    sheet.append(["", "", "", "", "", written])
    path = folder / "<b>R&D<img src=x>.xlsx"
    book.save(path)
    return path


def _edited_workbook(folder, bridge, written):
    """The synthesis as it comes back: changed here and there, added to, and misunderstood."""
    path = folder / "<b>R&D<img src=x> back.xlsx"
    write_synthesis(bridge.workshop, path, bridge.words, made_at=bridge.now())
    words, item = bridge.words, bridge.workshop.standing[0]
    bridge.do(EditContribution(contribution_id=item.id, changes={"title": f"{written} here"}))
    book = load_workbook(path)
    sheet = next(each for each in book if words("Identifier") in _headings(each))
    at = _headings(sheet)
    for row, heading, value in (
        (5, "Title", f"{written} there"), (6, "Title", written), (6, "Impact (1–5)", written),
        (sheet.max_row + 1, "Title", written),
    ):  # fmt: skip
        sheet.cell(row, at[words(heading)], value)
    book.save(path)
    return path


def _headings(sheet):
    return {cell.value: cell.column for cell in sheet[4] if cell.value}


def _gone_to(window, key):
    window.go_to_page(key)
    settled(window)
    return window.page


def _places_of_menus():
    """The methods of the window's code that show a menu somewhere."""
    for path in Path(*worldcafe.ui.__path__).rglob("*.py"):
        for owner in ast.walk(ast.parse(path.read_text("utf-8"))):
            for method in owner.body if isinstance(owner, ast.ClassDef) else ():
                if any(_shows_menu(each) for each in ast.walk(method)):
                    yield f"{owner.name}.{method.name}"


def _shows_menu(node):
    """Whether this is the call of `popup` with a place, which is a menu's."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    return node.func.attr in ("popup", "exec") and bool(node.args)
