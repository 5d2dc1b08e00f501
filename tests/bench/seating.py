"""The seating of real rooms: rules, changes during the day, effects of a change by hand.

    python tests/bench/seating.py

Prints the rows of docs/measurements.md about them. Nothing here is asserted.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from small_cafe import done
from turin_cafe import turin_workshop
from worldcafe.domain.commands import AppointHosts, PutParticipant, SpreadLanguages
from worldcafe.domain.model import Participant, SeatingRule
from worldcafe.domain.rotation import (
    Person,
    PlanRequest,
    Rule,
    RuleName,
    Rules,
    Table,
    Tally,
    plan,
    repairs,
    report,
)
from worldcafe.domain.seating import adopt, plan_request, repair_request
from worldcafe.domain.vocabulary import Presence, Strength
from worldcafe.domain.workshop import Workshop

HARD = SeatingRule(strength=Strength.HARD)


def main() -> int:
    """Measure everything and print the rows as Markdown."""
    print("| what | measured | reach |\n|---|---|---|")
    for measure in (turin_with_rules, replanning, effects, growth):
        for row in measure():
            print("| " + " | ".join(row) + " |", flush=True)
    return 0


def seconds(action: Callable[[], object], n: int = 3) -> float:
    """The median processor seconds of an action."""
    taken = []
    for _ in range(n):
        begin = time.process_time()
        action()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def turin() -> Workshop:
    """The Turin list in its room: themes over 16 tables, languages for them, hard rules."""
    workshop = turin_workshop()
    shares = (0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4)
    tables = {
        table.id: table.but(theme_id=f"theme{shares[k]}")
        for k, table in enumerate(workshop.tables_in_order)
    }
    rules = workshop.seating_rules.but(shared_language=HARD, organisation_apart=HARD)
    workshop = replace(workshop, tables=tables, seating_rules=rules)
    return done(workshop, AppointHosts(), SpreadLanguages(anew=True))


def turin_with_rules() -> list[tuple[str, str, str]]:
    """Languages hard, organisations apart, no theme twice."""
    workshop = turin()
    rows = []
    for seed in range(3):
        request = plan_request(workshop, seed)
        taken = seconds(lambda request=request: plan(request), 1)
        quality = report(request, plan(request))
        rows.append(
            (
                f"the Turin list with hard rules, seed {seed}",
                ", ".join(
                    (
                        f"{taken:.2f} s; {len(quality.language_conflicts)} language conflicts",
                        f"{quality.broken(RuleName.ORGANISATION_APART)} clashes",
                        f"{len(quality.theme_revisits)} themes twice",
                        f"{quality.repeats} repeats (bound {quality.lower_bound})",
                    )
                ),
                "0, 0, 0, at the bound; ≤ 2 s",
            )
        )
    return rows


def replanning() -> list[tuple[str, str, str]]:
    """Five no-shows and three latecomers among 80 people."""
    workshop = turin()
    workshop = done(workshop, adopt(workshop, plan(plan_request(workshop))))
    rng = Random(1)
    hosts = {table.host_id for table in workshop.tables.values()}
    travellers = [p for p in workshop.people_to_seat if p.id not in hosts]
    changed = [p.but(presence=Presence.ABSENT) for p in rng.sample(travellers, 5)]
    changed += [
        Participant(id=f"late{k}", given_name=f"Late {k}", languages=("en", "fr"))
        for k in range(3)
    ]
    workshop = done(workshop, *(PutParticipant(participant=person) for person in changed))
    rows = []
    for round_id in ("r1", "r2", "r3"):

        def replan(round_id: str = round_id) -> object:
            return repairs(repair_request(workshop, round_id))

        found = repairs(repair_request(workshop, round_id))
        said = ", ".join(
            f"{each.option.value}: {len(each.moved_people)} people moved,"
            f" {each.report.repeats} repeats"
            for each in found
        )
        rows.append(
            (
                f"re-planning 80 people from {round_id}, 5 no-shows and 3 latecomers",
                f"{seconds(replan, 9) * 1000:.0f} ms; {said}",
                "≤ 100 ms, nobody moved who need not be",
            )
        )
    return rows


def effects() -> list[tuple[str, str, str]]:
    """What one swap would change, told while somebody is dragged."""
    rows = []
    for people, tables in ((400, 50), (1_200, 200)):
        request = PlanRequest.of_numbers(people, tables, 5)
        tally = Tally(plan(request))
        rng = Random(1)
        taken = []
        for _ in range(400):
            one, other = str(rng.randrange(people)), str(rng.randrange(people))
            begin = time.process_time()
            tally.effect_of_swap(one, other, rng.randrange(5))
            taken.append(time.process_time() - begin)
        middle, slowest = statistics.median(taken) * 1000, max(taken) * 1000
        measured = f"{middle:.2f} ms (slowest {slowest:.2f} ms)"
        rows.append((f"effect of a swap among {people:,} people", measured, "< 5 ms at 400"))
    return rows


def room(people: int, tables: int) -> PlanRequest:
    """A made-up room with languages, organisations and regions."""
    rng = Random(people)
    tongues = (("en",), ("fr",), ("es",), ("en", "fr"), ("en", "es"), ("en", "pt"))
    persons = tuple(
        Person(
            f"p{k}",
            hosts=f"t{k}" if k < tables else None,
            languages=rng.choice(tongues),
            organisation=f"o{rng.randrange(people // 3)}",
            region=rng.choice(("Africa", "Americas", "Asia", "Europe")),
        )
        for k in range(people)
    )
    places = tuple(
        Table(f"t{k}", languages=(*persons[k].languages, rng.choice(("en", "fr", "es"))))
        for k in range(tables)
    )
    wish = Strength.WISH
    rules = Rules(
        shared_language=Rule(wish, 8),
        organisation_apart=Rule(wish, 3),
        regions_mixed=Rule(wish, 1),
    )
    return PlanRequest(persons, places, 4, rules=rules)


def growth() -> list[tuple[str, str, str]]:
    """From 100 to 1,200 people with wishes for languages, organisations and regions."""
    rows = []
    for people in (100, 300, 600, 1_200):
        request = room(people, people // 6)
        taken = seconds(lambda request=request: plan(request), 1)
        quality = report(request, plan(request))
        measured = (
            f"{taken:.2f} s; {quality.repeats} repeats,"
            f" {len(quality.language_conflicts)} language conflicts"
        )
        rows.append((f"rules for {people:,} people", measured, "grows close to linearly"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
