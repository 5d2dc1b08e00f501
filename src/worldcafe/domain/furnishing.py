"""How many tables, and how many chairs at each, for so many people."""

from collections import Counter

from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop

USUAL_SEATS = 5
"""Four or five people talk well together at one table."""
MOST_TABLES, MOST_SEATS = 400, 100


def usual_seats(workshop: Workshop) -> int:
    """The chairs that most tables have."""
    counted = Counter(table.seats for table in workshop.tables_in_order)
    return counted.most_common(1)[0][0] if counted else USUAL_SEATS


def tables_for(n_people: int, seats: int) -> int:
    """The fewest tables of so many chairs at which everybody has one."""
    return min(MOST_TABLES, max(1, -(-n_people // seats)))


def room_for(
    n_people: int | None, n_tables: int | None, seats: int | None
) -> tuple[int | None, int]:
    """How many tables and chairs at each, from what is said of them; None for no tables.

    Raises `RuleBroken` (`room_too_small`) where everything is said and does not fit.
    """
    if n_people and n_tables:
        least = max(2, -(-n_people // n_tables))
        if least > (seats or MOST_SEATS):
            refuse("room_too_small", people=n_people, seats=n_tables * (seats or MOST_SEATS))
        return n_tables, seats or max(least, USUAL_SEATS)
    chairs = seats or USUAL_SEATS
    return (tables_for(n_people, chairs) if n_people else n_tables), chairs


def seats_missing(workshop: Workshop) -> int:
    """How many people have no chair; less than nothing where chairs stay empty."""
    tables = (table for table in workshop.tables.values() if not table.closed)
    return len(workshop.people_to_seat) - sum(table.seats for table in tables)


def fitting(workshop: Workshop) -> int | None:
    """How many tables the people on the list need, where the room has too few, or a table more
    than it needs; None where it fits.
    """
    if not workshop.people_to_seat or not workshop.tables:
        return None
    seats, short = usual_seats(workshop), seats_missing(workshop)
    if short > 0:
        return min(MOST_TABLES, len(workshop.tables) + tables_for(short, seats))
    even = {(table.seats, table.closed) for table in workshop.tables.values()}
    spare = len(even) == 1 and -short >= seats
    return len(workshop.tables) - (-short // seats) if spare else None
