"""In which language the synthesis is written, and how much it tells of people."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChipField
from worldcafe.ui.parts import label
from worldcafe.ui.privacy import Choices, PrivacyChoices
from worldcafe.wording import TRANSLATED


class ExportOptions(QWidget):
    """Language, names, personal data: one row of choices."""

    changed = Signal()

    def __init__(self, chosen: Bridge | Choices) -> None:
        super().__init__()
        words = chosen.words
        languages = ((code, words.language_name(code)) for code in TRANSLATED)
        self.language = ChipField(languages, one=True, on_one_line=True)
        self.language.setAccessibleName(words("Language of the workbook"))
        self.language.show_value(words.language)
        self.people = PrivacyChoices(chosen)
        self.names = self.people.names
        choices = Flow(gap=12)
        for name, choice in (
            (words("Language of the workbook"), self.language),
            (words("People"), self.people),
        ):
            choices.addWidget(_Named(name, choice))
        self.setLayout(choices)
        self.language.changed.connect(self.changed)


class _Named(QWidget):
    """Choices beside their name; without room for both, below it. It takes a line for itself
    before it parts them: a name never ends a line that its choices no longer fit on.
    """

    GAP = 12
    ABOVE = 6
    """Pixels above a name, so that it stands on the line of the first choices."""

    def __init__(self, name: str, choices: QWidget) -> None:
        super().__init__()
        called = label(name, "soft")
        called.setAlignment(Qt.AlignmentFlag.AlignTop)
        called.setContentsMargins(0, self.ABOVE, 0, 0)
        self._parts = (called, choices)
        self.setLayout(Flow(*self._parts, gap=self.GAP))

    def sizeHint(self) -> QSize:
        beside = sum(part.sizeHint().width() for part in self._parts) + self.GAP
        return QSize(beside, super().sizeHint().height())
