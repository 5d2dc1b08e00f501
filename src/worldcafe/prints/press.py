"""From what is asked for to pages, and from pages to a file or a printer."""

import re
import uuid
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from worldcafe.domain.choosing import chosen
from worldcafe.domain.disclosure import EVERYTHING, disclosed
from worldcafe.domain.workshop import Workshop
from worldcafe.files import swapped_in
from worldcafe.lan.codes import Role
from worldcafe.prints.canvas import Canvas
from worldcafe.prints.lettering import plain
from worldcafe.prints.opendocument import GENERATOR
from worldcafe.prints.paper import RESOLUTION, Size
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.prints.report_text import report_text
from worldcafe.prints.what import PRINTS, What
from worldcafe.wording import Words

CREATOR = "worldcafe"
_NAMESPACE = uuid.UUID("5b1f2f5e-0d1c-4f4e-9a53-3c1d9c6d1f0a")
_DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]{0,40}\)")


OPENED: Mapping[What, Role] = {What.CARDS: Role.TABLE, What.BADGES: Role.PERSON}
"""What can carry a code for a phone, and whose page that opens."""


class PrintStopped(Exception):
    """Somebody changed their mind; nothing was written."""


class Print:
    """The pages of one print, each drawn when it is asked for."""

    def __init__(
        self, workshop: Workshop, words: Words, what: What, setup: Setup | None = None
    ) -> None:
        """Raises `RuleBroken` where there is nothing to print, and says what to do first."""
        setup = setup or Setup()
        cafe = _cafe(workshop, words, what, setup)
        self.size = setup.paper.size
        self.title = _title(cafe, what)
        self._letters = cafe.letters
        self._pages = PRINTS[what].layout()(cafe, setup)

    def __len__(self) -> int:
        return len(self._pages)

    def draw(self, at: int, painter: QPainter) -> None:
        """Draw a page, counted from 0, at `RESOLUTION` dots to an inch."""
        self._pages[at](Canvas(painter, self.size.width, self.size.height, self._letters))


def paint(
    pages: Print,
    device: QPagedPaintDevice,
    *,
    first: int = 0,
    last: int | None = None,
    progress: Callable[[float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Paint the pages from `first` to before `last` on a printer or another paged device.

    The device is set to the paper. `progress` hears of the share that is done, from 0 to 1.
    Raises `PrintStopped` soon after `should_stop` says so, and `OSError` if the device does
    not take what is painted.
    """
    device.setPageLayout(_page_layout(pages.size))
    wanted = range(first, len(pages) if last is None else last)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the device cannot be painted on")
    try:
        scale = device.logicalDpiX() / RESOLUTION
        painter.scale(scale, scale)
        for done, at in enumerate(wanted):
            if should_stop and should_stop():
                raise PrintStopped
            if done and not device.newPage():
                raise OSError("the device takes no more pages")
            painter.save()
            pages.draw(at, painter)
            painter.restore()
            if progress:
                progress((done + 1) / len(wanted))
    finally:
        painter.end()


def write_pdf(
    workshop: Workshop,
    words: Words,
    what: What,
    path: Path,
    setup: Setup | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> int:
    """Write a print to a PDF file, in the language of `words`; gives the number of pages.

    The same workshop gives the same bytes: nothing in the file says when it was made.
    Raises `RuleBroken` where there is nothing to print, `FileRefused` as `swapped_in` does,
    and `PrintStopped`; in each case the old file stays as it was.
    """
    pages = Print(workshop, words, what, setup)
    with swapped_in(path) as fresh:
        fresh.touch()  # a place that cannot be written is refused before the work
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setTitle(pages.title)
        writer.setCreator(CREATOR)
        writer.setDocumentId(QUuid(str(uuid.uuid5(_NAMESPACE, pages.title))))
        writer.setDocumentXmpMetadata(_metadata(pages.title, words.language))
        paint(pages, writer, progress=progress, should_stop=should_stop)
        fresh.write_bytes(_undated(bytes(buffer.data().data())))
    return len(pages)


def write_odt(
    workshop: Workshop,
    words: Words,
    path: Path,
    setup: Setup | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> int:
    """Write the opportunity report as OpenDocument text, to be edited further.

    Gives the number of opportunities; otherwise as `write_pdf`.
    """

    def advance(share: float) -> None:
        if should_stop and should_stop():
            raise PrintStopped
        if progress:
            progress(share)

    setup = setup or Setup()
    cafe = _cafe(workshop, words, What.OPPORTUNITIES, setup)
    title = _title(cafe, What.OPPORTUNITIES)
    with swapped_in(path) as fresh:
        fresh.touch()
        fresh.write_bytes(report_text(cafe, setup, title, advance))
        advance(1.0)
    return len(chosen(cafe.workshop, setup.choice))


def is_print(path: Path) -> bool:
    """Whether the file is one that `write_pdf` or `write_odt` made, and as they made it."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open("meta.xml") as part:
                return _OUR_TEXT in part.read(_BEGINNING)
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
    return beginning.startswith(b"%PDF-") and _OUR_PDF in beginning


_BEGINNING = 8 * 1024
_OUR_PDF = f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>".encode()
_OUR_TEXT = f"<meta:generator>{GENERATOR}</meta:generator>".encode()


def _cafe(workshop: Workshop, words: Words, what: What, setup: Setup) -> PrintedCafe:
    """The workshop as the readers of this print may see it."""
    printed = PRINTS[what]
    if printed.goes_outside or printed.hangs:
        disclosure = setup.disclosure if printed.goes_outside else EVERYTHING
        workshop = disclosed(workshop, disclosure, somebody=words("(a participant)"))
    own = setup.own_figures
    if own is None:
        own = QLocale.system().zeroDigit() != "0"
    return PrintedCafe(workshop, words, own_figures=own)


def _title(cafe: PrintedCafe, what: What) -> str:
    return " – ".join([plain(cafe.title), cafe.words(PRINTS[what].name)])


def _page_layout(size: Size) -> QPageLayout:
    paper = QPageSize(QSizeF(size.width, size.height), QPageSize.Unit.Millimeter)
    upright = QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, upright, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _metadata(title: str, language: str) -> QByteArray:
    """What readers and libraries are told about the file, without a date."""
    return QByteArray(
        f"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>""".encode()
    )


def _undated(pdf: bytes) -> bytes:
    """The file with blanks where Qt wrote the moment; no place in it moves."""
    return _DATES.sub(lambda found: b" " * len(found[0]), pdf, count=2)
