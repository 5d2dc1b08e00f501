"""Composes the program: a command runs without a window, anything else opens the desktop."""

import gc
import os
import sys
from pathlib import Path
from types import ModuleType


def main() -> int:
    """Run what was asked for on the command line and return the exit code."""
    arguments = sys.argv[1:]
    if _is_for_cli(arguments):
        from worldcafe import cli  # noqa: PLC0415 - the desktop needs none of it

        return cli.main(arguments)
    code: int = desktop().run(arguments[0] if arguments else "")
    return code


def desktop() -> ModuleType:
    """The desktop's module, loaded in the order that starts quickest."""
    from worldcafe.ui.shell import lean  # noqa: PLC0415 - commands must not load Qt

    lean.without_plugins()
    # What is loaded now stays to the end: the garbage collector need not look through it,
    # and afterwards looks only when the window has it do so.
    gc.disable()
    with lean.signatures_later():
        import PySide6.QtCore  # noqa: F401, PLC0415 - here it is read, used further down
    from worldcafe.ui.shell.overrides import (  # noqa: PLC0415 - before classes are made
        keep_errors_whole,
    )

    keep_errors_whole()
    from worldcafe.ui.shell import launch  # noqa: PLC0415 - after Qt's own way to import

    gc.freeze()
    return launch


def _is_for_cli(arguments: list[str]) -> bool:
    """Whether this names a command, rightly or wrongly, rather than a file to open."""
    if len(arguments) != 1:
        return bool(arguments)
    first = arguments[0]
    looks_like_file = (
        "://" in first or Path(first).suffix or os.sep in first or Path(first).exists()
    )
    return first.startswith("-") or not looks_like_file


if __name__ == "__main__":
    sys.exit(main())
