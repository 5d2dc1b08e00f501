"""Who sits where, and what a seating plan has to respect."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from worldcafe.domain.model.values import (
    Entity,
    Id,
    JointId,
    Value,
)
from worldcafe.domain.vocabulary import (
    HostMovement,
    Movement,
    Strength,
    WishType,
)


class Seat(Entity):
    """One participant at one table in one round."""

    kind_name: ClassVar[str] = "seat"
    id: JointId
    participant_id: Id
    table_id: Id
    round_id: Id
    pinned: bool = False
    """Whether a new plan must leave the person here."""

    @classmethod
    def of(
        cls, participant_id: str, table_id: str, round_id: str, *, pinned: bool = False
    ) -> Self:
        """The seat; its id follows from who and when, so nobody sits twice in a round."""
        return cls(
            id=f"{round_id}/{participant_id}",
            participant_id=participant_id,
            table_id=table_id,
            round_id=round_id,
            pinned=pinned,
        )


class SeatingRule(Value):
    """How much one rule of the room binds; the weight counts where it is wished."""

    strength: Strength = Strength.OFF
    weight: Annotated[int, Field(ge=1, le=10)] = 3


class SeatingRules(Entity):
    """What a seating plan has to respect: there is exactly one."""

    kind_name: ClassVar[str] = "seating_rules"
    id: Literal["seating_rules"] = "seating_rules"
    hosts: HostMovement = HostMovement.STAY
    note_takers_stay: bool = False
    """Whether the note-takers named at the tables stay there, as hosts do."""
    movement: Movement = Movement.SCATTER
    stay_in_room: bool = True
    """Whether people stay in one room all day, where tables stand in several."""
    fewest_repeats: bool = False
    """Fewest repeats in all, though a few pairs may stay together; else the fairest plan."""
    spare_row: bool = True
    """Whether routes are kept ready for people who come late, where numbers allow."""
    shared_language: SeatingRule = SeatingRule(strength=Strength.WISH, weight=8)
    """A person shares a language with the table, and is not alone with theirs."""
    organisation_apart: SeatingRule = SeatingRule(strength=Strength.WISH, weight=3)
    delegation_apart: SeatingRule = SeatingRule()
    country_apart: SeatingRule = SeatingRule()
    regions_mixed: SeatingRule = SeatingRule(strength=Strength.WISH, weight=1)
    accessible_table: SeatingRule = SeatingRule(strength=Strength.HARD)
    """Whoever needs an accessible table sits at one."""


class SeatWish(Entity):
    """What is asked for certain people: together, apart, or at some table or theme."""

    kind_name: ClassVar[str] = "seat_wish"
    type: WishType
    participant_ids: tuple[Id, ...] = ()
    table_id: Id | None = None
    theme_id: Id | None = None
    round_id: Id | None = None
    """The round it is about. None: apart and together in every round, a table or theme in
    some round."""
    strength: Strength = Strength.HARD
    weight: Annotated[int, Field(ge=1, le=10)] = 3
