"""A contribution's fields as text a person reads, for cards and for choosing between them."""

from typing import Any

from worldcafe.domain import harvest
from worldcafe.domain.model import Contact, NextStep, Partner, Resource
from worldcafe.domain.vocabulary import Code
from worldcafe.ui.bridge import Bridge
from worldcafe.wording import N_, Words

CAPTIONS = {
    "kind": N_("Kind"), "title": N_("Title"), "description": N_("What"),
    "modality": N_("Modality"), "themes": N_("Themes"), "partners": N_("Who with whom"),
    "place": N_("Place"), "lesson": N_("Lesson learned"), "next_step": N_("Next step"),
    "builds_on_id": N_("Builds on"), "activities": N_("Activities"),
    "demand": N_("Who asks, for what"), "demand_confirmed": N_("Confirmed by the beneficiary"),
    "experience_offered": N_("Experience offered"), "scope": N_("Scope"),
    "maturity": N_("Maturity"), "impact": N_("Impact (1–5)"),
    "feasibility": N_("Feasibility (1–5)"), "expected_result": N_("Expected result"),
    "beneficiaries": N_("Who benefits"), "adaptation": N_("What must be adapted"),
    "resources": N_("Resources offered and needed"), "enabling_factors": N_("What helps"),
    "obstacles": N_("Obstacles"), "quality_checks": N_("Quality checks"),
    "pillars": N_("Decent work pillars"), "sdg_targets": N_("SDG targets"),
    "contacts": N_("Contacts"), "title_translation": N_("Title in the other language"),
    "translation": N_("Translation"), "organiser_owner": N_("Owner"),
    "organiser_note": N_("Organiser’s note"),
}  # fmt: skip
"""The fields that people choose between when contributions are merged."""


def told(name: str, value: Any, bridge: Bridge) -> str:
    """What a field says, in words; empty if it says nothing."""
    words = bridge.words
    if isinstance(value, tuple):
        return "\n".join(told(name, each, bridge) for each in value)
    if name == "themes":
        return words.theme(value)
    if name == "builds_on_id":
        return harvest.references(bridge.workshop).get(value or "", "")
    if isinstance(value, bool):
        return words("Yes") if value else ""
    return _told_value(value, words)


def _told_value(value: Any, words: Words) -> str:
    match value:
        case Code():
            return words.label(value)
        case Partner():
            return partner_line(value, words)
        case NextStep():
            return step_line(value, words)
        case Resource():
            parts = (
                words.label(value.direction),
                words.label(value.kind),
                value.by,
                value.amount,
            )
        case Contact():
            parts = (value.name, value.organisation, value.email, "")
        case None:
            return ""
        case _:
            return str(value)
    return " · ".join(part for part in parts if part)


def partner_line(partner: Partner, words: Words) -> str:
    """A partner on one line: name, city, country, role."""
    name = partner.name or partner.city
    city = partner.city if partner.city != name else ""
    parts = (name, city, words.country(partner.country), words.label(partner.role))
    return " · ".join(part for part in parts if part)


def step_line(step: NextStep, words: Words) -> str:
    """A next step on one line: what, who, by when."""
    parts = (step.text or words.label(step.type), step.owner, words.date(step.due, "medium"))
    return " · ".join(part for part in parts if part)
