"""Whatever leaves the program names nobody it should not, by whatever way it leaves."""

import json
import os
import re
import zipfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from pypdf import PdfReader

from small_cafe import AT, numbered, small_workshop
from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain.command import Command
from worldcafe.domain.disclosure import (
    MARK,
    Disclosure,
    Names,
    disclosed,
    to_decide,
    told_texts,
)
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import (
    About,
    Attachment,
    Cluster,
    Contact,
    Contribution,
    Conversation,
    Extra,
    NextStep,
    OpenPoint,
    Partner,
    Resource,
    Vote,
)
from worldcafe.domain.vocabulary import Direction, Kind, ResourceKind
from worldcafe.domain.workshop import Workshop

NAMED = "Dina Haddad", "dina@haddad.org"
"""Of her who asked not to be named."""
OTHER = "Emil Novák", "emil@novak.cz", "+420 601 234 567"
CHANNELS = ("s.xlsx", "s.zip", "s.json", "s.ics", "report.pdf", "report.odt")
CHOICES = ((), ("--names", "initials"), ("--names", "none"), ("--no-personal-data",))


def people():
    """The café with both of them everywhere that a person can be."""
    workshop = small_workshop()
    dina, emil = workshop.participants["dina"], workshop.participants["emil"]
    text = f"{NAMED[0]} ({NAMED[1]}) and {OTHER[0]} ({OTHER[1]}, {OTHER[2]})"
    step = NextStep(text=text, owner=NAMED[0], due=AT.date())
    contacts = tuple(
        Contact(name=name, organisation="ILO", email=email, consent=True)
        for name, email in (NAMED, OTHER[:2])
    )
    said = Contribution(
        id="c1", kind=Kind.OPPORTUNITY, table_id="t1", round_id="r1", title=text[:400],
        description=text, translation=text, title_translation=text, author_id="dina",
        recorded_at=AT, demand=text, experience_offered=text, place=text, lesson=text,
        resources=(
            Resource(kind=ResourceKind.FUNDING, direction=Direction.OFFERED, by=NAMED[0]),
            Resource(kind=ResourceKind.FUNDING, direction=Direction.NEEDED, by=OTHER[0]),
        ),
        partners=(Partner(name=f"Fondation {NAMED[0]}", city=text),), themes=(text[:90],),
        expected_result=text, beneficiaries=text, adaptation=text, enabling_factors=text,
        obstacles=text, next_step=step, contacts=contacts, organiser_owner=NAMED[0],
        organiser_note=text, extras=(Extra(name="Budget", value=text),), cluster_id="k",
    )  # fmt: skip
    merged = said.but(id="c2", author_id="emil", merged_into_id="c1", kind=Kind.EXPERIENCE)
    table = workshop.tables["t1"].but(host_id="dina", note_taker_id="emil")
    theme = workshop.themes["children"].but(name=text, question=text)
    changed = [
        About(title=f"Café of {NAMED[0]} and {OTHER[0]}", organisers=(NAMED[0], OTHER[0])),
        dina.but(email=NAMED[1], name_hidden=True, position=f"Aide of {OTHER[0]}"),
        emil.but(email=OTHER[1], organisation=f"Bureau {NAMED[0]}"),
        table, theme,
        workshop.rounds["r1"].but(question=text),
        Cluster(id="k", name=text),
        Conversation.of("t1", "r1").but(key_insight=text, note_taker_id="dina"),
        Attachment(
            id="a", table_id="t1", round_id="r1", name=f"{NAMED[0]}, {OTHER[0]}.jpg", size=1,
            caption=text, media_type="image/jpeg", width=1, height=1, digest="0" * 64,
            added_at=AT,
        ),
        OpenPoint(
            id="o", kind=Kind.OPPORTUNITY, title=text, description=text, outcome=text,
            workshop_title=text, next_step=step, partners=said.partners,
        ),
        Vote.of("c1", 2, participant_id="dina"), said, merged,
    ]  # fmt: skip
    return Workshop.of(numbered([*workshop.entities(), *changed]))


class Everything(Command):
    """Stands for all that was done until the café was as it is here."""

    def plan(self, workshop, stamp):
        return [
            Edit(workshop.find(each.kind_name, each.id), each) for each in people().entities()
        ]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("people") / "people.worldcafe"
    with Document.create(path) as document:
        document.do(Everything())
    return path


def said_in(path):
    """Everything a file says, whatever kind it is."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        told = [page.extract_text() for page in reader.pages]
        return " ".join(" ".join([*told, str(reader.metadata)]).split())
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return " ".join(
                archive.read(name).decode("utf-8", "replace") + name
                for name in archive.namelist()
            )
    return path.read_text("utf-8").replace("\n ", "")


@pytest.fixture
def run(monkeypatch, capsys, qapp):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


def leave(run, file, path, *more):
    """Have the file leave by the command for its kind."""
    if path.name.startswith("report"):
        return run("print", file, path, "--what", "opportunities", *more)
    return run("export", file, path, *more)


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: "-".join(choice) or "full")
def test_no_channel_names_whom_it_should_not(run, file, tmp_path, name, choice):
    path = tmp_path / name
    code, _, err = leave(run, file, path, *choice, "--mask")
    assert (code, err) == (0, "")
    said = said_in(path)
    gone = ["dina", "haddad"]
    if choice:
        gone += ["emil", "novák", "novak", "601 234 567"]
    else:
        assert "Novák" in said
    assert re.findall(rf"\b(?:{'|'.join(gone)})\b", said, re.IGNORECASE) == []


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize("choice", CHOICES[2:], ids="-".join)
def test_texts_that_name_people_wait_for_a_decision(run, file, tmp_path, name, choice):
    path = tmp_path / name
    code, out, err = leave(run, file, path, *choice, "--json")
    assert (code, err.count("\n")) == (3, 1)
    assert not path.exists()
    found = json.loads(out)["given_away"]
    assert all(found[given] for given in ("names", "emails", "telephones"))
    texts = [each["text"] for each in found["places"]]
    assert OTHER[0] in texts
    assert len(texts) == found["names"] + found["emails"] + found["telephones"]
    assert OTHER[0] in err
    assert leave(run, file, path, *choice, "--keep")[0] == 0
    said = said_in(path)
    assert "Novák" in said
    assert "Haddad" not in said, "she asked, and nobody else decides about that"


def test_what_is_for_the_room_has_the_names_it_needs(run, file, tmp_path):
    for what in ("badges", "tables", "sheets", "cards", "doors"):
        path = tmp_path / f"{what}.pdf"
        code, _, err = run("print", file, path, "--what", what, "--names", "none")
        assert (code, err.count("\n"), path.exists()) == (3, 1, False)
        assert run("print", file, path, "--what", what)[0] == 0
        assert ("Haddad" in said_in(path)) == (what not in ("cards", "doors")), what


# --- the workshop as it is told ----------------------------------------------------------


def test_without_anything_to_hide_everything_is_told_as_it_is():
    workshop = small_workshop()
    assert disclosed(workshop, Disclosure()) == workshop


def test_ids_that_spell_names_are_replaced_wherever_they_stand():
    told = disclosed(people(), Disclosure(Names.NONE))
    ids = set(told.participants)
    assert not ids & set(small_workshop().participants)
    assert {seat.participant_id for seat in told.seats.values()} <= ids
    assert {told.tables["t1"].host_id, told.tables["t1"].note_taker_id} <= ids
    assert told.contributions["c1"].author_id in ids
    assert told.conversation("t1", "r1").note_taker_id in ids
    person = told.contributions["c1"].author_id
    assert told.route_of(person) == tuple(
        told.tables[table.id] for table in small_workshop().route_of("dina")
    )


def test_who_did_not_agree_is_no_contact():
    contacts = (Contact(name="Kofi", consent=True), Contact(name="Awa"))
    said = people().contributions["c1"].but(contacts=contacts)
    told = disclosed(Workshop.of([*people().entities(), said]), Disclosure())
    assert [each.name for each in told.contributions["c1"].contacts] == ["Kofi"]


def test_only_what_was_looked_at_stands():
    workshop = people()
    asked = Disclosure(personal_data=False)
    kept = [each for each in to_decide(workshop, asked) if each.field == "title"]
    told = disclosed(workshop, asked.keeping(kept)).contributions["c1"]
    assert OTHER[0] in told.title
    assert NAMED[0] not in told.title
    assert OTHER[0] not in told.description
    assert MARK in told.description
    changed = workshop.contributions["c1"].but(description=f"Now: {OTHER[0]}")
    later = workshop.after([Edit(workshop.contributions["c1"], changed)])
    assert OTHER[0] not in disclosed(later, asked.keeping(kept)).contributions["c1"].description


def test_what_was_withdrawn_needs_no_decision():
    workshop = people()
    gone = [each.but(withdrawn_at=AT) for each in workshop.contributions.values()]
    workshop = workshop.after(Edit(workshop.contributions[each.id], each) for each in gone)
    asked = Disclosure(Names.NONE)
    assert "contribution" not in {each.kind for each in to_decide(workshop, asked)}


def test_a_text_that_leaves_in_a_picture_is_masked_too():
    told = told_texts([f"Fondation {NAMED[0]}", OTHER[0], "ILO"], people(), Disclosure())
    assert told == ("Fondation D. H.", OTHER[0], "ILO")
