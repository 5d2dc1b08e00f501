"""A first seating of a day that has begun, or in which people come and go."""

from worldcafe.domain.rotation.request import PlanRequest
from worldcafe.domain.rotation.room import even_sizes, staying
from worldcafe.domain.rotation.rules.sittings import NOWHERE
from worldcafe.domain.rotation.seating_plan import SeatingPlan


def spread(request: PlanRequest, hosts: tuple[int, ...]) -> SeatingPlan:
    """Everybody who is there gets a seat; those who stay are at their tables.

    The others are laid over the even tables in a circle that turns from round to round. The
    frozen rounds are as they were.
    """
    stay = staying(request, hosts)
    rounds = list(request.frozen)
    for round_index in range(len(request.frozen), request.n_rounds):
        tables = [NOWHERE] * len(request.people)
        for person, table in stay.items():
            if request.is_present(person, round_index):
                tables[person] = table
        travellers = [
            person
            for person in range(len(request.people))
            if person not in stay and request.is_present(person, round_index)
        ]
        chairs = _chairs(request, round_index, tables, len(travellers))
        turn = round_index * max(1, len(chairs) // max(1, request.n_rounds))
        for k, person in enumerate(travellers):
            tables[person] = chairs[(k + turn) % len(chairs)]
        rounds.append(tuple(tables))
    return SeatingPlan(request, tuple(rounds), hosts)


def _chairs(
    request: PlanRequest, round_index: int, tables: list[int], n_travellers: int
) -> list[int]:
    """The table of every chair that a traveller takes, the emptiest tables filled first."""
    sizes = even_sizes(request, round_index)
    taken = [tables.count(table) for table in range(len(sizes))]
    chairs: list[int] = []
    while len(chairs) < n_travellers:
        table = min(
            (t for t, (_, most) in enumerate(sizes) if most),
            key=lambda t: (taken[t] >= sizes[t][1], taken[t] >= sizes[t][0], taken[t]),
        )
        taken[table] += 1
        chairs.append(table)
    return sorted(chairs)
