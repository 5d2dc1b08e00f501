"""An acknowledged idea survives kill -9, at whatever moment it comes."""

import datetime as dt
import random
import subprocess
import sys
from itertools import pairwise

import pytest

from small_cafe import AT, build
from worldcafe.document import Document
from worldcafe.domain.clock import read_clock
from worldcafe.domain.drafts import Typed

WRITER = """
import sys
from pathlib import Path
from worldcafe.document import Document
from worldcafe.domain.commands import RecordContribution, SaveDraft
from worldcafe.domain.model import Contribution

with Document.open(Path(sys.argv[1])) as document:
    n = len(document.workshop.contributions)
    while True:
        place = {"table_id": "t1", "round_id": "r1"}
        document.do(SaveDraft(content=f"being typed {n}", **place))
        idea = Contribution(id=f"idea-{n}", kind="idea", title=f"Idée n° {n}", **place)
        document.do(RecordContribution(contribution=idea))
        print(idea.id, flush=True)
        n += 1
"""


def test_every_acknowledged_idea_is_there_after_a_kill(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
    chance = random.Random(2026)
    acknowledged = []
    for _ in range(10):
        new = kill_after(path, chance.randrange(1, 120))
        assert new
        acknowledged += new
        # Opened where it lies, a journal that was left beside it included.
        with Document.open(path) as document:
            kept = list(document.workshop.contributions)
            assert document.next_undo == "RecordContribution"
        # The one after the last acknowledgement may have come through as well.
        assert kept[: len(acknowledged)] == acknowledged
        assert len(kept) <= len(acknowledged) + 1
        acknowledged = kept
    assert not path.with_name(f"{path.name}-journal").exists()


def kill_after(path, n):
    """Let a writer acknowledge `n` ideas, kill it in the middle of its work, count again."""
    return lines_of_killed(WRITER, path, n=n)


def lines_of_killed(program, *arguments, n):
    """What a program had said when it was killed, some time after its first `n` lines."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    with writer:
        lines = [writer.stdout.readline() for _ in range(n)]
        writer.kill()
        lines += writer.stdout.readlines()
    assert writer.returncode != 0
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


NOTE_TAKER = """
import itertools, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from worldcafe.document import Document
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.capture.page import CapturePage
from worldcafe.wording import words_for

application = QApplication([])
bridge = Bridge(Document.open(Path(sys.argv[1])), words_for("fr"))
page = CapturePage(bridge)
page.show()
page.activateWindow()
letters = itertools.cycle("abcdefghij")

def press():
    QTest.keyClick(page.form.fields["title"], next(letters))
    print(time.monotonic(), flush=True)

page.form.begin()
keys = QTimer(interval=100)
keys.timeout.connect(press)
keys.start()
application.exec()
"""


def test_who_types_without_a_pause_loses_two_seconds_at_most(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
    pressed = [float(line) for line in lines_of_killed(NOTE_TAKER, path, n=50)]
    assert max(after - before for before, after in pairwise(pressed)) < 0.6, "that is a pause"
    with Document.open(path) as document:
        (draft,) = document.workshop.drafts.values()
    kept = Typed.of(draft).fresh["title"]
    lost = [at for at in pressed[len(kept) :] if at < pressed[-1] - 2]
    assert not lost
    assert kept.startswith("abcdefghijabcdefghij")


RUNNING_DAY = """
import datetime as dt, sys
from pathlib import Path
from worldcafe.document import Document
from worldcafe.domain.clock import agenda
from worldcafe.domain.command import Stamp
from worldcafe.domain.commands import AddTime, PauseClock, ResumeClock, StartSegment

path, at = Path(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2])
with Document.open(path, now=lambda: at) as document:
    keys = [segment.key for segment in agenda(document.workshop)]
    n = 0
    while True:
        start = StartSegment(segment=keys[n % len(keys)])
        more = AddTime(duration=dt.timedelta(minutes=n % 3 - 1))
        for command in (start, more, PauseClock(), ResumeClock()):
            at += dt.timedelta(seconds=17)
            edits = command.plan(document.workshop, Stamp(at, str))
            print(at.isoformat(), document.workshop.after(edits).clock.model_dump_json(),
                  sep="|", flush=True)
            document.do(command)
            print("done", flush=True)
        n += 1
"""


def test_the_clock_is_right_after_a_kill_at_any_moment_of_the_day(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
    chance, at, last = random.Random(2026), AT, ""
    for _ in range(10):
        lines = lines_of_killed(RUNNING_DAY, path, at.isoformat(), n=chance.randrange(2, 90))
        told = [line for line in lines if "|" in line]
        assert "done" in lines
        done = len([line for line in lines if line == "done"])
        with Document.open(path) as document:
            clock = document.workshop.clock
            may_be = {line.partition("|")[2] for line in told[done - 1 : done + 1]}
            assert clock.model_dump_json() in may_be
            at = dt.datetime.fromisoformat(told[-1].partition("|")[0])
            hour_later = read_clock(document.workshop, at + dt.timedelta(hours=1))
            if clock.paused_at is None:
                ran = at + dt.timedelta(hours=1) - clock.started_at - clock.paused_duration
            else:
                ran = clock.paused_at - clock.started_at - clock.paused_duration
            assert hour_later.elapsed == ran
        assert clock.model_dump_json() != last
        last = clock.model_dump_json()


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process on Windows ends alike")
def test_the_killed_process_died_of_the_signal(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
    with writer:
        assert writer.stdout.readline() == b"idea-0\n"
        writer.kill()
    assert writer.returncode == -9
