"""What somebody needs to join the room: the Wi-Fi, and the page."""

import re
from dataclasses import dataclass

from worldcafe.wording.joining import Step, steps
from worldcafe.wording.voices import Voices

_SPECIAL = re.compile(r'([\\;,:"])')
_SHORTEST, _LONGEST = 8, 63


@dataclass(frozen=True)
class Wifi:
    """A Wi-Fi as its owner tells guests of it."""

    name: str = ""
    password: str = ""
    """Empty for one that is open to all."""

    @property
    def code(self) -> str:
        """What a phone's camera reads, to join it; empty without a name."""
        if not self.name:
            return ""
        kind, password = (
            ("WPA", f"P:{_escaped(self.password)};") if self.password else ("nopass", "")
        )
        return f"WIFI:T:{kind};S:{_escaped(self.name)};{password};"

    @property
    def is_plausible(self) -> bool:
        """Whether a Wi-Fi can be called so, and have such a password."""
        fits = _SHORTEST <= len(self.password.encode()) <= _LONGEST
        return len(self.name.encode()) <= 32 and (not self.password or fits)


@dataclass(frozen=True)
class Joining:
    """How to come into the room that is open."""

    wifi: Wifi
    page: str
    """The address of the page, as somebody would type it."""
    code: str
    """The code of the room, in groups."""
    url: str
    """Both, to be scanned."""

    def steps(self, voices: Voices) -> tuple[Step, ...]:
        """The steps into the room, in the languages of the screens."""
        wifi = self.wifi
        return steps(
            voices, wifi_code=wifi.code, name=wifi.name, password=wifi.password,
            page=self.page, code=self.code, url=self.url,
        )  # fmt: skip


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
