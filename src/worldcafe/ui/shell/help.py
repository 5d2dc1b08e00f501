"""Help: the chapter of the page one is on, all the others beside it, and a search."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from worldcafe.domain.folding import fold
from worldcafe.domain.refusal import FileRefused
from worldcafe.ui.actions import ACTIONS, action, hint
from worldcafe.ui.arranging import Flow, Folding, room_for
from worldcafe.ui.fields.search import SearchField
from worldcafe.ui.own_files import open_outside
from worldcafe.ui.painting.look import SPACE, grown, look
from worldcafe.ui.parts import box, button, column, explain, label, scrolling
from worldcafe.ui.shell.keys_table import every_key, keys_table
from worldcafe.wording import Words
from worldcafe.wording.chapter import Chapter
from worldcafe.wording.help import CHAPTERS

PLACES_OF = {
    "people": ("people", "table"),
    "rotation": ("rotation", "room"),
    "live": ("live", "clock", "board"),
    "capture": ("capture", "form"),
    "harvest": ("harvest", "similar", "matches", "votes"),
}
"""Where the keys of a chapter hold; of any other they hold on the page of its name."""
LIST_WIDTH = 232
TEXT_WIDTH = 420
_KEY = Qt.ItemDataRole.UserRole


class HelpDialog(QDialog):
    """What a page is for, in a screenful. The window behind it goes on."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        look("paper", self)
        self.setWindowTitle(words("Help"))
        self.search = SearchField(words("Search in help"))
        self.chapters = QListWidget()
        self.chapters.setAccessibleName(words("Chapters"))
        self.chapters.setWordWrap(True)
        for key, chapter in CHAPTERS.items():
            item = QListWidgetItem(words(chapter.title), self.chapters)
            item.setData(_KEY, key)
        self.nothing = label(words("Nothing in help speaks of that."), "soft", wrap=True)
        self.nothing.hide()
        self._text = scrolling(QWidget(), words("Chapter"))
        beside = box(column(self.search, self.nothing, self.chapters))
        self.folding = Folding(
            (self._text, beside), (words("Chapter"), words("Chapters")), words("Help"),
            least=grown(TEXT_WIDTH), side=grown(LIST_WIDTH),
        )  # fmt: skip
        whole = column(self.folding, self._foot(), margin=3 * SPACE, gap=2 * SPACE)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.resize(QSize(max(grown(800), 800), 640).boundedTo(room_for(self)))
        self.search.textChanged.connect(self._on_search)
        self.chapters.currentItemChanged.connect(self._on_chapter)

    def show_chapter(self, key: str) -> None:
        """Show this chapter, in front, with the keyboard on its text."""
        self.search.clear()
        self.chapters.setCurrentRow(list(CHAPTERS).index(key))
        self.folding.bring(self._text)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    @property
    def key(self) -> str:
        """The chapter in view."""
        item = self.chapters.currentItem()
        return str(item.data(_KEY)) if item else ""

    def _foot(self) -> QWidget:
        words = self._words
        self.manual = button(
            words("The manual…"), self._on_manual, picture="external-link",
            hint=words("The manual, to read in a browser or to print"),
        )  # fmt: skip
        self.keys = button(words("All keys"), self._on_keys)
        explain(self.keys, hint(words, action("keys"), text=words("All keys")))
        close = button(words("Close"), self.close, name="primary")
        close.setDefault(True)
        self.told = label("", "small", wrap=True)
        self.told.hide()
        return box(column(self.told, box(Flow(self.keys, self.manual, 1, close))))

    def _on_chapter(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            key = str(item.data(_KEY))
            self._text.hold(box(_read(CHAPTERS[key], key, self._words)))
            _scroll_to(self._text, self.search.text())

    def _on_search(self, sought: str) -> None:
        """Leave those chapters that speak of it, the first of them in view."""
        found = []
        for at in range(self.chapters.count()):
            item = self.chapters.item(at)
            speaks = CHAPTERS[str(item.data(_KEY))].speaks_of(sought, self._words)
            item.setHidden(not speaks)
            found += [item] if speaks else []
        self.nothing.setVisible(not found)
        if found and sought:
            now = self.chapters.currentItem()
            self.chapters.setCurrentItem(now if now in found else found[0])
            _scroll_to(self._text, sought)

    def _on_keys(self) -> None:
        """Show every key in place of the chapter."""
        self.chapters.setCurrentRow(-1)
        self._text.hold(box(every_key(self._words)))
        self.folding.bring(self._text)

    def _on_manual(self) -> None:
        """Write the manual where a browser may read it, and open it there."""
        from worldcafe.ui.shell.manual import write_manual  # seldom

        words = self._words
        try:
            path = write_manual(words)
        except FileRefused as refusal:
            self._tell(words.refusal(refusal))
            return
        open_outside(path)
        self._tell(words("The manual is in {path}.", path=path))

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()


def _read(chapter: Chapter, key: str, words: Words) -> QVBoxLayout:
    """A chapter as it is read, with the keys of its page beneath."""
    aim = label(words(chapter.aim), "soft", wrap=True)
    page = column(label(words(chapter.title), "title", wrap=True), aim)
    for passage in chapter.passages:
        page.addSpacing(SPACE)
        page.addWidget(label(words(passage.heading), "heading", wrap=True))
        for each in passage.paragraphs:
            page.addWidget(label(words(each), wrap=True))
    places = PLACES_OF.get(key, (key,))
    keys = [each for each in ACTIONS if each.place in places and each.keys]
    if keys:
        page.addSpacing(SPACE)
        page.addWidget(label(words("Keys of this page"), "heading"))
        page.addLayout(keys_table(keys, words))
    page.addStretch(1)
    page.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
    return page


def _scroll_to(area: QScrollArea, sought: str) -> None:
    """Have in view the first text that speaks of what is sought."""
    page, first = area.widget(), fold(sought).split()[:1]
    for each in page.findChildren(QLabel) if page and first else ():
        if first[0] in fold(each.text()):
            area.ensureWidgetVisible(each)
            return
