"""What things of the workshop are called where a sentence is about one of them."""

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
    "match_decision": N_("A decision on an offer and a need"),
    "draft": N_("What is being typed at a table"),
    "sent_idea": N_("What a participant sent to a table"),
}
"""A certain one, as it begins a sentence."""


def the_one(value: object) -> tuple[str, dict[str, object]] | None:
    """The words that begin a sentence about an entity, and what stands in their gap.

    None for anything else. An entity is known by its kind, since the model is slow to load
    and most refusals speak of none.
    """
    text = _THE_ONE.get(getattr(value, "kind_name", ""))
    if text is None:
        return None
    names = (getattr(value, field, "") for field in ("title", "name", "number", "id"))
    return text, {"name": next(filter(None, names), "")}
