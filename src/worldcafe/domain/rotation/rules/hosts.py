"""Who hosts where the host of a table changes each round."""

from collections import deque

from worldcafe.domain.rotation.request import PlanRequest

Turn = tuple[int, int]
"""A round and a table that needs a host then."""


def rotating_hosts(
    request: PlanRequest, tables_by_round: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], ...]:
    """For each round and table the index of somebody who sits there and hosts.

    As fairly spread as can be: nobody hosts more often than is needed for every table to
    have a host. In the first round whoever is named hosts. -1 where nobody sits.
    """
    sitting: dict[Turn, list[int]] = {}
    for round_index, tables in enumerate(tables_by_round):
        for person, table in enumerate(tables):
            if table >= 0:
                sitting.setdefault((round_index, table), []).append(person)
    at = {table.id: index for index, table in enumerate(request.tables)}
    for index, named in enumerate(request.people):
        turn = (0, at[named.hosts]) if named.hosts is not None else None
        if turn is not None and index in sitting.get(turn, ()):
            sitting[turn] = [index]
    host_of: dict[Turn, int] = {}
    turns_of: dict[int, list[Turn]] = {}
    limit = 1
    for turn in sorted(sitting):
        while not _assign(turn, sitting, host_of, turns_of, limit):
            limit += 1
    hosts = [[-1] * len(request.tables) for _ in tables_by_round]
    for (round_index, table), person in host_of.items():
        hosts[round_index][table] = person
    return tuple(map(tuple, hosts))


def _assign(
    turn: Turn,
    sitting: dict[Turn, list[int]],
    host_of: dict[Turn, int],
    turns_of: dict[int, list[Turn]],
    limit: int,
) -> bool:
    """Find a host for one more turn, handing other turns on where that makes way."""
    asked_by: dict[int, Turn] = {}
    waiting = deque([turn])
    while waiting:
        asking = waiting.popleft()
        for person in sitting[asking]:
            if person in asked_by:
                continue
            asked_by[person] = asking
            if len(turns_of.setdefault(person, [])) < limit:
                _hand_on(person, turn, asked_by, host_of, turns_of)
                return True
            waiting.extend(turns_of[person])
    return False


def _hand_on(
    person: int,
    last: Turn,
    asked_by: dict[int, Turn],
    host_of: dict[Turn, int],
    turns_of: dict[int, list[Turn]],
) -> None:
    """Let each on the way take the turn they were asked for, up to the `last` one."""
    while True:
        turn = asked_by[person]
        before = host_of.get(turn)
        host_of[turn] = person
        turns_of[person].append(turn)
        if turn == last or before is None:
            return
        turns_of[before].remove(turn)
        person = before
