"""The card from which the facilitator steers the projector and the gong."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)

from worldcafe.domain.projection import Choice
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.painting.look import SPACE, colours, icon, look
from worldcafe.ui.parts import box, button, column, entitle, field, icon_button, label, row
from worldcafe.ui.projector.displays import display_name
from worldcafe.ui.projector.projector import Projector
from worldcafe.ui.sound import FULL, Sound
from worldcafe.wording import N_, TRANSLATED, Words

PICTURE_WIDTH = 384
PICTURE_MS = 1_000
NAMES = {
    Choice.AUTOMATIC: N_("Follow the day"),
    Choice.QUESTION: N_("Question"),
    Choice.PLACES: N_("Who goes where"),
    Choice.INSIGHTS: N_("Insights"),
    Choice.JOIN: N_("Join by phone"),
    Choice.MESSAGE: N_("Message"),
    Choice.BLANK: N_("Nothing"),
}
N_IN_ROW = 3
LONGEST_MESSAGE = 1_000
"""In letters. More is a text, which no room reads from a screen."""


class ProjectorCard(QFrame):
    """A popup: what the room sees, what it is to see, and how loud the gong is."""

    open_asked = Signal()

    def __init__(
        self,
        projector: Projector,
        sound: Sound,
        words: Words,
        workshop: Workshop,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        look("popup", self)
        self._projector, self._words = projector, words
        self.picture = QLabel()
        self.picture.setAccessibleName(words("What the room sees"))
        self.toggle = button("", self._on_toggle, name="primary")
        self.choices = QButtonGroup(self)
        self.message = QLineEdit(projector.message, maxLength=LONGEST_MESSAGE)
        self.message.setPlaceholderText(words("Lunch is served on the ground floor"))
        self.message.returnPressed.connect(self._on_message)
        self.second = self._second_language(workshop)
        self.display = QComboBox()
        self.places = self._pair(
            words("By name"),
            words("By table"),
            projector.show_by_table,
            second=projector.by_table,
        )
        self.face = self._pair(
            words("Light"), words("Dark"), lambda dark: projector.dress(dark=dark),
            second=projector.dark,
        )  # fmt: skip
        head = row(label(words("Projector"), "heading"), 1, self.toggle)
        self.setLayout(
            column(
                head, self.picture, self._choice_buttons(),
                field(words("A message for the room"), box(self._message_row())),
                self._where_and_how(), look("line", QFrame()), SoundControl(sound, words),
                margin=2 * SPACE,
            )
        )  # fmt: skip
        self.setFixedWidth(PICTURE_WIDTH + 4 * SPACE)
        self._timer = QTimer(self, interval=PICTURE_MS)
        self._timer.timeout.connect(self.show_picture)
        projector.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        words, projector = self._words, self._projector
        opened = projector.is_open
        self.toggle.setText(words("Close") if opened else words("Show to the room"))
        for choice, made in zip(Choice, self.choices.buttons(), strict=True):
            made.setChecked(choice is projector.choice)
        self._fill_displays()
        self.show_picture()

    def show_picture(self) -> None:
        """Show what the room sees now."""
        self.picture.setPixmap(self._projector.picture(PICTURE_WIDTH))

    def _on_toggle(self) -> None:
        if self._projector.is_open:
            self._projector.close()
        else:
            self.open_asked.emit()

    def _on_message(self) -> None:
        self._projector.say(self.message.text())

    def _clear_message(self) -> None:
        self.message.clear()
        self._projector.say("")

    def _choice_buttons(self) -> QWidget:
        rows = []
        made = []
        for choice in Choice:
            each = button(self._words(NAMES[choice]), self._choose(choice), name="toggle")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            self.choices.addButton(each)
            made.append(each)
        for begin in range(0, len(made), N_IN_ROW):
            line = row(*made[begin : begin + N_IN_ROW], gap=4)
            for k in range(line.count()):
                line.setStretch(k, 1)
            rows.append(line)
        return box(column(*rows, gap=4))

    def _choose(self, choice: Choice) -> Callable[[], None]:
        return lambda: self._projector.show_what(choice)

    def _message_row(self) -> QHBoxLayout:
        words = self._words
        show = button(words("Show"), self._on_message)
        clear = icon_button("x", words("Take the message away"), self._clear_message)
        made = row(self.message, show, clear, gap=4)
        made.setStretch(0, 1)
        return made

    def _where_and_how(self) -> QWidget:
        words = self._words
        self.display.activated.connect(self._on_display)
        pairs = (
            row(
                field(words("Find one’s place"), box(self.places)),
                field(words("Look"), box(self.face)),
            ),
            row(
                field(words("Second language"), self.second),
                field(words("Display"), self.display),
            ),
        )
        for pair in pairs:
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
        return box(column(*pairs))

    def _second_language(self, workshop: Workshop) -> QComboBox:
        words, made = self._words, QComboBox()
        spoken = dict.fromkeys(workshop.about.languages)
        for round_ in workshop.rounds_in_order:
            spoken.update(dict.fromkeys(each.lang for each in round_.translations))
        for theme in workshop.themes_in_order:
            spoken.update(dict.fromkeys(each.lang for each in theme.translations))
        spoken.update(dict.fromkeys(TRANSLATED))
        spoken.pop(words.language, None)
        made.addItem(words("One language is enough"), "")
        for code in spoken:
            made.addItem(words.language_name(code), code)
        made.setCurrentIndex(max(0, made.findData(self._projector.second_language)))
        made.activated.connect(lambda _: self._projector.speak_also(made.currentData()))
        return made

    def _fill_displays(self) -> None:
        words, displays = self._words, QGuiApplication.screens()
        names = [words("The other display"), *map(display_name, displays)]
        codes = ["", *(display.name() for display in displays)]
        shown = [self.display.itemText(k) for k in range(self.display.count())]
        if shown != names:
            self.display.clear()
            for name, code in zip(names, codes, strict=True):
                self.display.addItem(name, code)
        self.display.setCurrentIndex(max(0, self.display.findData(self._projector.display)))

    def _on_display(self) -> None:
        self._projector.move_to(self.display.currentData())

    def _pair(
        self, one: str, other: str, on_choice: Callable[[bool], object], *, second: bool
    ) -> QHBoxLayout:
        """Two buttons of which one is down; the second if `second`."""
        group = QButtonGroup(self)
        made: list[QPushButton] = []
        for which, text in ((False, one), (True, other)):
            each = button(text, _calls(on_choice, which), name="toggle")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            each.setChecked(which is second)
            group.addButton(each)
            made.append(each)
        line = row(*made, gap=4)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        return line

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)


class SoundControl(QWidget):
    """How loud the gong is, whether it is heard at all, and a stroke to try it."""

    def __init__(self, sound: Sound, words: Words) -> None:
        super().__init__()
        self._sound, self._words = sound, words
        self.mute = icon_button("volume-2", "", self._on_mute)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, FULL)
        self.volume.setAccessibleName(words("Volume"))
        self.volume.setValue(sound.volume)
        self.volume.valueChanged.connect(self._on_volume)
        self.test = button(words("Try the gong"), sound.strike)
        self.warns = QCheckBox(words("A small bowl two minutes before the end"))
        self.warns.setChecked(sound.warns)
        self.warns.toggled.connect(self._on_warns)
        self.silent = label(
            words(
                "This computer has nothing to play on. The room sees the signal all the same."
            ),
            "small",
            wrap=True,
        )
        self.setLayout(
            column(
                row(label(words("Gong"), "heading"), 1, self.test),
                row(self.mute, self.volume),
                self.warns,
                self.silent,
            )
        )
        sound.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        words, sound = self._words, self._sound
        quiet = sound.muted or sound.volume == 0
        hint = words("Unmute") if sound.muted else words("Mute")
        self.mute.setIcon(icon("volume-x" if quiet else "volume-2", colours().soft))
        entitle(self.mute, hint)
        self.test.setEnabled(not quiet)
        self.silent.setVisible(sound.silent)

    def _on_mute(self) -> None:
        self._sound.muted = not self._sound.muted

    def _on_volume(self, volume: int) -> None:
        self._sound.volume = volume

    def _on_warns(self, warns: bool) -> None:  # noqa: FBT001 - the signal's value
        self._sound.warns = warns


def _calls(on_choice: Callable[[bool], object], which: bool) -> Callable[[], object]:  # noqa: FBT001
    return lambda: on_choice(which)
