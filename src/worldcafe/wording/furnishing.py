"""Whether the room holds the people on the list, and what would make it fit, in words."""

from worldcafe.domain.furnishing import fitting, seats_missing, usual_seats
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words


def short_told(workshop: Workshop, words: Words) -> str:
    """`6 seats short of 46 people`; nothing while everybody has a chair."""
    short = seats_missing(workshop)
    if short <= 0:
        return ""
    return words.plural(
        "{n} seat short of {people} people", "{n} seats short of {people} people",
        short, people=len(workshop.people_to_seat),
    )  # fmt: skip


def fitting_told(workshop: Workshop, words: Words) -> str:
    """`Set up 10 tables of 5`, where the people on the list need others than there are."""
    n = fitting(workshop)
    seats = usual_seats(workshop)
    return "" if n is None else setting_up(n, seats, words)


def setting_up(n: int, seats: int, words: Words) -> str:
    """`Set up 10 tables of 5`."""
    return words.plural(
        "Set up {n} table of {seats}", "Set up {n} tables of {seats}", n, seats=seats
    )


def set_up(n: int, words: Words) -> str:
    """What is said once there are so many: `The room has 10 tables now.`."""
    return words.plural("The room has {n} table now.", "The room has {n} tables now.", n)
