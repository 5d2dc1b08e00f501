"""Rotation: planning in the background, rules, wishes, and changes during the day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from worldcafe.domain.commands import (
    FurnishRoom,
    ImportParticipants,
    MarkAbsent,
    PutParticipant,
    PutRound,
    PutSeatWish,
    SetSeatingRules,
)
from worldcafe.domain.model import Participant, Round, SeatingRule, SeatWish
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.vocabulary import HostMovement, Strength, WishType
from worldcafe.ui.pages.rotation.page import RotationPage
from worldcafe.ui.pages.rotation.repair import RepairDialog
from worldcafe.ui.pages.rotation.wish_dialog import WishDialog
from worldcafe.ui.parts import Note


def furnish(bridge, n_people, n_tables, n_rounds):
    people = tuple(Participant(id=f"p{k}", given_name=f"Nº {k}") for k in range(n_people))
    bridge.do(ImportParticipants(participants=people))
    bridge.do(FurnishRoom(n_tables=n_tables, seats=n_people // n_tables + 2))
    for number in range(1, n_rounds + 1):
        bridge.do(PutRound(round=Round(id=f"r{number}", number=number)))


@pytest.fixture
def click(qtbot):
    def clicked(button):
        QApplication.processEvents()  # where it will stay
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    return clicked


@pytest.fixture
def awkward(bridge, show):
    """A room whose plan takes the planner a while."""
    furnish(bridge, n_people=60, n_tables=7, n_rounds=9)
    return show(RotationPage(bridge))


@pytest.fixture
def seated(bridge, show, qtbot):
    """Sixteen people at four tables for three rounds."""
    furnish(bridge, n_people=16, n_tables=4, n_rounds=3)
    page = show(RotationPage(bridge))
    plan(page, qtbot)
    return page


def plan(page, qtbot):
    page.planner.begin()
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    QApplication.processEvents()


def shown_tables(page):
    """The number of the table that each chip stands at."""
    scene, workshop = page.board.scene, page.bridge.workshop
    scene.settle()
    return {
        person_id: min(
            workshop.tables.values(),
            key=lambda table: (scene.tables[table.id].pos() - chip.pos()).manhattanLength(),
        ).id
        for person_id, chip in scene.chips.items()
        if chip.isVisible()
    }


def notes(widget):
    QApplication.processEvents()  # a layout shows what was put into it a moment later
    return [
        each.text()
        for note in widget.findChildren(Note)
        if note.isVisibleTo(widget)
        for each in note.findChildren(QLabel)
        if each.text()
    ]


# In the background


def test_the_first_plan_is_in_the_room_while_better_ones_are_sought(awkward, qtbot):
    page, document = awkward, awkward.bridge.document
    seq = document.seq
    page.planner.begin()
    qtbot.waitUntil(lambda: page.planner.candidate is not None, timeout=20_000)
    candidate = page.planner.candidate
    assert page.planner.under_way
    assert document.seq == seq
    expected = {p: candidate.seats[f"r1/{p}"].table_id for p in candidate.participants}
    assert shown_tables(page) == expected
    page.planner.keep()
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    assert document.seq == seq + 1
    assert not unseated(page.bridge.workshop)


def test_one_may_look_around_while_plans_get_better(awkward, qtbot):
    page = awkward
    page.planner.begin()
    qtbot.waitUntil(lambda: page.planner.candidate is not None, timeout=20_000)
    page.choose_person("p7")
    page.board.bar.step(4)
    before = page.place()
    page.planner.changed.emit()  # as when another plan comes
    assert page.place() == before
    table = page.planner.candidate.route_of("p7")[4]
    assert shown_tables(page)["p7"] == table.id
    page.planner.keep()
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    assert page.place() == before


def test_nobody_can_be_moved_in_a_plan_that_is_still_growing(awkward, qtbot):
    page = awkward
    page.planner.begin()
    qtbot.waitUntil(lambda: page.planner.candidate is not None, timeout=20_000)
    assert not page.board.scene.may_carry
    page.choose_person("p7")
    page.ask("pin")
    page.planner.put_away()
    assert not page.bridge.workshop.seats


def test_a_change_elsewhere_ends_the_planning_and_says_so(awkward):
    page = awkward
    page.planner.begin()
    page.bridge.do(PutParticipant(participant=Participant(id="new", given_name="Noor")))
    assert not page.planner.under_way
    assert page.bridge.sayings == [
        "Planning was stopped, since something has changed. Plan again."
    ]
    assert not page.bridge.workshop.seats


# Rules


def test_a_rule_that_is_changed_asks_for_another_plan_until_it_is_made(seated, click, qtbot):
    page = seated
    assert not notes(page.side.plan_bar)
    page.side.show_panel("rules")
    click(page.side.rules.lines["country_apart"].strength._choice.button(2))
    rules = page.bridge.workshop.seating_rules
    assert rules.country_apart.strength is Strength.HARD
    outdated = ["Rules or wishes have changed since this plan was made."]
    assert notes(page.side.plan_bar) == outdated
    assert page.side.plan_bar._plan.text() == "Plan again"
    page.bridge.undo()
    assert not notes(page.side.plan_bar)
    page.bridge.redo()
    assert notes(page.side.plan_bar) == outdated
    plan(page, qtbot)
    assert not notes(page.side.plan_bar)


def test_an_outdated_plan_is_still_outdated_in_a_rebuilt_window(seated, show):
    page = seated
    rules = page.bridge.workshop.seating_rules
    page.bridge.do(SetSeatingRules(rules=rules.but(hosts=HostMovement.NONE)))
    other = show(RotationPage(page.bridge))
    other.go_to(page.place())
    assert other.side.plan_bar._plan.text() == "Plan again"


def test_importance_is_asked_only_of_what_is_wished(seated):
    line = seated.side.rules.lines["organisation_apart"]
    seated.side.show_panel("rules")
    assert line._importance.isVisible()
    line.weight.setValue(9)
    rule = seated.bridge.workshop.seating_rules.organisation_apart
    assert rule == SeatingRule(strength=Strength.WISH, weight=9)
    for strength in (Strength.HARD, Strength.OFF):
        line.strength.chosen.emit(strength)
        assert not line._importance.isVisible()
        assert seated.bridge.workshop.seating_rules.organisation_apart.strength is strength


def test_every_rule_of_the_workshop_has_its_place_in_the_panel(seated):
    from worldcafe.domain.model import SeatingRules

    panel = seated.side.rules
    rules = {
        name
        for name, each in SeatingRules.model_fields.items()
        if each.annotation is SeatingRule
    }
    assert set(panel.lines) == rules
    changed = SeatingRules(
        hosts="rotate", note_takers_stay=True, movement="blocks", fewest_repeats=True,
        spare_row=False,
    )  # fmt: skip
    seated.bridge.do(SetSeatingRules(rules=changed))
    assert panel.hosts.currentText() == "Hosts change every round"
    assert panel.movement.currentText() == "Tables move on together"
    assert panel.objective.currentText() == "Most encounters in all"
    assert panel.note_takers.isChecked()
    assert not panel.spare.isChecked()


# Wishes


def wish_texts(page):
    panel = page.side.wishes
    return [
        each.text()
        for each in panel.findChildren(QLabel)
        if each.isVisibleTo(panel) and each.text() and each is not panel._empty
        and not isinstance(each.parent(), Note)
    ]  # fmt: skip


def test_two_people_in_hand_are_kept_apart_or_together_in_one_step(seated, click, qtbot):
    page = seated
    for what, sentence in (
        (WishType.APART, "Nº 2 and Nº 5 never sit together."),
        (WishType.TOGETHER, "Nº 2 and Nº 5 sit together in every round."),
    ):
        page.choose_people(("p2", "p5"))
        click(getattr(page.side.found, what.value))
        (wish,) = page.bridge.workshop.seat_wishes.values()
        assert (wish.type, wish.participant_ids) == (what, ("p2", "p5"))
        page.side.show_panel("wishes")
        QApplication.processEvents()
        assert wish_texts(page) == [sentence]
        page.bridge.undo()
    assert not page.bridge.workshop.seat_wishes


def test_a_wish_is_met_by_the_next_plan(seated, qtbot):
    page = seated
    page.choose_people(("p2", "p5"))
    page.ask("together")
    assert any("are to sit together" in text for text in notes(page.side.wishes))
    plan(page, qtbot)
    route = page.bridge.workshop.route_of("p2")
    assert route == page.bridge.workshop.route_of("p5")
    assert not notes(page.side.wishes)


def test_a_wish_can_be_softened_looked_at_and_taken_away(seated, click):
    page = seated
    wish = SeatWish(id="w", type=WishType.APART, participant_ids=("p2", "p5"))
    page.bridge.do(PutSeatWish(wish=wish))
    page.side.show_panel("wishes")
    QApplication.processEvents()
    panel = page.side.wishes
    soft = next(b for b in panel.findChildren(type(panel.adding)) if b.text() == "If possible")
    click(soft)
    assert page.bridge.workshop.seat_wishes["w"].strength is Strength.WISH
    QApplication.processEvents()
    show, away = (b for b in panel.findChildren(QToolButton) if b.isVisibleTo(panel))
    click(show)
    assert page.side.found._heading.text() == "2 people"
    click(away)
    assert not page.bridge.workshop.seat_wishes


def test_a_wish_is_asked_for_in_words(seated, click):
    page = seated
    page.side.show_panel("wishes")
    click(page.side.wishes.adding)
    (dialog,) = page.findChildren(WishDialog)
    dialog.type.setCurrentIndex(dialog.type.findData(WishType.AT_TABLE))
    assert not dialog.adding.isEnabled()
    for name in ("Nº 3", "Nº 4"):
        dialog.person.setText(name)
        dialog.person.commit()
    dialog.table.setCurrentIndex(2)
    dialog.round.setCurrentIndex(dialog.round.findData("r2"))
    click(dialog.adding)
    QApplication.processEvents()
    (wish,) = page.bridge.workshop.seat_wishes.values()
    assert wish.participant_ids == ("p3", "p4")
    assert (wish.round_id, wish.strength) == ("r2", Strength.HARD)
    assert wish_texts(page) == ["Nº 3 and Nº 4 sit at table 3 in round 2."]


# Troubles


def test_a_trouble_about_two_people_chooses_both_in_their_round(seated, click, qtbot):
    page = seated
    wish = SeatWish(id="w", type=WishType.TOGETHER, participant_ids=("p1", "p2"), round_id="r3")
    workshop = page.bridge.workshop
    if workshop.route_of("p1")[2] == workshop.route_of("p2")[2]:
        wish = wish.but(type=WishType.APART)
    page.bridge.do(PutSeatWish(wish=wish))
    QApplication.processEvents()
    rows = page.side.quality.troubles
    item = next(
        rows.item(k) for k in range(rows.count()) if "Nº 1 and Nº 2 are" in rows.item(k).text()
    )
    spot = rows.visualItemRect(item).center()
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
    )
    assert page._people == ("p1", "p2")
    assert page.board.bar.slider.value() == 2


# During the day


def open_repair(page):
    page.side.plan_bar.repair_asked.emit()
    (dialog,) = page.findChildren(RepairDialog)
    return dialog


def test_the_rest_of_the_day_is_planned_again_and_what_is_over_stays(seated, click, qtbot):
    page, bridge = seated, seated.bridge
    before = dict(bridge.workshop.seats)
    bridge.do(MarkAbsent(participant_ids=frozenset({"p3"})))
    bridge.do(PutParticipant(participant=Participant(id="late", given_name="Noor")))
    dialog = open_repair(page)
    assert dialog._situation.text() == "1 person is not here. 1 person has no seat."
    dialog.round.setCurrentIndex(1)
    qtbot.waitUntil(dialog.taking.isEnabled, timeout=20_000)
    told = [dialog.moves.item(k).text() for k in range(dialog.moves.count())]
    noor = [text for text in told if text.startswith("Noor: table ")]
    assert noor[0].endswith(" in round 2")
    seq = bridge.document.seq
    click(dialog.taking)
    assert bridge.document.seq == seq + 1
    after = bridge.workshop.seats
    past = {id: seat for id, seat in before.items() if seat.round_id == "r1"}
    assert {id: seat for id, seat in after.items() if seat.round_id == "r1"} == past
    assert not any(f"{r}/p3" in after for r in ("r2", "r3"))
    assert {"r2/late", "r3/late"} <= after.keys()
    moved = {
        seat.participant_id
        for id, seat in after.items()
        if id in before and before[id].table_id != seat.table_id
    }
    names = {bridge.workshop.participants[id].name for id in moved}
    assert names == {text.split(":")[0] for text in told if "→" in text}


def test_leaving_the_small_window_leaves_the_day_as_it_was(seated, qtbot):
    page = seated
    page.bridge.do(MarkAbsent(participant_ids=frozenset({"p3"})))
    seq = page.bridge.document.seq
    dialog = open_repair(page)
    dialog.reject()
    QApplication.processEvents()
    assert page.bridge.document.seq == seq


def test_whoever_left_brings_the_button_that_plans_the_rest_of_the_day(seated):
    page = seated
    assert not page.side.plan_bar._repair.isVisible()
    page.bridge.do(MarkAbsent(participant_ids=frozenset({"p3"})))
    assert page.side.plan_bar._repair.isVisible()


def test_one_button_is_the_main_one_where_seats_are_wanted_first(bridge, show):
    furnish(bridge, n_people=12, n_tables=4, n_rounds=2)
    bridge.do(FurnishRoom(n_tables=2, seats=4))
    page = show(RotationPage(bridge))
    QApplication.processEvents()
    shown = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    main = [each.text() for each in shown if each.property("look") == "primary"]
    assert len(main) == 1
    assert "Seat everyone" not in main


def test_nobody_sits_beneath_the_buttons_that_come_nearer(bridge, show):
    furnish(bridge, n_people=36, n_tables=12, n_rounds=1)
    page = show(RotationPage(bridge))
    page.window().resize(1366, 768)
    QApplication.processEvents()
    view = page.board.view
    assert not view.zoomed
    assert not view.corner.isEmpty()
    assert not view.items(view.corner)
