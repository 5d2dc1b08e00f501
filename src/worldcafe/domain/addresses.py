"""E-mail addresses and telephone numbers in running text."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_EMAIL = re.compile(
    r"(?<![\w.+’'-])[\w.+’'-]*\w\s?(?:@|[\[(]\s?(?:at|arobase|arroba)\s?[\])])\s?"
    r"[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_GAP = "[ \u00a0\u2009\u202f.\u2010\u2011–/-]"
_NUMBER = re.compile(
    rf"(?<![\w/=#@&.,+-])[+(]{{0,2}}\d+\)?(?:{_GAP}{{0,2}}\(\d+\){_GAP}{{0,2}}\d+"
    rf"|{_GAP}{{1,2}}\d+)*(?![\w/=@]|[.,:-]\d)"
)
"""Digits in groups. Two groups never touch, so that a long row of digits is read once."""
_DIGITS = re.compile(r"\d+")
_CUE = re.compile(
    r"(?:\bt[eé]l(?:[eé]phone|[eé]fono|efone|\b)|\b(?:phone|mobile|m[oó]vil|portable|celular|cell"
    r"|cel|what'?s ?app|fax|call|joindre|appeler|appelez|joignable au)\b"
    r"|هاتف|جوال|تلفون|☎|📞|📱)[^\d+\n]{0,20}$",
    re.IGNORECASE,
)
_BEFORE = 40
_MEASURED = re.compile(
    r"\s?(?:[%€$£°²³]|(?:eur|usd|f?cfa|xof|xaf|chf|mad|km|kg|ha|ans|years|people|personnes"
    r"|personas|euros?|dollars?|francs?)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def emails(text: str) -> Iterator[Span]:
    """Where an e-mail address stands, `(at)` for `@` included."""
    if "@" in text or "(" in text or "[" in text:
        for found in _EMAIL.finditer(text):
            yield found.span()


def telephones(text: str) -> Iterator[Span]:
    """Where a telephone number stands: international, national, or after a word for one.

    Years, dates, amounts and lists of short numbers are left alone.
    """
    for found in _NUMBER.finditer(text):
        groups = [_ascii(each) for each in _DIGITS.findall(found[0])]
        if not 6 <= sum(map(len, groups)) <= 15 or _MEASURED.match(text, found.end()):
            continue
        opening = found[0][:2]
        if "+" not in opening and any(map(_YEAR.fullmatch, groups)):
            continue
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if "+" in opening or _CUE.search(before) or _is_to_dial(groups, "(" in opening):
            yield found.span()


def _is_to_dial(groups: list[str], has_area: bool) -> bool:  # noqa: FBT001
    """Whether digits look like a telephone number with nothing beside them that says so."""
    n_digits = sum(map(len, groups))
    if groups[0].startswith("00"):
        return n_digits >= 10
    if groups[0].startswith("0") or has_area:
        return 9 <= n_digits <= 12
    # Not 12 500 000, which is an amount, but 77 123 45 67 and 70 12 34 56.
    in_groups = len(groups) >= 4 and all(len(each) in (2, 3) for each in groups)
    return in_groups and 8 <= n_digits <= 11 and any(len(each) == 2 for each in groups[1:])


def _ascii(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits)
