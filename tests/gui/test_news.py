"""What is new: said once after an update, to nobody who begins, and for every version."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from worldcafe import __version__
from worldcafe.ui.settings import LastingSettings, Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.news import NewsDialog, UpdateLine
from worldcafe.wording import words_for
from worldcafe.wording.news import NEWS

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


@pytest.fixture
def start(qapp):
    """The first window of somebody with these settings."""
    opened = []

    def started(settings):
        settings.language = "en"
        opened.append(Desktop(qapp, settings))
        opened[-1].show_start()
        return opened[-1]

    yield started
    for desktop in opened:
        desktop.close()
    QApplication.processEvents()


def line_of(desktop):
    return desktop._start.findChild(UpdateLine)


def used(version):
    settings = Settings()
    settings.keep("news", version)
    return settings


def test_every_version_that_was_released_says_what_it_brought():
    released = re.findall(r"^## \[(\d[^\]]*)\]", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert next(iter(NEWS)) == __version__
    assert set(released) <= set(NEWS)
    assert all(NEWS.values())


def test_whoever_begins_is_told_nothing_and_is_told_after_the_next_update(start):
    assert line_of(start(LastingSettings())) is None
    assert line_of(start(LastingSettings())) is None
    LastingSettings().keep("news", "0.0.9")  # as an earlier version left it
    assert line_of(start(LastingSettings())) is not None


def test_after_an_update_one_line_offers_the_news_until_they_were_looked_at(
    start, qtbot, monkeypatch
):
    seen = []
    # A lambda, since only that becomes a method.
    monkeypatch.setattr(NewsDialog, "exec", lambda dialog: seen.append(dialog))  # noqa: PLW0108
    settings = used("0.0.9")
    desktop = start(settings)
    line = line_of(desktop)
    assert line.isVisible()
    line.looking.click()
    assert len(seen) == 1
    assert not line.isVisible()
    assert line_of(start(settings)) is None


def test_the_line_can_be_waved_away(start):
    settings = used("0.0.9")
    line = line_of(start(settings))
    line.hiding.click()
    assert not line.isVisible()
    assert line_of(start(settings)) is None


def test_it_stays_while_only_the_language_changes(start):
    desktop = start(used("0.0.9"))
    desktop.set_language("fr")
    assert line_of(desktop) is not None


def test_the_list_names_the_version_and_what_it_brought(qtbot):
    words = words_for("fr")
    dialog = NewsDialog(words)
    qtbot.addWidget(dialog)
    told = [each.text() for each in dialog.findChildren(QLabel)]
    assert f"Version {__version__}" in told
    assert all(f"• {words(each)}" in told for each in NEWS[__version__])
