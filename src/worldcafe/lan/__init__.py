"""The room on the local network: phones write, screens follow. Only user of aiohttp.

It knows the workshop as a frozen value and hands in commands; what keeps them durable is given
to it (`gateway.Desk`), and so is whatever needs a window's libraries. Whoever only wants codes
does not load the server.
"""

from typing import TYPE_CHECKING

from worldcafe.late import late

if TYPE_CHECKING:
    from worldcafe.lan.codes import Codes, OnPaper, Role, Scope, spelt
    from worldcafe.lan.gateway import Desk
    from worldcafe.lan.joining import Joining, Wifi
    from worldcafe.lan.room import Room

    __all__ = [
        "Codes", "Desk", "Joining", "OnPaper", "Role", "Room", "Scope", "Wifi", "spelt",
    ]  # fmt: skip
else:
    OFFERED = {
        "codes": "Codes OnPaper Role Scope spelt",
        "gateway": "Desk",
        "joining": "Joining Wifi",
        "room": "Room",
    }
    __getattr__ = late(__name__, OFFERED)
