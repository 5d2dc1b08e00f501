"""One contribution with all its fields, readable and editable."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from worldcafe.domain.command import Command
from worldcafe.domain.commands import (
    EditContribution,
    MoveContribution,
    RestoreContribution,
    SplitContribution,
    Together,
    WithdrawContribution,
)
from worldcafe.domain.commands.drafts import keep_typed
from worldcafe.domain.drafts import Typed, draft_of
from worldcafe.domain.model import Contribution
from worldcafe.ui.actions import bind
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.form import ContributionForm
from worldcafe.ui.keeping import ORIGIN, Keeping
from worldcafe.ui.pages.capture.place import MoveDialog
from worldcafe.ui.pages.harvest.beneath import Beneath
from worldcafe.ui.pages.harvest.checklist import Checklist
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import Note, box, button, column, icon_button, label, row, scrolling
from worldcafe.wording.provenance import provenance
from worldcafe.wording.suggestions import Suggestions


class Detail(QFrame):
    """The contribution that is selected. What is typed is kept as a draft until it is saved."""

    closed = Signal()
    open_asked = Signal(str)
    """The person wants to see another contribution, by its id, in full."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = self.words = bridge.words
        look("card", self)
        self._item: Contribution | None = None
        self.form = ContributionForm(
            bridge, Suggestions(lambda: bridge.workshop, bridge.words), narrow=True
        )
        self.provenance = label("", "soft", wrap=True)
        self.beneath = Beneath(bridge, self._on_split)
        self.checklist = Checklist(bridge)
        self._gone = Note("attention", words("This contribution is withdrawn."))
        self._remark = label(words("Unsaved changes are restored."), "small", wrap=True)
        self.move_away = button(words("Move…"), self._on_move, name="quiet")
        self.withdraw = button(words("Withdraw"), self._on_withdraw, name="quiet")
        self.restore = button(words("Restore"), self._on_restore)
        self.revert = icon_button("undo-2", words("Revert"), self._on_revert)
        self.save = button(words("Save"), self._on_save, name="primary")
        self.keeping = Keeping(self.keep, self)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.record_asked.connect(self._on_save)
        self.form.last_passed.connect(self.save.setFocus)
        self.form.reached.connect(self._on_reached)
        self.form.language.agreed.connect(lambda _language: self.commit())
        self.beneath.open_asked.connect(self.open_asked)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        bind(self, "harvest", "revert", self._on_revert, here)

    @property
    def item_id(self) -> str:
        """The contribution that is shown; empty for none."""
        return self._item.id if self._item else ""

    def show_item(self, item: Contribution) -> None:
        """Show a contribution, with what was typed of it before and not saved."""
        again = self._item is not None and self._item.id == item.id
        if again and self.form.changes():
            # Somebody is typing: only where it comes from is brought up to date.
            self._item = item
            self._show_state()
            return
        self._item = item
        self.form.show_place(item.table_id)
        self.form.show_values(item.model_dump(mode="json"))
        kept = self._kept(item).edited.get(item.id)
        if kept:
            self.form.show_typed(kept)
        self._remark.setVisible(bool(kept))
        if not again:
            self._scroll.verticalScrollBar().setValue(0)
        self._show_state()

    def commit(self, *further: Command, told: str = "") -> bool:
        """Save what was changed and do what follows it, in one step.

        False if that is refused; what was typed then stays typed.
        """
        item, changes = self._item, self.form.changes()
        if item is None or not (changes or further):
            return True
        if changes and self.form.has_trouble():
            return False
        saved = (EditContribution(contribution_id=item.id, changes=changes),) if changes else ()
        rest = keep_typed(item.table_id, item.round_id, self._kept(item).with_edit(item.id, {}))
        together = Together(commands=(*saved, *further, rest))
        if self._bridge.do(together, told=told or self.words("The changes are saved.")) is None:
            return False
        self.keeping.rest()
        self.form.show_values(
            self._bridge.workshop.contributions[item.id].model_dump(mode="json")
        )
        self._remark.hide()
        self._show_state()
        return True

    def keep(self) -> None:
        """Keep what is typed and not saved, so that no crash can lose it."""
        self.keeping.rest()
        item = self._item
        if item is None or item.id not in self._bridge.workshop.contributions:
            return
        before = self._kept(item)
        said = before.with_edit(item.id, self.form.values() if self.form.changes() else {})
        if said != before:
            self._bridge.do(keep_typed(item.table_id, item.round_id, said), origin=ORIGIN)

    def forget(self) -> None:
        """Show nothing: the contribution is gone."""
        self._item = None
        self.form.show_values({})

    def _kept(self, item: Contribution) -> Typed:
        """What is typed in its conversation and not recorded."""
        bridge = self._bridge
        writer = bridge.document.writer
        return Typed.of(draft_of(bridge.workshop, item.table_id, item.round_id, writer))

    def _show_state(self) -> None:
        item = self._item
        if item is None:
            return
        self.provenance.setText(provenance(self._bridge.workshop, item, self._bridge.words))
        self.beneath.show_item(item)
        self.checklist.show_item(item)
        changed = bool(self.form.changes())
        self._gone.setVisible(item.withdrawn_at is not None)
        self.restore.setVisible(item.withdrawn_at is not None)
        self.withdraw.setVisible(item.withdrawn_at is None)
        self.revert.setVisible(changed)
        self.save.setEnabled(changed)

    def _on_reached(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 48)

    def _on_edited(self) -> None:
        self.keeping.typed()
        self._show_state()

    def _on_save(self) -> None:
        self.commit()

    def _on_revert(self) -> None:
        if self._item is not None:
            self.form.show_values(self._item.model_dump(mode="json"))
            self.keep()
            self._remark.hide()
            self._show_state()

    def _on_move(self) -> None:
        item = self._item
        if item is None:
            return
        dialog = MoveDialog(self._bridge, (item.table_id, item.round_id), self)
        if not dialog.exec() or dialog.place == (item.table_id, item.round_id):
            return
        table_id, round_id = dialog.place
        workshop = self._bridge.workshop
        said = self.words(
            "Moved to table {table}, round {round}.",
            table=workshop.tables[table_id].number,
            round=workshop.rounds[round_id].number,
        )
        move = MoveContribution(contribution_id=item.id, table_id=table_id, round_id=round_id)
        self.commit(move, told=said)

    def _on_withdraw(self) -> None:
        said = self.words("The contribution is withdrawn.")
        self.commit(WithdrawContribution(contribution_id=self.item_id), told=said)

    def _on_split(self) -> None:
        said = self.words("The merge is taken apart; its originals stand again.")
        self.commit(SplitContribution(contribution_id=self.item_id), told=said)

    def _on_restore(self) -> None:
        command = RestoreContribution(contribution_id=self.item_id)
        self._bridge.do(command, told=self.words("The contribution is back."))

    def _lay_out(self) -> None:
        close = icon_button("x", self.words("Close"), self.closed.emit)
        top = row(self.provenance, close)
        top.setStretch(0, 1)
        top.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        inner = box(column(self.beneath, self.checklist, self.form, gap=12))
        inner.layout().setContentsMargins(0, 0, SPACE, 0)  # type: ignore[union-attr]
        self._scroll = scrolling(inner)
        foot = row(self.move_away, self.withdraw, self.restore, 1, self.revert, self.save)
        self.setLayout(column(top, self._gone, self._scroll, self._remark, foot, margin=12))

    def stops(self) -> list[QWidget]:
        """The fields, for the keyboard."""
        return self.form.stops()
