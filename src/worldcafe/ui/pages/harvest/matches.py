"""Who in the room seeks what somebody else offers, both sides with their source."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QProgressBar,
    QScrollArea,
)

from worldcafe.document import Change
from worldcafe.domain.command import Command
from worldcafe.domain.commands import DecideMatch, EditContribution, Together
from worldcafe.domain.harvest import references
from worldcafe.domain.matching import Match, matches, needs, offers, step_for
from worldcafe.domain.model import NextStep
from worldcafe.domain.vocabulary import MatchVerdict, NextStepType
from worldcafe.ui.aloud import heard_as
from worldcafe.ui.arranging import Filling, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.likeness import alike_by, likeness_of
from worldcafe.ui.pages.harvest.bar import ViewBar
from worldcafe.ui.pages.harvest.match_card import MatchCard
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import box, button, column, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.ui.work import Latest

AT_ONCE = 2
"""Cards that are made in one turn: the window answers between them."""
FIRST = 20
"""So many are shown to be decided, and as many again for whoever wants more."""
_OPEN = "open"


class MatchesView(View):
    """The matches of the room, best first. They are found in a thread."""

    FOLLOWS: ClassVar = ("contribution", "match_decision", "cafe_table", "round")

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.likeness = likeness_of(bridge)
        self._finding: Latest[tuple[Match, ...]] = Latest(bridge, self)
        self._finding.answered.connect(self._on_found)
        self._finding.progressed.connect(self._on_progress)
        self.found: tuple[Match, ...] = ()
        self.shown: list[Match] = []
        """Those that can be shown; `cards` has as many of them as somebody came to see."""
        self.cards: list[MatchCard] = []
        self._limit = FIRST
        self._called: Mapping[str, str] = {}
        self._n_vectors = 0
        self.bar = ViewBar(
            [(_OPEN, words("To decide"), "")]
            + [(verdict, words.label(verdict), "") for verdict in MatchVerdict],
            words("Offers and needs"),
        )
        self.bar.show_chosen(_OPEN)
        self.bar.chosen.connect(self._on_chosen)
        self.count = label("", "soft", wrap=True)
        self.more = button("", self._on_more)
        self.progress = QProgressBar(maximum=100, textVisible=False)
        self.stop = button(words("Stop here"), self._finding.cancel)
        self._cards = column(gap=12)
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(self._make_cards)
        self._stack = Stack()
        self._lay_out()
        self.likeness.changed.connect(self._on_likeness)

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        vectors = self.likeness.vectors
        self._n_vectors = len(vectors)
        self._finding.ask(
            lambda progress, stopped: matches(
                workshop, alike_by(vectors), should_stop=stopped, progress=progress
            )
        )
        self.likeness.read()
        if not self.found:
            self._stack.setCurrentIndex(3 if self._which_empty() else 0)

    def show_change(self, change: Change) -> None:
        decided = change.touches("match_decision")
        if decided:
            held = self._held()
            self._show()
            self._stay_on(held)
        if any(change.touches(kind) for kind in self.FOLLOWS if kind != "match_decision"):
            self.refresh()

    @property
    def is_known(self) -> bool:
        """Whether what is shown is of the workshop as it is."""
        return not self._finding.is_busy

    def begin(self) -> None:
        if self.cards:
            self._focus(0)
        else:
            self._area.setFocus()

    # --- deciding --------------------------------------------------------------------------

    def _on_answer(self, card: MatchCard, name: str) -> None:
        """Do what was chosen; the keyboard goes on to the card that comes after."""
        verdicts = {"keep": MatchVerdict.KEPT, "turn_down": MatchVerdict.TURNED_DOWN}
        at = self.cards.index(card)
        if name == "step":
            self._make_step(card.match)
        else:
            self._decide(card.match, verdicts.get(name))
        self._focus(at)

    def _decide(self, match: Match, verdict: MatchVerdict | None, *before: Command) -> None:
        decision = DecideMatch(
            need_id=match.need.contribution_id,
            offer_id=match.offer.contribution_id,
            verdict=verdict,
        )
        self.bridge.do(Together(commands=(*before, decision)) if before else decision)

    def _make_step(self, match: Match) -> None:
        """Keep it, and write what happens first into the contribution that has room for it."""
        words = self.words
        where = step_for(match, self.bridge.workshop)
        if where is None:
            return
        known = self.bridge.workshop.contributions
        one, other = (
            side.who or known[side.contribution_id].title for side in (match.need, match.offer)
        )
        step = NextStep(
            type=NextStepType.MEETING,
            text=words("Bring together {one} and {other}", one=one, other=other),
        )
        change = EditContribution(contribution_id=where, changes={"next_step": step})
        self._decide(match, MatchVerdict.KEPT, change)

    def _focus(self, at: int) -> None:
        while len(self.cards) <= at and len(self.cards) < len(self.shown):
            self._add_cards()
        if self.cards:
            card = self.cards[min(max(at, 0), len(self.cards) - 1)]
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_step(self, card: MatchCard, step: int) -> None:
        self._focus(self.cards.index(card) + step)

    def _on_chosen(self, key: str) -> None:
        self.bar.show_chosen(key)
        self._limit = FIRST
        self._area.verticalScrollBar().setValue(0)
        self._show()

    def _on_more(self) -> None:
        at = len(self.shown)
        self._limit += FIRST
        self._show()
        self._focus(at)

    def _on_likeness(self) -> None:
        """What texts mean became known meanwhile."""
        done = self.likeness.share is None
        if done and self.isVisible() and len(self.likeness.vectors) != self._n_vectors:
            self.refresh()

    def _on_found(self, found: tuple[Match, ...]) -> None:
        held = self._held()
        self.found = found
        self._show_progress(None)
        self._show()
        if not self._stay_on(held) and (held or self._area.hasFocus()):
            self._focus(0)

    def _stay_on(self, held: str) -> bool:
        """Give the keyboard to the card of a match, if it is there; whether it is."""
        keys = [match.key for match in self.shown]
        if held in keys:
            self._focus(keys.index(held))
        return held in keys

    def _held(self) -> str:
        """The match whose card has the keyboard, which its new card is given back."""
        at = QApplication.focusWidget()
        if at is None:
            return ""
        cards = (card for card in self.cards if at is card or card.isAncestorOf(at))
        return next((card.match.key for card in cards), "")

    def _on_progress(self, share: float) -> None:
        self._show_progress(share)

    def _show_progress(self, share: float | None) -> None:
        """How far the search is; None once it has ended."""
        self._under_way.setVisible(share is not None)
        self.progress.setValue(round(100 * (share or 0)))

    def _show(self) -> None:
        """Show what is to be decided, or what was; cards that stay are left where they are."""
        workshop, words = self.bridge.workshop, self.words
        self._called = references(workshop)
        decided = {key: each.verdict for key, each in workshop.match_decisions.items()}
        parts: dict[str, list[Match]] = {key: [] for key in self.bar.buttons}
        for match in self.found:
            ids = {match.need.contribution_id, match.offer.contribution_id}
            if ids <= workshop.contributions.keys():
                parts[decided.get(match.key, _OPEN)].append(match)
        for key, part in parts.items():
            self.bar.count(key, len(part))
        those = parts[self.bar.key]
        self.shown = those[: self._limit]
        left = len(those) - len(self.shown)
        self.more.setVisible(left > 0)
        self.more.setText(words.plural("Show {n} more", "Show {n} more", min(left, FIRST)))
        self.count.setText(self._what_is_shown(len(those)))
        self._stack.setCurrentIndex(2 if self.found else self._which_empty())
        self._drop_cards()
        self._make_cards()

    def _drop_cards(self) -> None:
        """Take away the cards of what is not shown; all, if the others stand otherwise."""
        wanted = [match.key for match in self.shown]
        staying = [card for card in self.cards if card.match.key in wanted]
        if [card.match.key for card in staying] != wanted[: len(staying)]:
            staying = []
        for card in self.cards:
            if card not in staying:
                self._cards.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.cards = staying

    def _what_is_shown(self, n: int) -> str:
        words = self.words
        if self.bar.key != _OPEN:
            return ""
        if not n:
            return words("Nothing is left to decide.")
        return words("The best come first. Keys: K keep, N not for us, S next step")

    def _make_cards(self) -> None:
        """Make the next cards, as long as less than a screen of them waits below."""
        bar = self._area.verticalScrollBar()
        n = len(self.cards)
        if n == len(self.shown) or (n and bar.maximum() - bar.value() > bar.pageStep()):
            return
        self._add_cards()
        self._making.start()

    def _add_cards(self) -> None:
        n = len(self.cards)
        before = self.cards[-1] if self.cards else self._inside
        for match in self.shown[n : n + AT_ONCE]:
            card = MatchCard(self.bridge, match, self._called.__getitem__)
            card.open_asked.connect(self.open_asked)
            card.answered.connect(lambda name, card=card: self._on_answer(card, name))
            card.step_asked.connect(lambda step, card=card: self._on_step(card, step))
            self._cards.insertWidget(len(self.cards), card)
            card.show()  # at once, so that it can take the focus
            self.cards.append(card)
        tab_after(before, *self.cards[n:])

    def _which_empty(self) -> int:
        workshop = self.bridge.workshop
        return int(bool(needs(workshop) and offers(workshop)))

    def _lay_out(self) -> None:
        words = self.words
        nothing = self._nothing_yet(
            "handshake",
            words("No offers and needs yet"),
            words(
                "Say in a contribution who asks for what, and which resources are offered or"
                " needed: whoever seeks what another offers appears here."
            ),
            "list",
        )
        no_match = self._nothing_yet(
            "handshake",
            words("No offer meets a need"),
            words(
                "Themes and resources bring offers and needs together: complete them in the"
                " list, and matches appear here."
            ),
            "list",
        )
        self._cards.addStretch()
        self._inside = box(column(self._cards, row(1, self.more, 1), gap=12))
        self._inside.layout().setContentsMargins(0, 0, SPACE, 0)  # type: ignore[union-attr]
        self._area = QScrollArea(widgetResizable=True)
        heard_as(QAccessible.Role.Grouping, self._area, words("Offers and needs"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._making.start())
        bar.rangeChanged.connect(lambda *_: self._making.start())  # a view that grew wants more
        top = row(self.bar, Filling(self.count), gap=12)
        whole = box(column(top, self._area, gap=12, margin=(3 * SPACE, 2 * SPACE)))
        looking = label(words("Looking for offers that meet needs…"), "soft")
        looking.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for each in (nothing, no_match, whole, looking):
            self._stack.addWidget(each)
        self.progress.setAccessibleName(words("Looking for offers that meet needs…"))
        under_way = row(self.progress, self.stop, gap=12)
        under_way.setContentsMargins(3 * SPACE, SPACE, 3 * SPACE, 0)
        self._under_way = box(under_way)
        self._under_way.hide()
        self.setLayout(column(self._under_way, self._stack, gap=0))
