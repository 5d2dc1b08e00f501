"""`check`: what is damaged, and what is still missing before the day can begin."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from typing import NamedTuple

from worldcafe.cli.console import Console
from worldcafe.document import Document, Examination, rebuild
from worldcafe.domain.forgetting import names_overdue
from worldcafe.domain.model import Round
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import Words
from worldcafe.wording.forgetting import names_were_to_go

_MOST_NAMES = 5
_MOST_CHARACTERS = 60


class Remark(NamedTuple):
    """Something that is not as it should be."""

    code: str
    text: str


def check(arguments: Namespace, console: Console) -> int:
    """Open the file, which finds damage, and say what a facilitator should see to."""
    if arguments.repair:
        return _repair(arguments, console)
    with Document.open(arguments.file) as document:
        workshop, examination = document.workshop, document.examine()
    words = console.words
    today = dt.datetime.now().astimezone().date()
    wrong = list(_unlike_history(examination, words))
    found = [*wrong, *remarks(workshop, words), *_names(workshop, words, today)]
    said = [{"code": remark.code, "text": remark.text} for remark in found]
    console.report({"path": str(arguments.file), "intact": not wrong, "remarks": said})
    for remark in found:
        console.say(remark.text)
    if wrong:
        raise FileRefused("workshop_unlike_history", path=str(arguments.file), n=len(wrong))
    if found:
        console.say(
            words.plural(
                "{path} is intact; {n} remark.",
                "{path} is intact; {n} remarks.",
                len(found),
                path=arguments.file,
            )
        )
    else:
        console.say(words("{path} is intact, and nothing is missing.", path=arguments.file))
    return 0


def _repair(arguments: Namespace, console: Console) -> int:
    """Make a new file of what the history of this one says; this one is not touched."""
    made = rebuild(arguments.file, arguments.repair)
    n = len(made.workshop.contributions)
    console.report(
        {
            "path": str(arguments.repair),
            "contributions": n,
            "history": made.n_lines,
            "doubtful": made.n_doubtful,
        }
    )
    console.say(
        console.words(
            "{path} is made of what {file} remembers. Contributions: {n}. Actions: {lines},"
            " of which damaged: {doubtful}.",
            path=arguments.repair,
            file=arguments.file,
            n=n,
            lines=made.n_lines,
            doubtful=made.n_doubtful,
        )
    )
    return 0


def _unlike_history(examination: Examination, words: Words) -> Iterator[Remark]:
    """What a failing disk, or another program, changed."""
    for difference in examination.differences:
        edit = difference.edit
        for name, (ours, theirs) in difference.fields.items():
            text = words(
                "{kind} {id}, {field}: the file says “{ours}”, its history “{theirs}”.",
                kind=edit.kind,
                id=edit.id,
                field=name,
                ours=_shortly(ours),
                theirs=_shortly(theirs),
            )
            yield Remark("unlike_history", text)
    for seq in examination.doubtful:
        yield Remark("history_damaged", words("Line {n} of the history is damaged.", n=seq))
    for digest in examination.pictures:
        text = words("The picture {digest} is damaged.", digest=digest[:12])
        yield Remark("picture_damaged", text)


def _shortly(value: object) -> str:
    """A value in as many characters as a line takes."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def remarks(workshop: Workshop, words: Words) -> Iterator[Remark]:
    """What is missing or against the rules, in the order of preparing a café."""
    yield from _room(workshop, words)
    yield from _rounds(workshop, words)
    people = workshop.people_to_seat
    if not people:
        yield Remark("no_people", words("Nobody is on the list yet."))
    elif not workshop.seats:
        yield Remark("no_plan", words("Nobody has a seat yet. Make a plan."))
    else:
        for round_ in workshop.rounds_in_order:
            yield from _seating(workshop, round_, words)
    yield from _drafts(workshop, words)


def _room(workshop: Workshop, words: Words) -> Iterator[Remark]:
    tables = workshop.tables_in_order
    if not tables:
        yield Remark("no_tables", words("There is no table in the room yet."))
    for table in tables:
        if table.host_id is None:
            yield Remark("table_without_host", words("Table {n} has no host.", n=table.number))
        if workshop.themes and table.theme_id is None:
            yield Remark(
                "table_without_theme", words("Table {n} has no theme.", n=table.number)
            )
    people, seats = len(workshop.people_to_seat), sum(table.seats for table in tables)
    if tables and seats < people:
        yield Remark(
            "too_few_seats",
            words("There are {seats} seats for {people} people.", seats=seats, people=people),
        )


def _rounds(workshop: Workshop, words: Words) -> Iterator[Remark]:
    if not workshop.rounds:
        yield Remark("no_rounds", words("There is no round yet."))
    for round_ in workshop.rounds_in_order:
        if not round_.question:
            yield Remark(
                "round_without_question", words("Round {n} has no question.", n=round_.number)
            )
        if not round_.talk_duration:
            yield Remark(
                "round_without_time", words("Round {n} has no time to talk.", n=round_.number)
            )


def _seating(workshop: Workshop, round_: Round, words: Words) -> Iterator[Remark]:
    missing = [
        person.name
        for person in workshop.people_to_seat
        if f"{round_.id}/{person.id}" not in workshop.seats
    ]
    if missing:
        names = ", ".join(missing[:_MOST_NAMES])
        text = words.plural(
            "{n} person has no seat in round {round}: {names}",
            "{n} people have no seat in round {round}: {names}",
            len(missing),
            round=round_.number,
            names=names if len(missing) <= _MOST_NAMES else f"{names} …",
        )
        yield Remark("people_not_seated", text)
    for table in workshop.tables_in_order:
        seated = workshop.people_at(table.id, round_.id)
        where = {"table": table.number, "round": round_.number}
        if len(seated) > table.seats:
            text = words(
                "Table {table} has {seats} seats for {people} people in round {round}.",
                seats=table.seats,
                people=len(seated),
                **where,
            )
            yield Remark("table_over_capacity", text)
        if not seated:
            yield Remark(
                "table_empty", words("Nobody sits at table {table} in round {round}.", **where)
            )
        elif table.host_id and table.host_id not in {person.id for person in seated}:
            text = words("The host of table {table} sits elsewhere in round {round}.", **where)
            yield Remark("host_elsewhere", text)


def _names(workshop: Workshop, words: Words, today: dt.date) -> Iterator[Remark]:
    until = names_overdue(workshop, today)
    if until:
        yield Remark("names_overdue", names_were_to_go(words, until))


def _drafts(workshop: Workshop, words: Words) -> Iterator[Remark]:
    for draft in workshop.drafts.values():
        text = words(
            "At table {table}, round {round}, something is written and not recorded yet.",
            table=workshop.tables[draft.table_id].number,
            round=workshop.rounds[draft.round_id].number,
        )
        yield Remark("draft_left", text)
