"""How parts share a window: what nobody sees yet costs nothing."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from worldcafe.ui.arranging import Folding, Stack, have_in_view
from worldcafe.ui.parts import box, card, column, scrolling


class Part(QWidget):
    """Counts how often it is asked how large it would like to be."""

    def __init__(self):
        super().__init__()
        self.n_asked = 0

    def sizeHint(self):
        self.n_asked += 1
        return QSize(40, 40)


def in_stack(part):
    stack = Stack()
    stack.addWidget(box(column(part)))
    return stack


def folded(part):
    return Folding((box(column(part)), QWidget()), ("A", "B"), "View")


def shown_already(part):
    holder = card(part)
    have_in_view(part)
    return holder


@pytest.mark.parametrize(
    "held", [in_stack, folded, shown_already, lambda part: scrolling(card(part))],
    ids=["stack", "folding", "shown", "scrolling"],
)  # fmt: skip
def test_nothing_is_laid_out_before_it_stands_in_a_window_that_is_seen(held, qtbot):
    part = Part()
    window = box(column(card(held(part))))
    assert part.n_asked == 0
    qtbot.addWidget(window)
    window.show()
    assert part.isVisible()
    assert part.n_asked > 0


def test_a_part_is_in_view_only_where_what_holds_it_is(qtbot):
    part = QWidget()
    window = box(column(part))
    qtbot.addWidget(window)
    have_in_view(part, wanted=False)
    window.show()
    assert not part.isVisible()
    have_in_view(part)
    assert part.isVisible()
    window.hide()
    have_in_view(part, wanted=False)
    have_in_view(part)
    assert not part.isVisible()
    window.show()
    assert part.isVisible()


def test_another_part_of_a_stack_can_be_chosen_before_it_is_seen(qtbot):
    stack, parts = Stack(), [Part(), Part()]
    for part in parts:
        stack.addWidget(part)
    stack.setCurrentIndex(1)
    qtbot.addWidget(stack)
    stack.show()
    assert [part.isVisible() for part in parts] == [False, True]


def test_tab_comes_to_what_scrolls_where_it_stands(qtbot):
    fields = before, inside, after = [QLineEdit(), QLineEdit(), QLineEdit()]
    window = box(column(before, scrolling(card(inside)), after))
    qtbot.addWidget(window)
    window.show()
    here, order = before, []
    while here not in order:
        if here in fields:
            order.append(here)
        here = here.nextInFocusChain()
    window.close()  # what the chain was asked of may hold it longer than this test does
    assert order == [before, inside, after]
