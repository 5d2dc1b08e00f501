"""In which language the synthesis is written, and how much it tells of people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.ui.fields.entry import ChipField
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import label, row
from worldcafe.ui.privacy import PrivacyChoices
from worldcafe.wording import TRANSLATED, Words


class ExportOptions(QWidget):
    """Language, names, personal data: one row of choices."""

    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        languages = ((code, words.language_name(code)) for code in TRANSLATED)
        self.language = ChipField(languages, one=True, on_one_line=True)
        self.language.setAccessibleName(words("Language of the workbook"))
        self.language.show_value(words.language)
        self.people = PrivacyChoices(words)
        self.names = self.people.names
        self.setLayout(
            row(
                label(words("Language of the workbook"), "soft"),
                self.language,
                2,
                label(words("People"), "soft"),
                self.people,
                gap=SPACE,
            )
        )
        self.language.changed.connect(self.changed)
