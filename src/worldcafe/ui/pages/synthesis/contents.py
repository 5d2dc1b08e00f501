"""What the workbook will hold, and what is missing before it is good."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from worldcafe.domain import harvest
from worldcafe.domain.vocabulary import HandIn, Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import SPACE, colours, pixmap
from worldcafe.ui.parts import box, clear, column, label, row
from worldcafe.wording import Words


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, what it is for, and how many rows it has."""

    name: str
    purpose: str
    n_rows: int | None = None


def sheets(workshop: Workshop, words: Words) -> list[Sheet]:
    """The sheets in their order, named in the language of the workbook."""
    kinds = harvest.count_kinds(workshop.standing)
    others = kinds[Kind.IDEA] + kinds[Kind.QUESTION] + kinds[Kind.CONCERN]
    insights = sum(bool(each.key_insight) for each in workshop.conversations.values())
    n_steps = len(harvest.next_steps(workshop))
    n_merged = sum(map(len, workshop.originals.values()))
    found = (
        (words("Summary"), words("the day in figures, on one page"), None),
        (words("Opportunities"), words("one row each, with every field"),
         kinds[Kind.OPPORTUNITY]),
        (words("Experiences"), words("practices that others can learn from"),
         kinds[Kind.EXPERIENCE]),
        (words("Commitments"), words("what people said they will do"), kinds[Kind.COMMITMENT]),
        (words("Other contributions"), words("ideas, questions, concerns"), others),
        (words("Next steps"), words("who does what, by owner and date"), n_steps),
        (words("Priorities"), words("dots, impact × feasibility, and the picture"), None),
        (words("By theme"), words("how many on each subject"), None),
        (words("By modality"), words("how partners would cooperate"), None),
        (words("Countries"), words("who would cooperate with whom"), None),
        (words("By table and round"), words("where contributions come from"), None),
        (words("Key insights"), words("one line from each conversation"), insights),
        *_if_any(words("Clusters"), words("what belongs together"), len(workshop.clusters)),
        (words("Partners"), words("every body named, and its part"),
         len(harvest.partner_lines(workshop))),
        (words("Participants"), words("who was there, and their routes"),
         len(workshop.participants)),
        *_if_any(words("Merged originals"), words("the first words of what was merged"),
                 n_merged),
        *_if_any(words("Follow-up"), words("what earlier workshops left open"),
                 len(workshop.open_points)),
        *_if_any(words("Pictures"), words("photographs of the tables"),
                 len(workshop.attachments)),
        (words("How to read this"), words("what the sheets hold, and the way back"), None),
        (words("Code lists"), words("the words to choose from"), None),
    )  # fmt: skip
    return [Sheet(*each) for each in found]


def _if_any(name: str, purpose: str, n_rows: int) -> Iterator[tuple[str, str, int]]:
    """A sheet that is there only when it holds something."""
    if n_rows:
        yield name, purpose, n_rows


def gaps(workshop: Workshop, words: Words) -> Iterator[str]:
    """What is missing before the synthesis is good, a sentence each."""
    yield from _gaps_of_conversations(workshop, words)
    yield from _gaps_of_opportunities(workshop, words)
    n = sum(not item.themes for item in workshop.standing)
    if n:
        yield words.plural(
            "{n} contribution has no theme.", "{n} contributions have no theme.", n
        )


def _gaps_of_conversations(workshop: Workshop, words: Words) -> Iterator[str]:
    states = [
        workshop.hand_in(table_id, round_id)
        for table_id in workshop.tables
        for round_id in workshop.rounds
    ]
    handed = (HandIn.HANDED_IN, HandIn.CHECKED)
    silent = sum(
        each.state in handed and not each.key_insight
        for each in workshop.conversations.values()
    )
    n_drafts, n_empty = len(workshop.drafts), states.count(HandIn.EMPTY)
    n_open = states.count(HandIn.DRAFT)
    if n_drafts:
        yield words.plural(
            "{n} conversation holds text that is not recorded yet.",
            "{n} conversations hold text that is not recorded yet.",
            n_drafts,
        )
    if n_empty:
        yield words.plural(
            "{n} conversation of {all} left nothing in writing.",
            "{n} conversations of {all} left nothing in writing.",
            n_empty,
            all=len(states),
        )
    if n_open:
        yield words.plural(
            "{n} conversation is not handed in yet.",
            "{n} conversations are not handed in yet.",
            n_open,
        )
    if silent:
        yield words.plural(
            "{n} conversation was handed in without a key insight.",
            "{n} conversations were handed in without a key insight.",
            silent,
        )


def _gaps_of_opportunities(workshop: Workshop, words: Words) -> Iterator[str]:
    items = harvest.of_kinds(workshop, Kind.OPPORTUNITY)
    steps = [item.next_step for item in items if harvest.has_next_step(item)]
    n_steps = len(items) - len(steps)
    n_owners = sum(not step.owner for step in steps if step)
    n_dates = sum(step.due is None for step in steps if step)
    n_partners = sum(len(item.partners) < 2 for item in items)
    n_modalities = sum(item.modality is None for item in items)
    if n_steps:
        yield words.plural(
            "{n} opportunity has no next step.", "{n} opportunities have no next step.", n_steps
        )
    if n_owners:
        yield words.plural(
            "{n} next step belongs to nobody.", "{n} next steps belong to nobody.", n_owners
        )
    if n_dates:
        yield words.plural(
            "{n} next step has no date.", "{n} next steps have no date.", n_dates
        )
    if n_partners:
        yield words.plural(
            "{n} opportunity names fewer than two partners.",
            "{n} opportunities name fewer than two partners.",
            n_partners,
        )
    if n_modalities:
        yield words.plural(
            "{n} opportunity has no modality.",
            "{n} opportunities have no modality.",
            n_modalities,
        )


class Contents(QWidget):
    """The sheets of the workbook, with their counts."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, SPACE, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(2 * SPACE)
        self._grid.setColumnStretch(1, 1)
        self.shown: list[Sheet] = []

    def show_sheets(self, shown: list[Sheet]) -> None:
        """Show these."""
        if shown == self.shown:
            return
        self.shown = shown
        clear(self._grid)
        for number, sheet in enumerate(shown):
            purpose = label(sheet.purpose, "soft", wrap=True)
            count = label("" if sheet.n_rows is None else str(sheet.n_rows), "strong")
            count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label(sheet.name, "strong"), number, 0)
            self._grid.addWidget(purpose, number, 1)
            self._grid.addWidget(count, number, 2)
        self._grid.setRowStretch(len(shown), 1)


class GapList(QWidget):
    """What is missing, each with an icon; or that nothing is."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, SPACE, 0)
        self._lines.setSpacing(2 * SPACE)
        self.shown: list[str] | None = None

    def show_gaps(self, sentences: list[str]) -> None:
        """Show these."""
        if sentences == self.shown:
            return
        self.shown = sentences
        clear(self._lines)
        for sentence in sentences:
            self._lines.addWidget(self._line("triangle-alert", colours().attention, sentence))
        if not sentences:
            nothing = self._words("Nothing is missing.")
            self._lines.addWidget(self._line("circle-check", colours().good, nothing))
        self._lines.addStretch(1)

    def _line(self, picture: str, colour: str, sentence: str) -> QWidget:
        image = QLabel()
        image.setPixmap(pixmap(picture, colour, 18))
        text = label(sentence, wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        made = row(image, text)
        made.setAlignment(image, Qt.AlignmentFlag.AlignTop)
        return box(column(made))
