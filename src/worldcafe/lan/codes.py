"""Codes that open a page: derived from the workshop's secret, so that none has to be kept.

What stands on a card printed last week is still valid, and one code can be renewed alone. Who
sees a code learns nothing of another.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import is_

from worldcafe.domain.commands.phones import renewal_of
from worldcafe.domain.workshop import Workshop

ALPHABET = "CDFGHJKMNPQRTVWXYZ346789"
"""Letters and digits that nobody takes for another, and that make no words."""
TYPED, STRONG = 9, 28
"""Characters of a code that is typed (41 bits), and of one that is only scanned (128)."""


class Role(StrEnum):
    """What a code opens."""

    ROOM = "room"
    """The page on which one types a code, and perhaps one's name."""
    TABLE = "table"
    PERSON = "person"
    FOUND = "found"
    """A person who was found by name: they only read."""
    FACILITATOR = "facilitator"
    WALL = "wall"


_STRONG = frozenset({Role.FACILITATOR, Role.FOUND})


@dataclass(frozen=True)
class Scope:
    """What a code allows: a role, for a table or a person with the one's id."""

    role: Role
    id: str = ""

    @property
    def name(self) -> str:
        """What renewals call it by. Who was found loses the page with the badge's code."""
        role = Role.PERSON if self.role is Role.FOUND else self.role
        return f"{role}/{self.id}" if self.id else str(role)

    def is_of(self, workshop: Workshop) -> bool:
        """Whether the workshop has what it is for."""
        known = workshop.tables if self.role is Role.TABLE else workshop.participants
        return not self.id or self.id in known


class Codes:
    """The codes of a workshop, made anew where tables, people or renewals change."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._blind = secrets.token_bytes(32)
        self._made_for: tuple[object, ...] = ()
        self._known: dict[bytes, tuple[Scope, str]] = {}

    def code_of(self, scope: Scope, workshop: Workshop) -> str:
        """The code that opens this."""
        said = f"{scope.role}/{scope.id}/{renewal_of(workshop.phones, scope.name)}"
        digest = hmac.digest(self._secret, f"worldcafe code {said}".encode(), "sha256")
        number = int.from_bytes(digest, "big")
        code = ""
        for _ in range(STRONG if scope.role in _STRONG else TYPED):
            number, place = divmod(number, len(ALPHABET))
            code += ALPHABET[place]
        return code

    def mark_of(self, scope: Scope) -> str:
        """By what ideas of a person are known again, which tells nobody who that is."""
        if scope.role is not Role.PERSON:
            return ""
        said = f"worldcafe sender {scope.id}".encode()
        return hmac.digest(self._secret, said, "sha256").hex()[:32]

    def scope_of(self, code: str, workshop: Workshop) -> Scope | None:
        """What a code opens; None if it opens nothing. The time it takes tells nothing."""
        self._follow(workshop)
        typed = "".join(code.split()).replace("-", "").upper()
        scope, right = self._known.get(self._blinded(typed), (None, ""))
        same = hmac.compare_digest(typed.encode("utf-8", "replace"), right.encode())
        return scope if same else None

    def _follow(self, workshop: Workshop) -> None:
        made_for = (workshop.tables, workshop.participants, workshop.phones)
        if self._made_for and all(map(is_, made_for, self._made_for)):
            return
        self._known = {}
        for scope in scopes(workshop):
            code = self.code_of(scope, workshop)
            self._known[self._blinded(code)] = (scope, code)
        self._made_for = made_for

    def _blinded(self, code: str) -> bytes:
        """What a code is looked up by: how far a guess is right cannot be measured."""
        said = code.encode("utf-8", "replace")
        return hashlib.blake2b(said, key=self._blind, digest_size=16).digest()


@dataclass(frozen=True)
class OnPaper:
    """A code as it is printed, long before the room is open."""

    typed: str
    """To be typed, in groups."""
    url: str = ""
    """To be scanned, where it is known at which address the room will be."""


def on_paper(
    role: Role, workshop: Workshop, secret: bytes, page: str = ""
) -> dict[str, OnPaper]:
    """The codes of all tables or of all people, by their ids. `page` is the address of the
    page where that is fixed beforehand.
    """
    codes = Codes(secret)
    found = {
        each.id: codes.code_of(each, workshop) for each in scopes(workshop) if each.role is role
    }
    return {id: OnPaper(spelt(code), page and url_of(page, code)) for id, code in found.items()}


def url_of(page: str, code: str) -> str:
    """The address that opens a page with its code, in the part that is never sent."""
    return f"{page}#{code}"


def scopes(workshop: Workshop) -> Iterator[Scope]:
    """Everything that a code of this workshop opens."""
    yield from (Scope(Role.ROOM), Scope(Role.FACILITATOR), Scope(Role.WALL))
    yield from (Scope(Role.TABLE, table.id) for table in workshop.tables_in_order)
    for each in workshop.participants.values():
        yield Scope(Role.PERSON, each.id)
        if workshop.phones.finding and not each.name_hidden:
            yield Scope(Role.FOUND, each.id)


def spelt(code: str) -> str:
    """A code as people read it aloud: in groups."""
    size = 3 if len(code) <= TYPED else 4
    return " ".join(code[at : at + size] for at in range(0, len(code), size))
