"""The columns of the sheets of contributions: every field by a key of ours.

Reading an edited workbook follows the same keys (`worldcafe.exchange.edited`).
"""

import re
from collections.abc import Callable
from dataclasses import replace

from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution, NextStep
from worldcafe.domain.vocabulary import Direction, PartnerRole, StepStatus
from worldcafe.exchange.workbook.looks import Look, Mark
from worldcafe.exchange.workbook.part import CellValue, Formula
from worldcafe.exchange.workbook.table import Column, distinct, this_row
from worldcafe.exchange.workbook.telling import SEPARATOR, Telling

EXTRA = "extra:"
"""Begins the key of a column that an organiser added; its heading follows."""


def contribution_columns(telling: Telling) -> dict[str, Column]:
    """Every field of a contribution by its key, under headings that differ."""
    columns = _columns(telling)
    headers = distinct(column.header for column in columns.values())
    keyed = {
        key: replace(column, header=header, key=key)
        for (key, column), header in zip(columns.items(), headers, strict=True)
    }
    factors = keyed["impact"], keyed["feasibility"]
    keyed["priority"] = _multiplied(keyed["priority"], *factors)
    return keyed


def extra_column(name: str) -> Column:
    """A column that an organiser added to an earlier workbook."""

    def value(item: Contribution) -> CellValue:
        found = (extra.value for extra in item.extras if extra.name == name)
        return as_typed(next(found, ""))

    return Column(name, value, 20, key=EXTRA + name)


_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")


def as_typed(text: str) -> CellValue:
    """A number where a text is one and reads back the same, so that it can be summed."""
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text) if "." in text else int(text)
    return number if f"{number:.15g}" == text else text


def _columns(telling: Telling) -> dict[str, Column]:
    """Every field of a contribution by a key of ours."""
    return {
        **_what(telling),
        **_who(telling),
        **_substance(telling),
        **_rating(telling),
        **_next_step(telling),
        **_organiser(telling),
        **_provenance(telling),
    }


def _what(telling: Telling) -> dict[str, Column]:
    words, label = telling.words, telling.label
    return {
        "ref": Column(words("Ref"), lambda c: telling.refs[c.id], 8, Look.REF),
        "kind": Column(words("Kind"), lambda c: label(c.kind), 13, picks="list_kind"),
        "title": Column(words("Title"), lambda c: c.title, 30, Look.STRONG),
        "description": Column(words("In their own words"), lambda c: c.description, 48),
        "title_translation": Column(
            words("Title, translated"), lambda c: c.title_translation, 30
        ),
        "translation": Column(words("Translation"), lambda c: c.translation, 40),
        "translation_lang": Column(
            words("Translated into"),
            lambda c: telling.language(c.translation_lang),
            12,
            picks="list_language",
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
        "step_owner": Column(
            words("Owner"), of_step(lambda s: s.owner), 17, picks="list_owner"
        ),
        "step_due": Column(words("Due"), of_step(lambda s: s.due), 12, Look.DATE),
        "step_status": Column(
            words("Status"),
            of_step(lambda s: label(s.status)),
            11,
            picks="list_status",
            marks=status_marks(telling),
        ),
    }


def status_marks(telling: Telling) -> dict[str, Mark]:
    """How a status strikes the eye, by its label."""
    return {
        telling.label(StepStatus.DONE): Mark.GOOD,
        telling.label(StepStatus.DOING): Mark.ATTENTION,
        telling.label(StepStatus.DROPPED): Mark.QUIET,
    }


def _organiser(telling: Telling) -> dict[str, Column]:
    """What the organiser fills in after the café, and what the harvest added."""
    words, label, workshop = telling.words, telling.label, telling.workshop
    dots = harvest.dots(workshop)

    def cluster(item: Contribution) -> str:
        found = workshop.clusters.get(item.cluster_id or "")
        return found.name if found else ""

    def merged_from(item: Contribution) -> str:
        return SEPARATOR.join(telling.refs[e.id] for e in workshop.originals.get(item.id, ()))

    return {
        "organiser_status": Column(
            words("Follow-up"),
            lambda c: label(c.organiser_status),
            12,
            picks="list_status",
            marks=status_marks(telling),
        ),
        "organiser_owner": Column(
            words("Followed up by"),
            lambda c: c.organiser_owner,
            18,
            picks="list_owner",
        ),
        "organiser_note": Column(words("Organiser’s note"), lambda c: c.organiser_note, 30),
        "review": Column(words("Review"), lambda c: label(c.review), 13, picks="list_review"),
        "votes": Column(words("Dots"), lambda c: dots.get(c.id), 8, Look.NUMBER, bar=True),
        "cluster": Column(
            words("Cluster"),
            cluster,
            22,
            picks="list_cluster" if workshop.clusters else "",
        ),
        "merged_from": Column(words("Merged from"), merged_from, 16),
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
        "lang": Column(
            words("Language"), lambda c: telling.language(c.lang), 12, picks="list_language"
        ),
        "builds_on": Column(
            words("Builds on"), lambda c: telling.refs.get(c.builds_on_id or ""), 10, Look.REF
        ),
        "id": Column(words("Identifier"), lambda c: c.id, 36, Look.QUIET),
    }
