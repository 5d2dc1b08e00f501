"""The program's icon as Windows and macOS want it, from the one drawing.

Both kinds of file hold it in several sizes, each as a PNG.
"""

from __future__ import annotations

import struct

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from environment import ROOT

DRAWING = ROOT / "resources" / "icons" / "worldcafe.svg"

ICO = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for at 100 to 250 %."""

ICNS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
        b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}  # fmt: skip
"""macOS's names for sizes; from `ic10` on those of screens with twice the dots."""


def ico() -> bytes:
    """The icon for Windows."""
    pictures = {size: picture(size) for size in ICO}
    place = 6 + 16 * len(pictures)
    entries = []
    for size, png in pictures.items():
        edge = size % 256  # a byte: 0 stands for 256
        entries.append(struct.pack("<4B2H2L", edge, edge, 0, 0, 1, 32, len(png), place))
        place += len(png)
    return b"".join([struct.pack("<3H", 0, 1, len(pictures)), *entries, *pictures.values()])


def icns() -> bytes:
    """The icon for macOS."""
    parts = []
    for name, size in ICNS.items():
        png = picture(size)
        parts.append(name + struct.pack(">L", 8 + len(png)) + png)
    return b"icns" + struct.pack(">L", 8 + sum(map(len, parts))) + b"".join(parts)


def picture(size: int) -> bytes:
    """The drawing as a PNG so many dots wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
