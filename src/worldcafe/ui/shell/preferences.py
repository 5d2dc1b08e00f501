"""What a person may have otherwise: the language, the look, the size of text, what moves.

What is chosen while one works stands where it is wanted: the gong beside the projector, the
paper where one prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QWidget

from worldcafe.ui.arranging import Flow, Sheet
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, TEXT_SIZES, grown, look
from worldcafe.ui.parts import box, button, column, label, row
from worldcafe.ui.settings import Settings
from worldcafe.wording import TRANSLATED, Words


@dataclass(frozen=True)
class Preferences:
    """What a person prefers."""

    language: str
    dark: bool
    text: int
    """Hundredths of the usual size."""
    own_figures: bool
    """A language with figures of its own is written in them."""
    still: bool
    """Nothing moves that need not."""

    @classmethod
    def of(cls, settings: Settings) -> "Preferences":
        """What was preferred so far."""
        return cls(
            settings.language, settings.dark, settings.text, settings.own_figures,
            settings.still,
        )  # fmt: skip

    def keep(self, settings: Settings) -> None:
        """Prefer it from now on."""
        settings.language, settings.dark = self.language, self.dark
        settings.text, settings.still = self.text, self.still
        if self.own_figures != settings.own_figures:  # else they stay the computer's
            settings.own_figures = self.own_figures


class PreferencesDialog(Dialog):
    """Asks for all of them at once, since the window is built anew for most."""

    HELP = "program"

    def __init__(self, settings: Settings, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        look("paper", self)
        self.setWindowTitle(words("Preferences"))
        before = Preferences.of(settings)
        self.language = _Choice(words("Language"), TRANSLATED.items(), before.language)
        self.dark = _Choice(
            words("Look"), ((False, words("Light")), (True, words("Dark"))), before.dark
        )
        sizes = ((size, words("{n} %", n=size)) for size in TEXT_SIZES)
        self.text = _Choice(words("Size of text"), sizes, before.text)
        kinds = ((False, words("Western")), (True, words("Eastern Arabic")))
        self.figures = _Choice(words("Figures in Arabic"), kinds, before.own_figures)
        self.still = QCheckBox(words("Nothing moves on the screen"))
        self.still.setChecked(before.still)
        use = button(words("Use these"), self.accept, name="primary")
        use.setDefault(True)
        foot = row(1, button(words("Cancel"), self.reject), use)
        parts: list[QWidget] = [self.language, self.figures, self.dark, self.text, self.still]
        title = label(words("Preferences"), "title")
        Sheet(self, column(title, *parts, 1, foot, margin=3 * SPACE, gap=2 * SPACE), grown(480))

    @property
    def chosen(self) -> Preferences:
        """What is chosen in the dialog."""
        return Preferences(
            language=str(self.language.value), dark=bool(self.dark.value),
            text=int(str(self.text.value)), own_figures=bool(self.figures.value),
            still=self.still.isChecked(),
        )  # fmt: skip


class _Choice(QWidget):
    """A caption, and beneath it one button for each value, exactly one of them pressed."""

    def __init__(
        self, caption: str, offered: Iterable[tuple[object, str]], chosen: object
    ) -> None:
        super().__init__()
        self._values: dict[QPushButton, object] = {}
        self._group = QButtonGroup(self)
        line = Flow()
        for value, text in offered:
            made: QPushButton = button(text, lambda: None, name="chip")
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setChecked(value == chosen)
            made.setAccessibleDescription(caption)
            self._group.addButton(made)
            self._values[made] = value
            line.addWidget(made)
        self.setLayout(column(label(caption, "eyebrow"), box(line), gap=4))

    @property
    def value(self) -> object:
        """The value whose button is pressed."""
        return next(value for made, value in self._values.items() if made.isChecked())

    def choose(self, value: object) -> None:
        """Press the button of this value."""
        next(made for made, each in self._values.items() if each == value).setChecked(True)
