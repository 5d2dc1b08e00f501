"""How to read the workbook: what every sheet holds, and what everybody should know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.table import SheetColumn, Table, TableSheet
from worldcafe.exchange.workbook.telling import Telling


@dataclass(frozen=True)
class Advice:
    """Something to know, under a name."""

    about: str
    text: str


def guide(telling: Telling, sheets: Sequence[TableSheet]) -> TableSheet:
    """The sheets one by one, then what to know about all of them."""
    words = telling.words
    known = [Advice(sheet.title, sheet.lead) for sheet in sheets]
    return TableSheet(
        words("How to read this"),
        words("What the sheets hold, what may be changed, and how changes come back."),
        (
            Table("Guide", _columns(words("Sheet"), words("What it holds")), known),
            Table(
                "Advice",
                _columns(words("Subject"), words("Good to know")),
                tuple(_advice(telling)),
                words("Good to know"),
            ),
        ),
    )


def _columns(about: str, text: str) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(about, lambda advice: advice.about, 30, Look.STRONG),
        SheetColumn(text, lambda advice: advice.text, 110),
    )


def _advice(telling: Telling) -> Iterator[Advice]:
    words = telling.words
    yield Advice(
        words("References"),
        words(
            "O-017 is an opportunity, E an experience, C a commitment, I an idea, Q a question,"
            " P a concern. A reference never changes: it can be quoted."
        ),
    )
    yield Advice(
        words("Numbers"),
        words(
            "Totals and matrices are formulas: they follow whatever is changed or added in the"
            " sheets of contributions."
        ),
    )
    yield Advice(
        words("Priority"),
        words("Impact × feasibility, each from 1 to 5; 25 is the most. Dots are votes."),
    )
    yield Advice(
        words("Your own columns"),
        words(
            "Follow-up, followed up by, note and review are the organiser’s. Columns of your"
            " own may be added to the right; they come back too."
        ),
    )
    yield Advice(
        words("The way back"),
        words(
            "Change titles, status, owners, dates, ratings and translations here, add rows at"
            " the bottom, sort and filter as you like. Then bring the workbook back under"
            " Synthesis in worldcafe: it shows every difference before anything changes."
            " Keep the column of identifiers."
        ),
    )
    yield Advice(
        words("Deleted rows"),
        words("A row that is deleted here is not deleted in the workshop. Withdraw it there."),
    )
    yield Advice(words("Names"), _about_names(telling))


def _about_names(telling: Telling) -> str:
    words = telling.words
    if telling.disclosure.is_nameless:
        return words("This workbook names nobody.")
    return words(
        "Contacts are listed only if they agreed to be named; whoever asked not to be named is"
        " shown by initials."
    )
