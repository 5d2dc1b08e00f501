"""Planning the rest of the day again: why, what each way costs, and who has to hear of it."""

from collections.abc import Iterator

from worldcafe.domain.model import Participant
from worldcafe.domain.plan_gaps import PlanGaps, unseated
from worldcafe.domain.rotation import Move, Repair, RepairOption
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.listing import listing
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

MOST_NAMES = 3
OPTION_NAMES = {
    RepairOption.FEWEST_CHANGES: N_("Fewest changes"),
    RepairOption.BEST_MIXING: N_("Best mixing"),
}


def changes(repair: Repair, workshop: Workshop, words: Words) -> Iterator[str]:
    """Everything that somebody has to hear of: new hosts, and who goes where instead."""
    for table_id, person_id in repair.new_hosts.items():
        yield words(
            "{name} hosts table {table} from now on.",
            name=workshop.participants[person_id].name,
            table=workshop.tables[table_id].number,
        )
    for move in repair.moves:
        yield move_sentence(workshop, move, words)


def move_sentence(workshop: Workshop, move: Move, words: Words) -> str:
    """Who goes where instead: `Awa Diop: table 3 → 7 in round 3`."""
    name = workshop.participants[move.person].name
    round_ = workshop.rounds_in_order[move.round_index].number
    before = workshop.tables[move.from_table].number if move.from_table else None
    after = workshop.tables[move.to_table].number if move.to_table else None
    if after is None:
        return words("{name}: no table in round {round}", name=name, round=round_)
    if before is None:
        return words("{name}: table {after} in round {round}", name=name, after=after,
                     round=round_)  # fmt: skip
    return words(
        "{name}: table {before} → {after} in round {round}",
        name=name, before=before, after=after, round=round_,
    )  # fmt: skip


def gaps_told(found: PlanGaps, words: Words) -> Iterator[str]:
    """What no longer fits, a line each, with the first few names."""
    if found.absent:
        yield words("Not coming: {names}", names=_names(found.absent, words))
    if found.unseated:
        yield words("Without a seat: {names}", names=_names(found.unseated, words))
    if found.closed:
        tables = listing([str(number) for number in found.closed], words)
        yield words("Closed tables: {tables}", tables=tables)


def _names(people: tuple[Participant, ...], words: Words) -> str:
    names = [person.name for person in people[:MOST_NAMES]]
    more = len(people) - len(names)
    if more:
        names.append(words.plural("{n} other", "{n} others", more))
    return listing(names, words)


def situation(workshop: Workshop, words: Words) -> str:
    """What has changed in the room: who is missing, who has no seat, what is closed."""
    absent = sum(p.presence is Presence.ABSENT for p in workshop.participants.values())
    late = len(unseated(workshop))
    closed = sum(t.closed for t in workshop.tables.values())
    parts = []
    if absent:
        parts.append(
            words.plural("{n} person is not here.", "{n} people are not here.", absent)
        )
    if late:
        parts.append(words.plural("{n} person has no seat.", "{n} people have no seat.", late))
    if closed:
        parts.append(words.plural("{n} table is closed.", "{n} tables are closed.", closed))
    return " ".join(parts) or words(
        "Everybody is here and has a seat. Whoever is missing is marked in People or Live."
    )


def summary(repair: Repair, words: Words) -> str:
    """What a way to go on costs, and what it is worth."""
    moved = words.plural(
        "{n} person gets another route", "{n} people get another route",
        len(repair.moved_people),
    )  # fmt: skip
    repeats = words.plural(
        "{n} repeated encounter", "{n} repeated encounters", repair.report.repeats
    )
    return f"{moved} · {repeats}"
