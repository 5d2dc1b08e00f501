"""Forgetting people for good, and the date until which names may be kept."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QProgressBar,
    QWidget,
)

from worldcafe.document import Reached, forget
from worldcafe.domain.commands import DescribeWorkshop
from worldcafe.domain.forgetting import (
    Forgetting,
    Remains,
    people_in,
    same_people,
)
from worldcafe.domain.kept_names import KEPT_MONTHS, proposed_until
from worldcafe.domain.refusal import Refusal
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.dialog import Dialog, Sheet
from worldcafe.ui.fields.dates import DateField
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import Note, box, button, column, label, row, tip
from worldcafe.ui.work import Once
from worldcafe.wording.forgetting import (
    FINAL,
    GOES,
    OUT_OF_REACH,
    copies_left,
    forgotten,
    what_stays,
)
from worldcafe.wording.mentions import place

WIDTH = 600


class ForgetMenu(QMenu):
    """What can be done about names: forget some people, everyone, or set a date."""

    def __init__(self, bridge: Bridge, chosen: Callable[[], list[str]], over: QWidget) -> None:
        """`chosen` gives the ids of the people selected; dialogs stand `over` a page."""
        words = bridge.words
        super().__init__(words("Forget…"), over)
        self.some = self.addAction(words("The people selected…"))
        self.some.triggered.connect(lambda: open_forgetting(bridge, over.window(), chosen()))
        self.everyone = self.addAction(words("Everyone…"))
        self.everyone.triggered.connect(lambda: open_forgetting(bridge, over.window()))
        self.addSeparator()
        self.until = self.addAction(words("How long names are kept…"))
        self.until.triggered.connect(lambda: KeptUntilDialog(bridge, over.window()).open())
        self.aboutToShow.connect(lambda: self.some.setEnabled(bool(chosen())))
        self.setEnabled(not bridge.workshop.about.rehearsal)


def open_forgetting(
    bridge: Bridge, parent: QWidget, ids: Collection[str] | None = None
) -> "ForgetDialog":
    """Ask whether these people are to be forgotten, or everyone who is or was on the list."""
    dialog = ForgetDialog(bridge, parent, ids)
    dialog.open()
    return dialog


class ForgetDialog(Dialog):
    """What goes, what stays, which texts are touched; and afterwards, what was done."""

    HELP = "people"

    looked = Signal()
    """What goes and what stays is known now, and shown."""

    def __init__(self, bridge: Bridge, parent: QWidget, ids: Collection[str] | None) -> None:
        super().__init__(bridge.words, parent)
        self._bridge = bridge
        self._words = words = bridge.words
        states, workshop = list(bridge.document.states()), bridge.workshop
        everybody = people_in(states)
        self._people = same_people(everybody, everybody if ids is None else ids)
        self._looking: Once[Remains] = Once(self, bridge)
        self._forgetting: Once[Reached] = Once(self, bridge)
        self._aside = ExitStack()
        self.setWindowTitle(words("Forget people"))
        self.mentions = QListWidget()
        self.mentions.setFixedHeight(132)
        self.mentions.setAccessibleName(words("What is ticked is taken out of texts"))
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.cancel = button(words("Cancel"), self.reject, default=True)
        self.agree = button(words("Forget for good"), self._on_agree, name="primary")
        self.agree.setAutoDefault(False)
        self.agree.setEnabled(False)
        self._told = column(gap=4)
        self._shown = self._beforehand()
        self._whole = column(self._shown)
        Sheet(self, self._whole, grown(WIDTH))
        people = self._people
        self._looking.answered.connect(self._on_looked)
        self._forgetting.answered.connect(self._on_forgotten)
        for each in (self._looking, self._forgetting):
            each.refused.connect(self._on_refused)
        self._looking.begin(
            lambda _progress, _cancelled: Forgetting(people, states).remains(workshop, states)
        )

    def kept(self) -> frozenset[str]:
        """The mentions that are to stay, by their keys."""
        items = (self.mentions.item(k) for k in range(self.mentions.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Unchecked
        )

    def _beforehand(self) -> QWidget:
        words = self._words
        self._named = look("", QWidget())
        ticked = words("What is ticked is taken out of texts, in history too")
        self._named.setLayout(column(label(ticked, "eyebrow"), self.mentions))
        self._named.hide()
        parts = (
            label(self._title(), "title", wrap=True),
            label(words(GOES), wrap=True),
            label(words("What stays"), "eyebrow"),
            self._told,
            self._named,
            label(words(OUT_OF_REACH), "soft", wrap=True),
            Note("attention", words(FINAL)),
            self.progress,
            row(1, self.cancel, self.agree),
        )
        return box(column(*parts, margin=3 * SPACE, gap=12))

    def _afterwards(self, reached: Reached) -> QWidget:
        words, n = self._words, len(reached.cleansed) + len(reached.deleted)
        done = [
            *what_stays(words, self._remains),
            words.plural(
                "{n} copy on this computer was cleansed or deleted.",
                "{n} copies on this computer were cleansed or deleted.",
                n,
            ),
        ]
        parts: list[QWidget] = [
            label(forgotten(words, len(self._people)), "title", wrap=True),
            label(words("What stays"), "eyebrow"),
            *_points(done),
        ]
        if reached.left:
            names = [path.name for path in reached.left]
            parts.append(Note("attention", copies_left(words, names)))
        parts.append(label(words(OUT_OF_REACH), "soft", wrap=True))
        self.close_ = button(words("Close"), self.accept, name="primary")
        return box(column(*parts, row(1, self.close_), margin=3 * SPACE, gap=12))

    def _title(self) -> str:
        words, names = self._words, [states[0].name for states in self._people.values()]
        if not names:
            return words("Nobody is on the list, now or in the past.")
        if len(set(names)) == 1:
            return words("Forget {name}?", name=names[0])
        return words.plural("Forget {n} person?", "Forget {n} people?", len(names))

    def _end_work(self) -> None:
        self._looking.stop()
        self.progress.hide()
        self._aside.close()

    def _on_looked(self, remains: Remains) -> None:
        self._end_work()
        words, workshop = self._words, self._bridge.workshop
        self._remains = remains
        for line in _points(what_stays(words, remains)):
            self._told.addWidget(line)
        for each in remains.mentions:
            text = f"{place(each, workshop, words)}  –  {each.text}"
            item = QListWidgetItem(text, self.mentions)
            item.setToolTip(tip(text))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, each.key)
        self._named.setVisible(bool(remains.mentions))
        self.agree.setEnabled(bool(self._people))
        self.looked.emit()

    def _on_agree(self) -> None:
        ids, kept = frozenset(self._people), self.kept()
        path = self._aside.enter_context(self._bridge.document.laid_aside())
        for each in (self.cancel, self.mentions, self.agree):
            each.setEnabled(False)
        self.progress.show()
        self._forgetting.begin(lambda _progress, _cancelled: forget(path, ids, kept=kept))

    def reject(self) -> None:
        """Give up; forgetting that has begun runs to its end."""
        if self.cancel.isEnabled():
            self._end_work()
            super().reject()

    def _on_forgotten(self, reached: Reached) -> None:
        self._end_work()
        self._shown.hide()
        self._whole.addWidget(self._afterwards(reached))
        self.close_.setFocus()

    def _on_refused(self, refusal: Refusal) -> None:
        self._end_work()
        self._bridge.say_refused(refusal)
        super().reject()


def _points(lines: Iterable[str]) -> list[QLabel]:
    return [label(f"•  {line}", wrap=True) for line in lines]


class KeptUntilDialog(Dialog):
    """Until when names may be kept; a date half a year after the day is proposed."""

    HELP = "people"

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(bridge.words, parent)
        self._bridge = bridge
        words, about = bridge.words, bridge.workshop.about
        today = bridge.now().astimezone().date()
        self._date = about.names_until or proposed_until(bridge.workshop, today)
        self.setWindowTitle(words("How long names are kept"))
        self.date = DateField(self._on_date, words, lambda: today)
        self.date.show_value(self._date)
        self.agree = button(
            words("Keep names until then"), self._on_agree, name="primary", default=True
        )
        never = button(words("No date"), self._on_no_date, name="quiet")
        why = words.plural(
            "Data about people may be kept no longer than its purpose needs. {n} month after"
            " the day is proposed. After that, opening this workshop reminds of it; nothing"
            " goes by itself.",
            "Data about people may be kept no longer than its purpose needs. {n} months after"
            " the day are proposed. After that, opening this workshop reminds of it; nothing"
            " goes by itself.",
            KEPT_MONTHS,
        )
        self.setLayout(
            column(
                label(words("Names may be kept until"), "title", wrap=True),
                label(why, "soft", wrap=True),
                self.date,
                row(never, 1, button(words("Cancel"), self.reject), self.agree),
                margin=3 * SPACE,
                gap=2 * SPACE,
            )
        )
        self.setFixedWidth(grown(WIDTH))

    def _on_date(self, date: dt.date | None) -> None:
        if date is None:
            self._on_no_date()
        else:
            self._date = date
            self.date.show_value(self._date)

    def _on_agree(self) -> None:
        self._keep(self._date)

    def _on_no_date(self) -> None:
        self._keep(None)

    def _keep(self, date: dt.date | None) -> None:
        about = self._bridge.workshop.about.but(names_until=date)
        words = self._bridge.words
        if self._bridge.do(DescribeWorkshop(about=about), told=words("Saved.")) is not None:
            self.accept()
