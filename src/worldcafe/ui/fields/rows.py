"""Fields that hold several lines of the same kind: partners, resources, contacts, themes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold
from worldcafe.domain.vocabulary import (
    ROLES_IN_ANY,
    ROLES_OF_TWO,
    TRIANGULAR_ROLES,
    Direction,
    Modality,
    PartnerRole,
    ResourceKind,
    ThemeCode,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Flow, have_in_view
from worldcafe.ui.fields.by_form import Maker
from worldcafe.ui.fields.choices import ChipField, choices_of
from worldcafe.ui.fields.entry import ENTER, LineField
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
            made = Flow(gap=GAP)
            for place, (name, stretch) in enumerate(line):
                made.addWidget(self.fields[name])
                made.setStretch(place, stretch)
            laid.append(row(made, self.remove, gap=GAP) if number == 0 else made)
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
        have_in_view(made)
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
            have_in_view(each.remove, wanted=each is not self.rows[-1])


class PartnersField(RowsField):
    """Who with whom. The roles that are offered follow the modality."""

    def __init__(self, maker: Maker, *, narrow: bool) -> None:
        self._maker, self._narrow = maker, narrow
        self._roles = _roles_of(None)
        self._explained = label(_triangular(maker.bridge.words), "small", wrap=True)
        self._explained.hide()
        super().__init__(self._made, gap=APART if narrow else GAP)
        self._lines.insertWidget(0, self._explained)

    def follow(self, modality: str | None) -> None:
        """Offer the roles that partners have in this modality, and say what they mean."""
        self._roles = _roles_of(modality)
        have_in_view(self._explained, wanted=_between(modality) is TRIANGULAR_ROLES)
        for each in self.rows:
            self._offer_roles(each.fields)

    def _offer_roles(self, fields: Mapping[str, Any]) -> None:
        fields["role"].offer(choices_of(self._maker.bridge.words, self._roles))

    def _made(self) -> Row:
        fields = parts_of("partners", f.PARTNERS, self._maker)
        self._offer_roles(fields)
        made = Row(fields, self._maker.bridge.words("Take this partner away"))
        fields["name"].chosen.connect(lambda text: self._complete(made, text))
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
        known = self._maker.known.partner(name)
        if known is None:
            return
        said = made.value()
        for part in ("city", "country", "type"):
            value = getattr(known, part)
            if value and not said[part]:
                made.fields[part].show_value(str(value))


class ResourcesField(RowsField):
    """What is offered and what is still needed."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        super().__init__(self._made, gap=APART)

    def value(self) -> Any:
        """Where it is not said, a resource is needed, and expertise."""
        said = super().value()
        for each in said:
            each["direction"] = each["direction"] or Direction.NEEDED.value
            each["kind"] = each["kind"] or ResourceKind.EXPERTISE.value
        return said

    def _made(self) -> Row:
        fields = parts_of("resources", f.RESOURCES, self._maker)
        made = Row(fields, self._maker.bridge.words("Take this resource away"))
        made.lay_out([("kind", 1), ("direction", 1)], [("by", 1), ("amount", 1)])
        return made


class ContactsField(RowsField):
    """Persons to write to; only those who agree are named in the synthesis."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        super().__init__(self._made, gap=APART)

    def _made(self) -> Row:
        fields = parts_of("contacts", f.CONTACTS, self._maker)
        made = Row(fields, self._maker.bridge.words("Take this contact away"))
        made.lay_out([("name", 1)], [("organisation", 1), ("email", 1)], [("consent", 1)])
        return made


def parts_of(name: str, form: f.Several, maker: Maker) -> dict[str, Any]:
    """The fields of one of several, by the names of its parts."""
    return {part.name: maker.part(name, part) for part in form.each.parts}


class ThemesField(ChipField):
    """Themes by chips: the workshop's first, then whatever was added by typing."""

    def __init__(self, maker: Maker) -> None:
        super().__init__(())
        words = self._words = maker.bridge.words
        self._offered: list[tuple[str, str]] = []
        self.other = OtherTheme(maker.known, words("Another theme…"))
        self.other.setMinimumWidth(self.other.sizeHint().width())
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        written = event.key() in ENTER and not event.modifiers() and bool(self.value())
        super().keyPressEvent(event)
        if written:
            if self.value():
                self.taken.emit()
            event.accept()


def _triangular(words: Words) -> str:
    """The three roles of triangular cooperation, in a line (GPI, SEGIB)."""
    return words(
        "The beneficiary partner asks for it and carries it out; the pivotal partner brings"
        " experience of its own; the facilitating partner connects, funds or organises."
    )


def _roles_of(modality: str | None) -> tuple[PartnerRole, ...]:
    return (*_between(modality), *ROLES_IN_ANY)


def _between(modality: str | None) -> tuple[PartnerRole, ...]:
    return TRIANGULAR_ROLES if modality == Modality.TRIANGULAR.value else ROLES_OF_TWO
