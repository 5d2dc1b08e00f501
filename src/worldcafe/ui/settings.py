"""What the desktop remembers of this person on this computer: language, look, recent files."""

import os
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings

from worldcafe.wording.languages import spoken

N_RECENT = 8


class Settings:
    """Remembered choices. They concern the person, never the workshop."""

    def __init__(self) -> None:
        self._store = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "worldcafe", "worldcafe"
        )

    @property
    def language(self) -> str:
        """The interface's language: what was chosen, else the computer's, else English."""
        return spoken(str(self._store.value("language", "")), QLocale.system().name())

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def dark(self) -> bool:
        """Whether the dark look was chosen."""
        return str(self._store.value("dark", "false")) == "true"

    @dark.setter
    def dark(self, dark: bool) -> None:
        self._store.setValue("dark", "true" if dark else "false")

    @property
    def recent(self) -> list[Path]:
        """Workshops opened lately that are still there, the last one first."""
        paths = str(self._store.value("recent", "")).split(os.pathsep)
        return [Path(path) for path in paths if path and Path(path).is_file()]

    def remember(self, path: Path) -> None:
        """Put a workshop first among the recent ones."""
        resolved = path.resolve()
        paths = [resolved, *(other for other in self.recent if other != resolved)]
        self._store.setValue("recent", os.pathsep.join(map(str, paths[:N_RECENT])))

    def recall(self, name: str) -> str:
        """A choice kept under a name, empty if there is none."""
        return str(self._store.value(name, "") or "")

    def keep(self, name: str, choice: str) -> None:
        """Keep a choice for the next time."""
        self._store.setValue(name, choice)
