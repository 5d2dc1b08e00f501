"""Who this desk is: an identity of its own that survives a restart."""

import contextlib
import hashlib
import os
import re
import sys
import uuid
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

_KNOWN = re.compile(r"desk-[0-9a-f]{32}")


def this_desk() -> str:
    """The identity of this person's desk on this computer; made when it is first asked for.

    It is drawn by lot and says nothing about the person. Each computer has its own, also
    where a home was copied from another or is shared by several: two desks that pass for
    one would write over each other's drafts. Where nothing can be kept it lasts as long as
    the program runs; what was typed then waits in the workshop as that of another computer.
    """
    kept = user_data_path("worldcafe", appauthor=False) / "desk" / _this_computer()
    with contextlib.suppress(OSError):
        return _known(kept) or _made(kept)
    return _of_this_run()


def _known(kept: Path) -> str:
    """What a file says, if that is an identity."""
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        said = kept.read_text("utf-8").strip()
        return said if _KNOWN.fullmatch(said) else ""
    return ""


def _made(kept: Path) -> str:
    """Whoever comes first makes it, also where two programs start at once."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_name(f".{kept.name}.{uuid.uuid4().hex}")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(_new())
            file.flush()
            os.fsync(file.fileno())
        if kept.exists() and not _known(kept):  # garbage
            kept.unlink(missing_ok=True)
        with contextlib.suppress(FileExistsError):
            fresh.rename(kept) if os.name == "nt" else os.link(fresh, kept)
    finally:
        fresh.unlink(missing_ok=True)
    return _known(kept) or _of_this_run()


@cache
def _of_this_run() -> str:
    return _new()


def _new() -> str:
    return f"desk-{uuid.uuid4().hex}"


@cache
def _this_computer() -> str:
    """A name for this computer that tells nobody which one it is."""
    return hashlib.sha256(f"worldcafe {_machine()}".encode()).hexdigest()[:16]


def _machine() -> str:
    """What the system calls this computer, and no other by."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - only there

            way = r"SOFTWARE\Microsoft\Cryptography"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, way) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
            if Path(path).exists():
                return Path(path).read_text("utf-8").strip()
    hardware = uuid.getnode()
    by_lot = hardware >> 40 & 1  # no network card was found
    if not by_lot:
        return str(hardware)
    import platform  # noqa: PLC0415 - seldom

    return platform.node()
