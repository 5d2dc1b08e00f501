"""Text laid out in the bundled faces: wrapped, shrunk until it fits, and never outside.

Text of people is plain text here. It finds its own direction from its letters, and which
side it stands at follows the page.
"""

import re
import threading
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from worldcafe.domain.links import web_addresses
from worldcafe.prints.paper import INK, UNITS_PER_MM, UNITS_PER_POINT
from worldcafe.wording.direction import has_leftward_letters, runs_leftwards
from worldcafe.wording.languages import FACES

REGULAR, MEDIUM, STRONG = 400, 500, 600

LEAST = 3.5
"""Points below which no text is shrunk; what has no room then ends in an ellipsis."""
_STEP = 0.5
_PITCH = 0.94
"""From line to line, as a part of the height that the face asks for."""
_ELLIPSIS = "…"
_MAX_CHARACTERS = 60_000
_MAX_KEPT = 20_000

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_BROKEN = re.compile("[\ud800-\udfff]")


class Side(Enum):
    """Where lines stand: at the side where reading begins, in the middle, at the end.

    `OWN` is where the text itself begins, whatever the page does: Arabic at the right.
    """

    START = 0
    CENTRE = 1
    END = 2
    OWN = 3


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set. `size` is in points."""

    size: float
    weight: int = REGULAR
    colour: str = INK
    side: Side = Side.START
    typed: bool = False
    """Whether it is typed as it stands, with the figures that keys have."""


def plain(text: str, *, lines: bool = False) -> str:
    """What is printed of a text: no controls, no overrides of direction that nobody sees.

    `lines` keeps the breaks between lines; else all white space is one space.
    """
    shown = _BROKEN.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text[:_MAX_CHARACTERS]))
    if not lines:
        return " ".join(shown.split())
    return "\n".join(" ".join(line.split()) for line in shown.strip().splitlines())


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is laid out in a width, in millimetres: enough to do it again anywhere."""

    text: str
    type: Type
    width: float
    whole_words: bool = False
    """Whether no word is broken, even if it stands out."""
    strong: int = 0
    """How many characters at the beginning are bold."""


class Block:
    """A text laid out in a width. Measures are in millimetres.

    It belongs to the thread that laid it out, whose faces it uses: what outlives that
    thread keeps the `setting`.
    """

    def __init__(self, setting: Setting, layout: QTextLayout, pitches: list[float]) -> None:
        self.setting = setting
        self.is_cut = False
        """Whether an ellipsis stands for the rest of the text."""
        self.width = setting.width
        self._layout = layout
        self._pitches = pitches
        self.height = sum(pitches) / UNITS_PER_MM

    @property
    def n_lines(self) -> int:
        return len(self._pitches)

    @property
    def text_width(self) -> float:
        """How far the longest line reaches."""
        lines = (self._layout.lineAt(at) for at in range(self.n_lines))
        return max((line.naturalTextWidth() for line in lines), default=0.0) / UNITS_PER_MM

    def lines_in(self, first: int, height: float) -> int:
        """How many lines, from `first` on, there is room for."""
        room, n = height * UNITS_PER_MM + 0.01, 0
        for pitch in self._pitches[first:]:
            room -= pitch
            if room < 0:
                break
            n += 1
        return n

    def height_of(self, first: int, n: int) -> float:
        """The height of some of the lines."""
        return sum(self._pitches[first : first + n]) / UNITS_PER_MM

    def draw(
        self, painter: QPainter, x: float, y: float, first: int = 0, n: int | None = None
    ) -> None:
        """Draw the lines, or `n` of them from `first`, with the corner at (x, y) in units."""
        last = self.n_lines if n is None else first + n
        skipped = sum(self._pitches[:first])
        for at in range(first, last):
            self._layout.lineAt(at).draw(painter, QPointF(x, y - skipped))

    def end_of_line(self, at: int) -> int:
        """The place in the text, in UTF-16 units, where a line ends."""
        line = self._layout.lineAt(at)
        return int(line.textStart() + line.textLength())


class _OfThread(threading.local):
    """What a thread has laid out, and the faces it did so with: neither may leave it."""

    def __init__(self) -> None:
        self.blocks: dict[Any, Block] = {}
        self.fonts: dict[tuple[float, int, tuple[str, ...]], QFont] = {}


class Lettering:
    """Lays out text for pages that read from one side."""

    def __init__(self, *, right_to_left: bool, faces: tuple[str, ...] = FACES) -> None:
        load_faces()
        self.right_to_left = right_to_left
        self._faces = faces
        self._mine = _OfThread()

    def block(self, text: str, type: Type, width: float) -> Block:
        """The text wrapped in a width, its lines kept; words too long for a line are broken."""
        return self.laid(Setting(plain(text, lines=True), type, width))

    def laid(self, setting: Setting) -> Block:
        """The text laid out as it was set once."""
        if setting not in self._mine.blocks:
            self._keep(setting, self._lay(setting))
        return self._mine.blocks[setting]

    def fitted(
        self,
        text: str,
        type: Type,
        width: float,
        height: float,
        *,
        least: float = LEAST,
        strong: int = 0,
    ) -> Block:
        """The text in one paragraph, as large as fits into the room and at most as `type` says.

        It shrinks before a word is broken. What finds no room at the least size ends in an
        ellipsis.
        """
        key = (text, type, width, height, least, strong)
        if key not in self._mine.blocks:
            setting = Setting(plain(text), type, width, strong=strong)
            self._keep(key, self._fitted(setting, height, least))
        return self._mine.blocks[key]

    def _fitted(self, wanted: Setting, height: float, least: float) -> Block:
        if not wanted.text:
            return self.laid(wanted)
        steps = max(0, round((wanted.type.size - least) / _STEP))
        low, high = 0, steps + 1  # the fewest steps down that fit; `high`: none does
        while low < high:
            middle = (low + high) // 2
            whole = self.laid(_smaller(wanted, middle))
            if whole.height <= height and whole.text_width <= wanted.width:
                high = middle
            else:
                low = middle + 1
        if low <= steps:
            return self.laid(_smaller(wanted, low))
        return self._shortened(replace(wanted, type=replace(wanted.type, size=least)), height)

    def _shortened(self, wanted: Setting, height: float) -> Block:
        """The text with its words broken where they must, and cut where no room is left."""
        block = self.laid(wanted)
        if block.height <= height:
            return block
        n_lines = max(1, block.lines_in(0, height))
        units = wanted.text.encode("utf-16-le")[: 2 * block.end_of_line(n_lines - 1)]
        kept = units.decode("utf-16-le", "ignore")
        while True:
            kept = kept[:-1].rstrip()
            block = self.laid(replace(wanted, text=kept + _ELLIPSIS))
            block.is_cut = True
            if block.n_lines <= n_lines or not kept:
                break
        return block

    def _keep(self, key: object, block: Block) -> None:
        """Headings and names of themes come back on every page; names of people do not."""
        if len(self._mine.blocks) >= _MAX_KEPT:
            self._mine.blocks.clear()
        self._mine.blocks[key] = block

    def _lay(self, setting: Setting) -> Block:
        text, type = setting.text, setting.type
        shown = text.replace("\n", "\N{LINE SEPARATOR}")
        layout = QTextLayout(shown, self._font(setting, type.weight))
        layout.setTextOption(self._option(setting))
        layout.setFormats(self._formats(setting))
        layout.beginLayout()
        pitches: list[float] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(setting.width * UNITS_PER_MM)
            line.setPosition(QPointF(0, sum(pitches)))
            pitches.append(line.height() * _PITCH)
        layout.endLayout()
        return Block(setting, layout, pitches)

    def _formats(self, setting: Setting) -> list[QTextLayout.FormatRange]:
        """The colour of the text, the weight of its beginning, and where its addresses lead."""
        form = QTextCharFormat()
        form.setForeground(QColor(setting.type.colour))
        found = [_range(setting.text, form)]
        if setting.strong:
            bold = QTextCharFormat(form)
            bold.setFont(self._font(setting, STRONG))
            found.append(_range(setting.text[: setting.strong], bold))
        at = 0
        for written, opened in web_addresses(setting.text):
            at = setting.text.index(written, at)
            if setting.text[at + len(written) :] == _ELLIPSIS:
                break  # what is left of it leads elsewhere
            link = QTextCharFormat()
            link.setAnchor(True)
            link.setAnchorHref(opened)
            found.append(_range(written, link, after=setting.text[:at]))
            at += len(written)
        return found

    def _font(self, setting: Setting, weight: int) -> QFont:
        """A text in other letters keeps the figures that go with them."""
        faces, size = self._faces, setting.type.size
        if setting.type.typed or (faces is not FACES and _is_of_other_letters(setting.text)):
            faces = FACES
        key = (size, weight, faces)
        if key not in self._mine.fonts:
            self._mine.fonts[key] = _font(size, weight, faces)
        return self._mine.fonts[key]

    def _option(self, setting: Setting) -> QTextOption:
        option = QTextOption()
        wrap = QTextOption.WrapMode
        whole, broken = wrap.WordWrap, wrap.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(whole if setting.whole_words else broken)
        option.setUseDesignMetrics(True)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        start, end = (right, left) if self.right_to_left else (left, right)
        edges = {
            Side.START: start,
            Side.CENTRE: Qt.AlignmentFlag.AlignHCenter,
            Side.END: end,
            Side.OWN: right if runs_leftwards(setting.text) else left,
        }
        side = setting.type.side
        if side is Side.OWN and not any(map(str.isalpha, setting.text)):
            side = Side.START
        option.setAlignment(edges[side] | Qt.AlignmentFlag.AlignAbsolute)
        return option


def _smaller(wanted: Setting, steps: int) -> Setting:
    size = wanted.type.size - steps * _STEP
    return replace(wanted, type=replace(wanted.type, size=size), whole_words=True)


@cache
def _is_of_other_letters(text: str) -> bool:
    return any(map(str.isalpha, text)) and not has_leftward_letters(text)


def load_faces() -> None:
    """Make the bundled faces known, unless the application has done so."""
    if set(FACES) <= set(QFontDatabase.families()):
        return
    folder = resources.files("worldcafe.resources") / "fonts"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))


def _font(size: float, weight: int, faces: tuple[str, ...]) -> QFont:
    font = QFont()
    font.setFamilies(list(faces))
    font.setPixelSize(max(1, round(size * UNITS_PER_POINT)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature is one letter to whoever searches the file or copies from it.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


def _range(text: str, form: QTextCharFormat, *, after: str = "") -> QTextLayout.FormatRange:
    """A format for a text that begins there."""
    made = QTextLayout.FormatRange()
    made.start, made.length = _units(after), _units(text)
    made.format = form
    return made


def _units(text: str) -> int:
    """How long a text is for Qt: in UTF-16."""
    return len(text.encode("utf-16-le", "replace")) // 2
