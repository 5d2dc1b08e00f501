"""The menu, and what it does with the workshop that is open."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from worldcafe.document.address import ENDING
from worldcafe.domain.refusal import FileRefused
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.own_files import ask_file, kind_of_file

if TYPE_CHECKING:
    from worldcafe.document.address import Address, Place
    from worldcafe.ui.shell.window import Answers, MainWindow

MENU = (
    "new", "open", "open_shared", "save_copy", "earlier", "give_copy", "take_copy", "share",
    "print", "follow_up", "portfolio", "example", "rehearse", "phones", "laptop", "preferences",
    "help", "method", "guide", "keys", "news", "about", "close",
)  # fmt: skip


class Opening(Protocol):
    """Whoever opens workshops, and asks where they are."""

    @property
    def window(self) -> "MainWindow | None":
        """The window of the workshop that is open."""

    def ask_save(self, caption: str, title: str) -> Path | None:
        """Where a workshop of this title is to be kept; None if the person thinks better."""

    def ask_address(self, title: str) -> "Address | None":
        """Where a shared workshop is; None if the person thinks better of it."""

    def may_leave(self) -> bool:
        """Whether the workshop that is open may be left now."""

    def open(self, place: "Place") -> bool:
        """Open a workshop in place of the present one."""


class OpenWorkshop:
    """What can be done with the workshop that is open, beside the pages that show it."""

    def __init__(self, desktop: Opening, bridge: Bridge) -> None:
        self._desktop, self._bridge = desktop, bridge

    @property
    def answers(self) -> "Answers":
        """By the names of the actions that ask for it."""
        return {
            "save_copy": self._save_copy,
            "earlier": self._show_earlier,
            "give_copy": self._give_copy,
            "take_copy": self._take_copy,
            "share": self._share,
            "print": self._print,
            "phones": self._open_to_phones,
            "laptop": self._show_laptop,
        }

    @property
    def _window(self) -> "MainWindow":
        window = self._desktop.window
        assert window is not None  # it has the menu
        return window

    def _save_copy(self) -> None:
        words = self._bridge.words
        self._write_copy(words("Save a copy"), words("{name} (copy)"), at_work=False)

    def _give_copy(self) -> None:
        """A copy for another laptop, on which somebody writes until it comes back.

        It opens the room to the same phones: cards that were printed stay valid there.
        """
        words = self._bridge.words
        title = words("Give a copy to another laptop")
        self._write_copy(title, words("{name} (other laptop)"), at_work=True)

    def _write_copy(self, title: str, name: str, *, at_work: bool) -> None:
        bridge = self._bridge
        path = self._desktop.ask_save(title, name.format(name=bridge.document.path.stem))
        if path is None:
            return
        try:
            bridge.document.save_copy(path, with_secret=at_work)
        except FileRefused as refusal:
            bridge.say_refused(refusal)
        else:
            bridge.say(bridge.words("A copy was saved as {path}.", path=path))

    def _take_copy(self) -> None:
        """Ask for another copy of the workshop, and show what it brings."""
        from worldcafe.ui.pages.synthesis.page import SynthesisPage  # not for a start

        words = self._bridge.words
        kind = kind_of_file(words("Workshops"), (ENDING,))
        path = ask_file(self._window, words("Take another copy in"), kind)
        if path is not None:
            self._window.go_to_page("synthesis")
            page = self._window.page
            assert isinstance(page, SynthesisPage)
            page.bring_back_from(path)

    def _share(self) -> None:
        """Ask for an address, put the workshop there, and go on in that."""
        from worldcafe.document import share  # seldom

        bridge, words = self._bridge, self._bridge.words
        address = self._desktop.ask_address(words("Share with other desks"))
        if address is None or not self._desktop.may_leave():
            return
        try:
            with tempfile.TemporaryDirectory(prefix="worldcafe-") as folder:
                copy = Path(folder) / "copy.worldcafe"
                bridge.document.save_copy(copy, with_secret=True)
                share(copy, address)
        except FileRefused as refusal:
            bridge.say_refused(refusal)
        else:
            self._desktop.open(address)

    def _print(self) -> None:
        from worldcafe.ui.printing.dialog import open_printing  # Qt's print support

        open_printing(self._bridge, self._window)

    def _open_to_phones(self) -> None:
        from worldcafe.ui.phones.dialog import PhonesDialog  # not for a start

        _show_beside(PhonesDialog(self._bridge, self._window))

    def _show_laptop(self) -> None:
        from worldcafe.ui.shell.laptop import LaptopDialog  # not for a start

        _show_beside(LaptopDialog(self._bridge, self._window.act, self._window))

    def _show_earlier(self) -> None:
        """Show the states of the workshop that were kept, and open one if asked to."""
        from worldcafe.ui.shell.earlier import EarlierDialog  # seldom

        dialog = EarlierDialog(self._bridge, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.to_open is not None and self._desktop.may_leave():
            self._desktop.open(dialog.to_open)


def _show_beside(dialog: QDialog) -> None:
    """Show a dialog beside which the window goes on."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
