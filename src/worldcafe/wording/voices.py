"""The one or two languages in which the projector speaks."""

from collections.abc import Iterable
from dataclasses import dataclass

from worldcafe.domain.model import Round, Theme
from worldcafe.wording.direction import in_line
from worldcafe.wording.languages import TRANSLATED
from worldcafe.wording.words import Words, words_for

BETWEEN = "  ·  "


@dataclass(frozen=True)
class Voices:
    """A first language, and a second one if the room needs it. Calling it translates."""

    first: Words
    second: str = ""
    """ISO 639-1; empty if one language will do."""

    def __call__(self, message: str, **params: object) -> str:
        """A text of the program in each language, side by side."""
        return beside(words(message, **params) for words in self.speakers)

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """The text for `n` things in each language, side by side."""
        return beside(words.plural(one, many, n, **params) for words in self.speakers)

    @property
    def speakers(self) -> tuple[Words, ...]:
        """The words of each language that the program itself speaks."""
        if self.second in TRANSLATED and self.second != self.first.language:
            return (self.first, words_for(self.second))
        return (self.first,)

    @property
    def two(self) -> bool:
        """Whether texts are wanted in two languages."""
        return bool(self.second) and self.second != self.first.language

    def questions(self, asked: Round | Theme) -> tuple[str, ...]:
        """The question of a round or theme in the languages wanted, as far as it has them."""
        translations = {each.lang: each.question for each in asked.translations}
        return self._texts(asked.question, translations)

    def theme_names(self, theme: Theme) -> tuple[str, ...]:
        """The name of a theme in the languages wanted."""
        translations = {each.lang: each.name for each in theme.translations if each.name}
        for words in self.speakers:
            own = words.theme_name(theme.name, theme.code)
            if own != theme.name:
                translations.setdefault(words.language, own)
        return self._texts(theme.name, translations)

    def _texts(self, original: str, translations: dict[str, str]) -> tuple[str, ...]:
        """The text in the first language, else as it was written; then in the second.

        What was written stands in for the second language where the first has its own.
        """
        first = translations.get(self.first.language) or original
        if not self.two:
            return (first,) if first else ()
        second = translations.get(self.second) or original
        return tuple(text for text in dict.fromkeys((first, second)) if text)


def beside(texts: Iterable[str]) -> str:
    """Texts side by side; the same text stands once."""
    return in_line(dict.fromkeys(texts), BETWEEN)
