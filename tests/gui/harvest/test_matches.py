"""Offers and needs: the window stays free however many there are."""

from small_cafe import build, record
from worldcafe.domain.commands import ImportContributions
from worldcafe.domain.matching import matches
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
        return len(view.cards) == len(view.shown)

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
