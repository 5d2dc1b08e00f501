"""A report of some opportunities: by theme, priority, rank or reference."""

import pytest

from small_cafe import done, record, small_workshop
from worldcafe.domain.choosing import Choice, chosen
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.vocabulary import Kind


@pytest.fixture
def rated():
    return done(
        small_workshop(),
        record("c1", themes=("tourism",), impact=2, feasibility=2),
        record("c2", themes=("Ours",), impact=5, feasibility=4),
        record("c3", themes=("tourism", "Ours"), impact=3, feasibility=3),
        record("c4"),
        record("c5", kind=Kind.IDEA, themes=("tourism",)),
    )


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), ["c1", "c2", "c3", "c4"]),
        (Choice(theme="tourism"), ["c1", "c3"]),
        (Choice(theme="OURS"), ["c2", "c3"]),
        (Choice(priority=9), ["c2", "c3"]),
        (Choice(top=2), ["c2", "c3"]),
        (Choice(theme="tourism", top=1), ["c3"]),
        (Choice(refs=("o-004", "O-001")), ["c4", "c1"]),
    ],
)
def test_the_report_tells_of_what_was_chosen(rated, choice, ids):
    assert [item.id for item in chosen(rated, choice)] == ids


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(refs=("O-001", "O-099")), "reference_unknown"),
        (Choice(refs=("I-005",)), "reference_unknown"),
        (Choice(theme="water"), "nothing_chosen"),
        (Choice(priority=25), "nothing_chosen"),
    ],
)
def test_what_is_not_there_is_said(rated, choice, code):
    with pytest.raises(RuleBroken, match=code):
        chosen(rated, choice)
