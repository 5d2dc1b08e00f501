"""An error in what Qt calls stays an error, and does not end the program."""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any


def keep_errors_whole() -> None:
    """See to the classes that are made from now on out of those of Qt for Python.

    What goes wrong in a method of theirs that Qt calls is told to whoever called Qt, with words
    put before it: Qt for Python 6.11 takes it for an exception, which before Python 3.12 it may
    become only where it is caught, as with "list index out of range", and breaks down.
    """
    if sys.version_info >= (3, 12):
        return
    from shiboken6 import Shiboken

    base: Any = vars(Shiboken)["Object"]

    def seen_to(cls: type, /, **said: object) -> None:
        super(base, cls).__init_subclass__(**said)
        qts = [each for each in cls.__mro__ if each.__module__.startswith("PySide6.")]
        for name, made in list(vars(cls).items()):
            if isinstance(made, FunctionType) and any(name in vars(each) for each in qts):
                setattr(cls, name, _caught(made))

    base.__init_subclass__ = classmethod(seen_to)


def _caught(made: Callable[..., object]) -> Callable[..., object]:
    @wraps(made)
    def caught(*given: object, **named: object) -> object:
        try:
            return made(*given, **named)
        except BaseException:  # noqa: TRY203 - which makes it whole
            raise

    return caught
