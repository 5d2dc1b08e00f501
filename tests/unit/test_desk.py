"""This desk is itself again after a restart, and never passes for another one."""

import subprocess
import sys

import pytest
from platformdirs import user_data_path

from worldcafe.document import desk
from worldcafe.document.desk import this_desk

ASK = "from worldcafe.document.desk import this_desk; print(this_desk())"


def kept():
    """The file that holds the identity."""
    (found,) = (user_data_path("worldcafe", appauthor=False) / "desk").iterdir()
    return found


def asked_at_once(n):
    """What programs answer that were started together."""
    programs = [
        subprocess.Popen([sys.executable, "-c", ASK], stdout=subprocess.PIPE, text=True)
        for _ in range(n)
    ]
    return [program.communicate(timeout=120)[0].strip() for program in programs]


def test_it_is_the_same_after_a_restart_and_where_several_start_at_once():
    answers = asked_at_once(5)
    assert set(answers) == {this_desk()}
    assert kept().read_text("utf-8") == this_desk()


@pytest.mark.parametrize("garbage", [b"", b"desk-12", b"\xff\xfe\x00", b"x" * 100_000])
def test_garbage_gives_way_to_an_identity_that_stays(garbage):
    first = this_desk()
    kept().write_bytes(garbage)
    second = this_desk()
    assert second != first
    assert this_desk() == second


def test_a_home_that_was_copied_to_another_computer_is_another_desk(monkeypatch):
    here = this_desk()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(desk, "_this_computer", lambda: "another")
        there = this_desk()
        assert there != here
        assert this_desk() == there
    assert this_desk() == here


def test_where_nothing_can_be_kept_it_lasts_as_long_as_the_program(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    assert this_desk() == this_desk()
    assert this_desk().startswith("desk-")
