"""What is said to SQLite about our own tables.

Tables and columns are named by the entities' classes, or by a schema that was found to be
ours; values are always bound.
"""
# ruff: noqa: S608 - nothing that somebody typed stands in these texts

from functools import cache

from worldcafe.document.rows import KINDS, columns

HISTORY = "seq, at, writer, request, origin, action, target, undoable, command, edits"
"""The columns of history, in the order in which lines are handed about."""
_AS_IT_STANDS = HISTORY.replace("edits", "CAST(edits AS BLOB)")
LINES = f"SELECT {_AS_IT_STANDS} FROM history ORDER BY seq"
"""Every line of history; the edits as they lie there, text or not."""
CHECKED_LINES = f"SELECT checksum, {_AS_IT_STANDS} FROM history ORDER BY seq"
"""The same, each behind its checksum."""
TOLD = f"SELECT {HISTORY} FROM history ORDER BY seq"
"""The same, of a file that was found to be sound."""


def insert(table: str, n: int, rows: int = 1) -> str:
    """New rows of `n` columns."""
    return f"INSERT INTO {table} VALUES {_many(n, rows)}"


def rows_of(kind: str, most: int = -1) -> str:
    """The rows of a kind of entity, in the order of `columns`."""
    return f"SELECT {_listed(kind)} FROM {kind} ORDER BY rowid LIMIT {most}"


def put(kind: str) -> str:
    """A new row for an entity, in place of any that stands in its way."""
    return (
        f"INSERT OR REPLACE INTO {kind} ({_listed(kind)}) VALUES ({_marks(len(_names(kind)))})"
    )


@cache
def upsert(kind: str, rows: int = 1) -> str:
    """Rows for entities: their own if they have one, with what points to it, else new ones."""
    names = _names(kind)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    return (
        f"INSERT INTO {kind} ({_listed(kind)}) VALUES {_many(len(names), rows)}"
        f" ON CONFLICT (id) DO UPDATE SET {changes}"
    )


def delete(table: str, by: str = "id") -> str:
    """Take a row away, by one of its columns."""
    return f"DELETE FROM {table} WHERE {by} = ?"


def carry_over(table: str, names: list[str]) -> str:
    """Fill a table that was made anew from the old one, in these columns."""
    listed = ", ".join(names)
    return f'INSERT INTO {table} ({listed}) SELECT {listed} FROM "old {table}" ORDER BY rowid'


def _names(kind: str) -> tuple[str, ...]:
    return columns(KINDS[kind])


def _listed(kind: str) -> str:
    return ", ".join(_names(kind))


def _marks(n: int) -> str:
    return ", ".join("?" * n)


def _many(n: int, rows: int) -> str:
    return ", ".join([f"({_marks(n)})"] * rows)


@cache
def add_lines(n: int) -> str:
    """New lines of history, the checksum of each last."""
    return insert("history", HISTORY.count(",") + 2, n)
