"""What happens when the program itself is wrong: it is written down, said, and goes on.

A report stays on this computer until a person copies it. It holds where in the program it
happened and what kind of error it was, never a value: names and ideas are nobody's business.
"""

import contextlib
import datetime as dt
import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from worldcafe import __version__
from worldcafe.ui.settings import Settings
from worldcafe.wording import Words

KEPT = 20
"""Reports that are kept; the oldest goes first."""
_NAME = "%Y%m%dT%H%M%S%fZ.txt"
_SEEN = "report-seen"
_fatal = contextlib.ExitStack()
"""Holds the file that Python writes to when the process itself breaks down."""


def own_up(say: Callable[[Path], None]) -> None:
    """From now on, write every unforeseen error to a report and `say` where that is.

    The workshop is safe by then: every action is on disk when it is done. When the process
    itself breaks down nothing can be said any more; that report is written at the next start.
    """

    def on_defect(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        say(write_report("".join(_told(error))))

    sys.excepthook = on_defect
    threading.excepthook = lambda told: on_defect(
        told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
    )
    watch_for_breakdown()


def watch_for_breakdown() -> None:
    """Have Python write down where it was if the process breaks down, as Qt can make it."""
    path = report_folder() / "breakdown.txt"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        left = path.read_text("utf-8", errors="replace") if path.exists() else ""
        if left:
            write_report(left)
        _fatal.close()
        faulthandler.enable(_fatal.enter_context(path.open("w", encoding="utf-8")))
        _fatal.callback(faulthandler.disable)


def write_report(where: str) -> Path:
    """Write a report down, and say where. Homes are shortened: they bear people's names."""
    import platform  # where nothing goes wrong, the start does without it

    text = (
        f"worldcafe {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}\n\n{where}"
    )
    path = report_folder() / f"{dt.datetime.now(dt.UTC):{_NAME}}"
    with contextlib.suppress(OSError):  # said on the terminal all the same
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(str(Path.home()), "~"), encoding="utf-8")
        for old in reports()[:-KEPT]:
            old.unlink()
    return path


def report_folder() -> Path:
    """Where reports are kept."""
    return user_log_path("worldcafe", appauthor=False)


def reports() -> list[Path]:
    """The reports there are, the newest last."""
    return sorted(report_folder().glob("*T*Z.txt"))


def tell_of_last_time(parent: QWidget | None, words: Words, settings: Settings) -> None:
    """Say once that something went wrong the last time, and offer to copy the report."""
    unseen = [path for path in reports() if path.name > settings.recall(_SEEN)]
    if not unseen:
        return
    # Where nothing went wrong, the start does without them.
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QMessageBox

    from worldcafe.ui.asking import message_box
    from worldcafe.ui.own_files import open_outside

    newest = unseen[-1]
    settings.keep(_SEEN, newest.name)
    message = message_box(
        QMessageBox.Icon.Information,
        parent,
        words("worldcafe made a mistake the last time it ran; what was saved is safe."),
        words("The report says where in the program it happened, and nothing of yours."),
    )
    role = QMessageBox.ButtonRole.ActionRole
    copying = message.addButton(words("Copy the report"), role)
    opening = message.addButton(words("Open its folder"), role)
    message.addButton(QMessageBox.StandardButton.Close)
    message.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def on_clicked() -> None:
        pressed = message.clickedButton()
        if pressed is copying:
            QGuiApplication.clipboard().setText(newest.read_text("utf-8"))
        elif pressed is opening:
            open_outside(newest.parent)

    message.buttonClicked.connect(lambda _button: on_clicked())
    message.open()


def _told(error: BaseException) -> Iterator[str]:
    """Where an error arose and of what kind it is, with those it arose from; no values."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
        yield "\nwhich led to\n\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
