"""Every change that a person can make to a workshop, one class each."""

from worldcafe.domain.commands.capture import (
    DescribeConversation,
    DiscardDraft,
    EditContribution,
    ImportContributions,
    MoveContribution,
    RecordContribution,
    RestoreContribution,
    SaveDraft,
    WithdrawContribution,
)
from worldcafe.domain.commands.day import (
    AddTime,
    EndDay,
    PauseClock,
    ResumeClock,
    StartSegment,
)
from worldcafe.domain.commands.people import (
    AppointHosts,
    ImportParticipants,
    PutParticipant,
    RemoveParticipants,
)
from worldcafe.domain.commands.preparation import (
    ApplyTemplate,
    DescribeWorkshop,
    FurnishRoom,
    PutRound,
    PutTable,
    PutTheme,
    RemoveRound,
    RemoveTable,
    RemoveTheme,
    SpreadThemes,
)
from worldcafe.domain.commands.seating import AdoptSeatingPlan, ClearSeating, MoveSeat

__all__ = [
    "AddTime",
    "AdoptSeatingPlan",
    "ApplyTemplate",
    "AppointHosts",
    "ClearSeating",
    "DescribeConversation",
    "DescribeWorkshop",
    "DiscardDraft",
    "EditContribution",
    "EndDay",
    "FurnishRoom",
    "ImportContributions",
    "ImportParticipants",
    "MoveContribution",
    "MoveSeat",
    "PauseClock",
    "PutParticipant",
    "PutRound",
    "PutTable",
    "PutTheme",
    "RecordContribution",
    "RemoveParticipants",
    "RemoveRound",
    "RemoveTable",
    "RemoveTheme",
    "RestoreContribution",
    "ResumeClock",
    "SaveDraft",
    "SpreadThemes",
    "StartSegment",
    "WithdrawContribution",
]
