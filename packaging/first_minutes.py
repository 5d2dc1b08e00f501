"""The first five minutes as a row of pictures, in Portuguese, into docs/screenshots.

`python3 packaging/dev.py first-minutes`. Somebody who has never seen the program is led by the
first steps from the first window to a first round, with the keyboard and a list from Excel.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from screenshots import FOLDER, settle, turin_time
from worldcafe.domain.first_steps import FirstStep
from worldcafe.ui.bridge import PATIENCE_MS
from worldcafe.ui.pages.people.page import PeoplePage
from worldcafe.ui.settings import Settings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.start import StartWindow
from worldcafe.ui.shell.window import MainWindow

PICTURES = FOLDER / "first-five-minutes"
LIST = FOLDER.parents[1] / "resources" / "examples" / "turin-participants.xlsx"
LANGUAGE, TITLE, QUESTION = "pt", "Juventude e emprego", "O que funciona na sua cidade?"
WINDOW = (1366, 768)
RUNNING = 4
"""Seconds for which the round runs in the last picture."""


def main() -> None:
    """Begin, be led, and take a picture wherever a person would look."""
    turin_time()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = name
        settings = Settings()
        settings.language = LANGUAGE
        settings.keep("sound-muted", "true")
        desktop = Desktop(app, settings)
        _FirstMinutes(app, desktop, Path(name)).go()
        desktop.close()


class _FirstMinutes:
    """A person at the keyboard, and the camera."""

    def __init__(self, app: QApplication, desktop: Desktop, folder: Path) -> None:
        self._app = app
        self._desktop = desktop
        self._folder = folder
        self._n = 0

    def go(self) -> None:
        """From the first window to the round."""
        self._begin()
        self._step_to(FirstStep.NAME)
        QTest.keyClicks(self._focused, TITLE)
        self._take("name", self._window)
        self._step_to(FirstStep.PEOPLE)
        self._take("people", self._window)
        self._import(shutil.copy(LIST, self._folder / "participantes.xlsx"))
        self._step_to(FirstStep.TABLES)
        self._take("tables", self._window)
        self._press_main()
        self._step_to(FirstStep.QUESTION)
        self._press_main()
        QTest.keyClicks(self._focused, QUESTION)
        self._take("asked", self._window)
        self._step_to(FirstStep.SEATS)
        self._press_main()
        self._until(lambda: self._following is FirstStep.START)
        self._take("seated", self._window)
        self._step_to(FirstStep.START)
        self._take("live", self._window)
        self._press_main()
        QTest.qWait(1000 * RUNNING)
        self._take("running", self._window)

    @property
    def _window(self) -> MainWindow:
        assert self._desktop.window is not None
        return self._desktop.window

    @property
    def _following(self) -> FirstStep | None:
        guide = self._window.guided.guide
        assert guide is not None
        return guide.following

    @property
    def _focused(self) -> QWidget:
        focused = self._window.focusWidget()
        assert focused is not None
        return focused

    def _begin(self) -> None:
        place = str(self._folder / f"{TITLE}.worldcafe")
        self._desktop.show_start()
        windows = self._app.topLevelWidgets()
        start = next(each for each in windows if isinstance(each, StartWindow))
        self._take("start", start)
        # Where the workshop goes is asked in a window of the system's.
        with patch.object(QFileDialog, "getSaveFileName", lambda *_asked: (place, "")):
            QTest.keyClick(start.focusWidget(), Qt.Key.Key_Return)
            self._until(
                lambda: self._desktop.window is not None and self._window.isActiveWindow()
            )
        self._window.resize(*WINDOW)
        self._take("kinds", self._window)

    def _step_to(self, step: FirstStep) -> None:
        """F6 comes to the step that is proposed, and Enter takes it."""
        QTest.keyClick(self._window, Qt.Key.Key_F6)
        self._until(lambda: self._following is step)
        QTest.keyClick(self._window, Qt.Key.Key_F6)
        QTest.keyClick(self._focused, Qt.Key.Key_Return)
        settle(self._app)

    def _press_main(self) -> None:
        QTest.keyClick(self._window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(self._app)

    def _import(self, path: str | Path) -> None:
        page = self._window.page
        assert isinstance(page, PeoplePage)
        reading = page.importing
        reading.read(Path(path))
        self._until(reading.importing.isEnabled)
        QTest.qWait(2 * PATIENCE_MS)  # until nobody is told any more that it is read
        self._take("list", self._window)
        self._press_main()

    def _until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("The program does not come to where a picture is taken.")
            QTest.qWait(20)
        settle(self._app)

    def _take(self, key: str, widget: QWidget) -> None:
        """A picture at half the size, numbered in the order they are taken."""
        settle(self._app)
        self._n += 1
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = widget.grab().toImage().scaledToWidth(WINDOW[0] // 2, smooth)
        file = PICTURES / f"{self._n:02}-{key}.png"
        picture.save(str(file))
        print(file.name)


if __name__ == "__main__":
    main()
