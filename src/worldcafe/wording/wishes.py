"""What was asked for certain people, as a sentence."""

from worldcafe.domain.model import SeatWish
from worldcafe.domain.vocabulary import WishType
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.listing import listing
from worldcafe.wording.words import Words


def wish_sentence(workshop: Workshop, wish: SeatWish, words: Words) -> str:
    """A wish as a sentence."""
    names = [
        workshop.participants[person_id].name
        for person_id in wish.participant_ids
        if person_id in workshop.participants
    ]
    who = listing(names, words)
    round_ = workshop.rounds.get(wish.round_id or "")
    number = round_.number if round_ else 0
    if wish.type is WishType.TOGETHER:
        if round_:
            return words("{people} sit together in round {number}.", people=who, number=number)
        return words("{people} sit together in every round.", people=who)
    if wish.type is WishType.APART:
        if round_:
            return words(
                "{people} do not sit together in round {number}.", people=who, number=number
            )
        return words("{people} never sit together.", people=who)
    if wish.type is WishType.AT_TABLE:
        return _at_table(workshop, wish, who, number, words)
    return _at_theme(workshop, wish, who, number, words)


def _at_table(workshop: Workshop, wish: SeatWish, who: str, number: int, words: Words) -> str:
    table = workshop.tables.get(wish.table_id or "")
    said = {"people": who, "table": table.number if table else "?"}
    n = len(wish.participant_ids)
    if number:
        return words.plural(
            "{people} sits at table {table} in round {number}.",
            "{people} sit at table {table} in round {number}.",
            n, **said, number=number,
        )  # fmt: skip
    return words.plural(
        "{people} sits at table {table} in some round.",
        "{people} sit at table {table} in some round.",
        n, **said,
    )  # fmt: skip


def _at_theme(workshop: Workshop, wish: SeatWish, who: str, number: int, words: Words) -> str:
    theme = workshop.themes.get(wish.theme_id or "")
    said = {"people": who, "theme": theme.name if theme else "?"}
    n = len(wish.participant_ids)
    if number:
        return words.plural(
            "{people} meets the theme “{theme}” in round {number}.",
            "{people} meet the theme “{theme}” in round {number}.",
            n, **said, number=number,
        )  # fmt: skip
    return words.plural(
        "{people} meets the theme “{theme}” in some round.",
        "{people} meet the theme “{theme}” in some round.",
        n, **said,
    )  # fmt: skip
