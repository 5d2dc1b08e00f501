"""Who sits where: seating plans in which people meet as many others as can be.

    request = PlanRequest(people, tables, n_rounds=4)
    seating_plan = plan(request)
    quality = report(request, seating_plan)

`Tally` tells the effect of a change by hand; `repairs` seats anew in the middle of the day.
Pure and seeded; it needs nothing but the standard library.
"""

from worldcafe.domain.rotation.planner import plan
from worldcafe.domain.rotation.quality.as_json import report_as_json
from worldcafe.domain.rotation.quality.effect import Effect, Tally
from worldcafe.domain.rotation.quality.findings import (
    BrokenPin,
    Clash,
    Collision,
    Encounter,
    Misfit,
    Mixture,
    Reason,
    Revisit,
    UnmetWish,
)
from worldcafe.domain.rotation.quality.report import QualityReport, report
from worldcafe.domain.rotation.repair import (
    Move,
    Repair,
    RepairOption,
    RepairRequest,
    repairs,
)
from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.rules.hosts import rotating_hosts
from worldcafe.domain.rotation.seating_plan import Progress, SeatingPlan
from worldcafe.domain.rotation.terms import (
    HostRule,
    Objective,
    Person,
    Pin,
    Rule,
    RuleName,
    Rules,
    Table,
    Wish,
)

__all__ = [
    "BrokenPin",
    "Clash",
    "Collision",
    "Effect",
    "Encounter",
    "HostRule",
    "Misfit",
    "Mixture",
    "Move",
    "Objective",
    "Person",
    "Pin",
    "PlanRequest",
    "Progress",
    "QualityReport",
    "Reason",
    "Repair",
    "RepairOption",
    "RepairRequest",
    "Revisit",
    "Rule",
    "RuleName",
    "Rules",
    "SeatingPlan",
    "Table",
    "Tally",
    "UnmetWish",
    "Wish",
    "plan",
    "repairs",
    "report",
    "report_as_json",
    "rotating_hosts",
]
