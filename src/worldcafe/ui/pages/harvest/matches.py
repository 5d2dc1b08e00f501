"""Who in the room seeks what somebody else offers, both sides with their source."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from worldcafe.document import Change
from worldcafe.domain.harvest import references
from worldcafe.domain.matching import Match, Side, matches, needs, offers
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.likeness import likeness_of
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.look import SPACE, colours, look, pixmap
from worldcafe.ui.parts import EmptyState, box, button, clear, column, icon_button, label, row
from worldcafe.ui.work import Latest
from worldcafe.wording.harvest import match_reasons
from worldcafe.wording.provenance import place_line

if TYPE_CHECKING:
    from worldcafe.similarity import Vector

AT_ONCE = 4
"""Cards that are made in one turn: the window answers between them."""


class MatchCard(QFrame):
    """A need on one side, an offer on the other, and between them what speaks for it."""

    open_asked = Signal(str)

    def __init__(self, bridge: Bridge, match: Match, called: Callable[[str], str]) -> None:
        super().__init__()
        look("card", self)
        self.match = match
        self._bridge = bridge
        self._called = called
        words = self.words = bridge.words
        picture = QLabel()
        picture.setPixmap(pixmap("link-2", colours().accent, 22))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        why = label(match_reasons(match.reasons, words), "small", wrap=True)
        why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        between = box(column(1, picture, why, 1, gap=4))
        between.setFixedWidth(170)
        need = self._side(words("Is needed"), match.need)
        offer = self._side(words("Is offered"), match.offer)
        inner = row(need, between, offer, margin=2 * SPACE, gap=2 * SPACE)
        inner.setStretch(0, 1)
        inner.setStretch(2, 1)
        self.setLayout(inner)

    def _side(self, caption: str, side: Side) -> QWidget:
        words, workshop = self.words, self._bridge.workshop
        item = workshop.contributions[side.contribution_id]
        opening = icon_button(
            "external-link", words("Show in the list"), lambda: self.open_asked.emit(item.id)
        )
        head = row(label(caption, "eyebrow"), 1, opening)
        asked = side.what or " · ".join(filter(None, (words.label(side.resource), side.amount)))
        source = " · ".join(
            (self._called(item.id), place_line(self._bridge.workshop, item, self._bridge.words))
        )
        parts: list[QWidget] = []
        if side.who:
            parts.append(label(side.who, "strong", wrap=True))
        parts.append(label(asked, wrap=True))
        parts.append(label(words("in “{title}”", title=item.title), "soft", wrap=True))
        parts.append(label(source, "small", wrap=True))
        return box(column(head, *parts, 1, gap=4))


class MatchesView(View):
    """The matches of the room, best first. They are found in a thread."""

    FOLLOWS: ClassVar = ("contribution", "cafe_table", "round")

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
        self._called: Mapping[str, str] = {}
        self._n_vectors = 0
        self.count = label("", "soft")
        self.progress = QProgressBar(maximum=100, textVisible=False)
        self.stop = button(words("Stop here"), self._finding.stop)
        self._cards = column(gap=12)
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(self._make_cards)
        self._stack = QStackedWidget()
        self._lay_out()
        self.likeness.changed.connect(self._on_likeness)

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        vectors = self.likeness.vectors
        self._n_vectors = len(vectors)

        self._finding.ask(
            lambda progress, stopped: _found(workshop, vectors, progress, stopped)
        )
        self.likeness.read()
        if not self.found:
            self._stack.setCurrentIndex(3 if self._which_empty() else 0)

    def show_change(self, change: Change) -> None:
        if change.touches(*self.FOLLOWS):
            self.refresh()

    @property
    def is_known(self) -> bool:
        """Whether what is shown is of the workshop as it is."""
        return not self._finding.is_busy

    def begin(self) -> None:
        self._area.setFocus()

    def _on_likeness(self) -> None:
        """What texts mean became known meanwhile."""
        done = self.likeness.share is None
        if done and self.isVisible() and len(self.likeness.vectors) != self._n_vectors:
            self.refresh()

    def _on_found(self, found: tuple[Match, ...]) -> None:
        self.found = found
        self._show_progress(None)
        self._show()

    def _on_progress(self, share: float) -> None:
        self._show_progress(share)

    def _show_progress(self, share: float | None) -> None:
        """How far the search is; None once it has ended."""
        self._under_way.setVisible(share is not None)
        self.progress.setValue(round(100 * (share or 0)))

    def _show(self) -> None:
        known = self.bridge.workshop.contributions
        self._called = references(self.bridge.workshop)
        self.shown = [
            match for match in self.found
            if {match.need.contribution_id, match.offer.contribution_id} <= known.keys()
        ]  # fmt: skip
        clear(self._cards)
        self.cards = []
        self._cards.addStretch()
        n = len(self.shown)
        self.count.setText(
            self.words.plural(
                "{n} match of a need and an offer in the room",
                "{n} matches of needs and offers in the room", n,
            )
        )  # fmt: skip
        self._stack.setCurrentIndex(2 if n else self._which_empty())
        self._make_cards()

    def _make_cards(self) -> None:
        """Make the next cards, as long as less than a screen of them waits below."""
        bar = self._area.verticalScrollBar()
        n = len(self.cards)
        if n == len(self.shown) or (n and bar.maximum() - bar.value() > bar.pageStep()):
            return
        for match in self.shown[n : n + AT_ONCE]:
            card = MatchCard(self.bridge, match, self._called.__getitem__)
            card.open_asked.connect(self.open_asked)
            self._cards.insertWidget(len(self.cards), card)
            self.cards.append(card)
        self._making.start()

    def _which_empty(self) -> int:
        workshop = self.bridge.workshop
        return int(bool(needs(workshop) and offers(workshop)))

    def _lay_out(self) -> None:
        words = self.words
        nothing: QWidget = EmptyState(
            "handshake",
            words("No offers and needs yet"),
            words(
                "Say in a contribution who asks for what, and which resources are offered or"
                " needed: whoever seeks what another offers appears here."
            ),
            button(words("Go to the list"), lambda: self.go_to_asked.emit("list"),
                   name="primary"),
        )  # fmt: skip
        no_match: QWidget = EmptyState(
            "handshake",
            words("No offer meets a need"),
            words(
                "Themes and resources bring offers and needs together: complete them in the"
                " list, and matches appear here."
            ),
            button(words("Go to the list"), lambda: self.go_to_asked.emit("list"),
                   name="primary"),
        )  # fmt: skip
        inner = box(column(self._cards))
        inner.layout().setContentsMargins(0, 0, SPACE, 0)  # type: ignore[union-attr]
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._making.start())
        bar.rangeChanged.connect(lambda *_: self._making.start())  # a view that grew wants more
        whole = box(column(self.count, self._area, gap=12))
        whole.layout().setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)  # type: ignore[union-attr]
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


def _found(
    workshop: Workshop,
    vectors: "tuple[Vector, ...]",
    progress: Callable[[float], None],
    should_stop: Callable[[], bool],
) -> tuple[Match, ...]:
    if not vectors:
        return matches(workshop, should_stop=should_stop, progress=progress)
    from worldcafe.similarity.subject import Subjects  # noqa: PLC0415 - numpy is slow

    alike = Subjects(vectors).alike
    return matches(workshop, alike, should_stop=should_stop, progress=progress)
