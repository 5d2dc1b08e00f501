"""What each command is called when undo and redo name it."""

from worldcafe.wording import N_

_NAMES = {
    "DescribeWorkshop": N_("description of the workshop"),
    "PutTheme": N_("change to a theme"),
    "RemoveTheme": N_("theme removed"),
    "OrderThemes": N_("order of the themes"),
    "PutTable": N_("change to a table"),
    "RemoveTable": N_("table removed"),
    "PutRound": N_("change to a round"),
    "RemoveRound": N_("round removed"),
    "FurnishRoom": N_("number of tables"),
    "SpreadThemes": N_("themes given to tables"),
    "SpreadLanguages": N_("languages of the tables"),
    "AddAttachments": N_("photos added"),
    "CaptionAttachment": N_("caption of a photo"),
    "RemoveAttachment": N_("photo removed"),
    "ApplyTemplate": N_("template"),
    "ImportParticipants": N_("people imported"),
    "PutParticipant": N_("change to a person"),
    "RemoveParticipants": N_("people removed"),
    "AppointHosts": N_("hosts appointed"),
    "AdoptSeatingPlan": N_("seating plan"),
    "ClearSeating": N_("seating plan removed"),
    "MoveSeat": N_("person moved"),
    "CheckIn": N_("person checked in"),
    "MarkAbsent": N_("person not coming"),
    "ExpectAgain": N_("person expected again"),
    "AddLatecomer": N_("latecomer"),
    "ShortenRounds": N_("shorter rounds"),
    "SwapSeats": N_("two people swapped"),
    "PinSeats": N_("pins"),
    "SetSeatingRules": N_("rules of the seating"),
    "PutSeatWish": N_("wish for the seating"),
    "RemoveSeatWishes": N_("wish removed"),
    "RecordContribution": N_("contribution recorded"),
    "ImportContributions": N_("notes imported"),
    "EditContribution": N_("contribution changed"),
    "MoveContribution": N_("contribution moved"),
    "WithdrawContribution": N_("contribution withdrawn"),
    "RestoreContribution": N_("contribution brought back"),
    "DescribeConversation": N_("conversation"),
    "MergeContributions": N_("contributions merged"),
    "SplitContribution": N_("merge taken apart"),
    "JudgeDifferent": N_("contributions judged different"),
    # Said by files of before, as are all names that have no class any more.
    "JudgeAllDifferent": N_("contributions judged different"),
    "PutCluster": N_("change to a cluster"),
    "AssignCluster": N_("contributions put into a cluster"),
    "RemoveCluster": N_("cluster removed"),
    "CastVotes": N_("dots"),
    "SetVoting": N_("way of voting"),
    "PutOpenPoint": N_("change to an open point"),
    "RemoveOpenPoint": N_("open point removed"),
    "StartFollowUp": N_("workshop started from an earlier one"),
    "AdoptEditedWorkbook": N_("edited workbook taken over"),
}


def action_name(command: str) -> str:
    """The English name of a command's action, to be translated where it is shown."""
    return _NAMES.get(command, N_("last action"))
