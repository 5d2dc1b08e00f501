"""The schema of a workshop file, and whether a file has that and nothing else.

What a file brings along (triggers, views, checks, defaults) would run with every change we
make. So a file is only trusted once its schema is known to be ours, word for word.
"""

import sqlite3
from contextlib import closing
from functools import cache
from importlib import resources
from typing import NamedTuple


class _Object(NamedTuple):
    """A table, index or view, by what SQLite keeps of it."""

    type: str
    name: str
    table: str
    sql: str | None


def schema_text() -> str:
    """The statements that make an empty workshop."""
    return (resources.files("worldcafe.document") / "schema.sql").read_text("utf-8")


def foreign_object(connection: sqlite3.Connection, *, is_present: bool) -> str | None:
    """The name of something in the file's schema that is not ours, or lacks; None if all is.

    A file of an older format (not `is_present`) may have less than ours, and other columns:
    then only that nothing stands in it that could act by itself.
    """
    found, ours = _objects(connection), _ours()
    if is_present:
        different = set(found ^ ours)
    else:
        known = {each[:3] for each in ours}
        different = {each for each in found if each[:3] not in known or _acts(each)}
    return min((each.name for each in different), default=None)


@cache
def _ours() -> frozenset[_Object]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_text())
        return _objects(connection)


def _objects(connection: sqlite3.Connection) -> frozenset[_Object]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return frozenset(_Object(*row) for row in rows)


def _acts(each: _Object) -> bool:
    """Whether a table is more than a place for rows."""
    return each.type == "table" and not (each.sql or "").startswith("CREATE TABLE ")
