"""The languages of the program. Each is said here, and nowhere else.

A new language is an entry in `LANGUAGES`; with a catalogue beside the others in
`resources/i18n` the program speaks it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from worldcafe.wording.marker import N_


@dataclass(frozen=True)
class Language:
    """What differs from language to language, and is no text."""

    code: str
    """ISO 639-1."""
    own_name: str
    english: str
    """Its name, translated where it is shown."""
    locales: tuple[str, ...]
    """Of CLDR: the first for dates and plurals, all of them for names that people write."""
    leftwards: bool = False
    """Whether it is read from right to left."""
    qt: str = ""
    """The catalogue of Qt's own texts; empty where they are right as they stand."""
    hour_mark: str = ":"
    """Between the hours and the minutes of a time."""
    first_day: str = ""
    """What follows the 1 of the first day of a month."""
    figures: str = ""
    """A typeface that has its own figures for 0 to 9, where it writes others than most do."""
    decimal: str = ","
    comma: str = ", "
    """Between things in a row."""
    delimiter: str = ";"
    """Between the cells of a line, as a spreadsheet expects it in a CSV file."""
    softens_and: str = ""
    """A pattern of what begins with the sound of its "and", which changes before it."""
    slips: tuple[tuple[str, str], ...] = ()
    """Patterns that offend against its typography, and what is wrong with each."""
    letters: str = ""
    """A pattern of the letters that, among these languages, it alone writes."""
    foreign_letters: str = ""
    """Letters of the same script that it does not write."""
    kin: tuple[str, ...] = ()
    """Codes under which it goes where it is written as it is spoken."""


_FRENCH_SLIPS = (
    ("'", "a straight apostrophe instead of ’"),
    (
        r"(?<=[^\u00a0\u202f!?(])[;:!?](?=[\s)»”]|[!?]|$)",
        "no unbreakable space before a high mark",
    ),
    (r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»", "no unbreakable space inside «»"),
    (r"\u202f[:»]|«\u202f", "a narrow space where : and «» have a whole one"),
    (r"\u00a0[;!?]", "a whole space where ; ! ? have a narrow one"),
)

_HIGH_MARK = (r"\s[;:!?]", "a space before a high mark")
_QUOTATION = ('["«»]', "quotation marks other than “”")

_SPANISH_SLIPS = (
    (r"(?:^|[?])[^¿?]*\?|¿[^?]*(?:¿|$)", "a question without its ¿ or its ?"),
    (r"(?:^|!)[^¡!]*!|¡[^!]*(?:¡|$)", "an exclamation without its ¡ or its !"),
    ("’", "a typographic apostrophe instead of '"),
    _HIGH_MARK,
    _QUOTATION,
)
_PORTUGUESE_SLIPS = (
    ("'", "a straight apostrophe instead of ’"),
    _HIGH_MARK,
    _QUOTATION,
)
_ARABIC_SLIPS = (
    (r"\?", "a Latin question mark instead of ؟"),
    (r",(?=\s|$)", "a Latin comma instead of ،"),
    (r";(?=\s|$)", "a Latin semicolon instead of ؛"),
    ('[“”"]', "quotation marks other than «»"),
    (
        "\N{ARABIC LETTER ALEF}\N{ARABIC FATHATAN}",
        "a tanwin after its alif instead of before it",
    ),
    ("[\u0660-\u0669\u06f0-\u06f9]", "digits other than those that numbers are written in"),
    (
        r"\N{ARABIC TATWEEL}(?=[\s\u0621-\u064a]|$)",
        "a stretched letter that joins nothing foreign",
    ),
)

_ALL = (
    Language(
        "fr", "Français", N_("French"), ("fr",), qt="fr",
        hour_mark="\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}", slips=_FRENCH_SLIPS,
        first_day="er",
    ),
    Language(
        "en", "English", N_("English"),
        ("en_GB", "en"),  # as the texts are spelt, and with the day before the month
        decimal=".", delimiter=",",
    ),
    Language(
        "es", "Español", N_("Spanish"), ("es", "es_419"), qt="es",
        softens_and=r"(?i)[iíï]|h[iíï](?![aeo])|y(?![aeiouáéíóú])", slips=_SPANISH_SLIPS,
    ),
    Language(
        "pt", "Português", N_("Portuguese"), ("pt", "pt_PT"), qt="pt_BR",
        slips=_PORTUGUESE_SLIPS,
    ),
    Language(
        "ar", "العربية", N_("Arabic"),
        ("ar_AE", "ar"),  # as everywhere, with dates in the figures that the program writes
        leftwards=True, qt="ar", figures="worldcafe Figures", decimal=".",
        comma="، ", slips=_ARABIC_SLIPS, letters=r"[\u0620-\u064a\u066e-\u06d3]",
        foreign_letters=r"[\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1"
        r"\u06cc\u06d2]",  # Persian and Urdu
        kin=("arz", "ary"),
    ),
)  # fmt: skip

LANGUAGES: Mapping[str, Language] = {each.code: each for each in _ALL}
"""The languages in which the program can be and texts are written, in the order of offering."""

SOURCE = LANGUAGES["en"]
"""The language of the source, which needs no catalogue."""

WORKING = (*LANGUAGES, "ru", "zh", "de", "it", "sw", "tr", "hi", "id")
"""Offered as languages of a room: ours, then what is often spoken in the field."""

FACES = ("IBM Plex Sans", "IBM Plex Sans Arabic")
"""The typefaces that everything is written in: each letter in the first that has it."""

WIDEST = "3"
"""The digit that takes most room, in whatever figures."""


def faces(tongue: Language, *, own_figures: bool) -> tuple[str, ...]:
    """The typefaces for a language, with figures of its own if it has any and they are wished.

    A number is the same text in either: only how it looks is another, so that nothing that is
    searched, copied, typed in or read out has to know of it.
    """
    return (tongue.figures, *FACES) if own_figures and tongue.figures else FACES


LOCALES = tuple(locale for each in _ALL for locale in each.locales)
"""Of CLDR, for names by which people may call a country or a language."""

PSEUDO = Language("qps", "Pseudo", "Pseudo", ("ar_AE",), leftwards=True, qt="ar")
"""No language: the source's texts, longer, marked and mirrored, to see what breaks.

Its code is one that ISO 639 leaves to private use. It is never offered.
"""
PSEUDO_ASKED = "WORLDCAFE_PSEUDO"
"""The environment's variable that makes the program speak it."""


def _translated() -> dict[str, str]:
    """By code, under their own names. The check run lets no catalogue pass that has gaps."""
    folder = resources.files("worldcafe.resources") / "i18n"
    found = {file.name.partition(".")[0] for file in folder.iterdir() if ".mo" in file.name}
    return {
        code: each.own_name
        for code, each in LANGUAGES.items()
        if each is SOURCE or code in found
    }


TRANSLATED = _translated()
"""The languages the program speaks: the source's, and those whose catalogue is there."""


def language(code: str) -> Language:
    """The language of the program with this code, else the source's."""
    if code == PSEUDO.code:
        return PSEUDO
    return LANGUAGES[code] if code in TRANSLATED else SOURCE


def spoken(*wanted: str) -> str:
    """The first of these languages that the program speaks, else the source's.

    Each may be a code or a locale's name that begins with one, such as `fr_CH.UTF-8`.
    """
    if os.environ.get(PSEUDO_ASKED):
        return PSEUDO.code
    codes = (each[:2].lower() for each in wanted)
    return next((code for code in codes if code in TRANSLATED), SOURCE.code)
