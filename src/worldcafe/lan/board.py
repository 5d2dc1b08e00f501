"""What the facilitator's phone is shown, as JSON has it."""

import datetime as dt

from worldcafe.domain.clock import SegmentKind, next_segment
from worldcafe.domain.day import begun_rounds, present_segment
from worldcafe.domain.model import CafeTable, Round
from worldcafe.domain.nudges import before_the_close, nudges
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.readers import Json
from worldcafe.wording.day import end_sentence, segment_name
from worldcafe.wording.nudges import nudge_sentence
from worldcafe.wording.voices import Voices
from worldcafe.wording.words import Words


def for_the_facilitator(workshop: Workshop, words: Words, now: dt.datetime) -> Json:
    """What comes next, the end of the day, the board of all tables, and what is missing."""
    voices = Voices(words)
    rounds, following = begun_rounds(workshop), next_segment(workshop)
    present = present_segment(workshop)
    closing = present is not None and present.kind in (SegmentKind.HARVEST, SegmentKind.CLOSE)
    found = before_the_close(workshop) if closing else nudges(workshop)
    sentence, tone = end_sentence(workshop, now, words)
    ends = words("End of the day") if present else ""
    typing = {(each.table_id, each.round_id) for each in workshop.drafts.values()}
    return {
        "next_name": segment_name(workshop, following, words) if following else ends,
        "end": {"sentence": sentence, "tone": tone},
        "board": {
            "rounds": [{"id": each.id, "number": each.number} for each in rounds],
            "tables": [
                {
                    "number": table.number,
                    "theme": "".join(voices.theme_names(theme)) if theme else "",
                    "colour": theme.colour if theme else "",
                    "cells": [_cell(workshop, table, each, typing) for each in rounds],
                }
                for table in workshop.tables_in_order
                for theme in [workshop.theme_of(table.id)]
            ],
        },
        "nudges": [nudge_sentence(each, workshop, words) for each in found],
    }


def _cell(
    workshop: Workshop, table: CafeTable, round_: Round, typing: set[tuple[str, str]]
) -> Json:
    state: HandIn = workshop.hand_in(table.id, round_.id)
    n = len(workshop.contributions_of(table.id, round_.id))
    return {"state": str(state), "n": n, "typing": (table.id, round_.id) in typing}
