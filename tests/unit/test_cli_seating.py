"""Rotation and seating from the command line: `rotate` and `plan` with their rules."""

import io
import json
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from turin_cafe import EXAMPLES
from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain.vocabulary import Presence


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        code = main([str(argument) for argument in arguments])
        return Said(code, *capsys.readouterr())

    return run


def plan_turin(path):
    """The Turin list in its room, planned with hard rules and proposed languages."""
    rules = ("--languages", "hard", "--apart", "organisation=hard", "--propose-languages")
    for arguments in (
        ("new", path, "--template", "turin"),
        ("people", path, EXAMPLES / "turin-participants.xlsx"),
        ("plan", path, *rules),
    ):
        assert main([str(argument) for argument in arguments]) == 0
    return path


@pytest.fixture(scope="module")
def planned_once(tmp_path_factory):
    """Planned once for all that go on from it, by somebody with a folder of their own."""
    with pytest.MonkeyPatch.context() as somebody:
        somebody.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("somebody")))
        return plan_turin(tmp_path_factory.mktemp("planned") / "turin.worldcafe")


@pytest.fixture
def planned(planned_once, tmp_path):
    return Path(shutil.copy(planned_once, tmp_path))


def test_a_plan_with_all_that_goes_before_it_is_one_step_of_undo(tmp_path):
    with Document.open(plan_turin(tmp_path / "turin.worldcafe")) as document:
        assert document.next_undo == "AdoptSeatingPlan"
        tables = document.workshop.tables.values()
        assert all(table.languages for table in tables)
        assert document.workshop.seats
        document.undo()
        tables = document.workshop.tables.values()
        assert not document.workshop.seats
        assert not any(table.languages or table.host_id for table in tables)


def test_people_whom_nobody_understands_are_told_what_helps(run, tmp_path):
    path, people = tmp_path / "many.worldcafe", tmp_path / "people.csv"
    spoken = ("français", "anglais") * 12 + ("tamoul", "wolof")
    people.write_text(
        "Prénom;Nom;Langue\n"
        + "".join(f"Ana{k};Silva{k};{language}\n" for k, language in enumerate(spoken)),
        "utf-8",
    )
    assert run("new", path, "--people", 26, "--seats", 5, "--rounds", 3).code == 0
    assert run("people", path, people, "--anyway").code == 0
    said = run("plan", path, "--time-limit", 0)
    assert "2 people speak only what nobody else here does (Tamil and Wolof)" in said.out
    remedy = json.loads(run("plan", path, "--time-limit", 0, "--json").out)["remedy"]
    assert remedy["after"] >= 2
    assert bool(remedy["option"]) == (remedy["after"] < remedy["before"])
    assert run("plan", path, "--propose-languages", "--time-limit", 0).code == 0
    with Document.open(path) as document:
        assert all(table.languages for table in document.workshop.tables.values())


@pytest.mark.parametrize(
    ("said", "room"),
    [
        (("--people", 460), (92, 5)),
        (("--people", 460, "--seats", 8), (58, 8)),
        (("--people", 80, "--tables", 8), (8, 10)),
        (("--template", "turin", "--people", 120), (24, 5)),
        (("--template", "turin", "--seats", 6), (16, 6)),
    ],
)
def test_a_new_room_is_made_for_the_people(run, tmp_path, said, room):
    path = tmp_path / "new.worldcafe"
    assert run("new", path, *said).code == 0
    with Document.open(path) as document:
        tables = document.workshop.tables_in_order
        assert (len(tables), {table.seats for table in tables}) == (room[0], {room[1]})


def test_a_new_room_too_small_for_its_people_is_refused_and_none_is_made(run, tmp_path):
    path = tmp_path / "new.worldcafe"
    said = run("new", path, "--people", 460, "--tables", 8, "--seats", 5)
    assert said.code != 0
    assert "460 people do not fit on 40 chairs" in said.err
    assert not path.exists()


def test_a_workshop_that_follows_is_one_commit_with_its_title(run, planned, tmp_path):
    path = tmp_path / "next.worldcafe"
    assert run("new", path, "--follows", planned, "--title", "A year later").code == 0
    with Document.open(path) as document:
        assert (document.seq, document.next_undo) == (1, "StartFollowUp")
        assert document.workshop.about.title == "A year later"


def test_hosts_may_change_each_round(run):
    numbers = ("--people", 20, "--tables", 5, "--rounds", 3)
    told = json.loads(run("rotate", *numbers, "--hosts", "rotate", "--json").out)
    hosts = told["hosts_by_round"]
    assert len({host for row in hosts for host in row}) == 15
    for tables, row in zip(told["seating"], hosts, strict=True):
        assert [tables[host] for host in row] == [0, 1, 2, 3, 4]


def test_rotate_knows_themes_seats_and_blocks(run):
    arguments = ("rotate", "--people", 22, "--tables", 4, "--rounds", 2, "--json")
    themed = json.loads(run(*arguments, "--themes", 2, "--seats", "5,6,5,6").out)
    assert themed["report"]["theme_revisits"]["count"] == 0
    counts = [tables.count(k) for tables in themed["seating"] for k in range(4)]
    assert all(n <= seats for n, seats in zip(counts, (5, 6, 5, 6) * 2, strict=True))
    blocks = json.loads(run(*arguments, "--blocks", "--hosts", "none").out)
    one, two = blocks["seating"]
    assert len(set(zip(one, two, strict=True))) == 4


@pytest.mark.parametrize(
    "wrong",
    [("--apart", "organisation"), ("--apart", "shoes=hard"), ("--languages", "maybe")],
)
def test_a_rule_that_makes_no_sense_is_wrong_use(run, planned, wrong):
    said = run("plan", planned, *wrong)
    assert said.code == 2
    assert said.err.count("\n") == 1


def test_hard_rules_for_one_run_leave_the_workshops_own_alone(run, planned):
    with Document.open(planned) as document:
        before = document.workshop.seating_rules
    told = json.loads(run("plan", planned, "--languages", "hard", "--json").out)
    assert told["report"]["rules"]["shared_language"]["strength"] == "hard"
    assert told["report"]["language_conflicts"] == []
    with Document.open(planned) as document:
        assert document.workshop.seating_rules == before


def test_planning_anew_spares_those_who_stay(run, planned):
    with Document.open(planned) as document:
        hosts = {table.host_id for table in document.workshop.tables.values()}
        gone = next(p for p in document.workshop.people_to_seat if p.id not in hosts)
        before = dict(document.workshop.seats)
    anew = ("plan", planned, "--from-round", 3, "--absent", gone.name)
    told = json.loads(run(*anew, "--json").out)
    assert told["option"] == "fewest_changes"
    assert told["moves"] == []
    with Document.open(planned) as document:
        after = dict(document.workshop.seats)
        assert document.workshop.participants[gone.id].presence is Presence.ABSENT
    lost = [before[seat_id] for seat_id in before.keys() - after.keys()]
    assert {seat.participant_id for seat in lost} == {gone.id}
    assert len(lost) == 2
    assert all(before[seat_id] == seat for seat_id, seat in after.items())


def test_a_host_who_left_is_replaced_and_it_is_said_by_whom(run, planned):
    with Document.open(planned) as document:
        table = document.workshop.tables_in_order[2]
        host = document.workshop.participants[table.host_id]
    said = run("plan", planned, "--from-round", 2, "--absent", host.id)
    assert said.code == 0
    assert "Table 3: " in said.out
    with Document.open(planned) as document:
        assert document.workshop.tables[table.id].host_id not in (None, host.id)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from-round", 9), "No round is left to be planned anew."),
        (("--absent", "Nobody Here"), "Nobody called “Nobody Here” is on the list."),
    ],
)
def test_what_cannot_be_planned_anew_is_said(run, planned, arguments, sentence):
    said = run("plan", planned, *arguments)
    assert said.code == 3
    assert said.err.strip() == sentence
