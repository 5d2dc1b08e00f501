"""What is still missing before the day can begin, in sentences."""

from worldcafe.domain.readiness import Lack, Remark
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

_MOST_NAMES = 5
_SENTENCES: dict[Lack, str] = {
    Lack.NO_TABLES: N_("There is no table in the room yet."),
    Lack.TABLE_WITHOUT_HOST: N_("Table {table} has no host."),
    Lack.TABLE_WITHOUT_THEME: N_("Table {table} has no theme."),
    Lack.TOO_FEW_SEATS: N_("There are {seats} seats for {people} people."),
    Lack.NO_ROUNDS: N_("There is no round yet."),
    Lack.ROUND_WITHOUT_QUESTION: N_("Round {round} has no question."),
    Lack.ROUND_WITHOUT_TIME: N_("Round {round} has no time to talk."),
    Lack.NO_PEOPLE: N_("Nobody is on the list yet."),
    Lack.NO_PLAN: N_("Nobody has a seat yet. Make a plan."),
    Lack.TABLE_OVER_CAPACITY: N_(
        "Table {table} has {seats} seats for {people} people in round {round}."
    ),
    Lack.TABLE_EMPTY: N_("Nobody sits at table {table} in round {round}."),
    Lack.HOST_ELSEWHERE: N_("The host of table {table} sits elsewhere in round {round}."),
    Lack.DRAFT_LEFT: N_(
        "At table {table}, round {round}, something is written and not recorded yet."
    ),
}


def remark_sentence(remark: Remark, workshop: Workshop, words: Words) -> str:
    """What should be seen to: `Table 4 has no host.`."""
    table, round_ = workshop.tables.get(remark.table_id), workshop.rounds.get(remark.round_id)
    number = round_.number if round_ else 0
    if remark.lack is Lack.PEOPLE_NOT_SEATED:
        names = [workshop.participants[each].name for each in remark.people[:_MOST_NAMES]]
        more = [] if len(remark.people) <= _MOST_NAMES else ["…"]
        return words.plural(
            "{n} person has no seat in round {round}: {names}",
            "{n} people have no seat in round {round}: {names}",
            len(remark.people), round=number, names=" ".join([", ".join(names), *more]),
        )  # fmt: skip
    if remark.lack is Lack.TOO_FEW_SEATS:
        seats = sum(each.seats for each in workshop.tables.values())
        people = len(workshop.people_to_seat)
    else:
        seats, people = table.seats if table else 0, len(remark.people)
    return words(
        _SENTENCES[remark.lack],
        table=table.number if table else 0, round=number, seats=seats, people=people,
    )  # fmt: skip
