"""What the terminal is like."""

from collections.abc import Mapping
from typing import TextIO


def language_of(environment: Mapping[str, str]) -> str:
    """The language people expect here, as a two-letter code."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _code(environment[name])
    import locale  # noqa: PLC0415 - Windows has no such variables; rarely needed elsewhere

    return _code(locale.getlocale()[0] or "")


def make_safe(*streams: TextIO) -> None:
    """Let no letter that a terminal cannot show end the program."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _code(name: str) -> str:
    """`fr` for fr_CH.UTF-8 and for French_France; `en` where nothing is said."""
    code = name[:2].lower()
    return code if code.isalpha() else "en"
