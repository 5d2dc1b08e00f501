"""What waits in a conversation: typed elsewhere and not recorded, or sent by participants."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from worldcafe.domain.commands import (
    AcceptIdea,
    DeclineIdea,
    DiscardDraft,
    SaveDraft,
    TakeOverDraft,
)
from worldcafe.domain.drafts import Typed, drafts_of_others
from worldcafe.domain.model import Draft, SentIdea
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Place
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.keeping import ORIGIN
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import button, label, row
from worldcafe.wording import N_
from worldcafe.wording.provenance import local_time

DECIDED = "desk.ideas"
"""Where decisions on ideas are made: undone, an idea waits again, and is in no form."""
_MOST = 100
"""Characters of what waits that are shown."""


class Waiting(QFrame):
    """Says that something waits here, one after the other, to be gone on with or discarded."""

    take_over_asked = Signal(object)
    """The person wants to go on with it; the command that takes it over."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = self.words = bridge.words
        look("sunken", self)
        self._place: Place = ("", "")
        self._shown: Draft | SentIdea | None = None
        self._discarded: Draft | None = None
        self.text = label("", "soft", wrap=True)
        self.take_over = button(words("Go on with it"), self._on_take_over, name="quiet")
        self.discard = button(words("Discard"), self._on_discard, name="quiet")
        self.bring_back = button(words("Bring back"), self._on_bring_back, name="quiet")
        inner = row(Filling(self.text), self.take_over, self.discard, self.bring_back)
        inner.setContentsMargins(16, 2, 8, 2)
        self.setLayout(inner)
        self.hide()

    def show_place(self, place: Place) -> None:
        """Say what waits in this conversation; nothing shows where nothing does."""
        if place != self._place:
            self._place, self._discarded = place, None
        bridge = self._bridge
        waiting = drafts_of_others(bridge.workshop, *place, bridge.document.writer)
        found: tuple[Draft | SentIdea, ...] = (*waiting, *self._ideas())
        self._shown = next(iter(found), None)
        if self._shown is not None:
            self.text.setText(self._sentence(self._shown))
            self._name_buttons()
        elif self._discarded is not None:
            self.text.setText(self.words("It is discarded."))
        self.take_over.setVisible(self._shown is not None)
        self.discard.setVisible(self._shown is not None)
        self.bring_back.setVisible(self._discarded is not None)
        self.setVisible(self._shown is not None or self._discarded is not None)

    def _ideas(self) -> tuple[SentIdea, ...]:
        """What participants sent to this conversation, the first one first."""
        table_id, round_id = self._place
        found = self._bridge.workshop.ideas_waiting_at(table_id)
        return tuple(each for each in found if each.round_id == round_id)

    def _name_buttons(self) -> None:
        words, is_idea = self.words, isinstance(self._shown, SentIdea)
        self.take_over.setText(words("Add to our notes") if is_idea else words("Go on with it"))
        self.discard.setText(words("Decline") if is_idea else words("Discard"))

    def _sentence(self, shown: Draft | SentIdea) -> str:
        words = self.words
        if isinstance(shown, SentIdea):
            asks = shown.kind is Kind.QUESTION
            said = N_("A participant asks: “{text}”") if asks else N_("A participant: “{text}”")
            return words(said, text=_shortened(shown.text))
        text, time = Typed.of(shown).in_short, local_time(words, shown.saved_at)
        short = _shortened(text)
        if shown.writer.startswith("phone-"):
            return words("Being typed on a phone since {time}: “{text}”", time=time, text=short)
        if not short:
            return words("Something typed on another computer at {time} waits here.", time=time)
        return words(
            "Something typed on another computer at {time} waits here: “{text}”",
            time=time, text=short,
        )  # fmt: skip

    def _on_take_over(self) -> None:
        if isinstance(self._shown, SentIdea):
            idea = self._shown
            accept = AcceptIdea(idea_id=idea.id, table_id=idea.table_id)
            self._bridge.do(accept, origin=DECIDED, told=self.words("Added to our notes."))
        elif self._shown is not None:
            table_id, round_id = self._place
            self.take_over_asked.emit(
                TakeOverDraft(table_id=table_id, round_id=round_id, writer=self._shown.writer)
            )
        self.show_place(self._place)

    def _on_discard(self) -> None:
        draft = self._shown
        if isinstance(draft, SentIdea):
            decline = DeclineIdea(idea_id=draft.id, table_id=draft.table_id)
            self._bridge.do(decline, origin=DECIDED, told=self.words("Declined."))
            return
        if draft is None:
            return
        discard = DiscardDraft(
            table_id=draft.table_id, round_id=draft.round_id, writer=draft.writer
        )
        if self._bridge.do(discard, origin=ORIGIN) is not None:
            self._discarded = draft
            self.show_place(self._place)

    def _on_bring_back(self) -> None:
        """Let it wait again, as that of who typed it."""
        draft, self._discarded = self._discarded, None
        if draft is not None:
            again = SaveDraft(
                table_id=draft.table_id, round_id=draft.round_id, content=draft.content
            )
            self._bridge.do(again, origin=ORIGIN, writer=draft.writer)
        self.show_place(self._place)


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
