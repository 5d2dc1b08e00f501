"""Keeping what is being typed. None of it is history: undo knows nothing of drafts."""

from typing import ClassVar

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.commands.capture import check_place
from worldcafe.domain.drafts import Typed, draft_of
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Draft
from worldcafe.domain.model.conversation import DraftContent
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop


class SaveDraft(Command):
    """Keep what is being typed, so that no crash can lose it."""

    undoable: ClassVar[bool] = False
    table_id: str
    round_id: str
    content: DraftContent

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        check_place(workshop, self.table_id, self.round_id)
        draft = Draft.of(self.table_id, self.round_id, stamp.writer, self.content, stamp.at)
        known = workshop.drafts.get(draft.id)
        if known and known.content == draft.content:
            return []
        return put(workshop, draft)


class DiscardDraft(Command):
    """Forget what was typed in a conversation and not recorded.

    It is that of whoever asks; another's only where that one is named.
    """

    undoable: ClassVar[bool] = False
    table_id: str
    round_id: str
    writer: str = ""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        writer = self.writer or stamp.writer
        draft = draft_of(workshop, self.table_id, self.round_id, writer)
        return remove([draft] if draft else [])


class TakeOverDraft(Command):
    """Go on with what another writer has typed: from now on it is the draft of who asks.

    Refused where both have typed something in the same place: neither may be lost.
    """

    undoable: ClassVar[bool] = False
    table_id: str
    round_id: str
    writer: str

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        theirs = draft_of(workshop, self.table_id, self.round_id, self.writer)
        if theirs is None or theirs.writer == stamp.writer:
            return []
        own = draft_of(workshop, self.table_id, self.round_id, stamp.writer)
        said = Typed.of(own).beside(Typed.of(theirs))
        if said is None:
            refuse("draft_in_the_way")
        content = said.content if own else theirs.content
        ours = Draft.of(self.table_id, self.round_id, stamp.writer, content, stamp.at)
        return [*remove([theirs]), *put(workshop, ours)]


def keep_typed(table_id: str, round_id: str, said: Typed) -> SaveDraft | DiscardDraft:
    """The command that keeps what is typed; nothing typed takes the draft away."""
    if said.is_empty:
        return DiscardDraft(table_id=table_id, round_id=round_id)
    return SaveDraft(table_id=table_id, round_id=round_id, content=said.content)
