"""Until when the names of people are kept, and when a reminder is due."""

import datetime as dt

from worldcafe.domain.workshop import Workshop

KEPT_MONTHS = 6
"""How long names are kept where nobody decides otherwise."""


def names_overdue(workshop: Workshop, today: dt.date) -> dt.date | None:
    """Until when names were to be kept, if that is over and there are still some."""
    about, until = workshop.about, workshop.about.names_until
    over = until is not None and until < today and not about.rehearsal
    return until if over and workshop.participants else None


def proposed_until(workshop: Workshop, today: dt.date) -> dt.date:
    """Six months after the day: time for the report and a first follow-up, no longer."""
    from calendar import monthrange  # noqa: PLC0415 - not for a start

    day = workshop.about.date or today
    month = day.month + KEPT_MONTHS
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
