"""Where a contribution comes from, in words."""

import datetime as dt

from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution
from worldcafe.ui.bridge import Bridge
from worldcafe.wording import Words


def local_time(words: Words, moment: dt.datetime | None) -> str:
    """The time of day on this computer's clock."""
    return words.time(moment.astimezone().time()) if moment else ""


def provenance(bridge: Bridge, item: Contribution) -> str:
    """Reference, table, round, note-taker and time, on one line."""
    workshop, words = bridge.workshop, bridge.words
    table, round_ = workshop.tables.get(item.table_id), workshop.rounds.get(item.round_id)
    author = workshop.participants.get(item.author_id or "")
    theme = workshop.theme_of(item.table_id)
    parts = [
        harvest.references(workshop).get(item.id, ""),
        words("Table {number}", number=table.number) if table else "",
        words("Round {number}", number=round_.number) if round_ else "",
        theme.name if theme else "",
        author.name if author else "",
        local_time(words, item.recorded_at),
    ]
    return " · ".join(part for part in parts if part)
