"""What argparse says by itself, in the language of the person."""

import argparse
from collections.abc import Callable

from worldcafe.wording.marker import N_

TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""As argparse has them: all that these commands can bring it to say."""


def speak(words: Callable[[str], str]) -> None:
    """Let argparse say its texts with `words`.

    It looks each up with gettext, whose domain would be that of the whole process. The name
    by which it does so is the one place where it can be given ours.
    """
    vars(argparse)["_"] = lambda text: words(text) if text in TEXTS else text
