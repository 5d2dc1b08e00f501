"""A date that is chosen in a calendar."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton

from worldcafe.ui.fields.popups import drop_down, popup
from worldcafe.ui.painting.look import SPACE, colours, icon, look
from worldcafe.ui.parts import button, column, describe, give_icon, row
from worldcafe.wording import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCalendarWidget


class DateField(QPushButton):
    """A date in words; pressing it opens a calendar."""

    def __init__(
        self,
        give: Callable[[dt.date | None], object],
        words: Words,
        today: Callable[[], dt.date],
    ) -> None:
        super().__init__()
        self._give = give
        self._words = words
        self._locale = QLocale(words.locale)
        self._today = today
        self._shown: dt.date | None = None
        look("picker", self)
        self.setAutoDefault(True)  # outside a dialog Enter would else do nothing
        give_icon(self, "calendar")
        self.clicked.connect(lambda _checked=False: self.open())
        self.show_value(None)

    @cached_property
    def _calendar(self) -> "QCalendarWidget":
        calendar = _calendar()
        calendar.setLocale(self._locale)
        calendar.clicked.connect(self._on_day)
        calendar.activated.connect(self._on_day)
        return calendar

    @cached_property
    def _popup(self) -> QFrame:
        none = button(self._words("No date yet"), lambda: self._choose(None), name="quiet")
        return popup(self, column(self._calendar, row(1, none), margin=SPACE))

    def show_value(self, date: dt.date | None) -> None:
        """Show what the workshop holds."""
        self._shown = date
        told = self._told(date) if date else self._words("Choose a date")
        self.setText(told)
        describe(self, told)  # its name is that of the field

    def _told(self, date: dt.date) -> str:
        """With the day of the week, which is how people remember a date. Qt, which has the
        calendar's words at hand, says it as `Words.date` does, for which Babel is loaded.
        """
        text = self._locale.toString(_as_qt(date), QLocale.FormatType.LongFormat)
        return self._words.with_first_day(text, date)

    def open(self) -> None:
        """Open the calendar at the date, or at today's."""
        date = self._shown or self._today()
        self._calendar.setSelectedDate(_as_qt(date))
        drop_down(self._popup, self)
        self._calendar.setFocus()

    def _on_day(self, date: QDate) -> None:
        self._choose(dt.date(date.year(), date.month(), date.day()))

    def _choose(self, date: dt.date | None) -> None:
        was_open = self._popup.isVisible()
        self._popup.hide()
        if was_open and date != self._shown:
            self._give(date)


def _as_qt(date: dt.date) -> QDate:
    return QDate(date.year, date.month, date.day)


def _calendar() -> "QCalendarWidget":
    """A calendar in the colours of the look."""
    # Slow to load, and seldom opened.
    from PySide6.QtGui import QTextCharFormat
    from PySide6.QtWidgets import QCalendarWidget

    made = QCalendarWidget()
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setMinimumSize(320, 280)
    usual = QTextCharFormat()
    usual.setForeground(QColor(colours().ink))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, usual)
    for name, picture in (
        ("qt_calendar_prevmonth", "chevron-left"),
        ("qt_calendar_nextmonth", "chevron-right"),
    ):
        arrow = made.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            arrow.setIcon(icon(picture, colours().soft))
    return made
