"""What was asked for certain people: the list, and how to ask for more."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from worldcafe.domain.model import SeatWish
from worldcafe.domain.vocabulary import Strength, WishType
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.pages.rotation.rules import Segments
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import Note, button, clear, column, icon_button, label, row
from worldcafe.wording import Words
from worldcafe.wording.listing import listing


class WishesPanel(QWidget):
    """Every wish in a sentence, with how much it binds."""

    add_asked = Signal()
    changed = Signal(object)
    """The new state of a `SeatWish`."""
    removed = Signal(str)
    people_chosen = Signal(object)
    """The people one wish is about."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._told: tuple[object, ...] = ()
        self._empty = label(
            words(
                "Nothing is asked for certain people yet. Choose people in the room with Ctrl"
                " and the mouse, or add a wish here."
            ),
            "soft",
            wrap=True,
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.adding = button(words("Add a wish…"), self.add_asked.emit, picture="plus")
        self.setLayout(column(self._empty, self._list, self.adding, 1, gap=12))

    def show_wishes(self, workshop: Workshop, unmet: Mapping[str, str]) -> None:
        """Show the workshop's wishes; `unmet` says by its id what is wrong with one."""
        wishes = list(workshop.seat_wishes.values())
        told = tuple((wish_text(workshop, each, self._words), each) for each in wishes)
        present = (told, tuple(sorted(unmet.items())))
        if present == self._told:
            return
        self._told = present
        clear(self._list)
        for text, wish in told:
            self._list.addWidget(self._line(wish, text, unmet.get(wish.id, "")))
        self._empty.setVisible(not wishes)

    def _line(self, wish: SeatWish, text: str, unmet: str) -> QFrame:
        words = self._words
        made = look("sunken", QFrame())
        sentence = label(text, wrap=True)
        show = icon_button(
            "search", words("Show them"), partial(self.people_chosen.emit, wish.participant_ids)
        )
        away = icon_button(
            "x", words("Take this wish away"), lambda: self.removed.emit(wish.id)
        )
        top = row(sentence, show, away, gap=2)
        top.setStretch(0, 1)
        for each in (show, away):
            top.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        strength = Segments(text, [(words.label(s), s) for s in (Strength.WISH, Strength.HARD)])
        strength.show_value(wish.strength)
        strength.chosen.connect(lambda each: self.changed.emit(wish.but(strength=each)))
        inner = column(top, strength, margin=12)
        if unmet:
            weight = "problem" if wish.strength is Strength.HARD else "attention"
            inner.insertWidget(1, Note(weight, unmet))
        made.setLayout(inner)
        return made


def wish_text(workshop: Workshop, wish: SeatWish, words: Words) -> str:
    """A wish as a sentence."""
    names = [
        workshop.participants[person_id].name
        for person_id in wish.participant_ids
        if person_id in workshop.participants
    ]
    who = listing(names, words)
    round_ = workshop.rounds.get(wish.round_id or "")
    number = round_.number if round_ else 0
    if wish.type is WishType.TOGETHER:
        if round_:
            return words("{people} sit together in round {number}.", people=who, number=number)
        return words("{people} sit together in every round.", people=who)
    if wish.type is WishType.APART:
        if round_:
            return words(
                "{people} do not sit together in round {number}.", people=who, number=number
            )
        return words("{people} never sit together.", people=who)
    if wish.type is WishType.AT_TABLE:
        return _at_table(workshop, wish, who, number, words)
    return _at_theme(workshop, wish, who, number, words)


def _at_table(workshop: Workshop, wish: SeatWish, who: str, number: int, words: Words) -> str:
    table = workshop.tables.get(wish.table_id or "")
    said = {"people": who, "table": table.number if table else "?"}
    n = len(wish.participant_ids)
    if number:
        return words.plural(
            "{people} sits at table {table} in round {number}.",
            "{people} sit at table {table} in round {number}.",
            n, **said, number=number,
        )  # fmt: skip
    return words.plural(
        "{people} sits at table {table} in some round.",
        "{people} sit at table {table} in some round.",
        n, **said,
    )  # fmt: skip


def _at_theme(workshop: Workshop, wish: SeatWish, who: str, number: int, words: Words) -> str:
    theme = workshop.themes.get(wish.theme_id or "")
    said = {"people": who, "theme": theme.name if theme else "?"}
    n = len(wish.participant_ids)
    if number:
        return words.plural(
            "{people} meets the theme “{theme}” in round {number}.",
            "{people} meet the theme “{theme}” in round {number}.",
            n, **said, number=number,
        )  # fmt: skip
    return words.plural(
        "{people} meets the theme “{theme}” in some round.",
        "{people} meet the theme “{theme}” in some round.",
        n, **said,
    )  # fmt: skip
