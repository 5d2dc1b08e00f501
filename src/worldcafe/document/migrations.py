"""From the format of an older file to the present one, a step at a time.

A step takes an open connection and changes tables and rows; all steps run in one
transaction, so a file is either in its old format or in the present one. A file of every
format that was ever released is kept in `tests/data/formats`.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources

Step = Callable[[sqlite3.Connection], None]


def _script(name: str, connection: sqlite3.Connection) -> None:
    """Run the statements of a file; `executescript` would end the transaction first."""
    text = (resources.files("worldcafe.document") / name).read_text("utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


STEPS: tuple[Step, ...] = (partial(_script, "format_2.sql"),)
"""Step k leads from format k + 1 to format k + 2."""

FORMAT = 1 + len(STEPS)
"""The format this program writes: `user_version` of the file."""


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the present format; nothing happens if it has it already."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    pending = steps[found - 1 :]
    if not pending:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in pending:
            step(connection)
        connection.execute(f"PRAGMA user_version = {found + len(pending)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
