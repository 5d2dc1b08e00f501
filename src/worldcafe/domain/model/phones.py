"""How the room is opened to phones, and what participants send through it."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from worldcafe.domain.model.values import Code, Entity, Id, Instant, JointId, Line, Value
from worldcafe.domain.vocabulary import IdeaState, Kind


class Renewal(Value):
    """How often a code was renewed."""

    of: JointId
    """Whose it is: `room`, `wall`, `facilitator`, `table/…` or `person/…` with an id."""
    n: Annotated[int, Field(ge=1, lt=2**31)]


class Phones(Entity):
    """How the room is opened to phones: there is exactly one."""

    kind_name: ClassVar[str] = "phones"
    id: Literal["phones"] = "phones"
    port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    """Chosen once: what a phone keeps belongs to the address and port it came from."""
    finding: bool = False
    """Whether people may find themselves by name instead of by their badge's code."""
    renewals: tuple[Renewal, ...] = ()
    sent_away: tuple[Id, ...] = ()
    """Devices that nothing is taken from any more."""


class SentIdea(Entity):
    """An idea or a question that a participant sent to the notes of a table. It has no name."""

    kind_name: ClassVar[str] = "sent_idea"
    table_id: Id
    round_id: Id
    kind: Kind
    text: Annotated[Line, Field(min_length=1)]
    lang: Code = ""
    sent_at: Instant
    sender: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")] = ""
    """A mark by which the page that sent it knows it again. It follows from the workshop's
    secret, and tells nobody else who that was."""
    state: IdeaState = IdeaState.WAITING
