"""The evening before: is this computer ready for the day, and what helps where it is not."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from worldcafe.domain.laptop import State, looked_at
from worldcafe.domain.vocabulary import Severity
from worldcafe.laptop import this_laptop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog
from worldcafe.ui.painting.look import SPACE, colours, pixmap
from worldcafe.ui.parts import box, button, clear, column, label, row, scrolling
from worldcafe.ui.sound import Sound, can_play
from worldcafe.ui.work import Latest
from worldcafe.wording import N_
from worldcafe.wording.laptop import remedy_sentence, state_sentence

_PICTURES = {
    Severity.GOOD: "circle-check",
    Severity.ATTENTION: "circle-alert",
    Severity.PROBLEM: "triangle-alert",
}
_TOLD = {
    Severity.GOOD: N_("All right"),
    Severity.ATTENTION: N_("Worth a look"),
    Severity.PROBLEM: N_("Problem"),
}
_ACTIONS = {
    State.FILE_DAMAGED: ("save_copy", N_("Save a copy…")),
    State.FILE_SYNCED: ("save_copy", N_("Save a copy…")),
    State.PROJECTOR_THERE: ("projector", N_("Show the projection")),
    State.NETWORK_THERE: ("phones", N_("Open the room to phones…")),
    State.PRINTER_THERE: ("print", N_("Print…")),
    State.PRINTER_MISSING: ("print", N_("Print…")),
}
"""What can be tried at once: an action of the window, and what its button says."""


class LaptopDialog(Dialog):
    """A line for each thing that was looked at, with its remedy and what can be tried."""

    HELP = "file"

    def __init__(
        self, bridge: Bridge, act: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """`act` does what an action of the window is for."""
        super().__init__(bridge.words, parent)
        words = self._words = bridge.words
        self._bridge, self._act_on = bridge, act
        self._sound = Sound(bridge.settings, self)
        self._devices: Latest[tuple[bool, int | None]] = Latest(bridge, self)
        self._devices.answered.connect(self._on_devices)
        self.setWindowTitle(words("Is everything all right?"))
        self._told = label("", "title", wrap=True)
        self._lines = column(gap=2 * SPACE)
        self._again = button(words("Look again"), self.refresh)
        close = button(words("Close"), self.accept, name="primary")
        close.setDefault(True)
        self.setLayout(
            column(
                self._told, scrolling(box(column(self._lines, 1))), row(self._again, 1, close),
                margin=3 * SPACE, gap=2 * SPACE,
            )
        )  # fmt: skip
        self.resize(680, 620)
        self.finished.connect(self._sound.close)
        self.refresh()

    def refresh(self) -> None:
        """Look at everything anew. Sound and printers answer when they do."""
        laptop = this_laptop(self._bridge.document)
        self._laptop = replace(
            laptop,
            n_screens=len(QGuiApplication.screens()),
            sound_is_off=self._sound.muted or not self._sound.volume,
        )
        self._again.setEnabled(False)
        self._devices.ask(lambda _progress, _cancelled: (can_play(), n_printers()))
        self._show()

    def _on_devices(self, found: tuple[bool, int | None]) -> None:
        plays_sound, printers = found
        self._laptop = replace(self._laptop, plays_sound=plays_sound, n_printers=printers)
        self._again.setEnabled(True)
        self._show()

    def _show(self) -> None:
        found, words = looked_at(self._laptop), self._words
        n = sum(each.severity is not Severity.GOOD for each in found)
        self._told.setText(
            words.plural("{n} thing is worth a look", "{n} things are worth a look", n)
            if n
            else words("Everything is all right")
        )
        clear(self._lines)
        gravest_first = list(reversed(Severity))
        for each in sorted(found, key=lambda state: gravest_first.index(state.severity)):
            self._lines.addLayout(self._line(each))

    def _line(self, state: State) -> QHBoxLayout:
        words, palette = self._words, colours()
        colour = {
            Severity.GOOD: palette.good,
            Severity.ATTENTION: palette.attention,
            Severity.PROBLEM: palette.problem,
        }[state.severity]
        mark = QLabel()
        mark.setPixmap(pixmap(_PICTURES[state.severity], colour))
        mark.setAccessibleName(words(_TOLD[state.severity]))
        told = state_sentence(state, self._laptop, words)
        texts = column(label(told, "strong", wrap=True), gap=2)
        remedy = remedy_sentence(state, self._laptop, words)
        if remedy:
            texts.addWidget(label(remedy, "soft", wrap=True))
        trying = self._trying(state)
        if trying is not None:
            texts.addLayout(row(trying, 1))
        line = row(gap=2 * SPACE)
        line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        return line

    def _trying(self, state: State) -> QPushButton | None:
        """The button that tries what was found, if that can be done from here."""
        if state is State.SOUND_THERE:
            return button(self._words("Strike the gong"), self._sound.strike)
        name, text = _ACTIONS.get(state, ("", ""))
        return button(self._words(text), partial(self._act, name)) if name else None

    def _act(self, name: str) -> None:
        self.accept()
        self._act_on(name)


def n_printers() -> int | None:
    """How many printers the system knows; None where it cannot be asked."""
    with contextlib.suppress(ImportError):
        from PySide6.QtPrintSupport import QPrinterInfo  # its module is big

        return len(QPrinterInfo.availablePrinterNames())
    return None
