"""Where Tab comes next, when parts come and go while they are in view."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import createdByPython

W = TypeVar("W", bound=QWidget)


def keep_in_order(
    layout: QBoxLayout, shown: dict[str, W], keys: Sequence[str], make: Callable[[str], W],
    before: QWidget,
) -> None:  # fmt: skip
    """Let a layout show a part for each key, in this order: what is there already stays as it
    is, others are made or let go. Tab comes to them after `before`.
    """
    for gone in shown.keys() - set(keys):
        away = shown.pop(gone)
        away.hide()
        away.deleteLater()
    for place, key in enumerate(keys):
        if key not in shown:
            shown[key] = make(key)
        if layout.indexOf(shown[key]) != place:
            layout.insertWidget(place, shown[key])
            tab_after(shown[keys[place - 1]] if place else before, shown[key])


def tab_after(before: QWidget, *following: QWidget) -> None:
    """Let Tab come to these and what is in them after `before`, in this order; if that holds
    them, before all else in it. What is added to a window in view would come last of all.
    """
    if not any(before.isAncestorOf(each) for each in following):
        before = [before, *_stops(before)][-1]
    stops = [stop for each in following for stop in _stops(each)]
    # Qt goes on only from what takes the keyboard itself.
    while before in stops or not (before.isWindow() or _is_stop(before)):
        before = _in_its_place(before.previousInFocusChain()) or before.window()
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop


def next_in_chain(widget: QWidget) -> QWidget | None:
    """What comes next in the window, whether or not Tab stops there."""
    return _in_its_place(widget.nextInFocusChain())


def _in_its_place(found: QWidget | None) -> QWidget | None:
    """PySide takes what one widget names as its next for a child of its own. When that one
    goes, it calls gone what Qt made in all that follow, up to the window: entries of menus for
    instance. So they are told again where they stand, which changes nothing for Qt.
    """
    here, within = found, []
    while here is not None:
        above = here.parentWidget()
        within.append((here, above))
        # What Qt made is held by what we made, and holds what is in it only as long.
        here = None if above is None or createdByPython(above) else above
    if within and (within[-1][1] is not None or createdByPython(within[-1][0])):
        for each, above in reversed(within):
            each.setParent(above)
    return found


def _stops(part: QWidget) -> Iterator[QWidget]:
    """Where Tab stops in a part, in the order in which it does."""
    inside = (part, *part.findChildren(QWidget))
    left = {each for each in inside if each.window() is part.window() and _is_stop(each)}
    # What hands the keyboard on within itself goes as a whole: Tab would come to it where it
    # was left behind, and from there round and round.
    left -= {_in_its_place(each.focusProxy()) for each in left}
    here: QWidget | None = part
    while here is not None and left:
        if here in left:
            left.remove(here)
            yield here
        here = next_in_chain(here)


def _is_stop(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    inner = _in_its_place(widget.focusProxy())
    return bool(by_tab) and (inner is None or widget.isAncestorOf(inner))
