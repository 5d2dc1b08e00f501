"""What happens when the program itself is wrong: it is written down, said, and goes on."""

import datetime as dt
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path


def own_up(say: Callable[[Path], None]) -> None:
    """From now on, write every unforeseen error to a log and `say` where that is.

    The workshop is safe by then: every action is on disk when it is done.
    """

    def on_defect(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        say(_write_down(text))

    sys.excepthook = on_defect


def _write_down(text: str) -> Path:
    log = user_log_path("worldcafe", appauthor=False) / "defects.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- {dt.datetime.now(dt.UTC).isoformat()}\n{text}\n")
    except OSError:
        pass  # said on the terminal all the same
    return log
