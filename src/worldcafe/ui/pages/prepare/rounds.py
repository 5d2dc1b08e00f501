"""The parts of the day: rounds with a question, a talk, perhaps a break, and a move each,
between a welcome, the harvest and the close.
"""

import datetime as dt
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from worldcafe.domain.clock import SegmentKind, planned_times
from worldcafe.domain.commands import DescribeWorkshop, OrderRounds, PutRound, RemoveRound
from worldcafe.domain.model import Round
from worldcafe.ui.actions import action, bind, hint
from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.in_place import ProseInPlace, Stepper, commit_all
from worldcafe.ui.pages.prepare.breaks import TIME, BreakRow
from worldcafe.ui.pages.prepare.handle import Arrows, Handle
from worldcafe.ui.pages.prepare.part import Part, minutes_of
from worldcafe.ui.pages.prepare.second import (
    SecondLanguage,
    translation_of,
    with_translation,
)
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import (
    EmptyState,
    box,
    button,
    column,
    explain,
    field,
    icon_button,
    label,
    row,
    scrolling,
)
from worldcafe.ui.tab_order import keep_in_order, tab_after

LEAST_QUESTION = 300
"""Pixels."""


class RoundsPart(Part):
    """One card a round, in the order of the day."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.cards: dict[str, RoundCard] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.adding = button(words("Add a round"), self._on_add, picture="plus")
        self.welcome = WelcomeCard(
            self, SegmentKind.WELCOME, words("Welcome"),
            words("What the day is about, and how it goes. None if you begin with a round."),
        )  # fmt: skip
        self.harvest = PlenaryCard(
            self, SegmentKind.HARVEST, words("Harvest"),
            words("Plenary time at the end that no round may eat into."),
        )  # fmt: skip
        self.close_ = PlenaryCard(
            self, SegmentKind.CLOSE, words("Closing"),
            words("Thanks, and what happens with all this. None if you close elsewhere."),
        )  # fmt: skip
        self._plenaries = (self.welcome, self.harvest, self.close_)
        self.second = SecondLanguage(words("Questions in a second language"), words)
        self._empty = EmptyState(
            "clock",
            words("How does the day run?"),
            words(
                "A round is a question, time to talk and time to move. Three rounds of"
                " twenty minutes are a good beginning."
            ),
            button(words("Add the first round"), self._on_add, name="primary"),
        )
        self._below = box(Flow(self.adding, 1, self.second))
        whole = column(
            self.welcome, self._list, self._below, self.harvest, self.close_, self._empty, 1
        )
        whole.setStretchFactor(self._empty, 100)
        self._inside = box(whole)
        self._scroll = scrolling(self._inside)
        self.setLayout(column(self._scroll))
        self.second.chosen.connect(self.refresh)

    def refresh(self) -> None:
        rounds = self.workshop.rounds_in_order
        ids = [round_.id for round_ in rounds]
        keep_in_order(self._list, self.cards, ids, partial(RoundCard, self), self.welcome)
        self._show_times()
        self.second.offer(self.workshop)
        for k, round_ in enumerate(rounds):
            self.cards[round_.id].show_round(round_, (k == 0, k == len(rounds) - 1))
        self._empty.setVisible(not rounds)
        self._below.setVisible(bool(rounds))
        for each in self._plenaries:
            each.refresh()
            each.setVisible(bool(rounds))

    def commit(self) -> None:
        for each in tuple(self.cards.values()):
            commit_all((each.question, each.translation, each.talk, each.move_, each.break_))
        commit_all((*(each.length for each in self._plenaries), self.welcome.break_))

    def go_to_segment(self, key: str) -> None:
        """Put the cursor into a round's question, a break's name, or the length of another
        segment.
        """
        round_id, _, kind = key.rpartition(".")
        card = self.cards.get(round_id, self.welcome)
        if kind == SegmentKind.BREAK:
            self._go_to(card.break_.name, card)
        elif isinstance(card, RoundCard):
            self._go_to(card.question, card)
        for each in self._plenaries:
            if each.kind.value == key:
                self._go_to(each.length, each)

    def _go_to(self, editing: QWidget, card: QFrame) -> None:
        editing.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(card)

    def shift(self, round_id: str, by: int) -> None:
        """Move a round up or down in the day."""
        order = [round_.id for round_ in self.workshop.rounds_in_order]
        k = order.index(round_id)
        if 0 <= k + by < len(order):
            order.insert(k + by, order.pop(k))
            self.do(OrderRounds(round_ids=tuple(order)))

    def carry(self, round_id: str, height: int) -> None:
        """Show a round where the pointer carries it; nothing is done yet."""
        card = self.cards[round_id]
        at = self._inside.mapFromGlobal(QPoint(0, height)).y()
        others = [each for each in self._shown() if each is not card]
        place = sum(each.geometry().center().y() < at for each in others)
        if self._list.indexOf(card) != place:
            self._list.removeWidget(card)
            self._list.insertWidget(place, card)
            tab_after(self.welcome, *self._shown())

    def set_down(self) -> None:
        """Let the day be as the rounds lie now."""
        order = tuple(each.round_id for each in self._shown())
        if order != tuple(round_.id for round_ in self.workshop.rounds_in_order):
            self.do(OrderRounds(round_ids=order))
        self.refresh()

    def _shown(self) -> list["RoundCard"]:
        return sorted(self.cards.values(), key=self._list.indexOf)

    def _show_times(self) -> None:
        words = self.words
        once = {each.kind: each.time for each in self._plenaries}
        for time in once.values():
            time.clear()
        for segment, begins, ends in planned_times(self.workshop):
            times = f"{words.time(begins)} – {words.time(ends)}"
            if segment.kind in once:
                once[segment.kind].setText(times)
            elif segment.kind is SegmentKind.TALK and segment.round_id:
                self.cards[segment.round_id].time.setText(times)
            elif segment.kind is SegmentKind.BREAK:
                card = self.cards[segment.round_id] if segment.round_id else self.welcome
                card.break_.time.setText(times)

    def _on_add(self) -> None:
        rounds = self.workshop.rounds_in_order
        fresh = Round(id=str(uuid4()), number=len(rounds) + 1)
        if rounds:
            last = rounds[-1]
            number = last.number + 1
            bare = {"question": "", "translations": (), "break_duration": dt.timedelta(0)}
            fresh = last.but(id=fresh.id, number=number, **bare)
        if self.do(PutRound(round=fresh)):
            self.go_to_segment(f"{fresh.id}.talk")


class PlenaryCard(QFrame):
    """A part of the day that everybody spends together: when it is, and how long."""

    def __init__(self, part: RoundsPart, kind: SegmentKind, title: str, text: str) -> None:
        super().__init__()
        look("card", self)
        self.kind = kind
        self._part = part
        self._field = f"{kind.value}_duration"
        self.time = label("", "small")
        self.length = Stepper(
            lambda n: self.put(**{self._field: dt.timedelta(minutes=n)}),
            (0, 240),
            caption=title,
            words=part.words,
            step=5,
            suffix=part.words.after_minutes,
        )
        said = column(label(title, "heading"), label(text, "soft", wrap=True), gap=2)
        inner = row(
            box(said), self.time, field(part.words("Length"), self.length), gap=2 * SPACE
        )
        inner.setStretch(0, 1)
        self.inside = column(inner, margin=(2 * SPACE, 12))
        self.setLayout(self.inside)
        self.line = inner
        self.length.changing.connect(
            lambda n: self.preview(**{self._field: dt.timedelta(minutes=n)})
        )

    def refresh(self) -> None:
        """Show the length the workshop holds."""
        self.length.show_value(minutes_of(getattr(self._part.workshop.about, self._field)))

    def put(self, **said: object) -> bool:
        """Have the workshop say so; False if it was refused."""
        return self._part.do(DescribeWorkshop(about=self._part.workshop.about.but(**said)))

    def preview(self, **said: object) -> None:
        """Show the day as it will be."""
        self._part.preview([self._part.workshop.about.but(**said)])


class WelcomeCard(PlenaryCard):
    """The welcome, and a break perhaps before the first round."""

    def __init__(self, part: RoundsPart, kind: SegmentKind, title: str, text: str) -> None:
        super().__init__(part, kind, title, text)
        after = part.words("A break before the first round")
        self.break_ = BreakRow(part.words, after, self.put, self.preview)
        self.line.addWidget(self.break_.adding)
        self.inside.addWidget(self.break_)

    def refresh(self) -> None:
        super().refresh()
        self.break_.show_break(self._part.workshop.about)


class RoundCard(QFrame):
    """A round: when it is, its question, how long one talks and how long one moves."""

    def __init__(self, part: RoundsPart, round_id: str) -> None:
        super().__init__()
        look("card", self)
        self._part = part
        self.round_id = round_id
        words = part.words
        self.number = label("", "heading")
        self.time = label("", "small")
        self.question = ProseInPlace(
            lambda text: self._put(question=text), hint=words("What is the question?")
        )
        self.translation = ProseInPlace(self._put_translation)
        self.talk = self._stepper(words("Talk"), "talk_duration", step=5, lowest=1)
        self.move_ = self._stepper(words("Move"), "move_duration", step=1, lowest=0)
        arrows = self.arrows = Arrows(partial(part.shift, round_id), words)
        self.break_ = BreakRow(
            words, words("A break after this round"), self._put, self._preview
        )
        self.removing = icon_button("trash-2", words("Remove this round"), self._on_remove)
        head = column(self.number, self.time, 1, gap=2)
        left = Handle(head, words("Drag to another place in the day"))
        left.setFixedWidth(grown(TIME))
        left.carried.connect(lambda height: part.carry(round_id, height))
        left.set_down.connect(part.set_down)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for name, step, arrow in (("round_up", -1, arrows.up), ("round_down", 1, arrows.down)):
            bind(self, "prepare", name, partial(part.shift, round_id, step), here)
            explain(arrow, hint(words, action(name, "prepare")))
        asked = column(field(words("Question"), self.question), self.translation, gap=4)
        talk, move = field(words("Talk"), self.talk), field(words("Move"), self.move_)
        tools = column(arrows, row(self.break_.adding, self.removing, gap=0), gap=0)
        question = box(asked)
        question.setMinimumWidth(grown(LEAST_QUESTION))
        inner = Flow(left, question, box(row(talk, move, tools, gap=2 * SPACE)), gap=2 * SPACE)
        inner.setStretch(1, 1)
        self.setLayout(column(inner, self.break_, margin=margins(2 * SPACE, 12, SPACE, 12)))

    def show_round(self, round_: Round, place: tuple[bool, bool]) -> None:
        """Show what the workshop holds; `place`: whether it is the first, and the last."""
        is_first, is_last = place
        self.arrows.show_place(is_first=is_first, is_last=is_last)
        self.break_.show_break(round_)
        self.number.setText(self._part.words("Round {n}", n=round_.number))
        self.question.show_value(round_.question)
        self._show_translation(round_)
        self.talk.show_value(minutes_of(round_.talk_duration))
        self.move_.show_value(minutes_of(round_.move_duration))

    def _show_translation(self, round_: Round) -> None:
        second = self._part.second
        second.prepare_field(self.translation)
        if second.code:
            self.translation.setAccessibleName(second.hint)
            self.translation.show_value(translation_of(round_, second.code).question)

    def _put_translation(self, text: str) -> bool:
        round_, lang = self._part.workshop.rounds.get(self.round_id), self._part.second.code
        if round_ is None or not lang:
            return True
        said = translation_of(round_, lang).but(question=text)
        return self._put(translations=with_translation(round_, said))

    def _stepper(self, caption: str, duration: str, *, step: int, lowest: int) -> Stepper:
        stepper = Stepper(
            lambda n: self._put(**{duration: dt.timedelta(minutes=n)}),
            (lowest, 240),
            caption=caption,
            words=self._part.words,
            step=step,
            suffix=self._part.words.after_minutes,
        )
        stepper.changing.connect(lambda n: self._preview(**{duration: dt.timedelta(minutes=n)}))
        return stepper

    def _put(self, **said: object) -> bool:
        round_ = self._part.workshop.rounds.get(self.round_id)
        return round_ is None or self._part.do(PutRound(round=round_.but(**said)))

    def _preview(self, **said: object) -> None:
        self._part.preview([self._part.workshop.rounds[self.round_id].but(**said)])

    def _on_remove(self) -> None:
        words = self._part.words
        number = self._part.workshop.rounds[self.round_id].number
        told = words("Round {n} was removed.", n=number)
        self._part.do(RemoveRound(round_id=self.round_id), told=told)
