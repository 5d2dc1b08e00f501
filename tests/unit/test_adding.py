"""What was said in another workshop is added: once, and with where it was said."""

import datetime as dt
import itertools
import json

import pytest

from small_cafe import Watch, build, record
from worldcafe.cli import main
from worldcafe.document import Document, forget
from worldcafe.domain.commands import (
    DescribeWorkshop,
    PutParticipant,
    PutTable,
    WithdrawContribution,
)
from worldcafe.domain.harvest import references
from worldcafe.domain.model import CafeTable, Contact, Participant


def cafe(path, title, *said, day=dt.date(2027, 5, 2)):
    """A workshop of its own, with what was said there."""
    with Document.create(path, writer=title, now=Watch()) as made:
        build(made)
        made.do(DescribeWorkshop(about=made.workshop.about.but(title=title, date=day)))
        for each in said:
            made.do(each)
    return path


def said_in(path):
    with Document.open(path) as document:
        return document.workshop.contributions


def add(path, *others):
    return main(["merge", str(path), *map(str, others), "--add-contributions"])


@pytest.fixture
def turin(tmp_path):
    return cafe(tmp_path / "turin.worldcafe", "Turin", record("c1"))


@pytest.fixture
def lyon(tmp_path):
    path = cafe(
        tmp_path / "lyon.worldcafe", "Lyon",
        record("c1", title="Night trains"),
        record("c2", "t2", "r2", title="Twin schools", builds_on_id="c1", author_id="emil"),
        record("c3", title="Withdrawn"),
    )  # fmt: skip
    with Document.open(path) as document:
        document.do(WithdrawContribution(contribution_id="c3"))
        document.do(PutTable(table=CafeTable(id="t9", number=9)))
        document.do(record("c9", "t9", title="At a table that is not in Turin"))
    return path


def test_another_workshop_is_refused_in_one_sentence_unless_it_is_asked_for(
    turin, lyon, capsys
):
    before = turin.read_bytes()
    assert main(["merge", str(turin), str(lyon)]) == 3
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "--add-contributions" in said.err
    assert add(turin, lyon, "--dry-run") == 0
    assert turin.read_bytes() == before


def test_what_was_said_there_is_here_with_a_number_of_its_own_and_where_it_was_said(
    turin, lyon
):
    assert add(turin, lyon) == 0
    with Document.open(turin) as document:
        workshop = document.workshop
        found = {each.title: each for each in workshop.contributions.values()}
        assert len(found) == 4  # what was withdrawn there is not
        trains, schools = found["Night trains"], found["Twin schools"]
        last = found["At a table that is not in Turin"]
        assert len({trains.id, schools.id, last.id, "c1"}) == 4
        assert [each.number for each in (trains, schools, last)] == [2, 3, 4]
        assert (schools.table_id, schools.round_id) == ("t2", "r2")
        assert last.table_id == "t2"
        assert (schools.builds_on_id, schools.author_id) == (trains.id, None)
        (told,) = schools.extras
        for each in ("Lyon", "2027", "O-002"):
            assert each in told.value
        assert references(workshop)["c1"] == "O-001"
        document.undo()
        assert list(document.workshop.contributions) == ["c1"]
    assert add(turin, lyon) == 0
    assert len(said_in(turin)) == 4


def test_twice_changes_nothing_and_what_came_since_comes_alone(turin, lyon, tmp_path, capsys):
    add(turin, lyon)
    once = said_in(turin)
    copy = tmp_path / "copy of lyon.worldcafe"
    copy.write_bytes(lyon.read_bytes())
    assert add(turin, lyon, copy, lyon) == 0
    assert said_in(turin) == once
    with Document.open(lyon) as document:
        document.do(record("c4", title="Later"))
    capsys.readouterr()
    assert main(["merge", str(turin), str(copy), str(lyon), "--add-contributions",
                 "--json"]) == 0  # fmt: skip
    copies = json.loads(capsys.readouterr().out)["copies"]
    assert [[each["title"] for each in one["added"]] for one in copies] == [[], ["Later"]]
    assert said_in(turin).keys() - once.keys() == {
        id for id, each in said_in(turin).items() if each.title == "Later"
    }


def test_whatever_way_round_it_comes_nothing_is_there_twice(turin, lyon, tmp_path):
    dakar = cafe(tmp_path / "dakar.worldcafe", "Dakar", record("c1", title="Solar pumps"))
    assert add(lyon, turin) == 0
    assert add(turin, lyon) == 0  # its own are not added to it
    assert add(dakar, turin, lyon) == 0
    titles = sorted(each.title for each in said_in(dakar).values())
    assert add(turin, dakar) == 0
    assert add(lyon, dakar, turin) == 0
    for path in (turin, lyon):
        found = [each.title for each in said_in(path).values() if each.withdrawn_at is None]
        assert sorted(found) == titles
    assert len(set(titles)) == len(titles) == 5


def test_several_come_in_alike_in_any_order_but_for_the_numbers(turin, lyon, tmp_path):
    dakar = cafe(tmp_path / "dakar.worldcafe", "Dakar", record("c1", title="Solar pumps"))
    ends = []
    for n, order in enumerate(itertools.permutations((lyon, dakar))):
        path = tmp_path / f"{n}.worldcafe"
        path.write_bytes(turin.read_bytes())
        add(path, *order)
        ends.append({id: each.but(number=None) for id, each in said_in(path).items()})
    assert ends[0] == ends[1]


def test_nobody_is_named_who_was_forgotten_here_or_asked_there_not_to_be(
    turin, tmp_path, capsys
):
    lyon = cafe(
        tmp_path / "lyon.worldcafe", "Lyon",
        record("c1", title="Ask Emil Novák and Zoé Blanc", author_id="emil",
               contacts=(Contact(name="Emil Novák", email="emil@example.org"),)),
    )  # fmt: skip
    with Document.open(lyon) as document:
        zoe = Participant(id="zoe", given_name="Zoé", family_name="Blanc", name_hidden=True)
        document.do(PutParticipant(participant=zoe))
    forget(turin, ["emil"])
    assert add(turin, lyon) == 0
    whole = turin.read_bytes()
    for each in ("Novák", "Blanc", "emil@example.org"):
        assert each.encode() not in whole
    assert any("Ask" in each.title for each in said_in(turin).values())


def test_a_rehearsal_and_a_workshop_without_a_table_are_refused(turin, lyon, tmp_path):
    empty = tmp_path / "empty.worldcafe"
    Document.create(empty).close()
    assert add(empty, lyon) == 3
    with Document.open(lyon) as document:
        about = document.workshop.about.but(rehearsal=True)
        document.do(DescribeWorkshop(about=about))
    assert add(turin, lyon) == 3
    assert len(said_in(turin)) == 1
