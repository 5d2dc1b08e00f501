"""What is wrong with a window as it is shown: cut, overlapping, out of reach or nameless.

It is looked for as a person would see it: what Qt scrolls, elides on purpose or keeps for
itself is no fault.
"""

import contextlib

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolButton,
    QWidget,
)

from worldcafe.ui.arranging import Pages

SLACK = 2
"""Pixels that nobody sees."""


def faults(root, name, size=None):
    """Everything that is wrong with a window, a sentence each; `size` is what it was given."""
    found = []
    if size is not None and root.size() != size:
        found.append(f"is {_told(root.size())} where there is {_told(size)}")
    for widget in _in_view(root):
        wrong = (
            *_cut(widget),
            *_outside(widget, root),
            *_overlapping(widget),
            *_nameless(widget),
        )
        found += [f"{called(widget)} {fault}" for fault in wrong]
    return [f"{name}: {fault}" for fault in dict.fromkeys(found)]


@contextlib.contextmanager
def watched_painting(monkeypatch):
    """Notes what is painted by hand into a place that is too small for it."""
    found, paint = [], QPainter.drawText

    def drawText(self, *arguments):
        match arguments:
            case (QRect() | QRectF() as place, flags, str(text)) if text:
                fault = _too_small(self, place, flags, text)
                if fault and fault not in found:
                    found.append(fault)
        return paint(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", drawText)
        yield found


def _too_small(painter, place, flags, text):
    flags = int(getattr(flags, "value", flags))
    room = QRectF(place)
    needed = painter.boundingRect(QRectF(0, 0, room.width(), 10_000), flags, text)
    if needed.height() > room.height() + 0.2 * painter.fontMetrics().height():
        return f"paints {text!r} {needed.height():.0f} high into {room.height():.0f}"
    if needed.width() > room.width() + SLACK:
        return f"paints {text!r} {needed.width():.0f} wide into {room.width():.0f}"
    return ""


def _in_view(root):
    """The widgets that are seen or that one can scroll to, but for what Qt keeps to itself."""
    for widget in [root, *root.findChildren(QWidget)]:
        own = widget.window() is root.window() and not _is_inside(widget)
        if own and widget.isVisibleTo(root):
            yield widget


def _is_inside(widget):
    """Whether Qt looks after the widget by itself."""
    if isinstance(widget, QSizeGrip | QScrollBar):
        return True
    while (above := widget.parentWidget()) is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit | QCalendarWidget):
            return True
        if isinstance(above, QAbstractItemView) and not isinstance(widget, QHeaderView):
            return True
        if isinstance(above, QTabBar | QHeaderView):
            return True
        widget = above
    return False


# --- cut ---------------------------------------------------------------------------------


def _cut(widget):
    """Texts that are wider or higher than their place."""
    match widget:
        case QLabel() if widget.text() and not _elides(widget):
            yield from _cut_label(widget)
        case QTabBar():
            yield from _cut_tabs(widget)
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            yield from _cut_headings(widget)
        case QComboBox():
            yield from _cut_combo(widget)
        case QLineEdit() if not widget.text() and widget.placeholderText():
            yield from _cut_hint(widget)
        case QPushButton() | QCheckBox() if widget.text():
            yield from _cut_button(widget)
        case QToolButton() if widget.width() < widget.minimumSizeHint().width() - SLACK:
            yield f"is {widget.width()} wide, not {widget.minimumSizeHint().width()}"


def _cut_button(widget):
    asked = _asked(widget)
    if asked.width() > widget.width() + SLACK:
        yield f"shows {widget.text()!r} {asked.width()} wide in {widget.width()}"
    if asked.height() > widget.height() + SLACK and widget.layout() is None:
        yield f"shows {widget.text()!r} {asked.height()} high in {widget.height()}"


def _cut_tabs(bar):
    for index in range(bar.count()):
        if bar.tabRect(index).width() < bar.tabSizeHint(index).width() - SLACK:
            yield f"cuts its tab {bar.tabText(index)!r}"
    if any(each.isVisible() for each in bar.findChildren(QToolButton)):
        yield "scrolls its tabs"


def _asked(widget):
    """What a button needs; one with a layout of its own says so by that."""
    layout = widget.layout()
    return widget.minimumSizeHint() if layout is None else QPushButton.sizeHint(widget)


def _elides(label):
    """Whether a label cuts its text itself, with an ellipsis, and says it to the pointer."""
    return type(label) is not QLabel and bool(label.toolTip())


def _cut_label(label):
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK:
            yield f"needs {needed} for {label.text()[:60]!r} and has {label.height()}"
        words = max(label.text().split() or [""], key=len)
        longest = label.fontMetrics().horizontalAdvance(words)
        if longest > label.width() + SLACK:
            yield f"breaks the word {words!r}"
        return
    asked = label.sizeHint()
    if asked.width() > label.width() + SLACK:
        yield f"shows {label.text()[:60]!r} {asked.width()} wide in {label.width()}"
    if asked.height() > label.height() + SLACK:
        yield f"shows {label.text()[:60]!r} {asked.height()} high in {label.height()}"


def _cut_headings(header):
    for section in range(header.count()):
        if header.isSectionHidden(section) or header.sectionSize(section) == 0:
            continue
        asked = header.sectionSizeFromContents(section).width()
        text = header.model().headerData(section, header.orientation())
        if text and asked > header.sectionSize(section) + SLACK:
            yield f"cuts the heading {text!r}: {asked} in {header.sectionSize(section)}"


def _cut_combo(combo):
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    style = combo.style()
    place = style.subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    text = combo.currentText() or combo.placeholderText()
    needed = QFontMetrics(combo.font()).horizontalAdvance(text)
    if needed > place.width() + 2 * SLACK and not combo.currentData():
        yield f"cuts {text!r}: {needed} in {place.width()}"


def _cut_hint(line):
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    style = line.style()
    place = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    margins = line.textMargins()
    room = place.width() - margins.left() - margins.right() - 4
    needed = line.fontMetrics().horizontalAdvance(line.placeholderText())
    if needed > room + SLACK:
        yield f"cuts {line.placeholderText()!r}: {needed} in {room}"


# --- outside and overlapping -----------------------------------------------------------------


def _outside(widget, root):
    """Places that reach beyond the window, or beyond what one can scroll to."""
    above = widget.parentWidget()
    if widget is root or above is None or not widget.width() or not widget.height():
        return
    area = above.parentWidget()
    if isinstance(area, QAbstractScrollArea) and above is area.viewport():
        if widget.width() > above.width() + SLACK and _never(area, Qt.Orientation.Horizontal):
            yield f"is {widget.width()} wide in {above.width()} and cannot be scrolled"
        if widget.height() > above.height() + SLACK and _never(area, Qt.Orientation.Vertical):
            yield f"is {widget.height()} high in {above.height()} and cannot be scrolled"
        if isinstance(area, Pages) and widget.width() > above.width() + SLACK:
            yield f"wants {widget.width()} where the page has {above.width()}"
        return
    place = widget.geometry()
    if not above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
        yield f"is at {_at(place)} in {_told(above.size())} of {called(above)}"


def _never(area, orientation):
    if not isinstance(area, QScrollArea):
        return False
    if orientation is Qt.Orientation.Horizontal:
        policy = area.horizontalScrollBarPolicy()
    else:
        policy = area.verticalScrollBarPolicy()
    return policy is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _overlapping(widget):
    """Children that a layout was to keep apart and that lie over one another."""
    layout = widget.layout()
    if layout is None or type(layout).__name__ == "QStackedLayout":
        return
    placed = list(_placed(layout))
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if both.width() > SLACK and both.height() > SLACK:
                yield f"has {called(one)} over {called(other)} by {_told(both.size())}"


def _placed(layout):
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item.widget() is not None and not item.widget().isHidden():
            yield item.widget()
        elif item.layout() is not None:
            yield from _placed(item.layout())


# --- names ---------------------------------------------------------------------------------


def takes_tab(widget):
    """Whether the keyboard comes to a widget by Tab, and to itself."""
    by_tab = widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.focusProxy() is None and not _is_inside(widget)


def _nameless(widget):
    if not takes_tab(widget):
        return
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None or not told.text(QAccessible.Text.Name).strip():
        yield "takes the keyboard and has no name"


def called(widget):
    """A widget as a person would point at it."""
    said = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    told = widget.accessibleName() or said
    kind = f"{type(widget).__name__} {widget.property('look') or ''}".strip()
    return f"{kind} “{told[:40]}”" if told else kind


def _told(size):
    return f"{size.width()}×{size.height()}"


def _at(place):
    return f"{place.x()},{place.y()} {_told(place.size())}"
