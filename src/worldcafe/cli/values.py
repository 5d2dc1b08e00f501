"""What the texts of arguments are read as; what makes no sense is a `misfit`."""

import re
from collections.abc import Callable
from pathlib import Path

from worldcafe.cli.usage import misfit
from worldcafe.document.address import Address, Place, place_of
from worldcafe.wording.marker import N_
from worldcafe.wording.optional_sheets import OPTIONAL

STRENGTHS = ("off", "wish", "hard")
APART = ("organisation", "delegation", "country")


def line(text: str) -> str:
    """A text that is not endless."""
    if len(text) > 500:
        raise misfit(N_("more than 500 characters"))
    return text


def within(least: int, most: int) -> Callable[[str], int]:
    """What reads a number within these bounds."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise misfit(
                N_("{text!r} is not within {least} and {most}"),
                text=text, least=least, most=most,
            )  # fmt: skip
        return int(text)

    return number


def wifi(text: str) -> tuple[str, str]:
    """The name of a Wi-Fi and its password, none for one that is open to all. They part at
    the first colon that has no backslash before it.
    """
    from worldcafe.lan.joining import Wifi  # rarely needed

    name, *rest = re.split(r"(?<!\\):", text, maxsplit=1)
    name, password = name.replace("\\:", ":"), "".join(rest)
    if not name or not Wifi(name).is_plausible:
        raise misfit(N_("a Wi-Fi name has 1 to 32 characters"))
    if not Wifi(name, password).is_plausible:
        raise misfit(N_("a Wi-Fi password has 8 to 63 characters"))
    return name, password


def numbers(text: str) -> tuple[int, ...]:
    """Numbers of chairs, with commas between them."""
    number = within(1, 100)
    return tuple(number(part) for part in text.split(","))


def seconds(text: str) -> float:
    """A time within a day."""
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found <= 86_400:
        raise misfit(N_("{text!r} is no number of seconds"), text=text)
    return found


def names(text: str) -> tuple[str, ...]:
    """Names with commas between them, each once."""
    return tuple(dict.fromkeys(filter(None, (" ".join(n.split()) for n in text.split(",")))))


def references(text: str) -> tuple[str, ...]:
    """References such as `O-017`, in the order in which they are given."""
    return tuple(filter(None, (ref.strip() for ref in text.split(","))))


def sheets(text: str) -> tuple[str, ...]:
    """Sheets that a workbook may leave out."""
    found = references(text)
    for name in found:
        if name not in OPTIONAL:
            raise misfit(
                N_("{text!r} is not one of: {all}"), text=name, all=", ".join(OPTIONAL)
            )
    return found


def column(text: str) -> tuple[int, str]:
    """The index of a column, and what it holds: `C=family_name`."""
    from worldcafe.exchange.headings import Field  # rarely needed
    from worldcafe.exchange.xlsx import column_number  # openpyxl is slow

    letters, _, field = text.upper().partition("=")
    if not re.fullmatch("[A-Z]{1,3}", letters) or field.lower() not in set(Field):
        fields = ", ".join(Field)
        raise misfit(N_("{text!r} is not a column and one of: {all}"), text=text, all=fields)
    return column_number(letters) - 1, field.lower()


def apart(text: str) -> tuple[str, str]:
    """What keeps people apart and how strictly: `organisation=hard`."""
    what, _, strength = text.partition("=")
    if what not in APART or strength not in STRENGTHS:
        raise misfit(N_("{text!r} is not like organisation=hard"), text=text)
    return what, strength


def place(text: str) -> Place:
    """A file, or the address of a shared workshop. Raises `FileRefused` for a wrong one."""
    return place_of(text)


def address(text: str) -> Address:
    """The address of a shared workshop. Raises `FileRefused`."""
    return Address.of(text)


def synthesis(text: str) -> Path:
    """Where a synthesis goes, in a form that it has."""
    path = Path(text)
    if path.suffix.lower() not in ("", ".xlsx", ".json", ".ics", ".zip"):
        raise misfit(
            N_("{text!r} ends neither in .xlsx, .json, .ics nor .zip, nor is it a folder"),
            text=text,
        )
    return path


def workbook(text: str) -> Path:
    """Where a workbook goes."""
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        raise misfit(N_("{text!r} does not end in .xlsx"), text=text)
    return path


def print_file(text: str) -> Path:
    """Where pages go."""
    path = Path(text)
    if path.suffix.lower() not in (".pdf", ".odt"):
        raise misfit(N_("{text!r} ends neither in .pdf nor in .odt"), text=text)
    return path
