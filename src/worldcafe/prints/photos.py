"""Photos of tablecloths: read with care, and written anew at a sensible size. No window."""

import contextlib
import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from worldcafe.domain.model import Attachment
from worldcafe.domain.refusal import FileRefused
from worldcafe.files import read_bytes

LONGEST = 2_560
"""Pixels of a kept picture's longer side: handwriting on a tablecloth stays legible."""
MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000
"""What a phone or a camera makes at most; a file that claims more is not opened."""
SMALL = 240
"""Pixels of a picture that is only looked at."""
_QUALITY = 85
_FORMATS = frozenset({b"jpeg", b"png", b"webp", b"gif", b"bmp", b"tiff", b"heic", b"heif"})
"""What cameras and scanners write. Drawings, like SVG, may name other files to be read."""


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept: JPEG, upright, and without what the camera wrote into it."""

    name: str
    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_picture(path: Path) -> Picture:
    """The photo in a file. Raises `FileRefused` if it is none that can be read.

    The file is decoded and written anew, so that nothing of it is kept but the picture: no
    place where it was taken, no owner of the camera. Decoding lets other threads work.
    """
    return picture_of(read_bytes(path, MOST_BYTES), path.name)


def picture_of(content: bytes, name: str) -> Picture:
    """The photo that these bytes are; as `read_picture`."""
    with _reader_of(content) as reader:
        reader.setAutoTransform(True)
        size = reader.size()
        n_pixels = size.width() * size.height()
        if len(content) > MOST_BYTES or (size.isValid() and n_pixels > MOST_PIXELS):
            raise FileRefused("picture_too_large", name=name)
        if size.isValid():
            # Decoding a photo at the size that is kept takes a fraction of the time.
            reader.setScaledSize(_fitting(size))
        return kept_picture(reader.read(), name)


def kept_picture(image: QImage, name: str) -> Picture:
    """A picture as it is kept. Raises `FileRefused` if there is nothing in it."""
    if image.isNull():
        raise FileRefused("picture_unreadable", name=name)
    if image.size() != _fitting(image.size()):
        image = image.scaled(
            _fitting(image.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    if image.hasAlphaChannel() or image.textKeys():  # what the camera said goes along
        image = _on_white(image)
    return Picture(name, _as_jpeg(image), image.width(), image.height())


def small(content: bytes) -> bytes:
    """The middle of a kept picture, to be looked at; empty if it cannot be read."""
    image = square(content, SMALL)
    return b"" if image.isNull() else _as_jpeg(image)


class Photos:
    """Reads what phones send. It is the room's `Pictures`."""

    def kept(
        self, content: bytes, place: tuple[str, str], at: dt.datetime
    ) -> tuple[Attachment, bytes]:
        """The photo as it is kept, and its bytes. Raises `FileRefused` if it is none."""
        picture = picture_of(content, "")
        return attachment_of(picture, *place, at), picture.content

    def small(self, content: bytes) -> bytes:
        """A small one to look at."""
        return small(content)


def _as_jpeg(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(content.data())


def _on_white(image: QImage) -> QImage:
    """Nothing but the picture. What shone through is white, as a tablecloth is."""
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


@contextlib.contextmanager
def _reader_of(content: bytes) -> Iterator[QImageReader]:
    """A reader of a picture in memory; it finds nothing in what is no photo."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if reader.format().data() not in _FORMATS:
        reader = QImageReader()
    try:
        yield reader
    finally:
        # Whoever asked still holds the reader, and some of what decodes ends with a last look
        # at the bytes.
        reader.setDevice(None)  # type: ignore[arg-type]


def attachment_of(
    picture: Picture, table_id: str, round_id: str, at: dt.datetime
) -> Attachment:
    """The picture as an attachment of a conversation, with an id of its own."""
    return Attachment(
        id=str(uuid.uuid4()),
        table_id=table_id,
        round_id=round_id,
        name=picture.name[:500],
        media_type="image/jpeg",
        width=picture.width,
        height=picture.height,
        size=len(picture.content),
        digest=picture.digest,
        added_at=at,
    )


def square(content: bytes, size: int) -> QImage:
    """The picture's middle, `size` pixels wide; nothing if it cannot be read.

    It is decoded at that size, which is quick and lets other threads work.
    """
    with _reader_of(content) as reader:
        whole = reader.size()
        if not whole.isValid():
            return QImage()
        expanding = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        fitting = whole.scaled(size, size, expanding)
        reader.setScaledSize(fitting)
        left, top = (fitting.width() - size) // 2, (fitting.height() - size) // 2
        reader.setScaledClipRect(QRect(left, top, size, size))
        return reader.read()


def _fitting(size: QSize) -> QSize:
    """The size at which it is kept: as it is, or with its longer side at the most."""
    if max(size.width(), size.height()) <= LONGEST:
        return size
    return size.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio)
