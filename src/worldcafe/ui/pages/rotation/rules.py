"""What a seating plan has to respect, in plain words, each rule with how much it binds."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QSlider,
    QWidget,
)

from worldcafe.domain.model import SeatingRule, SeatingRules
from worldcafe.domain.vocabulary import HostMovement, Movement, Strength
from worldcafe.ui.arranging import Filling
from worldcafe.ui.painting.look import SPACE, look
from worldcafe.ui.parts import Alternatives, box, column, field, label, row, tip
from worldcafe.wording import N_, Words

MOST_WEIGHT = 10

RULES = (
    (
        "shared_language",
        N_("A shared language"),
        N_("Everybody speaks a language of their table, and nobody sits alone with theirs."),
    ),
    (
        "organisation_apart",
        N_("Colleagues apart"),
        N_("People of one organisation sit at different tables."),
    ),
    (
        "delegation_apart",
        N_("Delegations apart"),
        N_("People of one delegation sit at different tables."),
    ),
    (
        "country_apart",
        N_("Countries apart"),
        N_("People of one country sit at different tables."),
    ),
    (
        "regions_mixed",
        N_("Regions mixed"),
        N_("Every table brings people of several regions together."),
    ),
    (
        "accessible_table",
        N_("Accessible tables"),
        N_("Whoever needs an accessible table sits at one."),
    ),
)
"""The rules by their names in `SeatingRules`, in the order they are shown."""


class Segments(QWidget):
    """One of a few values, all of them in view."""

    chosen = Signal(object)

    def __init__(self, caption: str, offered: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self._choice = Alternatives(((value, text) for text, value in offered), "segment", self)
        for made in self._choice.buttons():
            made.setAccessibleName(f"{caption}: {made.text()}")
        self.setLayout(row(*map(Filling, self._choice.buttons()), gap=0))
        # Each shares an edge with the one to its left; the last to the left has its own.
        farthest = -1 if QApplication.isRightToLeft() else 0
        self._choice.buttons()[farthest].setProperty("edge", "left")
        self._choice.chosen.connect(self.chosen)

    def show_value(self, value: Any) -> None:
        """Show which value holds."""
        self._choice.show_value(value)


class RuleLine(QFrame):
    """One rule: what it says, how much it binds, and how much it counts if wished."""

    changed = Signal(str, object)
    """Its name, and the new `SeatingRule`."""

    def __init__(self, name: str, title: str, text: str, words: Words) -> None:
        super().__init__()
        self._name = name
        self._shown = SeatingRule()
        self.strength = Segments(title, [(words.label(each), each) for each in Strength])
        self.weight = QSlider(Qt.Orientation.Horizontal)
        self.weight.setRange(1, MOST_WEIGHT)
        self.weight.setPageStep(1)
        self.weight.setTracking(False)
        self.weight.setMinimumHeight(24)
        caption = words("Importance")
        self.weight.setAccessibleName(f"{title}: {caption}")
        self._importance = box(row(label(caption, "small"), self.weight))
        about = label(text, "small", wrap=True)
        inner = column(
            label(title, "strong", wrap=True), about, self.strength, self._importance, gap=4
        )
        inner.setContentsMargins(0, 0, 0, SPACE)
        self.setLayout(inner)
        self.strength.chosen.connect(lambda each: self._give(strength=each))
        self.weight.valueChanged.connect(lambda weight: self._give(weight=weight))

    def show_rule(self, rule: SeatingRule) -> None:
        """Show what the workshop holds."""
        self._shown = rule
        self.strength.show_value(rule.strength)
        with QSignalBlocker(self.weight):
            self.weight.setValue(rule.weight)
        self._importance.setVisible(rule.strength is Strength.WISH)

    def _give(self, **said: object) -> None:
        rule = self._shown.but(**said)
        if rule != self._shown:
            self.changed.emit(self._name, rule)


class RulesPanel(QWidget):
    """All the rules of a seating plan."""

    changed = Signal(object)
    """The new `SeatingRules`."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown = SeatingRules()
        self.objective = self._choice(
            [
                (words("Fair to everybody"), False),
                (words("Most encounters in all"), True),
            ],
            lambda value: self._give(fewest_repeats=value),
        )
        self._aim = label("", "small", wrap=True)
        self.hosts = self._choice(
            [(words.label(each), each) for each in HostMovement],
            lambda value: self._give(hosts=HostMovement(value)),
        )
        self.movement = self._choice(
            [(words.label(each), each) for each in Movement],
            lambda value: self._give(movement=Movement(value)),
        )
        self.note_takers = self._tick(
            words("Note-takers stay at their table"), "note_takers_stay"
        )
        self.spare = self._tick(
            words("Keep routes ready for people who come late"), "spare_row"
        )
        self.rooms = self._tick(words("People stay in one room all day"), "stay_in_room")
        self.lines = {
            name: RuleLine(name, words(title), words(text), words)
            for name, title, text in RULES
        }
        for line in self.lines.values():
            line.changed.connect(lambda name, rule: self._give(**{name: rule}))
        self.setLayout(
            column(
                column(field(words("Aim of the plan"), self.objective), self._aim, gap=4),
                field(words("Hosts"), self.hosts),
                field(words("After a round"), self.movement),
                self.note_takers, self.spare, self.rooms,
                look("line", QFrame()),
                *self.lines.values(), 1, gap=12,
            )
        )  # fmt: skip

    def show_rules(self, rules: SeatingRules, *, has_rooms: bool) -> None:
        """Show what the workshop holds; of rooms nothing where all tables stand in one."""
        self.rooms.setVisible(has_rooms)
        self._shown = rules
        for chooser, value in (
            (self.objective, rules.fewest_repeats),
            (self.hosts, rules.hosts),
            (self.movement, rules.movement),
        ):
            chooser.setCurrentIndex(chooser.findData(value))
        self._aim.setText(
            self._words(
                "As many different people as possible meet; a few pairs may stay together."
            )
            if rules.fewest_repeats
            else self._words("Nobody meets anybody much more often than others do.")
        )
        for tick, on in (
            (self.note_takers, rules.note_takers_stay),
            (self.spare, rules.spare_row),
            (self.rooms, rules.stay_in_room),
        ):
            with QSignalBlocker(tick):
                tick.setChecked(on)
        for name, line in self.lines.items():
            line.show_rule(getattr(rules, name))

    def _choice(
        self, offered: list[tuple[str, Any]], give: Callable[[Any], object]
    ) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        made.setMinimumContentsLength(10)
        for text, value in offered:
            made.addItem(text, value)
            made.setItemData(made.count() - 1, tip(text), Qt.ItemDataRole.ToolTipRole)
        made.activated.connect(lambda _row: give(made.currentData()))
        return made

    def _tick(self, text: str, name: str) -> QCheckBox:
        made = QCheckBox(text)
        made.toggled.connect(lambda on: self._give(**{name: on}))
        return made

    def _give(self, **said: object) -> None:
        rules = self._shown.but(**said)
        if rules != self._shown:
            self.changed.emit(rules)
