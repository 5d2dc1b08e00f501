"""What a file says of itself in its first hundred bytes, before SQLite is given it."""

import struct
from dataclasses import dataclass
from pathlib import Path

from worldcafe.domain.refusal import FileRefused
from worldcafe.files import check_regular

APPLICATION_ID = 0x57434146


@dataclass(frozen=True)
class Header:
    """What SQLite keeps for the program that made the file."""

    is_ours: bool
    """Whether it is a workshop."""
    format: int


def header_of(path: Path) -> Header:
    """The header of a file. Raises `FileRefused` for what is no file, and `OSError`."""
    check_regular(path)
    with path.open("rb") as file:
        read = file.read(100)
    if len(read) < 100 or not read.startswith(b"SQLite format 3\0"):
        return Header(is_ours=False, format=0)
    version, application = struct.unpack(">I4xI", read[60:72])
    return Header(is_ours=application == APPLICATION_ID, format=version)


def is_workshop(path: Path) -> bool:
    """Whether the file says that it is a workshop of ours."""
    try:
        return header_of(path).is_ours
    except (OSError, FileRefused):
        return False
