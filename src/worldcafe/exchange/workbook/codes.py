"""The code lists, and the named ranges that cells elsewhere pick from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain import fields as f
from worldcafe.domain import vocabulary as v
from worldcafe.domain.folding import fold
from worldcafe.exchange.workbook.looks import Look
from worldcafe.exchange.workbook.table import SheetColumn, Table, TableSheet
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.wording import N_
from worldcafe.wording.captions import caption
from worldcafe.wording.currencies import currencies_of
from worldcafe.wording.languages import LANGUAGES

LABEL_COLUMN = 3


_OTHER_LISTS: dict[type[v.Code], str] = {
    v.ThemeCode: N_("Themes"),
    v.PartnerRole: N_("Partner role"),
    v.PartnerType: N_("Partner type"),
    v.ResourceKind: N_("Resources"),
    v.Direction: N_("Offered or needed"),
    v.StepStatus: N_("Status"),
    v.HandIn: N_("Notes"),
    v.Role: N_("Role"),
}
"""Lists that are not those of one field, by their names."""
_ORDER = (
    v.Kind, v.Modality, v.Activity, v.Scope, v.ThemeCode, v.Pillar, v.PartnerRole,
    v.PartnerType, v.ResourceKind, v.Direction, v.Maturity, v.ActivityStatus,
    v.AgreementFrame, v.AmountKind, v.Goal, v.QualityCheck, v.NextStepType,
    v.StepStatus, v.Review, v.HandIn, v.Role,
)  # fmt: skip
"""Lists in the order that readers know; others follow them."""
_KEYS: dict[type[v.Code], str] = {
    v.ThemeCode: "theme", v.ResourceKind: "resource", v.NextStepType: "next_step",
    v.StepStatus: "status",
}  # fmt: skip
_WORD_STARTS = re.compile(r"(?<!^)(?=[A-Z])")


def list_of(codes: type[v.Code]) -> str:
    """The name of the range that holds the codes of a list."""
    key = _KEYS.get(codes) or _WORD_STARTS.sub("_", codes.__name__).lower()
    return f"list_{key}"


@dataclass(frozen=True)
class Entry:
    """A code of a list, and what it is called."""

    range_name: str
    list_name: str
    code: str
    label: str


def code_lists(telling: Telling) -> TableSheet:
    """Every list, code by code."""
    words = telling.words
    columns = (
        SheetColumn(words("List"), lambda e: e.list_name, 28),
        SheetColumn(words("Code"), lambda e: e.code, 30, Look.QUIET),
        SheetColumn(words("Label"), lambda e: e.label, 42, Look.STRONG),
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
        name = entry.range_name
        ranges[name] = (ranges.get(name, (row, row))[0], row)
    return ranges


def _entries(telling: Telling) -> tuple[Entry, ...]:
    words = telling.words
    names = _names(telling)
    lists = sorted(names, key=lambda codes: [*_ORDER, codes].index(codes))
    targets, languages = caption("sdg_targets", words), words("Languages")
    answers, currencies = words("Yes or no"), caption("amount.currency", words)
    return (
        *(
            Entry(list_of(codes), names[codes], code.value, telling.label(code))
            for codes in lists
            for code in codes
        ),
        *(Entry("list_sdg_target", targets, target, target) for target in v.SDG_TARGETS),
        *(
            Entry("list_language", languages, each, telling.language(each))
            for each in LANGUAGES
        ),
        *(
            Entry("list_currency", currencies, code, code)
            for code in currencies_of(p.country for p in telling.workshop.participants.values())
        ),
        Entry("list_yes_no", answers, "yes", telling.yes),
        Entry("list_yes_no", answers, "no", telling.no),
        *_of_the_workshop(telling),
    )


def _names(telling: Telling) -> dict[type[v.Code], str]:
    """What every list is called: as the field it is of, where there is one."""
    words = telling.words
    names = {
        form.codes: caption(path, words)
        for field in f.FIELDS
        for path, form in f.paths_of(field)
        if isinstance(form, f.OneOf | f.SomeOf)
    }
    return names | {codes: words(name) for codes, name in _OTHER_LISTS.items()}


def _of_the_workshop(telling: Telling) -> Iterator[Entry]:
    """Names of this café: clusters, and whoever may own something."""
    words, workshop = telling.words, telling.workshop
    clusters = sorted(workshop.clusters.values(), key=lambda each: each.position)
    yield from (Entry("list_cluster", words("Clusters"), "", each.name) for each in clusters)
    items = workshop.standing
    owners = {
        *(item.organiser_owner for item in items),
        *(item.next_step.owner for item in items if item.next_step),
        *(person.name for person in workshop.participants.values()),
    }
    shown = {owner for owner in owners if owner} or {""}
    for owner in sorted(shown, key=lambda name: (fold(name), name)):
        yield Entry("list_owner", words("Owners"), "", owner)
