"""What an earlier workshop left open, and what became of it."""

from collections.abc import Callable
from dataclasses import replace

from worldcafe.domain.model import NextStep, OpenPoint
from worldcafe.exchange.workbook.contribution_columns import status_marks
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.part import CellValue
from worldcafe.exchange.workbook.table import SheetColumn, Table, TableSheet
from worldcafe.exchange.workbook.telling import Telling


def follow_up(telling: Telling) -> TableSheet:
    """One row per open point, in their order."""
    words, points = telling.words, telling.workshop.open_points.values()
    return TableSheet(
        words("Follow-up"),
        words("What earlier workshops left open, and what has become of it."),
        (
            Table(
                "FollowUp",
                tuple(open_point_columns(telling).values()),
                sorted(points, key=lambda point: point.position),
                keeps_base=True,
            ),
        ),
        n_fixed_columns=3,
    )


def open_point_columns(telling: Telling) -> dict[str, SheetColumn]:
    """The columns of an open point by their keys."""
    words, label = telling.words, telling.label

    def of_step(value: Callable[[NextStep], CellValue]) -> Callable[[OpenPoint], CellValue]:
        return lambda point: value(point.next_step) if point.next_step else None

    columns = {
        "point_ref": SheetColumn(words("Ref"), lambda p: p.reference, 8, Look.REF),
        "point_kind": SheetColumn(words("Kind"), lambda p: label(p.kind), 14),
        "point_title": SheetColumn(words("Title"), lambda p: p.title, 36, Look.STRONG),
        "outcome": SheetColumn(words("What became of it"), lambda p: p.outcome, 46),
        "step_status": SheetColumn(
            words("Status"),
            of_step(lambda s: label(s.status)),
            13,
            picks="list_status",
            marks=status_marks(telling),
        ),
        "step_text": SheetColumn(words("Next step"), of_step(lambda s: s.text), 36),
        "step_owner": SheetColumn(words("Owner"), of_step(lambda s: s.owner), 20,
                             picks="list_owner"),
        "step_due": SheetColumn(words("Due"), of_step(lambda s: s.due), 13, Look.DATE),
        "point_workshop": SheetColumn(words("Workshop"), lambda p: p.workshop_title, 30),
        "point_date": SheetColumn(words("Date"), lambda p: p.workshop_date, 13, Look.DATE),
        "point_partners": SheetColumn(
            words("Partners"), lambda p: "\n".join(map(telling.partner, p.partners)), 30
        ),
        "id": SheetColumn(words("Identifier"), lambda p: p.id, 36, Look.QUIET),
    }  # fmt: skip
    return {key: replace(column, key=key) for key, column in columns.items()}
