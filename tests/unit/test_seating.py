"""From a workshop to the planner and back."""

import pytest

from small_cafe import done
from worldcafe.domain.commands import PutParticipant, RemoveParticipants, RemoveRound
from worldcafe.domain.model import Participant
from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rotation import plan
from worldcafe.domain.seating import adopt, plan_request
from worldcafe.domain.vocabulary import Role


def test_whoever_only_facilitates_gets_no_seat(workshop):
    facilitator = Participant(id="fay", given_name="Fay", roles=(Role.FACILITATOR,))
    with_facilitator = done(workshop, PutParticipant(participant=facilitator))
    asked = plan_request(with_facilitator)
    assert {person.id for person in asked.people} == set(workshop.participants)


def test_hosts_are_planned_at_their_tables(workshop):
    asked = plan_request(workshop)
    assert {p.id: p.hosts for p in asked.people if p.hosts} == {"awa": "t1", "bruno": "t2"}


def test_the_plan_seats_everyone_in_every_round(workshop):
    command = adopt(workshop, plan(plan_request(workshop)))
    seated = {(seat.round_id, seat.participant_id) for seat in command.seats}
    assert seated == {(r, p) for r in workshop.rounds for p in workshop.participants}
    assert not unseated(done(workshop, command))


def test_nobody_to_seat_is_refused(workshop):
    empty = done(workshop, RemoveParticipants(participant_ids=frozenset(workshop.participants)))
    with pytest.raises(RuleBroken) as refused:
        plan_request(empty)
    assert refused.value.code == "plan_without_people"


def test_a_plan_for_a_day_that_has_changed_is_refused(workshop):
    made = plan(plan_request(workshop))
    with pytest.raises(RuleBroken) as refused:
        adopt(done(workshop, RemoveRound(round_id="r2")), made)
    assert refused.value.code == "plan_outdated"
