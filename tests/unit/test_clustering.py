"""Clusters are suggested around a middle, never as a chain, and only of what is in none."""

import pytest

from small_cafe import done, record
from worldcafe.domain.clustering import FEWEST, MOST, suggested_clusters
from worldcafe.domain.commands import PutCluster
from worldcafe.domain.model import Cluster


@pytest.fixture
def room(workshop):
    return done(workshop, *(record(f"c{k}", themes=("skills",)) for k in range(6)))


def in_two(one, other):
    """The even ones are about the same, and so are the odd ones."""
    return 0.9 if int(one[1:]) % 2 == int(other[1:]) % 2 else 0.2


def test_what_is_about_the_same_is_suggested_together(room):
    found = suggested_clusters(room, in_two)
    assert {frozenset(each.ids) for each in found} == {
        frozenset({"c0", "c2", "c4"}), frozenset({"c1", "c3", "c5"}),
    }  # fmt: skip
    assert {each.theme for each in found} == {"skills"}


def test_a_row_in_which_each_resembles_the_next_is_no_cluster(workshop):
    row = done(workshop, *(record(f"c{k}") for k in range(9)))
    found = suggested_clusters(
        row, lambda one, other: 0.9 if abs(int(one[1:]) - int(other[1:])) == 1 else 0.0
    )
    assert all(len(each.ids) == FEWEST for each in found)


def test_what_is_in_a_cluster_is_left_where_it_is(room):
    put = done(
        room,
        PutCluster(
            cluster=Cluster(id="k", position=0, name="Even"), contribution_ids=("c0", "c2")
        ),
    )
    ids = {id for each in suggested_clusters(put, in_two) for id in each.ids}
    assert ids == {"c1", "c3", "c5"}


def test_a_cluster_is_no_theme_and_a_pair_no_cluster(workshop):
    many = done(workshop, *(record(f"c{k}") for k in range(2 * MOST + 2)))
    sizes = [len(each.ids) for each in suggested_clusters(many, lambda _a, _b: 0.9)]
    assert sizes == [MOST, MOST]


def test_stopped_early_it_gives_what_it_has(room):
    asked = []
    found = suggested_clusters(
        room, lambda _a, _b: 0.9, should_stop=lambda: len(asked) >= 1, progress=asked.append
    )
    assert asked == [0.0]
    assert [len(each.ids) for each in found] == [6]
