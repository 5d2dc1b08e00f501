"""OpenDocument text, written as the standard has it: named styles, headings, real tables.

An organiser opens it in LibreOffice or Word and goes on writing. The same content gives
the same bytes.
"""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from xml.sax.saxutils import escape, quoteattr

from worldcafe.domain.links import web_addresses
from worldcafe.prints.lettering import plain
from worldcafe.prints.paper import LINE, SOFT, WASH, Size

GENERATOR = "worldcafe"
MIME = "application/vnd.oasis.opendocument.text"
_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "office": f"{_URN}:office:1.0",
        "style": f"{_URN}:style:1.0",
        "text": f"{_URN}:text:1.0",
        "table": f"{_URN}:table:1.0",
        "draw": f"{_URN}:drawing:1.0",
        "fo": f"{_URN}:xsl-fo-compatible:1.0",
        "svg": f"{_URN}:svg-compatible:1.0",
        "meta": f"{_URN}:meta:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


class Style(Enum):
    """The named styles of the document, by the names that word processors know."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    OPPORTUNITY = "Heading_20_1"
    PART = "Heading_20_2"
    TEXT = "Text_20_body"
    LABEL = "Label"
    NOTE = "Note"
    CELL = "Table_20_Contents"
    HEAD_CELL = "Table_20_Heading"


_LEVELS = {Style.OPPORTUNITY: 1, Style.PART: 2}

_STYLES: dict[Style, tuple[float, str, str]] = {
    # points, properties of the letters, properties of the paragraph
    Style.TITLE: (28, 'fo:font-weight="bold"', 'fo:margin-bottom="4mm"'),
    Style.SUBTITLE: (12, f'fo:color="{SOFT}"', 'fo:margin-bottom="2mm"'),
    Style.OPPORTUNITY: (
        16,
        'fo:font-weight="bold"',
        'fo:break-before="page" fo:margin-bottom="1.5mm" fo:keep-with-next="always"',
    ),
    Style.PART: (
        12,
        'fo:font-weight="bold"',
        'fo:margin-top="2.5mm" fo:margin-bottom="0.8mm" fo:keep-with-next="always"',
    ),
    Style.TEXT: (10, "", 'fo:margin-bottom="1mm" fo:orphans="2" fo:widows="2"'),
    Style.LABEL: (
        9,
        f'fo:font-weight="bold" fo:color="{SOFT}"',
        'fo:margin-top="1.5mm" fo:margin-bottom="0.2mm" fo:keep-with-next="always"',
    ),
    Style.NOTE: (9, f'fo:color="{SOFT}"', 'fo:margin-bottom="2mm"'),
    Style.CELL: (9, "", ""),
    Style.HEAD_CELL: (9, 'fo:font-weight="bold"', ""),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the whole document has in common."""

    title: str
    language: str
    paper: Size
    right_to_left: bool
    families: tuple[str, str]
    """The face for Latin letters, and the one for Arabic."""

    @property
    def writing(self) -> str:
        return "rl-tb" if self.right_to_left else "lr-tb"

    @property
    def side(self) -> str:
        """Where lines begin."""
        return "right" if self.right_to_left else "left"


class TextDocument:
    """A text document, put together from its beginning to its end."""

    MARGIN = 15.0

    def __init__(self, look: Look) -> None:
        self._look = look
        self._body: list[str] = []
        self._n_tables = 0
        self._shapes: dict[tuple[int, ...], str] = {}
        """What the style of a table is called, by the shares of its columns."""
        self._pictures: list[bytes] = []

    def write(self, text: str, style: Style) -> None:
        """A paragraph or a heading; each line of the text is one. None for an empty text."""
        for line in plain(text, lines=True).split("\n"):
            if line:
                self._body.append(self._paragraph(line, style))

    def write_table(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[int],
        *,
        has_head: bool = False,
        labels: Sequence[int] = (0,),
    ) -> None:
        """A table whose columns take these shares of the width, in hundredths.

        `labels` are the columns that say what stands beside them.
        """
        if not rows:
            return
        self._n_tables += 1
        style = self._shapes.setdefault(tuple(shares), f"Shape{len(self._shapes) + 1}")
        columns = "".join(
            f'<table:table-column table:style-name="{style}.C{at}"/>'
            for at in range(1, len(shares) + 1)
        )
        lines = [
            self._row(row, labels, is_head=has_head and at == 0) for at, row in enumerate(rows)
        ]
        if has_head:
            lines[0] = f"<table:table-header-rows>{lines[0]}</table:table-header-rows>"
        self._body.append(
            f'<table:table table:name="Table{self._n_tables}" table:style-name="{style}">'
            f"{columns}{''.join(lines)}</table:table>"
        )

    def write_picture(self, png: bytes, size: Size, description: str) -> None:
        """A picture in a paragraph of its own; `description` is read to who cannot see it."""
        self._pictures.append(png)
        number = len(self._pictures)
        self._body.append(
            f'<text:p text:style-name="{Style.TEXT.value}"><draw:frame'
            f' draw:name="Picture{number}" text:anchor-type="as-char"'
            f' svg:width="{size.width:.1f}mm" svg:height="{size.height:.1f}mm">'
            f'<draw:image xlink:href="Pictures/{number}.png" xlink:type="simple"'
            ' xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:desc>{escape(plain(description))}</svg:desc></draw:frame></text:p>"
        )

    def as_bytes(self) -> bytes:
        """The file."""
        parts = {
            "content.xml": self._content(),
            "styles.xml": self._styles(),
            "meta.xml": self._meta(),
        }
        pictures = {f"Pictures/{n}.png": png for n, png in enumerate(self._pictures, start=1)}
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            # First, and as it is: that is how programs know the file.
            archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIME)
            for name, text in parts.items():
                archive.writestr(_entry(name), text.encode())
            for name, png in pictures.items():
                archive.writestr(_entry(name, zipfile.ZIP_STORED), png)
            manifest = _manifest([*parts, *pictures])
            archive.writestr(_entry("META-INF/manifest.xml"), manifest.encode())
        return written.getvalue()

    def _paragraph(self, line: str, style: Style) -> str:
        other = _OTHER_WAY if _reads_other_way(line, self._look) else ""
        name = f'text:style-name="{style.value}{other}"'
        if level := _LEVELS.get(style):
            return f'<text:h {name} text:outline-level="{level}">{escape(line)}</text:h>'
        return f"<text:p {name}>{_with_links(line)}</text:p>"

    def _row(self, texts: Sequence[str], labels: Sequence[int], *, is_head: bool) -> str:
        cells = (
            self._cell(text, is_head=is_head, is_label=at in labels)
            for at, text in enumerate(texts)
        )
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def _cell(self, text: str, *, is_head: bool, is_label: bool) -> str:
        style = Style.HEAD_CELL if is_head or is_label else Style.CELL
        lines = plain(text, lines=True).split("\n")
        paragraphs = "".join(self._paragraph(line, style) for line in lines)
        look = "HeadCell" if is_head else "Cell"
        return (
            f'<table:table-cell table:style-name="{look}" office:value-type="string">'
            f"{paragraphs}</table:table-cell>"
        )

    def _content(self) -> str:
        other, edge = ("lr-tb", "left") if self._look.right_to_left else ("rl-tb", "right")
        turned = "".join(
            f'<style:style style:name="{style.value}{_OTHER_WAY}" style:family="paragraph"'
            f' style:parent-style-name="{style.value}"><style:paragraph-properties'
            f' style:writing-mode="{other}" fo:text-align="{edge}"/></style:style>'
            for style in Style
        )
        styles = "".join(
            self._table_style(name, shares) for shares, name in self._shapes.items()
        )
        return _xml(
            "content",
            f"<office:automatic-styles>{_CELL_STYLES}{turned}{styles}"
            "</office:automatic-styles>"
            f"<office:body><office:text>{''.join(self._body)}</office:text></office:body>",
        )

    def _table_style(self, name: str, shares: Sequence[int]) -> str:
        full = self._look.paper.width - 2 * self.MARGIN
        width = full * sum(shares) / 100
        columns = "".join(
            f'<style:style style:name="{name}.C{at}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{full * share / 100:.1f}mm"/>'
            "</style:style>"
            for at, share in enumerate(shares, start=1)
        )
        return (
            f'<style:style style:name="{name}" style:family="table">'
            f'<style:table-properties style:width="{width:.1f}mm"'
            f' table:align="{self._look.side}" table:border-model="collapsing"'
            f' fo:margin-bottom="1.5mm" style:writing-mode="{self._look.writing}"/>'
            f"</style:style>{columns}"
        )

    def _styles(self) -> str:
        named = "".join(_style(style) for style in Style)
        foot = (
            f'<style:footer><text:p text:style-name="{Style.NOTE.value}">'
            f"{escape(plain(self._look.title))} · <text:page-number/></text:p></style:footer>"
        )
        return _xml(
            "styles",
            f"<office:styles>{self._default()}{named}</office:styles>"
            f"<office:automatic-styles>{self._page()}</office:automatic-styles>"
            '<office:master-styles><style:master-page style:name="Standard"'
            f' style:page-layout-name="Sheet">{foot}</style:master-page>'
            "</office:master-styles>",
        )

    def _default(self) -> str:
        look = self._look
        latin, arabic = (quoteattr(f"'{family}'") for family in look.families)
        return (
            '<style:default-style style:family="paragraph">'
            f'<style:paragraph-properties style:writing-mode="{look.writing}"'
            f' fo:text-align="{look.side}" fo:line-height="100%"/>'
            f"<style:text-properties fo:font-family={latin} style:font-family-asian={latin}"
            f' style:font-family-complex={arabic} fo:language="{look.language}"'
            f' style:language-complex="{look.language}" fo:font-size="10pt"'
            ' style:font-size-complex="10pt"/></style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph"/>'
        )

    def _page(self) -> str:
        look = self._look
        return (
            '<style:page-layout style:name="Sheet"><style:page-layout-properties'
            f' fo:page-width="{look.paper.width}mm" fo:page-height="{look.paper.height}mm"'
            f' fo:margin="{self.MARGIN}mm" style:writing-mode="{look.writing}"/>'
            '<style:footer-style><style:header-footer-properties fo:min-height="8mm"'
            ' fo:margin-top="3mm"/></style:footer-style></style:page-layout>'
        )

    def _meta(self) -> str:
        return _xml(
            "meta",
            f"<office:meta><meta:generator>{GENERATOR}</meta:generator>"
            f"<dc:title>{escape(plain(self._look.title))}</dc:title>"
            f"<dc:language>{self._look.language}</dc:language></office:meta>",
        )


_CELL_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
    f' fo:padding="0.5mm" fo:border="0.5pt solid {LINE}"{ground}/></style:style>'
    for name, ground in (("Cell", ""), ("HeadCell", f' fo:background-color="{WASH}"'))
)


def _style(style: Style) -> str:
    points, letters, paragraph = _STYLES[style]
    level = f' style:default-outline-level="{_LEVELS[style]}"' if style in _LEVELS else ""
    weight = ' style:font-weight-complex="bold"' if "bold" in letters else ""
    return (
        f'<style:style style:name="{style.value}"'
        f' style:display-name="{style.value.replace("_20_", " ")}" style:family="paragraph"'
        f' style:parent-style-name="Standard"{level}>'
        f"<style:paragraph-properties {paragraph}/>"
        f'<style:text-properties fo:font-size="{points}pt"'
        f' style:font-size-complex="{points}pt" {letters}{weight}/></style:style>'
    )


_OTHER_WAY = "_20_other"


def _reads_other_way(line: str, look: Look) -> bool:
    """Whether the first letter of a line says that it reads against the document."""
    for character in line:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return (kind != "L") != look.right_to_left
    return False


def _xml(kind: str, content: str) -> str:
    root = f"office:document-{kind}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<{root} {_NAMESPACES} office:version="1.3">{content}</{root}>'
    )


def _manifest(names: Sequence[str]) -> str:
    types = {"xml": "text/xml", "png": "image/png"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}"'
        f' manifest:media-type="{types[name.rpartition(".")[2]]}"/>'
        for name in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        f' xmlns:manifest="{_URN}:manifest:1.0"'
        ' manifest:version="1.3"><manifest:file-entry manifest:full-path="/"'
        f' manifest:version="1.3" manifest:media-type="{MIME}"/>{entries}</manifest:manifest>'
    )


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY_ZERO)
    entry.compress_type = method
    return entry


def _with_links(line: str) -> str:
    """The line with its web addresses as links."""
    made, at = [], 0
    for written, opened in web_addresses(line):
        start = line.index(written, at)
        link = f'<text:a xlink:type="simple" xlink:href={quoteattr(opened)}>'
        made += [escape(line[at:start]), link, escape(written), "</text:a>"]
        at = start + len(written)
    return "".join([*made, escape(line[at:])])
