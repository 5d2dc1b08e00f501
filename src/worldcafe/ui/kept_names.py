"""A quiet line: names were to be kept no longer."""

from PySide6.QtWidgets import QFrame

from worldcafe.domain.kept_names import names_overdue
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import button, label, row
from worldcafe.wording.forgetting import names_were_to_go


class NamesReminder(QFrame):
    """A calm line, once an opening, when names were to be kept no longer."""

    SAID = "names_reminder_said"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        words = bridge.words
        look("note-attention", self)
        until = names_overdue(bridge.workshop, bridge.now().astimezone().date())
        text = label(names_were_to_go(words, until) if until else "", wrap=True)
        self.forgetting = button(words("Forget everyone…"), self._on_forget)
        self.later = button(words("Set a date…"), self._on_later, name="quiet")
        self.hiding = button(words("Not now"), self._on_hide, name="quiet")
        inner = row(Filling(text), self.later, self.forgetting, self.hiding)
        inner.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.setLayout(inner)
        bridge.changed.connect(self._on_changed)
        self.setVisible(until is not None and not bridge.property(self.SAID))

    def _on_forget(self) -> None:
        from worldcafe.ui.forgetting import open_forgetting  # seldom

        open_forgetting(self._bridge, self.window())

    def _on_later(self) -> None:
        from worldcafe.ui.forgetting import KeptUntilDialog  # seldom

        KeptUntilDialog(self._bridge, self.window()).open()

    def _on_hide(self) -> None:
        # The window may be built anew around the same opening.
        self._bridge.setProperty(self.SAID, True)  # noqa: FBT003
        self.hide()

    def _on_changed(self) -> None:
        today = self._bridge.now().astimezone().date()
        if names_overdue(self._bridge.workshop, today) is None:
            self.hide()
