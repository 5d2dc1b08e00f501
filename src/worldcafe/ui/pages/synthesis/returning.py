"""The way back: an edited workbook or another copy, compared, decided about, taken over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from worldcafe.document import opened_copy
from worldcafe.document.copies import Chronicle, met, pictures_in
from worldcafe.exchange.adding import AddedWorkshop, compared_with_another
from worldcafe.exchange.copies import ReturnedCopy, compared
from worldcafe.exchange.edited import Compared, Difference, EditedWorkbook, read_edited
from worldcafe.ui.aloud import call
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.incoming import Incoming
from worldcafe.ui.pages.synthesis.differences import (
    Called,
    DifferencesModel,
    DifferencesView,
    Line,
    LineKind,
    Side,
    is_of_kind,
    lines_of,
)
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import box, button, card, column, label, row
from worldcafe.ui.tables.records import SearchProxy
from worldcafe.ui.work import Job
from worldcafe.wording import N_

_Place = tuple[str, str]


def _comparing_workbook(path: Path, bridge: Bridge, place: _Place | None) -> Job[Compared]:
    """The job of comparing a workbook with the workshop."""
    workshop = bridge.workshop

    def read(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Compared:
        del progress, cancelled  # the reader is quick, and cannot be cut short
        return read_edited(path, workshop, place=place)

    return read


def _comparing_copy(path: Path, bridge: Bridge, place: _Place | None) -> Job[Compared]:
    """The job of comparing another copy of the workshop with it, or another workshop."""
    del place  # everything in a copy knows where it was said
    ours, words = Chronicle.of(bridge.document), bridge.words

    def read(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Compared:
        del progress, cancelled
        with opened_copy(path) as copy:
            theirs = Chronicle.of(copy)
            if not ours.is_of_the_same(theirs):
                return compared_with_another(path, ours, theirs, words)
            found = compared(path, *met(ours, theirs, path.name), words)
            return replace(found, blobs=pictures_in(copy, found.pictures))

    return read


@dataclass(frozen=True)
class Source:
    """What came back, how it is compared, and what is said of it."""

    called: Called
    comparing: Callable[[Path, Bridge, _Place | None], Job[Compared]]
    undated: str = ""
    """What is said where it does not tell when it left the workshop."""


WORKBOOK = Source(
    Called(
        where=N_("Sheet and row"),
        there=N_("In the workbook"),
        side=N_("Workbook"),
        prefer=N_("Take the workbook’s"),
        remarks=N_("Not taken over"),
        remarked=N_("Not taken"),
    ),
    _comparing_workbook,
    N_("date of export unknown"),
)
COPY = Source(
    Called(
        where=N_("What kind"),
        there=N_("In the copy"),
        side=N_("Copy"),
        prefer=N_("Take the copy’s"),
        remarks=N_("Besides"),
        remarked=N_("Comes along"),
    ),
    _comparing_copy,
)


class ReturnPart(Incoming[Compared]):
    """Compares what came back beside the window, and takes over what is decided."""

    def __init__(self, bridge: Bridge, source: Source) -> None:
        super().__init__(bridge, LineKind)
        self.source = source
        self._place: _Place | None = None
        """Where new rows were said that name no table or round, if a person told."""
        words = bridge.words
        self.model = DifferencesModel(words, source.called)
        self._shown = SearchProxy(self.model)
        self.view = DifferencesView(self._shown, words)
        self._when = label("", "small", wrap=True)
        self.again = button(words("Compare again"), self._on_again)
        self.taking = button("", self._on_take, name="primary")
        self.tables, self.rounds = QComboBox(), QComboBox()
        self.placing = button(words("Use this place"), self._on_place)
        self._placeless = label("", wrap=True)
        self.before, self.after = (label("", wrap=True) for _ in range(2))
        self.keeping = button(words("Keep the workshop’s"), self._on_keep)
        self.preferring = button(words(source.called.prefer), self._on_prefer)
        self._arrange()
        self.kinds.turned.connect(self._on_kind)
        self.view.selectionModel().selectionChanged.connect(self._show_selected)

    def read(self, path: Path) -> None:
        self._place = None
        super().read(path)

    def _job(self, path: Path) -> Job[Compared]:
        return self.source.comparing(path, self._bridge, self._place)

    def _on_read(self, found: Compared) -> None:
        if isinstance(found, EditedWorkbook):
            # Here, for only this thread may use the document.
            found = found.remembering(self._bridge.document.states())
        super()._on_read(found)

    def _show_nothing(self) -> None:
        self.model.show([])

    # --- what is shown ---------------------------------------------------------------------

    def _show(self, found: Compared, *, first: bool) -> None:
        del first  # what was decided may have become another thing: from the beginning
        self.name.setText(found.path.name)
        self._when.setText(self._origin(found))
        self.model.show(lines_of(found))
        self._offer_places(found)
        start = LineKind.OPEN if found.conflicts else LineKind.ALL
        self.kinds.show_value(start)
        self._on_kind(start)
        self.view.setFocus()

    def _origin(self, edited: Compared) -> str:
        """Where what came back is from."""
        words = self._bridge.words
        if isinstance(edited, AddedWorkshop):
            return words(
                "another workshop, “{title}”: what was said there can be added, nothing else",
                title=edited.title,
            )
        if edited.made_at is None:
            return words(self.source.undated)
        made_at = edited.made_at.astimezone()
        date, time = words.date(made_at.date()), words.time(made_at.time())
        return words("exported on {date} at {time}", date=date, time=time)

    def _offer_places(self, edited: Compared) -> None:
        words, workshop = self._bridge.words, self._bridge.workshop
        n = edited.waits_for_place
        self._places.setVisible(bool(n and workshop.tables and workshop.rounds))
        self._placeless.setText(
            words.plural(
                "{n} new row names no table or round. Where was it said?",
                "{n} new rows name no table or round. Where were they said?",
                n,
            )
        )
        for combo, places, told in (
            (self.tables, workshop.tables_in_order, "Table {n}"),
            (self.rounds, workshop.rounds_in_order, "Round {n}"),
        ):
            if not combo.count():
                for place in places:
                    combo.addItem(words(told, n=place.number), place.id)

    def _show_counts(self) -> None:
        words, lines = self._bridge.words, self.model.records
        texts = {
            LineKind.ALL: words("All"),
            LineKind.OPEN: words("To decide"),
            LineKind.NEW: words("New rows"),
            LineKind.REMARKS: words(self.source.called.remarks),
        }
        for which, text in texts.items():
            n = sum(is_of_kind(line, which) for line in lines)
            self.kinds.of[which].setText(f"{text}  {n}")
        n_open = sum(line.is_open for line in lines)
        n = self._n_taken()
        if n_open:
            told = words.plural("{n} to decide first", "{n} to decide first", n_open)
        elif n and isinstance(self.found, AddedWorkshop):
            told = words.plural("Add {n} contribution", "Add {n} contributions", n)
        elif n:
            told = words.plural("Take over {n} change", "Take over {n} changes", n)
        else:
            told = words("Nothing to take over")
        self.taking.setText(told)
        self.taking.setEnabled(bool(n) and not n_open and not self.reading.is_busy)

    def _n_taken(self) -> int:
        n_new = len(self.found.new) + self.found.n_besides if self.found else 0
        taken = (
            line.side is Side.RETURNED and isinstance(line.about, Difference)
            for line in self.model.records
        )
        return n_new + sum(taken)

    def _show_busy(self) -> None:
        super()._show_busy()
        busy = self.reading.is_busy
        for each in (self.again, self.placing, self.keeping, self.preferring):
            each.setEnabled(not busy)
        self._show_counts()

    def _selected(self) -> list[Line]:
        """The lines that are selected and about a difference."""
        rows = self.view.selectionModel().selectedRows()
        lines = map(self._shown.record, rows)
        return [line for line in lines if isinstance(line.about, Difference)]

    def _show_selected(self) -> None:
        chosen = self._selected()
        self._sides.setEnabled(bool(chosen))
        about = chosen[0].about if chosen else None
        before, after = "", ""
        if isinstance(about, Difference):
            words = self._bridge.words
            before, after = (side or words("(nothing)") for side in about.sides(words))
        self.before.setText(before)
        self.after.setText(after)

    def _select_first(self) -> None:
        if self._shown.rowCount():
            self._select(self._shown.index(0, 0))
        self._show_selected()

    def _select(self, at: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(at, flag.ClearAndSelect | flag.Rows)

    # --- what a person does ----------------------------------------------------------------

    def _on_kind(self, which: LineKind) -> None:
        self._shown.filter(lambda line: is_of_kind(line, which))
        self.view.let_sentences_run()
        self.view.scrollToTop()
        self._select_first()

    def _on_again(self) -> None:
        self._place = None
        self._begin()

    def _on_place(self) -> None:
        self._place = (self.tables.currentData(), self.rounds.currentData())
        self._begin()

    def _on_keep(self) -> None:
        self._choose(Side.WORKSHOP)

    def _on_prefer(self) -> None:
        self._choose(Side.RETURNED)

    def _choose(self, side: Side) -> None:
        """Settle what is selected, and go to the next line that is open."""
        self.model.choose(self._selected(), side)
        self._show_counts()
        rows = (self._shown.index(row, 0) for row in range(self._shown.rowCount()))
        following = (at for at in rows if self._shown.record(at).is_open)
        at = next(following, None)
        if at is not None:
            self._select(at)
        self._show_selected()

    def _on_take(self) -> None:
        if self.found is None:
            return
        words, n = self._bridge.words, self._n_taken()
        sides = {
            id(line.about): line.side is Side.RETURNED
            for line in self.model.records
            if isinstance(line.about, Difference)
        }
        command = self.found.command(lambda each: sides[id(each)])
        if isinstance(self.found, AddedWorkshop):
            told = words.plural(
                "{n} contribution was added.", "{n} contributions were added.", n
            )
        else:
            told = words.plural("{n} change was taken over.", "{n} changes were taken over.", n)
        blobs = self.found.blobs if isinstance(self.found, ReturnedCopy) else {}
        if self._bridge.do(command, told=told, blobs=blobs) is not None:
            self.give_up()

    # --- how it looks ----------------------------------------------------------------------

    def _arrange(self) -> None:
        words = self._bridge.words
        buttons = (self.giving_up, self.again, self.taking)
        head = row(self.name, Filling(self._when), *buttons, gap=2 * SPACE)
        chips = row(*self.kinds.buttons(), 1)
        self._places = look("card", QWidget())
        places = row(Filling(self._placeless), self.tables, self.rounds, self.placing)
        self._places.setLayout(places)
        for combo, told in ((self.tables, words("Table")), (self.rounds, words("Round"))):
            call(combo, told)
        self._sides = box(
            row(
                self._side(words("In the workshop"), self.before, self.keeping),
                self._side(words(self.source.called.there), self.after, self.preferring),
                gap=2 * SPACE,
            )
        )
        whole = column(
            head, self._progress, self._places, chips, self.view, self._sides, gap=2 * SPACE
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _side(self, title: str, text: QWidget, choosing: QPushButton) -> QWidget:
        made = card(row(label(title, "soft"), 1, choosing), text)
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addStretch(1)
        return made
