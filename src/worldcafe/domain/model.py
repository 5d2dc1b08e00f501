"""The things a café consists of.

Every entity has an `id` and a `kind`, the name of its table in the file. Instants are
UTC and end in `_at`; durations are `timedelta` and end in `_duration`; empty text means
"not said".
"""

import datetime as dt
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from worldcafe.domain.vocabulary import (
    Activity,
    Direction,
    HandIn,
    Kind,
    Maturity,
    Modality,
    NextStepType,
    PartnerRole,
    PartnerType,
    Pillar,
    QualityCheck,
    ResourceKind,
    Role,
    Scope,
    StepStatus,
)


def _utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(dt.UTC)


Id = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40_000)]
Instant = Annotated[dt.datetime, AfterValidator(_utc)]
Duration = Annotated[dt.timedelta, Field(ge=dt.timedelta(0), le=dt.timedelta(hours=12))]
Rating = Annotated[int, Field(ge=1, le=5)]


class Value(BaseModel):
    """A frozen value that knows its fields and refuses any other."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="float")

    def but(self, **changes: Any) -> Self:
        """The same value with some fields changed, validated again."""
        return type(self).model_validate({**dict(self), **changes})


class Entity(Value):
    """Something the workshop holds many of, found by its id."""

    kind_name: ClassVar[str]
    """The entity's kind: its table in the file and its name in history."""
    id: Id


class About(Entity):
    """What the workshop is: there is exactly one."""

    kind_name: ClassVar[str] = "about"
    id: Id = "about"
    title: Line = ""
    place: Line = ""
    date: dt.date | None = None
    starts_at: dt.time = dt.time(9, 0)
    """Local time of day when the first round begins."""
    organisers: tuple[Line, ...] = ()
    languages: tuple[str, ...] = ("fr", "en")
    harvest_duration: Duration = dt.timedelta(minutes=30)
    """Plenary time at the end that rounds may not eat into."""
    created_at: Instant | None = None


class Theme(Entity):
    """A subject of the café; several tables may carry it."""

    kind_name: ClassVar[str] = "theme"
    position: int = 0
    name: Line
    question: Prose = ""
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#b5532a"
    code: str = ""
    """The vocabulary's code for this subject, where there is one."""


class CafeTable(Entity):
    """A table in the room."""

    kind_name: ClassVar[str] = "cafe_table"
    number: Annotated[int, Field(ge=1, le=9999)]
    theme_id: Id | None = None
    languages: tuple[str, ...] = ()
    seats: Annotated[int, Field(ge=2, le=100)] = 5
    """Chairs, the host's included."""
    host_id: Id | None = None
    note_taker_id: Id | None = None


class Round(Entity):
    """A question talked about for a while, and the time to move afterwards."""

    kind_name: ClassVar[str] = "round"
    number: Annotated[int, Field(ge=1, le=50)]
    question: Prose = ""
    talk_duration: Duration = dt.timedelta(minutes=20)
    move_duration: Duration = dt.timedelta(minutes=5)


class Participant(Entity):
    """A person in the room."""

    kind_name: ClassVar[str] = "participant"
    given_name: Line = ""
    family_name: Line = ""
    position: Line = ""
    """What the person does in their organisation."""
    organisation: Line = ""
    organisation_type: Line = ""
    city: Line = ""
    country: Line = ""
    """ISO 3166-1 alpha-2 code where the country was recognised, else as it was written."""
    region: Line = ""
    languages: tuple[str, ...] = ()
    email: Line = ""
    roles: tuple[Role, ...] = ()

    @property
    def name(self) -> str:
        """The whole name, given name first."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def sort_key(self) -> tuple[str, str]:
        """Orders people as a door list does: by family name."""
        return (self.family_name.casefold(), self.given_name.casefold())


class Seat(Entity):
    """One participant at one table in one round."""

    kind_name: ClassVar[str] = "seat"
    participant_id: Id
    table_id: Id
    round_id: Id

    @classmethod
    def of(cls, participant_id: str, table_id: str, round_id: str) -> Self:
        """The seat; its id follows from who and when, so nobody sits twice in a round."""
        return cls(
            id=f"{round_id}/{participant_id}",
            participant_id=participant_id,
            table_id=table_id,
            round_id=round_id,
        )


class Conversation(Entity):
    """What happened at one table in one round; stored once something was said about it."""

    kind_name: ClassVar[str] = "conversation"
    table_id: Id
    round_id: Id
    note_taker_id: Id | None = None
    key_insight: Prose = ""
    key_insight_lang: str = ""
    state: HandIn = HandIn.EMPTY

    @classmethod
    def of(cls, table_id: str, round_id: str) -> Self:
        """The conversation before anything was said."""
        return cls(id=conversation_id(table_id, round_id), table_id=table_id, round_id=round_id)


def conversation_id(table_id: str, round_id: str) -> str:
    """The id of the conversation at this table in this round."""
    return f"{round_id}/{table_id}"


class Partner(Value):
    """One body in a cooperation, and its part in it."""

    name: Line = ""
    city: Line = ""
    country: Line = ""
    """ISO 3166-1 alpha-2 code where recognised, else as written."""
    type: PartnerType | None = None
    role: PartnerRole | None = None


class Resource(Value):
    """Something a partner offers, or something still needed."""

    kind: ResourceKind
    direction: Direction
    by: Line = ""
    amount: Line = ""


class NextStep(Value):
    """What happens first, who does it and by when."""

    type: NextStepType | None = None
    text: Prose = ""
    owner: Line = ""
    due: dt.date | None = None
    status: StepStatus = StepStatus.TO_DO


class Contact(Value):
    """A person to write to, and whether they agreed to be named."""

    name: Line = ""
    organisation: Line = ""
    email: Line = ""
    consent: bool = False


class Contribution(Entity):
    """What was written down in a conversation.

    The fields of all kinds stand side by side, so that changing the kind loses nothing;
    `FIELDS_OF_KIND` says which of them a kind is asked for.
    """

    kind_name: ClassVar[str] = "contribution"
    kind: Kind
    table_id: Id
    round_id: Id
    lang: str = ""
    title: Annotated[Line, Field(min_length=1)]
    description: Prose = ""
    translation: Prose = ""
    translation_lang: str = ""
    author_id: Id | None = None
    """The note-taker who wrote it."""
    recorded_at: Instant | None = None
    """Set when it is recorded; a contribution without it is not in the workshop yet."""
    withdrawn_at: Instant | None = None
    builds_on_id: Id | None = None
    themes: tuple[Line, ...] = ()
    """Codes of `ThemeCode`, or a workshop's own words."""
    partners: tuple[Partner, ...] = ()
    modality: Modality | None = None
    activities: tuple[Activity, ...] = ()
    scope: Scope | None = None
    pillars: tuple[Pillar, ...] = ()
    sdg_targets: tuple[str, ...] = ()
    demand: Prose = ""
    """Who asked, and for what."""
    demand_confirmed: bool = False
    experience_offered: Prose = ""
    place: Line = ""
    lesson: Prose = ""
    resources: tuple[Resource, ...] = ()
    expected_result: Prose = ""
    beneficiaries: Prose = ""
    adaptation: Prose = ""
    maturity: Maturity | None = None
    impact: Rating | None = None
    feasibility: Rating | None = None
    quality_checks: tuple[QualityCheck, ...] = ()
    enabling_factors: Prose = ""
    obstacles: Prose = ""
    next_step: NextStep | None = None
    contacts: tuple[Contact, ...] = ()


class Draft(Entity):
    """Text being typed and not yet recorded. Kept in the file, never in history."""

    kind_name: ClassVar[str] = "draft"
    table_id: Id
    round_id: Id
    content: str
    """The form's fields as JSON."""
    saved_at: Instant

    @classmethod
    def of(cls, table_id: str, round_id: str, content: str, saved_at: dt.datetime) -> Self:
        """The one draft of a conversation."""
        return cls(
            id=conversation_id(table_id, round_id),
            table_id=table_id,
            round_id=round_id,
            content=content,
            saved_at=saved_at,
        )


class Clock(Entity):
    """Where the day stands, as instants. Time left is computed, never stored."""

    kind_name: ClassVar[str] = "clock"
    id: Id = "clock"
    segment: str = ""
    """The running segment's key (`worldcafe.domain.clock`); empty before and after the day."""
    started_at: Instant | None = None
    paused_at: Instant | None = None
    paused_duration: dt.timedelta = dt.timedelta(0)
    added_duration: dt.timedelta = dt.timedelta(0)
    ended_at: Instant | None = None


ENTITIES: tuple[type[Entity], ...] = (
    About, Theme, CafeTable, Round, Participant, Seat, Conversation, Contribution, Draft, Clock,
)  # fmt: skip
