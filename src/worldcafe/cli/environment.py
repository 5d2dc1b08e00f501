"""What the terminal is like."""

import sys
from collections.abc import Mapping
from typing import TextIO

from worldcafe.wording.languages import spoken


def language_of(environment: Mapping[str, str]) -> str:
    """The language people expect here, as far as the program speaks it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return spoken(environment[name])
    return spoken(_of_the_system())


def _of_the_system() -> str:
    """The language of menus: Windows has no such variables. Rarely needed elsewhere."""
    import locale

    if sys.platform == "win32":
        import ctypes

        spoken_there = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        # Its own names of languages, such as Portuguese_Brazil, begin with no code.
        return locale.windows_locale.get(spoken_there, "")
    return locale.getlocale()[0] or ""


def make_safe(*streams: TextIO) -> None:
    """Let no letter that a terminal cannot show end the program."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
