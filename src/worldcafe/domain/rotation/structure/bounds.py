"""How few repeated encounters any plan must have (`rotation.md`, "Bounds").

The travellers of a table spread over the tables they may go to next; where they are more
than those, some meet again. A is the least number of such pairs in one round after
another, summed over the tables.
"""

from worldcafe.domain.rotation.room import Room
from worldcafe.domain.rotation.terms import Objective


def fewest_repeats(
    room: Room, *, revisited: bool = False, theme_revisited: bool = False
) -> int:
    """Repeats that no plan can avoid which keeps the rules.

    `revisited`, `theme_revisited`: that plan may bring people back to a table or a theme
    more often than it must.
    """
    return max(
        _by_spreading(
            room, room.n_rounds - 1, revisited=revisited, theme_revisited=theme_revisited
        ),
        _by_counting(room) + forced_revisits(room) * room.host_counts,
    )


def fewest_coincidences(
    room: Room, *, revisited: bool = False, theme_revisited: bool = False
) -> int:
    """Pairs of rounds in which the same two meet, that no plan which keeps the rules avoids."""
    pairs_of_rounds = room.n_rounds * (room.n_rounds - 1) // 2
    return max(
        _by_spreading(
            room, pairs_of_rounds, revisited=revisited, theme_revisited=theme_revisited
        ),
        fewest_repeats(room, revisited=revisited, theme_revisited=theme_revisited),
    )


def tables_can_be_new(room: Room) -> bool:
    """Whether the seats let every traveller sit at a new table in every round."""
    return forced_revisits(room) == 0


def forced_revisits(room: Room) -> int:
    """Returns to a table that no plan avoids.

    A table may have more seats over the day than there are people to fill them; that there
    are more rounds than tables is a case of it.
    """
    people, rounds = room.n_travellers, room.n_rounds
    roomy = set(room.roomy)
    fixed = sum(
        max(0, rounds * size - people)
        for table, size in enumerate(room.sizes)
        if table not in roomy
    )
    growing = rounds * (len(roomy) * room.level + room.n_extra) - len(roomy) * people
    return fixed + max(0, growing, len(roomy) * (rounds * room.level - people))


def least_cost(room: Room) -> int:
    """No seating that keeps the rules costs less among travellers (`Seating.cost`)."""
    fair = room.objective is Objective.FAIR
    if tables_can_be_new(room):
        return fewest_coincidences(room) if fair else fewest_repeats(room)
    times = room.n_rounds * (room.n_rounds - 1) // 2 if fair else room.n_rounds - 1
    return times * _least_pairs(room, [room.n_tables] * room.n_tables)


def _by_spreading(room: Room, times: int, *, revisited: bool, theme_revisited: bool) -> int:
    """A for every one of so many pairs of rounds."""
    if tables_can_be_new(room) and not revisited:
        by_theme = (
            room.shares_themes
            and not theme_revisited
            and room.n_rounds <= room.n_named_themes
            and room.fewest_theme_revisits == 0
        )
        return times * _least_pairs(
            room, [_others(room, t, by_theme=by_theme) for t in range(room.n_tables)]
        )
    anywhere = [room.n_tables] * room.n_tables
    apart = times * _least_pairs(room, anywhere)
    if not room.host_counts:
        return apart
    staying = times * _least_pairs(room, anywhere, own_costs=1)
    return max(staying, apart + forced_revisits(room))


def _others(room: Room, table: int, *, by_theme: bool) -> int:
    """How many tables somebody who sits here may go to."""
    if by_theme:
        return sum(theme != room.themes[table] for theme in room.themes)
    return room.n_tables - 1


def _least_pairs(room: Room, n_targets: list[int], own_costs: int = 0) -> int:
    """A: fewest pairs that stay together from one round to the next.

    `own_costs`: what staying at the same table adds for each who does.
    """
    total = 0
    for size, targets in zip(room.sizes, n_targets, strict=True):
        total += sum(_next_cost(already, targets, own_costs) for already in range(size))
    steps = sorted(_next_cost(room.level, n_targets[table], own_costs) for table in room.roomy)
    return total + sum(steps[: room.n_extra])


def _next_cost(already: int, targets: int, own_costs: int) -> int:
    """With so many spread evenly over the targets, the pairs that one more forms.

    A target that costs is filled like one where somebody already sits.
    """
    return (already + own_costs) // targets if targets else already


def _by_counting(room: Room) -> int:
    """Encounters among travellers, less the pairs there are."""
    together = sum(size * (size - 1) // 2 for size in room.sizes) + room.level * room.n_extra
    pairs = room.n_travellers * (room.n_travellers - 1) // 2
    return max(0, room.n_rounds * together - pairs)
