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
    return "" if n is None else words("Set up {n} tables of {seats}", n=n, seats=seats)
