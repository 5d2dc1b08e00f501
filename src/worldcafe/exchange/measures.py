"""Dates, periods and sums of money as people write them: what is not clear is nothing."""

import datetime as dt
import re

from worldcafe.domain.folding import fold
from worldcafe.wording.currencies import currency_code
from worldcafe.wording.dates import EARLIEST, date_in, month_in

_MONTH = re.compile(r"(?P<y>\d{4})[/-](?P<m>\d{1,2})")
_MONTH_FIRST = re.compile(r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_IN_WORDS = re.compile(r"(?P<m>\D+) (?P<y>\d{4})")
_FILLERS = frozenset({"de", "del", "of"})


def when_in(text: str) -> str | None:
    """A day, a month or a year as ISO 8601 has it: `May 2027` is `2027-05`."""
    text = text.strip()
    if day := date_in(text):
        return day.isoformat()
    if re.fullmatch(r"\d{4}", text):
        return text if _first_of(text, 1) else None
    if match := _MONTH.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        month = _first_of(match["y"], match["m"])
        return month.isoformat()[:7] if month else None
    words = " ".join(word for word in fold(text).split() if word not in _FILLERS)
    match = _IN_WORDS.fullmatch(words)
    number = month_in(match["m"]) if match else None
    found = _first_of(match["y"], number) if match and number else None
    return found.isoformat()[:7] if found else None


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


def _first_of(year: str, month: str | int) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), 1)
    except ValueError:
        return None
    return found if found.year >= EARLIEST else None


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
