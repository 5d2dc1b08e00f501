"""Everything on paper: badges, table cards, lists, note sheets and the opportunity report.

A print is pages in the language of a `Words`, mirrored for Arabic, and painted the same on
a PDF file, a printer and the screen. A `QGuiApplication` must exist; no widget is needed.
"""

from worldcafe.prints.paper import RESOLUTION, Paper, Size
from worldcafe.prints.press import (
    NAMES,
    OPENED,
    OUTSIDE,
    Print,
    PrintStopped,
    What,
    is_print,
    paint,
    write_odt,
    write_pdf,
)
from worldcafe.prints.printed_cafe import Setup

__all__ = [
    "NAMES",
    "OPENED",
    "OUTSIDE",
    "RESOLUTION",
    "Paper",
    "Print",
    "PrintStopped",
    "Setup",
    "Size",
    "What",
    "is_print",
    "paint",
    "write_odt",
    "write_pdf",
]
