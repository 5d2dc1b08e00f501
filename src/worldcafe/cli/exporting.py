"""`export` and `note-sheets`: files go out."""

import contextlib
import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from worldcafe.cli.console import Console
from worldcafe.cli.printing import room_named
from worldcafe.cli.privacy import decided
from worldcafe.document import Document
from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange.notes import write_note_sheets
from worldcafe.exchange.publishing import is_published, publish
from worldcafe.files import check_regular, make_private_folder
from worldcafe.wording import Words, words_for


def export(arguments: Namespace, console: Console) -> int:
    """Write the synthesis: a workbook, or what the name of the file asks for."""
    out: Path = arguments.out
    with console.opened(arguments.file) as document:
        check_ours(out)
        n, sentence = _write(document, arguments, console)
        n_standing = len(document.workshop.standing)
    report = {"path": str(out), "contributions": n_standing}
    console.report({**report, "steps": n} if out.suffix.lower() == ".ics" else report)
    console.say(sentence)
    return 0


def _write(document: Document, arguments: Namespace, console: Console) -> tuple[int, str]:
    """How many things were written, and the sentence that says so."""
    out: Path = arguments.out
    workshop = document.workshop
    n = publish(
        workshop,
        out,
        words_asked(arguments, console),
        made_at=dt.datetime.now().astimezone(),
        disclosure=decided(arguments, workshop, console),
        without=arguments.without,
        blob_of=document.blob,
    )
    if out.suffix.lower() == ".ics":
        return n, console.words.plural(
            "{path} is written, with {n} next step that has a date.",
            "{path} is written, with {n} next steps that have a date.",
            n,
            path=out,
        )
    return n, console.words.plural(
        "{path} is written, with {n} contribution.",
        "{path} is written, with {n} contributions.",
        n,
        path=out,
    )


def check_ours(out: Path) -> None:
    """Refuse to replace what was not written here, or was edited since."""
    if not out.is_dir():
        check_regular(out)
    if out.exists() and not (out.is_dir() and not any(out.iterdir())) and not is_published(out):
        raise FileRefused("file_exists", path=str(out))


def note_sheets(arguments: Namespace, console: Console) -> int:
    """Write a note sheet for every table."""
    with console.opened(arguments.file) as document:
        workshop = document.workshop
    folder: Path = arguments.folder
    with _folder(folder):
        room = room_named(arguments.room, workshop)
        files = write_note_sheets(workshop, folder, words_asked(arguments, console), room)
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
            make_private_folder(path)
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileRefused("unwritable", path=str(path), reason=reason) from error
    except FileRefused:
        if is_ours:
            path.rmdir()
        raise


def words_asked(arguments: Namespace, console: Console) -> Words:
    """The words of the workbook: the language asked for, else the terminal's."""
    return words_for(arguments.lang) if arguments.lang else console.words
