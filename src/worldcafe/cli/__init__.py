"""The same jobs without a window: what scripts and servers call.

Exit codes are a promise: 0 done, 2 wrong use, 3 refused by a rule, 4 a file that cannot be
read or written. Each command stands in a module of its own and is imported only when it
runs, so that `--help` and `rotate` start quickly.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from worldcafe.cli.arguments import COMMANDS, build_parser
from worldcafe.cli.commands import command_of
from worldcafe.cli.environment import language_of, make_safe
from worldcafe.cli.parsing import WrongUse
from worldcafe.domain.refusal import Refusal
from worldcafe.wording.languages import SOURCE

if TYPE_CHECKING:
    from worldcafe.cli.console import Console

__all__ = ["COMMANDS", "main"]

DONE, DEFECT, WRONG_USE, REFUSED, FILE_REFUSED, INTERRUPTED = 0, 1, 2, 3, 4, 130


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    make_safe(sys.stdout, sys.stderr)
    language = language_of(os.environ)
    try:
        arguments = build_parser(_translator(language)).parse_args(argv)
    except WrongUse as wrong:
        _console(language).complain_of_use(wrong)
        return WRONG_USE
    except Refusal as refusal:  # an address that is none
        _console(language).complain(refusal)
        return WRONG_USE
    except SystemExit:  # argparse has printed help or the version
        return DONE
    return _run(arguments, _console(language, as_json=arguments.json))


def _run(arguments: Namespace, console: "Console") -> int:
    from worldcafe.domain.refusal import FileRefused, RuleBroken

    try:
        code = command_of(arguments.command)(arguments, console)
        sys.stdout.flush()
        return code
    except RuleBroken as refusal:
        console.complain(refusal)
        return REFUSED
    except FileRefused as refusal:
        console.complain(refusal)
        return FILE_REFUSED
    except BrokenPipeError:
        # Whoever read our output has gone: there is nobody to tell, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FILE_REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as defect:  # noqa: BLE001 - one sentence, and the rest on request
        return _own_up(defect, console)


def _own_up(defect: Exception, console: "Console") -> int:
    """Something we did not foresee. `WORLDCAFE_DEBUG=1` shows where it happened."""
    if os.environ.get("WORLDCAFE_DEBUG"):
        raise defect
    what = f"{type(defect).__name__}: {defect}"
    console.complain_in_words(
        console.words("worldcafe has made a mistake; please report it: {what}", what=what)
    )
    return DEFECT


def _console(language: str, *, as_json: bool = False) -> "Console":
    from worldcafe.cli.console import Console  # not for --help

    return Console(language, as_json=as_json)


def _translator(language: str) -> Callable[[str], str]:
    """What turns the texts of the help into the person's language."""
    return str if language == SOURCE.code else _console(language).words
