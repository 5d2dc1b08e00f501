"""Which display the projector takes."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen


def display_for(
    displays: Sequence[QScreen], facilitator: QScreen | None, wished: str = ""
) -> QScreen | None:
    """The display to fill: the wished one by its name, else one the facilitator is not on.

    None if there is none: the projector is then a window that can be moved. The display the
    facilitator works on is never filled unasked.
    """
    for display in displays:
        if wished and display.name() == wished:
            return display
    return next((display for display in displays if display is not facilitator), None)


def display_name(display: QScreen) -> str:
    """What a display is called for people: its model, else its name, and its size."""
    size = display.geometry().size() * display.devicePixelRatio()
    name = display.model().strip() or display.name()
    return f"{name} ({size.width()} × {size.height()})"
