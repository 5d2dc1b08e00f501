"""The field a person types into, by the form of what it asks for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from worldcafe.domain import fields as f
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import (
    ChipField,
    ChoiceField,
    GoalsField,
    TickField,
    choices_of,
)
from worldcafe.ui.fields.entry import LineField, Offer, ProseField
from worldcafe.ui.fields.known import (
    CountryField,
    CurrencyField,
    DayField,
    FigureField,
    LinkField,
    PersonField,
    ReferenceField,
    TargetsField,
    WhenField,
)
from worldcafe.wording.captions import caption, hint
from worldcafe.wording.languages import LANGUAGES
from worldcafe.wording.suggestions import Suggestions


@dataclass(frozen=True)
class Maker:
    """Makes fields for an open workshop."""

    bridge: Bridge
    known: Suggestions

    def whole(self, field: f.Field) -> Any:
        """The field below its own caption."""
        form, words = field.form, self.bridge.words
        help_text = hint(field.name, words)
        if isinstance(form, f.OneOf):
            empty = words("Not said yet") if field.at_table else ""
            return ChoiceField(choices_of(words, form.codes), empty=empty)
        if isinstance(form, f.Text) and form.is_prose:
            return ProseField(hint=help_text, lines=2 if field.at_table else 1)
        return self._made(field.name, form, help_text)

    def part(self, whole: str, part: f.Part, *, is_needed: bool = False) -> Any:
        """A part of something compound: what it asks for stands in it while it is empty."""
        path, words = f"{whole}.{part.name}", self.bridge.words
        called = caption(path, words)
        if isinstance(part.form, f.OneOf):
            choices = choices_of(words, part.form.codes)
            made: Any = ChoiceField(choices, empty=None if is_needed else called)
        else:
            made = self._made(path, part.form, self.hint(path))
        made.setAccessibleName(called)
        return made

    def hint(self, path: str) -> str:
        """What stands in a part while it is empty."""
        words = self.bridge.words
        return hint(path, words) or caption(path, words)

    def today(self) -> dt.date:
        """The day it is."""
        return self.bridge.now().astimezone().date()

    def _made(self, path: str, form: f.Form, help_text: str) -> Any:
        make = _MADE.get(type(form))
        return make(self, path, form) if make else self._line(form, help_text)

    def _line(self, form: f.Form, help_text: str) -> LineField:
        known = self.known
        offers: dict[type[f.Form], Offer] = {
            f.Someone: known.people, f.Body: known.partners, f.City: known.cities,
        }  # fmt: skip
        made = LineField(offer=offers.get(type(form)), hint=help_text)
        if isinstance(form, f.Text):
            made.setMaxLength(form.limit)
        return made


_MADE: dict[type[f.Form], Callable[[Maker, str, Any], Any]] = {
    f.SomeOf: lambda maker, _path, form: ChipField(choices_of(maker.bridge.words, form.codes)),
    f.Goals: lambda maker, _path, form: GoalsField(maker.bridge.words, form.codes),
    f.Rating: lambda _maker, _path, _form: ChoiceField((n, str(n)) for n in range(1, 6)),
    f.Tick: lambda maker, path, _form: TickField(caption(path, maker.bridge.words)),
    f.Language: lambda maker, _path, _form: ChoiceField(
        (code, maker.bridge.words.language_name(code)) for code in LANGUAGES
    ),
    f.Day: lambda maker, _path, _form: DayField(maker.bridge.words, maker.today),
    f.When: lambda maker, path, _form: WhenField(maker.bridge.words, hint=maker.hint(path)),
    f.Figure: lambda maker, path, _form: FigureField(maker.bridge.words, hint=maker.hint(path)),
    f.Currency: lambda maker, path, _form: CurrencyField(
        maker.bridge.words, maker.known, hint=maker.hint(path)
    ),
    f.Country: lambda maker, _path, _form: CountryField(maker.bridge.words, maker.known),
    f.Targets: lambda _maker, _path, _form: TargetsField(),
    f.Link: lambda maker, path, _form: LinkField(maker.bridge.words, hint=maker.hint(path)),
    f.Person: lambda maker, _path, _form: PersonField(maker.bridge, maker.known),
    f.Reference: lambda maker, _path, _form: ReferenceField(maker.bridge),
}
"""Texts aside, which are lines."""
