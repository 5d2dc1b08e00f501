"""What tests share: a small café, as a value and as a file, and a user folder of their own."""

import sys

import pytest

from small_cafe import Watch, build, small_workshop
from worldcafe.document import Document


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
