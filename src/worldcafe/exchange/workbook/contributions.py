"""The sheets that hold contributions: one row each, everything that was said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from worldcafe.domain import fields as f
from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Kind
from worldcafe.exchange.workbook.contribution_columns import (
    contribution_columns,
    extra_column,
    key_of,
    told_fields,
)
from worldcafe.exchange.workbook.table import SheetColumn, Table, TableSheet, column_ref
from worldcafe.exchange.workbook.telling import Telling

OTHER_KINDS = (Kind.IDEA, Kind.QUESTION, Kind.CONCERN)
CONTRIBUTION_TABLES = {
    "Opportunities": (Kind.OPPORTUNITY,),
    "Experiences": (Kind.EXPERIENCE,),
    "Commitments": (Kind.COMMITMENT,),
    "OtherContributions": OTHER_KINDS,
}
"""The kinds in every table of contributions."""

_TRANSLATED = "title_translation translation translation_lang"
_ORGANISER = "organiser_status organiser_owner organiser_note review"
_AWAITED = frozenset(
    f"{_ORGANISER} step_text step_owner step_due step_status impact feasibility".split()
)
"""Columns in which an organiser is to write, also while they are empty."""
_HARVEST = "votes cluster merged_from"
_ORIGIN = "builds_on note_taker recorded_at lang id"
_KEYS = {
    "Opportunities": (
        "ref title description themes modality partners step_text step_owner step_due"
        f" step_status table round table_theme {_ORGANISER} {_TRANSLATED}"
        " beneficiary pivotal facilitating provider recipient reciprocal funding"
        " implementing countries"
        " activities scope demand demand_confirmed experience_offered offered needed"
        " expected_result beneficiaries adaptation maturity impact feasibility priority"
        f" {_HARVEST} quality_checks enabling_factors obstacles step_type contacts pillars"
        f" sdg_targets {_ORIGIN}"
    ),
    "Experiences": (
        "ref title description themes partners place lesson table round table_theme"
        f" {_ORGANISER} {_TRANSLATED} countries pillars sdg_targets contacts {_HARVEST}"
        f" {_ORIGIN}"
    ),
    "Commitments": (
        "ref title description step_owner step_due step_status step_text step_type themes"
        f" partners table round table_theme {_ORGANISER} {_TRANSLATED} {_HARVEST} {_ORIGIN}"
    ),
    "OtherContributions": (
        f"ref kind title description themes partners table round table_theme {_ORGANISER}"
        f" {_TRANSLATED} {_HARVEST} {_ORIGIN}"
    ),
}
"""The columns of every table of contributions by their keys, in the order readers know.

A field that is not named here stands behind the one it follows where it is asked for.
"""

_ALSO = ("title_translation", "translation")
"""Beside the original once somebody has translated anything; further right until then."""


class ContributionSheets:
    """The four sheets of contributions, and the headings that formulas elsewhere name."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._columns = contribution_columns(telling)
        self._extras = tuple(_extra_names(telling.workshop.contributions.values()))
        self._is_translated = any(
            item.translation or item.title_translation for item in telling.workshop.standing
        )

    def ref(self, table: str, key: str) -> str:
        """A column of one of the tables in a formula, by its key, such as `themes`."""
        return column_ref(table, self._columns[key].header)

    def column(self, key: str, width: float | None = None) -> SheetColumn:
        """A column for another sheet, with what it is read back by."""
        column = self._columns[key]
        return column if width is None else replace(column, width=width)

    def sheets(self) -> tuple[TableSheet, ...]:
        words = self._telling.words
        return (
            self._sheet(
                "Opportunities",
                words("Opportunities"),
                words("Every cooperation opportunity noted at the tables, one row each."),
                n_printed=12,
            ),
            self._sheet(
                "Experiences",
                words("Experiences"),
                words("Practices that participants shared: what others can learn from."),
                n_printed=10,
            ),
            self._sheet(
                "Commitments",
                words("Commitments"),
                words("What participants said they will do themselves."),
                n_printed=12,
            ),
            self._sheet(
                "OtherContributions",
                words("Other contributions"),
                words("Ideas, questions and concerns noted at the tables."),
                n_printed=9,
            ),
        )

    def _sheet(self, table: str, title: str, lead: str, n_printed: int) -> TableSheet:
        keys = self._keys(table)
        items = harvest.of_kinds(self._telling.workshop, *CONTRIBUTION_TABLES[table])
        shown = [*keys[:-1], *self._also_said(keys, items)]
        extras = tuple(map(extra_column, self._extras))
        columns = (*map(self._in_view, shown), *extras, self._columns[keys[-1]])
        n_more = sum(key in (*_ALSO, "room") for key in keys[: n_printed + 1])
        return TableSheet(
            title,
            lead,
            (Table(table, columns, items, folds=True, keeps_base=True),),
            n_fixed_columns=1 + keys.index("title"),
            n_printed_columns=n_printed + n_more,
        )

    def _in_view(self, key: str) -> SheetColumn:
        return replace(self._columns[key], awaited=key in _AWAITED)

    def _keys(self, table: str) -> list[str]:
        """The keys of a table's columns; those without personal data, where that is asked."""
        hidden = () if self._telling.disclosure.personal_data else ("contacts",)
        keys = [key for key in columns_of(table) if key not in hidden]
        if self._telling.workshop.rooms:
            keys.insert(keys.index("table"), "room")
        if self._is_translated:
            keys = [key for key in keys if key not in _ALSO]
            keys.insert(keys.index("title") + 1, "title_translation")
            keys.insert(keys.index("description") + 1, "translation")
        return keys

    def _also_said(self, keys: Sequence[str], items: Sequence[Contribution]) -> list[str]:
        """Fields the kind is not asked for, where something is in them all the same."""
        return [
            key
            for key, column in self._columns.items()
            if key not in keys
            and key not in ("kind", "priority", "contacts")
            and any(column.value(item) not in (None, "") for item in items)
        ]


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The keys of a table's columns: the known ones, and every field of its kinds."""
    keys = _KEYS[table].split()
    kinds = CONTRIBUTION_TABLES[table]
    asked = {field.name for field in f.FIELDS if field.kinds.issuperset(kinds)} - {"kind"}
    before = "description"
    for field, path, _ in told_fields():
        key = key_of(path)
        if key not in keys and field.name in asked:
            keys.insert(keys.index(before) + 1, key)
        if key in keys:
            before = key
    return tuple(keys)


def _extra_names(items: Iterable[Contribution]) -> Iterable[str]:
    """The columns that organisers added, in the order in which they first appear."""
    return dict.fromkeys(extra.name for item in items for extra in item.extras)
