"""What was said in another workshop, added to this one.

Only contributions come along: people, seats and dots belong to the day they are of. Each has an
id that follows from the workshop it was said in, and keeps it wherever it goes from there, so
that nothing is ever added twice, by whatever way round it comes.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from worldcafe.domain.copies import Copy, without_forgotten
from worldcafe.domain.disclosure import Disclosure, each_disclosed
from worldcafe.domain.harvest import references
from worldcafe.domain.model import CafeTable, Contribution, Extra, Round
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop

_ADDED = "added-"
"""How the ids begin of what was said in another workshop."""
_Numbered = TypeVar("_Numbered", CafeTable, Round)
Told = Callable[[Contribution, str, Workshop], Extra]
"""Says where a contribution, called so there, was said."""


class Origin(Protocol):
    """A workshop in which things were said."""

    @property
    def workshop(self) -> Workshop:
        """As it is."""

    @property
    def called(self) -> str:
        """What tells it, and all its copies, from every other."""


def added(here: Origin, there: Origin, told: Told) -> tuple[Contribution, ...]:
    """The contributions of another workshop that are not here yet, as they would be here.

    A contribution comes to the table
    and the round of the same number, or to the last one; it has a number of its own once it is
    recorded. Nobody is named who was forgotten here, or asked there not to be.

    Refuses a rehearsal (`copy_is_rehearsal`), and a workshop that has no table or no round to
    write at (`added_nowhere`).
    """
    ours, theirs = here.workshop, there.workshop
    if ours.about.rehearsal or theirs.about.rehearsal:
        refuse("copy_is_rehearsal")
    if not (ours.tables and ours.rounds):
        refuse("added_nowhere")
    from_here = {_id_elsewhere(id, here.called): id for id in ours.contributions}
    known = {
        id: from_here.get(id) or _id_elsewhere(id, there.called) for id in theirs.contributions
    }
    refs, theirs = references(theirs), without_forgotten(ours, Copy(theirs, {})).now
    fresh = [each for each in theirs.standing if known[each.id] not in ours.contributions]
    said = each_disclosed(theirs, fresh, Disclosure())
    standing = {each.id for each in theirs.standing}
    return tuple(
        _here(each, ours, theirs).but(
            id=known[each.id],
            builds_on_id=known[each.builds_on_id] if each.builds_on_id in standing else None,
            extras=_with_provenance(each, told(each, refs[each.id], theirs)),
        )
        for each in said
        if isinstance(each, Contribution)
    )


def _id_elsewhere(id: str, workshop: str) -> str:
    """The id, in other workshops, of what has this one where it was said."""
    if id.startswith(_ADDED):
        return id
    return (
        _ADDED + hashlib.sha256(f"{workshop}\0{id}".encode(errors="replace")).hexdigest()[:32]
    )


def _here(item: Contribution, ours: Workshop, theirs: Workshop) -> Contribution:
    """A contribution without what belongs to the workshop it was said in."""
    table, round_ = theirs.tables[item.table_id], theirs.rounds[item.round_id]
    return item.but(
        table_id=_of_number(table, ours.tables).id,
        round_id=_of_number(round_, ours.rounds).id,
        number=None,
        author_id=None,
        cluster_id=None,
        came_by=None,
    )


def _of_number(there: _Numbered, here: Mapping[str, _Numbered]) -> _Numbered:
    in_order = sorted(here.values(), key=lambda each: (each.number, each.id))
    return next((each for each in in_order if each.number == there.number), in_order[-1])


def _with_provenance(item: Contribution, extra: Extra) -> tuple[Extra, ...]:
    """Its own columns, and where it was said; what was added there before says that already."""
    return item.extras if item.id.startswith(_ADDED) else (*item.extras, extra)
