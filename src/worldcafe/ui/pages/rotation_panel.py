"""Beside the room: what the seating is worth, who was found, what the colours mean."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.rotation import QualityReport
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.look import SPACE, look
from worldcafe.ui.pages.rotation_legend import fitted
from worldcafe.ui.pages.rotation_quality import (
    Trouble,
    hosts_waiting,
    present_report,
    troubles,
)
from worldcafe.ui.parts import (
    Note,
    box,
    button,
    clear,
    column,
    icon_button,
    label,
    row,
    tip,
)
from worldcafe.wording import Words
from worldcafe.wording.quality import Severity, findings

TROUBLES_IN_VIEW = 5
TROUBLE_WIDTH = 246
LINE_WIDTH = 244
GRAVEST_FIRST = (Severity.PROBLEM, Severity.ATTENTION, Severity.GOOD)


class PlanCard(QFrame):
    """The state of the seating in plain words, and the buttons that plan it."""

    plan_asked = Signal()
    appoint_asked = Signal()
    enough_asked = Signal()
    """Stop planning and use the best plan so far."""
    stop_asked = Signal()
    trouble_chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self._heading = label("", "heading", wrap=True)
        self._numbers = label("", "soft", wrap=True)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(SPACE)
        self._appoint = button(words("Appoint the hosts"), self.appoint_asked.emit)
        self._offer = QVBoxLayout()
        self._offer.setSpacing(SPACE)
        self._plan = button(words("Seat everyone"), self.plan_asked.emit, name="primary")
        self._progress = QProgressBar(maximum=1000, textVisible=False)
        self._progress.setAccessibleName(words("Planning"))
        self._use = button(words("Use the best so far"), self.enough_asked.emit)
        self._stop = button(words("Stop"), self.stop_asked.emit, name="quiet")
        planning = label(words("Looking for a plan in which people meet new people…"))
        planning.setWordWrap(True)
        self._planning = box(column(planning, self._progress, row(self._use, self._stop, 1)))
        self._look_at = label(words("Worth a look"), "eyebrow")
        self.troubles = QListWidget()
        self.troubles.setWordWrap(True)
        self.troubles.setAccessibleName(words("Worth a look"))
        self.troubles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(
            column(
                self._heading, self._numbers, self._plan, self._planning, self._offer,
                self._appoint, self._look_at, self.troubles, self._notes, margin=2 * SPACE,
            )
        )  # fmt: skip
        self._planning.hide()
        self.troubles.itemClicked.connect(self._on_trouble)
        self.troubles.itemActivated.connect(self._on_trouble)

    def show_workshop(self, workshop: Workshop) -> None:
        """Say what this workshop's seating is worth."""
        words = self._words
        seated = bool(workshop.seats)
        missing = len(workshop.unseated)
        self._heading.setText(self._state(seated=seated, missing=missing))
        self._numbers.setText(numbers(workshop, words))
        urgent = not seated or missing > 0
        plan_text = words("Make another plan") if seated else words("Seat everyone")
        self._plan.setText(plan_text)
        look("primary" if urgent else "", self._plan)
        found = present_report(workshop) if seated else None
        self._show_notes(workshop, found, missing)
        listed = troubles(workshop, found, words) if seated else []
        self._show_troubles(listed)

    def show_planning(self, share: float | None) -> None:
        """Show how far the planner is; None when it is done."""
        under_way = share is not None
        self._planning.setVisible(under_way)
        self._plan.setVisible(not under_way)
        self._appoint.setEnabled(not under_way)
        self._progress.setValue(round(1000 * (share or 0.0)))

    def _state(self, *, seated: bool, missing: int) -> str:
        words = self._words
        if not seated:
            return words("Nobody is seated yet")
        if missing:
            return words.plural("{n} person has no seat", "{n} people have no seat", missing)
        return words("Everybody has a seat in every round")

    def _show_notes(
        self, workshop: Workshop, found: QualityReport | None, missing: int
    ) -> None:
        words = self._words
        clear(self._offer)
        clear(self._notes)
        waiting = hosts_waiting(workshop)
        self._appoint.setVisible(waiting > 0)
        if waiting:
            offer = words.plural(
                "{n} table has no host yet, and somebody on the list is a table host.",
                "{n} tables have no host yet, and the list names people as table hosts.",
                waiting,
            )
            self._offer.addWidget(Note("attention", offer))
        if workshop.seats and missing:
            stale = words("People, tables or rounds have changed since this plan was made.")
            self._notes.addWidget(Note("attention", stale))
        if found is None:
            return
        has_themes = any(table.theme_id for table in workshop.tables.values())
        told = findings(found, words, has_themes=has_themes)
        for finding in sorted(told, key=lambda each: GRAVEST_FIRST.index(each.severity)):
            self._notes.addWidget(Note(finding.severity, finding.text))

    def _show_troubles(self, listed: list[Trouble]) -> None:
        present = self.troubles.currentItem()
        kept = present.data(Qt.ItemDataRole.UserRole) if present else None
        self.troubles.clear()
        for trouble in listed:
            item = QListWidgetItem(trouble.text)
            item.setToolTip(tip(trouble.text))
            item.setData(Qt.ItemDataRole.UserRole, trouble)
            self.troubles.addItem(item)
            if trouble == kept:
                self.troubles.setCurrentItem(item)
        for part in (self._look_at, self.troubles):
            part.setVisible(bool(listed))
        heights = (self._height(trouble.text) for trouble in listed[:TROUBLES_IN_VIEW])
        self.troubles.setFixedHeight(sum(heights) + 4)

    def _height(self, text: str) -> int:
        """What a line of the list needs, wrapped."""
        wrapped = self.fontMetrics().boundingRect(
            0, 0, TROUBLE_WIDTH, 1_000, Qt.TextFlag.TextWordWrap, text
        )
        return wrapped.height() + 10

    def _on_trouble(self, item: QListWidgetItem) -> None:
        self.trouble_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class FoundCard(QFrame):
    """The person or the table that was chosen."""

    closed = Signal()
    round_chosen = Signal(str)
    person_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        look("card", self)
        self._words = words
        self._heading = label("", "heading", wrap=True)
        self._about = label("", "soft", wrap=True)
        close = icon_button("x", words("Close"), self.closed.emit)
        top = row(self._heading, close)
        top.setStretch(0, 1)
        top.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.setLayout(column(top, self._about, self._lines, margin=2 * SPACE))
        self.hide()

    def show_person(self, workshop: Workshop, person: Participant, round_id: str) -> None:
        """Who it is, and their way through the day."""
        words = self._words
        self._heading.setText(person.name)
        about = [person.position, person.organisation, words.languages(person.languages)]
        met = {
            other.id
            for round_, table in zip(
                workshop.rounds_in_order, workshop.route_of(person.id), strict=True
            )
            if table
            for other in workshop.people_at(table.id, round_.id)
        } - {person.id}
        if met:
            about.append(
                words.plural("Meets {n} other person.", "Meets {n} other people.", len(met))
            )
        self._show_about(about)
        stops = zip(workshop.rounds_in_order, workshop.route_of(person.id), strict=True)
        self._show_lines([
            (
                stop_text(workshop, round_.number, table, words),
                round_.id == round_id,
                partial(self.round_chosen.emit, round_.id),
            )
            for round_, table in stops
        ])  # fmt: skip

    def show_table(self, workshop: Workshop, table: CafeTable, round_id: str) -> None:
        """Which table it is, and who sits there in this round."""
        words = self._words
        theme = workshop.theme_of(table.id)
        self._heading.setText(words("Table {number}", number=table.number))
        about = [theme.name if theme else "", words.languages(table.languages)]
        self._show_about(about)
        people = workshop.people_at(table.id, round_id)
        self._show_lines([
            (
                words("Host: {name}", name=person.name)
                if person.id == table.host_id
                else person.name,
                False,
                partial(self.person_chosen.emit, person.id),
            )
            for person in people
        ])  # fmt: skip

    def _show_about(self, lines: list[str]) -> None:
        said = [line for line in lines if line]
        self._about.setText("\n".join(said))
        self._about.setVisible(bool(said))

    def _show_lines(self, lines: list[tuple[str, bool, Callable[[], object]]]) -> None:
        had_focus = any(
            isinstance(child, QPushButton) and child.hasFocus()
            for child in self.findChildren(QPushButton)
        )
        clear(self._lines)
        for text, here, on_click in lines:
            cut = (fitted(part, self, LINE_WIDTH) for part in text.splitlines())
            line = button("\n".join(cut), on_click, name="line")
            line.setToolTip(tip(text))
            line.setAccessibleName(text.replace("\n", ", "))
            line.setCheckable(True)
            line.setChecked(here)
            self._lines.addWidget(line)
            if here and had_focus:
                line.setFocus()


def numbers(workshop: Workshop, words: Words) -> str:
    """`80 people · 16 tables · 4 rounds`."""
    people = len(workshop.participants)
    tables, rounds = len(workshop.tables), len(workshop.rounds)
    return " · ".join((
        words.plural("{n} person", "{n} people", people),
        words.plural("{n} table", "{n} tables", tables),
        words.plural("{n} round", "{n} rounds", rounds),
    ))  # fmt: skip


def stop_text(workshop: Workshop, number: int, table: CafeTable | None, words: Words) -> str:
    """Where somebody is in a round."""
    if table is None:
        return words("Round {number} · no seat", number=number)
    theme = workshop.theme_of(table.id)
    text = words("Round {number} · table {table}", number=number, table=table.number)
    return f"{text}\n{theme.name}" if theme else text
