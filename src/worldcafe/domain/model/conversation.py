"""What is said at the tables, how it is kept, and what the organisers make of it."""

import datetime as dt
import json
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints

from worldcafe.domain.model.values import (
    Code,
    Entity,
    Id,
    Instant,
    JointId,
    Line,
    Measure,
    Number,
    Position,
    Prose,
    Rating,
    Sum,
    Value,
    When,
)
from worldcafe.domain.vocabulary import (
    Activity,
    ActivityStatus,
    AgreementFrame,
    AmountKind,
    Channel,
    Direction,
    Goal,
    HandIn,
    Kind,
    MatchVerdict,
    Maturity,
    Modality,
    NextStepType,
    PartnerRole,
    PartnerType,
    Pillar,
    QualityCheck,
    ResourceKind,
    Review,
    Scope,
    StepStatus,
)


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


class Period(Value):
    """From when until when."""

    start: When = ""
    end: When = ""


class Agreement(Value):
    """What the partners signed, and when."""

    frame: AgreementFrame | None = None
    date: When = ""


class Amount(Value):
    """A sum of money."""

    value: Sum | None = None
    currency: Code = ""
    """ISO 4217 code."""
    kind: AmountKind | None = None


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
    came_by: Channel | None = None
    """How it came in; None for what was written at the desk, or read from a list."""
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
    sdg_goals: tuple[Goal, ...] = ()
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
    status: ActivityStatus | None = None
    """Where it stands, if it is planned or runs already."""
    period: Period | None = None
    agreement: Agreement | None = None
    programme: Line = ""
    """What it belongs to."""
    amount: Amount | None = None
    source: Line = ""
    """Where it is published, best a web address."""
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


class MatchDecision(Entity):
    """What somebody decided about an offer that may answer a need."""

    kind_name: ClassVar[str] = "match_decision"
    id: JointId
    need_id: Id
    """The contribution that seeks."""
    offer_id: Id
    """The contribution that offers."""
    verdict: MatchVerdict

    @classmethod
    def of(cls, need_id: str, offer_id: str, verdict: MatchVerdict) -> Self:
        """One decision for the two of them."""
        id = cls.id_of(need_id, offer_id)
        return cls(id=id, need_id=need_id, offer_id=offer_id, verdict=verdict)

    @staticmethod
    def id_of(need_id: str, offer_id: str) -> str:
        """The id of the decision about these two."""
        return f"{need_id}/{offer_id}"


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


def _readable(text: str) -> str:
    """Text that no form fails to read: if it is JSON, its parts are not endlessly nested."""
    try:
        json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ValueError:
        pass  # prose
    return text


DraftContent = Annotated[str, Field(max_length=4_000_000), AfterValidator(_readable)]
"""The fields of a form as JSON."""


class Draft(Entity):
    """Text being typed and not yet recorded. Kept in the file, never in history."""

    kind_name: ClassVar[str] = "draft"
    id: JointId
    table_id: Id
    round_id: Id
    writer: Id
    """The desk or device on which it is typed."""
    content: DraftContent
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
