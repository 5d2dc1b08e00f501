"""What the workbook counts: dots, ratings, meetings, countries, first words."""

from small_cafe import done, numbered, opportunity, record, small_workshop
from worldcafe.domain import harvest
from worldcafe.domain.model import NextStep, Vote
from worldcafe.domain.vocabulary import Kind, StepStatus
from worldcafe.domain.workshop import Workshop


def with_items(*items, votes=()):
    return Workshop.of(numbered([*small_workshop().entities(), *items, *votes]))


def test_dots_go_to_what_says_it_now_however_often_it_was_merged():
    workshop = with_items(
        opportunity("a", merged_into_id="b"),
        opportunity("b", merged_into_id="c"),
        opportunity("c"),
        opportunity("d"),
        votes=[
            Vote.of("a", 2, participant_id="awa"),
            Vote.of("c", 1, table_id="t1"),
            Vote.of("gone", 3, participant_id="awa"),
        ],
    )
    assert dict(harvest.dots(workshop)) == {"c": 3}
    assert [each.id for each in harvest.first_words(workshop, "c")] == ["a"]
    assert harvest.first_words(workshop, "d") == ()


def test_contributions_that_were_merged_in_a_circle_end_somewhere():
    workshop = with_items(
        opportunity("a", merged_into_id="b"), opportunity("b", merged_into_id="a")
    )
    assert harvest.says_now(workshop, "a") in {"a", "b"}


def test_only_what_was_rated_twice_counts_as_rated():
    workshop = with_items(
        opportunity("a", impact=5, feasibility=4),
        opportunity("b", impact=5, feasibility=4),
        opportunity("c", impact=5),
        opportunity("d", kind=Kind.EXPERIENCE, impact=5, feasibility=4),
    )
    assert dict(harvest.count_ratings(workshop)) == {(5, 4): 2}


def test_meetings_of_the_small_cafe():
    met = harvest.meetings(small_workshop())
    assert (met["awa"].n_met, met["awa"].n_again) == (3, 0)
    assert (met["chiara"].n_met, met["chiara"].n_again) == (3, 1)
    assert met["awa"].n_returns == 0  # it is her own table
    assert set(met) == set(small_workshop().participants)


def test_whoever_has_no_seat_meets_nobody_and_is_left_out():
    without = [each for each in small_workshop().entities() if each.kind_name != "seat"]
    assert harvest.meetings(Workshop.of(without)) == {}


def test_countries_are_counted_one_by_one_and_in_pairs():
    names = {"a": ("Senegal", "Peru"), "b": ("Peru",), "c": ("Senegal", "Peru")}
    items = [opportunity(each) for each in names]
    counted = harvest.count_countries(items, lambda item: names[item.id])
    assert counted == {"Peru": 3, "Senegal": 2}
    pairs = harvest.count_country_pairs(items, lambda item: names[item.id])
    assert pairs == {("Senegal", "Peru"): 2, ("Peru", "Senegal"): 2}


def test_a_step_that_is_only_done_is_a_step():
    workshop = done(small_workshop(), record("a", next_step=NextStep(status=StepStatus.DONE)))
    assert [each.id for each in harvest.next_steps(workshop)] == ["a"]
