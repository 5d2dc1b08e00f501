"""A day in two rooms: a real window and a projector in each, one workshop, one synthesis."""

import contextlib
import os
import subprocess
import uuid
from pathlib import Path

import openpyxl
import pytest

from real_window import (
    ON_BEAMER,
    Window,
    eventually,
    lacking_for_two_displays,
    place_of,
    run,
    two_displays,
)

pytestmark = pytest.mark.skipif(
    bool(lacking_for_two_displays()),
    reason=f"a real window on two displays needs {', '.join(lacking_for_two_displays())}",
)
ROOMS = "Aula Magna", "Glasshouse"
SAID = {"Aula Magna": "Night trains to Lyon", "Glasshouse": "Twin schools in Dakar"}
N_PEOPLE, N_ROUNDS = 16, 2


@pytest.fixture
def shared(address, tmp_path):
    """A workshop on a server: sixteen people, two tables in each of two rooms."""
    people = tmp_path / "people.csv"
    names = "".join(f"Given{n},Family{n},Country{n % 4}\n" for n in range(N_PEOPLE))
    people.write_text(f"First name,Last name,Organisation\n{names}")
    run("new", address, "--title", "Congress", "--tables", 4, "--seats", 6, "--rounds",
        N_ROUNDS, "--rooms", ",".join(ROOMS))  # fmt: skip
    run("people", address, people)
    return address


class Desk:
    """A laptop that shows one room, with that room's projector."""

    def __init__(self, room, address, folder, monkeypatch):
        from worldcafe.document.postgres.store import _stand_in

        self.room, self.opened = room, contextlib.ExitStack()
        self.screen = self.opened.enter_context(two_displays())
        own = {f"XDG_{each}_HOME": str(folder / each.lower()) for each in ("DATA", "CONFIG")}
        self.screen.environment |= own
        # Which room it shows was chosen before.
        with monkeypatch.context() as there:
            there.setenv("XDG_DATA_HOME", own["XDG_DATA_HOME"])
            chosen = uuid.uuid5(uuid.NAMESPACE_URL, str(_stand_in(address)))
        kept = folder / "config" / "worldcafe"
        kept.mkdir(parents=True)
        (kept / "worldcafe.ini").write_text(f"[room]\n{chosen}={room}\n")
        self.window = Window(self.screen, str(address))

    def picture(self, name):
        """What stands on both displays, for whoever wants to look."""
        if folder := os.environ.get("WORLDCAFE_PICTURES"):
            path = Path(folder) / f"{name} in {self.room}.png"
            subprocess.run(
                ["import", "-window", "root", path], env=self.screen.environment, check=True
            )


@pytest.fixture
def desks(shared, tmp_path, monkeypatch):
    """One in each room."""
    with contextlib.ExitStack() as stack:
        made = []
        for room in ROOMS:
            desk = Desk(room, shared, tmp_path / room, monkeypatch)
            stack.enter_context(desk.opened)
            stack.callback(desk.window.kill)
            made.append(desk)
        yield made


def test_two_desks_bring_two_rooms_to_one_synthesis(desks, shared, postgres, tmp_path):
    def found(query):
        return postgres.run(query.replace("FROM ", f"FROM {shared.schema}."))

    def n(what):
        return found(f"SELECT count(*) FROM {what}")[0][0]

    here, there = (desk.window for desk in desks)
    here.keys("ctrl+3")
    here.main_action_until(lambda: n("seat") == N_PEOPLE * N_ROUNDS)
    sat = {}
    for person, table in found("SELECT participant_id, table_id FROM seat"):
        (room,) = found(f"SELECT room FROM cafe_table WHERE id = '{table}'")
        sat.setdefault(person, set()).add(room[0])
    assert all(len(rooms) == 1 for rooms in sat.values()), "somebody changes rooms"

    there.keys("ctrl+4", "F5")
    here.keys("ctrl+4", "F5")
    for desk in desks:
        eventually(lambda desk=desk: place_of(desk.screen, "Projector") == ON_BEAMER)
        desk.window.dialog("Congress")
        desk.picture("plan")
    here.main_action_until(lambda: n("clock WHERE segment LIKE '%.talk'") == 1)

    for number, desk in enumerate(desks, start=1):
        desk.window.keys("ctrl+5")
        desk.window.type(SAID[desk.room])
        typed = f"draft WHERE content LIKE '%{SAID[desk.room]}%'"
        eventually(lambda typed=typed: n(typed) == 1, seconds=60)
        desk.picture("capture")
        desk.window.main_action_until(lambda number=number: n("contribution") == number)
        desk.window.keys("ctrl+4")
        desk.picture("round")

    here.keys("ctrl+7")
    target = tmp_path / "congress.xlsx"
    here.keys("ctrl+Return")
    here.dialog("Write the synthesis")
    here.keys("ctrl+a")
    here.type(str(target))
    here.keys("Return")
    eventually(target.exists, seconds=60)
    assert rooms_told(target) == {said: room for room, said in SAID.items()}


def rooms_told(workbook):
    """By the title of what was said the room, as the synthesis has it."""
    for sheet in openpyxl.load_workbook(workbook):
        rows = iter(sheet.iter_rows(values_only=True))
        heading = next((row for row in rows if {"Title", "Room"} <= set(row)), None)
        if heading:
            title, room = heading.index("Title"), heading.index("Room")
            return {row[title]: row[room] for row in rows if row[title]}
    raise AssertionError("no sheet says the room")
