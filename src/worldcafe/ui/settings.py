"""What the desktop remembers of this person on this computer: language, look, recent files.

The application makes the settings that last, and hands them in; nobody else makes any.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings

from worldcafe import __version__
from worldcafe.document.address import Address, Place, place_of, resolved
from worldcafe.wording.languages import spoken

N_RECENT = 8


class Settings:
    """Choices that concern the person, never the workshop; they go with the program.

    They lie over those `beneath`, if any: what was chosen there holds until something else is
    chosen here, and stays as it is there.
    """

    def __init__(self, beneath: "Settings | None" = None) -> None:
        self._beneath = beneath
        self._chosen: dict[str, str] = {}

    def recall(self, name: str) -> str:
        """A choice kept under a name, empty if there is none."""
        if name not in self._chosen and self._beneath is not None:
            return self._beneath.recall(name)
        return self._chosen.get(name, "")

    def keep(self, name: str, choice: str) -> None:
        """Keep a choice for the next time."""
        self._chosen[name] = choice

    @property
    def language(self) -> str:
        """The interface's language: what was chosen, else the computer's, else English."""
        return spoken(self.recall("language"), QLocale.system().name())

    @language.setter
    def language(self, language: str) -> None:
        self.keep("language", language)

    @property
    def dark(self) -> bool:
        """Whether the dark look was chosen."""
        return self.recall("dark") == "true"

    @dark.setter
    def dark(self, dark: bool) -> None:
        self.keep("dark", "true" if dark else "false")

    @property
    def text(self) -> int:
        """How large text is to be, in hundredths of the usual size."""
        chosen = self.recall("text")
        return int(chosen) if chosen.isdecimal() else 100

    @text.setter
    def text(self, hundredths: int) -> None:
        self.keep("text", str(hundredths))

    @property
    def still(self) -> bool:
        """Whether nothing is to move that need not."""
        return self.recall("still") == "true"

    @still.setter
    def still(self, still: bool) -> None:
        self.keep("still", "true" if still else "")

    @property
    def own_figures(self) -> bool:
        """Whether a language with figures of its own is written in them: as was chosen, else as
        the computer writes numbers.
        """
        chosen = self.recall("figures")
        return chosen == "own" if chosen else QLocale.system().zeroDigit() != "0"

    @own_figures.setter
    def own_figures(self, own: bool) -> None:
        self.keep("figures", "own" if own else "western")

    @property
    def guided(self) -> bool:
        """Whether the person is led through the first steps."""
        return self.recall("guide") == "on"

    @guided.setter
    def guided(self, guided: bool) -> None:
        self.keep("guide", "on" if guided else "left")

    def offer_guide(self) -> None:
        """Whoever makes a first workshop is led, until they go on without it."""
        if not self.recall("guide"):
            self.guided = True

    @property
    def recent(self) -> list[Place]:
        """Workshops opened lately, the last one first: files that are still there, and shared
        ones, whose servers nobody asks for that.
        """
        kept = self.recall("recent")
        # Before workshops were shared it was a list of paths.
        told = json.loads(kept) if kept.startswith("[") else kept.split(os.pathsep)
        places = [place_of(each) for each in told if each]
        return [each for each in places if isinstance(each, Address) or each.is_file()]

    def remember(self, place: Place) -> None:
        """Put a workshop first among the recent ones."""
        self._keep_recent([resolved(place), *self._recent_without(place)])

    def forget(self, place: Place) -> None:
        """Take a workshop off the recent ones; it stays where it is."""
        self._keep_recent(self._recent_without(place))

    def _recent_without(self, place: Place) -> list[Place]:
        return [other for other in self.recent if other != resolved(place)]

    def _keep_recent(self, places: Iterable[Place]) -> None:
        self.keep("recent", json.dumps([str(each) for each in places][:N_RECENT]))

    @property
    def is_updated(self) -> bool:
        """Whether another version ran here before, and nobody was told of this one yet."""
        return self.recall("news") not in ("", __version__)

    def know_news(self) -> None:
        """The person knows what is new in this version, or does not care."""
        self.keep("news", __version__)

    def begin(self) -> None:
        """Whoever uses the program for the first time has nothing to catch up on."""
        if not self.recall("news"):
            self.know_news()


class LastingSettings(Settings):
    """The person's own, which outlast the program."""

    def __init__(self) -> None:
        super().__init__()
        self._store = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "worldcafe", "worldcafe"
        )
        file = Path(self._store.fileName())
        with contextlib.suppress(OSError):  # passwords of a Wi-Fi may be among them
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.chmod(0o600)

    def recall(self, name: str) -> str:
        return str(self._store.value(name, "") or "")

    def keep(self, name: str, choice: str) -> None:
        self._store.setValue(name, choice)
