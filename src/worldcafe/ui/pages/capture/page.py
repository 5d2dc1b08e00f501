"""Capture: writing down what is said at a table, in under a minute and without a mouse."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from worldcafe.document import Change, Document
from worldcafe.domain.command import Command
from worldcafe.domain.commands import (
    DescribeConversation,
    EditContribution,
    RecordContribution,
    Together,
    WithdrawContribution,
)
from worldcafe.domain.commands.drafts import keep_typed
from worldcafe.domain.drafts import Typed, draft_of
from worldcafe.domain.model import Contribution, Draft
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.table_languages import languages_said
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Place
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import Stack
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.form import fresh_id
from worldcafe.ui.keeping import ORIGIN, Keeping
from worldcafe.ui.page import Page
from worldcafe.ui.pages.capture.desk import Desk
from worldcafe.ui.pages.capture.place import LastPlace, ask_where_said
from worldcafe.ui.painting.pictures import picture_files
from worldcafe.ui.parts import EmptyState, button, column
from worldcafe.wording.languages import LANGUAGES
from worldcafe.wording.provenance import local_time, provenance

_NO_TEXT = frozenset({"kind", "lang", "themes", "author_id"})
"""Set by the page as well as by the person: these alone are no draft."""

SURROUNDINGS = (
    "cafe_table", "round", "theme", "participant", "seat", "clock", "room_clock",
)  # fmt: skip
"""What is told around a conversation."""


class CapturePage(Page):
    """One form, kept as a draft while it is typed, beside what was recorded already."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._last_place = LastPlace(bridge)
        self._place: Place = ("", "")
        self._fresh_id = fresh_id()
        self._editing = ""
        self._recording = False
        self._thrown_away: Mapping[str, Any] = {}
        self._spoken: dict[str, str] = {}
        """The language that was chosen last at a table, while this page stands."""
        self.keeping = Keeping(self._keep, self)
        self._idle = QTimer(self, interval=0)
        words = self.words
        # All is built where it stands, from the outside in.
        self._stack = Stack()
        self.setLayout(column(self._stack))
        self.desk = desk = Desk(self.bridge, self._stack)
        self.picker, self.form = desk.picker, desk.form
        self.recorded, self.conversation = desk.recorded, desk.conversation
        empty = EmptyState(
            "pen-line",
            words("No tables to write at yet"),
            words("Notes belong to a table and a round. Set up the room and the rounds first."),
            button(
                words("Go to Prepare"), lambda: self.go_to_asked.emit("prepare"), name="primary"
            ),
        )
        self._stack.addWidget(empty)
        self._stack.addWidget(desk)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.picker.picked.connect(self._on_picked)
        self.desk.surroundings.round_asked.connect(self._on_round_asked)
        self.form.edited.connect(self._on_edited)
        self.form.record_asked.connect(self._on_record)
        self.form.last_passed.connect(self.desk.record.setFocus)
        self.recorded.opened.connect(self._on_opened)
        self.conversation.typed.connect(self.keeping.typed)
        self.conversation.finished.connect(self._on_insight)
        self.conversation.hand_in_asked.connect(self._on_hand_in)
        self.conversation.take_back_asked.connect(self._on_take_back)
        self.desk.record.clicked.connect(self._on_record)
        self.desk.cancel.clicked.connect(self._cancel_edit)
        self.desk.discard.clicked.connect(self._on_discard)
        self.desk.bring_back.clicked.connect(self._on_bring_back)
        self.desk.move_away.clicked.connect(self._on_move)
        self.desk.withdraw.clicked.connect(self._on_withdraw)
        self.desk.waiting.take_over_asked.connect(self._on_take_over)
        self._idle.timeout.connect(self._learn_names)
        bind(self, "capture", "leave_form", self._on_escape)
        bind(self, "capture", "paste_picture", self.desk.pictures.paste)
        bind(self, "capture", "place_after", lambda: self.picker.step(1))
        bind(self, "capture", "place_before", lambda: self.picker.step(-1))

    def refresh(self) -> None:
        workshop = self.bridge.workshop
        possible = bool(workshop.tables and workshop.rounds)
        self._stack.setCurrentIndex(int(possible))
        if not possible:
            return
        with QSignalBlocker(self.picker):
            self.picker.refresh()
            if self._place[0] not in workshop.tables or self._place[1] not in workshop.rounds:
                self.picker.go(self._last_place.recall())
        if self.picker.place != self._place:
            self._go(self.picker.place)
        else:
            self._show_place()
            self._take_up_draft()

    def show_change(self, change: Change) -> None:
        if change.origin == ORIGIN:
            return
        if change.touches(*SURROUNDINGS):
            self.refresh()
            return
        draft = self._draft
        if draft is not None and draft.id in change.ids("draft"):
            self._take_up_draft()
        if {edit.kind for edit in change.edits} == {"draft"}:
            self.desk.waiting.show_place(self._place)
            return
        contributions = self.bridge.workshop.contributions
        if self._editing and self._editing not in contributions:
            self._cancel_edit()
        elif self._editing in change.ids("contribution") and not self.form.changes():
            self._show_edit(contributions[self._editing], {})
        self._follow_undo(change)
        self._show_place()

    def place(self) -> dict[str, str]:
        return {"table": self._place[0], "round": self._place[1], "editing": self._editing}

    def go_to(self, place: dict[str, str]) -> None:
        self.refresh_now()
        self.picker.go((place.get("table", ""), place.get("round", "")))
        item = self.bridge.workshop.contributions.get(place.get("editing", ""))
        if item is not None and (item.table_id, item.round_id) == self._place:
            self._on_opened(item.id)

    def leave(self) -> None:
        if self._place[0]:
            self._on_insight()
            self._keep()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._place[0] and picture_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.desk.pictures.take_files(picture_files(event.mimeData()))
        event.acceptProposedAction()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._place[0] and not event.spontaneous():
            self.form.begin()
            self._idle.start()

    def _learn_names(self) -> None:
        """Get ready to complete names, a little at a time."""
        if not self.desk.suggestions.learn_some():
            self._idle.stop()

    # --- where -------------------------------------------------------------------------------

    def _on_picked(self) -> None:
        place = self.picker.place
        if place != self._place and all(place):
            if self._place[0]:
                self.leave()
            self._go(place)

    def _on_round_asked(self, round_id: str) -> None:
        self.picker.go((self._place[0], round_id))

    def _go(self, place: Place) -> None:
        self._place = place
        self._last_place.keep(place)
        self._editing = ""
        self._begin_fresh()
        self._show_place()
        self._take_up_draft()

    def _show_place(self) -> None:
        if not self._place[0]:
            return
        workshop = self.bridge.workshop
        self.desk.surroundings.show_place(self._place)
        self.form.show_place(self._place[0])
        self.recorded.show_contributions(workshop.contributions_of(*self._place))
        self.recorded.select(self._editing)
        self.conversation.show_conversation(self._place, Typed.of(self._draft).insight)
        self.desk.pictures.show_place(self._place)
        self.desk.waiting.show_place(self._place)
        self._show_mode()

    # --- a fresh one -------------------------------------------------------------------------

    def _blank(self) -> dict[str, Any]:
        """What a fresh form says already."""
        workshop = self.bridge.workshop
        table = workshop.tables[self._place[0]]
        theme = workshop.theme_of(table.id)
        return {
            "lang": self._language,
            "themes": [theme.code or theme.name] if theme else [],
            "author_id": workshop.note_taker_of(*self._place),
        }

    @property
    def _language(self) -> str:
        """In which language is written here, unless somebody says otherwise."""
        table = self._place[0]
        said = languages_said(self.bridge.workshop, table)
        likely = (self._spoken.get(table, ""), *said, self.words.language, *LANGUAGES)
        return next(each for each in likely if each in LANGUAGES)

    def _begin_fresh(self) -> None:
        self.keeping.rest()
        self._fresh_id = fresh_id()
        self.form.show_place(self._place[0])
        self.form.show_values(self._blank())
        self._say("")

    def _is_blank(self) -> bool:
        """Whether nothing was typed in a fresh form."""
        return self.form.changes().keys() <= _NO_TEXT

    def _take_up_draft(self) -> None:
        """Restore what was typed here and not recorded, unless something is being typed now."""
        if self._editing or not self._is_blank():
            return
        draft = self._draft
        said = Typed.of(draft)
        time = local_time(self.words, draft.saved_at) if draft else ""
        if said.fresh:
            self._fresh_id = str(said.fresh.get("id") or self._fresh_id)
            self.form.show_typed(said.fresh)
            self._say(self.words("Draft from {time} restored", time=time))
        else:
            ids = (id for id in said.edited if id in self.bridge.workshop.contributions)
            edited = next(ids, None)
            if edited is not None:
                self._on_opened(edited)
                self._say(self.words("Draft from {time} restored", time=time))
        self._show_mode()

    def _on_record(self) -> None:
        if self._editing:
            self._save_edit()
            return
        table_id, round_id = self._place
        contribution = self.form.contribution(
            self._fresh_id, table_id=table_id, round_id=round_id
        )
        if contribution is None:
            return
        title = contribution.title
        short = title if len(title) <= 60 else f"{title[:59]}…"
        said = self.words("“{title}” is recorded.", title=short)
        self._recording = True
        record = RecordContribution(contribution=contribution)
        done = self._do(record, rest=replace(self._typed(), fresh={}), told=said)
        self._recording = False
        if not done:
            return
        self._begin_fresh()
        self._show_mode()
        self.form.begin()

    def _follow_undo(self, change: Change) -> None:
        """Put what was taken back into the form again; take out what came back recorded."""
        edits = [edit for edit in change.edits if edit.kind == "contribution"]
        if self._editing or len(edits) != 1 or change.origin != Document.DESK:
            return
        before, after = edits[0].before, edits[0].after
        if isinstance(before, Contribution) and after is None and self._is_blank():
            if (before.table_id, before.round_id) == self._place:
                self._fresh_id = before.id
                self.form.show_typed(before.model_dump(mode="json"))
                self._keep()
                self.form.begin()
        elif before is None and edits[0].id == self._fresh_id and not self._recording:
            self._begin_fresh()
            self._keep()

    # --- the draft ---------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._thrown_away = {}
        if not self._editing and self.form.chosen_language:
            self._spoken[self._place[0]] = self.form.chosen_language
        self.keeping.typed()
        self._show_mode()

    def _keep(self) -> bool:
        """Keep what is being typed; False if that was refused."""
        self.keeping.rest()
        if self._place[0] not in self.bridge.workshop.tables:
            return True
        said = self._typed()
        if said == Typed.of(self._draft):
            return True
        command = keep_typed(*self._place, said)
        kept = self.bridge.do(command, origin=ORIGIN) is not None
        if kept and (said.fresh or said.edited):
            time = local_time(self.words, self.bridge.now())
            self._say(self.words("Draft kept at {time}", time=time))
        return kept

    @property
    def _draft(self) -> Draft | None:
        return draft_of(self.bridge.workshop, *self._place, self.bridge.document.writer)

    def _typed(self) -> Typed:
        """What is typed here and not recorded, this moment's included."""
        said = replace(Typed.of(self._draft), insight=self.conversation.typed_insight)
        if self._editing:
            changed = self.form.values() if self.form.changes() else {}
            return said.with_edit(self._editing, changed)
        fresh = {} if self._is_blank() else {**self.form.values(), "id": self._fresh_id}
        return replace(said, fresh=fresh)

    def _do(self, *commands: Command, rest: Typed, told: str = "") -> bool:
        """Carry this out and keep what stays typed, all in one step; False if refused."""
        together = Together(commands=(*commands, keep_typed(*self._place, rest)))
        if self.bridge.do(together, told=told) is None:
            return False
        self.keeping.rest()
        return True

    def _on_take_over(self, command: Command) -> None:
        """Go on with what was typed elsewhere."""
        self._keep()
        if self.bridge.do(command) is not None:
            self._show_place()
            self._take_up_draft()
            self.form.begin()

    def _on_discard(self) -> None:
        self._thrown_away = {**self.form.values(), "id": self._fresh_id}
        self._begin_fresh()
        self._keep()
        self._say(self.words("Draft discarded"))
        self._show_mode()
        self.form.begin()

    def _on_bring_back(self) -> None:
        values, self._thrown_away = self._thrown_away, {}
        self._fresh_id = str(values.get("id"))
        self.form.show_typed(values)
        self._keep()
        self._show_mode()
        self.form.begin()

    # --- one that is recorded ----------------------------------------------------------------

    def _on_opened(self, contribution_id: str) -> None:
        if contribution_id == self._editing:
            self.form.begin()
            return
        if self._editing and not self._save_edit():
            self.recorded.select(self._editing)
            return
        self._keep()
        item = self.bridge.workshop.contributions[contribution_id]
        self._editing = contribution_id
        kept = Typed.of(self._draft).edited
        self._show_edit(item, kept.get(contribution_id, {}))
        self.recorded.select(contribution_id)
        self.form.begin()

    def _show_edit(self, item: Contribution, typed_values: Mapping[str, Any]) -> None:
        self.desk.both.bring(self.desk.writing)
        self.form.show_values(item.model_dump(mode="json"))
        if typed_values:
            self.form.show_typed(typed_values)
        self.desk.provenance.setText(provenance(self.bridge.workshop, item, self.words))
        self._say("")
        self._show_mode()

    def _saved_edit(self) -> tuple[Command, ...] | None:
        """What saves what was changed; None if it cannot be saved, which is then said."""
        changes = self.form.changes() if self._editing else {}
        if changes and self.form.has_trouble():
            return None
        edit = EditContribution(contribution_id=self._editing, changes=changes)
        return (edit,) if changes else ()

    def _save_edit(self, *further: Command, told: str = "") -> bool:
        """Save what was changed and do what follows, in one step; False if it is refused."""
        saved = self._saved_edit()
        if saved is None:
            return False
        rest = self._typed().with_edit(self._editing, {})
        told = told or (self.words("The changes are saved.") if saved else "")
        if not self._do(*saved, *further, rest=rest, told=told):
            return False
        self._leave_edit()
        return True

    def _cancel_edit(self) -> None:
        """Leave what is recorded as it is."""
        if self._do(rest=self._typed().with_edit(self._editing, {})):
            self._leave_edit()

    def _leave_edit(self) -> None:
        """Go back to the fresh one, as it was left."""
        self._editing = ""
        self._begin_fresh()
        self.recorded.select("")
        self._take_up_draft()
        self._show_mode()
        self.form.begin()

    def _on_escape(self) -> None:
        if self._editing:
            self._cancel_edit()

    def _on_withdraw(self) -> None:
        withdraw = WithdrawContribution(contribution_id=self._editing)
        rest = self._typed().with_edit(self._editing, {})
        if self._do(withdraw, rest=rest, told=self.words("The contribution is withdrawn.")):
            self._leave_edit()

    def _on_move(self) -> None:
        item = self.bridge.workshop.contributions[self._editing]
        moved = ask_where_said(self.bridge, item, self)
        if moved is not None:
            self._save_edit(moved[0], told=moved[1])

    # --- the conversation --------------------------------------------------------------------

    def _on_insight(self) -> None:
        """Say the key insight, once it is typed."""
        card = self.conversation
        if self._place[0] and card.typed_insight is not None:
            self._do(card.said(self._language), rest=replace(self._typed(), insight=None))

    def _on_hand_in(self) -> None:
        if not self._editing and not self._is_blank():
            self.bridge.say_refused(RuleBroken("form_not_empty"))
            self.form.begin()
            return
        saved = self._saved_edit()
        if saved is None:
            return
        rest = replace(self._typed().with_edit(self._editing, {}), insight=None)
        said = self.words("The notes are handed in.")
        handed_in = self.conversation.said(self._language, HandIn.HANDED_IN)
        if not self._do(*saved, handed_in, rest=rest, told=said):
            return
        # The button is gone, and would leave the keyboard to the rail.
        if self._editing:
            self._leave_edit()
        else:
            self.form.begin()

    def _on_take_back(self) -> None:
        table_id, round_id = self._place
        command = DescribeConversation(table_id=table_id, round_id=round_id, state=HandIn.EMPTY)
        told = self.words("The notes are no longer handed in.")
        if self.bridge.do(command, told=told) is not None:
            self.form.begin()

    # --- how it looks ------------------------------------------------------------------------

    def _say(self, remark: str) -> None:
        self.desk.remark.setText(remark)

    def _show_mode(self) -> None:
        self.desk.show_mode(
            editing=bool(self._editing),
            blank=self._is_blank(),
            thrown_away=bool(self._thrown_away),
        )
