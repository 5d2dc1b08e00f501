"""Other copies of a workshop come in: nothing is lost, nothing twice, only true questions."""

import hashlib
import itertools
import json
import shutil
from pathlib import Path

import pytest

from small_cafe import Watch, build, record
from worldcafe.cli import main
from worldcafe.document import Document, forget, opened_copy
from worldcafe.document.copies import Chronicle, met, pictures_in
from worldcafe.domain.commands import (
    AddAttachments,
    DescribeConversation,
    EditContribution,
    MarkAbsent,
    MoveSeat,
    PutTable,
    PutTablesInRoom,
    RemoveTable,
)
from worldcafe.domain.copies import Reason
from worldcafe.domain.harvest import references
from worldcafe.domain.model import Attachment, CafeTable
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.vocabulary import HandIn, Presence

FORMATS = Path(__file__).parents[1] / "data" / "formats"


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def ours(tmp_path, watch):
    """A café with a contribution; a copy of it was given away as `theirs.worldcafe`."""
    path = tmp_path / "ours.worldcafe"
    with Document.create(path, writer="ours", now=watch) as made:
        build(made)
        made.do(record("c1"))
        shutil.copyfile(path, tmp_path / "theirs.worldcafe")
        yield made


@pytest.fixture
def theirs(ours, tmp_path, watch):
    with Document.open(tmp_path / "theirs.worldcafe", writer="theirs", now=watch) as made:
        yield made


def meeting(ours, theirs):
    return met(Chronicle.of(ours), Chronicle.of(theirs), theirs.path.name)


def take(ours, theirs, *prefers):
    found, remembered = meeting(ours, theirs)
    digests = {e.after.digest for e in found.taken if isinstance(e.after, Attachment)}
    ours.do(found.command(remembered, prefers), blobs=pictures_in(theirs, digests))
    return found


def change(document, id="c1", **fields):
    document.do(EditContribution(contribution_id=id, changes=fields))


def test_what_was_said_at_both_laptops_is_there_and_numbers_stay_as_they_were_said(
    ours, theirs
):
    ours.do(record("here"))
    theirs.do(record("there"))
    take(ours, theirs)
    refs = references(ours.workshop)
    assert {refs[each] for each in ("here", "there")} == {"O-002a", "O-002b"}
    assert refs["c1"] == "O-001"


def test_fields_that_only_one_side_changed_come_together(ours, theirs):
    change(ours, title="Ours")
    change(theirs, description="Theirs")
    assert take(ours, theirs).disputes == ()
    both = ours.workshop.contributions["c1"]
    assert (both.title, both.description) == ("Ours", "Theirs")


def test_what_both_changed_is_asked_once_and_the_other_side_hears_the_answer(ours, theirs):
    change(ours, title="Ours")
    change(theirs, title="Theirs")
    found = take(ours, theirs)
    assert [(e.reason, e.change.before, e.change.after) for e in found.disputes] == [
        (Reason.BOTH_CHANGED, "Ours", "Theirs")
    ]
    assert ours.workshop.contributions["c1"].title == "Ours"
    assert meeting(ours, theirs)[0].disputes == ()
    assert take(theirs, ours).disputes == ()
    assert theirs.workshop.contributions["c1"].title == "Ours"


def test_the_other_side_may_be_right(ours, theirs):
    change(ours, title="Ours", description="Also ours")
    change(theirs, title="Theirs")
    (asked,) = meeting(ours, theirs)[0].disputes
    take(ours, theirs, asked.id)
    both = ours.workshop.contributions["c1"]
    assert (both.title, both.description) == ("Theirs", "Also ours")


def test_what_was_changed_again_after_a_meeting_is_no_question(ours, theirs):
    change(theirs, title="Theirs")
    take(ours, theirs)
    change(ours, title="Ours, later")
    assert meeting(ours, theirs)[0].disputes == ()
    take(theirs, ours)
    assert theirs.workshop.contributions["c1"].title == "Ours, later"


def test_a_third_copy_learns_through_another_what_was_settled(ours, theirs, tmp_path, watch):
    third_path = tmp_path / "third.worldcafe"
    shutil.copyfile(ours.path, third_path)
    change(ours, title="Ours")
    change(theirs, title="Theirs")
    take(ours, theirs)
    with Document.open(third_path, writer="third", now=watch) as third:
        take(third, theirs)  # before it hears that they met
        assert third.workshop.contributions["c1"].title == "Theirs"
        assert take(third, ours).disputes == ()
        assert third.workshop.contributions["c1"].title == "Ours"


def test_what_one_side_took_out_and_the_other_changed_is_a_question(ours, theirs):
    ours.do(PutTable(table=CafeTable(id="t3", number=3)))
    take(theirs, ours)
    ours.do(RemoveTable(table_id="t3"))
    theirs.do(PutTable(table=theirs.workshop.tables["t3"].but(seats=9)))
    (asked,) = meeting(ours, theirs)[0].disputes
    assert asked.reason is Reason.GONE_HERE
    (asked_there,) = meeting(theirs, ours)[0].disputes
    assert (asked_there.reason, asked_there.id) == (Reason.GONE_THERE, asked.id)
    take(ours, theirs, asked.id)
    assert ours.workshop.tables["t3"].seats == 9


def test_a_room_here_and_chairs_there_are_two_fields_of_one_table(ours, theirs):
    ours.do(PutTablesInRoom(table_ids={"t2"}, room="Glasshouse"))
    theirs.do(PutTable(table=theirs.workshop.tables["t2"].but(seats=9)))
    assert take(ours, theirs).disputes == ()
    kept = ours.workshop.tables["t2"]
    assert (kept.room, kept.seats) == ("Glasshouse", 9)


def test_a_table_that_somebody_wrote_at_is_not_taken_out_from_under_them(ours, theirs):
    ours.do(PutTable(table=CafeTable(id="t3", number=3)))
    take(theirs, ours)
    ours.do(RemoveTable(table_id="t3"))
    theirs.do(record("at-three", table_id="t3"))
    found = take(ours, theirs)
    assert [each.id for each in found.kept] == ["t3"]
    assert ours.workshop.contributions["at-three"].table_id == "t3"


def test_a_plan_that_both_made_anew_is_one_question_a_round(ours, theirs):
    ours.do(PutTable(table=CafeTable(id="t3", number=3)))
    take(theirs, ours)
    ours.do(MoveSeat(participant_id="chiara", round_id="r1", table_id="t3"))
    theirs.do(MoveSeat(participant_id="chiara", round_id="r1", table_id="t2"))
    theirs.do(MoveSeat(participant_id="dina", round_id="r1", table_id="t3"))
    (asked,) = meeting(ours, theirs)[0].disputes
    assert (asked.reason, asked.id) == (Reason.SEATING, "seating/r1")
    take(ours, theirs, asked.id)
    seats = {each.participant_id: each.table_id for each in ours.workshop.seats.values()
             if each.round_id == "r1"}  # fmt: skip
    assert seats == {"awa": "t1", "bruno": "t2", "emil": "t2", "chiara": "t2", "dina": "t3"}


def test_hand_ins_and_presence_of_both_sides_are_there(ours, theirs):
    ours.do(DescribeConversation(table_id="t1", round_id="r1", state=HandIn.HANDED_IN))
    theirs.do(DescribeConversation(table_id="t1", round_id="r1", state=HandIn.CHECKED))
    theirs.do(MarkAbsent(participant_ids=("emil",)))
    assert take(ours, theirs).disputes == ()
    assert ours.workshop.conversation("t1", "r1").state is HandIn.CHECKED
    assert ours.workshop.participants["emil"].presence is Presence.ABSENT


def test_a_photo_comes_with_its_bytes(ours, theirs, watch):
    content = b"\x89PNG picture"
    digest = hashlib.sha256(content).hexdigest()
    photo = Attachment(
        id="photo", table_id="t1", round_id="r1", media_type="image/png", width=1, height=1,
        size=len(content), digest=digest, added_at=watch(),
    )  # fmt: skip
    theirs.do(AddAttachments(attachments=(photo,)), blobs={digest: content})
    take(ours, theirs)
    assert ours.blob(digest) == content
    assert ours.examine().pictures == ()


def test_taking_a_copy_in_is_one_step_of_undo(ours, theirs):
    theirs.do(record("there"))
    change(theirs, title="Theirs")
    before = ours.workshop.contributions
    take(ours, theirs)
    ours.undo()
    assert ours.workshop.contributions == before
    take(ours, theirs)
    assert ours.workshop.contributions.keys() == theirs.workshop.contributions.keys()


def test_who_was_forgotten_here_stays_forgotten(tmp_path, watch):
    path, copy = tmp_path / "ours.worldcafe", tmp_path / "theirs.worldcafe"
    with Document.create(path, writer="ours", now=watch) as made:
        build(made)
    shutil.copyfile(path, copy)
    with Document.open(copy, writer="theirs", now=watch) as theirs:
        theirs.do(MarkAbsent(participant_ids=("emil",)))
        theirs.do(record("by-emil", author_id="emil"))
    forget(path, ["emil"])
    with Document.open(path, writer="ours", now=watch) as ours:
        with opened_copy(copy) as theirs:
            take(ours, theirs)
        assert "emil" not in ours.workshop.participants
        assert ours.workshop.contributions["by-emil"].author_id is None
    assert b"Nov\xc3\xa1k" not in path.read_bytes()


def test_who_was_forgotten_there_has_to_be_forgotten_here_first(tmp_path, watch):
    path, copy = tmp_path / "ours.worldcafe", tmp_path / "theirs.worldcafe"
    with Document.create(path, writer="ours", now=watch) as made:
        build(made)
    shutil.copyfile(path, copy)
    forget(copy, ["emil"])
    with (
        Document.open(path, writer="ours", now=watch) as ours,
        opened_copy(copy) as theirs,
        pytest.raises(RuleBroken) as refused,
    ):
        meeting(ours, theirs)
    assert refused.value.code == "copy_has_forgotten"
    assert refused.value.params["names"] == "Emil Novák"


def test_another_workshop_a_rehearsal_and_a_damaged_file_are_refused(ours, tmp_path, watch):
    other = tmp_path / "other.worldcafe"
    with Document.create(other, now=watch) as made:
        made.do(PutTable(table=CafeTable(id="t9", number=9)))
    with opened_copy(other) as stranger, pytest.raises(RuleBroken) as refused:
        meeting(ours, stranger)
    assert refused.value.code == "copy_of_another"
    damaged = tmp_path / "damaged.worldcafe"
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    with pytest.raises(FileRefused) as refused, opened_copy(damaged):
        pass
    assert refused.value.params["path"] == str(damaged)


def test_a_copy_of_an_older_format_comes_in_and_stays_as_it_is(tmp_path):
    path, copy = tmp_path / "ours.worldcafe", tmp_path / "theirs.worldcafe"
    shutil.copyfile(FORMATS / "v3.worldcafe", path)
    shutil.copyfile(FORMATS / "v3.worldcafe", copy)
    with Document.open(path) as ours:
        n = len(ours.workshop.contributions)
    assert main(["merge", str(path), str(copy)]) == 0
    assert copy.read_bytes() == (FORMATS / "v3.worldcafe").read_bytes()
    with Document.open(path) as ours:
        assert len(ours.workshop.contributions) == n


def test_the_command_takes_several_copies_or_none_of_them(
    ours, theirs, tmp_path, capsys, watch
):
    third_path = tmp_path / "third.worldcafe"
    shutil.copyfile(ours.path, third_path)
    path = ours.path
    theirs.do(record("there"))
    change(theirs, title="Theirs")
    with Document.open(third_path, writer="third", now=watch) as third:
        third.do(record("third"))
        change(third, title="Third")
    ours.close()
    before = path.read_bytes()
    arguments = ["merge", str(path), str(theirs.path), str(third_path)]
    assert main(arguments) == 3
    assert path.read_bytes() == before
    assert "changed on both sides" in capsys.readouterr().out
    assert main([*arguments, "--dry-run", "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert said["questions"] == 1
    assert main([*arguments, "--dry-run", "--take", "ours"]) == 0
    assert path.read_bytes() == before
    assert main([*arguments, "--take", "theirs"]) == 0
    with Document.open(path) as merged:
        assert {"c1", "there", "third"} == set(merged.workshop.contributions)
        assert merged.workshop.contributions["c1"].title == "Third"
        once = merged.workshop
    assert main(arguments) == 0
    with Document.open(path) as merged:
        assert merged.workshop == once


def test_the_order_in_which_copies_come_in_makes_no_difference(ours, tmp_path, watch):
    paths = []
    for number, name in enumerate(("second", "third", "fourth"), start=3):
        path = tmp_path / f"{name}.worldcafe"
        shutil.copyfile(ours.path, path)
        with Document.open(path, writer=name, now=watch) as other:
            other.do(record(name))
            other.do(PutTable(table=CafeTable(id=f"table-{name}", number=number)))
            change(other, **{"second": {"title": "A"}, "third": {"description": "B"}}.get(
                name, {"demand": "C"}))  # fmt: skip
        paths.append(path)
    ours.close()
    ends = []
    for n, order in enumerate(itertools.permutations(paths)):
        path = tmp_path / f"{n}.worldcafe"
        shutil.copyfile(ours.path, path)
        assert main(["merge", str(path), *map(str, order)]) == 0
        with Document.open(path) as merged:
            ends.append(
                {
                    (entity.kind_name, entity.id): entity
                    for entity in merged.workshop.entities()
                    if entity.kind_name != "taken_copy"
                }
            )
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize("ids", list(itertools.permutations("abc")))
def test_tables_that_three_copies_numbered_alike_end_alike_in_any_order(
    ids, ours, tmp_path, watch
):
    """Whichever copy is at hand first, and also where two of the others met before."""
    paths = []
    for id in ids:
        path = tmp_path / f"{id}.worldcafe"
        shutil.copyfile(ours.path, path)
        with Document.open(path, writer=id, now=watch) as made:
            made.do(PutTable(table=CafeTable(id=f"table-{id}", number=3)))
            made.do(record(f"said-{id}", table_id=f"table-{id}"))
        paths.append(path)
    first, second, third = paths
    both = tmp_path / "both.worldcafe"
    shutil.copyfile(third, both)
    ends = []
    for n, order in enumerate([(second, third), (third, second), (both,), (both, second)]):
        path = tmp_path / f"{n}.worldcafe"
        shutil.copyfile(first, path)
        if both in order:
            assert main(["merge", str(both), str(second)]) == 0
        for each in order:
            assert main(["merge", str(path), str(each)]) == 0
            before = path.read_bytes()
            assert main(["merge", str(path), str(each)]) == 0
            assert path.read_bytes() == before
        with Document.open(path) as merged:
            ends.append({each.id: each.number for each in merged.workshop.tables.values()})
            assert set(merged.workshop.contributions) == {"c1", "said-a", "said-b", "said-c"}
    assert all(end == ends[0] for end in ends)
    assert ends[0] == {"t1": 1, "t2": 2, "table-a": 3, "table-b": 4, "table-c": 5}


def test_a_number_that_somebody_gave_a_table_since_is_its_own(ours, theirs):
    for document, id in ((ours, "table-a"), (theirs, "table-b")):
        document.do(PutTable(table=CafeTable(id=id, number=3)))
    take(ours, theirs)
    assert ours.workshop.tables["table-b"].number == 4
    ours.do(PutTable(table=ours.workshop.tables["table-b"].but(number=8)))
    theirs.do(record("there"))
    take(ours, theirs)
    assert ours.workshop.tables["table-b"].number == 8
    take(theirs, ours)
    assert theirs.workshop.tables == ours.workshop.tables
    ours.undo()  # taking the copy in again
    assert ours.workshop.tables["table-b"].number == 8


def test_taking_a_copy_back_takes_nothing_from_that_copy(ours, theirs):
    """Also where that copy has heard already that it came in."""
    theirs.do(record("there"))
    take(ours, theirs)
    take(theirs, ours)
    ours.undo()
    assert "there" not in ours.workshop.contributions
    found = take(theirs, ours)
    assert (found.taken, found.disputes) == ((), ())
    assert "there" in theirs.workshop.contributions
    take(ours, theirs)
    assert "there" in ours.workshop.contributions
