"""What a person may have otherwise: the language, the look, the size of text, what moves.

What is chosen while one works stands where it is wanted: the gong beside the projector, the
paper where one prints.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from worldcafe.ui.arranging import Flow
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.painting.look import SPACE, TEXT_SIZES, grown, look
from worldcafe.ui.parts import Alternatives, box, button, column, label, row
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
        sizes = ((size, words("{n}%", n=size)) for size in TEXT_SIZES)
        kinds = ((False, words("Western")), (True, words("Eastern Arabic")))
        looks = ((False, words("Light")), (True, words("Dark")))
        self.language = Alternatives(TRANSLATED.items(), "chip", self, before.language)
        self.figures = Alternatives(kinds, "chip", self, before.own_figures)
        self.dark = Alternatives(looks, "chip", self, before.dark)
        self.text = Alternatives(sizes, "chip", self, before.text)
        self.still = QCheckBox(words("Nothing moves on the screen"))
        self.still.setChecked(before.still)
        use = button(words("Use these"), self.accept, name="primary", default=True)
        foot = row(1, button(words("Cancel"), self.reject), use)
        whole = column(
            label(words("Preferences"), "title"), _captioned(words("Language"), self.language),
            _captioned(words("Figures in Arabic"), self.figures),
            _captioned(words("Look"), self.dark),
            _captioned(words("Size of text"), self.text), self.still, 1, foot,
            margin=3 * SPACE, gap=2 * SPACE,
        )  # fmt: skip
        Sheet(self, whole, grown(480))

    @property
    def chosen(self) -> Preferences:
        """What is chosen in the dialog."""
        return Preferences(
            language=self.language.value, dark=self.dark.value, text=self.text.value,
            own_figures=self.figures.value, still=self.still.isChecked(),
        )  # fmt: skip


def _captioned(caption: str, choice: Alternatives) -> QVBoxLayout:
    for made in choice.buttons():
        made.setAccessibleDescription(caption)
    return column(label(caption, "eyebrow"), box(Flow(*choice.buttons())), gap=4)
