"""Copies of a workshop, measured by what each knows of the other.

Every line of history has a mark that it keeps wherever the file is copied, and also where
people are forgotten since. What a copy knows are its own lines and those of every copy that
came into it.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from worldcafe.document.document import Document
from worldcafe.document.rows import entity_of
from worldcafe.document.store import Line
from worldcafe.domain.copies import Copy, Key, Meeting, meet
from worldcafe.domain.model import EARLIEST, Entity, TakenCopy
from worldcafe.domain.refusal import FileRefused, refuse
from worldcafe.domain.workshop import Workshop

_MARK_DIGITS = 12
_Told = dict[str, Any] | None
"""An entity as history tells it."""


@dataclass(frozen=True)
class Chronicle:
    """A workshop and how it came about: all that another copy is measured by."""

    workshop: Workshop
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, document: Document) -> "Chronicle":
        """That of an open workshop."""
        return cls(document.workshop, tuple(document.lines()))

    @property
    def marks(self) -> set[str]:
        """Of its own lines."""
        return set(map(mark_of, self.lines))

    @property
    def called(self) -> str:
        """What tells the workshop, and all its copies, from every other: its first mark."""
        return mark_of(self.lines[0]) if self.lines else ""

    def is_of_the_same(self, other: "Chronicle") -> bool:
        """Whether the two are copies of one workshop."""
        return not self.marks.isdisjoint(other.marks)

    @property
    def known(self) -> set[str]:
        """The marks of every line whose doings are in it."""
        taken = (each.marks for each in self.workshop.taken_copies.values())
        return self.marks.union(*taken)


def met(ours: Chronicle, theirs: Chronicle, name: str) -> tuple[Meeting, TakenCopy]:
    """How two copies meet, and what is to be remembered once the other has come in.

    `name` is that of its file. Refuses `copy_of_another`, and what
    `worldcafe.domain.copies.meet` refuses.
    """
    if not ours.is_of_the_same(theirs):
        refuse("copy_of_another")
    meeting = meet(_measured(ours, theirs.known), _measured(theirs, ours.known))
    fresh = tuple(sorted(theirs.known - ours.known))
    # Its id and its instant are the command's.
    return meeting, TakenCopy(id="new", name=name, taken_at=EARLIEST, lines=fresh)


def pictures_in(document: Document, digests: Collection[str]) -> dict[str, bytes]:
    """The bytes of pictures that a copy holds, by their digests."""
    found = {digest: document.blob(digest) for digest in digests}
    return {digest: content for digest, content in found.items() if content is not None}


def mark_of(line: Line) -> str:
    """What tells a line of history from all others, in whatever copy it stands."""
    seq, at, writer, request, _origin, action, _target, _undoable, command, _edits = line
    told = "\x1f".join((str(seq), at, writer, request, action, command))
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()[:_MARK_DIGITS]


def _measured(chronicle: Chronicle, known: Collection[str]) -> Copy:
    """What was done here that the other does not know of, with what it knows instead."""
    states: dict[Key, _Told] = {}
    unknown: dict[Key, None] = {}
    in_step = True
    for line in chronicle.lines:
        edits = _edits_of(line)
        if _is_known(line, edits, known, chronicle.workshop.taken_copies):
            for kind, id, before, after in edits:
                key = (kind, id)
                states[key] = after if in_step else _moved(states.get(key), before, after)
        else:
            in_step = False
            unknown |= dict.fromkeys((kind, id) for kind, id, _before, _after in edits)
    return Copy(chronicle.workshop, {key: _entity(key, states.get(key)) for key in unknown})


def _is_known(
    line: Line,
    edits: Iterable[Any],
    known: Collection[str],
    standing: Mapping[str, TakenCopy],
) -> bool:
    """Whether the other knows what a line did, or need not.

    It has the line, or all that came in by it; or the line takes back that a copy came in,
    which is nothing against what that copy says. `standing` are the copies that came in and
    were not taken back since.
    """
    if mark_of(line) in known:
        return True
    if any(kind == TakenCopy.kind_name and after is None for kind, _, _, after in edits):
        return True
    came = [
        mark
        for kind, id, before, after in edits
        if kind == TakenCopy.kind_name and before is None and id in standing
        for mark in standing[id].marks
    ]
    return bool(came) and all(mark in known for mark in came)


def _edits_of(line: Line) -> list[Any]:
    try:
        found: list[Any] = json.loads(line[-1])
    except (ValueError, RecursionError):
        raise FileRefused("workshop_damaged", path="") from None
    return found


def _moved(state: _Told, before: _Told, after: _Told) -> _Told:
    """A state that has not all of the past, with what a line changed."""
    if after is None or (state is None and before is None):
        return after
    if state is None:  # it changed what the other never had
        return None
    moved = dict(state)
    for name in {*(before or {}), *after}:
        if (before or {}).get(name) != after.get(name):
            moved.pop(name, None)
            if name in after:
                moved[name] = after[name]
    return moved


def _entity(key: Key, told: _Told) -> Entity | None:
    return None if told is None else entity_of(key[0], told)
