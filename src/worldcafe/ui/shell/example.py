"""The Turin example: where it goes, and what makes it."""

import contextlib
from itertools import count
from pathlib import Path

from platformdirs import user_data_path

from worldcafe import files
from worldcafe.document import Document
from worldcafe.domain.commands import Together


def examples() -> Path:
    """The folder of examples, beside what the program keeps."""
    return user_data_path("worldcafe", appauthor=False) / "examples"


def place_of_example(name: str) -> Path:
    """Where an example goes; one that somebody worked in stays."""
    names = (f"{name} {n}" if n > 1 else name for n in count(1))
    paths = (examples() / f"{each}.worldcafe" for each in names)
    return next(path for path in paths if not path.exists())


def make_example(path: Path, language: str) -> Path:
    """Make it there. To load what makes it and to seat 80 people takes a second or two."""
    from worldcafe.exchange.example import turin_example

    with contextlib.suppress(OSError):  # what cannot be written is refused below
        files.make_private_folder(path.parent)
    whole = Together(commands=tuple(turin_example(language)))
    with Document.making(path, replacing=True) as document:
        document.do(whole, origin=Document.EXAMPLE)
    return path
