"""The things a café consists of.

Every entity has an `id` and a `kind`, the name of its table in the file. Instants are
UTC and end in `_at`; durations are `timedelta` and end in `_duration`; empty text means
"not said".
"""

from worldcafe.domain.model.clock import (
    Clock,
    Course,
    Passage,
    RoomClock,
)
from worldcafe.domain.model.conversation import (
    Agreement,
    Amount,
    Attachment,
    Cluster,
    Contact,
    Contribution,
    Conversation,
    DifferentPair,
    Draft,
    Extra,
    MatchDecision,
    NextStep,
    Numbering,
    OpenPoint,
    Partner,
    Period,
    Resource,
    Vote,
    conversation_id,
    draft_id,
)
from worldcafe.domain.model.phones import Phones, Renewal, SentIdea
from worldcafe.domain.model.room import (
    LAST_TABLE,
    USUAL_HARVEST_DURATION,
    USUAL_LANGUAGES,
    USUAL_MOVE_DURATION,
    USUAL_TALK_DURATION,
    About,
    CafeTable,
    Forgotten,
    Participant,
    Round,
    TakenCopy,
    Theme,
    Translation,
)
from worldcafe.domain.model.seating import (
    Seat,
    SeatingRule,
    SeatingRules,
    SeatWish,
)
from worldcafe.domain.model.values import (
    EARLIEST,
    LATEST,
    LINE_LENGTH,
    LONGEST,
    PROSE_LENGTH,
    Colour,
    Duration,
    Entity,
    Id,
    Line,
    Prose,
    Value,
)

__all__ = [
    "EARLIEST", "ENTITIES", "LAST_TABLE", "LATEST", "LINE_LENGTH", "LONGEST", "PROSE_LENGTH",
    "USUAL_HARVEST_DURATION", "USUAL_LANGUAGES", "USUAL_MOVE_DURATION", "USUAL_TALK_DURATION",
    "About", "Agreement", "Amount", "Attachment", "CafeTable", "Clock",
    "Cluster", "Colour", "Contact", "Contribution", "Conversation", "Course", "DifferentPair",
    "Draft", "Duration", "Entity", "Extra", "Forgotten", "Id", "Line", "MatchDecision",
    "NextStep", "Numbering", "OpenPoint", "Participant", "Partner", "Passage", "Period",
    "Phones", "Prose", "Renewal", "Resource", "RoomClock", "Round", "Seat", "SeatWish",
    "SeatingRule", "SeatingRules", "SentIdea", "TakenCopy", "Theme", "Translation", "Value",
    "Vote", "conversation_id", "draft_id",
]  # fmt: skip

ENTITIES: tuple[type[Entity], ...] = (
    About, Theme, CafeTable, Round, Participant, SeatingRules, SeatWish, Seat, Conversation,
    Attachment, Cluster, Contribution, Vote, DifferentPair, MatchDecision, OpenPoint, Draft,
    SentIdea, Clock, RoomClock, Numbering, Phones, Forgotten, TakenCopy,
)  # fmt: skip
