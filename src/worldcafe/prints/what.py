"""What can be printed: what each print is called and for, and what lays out its pages.

Nothing is loaded for that: the command line names them all, and draws none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from worldcafe.wording import N_

if TYPE_CHECKING:
    from worldcafe.prints.printed_cafe import PrintedCafe, Setup
    from worldcafe.prints.sheet import Page

    Layout = Callable[[PrintedCafe, Setup], Sequence[Page]]


class What(StrEnum):
    """What can be printed."""

    BADGES = "badges"
    CARDS = "cards"
    DOORS = "doors"
    TABLES = "tables"
    SHEETS = "sheets"
    OPPORTUNITIES = "opportunities"


@dataclass(frozen=True)
class Printed:
    """One of them."""

    name: str
    """What it is called, in English; translated where it is shown, as is what it is for."""
    use: str
    picture: str
    layout: "Callable[[], Layout]"
    """Gives what lays it out."""
    by_round: bool = False
    """Whether one round of it can be printed alone."""
    goes_outside: bool = False
    """Whether it is made to leave the house: people are in it as `Setup.disclosure` says."""
    hangs: bool = False
    """Whether it hangs or stands in the room for all to read: it names nobody who asked not to
    be named, as the projector does. What goes to those whose names it holds, or to the hosts,
    has every name."""


def _badges() -> "Layout":
    from worldcafe.prints.badges import badges

    return badges


def _cards() -> "Layout":
    from worldcafe.prints.table_cards import table_cards

    return table_cards


def _doors() -> "Layout":
    from worldcafe.prints.door_list import door_list

    return door_list


def _tables() -> "Layout":
    from worldcafe.prints.table_lists import table_lists

    return table_lists


def _sheets() -> "Layout":
    from worldcafe.prints.note_sheets import note_sheets

    return note_sheets


def _opportunities() -> "Layout":
    from worldcafe.prints.report_pages import report_pages

    return report_pages


PRINTS: Mapping[What, Printed] = {
    What.BADGES: Printed(
        N_("Badges"),
        N_("Name, organisation and route of everybody. Eight to a sheet, to cut."),
        "user", _badges,
    ),
    What.CARDS: Printed(
        N_("Table cards"),
        N_("A card for each table, to fold once: number, theme, question and host."),
        "table", _cards, hangs=True,
    ),
    What.DOORS: Printed(
        N_("Door list"), N_("Everybody by family name, with the table of each round."),
        "users", _doors, hangs=True,
    ),
    What.TABLES: Printed(
        N_("Lists by table and round"),
        N_("Who sits at each table, the host first, round by round."),
        "layout-grid", _tables, by_round=True,
    ),
    What.SHEETS: Printed(
        N_("Note sheets"), N_("The form to fill in by hand, for each table and round."),
        "pen-line", _sheets, by_round=True,
    ),
    What.OPPORTUNITIES: Printed(
        N_("Opportunity report"),
        N_("A page for each opportunity, with its partners and next step."),
        "handshake", _opportunities, goes_outside=True,
    ),
}  # fmt: skip
