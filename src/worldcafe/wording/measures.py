"""Days, periods, agreements and sums in words."""

import datetime as dt

from worldcafe.domain.model import Agreement, Amount, Period
from worldcafe.wording.words import Words


def measured(said: Period | Agreement | Amount, words: Words) -> str:
    """Any of these on one line."""
    match said:
        case Period():
            return period(said, words)
        case Agreement():
            return agreement(said, words)
        case Amount():
            return amount(said, words)


def when(text: str, words: Words) -> str:
    """A day, a month or a year: `2027-05` is `May 2027`."""
    if len(text) == 10:
        return words.date(dt.date.fromisoformat(text), "medium")
    if len(text) == 7:
        from babel.dates import format_skeleton  # noqa: PLC0415 - Babel is slow to load

        month = dt.date.fromisoformat(f"{text}-01")
        return str(format_skeleton("yMMMM", month, locale=words.locale))
    return text


def period(said: Period, words: Words) -> str:
    """`May 2024 – 2026`."""
    start, end = when(said.start, words), when(said.end, words)
    if start and end:
        return f"{start} – {end}"
    return (
        words("since {date}", date=start) if start else end and words("until {date}", date=end)
    )


def agreement(said: Agreement, words: Words) -> str:
    """`Twinning agreement, 2019`."""
    return words.row([words.label(said.frame), when(said.date, words)])


def amount(said: Amount, words: Words) -> str:
    """`120,000 EUR (committed)`."""
    told = [figure(said.value, words), said.currency]
    kind = f"({words.label(said.kind).lower()})" if said.kind else ""
    return " ".join(filter(None, [*told, kind]))


def figure(value: float | None, words: Words) -> str:
    """A sum as the language groups it: `1,200,000`."""
    if value is None:
        return ""
    from babel.numbers import format_decimal  # noqa: PLC0415 - Babel is slow to load

    return str(format_decimal(value, locale=words.locale, numbering_system="latn"))
