"""What is said before and after people are forgotten: what goes, what stays, and where."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from worldcafe.domain.model import Participant
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

if TYPE_CHECKING:
    from worldcafe.domain.forgetting import Remains

GOES = N_(
    "Names, e-mail addresses and everything else the list says of them, their seats to come,"
    " and whatever ties them to a table, a contribution, a contact or a vote: here, in the"
    " history of this file, and in the copies worldcafe keeps on this computer."
)
OUT_OF_REACH = N_(
    "Out of reach are copies elsewhere: those you saved or sent, exports, prints, e-mails,"
    " other laptops, and what is written on photos."
)
FINAL = N_("This cannot be undone.")


def told_apart(words: Words, person: Participant) -> str:
    """A person by what tells them from a namesake."""
    country = words.country(person.country) if person.country else ""
    known = (person.organisation, person.city, country, person.email, person.id)
    return f"{person.name} ({', '.join(filter(None, known))})"


def what_stays(words: Words, remains: "Remains") -> Iterator[str]:
    """A line for each thing that stays without a name."""
    plural = words.plural
    if remains.n_seats:
        yield plural(
            "{n} seat where somebody sat: it is counted at its table.",
            "{n} seats where they sat: they are counted at their tables.",
            remains.n_seats,
        )
    if remains.n_written:
        yield plural(
            "{n} contribution, without its author.",
            "{n} contributions, without their author.",
            remains.n_written,
        )
    if remains.n_votes:
        yield plural(
            "The dots of {n} vote, counted with those on the wall.",
            "The dots of {n} votes, counted with those on the wall.",
            remains.n_votes,
        )
    if remains.n_hosted:
        yield plural(
            "{n} table, which has no host then.",
            "{n} tables, which have no host then.",
            remains.n_hosted,
        )
    yield words("A mark that says nothing of the person, so that no old list or copy brings"
                " them back.")  # fmt: skip


def texts_that_name(words: Words, n: int, *, kept: bool) -> str:
    """That texts name them, and what becomes of it."""
    if kept:
        return words.plural(
            "{n} text names them and stays as it is:",
            "{n} texts name them and stay as they are:",
            n,
        )
    return words.plural(
        "{n} text names them; the name is taken out:",
        "{n} texts name them; the names are taken out:",
        n,
    )


def forgotten(words: Words, n: int) -> str:
    """That it is done."""
    return words.plural("{n} person was forgotten.", "{n} people were forgotten.", n)


def left_out(words: Words, n: int) -> str:
    """That a list names people who were forgotten."""
    return words.plural(
        "{n} person was forgotten here and is left out.",
        "{n} people were forgotten here and are left out.",
        n,
    )


def copies_left(words: Words, names: Sequence[str]) -> str:
    """That other copies lie beside the file."""
    return words.plural(
        "{n} copy in the same folder still holds them: {names}",
        "{n} copies in the same folder still hold them: {names}",
        len(names),
        names=words.row(names),
    )


def names_were_to_go(words: Words, until: dt.date) -> str:
    """The reminder, once names have been kept for as long as was said."""
    return words(
        "Names were to be kept until {date}. Forget everyone, or set a later date with a"
        " reason for it.",
        date=words.date(until),
    )
