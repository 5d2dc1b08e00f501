"""What this computer has for the day, asked of the system."""

import contextlib
import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import psutil

from worldcafe.document import Document
from worldcafe.domain.clock import is_over, is_under_way
from worldcafe.domain.laptop import Battery, Laptop
from worldcafe.lan.addresses import private_addresses

_SERVICES = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drive",
    "googledrive": "Google Drive", "icloud drive": "iCloud Drive",
    "mobile documents": "iCloud Drive", "nextcloud": "Nextcloud", "kdrive": "kDrive",
    "box": "Box", "pcloud": "pCloud", "mega": "MEGA", "creative cloud files": "Creative Cloud",
}  # fmt: skip
"""Services that carry files elsewhere, by the folders they do it from."""


def this_laptop(document: Document | None = None) -> Laptop:
    """What is known of this computer and, if one is open, of the file of a workshop.

    What only a window can know (screens, sound, printers) is left out.
    """
    addresses = private_addresses()
    folder = Path.home() if document is None or document.server else document.path.parent
    known = Laptop(
        now=dt.datetime.now().astimezone(),
        free_bytes=_free_bytes(folder),
        battery=_battery(),
        address=addresses[0] if addresses else "",
    )
    return known if document is None else _with_workshop(known, document)


def _with_workshop(laptop: Laptop, document: Document) -> Laptop:
    examined, workshop = document.examine(), document.workshop
    begun = is_under_way(workshop) or is_over(workshop)
    n_damaged = sum(
        len(each) for each in (examined.differences, examined.doubtful, examined.pictures)
    )
    known = replace(
        laptop,
        file_name=document.place.name,
        n_damaged=n_damaged,
        day=None if begun else workshop.about.date,
    )
    if document.server:
        return known
    path = document.path
    return replace(known, synced_by=service_of(path), written_at=_written_at(path))


def service_of(file: Path) -> str:
    """The service that carries the folder of a file elsewhere; empty if none is known to."""
    for folder in file.absolute().parents:
        name = folder.name.casefold()
        for begins, service in _SERVICES.items():
            # “OneDrive - Ministère du Travail”, “Dropbox (ILO)”
            if name == begins or name.startswith((f"{begins} -", f"{begins} (")):
                return service
    return ""


def _written_at(file: Path) -> dt.datetime | None:
    with contextlib.suppress(OSError):
        return dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC)
    return None


def _free_bytes(folder: Path) -> int | None:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(folder).free
    return None


def _battery() -> Battery | None:
    """The computer's battery; None if it has none, or the system does not say."""
    told = None
    if hasattr(psutil, "sensors_battery"):  # not on every system
        with contextlib.suppress(OSError, RuntimeError):
            told = psutil.sensors_battery()
    if told is None:
        return None
    return Battery(round(told.percent), plugged=told.power_plugged is not False)
