"""What each field of a contribution is typed or chosen in."""

from collections.abc import Callable
from typing import Any

from worldcafe.domain import fields as f
from worldcafe.domain import vocabulary as v
from worldcafe.domain.model import LINE_LENGTH
from worldcafe.ui.fields.by_form import Maker
from worldcafe.ui.fields.choices import ChipField, choices_of
from worldcafe.ui.fields.compound import NextStepField, PartsField
from worldcafe.ui.fields.entry import LineField, ProseField
from worldcafe.ui.fields.rows import (
    ContactsField,
    PartnersField,
    ResourcesField,
    ThemesField,
)
from worldcafe.wording.captions import hint
from worldcafe.wording.languages import LANGUAGES

KIND_PICTURES = {
    v.Kind.OPPORTUNITY: "handshake",
    v.Kind.EXPERIENCE: "star",
    v.Kind.IDEA: "lightbulb",
    v.Kind.QUESTION: "message-circle-question-mark",
    v.Kind.CONCERN: "triangle-alert",
    v.Kind.COMMITMENT: "flag",
}


def editor(field: f.Field, maker: Maker, *, narrow: bool) -> Any:
    """The editor of a field: by its form, but for those that everything begins with."""
    match field.name:
        case "kind":
            pictures = {kind.value: picture for kind, picture in KIND_PICTURES.items()}
            return ChipField(
                choices_of(maker.bridge.words, v.Kind), one=True, pictures=pictures
            )
        case "title":
            return _title_field(hint(field.name, maker.bridge.words), narrow=narrow)
        case "lang":
            languages = ((code, code.upper()) for code in LANGUAGES)
            return ChipField(languages, one=True, on_one_line=True)
    compound: dict[f.Form, Callable[[], Any]] = {
        f.Themes(): lambda: ThemesField(maker),
        f.PARTNERS: lambda: PartnersField(maker, narrow=narrow),
        f.NEXT_STEP: lambda: NextStepField(maker, narrow=narrow),
        f.PERIOD: lambda: PartsField("period", f.PERIOD, maker),
        f.AGREEMENT: lambda: PartsField("agreement", f.AGREEMENT, maker),
        f.AMOUNT: lambda: PartsField("amount", f.AMOUNT, maker),
        f.RESOURCES: lambda: ResourcesField(maker),
        f.CONTACTS: lambda: ContactsField(maker),
    }
    return compound[field.form]() if field.form in compound else maker.whole(field)


def _title_field(help_text: str, *, narrow: bool) -> LineField | ProseField:
    """The title's field: where there is little room a long title goes on below."""
    if not narrow:
        return LineField(hint=help_text)
    return ProseField(hint=help_text, lines=1, most=4, limit=LINE_LENGTH)
