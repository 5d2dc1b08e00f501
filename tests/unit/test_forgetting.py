"""Forgetting people: nothing of them stays in the file, its past or its copies."""

import datetime as dt
import itertools
import json
import os
import shutil
import sqlite3
import tempfile
import uuid
from contextlib import closing
from pathlib import Path

import pytest
from platformdirs import user_data_path, user_log_path

from small_cafe import AT, MINUTE, build, record, small_workshop, stamp
from workbook_cases import ENGLISH
from worldcafe.document import (
    Document,
    delete_snapshots,
    forget,
    gone_workshops,
    recover,
    snapshots_of,
)
from worldcafe.document.rows import edits_from_json
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import (
    AddAttachments,
    AddLatecomer,
    CastVotes,
    DescribeConversation,
    EditContribution,
    ImportParticipants,
    MoveSeat,
    PutParticipant,
    PutSeatWish,
    PutTable,
    RemoveParticipants,
    SaveDraft,
    SendIdea,
)
from worldcafe.domain.follow_up import follow_up
from worldcafe.domain.forgetting import (
    Forgetting,
    find_people,
    known_again,
    people_in,
    same_people,
)
from worldcafe.domain.kept_names import names_overdue, proposed_until
from worldcafe.domain.model import (
    Attachment,
    Contact,
    NextStep,
    Participant,
    SeatWish,
    Vote,
)
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.vocabulary import WishType
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.roster import participant_id
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.wording.people import count_line

ZOE = Participant(
    id=participant_id("Zoë", "N’Guessan", "zoe.nguessan@abidjan.example", "Ville d’Abidjan"),
    given_name="Zoë",
    family_name="N’Guessan",
    email="zoe.nguessan@abidjan.example",
    organisation="Ville d’Abidjan",
    position="Conseillère principale aux affaires",
    delegation="Délégation ivoirienne",
)
TRACES = (
    "N’Guessan", "N'Guessan", "nguessan", "zoe.nguessan@abidjan.example", ZOE.id,
    "Conseillère principale", "Délégation ivoirienne",
)  # fmt: skip


def fill(document, watch):
    """A café in which Zoë did and is mentioned wherever somebody can be."""
    document.do(PutParticipant(participant=ZOE.but(family_name="Nguessan-Typo", email="")))
    document.do(PutParticipant(participant=ZOE))
    table = document.workshop.tables["t1"]
    document.snapshot_if_due()
    document.do(PutTable(table=table.but(seats=4, note_taker_id=ZOE.id)))
    document.do(MoveSeat(participant_id=ZOE.id, table_id="t1", round_id="r1"))
    wish = SeatWish(id="w", type=WishType.TOGETHER, participant_ids=(ZOE.id, "dina", "emil"))
    document.do(PutSeatWish(wish=wish))
    document.do(
        record(
            title="Twin with Zoë N’Guessan",
            description="Ask N'Guessan (zoe.nguessan@abidjan.example). Zoé NGUESSAN knows.",
            author_id=ZOE.id,
            organiser_owner="Zoë N’Guessan",
            next_step=NextStep(text="Call", owner="Zoë N’Guessan"),
            contacts=(
                Contact(name="Zoë N’Guessan", email=ZOE.email), Contact(name="Ana Lima"),
            ),
        )
    )  # fmt: skip
    document.do(record("c2", title="Pay apprentices"))
    document.do(EditContribution(contribution_id="c2", changes={"lesson": "As N’Guessan says"}))
    document.do(EditContribution(contribution_id="c2", changes={"lesson": ""}))
    document.do(
        DescribeConversation(
            table_id="t1", round_id="r1", key_insight="Parents first", note_taker_id=ZOE.id
        )
    )
    picture = Attachment(
        id="p", table_id="t1", round_id="r1", name="zoe-nguessan.jpg", caption="Zoë N’Guessan",
        media_type="image/jpeg", width=1, height=1, size=3, digest="0" * 64, added_at=AT,
    )  # fmt: skip
    document.do(AddAttachments(attachments=(picture,)), blobs={"0" * 64: b"jpg"})
    document.do(CastVotes(dots={"c2": 3}, participant_id=ZOE.id))
    draft = json.dumps({"fresh": {"title": "N’Guessan again", "author_id": ZOE.id}})
    document.do(SaveDraft(table_id="t2", round_id="r1", content=draft))
    document.do(
        SendIdea(
            idea_id="sent", participant_id=ZOE.id, round_id="r1", idea_kind="idea",
            text="Ask N’Guessan too", sender="a" * 32,
        )
    )  # fmt: skip
    document.keep_vectors("e1", {"c1": ("d", b"old"), "c2": ("d", b"stays")})
    watch.advance(20 * MINUTE)
    document.snapshot_if_due()


@pytest.fixture
def cafe(document, watch):
    fill(document, watch)
    document.close()
    return document.path


def bytes_with(traces, *roots):
    """Where any of the traces stands, in UTF-8 or UTF-16."""
    needles = [
        (trace, trace.encode(coding))
        for trace in traces
        for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    files = [each for root in roots for each in root.rglob("*") if each.is_file()]
    assert files
    return [
        (str(file), trace)
        for file in files
        for trace, needle in needles
        if needle.lower() in file.read_bytes().lower()
        or needle.decode("latin-1").lower() in str(file).lower()
    ]


def user_folder():
    return user_data_path("worldcafe", appauthor=False).parent.parent


def replayed(path):
    with closing(sqlite3.connect(path)) as connection:
        lines = connection.execute("SELECT edits FROM history ORDER BY seq").fetchall()
    workshop = Workshop()
    for (edits,) in lines:
        done = edits_from_json(edits)
        for edit in done:
            present = workshop.find(edit.kind, edit.id)
            assert edit.before is None or present == edit.before
        workshop = workshop.after(done)
    return workshop


def test_no_byte_of_a_forgotten_person_stays(cafe, tmp_path):
    assert len(bytes_with(TRACES, tmp_path, user_folder())) > 10
    reached = forget(cafe, [ZOE.id])
    assert bytes_with((*TRACES, "Zoë N", "Nguessan-Typo"), tmp_path, user_folder()) == []
    assert len(reached.cleansed) == 2


def test_everything_else_stays_and_history_replays_to_it(cafe):
    with Document.open(cafe) as document:
        before = document.workshop
    forget(cafe, [ZOE.id])
    with Document.open(cafe) as document:
        after = document.workshop
        assert document.blob("0" * 64) == b"jpg"
        assert document.vectors("e1") == {"c2": ("d", b"stays")}
    assert replayed(cafe) == Workshop.of(
        each for each in after.entities() if each.kind_name != "draft"
    )
    assert after.participants.keys() == before.participants.keys() - {ZOE.id}
    assert after.tables["t1"].note_taker_id is None
    assert after.conversation("t1", "r1").n_forgotten == 1
    assert after.n_people == before.n_people
    said = after.contributions["c1"]
    assert (said.author_id, said.organiser_owner, said.next_step.owner) == (None, "", "")
    assert said.title == "Twin with […]"
    assert said.description == "Ask […] ([…]). […] knows."
    assert [each.name for each in said.contacts] == ["Ana Lima"]
    assert after.attachments["p"].caption == ""
    assert after.ideas["sent"].text == "Ask […] too"
    assert after.seat_wishes["w"].participant_ids == ("dina", "emil")
    assert after.votes == {"c2/wall": Vote.of("c2", 3)}
    assert json.loads(next(iter(after.drafts.values())).content)["fresh"] == {
        "title": "[…] again", "author_id": "",
    }  # fmt: skip


def test_undo_and_redo_walk_through_a_past_without_the_person(cafe):
    forget(cafe, [ZOE.id])
    with Document.open(cafe) as document:
        while document.next_undo and document.next_undo != "AddAttachments":
            document.undo()
        document.undo()
        document.redo()
        assert ZOE.id not in document.workshop.participants
        assert not any("Guessan" in repr(each) for each in document.states())


def test_what_was_about_nobody_else_is_no_line_any_more_nor_is_its_undo(document):
    document.do(PutParticipant(participant=ZOE))
    document.undo()
    document.redo()
    document.do(record())
    document.close()
    forget(document.path, [ZOE.id])
    with Document.open(document.path) as again:
        assert again.next_undo == "RecordContribution"
        again.undo()
        assert again.next_undo == "AdoptSeatingPlan"
        assert ZOE.id not in again.workshop.participants


def test_who_was_taken_off_the_list_long_ago_is_found_and_forgotten(document, tmp_path):
    document.do(PutParticipant(participant=ZOE))
    document.do(RemoveParticipants(participant_ids=frozenset([ZOE.id])))
    people = people_in(document.states())
    assert find_people(people, "zoe n guessan") == [ZOE.id]
    document.close()
    forget(document.path, [ZOE.id])
    assert bytes_with(TRACES, tmp_path) == []
    with Document.open(document.path) as again:
        assert again.workshop.n_people == 5


def test_texts_that_are_kept_stay_in_history_too(cafe):
    with Document.open(cafe) as document:
        states, workshop = list(document.states()), document.workshop
    forgetting = Forgetting(same_people(people_in(states), [ZOE.id]), states)
    found = forgetting.remains(workshop, states).mentions
    past = [each for each in found if each.field == "lesson"]
    assert [each.text for each in past] == ["N’Guessan"]
    forget(cafe, [ZOE.id], kept=frozenset(each.key for each in past))
    with Document.open(cafe) as document:
        lessons = {getattr(each, "lesson", "") for each in document.states()}
        titles = {each.title for each in document.workshop.contributions.values()}
    assert "As N’Guessan says" in lessons
    assert titles == {"Twin with […]", "Pay apprentices"}


def test_a_namesake_and_everybody_else_keep_their_names(document):
    document.do(PutParticipant(participant=ZOE))
    other = Participant(id="o", given_name="Paul", family_name="N’Guessan")
    document.do(PutParticipant(participant=other))
    document.close()
    forget(document.path, [ZOE.id])
    with Document.open(document.path) as again:
        assert again.workshop.participants["o"] == other


def test_a_copy_in_which_they_were_forgotten_before_is_not_said_to_hold_them(cafe, tmp_path):
    before, cleansed = tmp_path / "before.worldcafe", tmp_path / "cleansed.worldcafe"
    shutil.copy(cafe, before)
    shutil.copy(cafe, cleansed)
    forget(cleansed, [ZOE.id])
    content = before.read_bytes()
    assert forget(cafe, [ZOE.id]).left == (before,)
    assert before.read_bytes() == content


@pytest.mark.parametrize("prefix", ["worldcafe-rehearsal-", "worldcafe-copy-"])
def test_copies_that_the_program_made_are_reached_and_others_named(cafe, tmp_path, prefix):
    recovered = recover(cafe, snapshots_of(cafe)[0])
    mine = tmp_path / "my copy.worldcafe"
    shutil.copy(cafe, mine)
    cut_off = Path(tempfile.mkdtemp(prefix=prefix))
    shutil.copy(cafe, cut_off / cafe.name)
    stranger = tmp_path / "other.worldcafe"
    with Document.create(stranger) as other:
        build(other)
    untouched = stranger.read_bytes()
    try:
        reached = forget(cafe, [ZOE.id])
        assert not cut_off.exists()
    finally:
        shutil.rmtree(cut_off, ignore_errors=True)
    assert recovered in reached.cleansed
    assert reached.left == (mine,)
    assert bytes_with(TRACES, recovered.parent / recovered.name, user_folder()) == []
    assert stranger.read_bytes() == untouched
    with Document.open(recovered) as again:
        assert again.workshop.contributions["c2"].title == "Pay apprentices"


def test_snapshots_under_an_earlier_place_of_the_file_are_reached(cafe, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    moved = cafe.rename(tmp_path / "elsewhere" / "renamed.worldcafe")
    forget(moved, [ZOE.id])
    assert bytes_with(TRACES, tmp_path, user_folder()) == []


def test_a_snapshot_that_cannot_be_read_goes(cafe):
    (newest, *_) = snapshots_of(cafe)
    newest.path.write_bytes(newest.path.read_bytes()[:9000])
    reached = forget(cafe, [ZOE.id])
    assert newest.path in reached.deleted
    assert bytes_with(TRACES, user_folder()) == []


def test_what_fails_half_way_leaves_the_file_and_is_finished_by_asking_again(
    cafe, monkeypatch, tmp_path
):
    before = cafe.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(FileRefused, match="disk_full"):
            forget(cafe, [ZOE.id])
    assert cafe.read_bytes() == before
    forget(cafe, [ZOE.id])
    assert bytes_with(TRACES, tmp_path, user_folder()) == []


def test_the_rights_of_the_file_stay(cafe):
    cafe.chmod(0o600)
    forget(cafe, [ZOE.id])
    assert cafe.stat().st_mode & 0o777 == 0o600


def test_the_log_forgets_what_names_them(cafe):
    log = user_log_path("worldcafe", appauthor=False) / "defects.log"
    log.parent.mkdir(parents=True)
    log.write_text("--- 1\nKeyError: 'Zoë N’Guessan'\n\n--- 2\nKeyError: 'x'\n\n", "utf-8")
    forget(cafe, [ZOE.id])
    assert log.read_text("utf-8") == "--- 2\nKeyError: 'x'\n\n"


def test_everyone_may_be_forgotten(cafe, tmp_path):
    with Document.open(cafe) as document:
        people = people_in(document.states())
    forget(cafe, people.keys())
    names = [state.family_name for states in people.values() for state in states]
    assert bytes_with((*TRACES, *names), tmp_path, user_folder()) == []
    with Document.open(cafe) as document:
        workshop = document.workshop
    assert not workshop.participants
    assert not workshop.seats
    assert workshop.n_people == 6
    counts = {each.id: each.n_forgotten for each in workshop.conversations.values()}
    assert counts == {"r1/t1": 4, "r1/t2": 2}
    assert replayed(cafe).contributions == workshop.contributions


# The mark


def forgotten_in(workshop, *people):
    """The workshop without these people, with their marks."""
    at = Stamp(AT, lambda: str(uuid.uuid4()))
    states = list(workshop.entities())
    forgetting = Forgetting({p.id: (p,) for p in people}, states)
    left = (forgetting.cleansed(each) for each in states)
    after = Workshop.of(each for each in left if each is not None)
    return after.after(forgetting.farewell(workshop, after, at))


@pytest.mark.parametrize(
    "person",
    [
        ZOE,
        ZOE.but(id="typed-by-hand"),
        ZOE.but(id="x", email="", position="Adjointe"),
        ZOE.but(id="x", email="ZOE.NGUESSAN@abidjan.example", organisation="Ministère"),
        ZOE.but(id="x", given_name="ZOE", family_name="N'GUESSAN"),
        ZOE.but(id="x", given_name="N'Guessan", family_name="Zoë"),
    ],
)
def test_an_old_list_does_not_bring_a_forgotten_person_back(person):
    gone = forgotten_in(Workshop.of([*small_workshop().entities(), ZOE]), ZOE)
    assert known_again(gone, [person]).keys() == {person.id}
    assert ImportParticipants(participants=(person,)).plan(gone, stamp()) == []
    back = gone.after(
        ImportParticipants(participants=(person,), again=True).plan(gone, stamp())
    )
    assert back.participants[person.id] == person
    assert not back.forgotten


@pytest.mark.parametrize(
    "person",
    [
        ZOE.but(id="x", given_name="Zita", email="", organisation="Ville d’Abidjan"),
        ZOE.but(id="x", email="zoe@dakar.example", organisation="Ville de Dakar"),
        Participant(id="x", given_name="Paul", family_name="Kra", email=ZOE.email),
    ],
)
def test_others_are_not_taken_for_a_forgotten_person(person):
    gone = forgotten_in(Workshop.of([*small_workshop().entities(), ZOE]), ZOE)
    edits = ImportParticipants(participants=(person,)).plan(gone, stamp())
    assert [edit.after for edit in edits] == [person]


def test_the_mark_tells_nothing_and_differs_from_workshop_to_workshop():
    workshop = Workshop.of([*small_workshop().entities(), ZOE])
    one, other = (next(iter(forgotten_in(workshop, ZOE).forgotten.values())) for _ in range(2))
    assert ZOE.id not in repr(one)
    assert set(one.marks).isdisjoint(other.marks)


def test_who_is_typed_in_again_by_hand_is_known_again():
    gone = forgotten_in(Workshop.of([*small_workshop().entities(), ZOE]), ZOE)
    back = gone.after(PutParticipant(participant=ZOE.but(id="new")).plan(gone, stamp()))
    assert (list(back.forgotten), back.n_people) == ([], 6)


def test_seats_in_rounds_that_did_not_take_place_are_not_counted(workshop):
    gone = forgotten_in(workshop, workshop.participants["dina"])
    assert not gone.conversations
    assert not any(seat.participant_id == "dina" for seat in gone.seats.values())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is cut off in the middle")
def test_whoever_is_cut_off_finds_the_file_as_it_was_or_done_and_asks_again(cafe, tmp_path):
    names, kept, snapshots = TRACES, tmp_path / "kept", tmp_path / "snapshots"
    shutil.copy(cafe, kept)
    shutil.copytree(user_folder(), snapshots)
    outcomes = []
    for n in range(1, 20):
        shutil.copy(kept, cafe)
        shutil.copytree(snapshots, user_folder(), dirs_exist_ok=True)
        code = cut_off(cafe, at=n)
        assert not cafe.with_name(f"{cafe.name}-journal").exists()
        is_before = cafe.read_bytes() == kept.read_bytes()
        is_after = not any(trace.encode() in cafe.read_bytes() for trace in names)
        assert is_before is not is_after
        outcomes.append((code, is_after))
        if code == 0:
            break
    assert (9, False) in outcomes
    assert (9, True) in outcomes
    assert outcomes[-1] == (0, True)
    kept.unlink()
    shutil.rmtree(snapshots)
    assert bytes_with(names, tmp_path, user_folder()) == []


def cut_off(path, *, at):
    """Forget in another process, killed when it is about to do its n-th step on the disk."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = itertools.count(1)

    def cut(step):
        def taken(*arguments, **named):
            if next(steps) == at:
                os._exit(9)
            return step(*arguments, **named)

        return taken

    Path.replace, os.fsync = cut(Path.replace), cut(os.fsync)  # type: ignore[method-assign]
    try:
        forget(path, [ZOE.id])
        os._exit(0)
    finally:
        os._exit(1)


# The date


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (dt.date(2026, 3, 12), dt.date(2026, 9, 12)),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 1), dt.date(2027, 6, 1)),
    ],
)
def test_half_a_year_is_proposed(workshop, day, until):
    about = workshop.about.but(date=day)
    assert proposed_until(Workshop.of([about]), dt.date(2030, 1, 1)) == until


def test_a_reminder_is_due_the_day_after_and_only_while_there_are_names(workshop):
    until = dt.date(2026, 9, 12)
    late = until + dt.timedelta(days=1)
    kept = Workshop.of([*workshop.entities(), workshop.about.but(names_until=until)])
    assert names_overdue(kept, until) is None
    assert names_overdue(kept, late) == until
    assert names_overdue(Workshop.of([kept.about]), late) is None
    rehearsed = Workshop.of([*kept.entities(), kept.about.but(rehearsal=True)])
    assert names_overdue(rehearsed, late) is None
    assert follow_up(kept, lambda: "id").about.names_until is None


# Workshops that are gone


def test_snapshots_of_a_workshop_that_is_gone_are_found_and_go_only_when_asked(cafe):
    assert gone_workshops() == []
    cafe.unlink()
    (gone,) = gone_workshops()
    assert (gone.path, gone.n_snapshots) == (cafe.resolve(), 2)
    delete_snapshots(gone)
    assert gone_workshops() == []
    assert snapshots_of(cafe) == []


def test_a_stick_that_is_out_is_no_workshop_that_is_gone(cafe, tmp_path):
    shutil.rmtree(tmp_path)
    assert gone_workshops() == []
    assert len(snapshots_of(cafe)) == 2


def test_an_empty_place_where_a_stick_is_put_is_no_workshop_that_is_gone(cafe):
    home = snapshots_of(cafe)[0].path.with_name("workshop.json")
    said = json.loads(home.read_text("utf-8"))
    home.write_text(json.dumps({**said, "volume": said["volume"] + 1}), "utf-8")
    cafe.unlink()
    assert gone_workshops() == []


def test_who_comes_back_before_it_is_agreed_keeps_everything(cafe, tmp_path):
    cafe.rename(tmp_path / "away")
    (gone,) = gone_workshops()
    (tmp_path / "away").rename(cafe)
    delete_snapshots(gone)
    assert len(snapshots_of(cafe)) == 2


def test_a_rehearsal_under_way_is_ended_first(cafe):
    rehearsal = Path(tempfile.mkdtemp(prefix="worldcafe-rehearsal-"))
    shutil.copy(cafe, rehearsal / cafe.name)
    before = cafe.read_bytes()
    try:
        with Document.open(rehearsal / cafe.name):
            with pytest.raises(RuleBroken, match="rehearsal_running"):
                forget(cafe, [ZOE.id])
            assert cafe.read_bytes() == before
    finally:
        shutil.rmtree(rehearsal)


def test_an_edited_workbook_from_before_brings_no_name_back(cafe, tmp_path):
    with Document.open(cafe) as document:
        write_synthesis(document.workshop, tmp_path / "before.xlsx", ENGLISH, made_at=AT)
    forget(cafe, [ZOE.id])
    with Document.open(cafe) as document:
        edited = read_edited(tmp_path / "before.xlsx", document.workshop)
        document.do(edited.command(lambda each: not each.is_conflict))
        assert not edited.conflicts
        assert not any("Guessan" in repr(each) for each in document.states())


def test_a_latecomer_who_was_forgotten_is_known_again_and_counts_once(document):
    document.do(PutParticipant(participant=ZOE))
    n_people = document.workshop.n_people
    document.close()
    forget(document.path, [ZOE.id])
    with Document.open(document.path) as again:
        assert again.workshop.n_people == n_people
        assert count_line(again.workshop, ENGLISH).startswith("5 people  ·  1 more, forgotten")
        again.do(AddLatecomer(participant=ZOE))
        assert not again.workshop.forgotten
        assert again.workshop.n_people == len(again.workshop.participants) == n_people
