"""The harvest in several views, one of them shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from worldcafe.document import Change
from worldcafe.domain.vocabulary import StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import Filling, Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.keeping import ORIGIN
from worldcafe.ui.likeness import Likeness, likeness_of
from worldcafe.ui.page import Page
from worldcafe.ui.pages.harvest.bar import ViewBar
from worldcafe.ui.pages.harvest.list import ListView
from worldcafe.ui.pages.harvest.view import View
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import column, row
from worldcafe.wording import N_


@dataclass(frozen=True)
class _Offered:
    """A view that may be chosen."""

    key: str
    title: str
    picture: str
    view: Callable[[Bridge], View]
    """Makes it."""


def _similar(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.similar import SimilarView

    return SimilarView(bridge)


def _clusters(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.clusters import ClustersView

    return ClustersView(bridge)


def _votes(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.votes import VotesView

    return VotesView(bridge)


def _priorities(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.priorities import PrioritiesView

    return PrioritiesView(bridge)


def _matches(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.matches import MatchesView

    return MatchesView(bridge)


def _partners(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.partners import PartnersView

    return PartnersView(bridge)


def _before(bridge: Bridge) -> View:
    from worldcafe.ui.pages.harvest.before import BeforeView

    return BeforeView(bridge)


VIEWS = (
    _Offered("list", N_("List"), "table", ListView),
    _Offered("similar", N_("Similar"), "merge", _similar),
    _Offered("clusters", N_("Clusters"), "layers", _clusters),
    _Offered("votes", N_("Votes"), "vote", _votes),
    _Offered("priorities", N_("Priorities"), "chart-scatter", _priorities),
    _Offered("matches", N_("Offers and needs"), "handshake", _matches),
    _Offered("partners", N_("Partners"), "network", _partners),
    _Offered("before", N_("From before"), "flag", _before),
)


class HarvestPage(Page):
    """What was said, in a list and in pictures; a bar above goes from one to the other."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        words = self.words
        offered = [(each.key, words(each.title), each.picture) for each in VIEWS]
        self.bar = ViewBar(offered, words("View"))
        self._views: dict[str, View] = {}
        self._stale_views: set[str] = set()
        self._stack = Stack()
        self.key = ""
        self.likeness: Likeness = likeness_of(bridge)
        top = row(self.bar, 1, margin=margins(3 * SPACE, 2 * SPACE, 3 * SPACE, 0))
        self.setLayout(column(top, Filling(self._stack), gap=0))
        self._connect()
        self.go_to_view("list")

    def _connect(self) -> None:
        self.bar.chosen.connect(self._on_chosen)
        self.likeness.changed.connect(self._show_counts)
        bind(self, "harvest", "view_after", self._stepper(1))
        bind(self, "harvest", "view_before", self._stepper(-1))

    def _stepper(self, step: int) -> Callable[[], None]:
        return lambda: self.bar.step(step)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._views[self.key]

    @property
    def list(self) -> ListView:
        """The list of all contributions."""
        made = self.view_of("list")
        assert isinstance(made, ListView)
        return made

    def view_of(self, key: str) -> View:
        """A view; made when it is first asked for."""
        if key not in self._views:
            offered = next(each for each in VIEWS if each.key == key)
            made = offered.view(self.bridge)
            made.open_asked.connect(self.open)
            made.go_to_asked.connect(self._on_go_to_asked)
            self._views[key] = made
            self._stale_views.add(key)
            self._stack.addWidget(made)
        return self._views[key]

    def go_to_view(self, key: str) -> None:
        """Show a view."""
        view = self.view_of(key)
        if self.key and self.key != key:
            self.view.leave()
        self.key = key
        self.bar.show_chosen(key)
        self._stack.setCurrentWidget(view)
        if self.isVisible():
            self._bring_up()

    def _on_chosen(self, key: str) -> None:
        self.go_to_view(key)
        self.view.begin()

    def open(self, contribution_id: str) -> None:
        """Show a contribution in full, in the list."""
        self.go_to_view("list")
        self.list.reveal(contribution_id)

    def refresh(self) -> None:
        self._stale_views = set(self._views)
        self._bring_up()
        self._show_counts()

    def show_change(self, change: Change) -> None:
        if change.origin == ORIGIN:
            return
        self._stale_views |= self._views.keys() - {self.key}
        self.view.show_change(change)
        self._show_counts()

    def place(self) -> dict[str, str]:
        return {"view": self.key, **self.view.place()}

    def go_to(self, place: dict[str, str]) -> None:
        key = place.get("view", "list")
        self.go_to_view(key if key in self.bar.buttons else "list")
        self.view.go_to(place)

    def leave(self) -> None:
        self.view.leave()

    def _bring_up(self) -> None:
        if self.key in self._stale_views:
            self._stale_views.discard(self.key)
            self.view.refresh()

    def _show_counts(self) -> None:
        self.bar.count("similar", len(self.likeness.groups))
        self.bar.count("before", _n_open(self.bridge.workshop))

    def _on_go_to_asked(self, key: str) -> None:
        if key in self.bar.buttons:
            self.go_to_view(key)
        else:
            self.go_to_asked.emit(key)


def _n_open(workshop: Workshop) -> int:
    """How many points of earlier workshops are neither done nor dropped."""
    over = (StepStatus.DONE, StepStatus.DROPPED)
    steps = (point.next_step for point in workshop.open_points.values())
    return sum(step is None or step.status not in over for step in steps)
