"""A quality report as plain JSON values."""

from collections.abc import Iterable
from typing import Any

from worldcafe.domain.rotation.quality.findings import Collision, Misfit, Revisit, UnmetWish
from worldcafe.domain.rotation.quality.report import QualityReport
from worldcafe.domain.rotation.terms import RuleName, Rules


def report_as_json(report: QualityReport) -> dict[str, Any]:
    """The report as plain values; tables and people by id, rounds from 0."""
    return {
        "people": report.n_people,
        "tables": report.n_tables,
        "rounds": report.n_rounds,
        "encounters": _encounters(report),
        "people_met": {"min": report.met_min, "mean": report.met_mean},
        "people_who_meet_fewest": list(report.met_fewest),
        "table_revisits": _revisits(
            "table", report.table_revisits, report.table_revisits_lower_bound
        ),
        "theme_revisits": _revisits(
            "theme", report.theme_revisits, report.theme_revisits_lower_bound
        ),
        "sizes": {
            "by_round": [list(sizes) for sizes in report.sizes_by_round],
            "by_table": [list(sizes) for sizes in report.sizes_by_table],
        },
        "rules": _rules(report.rules),
        "language_conflicts": _misfits(report.language_conflicts),
        "alone_with_language": _misfits(report.alone_with_language),
        "access_conflicts": _misfits(report.access_conflicts),
        **_clashes(report),
        "mixing": _mixing(report),
        **({"room_changes": _misfits(report.room_changes)} if report.n_rooms else {}),
        "wishes": report.n_wishes,
        "unmet_wishes": [_wish(wish) for wish in report.unmet_wishes],
        "broken_pins": [
            {"person": pin.person, "round": pin.round_index, "table": pin.table}
            for pin in report.broken_pins
        ],
        "hard_unmet": report.hard_unmet,
        "collisions": [_collision(collision) for collision in report.collisions],
    }


def _encounters(report: QualityReport) -> dict[str, Any]:
    return {
        "new": report.pairs_met,
        "repeated": report.repeats,
        "coincidences": report.coincidences,
        "most_meetings": report.most_meetings,
        "lower_bound": report.lower_bound,
        "coincidences_lower_bound": report.coincidences_lower_bound,
        "pairs": [
            {
                "people": list(encounter.people),
                "places": [
                    {"round": round_index, "table": table}
                    for round_index, table in encounter.places
                ],
            }
            for encounter in report.repeated
        ],
    }


def _revisits(kind: str, revisits: tuple[Revisit, ...], lower_bound: int) -> dict[str, Any]:
    return {
        "count": len(revisits),
        "lower_bound": lower_bound,
        "people": [
            {"person": revisit.person, "round": revisit.round_index, kind: revisit.to}
            for revisit in revisits
        ],
    }


def _rules(rules: Rules) -> dict[str, Any]:
    return {
        name.value: {"strength": rules[name].strength.value, "weight": rules[name].weight}
        for name in RuleName
    }


def _misfits(misfits: Iterable[Misfit]) -> list[dict[str, Any]]:
    return [{"person": m.person, "round": m.round_index, "table": m.table} for m in misfits]


def _clashes(report: QualityReport) -> dict[str, Any]:
    kinds = {
        "organisation_clashes": RuleName.ORGANISATION_APART,
        "delegation_clashes": RuleName.DELEGATION_APART,
        "country_clashes": RuleName.COUNTRY_APART,
    }
    return {
        kind: [
            {
                "people": list(clash.people),
                "round": clash.round_index,
                "table": clash.table,
                "shared": clash.shared,
            }
            for clash in report.clashes_by(rule)
        ]
        for kind, rule in kinds.items()
    }


def _mixing(report: QualityReport) -> list[dict[str, Any]]:
    return [
        {
            "round": mixture.round_index,
            "table": mixture.table,
            "regions": dict(mixture.regions),
        }
        for mixture in report.mixtures
    ]


def _wish(wish: UnmetWish) -> dict[str, Any]:
    return {
        "wish": wish.wish,
        "type": wish.type.value,
        "strength": wish.strength.value,
        "people": list(wish.people),
        "round": wish.round_index,
        "tables": list(wish.tables),
        "wanted": wish.wanted,
    }


def _collision(collision: Collision) -> dict[str, Any]:
    return {
        "reason": collision.reason.value,
        "rules": list(collision.rules),
        "people": list(collision.people),
        "tables": list(collision.tables),
        "round": collision.round_index,
        "languages": list(collision.languages),
        "shared": collision.shared,
        "needed": collision.needed,
        "available": collision.available,
    }
