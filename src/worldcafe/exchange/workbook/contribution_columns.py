"""The columns of the sheets of contributions: what the fields say, and what follows from them.

Reading an edited workbook follows the same keys (`worldcafe.exchange.edited`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from worldcafe.domain import fields as f
from worldcafe.domain import harvest
from worldcafe.domain.changes import value_of
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import PartnerRole, StepStatus
from worldcafe.exchange.workbook.codes import list_of
from worldcafe.exchange.workbook.looks import Look, Mark
from worldcafe.exchange.workbook.part import CellValue, Formula
from worldcafe.exchange.workbook.table import SheetColumn, distinct, this_row
from worldcafe.exchange.workbook.telling import SEPARATOR, Telling
from worldcafe.wording.captions import caption

EXTRA = "extra:"
"""Begins the key of a column that an organiser added; its heading follows."""

_KEYS = {
    "table_id": "table", "round_id": "round", "author_id": "note_taker",
    "builds_on_id": "builds_on", "resources.offered": "offered", "resources.needed": "needed",
    **{f"next_step.{part.name}": f"step_{part.name}" for part in f.NEXT_STEP.parts},
}  # fmt: skip
"""The keys of columns, by the path of their field, where the two differ."""


def key_of(path: str) -> str:
    """The key of the column that shows a field; a workbook remembers its columns by it."""
    return _KEYS.get(path, path)


def told_fields() -> Iterator[tuple[f.Field, str, f.Form]]:
    """What columns show: fields, or parts of them, by their paths, each with its form."""
    for field in (*f.ORIGIN, *f.FIELDS):
        yield from ((field, path, form) for path, form in f.paths_of(field))


def contribution_columns(telling: Telling) -> dict[str, SheetColumn]:
    """Every column of a contribution by its key, under headings that differ."""
    columns = {
        "ref": SheetColumn(telling.words("Ref"), lambda c: telling.refs[c.id], 8, Look.REF),
        **{key_of(path): _column(path, form, telling) for _, path, form in told_fields()},
        **_of_partners(telling),
        **_of_harvest(telling),
        **_of_origin(telling),
    }
    headers = distinct(column.header for column in columns.values())
    keyed = {
        key: replace(column, header=header, key=key)
        for (key, column), header in zip(columns.items(), headers, strict=True)
    }
    factors = keyed["impact"], keyed["feasibility"]
    keyed["priority"] = _multiplied(keyed["priority"], *factors)
    return keyed


def extra_column(name: str) -> SheetColumn:
    """A column that an organiser added to an earlier workbook."""

    def value(item: Contribution) -> CellValue:
        found = (extra.value for extra in item.extras if extra.name == name)
        return as_typed(next(found, ""))

    return SheetColumn(name, value, 20, key=EXTRA + name)


_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")


def as_typed(text: str) -> CellValue:
    """A number where a text is one and reads back the same, so that it can be summed."""
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text) if "." in text else int(text)
    return number if f"{number:.15g}" == text else text


# --- by form -----------------------------------------------------------------------------

_Tell = Callable[[Any], CellValue]


@dataclass(frozen=True)
class _Way:
    """How the values of a form fill a column."""

    width: float
    tell: Callable[[Telling], _Tell] = lambda _telling: _as_it_is
    look: Look = Look.TEXT
    picks: str = ""
    scale: tuple[int, int] | None = None
    of_item: bool = False
    """Whether `tell` is told the contribution, where the field alone says too little."""


def _as_it_is(value: Any) -> CellValue:
    found: CellValue = value
    return found


_WAYS: dict[type[f.Form], _Way] = {
    f.Someone: _Way(18, picks="list_owner"),
    f.City: _Way(20),
    f.OneOf: _Way(14, lambda telling: telling.label),
    f.SomeOf: _Way(20, lambda telling: telling.labels),
    f.Themes: _Way(20, lambda telling: telling.themes, of_item=True),
    f.Targets: _Way(14, lambda _telling: SEPARATOR.join),
    f.Language: _Way(12, lambda telling: telling.language, picks="list_language"),
    f.Goals: _Way(14, lambda _telling: SEPARATOR.join),
    f.When: _Way(12),
    f.Figure: _Way(14, look=Look.MONEY),
    f.Currency: _Way(10, picks="list_currency"),
    f.Rating: _Way(12, look=Look.NUMBER, scale=(1, 5)),
    f.Day: _Way(12, look=Look.DATE),
    f.Tick: _Way(11, lambda telling: telling.yes_no, picks="list_yes_no"),
    f.Person: _Way(18, lambda telling: telling.note_taker, of_item=True),
    f.Reference: _Way(10, lambda telling: telling.refs.get, Look.REF),
    f.Several: _Way(34),
}
_WAYS_OF: dict[f.Form, _Way] = {
    f.LINE: _Way(20),
    f.Place("table"): _Way(8, lambda telling: telling.table_number, Look.NUMBER),
    f.Place("round"): _Way(8, lambda telling: telling.round_number, Look.NUMBER),
    f.PARTNERS: _Way(34, lambda telling: telling.partners, of_item=True),
    f.RESOURCES: _Way(28, lambda telling: telling.resources),
    f.CONTACTS: _Way(34, lambda telling: telling.contacts, of_item=True),
}
_WIDTHS = {"title": 30, "title_translation": 30, "description": 48, "translation": 40,
           "id": 36}  # fmt: skip
"""Where the form says too little."""
_LOOKS = {"title": Look.STRONG, "id": Look.QUIET}


def _column(path: str, form: f.Form, telling: Telling) -> SheetColumn:
    """The column of a field, or of a part of one."""
    way = _WAYS_OF.get(form) or _WAYS.get(type(form)) or _Way(30)
    header, picks = caption(path, telling.words), way.picks
    marks: Mapping[str, Mark] = {}
    if form == f.CONTACTS:
        header = telling.words("Contacts who agreed to be named")
    if isinstance(form, f.OneOf):
        picks = list_of(form.codes)
        marks = status_marks(telling) if form.codes is StepStatus else {}
    return SheetColumn(
        header,
        way.tell(telling) if way.of_item else _value(path, form, way.tell(telling)),
        _WIDTHS.get(path, way.width),
        _LOOKS.get(path, way.look),
        picks=picks,
        scale=way.scale,
        marks=marks,
        leads_out=isinstance(form, f.Link),
    )


def _value(path: str, form: f.Form, tell: _Tell) -> Callable[[Contribution], CellValue]:
    """What the column says of a contribution; nothing where the field says nothing."""
    saying = _saying(path)
    about = form.of if isinstance(form, f.Tick) else ""

    def value(item: Contribution) -> CellValue:
        found = saying(item)
        is_silent = found is None or (about and not getattr(item, about))
        return None if is_silent else tell(found)

    return value


def _saying(path: str) -> Callable[[Contribution], Any]:
    """What a field says. A next step that nobody described says nothing, not even a status."""
    if path.startswith("next_step."):
        return lambda item: value_of(item, path) if harvest.has_next_step(item) else None
    return (lambda item: value_of(item, path)) if "." in path else attrgetter(path)


# --- what follows from the fields --------------------------------------------------------


def _of_partners(telling: Telling) -> dict[str, SheetColumn]:
    def part(role: PartnerRole) -> SheetColumn:
        return SheetColumn(telling.label(role), lambda c: telling.partners_as(c, role), 26)

    return {
        **{str(role): part(role) for role in PartnerRole},
        "countries": SheetColumn(telling.words("Countries"), telling.countries, 18),
    }


def _multiplied(
    priority: SheetColumn, impact: SheetColumn, feasibility: SheetColumn
) -> SheetColumn:
    """The priority as a formula over its two factors, under the headings they ended up with."""
    factors = [this_row("Opportunities", each.header) for each in (impact, feasibility)]
    product = f'IF(COUNT({",".join(factors)})=2,{"*".join(factors)},"")'

    def value(item: Contribution) -> Formula:
        known = harvest.priority(item)
        return Formula(product, "" if known is None else known)

    return replace(priority, value=value, calculated=product)


def status_marks(telling: Telling) -> dict[str, Mark]:
    """How a status strikes the eye, by its label."""
    return {
        telling.label(StepStatus.DONE): Mark.GOOD,
        telling.label(StepStatus.DOING): Mark.ATTENTION,
        telling.label(StepStatus.DROPPED): Mark.QUIET,
    }


def _of_harvest(telling: Telling) -> dict[str, SheetColumn]:
    """What the harvest added."""
    words, workshop = telling.words, telling.workshop
    dots = harvest.dots(workshop)

    def cluster(item: Contribution) -> str:
        found = workshop.clusters.get(item.cluster_id or "")
        return found.name if found else ""

    def merged_from(item: Contribution) -> str:
        return SEPARATOR.join(telling.refs[e.id] for e in workshop.originals.get(item.id, ()))

    return {
        "votes": SheetColumn(words("Dots"), lambda c: dots.get(c.id), 8, Look.NUMBER, bar=True),
        "cluster": SheetColumn(
            words("Cluster"),
            cluster,
            22,
            picks="list_cluster" if workshop.clusters else "",
        ),
        "merged_from": SheetColumn(words("Merged from"), merged_from, 16),
        "priority": SheetColumn(
            words("Priority (impact × feasibility)"),
            harvest.priority,
            14,
            Look.NUMBER,
            bar=True,
        ),
    }


def _of_origin(telling: Telling) -> dict[str, SheetColumn]:
    words, workshop = telling.words, telling.workshop
    return {
        "room": SheetColumn(words("Room"), lambda c: workshop.room_of(c.table_id), 16),
        "table_theme": SheetColumn(
            words("Theme of the table"), lambda c: telling.table_theme(c.table_id), 20
        ),
        "recorded_at": SheetColumn(
            words("Recorded"), lambda c: telling.local(c.recorded_at), 17, Look.MOMENT
        ),
        "came_by": SheetColumn(
            words("How it came in"), lambda c: telling.label(c.came_by) if c.came_by else "", 18
        ),
    }
