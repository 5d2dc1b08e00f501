"""CSV, JSON and calendar: the same café for other programs, with nothing they would run."""

import csv
import datetime as dt
import errno
import io
import json
import zipfile

import pytest

from small_cafe import done, record, small_workshop
from workbook_cases import ENGLISH, HOSTILE, MADE_AT, harvested_workshop, hostile_workshop
from worldcafe.domain import commands
from worldcafe.domain.disclosure import Disclosure, Names, initials
from worldcafe.domain.model import Contact, NextStep, OpenPoint
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Kind, StepStatus
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.calendar import is_calendar, write_calendar
from worldcafe.exchange.open_data import is_open_data, write_csv, write_json
from worldcafe.exchange.workbook import ExportCancelled
from worldcafe.exchange.workbook.text import readable
from worldcafe.wording import words_for


def tables(path):
    """The CSV files of an archive by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content, delimiter=","):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


# --- CSV ---------------------------------------------------------------------------------


def test_every_table_is_a_file_that_excel_opens(tmp_path):
    path = tmp_path / "s.zip"
    write_csv(harvested_workshop(), path, ENGLISH, made_at=MADE_AT)
    files = tables(path)
    assert {"opportunities.csv", "next_steps.csv", "clusters.csv", "follow_up.csv"} <= set(
        files
    )
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    found = rows(files["opportunities.csv"])
    assert len(found) == 87
    assert sum(int(row["Opportunities"]) for row in rows(files["by_modality.csv"])) == 87
    assert is_open_data(path)


def test_a_french_excel_finds_its_semicolons(tmp_path):
    path = tmp_path / "s.zip"
    write_csv(done(small_workshop(), record("c1")), path, words_for("fr"), made_at=MADE_AT)
    (row,) = rows(tables(path)["opportunities.csv"], ";")
    assert row["Titre"] == "Twin the two cities"


def test_no_text_is_a_formula(tmp_path):
    path = tmp_path / "s.zip"
    write_csv(hostile_workshop(), path, ENGLISH, made_at=MADE_AT)
    titles = [row["Title"] for row in rows(tables(path)["opportunities.csv"])]
    for title, text in zip(titles, map(readable, HOSTILE), strict=True):
        assert title == (f"'{text}" if text[0] in "=+-@\t" else text)


def test_a_folder_takes_the_files_and_keeps_its_own(tmp_path):
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    write_csv(small_workshop(), folder, ENGLISH, made_at=MADE_AT)
    assert (folder / "participants.csv").exists()
    assert (folder / "mine.txt").read_text() == "mine"
    assert list(tmp_path.iterdir()) == [folder]


def test_what_was_kept_of_offers_and_needs_stands_in_csv_and_in_json(tmp_path):
    workshop = done(
        small_workshop(),
        record("need", demand="Four trainers", partners=({"name": "Dakar"},)),
        record("offer", experience_offered="Two trainers"),
        record("other", experience_offered="Money"),
        commands.DecideMatch(need_id="need", offer_id="offer", verdict="kept"),
        commands.DecideMatch(need_id="need", offer_id="other", verdict="turned_down"),
    )
    write_csv(workshop, tmp_path / "s.zip", ENGLISH, made_at=MADE_AT)
    (row,) = rows(tables(tmp_path / "s.zip")["offers_and_needs.csv"])
    assert (row["What is needed"], row["What is offered"]) == ("Four trainers", "Two trainers")
    write_json(workshop, tmp_path / "s.json", made_at=MADE_AT)
    said = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert said["matches"] == [{"need_id": "need", "offer_id": "offer"}]


# --- JSON --------------------------------------------------------------------------------


def test_json_holds_what_was_said_and_not_what_was_taken_back(tmp_path):
    contact = Contact(name="Emil", email="emil@example.org")
    workshop = done(
        small_workshop(),
        record("a", title="Kept", contacts=(contact,), author_id="chiara"),
        record("b", title="Taken back"),
        commands.WithdrawContribution(contribution_id="b"),
    )
    path = tmp_path / "s.json"
    write_json(workshop, path, made_at=MADE_AT)
    text = path.read_text("utf-8")
    found = json.loads(text)
    assert [each["ref"] for each in found["contributions"]] == ["O-001"]
    assert found["contributions"][0]["author_id"] == "chiara"
    assert len(found["participants"]) == 5
    assert "Taken back" not in text
    assert "emil@example.org" not in text
    assert is_open_data(path)


def test_json_holds_hostile_text_as_it_is(tmp_path):
    path = tmp_path / "s.json"
    write_json(hostile_workshop(), path, made_at=MADE_AT)
    titles = [each["title"] for each in json.loads(path.read_bytes())["contributions"]]
    assert titles == list(map(readable, HOSTILE))


@pytest.mark.parametrize(
    "disclosure",
    [Disclosure(Names.INITIALS), Disclosure(Names.NONE), Disclosure(personal_data=False)],
)
def test_json_names_nobody_where_that_is_asked(tmp_path, disclosure):
    contact = Contact(name="Awa Diop", email="awa@diop.org", consent=True)
    step = NextStep(owner="Dina Haddad")
    said = record("a", author_id="chiara", next_step=step, contacts=(contact,))
    workshop = done(small_workshop(), said)
    path = tmp_path / "s.json"
    write_json(workshop, path, made_at=MADE_AT, disclosure=disclosure)
    text = path.read_text("utf-8")
    for name in ("Chiara", "chiara", "Haddad", "dina", "Diop", "awa@diop.org"):
        assert name not in text
    found = json.loads(text)
    author = found["contributions"][0]["author_id"]
    assert author in {person["id"] for person in found["participants"]}


def test_initials():
    assert initials("Awa Diop") == "A. D."
    assert initials("Jean-Marie N’Guessan") == "J.-M. N."
    assert initials(" - ") == ""


# --- calendar ----------------------------------------------------------------------------


def events(path):
    """The calendar as RFC 5545 has it read: unfolded, then by property, then unescaped."""
    content = path.read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    found, event = [], None
    for line in content.decode().replace("\r\n ", "").splitlines():
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
        elif event is not None:
            assert name not in event
            event[name] = unescaped(value)
    return found


def unescaped(value):
    text, rest = "", value
    while rest:
        if rest[0] == "\\":
            assert rest[1] in "\\;,nN"
            text += "\n" if rest[1] in "nN" else rest[1]
            rest = rest[2:]
        else:
            assert rest[0] not in ";,"
            text, rest = text + rest[0], rest[1:]
    return text


def dated(**step):
    return NextStep(**{"text": "Call", "due": dt.date(2027, 5, 28), **step})


def test_a_next_step_with_a_date_is_a_day_in_the_calendar(tmp_path):
    workshop = done(
        small_workshop(),
        record("a", next_step=dated(owner="Awa Diop")),
        record("b", next_step=NextStep(text="Some day")),
        record("c", next_step=dated(status=StepStatus.DROPPED)),
    )
    path = tmp_path / "s.ics"
    assert write_calendar(workshop, path, ENGLISH, made_at=MADE_AT) == 2
    first = next(event for event in events(path) if event["UID"] == "a@worldcafe")
    assert first["DTSTART;VALUE=DATE"] == "20270528"
    assert first["SUMMARY"] == "Awa Diop: Call"
    assert first["DESCRIPTION"] == (
        "O-001 · Twin the two cities\nTable 1, round 1\nOwner: Awa Diop\nStatus: To do"
    )
    assert first["DTSTAMP"] == "20270421T104000Z"
    assert {event["STATUS"] for event in events(path)} == {"CONFIRMED", "CANCELLED"}
    assert is_calendar(path)


def test_what_the_organiser_says_since_counts_in_the_calendar_too(tmp_path):
    since = {"organiser_owner": "Zoé Dupré", "organiser_status": StepStatus.DROPPED}
    workshop = done(small_workshop(), record("a", next_step=dated(owner="Awa Diop"), **since))
    path = tmp_path / "s.ics"
    write_calendar(workshop, path, ENGLISH, made_at=MADE_AT)
    (event,) = events(path)
    assert event["SUMMARY"] == "Zoé Dupré: Call"
    assert event["DESCRIPTION"].endswith("Owner: Zoé Dupré\nStatus: Dropped")
    assert event["STATUS"] == "CANCELLED"


def test_open_points_with_a_date_are_in_the_calendar(tmp_path):
    point = OpenPoint(id="p", kind=Kind.OPPORTUNITY, title="A guide", next_step=dated())
    path = tmp_path / "s.ics"
    write_calendar(
        Workshop.of([*small_workshop().entities(), point]), path, ENGLISH, made_at=MADE_AT
    )
    assert [event["UID"] for event in events(path)] == ["p@worldcafe"]


def test_the_calendar_has_the_name_of_the_workshop(tmp_path):
    workshop = small_workshop()
    about = workshop.about.but(
        title="Ports, rails; roads \\ and a title longer than a line " * 3
    )
    path = tmp_path / "s.ics"
    others = (each for each in workshop.entities() if each.id != about.id)
    write_calendar(Workshop.of([about, *others]), path, ENGLISH, made_at=MADE_AT)
    lines = path.read_bytes().decode().replace("\r\n ", "").splitlines()
    (name,) = [line.removeprefix("X-WR-CALNAME:") for line in lines if line.startswith("X-WR")]
    assert unescaped(name) == about.title


def test_hostile_text_stays_inside_its_line(tmp_path):
    nasty = [*HOSTILE, "a;b,c\\d", "END:VEVENT\r\nBEGIN:VALARM", "é👍" * 200, "x\x00\x1by"]
    steps = [record(f"c{n}", next_step=dated(text=text)) for n, text in enumerate(nasty)]
    path = tmp_path / "s.ics"
    write_calendar(done(small_workshop(), *steps), path, ENGLISH, made_at=MADE_AT)
    by_id = {event["UID"]: event["SUMMARY"] for event in events(path)}
    assert len(by_id) == len(nasty)
    assert by_id[f"c{len(HOSTILE)}@worldcafe"] == "a;b,c\\d"
    assert by_id[f"c{len(HOSTILE) + 1}@worldcafe"] == "END:VEVENT\nBEGIN:VALARM"
    assert by_id[f"c{len(HOSTILE) + 2}@worldcafe"] == "é👍" * 200
    assert by_id[f"c{len(HOSTILE) + 3}@worldcafe"] == "xy"


# --- onto the disk -----------------------------------------------------------------------


WRITERS = {
    ".zip": lambda path, **more: write_csv(
        harvested_workshop(), path, ENGLISH, made_at=MADE_AT, **more
    ),
    ".json": lambda path, **more: write_json(
        harvested_workshop(), path, made_at=MADE_AT, **more
    ),
    ".ics": lambda path, **more: write_calendar(
        harvested_workshop(), path, ENGLISH, made_at=MADE_AT, **more
    ),
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_cancelling_leaves_the_old_file(tmp_path, suffix):
    path = tmp_path / f"s{suffix}"
    path.write_bytes(b"old")
    with pytest.raises(ExportCancelled):
        WRITERS[suffix](path, cancelled=lambda: True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_file_that_another_program_holds_open_is_named_and_left(
    tmp_path, suffix, monkeypatch
):
    path = tmp_path / f"s{suffix}"
    path.write_bytes(b"old")

    def held_open(self, target):
        """What Windows does while Excel shows the file."""
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr("pathlib.Path.replace", held_open)
    with pytest.raises(FileRefused) as refused:
        WRITERS[suffix](path)
    assert refused.value.code == "file_in_use"
    assert "Excel" in ENGLISH.refusal(refused.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
