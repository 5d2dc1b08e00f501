"""What a whole workshop still lacks before its synthesis is good."""

from collections.abc import Mapping
from enum import StrEnum

from worldcafe.domain import harvest
from worldcafe.domain.vocabulary import HandIn, Kind
from worldcafe.domain.workshop import Workshop


class Shortfall(StrEnum):
    """What is missing somewhere, in the order a person would ask."""

    NOT_RECORDED = "not_recorded"
    NOTHING_WRITTEN = "nothing_written"
    NOT_HANDED_IN = "not_handed_in"
    NO_KEY_INSIGHT = "no_key_insight"
    NO_NEXT_STEP = "no_next_step"
    NO_OWNER = "no_owner"
    NO_DATE = "no_date"
    FEW_PARTNERS = "few_partners"
    NO_MODALITY = "no_modality"
    NO_THEME = "no_theme"


def shortfalls(workshop: Workshop) -> Mapping[Shortfall, int]:
    """How often each thing is missing; what is missing nowhere is left out."""
    counted = {
        **_of_conversations(workshop),
        **_of_opportunities(workshop),
        Shortfall.NO_THEME: sum(not item.themes for item in workshop.standing),
    }
    return {shortfall: counted[shortfall] for shortfall in Shortfall if counted[shortfall]}


def _of_conversations(workshop: Workshop) -> dict[Shortfall, int]:
    states = [
        workshop.hand_in(table_id, round_id)
        for table_id in workshop.tables
        for round_id in workshop.rounds
    ]
    handed_in = (HandIn.HANDED_IN, HandIn.CHECKED)
    return {
        Shortfall.NOT_RECORDED: len(workshop.drafts),
        Shortfall.NOTHING_WRITTEN: states.count(HandIn.EMPTY),
        Shortfall.NOT_HANDED_IN: states.count(HandIn.DRAFT),
        Shortfall.NO_KEY_INSIGHT: sum(
            each.state in handed_in and not each.key_insight
            for each in workshop.conversations.values()
        ),
    }


def _of_opportunities(workshop: Workshop) -> dict[Shortfall, int]:
    items = harvest.of_kinds(workshop, Kind.OPPORTUNITY)
    steps = [item.next_step for item in items if harvest.has_next_step(item)]
    return {
        Shortfall.NO_NEXT_STEP: len(items) - len(steps),
        Shortfall.NO_OWNER: sum(not step.owner for step in steps if step),
        Shortfall.NO_DATE: sum(step.due is None for step in steps if step),
        Shortfall.FEW_PARTNERS: sum(len(item.partners) < 2 for item in items),
        Shortfall.NO_MODALITY: sum(item.modality is None for item in items),
    }
