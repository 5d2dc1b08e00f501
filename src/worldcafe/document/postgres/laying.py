"""A workshop's tables on the server, made after those of a file, and rows poured over.

The tables are the file's own, statement for statement, in PostgreSQL's words: what a new format
adds comes along, and an older workshop is brought up to date by the steps that files take.
"""
# ruff: noqa: S608 - tables and columns are our own, values are bound

import contextlib
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from psycopg import sql

from worldcafe.document.address import Address
from worldcafe.document.desk import this_desk
from worldcafe.document.header import APPLICATION_ID
from worldcafe.document.migrations import FORMAT, migrate
from worldcafe.document.postgres.connection import Connection
from worldcafe.document.sqlite_store import SqliteStore
from worldcafe.document.statements import insert
from worldcafe.domain.refusal import FileRefused

_ROW_ORDER = "row_order"
"""The column that keeps rows in the order in which they came, as SQLite does by itself."""
_SHARED = """
-- Which format the tables have, and the number of the last commit: whoever holds this row's
-- lock is the one who writes.
CREATE TABLE workshop (
    id TEXT PRIMARY KEY CHECK (id = 'workshop'),
    format BIGINT NOT NULL,
    last BIGINT NOT NULL
);
-- The last that was typed into each draft, so that other desks hear of it; not in history.
CREATE TABLE draft_news (
    draft_id TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    at TEXT NOT NULL,
    writer TEXT NOT NULL,
    origin TEXT NOT NULL,
    command TEXT NOT NULL,
    edit TEXT NOT NULL
);
CREATE INDEX draft_news_seq ON draft_news (seq);
"""
_APART = {"history", "blob", "vector", "secret"}
"""Tables that hold no entities."""
_PLACE = (
    "CREATE SCHEMA {schema}",
    "CREATE ROLE {desk} NOLOGIN",
    "CREATE ROLE {reader} NOLOGIN",
    "GRANT USAGE ON SCHEMA {schema} TO {desk}, {reader}",
)
_RIGHTS = (
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {desk}, {reader}",
    "REVOKE SELECT ON {schema}.secret FROM {reader}",
    "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {desk}",
    # What was done stays as it was told.
    "REVOKE UPDATE, DELETE ON {schema}.history FROM {desk}",
    "REVOKE INSERT, DELETE ON {schema}.workshop FROM {desk}",
)


def share(path: Path, address: Address) -> None:
    """Put the workshop of a file on the server, under a name that is free there.

    The file stays as it is. Raises `FileRefused`; nothing is on the server then.
    """
    with (
        contextlib.closing(SqliteStore(path, this_desk())) as store,
        contextlib.closing(Connection(address)) as server,
    ):
        try:
            with server.refusals(), server.session.transaction():
                _make_place(server)
                _lay(server, store.connection)
        except FileRefused as refusal:
            if refusal.code != "server_read_only":
                raise
            raise FileRefused("may_not_share", address=str(address)) from None


def upgrade(server: Connection, writer: str) -> None:
    """Bring a shared workshop of an older format to the present one, while nobody writes.

    Raises `FileRefused` where that is not ours to do: `server_older` says whose it is.
    """
    schema = server.address.schema
    with server.refusals(), server.session.transaction():
        # Of several desks that want to, one does it.
        server.row("SELECT pg_advisory_xact_lock(hashtext(%s))", schema)
        found, last = server.row("SELECT format, last FROM workshop")
        if found >= FORMAT:
            return
        owner, is_ours = server.row(
            "SELECT pg_get_userbyid(nspowner), pg_has_role(nspowner, 'USAGE')"
            " FROM pg_namespace WHERE nspname = %s", schema,
        )  # fmt: skip
        if not is_ours:
            raise FileRefused("server_older", address=str(server.address), owner=owner)
        server.session.execute("LOCK TABLE workshop IN ACCESS EXCLUSIVE MODE")
        with taken_out(server, found, writer, with_secret=True) as file:
            _clear(server)
            _lay(server, file)
        # Drafts had numbers that history does not tell of.
        server.session.execute("UPDATE workshop SET last = greatest(last, %s)", (last,))


def pour_out(
    server: Connection, file: sqlite3.Connection, *, with_secret: bool = False
) -> None:
    """Fill the tables of an empty file with the rows on the server, in their order."""
    for table in _tables(file):
        if table == "secret" and not with_secret:
            continue
        names = _columns(file, table)
        order = _ROW_ORDER if _holds_entities(table) else names[0]
        listed = sql.SQL(f"SELECT {', '.join(names)} FROM {table} ORDER BY {order}")
        file.execute(f"DELETE FROM {table}")
        file.executemany(insert(table, len(names)), server.session.execute(listed))


@contextlib.contextmanager
def taken_out(
    server: Connection, found: int, writer: str, *, with_secret: bool = False
) -> Iterator[sqlite3.Connection]:
    """The rows of an older format in a file of their own, brought to the present format."""
    with (
        tempfile.TemporaryDirectory(prefix="worldcafe-copy-") as folder,
        contextlib.closing(
            sqlite3.connect(Path(folder) / "copy.worldcafe", isolation_level=None)
        ) as file,
    ):
        said = server.rows(
            "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)"
            " FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = %s"
            " AND table_type = 'BASE TABLE' AND column_name <> %s"
            " AND table_name NOT IN ('workshop', 'draft_news') GROUP BY table_name",
            server.address.schema, _ROW_ORDER,
        )  # fmt: skip
        file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file.execute(f"PRAGMA user_version = {found}")
        for table, names in said:
            file.execute(f"CREATE TABLE {table} ({', '.join(names)})")
        pour_out(server, file, with_secret=with_secret)
        migrate(file, writer)
        yield file


def _make_place(server: Connection) -> None:
    """A schema of its own and the two roles that belong to it."""
    for text in _PLACE:
        server.session.execute(sql.SQL(text).format(**_names(server.address)))


def _lay(server: Connection, file: sqlite3.Connection) -> None:
    """Make the tables as a file has them, and fill them."""
    run = server.session.execute
    pointers: list[str] = []
    made = file.execute(
        "SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " ORDER BY type = 'view', rowid"
    )
    for kind, text in made.fetchall():
        run(sql.SQL(_table(text, pointers) if kind == "table" else _view(text)))
    run(_SHARED)
    for table in _tables(file):
        names = ", ".join(_columns(file, table))
        with server.session.cursor().copy(sql.SQL(f"COPY {table} ({names}) FROM STDIN")) as to:
            for row in file.execute(f"SELECT {names} FROM {table} ORDER BY rowid"):
                to.write_row(row)
    for text in pointers:
        run(sql.SQL(text))
    (format,) = file.execute("PRAGMA user_version").fetchone()
    run(
        "INSERT INTO workshop SELECT 'workshop', %s, coalesce(max(seq), 0) FROM history",
        (format,),
    )
    for text in _RIGHTS:
        run(sql.SQL(text).format(**_names(server.address)))


_YES_OR_NO = re.compile(r"\b(\w+) INTEGER NOT NULL CHECK \(\1 IN \(0, 1\)\)")
_POINTER = re.compile(r"^\s*(\w+) .*?( REFERENCES (\w+)(?: DEFERRABLE INITIALLY DEFERRED)?)")
_JSON_EXTRACT = re.compile(r"json_extract\(([\w.]+), '\$\.(\w+)'\)")
_JSON_EACH = re.compile(r"json_each\(([\w.]+)\)")
_TYPES = (("INTEGER", "BIGINT"), ("REAL", "DOUBLE PRECISION"), ("BLOB", "BYTEA"))


def _table(text: str, pointers: list[str]) -> str:
    """The statement that makes a table, in PostgreSQL's words.

    What points to other tables is put aside: those may not be there yet.
    """
    (name,) = re.findall(r'CREATE TABLE "?(\w+)', text)
    lines = []
    for line in _YES_OR_NO.sub(r"\1 BOOLEAN NOT NULL", text).splitlines():
        found = _POINTER.match(line)
        if found:
            pointers.append(f"ALTER TABLE {name} ADD FOREIGN KEY ({found[1]}){found[2]}")
        lines.append(line.replace(found[2], "") if found else line)
    made = "\n".join(lines)
    for ours, theirs in _TYPES:
        made = re.sub(rf"\b{ours}\b", theirs, made)
    order = (
        f", {_ROW_ORDER} BIGINT GENERATED ALWAYS AS IDENTITY" if _holds_entities(name) else ""
    )
    return re.sub(r"\s*\)\s*STRICT$", f"{order})", made)


def _view(text: str) -> str:
    """The statement that makes a view, or an index, in PostgreSQL's words."""
    plain = _JSON_EXTRACT.sub(r"(\1::json ->> '\2')", text)
    return _JSON_EACH.sub(r"json_array_elements(\1::json)", plain)


def _clear(server: Connection) -> None:
    """Take away everything that stands in the schema."""
    found = server.rows(
        "SELECT table_type, table_name FROM information_schema.tables WHERE table_schema = %s",
        server.address.schema,
    )
    for kind, name in sorted(found, reverse=True):  # views first
        what = "VIEW" if kind == "VIEW" else "TABLE"
        server.session.execute(
            sql.SQL(f"DROP {what} {{}} CASCADE").format(sql.Identifier(name))
        )


def _holds_entities(table: str) -> bool:
    """Whether rows of a table are in the order in which they came."""
    return table not in _APART


def _tables(file: sqlite3.Connection) -> list[str]:
    rows = file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in rows]


def _columns(file: sqlite3.Connection, table: str) -> list[str]:
    rows = file.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in rows]


def _names(address: Address) -> dict[str, sql.Identifier]:
    names = {"schema": address.schema, "desk": address.desk_role, "reader": address.reader_role}
    return {key: sql.Identifier(name) for key, name in names.items()}
