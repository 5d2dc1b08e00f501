"""Pictures of every page, in French and light, into docs/screenshots.

`python3 packaging/dev.py screenshots`, or with the keys of pages to make only those. With
`--every FOLDER` they are made in every language, light and dark, for somebody to look at:
those are not kept. They show the Turin example in the middle of its second round, at
1366×768, and an empty workshop, and are the same wherever they are made.
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget

from worldcafe.document import Document
from worldcafe.domain.commands import AddTime, StartSegment
from worldcafe.domain.projection import Choice
from worldcafe.exchange.example import turin_example
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.harvest.page import HarvestPage
from worldcafe.ui.pages.live.page import LivePage
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import dress
from worldcafe.ui.projector.window import ProjectorWindow
from worldcafe.ui.shell.stages import STAGES
from worldcafe.ui.shell.start import StartWindow
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.languages import LANGUAGES
from worldcafe.wording.voices import Voices

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
STARTED = dt.datetime(2027, 4, 21, 7, 25, tzinfo=dt.UTC)
"""When the second round began: 9:25 in Turin, in summer time."""
NOW = STARTED + dt.timedelta(minutes=12, seconds=25)


def main(arguments: list[str]) -> None:
    """Make the pictures of the pages with these keys, or all of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("keys", nargs="*", help="the pages; all of them without any")
    parser.add_argument("--every", type=Path, help="every language and look, into this folder")
    asked = parser.parse_args(arguments)
    turin_time()
    folder = asked.every or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        for language, dark in _looks(every=bool(asked.every)):
            dress(app, dark=dark)
            app.setLayoutDirection(direction(leftwards=LANGUAGES[language].leftwards))
            for key, widget in _views(Path(name), language, dark=dark):
                if not asked.keys or key in asked.keys:
                    settle(app)
                    said = f"{key}-{language}-{'dark' if dark else 'light'}"
                    file = folder / f"{said if asked.every else key}.png"
                    widget.grab().save(str(file))
                    print(file.name)


def turin_time() -> None:
    """Have the clocks show Turin's time, wherever the pictures are made."""
    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
    time.tzset()


def _looks(*, every: bool) -> Iterator[tuple[str, bool]]:
    """Language, and whether it is dark."""
    if not every:
        yield "fr", False
        return
    for language in TRANSLATED:
        yield language, False
        yield language, True


def _views(folder: Path, language: str, *, dark: bool) -> Iterator[tuple[str, QWidget]]:
    words = words_for(language)
    start = StartWindow(words, [Path("Turin 2027.worldcafe"), Path("Dakar 2026.worldcafe")])
    start.show()
    yield "start", start
    start.close()
    path = folder / f"turin-{language}-{dark}.worldcafe"
    yield from _window(turin(path, language), language, "", dark=dark)
    empty = Document.create(folder / f"empty-{language}-{dark}.worldcafe", now=lambda: NOW)
    yield from _window(empty, language, "empty-", dark=dark)


def turin(path: Path, language: str) -> Document:
    """The Turin example in the middle of its second round."""
    instant = STARTED
    document = Document.create(path, now=lambda: instant)
    for command in turin_example(language):
        document.do(command)
    second = document.workshop.rounds_in_order[1]
    document.do(StartSegment(segment=f"{second.id}.talk"))
    document.do(AddTime(duration=dt.timedelta(minutes=1)))
    return document


def _window(
    document: Document, language: str, prefix: str, *, dark: bool
) -> Iterator[tuple[str, QWidget]]:
    bridge = Bridge(document, words_for(language), now=lambda: NOW)
    window = MainWindow(bridge)
    window.resize(1366, 768)
    window.show()
    for stage in STAGES:
        window.go_to_page(stage.key)
        yield f"{prefix}{stage.key}", window
    if not prefix:
        yield from _closer(window)
        yield from _projector(bridge, dark=dark)
    window.close()
    bridge.close()


def _closer(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """What a page shows besides its first view."""
    window.go_to_page("live")
    live = window.page
    assert isinstance(live, LivePage)
    live.room.show_tab("hand_in")
    yield "live-hand-in", window
    window.go_to_page("harvest")
    harvest = window.page
    assert isinstance(harvest, HarvestPage)
    for view in ("similar", "clusters", "priorities", "matches", "partners"):
        harvest.go_to_view(view)
        if view == "similar":
            _wait(lambda: harvest.likeness.is_known)
        _wait(lambda: getattr(harvest.view, "is_known", True))
        yield f"harvest-{view}", window


def _projector(bridge: Bridge, *, dark: bool) -> Iterator[tuple[str, QWidget]]:
    """What the room sees, in two languages."""
    second = next(code for code in TRANSLATED if code != bridge.words.language)
    projector = ProjectorWindow(bridge, Voices(bridge.words, second), dark=dark)
    projector.show()
    for choice in (Choice.QUESTION, Choice.PLACES, Choice.INSIGHTS):
        projector.choose(choice, by_table=False)
        yield f"projector-{choice.value}", projector
    projector.close()


def settle(app: QApplication) -> None:
    """Wait until nothing is worked on in the background, and all is painted."""
    _wait(lambda: not any(work.isRunning() for work in _works(app)))
    for _ in range(6):
        app.processEvents()


def _works(app: QApplication) -> Iterator[QThread]:
    for window in app.topLevelWidgets():
        bridge = getattr(window, "bridge", None)
        for owner in (window, bridge):
            if isinstance(owner, QObject):
                yield from owner.findChildren(QThread)


def _wait(done: Callable[[], bool]) -> None:
    """Let things happen until it is done, a minute at most."""
    until = time.monotonic() + 60
    while not done() and time.monotonic() < until:
        QApplication.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
