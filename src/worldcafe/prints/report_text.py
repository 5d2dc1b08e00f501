"""The opportunity report as a text document, with the same words as on paper."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from worldcafe.prints.canvas import Canvas
from worldcafe.prints.lettering import Lettering, plain
from worldcafe.prints.opendocument import Look, Style, TextDocument
from worldcafe.prints.opportunities import (
    Body,
    Opportunity,
    Passage,
    counts,
    opportunities,
    what_is_told,
    when_and_where,
)
from worldcafe.prints.paper import RESOLUTION, UNITS_PER_MM, Size
from worldcafe.prints.partner_picture import draw_partners, picture_height
from worldcafe.prints.printed_cafe import PrintedCafe, Setup
from worldcafe.wording.captions import caption
from worldcafe.wording.languages import FACES

_DPI = 220
_PICTURE_WIDTH = 165.0
_SHOWN = 0.55
"""How large the picture stands in the text, so that an opportunity keeps to its page."""


def report_text(
    cafe: PrintedCafe, setup: Setup, title: str, advance: Callable[[float], None]
) -> bytes:
    """The report as the bytes of an OpenDocument file.

    `advance` hears of the share that is done before every opportunity, and may raise to
    stop. Refuses while there is no opportunity.
    """
    found = opportunities(cafe, setup.choice)
    document = TextDocument(
        Look(
            title=title,
            language=cafe.words.language,
            paper=setup.paper.size,
            right_to_left=cafe.letters.right_to_left,
            families=FACES,
        )
    )
    _write_cover(document, cafe, len(found))
    for done, told in enumerate(found):
        advance(done / len(found))
        _write_opportunity(document, cafe, told)
    return document.as_bytes()


def _write_cover(document: TextDocument, cafe: PrintedCafe, n_opportunities: int) -> None:
    document.write(cafe.words("Cooperation opportunities"), Style.SUBTITLE)
    document.write(cafe.title, Style.TITLE)
    document.write(when_and_where(cafe), Style.SUBTITLE)
    document.write(cafe.words.line(cafe.workshop.about.organisers), Style.SUBTITLE)
    if told := what_is_told(cafe, n_opportunities):
        document.write(told, Style.SUBTITLE)
    rows = [(label, str(n)) for n, label in counts(cafe)]
    document.write_table(rows, (30, 15))


def _write_opportunity(document: TextDocument, cafe: PrintedCafe, told: Opportunity) -> None:
    words = cafe.words
    heading = words("{ref} – {title}", ref=told.ref, title=plain(told.title))
    document.write(heading, Style.OPPORTUNITY)
    source = (
        words("{what}: {who}", what=each.label, who=plain(each.text)) for each in told.source
    )
    document.write(words.line([told.provenance, *source]), Style.NOTE)
    for passage in told.passages:
        document.write(passage.label, Style.LABEL)
        document.write(passage.text, Style.TEXT)
    if told.bodies:
        document.write(caption("partners", words), Style.PART)
        _write_partners(document, cafe, told.bodies)
    if told.step:
        document.write(caption("next_step", words), Style.PART)
        document.write(told.step.text, Style.TEXT)
        _write_facts(document, told.step.facts)
    document.write(words("In short"), Style.PART)
    _write_facts(document, told.facts)


def _write_facts(document: TextDocument, facts: Sequence[Passage]) -> None:
    """Short answers, two to a line where there are several."""
    cells = [(fact.label, "; ".join(fact.text.split("\n"))) for fact in facts]
    if len(cells) % 2:
        cells.append(("", ""))
    rows = [(*first, *second) for first, second in zip(cells[::2], cells[1::2], strict=True)]
    document.write_table(rows, (18, 32, 18, 32), labels=(0, 2))


def _write_partners(document: TextDocument, cafe: PrintedCafe, bodies: Sequence[Body]) -> None:
    words = cafe.words
    height = picture_height(len(bodies)) + 1
    description = "; ".join(body.on_a_line for body in bodies)
    size = Size(_PICTURE_WIDTH * _SHOWN, height * _SHOWN)
    document.write_picture(_picture(cafe.letters, bodies, height), size, description)
    headings = (
        words("Partner"),
        *(caption(f"partners.{part}", words) for part in ("city", "country", "type", "role")),
    )  # fmt: skip
    rows = [(each.name, each.city, each.country, each.type, each.role) for each in bodies]
    document.write_table([headings, *rows], (30, 16, 16, 19, 19), has_head=True)


def _picture(letters: Lettering, bodies: Sequence[Body], height: float) -> bytes:
    """The partner picture as a PNG."""
    scale = _DPI / RESOLUTION
    size = QSizeF(_PICTURE_WIDTH, height) * (UNITS_PER_MM * scale)
    image = QImage(size.toSize(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    canvas = Canvas(painter, _PICTURE_WIDTH, height, letters)
    with canvas.part(0, 0.5, _PICTURE_WIDTH, height - 1) as part:
        draw_partners(part, bodies)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
