"""Many workshops in one workbook: taken in one by one, and none kept."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from openpyxl import Workbook

from worldcafe.domain import harvest
from worldcafe.domain.disclosure import EVERYTHING, Disclosure
from worldcafe.domain.follow_up import day_of, owner_of, status_of
from worldcafe.domain.model import Contribution, OpenPoint
from worldcafe.domain.portfolio import Named, left_open, named
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Kind, StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook.base import cut_note
from worldcafe.exchange.workbook.contribution_columns import contribution_columns
from worldcafe.exchange.workbook.layout import lay_out
from worldcafe.exchange.workbook.looks import Looks
from worldcafe.exchange.workbook.page import describe, set_up_page, sheet_names
from worldcafe.exchange.workbook.part import RowXml, check, save
from worldcafe.exchange.workbook.portfolio_sheets import (
    OF_OPPORTUNITIES,
    Became,
    Kept,
    Link,
    PortfolioSheets,
    dated,
)
from worldcafe.exchange.workbook.spool import Told
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.files import swapped_in
from worldcafe.wording.words import Words

_MOST_ROWS = 1_000_000
"""Excel's sheets end soon after."""


class Portfolio:
    """What a programme officer asks of many workshops. Each is told as it is disclosed."""

    def __init__(self, words: Words, made_at: dt.datetime) -> None:
        self._words = words
        self._made_at = made_at
        self._kept = Kept()

    def __enter__(self) -> "Portfolio":
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()

    @property
    def n_workshops(self) -> int:
        """How many were taken in."""
        return len(self._kept.workshops)

    @property
    def n_opportunities(self) -> int:
        """How many opportunities they hold."""
        return len(self._kept.opportunities)

    def add(self, workshop: Workshop, disclosure: Disclosure = EVERYTHING) -> None:
        """Take a workshop in, as far as it is disclosed. Refuses what Excel has no rows for."""
        telling, kept = Telling(workshop, self._words, self._made_at, disclosure), self._kept
        told = telling.workshop
        title = told.about.title or self._words("Untitled workshop")
        kept.titles[named(workshop.about)] = title
        where = (title, day_of(told.about), told.about.place)
        self._take_contributions(workshop, telling, where)
        for line in harvest.partner_lines(told):
            body = harvest.body_and_country(line.name, line.country)
            kept.bodies.setdefault(body, []).append((self.n_workshops, line))
        follows = self._take_follow_up(workshop, telling)
        kinds = harvest.count_kinds(told.standing)
        n_kinds = (kinds[Kind.OPPORTUNITY], kinds[Kind.COMMITMENT])
        n_room = (told.n_people, len(told.tables), len(told.standing))
        kept.workshops.append((*where, *n_room, *n_kinds, follows))

    def _take_contributions(self, workshop: Workshop, telling: Telling, where: Told) -> None:
        columns = contribution_columns(telling)
        columns["priority"] = replace(columns["priority"], value=harvest.priority)
        values = [columns[key].value for key in OF_OPPORTUNITIES]
        known_as, kept = named(workshop.about), self._kept
        for item in telling.workshop.standing:
            ref = telling.refs[item.id]
            if item.kind is Kind.OPPORTUNITY:
                kept.opportunities.append((*where, *(value(item) for value in values)))
            if item.kind is Kind.COMMITMENT or harvest.has_next_step(item):
                said = _said(item, telling)
                kept.steps.append((*where, ref, *said, (known_as, ref)))
        if max(len(kept.opportunities), len(kept.steps)) > _MOST_ROWS:
            raise FileRefused("portfolio_too_large")

    def _take_follow_up(self, workshop: Workshop, telling: Telling) -> str:
        """What the workshop follows, in words."""
        kept, this, follows = self._kept, named(workshop.about), ""
        for earlier, points in left_open(workshop).items():
            told = [telling.workshop.open_points[point.id] for point in points]
            title = told[0].workshop_title or self._words("World Café")
            kept.titles.setdefault(earlier, title)
            follows = dated(title, earlier[1], self._words)
            statuses = Counter(_standing(point) for point in told)
            kept.links.append(Link(earlier, this, title, kept.titles[this], statuses))
            for point in told:
                self._hear((earlier, point.reference), point, telling)
        return follows

    def _hear(self, of: tuple[Named, str], point: OpenPoint, telling: Telling) -> None:
        """What a follow-up says of an open point, unless a later one has said more."""
        about, step = telling.workshop.about, point.next_step
        before, day = self._kept.became.get(of), day_of(about)
        if before is None or (before.day or dt.date.min) <= (day or dt.date.min):
            self._kept.became[of] = Became(
                workshop=about.title or self._words("Untitled workshop"),
                day=day,
                status=telling.label(_standing(point)),
                owner=step.owner if step else "",
                due=step.due if step else None,
                outcome=point.outcome,
            )

    def write(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        """Write the workbook. `progress` hears of the share that is done, from 0 to 1; what it
        raises ends the writing.

        Raises `FileRefused` as `write_synthesis` does, and `portfolio_empty`; what had the name
        stays until the new one is whole.
        """
        if not self.n_workshops:
            raise FileRefused("portfolio_empty")
        workbook, words = Workbook(), self._words
        blank = Telling(Workshop(), words, self._made_at)
        sheets = tuple(PortfolioSheets(self._kept, blank))
        names = sheet_names(sheet.title for sheet in sheets)
        looks = Looks(workbook, leftwards=words.tongue.leftwards)
        workbook.worksheets[0].title = names[0]
        worksheets = [workbook.worksheets[0], *map(workbook.create_sheet, names[1:])]
        parts = [
            lay_out(sheet, worksheet, looks, names[0])
            for sheet, worksheet in zip(sheets, worksheets, strict=True)
        ]
        title = words("Portfolio of workshops")
        for worksheet in worksheets:
            set_up_page(worksheet, words, title, pages_high=0)
        describe(workbook, words, self._made_at, title)
        n_rows, done = sum(part.n_rows for part in parts), count(1)

        def advance(_n: int) -> None:
            if progress:
                progress(min(1.0, 64 * next(done) / n_rows))

        with swapped_in(path) as fresh:
            with fresh.open("wb") as file:
                save(workbook, parts, RowXml(cut_note(blank)), file, advance)
            check(fresh)


def _said(item: Contribution, telling: Telling) -> Told:
    """What a contribution says itself of what happens next, and its organiser since."""
    step = item.next_step
    return (
        telling.label(item.kind),
        item.title,
        step.text if step else "",
        owner_of(item),
        step.due if step else None,
        telling.label(status_of(item)),
        item.organiser_note,
    )


def _standing(point: OpenPoint) -> StepStatus:
    return point.next_step.status if point.next_step else StepStatus.TO_DO
