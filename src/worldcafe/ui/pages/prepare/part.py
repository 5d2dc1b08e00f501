"""What the parts of the Prepare page have in common."""

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from worldcafe.domain.command import Command
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Entity
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge


def minutes_of(duration: dt.timedelta) -> int:
    """The length of a part of the day in whole minutes."""
    return round(duration.total_seconds() / 60)


class Part(QWidget):
    """A part of the page. It is refreshed with the page, and shows values as they change."""

    previewed = Signal(object)
    """The workshop as it will be once what is being typed is handed over."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.words = bridge.words

    @property
    def workshop(self) -> Workshop:
        """The workshop as it is now."""
        return self.bridge.workshop

    def refresh(self) -> None:
        """Show the workshop as it is."""
        raise NotImplementedError

    def commit(self) -> None:
        """Hand over what is being typed."""

    def do(self, command: Command, *, told: str = "") -> bool:
        """Carry out a command; False if it was refused, which the person is then told."""
        return self.bridge.do(command, told=told) is not None

    def preview(self, entities: Iterable[Entity]) -> None:
        """Let the page show the workshop with these entities as they are being typed."""
        edits = (Edit(self.workshop.find(each.kind_name, each.id), each) for each in entities)
        self.previewed.emit(self.workshop.after(edits))
