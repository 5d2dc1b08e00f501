"""The commands and their arguments. Nothing but argparse is needed for them."""

from pathlib import Path

from worldcafe import __version__
from worldcafe.cli import values
from worldcafe.cli.parsing import (
    Add,
    Parser,
    Say,
    a_file,
    a_language,
    a_number,
    a_room,
    flag,
    privacy,
)
from worldcafe.cli.seating_arguments import add_seating
from worldcafe.cli.usage import speak
from worldcafe.document.address import EXAMPLE
from worldcafe.prints.what import What
from worldcafe.wording.languages import TRANSLATED
from worldcafe.wording.optional_sheets import OPTIONAL

COMMANDS = (
    "new", "people", "plan", "rotate", "notes", "note-sheets", "similar", "export", "import",
    "merge", "portfolio", "print", "check", "doctor", "forget", "serve", "share", "take",
    "demo",
)  # fmt: skip


def build_parser(words: Say) -> Parser:
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
        flag(added, "--json", words("print a machine-readable report"))
        return added

    _add_making(command, words)
    add_seating(command, words)
    _add_notes(command, words)
    _add_prints(command, words)
    _add_serving(command, words)
    _add_sharing(command, words)
    return parser


def _add_making(command: Add, words: Say) -> None:
    new = command("new", words("makes a new workshop"))
    a_file(new, words("the workshop to make"))
    start = new.add_mutually_exclusive_group()
    start.add_argument("--template", metavar="NAME", help=words("what to start from"))
    start.add_argument(
        "--follows",
        metavar="EARLIER.worldcafe",
        type=values.place,
        help=words("an earlier workshop, whose people and open points come along"),
    )
    new.add_argument("--title", type=values.line, help=words("what the workshop is called"))
    a_number(new, "--tables", words("how many tables stand in the room"), values.within(1, 400))
    a_number(new, "--seats", words("how many chairs each table has"), values.within(2, 100))
    a_number(
        new, "--people", words("how many people come: the room is made for them"),
        values.within(1, 10_000),
    )  # fmt: skip
    a_number(new, "--rounds", words("how many rounds there are"), values.within(1, 50))
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
    a_file(check, words("the workshop"))
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
    a_file(people, words("the workshop"))
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
    flag(people, "--anyway", words("import even if rows that may be people are left out"))
    flag(people, "--dry-run", words("report only, import nobody; exit code as without it"))
    flag(people, "--again", words("also import those who were forgotten in this workshop"))
    _add_forgetting(command, words)


def _add_forgetting(command: Add, words: Say) -> None:
    forget = command(
        "forget", words("removes a person for good, in history and in the copies kept here")
    )
    a_file(forget, words("the workshop"))
    who = forget.add_mutually_exclusive_group(required=True)
    who.add_argument(
        "person",
        metavar="PERSON",
        nargs="?",
        help=words("who: a name, an e-mail address or id"),
    )
    flag(who, "--everyone", words("everybody who is or was on the list"))
    flag(forget, "--dry-run", words("say what stays, forget nobody"))
    texts = forget.add_mutually_exclusive_group()
    flag(texts, "--mask", words("take their names out of texts (the rule)"))
    flag(texts, "--keep", words("leave texts as they are"))


def _add_notes(command: Add, words: Say) -> None:
    notes = command("notes", words("reads contributions from a note sheet"))
    a_file(notes, words("the workshop"))
    notes.add_argument(
        "sheet",
        metavar="SHEET",
        help=words(
            "the notes: .xlsx, .csv, .docx, .txt, .jsonl; - reads JSON lines as they come"
        ),
    )
    a_number(notes, "--table", words("the table of notes that name none"), int)
    a_number(notes, "--round", words("the round of notes that name none"), int)

    similar = command("similar", words("says which contributions may be the same"))
    a_file(similar, words("the workshop"))
    a_number(
        similar,
        "--top",
        words("with --json, how many suggestions for each contribution (5)"),
        values.within(1, 1000),
        default=5,
    )

    sheets = command("note-sheets", words("writes an Excel note sheet for every table"))
    a_file(sheets, words("the workshop"))
    sheets.add_argument("folder", metavar="FOLDER", type=Path, help=words("where to"))
    a_room(sheets, words)
    a_language(sheets, words)

    _add_synthesis(command, words)


def _add_synthesis(command: Add, words: Say) -> None:
    export = command("export", words("writes the synthesis as an Excel workbook"))
    a_file(export, words("the workshop"))
    export.add_argument(
        "out",
        metavar="OUT",
        type=values.synthesis,
        help=words(
            "what to write: .xlsx a workbook, .json everything, .ics the next steps; .zip or"
            " a folder for CSV"
        ),
    )
    a_language(export, words)
    export.add_argument(
        "--without", metavar="SHEET,…", type=values.sheets, default=(),
        help=f"{words('sheets that the workbook leaves out')}: {', '.join(OPTIONAL)}",
    )  # fmt: skip
    privacy(export, words)

    back = command("import", words("brings an edited synthesis workbook back"))
    a_file(back, words("the workshop"))
    back.add_argument(
        "workbook",
        metavar="EDITED",
        type=Path,
        help=words("the edited workbook, a sheet of it alone, or a sheet as CSV"),
    )
    _settling(back, words, "workbook", "workshop")
    a_number(back, "--table", words("the table of new rows that name none"), int)
    a_number(back, "--round", words("the round of new rows that name none"), int)

    copies = command("merge", words("takes in what other copies of the workshop have done"))
    a_file(copies, words("the workshop"))
    copies.add_argument(
        "others",
        metavar="OTHER",
        nargs="+",
        type=values.place,
        help=words("another copy of it"),
    )
    flag(
        copies,
        "--add-contributions",
        words("of another workshop add what was said there, and nothing else"),
    )
    _settling(copies, words, "ours", "theirs")

    _add_portfolio(command, words)


def _settling(parser: Parser, words: Say, *sides: str) -> None:
    """What is said of differences before they are taken over."""
    flag(parser, "--dry-run", words("report only, change nothing; exit code as without it"))
    parser.add_argument(
        "--take",
        choices=sides,
        help=words("which side is right where only a person can tell"),
    )


def _add_portfolio(command: Add, words: Say) -> None:
    many = command("portfolio", words("writes many workshops as one Excel workbook"))
    many.add_argument(
        "out", metavar="OUT.xlsx", type=values.workbook, help=words("the workbook to write")
    )
    many.add_argument(
        "workshops", metavar="WORKSHOP", nargs="+", type=values.place,
        help=words("workshops, folders to look for them in, and addresses of shared ones"),
    )  # fmt: skip
    a_language(many, words)
    privacy(many, words)


def _add_prints(command: Add, words: Say) -> None:
    print_ = command("print", words("writes what is printed: badges, cards, lists, reports"))
    a_file(print_, words("the workshop"))
    print_.add_argument(
        "out",
        metavar="OUT",
        type=values.print_file,
        help=words("the file to write: .pdf or .odt"),
    )
    print_.add_argument(
        "--what", choices=tuple(What), required=True, help=words("what to print")
    )
    print_.add_argument(
        "--paper", choices=("a4", "letter"), default="a4", help=words("the size of the paper")
    )
    a_number(print_, "--round", words("this round only"), values.within(1, 50))
    a_room(print_, words)
    _choice(print_, words)
    print_.add_argument(
        "--lang", choices=tuple(TRANSLATED), help=words("the language of the pages")
    )
    flag(print_, "--codes", words("what cards and badges open on a phone, to be typed"))
    print_.add_argument(
        "--address", metavar="A", type=values.line, default="",
        help=words("the same to be scanned, for a room that will be at this address"),
    )  # fmt: skip
    privacy(print_, words)


def _add_serving(command: Add, words: Say) -> None:
    serve = command("serve", words("opens the room to phones on the local network"))
    a_file(serve, words("the workshop"))
    serve.add_argument(
        "--host",
        metavar="H",
        help=words("an address of this computer; a private one without this"),
    )
    serve.add_argument(
        "--room", metavar="NAME", type=values.line, default="",
        help=words("shows walls and the facilitator's phone this room only"),
    )  # fmt: skip
    a_number(
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


def _add_sharing(command: Add, words: Say) -> None:
    share = command("share", words("puts a workshop on a server, for several desks at once"))
    share.add_argument("file", metavar="FILE", type=Path, help=words("the workshop"))
    share.add_argument("address", metavar="ADDRESS", type=values.address, help=EXAMPLE)
    take = command("take", words("writes a shared workshop to a file, which can merge later"))
    take.add_argument("address", metavar="ADDRESS", type=values.address, help=EXAMPLE)
    take.add_argument("file", metavar="FILE", type=Path, help=words("the file to write"))


def _choice(parser: Parser, words: Say) -> None:
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
    a_number(parser, "--priority", least, values.within(1, 25), default=0)
    top = words("the first opportunities only, by dots, then by impact × feasibility")
    a_number(parser, "--top", top, values.within(1, 10_000), default=0)
