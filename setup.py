"""Compiles the catalogues of `resources/i18n` before the package is built."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCatalogues(build_py):
    """Also makes the `.mo` files; all else is in pyproject.toml."""

    def run(self) -> None:
        """Compile, then build as usual."""
        for source in Path("resources/i18n").glob("*.po"):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(text))
        super().run()


setup(cmdclass={"build_py": BuildWithCatalogues})
