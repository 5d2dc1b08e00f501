"""The connection of a desk to the server: one session to work with, one that listens.

Where nothing comes back for about two seconds the system gives a session up, so that a desk
knows and no other desk waits for it.
"""

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import IsolationLevel, errors, sql

from worldcafe.document.address import Address
from worldcafe.domain.refusal import FileRefused

_LIBPQ: dict[str, Any] = {
    "application_name": "worldcafe",
    "client_encoding": "utf8",
    "connect_timeout": 3,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 1,
    "tcp_user_timeout": 2_000,
}
"""What holds for a session, whatever the address says."""

_SESSION = sql.SQL(
    "SET search_path TO {schema}; SET synchronous_commit TO on; SET lock_timeout TO '5s';"
    # To plan a commit anew each time, with all its columns, would cost more than to do it.
    " SET plan_cache_mode TO force_generic_plan;"
    # The server too gives up a desk that is gone, before others have waited for it long.
    " SET tcp_keepalives_idle TO 1; SET tcp_keepalives_interval TO 1;"
    " SET tcp_keepalives_count TO 2; SET tcp_user_timeout TO '3s';"
    " SET idle_in_transaction_session_timeout TO '5s'; SET timezone TO 'UTC'"
)
_LISTEN = sql.SQL("LISTEN {schema}")


class Connection:
    """An open connection to the server of one workshop."""

    def __init__(self, address: Address) -> None:
        """Raises `FileRefused` if nobody answers there, or lets us in."""
        self.address = address
        self.is_lost = False
        """Whether the server did not answer; `renew` looks whether it does again."""
        self.can_be_overheard = False
        """Whether others on the way to the server could read along, or pass for it."""
        self._connect()

    def _connect(self) -> None:
        with _reaching(self.address), contextlib.ExitStack() as stack:
            session = stack.enter_context(contextlib.closing(_session(self.address)))
            listening = contextlib.closing(_session(self.address, _LISTEN))
            self._listening = stack.enter_context(listening)
            asked = time.monotonic()
            (at,) = session.execute("SELECT clock_timestamp()").fetchone() or ()
            self._set_at: dt.datetime = at
            self._set_on = (asked + time.monotonic()) / 2
            self.session = session
            self.can_be_overheard = not _is_safe(session)
            stack.pop_all()

    def renew(self) -> None:
        """Connect once more. Raises `FileRefused` as long as the server does not answer.

        Another thread may do so: nothing is asked of a server that is lost.
        """
        self.close()
        self._connect()
        self.is_lost = False

    def fileno(self) -> int:
        """What becomes readable when others have done something, or the connection is lost."""
        return self._listening.fileno()

    def heard(self) -> bool:
        """Whether others told of something since this was asked. Raises `FileRefused`."""
        with self.refusals():
            line = self._listening.pgconn
            line.consume_input()  # this is where the end of it is noticed
            tellers = {told.be_pid for told in iter(line.notifies, None)}
            return bool(tellers - {self.session.info.backend_pid})

    def now(self) -> dt.datetime:
        """What the clock of the server says: every desk shows the same second."""
        return self._set_at + dt.timedelta(seconds=time.monotonic() - self._set_on)

    def row(self, query: str, *values: object) -> Any:
        """The one row that a query finds; None if it finds none."""
        with self.refusals():
            return self.session.execute(query, values).fetchone()

    def rows(self, query: str | sql.Composed, *values: object) -> list[Any]:
        """Every row that a query finds, as they were at one instant."""
        with self.refusals():
            return list(self.session.execute(query, values))

    @contextlib.contextmanager
    def at_one_instant(self) -> Iterator[None]:
        """Whatever is read in the block is as it was when the block began; nothing is written.

        Raises `FileRefused`.
        """
        session = self.session
        with self.refusals():
            session.isolation_level = IsolationLevel.REPEATABLE_READ
            session.read_only = True
            try:
                with session.transaction():
                    yield
            finally:
                session.isolation_level = session.read_only = None

    @contextlib.contextmanager
    def refusals(self) -> Iterator[None]:
        """What goes wrong with the server in the block is a `FileRefused`."""
        if self.is_lost:
            raise FileRefused("server_lost", address=str(self.address))
        try:
            yield
        except psycopg.IntegrityError:
            raise
        except psycopg.Error as error:
            # Where the server says nothing itself it is the line, known as closed or not.
            is_cut = isinstance(error, psycopg.OperationalError) and error.sqlstate is None
            self.is_lost = is_cut or self.session.closed or self._listening.closed
            raise self._refusal_of(error) from error

    def _refusal_of(self, error: psycopg.Error) -> FileRefused:
        if self.is_lost:
            return FileRefused("server_lost", address=str(self.address))
        match error:
            case errors.LockNotAvailable() | errors.QueryCanceled():
                code = "server_busy"
            case errors.InsufficientPrivilege():
                code = "server_read_only"
            case errors.DuplicateSchema() | errors.DuplicateObject():
                code = "workshop_name_taken"
            case errors.DiskFull():
                return FileRefused("disk_full", path=str(self.address))
            case errors.UndefinedTable() | errors.InvalidSchemaName():
                code = "workshop_not_shared"
            case _:
                return FileRefused("unwritable", path=str(self.address), reason=_said(error))
        return FileRefused(code, address=str(self.address))

    def close(self) -> None:
        """Let go of the server."""
        self.session.close()
        self._listening.close()


def _session(address: Address, *more: sql.SQL) -> psycopg.Connection[tuple[Any, ...]]:
    """A session of the desk with the server, begun with these statements too."""
    schema = sql.Identifier(address.schema)
    opened = psycopg.connect(address.server, autocommit=True, **_LIBPQ)
    try:
        for each in (_SESSION, *more):
            opened.execute(each.format(schema=schema))
    except BaseException:
        opened.close()
        raise
    return opened


def _is_safe(session: psycopg.Connection[tuple[Any, ...]]) -> bool:
    """Whether nobody on the way to the server can read along, or pass for it."""
    info = session.info
    if info.host.startswith(("/", "@")):  # a socket of this machine
        return True
    is_here = info.hostaddr.startswith("127.") or info.hostaddr == "::1"
    return is_here or info.get_parameters().get("sslmode") == "verify-full"


@contextlib.contextmanager
def _reaching(address: Address) -> Iterator[None]:
    """What fails while a server is reached, at whatever step, is `server_silent`."""
    try:
        yield
    except psycopg.Error as error:
        reason = _said(error)
        raise FileRefused("server_silent", address=str(address), reason=reason) from None


def _said(error: psycopg.Error) -> str:
    """What the server, or libpq, says of an error: one line."""
    return error.diag.message_primary or " ".join(str(error).split())
