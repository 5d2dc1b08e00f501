"""A rehearsal: marked, empty at its beginning, played by people who behave like people."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_cafe import AT, done, record, small_workshop
from turin_cafe import turin_workshop
from worldcafe.domain.commands import (
    DescribeConversation,
    RecordContribution,
    SaveDraft,
    StartSegment,
)
from worldcafe.domain.commands.presence import CheckIn, MarkAbsent
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.rehearsal import Bank, BeginRehearsal, PacedTime, arrivals, notes
from worldcafe.domain.vocabulary import HandIn, Presence
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.played import played_notes

BEGIN = BeginRehearsal(title="Rehearsal: Small café")
BANK = played_notes()
SEEDS = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def turin():
    return done(turin_workshop(), BeginRehearsal(title="Rehearsal"))


def played(workshop, seed):
    """The workshop after all rounds were played, and what was done in each."""
    deeds = {}
    for round_ in workshop.rounds_in_order:
        deeds[round_.id] = notes(workshop, round_, BANK, seed)
        workshop = done(workshop, *(deed.command for deed in deeds[round_.id]))
    return workshop, deeds


def test_the_copy_is_marked_and_begins_before_the_day_with_nothing_said():
    lived = done(
        small_workshop(),
        StartSegment(segment="r1.talk"),
        record(),
        DescribeConversation(table_id="t2", round_id="r1", key_insight="Ask the mayors."),
        SaveDraft(table_id="t1", round_id="r2", content="{}"),
        MarkAbsent(participant_ids=frozenset({"emil"})),
    )
    copy = done(lived, BEGIN)
    assert copy.about.rehearsal
    assert copy.about.title == "Rehearsal: Small café"
    assert [*copy.contributions, *copy.conversations, *copy.drafts] == []
    assert copy.clock.segment == ""
    assert {each.presence for each in copy.participants.values()} == {Presence.EXPECTED}


def test_the_plan_of_the_day_is_the_workshops_own():
    before, copy = small_workshop(), done(small_workshop(), BEGIN)
    for part in ("themes", "tables", "rounds", "seats"):
        assert getattr(copy, part) == getattr(before, part)


@pytest.mark.parametrize(
    ("missing", "code"), [("rounds", "no_round_yet"), ("tables", "no_table_yet")]
)
def test_there_must_be_something_to_rehearse(missing, code):
    kinds = {"rounds": ("round", "seat"), "tables": ("cafe_table", "seat")}[missing]
    entities = [each for each in small_workshop().entities() if each.kind_name not in kinds]
    with pytest.raises(RuleBroken) as refused:
        done(Workshop.of(entities), BEGIN)
    assert refused.value.code == code


class TestNotes:
    @settings(max_examples=20, deadline=None)
    @given(seed=SEEDS)
    def test_every_deed_is_one_that_the_cafe_allows(self, turin, seed):
        workshop, _ = played(turin, seed)
        assert workshop.contributions

    @settings(max_examples=20, deadline=None)
    @given(seed=SEEDS)
    def test_contributions_come_during_the_talk_and_in_the_order_of_time(self, turin, seed):
        _, deeds = played(turin, seed)
        for round_ in turin.rounds_in_order:
            moments = [deed.after for deed in deeds[round_.id]]
            assert all(one <= other for one, other in pairwise(moments))
            assert all(
                dt.timedelta(0) <= deed.after <= round_.talk_duration
                for deed in deeds[round_.id]
                if isinstance(deed.command, RecordContribution)
            )

    @settings(max_examples=20, deadline=None)
    @given(seed=SEEDS)
    def test_some_table_has_to_be_reminded_and_most_need_not(self, turin, seed):
        workshop, _ = played(turin, seed)
        for round_ in workshop.rounds_in_order:
            states = [workshop.hand_in(table, round_.id) for table in workshop.tables]
            assert HandIn.EMPTY in states
            assert states.count(HandIn.HANDED_IN) > len(states) / 2

    @settings(max_examples=20, deadline=None)
    @given(seed=SEEDS)
    def test_whoever_writes_sits_at_the_table(self, turin, seed):
        workshop, _ = played(turin, seed)
        for said in workshop.contributions.values():
            seated = workshop.people_at(said.table_id, said.round_id)
            assert said.author_id in [person.id for person in seated]

    def test_the_same_seed_plays_the_same_day_and_another_another(self, turin):
        round_ = turin.rounds_in_order[0]
        assert notes(turin, round_, BANK, 1) == notes(turin, round_, BANK, 1)
        assert notes(turin, round_, BANK, 1) != notes(turin, round_, BANK, 2)

    def test_tables_speak_of_their_theme_as_long_as_there_is_something_to_say(self):
        workshop = done(small_workshop(), BEGIN)
        round_ = workshop.rounds_in_order[0]
        said = [
            deed.command.contribution
            for deed in notes(workshop, round_, BANK, 3)
            if isinstance(deed.command, RecordContribution)
        ]
        codes = {"t1": "child_labour", "t2": "job_creation"}
        assert said
        assert all(codes[each.table_id] in each.themes for each in said)

    def test_a_small_cafe_has_no_silent_table_and_an_empty_bank_no_contribution(self):
        workshop = done(small_workshop(), BEGIN)
        round_ = workshop.rounds_in_order[0]
        deeds = notes(workshop, round_, Bank((), ()), 1)
        assert {deed.command.table_id for deed in deeds} == {"t1", "t2"}
        assert not any(isinstance(deed.command, RecordContribution) for deed in deeds)


def test_nearly_everybody_arrives_and_the_others_are_known_to_be_missing(turin):
    here, missing = set(), set()
    for deed in arrivals(turin, 5):
        if isinstance(deed.command, CheckIn):
            here |= deed.command.participant_ids
        else:
            missing |= deed.command.participant_ids
    assert here | missing == {person.id for person in turin.people_to_seat}
    assert 0 < len(missing) < len(here) / 10
    assert not missing & {table.host_id for table in turin.tables.values()}


class TestTime:
    """A time at a pace of its own."""

    class Seconds:
        def __init__(self):
            self.passed = 100.0

        def __call__(self):
            return self.passed

    @given(steps=st.lists(st.tuples(st.sampled_from([0, 1, 10, 60, 120]), st.floats(0, 3600))))
    def test_it_never_jumps_when_the_pace_changes_and_runs_as_fast_as_was_asked(self, steps):
        seconds = self.Seconds()
        now = PacedTime(AT, seconds)
        expected = 0.0
        for pace, passing in steps:
            before = now()
            now.pace = pace
            assert now() == before
            seconds.passed += passing
            expected += pace * passing
        assert abs((now() - AT).total_seconds() - expected) < 0.01

    def test_held_it_stands(self):
        seconds = self.Seconds()
        now = PacedTime(AT, seconds, pace=0)
        seconds.passed += 1000
        assert now() == AT
