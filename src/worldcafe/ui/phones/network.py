"""The network of the room: a hotspot step by step, the firewall, and what plain HTTP means."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChipField
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import box, clear, column, label, row, scrolling
from worldcafe.wording import hotspot

_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}


class NetworkPanel(QWidget):
    """A short page for the system one is on; those for the others are a click away."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = self._words = bridge.words
        self._bridge = bridge
        self.system = ChipField(((each, each) for each in hotspot.STEPS), one=True)
        self.system.setAccessibleName(words("System"))
        self.system.show_value(_SYSTEMS.get(sys.platform, "Linux"))
        self._page = column(gap=SPACE)
        self.setLayout(column(self.system, scrolling(box(self._page)), gap=2 * SPACE))
        self.system.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the page of the system that is chosen."""
        words, system = self._words, str(self.system.value() or "Linux")
        port = self._bridge.workshop.phones.port or 8700
        opening = hotspot.OPENING.format(port=port)
        clear(self._page)
        self._page.addWidget(label(words("Making a hotspot"), "heading"))
        for n, step in enumerate(hotspot.STEPS[system], start=1):
            said = words(step, command=hotspot.COMMANDS.get(system, ""))
            number = label(f"{n}.", "strong")
            line = row(number, label(said, wrap=True), gap=SPACE)
            line.setStretch(1, 1)
            line.setAlignment(number, Qt.AlignmentFlag.AlignTop)
            self._page.addWidget(box(line))
        self._page.addWidget(label(words(hotspot.AFTERWARDS), "soft", wrap=True))
        for heading, text in (
            (words("What the firewall asks"), words(hotspot.FIREWALL[system], command=opening)),
            (
                words("Without an administrator"),
                words(hotspot.WITHOUT_ADMINISTRATOR[system]),
            ),
            (words("On somebody else’s Wi-Fi"), words(hotspot.SOMEBODY_ELSES)),
        ):
            self._page.addSpacing(SPACE)
            self._page.addWidget(label(heading, "heading"))
            self._page.addWidget(label(text, wrap=True))
        self._page.addStretch(1)
