"""Who this desk is: an identity of its own that survives a restart."""

import contextlib
import os
import re
import uuid
from pathlib import Path

from platformdirs import user_data_path

_KNOWN = re.compile(r"desk-[0-9a-f]{32}")


def this_desk() -> str:
    """The identity of this person's desk on this computer; made when it is first asked for.

    It says nothing about the person. Where nothing can be kept it is another one each time.
    """
    kept = user_data_path("worldcafe", appauthor=False) / "desk"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return _known(kept) or _made(kept)
    return _new()


def _known(kept: Path) -> str:
    said = kept.read_text("utf-8").strip() if kept.exists() else ""
    return said if _KNOWN.fullmatch(said) else ""


def _made(kept: Path) -> str:
    """Whoever comes first makes it, also where two programs start at once."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        fresh.write_text(_new(), "utf-8")
        if kept.exists():  # unreadable
            fresh.replace(kept)
        else:
            with contextlib.suppress(FileExistsError):
                fresh.rename(kept) if os.name == "nt" else os.link(fresh, kept)
    finally:
        fresh.unlink(missing_ok=True)
    return _known(kept)


def _new() -> str:
    return f"desk-{uuid.uuid4().hex}"
