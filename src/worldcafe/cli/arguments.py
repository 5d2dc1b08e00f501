"""The commands and their arguments. Nothing but argparse is needed for them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from worldcafe import __version__

COMMANDS = {
    "new": "creating",
    "people": "people",
    "plan": "planning",
    "rotate": "rotating",
    "notes": "notes",
    "note-sheets": "exporting",
    "export": "exporting",
    "check": "checking",
    "demo": "creating",
}
"""Every command, and the module of this package whose function of that name runs it."""


class WrongUse(Exception):
    """The arguments make no sense."""

    def __init__(self, command: str, detail: str) -> None:
        super().__init__(detail)
        self.command = command
        self.detail = detail


class Parser(argparse.ArgumentParser):
    """Raises `WrongUse` where argparse would print several lines and exit."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong."""
        raise WrongUse(self.prog, message.rstrip("."))


def build_parser(words: Callable[[str], str]) -> Parser:
    """The parser, with its help in the language of `words`."""
    parser = Parser(
        prog="worldcafe",
        description=words("Runs World Cafés: rotation, notes, and one Excel synthesis."),
        epilog=words("Without a command, `worldcafe [FILE]` opens the desktop."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"worldcafe {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, help: str) -> Parser:
        added: Parser = commands.add_parser(
            name, help=help, description=help, allow_abbrev=False
        )
        added.add_argument(
            "--json", action="store_true", help=words("print a machine-readable report")
        )
        return added

    _add_making(command, words)
    _add_seating(command, words)
    _add_notes(command, words)
    return parser


Add = Callable[[str, str], Parser]


def _add_making(command: Add, words: Callable[[str], str]) -> None:
    new = command("new", words("makes a new workshop"))
    _file(new, words("the workshop to make"))
    new.add_argument("--template", metavar="NAME", help=words("what to start from"))
    new.add_argument("--title", type=_line, help=words("what the workshop is called"))
    _number(new, "--tables", words("how many tables stand in the room"), _within(1, 400))
    _number(new, "--rounds", words("how many rounds there are"), _within(1, 50))

    demo = command("demo", words("makes the Turin example, filled"))
    demo.add_argument(
        "file",
        metavar="OUT.worldcafe",
        nargs="?",
        type=Path,
        default=Path("turin.worldcafe"),
        help=words("the workshop to make (turin.worldcafe)"),
    )

    check = command("check", words("looks for damage and for what is still missing"))
    _file(check, words("the workshop"))

    people = command("people", words("imports people from a list"))
    _file(people, words("the workshop"))
    people.add_argument(
        "roster", metavar="ROSTER", type=Path, help=words("the list: .xlsx or .csv")
    )
    people.add_argument("--sheet", help=words("the sheet with the list"))
    people.add_argument(
        "--dry-run", action="store_true", help=words("report only, import nobody")
    )


def _add_seating(command: Add, words: Callable[[str], str]) -> None:
    plan = command("plan", words("seats everyone for every round"))
    _file(plan, words("the workshop"))
    _search(plan, words)

    rotate = command("rotate", words("makes a rotation from numbers alone, without a file"))
    _number(rotate, "--people", words("how many people there are"), int, required=True)
    _number(rotate, "--tables", words("how many tables there are"), int, required=True)
    _number(rotate, "--rounds", words("how many rounds there are"), int, required=True)
    rotate.add_argument(
        "--hosts",
        choices=("stay", "extra"),
        default="stay",
        help=words("stay: hosts are among the people; extra: they come on top"),
    )
    rotate.add_argument(
        "--objective",
        choices=("fair", "contacts"),
        default="fair",
        help=words("fair: nobody meets anybody often; contacts: fewest repeated encounters"),
    )
    _search(rotate, words)


def _add_notes(command: Add, words: Callable[[str], str]) -> None:
    notes = command("notes", words("reads contributions from a note sheet"))
    _file(notes, words("the workshop"))
    notes.add_argument(
        "sheet",
        metavar="SHEET",
        help=words("the sheet: .xlsx, .csv or .jsonl; - reads JSON lines as they come"),
    )

    sheets = command("note-sheets", words("writes an Excel note sheet for every table"))
    _file(sheets, words("the workshop"))
    sheets.add_argument("folder", metavar="FOLDER", type=Path, help=words("where to"))
    _language(sheets, words)

    export = command("export", words("writes the synthesis as an Excel workbook"))
    _file(export, words("the workshop"))
    export.add_argument(
        "out", metavar="OUT.xlsx", type=_xlsx, help=words("the workbook to write")
    )
    _language(export, words)


def _file(parser: Parser, help: str) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=help)


def _number(
    parser: Parser, name: str, help: str, kind: Callable[[str], int], **more: Any
) -> None:
    parser.add_argument(name, metavar="N", type=kind, help=help, **more)


def _search(parser: Parser, words: Callable[[str], str]) -> None:
    _number(parser, "--seed", words("the same seed gives the same plan"), int, default=0)
    parser.add_argument(
        "--time-limit",
        metavar="S",
        type=_seconds,
        help=words("seconds after which the best plan so far is taken"),
    )


def _language(parser: Parser, words: Callable[[str], str]) -> None:
    parser.add_argument(
        "--lang", choices=("fr", "en"), help=words("the language of the workbook")
    )


def _within(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not within {least} and {most}")
        return int(text)

    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


def _line(text: str) -> str:
    if len(text) > 500:
        raise argparse.ArgumentTypeError("more than 500 characters")
    return text


def _xlsx(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        raise argparse.ArgumentTypeError(f"{text!r} does not end in .xlsx")
    return path
