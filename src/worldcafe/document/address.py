"""The address of a workshop that several desks share on a PostgreSQL server.

It is what libpq takes, `postgresql://anna@db.example.org/cafes`, with the name of the workshop
behind it: `?workshop=turin`. Passwords come from where libpq finds them, never from here.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from worldcafe.domain.refusal import FileRefused

SCHEMES = ("postgresql", "postgres")
ENDING = ".worldcafe"
"""What the name of a workshop's file ends in."""
EXAMPLE = "postgresql://SERVER/DATABASE?workshop=NAME"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_SECRETS = {"password", "sslpassword"}


@dataclass(frozen=True)
class Address:
    """Where a shared workshop is."""

    server: str
    """What libpq is given: without the name of the workshop."""
    name: str
    """What the workshop is called there."""

    @classmethod
    def of(cls, text: str) -> "Address":
        """The address that a text says. Raises `FileRefused`, which never quotes a password."""
        try:
            parts = urlsplit(text)
        except ValueError:
            raise FileRefused("address_unclear", address=EXAMPLE) from None
        asked = parse_qsl(parts.query, keep_blank_values=True)
        user = parts.netloc.rpartition("@")[0]
        if ":" in user or _SECRETS.intersection(key for key, _ in asked):
            raise FileRefused("address_with_password")
        names = [value for key, value in asked if key == "workshop"]
        if parts.scheme not in SCHEMES or len(names) != 1:
            raise FileRefused("address_unclear", address=EXAMPLE)
        (name,) = names
        if not _NAME.fullmatch(name):
            raise FileRefused("workshop_name_unfit", name=name)
        others = [(key, value) for key, value in asked if key != "workshop"]
        query = urlencode(others, quote_via=quote)
        server = f"{parts.scheme}://{parts.netloc}{parts.path}"
        return cls(f"{server}?{query}" if query else server, name)

    @property
    def schema(self) -> str:
        """The schema with its tables; also the channel on which changes are announced."""
        return f"worldcafe_{self.name}"

    @property
    def desk_role(self) -> str:
        """Who may read and write it."""
        return f"{self.schema}_desk"

    @property
    def reader_role(self) -> str:
        """Who may read it."""
        return f"{self.schema}_reader"

    def __str__(self) -> str:
        return f"{self.server}{'&' if '?' in self.server else '?'}workshop={self.name}"


Place = Path | Address
"""Where a workshop is: a file, or shared on a server."""


def resolved(place: Place) -> Place:
    """The same for whichever way a file was named."""
    return place.resolve() if isinstance(place, Path) else place


def is_address(text: str) -> bool:
    """Whether a text is meant as an address rather than as the name of a file."""
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def place_of(text: str) -> Place:
    """The place that a person names. Raises `FileRefused` for an address that is none."""
    return Address.of(text) if is_address(text) else Path(text)


def file_at(place: Place) -> Path:
    """The file at a place, for what is done with files alone. Raises `FileRefused`."""
    if isinstance(place, Address):
        raise FileRefused("only_in_a_file", address=str(place))
    return place
