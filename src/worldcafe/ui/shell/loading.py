"""What the start window does without is loaded while somebody looks at it."""

import gc
from importlib import import_module

_REST = (
    "worldcafe.document.document",
    "worldcafe.ui.shell.recovering",
    "worldcafe.ui.shell.workplace",
    "worldcafe.ui.shell.example",
    "worldcafe.ui.pages.prepare.page",
    "worldcafe.ui.pages.prepare.event",
    "worldcafe.ui.likeness",
)
"""The modules that opening a workshop takes, with what they load in turn."""


def load_rest() -> None:
    """Load it. What is loaded now stays: the garbage collector need not look through it."""
    gc.disable()
    try:
        for name in _REST:
            import_module(name)
        gc.freeze()
    finally:
        gc.enable()
