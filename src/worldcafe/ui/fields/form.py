"""The form of a contribution, shared by Capture and Harvest."""

import datetime as dt
import uuid
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from worldcafe.domain import vocabulary as v
from worldcafe.domain.model import Contribution
from worldcafe.ui.actions import action, bind, keys_told
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.entry import (
    ENTER,
    LINE,
    ChipField,
    ChoiceField,
    LineField,
    ProseField,
    TickField,
    choices_of,
)
from worldcafe.ui.fields.known import PersonField, ReferenceField, TargetsField
from worldcafe.ui.fields.language import LanguageHint
from worldcafe.ui.fields.rows import (
    ContactsField,
    NextStepField,
    PartnersField,
    ResourcesField,
    RowsField,
    ThemesField,
)
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import box, button, column, field, give_icon, label, row
from worldcafe.wording.languages import LANGUAGES
from worldcafe.wording.suggestions import Suggestions

KIND_PICTURES = {
    v.Kind.OPPORTUNITY: "handshake",
    v.Kind.EXPERIENCE: "star",
    v.Kind.IDEA: "lightbulb",
    v.Kind.QUESTION: "message-circle-question-mark",
    v.Kind.CONCERN: "triangle-alert",
    v.Kind.COMMITMENT: "flag",
}

FIELDS_OF_KIND: dict[v.Kind, frozenset[str]] = {
    v.Kind.OPPORTUNITY: frozenset({"modality", "partners", "themes", "next_step"}),
    v.Kind.EXPERIENCE: frozenset({"partners", "themes", "place", "lesson"}),
    v.Kind.IDEA: frozenset({"themes"}),
    v.Kind.QUESTION: frozenset({"themes"}),
    v.Kind.CONCERN: frozenset({"themes"}),
    v.Kind.COMMITMENT: frozenset({"themes", "next_step"}),
}
"""What is asked at the table besides the title and the description."""

_ORDER = (
    "kind", "lang", "title", "description", "modality", "themes", "partners",
    "place", "lesson", "next_step", "builds_on_id", "activities",
    "demand", "demand_confirmed", "experience_offered", "scope", "maturity",
    "impact", "feasibility", "expected_result", "beneficiaries", "adaptation",
    "resources", "enabling_factors", "obstacles", "quality_checks", "pillars",
    "sdg_targets", "contacts", "title_translation", "translation",
    "translation_lang", "author_id",
)  # fmt: skip
"""The fields in the order of the keyboard."""
_BESIDE = ("title_translation", "description", "translation", "translation_lang")
_NARROW_ORDER = (*_ORDER[:3], *_BESIDE, *(name for name in _ORDER[3:] if name not in _BESIDE))
"""Where a text is read again rather than typed, its translation stands beside it."""


class ContributionForm(QWidget):
    """Every field of a contribution. Which ones are asked at once depends on the kind.

    Values go in and out as JSON would hold them, by the names of `Contribution`. Fields
    that are not asked keep what they hold: changing the kind loses nothing.
    """

    edited = Signal()
    """The person changed something."""
    record_asked = Signal()
    """Ctrl+Enter."""
    last_passed = Signal()
    """Enter in the last field."""
    reached = Signal(QWidget)
    """The keyboard came to this field: it should be in view."""

    def __init__(self, bridge: Bridge, suggestions: Suggestions, *, narrow: bool) -> None:
        super().__init__()
        self._bridge = bridge
        self.words = bridge.words
        self._suggestions = suggestions
        self._narrow = narrow
        self._showing = False
        self._shown: dict[str, Any] = {}
        self._filled: frozenset[str] = frozenset()
        self._has_earlier = False
        self.chosen_language = ""
        """The language, if the person chose it for this text."""
        self.language = LanguageHint(bridge, self)
        self.fields: dict[str, Any] = {}
        self._blocks: dict[str, QWidget] = {}
        self._pairs: list[tuple[QWidget, tuple[QWidget, ...]]] = []
        self._more = button(self.words("More fields"), self.toggle_more, name="quiet")
        self.is_open = narrow
        self._make_fields()
        self._lay_out()
        self._connect()
        self.show_values({})

    def _connect(self) -> None:
        for name, each in self.fields.items():
            each.changed.connect(lambda name=name: self._on_changed(name))
            if isinstance(each, RowsField):
                each.rearranged.connect(self._order_tabs)
        self.language.agreed.connect(self._on_agreed)
        for number, chip in enumerate(self.fields["kind"].chips, start=1):
            bind(self, "capture", f"kind_{number}", chip.click)
            chip.setToolTip(keys_told(action(f"kind_{number}", "capture")))

    # --- what it says --------------------------------------------------------------------

    @property
    def kind(self) -> v.Kind:
        """What is being written."""
        return v.Kind(self.fields["kind"].value() or v.Kind.OPPORTUNITY.value)

    def values(self) -> dict[str, Any]:
        """What every field says."""
        said = {name: each.value() for name, each in self.fields.items()}
        return {**said, "translation_lang": said["translation_lang"] or ""}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Say these; what is not among them is emptied. Changes count from here."""
        self._show(values)
        self._shown = self.values()

    def show_typed(self, values: Mapping[str, Any]) -> None:
        """Say these as if they had just been typed: they are changes."""
        self._show(values)

    def changes(self) -> dict[str, Any]:
        """What was changed since values were shown."""
        said = self.values()
        return {name: value for name, value in said.items() if value != self._shown[name]}

    def _show(self, values: Mapping[str, Any]) -> None:
        self._showing = True
        try:
            self.fields["kind"].show_value(values.get("kind") or v.Kind.OPPORTUNITY.value)
            self.fields["partners"].follow(values.get("modality"))
            for name, each in self.fields.items():
                if name != "kind":
                    each.show_value(values.get(name))
        finally:
            self._showing = False
        self.chosen_language = ""
        self.language.forget()
        self._look_at_language()
        self._filled = frozenset(name for name, value in self.values().items() if value)
        self.unmark()
        self._show_asked()

    def show_place(self, table_id: str) -> None:
        """Offer what belongs to a table: its theme first, and what was said there before."""
        workshop = self._bridge.workshop
        self.fields["themes"].offer_of(workshop, table_id)
        self.fields["builds_on_id"].offer_of(table_id)
        self._has_earlier = any(
            item.table_id == table_id and item.withdrawn_at is None
            for item in workshop.contributions.values()
        )
        self._show_asked()

    def contribution(self, contribution_id: str, **provenance: Any) -> Contribution | None:
        """The contribution that the form says, to be recorded.

        None if it cannot be: the person has then been told, and is at the field in question.
        """
        if self.has_trouble():
            return None
        said = {name: value for name, value in self.values().items() if value is not None}
        try:
            return Contribution.model_validate({**said, **provenance, "id": contribution_id})
        except ValidationError as error:
            self.mark(str(error.errors()[0]["loc"][0]))
            return None

    def has_trouble(self) -> bool:
        """Whether something cannot be recorded; it is then said, marked and in focus."""
        self.unmark()
        due = self.fields["next_step"].due
        if not self.fields["title"].value():
            self.mark("title")
            sentence = self.words("A contribution needs a title: the idea in one line.")
        elif not due.is_understood:
            self.mark("next_step", due)
            sentence = self.words(
                "“{text}” is no date. Write it like 28/05/2027.", text=due.text().strip()
            )
        else:
            return False
        self._bridge.refused.emit(sentence)
        return True

    def mark(self, name: str, part: QWidget | None = None) -> None:
        """Point at a field."""
        self._blocks[name].show()
        stops = self.fields[name].stops() if name in self.fields else []
        widget = part or (stops[0] if stops else None)
        if widget is not None:
            look("missing-headline" if name == "title" else "missing", widget)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reached.emit(widget)

    def unmark(self) -> None:
        """Point at nothing."""
        due = self.fields["next_step"].due
        for name, widget in (
            ("headline", self.fields["title"]),
            ("" if due.is_understood else "missing", due),
        ):
            if widget.property("look") != name:
                look(name, widget)

    def begin(self) -> None:
        """Put the cursor behind the title."""
        title = self.fields["title"]
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        title.go_to_end()
        self.reached.emit(self.fields["title"])

    def toggle_more(self) -> None:
        """Show every field, or only those that are asked."""
        self.is_open = not self.is_open
        self._show_asked()

    # --- keyboard ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.record_asked.emit()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next field; the empty line at the end of several is passed over."""
        stops = self.stops()
        here = self.focusWidget()
        if here not in stops:
            return
        following = stops.index(here) + 1
        for each in self.fields.values():
            if isinstance(each, RowsField) and each.is_last_and_empty(here):
                inside = each.rows[-1].stops()
                while following < len(stops) and stops[following] in inside:
                    following += 1
        if following < len(stops):
            stops[following].setFocus(Qt.FocusReason.TabFocusReason)
            self.reached.emit(stops[following])
        else:
            self.last_passed.emit()

    def stops(self) -> list[QWidget]:
        """The fields that are shown, in the order of the keyboard."""
        stops = [stop for each in self._in_order() for stop in each.stops()]
        return [stop for stop in stops if stop.isVisibleTo(self)]

    def _in_order(self) -> list[Any]:
        return [self.fields[name] for name in self._order if name in self.fields]

    def _order_tabs(self) -> None:
        if self._showing:
            return
        stops = [stop for each in self._in_order() for stop in each.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # --- inside --------------------------------------------------------------------------

    def _on_changed(self, name: str) -> None:
        if self._showing:
            return
        if name == "kind":
            self._show_asked()
        if name == "modality":
            self.fields["partners"].follow(self.fields["modality"].value())
        if name == "title":
            self.unmark()
        if name == "lang":
            self._choose_language(self.fields["lang"].value())
        elif name in ("title", "description"):
            self._look_at_language()
        self.edited.emit()

    def _look_at_language(self) -> None:
        """Propose another language than is said, unless a person has just said it."""
        if not self.chosen_language:
            said = self.fields
            text = f"{said['title'].value()}\n{said['description'].value()}"
            self.language.look_at(text, said["lang"].value())

    def _choose_language(self, language: str) -> None:
        self.chosen_language = language
        self.language.forget()

    def _on_agreed(self, language: str) -> None:
        self.fields["lang"].show_value(language)
        self._choose_language(language)
        self.edited.emit()

    def _show_asked(self) -> None:
        asked = FIELDS_OF_KIND[self.kind] | self._filled
        if self._has_earlier:
            asked |= {"builds_on_id"}
        for name, block in self._blocks.items():
            always = name in ("kind", "title", "description")
            block.setVisible(always or self.is_open or name in asked)
        for pair, blocks in self._pairs:
            pair.setVisible(any(block.isVisibleTo(pair) for block in blocks))
        picture = "minus" if self.is_open else "plus"
        give_icon(self._more, picture)
        self._more.setText(
            self.words("Fewer fields") if self.is_open else self.words("More fields")
        )
        self._order_tabs()

    def _today(self) -> dt.date:
        return self._bridge.now().astimezone().date()

    def _make_fields(self) -> None:
        words, known = self.words, self._suggestions
        pictures = {kind.value: picture for kind, picture in KIND_PICTURES.items()}
        kinds = ChipField(choices_of(words, v.Kind), one=True, pictures=pictures)
        self.fields |= {
            "kind": kinds,
            "title": _title_field(self._narrow, words("The idea in one line, as you tell it")),
            "description": ProseField(hint=words("Two or three sentences: what, where, why")),
            "modality": ChoiceField(choices_of(words, v.Modality), empty=words("Not said yet")),
            "partners": PartnersField(words, known, narrow=self._narrow),
            "themes": ThemesField(words, known),
            "place": LineField(offer=known.cities, hint=words("Where this is practised")),
            "lesson": ProseField(hint=words("What others should know before they try")),
            "next_step": NextStepField(words, known, self._today, narrow=self._narrow),
            "lang": ChipField(((c, c.upper()) for c in LANGUAGES), one=True, on_one_line=True),
        }
        for chip in self.fields["lang"].chips:
            chip.setToolTip(words.language_name(chip.value))
            chip.setAccessibleName(words.language_name(chip.value))
        self.fields["title"].setAccessibleName(words("Title"))
        self._make_later_fields()

    def _make_later_fields(self) -> None:
        words, known = self.words, self._suggestions
        ratings = [(n, str(n)) for n in range(1, 6)]
        languages = [(code, words.language_name(code)) for code in LANGUAGES]
        self.fields |= {
            "activities": ChipField(choices_of(words, v.Activity)),
            "demand": ProseField(hint=words("Who asks, and for what"), lines=1),
            "demand_confirmed": TickField(words("Confirmed by the beneficiary")),
            "experience_offered": ProseField(lines=1),
            "scope": ChoiceField(choices_of(words, v.Scope)),
            "maturity": ChoiceField(choices_of(words, v.Maturity)),
            "impact": ChoiceField(ratings),
            "feasibility": ChoiceField(ratings),
            "expected_result": ProseField(lines=1),
            "beneficiaries": ProseField(lines=1),
            "adaptation": ProseField(
                hint=words("What is alike in the other place, what must change"), lines=1
            ),
            "resources": ResourcesField(words, known),
            "enabling_factors": ProseField(lines=1),
            "obstacles": ProseField(lines=1),
            "quality_checks": ChipField(choices_of(words, v.QualityCheck)),
            "pillars": ChipField(choices_of(words, v.Pillar)),
            "sdg_targets": TargetsField(),
            "contacts": ContactsField(words, known),
            "title_translation": LineField(),
            "translation": ProseField(lines=1),
            "translation_lang": ChoiceField(languages),
            "author_id": PersonField(self._bridge, known),
            "builds_on_id": ReferenceField(self._bridge),
        }

    @property
    def _order(self) -> tuple[str, ...]:
        return _NARROW_ORDER if self._narrow else _ORDER

    def _lay_out(self) -> None:
        fields, words = self.fields, self.words
        block, beside = self._block, self._beside
        heading = row(label(words("Title"), "eyebrow"), 1, self.language, fields["lang"])
        fields["lang"].setAccessibleName(words("Language of the note"))
        first = [
            self._kept("kind", words("Kind"), column(fields["kind"])),
            self._kept("title", words("Title"), column(heading, fields["title"], gap=4)),
            block("description", words("What")),
        ]
        if self._narrow:
            heading.removeWidget(self.language)
            first.insert(0, self.language)
            first[-1:-1] = [block("title_translation", words("Title in the other language"))]
            first += self._translations()
        modality = block("modality", words("Modality"))
        themes = block("themes", words("Themes"))
        if self._narrow:
            first += [modality, themes]
        else:
            modality.setMinimumWidth(230)
            beside_it = row(modality, themes, gap=16)
            beside_it.setStretch(1, 1)
            beside_it.setAlignment(modality, Qt.AlignmentFlag.AlignTop)
            first.append(box(beside_it))
        first += [
            block("partners", words("Who with whom")),
            block("place", words("Place")),
            block("lesson", words("Lesson learned")),
            block("next_step", words("Next step")),
            block("builds_on_id", words("Builds on")),
        ]
        later = [
            block("activities", words("Activities")),
            block("demand", words("Who asks, for what")),
            self._kept("demand_confirmed", "", column(fields["demand_confirmed"])),
            block("experience_offered", words("Experience offered")),
            beside(block("scope", words("Scope")), block("maturity", words("Maturity"))),
            beside(
                block("impact", words("Impact (1–5)")),
                block("feasibility", words("Feasibility (1–5)")),
            ),
            block("expected_result", words("Expected result")),
            block("beneficiaries", words("Who benefits")),
            block("adaptation", words("What must be adapted")),
            block("resources", words("Resources offered and needed")),
            block("enabling_factors", words("What helps")),
            block("obstacles", words("Obstacles")),
            block("quality_checks", words("Quality checks")),
            block("pillars", words("Decent work pillars")),
            block("sdg_targets", words("SDG targets")),
            block("contacts", words("Contacts")),
            block("author_id", words("Written by")),
        ]
        if not self._narrow:
            title = block("title_translation", words("Title in the other language"))
            later[-1:-1] = [title, *self._translations()]
        more = box(row(self._more, 1))
        self.setLayout(column(*first, more, *later, 1, gap=10))

    def _translations(self) -> list[QWidget]:
        words = self.words
        return [
            self._block("translation", words("Translation")),
            self._block("translation_lang", words("Language of the translation")),
        ]

    def _block(self, name: str, caption: str) -> QWidget:
        return self._kept(name, caption, field(caption, self.fields[name]))

    def _kept(self, name: str, caption: str, layout: QLayout) -> QWidget:
        made = box(layout)
        made.setAccessibleName(caption)
        self._blocks[name] = made
        return made

    def _beside(self, *blocks: QWidget) -> QWidget:
        made = box(row(*blocks, gap=12))
        self._pairs.append((made, blocks))
        return made


def _title_field(narrow: bool, hint: str) -> LineField | ProseField:  # noqa: FBT001
    """The title's field: where there is little room a long title goes on below."""
    if not narrow:
        return LineField(hint=hint)
    return ProseField(hint=hint, lines=1, most=4, limit=LINE)


def fresh_id() -> str:
    """The id of a contribution that is begun: given early, so it cannot be recorded twice."""
    return str(uuid.uuid4())
