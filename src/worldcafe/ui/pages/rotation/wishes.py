"""What was asked for certain people: the list, and how to ask for more."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from worldcafe.domain.model import SeatWish
from worldcafe.domain.vocabulary import Strength
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.arranging import Filling
from worldcafe.ui.pages.rotation.rules import Segments
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import Note, button, clear, column, icon_button, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording import Words
from worldcafe.wording.wishes import wish_sentence


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
        told = tuple((wish_sentence(workshop, each, self._words), each) for each in wishes)
        present = (told, tuple(sorted(unmet.items())))
        if present == self._told:
            return
        self._told = present
        clear(self._list)
        lines = [self._line(wish, text, unmet.get(wish.id, "")) for text, wish in told]
        for line in lines:
            self._list.addWidget(line)
        tab_after(self, *lines)
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
        top = row(Filling(sentence), show, away, gap=2)
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
