"""The sheets about what the harvest made: priorities, clusters, merged originals, pictures."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from worldcafe.domain import harvest
from worldcafe.domain.model import Attachment, Cluster, Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.exchange.pictures import picture_names
from worldcafe.exchange.workbook.charts import Chart, Shape
from worldcafe.exchange.workbook.contributions import (
    CONTRIBUTION_TABLES,
    ContributionSheets,
)
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.part import CellValue, Formula
from worldcafe.exchange.workbook.people import leading_to_row
from worldcafe.exchange.workbook.table import (
    SheetColumn,
    Table,
    TableSheet,
    distinct,
    literal,
    this_row,
)
from worldcafe.exchange.workbook.telling import Telling

_MOST = 100
"""Opportunities on the sheet of priorities; every rating and dot is in their own sheet."""
_SCALE = range(1, 6)
_NAMED = 3
"""References beside a bubble."""


def priorities(telling: Telling, contributions: ContributionSheets) -> TableSheet:
    """What should come first: by dots and by impact × feasibility, with the picture."""
    words = telling.words
    return TableSheet(
        words("Priorities"),
        words("The opportunities by dots and by impact × feasibility, the first on top."),
        (_ranking(telling, contributions), _grid(telling, contributions)),
        n_fixed_columns=2,
        charts=(
            Chart(
                Shape.BUBBLES,
                words("Impact × feasibility"),
                words(
                    "Every circle is a pair of ratings; its size is the number of"
                    " opportunities rated so. Those on the upper right come first."
                ),
                table="Ratings",
                across=words("Feasibility (1–5)"),
                along=words("Impact (1–5)"),
                names=2,
                values=(1, 3),
                labels=4,
                width_cm=20,
                height_cm=15,
            ),
            *_chart_of_dots(telling),
        ),
    )


def _chart_of_dots(telling: Telling) -> Iterator[Chart]:
    words = telling.words
    if harvest.dots(telling.workshop):
        yield Chart(
            Shape.BARS,
            words("Dots"),
            words("The dots that the opportunities got, the most on top."),
            table="Priorities",
            across=words("Ref"),
            along=words("Dots"),
            names=1,
            values=(3,),
            width_cm=17,
            height_cm=11,
        )


def _ranking(telling: Telling, contributions: ContributionSheets) -> Table:
    words, column = telling.words, contributions.column
    dots = harvest.dots(telling.workshop)

    def looked_up(key: str, header: str, width: float, *, bar: bool = False) -> SheetColumn:
        """A number of the opportunity's own row, as it is now."""
        original = column(key)
        source = contributions.ref("Opportunities", key)
        ref = contributions.ref("Opportunities", "ref")

        def value(item: Contribution) -> Formula:
            row = f"MATCH({literal(telling.refs[item.id])},{ref},0)"
            cell = f"INDEX({source},{row})"
            found = original.value(item)
            known = found.value if isinstance(found, Formula) else found
            return Formula(f'IF({cell}="","",{cell})', known if isinstance(known, int) else "")

        return SheetColumn(header, value, width, Look.NUMBER, bar=bar)

    columns = (
        SheetColumn(words("Ref"), leading_to_row(telling, contributions), 9, Look.REF),
        SheetColumn(words("Title"), lambda c: c.title, 44),
        looked_up("votes", words("Dots"), 9, bar=True),
        looked_up("impact", words("Impact (1–5)"), 13),
        looked_up("feasibility", words("Feasibility (1–5)"), 13),
        looked_up("priority", words("Priority (impact × feasibility)"), 13, bar=True),
        SheetColumn(words("Themes"), telling.themes, 24),
        SheetColumn(words("Next step"), lambda c: c.next_step.text if c.next_step else "", 34),
    )
    items = [
        item
        for item in harvest.headlines(telling.workshop)
        if dots.get(item.id) or harvest.priority(item)
    ]
    return Table("Priorities", columns, items[:_MOST])


def _grid(telling: Telling, contributions: ContributionSheets) -> Table:
    """How many opportunities have each pair of ratings: what the picture is drawn from."""
    words, ref = telling.words, contributions.ref
    impact, feasibility, count = distinct(
        [words("Impact (1–5)"), words("Feasibility (1–5)"), words("Opportunities")]
    )
    counted = harvest.count_ratings(telling.workshop)
    text = (
        f"COUNTIFS({ref('Opportunities', 'impact')},{this_row('Ratings', impact)},"
        f"{ref('Opportunities', 'feasibility')},{this_row('Ratings', feasibility)})"
    )

    def number(pair: tuple[int, int]) -> Formula:
        return Formula(text, counted.get(pair, 0))

    rated: dict[tuple[int | None, int | None], list[Contribution]] = {}
    for item in harvest.headlines(telling.workshop):
        rated.setdefault((item.impact, item.feasibility), []).append(item)

    def refs(pair: tuple[int, int]) -> str:
        """Those that come first; how many more there are is said."""
        found = [telling.refs[item.id] for item in rated.get(pair, ())]
        more = [f"+{len(found) - _NAMED}"] if len(found) > _NAMED else []
        return "\n".join([*found[:_NAMED], *more])

    columns = (
        SheetColumn(impact, lambda pair: pair[0], 9, Look.NUMBER),
        SheetColumn(feasibility, lambda pair: pair[1], 14, Look.NUMBER),
        SheetColumn(count, number, 9, Look.COUNT, total=True),
        SheetColumn(words("References"), refs, 14),
    )
    pairs = [(up, right) for up in reversed(_SCALE) for right in _SCALE]
    heading = words("Impact × feasibility")
    return Table("Ratings", columns, pairs if counted else (), heading)


def clusters(telling: Telling, contributions: ContributionSheets) -> TableSheet:
    """One row per cluster: what is in it."""
    words = telling.words
    in_order = sorted(telling.workshop.clusters.values(), key=lambda each: each.position)
    return TableSheet(
        words("Clusters"),
        words("Contributions that belong together, under one name."),
        (Table("Clusters", _cluster_columns(telling, contributions), in_order),),
    )


def _cluster_columns(
    telling: Telling, contributions: ContributionSheets
) -> tuple[SheetColumn, ...]:
    words, dots = telling.words, harvest.dots(telling.workshop)
    inside: dict[str, list[Contribution]] = {}
    for item in telling.workshop.standing:
        inside.setdefault(item.cluster_id or "", []).append(item)
    name, opportunities, everything, n_dots = distinct(
        [words("Cluster"), words("Opportunities"), words("All contributions"), words("Dots")]
    )
    own = this_row("Clusters", name)

    def summed(
        header: str, tables: Iterable[str], cells: str, of: Callable[[Contribution], int]
    ) -> SheetColumn:
        """A sum over what is in the cluster, as a formula and as it is now."""
        text = "+".join(
            cells.format(
                votes=contributions.ref(table, "votes"),
                cluster=contributions.ref(table, "cluster"),
                own=own,
            )
            for table in tables
        )

        def value(cluster: Cluster) -> Formula:
            return Formula(text, sum(map(of, inside.get(cluster.id, ()))))

        return SheetColumn(header, value, 15, Look.COUNT, bar=header == everything)

    counted = "COUNTIFS({cluster},{own})"
    return (
        SheetColumn(name, lambda c: c.name, 36, Look.STRONG),
        SheetColumn(words("Theme"), lambda c: telling.theme(c.theme) if c.theme else "", 28),
        summed(opportunities, ["Opportunities"], counted, lambda i: i.kind is Kind.OPPORTUNITY),
        summed(everything, CONTRIBUTION_TABLES, counted, lambda _: 1),
        summed(
            n_dots,
            CONTRIBUTION_TABLES,
            "SUMIFS({votes},{cluster},{own})",
            lambda item: dots.get(item.id, 0),
        ),
        SheetColumn(
            words("Contributions"), lambda c: telling.in_a_row(inside.get(c.id, ())), 44
        ),
    )


@dataclass(frozen=True)
class _Original:
    merged: Contribution
    item: Contribution


def originals(telling: Telling, contributions: ContributionSheets) -> TableSheet:
    """The first words of everything that was merged, beneath what says it now."""
    words = telling.words

    def of_item(key: str, width: float | None = None) -> SheetColumn:
        column = contributions.column(key, width)
        return replace(column, value=lambda row: column.value(row.item), picks="", marks={})

    columns = (
        SheetColumn(words("Ref"), lambda row: telling.refs[row.merged.id], 8, Look.REF),
        SheetColumn(words("Merged into"), lambda row: row.merged.title, 34, Look.STRONG),
        of_item("title", 34),
        of_item("description", 48),
        of_item("lang"),
        of_item("partners"),
        of_item("table"),
        of_item("round"),
        of_item("note_taker"),
        replace(of_item("ref", 12), header=words("Reference before the merge")),
        of_item("id"),
    )
    rows = [
        _Original(merged, item)
        for merged in telling.workshop.standing
        for item in harvest.first_words(telling.workshop, merged.id)
    ]
    return TableSheet(
        words("Merged originals"),
        words("What was said at the tables, in its first words, under what says it now."),
        (Table("Originals", columns, rows),),
        n_fixed_columns=2,
        n_printed_columns=10,
    )


def pictures(telling: Telling) -> TableSheet:
    """The pictures of the tables, each leading to its file in the folder beside."""
    words = telling.words
    names = picture_names(telling.workshop)

    def place(value: Callable[[Attachment], CellValue], header: str) -> SheetColumn:
        return SheetColumn(header, value, 9, Look.NUMBER)

    columns = (
        place(lambda a: telling.table_number(a.table_id), words("Table")),
        place(lambda a: telling.round_number(a.round_id), words("Round")),
        SheetColumn(words("Caption"), lambda a: a.caption, 60),
        SheetColumn(words("Added"), lambda a: telling.local(a.added_at), 17, Look.MOMENT),
        SheetColumn(words("File"), lambda a: names[a.id], 50, Look.FILE),
    )
    folder = telling.pictures_folder

    def target(item: Attachment) -> str:
        return f"{folder}/{names[item.id]}"

    found = tuple(each for each in telling.workshop.attachments.values() if each.id in names)
    return TableSheet(
        words("Pictures"),
        words("Photographs of the tables. The files are in the folder beside this workbook."),
        (Table("Pictures", columns, found, target=target if folder else None),),
        n_fixed_columns=2,
    )
