"""Pictures that are no drawings of ours: photos of tablecloths, and codes that phones read."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from worldcafe.ui.own_files import files_in

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp",
            ".heic", ".heif")  # fmt: skip
"""What is taken for a picture; phones' own format is refused with a word of help."""


def thumbnail(image: QImage, size: int) -> QPixmap:
    """What `square` gave, to be shown; grey if the bytes of the picture are missing."""
    if not image.isNull():
        return QPixmap.fromImage(image)
    empty = QPixmap(size, size)
    empty.fill(Qt.GlobalColor.lightGray)
    return empty


def picture_files(mime: QMimeData) -> list[Path]:
    """The picture files that are dropped or pasted."""
    return [path for path in files_in(mime) if path.suffix.casefold() in SUFFIXES]


QUIET = 4
"""What stands empty around a code, in its own squares."""


def code_picture(lines: Sequence[Sequence[bool]], side: int) -> QPixmap:
    """A code black on white, in light and dark, as large as fits in `side` pixels."""
    n = len(lines) + 2 * QUIET
    picture = QPixmap(*[max(1, side // n) * n] * 2)
    painter = QPainter(picture)
    paint_code(painter, QRectF(picture.rect()), lines)
    painter.end()
    return picture


def paint_code(painter: QPainter, place: QRectF, lines: Sequence[Sequence[bool]]) -> None:
    """The same in a square place. Its squares are of whole pixels, so that none is blurred."""
    n = len(lines) + 2 * QUIET
    each = max(1, int(place.width()) // n)
    left = round(place.center().x() - each * n / 2)
    top = round(place.center().y() - each * n / 2)
    painter.fillRect(left, top, each * n, each * n, Qt.GlobalColor.white)
    for y, line in enumerate(lines, start=QUIET):
        for x, is_dark in enumerate(line, start=QUIET):
            if is_dark:
                painter.fillRect(left + x * each, top + y * each, each, each, QColor("black"))
