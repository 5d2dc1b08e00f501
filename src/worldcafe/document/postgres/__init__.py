"""Workshops that several desks share on a PostgreSQL server. Only user of psycopg."""

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path

from worldcafe.document.address import Address
from worldcafe.document.store import Store
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop


def store_at(address: Address, writer: str) -> Store:
    """The workshop at an address, open; what an older format says of no writer is `writer`'s.

    Raises `FileRefused`.
    """
    with _psycopg_is_there():
        from worldcafe.document.postgres.store import PostgresStore  # noqa: PLC0415 - as below
    return PostgresStore(address, writer)


def read_shared(address: Address, kinds: Collection[str]) -> tuple[Workshop, bool]:
    """What a shared workshop holds of these kinds of entities, and whether others on the way
    could read along. Nothing on the server is altered: who may only read it can do this.

    Raises `FileRefused`.
    """
    with _psycopg_is_there():
        from worldcafe.document.postgres.store import read_shared  # noqa: PLC0415 - as below
    return read_shared(address, kinds)


def share(path: Path, address: Address) -> None:
    """Put the workshop of a file on the server, under a name that is free there.

    The file stays as it is. Raises `FileRefused`; nothing is on the server then.
    """
    with _psycopg_is_there():
        from worldcafe.document.postgres.laying import share  # noqa: PLC0415 - as below
    share(path, address)


@contextlib.contextmanager
def _psycopg_is_there() -> Iterator[None]:
    """It is an extra, and loaded by those alone who share a workshop."""
    try:
        yield
    except ImportError:
        raise FileRefused("psycopg_missing") from None
