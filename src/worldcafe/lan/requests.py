"""What devices send: one class for each thing that may be asked for, and the command it means.

A device numbers nothing and is trusted with nothing: table and person follow from its code,
what it saw is compared when the command is planned.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import from_json

from worldcafe.domain import commands as do
from worldcafe.domain.changes import FieldChange
from worldcafe.domain.command import Asked, Command
from worldcafe.domain.commands import (
    AddTime,
    ChangeFields,
    CheckDay,
    CheckTable,
    CheckUnchanged,
    DescribeConversation,
    GoOn,
    HandInNotes,
    MoveDots,
    PauseClock,
    RecordContribution,
    RestoreContribution,
    ResumeClock,
    SendIdea,
    Together,
    WithdrawContribution,
)
from worldcafe.domain.commands.drafts import keep_typed
from worldcafe.domain.drafts import Typed
from worldcafe.domain.fields import COMPOUND, IN_FORM
from worldcafe.domain.model import EARLIEST, LINE_LENGTH, Contribution, Draft, Id, Prose
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Channel, Kind
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.codes import Role, Scope

DEEPEST = 32
"""Levels of what a device sends; a contribution has four."""
MOST_ITEMS = 50
"""Things sent at once; a device sends the rest with its next request."""
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,64}$")]
"""What a device calls itself or something it sends; a UUID does."""
Lang = Annotated[str, StringConstraints(pattern=r"^([a-z]{2,3})?$")]
NOT_ASKED = frozenset({"author_id"})
"""Fields that a phone does not fill in: they would tell who is in the room."""
FIELDS = {field.name: field for field in IN_FORM if field.name not in NOT_ASKED}
Values = dict[str, Any]


@dataclass(frozen=True)
class Sender:
    """Who sends: what the code allows, and the device."""

    scope: Scope
    device: str
    mark: str = ""
    """By what ideas of this person are known again; nothing else has one."""
    room: str = ""
    """The room that is shown where the clock is moved from a pocket; empty for all."""

    @property
    def writer(self) -> str:
        """The device as a writer of the workshop."""
        return f"phone-{self.device}"


class Sent(BaseModel):
    """Something that a device asks for."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: Key
    """Sent again with the same id, it is the same thing."""
    round_id: Id | None = None
    """The round it is about, or in which it was sent."""
    at: Annotated[int, Field(ge=0, le=2**53)] | None = None
    """When it was written, by the device's own clock, in milliseconds; nothing follows."""
    is_known_again: ClassVar[bool] = True
    """Whether the request is kept, so that it is known when it comes again."""

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        """What is meant. Raises `RuleBroken` if it makes no sense."""
        raise NotImplementedError

    def asked(self, sender: Sender, workshop: Workshop) -> Asked:
        """The command with who asks for it."""
        return Asked(
            self.command(sender, workshop),
            origin=f"phone.{sender.scope.role}",
            writer=sender.writer,
            request=f"{sender.device}/{self.id}" if self.is_known_again else "",
        )


# --- from a table ------------------------------------------------------------------------


class Record(Sent):
    """Record a contribution; it gets the id of what was sent."""

    type: Literal["record"]
    round_id: Id
    fields: Values

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        table_id = sender.scope.id
        return RecordContribution(
            contribution=contribution_of(
                self.fields,
                id=self.id,
                table_id=table_id,
                round_id=self.round_id,
                author_id=workshop.note_taker_of(table_id, self.round_id),
                came_by=Channel.PHONE,
            )
        )


class Edit(Sent):
    """Change fields of a contribution of this table: only those that are named."""

    type: Literal["edit"]
    contribution_id: Id
    fields: Values
    """By path: `title`, `next_step.owner`, `resources.offered`."""
    base: Values = {}
    """What they said when they were changed; nothing where a field was empty."""

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        for path in self.fields:
            if path.partition(".")[0] not in FIELDS:
                refuse("field_not_editable", field=path)
        changes = tuple(
            FieldChange(
                kind="contribution",
                id=self.contribution_id,
                field=path,
                before=_or_empty(path, self.base.get(path)),
                after=_or_empty(path, value),
            )
            for path, value in self.fields.items()
        )
        return Together(
            commands=(
                CheckTable(contribution_id=self.contribution_id, table_id=sender.scope.id),
                ChangeFields(contribution_id=self.contribution_id, changes=changes),
            )
        )


class Withdraw(Sent):
    """Take a contribution of this table out of the harvest."""

    type: Literal["withdraw"]
    contribution_id: Id

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return Together(
            commands=(
                CheckTable(contribution_id=self.contribution_id, table_id=sender.scope.id),
                WithdrawContribution(contribution_id=self.contribution_id),
            )
        )


class Restore(Sent):
    """Bring a withdrawn contribution of this table back."""

    type: Literal["restore"]
    contribution_id: Id

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return Together(
            commands=(
                CheckTable(contribution_id=self.contribution_id, table_id=sender.scope.id),
                RestoreContribution(contribution_id=self.contribution_id),
            )
        )


class KeepDraft(Sent):
    """Keep what is being typed; nothing typed takes the draft away."""

    type: Literal["draft"]
    round_id: Id
    content: Annotated[str, StringConstraints(max_length=200_000)] = ""
    """As `worldcafe.domain.drafts.Typed` holds it."""
    is_known_again: ClassVar[bool] = False

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return keep_typed(sender.scope.id, self.round_id, typed_in(self.content))


class SayInsight(Sent):
    """Say the key insight of a conversation of this table."""

    type: Literal["insight"]
    round_id: Id
    text: Prose
    lang: Lang = ""
    base: Prose | None = None
    """What stood there when it was written; where nothing is said, that is not looked at."""

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        table_id, round_id = sender.scope.id, self.round_id
        said = DescribeConversation(
            table_id=table_id,
            round_id=round_id,
            key_insight=self.text,
            key_insight_lang=self.lang,
        )
        if self.base is None:
            return said
        unchanged = CheckUnchanged(
            table_id=table_id, round_id=round_id, base=self.base, wanted=self.text
        )
        return Together(commands=(unchanged, said))


class HandIn(Sent):
    """Say that the notes of a conversation of this table are complete."""

    type: Literal["hand_in"]
    round_id: Id

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return HandInNotes(table_id=sender.scope.id, round_id=self.round_id)


class TakeBack(Sent):
    """Say that the notes of a conversation are not complete after all."""

    type: Literal["take_back"]
    round_id: Id

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return HandInNotes(table_id=sender.scope.id, round_id=self.round_id, complete=False)


class AcceptIdea(Sent):
    """Record what somebody sent to this table's notes; it keeps the idea's id."""

    type: Literal["accept_idea"]
    round_id: Id
    idea_id: Key

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return do.AcceptIdea(idea_id=self.idea_id, table_id=sender.scope.id)


class DeclineIdea(Sent):
    """Let go of what somebody sent to this table's notes."""

    type: Literal["decline_idea"]
    round_id: Id
    idea_id: Key

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return do.DeclineIdea(idea_id=self.idea_id, table_id=sender.scope.id)


class PlaceDots(Sent):
    """Say how many dots this person or table gives to a contribution."""

    type: Literal["vote"]
    contribution_id: Id
    dots: Annotated[int, Field(ge=0, le=50)]
    base: Annotated[int, Field(ge=0, le=5_000)] = 0
    """How many there were when somebody began to move them: others may have counted since."""

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return MoveDots(
            contribution_id=self.contribution_id,
            dots=self.dots,
            base=self.base,
            **{_VOTERS[sender.scope.role]: sender.scope.id},
        )


_VOTERS = {Role.PERSON: "participant_id", Role.TABLE: "table_id"}

# --- from a person -----------------------------------------------------------------------


class Idea(Sent):
    """Send an idea or a question to the notes of the table at which one sits."""

    type: Literal["idea"]
    round_id: Id
    kind: Literal["idea", "question"]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1,
                                           max_length=LINE_LENGTH)]  # fmt: skip
    lang: Lang = ""

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        return SendIdea(
            idea_id=self.id,
            participant_id=sender.scope.id,
            round_id=self.round_id,
            idea_kind=Kind(self.kind),
            text=self.text,
            lang=self.lang,
            sender=sender.mark,
        )


# --- from the facilitator's pocket -------------------------------------------------------


class Seen(BaseModel):
    """Where the day stood when a button was pressed."""

    model_config = ConfigDict(frozen=True)
    phase: Annotated[str, StringConstraints(max_length=40)]
    round_id: Id | None = None


class OfClock(Sent):
    """Something about the clock; refused where the day has gone on since it was seen."""

    after: Seen | None = None

    def on_clock(self, room: str) -> Command:
        """The command to the clock of a room, or of all."""
        raise NotImplementedError

    def command(self, sender: Sender, workshop: Workshop) -> Command:
        meant = self.on_clock(sender.room)
        if self.after is None:
            return meant
        seen = CheckDay(phase=self.after.phase, of_round=self.after.round_id, room=sender.room)
        return Together(commands=(seen, meant))


class Next(OfClock):
    """Start the next part of the day; after the last one the day is over."""

    type: Literal["next"]

    def on_clock(self, room: str) -> Command:
        return GoOn(room=room)


class Start(OfClock):
    """The same, as the day begins."""

    type: Literal["start"]

    def on_clock(self, room: str) -> Command:
        return GoOn(room=room)


class Pause(OfClock):
    """Stop the time."""

    type: Literal["pause"]

    def on_clock(self, room: str) -> Command:
        return PauseClock(room=room)


class Resume(OfClock):
    """Let the time run on."""

    type: Literal["resume"]

    def on_clock(self, room: str) -> Command:
        return ResumeClock(room=room)


class AddMinutes(OfClock):
    """Give the running part more minutes, or less."""

    type: Literal["add_minutes"]
    minutes: Annotated[int, Field(ge=-60, le=60)]

    def on_clock(self, room: str) -> Command:
        return AddTime(duration=dt.timedelta(minutes=self.minutes), room=room)


class Message(Sent):
    """Show the room a message, or none; it is shown at once and kept nowhere."""

    type: Literal["message"]
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LINE_LENGTH)]


OF_ROLE: Mapping[Role, tuple[type[Sent], ...]] = {
    Role.TABLE: (Record, Edit, Withdraw, Restore, KeepDraft, SayInsight, HandIn, TakeBack,
                 AcceptIdea, DeclineIdea, PlaceDots),
    Role.PERSON: (PlaceDots, Idea),
    Role.FACILITATOR: (Start, Next, Pause, Resume, AddMinutes, Message),
}  # fmt: skip
"""What each role may ask for."""
_BY_TYPE = {
    (role, get_args(kind.model_fields["type"].annotation)[0]): kind
    for role, kinds in OF_ROLE.items()
    for kind in kinds
}


def read_item(item: object, role: Role) -> Sent:
    """What was sent. Raises `RuleBroken` if this role may not ask for it, or not so."""
    wanted = str(item.get("type")) if isinstance(item, dict) else ""
    kind = _BY_TYPE.get((role, wanted))
    if kind is None:
        refuse("item_not_understood", where="type")
    try:
        return kind.model_validate(item)
    except ValidationError as error:
        where = ".".join(str(each) for each in error.errors()[0]["loc"][:3])
        refuse("item_not_understood", where=where)


def contribution_of(fields: Values, **origin: str | None) -> Contribution:
    """The contribution that these fields say. Raises `RuleBroken` if a value does not fit."""
    for name in fields:
        if name not in FIELDS:
            refuse("field_not_editable", field=name)
    if not str(fields.get("title") or "").strip():
        refuse("title_not_said")
    try:
        return Contribution.model_validate(
            {"kind": Kind.OPPORTUNITY, **_said(fields), **origin}
        )
    except ValidationError as error:
        refuse("field_invalid", field=str(error.errors()[0]["loc"][0]))


def read_json(text: str | bytes | bytearray) -> Any:
    """What JSON says. Raises `ValueError` if it is none, or nothing that can be kept: nested
    beyond reason, half a character, a number without end.
    """
    said = from_json(text, allow_inf_nan=False)
    level = [said]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for each in level:
            if isinstance(each, str):  # first: most of what is sent
                continue
            if isinstance(each, dict):
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, float) and not isfinite(each):
                raise ValueError
        if not below:
            return said
        level = below
    raise ValueError


def typed_in(content: str) -> Typed:
    """What a device says that is typed there. Raises `RuleBroken` if it is no draft."""
    try:
        said = read_json(content) if content else {}
        Draft.of("t", "r", "w", content, EARLIEST)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not said.keys() <= {"fresh", "edited", "insight"}:
        refuse("item_not_understood", where="content")
    fresh, edited, insight = (said.get(key) for key in ("fresh", "edited", "insight"))
    changes = edited.items() if isinstance(edited, dict) else ()
    return Typed(
        fresh=plausible(fresh) if isinstance(fresh, dict) else {},
        edited={id: plausible(each) for id, each in changes if isinstance(each, dict)},
        insight=insight if isinstance(insight, str) else None,
    )


def plausible(fields: Values) -> Values:
    """What of a half-filled form can be kept: a draft is never refused for what it lacks."""
    said = {name: value for name, value in _said(fields).items() if _fits(name, value)}
    fresh_id = fields.get("id")
    return {**said, "id": fresh_id} if isinstance(fresh_id, str) else said


def _fits(name: str, value: object) -> bool:
    try:
        adapter = _adapter(name)
        return adapter is not None and adapter.validate_python(value) is not None
    except ValidationError:
        return False


@cache
def _adapter(name: str) -> TypeAdapter[Any] | None:
    if name not in FIELDS:
        return None
    field = Contribution.model_fields[name]
    plain: Any = field.annotation
    return TypeAdapter(Annotated[plain, *field.metadata] if field.metadata else plain)


def _said(value: Any) -> Any:
    """A form's value without the parts in which nothing was said."""
    if isinstance(value, str):  # first: most of what is sent
        return value
    if isinstance(value, dict):
        return {name: said for name, each in value.items() if _says(said := _said(each))}
    if isinstance(value, list):
        return [said for each in value if _says(said := _said(each))]
    return value


def _says(value: Any) -> bool:
    return bool(value) or (value is not None and value not in ("", {}))


def _or_empty(path: str, value: Any) -> Any:
    """A value of a form; one that says nothing as the field says it."""
    said = _said(value)
    return said if _says(said) else _empty(path)


def _empty(path: str) -> Any:
    """What a field says that says nothing, as JSON has it."""
    whole, _, part = path.partition(".")
    if whole == "resources" and part:
        return []
    if whole in COMPOUND and part:
        return COMPOUND[whole]().model_dump(mode="json").get(part)
    default = Contribution.model_fields[whole].get_default()
    return list(default) if isinstance(default, tuple) else default
