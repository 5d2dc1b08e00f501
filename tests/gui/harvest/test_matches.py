"""Offers and needs: the window stays free however many there are, and each is decided."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from small_cafe import build, record
from worldcafe.domain.commands import ImportContributions
from worldcafe.domain.matching import matches
from worldcafe.domain.vocabulary import MatchVerdict
from worldcafe.ui.pages.harvest.matches import FIRST
from worldcafe.ui.pages.harvest.page import HarvestPage

N = 26


def many(bridge):
    """So many who ask for something, and as many who offer it."""
    build(bridge.document)
    sides = [("demand", "Seeks"), ("experience_offered", "Offers")] * (N // 2)
    items = tuple(
        record(f"{field}{k}", title=f"{word} {k}", themes=("child_labour", f"theme-{k // 8}"),
               **{field: f"{word} evening schools"}).contribution
        for k, (field, word) in enumerate(sides)
    )  # fmt: skip
    bridge.do(ImportContributions(contributions=items))


def shown(bridge, show, qtbot):
    many(bridge)
    page = show(HarvestPage(bridge))
    page.go_to_view("matches")
    view = page.view
    qtbot.waitUntil(lambda: view.is_known and bool(view.cards), timeout=60_000)
    return view


def test_cards_are_made_as_far_as_somebody_looks(bridge, show, qtbot):
    view = shown(bridge, show, qtbot)
    area = view._area

    def fills_the_view():
        lowest = max((card.geometry().bottom() for card in view.cards), default=0)
        return lowest > area.viewport().height()

    qtbot.waitUntil(lambda: fills_the_view() and not view._making.isActive(), timeout=20_000)
    assert len(view.cards) < len(view.shown)
    bar = area.verticalScrollBar()

    def at_the_end():
        bar.setValue(bar.maximum())
        view.more.click()
        return len(view.cards) == len(view.shown) == len(view.found)

    qtbot.waitUntil(at_the_end, timeout=60_000)
    assert [card.match for card in view.cards] == view.shown


def test_the_search_says_how_far_it_is_and_can_be_stopped(bridge):
    many(bridge)
    whole = matches(bridge.workshop)
    shares = []
    some = matches(
        bridge.workshop, progress=shares.append, should_stop=lambda: len(shares) >= 5
    )
    assert shares == [number * 2 / N for number in range(5)]
    assert 0 < len(some) < len(whole)
    assert set(some) <= set(whole)


def verdicts(bridge):
    return [each.verdict for each in bridge.workshop.match_decisions.values()]


def test_one_key_decides_and_the_next_one_has_the_focus(bridge, show, qtbot):
    view = shown(bridge, show, qtbot)
    assert len(view.shown) == FIRST < len(view.found)
    first, second = (match.key for match in view.shown[:2])
    view.begin()
    qtbot.keyClicks(QApplication.focusWidget(), "k")
    assert bridge.workshop.match_decisions[first].verdict is MatchVerdict.KEPT
    focused = QApplication.focusWidget()
    assert focused is view.cards[0]
    assert focused.match.key == second
    qtbot.keyClicks(focused, "n")
    assert bridge.workshop.match_decisions[second].verdict is MatchVerdict.TURNED_DOWN
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view.cards[1]
    assert len(view.shown) == FIRST

    view.bar.chosen.emit(MatchVerdict.KEPT)
    assert [card.match.key for card in view.cards] == [first]
    view.cards[0].answers["reopen"].click()
    assert verdicts(bridge) == [MatchVerdict.TURNED_DOWN]


def test_a_match_becomes_a_next_step_and_one_undo_takes_both_back(bridge, show, qtbot):
    view = shown(bridge, show, qtbot)
    match = view.shown[0]
    view.begin()
    qtbot.keyClicks(QApplication.focusWidget(), "s")
    need = bridge.workshop.contributions[match.need.contribution_id]
    assert need.next_step is not None
    assert verdicts(bridge) == [MatchVerdict.KEPT]
    bridge.undo()
    assert verdicts(bridge) == []
    assert bridge.workshop.contributions[need.id].next_step is None
    assert view.shown[0].key == match.key


def test_twenty_are_decided_within_a_minute_of_keys(bridge, show, qtbot):
    """One key each, and the window answers at once: two seconds to read, one to press."""
    view = shown(bridge, show, qtbot)
    view.begin()
    for _ in range(FIRST):
        qtbot.keyClicks(QApplication.focusWidget(), "k")
    assert len(verdicts(bridge)) == FIRST


def test_what_becomes_known_meanwhile_leaves_the_keyboard_on_its_match(bridge, show, qtbot):
    view = shown(bridge, show, qtbot)
    view.begin()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    held = view.cards[1].match.key
    view._on_found((view.found[2], *view.found[:2], *view.found[3:]))
    assert QApplication.focusWidget().match.key == held
    qtbot.keyClicks(QApplication.focusWidget(), "k")
    assert list(bridge.workshop.match_decisions) == [held]
    view._on_found(tuple(match for match in view.found if match.key != view.shown[0].key))
    assert QApplication.focusWidget() in view.cards
