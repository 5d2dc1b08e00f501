"""`export` and `note-sheets`: workbooks go out."""

import datetime as dt
from argparse import Namespace
from pathlib import Path

from worldcafe.cli.console import Console, words_in
from worldcafe.document import Document
from worldcafe.exchange.notes import write_note_sheets
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording import Words


def export(arguments: Namespace, console: Console) -> int:
    """Write the synthesis."""
    with Document.open(arguments.file) as document:
        workshop = document.workshop
    now = dt.datetime.now().astimezone()
    write_synthesis(workshop, arguments.out, _words(arguments, console), made_at=now)
    console.report({"path": str(arguments.out), "contributions": len(workshop.standing)})
    sentence = console.words.plural(
        "{path} is written, with {n} contribution.",
        "{path} is written, with {n} contributions.",
        len(workshop.standing),
        path=arguments.out,
    )
    console.say(sentence)
    return 0


def note_sheets(arguments: Namespace, console: Console) -> int:
    """Write a note sheet for every table."""
    with Document.open(arguments.file) as document:
        workshop = document.workshop
    folder: Path = arguments.folder
    write_note_sheets(workshop, folder, _words(arguments, console))
    n = len(workshop.tables)
    console.report({"folder": str(folder), "tables": n})
    sentence = console.words.plural(
        "{n} note sheet is in {folder}.", "{n} note sheets are in {folder}.", n, folder=folder
    )
    console.say(sentence)
    return 0


def _words(arguments: Namespace, console: Console) -> Words:
    """The words of the workbook: the language asked for, else the terminal's."""
    return words_in(arguments.lang) if arguments.lang else console.words
