"""The sheets that hold contributions: one row each, everything that was said about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution, NextStep
from worldcafe.domain.vocabulary import Direction, Kind, PartnerRole
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.part import CellValue, Formula
from worldcafe.exchange.workbook.table import (
    Column,
    Table,
    TableSheet,
    column_ref,
    distinct,
    this_row,
)
from worldcafe.exchange.workbook.telling import Telling

OTHER_KINDS = (Kind.IDEA, Kind.QUESTION, Kind.CONCERN)
CONTRIBUTION_TABLES = {
    "Opportunities": (Kind.OPPORTUNITY,),
    "Experiences": (Kind.EXPERIENCE,),
    "Commitments": (Kind.COMMITMENT,),
    "OtherContributions": OTHER_KINDS,
}
"""The kinds in every table of contributions."""

_OPPORTUNITY = (
    "ref title description themes modality partners step_text step_owner step_due step_status"
    " table round table_theme translation translation_lang"
    " beneficiary pivotal facilitating provider recipient reciprocal countries"
    " activities scope demand demand_confirmed experience_offered offered needed"
    " expected_result beneficiaries adaptation maturity impact feasibility priority"
    " quality_checks enabling_factors obstacles step_type contacts pillars sdg_targets"
    " builds_on note_taker recorded_at lang id"
)
_EXPERIENCE = (
    "ref title description themes partners place lesson table round table_theme translation"
    " translation_lang countries pillars sdg_targets contacts builds_on note_taker recorded_at"
    " lang id"
)
_COMMITMENT = (
    "ref title description step_owner step_due step_status step_text step_type themes partners"
    " table round table_theme translation translation_lang builds_on note_taker recorded_at"
    " lang id"
)
_OTHER = (
    "ref kind title description themes partners table round table_theme translation"
    " translation_lang builds_on note_taker recorded_at lang id"
)


class ContributionSheets:
    """The four sheets of contributions, and the headings that formulas elsewhere name."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        columns = _columns(telling)
        headers = distinct(column.header for column in columns.values())
        self._columns = {
            key: column.headed(header)
            for (key, column), header in zip(columns.items(), headers, strict=True)
        }
        factors = self._columns["impact"], self._columns["feasibility"]
        self._columns["priority"] = _multiplied(self._columns["priority"], *factors)

    def ref(self, table: str, key: str) -> str:
        """A column of one of the tables in a formula, by its key, such as `themes`."""
        return column_ref(table, self._columns[key].header)

    def sheets(self) -> tuple[TableSheet, ...]:
        words = self._telling.words
        return (
            self._sheet(
                "Opportunities",
                words("Opportunities"),
                words("Every cooperation opportunity noted at the tables, one row each."),
                _OPPORTUNITY,
                n_printed=12,
            ),
            self._sheet(
                "Experiences",
                words("Experiences"),
                words("Practices that participants shared: what others can learn from."),
                _EXPERIENCE,
                n_printed=10,
            ),
            self._sheet(
                "Commitments",
                words("Commitments"),
                words("What participants said they will do themselves."),
                _COMMITMENT,
                n_printed=12,
            ),
            self._sheet(
                "OtherContributions",
                words("Other contributions"),
                words("Ideas, questions and concerns noted at the tables."),
                _OTHER,
                n_printed=9,
            ),
        )

    def _sheet(
        self, table: str, title: str, lead: str, fields: str, n_printed: int
    ) -> TableSheet:
        keys = fields.split()
        items = harvest.of_kinds(self._telling.workshop, *CONTRIBUTION_TABLES[table])
        shown = [*keys[:-1], *self._also_said(keys, items), keys[-1]]
        columns = tuple(self._columns[key] for key in shown)
        return TableSheet(
            title,
            lead,
            (Table(table, columns, items),),
            n_fixed_columns=1 + keys.index("title"),
            n_printed_columns=n_printed,
        )

    def _also_said(self, keys: Sequence[str], items: Sequence[Contribution]) -> list[str]:
        """Fields the kind is not asked for, where something is in them all the same."""
        return [
            key
            for key, column in self._columns.items()
            if key not in keys
            and key not in ("kind", "priority")
            and any(column.value(item) not in (None, "") for item in items)
        ]


def _columns(telling: Telling) -> dict[str, Column]:
    """Every field of a contribution by a key of ours."""
    return {
        **_what(telling),
        **_who(telling),
        **_substance(telling),
        **_rating(telling),
        **_next_step(telling),
        **_provenance(telling),
    }


def _what(telling: Telling) -> dict[str, Column]:
    words, label = telling.words, telling.label
    return {
        "ref": Column(words("Ref"), lambda c: telling.refs[c.id], 8, Look.REF),
        "kind": Column(words("Kind"), lambda c: label(c.kind), 13, picks="list_kind"),
        "title": Column(words("Title"), lambda c: c.title, 30, Look.STRONG),
        "description": Column(words("In their own words"), lambda c: c.description, 48),
        "translation": Column(words("Translation"), lambda c: c.translation, 40),
        "translation_lang": Column(
            words("Translated into"), lambda c: telling.language(c.translation_lang), 12
        ),
        "themes": Column(words("Themes"), telling.themes, 20),
        "modality": Column(
            words("Modality"), lambda c: label(c.modality), 16, picks="list_modality"
        ),
        "activities": Column(words("Activities"), lambda c: telling.labels(c.activities), 20),
        "scope": Column(words("Scope"), lambda c: label(c.scope), 14, picks="list_scope"),
        "pillars": Column(
            words("Decent work pillars"), lambda c: telling.labels(c.pillars), 20
        ),
        "sdg_targets": Column(words("SDG targets"), lambda c: "; ".join(c.sdg_targets), 14),
    }


def _who(telling: Telling) -> dict[str, Column]:
    words = telling.words

    def part(role: PartnerRole) -> Column:
        return Column(telling.label(role), lambda c: telling.partners_as(c, role), 26)

    return {
        "partners": Column(words("Partners and their roles"), telling.partners, 34),
        **{str(role): part(role) for role in PartnerRole},
        "countries": Column(words("Countries"), telling.countries, 18),
        "contacts": Column(words("Contacts who agreed to be named"), telling.contacts, 34),
    }


def _substance(telling: Telling) -> dict[str, Column]:
    words = telling.words
    return {
        "demand": Column(words("Demand: who asked, for what"), lambda c: c.demand, 32),
        "demand_confirmed": Column(
            words("Demand confirmed"),
            lambda c: (telling.yes if c.demand_confirmed else telling.no) if c.demand else None,
            11,
            picks="list_yes_no",
        ),
        "experience_offered": Column(
            words("Experience offered"), lambda c: c.experience_offered, 30
        ),
        "place": Column(words("Place"), lambda c: c.place, 20),
        "lesson": Column(words("Lesson learned"), lambda c: c.lesson, 36),
        "offered": Column(
            words("Resources offered"), lambda c: telling.resources(c, Direction.OFFERED), 28
        ),
        "needed": Column(
            words("Resources needed"), lambda c: telling.resources(c, Direction.NEEDED), 28
        ),
        "expected_result": Column(words("Expected result"), lambda c: c.expected_result, 30),
        "beneficiaries": Column(words("Who benefits"), lambda c: c.beneficiaries, 24),
        "adaptation": Column(
            words("Adaptation to the other context"), lambda c: c.adaptation, 30
        ),
        "quality_checks": Column(
            words("Quality checks"), lambda c: telling.labels(c.quality_checks), 20
        ),
        "enabling_factors": Column(words("Enabling factors"), lambda c: c.enabling_factors, 26),
        "obstacles": Column(words("Obstacles"), lambda c: c.obstacles, 26),
    }


def _rating(telling: Telling) -> dict[str, Column]:
    words = telling.words

    def rating(header: str, value: Callable[[Contribution], CellValue]) -> Column:
        return Column(header, value, 12, Look.NUMBER, scale=(1, 5))

    return {
        "maturity": Column(
            words("Maturity"), lambda c: telling.label(c.maturity), 15, picks="list_maturity"
        ),
        "impact": rating(words("Impact (1–5)"), lambda c: c.impact),
        "feasibility": rating(words("Feasibility (1–5)"), lambda c: c.feasibility),
        "priority": Column(
            words("Priority (impact × feasibility)"),
            harvest.priority,
            14,
            Look.NUMBER,
            bar=True,
        ),
    }


def _multiplied(priority: Column, impact: Column, feasibility: Column) -> Column:
    """The priority as a formula over its two factors, under the headings they ended up with."""
    factors = [this_row("Opportunities", each.header) for each in (impact, feasibility)]
    product = f'IF(COUNT({",".join(factors)})=2,{"*".join(factors)},"")'

    def value(item: Contribution) -> Formula:
        known = harvest.priority(item)
        return Formula(product, "" if known is None else known)

    return replace(priority, value=value, calculated=product)


def _next_step(telling: Telling) -> dict[str, Column]:
    words, label = telling.words, telling.label

    def of_step(value: Callable[[NextStep], CellValue]) -> Callable[[Contribution], CellValue]:
        def of(item: Contribution) -> CellValue:
            step = item.next_step
            return value(step) if step is not None and harvest.has_next_step(item) else None

        return of

    return {
        "step_type": Column(
            words("Type of next step"),
            of_step(lambda s: label(s.type)),
            18,
            picks="list_next_step",
        ),
        "step_text": Column(words("Next step"), of_step(lambda s: s.text), 28),
        "step_owner": Column(words("Owner"), of_step(lambda s: s.owner), 17),
        "step_due": Column(words("Due"), of_step(lambda s: s.due), 12, Look.DATE),
        "step_status": Column(
            words("Status"), of_step(lambda s: label(s.status)), 11, picks="list_status"
        ),
    }


def _provenance(telling: Telling) -> dict[str, Column]:
    words, number = telling.words, Look.NUMBER
    return {
        "table": Column(words("Table"), lambda c: telling.table_number(c.table_id), 8, number),
        "round": Column(words("Round"), lambda c: telling.round_number(c.round_id), 8, number),
        "table_theme": Column(
            words("Theme of the table"), lambda c: telling.table_theme(c.table_id), 20
        ),
        "note_taker": Column(words("Note-taker"), telling.note_taker, 18),
        "recorded_at": Column(
            words("Recorded"), lambda c: telling.local(c.recorded_at), 17, Look.MOMENT
        ),
        "lang": Column(words("Language"), lambda c: telling.language(c.lang), 12),
        "builds_on": Column(
            words("Builds on"), lambda c: telling.refs.get(c.builds_on_id or ""), 10, Look.REF
        ),
        "id": Column(words("Identifier"), lambda c: c.id, 36, Look.QUIET),
    }
