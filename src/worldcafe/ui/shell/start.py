"""Before a workshop is open: begin, or go on. Nothing here has to load what workshops are
made of, unless the day of one runs.
"""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from worldcafe.document import glance
from worldcafe.document.address import Place
from worldcafe.exchange.templates import offered_templates
from worldcafe.ui.actions import action, bind, hint
from worldcafe.ui.arranging import Flow, Stacking
from worldcafe.ui.painting.direction import margins
from worldcafe.ui.painting.look import SPACE, colours, grown, look, pixmap
from worldcafe.ui.parts import (
    box,
    button,
    card,
    column,
    explain,
    give_icon,
    icon_button,
    label,
    row,
    scrolling,
)
from worldcafe.ui.shell.gone_copies import GoneCopies
from worldcafe.ui.shell.recent import RecentWorkshops
from worldcafe.wording import TRANSLATED, Words

LEAST_BESIDE = 860
"""Pixels from which what one begins with and what one was at stand beside one another."""


class StartWindow(QWidget):
    """The first window: what may be begun, and what was open lately."""

    new_asked = Signal(str)
    """The key of a template, or nothing for an empty workshop."""
    open_asked = Signal()
    shared_asked = Signal()
    recent_asked = Signal(object)
    """The `Place` of a workshop that was open lately."""
    example_asked = Signal()
    follow_up_asked = Signal()
    portfolio_asked = Signal()
    language_chosen = Signal(str)
    help_asked = Signal(str)
    """The chapter to be shown."""
    news_asked = Signal()
    news_hidden = Signal()

    def __init__(self, words: Words, recent: list[Place], *, updated: bool = False) -> None:
        """`updated` where another version ran here before, and nobody was told yet."""
        super().__init__()
        self.going_on: list[QPushButton] = []
        """One for each workshop whose day runs."""
        look("paper", self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("worldcafe")
        self.resize(1120, 720)
        mark = QLabel()
        mark.setPixmap(pixmap("coffee", colours().accent, 48))
        languages = Flow(
            1,
            *(
                button(
                    name,
                    lambda code=code: self.language_chosen.emit(code),  # type: ignore[misc]
                    name="quiet",
                )
                for code, name in TRANSLATED.items()
                if code != words.language
            ),
        )
        greeting = words("Seat everyone, catch every idea, leave with one synthesis.")
        name = column(label("worldcafe", "display"), label(greeting, "soft"), gap=2)
        bind(self, "window", "help", self._on_help)
        asking = icon_button("circle-question-mark", words(action("help").text), self._on_help)
        explain(asking, hint(words, action("help")))
        head = row(mark, name, languages, asking)
        head.setStretch(2, 1)
        head.setAlignment(asking, Qt.AlignmentFlag.AlignTop)
        for each in (mark, name):
            head.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        files = {each: glance(each) for each in recent if isinstance(each, Path)}
        known = [(each, files[each] if isinstance(each, Path) else None) for each in recent]
        begun = (path for path, seen in files.items() if seen is not None and seen.has_begun)
        above = [made for path in begun if (made := self._running(words, path))]
        left = column(self._beginnings(words), 1)
        shared = button(
            words("Open a shared workshop…"), self.shared_asked.emit, name="quiet",
            picture="network",
        )  # fmt: skip
        portfolio = button(
            words("A portfolio of several workshops…"), self.portfolio_asked.emit,
            name="quiet", picture="file-spreadsheet",
        )  # fmt: skip
        self.recent = RecentWorkshops(words, known)
        self.recent.asked.connect(self.recent_asked)
        right = column(self.recent, row(shared, 1), row(portfolio, 1), GoneCopies(words), 1)
        halves = Stacking(box(left), box(right), shares=(3, 2), least=grown(LEAST_BESIDE))
        if updated:
            from worldcafe.ui.shell.news import UpdateLine  # seldom

            line = UpdateLine(words, self.news_asked.emit, self.news_hidden.emit)
            above.append(line)
        whole = box(column(*above, halves, gap=3 * SPACE))
        page = column(head, scrolling(whole), margin=4 * SPACE, gap=2 * SPACE)
        page.setStretch(1, 1)
        self.setLayout(page)
        if self.going_on:
            self.going_on[0].setFocus()
        else:
            self._begin.setFocus()

    def _on_help(self) -> None:
        self.help_asked.emit("start")

    def _beginnings(self, words: Words) -> QWidget:
        self._begin = button(
            words("New workshop"), lambda: self.new_asked.emit(""), name="primary",
            picture="file-plus",
        )  # fmt: skip
        example = button(
            words("Open the Turin example"), self.example_asked.emit, picture="coffee"
        )
        other = button(words("Open…"), self.open_asked.emit, picture="folder-open")
        follow_up = button(
            words("Start a follow-up workshop…"), self.follow_up_asked.emit, name="quiet",
            picture="flag",
        )  # fmt: skip
        method = button(
            words("The method in ten minutes"), lambda: self.help_asked.emit("method"),
            name="quiet", picture="coffee",
        )  # fmt: skip
        templates = column(gap=0)
        for template in offered_templates(words.language):
            choice = QPushButton(template.name, autoDefault=True)
            give_icon(choice, "chevron-right")
            look("template", choice)
            choice.clicked.connect(lambda _=False, key=template.key: self.new_asked.emit(key))
            summary = label(template.summary, "small", wrap=True)
            summary.setContentsMargins(margins(36, 0, 8, 2))
            templates.addLayout(column(choice, summary, gap=0))
        return card(
            label(words("Begin"), "heading"),
            row(self._begin, other, example, 1),
            box(Flow(follow_up, method, 1)),
            label(words("Or from a template"), "eyebrow"),
            templates,
        )

    def _running(self, words: Words, path: Path) -> QWidget | None:
        """Whoever opens the program while a day runs is in a hurry: that day comes first."""
        from worldcafe.document import standing
        from worldcafe.domain.day import as_shown
        from worldcafe.domain.timetable import day_started_at
        from worldcafe.wording.day import state_sentence

        known = standing(path)
        workshop = as_shown(known, "") if known is not None else None
        state = state_sentence(workshop, words) if workshop is not None else ""
        if workshop is None or not state:
            return None
        lines = [workshop.about.title or path.stem, words.date(workshop.about.date)]
        began_at = day_started_at(workshop)
        if began_at is not None:
            since = words("since {time}", time=words.time(began_at.astimezone().time()))
            if began_at.astimezone().date() != dt.datetime.now().astimezone().date():
                since = words(
                    "since {date}, {time}", date=words.date(began_at.astimezone().date()),
                    time=words.time(began_at.astimezone().time()),
                )  # fmt: skip
            lines.append(since)
        go_on = button(
            words("Go on"), lambda: self.recent_asked.emit(path), name="primary",
            picture="play",
        )  # fmt: skip
        explain(go_on, str(path))
        self.going_on.append(go_on)
        sentence = label(state, "title")
        detail = label(words.line(lines), "soft", wrap=True)
        whole = row(box(column(sentence, detail, gap=2)), go_on)
        whole.setStretch(0, 1)
        return card(whole)
