"""How the desktop looks: one palette in light and dark, one type family, one style sheet.

Widgets name what they are with `look("card", widget)`; the style sheet says how it appears.
"""

import re
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from string import Template
from typing import TypeVar

from PySide6.QtCore import QByteArray, QCoreApplication, QRect, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from worldcafe.ui.painting.direction import visual_rect
from worldcafe.wording.languages import FACES

ICON, ICON_GAP = 18, 6
"""The size of an icon, and its distance from the text beside it, in pixels."""

_POINTING = ("arrow-right", "chevron-left", "chevron-right", "redo-2", "skip-back",
             "skip-forward", "undo-2")  # fmt: skip
"""Icons that point on or back."""
_WITH_COLOURS = "worldcafe"
"""The one icon that has colours of its own."""

SPACE = 8
"""The grid: distances are multiples of eight pixels."""

TEXT, SMALL = 10.5, 9.0
"""The size of the text one reads, and of what stands beside it, in points."""
TEXT_SIZES = (100, 125, 150, 200)
"""What a person may have it enlarged to, in hundredths."""
_DOTS_PER_INCH = 96.0
_MOST = 10_000
_GROWING = re.compile(r"(\d+(?:\.\d+)?)(pt|tx)\b")
"""Lengths in a style sheet that grow with the text: points, and pixels of our own kind."""


@dataclass(frozen=True)
class Colours:
    """The colours by what they are for."""

    paper: str
    surface: str
    sunken: str
    line: str
    ink: str
    soft: str
    faint: str
    accent: str
    accent_hover: str
    accent_wash: str
    on_accent: str
    good: str
    good_wash: str
    attention: str
    attention_wash: str
    problem: str
    problem_wash: str


LIGHT = Colours(
    paper="#faf7f2", surface="#ffffff", sunken="#f3ede4", line="#e3d9cc",
    ink="#2b211b", soft="#6a5b50", faint="#857669",
    accent="#a3452a", accent_hover="#8a3820", accent_wash="#f8e7de", on_accent="#ffffff",
    good="#297547", good_wash="#e1f1e6",
    attention="#8f5a00", attention_wash="#fbeed6",
    problem="#b3261e", problem_wash="#fbe4e1",
)  # fmt: skip

DARK = Colours(
    paper="#1b1613", surface="#26201c", sunken="#15110f", line="#40362f",
    ink="#f4ede5", soft="#bdaea2", faint="#8d7f75",
    accent="#e58a65", accent_hover="#f0a383", accent_wash="#45291e", on_accent="#21130c",
    good="#7fcb9a", good_wash="#1e3a2a",
    attention="#ecb85f", attention_wash="#3f3016",
    problem="#f2948b", problem_wash="#4a2320",
)  # fmt: skip

THEME_COLOURS = (
    "#b5532a", "#2f7f79", "#8a6d1f", "#5b5ea6", "#a23b72",
    "#437d37", "#3a7ca5", "#8c5a3c", "#7a4fa3", "#5f6f52",
)  # fmt: skip
"""Offered for themes, in this order; calm, and apart for colour-blind eyes when lightness
differs, which is why a theme's name always stands beside its colour."""

W = TypeVar("W", bound=QWidget)


def colours() -> Colours:
    """The colours in use."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("dark") else LIGHT


def look(name: str, widget: W) -> W:
    """Name what a widget is for the style sheet, and hand it back."""
    is_new = widget.property("look") != name
    widget.setProperty("look", name)
    if is_new and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def enlarged() -> float:
    """How many times larger than planned letters are: by the person's choice and the system's.

    What is as wide or as high as its text is multiplied by it.
    """
    app = QApplication.instance()
    screen = QGuiApplication.primaryScreen()
    by_system = screen.logicalDotsPerInch() / _DOTS_PER_INCH if screen else 1.0
    return _chosen(app) * by_system


def moves() -> bool:
    """Whether things may move to where they belong, or are to be there at once."""
    app = QApplication.instance()
    return not (app and app.property("still"))


def grown(pixels: float) -> int:
    """A length that was planned for letters of the usual size."""
    return round(pixels * enlarged())


def text_font(points: float = TEXT, *, strong: bool = False) -> QFont:
    """The face in so many points, enlarged as the person wants it."""
    font = QFont()
    font.setPointSizeF(points * _chosen(QApplication.instance()))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def line_height(font: QFont, text: str) -> int:
    """How high a line of this text is: another script may be higher than the face."""
    metrics = QFontMetrics(font)
    return metrics.boundingRect(0, 0, _MOST, _MOST, Qt.TextFlag.TextSingleLine, text).height()


def as_typed(widget: W) -> W:
    """Have a widget show what is to be typed elsewhere, with the figures that keys have."""
    font = widget.font()
    font.setFamilies(list(FACES))
    widget.setFont(font)
    return widget


def _grown_length(found: re.Match[str]) -> str:
    number, unit = float(found[1]), found[2]
    if unit == "tx":
        return f"{grown(number)}px"
    return f"{number * _chosen(QApplication.instance()):g}{unit}"


def _chosen(app: QCoreApplication | None) -> float:
    return float((app and app.property("enlarged")) or 1.0)


def dress(
    app: QApplication,
    *,
    dark: bool,
    text: int = 100,
    still: bool = False,
    faces: tuple[str, ...] = FACES,
) -> None:
    """Give the application its face: light or dark, with text of this size in hundredths, in
    these typefaces, and with nothing that moves where one wants it `still`.
    """
    _load_fonts()
    app.setProperty("dark", dark)
    app.setProperty("enlarged", text / 100)
    app.setProperty("still", still)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, not still)
    palette = colours()
    font = QFont()
    font.setFamilies(list(faces))
    font.setPointSizeF(TEXT * text / 100)
    app.setFont(font)
    app.setPalette(_palette(palette))
    sheet = (resources.files("worldcafe.resources") / "styles" / "desktop.qss").read_text(
        "utf-8"
    )
    sheet = _GROWING.sub(_grown_length, sheet)
    chevron = _icon_file("chevron-down", palette.soft)
    tick = _icon_file("check", palette.on_accent)
    app.setStyleSheet(Template(sheet).substitute(asdict(palette), chevron=chevron, tick=tick))


def icon(
    name: str, colour: str | None = None, size: int = ICON, *, beside_text: bool = False
) -> QIcon:
    """An icon of the set in `resources/icons`, in a colour of the palette.

    `beside_text` adds room between it and the text that follows. Where nothing can be done with
    it, it is faint: left to Qt, it would look the same in the dark.
    """
    made = QIcon()
    for shade, mode in ((colour, QIcon.Mode.Normal), (colours().faint, QIcon.Mode.Disabled)):
        picture = pixmap(name, shade, size)
        made.addPixmap(_with_gap(picture, size) if beside_text else picture, mode)
    return made


def pixmap(name: str, colour: str | None = None, size: int = ICON) -> QPixmap:
    """The same as a picture of `size` pixels, sharp on dense screens.

    What points on or back points the other way where one reads from the right.
    """
    turned = name in _POINTING and QGuiApplication.isRightToLeft()
    return _pixmap(name, colour or colours().ink, size, turned=turned)


def tint(colour: str, strength: float) -> QColor:
    """A colour laid over the surface: 0 is the surface, 1 the colour itself."""
    over, under = QColor(colour), QColor(colours().surface)

    def mix(top: int, ground: int) -> int:
        return round(ground + (top - ground) * strength)

    return QColor(
        mix(over.red(), under.red()),
        mix(over.green(), under.green()),
        mix(over.blue(), under.blue()),
    )


def _with_gap(picture: QPixmap, size: int) -> QPixmap:
    ratio = picture.devicePixelRatio()
    wide = QPixmap(QSize(size + ICON_GAP, size) * ratio)
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(ratio)
    painter = QPainter(wide)
    whole, place = QRect(0, 0, size + ICON_GAP, size), QRect(0, 0, size, size)
    towards = QGuiApplication.layoutDirection()
    painter.drawPixmap(visual_rect(towards, whole, place), picture)
    painter.end()
    return wide


@cache
def _pixmap(name: str, colour: str, size: int, *, turned: bool) -> QPixmap:
    shape = _shape(name, size, turned=turned)
    if name == _WITH_COLOURS:
        return shape
    picture = QPixmap(shape)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setBackground(QColor(colour))
    painter.eraseRect(picture.rect())
    painter.end()
    return picture


@cache
def _shape(name: str, size: int, *, turned: bool) -> QPixmap:
    """An icon in black, read and drawn once for all the colours it is wanted in."""
    ratio = 2
    picture = QPixmap(QSize(size, size) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if turned:
        painter.translate(picture.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(_svg(name, "#000000"))).render(
        painter, QRectF(0, 0, size * ratio, size * ratio)
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _svg(name: str, colour: str) -> bytes:
    file = resources.files("worldcafe.resources") / "icons" / f"{name}.svg"
    return file.read_text("utf-8").replace("currentColor", colour).encode()


@cache
def _icon_file(name: str, colour: str) -> str:
    """A recoloured icon as a file, since a style sheet can only name files."""
    path = Path(_icon_folder().path()) / f"{name}-{colour.lstrip('#')}.svg"
    path.write_bytes(_svg(name, colour))
    return path.as_posix()


@cache
def _icon_folder() -> QTemporaryDir:
    return QTemporaryDir()


@cache
def _load_fonts() -> None:
    folder = resources.files("worldcafe.resources") / "fonts"
    for file in folder.iterdir():
        if file.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.paper), (role.WindowText, c.ink), (role.Base, c.surface),
        (role.AlternateBase, c.sunken), (role.Text, c.ink), (role.Button, c.surface),
        (role.ButtonText, c.ink), (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent), (role.PlaceholderText, c.soft),
        (role.ToolTipBase, c.ink), (role.ToolTipText, c.paper), (role.Link, c.accent),
    ):  # fmt: skip
        palette.setColor(which, QColor(colour))
    return palette
