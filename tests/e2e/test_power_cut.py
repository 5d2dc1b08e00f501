"""Whenever the power is cut, what was acknowledged is there, and nothing is half there."""

import shutil
from pathlib import Path
from random import Random

import pytest

from power_cut import Disk, recordable, recorded
from small_cafe import AT, MINUTE, SEATS, Watch, build, opportunity, record
from worldcafe.document import Document
from worldcafe.domain import commands as do

PLACE = {"table_id": "t1", "round_id": "r1"}
SESSION = (
    do.StartSegment(segment="r1.talk"),
    do.SaveDraft(**PLACE, content='{"title": "Twin"}'),
    record("c1", title="Twin the two cities", description="é" * 3_000),
    do.AddTime(duration=MINUTE),
    record("c2", "t2", title="A market for all"),
    do.DescribeConversation(**PLACE, key_insight="Parents first", state="handed_in"),
    do.EditContribution(contribution_id="c1", changes={"title": "Twin them"}),
    do.ImportContributions(
        contributions=tuple(opportunity(f"i{k}", description="x" * 700) for k in range(30))
    ),
    do.WithdrawContribution(contribution_id="c2"),
    do.ClearSeating(),
    do.AdoptSeatingPlan(seats=SEATS),
    do.MergeContributions(contribution_ids=("c1", "i1"), merged=opportunity("m1")),
    do.CastVotes(dots={"m1": 2}, participant_id="dina"),
    do.Together(
        commands=(
            do.EditContribution(contribution_id="m1", changes={"title": "Twin all cities"}),
            do.MoveContribution(contribution_id="m1", table_id="t2", round_id="r2"),
            do.DescribeConversation(**PLACE, key_insight="Children first"),
            record("c4", title="Said while something else is typed"),
            do.SaveDraft(**PLACE, content='{"edited": {"i1": {"title": "Ha"}}}'),
        )
    ),
    do.PauseClock(),
    record("c3", "t2", "r2", title="The last word"),
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    not recordable(), reason="the SQLite of this Python is no shared library of a Unix"
)


def test_no_power_cut_loses_what_was_acknowledged(tmp_path):
    path = tmp_path / "café.worldcafe"
    with Document.create(path, now=Watch(AT)) as document:
        build(document)
    disk = Disk({path.name: path.read_bytes()})
    states, acknowledged = [], []
    with recorded() as events, Document.open(path, now=Watch(AT)) as document:
        states.append(document.workshop)
        for command in SESSION:
            document.do(command)
            acknowledged.append(len(events))
            states.append(document.workshop)
        document.undo()
        acknowledged.append(len(events))
        states.append(document.workshop)
    assert sum(event.what == "sync" for event in events) > 2 * len(SESSION)

    cuts = 0
    for moment, event in enumerate(events, start=1):
        disk.follow(event)
        n_acknowledged = sum(1 for at in acknowledged if at <= moment)
        for luck in range(2):
            found = after_cut(disk, tmp_path / "after", Random(f"{moment} {luck}"), path.name)
            assert found in states[n_acknowledged : n_acknowledged + 2], (moment, event.what)
            cuts += 1
    assert cuts > 300


def after_cut(disk: Disk, folder: Path, luck: Random, name: str):
    """The workshop that is found when the computer starts again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    disk.after_cut(folder, luck)
    with Document.open(folder / name) as document:
        return document.workshop


def test_a_disk_that_loses_what_was_not_synced_is_noticed(tmp_path):
    """The simulation itself can fail: without its journal a half-written change is damage."""
    path = tmp_path / "café.worldcafe"
    with Document.create(path, now=Watch(AT)) as document:
        build(document)
    disk = Disk({path.name: path.read_bytes()})
    with recorded() as events, Document.open(path, now=Watch(AT)) as document:
        before = document.workshop
        document.do(SESSION[7])
    for event in events:
        if not event.file.endswith("-journal") and event.what != "sync":
            disk.follow(event)
    found = []
    for luck in range(20):
        try:
            found.append(after_cut(disk, tmp_path / "after", Random(luck), path.name))
        except Exception as damage:  # noqa: BLE001 - any kind of damage will do
            found.append(damage)
    assert any(each != before for each in found)
