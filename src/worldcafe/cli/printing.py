"""`print`: pages for the printer, as a file. The one command that draws, and so needs Qt."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from worldcafe.cli.console import Console
from worldcafe.cli.privacy import asked, decided
from worldcafe.document import Document
from worldcafe.domain.choosing import EVERY_ONE, Choice
from worldcafe.domain.disclosure import EVERYTHING
from worldcafe.domain.refusal import FileRefused, refuse
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes.codes import theme_named
from worldcafe.files import check_regular
from worldcafe.wording import Words, words_for

if TYPE_CHECKING:
    from worldcafe.lan import OnPaper
    from worldcafe.prints import Setup

REPORT, TEXT = "opportunities", ".odt"


def print(arguments: Namespace, console: Console) -> int:
    """Write a print."""
    is_text = arguments.out.suffix.lower() == TEXT
    if is_text and arguments.what != REPORT:
        refuse("print_not_as_text")
    with console.opened(arguments.file) as document:
        _make_drawing_possible()
        from worldcafe import prints  # Qt, for this command alone

        codes = _codes(arguments, document)
        workshop = document.workshop
    path = arguments.out
    check_regular(path)
    if path.exists() and not prints.is_print(path):
        raise FileRefused("file_exists", path=str(path))
    setup = replace(_setup(arguments, workshop, console), codes=codes)
    words = _words(arguments, console)
    report = {"path": str(path), "what": arguments.what}
    if is_text:
        n = prints.write_odt(workshop, words, path, setup)
        console.report({**report, "opportunities": n})
        sentence = console.words.plural(
            "{path} is written, with {n} opportunity.",
            "{path} is written, with {n} opportunities.",
            n,
            path=path,
        )
    else:
        n = prints.write_pdf(workshop, words, prints.What(arguments.what), path, setup)
        console.report({**report, "pages": n})
        sentence = console.words.plural(
            "{path} is written: {n} page.", "{path} is written: {n} pages.", n, path=path
        )
    console.say(sentence)
    return 0


def _setup(arguments: Namespace, workshop: Workshop, console: Console) -> "Setup":
    from worldcafe.prints import PRINTS, Paper, Setup, What  # Qt, for this alone

    if PRINTS[What(arguments.what)].goes_outside:
        disclosure = decided(arguments, workshop, console)
    elif (disclosure := asked(arguments)) != EVERYTHING:
        refuse("print_for_the_room")

    round_id = ""
    if arguments.round is not None:
        by_number = {each.number: each.id for each in workshop.rounds_in_order}
        round_id = by_number.get(arguments.round) or refuse("round_unknown")
    choice = _choice(arguments, workshop)
    if arguments.what != REPORT and choice != EVERY_ONE:
        refuse("print_not_chosen")
    paper = Paper(arguments.paper)
    return Setup(
        paper=paper,
        round_id=round_id,
        room=room_named(arguments.room, workshop),
        disclosure=disclosure,
        choice=choice,
    )


def room_named(name: str, workshop: Workshop) -> str:
    """The room of this name, in capitals or not; empty where none was asked for."""
    rooms = {room.casefold(): room for room in workshop.rooms}
    if name and name.casefold() not in rooms:
        refuse("room_unknown", room=name)
    return rooms[name.casefold()] if name else ""


def _codes(arguments: Namespace, document: Document) -> "Mapping[str, OnPaper]":
    """What cards or badges open, if that is asked for."""
    if not (arguments.codes or arguments.address):
        return {}
    from worldcafe.lan.addresses import known_beforehand, port_of  # sockets, for this alone
    from worldcafe.lan.codes import on_paper
    from worldcafe.prints import OPENED, What

    role = OPENED.get(What(arguments.what)) or refuse("print_without_codes")
    page = ""
    if arguments.address:
        page = known_beforehand(arguments.address, port_of(document))
    return on_paper(role, document.workshop, document.secret(), page)


def _choice(arguments: Namespace, workshop: Workshop) -> Choice:
    """Which opportunities were asked for; a theme by any of its names."""
    return Choice(
        refs=arguments.refs,
        theme=theme_named(arguments.theme, workshop),
        priority=arguments.priority,
        top=arguments.top,
    )


def _words(arguments: Namespace, console: Console) -> Words:
    """The words of the print: the language asked for, else the terminal's."""
    return words_for(arguments.lang) if arguments.lang else console.words


def _make_drawing_possible() -> None:
    """Start Qt without a display. Raises `FileRefused` where it lacks a library."""
    try:
        from worldcafe.prints.offscreen import start_offscreen
    except ImportError as error:
        raise FileRefused("drawing_unavailable", reason=str(error)) from error
    start_offscreen()
