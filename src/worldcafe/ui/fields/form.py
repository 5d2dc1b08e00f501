"""The form of a contribution, shared by Capture and Harvest."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import pairwise
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from worldcafe.domain import fields as f
from worldcafe.domain import vocabulary as v
from worldcafe.domain.clock import is_over
from worldcafe.domain.model import Contribution
from worldcafe.domain.refusal import Refusal, RuleBroken
from worldcafe.ui.actions import action, bind, keys_told
from worldcafe.ui.arranging import Flow, have_in_view
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.by_form import Maker
from worldcafe.ui.fields.editors import editor
from worldcafe.ui.fields.entry import ENTER
from worldcafe.ui.fields.language import LanguageHint
from worldcafe.ui.fields.rows import RowsField
from worldcafe.ui.painting.look import ICON_GAP, grown, look
from worldcafe.ui.parts import box, button, column, entitle, explain, give_icon, label, row
from worldcafe.ui.parts import field as captioned
from worldcafe.wording.captions import GROUPS, caption
from worldcafe.wording.suggestions import Suggestions

GAP = 10
"""Pixels between two fields."""
_SHORT = (f.OneOf, f.Rating)
"""Choices that take no more than half a line."""
_NOTHING: dict[str, Any] = Contribution.model_construct(title="").model_dump(
    mode="json", include={field.name for field in f.IN_HARVEST} - {"kind"}
)
"""What each field says while nothing is said in it."""


class _Fields(dict[str, Any]):
    """The fields by name. Those of a group are made when they are shown or asked for: most
    people never unfold it, and a form has more than a hundred.
    """

    def __init__(self, make: Callable[[str], None]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Any:
        self._make(name)
        if name not in self:
            raise KeyError(name)
        return self[name]


class ContributionForm(QWidget):
    """Every field of a contribution. Which ones are asked at once depends on the kind.

    Where it is narrow it is the harvest's, and asks for what became of the contribution too.

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
        self._maker = Maker(bridge, suggestions)
        self._narrow = narrow
        self._showing = False
        self._shown: dict[str, Any] = {}
        self._filled: frozenset[str] = frozenset()
        self._has_earlier = False
        self.chosen_language = ""
        """The language, if the person chose it for this text."""
        self.language = LanguageHint(bridge, self)
        self.fields: dict[str, Any] = _Fields(self._make_more)
        self._blocks: dict[str, QWidget] = {}
        self._pairs: list[tuple[QWidget, tuple[QWidget, ...]]] = []
        self._more = button(self.words("More fields"), self.toggle_more, name="quiet")
        self.is_open = narrow
        groups = {field.group for field in self._order}
        self._folds = {
            group: Fold(self.words(called), self._show_asked)
            for group, called in GROUPS.items()
            if group in groups
        }
        self._folds[f.Group.SUBSTANCE].is_open = True
        if narrow and is_over(bridge.workshop):
            self._folds[f.Group.AFTERWARDS].is_open = True
        self._behind = {
            field.name: self._folds[field.group]
            for field in self._order
            if self._is_later(field)
        }
        self._rooms: list[tuple[QWidget, Sequence[QWidget]]] = []
        """What stands behind a fold, with its parts, once it is made."""
        self._unmade: dict[Fold, QWidget] = {}
        """Where it will stand until then."""
        self._make_fields(field for field in self._order if field.name not in self._behind)
        self._name_fields()
        self._lay_out()
        self._connect()
        self.show_values({})

    def _connect(self) -> None:
        self.language.agreed.connect(self._on_agreed)
        for number, chip in enumerate(self.fields["kind"].chips, start=1):
            bind(self, "capture", f"kind_{number}", chip.click)
            explain(chip, keys_told(action(f"kind_{number}", "capture"), self.words))

    # --- what it says --------------------------------------------------------------------

    @property
    def kind(self) -> v.Kind:
        """What is being written."""
        return v.Kind(self.fields["kind"].value() or v.Kind.OPPORTUNITY.value)

    def values(self) -> dict[str, Any]:
        """What every field says."""
        said = {name: each.value() for name, each in self.fields.items()}
        unsaid = {name: _NOTHING[name] for name in self.names if name not in said}
        return {**said, **unsaid, "translation_lang": said.get("translation_lang") or ""}

    @property
    def names(self) -> Iterator[str]:
        """The fields that it asks for, made or not, by the names of `Contribution`."""
        return (field.name for field in self._order)

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
            self._make({name for name in self._behind if values.get(name)})
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
        if not self.fields["title"].value():
            self.mark("title")
            trouble: Refusal = RuleBroken("contribution_without_title")
        elif troubled := next(self._troubled(), None):
            name, part, trouble = troubled
            self.mark(name, part)
        else:
            return False
        self._bridge.say_refused(trouble)
        return True

    def _troubled(self) -> Iterator[tuple[str, QWidget, Refusal]]:
        """The fields whose text stands for nothing, each with what is wrong with it."""
        for name, each in self.fields.items():
            for stop in each.stops():
                if trouble := getattr(stop, "trouble", None):
                    yield name, stop, trouble

    def mark(self, name: str, part: QWidget | None = None) -> None:
        """Point at a field."""
        self._show_block(name)
        stops = self.fields[name].stops() if name in self.names else []
        widget = part or (stops[0] if stops else None)
        if widget is not None:
            look("missing-headline" if name == "title" else "missing", widget)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reached.emit(widget)

    def unmark(self) -> None:
        """Point at nothing."""
        if self.fields["title"].property("look") != "headline":
            look("headline", self.fields["title"])
        troubled = {stop for _, stop, _ in self._troubled()}
        for each in self.fields.values():
            for stop in each.stops():
                if stop.property("look") == "missing" and stop not in troubled:
                    look("", stop)

    def begin(self) -> None:
        """Put the cursor behind the title."""
        title = self.fields["title"]
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        title.go_to_end()
        self.reached.emit(self.fields["title"])

    def toggle_more(self) -> None:
        """Show the groups of all fields, or only the fields that are asked."""
        self.is_open = not self.is_open
        self._show_asked()

    # --- keyboard ------------------------------------------------------------------------

    def _show_block(self, name: str) -> None:
        """Show a field, and the group it is in."""
        fold = self._behind.get(name)
        if fold is not None:
            fold.is_open = True
        self._blocks[name].show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
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
        return [self.fields[name] for name in self.names if name in self.fields]

    def _order_tabs(self) -> None:
        if self._showing:
            return
        stops = list(self._chain())
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _chain(self) -> Iterator[QWidget]:
        """What Tab visits: the fields, and before each group the fold it is behind."""
        passed: list[Fold] = []
        for field in self._order:
            fold = self._behind.get(field.name)
            if fold is not None and fold not in passed:
                yield from (fold,) if passed else (self._more, fold)
                passed.append(fold)
            if field.name in self.fields:
                yield from self.fields[field.name].stops()

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
        asked = {field.name for field in f.asked_of(self.kind)} | self._filled
        if self._has_earlier:
            asked |= {"builds_on_id"}
        if self.is_open:
            self._make({name for name, fold in self._behind.items() if fold.is_open})
        for name, block in self._blocks.items():
            fold = self._behind.get(name)
            is_unfolded = self.is_open and (fold is None or fold.is_open)
            have_in_view(block, wanted=name in asked or is_unfolded)
        for pair, blocks in self._pairs:
            have_in_view(pair, wanted=any(block.isVisibleTo(pair) for block in blocks))
        for room, inside in self._rooms:
            have_in_view(room, wanted=any(each.isVisibleTo(room) for each in inside))
        for fold in self._folds.values():
            have_in_view(fold, wanted=self.is_open)
        picture = "minus" if self.is_open else "plus"
        give_icon(self._more, picture)
        self._more.setText(
            self.words("Fewer fields") if self.is_open else self.words("More fields")
        )
        self._order_tabs()

    def _make_fields(self, fields: Iterable[f.Field]) -> None:
        for field in fields:
            made = self.fields[field.name] = editor(field, self._maker, narrow=self._narrow)
            made.changed.connect(partial(self._on_changed, field.name))
            if isinstance(made, RowsField):
                made.rearranged.connect(self._order_tabs)

    def _make_more(self, name: str) -> None:
        """Have a field that is asked for before it is shown."""
        self._make({name})
        self._show_asked()

    def _make(self, names: Set[str]) -> None:
        """Make these fields, and those behind the same folds, that are not made yet."""
        wanted = {self._behind[name] for name in names if name in self._behind}
        for fold in [each for each in self._unmade if each in wanted]:
            room = self._unmade.pop(fold)
            fields = [each for each in self._order if self._behind.get(each.name) is fold]
            self._make_fields(fields)
            blocks = list(self._paired([(each, self._block(each)) for each in fields]))
            room.setLayout(column(*blocks, gap=GAP))
            self._rooms.append((room, blocks))

    def _name_fields(self) -> None:
        words = self.words
        for chip in self.fields["lang"].chips:
            entitle(chip, words.language_name(chip.value))
        for name in ("title", "lang"):
            self.fields[name].setAccessibleName(caption(name, words))

    @property
    def _order(self) -> tuple[f.Field, ...]:
        """The fields in the order of the keyboard."""
        return f.in_reading_order(f.IN_HARVEST) if self._narrow else f.IN_FORM

    def _lay_out(self) -> None:
        fields, narrow = self.fields, self._narrow
        above = [self.language] if narrow else []
        inside = [] if narrow else [self.language]
        name = label(caption("title", self.words), "eyebrow")
        heading = row(name, 1, *inside, fields["lang"])
        self._title = column(heading, fields["title"], gap=4)
        asked = [
            (field, self._block(field))
            for field in self._order if field.name in fields and field.name != "lang"
        ]  # fmt: skip
        more = box(row(self._more, 1))
        rest: list[QWidget] = []
        for fold in self._folds.values():
            room = self._unmade[fold] = QWidget()
            rest += [fold, room]
            have_in_view(room, wanted=False)
        self.setLayout(column(*above, *self._paired(asked), more, *rest, 1, gap=GAP))

    def _is_later(self, field: f.Field) -> bool:
        """Whether it stands below the button for more fields, behind the fold of its group."""
        beside = self._narrow and bool(field.beside)
        return field.group in self._folds and not (field.at_table or beside)

    def _paired(self, blocks: Sequence[tuple[f.Field, QWidget]]) -> Iterator[QWidget]:
        """The blocks one below the other; a short choice stands beside what follows it."""
        fitting = _SHORT if self._narrow else (*_SHORT, f.Themes)
        left = list(blocks)
        while left:
            field, block = left.pop(0)
            if left and isinstance(field.form, _SHORT) and isinstance(left[0][0].form, fitting):
                yield self._beside(block, *left.pop(0))
            else:
                yield block

    def _beside(self, block: QWidget, field: f.Field, following: QWidget) -> QWidget:
        inner = Flow(block, following, gap=12)
        for number in range(2):
            inner.setStretch(number, 1)
        if isinstance(field.form, f.Themes):
            block.setMinimumWidth(grown(230))
            inner.setStretch(0, 0)
        made = box(inner)
        for each in (block, following):
            inner.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        self._pairs.append((made, (block, following)))
        return made

    def _block(self, field: f.Field) -> QWidget:
        """A field under its caption; the title has a heading of its own."""
        name, editor = field.name, self.fields[field.name]
        called = caption(name, self.words)
        match name, field.form:
            case "title", _:
                layout: QLayout = self._title
            case ("kind", _) | (_, f.Tick()):
                layout = column(editor)
            case _:
                layout = captioned(called, editor)
        made = self._blocks[name] = box(layout)
        made.setAccessibleName(called)
        return made


class Fold(QPushButton):
    """The heading of a group of fields; pressing it unfolds the group, or folds it again.

    It ends in an ellipsis where it is too long for its line, and says the rest to the pointer.
    """

    def __init__(self, text: str, on_turn: Callable[[], object]) -> None:
        super().__init__(text)
        look("fold", self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self._on_turn = on_turn
        self.toggled.connect(self._on_toggled)
        self._show_state()

    @property
    def is_open(self) -> bool:
        """Whether the group is shown."""
        return self.isChecked()

    @is_open.setter
    def is_open(self, unfolded: bool) -> None:
        with QSignalBlocker(self):
            self.setChecked(unfolded)
        self._show_state()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        explain(self, self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        inside = self.style().subElementRect(
            QStyle.SubElement.SE_PushButtonContents, option, self
        )
        room = inside.width() - option.iconSize.width() - ICON_GAP
        option.text = option.fontMetrics.elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _on_toggled(self) -> None:
        self._show_state()
        self._on_turn()

    def _show_state(self) -> None:
        give_icon(self, "chevron-down" if self.is_open else "chevron-right")


def fresh_id() -> str:
    """The id of a contribution that is begun: given early, so it cannot be recorded twice."""
    return str(uuid.uuid4())
