"""Whether the computer is ready for the day: what is found, and what helps."""

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from small_cafe import build
from worldcafe.cli import main
from worldcafe.document import Document
from worldcafe.domain.laptop import Battery, Laptop, State, looked_at
from worldcafe.domain.vocabulary import Severity
from worldcafe.laptop import service_of, this_laptop
from worldcafe.wording import words_for
from worldcafe.wording.laptop import remedy_sentence, state_sentence

EVENING = dt.datetime(2026, 11, 26, 19, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
READY = Laptop(
    now=EVENING, file_name="turin.worldcafe", written_at=EVENING, day=dt.date(2026, 11, 27),
    free_bytes=80 * 10**9, battery=Battery(80, plugged=True), n_screens=2, plays_sound=True,
    address="192.168.1.20", n_printers=1,
)  # fmt: skip


def states(**changes):
    return set(looked_at(replace(READY, **changes)))


def test_a_computer_that_has_everything_needs_nothing():
    assert {each.severity for each in looked_at(READY)} == {Severity.GOOD}


@pytest.mark.parametrize(
    ("changes", "state", "severity"),
    [
        ({"n_damaged": 1}, State.FILE_DAMAGED, Severity.PROBLEM),
        ({"synced_by": "OneDrive"}, State.FILE_SYNCED, Severity.ATTENTION),
        ({"free_bytes": 500_000_000}, State.SPACE_LITTLE, Severity.ATTENTION),
        ({"free_bytes": 5_000_000}, State.SPACE_NONE, Severity.PROBLEM),
        ({"written_at": EVENING + dt.timedelta(hours=1)}, State.CLOCK_BEHIND, Severity.PROBLEM),
        ({"day": dt.date(2026, 11, 25)}, State.DAY_PASSED, Severity.ATTENTION),
        ({"battery": Battery(80, plugged=False)}, State.POWER_BATTERY, Severity.ATTENTION),
        ({"n_screens": 1}, State.PROJECTOR_MISSING, Severity.ATTENTION),
        ({"sound_is_off": True}, State.SOUND_OFF, Severity.ATTENTION),
        ({"plays_sound": False}, State.SOUND_MISSING, Severity.ATTENTION),
        ({"address": ""}, State.NETWORK_MISSING, Severity.ATTENTION),
        ({"n_printers": 0}, State.PRINTER_MISSING, Severity.ATTENTION),
    ],
)
def test_one_thing_that_is_missing_is_the_one_that_is_told(changes, state, severity):
    told = [
        each
        for each in looked_at(replace(READY, **changes))
        if each.severity is not Severity.GOOD
    ]
    assert [(each, each.severity) for each in told] == [(state, severity)]


def test_of_what_cannot_be_known_nothing_is_said():
    unknown = Laptop(now=EVENING)
    assert looked_at(unknown) == [State.CLOCK_RIGHT]


def test_a_clock_that_differs_by_a_little_is_right():
    assert State.CLOCK_RIGHT in states(written_at=EVENING + dt.timedelta(seconds=90))


@pytest.mark.parametrize("state", State)
def test_what_is_not_good_has_a_remedy_and_what_is_good_has_none(state):
    words = words_for("fr")
    assert state_sentence(state, READY, words)
    assert bool(remedy_sentence(state, READY, words)) == (state.severity is not Severity.GOOD)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ana/OneDrive - Ministère du Travail/cafe/turin.worldcafe", "OneDrive"),
        ("/Users/ana/Library/Mobile Documents/turin.worldcafe", "iCloud Drive"),
        ("/home/ana/Dropbox (ILO)/turin.worldcafe", "Dropbox"),
        ("/home/ana/Boxes/turin.worldcafe", ""),
        ("/home/ana/Documents/dropbox.worldcafe", ""),
    ],
)
def test_a_folder_that_a_service_carries_elsewhere_is_known(path, service):
    assert service_of(Path(path)) == service


def test_a_file_from_the_future_tells_of_a_clock_that_is_behind(tmp_path):
    path = tmp_path / "a.worldcafe"
    with Document.create(path) as document:
        build(document)
        later = dt.datetime.now(dt.UTC).timestamp() + 3_600
        os.utime(path, (later, later))
        found = set(looked_at(this_laptop(document)))
    assert {State.FILE_WHOLE, State.CLOCK_BEHIND} <= found


def test_the_command_says_the_same_to_scripts_and_to_people(tmp_path, capsys):
    path = tmp_path / "a.worldcafe"
    Document.create(path).close()
    assert main(["doctor", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["findings"]
    assert "file_whole" in {each["code"] for each in told}
    assert main(["doctor"]) == 0
    assert "file_whole" not in capsys.readouterr().out


def test_the_command_fails_where_the_day_would_suffer(tmp_path, capsys):
    path = tmp_path / "a.worldcafe"
    Document.create(path).close()
    later = dt.datetime.now(dt.UTC).timestamp() + 3_600
    os.utime(path, (later, later))
    assert main(["doctor", str(path)]) == 3
    assert "✗" in capsys.readouterr().out
