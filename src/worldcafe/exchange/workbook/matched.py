"""The sheet of offers and needs that somebody kept."""

from collections.abc import Callable

from worldcafe.domain.matching import Match, Side, kept_matches
from worldcafe.exchange.workbook.contributions import ContributionSheets
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.part import Formula
from worldcafe.exchange.workbook.people import leading_to_row
from worldcafe.exchange.workbook.table import SheetColumn, Table, TableSheet
from worldcafe.exchange.workbook.telling import Telling


def matched(telling: Telling, contributions: ContributionSheets) -> TableSheet:
    """One row per need and the offer that may answer it; what was turned down stays out."""
    words, known = telling.words, telling.workshop.contributions
    leading = leading_to_row(telling, contributions)

    def lead(side: Callable[[Match], Side]) -> Callable[[Match], Formula]:
        return lambda match: leading(known[side(match).contribution_id])

    def asked(side: Side) -> str:
        return side.what or words.line((words.label(side.resource), side.amount))

    def need(match: Match) -> Side:
        return match.need

    def offer(match: Match) -> Side:
        return match.offer

    columns = (
        SheetColumn(words("Need"), lead(need), 9, Look.REF),
        SheetColumn(words("Who needs it"), lambda match: match.need.who, 26),
        SheetColumn(words("What is needed"), lambda match: asked(match.need), 40),
        SheetColumn(words("Offer"), lead(offer), 9, Look.REF),
        SheetColumn(words("Who offers it"), lambda match: match.offer.who, 26),
        SheetColumn(words("What is offered"), lambda match: asked(match.offer), 40),
    )
    return TableSheet(
        words("Offers and needs"),
        words("Needs and the offers that may answer them, as they were kept."),
        (Table("OffersAndNeeds", columns, kept_matches(telling.workshop)),),
    )
