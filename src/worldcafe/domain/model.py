"""The things a café consists of.

Every entity has an `id` and a `kind`, the name of its table in the file. Instants are
UTC and end in `_at`; durations are `timedelta` and end in `_duration`; empty text means
"not said".
"""

import datetime as dt
import json
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from worldcafe.domain.vocabulary import (
    Activity,
    Direction,
    HandIn,
    HostMovement,
    Kind,
    Maturity,
    Modality,
    Movement,
    NextStepType,
    PartnerRole,
    PartnerType,
    Pillar,
    Presence,
    QualityCheck,
    ResourceKind,
    Review,
    Role,
    Scope,
    StepStatus,
    Strength,
    VoteBy,
    WishType,
)

EARLIEST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(2200, 1, 1, tzinfo=dt.UTC)
"""Every system can tell the local time of instants between these two."""
LONGEST = LATEST - EARLIEST


def _utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    # The years first: at the ends of the calendar even the change to UTC overflows.
    if not (EARLIEST.year <= moment.year <= LATEST.year and EARLIEST <= moment <= LATEST):
        raise ValueError("an instant is between 1970 and 2200")
    return moment.astimezone(dt.UTC)


def _local(time: dt.time) -> dt.time:
    if time.tzinfo is not None:
        raise ValueError("a local time of day has no time zone")
    return time


def _readable(text: str) -> str:
    """Text that no form fails to read: if it is JSON, its parts are not endlessly nested."""
    try:
        json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ValueError:
        pass  # prose
    return text


Id = Annotated[str, StringConstraints(min_length=1, max_length=100)]
JointId = Annotated[str, StringConstraints(min_length=1, max_length=302)]
"""The id of what is known by other entities' ids, up to three of them."""
LINE_LENGTH, PROSE_LENGTH = 500, 40_000
"""Characters that a line and a prose hold."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LINE_LENGTH)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=PROSE_LENGTH)]
Code = Annotated[str, StringConstraints(max_length=500)]
"""A word of a list, or a key; never prose."""
Instant = Annotated[dt.datetime, AfterValidator(_utc)]
TimeOfDay = Annotated[dt.time, AfterValidator(_local)]
Position = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Measure = Annotated[int, Field(ge=1, le=2**31 - 1)]
Duration = Annotated[dt.timedelta, Field(ge=dt.timedelta(0), le=dt.timedelta(hours=12))]
Pause = Annotated[dt.timedelta, Field(ge=dt.timedelta(0), le=LONGEST)]
Shift = Annotated[dt.timedelta, Field(ge=-LONGEST, le=LONGEST)]
"""Between two instants there is never more."""
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Rating = Annotated[int, Field(ge=1, le=5)]
Number = Annotated[int, Field(ge=1, lt=2**62)]
"""What a contribution is called by."""


USUAL_LANGUAGES = ("fr", "en")
"""Of a room about which nothing else was said."""
LAST_TABLE = 9999
"""The highest number a table may bear."""


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
    id: Literal["about"] = "about"
    title: Line = ""
    place: Line = ""
    date: dt.date | None = None
    starts_at: TimeOfDay = dt.time(9, 0)
    """Local time of day when the day begins: with the welcome, or the first round."""
    organisers: tuple[Line, ...] = ()
    languages: tuple[Code, ...] = USUAL_LANGUAGES
    harvest_duration: Duration = dt.timedelta(minutes=30)
    """Plenary time at the end that rounds may not eat into."""
    created_at: Instant | None = None
    welcome_duration: Duration = dt.timedelta(0)
    """Before the first round; none if it is no part of the plan."""
    close_duration: Duration = dt.timedelta(0)
    """After the harvest; none if it is no part of the plan."""
    names_until: dt.date | None = None
    """Until when the names of people may be kept; from then on a reminder asks."""
    rehearsal: bool = False
    """Whether this is a copy to practise on, and nothing in it was ever said."""
    votes_by: VoteBy = VoteBy.PERSON
    dots_each: Annotated[int, Field(ge=1, le=50)] = 5
    """Dots that every voter may place."""


class Translation(Value):
    """A name and a question in another language."""

    lang: Code
    name: Line = ""
    question: Prose = ""


class Theme(Entity):
    """A subject of the café; several tables may carry it."""

    kind_name: ClassVar[str] = "theme"
    position: Position = 0
    name: Line
    question: Prose = ""
    colour: Colour = "#b5532a"
    code: Code = ""
    """The vocabulary's code for this subject, where there is one."""
    translations: tuple[Translation, ...] = ()


class CafeTable(Entity):
    """A table in the room."""

    kind_name: ClassVar[str] = "cafe_table"
    number: Annotated[int, Field(ge=1, le=LAST_TABLE)]
    theme_id: Id | None = None
    languages: tuple[Code, ...] = ()
    seats: Annotated[int, Field(ge=2, le=100)] = 5
    """Chairs, the host's included."""
    host_id: Id | None = None
    note_taker_id: Id | None = None
    accessible: bool = False
    """Whether somebody in a wheelchair, for one, gets there."""
    closed: bool = False
    """A table that takes nobody any more; what was said there stays."""


class Round(Entity):
    """A question talked about for a while, and the time to move afterwards."""

    kind_name: ClassVar[str] = "round"
    number: Annotated[int, Field(ge=1, le=50)]
    question: Prose = ""
    talk_duration: Duration = dt.timedelta(minutes=20)
    move_duration: Duration = dt.timedelta(minutes=5)
    translations: tuple[Translation, ...] = ()


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
    languages: tuple[Code, ...] = ()
    email: Line = ""
    roles: tuple[Role, ...] = ()
    delegation: Line = ""
    """Those who came together, where that is more or less than their organisation."""
    needs_access: bool = False
    """Whether only an accessible table will do."""
    presence: Presence = Presence.EXPECTED
    name_hidden: bool = False
    """Whether the person asked not to be named on the projector and in exports."""

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
    id: JointId
    participant_id: Id
    table_id: Id
    round_id: Id
    pinned: bool = False
    """Whether a new plan must leave the person here."""

    @classmethod
    def of(
        cls, participant_id: str, table_id: str, round_id: str, *, pinned: bool = False
    ) -> Self:
        """The seat; its id follows from who and when, so nobody sits twice in a round."""
        return cls(
            id=f"{round_id}/{participant_id}",
            participant_id=participant_id,
            table_id=table_id,
            round_id=round_id,
            pinned=pinned,
        )


class SeatingRule(Value):
    """How much one rule of the room binds; the weight counts where it is wished."""

    strength: Strength = Strength.OFF
    weight: Annotated[int, Field(ge=1, le=10)] = 3


class SeatingRules(Entity):
    """What a seating plan has to respect: there is exactly one."""

    kind_name: ClassVar[str] = "seating_rules"
    id: Literal["seating_rules"] = "seating_rules"
    hosts: HostMovement = HostMovement.STAY
    note_takers_stay: bool = False
    """Whether the note-takers named at the tables stay there, as hosts do."""
    movement: Movement = Movement.SCATTER
    fewest_repeats: bool = False
    """Fewest repeats in all, though a few pairs may stay together; else the fairest plan."""
    spare_row: bool = True
    """Whether routes are kept ready for people who come late, where numbers allow."""
    shared_language: SeatingRule = SeatingRule(strength=Strength.WISH, weight=8)
    """A person shares a language with the table, and is not alone with theirs."""
    organisation_apart: SeatingRule = SeatingRule(strength=Strength.WISH, weight=3)
    delegation_apart: SeatingRule = SeatingRule()
    country_apart: SeatingRule = SeatingRule()
    regions_mixed: SeatingRule = SeatingRule(strength=Strength.WISH, weight=1)
    accessible_table: SeatingRule = SeatingRule(strength=Strength.HARD)
    """Whoever needs an accessible table sits at one."""


class SeatWish(Entity):
    """What is asked for certain people: together, apart, or at some table or theme."""

    kind_name: ClassVar[str] = "seat_wish"
    type: WishType
    participant_ids: tuple[Id, ...] = ()
    table_id: Id | None = None
    theme_id: Id | None = None
    round_id: Id | None = None
    """The round it is about. None: apart and together in every round, a table or theme in
    some round."""
    strength: Strength = Strength.HARD
    weight: Annotated[int, Field(ge=1, le=10)] = 3


class Conversation(Entity):
    """What happened at one table in one round; stored once something was said about it."""

    kind_name: ClassVar[str] = "conversation"
    id: JointId
    table_id: Id
    round_id: Id
    note_taker_id: Id | None = None
    key_insight: Prose = ""
    key_insight_lang: Code = ""
    state: HandIn = HandIn.EMPTY
    n_forgotten: Annotated[int, Field(ge=0)] = 0
    """How many people sat here who were forgotten since."""

    @classmethod
    def of(cls, table_id: str, round_id: str) -> Self:
        """The conversation before anything was said."""
        return cls(id=conversation_id(table_id, round_id), table_id=table_id, round_id=round_id)


class Attachment(Entity):
    """A picture that belongs to a conversation; the file keeps its bytes by their digest."""

    kind_name: ClassVar[str] = "attachment"
    table_id: Id
    round_id: Id
    name: Line = ""
    """The file's name when it was added."""
    caption: Line = ""
    media_type: Code
    width: Measure
    height: Measure
    size: Measure
    """Bytes."""
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the bytes, in hexadecimal."""
    added_at: Instant


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


class Extra(Value):
    """What an organiser wrote in a column of their own."""

    name: Line
    value: Prose


class Contribution(Entity):
    """What was written down in a conversation.

    The fields of all kinds stand side by side, so that changing the kind loses nothing;
    `worldcafe.domain.fields` says which of them a kind is asked for.
    """

    kind_name: ClassVar[str] = "contribution"
    kind: Kind
    table_id: Id
    round_id: Id
    lang: Code = ""
    title: Annotated[Line, Field(min_length=1)]
    description: Prose = ""
    translation: Prose = ""
    translation_lang: Code = ""
    author_id: Id | None = None
    """The note-taker who wrote it."""
    recorded_at: Instant | None = None
    """Set when it is recorded; a contribution without it is not in the workshop yet."""
    number: Number | None = None
    """What people call it by, as in `O-017`: given once, when it is recorded."""
    withdrawn_at: Instant | None = None
    builds_on_id: Id | None = None
    themes: tuple[Line, ...] = ()
    """Codes of `ThemeCode`, or a workshop's own words."""
    partners: tuple[Partner, ...] = ()
    modality: Modality | None = None
    activities: tuple[Activity, ...] = ()
    scope: Scope | None = None
    pillars: tuple[Pillar, ...] = ()
    sdg_targets: tuple[Code, ...] = ()
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
    title_translation: Line = ""
    merged_into_id: Id | None = None
    """The contribution that now says this one together with others."""
    cluster_id: Id | None = None
    review: Review = Review.NEW
    organiser_status: StepStatus | None = None
    """Where the organiser says it stands, after the café."""
    organiser_owner: Line = ""
    organiser_note: Prose = ""
    extras: tuple[Extra, ...] = ()
    """Columns that an organiser added to the workbook."""


class Cluster(Entity):
    """Contributions that belong together, under one name."""

    kind_name: ClassVar[str] = "cluster"
    position: Position = 0
    name: Annotated[Line, Field(min_length=1)]
    theme: Line = ""
    """A code of `ThemeCode`, or the workshop's own word."""


class Vote(Entity):
    """The dots that one voter gave to one contribution."""

    kind_name: ClassVar[str] = "vote"
    id: JointId
    contribution_id: Id
    participant_id: Id | None = None
    table_id: Id | None = None
    """Who voted is a person or a table; neither for dots counted on the wall."""
    dots: Annotated[int, Field(ge=1, le=5_000)]

    @classmethod
    def of(
        cls,
        contribution_id: str,
        dots: int,
        *,
        participant_id: str | None = None,
        table_id: str | None = None,
    ) -> Self:
        """The dots of this voter for this contribution; one vote for the two of them."""
        return cls(
            id=f"{contribution_id}/{participant_id or table_id or 'wall'}",
            contribution_id=contribution_id,
            participant_id=participant_id,
            table_id=table_id,
            dots=dots,
        )


class DifferentPair(Entity):
    """Two contributions that somebody judged not to be the same, though they look alike."""

    kind_name: ClassVar[str] = "different_pair"
    id: JointId
    one_id: Id
    other_id: Id

    @classmethod
    def of(cls, one_id: str, other_id: str) -> Self:
        """The pair, whichever of the two is named first."""
        one, other = sorted((one_id, other_id))
        return cls(id=f"{one}/{other}", one_id=one, other_id=other)


class OpenPoint(Entity):
    """What an earlier workshop left open, and what became of it."""

    kind_name: ClassVar[str] = "open_point"
    position: Position = 0
    workshop_title: Line = ""
    workshop_date: dt.date | None = None
    reference: Line = ""
    """As the earlier synthesis called it, such as `O-017`."""
    kind: Kind
    title: Annotated[Line, Field(min_length=1)]
    description: Prose = ""
    lang: Code = ""
    partners: tuple[Partner, ...] = ()
    next_step: NextStep | None = None
    """With its status as it is known now."""
    outcome: Prose = ""
    """What became of it, in words."""


class Draft(Entity):
    """Text being typed and not yet recorded. Kept in the file, never in history."""

    kind_name: ClassVar[str] = "draft"
    id: JointId
    table_id: Id
    round_id: Id
    writer: Id
    """The desk or device on which it is typed."""
    content: Annotated[str, Field(max_length=4_000_000), AfterValidator(_readable)]
    """The form's fields as JSON."""
    saved_at: Instant

    @classmethod
    def of(
        cls, table_id: str, round_id: str, writer: str, content: str, saved_at: dt.datetime
    ) -> Self:
        """The one draft that a writer has in a conversation."""
        return cls(
            id=draft_id(table_id, round_id, writer),
            table_id=table_id,
            round_id=round_id,
            writer=writer,
            content=content,
            saved_at=saved_at,
        )


def draft_id(table_id: str, round_id: str, writer: str) -> str:
    """The id of what this writer is typing in the conversation at this table and round."""
    return f"{conversation_id(table_id, round_id)}/{writer}"


class Numbering(Entity):
    """The last number that was given to a contribution: there is exactly one.

    It only grows, whatever is undone, so that no number is ever given twice.
    """

    kind_name: ClassVar[str] = "numbering"
    id: Literal["numbering"] = "numbering"
    last: Annotated[int, Field(ge=0, lt=2**63)] = 0


class Renewal(Value):
    """How often a code was renewed."""

    of: JointId
    """Whose it is: `room`, `wall`, `facilitator`, `table/…` or `person/…` with an id."""
    n: Annotated[int, Field(ge=1, lt=2**31)]


class Phones(Entity):
    """How the room is opened to phones: there is exactly one."""

    kind_name: ClassVar[str] = "phones"
    id: Literal["phones"] = "phones"
    port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    """Chosen once: what a phone keeps belongs to the address and port it came from."""
    finding: bool = False
    """Whether people may find themselves by name instead of by their badge's code."""
    renewals: tuple[Renewal, ...] = ()
    sent_away: tuple[Id, ...] = ()
    """Devices that nothing is taken from any more."""


class Forgotten(Entity):
    """A mark that a person was forgotten: no older copy may bring them back.

    It says nothing of them. The id is a fresh one; who comes with the person's data again is
    recognised by `marks` (`worldcafe.domain.forgetting`).
    """

    kind_name: ClassVar[str] = "forgotten"
    forgotten_at: Instant
    salt: str
    marks: tuple[str, ...]
    was_listed: bool = True
    """Whether the person was on the list then, and counts among the people of the café."""


class Passage(Value):
    """A segment that is over: when it ran, and for how long it was held or stretched."""

    segment: Code
    started_at: Instant
    ended_at: Instant
    paused_duration: Pause = dt.timedelta(0)
    added_duration: Shift = dt.timedelta(0)


class Clock(Entity):
    """Where the day stands, as instants. Time left is computed, never stored."""

    kind_name: ClassVar[str] = "clock"
    id: Literal["clock"] = "clock"
    segment: Code = ""
    """The running segment's key (`worldcafe.domain.clock`); empty before and after the day."""
    started_at: Instant | None = None
    paused_at: Instant | None = None
    paused_duration: Pause = dt.timedelta(0)
    added_duration: Shift = dt.timedelta(0)
    ended_at: Instant | None = None
    promised_end: TimeOfDay | None = None
    """The local time of day that was planned for the end when the day began."""
    passages: tuple[Passage, ...] = ()
    """The segments that are over, in the order they ran."""


ENTITIES: tuple[type[Entity], ...] = (
    About, Theme, CafeTable, Round, Participant, SeatingRules, SeatWish, Seat, Conversation,
    Attachment, Cluster, Contribution, Vote, DifferentPair, OpenPoint, Draft, Clock,
    Numbering, Phones, Forgotten,
)  # fmt: skip
