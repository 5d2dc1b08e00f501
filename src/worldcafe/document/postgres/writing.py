"""What commits write on the server: one statement, one way there and back, all or nothing."""
# ruff: noqa: S608 - tables and columns are our own, values are bound

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import psycopg
from psycopg import sql

from worldcafe.document.migrations import FORMAT
from worldcafe.document.rows import KINDS, checksum, columns, edits_as_json, row_of
from worldcafe.document.sqlite_store import line_told
from worldcafe.document.statements import HISTORY
from worldcafe.document.store import Commit
from worldcafe.domain.edits import Edit, in_rows
from worldcafe.domain.model import Draft

_COLUMNS = {
    "history": (*HISTORY.split(", "), "checksum"),
    "draft_news": ("draft_id", "seq", "at", "writer", "origin", "command", "edit"),
    **{kind: columns(entity) for kind, entity in KINDS.items()},
}
_GO_ON = """
WITH go AS (
    UPDATE workshop SET last = CASE WHEN last = %(expected)s AND format = %(format)s
    THEN %(last)s::bigint END RETURNING last
)"""
"""Takes the lock of the workshop's row, and its next numbers. Where others have gone on it sets
nothing, which the row refuses. Everything else in the statement waits for it."""


class Writing:
    """The rows that commits lead to."""

    def __init__(self, numbered: Iterable[tuple[int, Commit]]) -> None:
        """Each commit with its number."""
        self._put: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._came: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._typed: dict[str, tuple[Any, ...]] = {}
        self._gone: dict[str, dict[str, None]] = defaultdict(dict)
        self._blobs: dict[str, bytes] = {}
        self._last = 0
        edits: list[Edit] = []
        for seq, commit in numbered:
            self._tell(seq, commit)
            edits += commit.edits
            self._blobs |= commit.blobs
            self._last = seq
        if self._typed:
            self._put["draft_news"] = [*self._typed.values()]
        for edit in in_rows(edits):
            if edit.after is None:
                self._gone[edit.kind][edit.id] = None
                continue
            # A statement changes a row once: what comes in again takes its place anew.
            self._gone[edit.kind].pop(edit.id, None)
            put = self._put if edit.before else self._came
            put[edit.kind].append(row_of(edit.after))

    def _tell(self, seq: int, commit: Commit) -> None:
        """Its line of history, and what the other desks are told of drafts."""
        told = [edit for edit in commit.edits if edit.kind != Draft.kind_name]
        if told or not commit.edits or commit.entry.request:
            line = line_told(seq, commit, told)
            self._put["history"].append((*line, checksum(line)))
        for edit in commit.edits:
            if edit.kind == Draft.kind_name:
                self._typed[edit.id] = _news(seq, commit, edit)

    def carry_out(
        self, session: psycopg.Connection[tuple[Any, ...]], channel: str, expected: int
    ) -> None:
        """Write it if `expected` is the last number there is, and tell the other desks.

        Raises `psycopg.errors.NotNullViolation` of the table `workshop` if it is not.
        """
        gone = {kind: [*ids] for kind, ids in self._gone.items() if ids}
        session.execute(
            _statement(
                tuple(self._put), tuple(self._came), tuple(gone), has_blobs=bool(self._blobs)
            ),
            {
                **{table: _told(table, rows) for table, rows in self._put.items()},
                **{f"{kind}_came": _told(kind, rows) for kind, rows in self._came.items()},
                **{f"{kind}_gone": ids for kind, ids in gone.items()},
                "digests": [*self._blobs], "contents": [*self._blobs.values()],
                "expected": expected, "format": FORMAT, "last": self._last,
                "channel": channel, "said": str(self._last),
            },
        )  # fmt: skip


@cache
def _statement(
    put: tuple[str, ...], came: tuple[str, ...], gone: tuple[str, ...], *, has_blobs: bool
) -> sql.SQL:
    parts = [
        *(f"put_{table} AS ({_put(table, table)})" for table in put),
        *(f"came_{kind} AS ({_put(kind, f'{kind}_came')}, row_order=DEFAULT)" for kind in came),
        *(
            f"gone_{kind} AS (DELETE FROM {kind} USING go WHERE id = ANY(%({kind}_gone)s))"
            for kind in gone
        ),
    ]
    if has_blobs:
        parts.append(
            "kept AS (INSERT INTO blob SELECT each.* FROM go,"
            " unnest(%(digests)s::text[], %(contents)s::bytea[]) AS each"
            " ON CONFLICT DO NOTHING)"
        )
    told = "SELECT pg_notify(%(channel)s, %(said)s) FROM go"
    return sql.SQL(f"{', '.join([_GO_ON, *parts])} {told}")


def _told(table: str, rows: Iterable[tuple[Any, ...]]) -> str:
    """Rows as one value."""
    names = _COLUMNS[table]
    return _as_json([dict(zip(names, row, strict=True)) for row in rows])


def _put(table: str, value: str) -> str:
    """Rows in place of those with the same key; of history there are only new ones."""
    names = _COLUMNS[table]
    # Short, for psycopg makes anew at each commit what is longer than four thousand letters.
    told = f"json_populate_recordset(NULL::{table}, %({value})s::json) t"
    rows = ",".join(f"t.{name}" for name in names)
    text = f"INSERT INTO {table} ({','.join(names)}) SELECT {rows} FROM go, {told}"
    if table == "history":
        return text
    changes = ",".join(f"{name}=excluded.{name}" for name in names[1:])
    return f"{text} ON CONFLICT ({names[0]}) DO UPDATE SET {changes}"


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def _news(seq: int, commit: Commit, edit: Edit) -> tuple[Any, ...]:
    """What the other desks are told of a draft: how it is now, nothing of how it was."""
    was = edit.before
    gone = was.but(content="{}") if isinstance(was, Draft) else None
    told = edits_as_json([Edit(None, edit.after) if edit.after else Edit(gone, None)])
    entry = commit.entry
    return edit.id, seq, commit.at, entry.writer, entry.origin, entry.command, told
