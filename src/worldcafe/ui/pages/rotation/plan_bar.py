"""Below the panel: the buttons that plan, and how far the planner is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QToolButton, QVBoxLayout

from worldcafe.domain.clock import is_under_way
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.rotation import Progress
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import Note, box, button, clear, column, icon_button, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording import Words
from worldcafe.wording.furnishing import fitting_told, short_told
from worldcafe.wording.hosting import others_told


class PlanBar(QFrame):
    """Seat everyone, plan again, keep or put away the plan that is growing."""

    plan_asked = Signal()
    repair_asked = Signal()
    appoint_asked = Signal()
    room_asked = Signal()
    """The room is to have as many tables as the people need."""
    hosts_asked = Signal()
    """Other hosts are to be chosen, by hand."""
    clear_asked = Signal()
    keep_asked = Signal()
    """Stop planning and keep the best plan so far."""
    drop_asked = Signal()
    """Stop planning and leave everything as it was."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._notes = QVBoxLayout()
        self._notes.setSpacing(SPACE)
        self._plan = button(words("Seat everyone"), self.plan_asked.emit, name="primary")
        self._appoint = button(words("Appoint the hosts"), self.appoint_asked.emit)
        self._repair = button(words("Change during the day…"), self.repair_asked.emit)
        self._more = icon_button("ellipsis", words("More"), lambda: None)
        self._more.setMenu(self._menu())
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._progress = QProgressBar(maximum=1000, textVisible=False)
        self._progress.setAccessibleName(words("Planning"))
        self._so_far = label("", "small", wrap=True)
        self._keep = button(words("Stop and keep this plan"), self.keep_asked.emit)
        self._drop = button(words("Cancel"), self.drop_asked.emit, name="quiet")
        keep_or_drop = row(Filling(self._keep), self._drop, gap=4)
        self._planning = box(column(self._so_far, self._progress, keep_or_drop))
        plans = row(Filling(column(self._repair, self._plan)), self._more, gap=4)
        plans.setAlignment(self._more, Qt.AlignmentFlag.AlignBottom)
        self._plans = box(plans)
        self.setLayout(column(self._notes, self._appoint, self._planning, self._plans))
        self._planning.hide()

    def show_workshop(self, workshop: Workshop, *, outdated: bool, waiting_hosts: int) -> None:
        """Say whether a plan is wanted, and why."""
        words = self._words
        clear(self._notes)
        seated, missing = bool(workshop.seats), len(unseated(workshop))
        # Of what could be done first, one is the main thing: seats before people on them.
        if short := short_told(workshop, words):
            self._notes.addWidget(Note("attention", short))
            fit = button(fitting_told(workshop, words), self.room_asked.emit, name="primary")
            self._notes.addWidget(fit)
            tab_after(self, fit)
        if waiting_hosts:
            offer = words.plural(
                "{n} table has no host yet, and somebody on the list is a table host.",
                "{n} tables have no host yet, and the list names people as table hosts.",
                waiting_hosts,
            )
            self._notes.addWidget(Note("attention", offer))
        if seated and missing:
            stale = words("People, tables or rounds have changed since this plan was made.")
            self._notes.addWidget(Note("attention", stale))
        elif seated and outdated:
            stale = words("Rules or wishes have changed since this plan was made.")
            self._notes.addWidget(Note("attention", stale))
        elif seated and (others := others_told(workshop, words)):
            self._notes.addWidget(label(others, "small", wrap=True))
            choose = button(words("Choose the hosts…"), self.hosts_asked.emit, name="quiet")
            self._notes.addWidget(choose)
            tab_after(self, choose)
        self._appoint.setVisible(waiting_hosts > 0)
        again = missing or outdated
        text = words("Plan again") if again else words("Make another plan")
        self._plan.setText(text if seated else words("Seat everyone"))
        look("primary" if (again or not seated) and not short else "", self._plan)
        # Once the day runs, what is over must stay: only the rest is planned again.
        begun = seated and is_under_way(workshop)
        several = seated and len(workshop.rounds) > 1
        self._plan.setVisible(not begun)
        look("primary" if begun and again and not short else "", self._repair)
        self._repair.setVisible(begun or (several and _has_left(workshop)))
        self._more.setVisible(seated)
        # Asked for anew: PySide takes one that is kept for deleted once Tab was put in order.
        day, *_ = self._more.menu().actions()
        day.setEnabled(several)

    def show_planning(self, so_far: Progress | None) -> None:
        """Show how far the planner is; None when it is done."""
        under_way = so_far is not None
        self._planning.setVisible(under_way)
        for each in (self._plans, self._appoint):
            each.setEnabled(not under_way)
        self._plans.setVisible(not under_way)
        if so_far is not None:
            self._progress.setValue(round(1000 * so_far.share))
            self._so_far.setText(self._told(so_far))

    def _menu(self) -> QMenu:
        words = self._words
        menu = QMenu(self)
        day = menu.addAction(words("Change during the day…"))
        day.triggered.connect(lambda _=False: self.repair_asked.emit())
        whole = menu.addAction(words("Plan the whole day again"))
        whole.triggered.connect(lambda _=False: self.plan_asked.emit())
        clearing = menu.addAction(words("Put the plan away"))
        clearing.triggered.connect(lambda _=False: self.clear_asked.emit())
        return menu

    def _told(self, so_far: Progress) -> str:
        words, n, bound = self._words, so_far.repeats, so_far.lower_bound
        if n < 0 or not so_far.share:
            return words("Looking for a plan in which people meet new people…")
        if n == 0:
            return words("Nobody meets anybody twice. Looking for a better mixture…")
        return words.plural(
            "{n} repeated encounter so far; no plan can have fewer than {bound}.",
            "{n} repeated encounters so far; no plan can have fewer than {bound}.",
            n,
            bound=bound,
        )


def _has_left(workshop: Workshop) -> bool:
    """Whether somebody is absent, or a table closed, for whom seats are planned."""
    return any(
        workshop.participants[seat.participant_id].presence is Presence.ABSENT
        or workshop.tables[seat.table_id].closed
        for seat in workshop.seats.values()
    )
