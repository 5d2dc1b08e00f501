"""From the format of an older file to the present one, a step at a time.

A step changes tables and rows so that everything the next format says is there; at the end
every table is laid anew, in the very words of `schema.sql`. All of it runs in one
transaction, so a file is either in its old format or in the present one. A file of every
format that was ever released is kept in `tests/data/formats`.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from itertools import count

from worldcafe.document.rows import checksum
from worldcafe.document.statements import carry_over

Step = Callable[[sqlite3.Connection, str], None]
"""Given the open file, and the desk to which belongs what an older format says of no writer."""


def statements(name: str) -> Iterator[str]:
    """The statements of a file beside this one, as they stand there."""
    text = (resources.files("worldcafe.document") / name).read_text("utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _to_format_2(connection: sqlite3.Connection, _writer: str) -> None:
    for statement in statements("format_2.sql"):
        connection.execute(statement)


def _to_format_3(connection: sqlite3.Connection, writer: str) -> None:
    """Numbers are stored, drafts and history have a writer, people can be forgotten."""
    for statement in (
        "ALTER TABLE about ADD COLUMN names_until TEXT",
        "ALTER TABLE contribution ADD COLUMN number INTEGER",
        "ALTER TABLE draft ADD COLUMN writer TEXT",
        "ALTER TABLE history ADD COLUMN writer TEXT",
        "CREATE TABLE numbering (id TEXT PRIMARY KEY, last INTEGER)",
        "ALTER TABLE conversation ADD COLUMN n_forgotten INTEGER NOT NULL DEFAULT 0",
    ):
        connection.execute(statement)
    connection.execute("UPDATE draft SET writer = ?, id = id || '/' || ?", (writer, writer))
    connection.execute("UPDATE history SET writer = ?", (writer,))
    _number(connection, writer)


def _number(connection: sqlite3.Connection, writer: str) -> None:
    """Number contributions as they were called until now: in the order of their rows.

    What stands in history alone, since its recording was undone, comes after them. The last
    number gets a line of its own, so that playing history still gives the workshop.
    """
    rows = connection.execute("SELECT id FROM contribution ORDER BY rowid").fetchall()
    numbers = {each: number for number, (each,) in enumerate(rows, start=1)}
    following = count(len(numbers) + 1)
    for seq, edits in connection.execute("SELECT seq, edits FROM history").fetchall():
        said = json.loads(edits)
        contributions = [edit for edit in said if edit[0] == "contribution"]
        for _kind, each, *states in contributions:
            if each not in numbers:
                numbers[each] = next(following)
            for state in filter(None, states):
                state["number"] = numbers[each]
        if contributions:
            text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
            connection.execute("UPDATE history SET edits = ? WHERE seq = ?", (text, seq))
    connection.executemany(
        "UPDATE contribution SET number = ? WHERE id = ?",
        [(number, each) for each, number in numbers.items()],
    )
    last = max(numbers.values(), default=0)
    connection.execute("INSERT INTO numbering VALUES ('numbering', ?)", (last,))
    connection.execute(
        "INSERT INTO history (at, writer, origin, action, undoable, command, edits)"
        " SELECT at, ?, 'mending', 'do', 0, 'Number', ? FROM history WHERE ?"
        " ORDER BY seq DESC LIMIT 1",
        (writer, json.dumps([["numbering", "numbering", {}, {"last": last}]]), last),
    )


def _to_format_4(connection: sqlite3.Connection, _writer: str) -> None:
    """What runs already, breaks, phones, whose requests are known again, and every line of
    history tells whether it is still as it was written.

    Decisions on offers and needs have a table, which comes as all are laid anew.
    """
    for statement in (
        "ALTER TABLE round ADD COLUMN break_duration REAL NOT NULL DEFAULT 0",
        "ALTER TABLE round ADD COLUMN break_name TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE contribution ADD COLUMN sdg_goals TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE contribution ADD COLUMN status TEXT",
        "ALTER TABLE contribution ADD COLUMN period TEXT",
        "ALTER TABLE contribution ADD COLUMN agreement TEXT",
        "ALTER TABLE contribution ADD COLUMN programme TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE contribution ADD COLUMN amount TEXT",
        "ALTER TABLE contribution ADD COLUMN source TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE history ADD COLUMN checksum INTEGER",
        "ALTER TABLE history ADD COLUMN request TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE secret (name TEXT PRIMARY KEY, content BLOB)",
        "CREATE TABLE phones (id TEXT, port INTEGER, finding INTEGER, renewals, sent_away)",
        "INSERT INTO phones VALUES ('phones', NULL, 0, '[]', '[]')",
    ):
        connection.execute(statement)
    lines = connection.execute(
        "SELECT seq, at, writer, request, origin, action, target, undoable, command, edits"
        " FROM history"
    ).fetchall()
    connection.executemany(
        "UPDATE history SET checksum = ? WHERE seq = ?",
        [(checksum(line), line[0]) for line in lines],
    )


def _to_format_5(connection: sqlite3.Connection, writer: str) -> None:
    """Rooms, how a contribution came in, a break before the first round; what participants
    sent is no draft any more.

    It gets a line of history, which drafts have not. Copies that came in have a table, which
    comes as all are laid anew.
    """
    for statement in (
        "ALTER TABLE cafe_table ADD COLUMN room TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE seating_rules ADD COLUMN stay_in_room INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE contribution ADD COLUMN came_by TEXT",
        "ALTER TABLE about ADD COLUMN break_duration REAL NOT NULL DEFAULT 0",
        "ALTER TABLE about ADD COLUMN break_name TEXT NOT NULL DEFAULT ''",
    ):
        connection.execute(statement)
    connection.execute(
        "CREATE TABLE sent_idea (id, table_id, round_id, kind, text, sent_at,"
        " lang DEFAULT '', sender DEFAULT '', state DEFAULT 'waiting')"
    )
    edits = []
    for draft_id, *place, content, saved_at in connection.execute(
        "SELECT id, table_id, round_id, content, saved_at FROM draft"
        " WHERE substr(writer, 1, 5) = 'idea-'"
    ).fetchall():
        with contextlib.suppress(ValueError, LookupError, TypeError):  # then it stays one
            said = json.loads(content)["fresh"]
            values = (said["id"], *place, said["kind"], said["title"], saved_at)
            connection.execute(
                "INSERT INTO sent_idea (id, table_id, round_id, kind, text, sent_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                values,
            )
            names = ("id", "table_id", "round_id", "kind", "text", "sent_at")
            edits.append(["sent_idea", said["id"], None, dict(zip(names, values, strict=True))])
            connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))
    if edits:
        _tell(connection, writer, "SendIdea", edits)


def _to_format_6(connection: sqlite3.Connection, _writer: str) -> None:
    """People have a room, and rooms may go by clocks of their own. Those have a table, which
    comes as all are laid anew.
    """
    connection.execute("ALTER TABLE participant ADD COLUMN room TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE clock ADD COLUMN by_room INTEGER NOT NULL DEFAULT 0")


def _tell(
    connection: sqlite3.Connection, writer: str, command: str, edits: Sequence[object]
) -> None:
    """A line of history for what a step changed and history has to know of."""
    found = "SELECT coalesce(max(seq), 0) + 1, coalesce(max(at), '') FROM history"
    seq, at = connection.execute(found).fetchone()
    text = json.dumps(edits, ensure_ascii=False, separators=(",", ":"))
    line = (seq, at, writer, "", "mending", "do", None, 0, command, text)
    connection.execute(
        "INSERT INTO history (seq, at, writer, request, origin, action, target, undoable,"
        " command, edits, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*line, checksum(line)),
    )


STEPS: tuple[Step, ...] = (
    _to_format_2, _to_format_3, _to_format_4, _to_format_5, _to_format_6,
)  # fmt: skip
"""Step k leads from format k + 1 to format k + 2."""

FORMAT = 1 + len(STEPS)
"""The format this program writes: `user_version` of the file."""


def migrate(
    connection: sqlite3.Connection,
    writer: str,
    steps: Sequence[Step] = STEPS,
    finish: Callable[[sqlite3.Connection], None] | None = None,
) -> None:
    """Bring the file to the present format; nothing happens if it has it already.

    What the older format says of no writer is `writer`'s. `finish` ends the steps; where it
    is not named, it lays every table anew.
    """
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    pending = steps[found - 1 :]
    if not pending:
        return
    # Tables come and go under those that speak of them.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in pending:
            step(connection, writer)
        (finish or _lay_anew)(connection)
        connection.execute(f"PRAGMA user_version = {found + len(pending)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA legacy_alter_table = OFF")
        connection.execute("PRAGMA foreign_keys = ON")


def _lay_anew(connection: sqlite3.Connection) -> None:
    """Make every table, index and view as `schema.sql` says, with the rows that are there."""
    found = connection.execute(
        "SELECT type, name FROM sqlite_schema"
        " WHERE type IN ('table', 'index', 'view') AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    tables = {name for kind, name in found if kind == "table"}
    for kind, name in found:
        if kind == "table":
            connection.execute(f'ALTER TABLE "{name}" RENAME TO "old {name}"')
        else:
            connection.execute(f'DROP {kind} "{name}"')
    for statement in statements("schema.sql"):
        connection.execute(statement)
    for name in sorted(tables):
        columns = _columns(connection, name)
        if columns:
            connection.execute(carry_over(name, columns))
        connection.execute(f'DROP TABLE "old {name}"')


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [
        name
        for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    ]
