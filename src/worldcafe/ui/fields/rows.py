"""Fields that hold several lines of the same kind, or several parts: partners, next step."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from worldcafe.domain.folding import fold
from worldcafe.domain.vocabulary import (
    TRIANGULAR_ROLES,
    Direction,
    Modality,
    NextStepType,
    PartnerRole,
    PartnerType,
    ResourceKind,
    StepStatus,
    ThemeCode,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.fields.entry import (
    ENTER,
    PROSE,
    ChipField,
    ChoiceField,
    LineField,
    TickField,
    choices_of,
)
from worldcafe.ui.fields.known import CountryField, DayField
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import column, icon_button, label, row
from worldcafe.wording import Words
from worldcafe.wording.suggestions import Suggestions

GAP = 6
APART = 18
"""Between lines that are themselves several lines high."""


class Row(QWidget):
    """One of several lines: fields beside one another, and a button that takes it away."""

    changed = Signal()
    removed = Signal()

    def __init__(self, fields: Mapping[str, Any], remove_hint: str) -> None:
        super().__init__()
        self.fields: dict[str, Any] = dict(fields)
        self.remove = icon_button("x", remove_hint, self.removed.emit)
        self.remove.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for each in self.fields.values():
            each.changed.connect(self.changed)

    def lay_out(self, *lines: Sequence[tuple[str, int]]) -> None:
        """Stand these fields, with their stretches, on one line or several."""
        laid = []
        for number, line in enumerate(lines):
            made = row(gap=GAP)
            for name, stretch in line:
                made.addWidget(self.fields[name], stretch)
            if number == 0:
                made.addWidget(self.remove)
            laid.append(made)
        self.setLayout(column(*laid, gap=GAP))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said in it."""
        return not any(self.value().values())

    def value(self) -> dict[str, Any]:
        """What its fields say."""
        return {name: each.value() for name, each in self.fields.items()}

    def show_value(self, value: Mapping[str, Any]) -> None:
        """Say this."""
        for name, each in self.fields.items():
            each.show_value(value.get(name))

    def stops(self) -> list[QWidget]:
        """What the keyboard visits, in order."""
        return [stop for each in self.fields.values() for stop in each.stops()]


class RowsField(QWidget):
    """Lines of one kind. When the last one is begun, an empty one appears below it."""

    changed = Signal()
    rearranged = Signal()
    """A line came or went: the order of the keyboard has to follow."""

    def __init__(self, make: Callable[[], Row], *, gap: int = GAP) -> None:
        super().__init__()
        self._make = make
        self._showing = False
        self.rows: list[Row] = []
        self._lines = column(gap=gap)
        self.setLayout(self._lines)
        self._add()

    def value(self) -> Any:
        return [each.value() for each in self.rows if not each.is_empty]

    def show_value(self, value: Any) -> None:
        said = [each for each in value or () if isinstance(each, Mapping)]
        while len(self.rows) > len(said) + 1:
            self._drop(self.rows[-1])
        while len(self.rows) < len(said) + 1:
            self._add()
        self._showing = True
        for each, content in zip(self.rows, [*said, {}], strict=True):
            each.show_value(content)
        self._showing = False
        self._show_removers()
        self.rearranged.emit()

    def stops(self) -> list[QWidget]:
        return [stop for each in self.rows for stop in each.stops()]

    def is_last_and_empty(self, stop: QWidget) -> bool:
        """Whether this is the first field of the empty line at the end."""
        last = self.rows[-1]
        return last.is_empty and stop is last.stops()[0]

    def _add(self) -> Row:
        made = self._make()
        made.changed.connect(self._on_row_changed)
        made.removed.connect(lambda: self._on_removed(made))
        self.rows.append(made)
        self._lines.addWidget(made)
        # Layouts show what is added to them only later: too late for whoever types on.
        made.show()
        return made

    def _drop(self, gone: Row) -> None:
        self.rows.remove(gone)
        self._lines.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _on_row_changed(self) -> None:
        if self._showing:
            return
        if not self.rows[-1].is_empty:
            self._add()
            self._show_removers()
            self.rearranged.emit()
        self.changed.emit()

    def _on_removed(self, gone: Row) -> None:
        position = self.rows.index(gone)
        self._drop(gone)
        self.rows[min(position, len(self.rows) - 1)].stops()[0].setFocus()
        self._show_removers()
        self.rearranged.emit()
        self.changed.emit()

    def _show_removers(self) -> None:
        for each in self.rows:
            policy = each.remove.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            each.remove.setSizePolicy(policy)
            each.remove.setVisible(each is not self.rows[-1])


class PartnersField(RowsField):
    """Who with whom. The roles that are offered follow the modality."""

    def __init__(self, words: Words, suggestions: Suggestions, *, narrow: bool) -> None:
        self._words, self._suggestions, self._narrow = words, suggestions, narrow
        self._roles = _roles_of(None)
        self._explained = label(_triangular(words), "small", wrap=True)
        self._explained.hide()
        super().__init__(self._made, gap=APART if narrow else GAP)
        self._lines.insertWidget(0, self._explained)

    def follow(self, modality: str | None) -> None:
        """Offer the roles that partners have in this modality, and say what they mean."""
        self._roles = _roles_of(modality)
        self._explained.setVisible(self._roles is TRIANGULAR_ROLES)
        for each in self.rows:
            each.fields["role"].offer(choices_of(self._words, self._roles))

    def _made(self) -> Row:
        words = self._words
        name = LineField(offer=self._suggestions.partners, hint=words("Organisation or city"))
        fields: dict[str, Any] = {
            "name": name,
            "city": LineField(offer=self._suggestions.cities, hint=words("City")),
            "country": CountryField(words, self._suggestions),
            "type": ChoiceField(choices_of(words, PartnerType), empty=words("Type")),
            "role": ChoiceField(choices_of(words, self._roles), empty=words("Role")),
        }
        _name_for_readers(fields, words)
        made = Row(fields, words("Take this partner away"))
        name.chosen.connect(lambda text: self._complete(made, text))
        if self._narrow:
            made.lay_out(
                [("name", 1)], [("city", 1), ("country", 1)], [("type", 1), ("role", 1)]
            )
        else:
            # The organiser says later what sort of body it is.
            fields["type"].setParent(made)
            fields["type"].hide()
            made.lay_out([("name", 6), ("city", 4), ("country", 4), ("role", 6)])
        return made

    def _complete(self, made: Row, name: str) -> None:
        """Fill in what is known of a partner, where nothing was said."""
        known = self._suggestions.partner(name)
        if known is None:
            return
        said = made.value()
        for part in ("city", "country", "type"):
            value = getattr(known, part)
            if value and not said[part]:
                made.fields[part].show_value(str(value))


class ResourcesField(RowsField):
    """What is offered and what is still needed."""

    def __init__(self, words: Words, suggestions: Suggestions) -> None:
        self._words, self._suggestions = words, suggestions
        super().__init__(self._made, gap=APART)

    def value(self) -> Any:
        """Where it is not said, a resource is needed, and expertise."""
        said = super().value()
        for each in said:
            each["direction"] = each["direction"] or Direction.NEEDED.value
            each["kind"] = each["kind"] or ResourceKind.EXPERTISE.value
        return said

    def _made(self) -> Row:
        words = self._words
        made = Row(
            {
                "kind": ChoiceField(choices_of(words, ResourceKind), empty=words("Resource")),
                "direction": ChoiceField(choices_of(words, Direction), empty="–"),
                "by": LineField(offer=self._suggestions.partners, hint=words("By whom")),
                "amount": LineField(hint=words("How much")),
            },
            words("Take this resource away"),
        )
        made.lay_out([("kind", 1), ("direction", 1)], [("by", 1), ("amount", 1)])
        return made


class ContactsField(RowsField):
    """Persons to write to; only those who agree are named in the synthesis."""

    def __init__(self, words: Words, suggestions: Suggestions) -> None:
        self._words, self._suggestions = words, suggestions
        super().__init__(self._made, gap=APART)

    def _made(self) -> Row:
        words = self._words
        made = Row(
            {
                "name": LineField(offer=self._suggestions.people, hint=words("Name")),
                "organisation": LineField(
                    offer=self._suggestions.partners, hint=words("Organisation")
                ),
                "email": LineField(hint=words("E-mail")),
                "consent": TickField(words("Agrees to be named")),
            },
            words("Take this contact away"),
        )
        made.lay_out([("name", 1)], [("organisation", 1), ("email", 1)], [("consent", 1)])
        return made


class NextStepField(QWidget):
    """What happens first, who does it, and by when."""

    changed = Signal()

    def __init__(
        self,
        words: Words,
        suggestions: Suggestions,
        today: Callable[[], dt.date],
        *,
        narrow: bool,
    ) -> None:
        super().__init__()
        self.due = DayField(words, today)
        self._fields: dict[str, Any] = {
            "text": LineField(hint=words("What happens first after today?")),
            "type": ChoiceField(choices_of(words, NextStepType), empty=words("Kind of step")),
            "owner": LineField(offer=suggestions.people, hint=words("Who does it?")),
            "due": self.due,
            "status": ChoiceField(choices_of(words, StepStatus), empty=None),
        }
        self._fields["text"].setMaxLength(PROSE)
        _name_for_readers(self._fields, words)
        fields = self._fields
        if narrow:
            self.setLayout(
                column(
                    fields["text"],
                    row(fields["type"], fields["status"], gap=GAP),
                    row(fields["owner"], fields["due"], gap=GAP),
                    gap=GAP,
                )
            )
        else:
            fields["status"].setParent(self)
            fields["status"].hide()
            first, second = row(gap=GAP), row(gap=GAP)
            first.addWidget(fields["text"], 7)
            first.addWidget(fields["type"], 4)
            second.addWidget(fields["owner"], 7)
            second.addWidget(fields["due"], 4)
            self.setLayout(column(first, second, gap=GAP))
        for each in fields.values():
            each.changed.connect(self.changed)

    def value(self) -> Any:
        said = {name: each.value() for name, each in self._fields.items()}
        said["due"] = said["due"] or None
        done = said["status"] != StepStatus.TO_DO.value
        spoken = any(said[name] for name in ("text", "type", "owner", "due"))
        return said if spoken or done else None

    def show_value(self, value: Any) -> None:
        said = value if isinstance(value, Mapping) else {}
        for name, each in self._fields.items():
            each.show_value(said.get(name))

    def stops(self) -> list[QWidget]:
        return [stop for each in self._fields.values() for stop in each.stops()]


class ThemesField(ChipField):
    """Themes by chips: the workshop's first, then whatever was added by typing."""

    def __init__(self, words: Words, suggestions: Suggestions) -> None:
        super().__init__(())
        self._words = words
        self._offered: list[tuple[str, str]] = []
        self.other = OtherTheme(suggestions, words("Another theme…"))
        self.other.setMinimumWidth(170)
        look("chip", self.other)
        self.other.setAccessibleName(words("Another theme"))
        self._flow.addWidget(self.other)
        self.other.changed.connect(self.changed)
        self.other.taken.connect(self._on_taken)

    def offer_of(self, workshop: Workshop, table_id: str) -> None:
        """Offer the workshop's themes, that of the table first."""
        own = workshop.theme_of(table_id)
        themes = sorted(workshop.themes_in_order, key=lambda theme: theme is not own)
        self._offered = [(theme.code or theme.name, theme.name) for theme in themes]
        self._show_chips(self.value())

    def value(self) -> Any:
        """Codes and words of one's own; a word still in the field counts."""
        said = super().value()
        written = self.other.value()
        typed = self._said(written) if written else ""
        return [*said, typed] if typed and typed not in said else said

    def show_value(self, value: Any) -> None:
        said = [str(each) for each in value or ()]
        if said != self.value():
            self.other.clear()
            self._show_chips(said)

    def stops(self) -> list[QWidget]:
        return [*super().stops(), self.other]

    def _show_chips(self, chosen: list[str]) -> None:
        known = {value for value, _ in self._offered}
        added = [(each, self._words.theme(each)) for each in chosen if each not in known]
        n_chips = len(self.chips)
        self.offer([*self._offered, *added])
        if len(self.chips) > n_chips:
            self._flow.removeWidget(self.other)
            self._flow.addWidget(self.other)
        for chip in self.chips:
            chip.setChecked(chip.value in chosen)

    def _on_taken(self) -> None:
        said = self.value()
        self.other.clear()
        self._show_chips(said)
        self.changed.emit()
        self.other.setFocus()

    def _said(self, text: str) -> str:
        """The code that a text names, or the text."""
        folded = fold(text)
        names = [*self._offered, *((c.value, self._words.label(c)) for c in ThemeCode)]
        return next((value for value, name in names if fold(name) == folded), text)


class OtherTheme(LineField):
    """A theme typed in. Enter makes it a chip; in the empty field it goes on."""

    taken = Signal()

    def __init__(self, suggestions: Suggestions, hint: str) -> None:
        super().__init__(offer=suggestions.themes, hint=hint)
        self.chosen.connect(lambda _text: self.taken.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        written = event.key() in ENTER and not event.modifiers() and bool(self.value())
        super().keyPressEvent(event)
        if written:
            if self.value():
                self.taken.emit()
            event.accept()


def captions(words: Words) -> dict[str, str]:
    """Names of parts for screen readers, where no caption stands above them."""
    return {
        "name": words("Name of the partner"),
        "city": words("City"),
        "country": words("Country"),
        "type": words("Type"),
        "role": words("Role"),
        "text": words("Next step"),
        "owner": words("Who does it"),
        "due": words("By when"),
        "status": words("Status"),
    }


def _name_for_readers(fields: Mapping[str, Any], words: Words) -> None:
    named = captions(words)
    for name, each in fields.items():
        each.setAccessibleName(named[name])


def _triangular(words: Words) -> str:
    """The three roles of triangular cooperation, in a line (GPI, SEGIB)."""
    return words(
        "The beneficiary partner asks for it and carries it out; the pivotal partner brings"
        " experience of its own; the facilitating partner connects, funds or organises."
    )


def _roles_of(modality: str | None) -> tuple[PartnerRole, ...]:
    if modality == Modality.TRIANGULAR.value:
        return TRIANGULAR_ROLES
    return tuple(role for role in PartnerRole if role not in TRIANGULAR_ROLES)
