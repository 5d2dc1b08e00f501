"""Rotation: seats changed by hand, with the mouse and without, and what it would mean."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from worldcafe.domain.commands import (
    AdoptSeatingPlan,
    FurnishRoom,
    ImportParticipants,
    PutParticipant,
    PutRound,
    PutSeatWish,
    PutTable,
    SetSeatingRules,
)
from worldcafe.domain.model import Participant, Round, Seat, SeatingRule, SeatWish
from worldcafe.domain.troubles import appraised
from worldcafe.domain.vocabulary import HostMovement, Severity, Strength, WishType
from worldcafe.ui.pages.rotation.page import RotationPage
from worldcafe.ui.pages.rotation.picker import ChoiceDialog
from worldcafe.ui.painting.room_drag import Target
from worldcafe.wording import words_for
from worldcafe.wording.troubles import trouble_sentence

HARD = SeatingRule(strength=Strength.HARD)
NAMES = ("Ada", "Bo", "Cy", "Di", "Ed", "Fa", "Gil", "Hal", "Ivo")
SEATING = {
    "r1": ("Ada Bo Cy", "Di Ed Fa", "Gil Hal Ivo"),
    "r2": ("Ada Di Gil", "Bo Ed Hal", "Cy Fa Ivo"),
    "r3": ("Ada Ed Ivo", "Bo Fa Gil", "Cy Di Hal"),
}
"""Nine people at three tables for three rounds: nobody meets anybody twice."""


@pytest.fixture
def page(bridge, show):
    people = tuple(Participant(id=name, given_name=name) for name in NAMES)
    bridge.do(ImportParticipants(participants=people))
    bridge.do(FurnishRoom(n_tables=3, seats=4))
    tables = bridge.workshop.tables_in_order
    seats = []
    for number, (round_id, groups) in enumerate(SEATING.items(), start=1):
        bridge.do(PutRound(round=Round(id=round_id, number=number)))
        for table, group in zip(tables, groups, strict=True):
            seats += [Seat.of(name, table.id, round_id) for name in group.split()]
    bridge.do(AdoptSeatingPlan(seats=tuple(seats)))
    return show(RotationPage(bridge))


def table(page, number):
    return page.bridge.workshop.tables_in_order[number - 1]


def trouble_sentences(workshop):
    found = appraised(workshop).troubles
    return {trouble_sentence(each, workshop, words_for("en")) for each in found}


def where(page, name, round_id="r1"):
    workshop = page.bridge.workshop
    return workshop.tables[workshop.seats[f"{round_id}/{name}"].table_id].number


class Mouse:
    """A hand on the mouse, over the room."""

    def __init__(self, page):
        self.page, self.scene, self.view = page, page.board.scene, page.board.view
        self.at = None

    def spot(self, target):
        items = self.scene.tables if target in self.scene.tables else self.scene.chips
        return self.view.mapFromScene(items[target].pos())

    def beside(self):
        """A place that belongs to no table."""
        return self.view.mapFromScene(self.scene.sceneRect().bottomRight() - QPointF(4, 4))

    def take(self, name, modifier=Qt.KeyboardModifier.NoModifier):
        QApplication.processEvents()  # the room stands where it will stay
        self.at = self.spot(name)
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, self.at)

    def over(self, target):
        goal = self.spot(target) if isinstance(target, str) else target
        for step in (0.2, 0.6, 1.0):
            QTest.mouseMove(self.view.viewport(), self.at + (goal - self.at) * step)
            QApplication.processEvents()
        self.at = goal

    def let_go(self):
        QTest.mouseRelease(
            self.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            self.at,
        )  # fmt: skip


@pytest.fixture
def mouse(page):
    return Mouse(page)


def effect_texts(page):
    lines = page.board.effect.lines
    return [text.text() for text in lines._texts if text.isVisibleTo(page.board.effect)]


# With the mouse


def test_a_person_dropped_on_another_swaps_with_them(page, mouse):
    mouse.take("Ada")
    mouse.over("Di")
    mouse.let_go()
    assert (where(page, "Ada"), where(page, "Di")) == (2, 1)
    assert page.bridge.sayings == ["Ada and Di have swapped seats."]


def test_a_person_dropped_on_a_table_with_a_free_chair_moves_there(page, mouse):
    mouse.take("Ada")
    mouse.over(table(page, 2).id)
    mouse.let_go()
    assert where(page, "Ada") == 2
    assert len(page.bridge.workshop.people_at(table(page, 1).id, "r1")) == 2


def test_every_drop_is_one_step_that_undo_takes_back_in_turn(page, mouse):
    before = dict(page.bridge.workshop.seats)
    for other in ("Di", "Gil"):
        mouse.take("Ada")
        mouse.over(other)
        mouse.let_go()
    assert (where(page, "Ada"), where(page, "Di"), where(page, "Gil")) == (3, 1, 2)
    page.bridge.undo()
    assert where(page, "Ada") == 2
    page.bridge.undo()
    assert page.bridge.workshop.seats == before
    page.bridge.redo()
    assert where(page, "Ada") == 2


def test_escape_puts_the_person_back(page, mouse):
    seq = page.bridge.document.seq
    home = page.board.scene.chips["Ada"].pos()
    mouse.take("Ada")
    mouse.over("Di")
    assert page.board.scene.carrying == "Ada"
    QTest.keyClick(page.board.view, Qt.Key.Key_Escape)
    assert page.board.scene.chips["Ada"].pos() == home
    assert not page.board.effect.isVisible()
    mouse.let_go()
    assert page.bridge.document.seq == seq
    assert page.side.found._heading.text() == "Ada"  # a first Escape lets nobody go


def test_a_drop_beside_everything_changes_nothing(page, mouse):
    seq = page.bridge.document.seq
    home = page.board.scene.chips["Ada"].pos()
    mouse.take("Ada")
    mouse.over(mouse.beside())
    mouse.let_go()
    assert page.bridge.document.seq == seq
    assert page.board.scene.chips["Ada"].pos() == home


def test_a_drop_at_the_own_table_changes_nothing(page, mouse):
    seq = page.bridge.document.seq
    for target in ("Bo", table(page, 1).id):
        mouse.take("Ada")
        mouse.over(target)
        assert not page.board.effect.isVisible()
        mouse.let_go()
    assert page.bridge.document.seq == seq


def test_a_click_that_trembles_moves_nobody(page, mouse):
    mouse.take("Ada")
    mouse.over(mouse.at + QPointF(2, 1).toPoint())
    mouse.let_go()
    assert not page.board.scene.carrying
    assert where(page, "Ada") == 1


def test_people_can_be_carried_in_a_room_that_is_zoomed(page, mouse, qtbot):
    page.board.view.setFocus()
    qtbot.keyClicks(page.board.view, "++")
    mouse.take("Ada")
    mouse.over("Di")
    mouse.let_go()
    assert where(page, "Ada") == 2


def test_a_full_table_says_so_and_refuses(page, mouse):
    full = table(page, 2)
    page.bridge.do(PutTable(table=full.but(seats=3)))
    mouse.take("Ada")
    mouse.over(full.id)
    assert effect_texts(page) == ["Table 2 is full. Let them go on a person to swap."]
    mouse.let_go()
    assert page.bridge.refusals == ["Table 2 is full: it has 3 seats."]
    assert where(page, "Ada") == 1


# What it would mean


def test_the_effect_is_told_beside_the_place_before_the_drop(page, mouse):
    seq = page.bridge.document.seq
    mouse.take("Ada")
    mouse.over("Di")
    assert page.board.effect.isVisible()
    assert page.board.effect.lines._title.text() == "Swap Ada and Di"
    told = effect_texts(page)
    assert "Ada and Ed meet in rounds 1 and 3." in told  # at table 2, and later anyway
    assert "Di returns to table 1 in round 2." in told
    # Ada returns once less for it, so that the meetings alone weigh.
    assert page.board.effect.property("look") == "effect-attention"
    assert page.bridge.document.seq == seq
    mouse.over(mouse.beside())
    assert not page.board.effect.isVisible()


@pytest.mark.parametrize(
    ("name", "target"),
    [("Ada", "Di"), ("Ada", "Hal"), ("Ed", "Cy"), ("Ivo", "table 1"), ("Bo", "table 3")],
)
def test_what_was_told_is_what_the_report_says_after_the_drop(page, name, target):
    bridge = page.bridge
    rules = bridge.workshop.seating_rules
    bridge.do(SetSeatingRules(rules=rules.but(organisation_apart=HARD, shared_language=HARD)))
    for k, person in enumerate(bridge.workshop.participants_in_order):
        said = {"organisation": f"Office {k % 4}", "languages": (("fr", "pt")[k % 2], "en")}
        bridge.do(PutParticipant(participant=person.but(**said)))
    bridge.do(PutTable(table=table(page, 3).but(languages=("pt",))))
    wish = SeatWish(id="w", type=WishType.APART, participant_ids=("Ada", "Hal", "Cy"))
    bridge.do(PutSeatWish(wish=wish))
    bridge.do(
        PutSeatWish(
            wish=SeatWish(
                id="t", type=WishType.AT_TABLE, participant_ids=("Ivo",),
                table_id=table(page, 3).id, round_id="r1",
            )
        )
    )  # fmt: skip
    place = (
        Target(table_id=table(page, int(target[-1])).id)
        if target.startswith("table")
        else Target(person_id=target)
    )
    told = page._by_hand.effect(name, place, "r1")
    before = trouble_sentences(bridge.workshop)
    page._by_hand.seat(name, place, "r1")
    after = trouble_sentences(bridge.workshop)
    worse = {line.text for line in told.lines if line.severity is not Severity.GOOD}
    better = {line.text for line in told.lines if line.severity is Severity.GOOD}
    assert worse == after - before
    expected = {f"No longer: {text}" for text in before - after}
    assert better - {"Nothing gets worse.", "In all, nothing gets worse."} == expected
    assert ("Nothing gets worse." in better) == (not worse)


def test_a_host_who_leaves_their_table_is_a_problem(page, mouse):
    page.bridge.do(PutTable(table=table(page, 1).but(host_id="Ada")))
    mouse.take("Ada")
    mouse.over("Di")
    assert "Ada hosts table 1 but sits elsewhere in round 1." in effect_texts(page)
    assert page.board.effect.property("look") == "effect-problem"


def test_a_place_is_outlined_by_its_line_as_well_as_by_its_colour():
    from worldcafe.ui.painting.room_items import target_pen

    pens = [target_pen(str(severity)) for severity in Severity]
    assert len({pen.style() for pen in pens}) == len({pen.color().name() for pen in pens}) == 3


# Without a mouse


def press(page, *keys):
    page.board.view.setFocus()
    for key in keys:
        QTest.keyClick(page.board.view, key)
    QApplication.processEvents()


def dialog(page):
    found = [each for each in page.findChildren(ChoiceDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_with_keys_alone_a_person_is_chosen_and_moved(page):
    press(page, Qt.Key.Key_Down)
    assert page._people == ("Ada",)
    press(page, Qt.Key.Key_Down, Qt.Key.Key_M)
    shown = dialog(page)
    assert shown.effect._title.text() == "Move Bo to table 3"  # where Bo meets nobody again
    QTest.keyClicks(shown.search, "2")
    assert shown.effect._title.text() == "Move Bo to table 2"
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert where(page, "Bo") == 2


def test_with_keys_alone_two_people_swap(page):
    page.choose_person("Ada")
    press(page, Qt.Key.Key_S)
    shown = dialog(page)
    first = shown.effect._title.text()
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert shown.effect._title.text().startswith("Swap Ada and ")
    assert shown.effect._title.text() != first
    QTest.keyClicks(shown.search, "gil")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert (where(page, "Ada"), where(page, "Gil")) == (3, 1)


@pytest.mark.parametrize("name", ["Ada", "Ed", "Ivo"])
def test_the_swaps_are_offered_with_the_best_first_and_marked_as_they_will_be_told(page, name):
    bridge = page.bridge
    bridge.do(PutTable(table=table(page, 2).but(host_id="Di")))
    rules = bridge.workshop.seating_rules
    bridge.do(SetSeatingRules(rules=rules.but(organisation_apart=HARD)))
    for k, person in enumerate(bridge.workshop.participants_in_order):
        bridge.do(PutParticipant(participant=person.but(organisation=f"Office {k % 4}")))
    offered = page._by_hand.people_to_swap_with(name, "r1")
    assert len(offered) == 6
    gravest_last = [Severity.GOOD, Severity.ATTENTION, Severity.PROBLEM]
    weights = [gravest_last.index(choice.severity) for choice in offered]
    assert weights == sorted(weights)
    for choice in offered:
        told = page._by_hand.effect(name, Target(person_id=choice.id), "r1")
        assert told.weight is choice.severity, choice


def test_escape_leaves_the_small_window_and_the_seats_as_they_were(page):
    seq = page.bridge.document.seq
    page.choose_person("Ada")
    press(page, Qt.Key.Key_M)
    shown = dialog(page)
    QTest.keyClick(shown.search, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not page.findChildren(ChoiceDialog) or not shown.isVisible()
    assert page.bridge.document.seq == seq


def test_two_people_chosen_with_shift_swap_at_once(page):
    press(page, Qt.Key.Key_Down)
    # Above the first of the room is the last, at table 3.
    QTest.keyClick(page.board.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert page._people == ("Ada", "Ivo")
    press(page, Qt.Key.Key_S)
    assert (where(page, "Ada"), where(page, "Ivo")) == (3, 1)


def test_with_keys_alone_two_people_are_kept_apart(page):
    page.choose_person("Ada")
    press(page, Qt.Key.Key_N)
    shown = dialog(page)
    QTest.keyClicks(shown.search, "gi")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    (wish,) = page.bridge.workshop.seat_wishes.values()
    assert (wish.type, wish.participant_ids) == (WishType.APART, ("Ada", "Gil"))


def test_letters_typed_into_the_search_do_nothing_else(page):
    page.choose_person("Ada")
    page.side.search.setFocus()
    QTest.keyClicks(page.side.search, "pms")
    assert page.side.search.text() == "pms"
    assert not page.bridge.workshop.seats["r1/Ada"].pinned
    assert not page.findChildren(ChoiceDialog)


# Pins


def test_a_pin_shows_on_the_chip_and_is_a_key_away(page):
    page.choose_person("Ada")
    press(page, Qt.Key.Key_P)
    assert page.bridge.workshop.seats["r1/Ada"].pinned
    assert not page.bridge.workshop.seats["r2/Ada"].pinned
    assert page.board.scene.chips["Ada"].pinned
    assert page.side.found.pin.text() == "Unpin"
    assert page.board.model.index(0, 0).data().splitlines()[0] == "• Ada (pinned)"
    press(page, Qt.Key.Key_P)
    assert not page.board.scene.chips["Ada"].pinned


def test_a_person_is_pinned_for_the_whole_day_and_let_go(page):
    page.choose_person("Ada")
    page.ask("pin_all")
    assert all(page.bridge.workshop.seats[f"{r}/Ada"].pinned for r in SEATING)
    page.ask("unpin_all")
    assert not any(seat.pinned for seat in page.bridge.workshop.seats.values())


def test_a_pin_survives_another_plan(page, qtbot):
    pinned = {}
    for name, round_id in (("Ada", "r1"), ("Fa", "r2"), ("Hal", "r3")):
        page.board.bar.slider.setValue(int(round_id[1]) - 1)
        page.choose_person(name)
        page.ask("pin")
        pinned[f"{round_id}/{name}"] = page.bridge.workshop.seats[f"{round_id}/{name}"]
    before = dict(page.bridge.workshop.seats)
    page.planner.begin()
    qtbot.waitUntil(lambda: not page.planner.under_way, timeout=60_000)
    after = page.bridge.workshop.seats
    assert after != before
    assert {id: after[id] for id in pinned} == pinned


def test_several_people_are_chosen_with_ctrl_and_the_mouse(page, mouse):
    mouse.take("Ada")
    mouse.let_go()
    mouse.take("Ed", Qt.KeyboardModifier.ControlModifier)
    mouse.let_go()
    assert page.side.found._heading.text() == "2 people"
    mouse.take("Ada", Qt.KeyboardModifier.ControlModifier)
    mouse.let_go()
    assert page.side.found._heading.text() == "Ed"


# Without a seat


def test_somebody_without_a_seat_waits_below_and_is_carried_to_a_table(page, mouse):
    page.bridge.do(PutParticipant(participant=Participant(id="Noor", given_name="Noor")))
    scene = page.board.scene
    lowest = max(item.sceneBoundingRect().bottom() for item in scene.tables.values())
    assert scene.chips["Noor"].isVisible()
    assert scene.chips["Noor"].pos().y() > lowest
    assert scene.sceneRect().contains(scene.chips["Noor"].pos())
    mouse.take("Noor")
    mouse.over(table(page, 2).id)
    assert page.board.effect.lines._title.text() == "Move Noor to table 2"
    mouse.let_go()
    assert where(page, "Noor") == 2
    page.bridge.undo()
    assert "r1/Noor" not in page.bridge.workshop.seats


def test_somebody_without_a_seat_cannot_be_swapped(page, mouse):
    page.bridge.do(PutParticipant(participant=Participant(id="Noor", given_name="Noor")))
    seq = page.bridge.document.seq
    for one, other in (("Noor", "Ada"), ("Ada", "Noor")):
        mouse.take(one)
        mouse.over(other)
        assert not page.board.effect.isVisible()
        mouse.let_go()
    assert page.bridge.document.seq == seq


def test_where_hosts_change_the_square_changes_with_the_round(page):
    rules = page.bridge.workshop.seating_rules
    page.bridge.do(SetSeatingRules(rules=rules.but(hosts=HostMovement.ROTATE)))
    hosting = []
    for index in range(3):
        page.board.bar.slider.setValue(index)
        page.board.scene.settle()
        hosting.append({id for id, chip in page.board.scene.chips.items() if chip.hosts})
    assert [len(each) for each in hosting] == [3, 3, 3]
    assert len(set().union(*hosting)) == 9  # nobody hosts twice while others have not


def test_the_other_button_offers_what_can_be_done_with_a_person(page, mouse):
    QApplication.processEvents()
    page.board.scene.menu_asked.emit("Cy", page.mapToGlobal(page.rect().center()))
    menus = [each for each in page.findChildren(QMenu) if each.isVisible()]
    texts = [entry.text() for entry in menus[0].actions() if entry.text()]
    menus[0].close()
    assert texts[:3] == ["Move…", "Swap…", "Pin"]
    assert "Pin in all rounds" in texts
    assert page.side.found._heading.text() == "Cy"
