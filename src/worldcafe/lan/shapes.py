"""What the interface answers, as types: OpenAPI tells them, and tests hold answers to them.

The answers themselves are plain values (`digests`, `form`); nothing goes through these classes.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from worldcafe.domain.clock import SegmentKind
from worldcafe.domain.projection import ClockTone, Scene
from worldcafe.domain.vocabulary import HandIn, IdeaState
from worldcafe.lan.form import Completions

Phase = Literal["before", "after"] | SegmentKind
Completed = Literal[Completions.KNOWN]  # type: ignore[valid-type] # said there once
"""What `suggest` completes."""
HowFar = Annotated[str, Field(json_schema_extra={"enum": [each.value for each in HandIn]})]
"""How far a table is with the notes of a round."""


class Shape(BaseModel):
    """An object of an answer, with nothing in it that is not told here."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


# --- what anybody may see ----------------------------------------------------------------


class Named(Shape):
    """A code with the name it has in the language that was asked for."""

    code: str
    name: str


class Hello(Shape):
    """The laptop; `now` is its time, in milliseconds since 1970."""

    program: Literal["worldcafe"]
    version: str
    workshop_title: str
    languages: list[Named]
    now: int
    can_find: bool


class Texts(Shape):
    """The texts of the page, by their keys; gaps are `{named}`."""

    lang: str
    direction: Literal["ltr", "rtl"]
    has_figures: bool
    """Whether the language has figures of its own beside 0 to 9."""
    texts: dict[str, str]


# --- what a code opens -------------------------------------------------------------------


class TableSaid(Shape):
    """A table and its theme."""

    id: str
    number: int
    name: str
    theme: str
    theme_question: str
    colour: str
    """As `#a3452a`; empty without a theme."""


class Me(Shape):
    """Whose the code is: `table` is there for a table, `name` for a person."""

    role: Literal["room", "table", "person", "facilitator", "wall"]
    table: TableSaid | None = None
    name: str = ""


class Choice(Shape):
    """A code of a field, as it is called."""

    code: str
    caption: str


class Part(Shape):
    """A part of a compound field, or what a field has in common with it.

    `form` says how it is filled in; `limit` how many characters it holds, `suggests` what
    completes it, `choices` what may be chosen, `of` which field a tick belongs to, `parts` and
    `needed` what something compound is made of and cannot do without, `usual` of how many there
    is room at first, `later` that it is asked afterwards.
    """

    name: str
    caption: str
    help: str
    form: str
    limit: int | None = None
    suggests: Literal["", Completed] = ""
    choices: list[Choice] = []
    of: str = ""
    parts: list["Part"] = []
    needed: list[str] = []
    usual: int = 0
    later: bool = False


class FormField(Part):
    """A field of a contribution: which kinds have it, and which are asked for it at tables."""

    kinds: list[str]
    at_table: list[str]
    group: str
    beside: str
    each: str = ""
    """What one of several is called, with a gap `{n}`."""


class Form(Shape):
    """The form of a contribution, and what its fields name by codes."""

    lang: str
    kinds: list[Choice]
    languages: list[Named]
    countries: list[Named]
    themes: list[Named]
    fields: list[FormField]


class Filling(Shape):
    """What else is known of a partner who is taken."""

    city: str = ""
    country: str = ""
    type: str = ""


class Completion(Shape):
    """A text that may be meant."""

    text: str
    fills: Filling


class Suggested(Shape):
    """What completes a text."""

    texts: list[Completion]


class Found(Shape):
    """Somebody who was found by name, with the code that shows their page."""

    token: str
    name: str


class People(Shape):
    """Who was found."""

    people: list[Found]


class Added(Shape):
    """A photo that is durable."""

    ok: Literal[True]
    id: str


# --- news --------------------------------------------------------------------------------


class Clock(Shape):
    """Where the day stands. Instants are the laptop's, in milliseconds since 1970."""

    phase: Phase
    name: str
    round_id: str | None
    """The round that notes belong to now."""
    round_number: int | None
    n_rounds: int
    running: bool
    ends_at: int | None
    """When the part ends, while it runs."""
    left_ms: int | None
    whole_ms: int | None
    message: str
    """What the facilitator tells the room."""


class State(Shape):
    """What every code shows; `seq` is asked with next."""

    seq: int
    now: int
    title: str
    clock: Clock
    question: str


class RoomState(State):
    """What the code of the room shows."""

    can_find: bool


class OwnTable(TableSaid):
    """The table, with what is filled in beforehand at it."""

    themes: list[str]
    languages: list[str]
    lang: str


class RoundSaid(Shape):
    """A round, and whether it has begun."""

    id: str
    number: int
    question: str
    begun: bool


class ContributionSaid(Shape):
    """A contribution of this table: beside these the fields that `form` describes."""

    model_config = ConfigDict(extra="allow")
    id: str
    reference: str
    round_id: str


class ConversationSaid(Shape):
    """What was said of a round as a whole."""

    round_id: str
    state: HowFar
    key_insight: str
    key_insight_lang: str


class PhotoSaid(Shape):
    """A photo of this table."""

    id: str
    round_id: str
    name: str


class IdeaSaid(Shape):
    """Something that a participant sent to this table; it bears no name."""

    id: str
    kind: Literal["idea", "question"]
    text: str
    name: Literal[""]
    round_id: str


class DraftSaid(Shape):
    """What this device was typing, as it was sent."""

    round_id: str
    content: str


class Other(Shape):
    """A contribution that one may build on."""

    id: str
    reference: str
    title: str


class DotsSaid(Shape):
    """Whether dots can be placed by this one, how many there are for each and still left."""

    open: bool
    each: int
    left: int


class Votable(Shape):
    """What dots may be placed on, with those of this one."""

    id: str
    reference: str
    kind: str
    title: str
    description: str
    theme: str
    dots: int


class TableState(State):
    """What the code of a table shows."""

    table: OwnTable
    rounds: list[RoundSaid]
    contributions: list[ContributionSaid]
    conversations: list[ConversationSaid]
    photos: list[PhotoSaid]
    ideas: list[IdeaSaid]
    typing: int
    """How many devices and desks are typing for this table."""
    draft: DraftSaid | None
    builds_on: list[Other]
    dots: DotsSaid
    choices: list[Votable]


class Neighbour(Shape):
    """Somebody at the same table, and the languages that both speak."""

    name: str
    languages: list[str]


class SeatSaid(Shape):
    """Where a person sits in a round. Who asked not to be named is counted alone."""

    round_number: int
    table: int
    table_name: str
    theme: str
    colour: str
    languages: list[str]
    """Those in which somebody there can be talked to."""
    sharing: list[Neighbour]
    n_others: int
    here: bool
    """Whether people talk there now."""


class SentSaid(Shape):
    """What this person sent to a table, and what became of it."""

    id: str
    text: str
    state: IdeaState


class PersonState(State):
    """What the code of a badge shows, and a person who was found by name."""

    name: str
    seat: SeatSaid | None
    next: SeatSaid | None
    dots: DotsSaid
    choices: list[Votable]
    ideas: list[SentSaid]
    can_write: bool


class End(Shape):
    """When the day will end against the plan."""

    sentence: str
    tone: str


class Cell(Shape):
    """How far a table is with a round: `n` contributions, and whether somebody types."""

    state: HowFar
    n: int
    typing: bool


class TableRow(Shape):
    """A table on the board, with a cell for each round."""

    number: int
    theme: str
    colour: str
    cells: list[Cell]


class BoardRound(Shape):
    """A round that has begun."""

    id: str
    number: int


class Board(Shape):
    """Who has handed in what."""

    rounds: list[BoardRound]
    tables: list[TableRow]


class PocketState(State):
    """What the facilitator's code shows."""

    next_name: str
    end: End
    board: Board
    nudges: list[str]
    phones: int
    connected_tables: list[str]
    n_wrong_codes: int


class ThemeAsked(Shape):
    """The question of a theme."""

    colour: str
    name: str
    question: str


class Place(Shape):
    """Who goes to which table."""

    family_name: str
    given_name: str
    table: int


class Company(Shape):
    """Who comes to a table; `n_unnamed` asked not to be named."""

    number: int
    theme: str
    colour: str
    names: list[str]
    n_unnamed: int


class JoinStep(Shape):
    """A code that brings a phone in: rows of squares, dark (1) or not."""

    heading: str
    lines: list[str]
    squares: list[str]


class InsightSaid(Shape):
    """The key insight of a table."""

    id: str
    text: str
    origin: str
    colour: str


class ProgrammeLine(Shape):
    """A part of the day and when it begins."""

    time: str
    name: str


class Figure(Shape):
    """How many there were of something."""

    n: int
    name: str


class WallState(State):
    """What the code of the wall shows; what follows `questions` comes with its scene alone."""

    scene: Scene
    heading: str
    position: str
    tone: ClockTone
    questions: list[str]
    theme_questions: list[ThemeAsked] = []
    by_table: bool = False
    entries: list[Place] = []
    companies: list[Company] = []
    n_unnamed: int = 0
    steps: list[JoinStep] = []
    insights: list[InsightSaid] = []
    programme: list[ProgrammeLine] = []
    numbers: list[Figure] = []


STATES = (RoomState, TableState, PersonState, PocketState, WallState)
"""What `state` answers, by the role of the code."""


class Beginning(Shape):
    """What a page begins with: `hello` and `words` without a code; `form` is a table's."""

    hello: Hello
    words: Texts
    me: Me | None = None
    form: Form | None = None
    state: RoomState | TableState | PersonState | PocketState | WallState | None = None


ANSWERS = (Hello, Texts, Beginning, Me, Form, Suggested, People, Added, *STATES)
