"""Which opportunities a report tells of: all of them, or those that somebody chose."""

from dataclasses import dataclass

from worldcafe.domain import harvest
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Kind
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Choice:
    """What an opportunity has to be; nothing, unless it is said."""

    refs: tuple[str, ...] = ()
    """One of these, such as `O-017`; then they stand in this order."""
    theme: str = ""
    """Of this theme: a code, or the workshop's own word."""
    priority: int = 0
    """At least this impact × feasibility."""
    top: int = 0
    """Among so many that come first; 0 for all."""


EVERY_ONE = Choice()
"""Nothing was chosen, so all are told."""


def chosen(workshop: Workshop, choice: Choice) -> tuple[Contribution, ...]:
    """The opportunities of a choice: in the order asked for, ranked, or as recorded.

    Refuses with `print_without_opportunities`, `reference_unknown`, `nothing_chosen`.
    """
    items = harvest.of_kinds(workshop, Kind.OPPORTUNITY)
    if not items:
        refuse("print_without_opportunities")
    if choice.refs:
        items = _named(workshop, choice.refs)
    found = [item for item in items if _fits(item, choice)]
    if choice.top:
        first = [item for item in harvest.headlines(workshop) if item in found]
        found = first[: choice.top]
    if not found:
        refuse("nothing_chosen")
    return tuple(found)


def _named(workshop: Workshop, refs: tuple[str, ...]) -> tuple[Contribution, ...]:
    called = {
        fold(ref): workshop.contributions[each]
        for each, ref in harvest.references(workshop).items()
    }
    found = []
    for ref in dict.fromkeys(refs):
        item = called.get(fold(ref))
        if item is None or item.kind is not Kind.OPPORTUNITY or item not in workshop.standing:
            refuse("reference_unknown", ref=ref)
        found.append(item)
    return tuple(found)


def _fits(item: Contribution, choice: Choice) -> bool:
    themes = {fold(theme) for theme in item.themes}
    return (not choice.theme or fold(choice.theme) in themes) and (
        harvest.priority(item) or 0
    ) >= choice.priority
