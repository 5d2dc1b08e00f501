"""What phones ask for that the desk does not, and how the room is opened to them."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from worldcafe.domain.changes import FieldChange, has_field, value_of, with_changes, with_value
from worldcafe.domain.clock import next_segment
from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.commands.capture import PROVENANCE, check_place, newly_numbered
from worldcafe.domain.commands.day import EndDay, Jump, StartSegment
from worldcafe.domain.commands.harvest import CastVotes
from worldcafe.domain.day import as_shown, present_segment, voting_is_open
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import (
    Clock,
    Contribution,
    Id,
    Line,
    Phones,
    Prose,
    Renewal,
    SentIdea,
)
from worldcafe.domain.model.values import Code, JointId
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Channel, HandIn, IdeaState, Kind, VoteBy
from worldcafe.domain.workshop import Workshop


class ForPhones(Command):
    """A command about how the room is opened: nobody wants to undo it with their writing."""

    undoable: ClassVar[bool] = False


class ChoosePort(ForPhones):
    """Say at which port phones find this workshop, now and whenever it is opened again."""

    port: Annotated[int, Field(ge=1, le=65_535)]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return put(workshop, workshop.phones.but(port=self.port))


class RenewCode(ForPhones):
    """Make one code invalid and another valid in its place; all others stay."""

    of: JointId
    """Whose it is, as `Renewal.of` has it."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        phones = workshop.phones
        others = tuple(each for each in phones.renewals if each.of != self.of)
        renewed = Renewal(of=self.of, n=renewal_of(phones, self.of) + 1)
        return put(workshop, phones.but(renewals=(*others, renewed)))


class AllowFinding(ForPhones):
    """Say whether people may find themselves by name on their phone."""

    allowed: bool

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return put(workshop, workshop.phones.but(finding=self.allowed))


class SendAway(ForPhones):
    """Take nothing from this device any more."""

    device: Id

    def taken_back(self, edits: Iterable[Edit]) -> Command:
        return LetInAgain(device=self.device)

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        phones = workshop.phones
        gone = tuple(dict.fromkeys((*phones.sent_away, self.device)))
        return put(workshop, phones.but(sent_away=gone))


class LetInAgain(ForPhones):
    """Take from a device again that was sent away."""

    device: Id

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        phones = workshop.phones
        gone = tuple(each for each in phones.sent_away if each != self.device)
        return put(workshop, phones.but(sent_away=gone))


def renewal_of(phones: Phones, of: str) -> int:
    """How often a code was renewed."""
    return next((each.n for each in phones.renewals if each.of == of), 0)


class CheckTable(ForPhones):
    """Change nothing, and refuse what follows unless the contribution is this table's.

    What merges several is nobody's but the desk's.
    """

    contribution_id: Id
    table_id: Id

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        found = workshop.contributions.get(self.contribution_id)
        if found is None or found.table_id != self.table_id or found.id in workshop.originals:
            refuse("contribution_unknown")
        return []


class CheckUnchanged(ForPhones):
    """Change nothing, and refuse what follows if somebody changed what it was written upon.

    It is about the key insight of a conversation, and whoever asks saw `base` there.
    """

    table_id: Id
    round_id: Id
    base: Prose
    wanted: Prose

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        said = workshop.conversation(self.table_id, self.round_id).key_insight
        if said not in (self.base, self.wanted):
            refuse("insight_moved_on", text=said)
        return []


class CheckDay(ForPhones):
    """Change nothing, and refuse what follows if the day has gone on since it was looked at."""

    phase: Code
    """The kind of the segment that was shown; `before` or `after` the day."""
    of_round: Id | None = None
    room: Line = ""
    """The room that was shown; empty for all."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        here = as_shown(workshop, self.room)
        present = present_segment(here)
        if present is None:
            phase = "after" if here.clock.ended_at else "before"
            is_same = self.phase == phase
        else:
            is_same = self.phase == present.kind
            is_same &= present.round_id in (None, self.of_round)
        if not is_same:
            refuse("day_moved_on")
        return []


class GoOn(Jump):
    """Start the next part of the day; after the last one the day is over."""

    def clock_after(self, workshop: Workshop, stamp: Stamp) -> Clock:
        following = next_segment(workshop)
        command = StartSegment(segment=following.key) if following else EndDay()
        return command.clock_after(workshop, stamp)


class MoveDots(Command):
    """Say how many dots a voter gives to one contribution; the others stay where they are.

    Refused where it had others than `base` and than wanted: somebody counted meanwhile. Who
    does not say what was there saw none.
    """

    contribution_id: Id
    dots: Annotated[int, Field(ge=0, le=5_000)]
    base: Annotated[int, Field(ge=0, le=5_000)] = 0
    participant_id: Id | None = None
    table_id: Id | None = None

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        voter = {"participant_id": self.participant_id, "table_id": self.table_id}
        by = VoteBy.TABLE if self.table_id else VoteBy.PERSON
        if workshop.about.votes_by is not by:
            refuse("dots_by_others")
        room = (
            workshop.room_of(self.table_id)
            if self.table_id
            else workshop.home_of(self.participant_id or "")
        )
        if not voting_is_open(workshop.by_clock_of(room) if room else workshop):
            refuse("voting_closed")
        placed = workshop.dots_of(**voter)
        present = placed.get(self.contribution_id, 0)
        if present not in (self.base, self.dots):
            refuse("dots_moved_on", n=present)
        wanted = {**placed, self.contribution_id: self.dots}
        return CastVotes(dots=wanted, **voter).plan(workshop, stamp)


class ChangeFields(Command):
    """Change some fields of a contribution, as somebody saw them who may not have seen all.

    Where another has changed the same field meanwhile, nothing is changed and both are told.
    """

    contribution_id: str
    changes: tuple[FieldChange, ...]
    """Their values as JSON has them."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        found = workshop.contributions.get(self.contribution_id)
        if found is None:
            refuse("contribution_unknown")
        changes = []
        for change in self.changes:
            if not has_field(Contribution, change.field) or change.field in PROVENANCE:
                refuse("field_not_editable", field=change.field)
            seen, wanted = (
                value_of(with_value(found, change.field, value), change.field)
                for value in (change.before, change.after)
            )
            changes.append(change.but(before=seen, after=wanted))
        taken = with_changes(found, changes)
        if taken.conflicts:
            refuse("field_moved_on", field=taken.conflicts[0].field, title=found.title)
        return put(workshop, taken.entity)


class HandInNotes(Command):
    """Say that the notes of a conversation are complete. What was checked stays checked."""

    table_id: str
    round_id: str
    complete: bool = True

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        check_place(workshop, self.table_id, self.round_id)
        known = workshop.conversation(self.table_id, self.round_id)
        if known.state is HandIn.CHECKED:
            return []
        state = HandIn.HANDED_IN if self.complete else HandIn.DRAFT
        return put(workshop, known.but(state=state))


class SendIdea(Command):
    """Send an idea or a question to the notes of the table at which a person sits.

    It bears no name. Whoever takes notes there accepts it or not; of one person as many wait
    as `MOST` says.
    """

    undoable: ClassVar[bool] = False
    MOST: ClassVar[int] = 20
    idea_id: Id
    participant_id: Id
    round_id: Id
    idea_kind: Kind
    text: Annotated[Line, Field(min_length=1)]
    lang: Code = ""
    sender: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""
    """As `SentIdea.sender` has it."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        seat = workshop.seats.get(f"{self.round_id}/{self.participant_id}")
        if seat is None:
            refuse("no_seat_in_round")
        if self.idea_id in workshop.ideas or self.idea_id in workshop.contributions:
            refuse("already_recorded", title=self.text)
        sent = workshop.ideas_sent_by(self.sender)
        if sum(each.state is IdeaState.WAITING for each in sent) >= self.MOST:
            refuse("too_often")
        idea = SentIdea(
            id=self.idea_id,
            table_id=seat.table_id,
            round_id=seat.round_id,
            kind=self.idea_kind,
            text=self.text,
            lang=self.lang,
            sent_at=stamp.at,
            sender=self.sender,
        )
        return put(workshop, idea)


class AcceptIdea(Command):
    """Record what a participant sent to a table; it keeps the idea's id."""

    idea_id: Id
    table_id: Id
    """Only that of the table is taken."""

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        idea = _waiting_idea(workshop, self.idea_id, self.table_id)
        if idea.id in workshop.contributions:
            refuse("already_recorded", title=idea.text)
        recorded = Contribution(
            id=idea.id,
            table_id=idea.table_id,
            round_id=idea.round_id,
            kind=idea.kind,
            title=idea.text,
            lang=idea.lang,
            author_id=workshop.note_taker_of(idea.table_id, idea.round_id),
            recorded_at=stamp.at,
            came_by=Channel.PARTICIPANT,
        )
        accepted = put(workshop, idea.but(state=IdeaState.ACCEPTED))
        return [*accepted, *newly_numbered(workshop, [recorded])]


class DeclineIdea(Command):
    """Leave what a participant sent out of a table's notes; who sent it is told so."""

    idea_id: Id
    table_id: Id

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        idea = _waiting_idea(workshop, self.idea_id, self.table_id)
        return put(workshop, idea.but(state=IdeaState.DECLINED))


def _waiting_idea(workshop: Workshop, idea_id: str, table_id: str) -> SentIdea:
    idea = workshop.ideas.get(idea_id)
    if idea is None or idea.table_id != table_id or idea.state is not IdeaState.WAITING:
        refuse("idea_unknown")
    return idea
