"""What the libraries would do at every start and nobody waits for: later, or not at all.

Of Qt nothing may be loaded here: this comes first.
"""

import builtins
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_LOADER = "shibokensupport.signature.loader"
_FOR_MESSAGES = frozenset(
    {"mapping", "errorhandler", "layout", "parser", "enum_sig", "pyi_generator", "tool"}
)
"""The modules of Qt for Python that say what a function takes."""
_TRIED = "6.11."
"""The versions of it with which the messages were found to be the same."""


def without_plugins() -> None:
    """Have pydantic not look for plug-ins, of which we have none.

    What it looks with takes its time too: it can read what is installed, zipped or not.
    """
    looking = ModuleType("pydantic.plugin._loader")
    vars(looking)["get_plugins"] = tuple
    sys.modules[looking.__name__] = looking


@contextmanager
def signatures_later() -> Iterator[None]:
    """While Qt for Python is loaded: have what only the message about a wrong call needs come
    with the first such message. Those modules are kept as text, and would be compiled at every
    start, which takes as long as all of the rest.
    """
    plain_import = builtins.__import__

    def importing(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if fromlist and globals and globals.get("__name__") == _LOADER:
            for each in _FOR_MESSAGES.intersection(fromlist):
                _have_come_later(f"{name}.{each}")
        return plain_import(name, globals, locals, fromlist or (), level)

    builtins.__import__ = importing
    try:
        yield
    finally:
        # Qt's own would read the source of every module that follows, for names in snake case.
        builtins.__import__ = plain_import


def _have_come_later(name: str) -> None:
    version: str = getattr(sys.modules.get("PySide6"), "__version__", "")
    if name not in sys.modules and version.startswith(_TRIED) and (spec := find_spec(name)):
        sys.modules[name] = _Later(spec)


class _Later(ModuleType):
    """A module of Qt's that is made when the first of its names is wanted."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec  # may be called otherwise by whoever publishes it
        made_of = ModuleSpec(spec.name, spec.loader)

        def made() -> Any:
            # Done with: from now on a module like any other, as far as Python is concerned.
            self.__class__ = ModuleType  # type: ignore[assignment]
            self.__spec__ = made_of
            assert made_of.loader is not None
            made_of.loader.exec_module(self)
            return self

        self._made = made
        # Qt asks this of every function whose description is read, be it Python's own …
        vars(self)["make_helptext"] = lambda function: function.__doc__
        # … and looks for this one where no name is missed.
        vars(self)["update_mapping"] = lambda: made().update_mapping()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._made(), name)
