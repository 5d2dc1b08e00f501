"""One contribution with all its fields, readable and editable."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from worldcafe.domain.checklist import gaps
from worldcafe.domain.command import Command
from worldcafe.domain.commands import (
    EditContribution,
    RestoreContribution,
    SplitContribution,
    Together,
    WithdrawContribution,
)
from worldcafe.domain.commands.drafts import keep_typed
from worldcafe.domain.drafts import Typed, draft_of
from worldcafe.domain.harvest import references
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind, Review
from worldcafe.ui.actions import bind
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChipField, choices_of
from worldcafe.ui.fields.form import ContributionForm
from worldcafe.ui.keeping import ORIGIN, Keeping
from worldcafe.ui.pages.capture.place import ask_where_said
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import (
    Note,
    box,
    button,
    clear,
    column,
    icon_button,
    label,
    row,
    scrolling,
)
from worldcafe.wording.harvest import lacking
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
        moved = ask_where_said(self._bridge, self._item, self) if self._item else None
        if moved is not None:
            self.commit(moved[0], told=moved[1])

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
        top = row(Filling(self.provenance), close)
        top.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        inner = box(column(self.beneath, self.checklist, self.form, gap=12))
        inner.layout().setContentsMargins(0, 0, SPACE, 0)  # type: ignore[union-attr]
        self._scroll = scrolling(inner)
        foot = row(self.move_away, self.withdraw, self.restore, 1, self.revert, self.save)
        self.setLayout(column(top, self._gone, self._scroll, self._remark, foot, margin=12))

    def stops(self) -> list[QWidget]:
        """The fields, for the keyboard."""
        return self.form.stops()


class Beneath(QFrame):
    """The originals of a merge with the button that takes it apart, or what says this one."""

    open_asked = Signal(str)

    def __init__(self, bridge: Bridge, split: Callable[[], object]) -> None:
        super().__init__()
        look("sunken", self)
        self._bridge = bridge
        words = self.words = bridge.words
        self.heading = label("", "strong", wrap=True)
        self.split = button(words("Split again"), split, picture="split")
        self.heir = button(words("Show it"), self._on_heir, picture="merge")
        self._heir_id = ""
        self._shown: tuple[Contribution, ...] = ()
        self._originals = column(gap=12)
        top = row(Filling(self.heading), self.split, self.heir)
        top.setAlignment(self.heading, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(top, self._originals, margin=12, gap=12))

    def show_item(self, item: Contribution) -> None:
        """Show what this one was merged from, or what it was merged into."""
        workshop, words = self._bridge.workshop, self.words
        originals = workshop.originals.get(item.id, ())
        self._heir_id = item.merged_into_id or ""
        self.setVisible(bool(originals or self._heir_id))
        self.split.setVisible(bool(originals))
        self.heir.setVisible(bool(self._heir_id))
        if self._heir_id:
            heir = references(workshop).get(self._heir_id, "")
            self.heading.setText(words("It is said by {reference} now.", reference=heir))
        else:
            n = len(originals)
            self.heading.setText(words.plural("Merged from {n}", "Merged from {n}", n))
        if originals != self._shown:
            self._shown = originals
            clear(self._originals)
            for each in originals:
                self._originals.addWidget(self._original(each))

    def _original(self, item: Contribution) -> QWidget:
        words = self.words
        language = words.language_name(item.lang) if item.lang else ""
        where = words.line((provenance(self._bridge.workshop, item, words), language))
        opening = icon_button(
            "external-link", words("Show in the list"), lambda: self.open_asked.emit(item.id)
        )
        top = row(Filling(label(where, "small", wrap=True)), opening)
        made = look("card", QFrame())
        texts = [label(item.title, "strong", wrap=True)]
        if item.description:
            texts.append(label(item.description, wrap=True))
        for each in texts:
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setLayout(column(top, *texts, margin=SPACE, gap=4))
        return made

    def _on_heir(self) -> None:
        self.open_asked.emit(self._heir_id)

    def texts(self) -> list[str]:
        """What the originals say, as it is shown."""
        return [each.text() for each in self.findChildren(QLabel) if each.isVisibleTo(self)]


class Checklist(QWidget):
    """The states of a review as chips, saved at once, and the gaps in a sentence."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = self.words = bridge.words
        self._item: Contribution | None = None
        self.review = ChipField(choices_of(words, Review), one=True)
        self.review.setAccessibleName(words("Review"))
        self.lacks = Note("attention", "")
        self.complete = label(words("It lacks nothing."), "good")
        self.review.changed.connect(self._on_review)
        caption = label(words("Review"), "eyebrow")
        self.setLayout(column(caption, self.review, self.lacks, self.complete, gap=4))

    def show_item(self, item: Contribution) -> None:
        """Show how far this one has come."""
        self._item = None
        self.review.show_value(item.review.value)
        self._item = item
        missing = gaps(item)
        self.lacks.setVisible(bool(missing))
        self.lacks.say(
            self.words("It lacks: {what}.", what=lacking(missing, self.words))
            if missing
            else ""
        )
        asked = item.kind in (Kind.OPPORTUNITY, Kind.COMMITMENT)
        self.complete.setVisible(asked and not missing)

    def _on_review(self) -> None:
        item, said = self._item, self.review.value()
        if item is not None and said and said != item.review.value:
            command = EditContribution(contribution_id=item.id, changes={"review": said})
            self._bridge.do(command)
