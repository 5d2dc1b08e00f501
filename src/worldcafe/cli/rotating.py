"""`rotate`: a rotation from numbers alone. Only the standard library is loaded for it."""

from argparse import Namespace
from typing import Any

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
from worldcafe.wording.collisions import Naming


def rotate(arguments: Namespace, console: Console) -> int:
    """Seat so many people; they, the tables and the themes count from 0."""
    request = PlanRequest.of_numbers(
        arguments.people,
        arguments.tables,
        arguments.rounds,
        host_rule=HostRule(arguments.hosts),
        objective=Objective(arguments.objective),
        seed=arguments.seed,
        themes=arguments.themes,
        seats=arguments.seats,
        blocks=arguments.blocks,
    )
    seating = plan(request, should_stop=stop_after(arguments.time_limit))
    _tell(seating, console)
    report = report_on(
        report_of(request, seating),
        console,
        Naming(person=str, table=str),
        has_themes=arguments.themes > 1,
    )
    console.report({"seating": seating.tables_by_round, **_hosts(seating), "report": report})
    return 0


def _hosts(seating: SeatingPlan) -> dict[str, Any]:
    """The hosts who stay; where hosts change, for each round the host of each table."""
    if seating.hosts_by_round:
        return {"hosts": [], "hosts_by_round": seating.hosts_by_round}
    return {"hosts": [host for host in seating.hosts if host >= 0]}


def _tell(seating: SeatingPlan, console: Console) -> None:
    words = console.words
    for index, tables in enumerate(seating.tables_by_round):
        console.say(words("Round {n}", n=index + 1))
        hosts = seating.hosts_in(index) if seating.hosts_by_round else ()
        for table in range(len(seating.request.tables)):
            people = " ".join(str(person) for person, at in enumerate(tables) if at == table)
            if hosts:
                text = words(
                    "  Table {n}: {people} (host {host})",
                    n=table, people=people, host=hosts[table],
                )  # fmt: skip
            else:
                text = words("  Table {n}: {people}", n=table, people=people)
            console.say(text)
