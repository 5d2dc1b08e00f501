"""What tests share: a small café, as a value and as a file, and a user folder of their own."""

import contextlib
import gc
import itertools
import sys
import threading
from pathlib import Path

import pytest

from small_cafe import Watch, build, small_workshop
from worldcafe.document import Document


def pytest_collection_finish():
    """What was loaded for the tests stays: who collects garbage, or looks for what a test has
    left, need not go through all of it after every test.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_user_folders(tmp_path_factory, monkeypatch):
    """No test reads or writes the settings and snapshots of whoever runs it."""
    home = tmp_path_factory.mktemp("user")
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    if sys.platform == "darwin":
        monkeypatch.setenv("HOME", str(home))
    if sys.platform == "win32":
        monkeypatch.setenv("LOCALAPPDATA", str(home))
        monkeypatch.setenv("APPDATA", str(home))


@pytest.fixture(autouse=True)
def _nothing_left_running(_own_user_folders):
    """No test leaves a thread behind, or a workshop open."""
    before = set(threading.enumerate())
    opened_before = open_workshops()
    yield
    # What Qt runs in threads of its own, `Work`, is looked after where there are windows.
    threads = (t for t in threading.enumerate() if not isinstance(t, threading._DummyThread))
    left = [thread for thread in threads if thread not in before]
    assert not left, f"left running: {left}"
    still_open = open_workshops() - opened_before
    if still_open:
        gc.collect()  # what nobody holds any more is as good as closed
        still_open = open_workshops() - opened_before
    assert not still_open, f"left open: {sorted(still_open)}"


def open_workshops():
    """The workshop files and databases that this process holds open, by their descriptors."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return set()  # only Linux tells
    found = set()
    for each in folder.iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            path = each.readlink()
            if path.suffix in {".worldcafe", ".worldcafe-journal", ".db", ".sqlite"}:
                found.add((each.name, str(path)))
    return found


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server for the tests of a session: started when the first one asks."""
    psycopg_server = pytest.importorskip("postgres_server")
    if psycopg_server.program("initdb") is None:
        pytest.skip("PostgreSQL is not installed")
    with psycopg_server.PostgresServer() as server:
        yield server


_names = (f"cafe_{n}" for n in itertools.count(1))


@pytest.fixture
def address(postgres):
    """Where a test may share a workshop of its own; nothing is there yet."""
    name = next(_names)
    yield postgres.address(name)
    postgres.forget(name)


@pytest.fixture
def workshop():
    """The small café as a value: 5 people, 2 tables, 2 rounds, nothing said yet."""
    return small_workshop()


@pytest.fixture
def watch():
    """A clock that stands still until a test moves it."""
    return Watch()


@pytest.fixture
def document(tmp_path, watch):
    """The small café as an open file."""
    with Document.create(tmp_path / "café.worldcafe", now=watch) as opened:
        build(opened)
        yield opened
