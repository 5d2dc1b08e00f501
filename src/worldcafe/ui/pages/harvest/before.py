"""What an earlier workshop left open, and what became of it."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from worldcafe.domain.command import Command
from worldcafe.domain.commands import PutOpenPoint, RemoveOpenPoint
from worldcafe.domain.model import NextStep, OpenPoint
from worldcafe.domain.vocabulary import Kind, StepStatus
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import choices_of
from worldcafe.ui.fields.editors import KIND_PICTURES
from worldcafe.ui.fields.entry import LineField
from worldcafe.ui.fields.known import day_in
from worldcafe.ui.pages.harvest.telling import partner_line
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import grown
from worldcafe.ui.parts import EmptyState, button, column, explain, label
from worldcafe.ui.tables.cells import Cells
from worldcafe.ui.tables.records import Column, RecordsModel, SearchProxy
from worldcafe.ui.tables.view import RecordsView, Trigger
from worldcafe.wording.captions import caption

TITLE, STATUS, OUTCOME = 1, 2, 3


class BeforeView(View):
    """The points of before in a table, where what became of them is edited."""

    FOLLOWS: ClassVar = ("open_point",)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.count = label("", "soft")
        self.model: RecordsModel[OpenPoint] = RecordsModel(self._columns(), bridge.do)
        self.proxy = SearchProxy(self.model)
        self.proxy.filter(self._passes)
        self.only_open = button(words("Only open ones"), self._on_only_open, name="chip")
        self.only_open.setCheckable(True)
        explain(self.only_open, words("Leave out what is done or dropped"))
        told = words("Add an open point: what was promised")
        self.adding = LineField(hint=told)
        self.adding.setAccessibleName(told)
        self.add = button(words("Add"), self._on_add, picture="plus")
        self.away = button(words("Remove"), self._on_remove, name="quiet", picture="trash-2")
        self.table = self._made_table()
        self._lay_out()
        self.adding.changed.connect(self._limit)
        in_table = Qt.ShortcutContext.WidgetShortcut
        bind(self.table, "table", "remove_row", self._on_remove, in_table)

    def refresh(self) -> None:
        points = sorted(
            self.bridge.workshop.open_points.values(), key=lambda point: point.position
        )
        self._show_whole_if(points)
        chosen = self._chosen()
        place = self.table.verticalScrollBar().value()
        self.model.show(points)
        row_number = self.model.row_of(chosen.id) if chosen else None
        if row_number is not None:
            index = self.proxy.mapFromSource(self.model.index(row_number, STATUS))
            self.table.setCurrentIndex(index)
        self.table.verticalScrollBar().setValue(place)
        n = sum(not _status(point).is_over for point in points)
        self.count.setText(
            self.words.plural("{n} open point of before", "{n} open points of before", n)
        )
        self._limit()

    def begin(self) -> None:
        self.table.setFocus()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.adding.hasFocus():
            self._on_add()
            return
        super().keyPressEvent(event)

    def _chosen(self) -> OpenPoint | None:
        index = self.table.currentIndex()
        point: OpenPoint | None = self.proxy.record(index) if index.isValid() else None
        return point

    def _columns(self) -> list[Column[OpenPoint]]:
        words = self.words

        def status(point: OpenPoint) -> str:
            return words.label(_status(point))

        return [
            Column(words("Ref."), lambda p: p.reference, key=lambda p: p.position, width=76),
            Column(words("Title"), lambda p: p.title, width=300),
            Column(
                words("Status"), status, _step_editor("status"),
                choices=tuple(choices_of(words, StepStatus)), width=110,
            ),
            Column(
                words("What became of it"), lambda p: p.outcome,
                lambda p, text: PutOpenPoint(point=p.but(outcome=text)), width=260,
            ),
            Column(
                caption("next_step.owner", words),
                lambda p: p.next_step.owner if p.next_step else "",
                _step_editor("owner"), width=150,
            ),
            Column(
                caption("next_step.due", words), self._due, self._edit_due, key=_due_key,
                width=120,
            ),
            Column(
                caption("next_step.text", words),
                lambda p: p.next_step.text if p.next_step else "",
                _step_editor("text"), width=220,
            ),
            Column(words("Partners"), self._partners, width=240),
            Column(words("Workshop"), self._workshop, width=220),
        ]  # fmt: skip

    def _partners(self, point: OpenPoint) -> str:
        return "; ".join(partner_line(each, self.words) for each in point.partners)

    def _workshop(self, point: OpenPoint) -> str:
        when = self.words.date(point.workshop_date, "medium")
        return self.words.line((point.workshop_title, when))

    def _due(self, point: OpenPoint) -> str:
        due = point.next_step.due if point.next_step else None
        return self.words.date(due, "medium")

    def _edit_due(self, point: OpenPoint, text: str) -> Command:
        today = self.bridge.now().astimezone().date()
        day = day_in(text.strip(), today)
        return _with_step(point, "due", day)

    def _passes(self, point: OpenPoint) -> bool:
        return not self.only_open.isChecked() or not _status(point).is_over

    def _on_only_open(self) -> None:
        self.proxy.filter(self._passes)

    def _on_add(self) -> None:
        title = self.adding.value()
        if not title:
            return
        points = self.bridge.workshop.open_points.values()
        position = 1 + max((point.position for point in points), default=-1)
        point = OpenPoint(
            id=str(uuid.uuid4()), position=position, kind=Kind.COMMITMENT, title=title
        )
        if self.bridge.do(PutOpenPoint(point=point)) is not None:
            self.adding.clear()

    def _on_remove(self) -> None:
        point = self._chosen()
        if point is not None:
            said = self.words("The point is followed no longer.")
            self.bridge.do(RemoveOpenPoint(point_id=point.id), told=said)

    def _limit(self) -> None:
        self.add.setEnabled(bool(self.adding.value()))
        self.away.setEnabled(self._chosen() is not None)

    def _made_table(self) -> RecordsView:
        keys = Trigger.EditKeyPressed | Trigger.AnyKeyPressed
        table = RecordsView(
            self.proxy, self.words("From before"), edited=keys | Trigger.DoubleClicked
        )
        table.setItemDelegate(
            Cells(
                self.proxy,
                picture=lambda point, at: KIND_PICTURES[point.kind] if at == TITLE else "",
                muted=lambda point: _status(point) is StepStatus.DROPPED,
                parent=table,
            )
        )
        table.selectionModel().currentChanged.connect(lambda *_: self._limit())
        return table

    def _lay_out(self) -> None:
        words = self.words
        self.adding.setMinimumWidth(grown(320))
        top = Flow(self.count, 1, self.only_open, self.away)
        foot = Flow(self.adding, self.add, 1)
        empty = EmptyState(
            "flag",
            words("Nothing from before"),
            words(
                "A workshop that follows another keeps here what was left open, with what"
                " became of it. Start one from the menu: “Start a follow-up workshop…”."
            ),
            button(words("Add an open point"), self._on_first, name="primary"),
        )
        self._lay_over(column(top, Filling(self.table), foot, gap=12), empty)

    def _on_first(self) -> None:
        self._stack.setCurrentIndex(1)
        self.adding.setFocus()


def _status(point: OpenPoint) -> StepStatus:
    return point.next_step.status if point.next_step else StepStatus.TO_DO


def _due_key(point: OpenPoint) -> str:
    due = point.next_step.due if point.next_step else None
    return due.isoformat() if due else "~"


def _step_editor(part: str) -> Callable[[OpenPoint, str], Command]:
    return lambda point, text: _with_step(point, part, text)


def _with_step(point: OpenPoint, part: str, value: Any) -> Command:
    step = (point.next_step or NextStep()).but(**{part: value})
    return PutOpenPoint(point=point.but(next_step=step))
