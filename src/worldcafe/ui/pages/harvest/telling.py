"""A contribution's fields as text a person reads, for cards and for choosing between them."""

from typing import Any

from worldcafe.domain import harvest
from worldcafe.domain.fields import NAMED, Language, Reference, Themes, Tick
from worldcafe.domain.model import (
    Agreement,
    Amount,
    Contact,
    NextStep,
    Partner,
    Period,
    Resource,
)
from worldcafe.domain.vocabulary import Code
from worldcafe.ui.bridge import Bridge
from worldcafe.wording import Words
from worldcafe.wording.measures import measured


def told(name: str, value: Any, bridge: Bridge) -> str:
    """What a field says, in words; empty if it says nothing."""
    words = bridge.words
    if isinstance(value, tuple):
        return "\n".join(told(name, each, bridge) for each in value)
    match NAMED[name].form:
        case Themes():
            return words.theme(value)
        case Reference():
            return harvest.references(bridge.workshop).get(value or "", "")
        case Language():
            return words.language_name(value) if value else ""
        case Tick():
            return words("Yes") if value else ""
    return _told_value(value, words)


def _told_value(value: Any, words: Words) -> str:
    parts: tuple[str, ...]
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
        case Period() | Agreement() | Amount():
            parts = (measured(value, words),)
        case _:
            parts = ("" if value is None else str(value),)
    return words.line(parts)


def partner_line(partner: Partner, words: Words) -> str:
    """A partner on one line: name, city, country, role."""
    name = partner.name or partner.city
    city = partner.city if partner.city != name else ""
    parts = (name, city, words.country(partner.country), words.label(partner.role))
    return words.line(parts)


def step_line(step: NextStep, words: Words) -> str:
    """A next step on one line: what, who, by when."""
    parts = (step.text or words.label(step.type), step.owner, words.date(step.due, "medium"))
    return words.line(parts)
