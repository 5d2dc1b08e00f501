"""Who sits where: seating plans in which people meet as many others as can be.

    request = PlanRequest(people, tables, n_rounds=4)
    seating_plan = plan(request)
    quality = report(request, seating_plan)

Pure and seeded; it needs nothing but the standard library.
"""

from worldcafe.domain.rotation.planner import plan
from worldcafe.domain.rotation.quality import Encounter, QualityReport, Revisit, report
from worldcafe.domain.rotation.request import (
    HostRule,
    Objective,
    Person,
    PlanRequest,
    Progress,
    SeatingPlan,
    Table,
)

__all__ = [
    "Encounter",
    "HostRule",
    "Objective",
    "Person",
    "PlanRequest",
    "Progress",
    "QualityReport",
    "Revisit",
    "SeatingPlan",
    "Table",
    "plan",
    "report",
]
