"""What points to what: nothing points to nothing, to itself or round in a circle."""

import sqlite3
from contextlib import closing

import pytest

from small_cafe import done, opportunity, record, small_workshop, stamp
from worldcafe.document import Document
from worldcafe.domain.commands import (
    EditContribution,
    ImportContributions,
    ImportParticipants,
    MergeContributions,
    PutCluster,
    PutSeatWish,
    PutTable,
)
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import (
    ENTITIES,
    CafeTable,
    Cluster,
    Contribution,
    DifferentPair,
    SeatWish,
)
from worldcafe.domain.references import CHAINS, POINTS, check_references, mended
from worldcafe.domain.refusal import RuleBroken
from worldcafe.domain.workshop import Workshop
from worldcafe.wording import TRANSLATED, words_for


def edit(said, **changes):
    return EditContribution(contribution_id=said, changes=changes)


def test_every_field_that_names_another_entity_is_said():
    for kind in ENTITIES:
        named = {field for field in kind.model_fields if field.endswith(("_id", "_ids"))}
        assert named == POINTS.get(kind.kind_name, {}).keys(), kind
    assert all(field in POINTS[kind] for kind, field in CHAINS)


@pytest.mark.parametrize(
    "fields",
    [
        {"author_id": "nobody"}, {"cluster_id": "none"}, {"builds_on_id": "c9"},
        {"merged_into_id": "c9"}, {"author_id": "c1"}, {"cluster_id": "awa"},
    ],
    ids=str,
)  # fmt: skip
def test_a_contribution_points_to_nothing_unknown(document, fields):
    document.do(record("c1"))
    before = document.workshop
    for command in (
        edit("c1", **fields),
        record("c2", **fields),
        ImportContributions(contributions=(opportunity("c2", **fields),)),
    ):
        with pytest.raises(RuleBroken, match=r"points_nowhere|unknown"):
            document.do(command)
    assert document.workshop == before


@pytest.mark.parametrize("field", ["builds_on_id", "merged_into_id"])
def test_nothing_builds_on_itself_by_whatever_detour(document, field):
    for said in ("c1", "c2", "c3"):
        document.do(record(said))
    with pytest.raises(RuleBroken, match="points_to_itself"):
        document.do(edit("c1", **{field: "c1"}))
    document.do(edit("c1", **{field: "c2"}))
    document.do(edit("c2", **{field: "c3"}))
    with pytest.raises(RuleBroken, match="points_to_itself"):
        document.do(edit("c3", **{field: "c1"}))
    assert getattr(document.workshop.contributions["c3"], field) is None


def test_what_comes_together_may_point_to_each_other_but_not_in_a_circle(document):
    one, two = opportunity("c1", builds_on_id="c2"), opportunity("c2")
    circle = ImportContributions(contributions=(one, two.but(builds_on_id="c1")))
    with pytest.raises(RuleBroken, match="points_to_itself"):
        document.do(circle)
    document.do(ImportContributions(contributions=(one, two)))
    assert list(document.workshop.contributions) == ["c1", "c2"]


def test_a_pair_is_of_two():
    workshop = done(small_workshop(), record("c1"))
    pair = DifferentPair(id="c1/c1", one_id="c1", other_id="c1")
    with pytest.raises(RuleBroken, match="points_to_itself"):
        check_references(workshop.after([Edit(None, pair)]), [Edit(None, pair)])


@pytest.mark.parametrize("field", ["table_id", "theme_id", "round_id"])
def test_a_wish_about_people_names_no_unknown_place(document, field):
    wish = SeatWish(id="w", type="apart", participant_ids=("awa", "bruno"), **{field: "none"})
    with pytest.raises(RuleBroken, match=r"points_nowhere|unknown"):
        document.do(PutSeatWish(wish=wish))


def test_what_is_pointed_to_stays(document):
    document.do(PutCluster(cluster=Cluster(id="k", name="Young")))
    document.do(record(), origin="phone", writer="phone-7")
    document.do(edit("c1", cluster_id="k"), origin="phone", writer="phone-7")
    with pytest.raises(RuleBroken, match="still_pointed_to") as refused:
        document.undo()
    assert document.workshop.contributions["c1"].cluster_id == "k"
    assert words_for("en").refusal(refused.value) == (
        "The cluster “Young” has to stay. The contribution “Twin the two cities” points to it."
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_sentence_says_what_points_where(document, language):
    document.do(record("c1"))
    with pytest.raises(RuleBroken) as refused:
        document.do(edit("c1", cluster_id="none"))
    words = words_for(language)
    said = words.refusal(refused.value)
    assert words("The contribution “{name}”", name="Twin the two cities") in said
    assert words("a cluster") in said


def test_a_deep_heap_of_merges_is_no_depth_to_fall_into():
    deep = [Contribution(id=f"c{n}", kind="idea", table_id="t1", round_id="r1", title="A",
                         number=n + 1, merged_into_id=f"c{n + 1}" if n < 2999 else None)
            for n in range(3000)]  # fmt: skip
    workshop = Workshop.of([*small_workshop().entities(), *deep])
    assert [item.id for item in workshop.origins_of("c2999")] == ["c0"]
    check_references(workshop, [Edit(None, deep[0])])


def test_a_long_line_of_notes_that_build_on_each_other_is_walked_once():
    items = [opportunity(f"c{n}", builds_on_id=f"c{n + 1}" if n < 4999 else None)
             for n in range(5000)]  # fmt: skip
    found = []

    class Watched(Workshop):
        def find(self, kind, entity_id):
            found.append(entity_id)
            return super().find(kind, entity_id)

    edits = ImportContributions(contributions=items).plan(small_workshop(), stamp())
    check_references(Watched.of([*small_workshop().entities()]).after(edits), edits)
    assert len(found) < 10 * len(items)


def test_adding_costs_no_more_in_a_large_workshop():
    looked_at = []

    class Watched(Workshop):
        def all_of(self, kind):
            looked_at.append(kind)
            return super().all_of(kind)

    workshop = Watched.of(small_workshop().entities())
    table = CafeTable(id="t9", number=9, host_id="awa")
    check_references(workshop.after([Edit(None, table)]), [Edit(None, table)])
    assert looked_at == []


def test_a_file_in_which_something_goes_round_in_a_circle_is_mended_when_it_is_opened(document):
    document.do(ImportParticipants(participants=()))
    for said in ("c1", "c2", "c3"):
        document.do(record(said))
    document.do(PutSeatWish(wish=SeatWish(id="w", type="apart",
                                          participant_ids=("awa", "bruno"))))  # fmt: skip
    document.close()
    with closing(sqlite3.connect(document.path)) as file, file:
        file.execute("UPDATE contribution SET builds_on_id = 'c2' WHERE id = 'c1'")
        file.execute("UPDATE contribution SET builds_on_id = 'c1' WHERE id = 'c2'")
        file.execute("UPDATE contribution SET merged_into_id = 'c3' WHERE id = 'c3'")
        file.execute('UPDATE seat_wish SET participant_ids = \'["awa","bruno","gone"]\'')
    with Document.open(document.path) as opened:
        said = opened.workshop.contributions
        assert (said["c1"].builds_on_id, said["c2"].builds_on_id) == ("c2", None)
        assert said["c3"].merged_into_id is None
        assert opened.workshop.seat_wishes["w"].participant_ids == ("awa", "bruno")
        assert mended(opened.workshop) == []
        seq = opened.seq
    with Document.open(document.path) as again:
        assert again.seq == seq
        assert again.next_undo == "PutSeatWish"


def test_a_merge_is_not_into_one_of_its_own(document):
    document.do(record("c1"))
    document.do(record("c2"))
    merged = opportunity("m", builds_on_id="m")
    with pytest.raises(RuleBroken, match="points_to_itself"):
        document.do(MergeContributions(contribution_ids=("c1", "c2"), merged=merged))


def test_a_table_is_hosted_by_somebody_known(document):
    with pytest.raises(RuleBroken, match=r"points_nowhere|participant_unknown"):
        document.do(PutTable(table=CafeTable(id="t3", number=3, host_id="nobody")))
