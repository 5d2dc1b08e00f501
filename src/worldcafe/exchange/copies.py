"""Another copy of the workshop that came back: what it brings, cell by cell as a workbook's."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worldcafe.domain.changes import FieldChange, field_changes
from worldcafe.domain.commands import TakeCopy
from worldcafe.domain.copies import Dispute, Meeting, Reason
from worldcafe.domain.edits import Edit
from worldcafe.domain.harvest import references
from worldcafe.domain.model import Attachment, Contribution, Entity, TakenCopy
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import Compared, Difference, NewRow, Question, Remark
from worldcafe.wording import Words
from worldcafe.wording.copies import field_told, kind_told, thing_told, value_told

_SILENT = {"numbering", "clock", "room_clock", "phones", "taken_copy", "forgotten"}
"""Kinds of which nobody has to be told."""
_COUNTED = ("copy_brings", "copy_takes_away")


@dataclass(frozen=True)
class ReturnedCopy(Compared):
    """Another copy of the workshop, compared with it."""

    meeting: Meeting
    remembered: TakenCopy
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of the pictures that come in, by their digests."""

    @property
    def n_besides(self) -> int:
        told = (each.params["n"] for each in self.remarks if each.code in _COUNTED)
        return sum(n for n in told if isinstance(n, int))

    @property
    def is_known(self) -> bool:
        """Whether it brings nothing that did not come in before."""
        return not self.remembered.lines

    @property
    def pictures(self) -> frozenset[str]:
        """The digests of the pictures that come in."""
        edits = [
            *self.meeting.taken,
            *(e for each in self.meeting.disputes for e in each.edits),
        ]
        return frozenset(
            edit.after.digest for edit in edits if isinstance(edit.after, Attachment)
        )

    def command(self, takes: Callable[[Difference], bool]) -> TakeCopy:
        """What takes it in; `takes` says of every difference whether the copy is right."""
        prefers = {
            _disputed(each) for each in self.differences if each.is_conflict and takes(each)
        }
        declines = [
            each.change for each in self.differences if not (each.is_conflict or takes(each))
        ]
        return self.meeting.command(self.remembered, prefers, declines)

    def as_json(self) -> dict[str, Any]:
        """Plain data for a machine-readable report."""
        return {
            "path": str(self.path),
            "known": self.is_known,
            "differences": [
                {
                    "kind": each.change.kind, "id": each.change.id,
                    "field": each.change.field, "ref": each.ref, "title": each.title,
                    "ours": each.before, "theirs": each.after, "question": each.is_conflict,
                }
                for each in self.differences
            ],
            "new": [
                {"id": each.contribution.id, "title": each.contribution.title}
                for each in self.new
            ],
            "brings": {
                str(each.params["code"]): each.params["n"]
                for each in self.remarks
                if each.code == "copy_brings"
            },
        }  # fmt: skip


def compared(path: Path, meeting: Meeting, remembered: TakenCopy, words: Words) -> ReturnedCopy:
    """What came of a meeting, told cell by cell in somebody's language."""
    teller = _Teller(meeting, words)
    return ReturnedCopy(
        path, tuple(teller.differences()), tuple(teller.new()), tuple(teller.remarks()),
        meeting, remembered,
    )  # fmt: skip


class _Teller:
    """Tells what came of a meeting."""

    def __init__(self, meeting: Meeting, words: Words) -> None:
        self._meeting, self._words = meeting, words
        self._refs = references(meeting.ours)

    def differences(self) -> Iterator[Difference]:
        for dispute in self._meeting.disputes:
            yield self._dispute(dispute)
        for edit in self._meeting.taken:
            if edit.before is not None and edit.after is not None and _is_told(edit):
                for change in field_changes(edit.before, edit.after):
                    yield self._difference(edit.before, change, None)

    def new(self) -> Iterator[NewRow]:
        for edit in self._meeting.taken:
            if edit.before is None and isinstance(edit.after, Contribution):
                yield NewRow(self._words("Contributions"), 0, edit.after)

    def remarks(self) -> Iterator[Remark]:
        come, go = Counter[str](), Counter[str]()
        for edit in self._meeting.taken:
            if not _is_told(edit) or isinstance(edit.after, Contribution):
                continue
            if edit.before is None:
                come[edit.kind] += 1
            elif edit.after is None:
                go[edit.kind] += 1
        for code, counted in zip(_COUNTED, (come, go), strict=True):
            for kind, n in counted.items():
                told = kind_told(kind, self._words)
                yield Remark(told, 0, code, {"n": n, "what": told, "code": kind})
        for entity in self._meeting.kept:
            told = thing_told(entity, self._meeting.theirs, self._words)
            yield Remark(
                kind_told(entity.kind_name, self._words), 0, "copy_keeps", {"what": told}
            )

    def _dispute(self, dispute: Dispute) -> Difference:
        words = self._words
        edit = dispute.edits[0]
        entity = edit.before or edit.after
        assert entity is not None
        if dispute.change is not None:
            return self._difference(entity, dispute.change, Question.BOTH_CHANGED)
        change = FieldChange(
            kind=entity.kind_name, id=dispute.id, field="", before=None, after=None
        )
        title = thing_told(entity, self._whole_of(entity), words)
        told = {
            Reason.GONE_HERE: (words("taken out"), words("changed")),
            Reason.GONE_THERE: (words("changed"), words("taken out")),
            Reason.SEATING: (words("the plan made here"), words("the plan made there")),
        }[dispute.reason]
        if dispute.reason is Reason.SEATING:
            round_ = self._meeting.ours.rounds[dispute.id.partition("/")[2]]
            title = words("Round {number}", number=round_.number)
        return self._cell(entity, title, "", told, change, Question.BOTH_CHANGED)

    def _difference(
        self, entity: Entity, change: FieldChange, question: Question | None
    ) -> Difference:
        ours, theirs, words = self._meeting.ours, self._meeting.theirs, self._words
        told = (
            value_told(entity, change.field, change.before, ours, words),
            value_told(entity, change.field, change.after, theirs, words),
        )
        heading = field_told(entity, change.field, words)
        title = thing_told(entity, ours, words)
        return self._cell(entity, title, heading, told, change, question)

    def _cell(  # noqa: PLR0917 - in the order in which a line reads
        self, entity: Entity, title: str, heading: str, told: tuple[str, str],
        change: FieldChange, question: Question | None,
    ) -> Difference:  # fmt: skip
        sheet = kind_told(entity.kind_name, self._words)
        ref = self._refs.get(entity.id, "") if isinstance(entity, Contribution) else ""
        return Difference(sheet, 0, ref, title, heading, *told, change, question)

    def _whole_of(self, entity: Entity) -> Workshop:
        here = self._meeting.ours.find(entity.kind_name, entity.id)
        return self._meeting.ours if here is not None else self._meeting.theirs


def _is_told(edit: Edit) -> bool:
    return edit.kind not in _SILENT


def _disputed(difference: Difference) -> str:
    """The id of the dispute that a difference tells of."""
    change = difference.change
    return f"{change.kind}/{change.id}/{change.field}" if change.field else change.id
