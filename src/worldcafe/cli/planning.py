"""`plan`: everyone gets a seat in every round, at first or anew during the day."""

import datetime as dt
from argparse import Namespace
from dataclasses import replace
from typing import Any
from uuid import uuid4

from worldcafe.cli.console import Console
from worldcafe.cli.search import report_on, stop_after
from worldcafe.domain.command import Command, Stamp
from worldcafe.domain.commands import PutParticipant, SpreadLanguages, Together
from worldcafe.domain.hosting import before_planning
from worldcafe.domain.refusal import refuse
from worldcafe.domain.remedies import RemedyKind, best_remedy, people_without_language
from worldcafe.domain.rotation import (
    Objective,
    QualityReport,
    Repair,
    RepairOption,
    repairs,
)
from worldcafe.domain.rotation import plan as plan_seating
from worldcafe.domain.rotation import report as report_of
from worldcafe.domain.seating import adopt, adopt_repair, plan_request, repair_request
from worldcafe.domain.vocabulary import HostMovement, Movement, Presence, Strength
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.collisions import Naming
from worldcafe.wording.hosting import hosts_told
from worldcafe.wording.remedies import remedy_told


def plan(arguments: Namespace, console: Console) -> int:
    """Plan the day, or what is left of it, and take the plan."""
    with console.opened(arguments.file) as document:
        # Planned on the snapshot first, so that a refusal leaves the file as it was.
        steps = _steps_before(document.workshop, arguments)
        workshop = document.workshop.after(
            Together(commands=tuple(steps)).plan(document.workshop, _stamp())
        )
        if arguments.from_round is None:
            command, quality, more = _whole_day(workshop, arguments)
        else:
            command, quality, more = _rest_of_day(workshop, arguments)
        document.do(Together(commands=(*steps, command)))
        workshop = document.workshop
    themes = {table.theme_id for table in workshop.tables.values()} - {None}
    naming = Naming(
        person=lambda each: workshop.participants[each].name,
        table=lambda each: str(workshop.tables[each].number),
    )
    _tell_moves(more, console)
    if hosts := hosts_told(workshop, console.words):
        console.say(hosts)
    report = report_on(quality, console, naming, has_themes=len(themes) > 1)
    if arguments.from_round is None and people_without_language(quality):
        more["remedy"] = _remedy(_ruled(workshop, arguments), quality, arguments, console)
    console.report({**_seats(workshop), **more, "report": report})
    return 0


Outcome = tuple[Command, QualityReport, dict[str, Any]]
"""The command that takes the plan, what it is worth, and what else there is to tell."""


def _steps_before(workshop: Workshop, arguments: Namespace) -> list[Command]:
    """What is done to the workshop before it is planned."""
    steps: list[Command] = []
    for name in arguments.absent:
        person = _person(workshop, name)
        steps.append(PutParticipant(participant=person.but(presence=Presence.ABSENT)))
    if arguments.from_round is None:
        steps += before_planning(_ruled(workshop, arguments))
    if arguments.propose_languages:
        steps.append(SpreadLanguages())
    return steps


def _person(workshop: Workshop, name: str) -> Any:
    if name in workshop.participants:
        return workshop.participants[name]
    wanted = " ".join(name.split()).casefold()
    found = [p for p in workshop.participants.values() if p.name.casefold() == wanted]
    if len(found) != 1:
        refuse("person_not_told_apart" if found else "person_not_listed", name=name)
    return found[0]


def _ruled(workshop: Workshop, arguments: Namespace) -> Workshop:
    """The workshop with the rules of this run; the file keeps its own."""
    rules = workshop.seating_rules
    changes: dict[str, Any] = {}
    strengths = {
        "shared_language": arguments.languages,
        "regions_mixed": arguments.regions,
        "accessible_table": arguments.access,
        **{f"{what}_apart": strength for what, strength in arguments.apart},
    }
    for field, strength in strengths.items():
        if strength is not None:
            changes[field] = getattr(rules, field).but(strength=Strength(strength))
    if arguments.hosts is not None:
        changes["hosts"] = HostMovement(arguments.hosts)
    if arguments.movement is not None:
        changes["movement"] = Movement(arguments.movement)
    if arguments.rooms is not None:
        changes["stay_in_room"] = arguments.rooms == "stay"
    if arguments.objective is not None:
        changes["fewest_repeats"] = arguments.objective == Objective.CONTACTS
    return replace(workshop, seating_rules=rules.but(**changes))


def _whole_day(workshop: Workshop, arguments: Namespace) -> Outcome:
    request = plan_request(_ruled(workshop, arguments), arguments.seed)
    seating = plan_seating(request, should_stop=stop_after(arguments.time_limit))
    return adopt(workshop, seating), report_of(request, seating), {}


def _rest_of_day(workshop: Workshop, arguments: Namespace) -> Outcome:
    rounds = {round_.number: round_.id for round_ in workshop.rounds_in_order}
    first = rounds.get(arguments.from_round)
    if first is None:
        refuse("no_round_left" if rounds else "no_round_yet")
    asked = repair_request(_ruled(workshop, arguments), first, seed=arguments.seed)
    found = repairs(asked, should_stop=stop_after(arguments.time_limit))
    mixing = arguments.option == "mixing"
    wanted = RepairOption.BEST_MIXING if mixing else RepairOption.FEWEST_CHANGES
    chosen = next((each for each in found if each.option is wanted), found[0])
    return adopt_repair(workshop, chosen), chosen.report, _moves(workshop, chosen, found)


def _moves(workshop: Workshop, chosen: Repair, found: tuple[Repair, ...]) -> dict[str, Any]:
    """Who moves, by round and table number, and what the options cost."""
    numbers = {table.id: table.number for table in workshop.tables.values()}
    rounds = [round_.number for round_ in workshop.rounds_in_order]
    return {
        "option": chosen.option.value,
        "options": [
            {"option": each.option.value, "moved_people": len(each.moved_people)}
            for each in found
        ],
        "moves": [
            {
                "participant": move.person,
                "name": workshop.participants[move.person].name,
                "round": rounds[move.round_index],
                "from": numbers.get(move.from_table or ""),
                "to": numbers.get(move.to_table or ""),
            }
            for move in chosen.moves
        ],
        "new_hosts": [
            {
                "table": numbers[table],
                "participant": person,
                "name": workshop.participants[person].name,
            }
            for table, person in chosen.new_hosts.items()
        ],
    }


REMEDY_SECONDS = 4.0
"""A plan that is found in this time tells well enough what a remedy brings."""
_REMEDY_OPTION = {
    RemedyKind.TABLE_LANGUAGES: "--propose-languages",
    RemedyKind.LANGUAGE_FIRST: "--languages hard",
}


def _remedy(
    workshop: Workshop, quality: QualityReport, arguments: Namespace, console: Console
) -> dict[str, Any]:
    """What helps those who share no language with a table; said, and as plain data."""
    limits = (REMEDY_SECONDS, arguments.time_limit)
    seconds = min(each for each in limits if each is not None)
    remedy = best_remedy(
        workshop, quality, _stamp(), anew=False, seed=arguments.seed,
        should_stop=lambda: stop_after(seconds),
    )  # fmt: skip
    option = _REMEDY_OPTION[remedy.kind] if remedy.helps else ""
    console.say(remedy_told(remedy, workshop, console.words))
    if option:
        again = console.words("`worldcafe plan {option}` seats people so.", option=option)
        console.say(f"  {again}")
    return {"option": option, "before": remedy.n_before, "after": remedy.n_after}


def _tell_moves(more: dict[str, Any], console: Console) -> None:
    words = console.words
    for host in more.get("new_hosts", ()):
        console.say(words("Table {n}: {name} hosts now.", n=host["table"], name=host["name"]))
    for move in more.get("moves", ()):
        console.say(
            words(
                "Round {n}: {name} moves from table {old} to table {new}.",
                n=move["round"], name=move["name"], old=move["from"], new=move["to"],
            )
            if move["from"]
            else words(
                "Round {n}: {name} sits at table {new}.",
                n=move["round"], name=move["name"], new=move["to"],
            )
        )  # fmt: skip
    if "moves" in more and not any(move["from"] for move in more["moves"]):
        console.say(words("Nobody’s announced seat changes."))


def _seats(workshop: Workshop) -> dict[str, Any]:
    """Hosts and routes by name and table number, for scripts."""
    return {
        "hosts": [
            {"table": table.number, "participant": table.host_id}
            for table in workshop.tables_in_order
        ],
        "routes": [
            {
                "participant": person.id,
                "name": person.name,
                "tables": [table and table.number for table in workshop.route_of(person.id)],
            }
            for person in workshop.participants_in_order
        ],
    }


def _stamp() -> Stamp:
    return Stamp(dt.datetime.now(dt.UTC), lambda: str(uuid4()))
