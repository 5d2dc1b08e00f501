"""The stages of a café by name, without all that is known of them: a start needs no more."""

from enum import StrEnum


class StageKey(StrEnum):
    """The stages in their order. The keys name them in settings, shortcuts and pictures."""

    PREPARE = "prepare"
    PEOPLE = "people"
    ROTATION = "rotation"
    LIVE = "live"
    CAPTURE = "capture"
    HARVEST = "harvest"
    SYNTHESIS = "synthesis"
