"""Who hosts, and why, in a sentence or two."""

from worldcafe.domain.hosting import hosts_of
from worldcafe.domain.model import CafeTable
from worldcafe.domain.vocabulary import HostMovement
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words

MOST_NAMED = 4
"""More names than this nobody takes in at a glance."""


def hosts_told(workshop: Workshop, words: Words) -> str:
    """Who stays at the tables as host, and why; nothing where hosts do not stay."""
    if workshop.seating_rules.hosts is not HostMovement.STAY:
        return ""
    hosts = hosts_of(workshop)
    n_marked = len(hosts.by_role)
    marked = words.plural(
        "{n} table is hosted by somebody whom the list marks as a table host.",
        "{n} tables are hosted by people whom the list marks as table hosts.",
        n_marked,
    )
    return " ".join(filter(None, [marked if n_marked else "", others_told(workshop, words)]))


def others_told(workshop: Workshop, words: Words) -> str:
    """Whom the list does not mark and who hosts all the same; nothing if there is nobody."""
    others = hosts_of(workshop).others
    if not others or workshop.seating_rules.hosts is not HostMovement.STAY:
        return ""
    told = words.plural(
        "{n} table is hosted by somebody whom the list does not mark: {names}.",
        "{n} tables are hosted by people whom the list does not mark: {names}.",
        len(others),
        names=_names(workshop, others, words),
    )
    return told.replace("….", "…")  # which ends a sentence as well


def _names(workshop: Workshop, tables: tuple[CafeTable, ...], words: Words) -> str:
    """`Awa Diop (3), Bruno Costa (4), …`."""
    named = [
        f"{workshop.participants[table.host_id or ''].name} ({table.number})"
        for table in tables[:MOST_NAMED]
    ]
    return words.row([*named, "…"] if len(tables) > MOST_NAMED else named)
