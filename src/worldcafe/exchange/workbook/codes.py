"""The code lists, and the named ranges that cells elsewhere pick from."""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain import vocabulary as v
from worldcafe.domain.folding import fold
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.table import Column, Table, TableSheet
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.wording.languages import LANGUAGES

LABEL_COLUMN = 3


@dataclass(frozen=True)
class Entry:
    """A code of a list, and what it is called."""

    list_key: str
    list_name: str
    code: str
    label: str


def code_lists(telling: Telling) -> TableSheet:
    """Every list, code by code."""
    words = telling.words
    columns = (
        Column(words("List"), lambda e: e.list_name, 28),
        Column(words("Code"), lambda e: e.code, 30, Look.QUIET),
        Column(words("Label"), lambda e: e.label, 42, Look.STRONG),
    )
    return TableSheet(
        words("Code lists"),
        words("The values to pick from in the other sheets. Text of your own is welcome too."),
        (Table("CodeLists", columns, _entries(telling)),),
        n_fixed_columns=0,
    )


def named_ranges(sheet: TableSheet, first_row: int) -> dict[str, tuple[int, int]]:
    """The first and the last row of every list, by the name that pick lists use."""
    ranges: dict[str, tuple[int, int]] = {}
    for row, entry in enumerate(sheet.tables[0].subjects, start=first_row):
        name = f"list_{entry.list_key}"
        ranges[name] = (ranges.get(name, (row, row))[0], row)
    return ranges


def _entries(telling: Telling) -> tuple[Entry, ...]:
    words = telling.words
    lists: tuple[tuple[str, str, type[v.Code]], ...] = (
        ("kind", words("Kind"), v.Kind),
        ("modality", words("Modality"), v.Modality),
        ("activity", words("Activities"), v.Activity),
        ("scope", words("Scope"), v.Scope),
        ("theme", words("Themes"), v.ThemeCode),
        ("pillar", words("Decent work pillars"), v.Pillar),
        ("partner_role", words("Partner role"), v.PartnerRole),
        ("partner_type", words("Partner type"), v.PartnerType),
        ("resource", words("Resources"), v.ResourceKind),
        ("direction", words("Offered or needed"), v.Direction),
        ("maturity", words("Maturity"), v.Maturity),
        ("quality_check", words("Quality checks"), v.QualityCheck),
        ("next_step", words("Type of next step"), v.NextStepType),
        ("status", words("Status"), v.StepStatus),
        ("review", words("Review"), v.Review),
        ("hand_in", words("Notes"), v.HandIn),
        ("role", words("Role"), v.Role),
    )
    targets, languages = words("SDG targets"), words("Languages")
    answers = words("Yes or no")
    return (
        *(
            Entry(key, name, code.value, telling.label(code))
            for key, name, codes in lists
            for code in codes
        ),
        *(Entry("sdg_target", targets, target, target) for target in v.SDG_TARGETS),
        *(Entry("language", languages, each, telling.language(each)) for each in LANGUAGES),
        Entry("yes_no", answers, "yes", telling.yes),
        Entry("yes_no", answers, "no", telling.no),
        *_of_the_workshop(telling),
    )


def _of_the_workshop(telling: Telling) -> Iterator[Entry]:
    """Names of this café: clusters, and whoever may own something."""
    words, workshop = telling.words, telling.workshop
    clusters = sorted(workshop.clusters.values(), key=lambda each: each.position)
    yield from (Entry("cluster", words("Clusters"), "", each.name) for each in clusters)
    items = workshop.standing
    owners = {
        *(item.organiser_owner for item in items),
        *(item.next_step.owner for item in items if item.next_step),
        *(person.name for person in workshop.participants.values()),
    }
    shown = {owner for owner in owners if owner} or {""}
    for owner in sorted(shown, key=lambda name: (fold(name), name)):
        yield Entry("owner", words("Owners"), "", owner)
