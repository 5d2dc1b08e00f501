"""Everything on paper: badges, table cards, lists, note sheets and the opportunity report.

A print is pages in the language of a `Words`, mirrored for Arabic, and painted the same on
a PDF file, a printer and the screen. A `QGuiApplication` must exist; no widget is needed.
"""

from typing import TYPE_CHECKING

from worldcafe.late import late

if TYPE_CHECKING:
    from worldcafe.prints.paper import RESOLUTION, Paper, Size
    from worldcafe.prints.press import (
        OPENED,
        Print,
        PrintStopped,
        is_print,
        paint,
        write_odt,
        write_pdf,
    )
    from worldcafe.prints.printed_cafe import Setup
    from worldcafe.prints.what import PRINTS, What

    __all__ = [
        "OPENED", "PRINTS", "RESOLUTION", "Paper", "Print", "PrintStopped", "Setup", "Size",
        "What", "is_print", "paint", "write_odt", "write_pdf",
    ]  # fmt: skip
else:
    OFFERED = {
        "paper": "RESOLUTION Paper Size",
        "press": "OPENED Print PrintStopped is_print paint write_odt write_pdf",
        "printed_cafe": "Setup",
        "what": "PRINTS What",
    }
    __getattr__ = late(__name__, OFFERED)
