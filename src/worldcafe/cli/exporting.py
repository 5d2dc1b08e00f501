"""`export` and `note-sheets`: workbooks go out."""

import contextlib
import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from worldcafe.cli.console import Console, words_in
from worldcafe.document import Document
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.notes import write_note_sheets
from worldcafe.exchange.workbook import is_synthesis, write_synthesis
from worldcafe.wording import Words


def export(arguments: Namespace, console: Console) -> int:
    """Write the synthesis."""
    with Document.open(arguments.file) as document:
        workshop = document.workshop
    if arguments.out.exists() and not is_synthesis(arguments.out):
        raise FileRefused("file_exists", path=str(arguments.out))
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
    with _folder(folder):
        files = write_note_sheets(workshop, folder, _words(arguments, console))
    n = len(files)
    console.report({"folder": str(folder), "files": [str(file) for file in files]})
    sentence = console.words.plural(
        "{n} note sheet is in {folder}.", "{n} note sheets are in {folder}.", n, folder=folder
    )
    console.say(sentence)
    return 0


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[None]:
    """The folder, made if only it was missing, and gone again if nothing came of it."""
    is_ours = not path.exists() and path.parent.is_dir()
    try:
        if is_ours:
            path.mkdir()
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileRefused("unwritable", path=str(path), reason=reason) from error
    except FileRefused:
        if is_ours:
            path.rmdir()
        raise


def _words(arguments: Namespace, console: Console) -> Words:
    """The words of the workbook: the language asked for, else the terminal's."""
    return words_in(arguments.lang) if arguments.lang else console.words
