"""Who is in the room: people checked in, those who do not come, and those who come late."""

from worldcafe.domain.command import Command, Stamp, put
from worldcafe.domain.commands.people import known_anew
from worldcafe.domain.edits import Edit
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import Presence
from worldcafe.domain.workshop import Workshop


class CheckIn(Command):
    """These people are here."""

    participant_ids: frozenset[str]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return _known_as(workshop, self.participant_ids, Presence.PRESENT)


class MarkAbsent(Command):
    """These people do not come, or have left. Their seats stay until the plan is repaired."""

    participant_ids: frozenset[str]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return _known_as(workshop, self.participant_ids, Presence.ABSENT)


class ExpectAgain(Command):
    """Nothing is known of these people: they may still come."""

    participant_ids: frozenset[str]

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        return _known_as(workshop, self.participant_ids, Presence.EXPECTED)


class AddLatecomer(Command):
    """Somebody is here who was not on the list. Whoever was forgotten is known again."""

    participant: Participant

    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        person = self.participant
        if not person.name:
            refuse("participant_without_name")
        same = (fold(person.name), fold(person.organisation))
        for known in workshop.participants.values():
            if (fold(known.name), fold(known.organisation)) == same:
                refuse("already_on_list", name=known.name)
        if person.id in workshop.participants:
            # Of somebody who was written otherwise when the list came, and is another person.
            person = person.but(id=stamp.new_id())
        return known_anew(workshop, person.but(presence=Presence.PRESENT))


def _known_as(workshop: Workshop, ids: frozenset[str], presence: Presence) -> list[Edit]:
    if not ids <= workshop.participants.keys():
        refuse("participant_unknown")
    people = (workshop.participants[each] for each in sorted(ids))
    return put(workshop, *(person.but(presence=presence) for person in people))
