"""The opportunity report as a text document that people go on writing in."""

import os
import zipfile
from xml.etree import ElementTree as ET

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QImage

from printed_cafe import HOSTILE, arabic, hostile, with_opportunities
from worldcafe.domain.model import Partner
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.vocabulary import PartnerRole
from worldcafe.prints import Paper, PrintStopped, Setup, is_print, write_odt
from worldcafe.prints.lettering import plain
from worldcafe.wording import words_for

EN = words_for("en")
URN = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, TABLE, DRAW = (f"{{{URN}:{kind}:1.0}}" for kind in ("text", "table", "drawing"))
STYLE, FO = f"{{{URN}:style:1.0}}", f"{{{URN}:xsl-fo-compatible:1.0}}"

pytestmark = pytest.mark.usefixtures("qapp")

PARTNERS = (
    Partner(name="Port of Durban", city="Durban", country="ZA", role=PartnerRole.PROVIDER),
    Partner(name="Port de Dakar", city="Dakar", country="SN", role=PartnerRole.RECIPIENT),
)


def part(path, name="content.xml"):
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(name))


def said(element):
    return "".join(element.itertext())


def rows(table):
    return [
        [said(cell) for cell in row.iter(f"{TABLE}table-cell")]
        for row in table.iter(f"{TABLE}table-row")
    ]


@pytest.fixture
def filled(workshop):
    return with_opportunities(
        workshop,
        {"title": "Twin the ports", "description": "By hand.", "partners": PARTNERS,
         "next_step": {"text": "Write", "owner": "Awa"}},
        {"title": "Second"},
    )  # fmt: skip


def test_every_opportunity_has_a_heading_on_a_page_of_its_own(filled, tmp_path):
    path = tmp_path / "report.odt"
    assert write_odt(filled, EN, path) == 2
    headings = [each for each in part(path).iter(f"{TEXT}h")
                if each.get(f"{TEXT}outline-level") == "1"]  # fmt: skip
    assert [said(each) for each in headings] == ["O-001 – Twin the ports", "O-002 – Second"]
    name = headings[0].get(f"{TEXT}style-name")
    (style,) = [each for each in part(path, "styles.xml").iter(f"{STYLE}style")
                if each.get(f"{STYLE}name") == name]  # fmt: skip
    assert style.find(f"{STYLE}paragraph-properties").get(f"{FO}break-before") == "page"


def test_partners_are_a_real_table_and_a_picture_with_a_description(filled, tmp_path):
    path = tmp_path / "report.odt"
    write_odt(filled, EN, path)
    tables = [rows(table) for table in part(path).iter(f"{TABLE}table")]
    assert [
        ["Partner", "City", "Country", "Type", "Role"],
        ["Port of Durban", "Durban", "South Africa", "", "Provider"],
        ["Port de Dakar", "Dakar", "Senegal", "", "Recipient"],
    ] in tables
    (frame,) = part(path).iter(f"{DRAW}frame")
    assert "Port of Durban (Durban, South Africa) – Provider" in said(frame)
    with zipfile.ZipFile(path) as archive:
        picture = QImage.fromData(archive.read("Pictures/1.png"))
    assert picture.width() > 1_000


def test_a_web_address_is_a_link_in_the_report(workshop, tmp_path):
    source = "Report, https://example.org/a?b=1&c=2."
    filled = with_opportunities(workshop, {"title": "Ports", "source": source})
    path = tmp_path / "report.odt"
    write_odt(filled, EN, path)
    (link,) = part(path).iter(f"{TEXT}a")
    href = link.get("{http://www.w3.org/1999/xlink}href")
    assert href == said(link) == "https://example.org/a?b=1&c=2"


def test_neighbouring_cells_share_the_line_between_them(filled, tmp_path):
    path = tmp_path / "report.odt"
    write_odt(filled, EN, path)
    styles = {each.get(f"{STYLE}name"): each for each in part(path).iter(f"{STYLE}style")}
    tables = [table.get(f"{TABLE}style-name") for table in part(path).iter(f"{TABLE}table")]
    models = {
        styles[name].find(f"{STYLE}table-properties").get(f"{TABLE}border-model")
        for name in tables
    }
    assert models == {"collapsing"}


def test_the_text_type_comes_first_and_as_it_is(filled, tmp_path):
    path = tmp_path / "report.odt"
    write_odt(filled, EN, path)
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        named = set(archive.namelist())
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    manifest = f"{{{URN}:manifest:1.0}}"
    listed = {each.get(f"{manifest}full-path") for each in
              part(path, "META-INF/manifest.xml").iter(f"{manifest}file-entry")}  # fmt: skip
    assert listed - {"/"} == named - {"mimetype", "META-INF/manifest.xml"}


@pytest.mark.parametrize("words", [EN, arabic()], ids=["en", "ar"])
def test_whatever_people_typed_is_text_in_well_formed_parts(tmp_path, words):
    path = tmp_path / "report.odt"
    assert write_odt(hostile(), words, path, Setup(paper=Paper.LETTER)) == len(HOSTILE)
    paragraphs = {said(each) for each in part(path).iter(f"{TEXT}p")}
    for text in HOSTILE:
        assert all(line in paragraphs for line in plain(text, lines=True).split("\n"))


def test_arabic_reads_from_the_right_and_other_texts_keep_their_direction(filled, tmp_path):
    path = tmp_path / "report.odt"
    write_odt(filled, arabic(), path)
    styles = {each.get(f"{STYLE}name"): each for each in part(path).iter(f"{STYLE}style")}
    table = next(part(path).iter(f"{TABLE}table"))
    properties = styles[table.get(f"{TABLE}style-name")].find(f"{STYLE}table-properties")
    assert properties.get(f"{STYLE}writing-mode") == "rl-tb"
    (paragraph,) = [each for each in part(path).iter(f"{TEXT}p") if said(each) == "By hand."]
    latin = styles[paragraph.get(f"{TEXT}style-name")].find(f"{STYLE}paragraph-properties")
    assert latin.get(f"{STYLE}writing-mode") == "lr-tb"
    assert latin.get(f"{FO}text-align") == "left"  # where it begins


def test_the_same_workshop_gives_the_same_bytes_known_as_ours(filled, tmp_path):
    first, second = tmp_path / "a.odt", tmp_path / "b.odt"
    for path in (first, second):
        write_odt(filled, EN, path)
    assert first.read_bytes() == second.read_bytes()
    assert is_print(first)


def test_a_report_that_somebody_edited_is_no_longer_ours(filled, tmp_path):
    ours, edited = tmp_path / "a.odt", tmp_path / "b.odt"
    write_odt(filled, EN, ours)
    with zipfile.ZipFile(ours) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "meta.xml":
                data = data.replace(b">worldcafe<", b">LibreOffice<")
            new.writestr(name, data)
    assert not is_print(edited)


def test_refusals_and_stops_leave_the_old_report(workshop, filled, tmp_path):
    path = tmp_path / "report.odt"
    path.write_text("old")
    with pytest.raises(RuleBroken, match="print_without_opportunities"):
        write_odt(workshop, EN, path)
    with pytest.raises(PrintStopped):
        write_odt(filled, EN, path, should_stop=lambda: True)
    with pytest.raises(FileRefused, match="folder_missing"):
        write_odt(filled, EN, tmp_path / "none" / "report.odt")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
