"""In which language the synthesis is written, and how much it tells of people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.ui.arranging import Flow
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChipField
from worldcafe.ui.parts import box, label, row
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
            # Together: a name never ends a line that its choices no longer fit on.
            choices.addWidget(box(row(label(name, "soft"), choice, gap=12)))
        self.setLayout(choices)
        self.language.changed.connect(self.changed)
