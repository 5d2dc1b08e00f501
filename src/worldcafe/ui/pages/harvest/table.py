"""The columns of all contributions, and the filters above them."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from worldcafe.domain import vocabulary as v
from worldcafe.domain.checklist import Gap, gaps
from worldcafe.domain.command import Command
from worldcafe.domain.commands import EditContribution
from worldcafe.domain.harvest import references
from worldcafe.domain.model import Contribution, NextStep
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChoiceField, choices_of
from worldcafe.ui.fields.editors import KIND_PICTURES
from worldcafe.ui.fields.known import day_in
from worldcafe.ui.parts import button, explain, icon_button
from worldcafe.ui.tables.cells import Cells
from worldcafe.ui.tables.records import Column, SearchProxy
from worldcafe.ui.tables.view import RecordsView, Trigger
from worldcafe.wording.captions import caption
from worldcafe.wording.harvest import GAPS, lacking
from worldcafe.wording.languages import LANGUAGES

KIND_COLUMN = 1
MERGED_COLUMN = 3
NOTHING = "–"
"""The filter for contributions that say nothing in a field."""


class Columns:
    """What every column shows of a contribution, and how it is edited in place."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.words = bridge.words
        self.references: dict[str, str] = {}
        self.merged_from: Mapping[str, int] = {}
        """How many were merged into a contribution, by its id."""
        self._label = cache(self.words.label)
        self._theme = cache(self.words.theme)
        self._country = cache(self.words.country)
        self._language = cache(self.words.language_name)
        self._date = cache(self.words.date)
        self._lacking = cache(lambda found: lacking(found, self.words))

    def all(self) -> list[Column[Contribution]]:
        """The columns in their order."""
        words, edit = self.words, self._editor
        return [
            Column(words("Ref."), self.reference, key=self._number, width=76),
            Column(
                caption("kind", words), lambda c: self._label(c.kind), edit("kind"),
                choices=tuple(choices_of(words, v.Kind)), width=150,
            ),
            Column(caption("title", words), lambda c: c.title, edit("title"), width=320),
            Column(words("Merged"), self._merged, width=110),
            Column(words("Table · round"), self._place, key=self._place_key, width=190),
            Column(
                caption("modality", words), lambda c: self._label(c.modality), edit("modality"),
                choices=(("", words("Not said yet")), *choices_of(words, v.Modality)),
                width=160,
            ),
            Column(words("Partners"), self._partners, width=250),
            Column(caption("themes", words), self._themes, width=200),
            Column(
                caption("next_step.text", words), self._step, self._edit_step("text"), width=240
            ),
            Column(
                caption("next_step.owner", words), self._owner, self._edit_step("owner"),
                width=160,
            ),
            Column(
                caption("next_step.due", words), self._due, self._edit_step("due"),
                key=self._due_key, width=120,
            ),
            Column(
                caption("review", words), lambda c: self._label(c.review), edit("review"),
                choices=tuple(choices_of(words, v.Review)), width=120,
            ),
            Column(words("Lacks"), lambda c: self._lacking(gaps(c)), width=240),
            Column(caption("lang", words), lambda c: self._language(c.lang), width=100),
            Column(caption("author_id", words), self.author, width=160),
            Column(
                words("Time"), self._time, key=lambda c: str(c.recorded_at or ""), width=80
            ),
        ]  # fmt: skip

    def reference(self, item: Contribution) -> str:
        """The short reference people quote."""
        return self.references.get(item.id, "")

    def refer_to(self, item: Contribution, n_contributions: int) -> None:
        """Refer to one that was recorded last or whose kind may have changed."""
        letter = _letter(item.kind)
        number = self.reference(item).partition("-")[2] or f"{n_contributions:03}"
        self.references[item.id] = f"{letter}-{number}"

    def author(self, item: Contribution) -> str:
        """Who wrote it."""
        person = self._bridge.workshop.participants.get(item.author_id or "")
        return person.name if person else ""

    def _merged(self, item: Contribution) -> str:
        """How many it was merged from, or into which it was merged."""
        n = self.merged_from.get(item.id, 0)
        if n:
            return self.words.plural("from {n}", "from {n}", n)
        heir = self.references.get(item.merged_into_id or "", "")
        return self.words("into {reference}", reference=heir) if heir else ""

    def _number(self, item: Contribution) -> str:
        return self.reference(item).partition("-")[2].zfill(8)

    def _place(self, item: Contribution) -> str:
        table_number, round_number = self._place_key(item)
        theme = self._bridge.workshop.theme_of(item.table_id)
        place = f"{table_number} · {round_number}"
        return f"{place} · {theme.name}" if theme else place

    def _place_key(self, item: Contribution) -> tuple[int, int]:
        workshop = self._bridge.workshop
        table, round_ = workshop.tables.get(item.table_id), workshop.rounds.get(item.round_id)
        return (table.number if table else 0, round_.number if round_ else 0)

    def _partners(self, item: Contribution) -> str:
        names = []
        for partner in item.partners:
            country = self._country(partner.country)
            name = partner.name or partner.city
            names.append(f"{name} ({country})" if name and country else name or country)
        return "; ".join(names)

    def _themes(self, item: Contribution) -> str:
        return self.words.row(map(self._theme, item.themes))

    def _step(self, item: Contribution) -> str:
        step = item.next_step
        return (step.text or self._label(step.type)) if step else ""

    def _owner(self, item: Contribution) -> str:
        return item.next_step.owner if item.next_step else ""

    def _due(self, item: Contribution) -> str:
        due = item.next_step.due if item.next_step else None
        return self._date(due, "medium") if due else ""

    def _due_key(self, item: Contribution) -> str:
        due = item.next_step.due if item.next_step else None
        return due.isoformat() if due else "~"

    def _time(self, item: Contribution) -> str:
        moment = item.recorded_at
        return self.words.time(moment.astimezone().time()) if moment else ""

    def _editor(self, name: str) -> Callable[[Contribution, str], Command]:
        def edit(item: Contribution, text: str) -> Command:
            value = text if text or name == "title" else None
            return EditContribution(contribution_id=item.id, changes={name: value})

        return edit

    def _edit_step(self, part: str) -> Callable[[Contribution, str], Command]:
        def edit(item: Contribution, text: str) -> Command:
            value: Any = text
            if part == "due":
                value = self._day(text)
            step = (item.next_step or NextStep()).model_dump(mode="json") | {part: value}
            said = any(step[name] for name in ("text", "type", "owner", "due"))
            return EditContribution(
                contribution_id=item.id, changes={"next_step": step if said else None}
            )

        return edit

    def _day(self, text: str) -> str | None:
        """The day as ISO writes it; text that names none goes on, and is refused."""
        today: dt.date = self._bridge.now().astimezone().date()
        day = day_in(text.strip(), today)
        return day.isoformat() if day else text.strip() or None


@cache
def _letter(kind: v.Kind) -> str:
    """The letter with which references to contributions of a kind begin."""
    one = Contribution(id="1", kind=kind, table_id="1", round_id="1", title="1")
    return references(Workshop(contributions={one.id: one}))[one.id].partition("-")[0]


class Filters(QWidget):
    """Narrows the contributions down; each list has a first entry that lets all through."""

    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = self.words = bridge.words
        self.kind = ChoiceField(choices_of(words, v.Kind), empty=words("Kind"))
        self.theme = ChoiceField((), empty=words("Theme"))
        self.table = ChoiceField((), empty=words("Table"))
        self.round = ChoiceField((), empty=words("Round"))
        self.modality = ChoiceField(
            (*choices_of(words, v.Modality), (NOTHING, words("Not said yet"))),
            empty=words("Modality"),
        )
        self.language = ChoiceField(
            ((code, words.language_name(code)) for code in LANGUAGES),
            empty=words("Language"),
        )
        self.review = ChoiceField(choices_of(words, v.Review), empty=words("Review"))
        self.lacks = ChoiceField(
            [*((gap.value, words("Lacks: {what}", what=words(GAPS[gap]))) for gap in Gap),
             (NOTHING, words("Lacks nothing"))],
            empty=words("Lacks"),
        )  # fmt: skip
        self._lists = (
            self.kind, self.theme, self.table, self.round, self.modality, self.language,
            self.review, self.lacks,
        )  # fmt: skip
        self.withdrawn = self._chip(
            words("Withdrawn"), words("Show what was withdrawn as well")
        )
        self.merged = self._chip(
            words("Merged"), words("Show what was merged into another as well")
        )
        self.clear_all = icon_button("x", words("Clear the filters"), self.clear)
        self._name_lists()
        inner = Flow()
        for number, each in enumerate(self._lists):
            inner.addWidget(each)
            inner.setStretch(number, 1)
            each.changed.connect(self.changed)
        inner.addWidget(self.clear_all)
        self.setLayout(inner)

    @property
    def are_set(self) -> bool:
        """Whether anything is filtered."""
        chips = (self.withdrawn, self.merged)
        return any(chip.isChecked() for chip in chips) or any(
            each.value() for each in self._lists
        )

    def clear(self) -> None:
        """Let everything through that stands."""
        with QSignalBlocker(self):
            for each in self._lists:
                each.show_value(None)
            self.withdrawn.setChecked(False)
            self.merged.setChecked(False)
        self.changed.emit()

    def let_through(self, item: Contribution) -> None:
        """Let this one through, withdrawn or merged as it may be."""
        for chip, needed in (
            (self.withdrawn, item.withdrawn_at),
            (self.merged, item.merged_into_id),
        ):
            if needed and not chip.isChecked():
                chip.click()

    def refresh(self, items: Iterable[Contribution]) -> None:
        """Offer the tables, rounds and themes there are."""
        workshop, words = self._bridge.workshop, self.words
        themes = {theme.code or theme.name: theme.name for theme in workshop.themes_in_order}
        for item in items:
            for theme in item.themes:
                if theme not in themes:
                    themes[theme] = words.theme(theme)
        self.theme.offer([*themes.items(), (NOTHING, words("No theme"))])
        self.table.offer(
            (table.id, words("Table {number}", number=table.number))
            for table in workshop.tables_in_order
        )
        self.round.offer(
            (each.id, words("Round {number}", number=each.number))
            for each in workshop.rounds_in_order
        )

    def passes(self) -> Callable[[Contribution], bool]:
        """Whether a contribution is let through."""
        kind, theme, table = self.kind.value(), self.theme.value(), self.table.value()
        round_, modality = self.round.value(), self.modality.value()
        language, withdrawn = self.language.value(), self.withdrawn.isChecked()
        merged, review, lacks = (
            self.merged.isChecked(), self.review.value(), self.lacks.value(),
        )  # fmt: skip

        def passes(item: Contribution) -> bool:
            return (
                (withdrawn or item.withdrawn_at is None)
                and (merged or item.merged_into_id is None)
                and (kind is None or item.kind == kind)
                and (table is None or item.table_id == table)
                and (round_ is None or item.round_id == round_)
                and (language is None or item.lang == language)
                and (modality is None or (item.modality or NOTHING) == modality)
                and (theme is None or theme in (item.themes or (NOTHING,)))
                and (review is None or item.review == review)
                and (lacks is None or lacks in (gaps(item) or (NOTHING,)))
            )

        return passes

    def _chip(self, text: str, hint: str) -> QPushButton:
        made = button(text, self.changed.emit, name="chip")
        made.setCheckable(True)
        explain(made, hint)
        return made

    def _name_lists(self) -> None:
        words = self.words
        names = (
            words("Kind"), words("Theme"), words("Table"), words("Round"),
            words("Modality"), words("Language"), words("Review"), words("What it lacks"),
        )  # fmt: skip
        for each, name in zip(self._lists, names, strict=True):
            each.setAccessibleName(name)
            each.setMinimumContentsLength(4)


class SteadyView(RecordsView):
    """A table that is not painted anew for a row more that comes below what is seen of it.

    Qt lays every table out again for each new row, and then paints all of it.
    """

    def setModel(self, model: QAbstractItemModel) -> None:  # type: ignore[override]
        super().setModel(model)
        model.rowsAboutToBeInserted.connect(self._on_rows_coming)
        model.rowsInserted.connect(self._on_rows_there)

    def _on_rows_coming(self, _parent: QModelIndex, first: int, _last: int) -> None:
        last_seen = self.rowAt(self.viewport().height() - 1)
        self._hold_painting(held=0 <= last_seen < first)

    def _on_rows_there(self) -> None:
        if self.viewport().testAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled):
            self.doItemsLayout()
            self._hold_painting(held=False)

    def _hold_painting(self, *, held: bool) -> None:
        # The attribute by itself: `setUpdatesEnabled` would paint everything in the end.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, held)


def made_table(proxy: SearchProxy, name: str) -> RecordsView:
    """The view of all contributions."""
    table = SteadyView(proxy, name, edited=Trigger.EditKeyPressed | Trigger.DoubleClicked)
    table.setItemDelegate(
        Cells(
            proxy,
            picture=lambda item, at: KIND_PICTURES[item.kind] if at == KIND_COLUMN else "",
            muted=lambda item: item.withdrawn_at is not None or bool(item.merged_into_id),
            parent=table,
        )
    )
    header = table.horizontalHeader()
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
    table.setSortingEnabled(True)
    return table
