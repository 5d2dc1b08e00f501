"""A day as people and programs write it, in any language of the program."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.wording.languages import LOCALES

_REGIONS = ("ar_DZ", "ar_MA", "ar_LB", "ar_IQ")
"""Where the months have names of their own."""
EARLIEST = 1900
"""A year before it is a slip."""
_SEPARATOR = r"(?P<sep>\s?[/.-]\s?)"
_TIME = r"(?:[T ]\d[\d:.+Z-]*)?"
_FIGURES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<y>\d{{4}}){_SEPARATOR}(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_TIME}",
        rf"(?P<d>\d{{1,2}}){_SEPARATOR}(?P<m>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}|\d{{2}})",
    )
)
_DAY = r"(?P<d>\d{1,2})(?:er|re|e|o|a|st|nd|rd|th)?"
_MONTH = r"(?P<m>[^\W\d]+(?: [^\W\d]+)?)"
_YEAR = r"(?P<y>\d{4}|\d{2})"
_IN_WORDS = (
    re.compile(f"{_DAY} {_MONTH} {_YEAR}"),
    re.compile(f"{_MONTH} {_DAY} {_YEAR}"),
)
_BETWEEN = re.compile(r" (?:de|del|of)(?= )")
_LEAST = 3
"""Letters by which a month is known, where they fit no other."""


def date_in(text: str) -> dt.date | None:
    """The day that a text names whole: `2027-07-01`, `1.7.27`, `1er juillet 2027`.

    In figures the day comes first unless a year of four figures does; a year of two is of
    this century. A day of the week is passed over. None where the text says anything else.
    """
    plain = "".join(map(_plainly, text)).strip()
    found = _first(_FIGURES, plain)
    if found:
        return _date(found["y"], int(found["m"]), found["d"])
    said = _BETWEEN.sub("", fold(plain))
    # "Mar 2, 2027" is in March; "mar. 2 mars 2027" is a Tuesday.
    return _in_words(said) or _in_words(_without_weekday(said))


def _in_words(said: str) -> dt.date | None:
    found = _first(_IN_WORDS, said)
    month = month_in(found["m"]) if found else None
    return _date(found["y"], month, found["d"]) if found and month else None


def _plainly(char: str) -> str:
    """A figure as Europe writes it; nothing for a mark of direction."""
    if unicodedata.category(char) == "Cf":
        return ""
    return str(unicodedata.digit(char, char)) if char.isdecimal() else char


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for each in patterns if (found := each.fullmatch(text))), None)


def _date(year: str, month: int, day: str) -> dt.date | None:
    whole = int(year) if len(year) > 2 else 2000 + int(year)
    try:
        return dt.date(whole, month, int(day)) if whole >= EARLIEST else None
    except ValueError:
        return None


def _without_weekday(said: str) -> str:
    for name in _weekdays():
        if said.startswith(f"{name} "):
            return said.removeprefix(f"{name} ")
    return said


def month_in(name: str) -> int | None:
    """The number of a month by its name, or by a beginning that fits no other month."""
    known, said = _months(), fold(name)
    if said in known:
        return known[said]
    fitting = {number for each, number in known.items() if each.startswith(said)}
    return fitting.pop() if len(said) >= _LEAST and len(fitting) == 1 else None


@cache
def _months() -> dict[str, int]:
    return {fold(name): number for number, name in _named("months")}


@cache
def _weekdays() -> tuple[str, ...]:
    """The longest first: one may begin with another."""
    names = {fold(name) for _, name in _named("days")}
    return tuple(sorted(names, key=len, reverse=True))


def _named(what: str) -> Iterator[tuple[int, str]]:
    """The months or the days of the week, in full and in short, with their numbers."""
    from babel import Locale  # noqa: PLC0415 - slow to import, rarely needed

    for locale in (*LOCALES, *_REGIONS):
        forms = getattr(Locale.parse(locale), what)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from forms[context][width].items()
