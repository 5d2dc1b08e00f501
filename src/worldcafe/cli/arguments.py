"""The commands and their arguments. Nothing but argparse is needed for them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from worldcafe import __version__
from worldcafe.cli import values
from worldcafe.cli.usage import speak
from worldcafe.document.address import EXAMPLE
from worldcafe.wording.languages import TRANSLATED

COMMANDS = (
    "new", "people", "plan", "rotate", "notes", "note-sheets", "similar", "export", "import",
    "merge", "portfolio", "print", "check", "doctor", "forget", "serve", "share", "take",
    "demo",
)  # fmt: skip

PRINTS = ("badges", "cards", "doors", "tables", "sheets", "opportunities")
"""What can be printed, by the values of `worldcafe.prints.What`."""


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
    speak(words)
    parser = Parser(
        prog="worldcafe",
        description=words("Runs World Cafés: rotation, notes, and one Excel synthesis."),
        epilog=" ".join(
            (
                words("Without a command, `worldcafe [FILE]` opens the desktop."),
                words("Where FILE stands, the address of a shared workshop may stand:"),
                EXAMPLE,
            )
        ),
        allow_abbrev=False,
    )
    told = words("show program's version number and exit")  # argparse has not asked everywhere
    version = f"worldcafe {__version__}"
    parser.add_argument("--version", action="version", version=version, help=told)
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
    _add_prints(command, words)
    _add_serving(command, words)
    _add_sharing(command, words)
    return parser


Add = Callable[[str, str], Parser]


def _add_making(command: Add, words: Callable[[str], str]) -> None:
    new = command("new", words("makes a new workshop"))
    _file(new, words("the workshop to make"))
    start = new.add_mutually_exclusive_group()
    start.add_argument("--template", metavar="NAME", help=words("what to start from"))
    start.add_argument(
        "--follows",
        metavar="EARLIER.worldcafe",
        type=values.place,
        help=words("an earlier workshop, whose people and open points come along"),
    )
    new.add_argument("--title", type=values.line, help=words("what the workshop is called"))
    _number(new, "--tables", words("how many tables stand in the room"), values.within(1, 400))
    _number(new, "--seats", words("how many chairs each table has"), values.within(2, 100))
    _number(
        new, "--people", words("how many people come: the room is made for them"),
        values.within(1, 10_000),
    )  # fmt: skip
    _number(new, "--rounds", words("how many rounds there are"), values.within(1, 50))
    new.add_argument(
        "--rooms",
        metavar="NAME[,NAME…]",
        type=values.names,
        default=(),
        help=words("the rooms in which the tables stand, each with an equal share of them"),
    )

    demo = command("demo", words("makes the Turin example, filled"))
    demo.add_argument(
        "file",
        metavar="OUT.worldcafe",
        nargs="?",
        type=values.place,
        default=Path("turin.worldcafe"),
        help=words("the workshop to make (turin.worldcafe)"),
    )

    check = command("check", words("looks for damage and for what is still missing"))
    _file(check, words("the workshop"))
    check.add_argument(
        "--repair",
        metavar="NEW.worldcafe",
        type=Path,
        help=words("makes a new workshop of what the history of this one says"),
    )

    doctor = command("doctor", words("says whether this computer is ready for the day"))
    doctor.add_argument(
        "file", metavar="FILE", nargs="?", type=values.place, help=words("the workshop")
    )

    people = command("people", words("imports people from a list"))
    _file(people, words("the workshop"))
    people.add_argument(
        "roster", metavar="ROSTER", type=Path, help=words("the list: .xlsx or .csv")
    )
    people.add_argument("--sheet", help=words("the sheet with the list"))
    people.add_argument(
        "--column",
        dest="columns",
        metavar="C=FIELD",
        type=values.column,
        action="append",
        default=[],
        help=words("what a column is, as C=family_name; may be given several times"),
    )
    people.add_argument(
        "--anyway",
        action="store_true",
        help=words("import even if rows that may be people are left out"),
    )
    people.add_argument(
        "--dry-run",
        action="store_true",
        help=words("report only, import nobody; exit code as without it"),
    )
    people.add_argument(
        "--again",
        action="store_true",
        help=words("also import those who were forgotten in this workshop"),
    )
    _add_forgetting(command, words)


def _add_forgetting(command: Add, words: Callable[[str], str]) -> None:
    forget = command(
        "forget", words("removes a person for good, in history and in the copies kept here")
    )
    _file(forget, words("the workshop"))
    who = forget.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "person",
        metavar="PERSON",
        nargs="?",
        help=words("who: a name, an e-mail address or id"),
    )
    who.add_argument(
        "--everyone", action="store_true", help=words("everybody who is or was on the list")
    )
    forget.add_argument(
        "--dry-run", action="store_true", help=words("say what stays, forget nobody")
    )
    texts = forget.add_mutually_exclusive_group()
    texts.add_argument(
        "--mask", action="store_true", help=words("take their names out of texts (the rule)")
    )
    texts.add_argument("--keep", action="store_true", help=words("leave texts as they are"))


def _add_seating(command: Add, words: Callable[[str], str]) -> None:
    plan = command("plan", words("seats everyone for every round"))
    _file(plan, words("the workshop"))
    _rules(plan, words)
    _repair(plan, words)
    _search(plan, words)

    rotate = command("rotate", words("makes a rotation from numbers alone, without a file"))
    _number(rotate, "--people", words("how many people there are"), int, required=True)
    _number(rotate, "--tables", words("how many tables there are"), int, required=True)
    _number(rotate, "--rounds", words("how many rounds there are"), int, required=True)
    _hosts(rotate, words, default="stay")
    _number(
        rotate,
        "--themes",
        words("how many themes the tables share; nobody meets one twice while others are left"),
        int,
        default=0,
    )
    rotate.add_argument(
        "--seats",
        metavar="N[,N…]",
        type=values.numbers,
        default=(),
        help=words("chairs at every table, or at each of them"),
    )
    rotate.add_argument(
        "--blocks",
        action="store_true",
        help=words("those who sat together move on together"),
    )
    rotate.add_argument(
        "--objective",
        choices=("fair", "contacts"),
        default="fair",
        help=words("fair: nobody meets anybody often; contacts: fewest repeated encounters"),
    )
    _search(rotate, words)


def _rules(plan: Parser, words: Callable[[str], str]) -> None:
    """Rules for one run, where they are to differ from those of the workshop."""
    _hosts(plan, words, default=None)
    for name, help in (
        ("--languages", words("whether people share a language with their table")),
        ("--regions", words("whether regions are mixed at every table")),
        ("--access", words("whether those who need an accessible table sit at one")),
    ):
        plan.add_argument(name, choices=values.STRENGTHS, help=help)
    plan.add_argument(
        "--apart",
        metavar="WHAT=STRENGTH",
        type=values.apart,
        action="append",
        default=[],
        help=words("what keeps people apart: organisation, delegation or country; off, wish"
                   " or hard"),
    )  # fmt: skip
    plan.add_argument(
        "--movement",
        choices=("scatter", "blocks"),
        help=words("scatter: people part after each round; blocks: they move on together"),
    )
    plan.add_argument(
        "--rooms",
        choices=("stay", "move"),
        help=words("stay: people stay in one room all day; move: they move between rooms"),
    )
    plan.add_argument(
        "--objective",
        choices=("fair", "contacts"),
        help=words("fair: nobody meets anybody often; contacts: fewest repeated encounters"),
    )
    plan.add_argument(
        "--propose-languages",
        action="store_true",
        help=words("first give the tables without languages those that people need"),
    )


def _repair(plan: Parser, words: Callable[[str], str]) -> None:
    """Planning anew in the middle of the day."""
    _number(
        plan,
        "--from-round",
        words("plan anew from this round on; the earlier ones stay as they were"),
        values.within(1, 50),
    )
    plan.add_argument(
        "--absent",
        metavar="PERSON",
        action="append",
        default=[],
        help=words("somebody who is not there any more, by name or id"),
    )
    plan.add_argument(
        "--option",
        choices=("changes", "mixing"),
        default="changes",
        help=words("changes: as few new seats as can be; mixing: the best plan for the rest"),
    )


def _hosts(parser: Parser, words: Callable[[str], str], default: str | None) -> None:
    parser.add_argument(
        "--hosts",
        choices=("stay", "rotate", "extra", "none"),
        default=default,
        help=words(
            "stay: hosts are among the people; rotate: another host in every round; extra:"
            " they come on top; none: nobody hosts"
        ),
    )


def _add_notes(command: Add, words: Callable[[str], str]) -> None:
    notes = command("notes", words("reads contributions from a note sheet"))
    _file(notes, words("the workshop"))
    notes.add_argument(
        "sheet",
        metavar="SHEET",
        help=words(
            "the notes: .xlsx, .csv, .docx, .txt, .jsonl; - reads JSON lines as they come"
        ),
    )
    _number(notes, "--table", words("the table of notes that name none"), int)
    _number(notes, "--round", words("the round of notes that name none"), int)

    similar = command("similar", words("says which contributions may be the same"))
    _file(similar, words("the workshop"))
    _number(
        similar,
        "--top",
        words("with --json, how many suggestions for each contribution (5)"),
        values.within(1, 1000),
        default=5,
    )

    sheets = command("note-sheets", words("writes an Excel note sheet for every table"))
    _file(sheets, words("the workshop"))
    sheets.add_argument("folder", metavar="FOLDER", type=Path, help=words("where to"))
    _room(sheets, words)
    _language(sheets, words)

    _add_synthesis(command, words)


def _add_synthesis(command: Add, words: Callable[[str], str]) -> None:
    export = command("export", words("writes the synthesis as an Excel workbook"))
    _file(export, words("the workshop"))
    export.add_argument(
        "out",
        metavar="OUT",
        type=values.synthesis,
        help=words(
            "what to write: .xlsx a workbook, .json everything, .ics the next steps; .zip or"
            " a folder for CSV"
        ),
    )
    _language(export, words)
    export.add_argument(
        "--without", metavar="SHEET,…", type=values.sheets, default=(),
        help=f"{words('sheets that the workbook leaves out')}: {', '.join(values.SHEETS)}",
    )  # fmt: skip
    _privacy(export, words)

    back = command("import", words("brings an edited synthesis workbook back"))
    _file(back, words("the workshop"))
    back.add_argument(
        "workbook",
        metavar="EDITED",
        type=Path,
        help=words("the edited workbook, a sheet of it alone, or a sheet as CSV"),
    )
    _settling(back, words, "workbook", "workshop")
    _number(back, "--table", words("the table of new rows that name none"), int)
    _number(back, "--round", words("the round of new rows that name none"), int)

    copies = command("merge", words("takes in what other copies of the workshop have done"))
    _file(copies, words("the workshop"))
    copies.add_argument(
        "others",
        metavar="OTHER",
        nargs="+",
        type=values.place,
        help=words("another copy of it"),
    )
    copies.add_argument(
        "--add-contributions", action="store_true",
        help=words("of another workshop add what was said there, and nothing else"),
    )  # fmt: skip
    _settling(copies, words, "ours", "theirs")

    _add_portfolio(command, words)


def _settling(parser: Parser, words: Callable[[str], str], *sides: str) -> None:
    """What is said of differences before they are taken over."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=words("report only, change nothing; exit code as without it"),
    )
    parser.add_argument(
        "--take",
        choices=sides,
        help=words("which side is right where only a person can tell"),
    )


def _add_portfolio(command: Add, words: Callable[[str], str]) -> None:
    many = command("portfolio", words("writes many workshops as one Excel workbook"))
    many.add_argument(
        "out", metavar="OUT.xlsx", type=values.workbook, help=words("the workbook to write")
    )
    many.add_argument(
        "workshops", metavar="WORKSHOP", nargs="+", type=values.place,
        help=words("workshops, folders to look for them in, and addresses of shared ones"),
    )  # fmt: skip
    _language(many, words)
    _privacy(many, words)


def _add_prints(command: Add, words: Callable[[str], str]) -> None:
    print_ = command("print", words("writes what is printed: badges, cards, lists, reports"))
    _file(print_, words("the workshop"))
    print_.add_argument(
        "out",
        metavar="OUT",
        type=values.print_file,
        help=words("the file to write: .pdf or .odt"),
    )
    print_.add_argument("--what", choices=PRINTS, required=True, help=words("what to print"))
    print_.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help=words("the size of the paper")
    )
    _number(print_, "--round", words("this round only"), values.within(1, 50))
    _room(print_, words)
    _choice(print_, words)
    print_.add_argument(
        "--lang", choices=tuple(TRANSLATED), help=words("the language of the pages")
    )
    print_.add_argument(
        "--codes", action="store_true",
        help=words("what cards and badges open on a phone, to be typed"),
    )  # fmt: skip
    print_.add_argument(
        "--address", metavar="A", type=values.line, default="",
        help=words("the same to be scanned, for a room that will be at this address"),
    )  # fmt: skip
    _privacy(print_, words)


def _add_serving(command: Add, words: Callable[[str], str]) -> None:
    serve = command("serve", words("opens the room to phones on the local network"))
    _file(serve, words("the workshop"))
    serve.add_argument(
        "--host",
        metavar="H",
        help=words("an address of this computer; a private one without this"),
    )
    serve.add_argument(
        "--room", metavar="NAME", type=values.line, default="",
        help=words("shows walls and the facilitator's phone this room only"),
    )  # fmt: skip
    _number(
        serve,
        "--port",
        words("the port, which the workshop keeps; one is chosen the first time"),
        values.within(1, 65_535),
    )
    serve.add_argument(
        "--wifi", metavar="NAME[:PASSWORD]", type=values.wifi, default=("", ""),
        help=words(
            "the Wi-Fi that phones join first: the wall shows how to join it; a backslash goes"
            " before a colon in its name"
        ),
    )  # fmt: skip


def _add_sharing(command: Add, words: Callable[[str], str]) -> None:
    share = command("share", words("puts a workshop on a server, for several desks at once"))
    share.add_argument("file", metavar="FILE", type=Path, help=words("the workshop"))
    share.add_argument("address", metavar="ADDRESS", type=values.address, help=EXAMPLE)
    take = command("take", words("writes a shared workshop to a file, which can merge later"))
    take.add_argument("address", metavar="ADDRESS", type=values.address, help=EXAMPLE)
    take.add_argument("file", metavar="FILE", type=Path, help=words("the file to write"))


def _room(parser: Parser, words: Callable[[str], str]) -> None:
    parser.add_argument(
        "--room", metavar="NAME", type=values.line, default="",
        help=words("of this room only: its tables, and whoever sits there"),
    )  # fmt: skip


def _choice(parser: Parser, words: Callable[[str], str]) -> None:
    """Which opportunities the report tells of."""
    parser.add_argument(
        "--refs", metavar="REF,…", type=values.references, default=(),
        help=words("these opportunities only, in this order: O-017,O-003"),
    )  # fmt: skip
    parser.add_argument(
        "--theme", metavar="THEME", type=values.line, default="",
        help=words("opportunities of this theme only: its name or its code"),
    )  # fmt: skip
    least = words("opportunities with this impact × feasibility at least")
    _number(parser, "--priority", least, values.within(1, 25), default=0)
    top = words("the first opportunities only, by dots, then by impact × feasibility")
    _number(parser, "--top", top, values.within(1, 10_000), default=0)


def _privacy(parser: Parser, words: Callable[[str], str]) -> None:
    """One set of choices wherever something leaves the house."""
    parser.add_argument(
        "--names",
        choices=("full", "initials", "none"),
        default="full",
        help=words("how people are named"),
    )
    parser.add_argument(
        "--no-personal-data",
        action="store_true",
        help=words("leave out names, contacts and e-mail addresses"),
    )
    in_texts = parser.add_mutually_exclusive_group()
    in_texts.add_argument(
        "--mask",
        action="store_true",
        help=words("take out of texts what they give away of people"),
    )
    in_texts.add_argument(
        "--keep",
        action="store_true",
        help=words("leave in texts what they give away of people"),
    )


def _file(parser: Parser, help: str) -> None:
    parser.add_argument("file", metavar="FILE", type=values.place, help=help)


def _number(
    parser: Parser, name: str, help: str, kind: Callable[[str], int], **more: Any
) -> None:
    parser.add_argument(name, metavar="N", type=kind, help=help, **more)


def _search(parser: Parser, words: Callable[[str], str]) -> None:
    _number(parser, "--seed", words("the same seed gives the same plan"), int, default=0)
    parser.add_argument(
        "--time-limit",
        metavar="S",
        type=values.seconds,
        help=words("seconds after which the best plan so far is taken"),
    )


def _language(parser: Parser, words: Callable[[str], str]) -> None:
    parser.add_argument(
        "--lang", choices=tuple(TRANSLATED), help=words("the language of the workbook")
    )
