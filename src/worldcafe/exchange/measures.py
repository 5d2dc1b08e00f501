"""Dates, periods and sums of money as people write them: what is not clear is nothing."""

import datetime as dt
import re
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.wording.currencies import currency_code
from worldcafe.wording.languages import LOCALES

_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ][\d:.+Z-]*)?")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})")
_MONTH = re.compile(r"(?P<y>\d{4})[/-](?P<m>\d{1,2})")
_MONTH_FIRST = re.compile(r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_IN_WORDS = re.compile(r"(?:(?P<d>\d{1,2}) ?(?:er|st|nd|rd|th)? )?(?P<m>\D+) (?P<y>\d{4})")
_FILLERS = frozenset({"de", "del", "of"})


def date_in(text: str) -> dt.date | None:
    """`2027-05-28` or, day first, `28/05/2027`."""
    match = _ISO_DATE.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    return _date(match["y"], match["m"], match["d"]) if match else None


def when_in(text: str) -> str | None:
    """A day, a month or a year as ISO 8601 has it: `May 2027` is `2027-05`."""
    text = text.strip()
    if day := date_in(text):
        return day.isoformat()
    if re.fullmatch(r"\d{4}", text):
        return text if _date(text, 1, 1) else None
    if match := _MONTH.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        month = _date(match["y"], match["m"], 1)
        return month.isoformat()[:7] if month else None
    words = " ".join(word for word in fold(text).split() if word not in _FILLERS)
    match = _IN_WORDS.fullmatch(words)
    number = _months().get(match["m"].strip()) if match else None
    if match is None or number is None:
        return None
    found = _date(match["y"], number, match["d"] or 1)
    return found.isoformat()[: 10 if match["d"] else 7] if found else None


_YEARS = re.compile(r"(\d{4})\s*[-/]\s*(\d{4})")
_UNTIL = re.compile(
    r"\s*[–—→]\s*|\s+-\s+|\s+(?:to|until|till|au|à|jusqu['’]\S*|al|a|hasta|até|إلى)\s+",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:since|from|depuis(?: le)?|dès|de|du|desde(?: el)?|a partir de|من|منذ)\s+",
    re.IGNORECASE,
)


def period_in(text: str) -> tuple[str, str]:
    """Where a period begins and where it ends, as they are written: `2019–2024`."""
    years = _YEARS.fullmatch(text.strip())
    if years:
        return years[1], years[2]
    since = _SINCE.match(text.strip())
    start, *rest = _UNTIL.split(text.strip()[since.end() if since else 0 :], maxsplit=1)
    return start.strip(), rest[0].strip() if rest else ""


def _date(year: str, month: str | int, day: str | int) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= 1900 else None


@cache
def _months() -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 slow to import, rarely needed

    found: dict[str, int] = {}
    for locale in LOCALES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale.parse(locale).months[context][width]
                found |= {fold(name): number for number, name in names.items()}
    return found


# --- money -------------------------------------------------------------------------------

_TIMES = {
    "k": 1e3, "mille": 1e3, "thousand": 1e3, "mil": 1e3, "الف": 1e3,
    "m": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "millon": 1e6, "millones": 1e6,
    "milhao": 1e6, "milhoes": 1e6, "مليون": 1e6, "ملايين": 1e6,
    "md": 1e9, "milliard": 1e9, "milliards": 1e9, "bn": 1e9, "مليار": 1e9,
}  # fmt: skip
"""Not the billion: it is a thousand millions or a million of them, as one speaks."""
_SUM = re.compile(r"(?P<digits>\d[\d\s.,'’\u00a0\u202f]*)(?P<times>[^\W\d_]+)?\.?(?!\w)")
_OF = re.compile(r"^\s*(?:d['’]|de\s|of\s)\s*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def sum_in(text: str) -> float | None:
    """`120 000`, `1,2 million`, `1.500.000,50`; None where there is more than a sum."""
    match = _SUM.fullmatch(text.strip())
    return _sum(match) if match else None


def money_in(text: str) -> tuple[float, str] | None:
    """A sum and the ISO 4217 code of its currency: `120 000 €`, `USD 1.2 million`."""
    text = text.strip()
    for match in _SUM.finditer(text):
        around = f"{text[: match.start()]} {_OF.sub('', text[match.end() :])}"
        currency = currency_code(around.strip())
        if currency and (value := _sum(match)) is not None:
            return value, currency
        shorter = _sum(match, times=False)
        if match["times"] and shorter is not None:
            # `120 EUR`: what stands behind the figures is the currency itself
            behind = text[match.start("times") :]
            if not text[: match.start()].strip() and (code := currency_code(behind)):
                return shorter, code
    return None


def _sum(match: re.Match[str], *, times: bool = True) -> float | None:
    factor = 1.0
    if times and match["times"]:
        known = _TIMES.get(fold(match["times"]))
        if known is None:
            return None
        factor = known
    digits = re.sub(r"[\s'’\u00a0\u202f]", "", match["digits"]).rstrip(".,")
    marks = [mark for mark in digits if mark in ".,"]
    if len(set(marks)) == 2:
        digits = digits.replace(marks[0], "").replace(marks[-1], ".")
    elif _GROUPED.fullmatch(digits):
        digits = digits.replace(marks[0], "")
    else:
        digits = digits.replace(",", ".")
    try:
        return round(float(digits) * factor, 2)
    except ValueError:
        return None
