"""Rotation: who sits where, found, shown and planned."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from rail import state_of
from worldcafe.domain.commands import (
    ClearSeating,
    FurnishRoom,
    ImportParticipants,
    MoveSeat,
    PutParticipant,
    PutRound,
    PutTable,
    RemoveTable,
)
from worldcafe.domain.model import Participant, Round
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.remedies import people_without_language
from worldcafe.domain.troubles import appraised
from worldcafe.domain.vocabulary import Role
from worldcafe.ui.pages.rotation.board import LEAST_TEXT
from worldcafe.ui.pages.rotation.list import SeatingModel
from worldcafe.ui.pages.rotation.page import RotationPage
from worldcafe.ui.work import Work


@pytest.fixture
def page(turin_bridge, show):
    return show(RotationPage(turin_bridge))


@pytest.fixture
def click(qtbot):
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def people(number, **fields):
    return tuple(
        Participant(id=f"p{k}", given_name=f"Person {k}", family_name="Nº", **fields)
        for k in range(number)
    )


def furnish(bridge, n_people=12, n_tables=3, n_rounds=3):
    bridge.do(ImportParticipants(participants=people(n_people)))
    bridge.do(FurnishRoom(n_tables=n_tables, seats=n_people // n_tables + 2))
    for number in range(1, n_rounds + 1):
        bridge.do(PutRound(round=Round(id=f"r{number}", number=number)))


def shown_texts(page):
    buttons = page.findChildren(QPushButton)
    return [each.text() for each in buttons if each.isVisibleTo(page)]


def way_out(page):
    """The one button of an empty page."""
    shown = page._stack.currentWidget().findChildren(QPushButton)
    assert len(shown) == 1
    return shown[0]


# What is missing first


@pytest.mark.parametrize(
    ("prepared", "target"),
    [(0, "people"), (1, "prepare"), (2, "prepare")],
    ids=["no people", "no tables", "no rounds"],
)
def test_an_empty_page_has_one_button_that_leads_where_the_next_step_is(
    bridge, show, qtbot, click, prepared, target
):
    if prepared > 0:
        bridge.do(ImportParticipants(participants=people(4)))
    if prepared > 1:
        bridge.do(FurnishRoom(n_tables=1, seats=5))
    page = show(RotationPage(bridge))
    with qtbot.waitSignal(page.go_to_asked) as asked:
        click(way_out(page))
    assert asked.args == [target]


def test_the_room_appears_as_soon_as_nothing_is_missing(bridge, show):
    page = show(RotationPage(bridge))
    furnish(bridge)
    assert page.board.isVisible()
    assert len(page.board.scene.tables) == 3


# Planning


def test_seating_everyone_is_one_step_that_undo_takes_back(bridge, show, qtbot, click):
    furnish(bridge)
    page = show(RotationPage(bridge))
    seq = bridge.document.seq
    click(page.side.plan_bar._plan)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    assert bridge.document.seq == seq + 1
    assert not unseated(bridge.workshop)
    assert state_of(page).ready
    bridge.undo()
    assert not bridge.workshop.seats
    assert page.side.quality._heading.text() == "Nobody is seated yet"


def test_another_plan_seats_people_elsewhere_and_as_well(page, qtbot, click):
    workshop = page.bridge.workshop
    before = dict(workshop.seats)
    click(page.side.plan_bar._plan)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    after = page.bridge.workshop
    assert after.seats != before
    assert {t.id: t.host_id for t in after.tables.values()} == {
        t.id: t.host_id for t in workshop.tables.values()
    }
    assert appraised(after).report.repeats == 0


def awkward(bridge, show):
    """A room whose plan takes the planner a while."""
    furnish(bridge, n_people=60, n_tables=7, n_rounds=9)
    return show(RotationPage(bridge))


def test_stopping_the_planner_changes_nothing(bridge, show, click):
    page = awkward(bridge, show)
    seq = bridge.document.seq
    click(page.side.plan_bar._plan)
    assert page.side.plan_bar._planning.isVisible()
    work = page.planner.findChild(Work)
    click(page.side.plan_bar._drop)
    QApplication.processEvents()
    assert not page.planner.under_way
    assert work.isFinished()
    assert bridge.document.seq == seq
    assert page.side.plan_bar._plan.isVisible()


def test_the_best_plan_so_far_can_be_used(bridge, show, qtbot, click):
    page = awkward(bridge, show)
    click(page.side.plan_bar._plan)
    qtbot.waitUntil(lambda: page.side.plan_bar._progress.value() > 0)
    click(page.side.plan_bar._keep)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    assert not unseated(bridge.workshop)


def test_the_planner_does_not_flood_the_window_with_its_progress(bridge, show, qtbot, click):
    page = awkward(bridge, show)
    click(page.side.plan_bar._plan)
    told = []
    page.planner.progressed.connect(told.append)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    assert 0 < len(told) < 1_000  # the planner itself speaks thousands of times


def test_leaving_the_page_ends_the_planner_and_says_so(bridge, show, click):
    page = awkward(bridge, show)
    seq = bridge.document.seq
    click(page.side.plan_bar._plan)
    page.leave()
    assert not page.planner.under_way
    QApplication.processEvents()
    assert bridge.document.seq == seq
    assert bridge.sayings == ["Planning was stopped. Nothing was changed."]


def test_what_cannot_be_planned_is_refused_in_words(bridge, show, click):
    furnish(bridge, n_people=2, n_tables=3)
    page = show(RotationPage(bridge))
    click(page.side.plan_bar._plan)
    assert not page.planner.under_way
    assert bridge.refusals == ["2 people cannot fill 3 tables. Take some tables away."]


def test_people_named_as_hosts_are_offered_their_tables_first(bridge, show, click):
    furnish(bridge)
    for number in (2, 5, 7):
        person = bridge.workshop.participants[f"p{number}"]
        bridge.do(PutParticipant(participant=person.but(roles=(Role.HOST,))))
    page = show(RotationPage(bridge))
    assert page.side.plan_bar._appoint.isVisible()
    click(page.side.plan_bar._appoint)
    hosts = {table.host_id for table in bridge.workshop.tables.values()}
    assert hosts == {"p2", "p5", "p7"}
    assert not page.side.plan_bar._appoint.isVisible()


def test_a_room_too_small_is_made_large_enough_beside_the_plan(bridge, show, click):
    furnish(bridge)
    bridge.do(FurnishRoom(n_tables=2, seats=5))
    page = show(RotationPage(bridge))
    click(next(b for b in page.findChildren(QPushButton) if b.text() == "Set up 3 tables of 5"))
    assert len(bridge.workshop.tables) == 3
    assert not any("tables of" in text for text in shown_texts(page))
    bridge.undo()
    assert len(bridge.workshop.tables) == 2


def test_who_hosts_and_why_is_said_and_others_can_be_chosen(bridge, show, click, qtbot):
    furnish(bridge)
    marked = bridge.workshop.participants["p7"]
    bridge.do(PutParticipant(participant=marked.but(roles=(Role.HOST,))))
    page = show(RotationPage(bridge))
    click(page.side.plan_bar._plan)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    hosts = [table.host_id for table in bridge.workshop.tables_in_order]
    assert "p7" in hosts
    others = [h for h in hosts if h != "p7"]
    assert "1 table is hosted by somebody whom the list marks" in bridge.sayings[-1]
    for each in others:
        assert bridge.workshop.participants[each].name in bridge.sayings[-1]
    with qtbot.waitSignal(page.go_to_asked) as asked:
        click(next(b for b in page.findChildren(QPushButton) if "hosts…" in b.text()))
    assert asked.args == ["prepare/hosts"]
    bridge.undo()
    assert not bridge.workshop.seats
    assert not any(table.host_id for table in bridge.workshop.tables.values())


def test_a_problem_of_language_carries_its_remedy_and_what_it_brings(
    bridge, show, click, qtbot
):
    furnish(bridge)
    for number, person in enumerate(tuple(bridge.workshop.participants.values())):
        spoken = ("fr",) if number % 3 else ("es",)
        bridge.do(PutParticipant(participant=person.but(languages=spoken)))
    for table in bridge.workshop.tables_in_order:
        bridge.do(PutTable(table=table.but(languages=("es",))))
    page = show(RotationPage(bridge))
    click(page.side.plan_bar._plan)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    remedy = page.side.quality.languages
    qtbot.waitUntil(remedy.suggesting.isVisible)
    click(remedy.suggesting)
    qtbot.waitUntil(lambda: remedy.remedy is not None, timeout=30_000)
    promised = remedy.remedy.n_after
    assert (
        f"{promised} instead of {remedy.remedy.n_before} people" in remedy.effect._text.text()
    )
    before = bridge.workshop
    click(remedy.taking)
    found = appraised(bridge.workshop).report
    assert people_without_language(found) == promised < 8
    bridge.undo()
    assert bridge.workshop.tables == before.tables
    assert bridge.workshop.seats == before.seats


# The room


def test_people_sit_around_their_tables_in_the_round_in_view(page):
    workshop, scene = page.bridge.workshop, page.board.scene
    for index, round_ in enumerate(workshop.rounds_in_order):
        page.board.bar.slider.setValue(index)
        scene.settle()
        for table in workshop.tables.values():
            middle = scene.tables[table.id].pos()
            for person in workshop.people_at(table.id, round_.id):
                chip = scene.chips[person.id]
                away = chip.pos() - middle
                assert 60 < (away.x() ** 2 + away.y() ** 2) ** 0.5 < 90
                assert chip.hosts == (table.host_id == person.id)


def test_no_two_chips_and_no_two_tables_overlap_in_a_crowded_room(bridge, show):
    furnish(bridge, n_people=100, n_tables=4, n_rounds=1)
    seats = [
        MoveSeat(participant_id=f"p{k}", round_id="r1", table_id=table.id)
        for k, table in enumerate(bridge.workshop.tables_in_order * 25)
    ]
    for command in seats:
        bridge.do(command)
    scene = show(RotationPage(bridge)).board.scene
    places = [chip.pos() for chip in scene.chips.values()]
    nearest = min(
        (one - other).manhattanLength()
        for k, one in enumerate(places)
        for other in places[k + 1 :]
    )
    assert nearest > 50
    cells = [item.sceneBoundingRect().adjusted(1, 1, -1, -1) for item in scene.tables.values()]
    assert not any(a.intersects(b) for k, a in enumerate(cells) for b in cells[k + 1 :])


def test_arrow_keys_step_through_the_rounds(page, qtbot):
    page.board.view.setFocus()
    qtbot.keyClick(page.board.view, Qt.Key.Key_Right)
    assert page.board.bar._name.text() == "Round 2 of 4"
    assert page.board.bar._question.text() == page.bridge.workshop.rounds_in_order[1].question
    qtbot.keyClick(page.board.view, Qt.Key.Key_Left)
    qtbot.keyClick(page.board.view, Qt.Key.Key_Left)
    assert page.board.bar._name.text() == "Round 1 of 4"


def test_a_click_on_a_person_shows_their_way(page, qtbot):
    view, scene = page.board.view, page.board.scene
    person = page.bridge.workshop.participants_in_order[20]
    spot = view.mapFromScene(scene.chips[person.id].pos())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.side.found._heading.text() == person.name
    assert scene._route.n_stops == 4
    route = page.bridge.workshop.route_of(person.id)
    texts = shown_texts(page.side.found)
    for number, table in enumerate(route, start=1):
        assert any(t.startswith(f"Round {number} · table {table.number} ·") for t in texts)


def test_the_pointer_shows_a_way_and_takes_it_along(page, qtbot):
    view, scene = page.board.view, page.board.scene
    person = page.bridge.workshop.participants_in_order[20]
    qtbot.mouseMove(view.viewport(), view.mapFromScene(scene.chips[person.id].pos()))
    qtbot.waitUntil(lambda: scene._route.n_stops == 4)
    assert person.organisation in scene.chips[person.id].toolTip()
    qtbot.mouseMove(view.viewport(), QPoint(2, 2))
    qtbot.waitUntil(lambda: scene._route.n_stops == 0)


def test_a_click_on_a_table_lists_who_sits_there_the_host_first(page, qtbot):
    view, scene, workshop = page.board.view, page.board.scene, page.bridge.workshop
    table = workshop.tables_in_order[6]
    spot = view.mapFromScene(scene.tables[table.id].pos())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.side.found._heading.text() == "Table 7"
    seated = workshop.people_at(table.id, workshop.rounds_in_order[0].id)
    assert shown_texts(page.side.found) == [
        f"Host: {seated[0].name}",
        *(p.name for p in seated[1:]),
    ]


def test_coming_nearer_and_going_away_ends_with_the_whole_room(page, qtbot):
    view = page.board.view
    whole = view.transform().m11()
    view.setFocus()
    qtbot.keyClicks(view, "++")
    assert view.transform().m11() > whole
    qtbot.keyClicks(view, "---")
    assert view.transform().m11() == pytest.approx(whole)
    assert not view.zoomed


# Finding


def type_into(field, text):
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def test_a_person_is_found_whatever_the_accents_and_case(page, qtbot):
    wanted = next(
        p for p in page.bridge.workshop.participants_in_order if p.family_name == "HERNÁNDEZ"
    )
    type_into(page.side.search, "hernandez")
    qtbot.keyClick(page.side.search, Qt.Key.Key_Return)
    assert page.side.found._heading.text() == wanted.name
    assert page.board.scene._route.n_stops == 4


def test_a_field_with_accents_finds_too(page):
    type_into(page.side.search, "Étien")
    found = page.side.search.matches(page.side.search.text())
    assert found
    assert all("tienne" in person.given_name for person in found)


def test_escape_lets_the_person_go(page, qtbot):
    page.choose_person(page.bridge.workshop.participants_in_order[3].id)
    page.board.view.setFocus()
    qtbot.keyClick(page.board.view, Qt.Key.Key_Escape)
    assert not page.side.found.isVisible()
    assert page.board.scene._route.n_stops == 0


def test_the_choice_and_the_round_survive_a_change_made_elsewhere(page):
    person = page.bridge.workshop.participants_in_order[3]
    page.choose_person(person.id)
    page.board.bar.step(2)
    page.bridge.do(PutParticipant(participant=person.but(position="Mayor")))
    assert page.side.found._heading.text() == person.name
    assert page.board.bar.slider.value() == 2


def test_a_person_who_is_taken_off_the_list_is_let_go(page):
    from worldcafe.domain.commands import RemoveParticipants

    workshop = page.bridge.workshop
    authors = {c.author_id for c in workshop.contributions.values()}
    person = next(p for p in workshop.participants_in_order if p.id not in authors)
    page.choose_person(person.id)
    page.bridge.do(RemoveParticipants(participant_ids=frozenset({person.id})))
    assert not page.side.found.isVisible()
    assert not page.board.scene.chips[person.id].isVisible()


def test_a_table_that_is_taken_away_leaves_the_picture(bridge, show):
    furnish(bridge)
    page = show(RotationPage(bridge))
    gone = bridge.workshop.tables_in_order[2]
    page.choose_table(gone.id)
    bridge.do(RemoveTable(table_id=gone.id))
    assert gone.id not in page.board.scene.tables
    assert not page.side.found.isVisible()


# What the plan is worth


def notes(page):
    from PySide6.QtWidgets import QLabel

    from worldcafe.ui.parts import Note

    QApplication.processEvents()  # a layout shows what was put into it a moment later
    return [
        label.text()
        for note in page.side.findChildren(Note)
        if note.isVisibleTo(page)
        for label in note.findChildren(QLabel)
        if label.text()
    ]


def test_the_quality_stands_beside_the_room_in_plain_words(page):
    assert page.side.quality._heading.text() == "Everybody has a seat in every round"
    assert "Nobody meets anybody twice." in notes(page)


def test_a_trouble_is_a_click_from_its_place(page, qtbot):
    workshop = page.bridge.workshop
    rounds = workshop.rounds_in_order
    one, table = next(
        (person, workshop.route_of(person.id)[0])
        for person in workshop.participants_in_order
        if len(set(workshop.route_of(person.id))) > 1
    )
    page.bridge.do(
        PutTable(table=table.but(seats=9)),
    )
    page.bridge.do(MoveSeat(participant_id=one.id, round_id=rounds[2].id, table_id=table.id))
    texts = [
        page.side.quality.troubles.item(k).text()
        for k in range(page.side.quality.troubles.count())
    ]
    wanted = f"{one.name} returns to table {table.number} in round 3."
    assert wanted in texts
    item = page.side.quality.troubles.item(texts.index(wanted))
    page.side.quality.troubles.scrollToItem(item)
    spot = page.side.quality.troubles.visualItemRect(item).center()
    viewport = page.side.quality.troubles.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert page.board.bar.slider.value() == 2
    assert page.side.found._heading.text() == one.name


def test_where_there_is_nothing_to_look_at_no_list_stands_empty(bridge, show, qtbot, click):
    furnish(bridge, n_people=9)
    page = show(RotationPage(bridge))
    click(page.side.plan_bar._plan)
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    assert "Nobody meets anybody twice." in notes(page)
    assert not page.side.quality.troubles.isVisible()


def test_people_who_came_later_wait_for_a_seat(page):
    page.bridge.do(PutParticipant(participant=Participant(id="new", given_name="Noor")))
    assert state_of(page).waiting == 1
    assert not state_of(page).ready
    assert page.side.quality._heading.text() == "1 person has no seat"
    assert "People, tables or rounds have changed since this plan was made." in notes(page)
    assert page.side.quality.troubles.item(0).text() == "Noor has no seat in round 1."


def test_a_round_added_later_leaves_everybody_waiting(page):
    page.bridge.do(PutRound(round=Round(id="r9", number=5)))
    assert state_of(page).waiting == 80
    assert page.side.quality._heading.text() == "80 people have no seat"


def test_the_report_of_the_seating_is_the_planners_own(turin_bridge):
    from worldcafe.domain.rotation import plan, report
    from worldcafe.domain.seating import adopt, plan_request

    request = plan_request(turin_bridge.workshop, 7)
    found = plan(request)
    turin_bridge.do(adopt(turin_bridge.workshop, found))
    ours = appraised(turin_bridge.workshop).report
    theirs = report(request, found)
    assert ours.pairs_met == theirs.pairs_met
    assert ours.repeats == theirs.repeats
    assert ours.sizes_by_round == theirs.sizes_by_round


# Colours


def choose_attribute(page, text):
    box = page.board.legend.attribute
    box.setCurrentIndex(box.findText(text))


def test_every_colour_of_the_legend_is_on_its_people_and_marked(page):
    people = page.bridge.workshop.participants_in_order
    for k, person in enumerate(people[:30]):
        delegation = f"Delegation {k % 3}"
        page.bridge.do(PutParticipant(participant=person.but(delegation=delegation)))
    for text in ("Organisation", "Delegation", "Country", "Region", "First language"):
        choose_attribute(page, text)
        marks = [category.dress.mark for category in page._colouring.categories]
        assert len(marks) == len(set(marks))
        seen = 0
        for category in page._colouring.categories:
            for person_id in category.people:
                chip = page.board.scene.chips[person_id]
                assert chip.colour.name() == category.dress.colour.lower()
                assert chip._mark == category.dress.mark
            seen += len(category.people)
        assert seen == 80


def test_a_legend_entry_lets_its_people_stand_out(page, click):
    choose_attribute(page, "Region")
    entry = page.board.legend._buttons[0]
    click(entry)
    shown = page._colouring.categories[0].people
    chips = page.board.scene.chips
    assert all((chip.opacity() == 1.0) == (id in shown) for id, chip in chips.items())
    click(entry)
    assert all(chip.opacity() == 1.0 for chip in chips.values())


def test_names_with_markup_are_shown_as_they_are(bridge, show):
    bridge.do(
        ImportParticipants(
            participants=(
                Participant(id="x", given_name="<b>Eve</b>", organisation="R&D <i>Lab</i>"),
                Participant(id="y", given_name="Adam", organisation="R&D <i>Lab</i>"),
            )
        )
    )
    bridge.do(FurnishRoom(n_tables=1, seats=5))
    bridge.do(PutRound(round=Round(id="r1", number=1)))
    bridge.do(MoveSeat(
        participant_id="x", round_id="r1", table_id=bridge.workshop.tables_in_order[0].id
    ))  # fmt: skip
    page = show(RotationPage(bridge))
    choose_attribute(page, "Organisation")
    assert page.board.legend._buttons[0].text() == "R&&D <i>Lab</i> · 2"
    page.board.scene.hover("x")
    assert "&lt;b&gt;Eve&lt;/b&gt;" in page.board.scene.chips["x"].toolTip()
    page.choose_person("x")
    assert page.side.found._heading.textFormat() is Qt.TextFormat.PlainText


# The list


def test_the_list_says_the_same_as_the_room(page, click):
    click(page.board._choice.button(1))
    assert page.board.list.isVisible()
    workshop, model = page.bridge.workshop, page.board.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.board.show_workshop(workshop, page._colouring, 0)
    for row, table in enumerate(workshop.tables_in_order):
        for column, round_ in enumerate(workshop.rounds_in_order):
            names = model.index(row, column).data().splitlines()
            seated = workshop.people_at(table.id, round_.id)
            assert names == [f"Host: {seated[0].name}", *(p.name for p in seated[1:])]


def test_the_person_found_is_marked_in_the_list(page):
    person = page.bridge.workshop.participants_in_order[20]
    page.choose_person(person.id)
    page.board.show_form("list")
    cells = [
        page.board.model.index(row, column).data() for row in range(16) for column in range(4)
    ]
    assert sum(f"• {person.name}" in cell or f"• Host: {person.name}" in cell
               for cell in cells) == 4  # fmt: skip


def test_a_cell_of_the_list_chooses_its_table_and_round(page, qtbot):
    page.board.show_form("list")
    view = page.board.list
    index = page.board.model.index(2, 3)
    view.scrollTo(index)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    assert page.board.bar.slider.value() == 3
    assert page.side.found._heading.text() == "Table 3"


def test_the_lists_model_holds_without_anything_to_show(bridge):
    model = SeatingModel(bridge.words)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_people(["nobody"])
    model.show_workshop(bridge.workshop)
    assert model.rowCount() == model.columnCount() == 0


# Around the page


def test_a_rebuilt_page_is_where_the_person_was(page, show):
    person = page.bridge.workshop.participants_in_order[20]
    page.choose_person(person.id)
    page.board.bar.step(2)
    page.board.show_form("list")
    choose_attribute(page, "First language")
    other = show(RotationPage(page.bridge))
    other.go_to(page.place())
    assert other.place() == page.place()
    assert other.side.found._heading.text() == person.name
    assert other.board.list.isVisible()


def test_a_contribution_does_not_touch_the_room(page, monkeypatch):
    from worldcafe.domain.commands import WithdrawContribution

    item = page.bridge.workshop.standing[0]
    resets = []
    page.board.model.modelReset.connect(lambda: resets.append(1))
    page.bridge.do(WithdrawContribution(contribution_id=item.id))
    assert not resets


def test_clearing_the_seating_empties_the_chairs(page):
    page.bridge.do(ClearSeating())
    assert not any(chip.isVisible() for chip in page.board.scene.chips.values())
    assert page.side.plan_bar._plan.text() == "Seat everyone"
    assert not state_of(page).ready


def test_every_control_has_a_name_for_screen_readers(page):
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QSlider

    for kind in (QAbstractButton, QAbstractItemView, QLineEdit, QSlider):
        for widget in page.findChildren(kind):
            if widget.isVisibleTo(page) and not isinstance(widget.parent(), QLineEdit):
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named, widget


def test_nothing_is_wider_than_a_small_window(page):
    page.resize(1280 - 208, 720 - 56)
    QTest.qWait(0)
    assert page.minimumSizeHint().width() <= 1280 - 208
    assert page.minimumSizeHint().height() <= 720 - 56


def test_a_question_stands_beneath_the_slider_where_it_could_not_be_read_beside_it(page):
    bar = page.board.bar
    for width in (640, 380, 300, 250):
        bar.setFixedWidth(width)
        QTest.qWait(0)
        QTest.qWait(0)
        beside = bar._question.mapTo(bar, QPoint()).x() > bar.slider.geometry().right()
        assert beside == (width > 370), width
        assert bar._question.width() >= LEAST_TEXT, width
        for label in (bar._name, bar._question):
            assert bar.rect().contains(label.mapTo(bar, label.rect().bottomRight())), width


def test_printing_begins_from_here(page, click):
    from worldcafe.ui.printing.dialog import PrintDialog

    printing = next(
        each for each in page.findChildren(QToolButton) if each.accessibleName() == "Print…"
    )
    click(printing)
    (dialog,) = page.findChildren(PrintDialog)
    assert dialog.isVisible()
    dialog.reject()
