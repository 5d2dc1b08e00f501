"""How far each stage of a café is, wherever somebody asks."""

import pytest

from small_cafe import done, record, small_workshop
from worldcafe.domain.commands import (
    AddLatecomer,
    ClearSeating,
    DescribeConversation,
    DescribeWorkshop,
    EndDay,
    ImportContributions,
    ImportParticipants,
    StartSegment,
    WithdrawContribution,
)
from worldcafe.domain.model import About, Participant
from worldcafe.domain.rotation import repairs
from worldcafe.domain.seating import adopt_repair, repair_request
from worldcafe.domain.stage_key import StageKey
from worldcafe.domain.stages import StageState, state_of
from worldcafe.domain.troubles import TroubleKind, troubles
from worldcafe.domain.vocabulary import HandIn
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.deeds import STAGE_NAMES

EMPTY = Workshop.of([About()])
GUEST = Participant(id="guest", given_name="Gaia", family_name="Russo")


def ready(stage, workshop):
    return state_of(stage, workshop).ready


@pytest.mark.parametrize("stage", StageKey)
def test_in_an_empty_workshop_nothing_is_ready_and_nothing_waits(stage):
    assert state_of(stage, EMPTY) == StageState()


def test_a_prepared_room_and_its_people_are_ready(workshop):
    assert ready(StageKey.PREPARE, workshop)
    assert ready(StageKey.PEOPLE, workshop)
    untitled = done(workshop, DescribeWorkshop(about=workshop.about.but(title="")))
    assert not ready(StageKey.PREPARE, untitled)


def test_seats_that_are_missing_wait_in_the_rotation(workshop):
    assert ready(StageKey.ROTATION, workshop)
    more = done(workshop, ImportParticipants(participants=(GUEST,)))
    assert state_of(StageKey.ROTATION, more) == StageState(ready=False, waiting=1)
    assert state_of(StageKey.ROTATION, done(more, ClearSeating())) == StageState()


def test_a_latecomer_waits_in_the_rotation_until_the_rounds_to_come_are_repaired(workshop):
    running = done(workshop, StartSegment(segment="r1.talk"))
    late = done(running, AddLatecomer(participant=GUEST))
    assert state_of(StageKey.ROTATION, late) == StageState(ready=False, waiting=1)
    mended = done(late, adopt_repair(late, repairs(repair_request(late, "r2"))[0]))
    assert state_of(StageKey.ROTATION, mended) == StageState(ready=True)
    assert not [each for each in troubles(mended, None) if each.kind is TroubleKind.NO_SEAT]


def test_the_day_is_ready_once_it_has_ended(workshop):
    running = done(workshop, StartSegment(segment="r1.talk"))
    assert not ready(StageKey.LIVE, running)
    assert ready(StageKey.LIVE, done(running, EndDay()))


def test_capture_is_ready_once_every_conversation_is_handed_in(workshop):
    places = [(table, round_) for table in ("t1", "t2") for round_ in ("r1", "r2")]
    given = [
        DescribeConversation(table_id=table, round_id=round_, state=HandIn.HANDED_IN)
        for table, round_ in places
    ]
    assert not ready(StageKey.CAPTURE, done(workshop, *given[:-1]))
    assert ready(StageKey.CAPTURE, done(workshop, *given))


def test_the_harvest_is_in_once_every_table_has_handed_in_and_something_stands():
    said = done(small_workshop(), record("c1"))
    assert not ready(StageKey.HARVEST, said), "one note is not the harvest"
    handed = done(said, *(
        DescribeConversation(table_id=table, round_id=round_, state=HandIn.HANDED_IN)
        for table in ("t1", "t2") for round_ in ("r1", "r2")
    ))  # fmt: skip
    assert ready(StageKey.HARVEST, handed)
    withdrawn = done(handed, WithdrawContribution(contribution_id="c1"))
    assert not ready(StageKey.HARVEST, withdrawn)


def test_the_harvest_is_in_once_files_tell_of_every_table_and_round_and_no_day_runs():
    told = [("t1", "r1"), ("t2", "r2")]
    notes = [record(f"c{n}").contribution.but(table_id=table, round_id=round_)
             for n, (table, round_) in enumerate(told)]  # fmt: skip
    part = done(small_workshop(), ImportContributions(contributions=notes[:1]))
    assert not ready(StageKey.HARVEST, part), "a table and a round are still to come"
    whole = done(small_workshop(), ImportContributions(contributions=tuple(notes)))
    assert ready(StageKey.HARVEST, whole)
    running = done(whole, StartSegment(segment="r1.talk"))
    assert not ready(StageKey.HARVEST, running), "the tables are still at it"


def test_every_stage_has_a_name_in_their_order():
    assert list(STAGE_NAMES) == list(StageKey)
