"""What a café consists of before anybody talks: the day, its themes, tables, rounds, people."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from worldcafe.domain.model.values import (
    Code,
    Colour,
    Duration,
    Entity,
    Id,
    Instant,
    Line,
    Position,
    Prose,
    TimeOfDay,
    Value,
)
from worldcafe.domain.vocabulary import (
    Presence,
    Role,
    VoteBy,
)

USUAL_LANGUAGES = ("fr", "en")
"""Of a room about which nothing else was said."""
USUAL_TALK_DURATION = dt.timedelta(minutes=20)
USUAL_MOVE_DURATION = dt.timedelta(minutes=5)
USUAL_HARVEST_DURATION = dt.timedelta(minutes=30)
LAST_TABLE = 9999
"""The highest number a table may bear."""


class About(Entity):
    """What the workshop is: there is exactly one."""

    kind_name: ClassVar[str] = "about"
    id: Literal["about"] = "about"
    title: Line = ""
    place: Line = ""
    date: dt.date | None = None
    starts_at: TimeOfDay = dt.time(9, 0)
    """Local time of day when the day begins: with the welcome, or the first round."""
    organisers: tuple[Line, ...] = ()
    languages: tuple[Code, ...] = USUAL_LANGUAGES
    harvest_duration: Duration = USUAL_HARVEST_DURATION
    """Plenary time at the end that rounds may not eat into."""
    created_at: Instant | None = None
    welcome_duration: Duration = dt.timedelta(0)
    """Before the first round; none if it is no part of the plan."""
    break_duration: Duration = dt.timedelta(0)
    """Between the welcome and the first round; none if it is no part of the plan."""
    break_name: Line = ""
    """What it is called; a break where it is not said."""
    close_duration: Duration = dt.timedelta(0)
    """After the harvest; none if it is no part of the plan."""
    names_until: dt.date | None = None
    """Until when the names of people may be kept; from then on a reminder asks."""
    rehearsal: bool = False
    """Whether this is a copy to practise on, and nothing in it was ever said."""
    votes_by: VoteBy = VoteBy.PERSON
    dots_each: Annotated[int, Field(ge=1, le=50)] = 5
    """Dots that every voter may place."""


class Translation(Value):
    """A name and a question in another language."""

    lang: Code
    name: Line = ""
    question: Prose = ""


class Theme(Entity):
    """A subject of the café; several tables may carry it."""

    kind_name: ClassVar[str] = "theme"
    position: Position = 0
    name: Line
    question: Prose = ""
    colour: Colour = "#b5532a"
    code: Code = ""
    """The vocabulary's code for this subject, where there is one."""
    translations: tuple[Translation, ...] = ()


class CafeTable(Entity):
    """A table in the room."""

    kind_name: ClassVar[str] = "cafe_table"
    number: Annotated[int, Field(ge=1, le=LAST_TABLE)]
    room: Line = ""
    """Where it stands, if the workshop is held in several rooms."""
    theme_id: Id | None = None
    languages: tuple[Code, ...] = ()
    seats: Annotated[int, Field(ge=2, le=100)] = 5
    """Chairs, the host's included."""
    host_id: Id | None = None
    note_taker_id: Id | None = None
    accessible: bool = False
    """Whether somebody in a wheelchair, for one, gets there."""
    closed: bool = False
    """A table that takes nobody any more; what was said there stays."""


class Round(Entity):
    """A question talked about for a while, a break perhaps, and the time to move afterwards."""

    kind_name: ClassVar[str] = "round"
    number: Annotated[int, Field(ge=1, le=50)]
    question: Prose = ""
    talk_duration: Duration = USUAL_TALK_DURATION
    move_duration: Duration = USUAL_MOVE_DURATION
    break_duration: Duration = dt.timedelta(0)
    """Between the talk and the move; none if it is no part of the plan."""
    break_name: Line = ""
    """What it is called; a break where it is not said."""
    translations: tuple[Translation, ...] = ()


class Participant(Entity):
    """A person in the room."""

    kind_name: ClassVar[str] = "participant"
    given_name: Line = ""
    family_name: Line = ""
    position: Line = ""
    """What the person does in their organisation."""
    organisation: Line = ""
    organisation_type: Line = ""
    city: Line = ""
    country: Line = ""
    """ISO 3166-1 alpha-2 code where the country was recognised, else as it was written."""
    region: Line = ""
    languages: tuple[Code, ...] = ()
    email: Line = ""
    roles: tuple[Role, ...] = ()
    delegation: Line = ""
    """Those who came together, where that is more or less than their organisation."""
    room: Line = ""
    """The room this person is to be in, where tables stand in several; as it was written."""
    needs_access: bool = False
    """Whether only an accessible table will do."""
    presence: Presence = Presence.EXPECTED
    name_hidden: bool = False
    """Whether the person asked not to be named on the projector and in exports."""

    @property
    def name(self) -> str:
        """The whole name, given name first."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def sort_key(self) -> tuple[str, str]:
        """Orders people as a door list does: by family name."""
        return (self.family_name.casefold(), self.given_name.casefold())


class Forgotten(Entity):
    """A mark that a person was forgotten: no older copy may bring them back.

    It says nothing of them. The id is a fresh one; who comes with the person's data again is
    recognised by `marks` (`worldcafe.domain.forgetting`).
    """

    kind_name: ClassVar[str] = "forgotten"
    forgotten_at: Instant
    salt: str
    marks: tuple[str, ...]
    was_listed: bool = True
    """Whether the person was on the list then, and counts among the people of the café."""


_NUMBERED = re.compile(r"(?P<said>[1-9]\d{0,3}) (?P<since>[1-9]\d{0,3}) (?P<id>.+)", re.DOTALL)


class TakenCopy(Entity):
    """That another copy of the workshop came in, and what of its past is known since."""

    kind_name: ClassVar[str] = "taken_copy"
    name: Line = ""
    """Of its file."""
    taken_at: Instant
    lines: tuple[str, ...] = ()
    """The marks of its lines of history (`worldcafe.document.copies`), and of each table that
    met another under its number what that was, what it is since, and the table's id.
    """

    @property
    def marks(self) -> tuple[str, ...]:
        """Those of its lines of history."""
        return tuple(line for line in self.lines if not _NUMBERED.fullmatch(line))

    @property
    def numbers(self) -> Mapping[tuple[str, int], int]:
        """The number that a table was given by its makers, by its id and what it is since."""
        found = filter(None, map(_NUMBERED.fullmatch, self.lines))
        return {(each["id"], int(each["since"])): int(each["said"]) for each in found}

    def with_numbers(self, numbers: Mapping[tuple[str, int], int]) -> "TakenCopy":
        """The same, which remembers these too."""
        told = (f"{said} {since} {id}" for (id, since), said in numbers.items())
        return self.but(lines=(*self.marks, *told))
