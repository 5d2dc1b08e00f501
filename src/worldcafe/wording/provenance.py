"""Where a contribution comes from, in words."""

import datetime as dt

from worldcafe.domain import harvest
from worldcafe.domain.model import Contribution
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.words import Words


def local_time(words: Words, moment: dt.datetime | None) -> str:
    """The time of day on this computer's clock."""
    return words.time(moment.astimezone().time()) if moment else ""


def place_line(workshop: Workshop, item: Contribution, words: Words) -> str:
    """Table and round: `Table 3 · Round 2`."""
    table, round_ = workshop.tables.get(item.table_id), workshop.rounds.get(item.round_id)
    parts = (
        words("Table {number}", number=table.number) if table else "",
        words("Round {number}", number=round_.number) if round_ else "",
    )
    return words.line(parts)


def provenance(workshop: Workshop, item: Contribution, words: Words) -> str:
    """Reference, table, round, theme, note-taker and time, on one line; and how it came in,
    where that was not at the desk.
    """
    author = workshop.participants.get(item.author_id or "")
    theme = workshop.theme_of(item.table_id)
    return words.line((
        harvest.references(workshop).get(item.id, ""),
        place_line(workshop, item, words),
        theme.name if theme else "",
        author.name if author else "",
        local_time(words, item.recorded_at),
        words.label(item.came_by),
    ))  # fmt: skip
