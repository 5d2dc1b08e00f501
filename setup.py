"""Compiles the catalogues of `resources/i18n` before the package is built."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

NEVER = datetime.fromtimestamp(0, UTC)
"""When a catalogue says that it was begun: the same texts must give the same bytes."""


class BuildWithCatalogues(build_py):
    """Also makes the `.mo` files; all else is in pyproject.toml."""

    def run(self) -> None:
        """Compile, then build as usual."""
        for source in Path("resources/i18n").glob("*.po"):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
                catalogue = read_po(text)
                catalogue.creation_date = NEVER
                write_mo(compiled, catalogue)
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
