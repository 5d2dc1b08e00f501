"""Two copies of one workshop brought together: what each has done since they parted.

What only one side changed is taken, what both changed differently is a question. Both sides
are measured by what the other knows of them, not by the state at which they parted: so what
was settled when copies met before is not asked again, and to meet twice changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from worldcafe.domain.changes import FieldChange, field_changes, value_of, with_value
from worldcafe.domain.commands import TakeCopy
from worldcafe.domain.edits import Edit
from worldcafe.domain.forgetting import Forgetting, known_again, people_in
from worldcafe.domain.model import (
    CafeTable,
    Course,
    Entity,
    Phones,
    RoomClock,
    Round,
    Seat,
    TakenCopy,
)
from worldcafe.domain.references import goes_round, lacking
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop

Key = tuple[str, str]
"""The kind and the id of an entity."""


class Reason(StrEnum):
    """Why only a person can say which side is right."""

    BOTH_CHANGED = "both_changed"
    """Both sides changed the same field."""
    GONE_HERE = "gone_here"
    """It was taken out here, and changed there."""
    GONE_THERE = "gone_there"
    """It was taken out there, and changed here."""
    SEATING = "seating"
    """Both sides made the plan of a round anew."""


@dataclass(frozen=True)
class Copy:
    """One of the two, measured by what the other knows of it."""

    now: Workshop
    known: Mapping[Key, Entity | None]
    """Whatever was done here that the other does not know of, as the other knows it."""

    def has_changed(self, key: Key) -> bool:
        """Whether this says something of it that the other does not know."""
        return key in self.known and self.known[key] != self.now.find(*key)


@dataclass(frozen=True)
class Dispute:
    """Something that both sides say differently."""

    id: str
    """The kind, the id and the field that it is about: the same whichever side asks."""
    reason: Reason
    edits: tuple[Edit, ...]
    """What has to be done here if the other side is right."""
    change: FieldChange | None = None
    """The field that it is about, from what we say to what they say."""


@dataclass(frozen=True)
class Meeting:
    """What came of it: what can be taken as it is, and what a person has to settle."""

    ours: Workshop
    theirs: Workshop
    taken: tuple[Edit, ...]
    """What the other copy brings and nothing here stands against."""
    disputes: tuple[Dispute, ...]
    kept: tuple[Entity, ...]
    """What one side took out and the other side still needs; it stays."""
    said: Workshop
    """Ours, with the numbers that the makers of tables gave them."""
    brought: tuple[Edit, ...]
    """What is taken, as it leads on from there."""

    def command(
        self,
        copy: TakenCopy,
        prefers: Iterable[str] = (),
        declines: Iterable[FieldChange] = (),
    ) -> TakeCopy:
        """What does all of it here, and remembers that the copy came in.

        `prefers` are disputes, by their ids, in which the other side is right; `declines` are
        changes that are left aside though nothing stands against them.
        """
        said = self._said(prefers, declines)
        edits = _numbered(self.ours, self.said, said)
        steps = tuple((edit.before, edit.after) for edit in edits)
        after, meant = self.ours.after(edits).tables, self.said.after(said).tables
        numbers = {
            (id, after[id].number): each.number
            for id, each in meant.items()
            if after[id].number != each.number
        }
        return TakeCopy(steps=steps, remembered=copy.with_numbers(numbers))

    def _said(self, prefers: Iterable[str], declines: Iterable[FieldChange]) -> list[Edit]:
        right = set(prefers)
        after: dict[Key, Entity | None] = {(e.kind, e.id): e.after for e in self.brought}
        for each in self.disputes:
            if each.id in right:
                _answer(after, each, self.said)
        for change in declines:
            entity = after.get((change.kind, change.id))
            if entity is not None:
                entity = with_value(entity, change.field, change.before)
                after[change.kind, change.id] = entity
        return _whole(self.said, self.theirs, after)


def meet(ours: Copy, theirs: Copy) -> Meeting:
    """Bring the other copy's doings to ours.

    Refuses a rehearsal (`copy_is_rehearsal`), and a copy that has forgotten people who are
    still on the list here (`copy_has_forgotten`).
    """
    if ours.now.about.rehearsal or theirs.now.about.rehearsal:
        refuse("copy_is_rehearsal")
    gone_there = known_again(theirs.now, ours.now.participants.values())
    if gone_there:
        names = sorted(ours.now.participants[each].name for each in gone_there)
        refuse("copy_has_forgotten", names=", ".join(names), n=len(names))
    theirs = without_forgotten(ours.now, theirs)
    given, stands = _numbers_given(ours.now, theirs.now), ours.now
    ours, theirs = _as_said(ours, given), _as_said(theirs, given)
    taken: list[Edit] = []
    disputes: list[Dispute] = []
    for key in theirs.known:
        if theirs.has_changed(key):
            edit, disputed = _met(key, ours, theirs)
            taken += filter(None, (edit,))
            disputes += disputed
    taken, disputes = _seating_at_once(ours, taken, disputes)
    taken += _drafts(ours.now, theirs.now)
    after: dict[Key, Entity | None] = {(edit.kind, edit.id): edit.after for edit in taken}
    edits = _whole(ours.now, theirs.now, after)
    wanted = {key for key, entity in after.items() if entity is None}
    brought = {(edit.kind, edit.id) for edit in edits if edit.before is None}
    stays = [ours.now.find(*key) for key in wanted - {(e.kind, e.id) for e in edits}]
    again = [theirs.now.find(*key) for key in brought - after.keys()]
    kept = tuple(entity for entity in (*stays, *again) if entity is not None)
    numbered = _numbered(stands, ours.now, edits)
    return Meeting(
        stands, theirs.now, tuple(numbered), tuple(disputes), kept, ours.now, tuple(edits)
    )


_Given = Mapping[tuple[str, int], int]
"""As `TakenCopy.numbers` has it."""


def _numbers_given(*workshops: Workshop) -> _Given:
    """What tables were called before they met others under their numbers."""
    came = [each for workshop in workshops for each in workshop.taken_copies.values()]
    came.sort(key=lambda each: each.taken_at)
    return {key: number for each in came for key, number in each.numbers.items()}


def _as_said(copy: Copy, given: _Given) -> Copy:
    """A copy in which every table has the number that its makers gave it, whichever tables it
    met since: so that is no change, and the order of meetings makes no difference.
    """

    def said(entity: Entity | None) -> Entity | None:
        if not isinstance(entity, CafeTable):
            return entity
        return entity.but(number=given.get((entity.id, entity.number), entity.number))

    if not given:
        return copy
    edits = [Edit(each, said(each)) for each in copy.now.tables.values()]
    known = {key: said(entity) for key, entity in copy.known.items()}
    return Copy(copy.now.after(edits), known)


def _met(key: Key, ours: Copy, theirs: Copy) -> tuple[Edit | None, list[Dispute]]:
    """What becomes of one thing that the other copy changed."""
    here, there = ours.now.find(*key), theirs.now.find(*key)
    if here == there:
        return None, []
    if not ours.has_changed(key):
        return Edit(here, there), []
    if key[0] == RoomClock.kind_name and None in (here, there):
        return None, []  # whether rooms go by their own clocks, this copy knows
    settled = _settled(here, there)
    if settled is not None:
        return (Edit(here, settled) if settled != here else None), []
    if here is None or there is None:
        why = Reason.GONE_HERE if here is None else Reason.GONE_THERE
        return None, [Dispute("/".join(key), why, (Edit(here, there),))]
    return _by_field(here, there, ours.known[key], theirs.known[key])


def _by_field(
    here: Entity, there: Entity, known_here: Entity | None, known_there: Entity | None
) -> tuple[Edit | None, list[Dispute]]:
    mine = _paths(known_here, here)
    changes = field_changes(known_there if known_there is not None else here, there)
    after, disputes = here, []
    for change in changes:
        said = value_of(here, change.field)
        if said == change.after:
            continue
        joined = _JOINED.get((change.kind, change.field))
        if joined is not None:
            after = with_value(after, change.field, joined(said, change.after))
            continue
        if mine is not None and not any(_overlap(change.field, path) for path in mine):
            after = with_value(after, change.field, change.after)
            continue
        told = change.but(before=said)
        wanted = with_value(here, change.field, change.after)
        name = f"{change.kind}/{change.id}/{change.field}"
        disputes.append(Dispute(name, Reason.BOTH_CHANGED, (Edit(here, wanted),), told))
    return (Edit(here, after) if after != here else None), disputes


def _paths(before: Entity | None, after: Entity) -> set[str] | None:
    """The fields that were changed; None for all of them."""
    return None if before is None else {each.field for each in field_changes(before, after)}


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _settled(here: Entity | None, there: Entity | None) -> Entity | None:
    """What both changed and nobody has to be asked about."""
    match here, there:
        case Course(), Course():
            # Two days cannot run; the one that is under way here goes on.
            return here if here.segment or here.ended_at else there
        case Phones(), Phones():
            return here
    return None


def _further(here: HandIn, there: HandIn) -> HandIn:
    return max(here, there, key=list(HandIn).index)


_JOINED: Mapping[tuple[str, str], Callable[[Any, Any], Any]] = {
    ("conversation", "state"): _further,
    ("conversation", "n_forgotten"): max,
    ("numbering", "last"): max,
    **{
        (kind, "position"): lambda here, _there: here
        for kind in ("theme", "cluster", "open_point")
    },
}
"""Fields that say of themselves what becomes of two values."""


def _seating_at_once(
    ours: Copy, taken: list[Edit], disputes: list[Dispute]
) -> tuple[list[Edit], list[Dispute]]:
    """Ask once about a round whose plan both sides made anew, not about every seat."""
    disputed = {
        entity.round_id
        for each in disputes
        for edit in each.edits
        for entity in (edit.before or edit.after,)
        if isinstance(entity, Seat)
    }
    edits: dict[str, list[Edit]] = {round_id: [] for round_id in disputed}
    left, others = [], []
    for edit in taken:
        entity = edit.after or edit.before
        if isinstance(entity, Seat) and entity.round_id in disputed:
            edits[entity.round_id].append(edit)
        else:
            left.append(edit)
    for each in disputes:
        entity = each.edits[0].before or each.edits[0].after
        if isinstance(entity, Seat):
            edits[entity.round_id] += each.edits
        else:
            others.append(each)
    seating = [
        Dispute(f"seating/{round_id}", Reason.SEATING, tuple(edits[round_id]))
        for round_id in (each.id for each in ours.now.rounds_in_order if each.id in edits)
    ]
    return left, [*seating, *others]


def _drafts(ours: Workshop, theirs: Workshop) -> Iterator[Edit]:
    """What is being typed there. A draft is its writer's own, so the younger one counts."""
    for draft in theirs.drafts.values():
        known = ours.drafts.get(draft.id)
        if known is None or known.saved_at < draft.saved_at:
            yield Edit(known, draft)


def without_forgotten(ours: Workshop, theirs: Copy) -> Copy:
    """Another copy, or another workshop, without those who were forgotten here."""
    strangers = [p for p in theirs.now.participants.values() if p.id not in ours.participants]
    gone = known_again(ours, strangers)
    if not gone:
        return theirs
    states = [*theirs.now.entities(), *filter(None, theirs.known.values())]
    people = {id: states for id, states in people_in(states).items() if id in gone}
    forgetting = Forgetting(people, states)
    now = Workshop.of(filter(None, map(forgetting.cleansed, theirs.now.entities())))
    known = {
        key: None if entity is None else forgetting.cleansed(entity)
        for key, entity in theirs.known.items()
    }
    return Copy(now, known)


def _answer(after: dict[Key, Entity | None], dispute: Dispute, ours: Workshop) -> None:
    """Add to what is to be what the other side says to a question."""
    if dispute.change is None:
        after |= {(edit.kind, edit.id): edit.after for edit in dispute.edits}
        return
    key = (dispute.change.kind, dispute.change.id)
    entity = after.get(key) or ours.find(*key)
    assert entity is not None
    after[key] = with_value(entity, dispute.change.field, dispute.change.after)


def _whole(ours: Workshop, theirs: Workshop, after: dict[Key, Entity | None]) -> list[Edit]:
    """The edits that lead there, without anything that points nowhere or in a circle.

    What somebody needs is not taken out, and comes again where it was.
    """
    after = dict(after)
    while True:
        edits = [Edit(ours.find(*key), entity) for key, entity in after.items()]
        edits = [edit for edit in edits if edit.before != edit.after]
        whole = ours.after(edits)
        missing = dict.fromkeys(lacking(whole, edits))
        if not missing:
            break
        for key in missing:
            after[key] = ours.find(*key) or theirs.find(*key)
    for entity, path in goes_round(whole, edits):
        before = ours.find(entity.kind_name, entity.id)
        value = getattr(before, path) if before else None
        after[entity.kind_name, entity.id] = entity.but(**{path: value})
    edits = [Edit(ours.find(*key), entity) for key, entity in after.items()]
    return [edit for edit in edits if edit.before != edit.after]


def _numbered(ours: Workshop, said: Workshop, edits: Iterable[Edit]) -> list[Edit]:
    """What is to be done here, with a number of its own for each table and round.

    `edits` lead on from `said`. Of several with one number, which keeps it follows from their
    ids alone, so that all copies come to the same.
    """
    whole = said.after(edits)
    after: dict[Key, Entity | None] = {(edit.kind, edit.id): edit.after for edit in edits}
    after |= {(each.kind_name, each.id): each for each in whole.tables.values()}
    numbered: Iterable[Sequence[CafeTable | Round]] = (
        whole.tables_in_order,
        whole.rounds_in_order,
    )
    for in_order in numbered:
        all_of = sorted(in_order, key=lambda each: (each.number, each.id))
        last = max((each.number for each in all_of), default=0)
        for before, each in pairwise(all_of):
            if before.number == each.number:
                last += 1
                after[each.kind_name, each.id] = each.but(number=last)
    edits = [Edit(ours.find(*key), entity) for key, entity in after.items()]
    return [edit for edit in edits if edit.before != edit.after]
