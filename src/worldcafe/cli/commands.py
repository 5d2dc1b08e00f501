"""Every command of the command line, and the function that runs it."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worldcafe.cli.console import Console

    Command = Callable[[Namespace, Console], int]


def command_of(name: str) -> "Command":  # noqa: C901, PLR0912 - a case for each
    """What runs a command. Its module is loaded only now."""
    match name:
        case "new":
            from worldcafe.cli.creating import new as run
        case "people":
            from worldcafe.cli.people import people as run
        case "plan":
            from worldcafe.cli.planning import plan as run
        case "rotate":
            from worldcafe.cli.rotating import rotate as run
        case "notes":
            from worldcafe.cli.notes import notes as run
        case "note-sheets":
            from worldcafe.cli.exporting import note_sheets as run
        case "similar":
            from worldcafe.cli.similar import similar as run
        case "export":
            from worldcafe.cli.exporting import export as run
        case "import":
            from worldcafe.cli.importing import import_ as run
        case "merge":
            from worldcafe.cli.merging import merge as run
        case "portfolio":
            from worldcafe.cli.portfolio import portfolio as run
        case "print":
            from worldcafe.cli.printing import print as run
        case "check":
            from worldcafe.cli.checking import check as run
        case "doctor":
            from worldcafe.cli.doctor import doctor as run
        case "forget":
            from worldcafe.cli.forgetting import forget as run
        case "serve":
            from worldcafe.cli.serving import serve as run
        case "share":
            from worldcafe.cli.sharing import share as run
        case "take":
            from worldcafe.cli.sharing import take as run
        case "demo":
            from worldcafe.cli.creating import demo as run
        case _:
            raise LookupError(name)
    return run
