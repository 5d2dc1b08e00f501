"""The rounds: a question, a talk and a move each; and the harvest that closes the day."""

import datetime as dt
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from worldcafe.domain.clock import SegmentKind, planned_times
from worldcafe.domain.commands import DescribeWorkshop, PutRound, RemoveRound
from worldcafe.domain.model import Round
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields import ProseField, Stepper, commit_all
from worldcafe.ui.look import SPACE, look
from worldcafe.ui.pages.prepare_part import Part
from worldcafe.ui.parts import (
    EmptyState,
    box,
    button,
    column,
    field,
    icon_button,
    label,
    row,
    scrolling,
)

MINUTES = "\N{NO-BREAK SPACE}min"


class RoundsPart(Part):
    """One card a round, in the order of the day."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.cards: dict[str, RoundCard] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.adding = button(words("Add a round"), self._on_add, picture="plus")
        self.harvest = Stepper(
            self._give_harvest, (0, 240), caption=words("Harvest"), words=words, step=5,
            suffix=MINUTES,
        )  # fmt: skip
        self._harvest_time = label("", "small")
        self._harvest_card = self._make_harvest_card()
        self._empty = EmptyState(
            "clock",
            words("How does the day run?"),
            words(
                "A round is a question, time to talk and time to move. Three rounds of"
                " twenty minutes are a good beginning."
            ),
            button(words("Add the first round"), self._on_add, name="primary"),
        )
        whole = column(self._list, row(self.adding, 1), self._harvest_card, self._empty, 1)
        whole.setStretchFactor(self._empty, 100)
        self._scroll = scrolling(box(whole))
        self.setLayout(column(self._scroll))
        self.harvest.changing.connect(self._on_harvest_changing)

    def refresh(self) -> None:
        rounds = self.workshop.rounds_in_order
        for gone in set(self.cards) - set(self.workshop.rounds):
            away = self.cards.pop(gone)
            away.hide()
            away.deleteLater()
        for k, round_ in enumerate(rounds):
            if round_.id not in self.cards:
                self.cards[round_.id] = RoundCard(self, round_.id)
            if self._list.indexOf(self.cards[round_.id]) != k:
                self._list.insertWidget(k, self.cards[round_.id])
        self._show_times()
        for round_ in rounds:
            self.cards[round_.id].show_round(round_)
        self.harvest.show_value(_minutes_of(self.workshop.about.harvest_duration))
        self._empty.setVisible(not rounds)
        self.adding.setVisible(bool(rounds))
        self._harvest_card.setVisible(bool(rounds))

    def commit(self) -> None:
        for each in tuple(self.cards.values()):
            commit_all((each.question, each.talk, each.move_))
        self.harvest.commit()

    def go_to_round(self, round_id: str) -> None:
        """Put the cursor into a round's question; into the harvest without an id."""
        card = self.cards.get(round_id)
        editor = card.question if card else self.harvest
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(card or self._harvest_card)

    def _make_harvest_card(self) -> QFrame:
        words = self.words
        text = column(
            label(words("Harvest"), "heading"),
            label(words("Plenary time at the end that no round may eat into."), "soft",
                  wrap=True),
            gap=2,
        )  # fmt: skip
        made = look("card", QFrame())
        inner = row(
            box(text), self._harvest_time, field(words("Length"), self.harvest), gap=2 * SPACE
        )
        inner.setStretch(0, 1)
        inner.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        made.setLayout(inner)
        return made

    def _show_times(self) -> None:
        words = self.words
        for segment, begins, ends in planned_times(self.workshop):
            times = f"{words.time(begins)} – {words.time(ends)}"
            if segment.kind is SegmentKind.HARVEST:
                self._harvest_time.setText(times)
            elif segment.kind is SegmentKind.TALK and segment.round_id:
                self.cards[segment.round_id].time.setText(times)
        if not self.workshop.about.harvest_duration:
            self._harvest_time.setText("")

    def _on_add(self) -> None:
        rounds = self.workshop.rounds_in_order
        fresh = Round(id=str(uuid4()), number=len(rounds) + 1)
        if rounds:
            last = rounds[-1]
            fresh = last.but(id=fresh.id, number=last.number + 1, question="")
        if self.do(PutRound(round=fresh)):
            self.go_to_round(fresh.id)

    def _give_harvest(self, minutes: int) -> bool:
        duration = dt.timedelta(minutes=minutes)
        return self.do(
            DescribeWorkshop(about=self.workshop.about.but(harvest_duration=duration))
        )

    def _on_harvest_changing(self, minutes: int) -> None:
        duration = dt.timedelta(minutes=minutes)
        self.preview([self.workshop.about.but(harvest_duration=duration)])


class RoundCard(QFrame):
    """A round: when it is, its question, how long one talks and how long one moves."""

    def __init__(self, part: RoundsPart, round_id: str) -> None:
        super().__init__()
        look("card", self)
        self._part = part
        self._id = round_id
        words = part.words
        self.number = label("", "heading")
        self.time = label("", "small")
        self.question = ProseField(
            lambda text: self._put(question=text), hint=words("What is the question?")
        )
        self.talk = self._stepper(words("Talk"), "talk_duration", step=5, lowest=1)
        self.move_ = self._stepper(words("Move"), "move_duration", step=1, lowest=0)
        self.removing = icon_button("trash-2", words("Remove this round"), self._on_remove)
        head = column(self.number, self.time, 1, gap=2)
        left = box(head)
        left.setFixedWidth(116)
        inner = row(
            left,
            field(words("Question"), self.question),
            field(words("Talk"), self.talk),
            field(words("Move"), self.move_),
            self.removing,
            gap=2 * SPACE,
        )
        inner.setStretch(1, 1)
        inner.setContentsMargins(2 * SPACE, 12, SPACE, 12)
        self.setLayout(inner)
        self.talk.changing.connect(lambda n: self._preview("talk_duration", n))
        self.move_.changing.connect(lambda n: self._preview("move_duration", n))

    def show_round(self, round_: Round) -> None:
        """Show what the workshop holds."""
        self.number.setText(self._part.words("Round {n}", n=round_.number))
        self.question.show_value(round_.question)
        self.talk.show_value(_minutes_of(round_.talk_duration))
        self.move_.show_value(_minutes_of(round_.move_duration))

    def _stepper(self, caption: str, duration: str, *, step: int, lowest: int) -> Stepper:
        return Stepper(
            lambda n: self._put(**{duration: dt.timedelta(minutes=n)}),
            (lowest, 240),
            caption=caption,
            words=self._part.words,
            step=step,
            suffix=MINUTES,
        )

    def _put(self, **said: object) -> bool:
        round_ = self._part.workshop.rounds.get(self._id)
        return round_ is None or self._part.do(PutRound(round=round_.but(**said)))

    def _preview(self, duration: str, minutes: int) -> None:
        round_ = self._part.workshop.rounds[self._id]
        self._part.preview([round_.but(**{duration: dt.timedelta(minutes=minutes)})])

    def _on_remove(self) -> None:
        words = self._part.words
        number = self._part.workshop.rounds[self._id].number
        told = words("Round {n} was removed.", n=number)
        self._part.do(RemoveRound(round_id=self._id), told=told)


def _minutes_of(duration: dt.timedelta) -> int:
    return round(duration.total_seconds() / 60)
