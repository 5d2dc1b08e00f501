"""What each command is called when undo and redo name it, and on which page it is done."""

from typing import NamedTuple

from worldcafe.domain.stage_key import StageKey
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

STAGE_NAMES: dict[str, str] = {
    StageKey.PREPARE: N_("Prepare"),
    StageKey.PEOPLE: N_("People"),
    StageKey.ROTATION: N_("Rotation"),
    StageKey.LIVE: N_("Live"),
    StageKey.CAPTURE: N_("Capture"),
    StageKey.HARVEST: N_("Harvest"),
    StageKey.SYNTHESIS: N_("Synthesis"),
}
"""The stages of a café by their keys, in their order."""


class Deed(NamedTuple):
    """Something a person did, as undo speaks of it."""

    name: str
    """In English, to be translated where it is shown."""
    stage: str
    """The key of the stage on whose page it is done; empty where that is not known."""


_DEEDS = {
    "DescribeWorkshop": Deed(N_("description of the workshop"), "prepare"),
    "PutTheme": Deed(N_("change to a theme"), "prepare"),
    "RemoveTheme": Deed(N_("theme removed"), "prepare"),
    "OrderThemes": Deed(N_("order of the themes"), "prepare"),
    "PutTable": Deed(N_("change to a table"), "prepare"),
    "RemoveTable": Deed(N_("table removed"), "prepare"),
    "PutRound": Deed(N_("change to a round"), "prepare"),
    "OrderRounds": Deed(N_("order of the rounds"), "prepare"),
    "RemoveRound": Deed(N_("round removed"), "prepare"),
    "FurnishRoom": Deed(N_("number of tables"), "prepare"),
    "SpreadThemes": Deed(N_("themes given to tables"), "prepare"),
    "PutTablesInRoom": Deed(N_("where tables stand"), "prepare"),
    "SpreadRooms": Deed(N_("where tables stand"), "prepare"),
    "SpreadLanguages": Deed(N_("languages of the tables"), "prepare"),
    "ApplyTemplate": Deed(N_("template"), "prepare"),
    "StartFollowUp": Deed(N_("workshop started from an earlier one"), "prepare"),
    "ImportParticipants": Deed(N_("people imported"), "people"),
    "PutParticipant": Deed(N_("change to a person"), "people"),
    "RemoveParticipants": Deed(N_("people removed"), "people"),
    "AppointHosts": Deed(N_("hosts appointed"), "rotation"),
    "AdoptSeatingPlan": Deed(N_("seating plan"), "rotation"),
    "ClearSeating": Deed(N_("seating plan removed"), "rotation"),
    "MoveSeat": Deed(N_("person moved"), "rotation"),
    "SwapSeats": Deed(N_("two people swapped"), "rotation"),
    "PinSeats": Deed(N_("pins"), "rotation"),
    "SetSeatingRules": Deed(N_("rules of the seating"), "rotation"),
    "PutSeatWish": Deed(N_("wish for the seating"), "rotation"),
    "RemoveSeatWishes": Deed(N_("wish removed"), "rotation"),
    "CheckIn": Deed(N_("person checked in"), "live"),
    "MarkAbsent": Deed(N_("person not coming"), "live"),
    "ExpectAgain": Deed(N_("person expected again"), "live"),
    "AddLatecomer": Deed(N_("latecomer"), "live"),
    "ShortenRounds": Deed(N_("shorter rounds"), "live"),
    "AddAttachments": Deed(N_("photos added"), "capture"),
    "CaptionAttachment": Deed(N_("caption of a photo"), "capture"),
    "RemoveAttachment": Deed(N_("photo removed"), "capture"),
    "RecordContribution": Deed(N_("contribution recorded"), "capture"),
    "ImportContributions": Deed(N_("notes imported"), "capture"),
    "EditContribution": Deed(N_("contribution changed"), "capture"),
    "MoveContribution": Deed(N_("contribution moved"), "capture"),
    "WithdrawContribution": Deed(N_("contribution withdrawn"), "capture"),
    "RestoreContribution": Deed(N_("contribution brought back"), "capture"),
    "AcceptIdea": Deed(N_("idea of a participant recorded"), "capture"),
    "DeclineIdea": Deed(N_("idea of a participant declined"), "capture"),
    "DescribeConversation": Deed(N_("conversation"), "capture"),
    "MergeContributions": Deed(N_("contributions merged"), "harvest"),
    "SplitContribution": Deed(N_("merge taken apart"), "harvest"),
    "JudgeDifferent": Deed(N_("contributions judged different"), "harvest"),
    "JudgeAllDifferent": Deed(N_("contributions judged different"), "harvest"),
    "DecideMatch": Deed(N_("decision on an offer and a need"), "harvest"),
    "PutCluster": Deed(N_("change to a cluster"), "harvest"),
    "AssignCluster": Deed(N_("contributions put into a cluster"), "harvest"),
    "RemoveCluster": Deed(N_("cluster removed"), "harvest"),
    "CastVotes": Deed(N_("dots"), "harvest"),
    "SetVoting": Deed(N_("way of voting"), "harvest"),
    "PutOpenPoint": Deed(N_("change to an open point"), "harvest"),
    "RemoveOpenPoint": Deed(N_("open point removed"), "harvest"),
    "TakeCopy": Deed(N_("other copy taken in"), "synthesis"),
    "AdoptEditedWorkbook": Deed(N_("edited workbook taken over"), "synthesis"),
}
_UNKNOWN = Deed(N_("last action"), "")


def deed(command: str, origin: str = "") -> Deed:
    """What a command did. An origin that names its page, as `desk.live`, knows better where."""
    known = _DEEDS.get(command, _UNKNOWN)
    page = origin.partition(".")[2]
    return known._replace(stage=page) if page in STAGE_NAMES else known


def last_done(action: str, done: Deed, words: Words) -> str:
    """What a line of history did: `Capture: photos added`."""
    if action == "do":
        return _said(done, words, N_("{page}: {action}"), "{action}")
    return undone(done, words) if action == "undo" else redone(done, words)


def undone(done: Deed, words: Words) -> str:
    """`Undone in Capture: photos added`."""
    return _said(done, words, N_("Undone in {page}: {action}"), N_("Undone: {action}"))


def redone(done: Deed, words: Words) -> str:
    """`Redone in Capture: photos added`."""
    return _said(done, words, N_("Redone in {page}: {action}"), N_("Redone: {action}"))


def to_be_undone(done: Deed, words: Words) -> str:
    """`Undo in Capture: photos added`."""
    return _said(done, words, N_("Undo in {page}: {action}"), N_("Undo: {action}"))


def to_be_redone(done: Deed, words: Words) -> str:
    """`Redo in Capture: photos added`."""
    return _said(done, words, N_("Redo in {page}: {action}"), N_("Redo: {action}"))


def _said(done: Deed, words: Words, there: str, anywhere: str) -> str:
    action = words(done.name)
    if done.stage:
        return words(there, page=words(STAGE_NAMES[done.stage]), action=action)
    return words(anywhere, action=action)
