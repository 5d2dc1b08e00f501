"""In which language the synthesis is written, and how much it tells of people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain.disclosure import Disclosure, Names
from worldcafe.ui.entry import ChipField, TickField
from worldcafe.ui.look import SPACE
from worldcafe.ui.parts import label, row
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
        names = (
            (Names.FULL, words("Full names")),
            (Names.INITIALS, words("Initials")),
            (Names.NONE, words("No names")),
        )
        self.names = ChipField(names, one=True, on_one_line=True)
        self.names.setAccessibleName(words("How people are named"))
        self.names.show_value(Names.FULL)
        self.personal = TickField(words("Contacts and positions"))
        self.personal.show_value(value=True)
        self.setLayout(
            row(
                label(words("Language of the workbook"), "soft"),
                self.language,
                2,
                label(words("People"), "soft"),
                self.names,
                self.personal,
                gap=SPACE,
            )
        )
        self.language.changed.connect(self.changed)

    def disclosure(self) -> Disclosure:
        """How people are shown, as chosen."""
        return Disclosure(
            names=Names(self.names.value() or Names.FULL),
            personal_data=bool(self.personal.value()),
        )
