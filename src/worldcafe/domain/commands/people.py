"""The people in the room, and who of them hosts or takes notes."""

from worldcafe.domain.command import Command, Stamp, put, remove
from worldcafe.domain.edits import Edit
from worldcafe.domain.forgetting import known_again
from worldcafe.domain.model import CafeTable, Participant
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Role, WishType
from worldcafe.domain.workshop import Workshop


class ImportParticipants(Command):
    """Add the people of a list. Those already in the workshop are left as they are.

    Those who were forgotten here are left out, unless they are to be known `again`.
    """

    participants: tuple[Participant, ...]
    again: bool = False

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        fresh = {p.id: p for p in self.participants if p.id not in workshop.participants}
        if self.again:
            return known_anew(workshop, *fresh.values())
        forgotten = known_again(workshop, fresh.values())
        return put(workshop, *(p for p in fresh.values() if p.id not in forgotten))


class PutParticipant(Command):
    """Add a person, or change the one with this id. Whoever was forgotten is known again."""

    participant: Participant

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        if not self.participant.name:
            refuse("participant_without_name")
        if self.participant.id in workshop.participants:
            return put(workshop, self.participant)
        return known_anew(workshop, self.participant)


class RemoveParticipants(Command):
    """Take people off the list, with their seats. Refused for those who wrote notes."""

    participant_ids: frozenset[str]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        gone = self.participant_ids
        for contribution in workshop.contributions.values():
            if contribution.author_id in gone:
                author = workshop.participants[contribution.author_id or ""]
                refuse("participant_has_notes", name=author.name)
        tables = [_without(table, gone) for table in workshop.tables.values()]
        conversations = [
            c.but(note_taker_id=None)
            for c in workshop.conversations.values()
            if c.note_taker_id in gone
        ]
        seats = [s for s in workshop.seats.values() if s.participant_id in gone]
        votes = [v for v in workshop.votes.values() if v.participant_id in gone]
        people = [workshop.participants[id] for id in gone if id in workshop.participants]
        return (
            put(workshop, *tables, *conversations)
            + _wishes_without(workshop, gone)
            + remove([*seats, *votes, *people])
        )


class AppointHosts(Command):
    """Give the tables without a host or note-taker the people whose role that is.

    A table is preferably given somebody who speaks one of its languages; otherwise the
    order of the list and of the room decides.
    """

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        tables = list(workshop.tables_in_order)
        hosts = {table.host_id for table in tables if table.host_id}
        scribes = {table.note_taker_id for table in tables if table.note_taker_id}
        free_hosts = _free(workshop, Role.HOST, hosts)
        free_scribes = _free(workshop, Role.NOTE_TAKER, scribes)
        appointed = []
        for table in tables:
            host = table.host_id or _take(free_hosts, table)
            scribe = table.note_taker_id or _take(free_scribes, table)
            appointed.append(table.but(host_id=host, note_taker_id=scribe))
        return put(workshop, *appointed)


def known_anew(workshop: Workshop, *people: Participant) -> list[Edit]:
    """Add these people; the marks of those who were forgotten go."""
    forgotten = known_again(workshop, people)
    marks = {gone.id: gone for gone in forgotten.values()}
    return put(workshop, *people) + remove(marks.values())


def _wishes_without(workshop: Workshop, gone: frozenset[str]) -> list[Edit]:
    """The wishes without these people; a wish that is about nobody any more goes."""
    edits = []
    for wish in workshop.seat_wishes.values():
        left = tuple(each for each in wish.participant_ids if each not in gone)
        about_pairs = wish.type in (WishType.TOGETHER, WishType.APART)
        if len(left) < (2 if about_pairs else 1):
            edits += remove([wish])
        else:
            edits += put(workshop, wish.but(participant_ids=left))
    return edits


def _without(table: CafeTable, gone: frozenset[str]) -> CafeTable:
    host = None if table.host_id in gone else table.host_id
    scribe = None if table.note_taker_id in gone else table.note_taker_id
    return table.but(host_id=host, note_taker_id=scribe)


def _free(workshop: Workshop, role: Role, taken: set[str]) -> list[Participant]:
    everyone = workshop.participants.values()
    return [p for p in everyone if role in p.roles and p.id not in taken]


def _take(people: list[Participant], table: CafeTable) -> str | None:
    if not people:
        return None
    speakers = (p for p in people if set(p.languages) & set(table.languages))
    chosen = next(speakers, people[0])
    people.remove(chosen)
    return chosen.id
