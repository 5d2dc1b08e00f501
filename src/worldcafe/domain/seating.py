"""The bridge between a workshop and the planner, which knows only ids and numbers."""

from worldcafe.domain.commands.seating import AdoptSeatingPlan
from worldcafe.domain.model import Seat
from worldcafe.domain.refusal import refuse
from worldcafe.domain.rotation import Objective, Person, PlanRequest, SeatingPlan, Table
from worldcafe.domain.workshop import Workshop


def plan_request(
    workshop: Workshop, seed: int = 0, *, objective: Objective = Objective.FAIR
) -> PlanRequest:
    """What the planner is asked for this workshop. Raises `RuleBroken` if no plan can exist."""
    people = workshop.people_to_seat
    if not people:
        refuse("plan_without_people")
    if not workshop.tables:
        refuse("plan_without_tables")
    if not workshop.rounds:
        refuse("no_round_yet")
    hosted = {table.host_id: table.id for table in workshop.tables_in_order if table.host_id}
    return PlanRequest(
        people=tuple(Person(person.id, hosts=hosted.get(person.id)) for person in people),
        tables=tuple(
            Table(table.id, theme=table.theme_id, seats=table.seats)
            for table in workshop.tables_in_order
        ),
        n_rounds=len(workshop.rounds),
        objective=objective,
        seed=seed,
    )


def adopt(workshop: Workshop, plan: SeatingPlan) -> AdoptSeatingPlan:
    """The command that makes the plan the workshop's, with the hosts the planner chose.

    Raises `RuleBroken` if rounds were taken away since the plan was asked for.
    """
    rounds = workshop.rounds_in_order
    if len(rounds) != plan.request.n_rounds:
        refuse("plan_outdated")
    asked = {person.hosts for person in plan.request.people if person.hosts}
    hosts = plan.hosts_by_table()
    return AdoptSeatingPlan(
        seats=tuple(
            Seat.of(person, table, rounds[round_index].id)
            for round_index, person, table in plan.seats()
        ),
        hosts={table: host for table, host in hosts.items() if table not in asked},
    )
