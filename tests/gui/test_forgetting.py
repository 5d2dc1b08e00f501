"""Forgetting in the window: said beforehand, done for good, and reminded of."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from small_cafe import AT
from worldcafe.document import forget as forget_in
from worldcafe.document import snapshots_of
from worldcafe.domain.commands import DescribeWorkshop, EditContribution
from worldcafe.exchange.roster import read_roster
from worldcafe.ui.forgetting import ForgetDialog, KeptUntilDialog
from worldcafe.ui.pages.people.page import PeoplePage
from worldcafe.ui.shell.gone_copies import GoneCopies
from worldcafe.ui.shell.window import MainWindow

TURIN = Path(__file__).parents[2] / "resources" / "examples" / "turin-participants.xlsx"


@pytest.fixture
def page(turin_bridge, show):
    return show(PeoplePage(turin_bridge))


@pytest.fixture
def author(turin_bridge):
    """Somebody who wrote, whom a text names, and whose family name nobody else bears."""
    workshop = turin_bridge.workshop
    people = workshop.participants
    borne = Counter(each.family_name for each in people.values())
    item = next(
        c
        for c in workshop.contributions.values()
        if c.author_id and borne[people[c.author_id].family_name] == 1
    )
    person = people[item.author_id]
    turin_bridge.do(
        EditContribution(contribution_id=item.id, changes={"lesson": f"Ask {person.name}."})
    )
    turin_bridge.do(
        EditContribution(contribution_id=item.id, changes={"obstacles": person.email})
    )
    return person


@pytest.fixture
def window(qtbot, turin_bridge):
    def shown():
        made = MainWindow(turin_bridge)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return shown


@pytest.fixture
def asked(qtbot, page):
    """The dialog about these people, once it has looked."""

    def shown(ids):
        dialog = ForgetDialog(page.bridge, page, ids)
        qtbot.waitSignal(dialog.looked, timeout=20_000).wait()
        return dialog

    return shown


@pytest.fixture
def forget(qtbot):
    """Agree, and wait until it is done."""

    def done(dialog):
        dialog.agree.click()
        qtbot.waitUntil(lambda: not dialog._forgetting.is_busy, timeout=20_000)

    return done


def texts_of(dialog):
    return " ".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_person_goes_for_good_and_every_page_follows(page, author, asked, forget):
    bridge = page.bridge
    n_people = bridge.workshop.n_people
    dialog = asked([author.id])
    assert author.name in texts_of(dialog)
    assert dialog.mentions.count() >= 2
    forget(dialog)
    assert "1 person was forgotten." in texts_of(dialog)
    assert author.id not in bridge.workshop.participants
    assert page.list.table.records.row_of(author.id) is None
    assert bridge.workshop.n_people == n_people
    assert not any(author.family_name in repr(each) for each in bridge.document.states())
    bridge.document.undo()
    assert author.id not in bridge.workshop.participants


def test_a_persons_menu_leads_there_with_the_people_selected(page, author):
    table, menu = page.list.table, page.list.forgetting
    menu.aboutToShow.emit()
    assert not menu.some.isEnabled()
    table.choose([author.id])
    menu.aboutToShow.emit()
    menu.some.trigger()
    (dialog,) = page.window().findChildren(ForgetDialog)
    assert author.name in texts_of(dialog)
    dialog.reject()


def test_a_text_that_is_not_ticked_stays(page, author, asked, forget):
    bridge = page.bridge
    dialog = asked([author.id])
    for k in range(dialog.mentions.count()):
        item = dialog.mentions.item(k)
        if "Lesson" in item.text():
            item.setCheckState(Qt.CheckState.Unchecked)
    forget(dialog)
    lessons = {c.lesson for c in bridge.workshop.contributions.values()}
    assert f"Ask {author.name}." in lessons
    assert not any(author.email in repr(c) for c in bridge.workshop.contributions.values())


def test_giving_up_changes_nothing(page, asked):
    bridge = page.bridge
    before, seq = bridge.workshop, bridge.document.seq
    dialog = asked(None)
    dialog.cancel.click()
    assert (bridge.workshop, bridge.document.seq) == (before, seq)


def test_what_is_refused_leaves_the_workshop_open_as_it_was(
    page, author, asked, forget, monkeypatch
):
    bridge, said = page.bridge, []
    bridge.refused.connect(said.append)
    before = bridge.workshop

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        forget(asked([author.id]))
    assert "The disk is full" in said[0]
    assert bridge.workshop == before
    bridge.do(DescribeWorkshop(about=before.about.but(title="It goes on")))
    assert bridge.workshop.about.title == "It goes on"


def test_a_date_half_a_year_after_the_day_is_proposed_and_kept(page):
    bridge = page.bridge
    day = bridge.workshop.about.date
    dialog = KeptUntilDialog(bridge, page)
    dialog.agree.click()
    until = bridge.workshop.about.names_until
    assert until.day == day.day
    assert (until.year - day.year) * 12 + until.month - day.month == 6


def keep_names_until(bridge, until):
    bridge.now = lambda: AT
    bridge.do(DescribeWorkshop(about=bridge.workshop.about.but(names_until=until)))


def test_the_reminder_is_said_once_an_opening(turin_bridge, window):
    keep_names_until(turin_bridge, AT.date())
    assert not window().reminder.isVisible()
    keep_names_until(turin_bridge, AT.date() - dt.timedelta(days=1))
    shown = window()
    assert shown.reminder.isVisible()
    shown.reminder.hiding.click()
    assert not shown.reminder.isVisible()
    assert not window().reminder.isVisible()


def test_a_later_date_ends_the_reminder(turin_bridge, window):
    keep_names_until(turin_bridge, AT.date() - dt.timedelta(days=1))
    shown = window()
    keep_names_until(turin_bridge, AT.date())
    assert not shown.reminder.isVisible()


def test_copies_of_workshops_that_are_gone_wait_at_the_start_until_somebody_agrees(
    turin_bridge, qtbot
):
    document = turin_bridge.document
    document.snapshot_if_due()
    qtbot.addWidget(hidden := GoneCopies(turin_bridge.words))
    assert hidden.isHidden()
    document.path.unlink()
    qtbot.addWidget(line := GoneCopies(turin_bridge.words))
    assert not line.isHidden()
    asked = line.question()
    assert str(document.path.resolve()) in asked.informativeText()
    delete = next(each for each in asked.buttons() if each.text() == "Delete them")
    asked.defaultButton().click()
    assert snapshots_of(document.path)
    delete.click()
    assert not snapshots_of(document.path)


def test_an_old_list_says_who_is_left_out_and_takes_them_back_on_purpose(page, qtbot):
    bridge = page.bridge
    people = [p for p in read_roster(TURIN).people if p.id in bridge.workshop.participants]
    ids = [people[0].id, people[1].id]
    with bridge.document.laid_aside() as path:
        forget_in(path, ids)
    page.read(TURIN)
    qtbot.waitUntil(lambda: not page.importing.reading.is_busy, timeout=20_000)
    assert page.importing.forgotten.isVisible()
    assert page.importing.importing.text() == "Nobody to import"
    page.importing.again.setChecked(True)
    assert page.importing.importing.text() == "Import 2 people"
    page.importing.importing.click()
    assert bridge.workshop.participants.keys() >= set(ids)
    assert not bridge.workshop.forgotten
