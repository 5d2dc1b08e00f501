"""What a package offers without loading it: a module comes when one of its names is wanted.

Nobody waits at the start of the program for what only a later gesture needs.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def late(package: str, offered: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package that offers these names, by the module they stand in."""
    home_of = {name: module for module, names in offered.items() for name in names.split()}

    def __getattr__(name: str) -> object:  # noqa: N807 - what Python calls it
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return __getattr__
