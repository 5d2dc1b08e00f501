"""What other desks and devices have typed in a conversation and not recorded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from worldcafe.domain.commands import DiscardDraft, SaveDraft, TakeOverDraft
from worldcafe.domain.drafts import Typed, drafts_of_others
from worldcafe.domain.model import Draft
from worldcafe.domain.workshop import Place
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.keeping import ORIGIN
from worldcafe.ui.painting.look import look
from worldcafe.ui.parts import button, label, row
from worldcafe.wording.provenance import local_time

_MOST = 60
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
        self._shown: Draft | None = None
        self._discarded: Draft | None = None
        self.text = label("", "soft", wrap=True)
        self.take_over = button(words("Go on with it"), self._on_take_over, name="quiet")
        self.discard = button(words("Discard"), self._on_discard, name="quiet")
        self.bring_back = button(words("Bring back"), self._on_bring_back, name="quiet")
        inner = row(self.text, self.take_over, self.discard, self.bring_back)
        inner.setStretch(0, 1)
        inner.setContentsMargins(16, 2, 8, 2)
        self.setLayout(inner)
        self.hide()

    def show_place(self, place: Place) -> None:
        """Say what waits in this conversation; nothing shows where nothing does."""
        if place != self._place:
            self._place, self._discarded = place, None
        bridge = self._bridge
        waiting = drafts_of_others(bridge.workshop, *place, bridge.document.writer)
        self._shown = next(iter(waiting), None)
        if self._shown is not None:
            self.text.setText(self._sentence(self._shown))
        elif self._discarded is not None:
            self.text.setText(self.words("It is discarded."))
        self.take_over.setVisible(self._shown is not None)
        self.discard.setVisible(self._shown is not None)
        self.bring_back.setVisible(self._discarded is not None)
        self.setVisible(self._shown is not None or self._discarded is not None)

    def _sentence(self, draft: Draft) -> str:
        words, text = self.words, Typed.of(draft).in_short
        time = local_time(words, draft.saved_at)
        short = text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
        if not short:
            return words("Something typed on another computer at {time} waits here.", time=time)
        return words(
            "Something typed on another computer at {time} waits here: “{text}”",
            time=time, text=short,
        )  # fmt: skip

    def _on_take_over(self) -> None:
        if self._shown is not None:
            table_id, round_id = self._place
            self.take_over_asked.emit(
                TakeOverDraft(table_id=table_id, round_id=round_id, writer=self._shown.writer)
            )
            self.show_place(self._place)

    def _on_discard(self) -> None:
        draft = self._shown
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
