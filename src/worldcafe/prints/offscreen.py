"""Drawing without a window: Qt started on no display, for the command line."""

import os
from functools import cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


@cache
def start_offscreen() -> QCoreApplication:
    """Start Qt without a display, unless it runs already. It runs to the program's end."""
    running = QCoreApplication.instance()
    if running is not None:
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["worldcafe"])
