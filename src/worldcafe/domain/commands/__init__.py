"""Every change that a person can make to a workshop, one class each.

Of these seventy classes a start of the program needs none.
"""

from typing import TYPE_CHECKING

from worldcafe.late import late

if TYPE_CHECKING:
    from worldcafe.domain.commands.attachments import *
    from worldcafe.domain.commands.capture import *
    from worldcafe.domain.commands.copies import *
    from worldcafe.domain.commands.day import *
    from worldcafe.domain.commands.drafts import *
    from worldcafe.domain.commands.harvest import *
    from worldcafe.domain.commands.people import *
    from worldcafe.domain.commands.phones import *
    from worldcafe.domain.commands.preparation import *
    from worldcafe.domain.commands.presence import *
    from worldcafe.domain.commands.seating import *
    from worldcafe.domain.commands.synthesis import *
    from worldcafe.domain.commands.together import *
else:
    OFFERED = {
        "attachments": "AddAttachments CaptionAttachment RemoveAttachment",
        "capture": """
            DescribeConversation EditContribution ImportContributions MoveContribution
            RecordContribution RestoreContribution WithdrawContribution
        """,
        "copies": "TakeCopy",
        "day": """
            AddTime EndDay GoBack PauseClock ResetDay ResumeClock SetClocks ShiftClock
            ShortenRounds StartSegment TakeBackJump
        """,
        "drafts": "DiscardDraft SaveDraft TakeOverDraft",
        "harvest": """
            AssignCluster CastVotes DecideMatch JudgeDifferent MergeContributions
            PutCluster PutOpenPoint RemoveCluster RemoveOpenPoint SetVoting
            SplitContribution
        """,
        "people": "AppointHosts ImportParticipants PutParticipant RemoveParticipants",
        "phones": """
            AcceptIdea AllowFinding ChangeFields CheckDay CheckTable CheckUnchanged ChoosePort
            DeclineIdea GoOn HandInNotes LetInAgain MoveDots RenewCode SendAway SendIdea
        """,
        "preparation": """
            ApplyTemplate DescribeWorkshop FurnishRoom OrderRounds OrderThemes PutRound PutTable
            PutTablesInRoom PutTheme RemoveRound RemoveTable RemoveTheme SpreadRooms
            SpreadThemes
        """,
        "presence": "AddLatecomer CheckIn ExpectAgain MarkAbsent",
        "seating": """
            AdoptSeatingPlan ClearSeating MoveSeat PinSeats PutSeatWish RemoveSeatWishes
            SetSeatingRules SpreadLanguages SwapSeats
        """,
        "synthesis": "AdoptEditedWorkbook",
        "together": "Together",
    }
    __getattr__ = late(__name__, OFFERED)
