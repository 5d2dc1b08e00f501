"""The parts of the Capture page and where they stand."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from worldcafe.ui.actions import action, hint
from worldcafe.ui.arranging import Filling, Folding
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.form import ContributionForm
from worldcafe.ui.pages.capture.pictures import Pictures
from worldcafe.ui.pages.capture.place import PlacePicker, Surroundings
from worldcafe.ui.pages.capture.side import ConversationCard, RecordedList
from worldcafe.ui.pages.capture.waiting import Waiting
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, card, column, explain, give_icon, label, row, scrolling
from worldcafe.ui.tab_order import tab_after
from worldcafe.wording.suggestions import Suggestions

SIDE, LEAST_FORM = 296, 520
"""Pixels that stand beside the form, and that it wants for itself then."""
AROUND_TITLE = 7 * SPACE
"""Margins and the scroll bar beside its first field."""


class Desk(QWidget):
    """The place above, the form below it, and what was recorded beside it."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        words = self.words = bridge.words
        self.picker = PlacePicker(bridge)
        self.surroundings = Surroundings(bridge)
        self.suggestions = Suggestions(lambda: bridge.workshop, bridge.words)
        self.recorded = RecordedList(words)
        self.conversation = ConversationCard(bridge)
        self.pictures = Pictures(bridge)
        self.waiting = Waiting(bridge)
        self.provenance = label("", "soft", wrap=True)
        self.remark = label("", "small")
        self.discard = _quiet(words("Discard"))
        self.bring_back = _quiet(words("Bring back"))
        self.move_away = _quiet(words("Move…"), "arrow-right")
        self.withdraw = _quiet(words("Withdraw"), "trash-2")
        self.cancel = QPushButton(words("Cancel"), autoDefault=True)
        explain(self.cancel, hint(words, action("leave_form", "capture")))
        self.record = look("primary", QPushButton(words("Record"), autoDefault=True))
        explain(self.record, hint(words, action("main"), text=words("Record")))
        self._editing_strip = look("sunken", QFrame())
        self._count = label("", "heading")
        self._nothing = label(
            words("What you record appears here. Click it to change it."), "soft", wrap=True
        )
        self._lay_out()
        self.form = ContributionForm(bridge, self.suggestions, narrow=False)
        self._put_form()

    def show_mode(self, *, editing: bool, blank: bool, thrown_away: bool) -> None:
        """Show what can be done with what is in the form."""
        words, n = self.words, self.recorded.count()
        self._editing_strip.setVisible(editing)
        self.cancel.setVisible(editing)
        self.discard.setVisible(not editing and not blank)
        self.bring_back.setVisible(not editing and thrown_away)
        self.record.setText(words("Save changes") if editing else words("Record"))
        self._nothing.setVisible(n == 0)
        self.recorded.setVisible(n > 0)
        told = words.plural("{n} contribution here", "{n} contributions here", n)
        self._count.setText(told)
        self.both.tabs.setTabText(1, told)

    def _lay_out(self) -> None:
        self.picker.setMaximumWidth(grown(430))
        top = row(Filling(self.picker, 2), Filling(self.surroundings, 3), gap=3 * SPACE)
        words = self.words
        self.writing = look("card", _Writing())
        self._lay_out_writing()
        self.both = Folding(
            (self.writing, self._side()), (words("Contribution"), ""), words("View"),
            least=grown(LEAST_FORM), side=grown(SIDE),
        )  # fmt: skip
        self.setLayout(
            column(top, Filling(self.both), gap=2 * SPACE, margin=(3 * SPACE, 2 * SPACE))
        )

    def _lay_out_writing(self) -> None:
        strip = row(Filling(self.provenance), self.move_away, self.withdraw)
        strip.setContentsMargins(2 * SPACE, 4, SPACE, 4)
        self._editing_strip.setLayout(strip)
        foot = row(self.remark, self.discard, self.bring_back, 1, self.cancel, self.record)
        self._scroll = scrolling(QWidget())
        self.writing.setLayout(
            column(self.waiting, self._editing_strip, self._scroll, foot, margin=2 * SPACE)
        )

    def _put_form(self) -> None:
        """Have the form where it will be seen, once all around it stands: it has most parts."""
        form, scroll = self.form, self._scroll
        form.setContentsMargins(0, 0, SPACE, 0)
        form.reached.connect(lambda widget: scroll.ensureWidgetVisible(widget, 0, 48))
        scroll.hold(form)
        tab_after(scroll, form)
        self.writing.title = form.fields["title"]

    def _side(self) -> QWidget:
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        recorded = look("card", QFrame())
        recorded.setLayout(
            column(self._count, Filling(self._nothing), Filling(self.recorded), margin=12)
        )
        pictures = card(self.pictures, padding=12)
        return box(column(Filling(recorded), pictures, self.conversation, gap=12))


class _Writing(QFrame):
    """The card of the form; it asks for the width that the word of help in its title takes."""

    title: QWidget | None = None

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self.title is None:
            return least
        return least.expandedTo(QSize(self.title.sizeHint().width() + AROUND_TITLE, 0))


def _quiet(text: str, picture: str = "") -> QPushButton:
    made = look("quiet", QPushButton(text, autoDefault=True))
    if picture:
        give_icon(made, picture)
    return made
