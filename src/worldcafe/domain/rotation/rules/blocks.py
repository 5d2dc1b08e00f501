"""Groups that move on together: whole tables travel, the hosts alone stay.

A block is planned like one traveller at tables with one chair each. Who is in which block is
left to casting.
"""

from dataclasses import replace

from worldcafe.domain.refusal import refuse
from worldcafe.domain.rotation.room import Room, Routes


def block_room(room: Room) -> Room:
    """The room in which every block is one traveller. Refuses blocks that do not fit."""
    largest = -(-room.n_travellers // room.n_tables)
    if largest > min(room.capacities):
        refuse("rotation_blocks_do_not_fit", people=largest, seats=min(room.capacities))
    n_tables = room.n_tables
    return replace(room, n_travellers=n_tables, capacities=(1,) * n_tables)


def in_blocks(room: Room, block_routes: Routes) -> Routes:
    """A route for every traveller: that of their block, which begins at its first table."""
    by_start = {route[0]: route for route in block_routes}
    return [by_start[table] for table, n in enumerate(room.first_sizes) for _ in range(n)]
