"""Beside the room: what the seating is worth, in plain words, and where to look."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from worldcafe.domain.plan_gaps import unseated
from worldcafe.domain.rotation import QualityReport
from worldcafe.domain.troubles import GRAVEST_FIRST, Trouble
from worldcafe.domain.vocabulary import Severity
from worldcafe.domain.workshop import Workshop
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.pages.rotation.effect import severity_icon
from worldcafe.ui.pages.rotation.remedy import LanguageRemedy
from worldcafe.ui.painting.look import SPACE
from worldcafe.ui.parts import Note, clear, column, label, tip
from worldcafe.wording import Words
from worldcafe.wording.collisions import Naming, collision_text
from worldcafe.wording.quality import findings
from worldcafe.wording.troubles import trouble_sentence

TROUBLES_IN_VIEW = 5
MOST_COLLISIONS = 4
TROUBLE_WIDTH = 240


class QualityPanel(QWidget):
    """The state of the seating in plain words; each trouble is a click from its place."""

    trouble_chosen = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        words = self._words = bridge.words
        self._heading = label("", "heading", wrap=True)
        self._numbers = label("", "small", wrap=True)
        self._worse, self._why, self._good = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._worse, self._why, self._good):
            part.setSpacing(SPACE)
        self.languages = LanguageRemedy(bridge)
        self._look_at = label(words("Worth a look"), "eyebrow")
        self.troubles = QListWidget()
        self.troubles.setWordWrap(True)
        self.troubles.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.troubles.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.troubles.setIconSize(QSize(16, 16))
        self.troubles.setAccessibleName(words("Worth a look"))
        self.troubles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(
            column(
                self._heading, self._numbers, self._worse, self.languages, self._look_at,
                self.troubles,
                self._why, self._good, 1,
            )
        )  # fmt: skip
        self.troubles.itemClicked.connect(self._on_trouble)
        self.troubles.itemActivated.connect(self._on_trouble)

    def show_state(self, workshop: Workshop) -> None:
        """Say how many have a seat."""
        words = self._words
        seated, missing = bool(workshop.seats), len(unseated(workshop))
        if not seated:
            text = words("Nobody is seated yet")
        elif missing:
            text = words.plural("{n} person has no seat", "{n} people have no seat", missing)
        else:
            text = words("Everybody has a seat in every round")
        self._heading.setText(text)
        self._numbers.setText(numbers(workshop, words))

    def show_report(
        self, workshop: Workshop, found: QualityReport | None, listed: list[Trouble]
    ) -> None:
        """Say what the seating is worth, and list what is worth a look."""
        clear(self._worse)
        clear(self._good)
        self._show_collisions(workshop, found)
        if found is not None:
            has_themes = any(table.theme_id for table in workshop.tables.values())
            told = findings(found, self._words, has_themes=has_themes)
            for finding in sorted(told, key=lambda each: GRAVEST_FIRST.index(each.severity)):
                good = finding.severity is Severity.GOOD
                part = self._good if good else self._worse
                part.addWidget(Note(finding.severity, finding.text))
        self.languages.show_report(workshop, found)
        self._show_troubles(workshop, listed)

    def _show_collisions(self, workshop: Workshop, found: QualityReport | None) -> None:
        """Why rules that must hold do not."""
        clear(self._why)
        collisions = found.collisions[:MOST_COLLISIONS] if found else ()
        naming = Naming(
            person=lambda person_id: workshop.participants[person_id].name,
            table=lambda table_id: str(workshop.tables[table_id].number),
        )
        if collisions:
            heading = self._words("Why not every rule can hold")
            self._why.addWidget(label(heading, "eyebrow"))
        for collision in collisions:
            text = collision_text(collision, self._words, naming)
            self._why.addWidget(Note("problem", text))

    def _show_troubles(self, workshop: Workshop, listed: list[Trouble]) -> None:
        present = self.troubles.currentItem()
        kept = present.data(Qt.ItemDataRole.UserRole) if present else None
        self.troubles.clear()
        heights = []
        for trouble in listed:
            text = trouble_sentence(trouble, workshop, self._words)
            heights.append(self._height(text))
            item = QListWidgetItem(text)
            item.setIcon(severity_icon(trouble.severity))
            item.setSizeHint(QSize(TROUBLE_WIDTH, heights[-1]))
            item.setToolTip(tip(text))
            item.setData(Qt.ItemDataRole.UserRole, trouble)
            self.troubles.addItem(item)
            if trouble == kept:
                self.troubles.setCurrentItem(item)
        for part in (self._look_at, self.troubles):
            part.setVisible(bool(listed))
        self.troubles.setFixedHeight(sum(heights[:TROUBLES_IN_VIEW]) + 4)

    def _height(self, text: str) -> int:
        """What a line of the list needs, wrapped."""
        wrapped = self.fontMetrics().boundingRect(
            0, 0, TROUBLE_WIDTH, 1_000, Qt.TextFlag.TextWordWrap, text
        )
        return wrapped.height() + 10

    def _on_trouble(self, item: QListWidgetItem) -> None:
        self.trouble_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def numbers(workshop: Workshop, words: Words) -> str:
    """`80 people · 16 tables · 4 rounds`."""
    people = len(workshop.participants)
    tables, rounds = len(workshop.tables), len(workshop.rounds)
    return words.line((
        words.plural("{n} person", "{n} people", people),
        words.plural("{n} table", "{n} tables", tables),
        words.plural("{n} round", "{n} rounds", rounds),
    ))  # fmt: skip
