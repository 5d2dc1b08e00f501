"""`Words`: texts, labels, dates and numbers in one language."""

import datetime as dt
import gettext
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from worldcafe.domain.refusal import Refusal
from worldcafe.domain.vocabulary import Code, ThemeCode
from worldcafe.wording.direction import (
    RIGHT_TO_LEFT_MARK,
    has_leftward_letters,
    in_line,
    runs_leftwards,
)
from worldcafe.wording.doubts import COLUMN_NAMES, DOUBTS
from worldcafe.wording.entities import ONE_OF, the_one
from worldcafe.wording.labels import LABELS
from worldcafe.wording.languages import (
    LANGUAGES,
    PSEUDO,
    SOURCE,
    TRANSLATED,
    Language,
    language,
)
from worldcafe.wording.marker import N_, Counted, apart
from worldcafe.wording.pseudo import PseudoCatalogue
from worldcafe.wording.refusals import SENTENCES

_MINUTES = N_("{n}\N{NO-BREAK SPACE}min")
_JOINED = "\N{WORD JOINER}"


class Words:
    """The program's words in one language. Calling it translates a text.

    Placeholders are named and filled after translation: `words("Round {n}", n=2)`.
    """

    def __init__(self, code: str) -> None:
        """`code` is one of `TRANSLATED`; any other falls back to the language of the source."""
        self.tongue = language(code)
        """How the language is written, read and counted in."""
        self._catalogue = _catalogue(self.tongue)

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.tongue.code

    def __call__(self, message: str, **params: Any) -> str:
        if isinstance(message, Counted):
            return self.plural(message.one, message, params[message.by], **params)
        text = self._translated(message)
        return self._filled(text, params) if params else text

    def _translated(self, marked: str) -> str:
        context, message = apart(marked)
        if context:
            return self._catalogue.pgettext(context, message)
        return self._catalogue.gettext(message) if message else ""

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """The text for `n` things; `{n}` is filled in."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": n, **params})

    def _filled(self, text: str, params: Mapping[str, object]) -> str:
        return self._upright(text.format(**params), text)

    def _upright(self, filled: str, own: str) -> str:
        """A text that is read as the language is, if what it says by itself (`own`) is."""
        # A name in Latin letters that begins an Arabic sentence would turn it round.
        if self.tongue.leftwards and not runs_leftwards(filled) and has_leftward_letters(own):
            return RIGHT_TO_LEFT_MARK + filled
        return filled

    def label(self, code: Code | None) -> str:
        """The name of a vocabulary code; empty for None."""
        return self(LABELS[type(code)][code.value]) if code is not None else ""

    def labels(self, codes: Iterable[Code]) -> str:
        """The names of several codes, in a row."""
        return self.row(map(self.label, codes))

    def row(self, texts: Iterable[str]) -> str:
        """Texts in a row, as the language sets them apart; empty ones are left out."""
        return self.tongue.comma.join(filter(None, texts))

    def line(self, texts: Iterable[str]) -> str:
        """Texts that stand in one line with dots between them; empty ones are left out."""
        told = in_line(filter(None, texts), " · ")
        return self._upright(told, told)

    def theme(self, theme: str) -> str:
        """The name of a theme code, or the workshop's own word as it is."""
        try:
            return self.label(ThemeCode(theme))
        except ValueError:
            return theme

    def theme_name(self, name: str, code: str) -> str:
        """A table's theme in this language, where it bears the vocabulary's own name.

        A name that people gave stays as they gave it.
        """
        vocabulary = (words_for(each).theme(code) for each in TRANSLATED)
        return self.theme(code) if code and name in vocabulary else name

    def refusal(self, refusal: Refusal) -> str:
        """The sentence that says why something was refused, and what helps."""
        return self._sentence(SENTENCES[refusal.code], refusal.params)

    def doubt(self, code: str, params: Mapping[str, object]) -> str:
        """The sentence for a doubt about a row of a list, or for what its row was refused."""
        return self._sentence(DOUBTS.get(code) or SENTENCES[code], params)

    def _sentence(self, sentence: str, params: Mapping[str, object]) -> str:
        """The sentence with its gaps filled, fields and things by the names people know."""
        filled = {name: self._named(value) for name, value in params.items()}
        if "kind" in filled:
            kind = str(filled["kind"])
            filled["kind"] = self(ONE_OF.get(kind, kind))
        if "field" in filled:
            field = str(filled["field"])
            filled["field"] = self(COLUMN_NAMES.get(field, field))
        return self(sentence, **filled)

    def _named(self, value: object) -> object:
        found = the_one(value)
        if found is None:
            return value
        text, gaps = found
        return self(text, **gaps)

    @property
    def locale(self) -> str:
        """The name of the locale for dates, as CLDR and Qt call it."""
        return self.tongue.locales[0]

    def language_name(self, code: str) -> str:
        """The name of a language by its ISO 639-1 code, capitalised; else the code itself."""
        if (
            code in LANGUAGES
        ):  # asked for wherever the program starts, and Babel is slow to load
            return self(LANGUAGES[code].english)
        from babel import Locale  # noqa: PLC0415 - slow to load, and ours are always asked for

        name = Locale.parse(self.locale).languages.get(code)
        return name[:1].upper() + name[1:] if name else code

    def languages(self, codes: Iterable[str]) -> str:
        """Language codes as they stand on a table card: `FR · EN`."""
        return " · ".join(code.upper() for code in codes)

    def country(self, code: str) -> str:
        """A country's name by its ISO code, or the text itself."""
        from worldcafe.wording.countries import country_name  # noqa: PLC0415 - Babel is slow

        return country_name(code, self.locale)

    def date(self, date: dt.date | None, style: str = "long") -> str:
        """A date, such as `1er juin 2027`; empty for None. `style`: full, long … short."""
        if date is None:
            return ""
        from babel.dates import format_date  # noqa: PLC0415 - Babel is slow to load

        text = self.with_first_day(str(format_date(date, style, locale=self.locale)), date)
        # Qt ends a line at a slash that a mark of direction stands beside.
        return text.replace("/", f"/{_JOINED}") if self.tongue.leftwards else text

    def with_first_day(self, text: str, date: dt.date) -> str:
        """A date as its locale has it, and the first of a month as the language has that."""
        if date.day == 1 and self.tongue.first_day:
            return re.sub(r"(?<!\d)1(?=\s)", f"1{self.tongue.first_day}", text, count=1)
        return text

    def time(self, time: dt.time) -> str:
        """A time of day on 24 hours: `9:05`, in French `9 h 05`."""
        return f"{time.hour}{self.tongue.hour_mark}{time.minute:02}"

    def number(self, number: float, decimals: int = 0) -> str:
        """A number with so many decimals: `1.5`, in French `1,5`."""
        return f"{number:.{decimals}f}".replace(".", self.tongue.decimal)

    def minutes(self, duration: dt.timedelta) -> str:
        """A duration in minutes: `25 min`."""
        return self(_MINUTES, n=round(duration.total_seconds() / 60))

    @property
    def after_minutes(self) -> str:
        """What stands after a number of minutes that is typed."""
        return self(_MINUTES, n="")


@cache
def words_for(code: str) -> Words:
    """The words of a language, loaded once."""
    return Words(code)


def _catalogue(tongue: Language) -> gettext.NullTranslations:
    if tongue is SOURCE:
        return gettext.NullTranslations()
    if tongue is PSEUDO:
        return PseudoCatalogue()
    compiled = resources.files("worldcafe.resources") / "i18n" / f"{tongue.code}.mo"
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)
