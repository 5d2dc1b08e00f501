"""An acknowledged idea survives kill -9, at whatever moment it comes."""

import random
import subprocess
import sys

import pytest

from small_cafe import build
from worldcafe.document import Document

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
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
    with writer:
        lines = [writer.stdout.readline() for _ in range(n)]
        writer.kill()
        lines += writer.stdout.readlines()
    assert writer.returncode != 0
    return [line.decode().strip() for line in lines if line.endswith(b"\n")]


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
