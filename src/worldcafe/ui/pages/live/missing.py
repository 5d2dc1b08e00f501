"""What is missing, a line each, with the places where it can be made good."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from worldcafe.domain.nudges import Nudge
from worldcafe.domain.workshop import Place, Workshop
from worldcafe.ui.arranging import Filling, Flow
from worldcafe.ui.painting.look import colours, look, pixmap
from worldcafe.ui.parts import Note, box, button, clear, entitle, label, row
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording import Words
from worldcafe.wording.nudges import nudge_sentence

MOST_PLACES = 6


class NudgeList(QFrame):
    """Sentences with their tables; a click on a table leads to its form."""

    place_asked = Signal(str, str)
    """The table and the round to write for."""
    page_asked = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: tuple[object, ...] = ()
        self.sentences: tuple[str, ...] = ()
        self.good = ""
        self._pressed: list[QWidget] = []
        """Its buttons, in the order in which they stand."""
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.setLayout(self._lines)

    def show_nudges(
        self, workshop: Workshop, nudges: tuple[Nudge, ...], good: str, *, framed: bool = True
    ) -> None:
        """Show these, or the good news if there are none. Without either nothing is shown."""
        numbers = tuple(workshop.tables[t].number for n in nudges for t, _ in n.places)
        sentences = tuple(nudge_sentence(each, workshop, self._words) for each in nudges)
        shown = (nudges, sentences, good, numbers)
        self.setVisible(bool(nudges or good))
        if shown == self._shown:
            return
        self._shown, self.sentences, self.good = shown, sentences, "" if nudges else good
        clear(self._lines)
        self._pressed.clear()
        look("note-attention" if nudges and framed else "plain", self)
        self.style().unpolish(self)  # also while its tab is not in view
        self.style().polish(self)
        side = 12 if nudges and framed else 0
        self._lines.setContentsMargins(side, side // 3, side, side // 3)
        for nudge, sentence in zip(nudges, sentences, strict=True):
            self._lines.addLayout(self._line(workshop, nudge, sentence))
        if not nudges and good:
            self._lines.addWidget(Note("good", good))
        tab_after(self, *self._pressed)

    @property
    def text(self) -> str:
        """Everything it says."""
        return " ".join(self.sentences) or self.good

    def _line(self, workshop: Workshop, nudge: Nudge, sentence: str) -> QHBoxLayout:
        image = QLabel()
        image.setPixmap(pixmap("triangle-alert", colours().attention, 16))
        line = Flow(Filling(label(sentence, wrap=True)))
        if len({round_id for _, round_id in nudge.places}) > 1:
            first = nudge.places[0]
            text = self._words("Go to the first")
            self._put(line, text, lambda: self.place_asked.emit(*first))
        else:
            for place in nudge.places[:MOST_PLACES]:
                self._put_place(line, workshop, place)
        stage = nudge.stage
        if stage is not None:
            text = self._words("Show them")
            self._put(line, text, lambda: self.page_asked.emit(stage))
        return row(image, Filling(box(line)))

    def _put_place(self, line: Flow, workshop: Workshop, place: Place) -> None:
        table_id, round_id = place
        number, round_ = workshop.tables[table_id].number, workshop.rounds[round_id].number
        hint = self._words("Write for table {table}, round {round}", table=number, round=round_)
        made = self._put(line, str(number), lambda: self.place_asked.emit(table_id, round_id))
        entitle(made, hint)

    def _put(self, line: Flow, text: str, on_click: Callable[[], object]) -> QPushButton:
        made = button(text, on_click, name="chip")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.addWidget(made)
        self._pressed.append(made)
        return made
