"""A workshop on a server that several desks write to: the store protocol on PostgreSQL."""
# ruff: noqa: S608 - tables and columns are our own, values are bound

import contextlib
import hashlib
import secrets
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from platformdirs import user_data_path
from psycopg import errors, sql

from worldcafe import files
from worldcafe.document import placing
from worldcafe.document.address import Address
from worldcafe.document.desk import this_desk
from worldcafe.document.migrations import FORMAT
from worldcafe.document.postgres.connection import Connection
from worldcafe.document.postgres.laying import pour_out, taken_out, upgrade
from worldcafe.document.postgres.writing import Writing
from worldcafe.document.rows import KINDS, checksum, columns, edits_from_json, entities_of
from worldcafe.document.sqlite_store import write_empty
from worldcafe.document.statements import HISTORY, rows_of
from worldcafe.document.store import Commit, Entry, Line, MovedOn
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Entity
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop

_NEWS = sql.SQL("""
SELECT news.seq, (SELECT format FROM workshop), at, edits,
    action, target, undoable, origin, command, writer, request
FROM (
    SELECT 0 AS typed, * FROM history WHERE seq > {seq}
    UNION ALL
    SELECT 1, seq, at, writer, '', origin, 'do', NULL, false, command, edit, 0
    FROM draft_news WHERE seq > {seq}
) AS news ORDER BY news.seq, typed
""")
"""One query, so that what was typed never comes before what was done. The number stands in its
text, or the server would plan as if much had happened since."""


class PostgresStore:
    """One desk's end of a shared workshop."""

    def __init__(self, address: Address, writer: str) -> None:
        """Raises `FileRefused` where the server, or what is there, cannot be used."""
        self.address = address
        self.path = _stand_in(address)
        self.server = Connection(address)
        self._has_turn = False
        try:
            self._check_format(writer)
        except BaseException:
            self.server.close()
            raise

    @property
    def in_place(self) -> bool:
        """Nobody takes a workshop away from a server unnoticed."""
        return True

    def load(self) -> tuple[Workshop, int]:
        """Everything, as it was at one instant, and the number of the last commit in it."""
        with self._at_one_instant():
            (last,) = self.server.row("SELECT last FROM workshop")
            return Workshop.of(_entities(self.server, KINDS)), last

    def lines(self) -> Iterator[Line]:
        """Every line of history as it stands there."""
        yield from self.server.rows(f"SELECT {HISTORY} FROM history ORDER BY seq")

    def unsound_lines(self) -> tuple[int, ...]:
        """The numbers of the lines of history that are not as they were written."""
        rows = self.server.rows(f"SELECT checksum, {HISTORY} FROM history ORDER BY seq")
        return tuple(row[1] for row in rows if row[0] != checksum(row[1:]))

    def entries(self) -> list[Entry]:
        """All of history, without the edits."""
        told = "seq, action, target, undoable, origin, command, writer, request"
        rows = self.server.rows(f"SELECT {told} FROM history ORDER BY seq")
        return [Entry(*row) for row in rows]

    def edits_of(self, seq: int) -> list[Edit]:
        """The edits of one line of history."""
        (text,) = self.server.row("SELECT edits FROM history WHERE seq = %s", seq)
        return edits_from_json(text)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """While the block lasts nobody else commits; what is committed in it counts when it
        ends. Raises `FileRefused`.
        """
        with self.server.refusals(), self.server.session.transaction():
            format, _last = self.server.row("SELECT format, last FROM workshop FOR UPDATE")
            self._check_is_ours(format)
            self._has_turn = True
            try:
                yield
            finally:
                self._has_turn = False

    def commit(self, commits: Sequence[Commit], expected: int) -> list[int]:
        """Make these durable in this order, each under a number of its own; all or nothing.

        Drafts have no line of history; what is typed is told to the other desks apart.
        """
        numbers = [*range(expected + 1, expected + 1 + len(commits))]
        writing = Writing(zip(numbers, commits, strict=True))
        try:
            with self.server.refusals():
                writing.carry_out(self.server.session, self.address.schema, expected)
        except errors.NotNullViolation as error:
            if error.diag.table_name != "workshop":
                raise
            raise MovedOn from None
        return numbers

    def changes_since(self, seq: int) -> Sequence[Commit]:
        """What others and we committed after this number; of drafts what is typed by now."""
        found = []
        news = self.server.rows(_NEWS.format(seq=sql.Literal(seq)))
        for number, lines in groupby(news, itemgetter(0)):
            told = list(lines)
            _seq, format, at, _edits, *said = told[0]
            self._check_is_ours(format)
            edits = (edit for line in told for edit in edits_from_json(line[3]))
            found.append(Commit(Entry(number, *said), tuple(edits), at))
        return found

    def blob(self, digest: str) -> bytes | None:
        """The bytes with this SHA-256, if they are kept."""
        row = self.server.row("SELECT content FROM blob WHERE digest = %s", digest)
        return row and bytes(row[0])

    def blobs(self) -> Iterator[tuple[object, object]]:
        """Every picture's bytes, behind its SHA-256."""
        for (digest,) in self.server.rows("SELECT digest FROM blob"):
            yield digest, self.blob(digest)

    def vectors(self, encoder: str) -> dict[str, tuple[str, bytes]]:
        """What this encoder made: contribution id to the text's digest and the vector."""
        rows = self.server.rows(
            "SELECT contribution_id, digest, content FROM vector WHERE encoder = %s", encoder
        )
        return {each: (digest, content) for each, digest, content in rows}

    def keep_vectors(self, encoder: str, vectors: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what an encoder made."""
        kept = [(each, digest, encoder, made) for each, (digest, made) in vectors.items()]
        with self.server.refusals():
            self.server.session.cursor().executemany(
                "INSERT INTO vector VALUES (%s, %s, %s, %s) ON CONFLICT (contribution_id)"
                " DO UPDATE SET digest = excluded.digest, encoder = excluded.encoder,"
                " content = excluded.content",
                kept,
            )

    def secret(self) -> bytes:
        """What the codes of phones follow from: the same at every desk."""
        with self.server.refusals():
            self.server.session.execute(
                "INSERT INTO secret VALUES ('codes', %s) ON CONFLICT DO NOTHING",
                (secrets.token_bytes(32),),
            )
        (found,) = self.server.row("SELECT content FROM secret WHERE name = 'codes'")
        return bytes(found)

    def save_copy(self, path: Path, *, with_secret: bool = False) -> None:
        """Write the whole workshop to a file, as it was at one instant: a copy can merge."""
        with placing.placed(path, replacing=True) as fresh:
            write_empty(fresh)
            with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as file:
                file.execute("BEGIN")
                with self._at_one_instant(), self.server.refusals():
                    pour_out(self.server, file, with_secret=with_secret)
                file.execute("COMMIT")
            files.sync(fresh)

    def close(self) -> None:
        """Let go of it."""
        self.server.close()

    def _check_format(self, writer: str) -> None:
        (format,) = self.server.row("SELECT format FROM workshop")
        if format < FORMAT:
            upgrade(self.server, writer)
        else:
            self._check_is_ours(format)

    def _check_is_ours(self, format: int) -> None:
        if format != FORMAT:
            raise FileRefused("workshop_too_new", path=str(self.address))

    @contextlib.contextmanager
    def _at_one_instant(self) -> Iterator[None]:
        """Whatever is read in the block is as it was when the block began."""
        with contextlib.nullcontext() if self._has_turn else self.server.at_one_instant():
            yield


def read_shared(address: Address, kinds: Collection[str]) -> tuple[Workshop, bool]:
    """What a shared workshop holds of these kinds of entities, and whether others on the way
    could read along. One of an older format is read as it would be once it is brought up to
    date. Raises `FileRefused`.
    """
    with contextlib.closing(Connection(address)) as server, server.at_one_instant():
        (format,) = server.row("SELECT format FROM workshop")
        if format > FORMAT:
            raise FileRefused("workshop_too_new", path=str(address))
        if format == FORMAT:
            entities = _entities(server, kinds)
        else:
            with taken_out(server, format, this_desk()) as file:
                told = ((kind, file.execute(rows_of(kind))) for kind in KINDS if kind in kinds)
                entities = [each for kind, rows in told for each in entities_of(kind, rows)]
        return Workshop.of(entities), server.can_be_overheard


def _entities(server: Connection, kinds: Collection[str]) -> list[Entity]:
    """The entities of these kinds, in the order in which they came."""
    found: list[Entity] = []
    for kind, entity in KINDS.items():
        if kind in kinds:
            listed = ", ".join(columns(entity))
            rows = server.rows(f"SELECT {listed} FROM {kind} ORDER BY row_order")
            found.extend(entities_of(kind, rows))
    return found


def _stand_in(address: Address) -> Path:
    """What stands for a shared workshop on this computer: a name, and a folder of its own."""
    place = hashlib.sha256(str(address).encode()).hexdigest()[:12]
    root = user_data_path("worldcafe", appauthor=False) / "shared"
    return root / place / f"{address.name}.worldcafe"
