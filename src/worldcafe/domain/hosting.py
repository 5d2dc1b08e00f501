"""Who hosts which table, and why: those whose role it is first, then whom the planner finds."""

from dataclasses import dataclass

from worldcafe.domain.command import Command
from worldcafe.domain.commands.people import AppointHosts
from worldcafe.domain.model import CafeTable
from worldcafe.domain.vocabulary import HostMovement, Role
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True)
class Hosts:
    """The tables that have a host, by how the host came there."""

    by_role: tuple[CafeTable, ...]
    """The list marks the person as a table host."""
    others: tuple[CafeTable, ...]
    """Somebody else: chosen by hand, or by the planner in the order of the list."""


def hosts_of(workshop: Workshop) -> Hosts:
    """Who hosts where, as far as somebody on the list does."""
    by_role: list[CafeTable] = []
    others: list[CafeTable] = []
    for table in workshop.tables_in_order:
        host = workshop.participants.get(table.host_id or "")
        if host is not None and not table.closed:
            (by_role if Role.HOST in host.roles else others).append(table)
    return Hosts(tuple(by_role), tuple(others))


def before_planning(workshop: Workshop) -> tuple[Command, ...]:
    """What comes before a plan of the whole day: whose role it is gets a table to host."""
    from_list = workshop.seating_rules.hosts in (HostMovement.STAY, HostMovement.ROTATE)
    return (AppointHosts(),) if from_list else ()
