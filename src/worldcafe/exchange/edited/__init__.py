"""The way back: what somebody changed in a synthesis workbook, found and weighed."""

from worldcafe.exchange.edited.differences import (
    Compared,
    Difference,
    EditedWorkbook,
    NewRow,
    Question,
    Remark,
)
from worldcafe.exchange.edited.reading import read_edited

__all__ = [
    "Compared",
    "Difference",
    "EditedWorkbook",
    "NewRow",
    "Question",
    "Remark",
    "read_edited",
]
