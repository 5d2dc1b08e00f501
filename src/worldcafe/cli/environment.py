"""What the terminal is like."""

from collections.abc import Mapping
from typing import TextIO

from worldcafe.wording.languages import spoken


def language_of(environment: Mapping[str, str]) -> str:
    """The language people expect here, as far as the program speaks it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return spoken(environment[name])
    import locale  # Windows has no such variables; rarely needed elsewhere

    return spoken(locale.getlocale()[0] or "")


def make_safe(*streams: TextIO) -> None:
    """Let no letter that a terminal cannot show end the program."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
