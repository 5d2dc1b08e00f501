"""`rotate`: a rotation from numbers alone. Only the standard library is loaded for it."""

from argparse import Namespace

from worldcafe.cli.console import Console
from worldcafe.cli.search import report_on, stop_after
from worldcafe.domain.rotation import (
    HostRule,
    Objective,
    PlanRequest,
    SeatingPlan,
    plan,
)
from worldcafe.domain.rotation import report as report_of


def rotate(arguments: Namespace, console: Console) -> int:
    """Seat so many people; they and the tables count from 0."""
    request = PlanRequest.of_numbers(
        arguments.people,
        arguments.tables,
        arguments.rounds,
        host_rule=HostRule(arguments.hosts),
        objective=Objective(arguments.objective),
        seed=arguments.seed,
    )
    seating = plan(request, should_stop=stop_after(arguments.time_limit))
    _tell(seating, console)
    report = report_on(report_of(request, seating), console, has_themes=False)
    console.report(
        {
            "seating": seating.tables_by_round,
            "hosts": [host for host in seating.hosts if host >= 0],
            "report": report,
        }
    )
    return 0


def _tell(seating: SeatingPlan, console: Console) -> None:
    words = console.words
    for number, tables in enumerate(seating.tables_by_round, start=1):
        console.say(words("Round {n}", n=number))
        for table in range(len(seating.request.tables)):
            people = [str(person) for person, at in enumerate(tables) if at == table]
            console.say(words("  Table {n}: {people}", n=table, people=" ".join(people)))
