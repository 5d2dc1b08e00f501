"""Partners as people write them in a line, and as the program does."""

import re
from collections.abc import Callable
from typing import NamedTuple

from worldcafe.wording.countries import country_code

_PLACE = re.compile(r"^(?P<name>.*?)\s*\((?P<place>[^()]*)\)$")
DASH = re.compile(r"\s+[–—-]\s+")
_COMMA = re.compile(r"\s*[,،]\s*")


class Told(NamedTuple):
    """What a line says of a partner, as written."""

    name: str
    city: str = ""
    country: str = ""
    role: str = ""


def partner_in(line: str, is_role: Callable[[str], bool], *, is_ours: bool = False) -> Told:
    """`Ville de Thiès (Thiès, Senegal) – Reciprocal partner`, as far as it says.

    A country after the last comma counts too, and a country alone is a partner of that name.
    `is_role` says whether a text names one, `is_ours` that the program wrote such lines: then a
    city may stand in brackets alone, where others have all kinds of things.
    """
    text, role = line.strip(), ""
    before, after = _last(text)
    if after and is_role(after):
        text, role = before, after
    found = _PLACE.match(text)
    if found:
        city, _, country = (part.strip() for part in found["place"].rpartition(","))
        if not city and not country_code(country):
            city, country = country, ""
        if is_ours or (found["name"] and country_code(country) and len(country) > 2):
            return Told(found["name"], city, country, role)
        return Told(text, role=role)
    pieces = _COMMA.split(text)
    if is_ours or not country_code(pieces[-1]):
        return Told(text, role=role)
    if len(pieces) in {2, 3} and not country_code(pieces[0]):
        return Told(pieces[0], pieces[1] if len(pieces) == 3 else "", pieces[-1], role)
    return Told(text, country=text if len(pieces) == 1 and len(text) > 3 else "", role=role)


def partner_lines(text: str) -> list[str]:
    """The partners of a line: several where it lists nothing but countries."""
    pieces = _COMMA.split(text)
    return pieces if len(pieces) > 1 and all(map(country_code, pieces)) else [text]


def _last(line: str) -> tuple[str, str]:
    """A line before and after its last dash."""
    dashes = list(DASH.finditer(line))
    return (line[: dashes[-1].start()], line[dashes[-1].end() :]) if dashes else (line, "")
