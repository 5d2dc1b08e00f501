"""How far a contribution has come with the organiser, and what it still lacks."""

from PySide6.QtWidgets import QWidget

from worldcafe.domain.checklist import gaps
from worldcafe.domain.commands import EditContribution
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind, Review
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.entry import ChipField, choices_of
from worldcafe.ui.parts import Note, column, label
from worldcafe.wording.harvest import lacking


class Checklist(QWidget):
    """The states of a review as chips, saved at once, and the gaps in a sentence."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = self.words = bridge.words
        self._item: Contribution | None = None
        self.review = ChipField(choices_of(words, Review), one=True, on_one_line=True)
        self.review.setAccessibleName(words("Review"))
        self.lacks = Note("attention", "")
        self.complete = label(words("It lacks nothing."), "good")
        self.review.changed.connect(self._on_review)
        caption = label(words("Review"), "eyebrow")
        self.review.layout().addStretch()  # type: ignore[union-attr]
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
