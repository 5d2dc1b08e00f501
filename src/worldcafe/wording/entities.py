"""What things of the workshop are called where a sentence is about one of them."""

from worldcafe.domain.model import Entity
from worldcafe.wording.marker import N_

ONE_OF: dict[str, str] = {
    "theme": N_("a theme"),
    "cafe_table": N_("a table"),
    "round": N_("a round"),
    "participant": N_("a person"),
    "cluster": N_("a cluster"),
    "contribution": N_("a contribution"),
}
"""Any one of a kind, as a sentence says it on its way."""

_THE_ONE: dict[str, str] = {
    "theme": N_("The theme “{name}”"),
    "cafe_table": N_("Table {name}"),
    "round": N_("Round {name}"),
    "participant": N_("{name}"),
    "seat_wish": N_("A wish about seats"),
    "seat": N_("A seat of the plan"),
    "conversation": N_("The key insight of a conversation"),
    "attachment": N_("The picture “{name}”"),
    "cluster": N_("The cluster “{name}”"),
    "contribution": N_("The contribution “{name}”"),
    "vote": N_("A vote"),
    "different_pair": N_("A pair judged to be different"),
    "draft": N_("What is being typed at a table"),
}
"""A certain one, as it begins a sentence."""


def the_one(entity: Entity) -> tuple[str, dict[str, object]]:
    """The words that begin a sentence about this entity, and what stands in their gap."""
    names = (getattr(entity, field, "") for field in ("title", "name", "number"))
    return _THE_ONE[entity.kind_name], {"name": next(filter(None, names), entity.id)}
