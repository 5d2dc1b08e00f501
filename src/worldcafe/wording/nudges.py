"""What is missing, in sentences."""

from collections.abc import Iterable

from worldcafe.domain.nudges import Nudge, NudgeKind, all_in_up_to
from worldcafe.domain.workshop import Place, Workshop
from worldcafe.wording.listing import listing
from worldcafe.wording.words import Words

MOST_TABLES_NAMED = 8


def nudge_sentence(nudge: Nudge, workshop: Workshop, words: Words) -> str:
    """What is missing, as `Table 3 has not handed in round 2.` says it."""
    n, tables = len(nudge.places), _tables(workshop, nudge.places, words)
    round_ = workshop.rounds.get(nudge.round_id)
    number = round_.number if round_ else 0
    match nudge.kind:
        case NudgeKind.NO_TABLE_HAS_ANYTHING:
            return words("No table has anything for round {number} yet.", number=number)
        case NudgeKind.NOTHING_WRITTEN:
            return words.plural(
                "Table {tables} has nothing for round {number}.",
                "Tables {tables} have nothing for round {number}.",
                n, tables=tables, number=number,
            )  # fmt: skip
        case NudgeKind.NOT_HANDED_IN:
            return words.plural(
                "Table {tables} has not handed in round {number}.",
                "Tables {tables} have not handed in round {number}.",
                n, tables=tables, number=number,
            )  # fmt: skip
        case NudgeKind.NOT_RECORDED:
            return words.plural(
                "{n} text is typed and not recorded: table {tables}.",
                "{n} texts are typed and not recorded: tables {tables}.",
                n, tables=tables,
            )  # fmt: skip
        case NudgeKind.NO_KEY_INSIGHT:
            return words.plural(
                "{n} conversation has no key insight.",
                "{n} conversations have no key insight.",
                n,
            )
        case NudgeKind.NO_OWNER:
            return words.plural(
                "{n} opportunity has nobody for its next step.",
                "{n} opportunities have nobody for their next step.",
                nudge.n,
            )


def all_in(workshop: Workshop, words: Words) -> str:
    """The good news, once everything of the rounds that are over is handed in."""
    last = all_in_up_to(workshop)
    if last is None:
        return ""
    return words("Everything up to round {number} is handed in.", number=last.number)


def _tables(workshop: Workshop, places: Iterable[Place], words: Words) -> str:
    """The numbers of the tables in a row, the first few by name."""
    numbers = sorted({workshop.tables[table_id].number for table_id, _ in places})
    named = [str(number) for number in numbers[:MOST_TABLES_NAMED]]
    if len(numbers) > MOST_TABLES_NAMED:
        more = len(numbers) - MOST_TABLES_NAMED
        named.append(words.plural("{n} other", "{n} others", more))
    return listing(named, words)
