"""`worldcafe forget`, and what else of the command line knows of forgotten people."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest

from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain.commands import DescribeWorkshop, PutParticipant
from worldcafe.domain.model import Participant

LIST = (
    "Name,E-mail,Organisation\n"
    "Awa Diop,awa@dakar.example,Ville de Dakar\n"
    "Bruno Costa,bruno@recife.example,Prefeitura do Recife\n"
)


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        report = json.loads(out) if "--json" in arguments else None
        return SimpleNamespace(code=code, out=out, err=err, json=report)

    return run


@pytest.fixture
def cafe(run, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    path = tmp_path / "a.worldcafe"
    assert run("new", path, "--template", "turin").code == 0
    assert run("people", path, tmp_path / "list.csv").code == 0
    return path


def names_in(path):
    with Document.open(path) as document:
        return [person.name for person in document.workshop.participants.values()]


@pytest.mark.parametrize("said", ["Awa Diop", "diop awa", "AWA@dakar.example"])
def test_a_person_is_named_as_one_likes(run, cafe, said):
    report = run("forget", cafe, said, "--json").json
    assert [person["name"] for person in report["people"]] == ["Awa Diop"]
    assert names_in(cafe) == ["Bruno Costa"]
    assert b"Diop" not in cafe.read_bytes()


def test_who_is_meant_must_be_clear(run, cafe):
    namesake = Participant(id="p9", given_name="Awa", family_name="Diop", city="Thiès")
    with Document.open(cafe) as document:
        document.do(PutParticipant(participant=namesake))
    before = cafe.read_bytes()
    refused = run("forget", cafe, "Awa Diop")
    assert refused.code == 3
    assert "awa@dakar.example" in refused.err
    assert "Thiès, p9" in refused.err
    assert run("forget", cafe, "Nobody Here").code == 3
    assert run("forget", cafe).code == 2
    assert run("forget", cafe, "Awa Diop", "--everyone").code == 2
    assert run("forget", cafe.with_name("none.worldcafe"), "Awa Diop").code == 4
    assert cafe.read_bytes() == before
    assert run("forget", cafe, "p9").code == 0
    assert names_in(cafe) == ["Awa Diop", "Bruno Costa"]


def test_a_dry_run_says_what_stays_and_forgets_nobody(run, cafe):
    before = cafe.read_bytes()
    said = run("forget", cafe, "--everyone", "--dry-run")
    assert (said.code, cafe.read_bytes()) == (0, before)
    assert "2 people are to be forgotten." in said.out
    assert run("forget", cafe, "--everyone").code == 0
    assert names_in(cafe) == []


def test_an_old_list_leaves_out_who_was_forgotten_unless_asked_to(run, cafe, tmp_path):
    run("forget", cafe, "Awa Diop")
    said = run("people", cafe, tmp_path / "list.csv")
    assert "1 person was forgotten here and is left out." in said.out
    assert names_in(cafe) == ["Bruno Costa"]
    assert run("people", cafe, tmp_path / "list.csv", "--json").json["forgotten"] == 1
    assert run("people", cafe, tmp_path / "list.csv", "--again").code == 0
    assert names_in(cafe) == ["Bruno Costa", "Awa Diop"]


def test_check_says_when_names_were_to_go(run, cafe):
    def codes():
        return {each["code"] for each in run("check", cafe, "--json").json["remarks"]}

    today = dt.datetime.now().astimezone().date()
    for until, is_said in ((today, False), (today - dt.timedelta(days=1), True)):
        with Document.open(cafe) as document:
            about = document.workshop.about.but(names_until=until)
            document.do(DescribeWorkshop(about=about))
        assert ("names_overdue" in codes()) is is_said
    run("forget", cafe, "--everyone")
    assert "names_overdue" not in codes()
