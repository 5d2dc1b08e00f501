"""Seatings that a long search found once, where neither algebra nor a short one does as well.

They are starts: the search takes them up and goes on from there.
"""

from worldcafe.domain.rotation.room import Room, Routes

SEATINGS: dict[tuple[int, int, int], str] = {
    # 36 people at 6 tables, each at every table once: 84 repeats
    (6, 6, 6): """
        105432 230451 104253 052143 025314 251430 203154 132504 321054 534120 521403
        435210 310542 215043 534012 302415 150324 510234 214305 142035 420135 354102
        024531 013425 453012 412350 123540 401523 041352 543021 345120 240513 453201
        031245 502341 345201
    """,
    # 90 travellers at 10 tables, 5 rounds: 28 repeats, nobody meets anybody three times
    (10, 9, 5): """
        29570 74025 63914 96247 30681 41792 18469 52803 85136 07358 31529 53746 42630
        08291 69852 70963 25418 14307 97185 86074 15624 04513 26735 37896 48957 82341
        60179 59068 93402 71280 01476 17032 28143 84759 56921 39204 73698 62587 95360
        40815 27609 49326 16598 05982 61043 38710 83265 72154 50437 94871 64238 36450
        03127 81905 19783 58672 47561 92016 75849 20394 13875 57219 68320 91653 80542
        46108 35097 24986 79431 02764 89617 23051 62495 51384 45273 06839 34162 78506
        17940 90728 54190 43089 76312 10256 98534 21867 09645 65701 32978 87423
    """,
}
"""By tables, travellers at each of them and rounds: the tables of every traveller in turn."""


def known_seating(room: Room) -> Routes | None:
    """A seating of just this room, if one is kept."""
    each, left = divmod(room.n_travellers, room.n_tables)
    kept = SEATINGS.get((room.n_tables, each, room.n_rounds))
    if kept is None or left or room.shares_themes or min(room.capacities) < each:
        return None
    return [tuple(map(int, route)) for route in kept.split()]
