"""Desks that share a workshop, as processes that are killed: `dev.py prove desks` in short."""

import pytest

pytest.importorskip("psycopg")


def test_desks_that_are_killed_and_cut_off_lose_and_double_nothing(postgres):
    from shared_desks import happen

    day = happen(postgres, 6, 4, times=3, seed=3)
    assert day.acknowledged
    assert set(day.killed.values()) == {3}
