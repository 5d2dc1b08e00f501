"""The second language in which the room is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from worldcafe.domain.model import Round, Theme, Translation
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.aloud import call
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import label, row
from worldcafe.wording import Words


class SecondLanguage(QWidget):
    """Offers the workshop's languages but the first, and those that texts already have.

    Until the person has chosen, it stands at a language that is in use, if there is one.
    """

    chosen = Signal()
    """The person chose a language, or none."""

    def __init__(self, caption: str, words: Words) -> None:
        super().__init__()
        self._words = words
        self._by_hand = False
        self.choice = QComboBox()
        call(self.choice, caption)
        self.setLayout(row(label(caption, "soft"), self.choice, gap=SPACE))
        self.choice.activated.connect(self._on_activated)

    @property
    def code(self) -> str:
        """ISO 639-1 of the language; empty if there is none."""
        return str(self.choice.currentData() or "")

    @property
    def hint(self) -> str:
        """What an empty field for this language says."""
        name = self._words.language_name(self.code)
        return self._words("The same in this language: {language}", language=name)

    def offer(self, workshop: Workshop) -> None:
        """Offer what the workshop has now, and stay at what was chosen."""
        words, before = self._words, self.code
        asked: tuple[Round | Theme, ...] = (
            *workshop.rounds.values(),
            *workshop.themes.values(),
        )
        used = {translation.lang for each in asked for translation in each.translations}
        codes = tuple(dict.fromkeys((*workshop.about.languages[1:], *sorted(used))))
        self.choice.clear()
        self.choice.addItem(words("None"), "")
        for code in codes:
            self.choice.addItem(words.language_name(code), code)
        in_use = next((code for code in codes if code in used), "")
        wanted = before if before or self._by_hand else in_use
        self.choice.setCurrentIndex(max(0, self.choice.findData(wanted)))

    def prepare_field(self, editor: QLineEdit | QPlainTextEdit) -> None:
        """Show a field for a text in this language, or hide it if there is none."""
        editor.setVisible(bool(self.code))
        if self.code:
            editor.setPlaceholderText(self.hint)

    def _on_activated(self, _index: int) -> None:
        self._by_hand = True
        self.chosen.emit()


def translation_of(asked: Round | Theme, lang: str) -> Translation:
    """What a round or a theme says in a language; empty if it says nothing."""
    said = (each for each in asked.translations if each.lang == lang)
    return next(said, Translation(lang=lang))


def with_translation(asked: Round | Theme, said: Translation) -> tuple[Translation, ...]:
    """The translations of a round or a theme once it says this; what is empty is dropped."""
    others = tuple(each for each in asked.translations if each.lang != said.lang)
    return (*others, said) if said.name or said.question else others
