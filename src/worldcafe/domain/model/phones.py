"""How the room is opened to phones."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from worldcafe.domain.model.values import Entity, Id, JointId, Value


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
