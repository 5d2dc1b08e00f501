"""The room on the local network: phones write, screens follow. Only user of aiohttp.

It knows the workshop as a frozen value and hands in commands; what keeps them durable is given
to it (`gateway.Desk`), and so is whatever needs a window's libraries.
"""

from worldcafe.lan.codes import Codes, Role, Scope, spelt
from worldcafe.lan.gateway import Desk
from worldcafe.lan.room import Room

__all__ = ["Codes", "Desk", "Role", "Room", "Scope", "spelt"]
