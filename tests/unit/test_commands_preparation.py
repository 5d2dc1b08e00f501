"""Preparing the café: what each command does, and every refusal."""

import datetime as dt

import pytest

from small_cafe import AT, MINUTE, done, opportunity, record, stamp
from worldcafe.domain.commands import (
    ApplyTemplate,
    DescribeConversation,
    DescribeWorkshop,
    EndDay,
    FurnishRoom,
    OrderThemes,
    PutRound,
    PutTable,
    PutTheme,
    RemoveRound,
    RemoveTable,
    RemoveTheme,
    SaveDraft,
    SpreadThemes,
    StartSegment,
)
from worldcafe.domain.commands.preparation import even_shares
from worldcafe.domain.model import About, CafeTable, Round, Theme
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.template import Template, TemplateRound, TemplateTheme
from worldcafe.domain.workshop import Workshop

TEMPLATE = Template(
    key="t", name="T", title="From the template", place="Turin", languages=("es", "fr"),
    n_tables=3, seats=6, harvest_duration=10 * MINUTE,
    themes=(TemplateTheme(name="One"), TemplateTheme(name="Two")),
    rounds=(TemplateRound(question="Why?"), TemplateRound(talk_duration=7 * MINUTE)),
)  # fmt: skip


def test_a_workshop_is_described_and_keeps_the_instant_it_was_made(workshop):
    later = done(workshop, DescribeWorkshop(about=About(title="New")), after=MINUTE)
    assert later.about == About(title="New", created_at=AT)


def test_a_workshop_that_was_never_described_is_made_now():
    assert done(Workshop(), DescribeWorkshop(about=About())).about.created_at == AT


def test_a_theme_is_added_and_changed(workshop):
    added = done(workshop, PutTheme(theme=Theme(id="new", name="Skills", position=2)))
    assert [theme.id for theme in added.themes_in_order] == ["children", "jobs", "new"]
    changed = done(added, PutTheme(theme=Theme(id="new", name="SKILLS", position=-1)))
    assert changed.themes_in_order[0].name == "SKILLS"


def test_what_is_already_so_needs_no_edit(workshop):
    assert PutTheme(theme=workshop.themes["jobs"]).plan(workshop, stamp()) == []


def test_a_theme_goes_and_its_tables_stay(workshop):
    left = done(workshop, RemoveTheme(theme_id="jobs"))
    assert list(left.themes) == ["children"]
    assert [table.theme_id for table in left.tables_in_order] == ["children", None]


def test_themes_are_put_into_another_order(workshop):
    turned = done(workshop, OrderThemes(theme_ids=("jobs", "children")))
    assert [theme.id for theme in turned.themes_in_order] == ["jobs", "children"]


def test_a_table_goes_with_its_seats_and_its_conversations(workshop):
    spoken = done(workshop, DescribeConversation(table_id="t2", round_id="r1", state="checked"))
    left = done(spoken, RemoveTable(table_id="t2"))
    assert list(left.tables) == ["t1"]
    assert {seat.table_id for seat in left.seats.values()} == {"t1"}
    assert not left.conversations


def test_a_round_goes_with_its_seats_and_the_later_ones_move_up(workshop):
    spoken = done(workshop, DescribeConversation(table_id="t2", round_id="r1", state="checked"))
    left = done(spoken, RemoveRound(round_id="r1"))
    assert [(round_.id, round_.number) for round_ in left.rounds_in_order] == [("r2", 1)]
    assert {seat.round_id for seat in left.seats.values()} == {"r2"}
    assert not left.conversations


def test_a_round_may_go_while_another_one_runs(workshop):
    assert (
        "r2"
        not in done(
            workshop, StartSegment(segment="r1.talk"), RemoveRound(round_id="r2")
        ).rounds
    )


def test_a_dotted_round_is_known_to_run(workshop):
    running = done(
        workshop, PutRound(round=Round(id="r.3", number=3)), StartSegment(segment="r.3.talk")
    )
    with pytest.raises(RuleBroken, match="round_is_running"):
        RemoveRound(round_id="r.3").plan(running, stamp())


def test_a_room_grows_at_the_end(workshop):
    room = done(workshop, FurnishRoom(n_tables=4, seats=7))
    assert [(table.number, table.seats) for table in room.tables_in_order] == [
        (1, 7), (2, 7), (3, 7), (4, 7),
    ]  # fmt: skip
    assert room.tables["t1"].host_id == "awa"
    assert room.tables["new-1"].languages == ()  # nobody chose any


def test_a_room_shrinks_from_the_end(workshop):
    room = done(workshop, FurnishRoom(n_tables=1, seats=3))
    assert list(room.tables) == ["t1"]
    assert {seat.table_id for seat in room.seats.values()} == {"t1"}


def test_an_empty_room_is_furnished_from_one():
    room = done(Workshop(), FurnishRoom(n_tables=2, seats=4))
    assert [table.number for table in room.tables_in_order] == [1, 2]


@pytest.mark.parametrize(
    ("tables", "themes", "sizes"),
    [
        (16, 5, [3, 3, 4, 3, 3]),
        (8, 4, [2, 2, 2, 2]),
        (7, 3, [2, 3, 2]),
        (8, 3, [3, 3, 2]),
        (2, 5, [0, 1, 1, 0, 0]),
        (0, 2, [0, 0]),
        (4, 1, [4]),
    ],
)
def test_themes_get_shares_that_differ_by_at_most_one(tables, themes, sizes):
    shares = even_shares(tables, themes)
    assert [shares.count(theme) for theme in range(themes)] == sizes
    assert list(shares) == sorted(shares)


def test_neighbouring_tables_share_a_theme(workshop):
    room = done(workshop, FurnishRoom(n_tables=4, seats=3), SpreadThemes())
    assert [table.theme_id for table in room.tables_in_order] == [
        "children", "children", "jobs", "jobs",
    ]  # fmt: skip


def test_a_template_furnishes_an_empty_workshop():
    made = done(Workshop(), ApplyTemplate(template=TEMPLATE))
    assert (made.about.title, made.about.place) == ("From the template", "Turin")
    assert made.about.languages == ("es", "fr")
    assert made.about.harvest_duration == 10 * MINUTE
    assert made.about.created_at == AT
    assert [theme.name for theme in made.themes_in_order] == ["One", "Two"]
    assert [(t.number, t.seats, t.languages) for t in made.tables_in_order] == [
        (1, 6, ()), (2, 6, ()), (3, 6, ()),
    ]  # fmt: skip
    carried = [made.theme_of(table.id).name for table in made.tables_in_order]
    assert carried == ["One", "One", "Two"]
    assert [round_.talk_duration for round_ in made.rounds_in_order] == [
        20 * MINUTE, 7 * MINUTE,
    ]  # fmt: skip


def test_a_template_replaces_the_room_but_not_the_people_nor_the_title(workshop):
    made = done(workshop, ApplyTemplate(template=TEMPLATE))
    assert made.participants == workshop.participants
    assert made.about.title == "Small café"
    assert not made.seats
    assert not {"t1", "children", "r1"} & {*made.tables, *made.themes, *made.rounds}


def test_a_template_without_themes_leaves_tables_without_one():
    bare = Template(key="b", name="B", n_tables=2)
    made = done(Workshop(), ApplyTemplate(template=bare))
    assert [table.theme_id for table in made.tables_in_order] == [None, None]


def test_a_template_may_come_after_the_day_was_ended(workshop):
    assert done(workshop, EndDay(), ApplyTemplate(template=TEMPLATE)).clock.ended_at


SAID = [record()]
SUMMED_UP = [DescribeConversation(table_id="t1", round_id="r1", key_insight="Start small.")]
DRAFTED = [SaveDraft(table_id="t1", round_id="r1", content="{}")]
RUNNING = [StartSegment(segment="r1.move")]


@pytest.mark.parametrize(
    ("before", "command", "code"),
    [
        ([], PutTheme(theme=Theme(id="x", name="  ")), "theme_without_name"),
        ([], PutTheme(theme=Theme(id="x", name="JOB creation")), "theme_name_taken"),
        ([], RemoveTheme(theme_id="x"), "theme_unknown"),
        ([], OrderThemes(theme_ids=("jobs",)), "theme_unknown"),
        ([], OrderThemes(theme_ids=("jobs", "jobs")), "theme_unknown"),
        ([], PutTable(table=CafeTable(id="x", number=2)), "table_number_taken"),
        ([], PutTable(table=CafeTable(id="x", number=3, host_id="awa")), "host_taken"),
        ([], PutTable(table=CafeTable(id="x", number=3, host_id="x")), "points_nowhere"),
        (
            [],
            PutTable(table=CafeTable(id="x", number=3, note_taker_id="x")),
            "points_nowhere",
        ),
        ([], PutTable(table=CafeTable(id="x", number=3, theme_id="x")), "points_nowhere"),
        ([], RemoveTable(table_id="x"), "table_unknown"),
        (SAID, RemoveTable(table_id="t1"), "table_has_contributions"),
        (DRAFTED, RemoveTable(table_id="t1"), "table_has_draft"),
        (SUMMED_UP, RemoveTable(table_id="t1"), "table_has_insight"),
        (
            [record(table_id="t2")],
            FurnishRoom(n_tables=1, seats=3),
            "table_has_contributions",
        ),
        ([], PutRound(round=Round(id="x", number=2)), "round_number_taken"),
        ([], RemoveRound(round_id="x"), "round_unknown"),
        (SAID, RemoveRound(round_id="r1"), "round_has_contributions"),
        (DRAFTED, RemoveRound(round_id="r1"), "round_has_draft"),
        (SUMMED_UP, RemoveRound(round_id="r1"), "round_has_insight"),
        (RUNNING, RemoveRound(round_id="r1"), "round_is_running"),
        (
            [RemoveTheme(theme_id="jobs"), RemoveTheme(theme_id="children")],
            SpreadThemes(),
            "no_theme_yet",
        ),
        (SAID, ApplyTemplate(template=TEMPLATE), "template_after_contributions"),
        (DRAFTED, ApplyTemplate(template=TEMPLATE), "template_after_contributions"),
        (SUMMED_UP, ApplyTemplate(template=TEMPLATE), "template_after_contributions"),
        (RUNNING, ApplyTemplate(template=TEMPLATE), "round_is_running"),
    ],
)
def test_refusals(workshop, before, command, code):
    with pytest.raises(RuleBroken) as refused:
        done(workshop, *before, command)
    assert refused.value.code == code


def test_a_table_may_keep_its_own_number_host_and_theme(workshop):
    table = workshop.tables["t1"].but(seats=9, note_taker_id="chiara")
    assert done(workshop, PutTable(table=table)).tables["t1"] == table


def test_a_round_may_keep_its_own_number(workshop):
    round_ = workshop.rounds["r1"].but(question="Else?")
    assert done(workshop, PutRound(round=round_)).rounds["r1"] == round_


def test_a_refusal_carries_what_its_sentence_needs(workshop):
    with pytest.raises(RuleBroken) as refused:
        PutTable(table=CafeTable(id="x", number=3, host_id="awa")).plan(workshop, stamp())
    assert refused.value.params == {"name": "Awa Diop", "number": 1}
    assert str(refused.value) == "host_taken(name='Awa Diop', number=1)"


def test_instants_without_a_zone_are_refused_and_others_become_utc():
    with pytest.raises(ValueError, match="time zone"):
        opportunity(recorded_at=dt.datetime(2026, 3, 12, 8, 0))  # noqa: DTZ001
    paris = dt.timezone(dt.timedelta(hours=1))
    noon = dt.datetime(2026, 3, 12, 12, 0, tzinfo=paris)
    assert opportunity(recorded_at=noon).recorded_at.isoformat() == "2026-03-12T11:00:00+00:00"
