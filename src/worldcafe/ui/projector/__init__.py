"""The projector: what the room sees, in a window of its own, and the card that steers it."""

from worldcafe.ui.projector.projector import Projector

__all__ = ["Projector"]
