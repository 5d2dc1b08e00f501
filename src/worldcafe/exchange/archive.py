"""Whether a workbook is safe to unpack.

A workbook is a zip of XML parts, and readers trust both. Everything is looked at here
first, in small pieces: what a part claims to hold, what it really holds, and how its XML
begins.
"""

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from xml.parsers import expat

from worldcafe.domain.refusal import FileRefused

MAX_UNPACKED = 200 * 2**20
"""Bytes that all parts of a workbook may hold together."""
MAX_RATIO = 200
"""How many times smaller than its content a large part may be; real sheets stay below 60."""
MAX_PARTS = 5_000
MAX_TAGS = 4_000_000
"""Cells, texts and styles together; 5,000 people in 20 columns need 600,000."""
MAX_READ = 2 * MAX_UNPACKED
"""Bytes that may be unpacked in all, when parts are read more than once."""
MAX_RUN = 1 * 2**20
"""Bytes without a tag's beginning or end: a cell holds 32,767 characters at most, and a
parser takes ever longer over a tag that does not end."""

_LARGE = 10 * 2**20
_PIECE = 64 * 2**10
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}


class Archive:
    """A zip whose parts are safe to read."""

    def __init__(self, data: bytes, name: str, *, max_rows: int) -> None:
        """Look at everything that is in the archive.

        Refuses with `file_protected`, `file_unpacks_too_large`, `file_has_entities`,
        `file_too_many_rows` or `file_damaged`; `name` and `max_rows` are for their sentences.
        """
        self.name = name
        self._data = data
        self._left = MAX_READ
        with self._damage():
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = archive.infolist()
            _check_claims(parts, name)
            n_tags = 0
            for part in parts:
                n_tags += _check_part(data, part, name)
                if n_tags > MAX_TAGS:
                    raise FileRefused("file_too_many_rows", name=name, limit=max_rows)
        self._parts = {part.filename: part for part in parts}

    @property
    def parts(self) -> Collection[str]:
        """The names of the parts."""
        return self._parts.keys()

    def pieces(self, part: str) -> Iterator[bytes]:
        """What a part holds, unpacked bit by bit.

        Refuses with `file_unpacks_too_large` when parts are read again and again: nothing
        keeps a workbook from naming one part as a hundred sheets.
        """
        with self._damage():
            for piece in _unpacked(self._data, self._parts[part]):
                self._left -= len(piece)
                if self._left < 0:
                    raise FileRefused("file_unpacks_too_large", name=self.name)
                yield piece

    @contextlib.contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError) as error:
            raise FileRefused("file_damaged", name=self.name) from error


def _check_claims(parts: list[zipfile.ZipInfo], name: str) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise FileRefused("file_protected", name=name)
    total = sum(part.file_size for part in parts)
    squeezed = any(
        part.file_size > _LARGE and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if squeezed or total > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise FileRefused("file_unpacks_too_large", name=name)


def _check_part(data: bytes, part: zipfile.ZipInfo, name: str) -> int:
    """Read a part through; give its number of tags, 0 if it is no XML."""
    beginning = _Beginning(name)
    left = part.file_size
    n_tags = n_long = 0
    for piece in _unpacked(data, part):
        left -= len(piece)
        if left < 0:
            raise FileRefused("file_unpacks_too_large", name=name)
        beginning.feed(piece)
        n_tags += piece.count(b"<")
        n_long = n_long + len(piece) if b"<" not in piece and b">" not in piece else 0
        if beginning.is_xml and n_long > MAX_RUN:
            raise FileRefused("file_unpacks_too_large", name=name)
    return n_tags if beginning.is_xml else 0


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What really is in a part, whatever its declared size, in pieces of bounded size."""
    signature, n_name, n_extra = _LOCAL_HEADER.unpack_from(data, part.header_offset)
    if signature != b"PK\x03\x04":
        raise zipfile.BadZipFile("no part here")
    start = part.header_offset + 30 + n_name + n_extra
    end = start + part.compress_size
    packed = (data[at : min(at + _PIECE, end)] for at in range(start, end, _PIECE))
    if part.compress_type == zipfile.ZIP_STORED:
        yield from packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("workbooks are deflated")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        pending = piece
        while pending and not unpacker.eof:
            yield unpacker.decompress(pending, _PIECE)
            pending = unpacker.unconsumed_tail
    yield unpacker.flush()


class _SettledError(Exception):
    """The root element has begun, after which a document type can no longer come."""


class _Beginning:
    """Reads what stands before the root element, with the parser that reads the rest.

    Looking for the bytes `<!DOCTYPE` would miss those in UTF-16 or behind an encoding
    declaration; the parser misses none.
    """

    def __init__(self, name: str) -> None:
        self.is_xml = False
        self._name = name
        self._settled = False
        self._parser = expat.ParserCreate()
        self._parser.XmlDeclHandler = self._on_declaration
        self._parser.StartDoctypeDeclHandler = self._on_doctype
        self._parser.StartElementHandler = self._on_element

    def feed(self, piece: bytes) -> None:
        if self._settled:
            return
        try:
            self._parser.Parse(piece)
        except _SettledError:
            self.is_xml = self._settled = True
        except expat.ExpatError:
            self._settled = True

    def _on_declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise FileRefused("file_damaged", name=self._name)

    def _on_doctype(self, *declaration: object) -> None:
        raise FileRefused("file_has_entities", name=self._name)

    def _on_element(self, tag: str, attributes: dict[str, str]) -> None:
        raise _SettledError
