"""Lines of text that stand for something: a day, a country, a person, another contribution.

Text that stands for nothing known is kept as it was written.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence

from worldcafe.domain import harvest
from worldcafe.domain.folding import fold
from worldcafe.domain.links import web_address
from worldcafe.domain.refusal import Refusal, RuleBroken
from worldcafe.exchange.measures import sum_in, when_in
from worldcafe.ui import actions
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.painting.look import colours, icon, look
from worldcafe.wording import Words
from worldcafe.wording.countries import country_code
from worldcafe.wording.currencies import currency_code
from worldcafe.wording.measures import figure, when
from worldcafe.wording.suggestions import N_OFFERED, Suggestions

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?")


def day_in(text: str, today: dt.date) -> dt.date | None:
    """The day that a text names: `28/5`, `28.05.2027`, `2027-05-28`.

    Without a year it is the next such day.
    """
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()))
        if day_first is None:
            return None
        day, month, year = (int(part) if part else None for part in day_first.groups())
        assert day is not None
        assert month is not None
        if year is not None:
            return dt.date(year if year > 99 else 2000 + year, month, day)
        this_year = dt.date(today.year, month, day)
        return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    except ValueError:
        return None


class _DateField(LineField):
    """A date, typed in figures and shown in words. Text that names none is kept and marked."""

    COMPLAINT: ClassVar[str]
    """The code of the refusal of a text that names none."""

    def __init__(self, words: Words, *, hint: str) -> None:
        super().__init__(hint=hint)
        self._words = words
        self._when = ""
        """What stands in words, as ISO 8601 writes it."""
        self.setMaxLength(40)
        self.editingFinished.connect(self._on_finished)

    def read(self, text: str) -> str | None:
        """The date that a text names, as ISO 8601 writes it."""
        raise NotImplementedError

    def value(self) -> Any:
        """As ISO 8601 writes it, or the text that names none."""
        return self._named() or super().value()

    def show_value(self, value: Any) -> None:
        self._when = self.read(str(value or "")) or ""
        super().show_value(when(self._when, self._words) or value)
        if self.property("look"):
            look("", self)

    @property
    def trouble(self) -> Refusal | None:
        """What is wrong with what is typed, if anything is."""
        text = self.text().strip()
        return RuleBroken(self.COMPLAINT, text=text) if text and not self._named() else None

    def _named(self) -> str | None:
        text = self.text().strip()
        return self._when if text == when(self._when, self._words) else self.read(text)

    def _on_finished(self) -> None:
        look("missing" if self.trouble else "", self)
        if named := self._named():
            self._when = named
            with QSignalBlocker(self):
                self.setText(when(named, self._words))


class DayField(_DateField):
    """A day."""

    COMPLAINT = "not_a_day"

    def __init__(self, words: Words, today: Callable[[], dt.date]) -> None:
        super().__init__(words, hint=words("day/month/year"))
        self._today = today

    def read(self, text: str) -> str | None:
        """Without a year it is the next such day."""
        day = day_in(text, self._today())
        return day.isoformat() if day else None


class WhenField(_DateField):
    """A day, a month or a year."""

    COMPLAINT = "not_a_date"

    def read(self, text: str) -> str | None:
        return when_in(text)


class FigureField(LineField):
    """A sum, in figures or as people write it. Text that is none is kept and marked."""

    def __init__(self, words: Words, *, hint: str) -> None:
        super().__init__(hint=hint)
        self._words = words
        self._shown: tuple[str, Any] = ("", None)
        self.setMaxLength(40)
        self.editingFinished.connect(lambda: look("missing" if self.trouble else "", self))

    def value(self) -> Any:
        """The number, None for nothing, or the text that is none."""
        written = super().value()
        shown, value = self._shown
        if written == shown:
            return value
        found = sum_in(written)
        return (written or None) if found is None else found

    def show_value(self, value: Any) -> None:
        number = value if isinstance(value, int | float) else None
        super().show_value(figure(number, self._words) or value)
        self._shown = (super().value(), value or None if number is None else number)
        if self.property("look"):
            look("", self)

    @property
    def trouble(self) -> Refusal | None:
        """What is wrong with what is typed, if anything is."""
        text = self.value()
        return RuleBroken("not_an_amount", text=text) if isinstance(text, str) else None


class CurrencyField(LineField):
    """A currency by its code, found by its name as well."""

    def __init__(self, words: Words, suggestions: Suggestions, *, hint: str) -> None:
        super().__init__(offer=suggestions.currencies, hint=hint)
        self._words = words
        self.chosen.connect(lambda _text: self.show_value(self.value()))
        self.editingFinished.connect(self._on_finished)

    def value(self) -> Any:
        written: str = super().value()
        return currency_code(written.partition(" – ")[0]) or written

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        if self.property("look"):
            look("", self)

    @property
    def trouble(self) -> Refusal | None:
        """What is wrong with what is typed, if anything is."""
        written = self.value()
        if not written or currency_code(written):
            return None
        return RuleBroken("not_a_currency", text=written)

    def _on_finished(self) -> None:
        look("missing" if self.trouble else "", self)
        with QSignalBlocker(self):
            self.show_value(self.value())


class CountryField(LineField):
    """A country, shown by its name and said by its ISO code; kept as written if unknown."""

    def __init__(self, words: Words, suggestions: Suggestions) -> None:
        super().__init__(offer=suggestions.countries, hint=words("Country"))
        self._words = words

    def value(self) -> Any:
        written = super().value()
        return country_code(written) or written if written else ""

    def show_value(self, value: Any) -> None:
        if value != self.value():
            super().show_value(self._words.country(str(value or "")))


class TargetsField(LineField):
    """Targets of the Sustainable Development Goals, by their codes."""

    def __init__(self) -> None:
        super().__init__(hint="8.7, 8.5")

    def value(self) -> Any:
        return super().value().replace(",", " ").replace(";", " ").split()

    def show_value(self, value: Any) -> None:
        said = [str(each) for each in value or ()]
        if said != self.value():
            super().show_value(", ".join(said))


class PersonField(LineField):
    """A participant, written by name and said by id; an unknown name stays as it is."""

    def __init__(self, bridge: Bridge, suggestions: Suggestions) -> None:
        super().__init__(offer=suggestions.people)
        self._bridge = bridge
        self._id: str | None = None

    def value(self) -> Any:
        """The id, None for nobody."""
        written = fold(super().value())
        if not written:
            return None
        people = self._bridge.workshop.participants
        known = people.get(self._id or "")
        if known and fold(known.name) == written:
            return known.id
        found = (person.id for person in people.values() if fold(person.name) == written)
        return next(found, super().value())

    def show_value(self, value: Any) -> None:
        if value != self.value():
            self._id = value
            person = self._bridge.workshop.participants.get(value or "")
            super().show_value(person.name if person else value)


class LinkField(LineField):
    """Where something is published; a web address in it opens in the browser when asked."""

    def __init__(self, words: Words, *, hint: str = "") -> None:
        super().__init__(hint=hint)
        opening = actions.action("open_link", "form")
        self.opening = QAction(icon("external-link", colours().soft), words(opening.text), self)
        self.opening.setShortcut(QKeySequence(*opening.keys))
        self.opening.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.opening.triggered.connect(self._open)
        self.opening.setToolTip(actions.hint(words, opening))
        self.addAction(self.opening, LineField.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._offer_opening)
        self._offer_opening()

    def _offer_opening(self) -> None:
        self.opening.setVisible(bool(web_address(self.text())))

    def _open(self) -> None:
        if address := web_address(self.text()):
            QDesktopServices.openUrl(QUrl(address))


class ReferenceField(LineField):
    """Another contribution, written by its reference or found by its words, said by id."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            offer=self._earlier, hint=bridge.words("O-001, or a few words of an earlier note")
        )
        self._bridge = bridge
        self._table_id = ""
        self._shown: tuple[str, Any] = ("", None)

    def offer_of(self, table_id: str) -> None:
        """Offer what was said at this table before anything else."""
        self._table_id = table_id

    def value(self) -> Any:
        """The id, None for none; text that names no contribution stays as it is."""
        written = super().value()
        shown, value = self._shown
        if written == shown:
            return value
        wanted = fold(written.partition(" · ")[0])
        known = harvest.references(self._bridge.workshop).items()
        return next((id for id, name in known if fold(name) == wanted), written) or None

    def show_value(self, value: Any) -> None:
        name = self._named(value) if value else ""
        self._shown = (name, value or None)
        super().show_value(name)

    def _named(self, contribution_id: str) -> str:
        workshop = self._bridge.workshop
        item = workshop.contributions.get(contribution_id)
        if item is None:
            return ""
        return f"{harvest.references(workshop)[item.id]} · {item.title}"

    def _earlier(self, text: str) -> list[str]:
        """Contributions with these words, the table's own first and the last first."""
        workshop = self._bridge.workshop
        parts = fold(text).split()
        called = harvest.references(workshop)
        found = [
            item
            for item in reversed(tuple(workshop.contributions.values()))
            if item.withdrawn_at is None
            and all(part in fold(f"{called[item.id]} {item.title}") for part in parts)
        ]
        found.sort(key=lambda item: item.table_id != self._table_id)
        return [f"{called[item.id]} · {item.title}" for item in found[:N_OFFERED]]
