"""The computer stays awake while the room is open: each system's own way of being asked that.

Nothing is asked for that needs an administrator, and nothing outlasts the program, however it
ends. Where a system has no such way, or refuses, the room is open all the same.
"""

import contextlib
import shutil
import subprocess
import sys

_UNTIL_WE_END = "cat"
"""Ends as soon as nobody can write to it any more: also when the program is killed."""


class Awake:
    """Keeps the computer from falling asleep by itself, from when it is made until `end`.

    Made and ended in the same thread, which lives as long: Windows asks for that.
    """

    def __init__(self) -> None:
        self._asking: subprocess.Popen[bytes] | None = None
        if sys.platform == "win32":
            _tell_windows(_CONTINUOUS | _SYSTEM_REQUIRED | _DISPLAY_REQUIRED)
            return
        command = _command()
        if command and shutil.which(command[0]):
            with contextlib.suppress(OSError):
                self._asking = subprocess.Popen(  # noqa: S603 - a command of ours
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )

    def end(self) -> None:
        """Let it fall asleep again."""
        if sys.platform == "win32":
            _tell_windows(_CONTINUOUS)
        asking, self._asking = self._asking, None
        if asking is not None:
            with contextlib.suppress(OSError):
                asking.communicate()  # nothing more is written, so it ends
            asking.wait()


def _command() -> list[str]:
    if sys.platform == "darwin":
        return ["caffeinate", "-d", "-i", _UNTIL_WE_END]
    # Of logind, over D-Bus: held as long as the program below runs.
    why = "The room is open to phones"
    return [
        "systemd-inhibit", "--what=idle:sleep", "--mode=block", "--who=worldcafe",
        f"--why={why}", _UNTIL_WE_END,
    ]  # fmt: skip


_CONTINUOUS, _SYSTEM_REQUIRED, _DISPLAY_REQUIRED = 0x80000000, 0x1, 0x2


def _tell_windows(state: int) -> None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        ctypes.windll.kernel32.SetThreadExecutionState(state)
