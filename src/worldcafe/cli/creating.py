"""`new` and `demo`: workshops that were not there before."""

from argparse import Namespace
from collections.abc import Iterator
from itertools import islice
from uuid import uuid4

from worldcafe.cli.console import Console
from worldcafe.document import Document
from worldcafe.domain.command import Command
from worldcafe.domain.commands import (
    ApplyTemplate,
    DescribeWorkshop,
    FurnishRoom,
    PutRound,
    SpreadRooms,
    Together,
)
from worldcafe.domain.follow_up import StartFollowUp, follow_up
from worldcafe.domain.furnishing import USUAL_SEATS, room_for
from worldcafe.domain.model import About, CafeTable, Round
from worldcafe.domain.template import Template, TemplateRound
from worldcafe.domain.workshop import Workshop


def new(arguments: Namespace, console: Console) -> int:
    """Make a workshop, from a template, an earlier workshop or numbers."""
    made = Together(commands=tuple(_commands(arguments, console)))
    with Document.making(arguments.file) as document:
        document.do(made)
        workshop = document.workshop
    _tell(console, arguments, workshop)
    return 0


def demo(arguments: Namespace, console: Console) -> int:
    """Make the Turin example."""
    from worldcafe.exchange.example import turin_example  # heavy, `new` is not

    with Document.making(arguments.file) as document:
        example = Together(commands=tuple(turin_example(console.words.language)))
        document.do(example, origin=Document.EXAMPLE)
        workshop = document.workshop
    _tell(console, arguments, workshop)
    return 0


def _commands(arguments: Namespace, console: Console) -> Iterator[Command]:
    """What makes the workshop; refused before there is a file, if at all."""
    yield from _without_rooms(arguments, console)
    if arguments.rooms:
        yield SpreadRooms(rooms=arguments.rooms)


def _without_rooms(arguments: Namespace, console: Console) -> Iterator[Command]:
    title = arguments.title or ""
    asked = (arguments.people, arguments.tables, arguments.seats)
    n_tables, seats = room_for(*asked)
    if arguments.template:
        from worldcafe.exchange.templates import read_template

        template = read_template(arguments.template, console.words.language)
        yield DescribeWorkshop(about=About(title=title))
        if any(asked):
            kept = (arguments.people, arguments.tables, arguments.seats or template.seats)
            n_tables, seats = room_for(*kept)
            template = template.but(n_tables=n_tables or template.n_tables, seats=seats)
        yield ApplyTemplate(template=_with_rounds(template, arguments.rounds))
        return
    if arguments.follows:
        with console.opened(arguments.follows) as earlier:
            started = follow_up(earlier.workshop, lambda: str(uuid4()))
        if title:
            started = started.but(about=started.about.but(title=title))
        yield _refurnished(started, n_tables, arguments.rounds)
        if arguments.seats:
            yield FurnishRoom(n_tables=n_tables or len(started.tables), seats=arguments.seats)
        return
    yield DescribeWorkshop(about=About(title=title))
    if n_tables:
        yield FurnishRoom(n_tables=n_tables, seats=seats)
    for number in range(1, (arguments.rounds or 0) + 1):
        yield PutRound(round=Round(id=str(uuid4()), number=number))


def _with_rounds(template: Template, n_rounds: int | None) -> Template:
    """The template with so many rounds; those it lacks have no question yet."""
    rounds = template.rounds
    if n_rounds:
        added = (TemplateRound() for _ in range(n_rounds - len(rounds)))
        rounds = (*islice(rounds, n_rounds), *added)
    return template.but(rounds=rounds)


def _refurnished(
    started: StartFollowUp, n_tables: int | None, n_rounds: int | None
) -> StartFollowUp:
    """The follow-up with so many tables and rounds; more are like the last one there was."""
    tables, rounds = list(started.tables[:n_tables]), list(started.rounds[:n_rounds])
    seats = tables[-1].seats if tables else USUAL_SEATS
    room = tables[-1].room if tables else ""
    number = max((table.number for table in tables), default=0)
    for _ in range((n_tables or 0) - len(tables)):
        number += 1
        tables.append(CafeTable(id=str(uuid4()), number=number, seats=seats, room=room))
    last = rounds[-1] if rounds else Round(id="last", number=1)
    for n in range(len(rounds) + 1, (n_rounds or 0) + 1):
        fresh = {"id": str(uuid4()), "number": n, "question": "", "translations": ()}
        rounds.append(last.but(**fresh))
    return started.model_copy(update={"tables": tuple(tables), "rounds": tuple(rounds)})


def _tell(console: Console, arguments: Namespace, workshop: Workshop) -> None:
    numbers = {
        "people": len(workshop.participants),
        "tables": len(workshop.tables),
        "rounds": len(workshop.rounds),
        "contributions": len(workshop.contributions),
    }
    console.report({"path": str(arguments.file), "title": workshop.about.title, **numbers})
    words = console.words
    sentence = words(
        "{path} is made. People: {people}. Tables: {tables}. Rounds: {rounds}."
        " Contributions: {contributions}.",
        path=arguments.file,
        **numbers,
    )
    console.say(sentence)
