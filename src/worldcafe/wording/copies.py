"""What differs between two copies of a workshop: things, fields, and what they say."""

import datetime as dt
from typing import Any

from worldcafe.domain.model import Contribution, Entity
from worldcafe.domain.references import POINTS
from worldcafe.domain.vocabulary import Code
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.captions import CAPTIONS, caption
from worldcafe.wording.entities import the_one
from worldcafe.wording.labels import LABELS
from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

KINDS = {
    "about": N_("Workshop"),
    "theme": N_("Themes"),
    "cafe_table": N_("Tables"),
    "round": N_("Rounds"),
    "participant": N_("People"),
    "seating_rules": N_("Rules of the seating"),
    "seat_wish": N_("Wishes for the seating"),
    "seat": N_("Seats of the plan"),
    "conversation": N_("Notes of tables"),
    "attachment": N_("Pictures"),
    "cluster": N_("Clusters"),
    "contribution": N_("Contributions"),
    "vote": N_("Dots"),
    "different_pair": N_("Pairs judged to be different"),
    "match_decision": N_("Decisions on offers and needs"),
    "open_point": N_("Open points"),
    "draft": N_("What is being typed"),
    "sent_idea": N_("Ideas of participants"),
    "clock": N_("Clock"),
    "room_clock": N_("Clocks of rooms"),
    "phones": N_("Phones"),
    "numbering": N_("Numbers"),
    "forgotten": N_("People who were forgotten"),
    "taken_copy": N_("Copies that came in"),
}
"""Of every kind of thing, what many of it are called."""

_FIELDS = {
    "title": N_("Title"), "name": N_("Name"), "place": N_("Place"), "date": N_("Date"),
    "question": N_("Question"), "number": N_("Number"), "seats": N_("Chairs"),
    "host_id": N_("Host"), "note_taker_id": N_("Note-taker"), "theme_id": N_("Theme"),
    "given_name": N_("Given name"), "family_name": N_("Family name"),
    "organisation": N_("Organisation"), "position": N_("Position"), "city": N_("City"),
    "country": N_("Country"), "languages": N_("Languages"), "email": N_("E-mail"),
    "presence": N_("Presence"), "key_insight": N_("Key insight"), "state": N_("Hand in"),
    "dots": N_("Dots"), "caption": N_("Caption"), "outcome": N_("What became of it"),
    "talk_duration": N_("Time to talk"), "move_duration": N_("Time to move"),
    "table_id": N_("Table"), "room": N_("Room"), "lang": N_("Language"),
}  # fmt: skip


def kind_told(kind: str, words: Words) -> str:
    """What things of a kind are called: `Tables`."""
    return words(KINDS[kind])


def thing_told(entity: Entity, workshop: Workshop, words: Words) -> str:
    """What one thing is called: `Table 4`, or what was said, or who it is."""
    name = getattr(entity, "title", "") or getattr(entity, "name", "")
    if isinstance(name, str) and name:
        return name
    if hasattr(entity, "table_id") and hasattr(entity, "round_id"):
        return _place_told(entity, workshop, words)
    told = the_one(entity)
    return words(told[0], **told[1]) if told else kind_told(entity.kind_name, words)


def _place_told(entity: Any, workshop: Workshop, words: Words) -> str:
    table = workshop.tables.get(entity.table_id)
    round_ = workshop.rounds.get(entity.round_id)
    return words(
        "Table {table}, round {round}",
        table=table.number if table else "?", round=round_.number if round_ else "?",
    )  # fmt: skip


def field_told(entity: Entity, path: str, words: Words) -> str:
    """What a field is called."""
    if isinstance(entity, Contribution) and path in CAPTIONS:
        return caption(path, words)
    return words(_FIELDS[path]) if path in _FIELDS else path.replace("_", " ")


def value_told(entity: Entity, path: str, value: Any, workshop: Workshop, words: Words) -> str:
    """What a field says, as a person would read it."""
    pointed = POINTS.get(entity.kind_name, {}).get(path)
    if pointed and isinstance(value, str):
        found = workshop.find(pointed, value)
        return thing_told(found, workshop, words) if found else ""
    return _plain(value, words)


def _plain(value: Any, words: Words) -> str:  # noqa: PLR0911 - a case for each
    match value:
        case None | "":
            return ""
        case bool():
            return words("Yes") if value else words("No")
        case Code() if type(value) in LABELS:
            return words.label(value)
        case dt.datetime():
            local = value.astimezone()
            return words.row((words.date(local.date()), words.time(local.time())))
        case dt.date():
            return words.date(value)
        case dt.timedelta():
            return words.minutes(value)
        case tuple():
            return words.row(_plain(each, words) for each in value)
        case str() | int() | float():
            return str(value)
    told = (getattr(value, name) for name in type(value).model_fields)
    return words.row(_plain(each, words) for each in told if each)
