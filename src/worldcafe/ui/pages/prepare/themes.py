"""The themes: a colour, a name and a question each, in the order of the room, and the name
and the question in a second language.
"""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from worldcafe.domain.commands import OrderThemes, PutTheme, RemoveTheme
from worldcafe.domain.model import Theme
from worldcafe.ui.arranging import Filling
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.in_place import AddField, LineInPlace, ProseInPlace, commit_all
from worldcafe.ui.fields.pickers import ColourField
from worldcafe.ui.pages.prepare.handle import Arrows
from worldcafe.ui.pages.prepare.part import Part
from worldcafe.ui.pages.prepare.second import (
    SecondLanguage,
    translation_of,
    with_translation,
)
from worldcafe.ui.painting.look import SMALL, SPACE, THEME_COLOURS, look, text_font
from worldcafe.ui.parts import (
    EmptyState,
    box,
    button,
    column,
    icon_button,
    label,
    row,
    scrolling,
)
from worldcafe.ui.tab_order import keep_in_order


class ThemesPart(Part):
    """One card a theme, and a line that adds one."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        words = self.words
        self.cards: dict[str, ThemeCard] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.adding = AddField(self._give_new, hint=words("Add a theme…"))
        self._hint = label(
            words("Press Enter after each name. Several tables may carry the same theme."),
            "small",
            wrap=True,
        )
        self.second = SecondLanguage(words("Themes in a second language"), words)
        self._below = box(row(Filling(self._hint), self.second, gap=2 * SPACE))
        self._empty = EmptyState(
            "message-circle-question-mark",
            words("What will the tables talk about?"),
            words(
                "A theme gives a table its subject and its colour. A café in which every"
                " table talks about the same question needs none."
            ),
            button(words("Add a theme"), self._on_begin, name="primary"),
        )
        whole = column(self._list, self.adding, self._below, self._empty, 1)
        whole.setStretchFactor(self._empty, 100)
        self._inside = box(whole)
        self._scroll = scrolling(self._inside)
        self.setLayout(column(self._scroll))
        self._begun = False
        self.second.chosen.connect(self.refresh)

    def refresh(self) -> None:
        themes = self.workshop.themes_in_order
        self.second.offer(self.workshop)
        ids = [theme.id for theme in themes]
        keep_in_order(self._list, self.cards, ids, partial(ThemeCard, self), self._inside)
        for k, theme in enumerate(themes):
            n_tables = sum(
                table.theme_id == theme.id for table in self.workshop.tables.values()
            )
            place = (k == 0, k == len(themes) - 1)
            self.cards[theme.id].show_theme(theme, n_tables, place)
        self._show_whether_empty()

    def commit(self) -> None:
        for each in tuple(self.cards.values()):
            commit_all((each.name, each.question, each.other_name, each.other_question))
        self.adding.commit()

    def shift(self, theme_id: str, by: int) -> None:
        """Move a theme up or down in the order."""
        order = [theme.id for theme in self.workshop.themes_in_order]
        k = order.index(theme_id)
        order.insert(k + by, order.pop(k))
        self.do(OrderThemes(theme_ids=tuple(order)))

    def _show_whether_empty(self) -> None:
        adding = bool(self.cards) or self._begun
        self._empty.setVisible(not adding)
        self.adding.setVisible(adding)
        self._below.setVisible(adding)
        self.second.setVisible(bool(self.cards))

    def _on_begin(self) -> None:
        self._begun = True
        self._show_whether_empty()
        self.adding.setFocus()

    def _give_new(self, name: str) -> bool:
        themes = self.workshop.themes_in_order
        used = {theme.colour for theme in themes}
        unused = (colour for colour in THEME_COLOURS if colour not in used)
        fresh = Theme(
            id=str(uuid4()),
            name=name,
            position=max((theme.position for theme in themes), default=-1) + 1,
            colour=next(unused, THEME_COLOURS[len(themes) % len(THEME_COLOURS)]),
        )
        return self.do(PutTheme(theme=fresh))


class ThemeCard(QFrame):
    """A theme, changed in place."""

    def __init__(self, part: ThemesPart, theme_id: str) -> None:
        super().__init__()
        look("card", self)
        self._part = part
        self._id = theme_id
        words = part.words
        self.colour = ColourField(lambda colour: self._put(colour=colour), words)
        self.name = LineInPlace(lambda text: self._put(name=text), hint=words("Name"))
        look("strong", self.name)
        self.name.setAccessibleName(words("Theme"))
        self.question = ProseInPlace(
            lambda text: self._put(question=text),
            hint=words("Its question, if it has one of its own"),
        )
        self.question.setAccessibleName(words("Question"))
        self.other_name = LineInPlace(lambda text: self._put_translation(name=text))
        self.other_question = ProseInPlace(lambda text: self._put_translation(question=text))
        self.n_tables: QLabel = label("", "small")
        metrics = QFontMetrics(text_font(SMALL))
        told = (words("no table"), words.plural("{n} table", "{n} tables", 100))
        self.n_tables.setFixedWidth(max(map(metrics.horizontalAdvance, told)) + SPACE)
        self.arrows = Arrows(partial(part.shift, theme_id), words)
        self.removing = icon_button("trash-2", words("Remove this theme"), self._on_remove)
        buttons = row(self.arrows, self.removing, gap=0)
        inner = QGridLayout()
        inner.setSpacing(SPACE)
        inner.setVerticalSpacing(4)
        for k, each in enumerate((self.colour, self.name, self.question, self.n_tables)):
            inner.addWidget(each, 0, k)
        for k, each in enumerate((self.other_name, self.other_question), start=1):
            inner.addWidget(each, 1, k, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(buttons, 0, 4)  # last: Tab leads through the texts first
        inner.setColumnStretch(1, 3)
        inner.setColumnStretch(2, 4)
        inner.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.setLayout(inner)

    def show_theme(self, theme: Theme, n_tables: int, place: tuple[bool, bool]) -> None:
        """Show what the workshop holds; `place`: whether it is the first, and the last."""
        words = self._part.words
        self.colour.show_value(theme.colour)
        self.name.show_value(theme.name)
        self.question.show_value(theme.question)
        self._show_translation(theme)
        self.n_tables.setText(
            words.plural("{n} table", "{n} tables", n_tables) if n_tables else words("no table")
        )
        is_first, is_last = place
        self.arrows.show_place(is_first=is_first, is_last=is_last)

    def _show_translation(self, theme: Theme) -> None:
        second, words = self._part.second, self._part.words
        for each in (self.other_name, self.other_question):
            second.prepare_field(each)
        if not second.code:
            return
        language = words.language_name(second.code)
        said = translation_of(theme, second.code)
        self.other_name.setAccessibleName(words("Theme in {language}", language=language))
        self.other_name.show_value(said.name)
        self.other_question.setAccessibleName(
            words("Question in {language}", language=language)
        )
        self.other_question.show_value(said.question)

    def _put_translation(self, **said: str) -> bool:
        theme, lang = self._part.workshop.themes.get(self._id), self._part.second.code
        if theme is None or not lang:
            return True
        whole = translation_of(theme, lang).but(**said)
        return self._put(translations=with_translation(theme, whole))

    def _put(self, **said: object) -> bool:
        theme = self._part.workshop.themes.get(self._id)
        return theme is None or self._part.do(PutTheme(theme=theme.but(**said)))

    def _on_remove(self) -> None:
        words = self._part.words
        name = self._part.workshop.themes[self._id].name
        told = words("The theme “{name}” was removed.", name=name)
        self._part.do(RemoveTheme(theme_id=self._id), told=told)
