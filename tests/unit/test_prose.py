"""Notes that somebody wrote as a text: read as far as they say."""

import io
import zipfile
from pathlib import Path

import pytest

from worldcafe.domain.model import CafeTable, Partner, Round
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes import read_notes

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = """\
Notes de l’atelier

Table 3 – Tour 2

Tri des déchets à Thiès
Les récupérateurs forment une coopérative.
Elle cherche des partenaires.
Pays : Sénégal
ODD : 11, 8

1. Jardins partagés
2) Compost de quartier
Table 4
Round : 1
Titre : Bus propres
Partenaires : Ville de Turin (Turin, Italie) – Partenaire pivot
"""


@pytest.fixture
def cafe() -> Workshop:
    tables = [CafeTable(id=f"t{n}", number=n) for n in (3, 4)]
    rounds = [Round(id=f"r{n}", number=n) for n in (1, 2)]
    return Workshop.of([*tables, *rounds])


def document(path: Path, body: str) -> Path:
    """A Word document of this body."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    path.write_bytes(packed.getvalue())
    return path


def paragraph(text: str, style: str = "", *, is_item: bool = False) -> str:
    """A paragraph of a Word document."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    said += "<w:numPr/>" if is_item else ""
    return f"<w:p><w:pPr>{said}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def grid(*rows: tuple[str, ...]) -> str:
    """A table of a Word document."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl>{inner}</w:tbl>"


def told(notes) -> list[tuple[str, str, str]]:
    return [(each.title, each.table_id, each.round_id) for each in notes.contributions]


def test_a_text_is_read_as_far_as_it_says(tmp_path, cafe):
    path = tmp_path / "notes.txt"
    path.write_text(TEXT, encoding="utf-8")
    notes = read_notes(path, cafe)
    assert told(notes) == [
        ("Tri des déchets à Thiès", "t3", "r2"), ("Jardins partagés", "t3", "r2"),
        ("Compost de quartier", "t3", "r2"), ("Bus propres", "t4", "r1"),
    ]  # fmt: skip
    waste, *_, buses = notes.contributions
    assert waste.description == (
        "Les récupérateurs forment une coopérative.\nElle cherche des partenaires."
    )
    assert [partner.country for partner in waste.partners] == ["SN"]
    assert [goal.value for goal in waste.sdg_goals] == ["11", "8"]
    assert buses.partners[0].city == "Turin"
    assert [doubt.code for doubt in notes.doubts if not doubt.imported] == [
        "note_table_missing"
    ]


def test_where_a_text_does_not_say_the_table_it_can_be_told(tmp_path, cafe):
    path = tmp_path / "notes.txt"
    path.write_text("- Jardins partagés\n- Compost\n", encoding="utf-8")
    refused = read_notes(path, cafe)
    assert {doubt.code for doubt in refused.doubts} == {"note_table_missing"}
    assert told(read_notes(path, cafe, place={"table": 3, "round": 1})) == [
        ("Jardins partagés", "t3", "r1"), ("Compost", "t3", "r1"),
    ]  # fmt: skip


def test_a_word_document_with_headings_lists_and_tables(tmp_path, cafe):
    path = document(
        tmp_path / "notes.docx",
        paragraph("Table 3, Tour 1")
        + paragraph("Tri des déchets", "Heading2")
        + paragraph("Une coopérative.")
        + grid(("Pays", "Sénégal"), ("Partenaire", "Ville de Thiès"))
        + paragraph("Compost", is_item=True)
        + grid(("Titre", "Pays partenaires", "Réf."), ("Bus propres", "Italie", "A7")),
    )
    notes = read_notes(path, cafe)
    assert told(notes) == [
        ("Tri des déchets", "t3", "r1"), ("Compost", "t3", "r1"), ("Bus propres", "t3", "r1"),
    ]  # fmt: skip
    waste, _, buses = notes.contributions
    assert waste.description == "Une coopérative."
    assert Partner(name="Ville de Thiès", country="SN") in waste.partners
    assert [(extra.name, extra.value) for extra in buses.extras] == [("Réf.", "A7")]


def test_a_document_that_is_damaged_is_refused(tmp_path, cafe):
    path = document(tmp_path / "notes.docx", "<w:p>")
    with pytest.raises(FileRefused, match="file_damaged"):
        read_notes(path, cafe)
