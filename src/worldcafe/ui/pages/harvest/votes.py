"""Dots: who finds what important. One person may enter them for many."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
)

from worldcafe.document import Change
from worldcafe.domain.commands import CastVotes, SetVoting
from worldcafe.domain.folding import fold
from worldcafe.domain.harvest import Voter, ballot, dots
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Kind, VoteBy
from worldcafe.ui.actions import action, hint, pressed
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChoiceField, choices_of
from worldcafe.ui.fields.entry import ENTER, LineField
from worldcafe.ui.fields.in_place import Stepper
from worldcafe.ui.fields.search import SearchField
from worldcafe.ui.pages.harvest.ballots import OWN, TITLE, Ballots, DotsCell
from worldcafe.ui.pages.harvest.bar import ViewBar
from worldcafe.ui.pages.harvest.cards import Facts
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import grown
from worldcafe.ui.parts import button, column, label
from worldcafe.ui.tables.view import RecordsView, Trigger
from worldcafe.wording.provenance import place_line

WALL = "wall"
N_OFFERED = 8
MOST = 50
"""Dots that one voter may have."""
MOST_ON_THE_WALL = 5_000
"""Dots that can be counted on the wall for one contribution."""


class VotesView(View):
    """A table of contributions; the dots of whoever is chosen above are placed in it."""

    FOLLOWS: ClassVar = (
        "contribution", "vote", "about", "participant", "cafe_table", "round",
    )  # fmt: skip

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.facts = Facts(bridge)
        self.voter: Voter | None = None
        self.by = ViewBar(
            [*((each.value, words.label(each), "") for each in VoteBy),
             (WALL, words("Counted on the wall"), "")],
            words("Who places dots"),
        )  # fmt: skip
        self.by.show_chosen(VoteBy.PERSON.value)
        self.each = Stepper(
            self._set_dots_each, (1, MOST), caption=words("Dots each"), words=words
        )
        self.name = LineField(offer=self._offer)
        self.name.setMinimumWidth(grown(220))
        self.left = label("", "strong")
        following = action("next_voter", "votes")
        self.next = button(
            words(following.text), self.go_on, name="primary", hint=hint(words, following)
        )
        self.search = SearchField(words("Search"))
        self.kind = ChoiceField(choices_of(words, Kind), empty=words("Kind"))
        self.kind.setAccessibleName(words("Kind"))
        self.count = label("", "soft")
        self.model = Ballots(words, self.give)
        self.table = self._made_table()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.by.chosen.connect(self._on_by)
        self.name.chosen.connect(lambda _text: self._find_voter())
        self.name.textEdited.connect(lambda _text: self._find_voter())
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.kind.changed.connect(self.refresh)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(self._on_double_click)

    # --- placing dots ----------------------------------------------------------------------

    def give(self, contribution_id: str, n: int) -> Change | None:
        """Let the voter give so many dots to a contribution. None if that is refused."""
        if self.voter is None:
            self.bridge.say_refused(RuleBroken("voter_not_chosen"))
            return None
        most = MOST if self.voter.participant_id or self.voter.table_id else MOST_ON_THE_WALL
        if n > most:
            self.bridge.say_refused(RuleBroken("dots_on_one", n=most))
            return None
        cast = {**ballot(self.bridge.workshop, self.voter), contribution_id: max(0, n)}
        command = CastVotes(
            dots=cast, participant_id=self.voter.participant_id, table_id=self.voter.table_id
        )
        return self.bridge.do(command)

    def step(self, contribution_id: str, by: int) -> None:
        """One dot more, or one less."""
        n = self.model.own.get(contribution_id, 0) + by
        if n >= 0:
            self.give(contribution_id, n)

    def go_on(self) -> None:
        """Go to the next voter: the next table, or the next name to be typed."""
        if self.by.key == VoteBy.TABLE.value:
            self._go_to_next_table()
            return
        self.voter = None
        self.name.clear()
        self.refresh()
        self.name.setFocus()

    def _go_to_next_table(self) -> None:
        tables = self.bridge.workshop.tables_in_order
        ids = [table.id for table in tables]
        here = (
            ids.index(self.voter.table_id) if self.voter and self.voter.table_id in ids else -1
        )
        if tables:
            following = tables[(here + 1) % len(tables)]
            self.name.show_value(str(following.number))
            self._find_voter()
            self.table.setFocus()

    def _set_dots_each(self, n: int) -> bool:
        about = self.bridge.workshop.about
        return self.bridge.do(SetVoting(votes_by=about.votes_by, dots_each=n)) is not None

    def _on_by(self, key: str) -> None:
        self.by.show_chosen(key)
        about = self.bridge.workshop.about
        self.voter = Voter() if key == WALL else None
        self.name.clear()
        if key not in (WALL, about.votes_by):
            self.bridge.do(SetVoting(votes_by=VoteBy(key), dots_each=about.dots_each))
        self.refresh()

    # --- who votes -------------------------------------------------------------------------

    def _offer(self, text: str) -> list[str]:
        wanted = fold(text).split()
        found = [name for name in self._voters() if all(each in fold(name) for each in wanted)]
        return found[:N_OFFERED]

    def _voters(self) -> dict[str, Voter]:
        workshop = self.bridge.workshop
        if self.by.key == VoteBy.TABLE.value:
            tables = workshop.tables_in_order
            return {str(table.number): Voter(table_id=table.id) for table in tables}
        named: dict[str, Voter] = {}
        for person in workshop.participants_in_order:
            name = person.name
            if name in named:
                name = f"{name} ({person.organisation or person.city})"
            named[name] = Voter(participant_id=person.id)
        return named

    def _find_voter(self) -> None:
        typed = fold(str(self.name.value()))
        voters = self._voters().items()
        found = next((voter for name, voter in voters if fold(name) == typed), None)
        if found != self.voter:
            self.voter = found
            self.refresh()

    # --- keyboard --------------------------------------------------------------------------

    def begin(self) -> None:
        self.table.setFocus() if self.by.key == WALL else self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.name.hasFocus():
            self._on_named()
            return
        super().keyPressEvent(event)

    def _on_named(self) -> None:
        """Go on with the voter that was typed; part of a name is enough if one has it."""
        typed = self.name.value()
        offered = self._offer(typed) if typed else []
        if self.voter is None and len(offered) == 1:
            self.name.show_value(offered[0])
            self._find_voter()
        if self.voter is not None:
            self.table.setFocus()
        elif typed:
            self.bridge.say_refused(RuleBroken("nobody_called", name=typed))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Plus and minus place dots in the row, Enter goes to the next voter."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        index = self.table.currentIndex()
        by = {"dot_more": 1, "dot_less": -1}.get(pressed(event, "votes"))
        if by and index.isValid():
            self.step(self.model.record(index).id, by)
            return True
        if event.key() in ENTER:
            if self.by.key != WALL:
                self.go_on()
            return True
        if event.text().isdecimal() and index.isValid() and self.voter is not None:
            self.table.setCurrentIndex(index.siblingAtColumn(OWN))
            self.table.edit(index.siblingAtColumn(OWN))
            editor = self.table.viewport().findChild(QLineEdit)
            if isinstance(editor, QLineEdit):
                editor.setText(event.text())
            return True
        return super().eventFilter(watched, event)

    # --- showing ---------------------------------------------------------------------------

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        self.facts.update()
        self._show_whole_if(workshop.standing)
        if self.by.key != WALL:
            self.by.show_chosen(workshop.about.votes_by.value)
        self._check_voter()
        self.each.show_value(workshop.about.dots_each)
        here = self.table.currentIndex()
        chosen = self.model.record(here).id if here.isValid() else ""
        place = self.table.verticalScrollBar().value()
        own = ballot(workshop, self.voter) if self.voter else {}
        texts = {
            item.id: (
                self.facts.references[item.id],
                place_line(self.bridge.workshop, item, self.bridge.words),
            )
            for item in workshop.standing
        }
        wanted, kind = fold(self.search.text()).split(), self.kind.value()
        items = [
            item for item in workshop.standing
            if (kind is None or item.kind == kind)
            and all(each in fold(f"{texts[item.id][0]} {item.title}") for each in wanted)
        ]  # fmt: skip
        self.model.show_ballot(items, texts, self.voter, own, dots(workshop))
        if items:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(chosen) or 0, OWN))
            self.table.verticalScrollBar().setValue(place)
            self.table.scrollTo(self.table.currentIndex())
        self._say(sum(own.values()))

    def _check_voter(self) -> None:
        workshop, voter = self.bridge.workshop, self.voter
        gone = voter is not None and (
            (voter.participant_id and voter.participant_id not in workshop.participants)
            or (voter.table_id and voter.table_id not in workshop.tables)
        )
        if gone:
            self.voter = None

    def _say(self, placed: int) -> None:
        words, workshop = self.words, self.bridge.workshop
        is_wall = self.by.key == WALL
        for each in (self.name, self.each, self.next, self._each_caption):
            each.setVisible(not is_wall)
        is_table = self.by.key == VoteBy.TABLE.value
        asked = words("Number of the table") if is_table else words("Name of the person")
        self.name.setPlaceholderText(asked)
        self.name.setAccessibleName(asked)
        if is_wall:
            self.left.setText(words("Type the number of dots that each one has on the wall."))
        elif self.voter is None:
            self.left.setText("")
        else:
            n = max(0, workshop.about.dots_each - placed)
            self.left.setText(words.plural("{n} dot left", "{n} dots left", n))
        voters = {(vote.participant_id, vote.table_id) for vote in workshop.votes.values()}
        n_voters = len(voters - {(None, None)})
        n_dots = sum(dots(workshop).values())
        self.count.setText(
            words.line((words.plural("{n} dot", "{n} dots", n_dots),
                 words.plural("{n} voter", "{n} voters", n_voters)))
        )  # fmt: skip

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() <= TITLE:
            self.open_asked.emit(self.model.record(index).id)

    def _made_table(self) -> RecordsView:
        table = RecordsView(self.model, self.words("Votes"), edited=Trigger.EditKeyPressed)
        table.setItemDelegateForColumn(OWN, DotsCell(self.step, table))
        table.stretch(TITLE)
        return table

    def _lay_out(self) -> None:
        words = self.words
        self._each_caption = label(words("Dots each"), "soft")
        top = Flow(self.by, self._each_caption, self.each, 1, self.count, gap=12)
        second = Flow(self.name, self.left, self.next, 1, self.kind, self.search, gap=12)
        empty = self._nothing_yet(
            "vote",
            words("Nothing to vote on yet"),
            words("Once tables have written down what they found, dots are placed here."),
            "capture",
        )
        self._lay_over(column(top, second, Filling(self.table), gap=12), empty)
