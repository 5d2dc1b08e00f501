"""Photos of tablecloths, as they are shown and picked."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QPixmap

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
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.casefold() in SUFFIXES]
