"""The desktop as a program: whether it can be shown, runs already, and what it opens first."""

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from worldcafe.document import place_of
from worldcafe.domain.refusal import FileRefused
from worldcafe.ui.aloud import begin_to_speak
from worldcafe.ui.settings import LastingSettings
from worldcafe.ui.shell.app import Desktop
from worldcafe.ui.shell.defects import own_up, tell_of_last_time
from worldcafe.ui.shell.one_program import OneProgram
from worldcafe.ui.shell.sweeping import Sweeping
from worldcafe.wording import N_, words_for
from worldcafe.wording.languages import spoken

if TYPE_CHECKING:
    from worldcafe.document.address import Place

NO_DISPLAY = N_(
    "There is no display to open a window on. `worldcafe --help` lists what works without one."
)
LOADING_MS = 50
"""After the start window is shown: it is painted first."""
LISTENING_MS = 500
"""When others that start can reach this one: what they wait for, the first window does not."""


def _has_display() -> bool:
    """Whether there is a screen to open a window on. Qt would end the process if not."""
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(map(os.environ.get, asked))


def run(named: str = "") -> int:
    """Open the desktop, on a workshop if one is named; returns the exit code.

    Where it is open already that window is shown, with the workshop, and nothing begins here.
    """
    if not _has_display():
        sys.stderr.write(words_for(spoken(QLocale.system().name()))(NO_DISPLAY) + "\n")
        return 2
    app = QApplication(sys.argv[:1])
    app.setApplicationName("worldcafe")
    app.setApplicationDisplayName("worldcafe")
    app.setDesktopFileName("org.worldcafe.worldcafe")
    program = OneProgram(app)
    wrong: FileRefused | None = None
    place: Place | None = None
    try:
        place = place_of(named) if named else None
    except FileRefused as refusal:
        wrong = refusal
    if program.is_taken_over(place):
        return 0
    sweeping = Sweeping(app)
    begin_to_speak()
    settings = LastingSettings()
    desktop = Desktop(app, settings)
    program.asked.connect(desktop.open_from_outside)
    QTimer.singleShot(LISTENING_MS, program.listen)
    own_up(desktop.say_defect)
    if place is None:
        desktop.show_start()
        if wrong is not None:
            QTimer.singleShot(0, partial(desktop.say, wrong))
        QTimer.singleShot(LOADING_MS, desktop.loading.begin)
    else:
        QTimer.singleShot(0, partial(desktop.open_or_start, place))
    QTimer.singleShot(0, lambda: tell_of_last_time(app.activeWindow(), desktop.words, settings))
    code = app.exec()
    program.close()
    desktop.close()
    sweeping.end()
    return code
