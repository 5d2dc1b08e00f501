"""What may be a table, and what is refused, each in its own words."""

import codecs
import contextlib
import datetime as dt
import io
import os
import socket
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest

from worldcafe.domain.refusal import FileRefused
from worldcafe.exchange import archive, spreadsheet
from worldcafe.exchange.spreadsheet import Sheet, read_sheet

ROWS = [
    ["Nom", "Prénom", "Langues", "Ville"],
    ["Muñoz", "Inés", "fr, en", "A Coruña"],
    ["Dupré", "Zoë", "français; anglais", "Orléans"],
    ["Conceição", "João", "pt", "São Tomé"],
]
EXPECTED = tuple(map(tuple, ROWS))


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_parts(path: Path, parts: dict[str, bytes]) -> Path:
    """A small workbook whose parts are replaced or joined by others."""
    workbook(path, List=ROWS)
    with zipfile.ZipFile(path) as original:
        content = {name: original.read(name) for name in original.namelist()}
    return archive_of(path, {**content, **parts})


def archive_of(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def refusal(path: Path, **options: object) -> FileRefused:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FileRefused) as caught:
        read_sheet(path, **options)
    assert before is None or path.read_bytes() == before
    return caught.value


# --- text --------------------------------------------------------------------------------

ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8 with mark": ("utf-8", codecs.BOM_UTF8),
    "utf-16 little": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16 big": ("utf-16-be", codecs.BOM_UTF16_BE),
    "utf-16 unmarked": ("utf-16-le", b""),
    "windows-1252": ("cp1252", b""),
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ENCODINGS)
def test_text_is_read_in_every_encoding_and_with_every_delimiter(
    tmp_path, name, delimiter, line_end
):
    encoding, mark = ENCODINGS[name]
    lines = [delimiter.join(f'"{c}"' if delimiter in c else c for c in row) for row in ROWS]
    path = tmp_path / "list.csv"
    path.write_bytes(mark + line_end.join(lines).encode(encoding))

    sheet = read_sheet(path)

    assert sheet.rows == EXPECTED
    assert sheet.delimiter == delimiter
    assert sheet.name == "list"


def test_the_encoding_is_named(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("Prénom\nZoë\n".encode("cp1252"))
    assert read_sheet(path).encoding == "windows-1252"


@pytest.mark.parametrize(
    "text", ["Zoë\n", "Nom;Ville\nDupre;Orléans\n", "Ana;Peña\nLi;Sofía\n"]
)
def test_few_accents_are_enough_to_tell_windows_1252(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode("cp1252"))
    assert ";".join(read_sheet(path).rows[-1]) == text.strip().splitlines()[-1]


def test_excels_announcement_of_the_delimiter_is_obeyed(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nNom;Villes\nDupré;a,b,c,d\n", encoding="utf-8")
    assert read_sheet(path).rows == ((), ("Nom", "Villes"), ("Dupré", "a,b,c,d"))


def test_digits_kept_as_text_by_excel_stay_digits(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('Nom;Numéro\nDupré;="0123"\n', encoding="utf-8")
    assert read_sheet(path).rows[1] == ("Dupré", "0123")


def test_a_cell_may_hold_lines_and_doubled_quotes(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('Nom,Note\nDupré,"dit ""Z""\nsur deux lignes"\nRossi,x\n', encoding="utf-8")
    assert read_sheet(path).rows[1] == ("Dupré", 'dit "Z"\nsur deux lignes')
    assert read_sheet(path).rows[2] == ("Rossi", "x")


def test_careless_quotes_are_forgiven(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('Nom;Bureau\n"Dupré"x;Bureau "Nord"\n', encoding="utf-8")
    assert read_sheet(path).rows[1] == ("Dupréx", 'Bureau "Nord"')


def test_a_quotation_mark_that_never_closes_swallows_nobody(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('Nom;Ville\nRossi;Turin\n"Dupré;Paris\nAwa;Dakar\n', encoding="utf-8")
    refused = refusal(path)
    assert (refused.code, refused.params["line"]) == ("file_quote_open", 3)


def test_undecodable_text_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"Nom;Ville\nDupr\x81;Paris\n")
    assert refusal(path).code == "file_encoding_unknown"


# --- workbooks ---------------------------------------------------------------------------


def test_cells_are_text(tmp_path):
    day = dt.datetime(2026, 4, 21)  # noqa: DTZ001 cells know no time zone
    path = workbook(
        tmp_path / "list.xlsx",
        List=[
            [12, 12.0, 1.5, 0.1 + 0.2, 33612345678.0, True, "  trimmed \u00a0"],
            [day, day.replace(hour=9, minute=30), dt.time(9, 30), None, "007", None],
        ],
    )
    assert read_sheet(path).rows == (
        ("12", "12", "1.5", "0.3", "33612345678", "TRUE", "trimmed"),
        ("2026-04-21", "2026-04-21 09:30", "09:30:00", "", "007"),
    )


def test_formulas_give_what_excel_computed_and_errors_give_nothing(tmp_path):
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1" t="str"><f>"a"</f><v>a</v></c>'
    )
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    assert read_sheet(path).rows == (("2", "", "a"),)


def sheet_xml(cells: str, *, row: str = "1", before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}"><sheetData>'
        f'<row r="{row}">{cells}</row></sheetData></worksheet>'
    ).encode()


def test_rows_keep_their_numbers_and_end_with_their_last_cell(tmp_path):
    path = workbook(tmp_path / "list.xlsx", List=[["a", None], [], [None, "b"], [], [None]])
    assert read_sheet(path).rows == (("a",), (), ("", "b"))


def test_content_decides_not_the_name(tmp_path):
    path = workbook(tmp_path / "list.xlsx", List=ROWS).rename(tmp_path / "list.csv")
    assert read_sheet(path).rows == EXPECTED
    text = tmp_path / "text.xlsx"
    text.write_text("Nom;Ville\nDupré;Paris\n", encoding="utf-8")
    assert read_sheet(text).delimiter == ";"


def test_a_sheet_is_found_by_its_name(tmp_path):
    path = workbook(tmp_path / "list.xlsx", Programme=[["x"]], Liste=ROWS)
    assert read_sheet(path).name == "Programme"
    assert read_sheet(path, " liste ") == Sheet("Liste", ("Programme", "Liste"), EXPECTED)
    refused = refusal(path, sheet="Annexe")
    assert refused.code == "sheet_unknown"
    assert refused.params["sheets"] == "Programme, Liste"


def test_a_score_chooses_among_the_sheets_that_are_shown(tmp_path):
    path = workbook(tmp_path / "list.xlsx", A=[["1"]], B=[["2"]], C=[["3"]])
    book = openpyxl.load_workbook(path)
    book["C"].sheet_state = "hidden"
    book.save(path)
    assert read_sheet(path, score=lambda sheet: int(sheet.rows[0][0])).name == "B"


# --- what is no spreadsheet --------------------------------------------------------------

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FOREIGN = {
    "file_is_pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "file_is_image": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "file_is_document": rb"{\rtf1\ansi Liste}",
    "file_is_archive": b"Rar!\x1a\x07\x00" + bytes(9),
    "file_is_web_page": b"<html><table><tr><td>Nom</td></tr></table></html>",
    "file_is_no_list": bytes(range(256)),
    "file_protected": COMPOUND + "EncryptedPackage".encode("utf-16-le"),
    "file_is_old_excel": COMPOUND + "Workbook".encode("utf-16-le"),
    "file_is_presentation": COMPOUND + "PowerPoint Document".encode("utf-16-le"),
    "file_empty": b" \r\n",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_file_is_named_for_what_it_is(tmp_path, code):
    path = tmp_path / "list.xlsx"
    path.write_bytes(FOREIGN[code])
    assert refusal(path).code == code


ZIPS = {
    "file_is_document": {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"},
    "file_is_presentation": {"ppt/presentation.xml": b"<p/>"},
    "file_is_opendocument": {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"<office/>",
    },
    "file_is_binary_excel": {"xl/workbook.bin": b"\x83\x01\x00"},
    "file_is_numbers": {"Index/Document.iwa": b"\x00"},
    "file_is_archive": {"photo.jpg": b"\xff\xd8\xff"},
}


@pytest.mark.parametrize("code", ZIPS)
def test_a_zip_that_is_no_workbook_is_named_for_what_it_is(tmp_path, code):
    assert refusal(archive_of(tmp_path / "list.xlsx", ZIPS[code])).code == code


def test_an_excel_file_of_2003_in_xml_is_old_excel(tmp_path):
    path = tmp_path / "list.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )
    assert refusal(path).code == "file_is_old_excel"


def test_a_missing_file_and_a_folder(tmp_path):
    assert refusal(tmp_path / "none.xlsx").code == "file_missing"
    assert refusal(tmp_path).code == "file_is_folder"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = workbook(tmp_path / "list.xlsx", List=ROWS)

    def forbidden(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)  # root may read everything
    with pytest.raises(FileRefused) as caught:
        read_sheet(path)
    assert caught.value.code == "file_not_readable"


def test_a_file_that_is_too_large_is_not_taken_in(tmp_path):
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.write(b"Nom;Ville\n")
        file.truncate(spreadsheet.MAX_BYTES + 1)
    with pytest.raises(FileRefused) as caught:
        read_sheet(path)
    assert caught.value.code == "file_too_large"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_half_a_workbook_is_damaged(tmp_path, cut):
    path = workbook(tmp_path / "list.xlsx", List=ROWS)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert refusal(path).code == "file_damaged"


def test_any_damaged_byte_gives_a_sheet_or_a_refusal(tmp_path):
    path = workbook(tmp_path / "list.xlsx", List=ROWS)
    data = path.read_bytes()
    outcomes = set()
    for at in range(0, len(data), 37):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :])
        try:
            outcomes.add(type(read_sheet(path)))
        except FileRefused as refused:
            outcomes.add(refused.code)
    assert "file_damaged" in outcomes


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>999999</v></c>',
        '<c r="A1"><v>no number</v></c>',
        '<c r="ZZZZZZ1"><v>1</v></c>',
        '<c r="A1"><v>1',
    ],
)
def test_nonsense_in_a_sheet_is_damaged(tmp_path, cells):
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    assert refusal(path).code == "file_damaged"


def test_a_row_number_beyond_excel_is_damaged(tmp_path):
    far = sheet_xml('<c r="A99999999999"><v>1</v></c>', row="99999999999")
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": far})
    assert refusal(path).code == "file_damaged"


# --- hostile files -----------------------------------------------------------------------


def test_100_000_rows_are_refused(tmp_path):
    said = ("Dupré", "Zoë", "zoe@example.org")
    rows = (
        "".join(
            f'<c r="{column}{n}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in zip("ABC", said, strict=True)
        )
        for n in range(1, 100_001)
    )
    many = sheet_xml("</row><row>".join(rows))
    refused = refusal(with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": many}))
    assert refused.code == "file_too_many_rows"
    assert refused.params["limit"] == spreadsheet.MAX_ROWS


def test_100_000_wide_rows_are_refused_before_the_parser_sees_them(tmp_path, monkeypatch):
    rows = (
        "".join(f'<c r="{column}{n}"><v>{n * 7919}</v></c>' for column in "ABCDEFGHIJKLMNOPQR")
        for n in range(1, 100_001)
    )
    many = sheet_xml("</row><row>".join(rows))
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": many})
    monkeypatch.setattr(spreadsheet, "Book", lambda *a, **k: pytest.fail("parsed"))
    assert refusal(path).code == "file_too_many_rows"


def test_100_000_lines_of_text_are_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Dupré;Zoë\n" * 100_000, encoding="utf-8")
    assert refusal(path).code == "file_too_many_rows"


def test_a_zip_bomb_is_refused_by_what_it_claims(tmp_path, monkeypatch):
    bomb = bytes(300 * 2**20)
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": bomb})
    assert path.stat().st_size < 2**20
    monkeypatch.setattr(archive, "_unpacked", lambda *a: pytest.fail("unpacked"))
    assert refusal(path).code == "file_unpacks_too_large"


def test_a_zip_bomb_that_lies_about_its_size_is_stopped_while_unpacking(tmp_path):
    bomb = bytes(64 * 2**20)
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": bomb})
    honest = struct.pack("<I", len(bomb))
    data = path.read_bytes()
    assert data.count(honest) == 2
    path.write_bytes(data.replace(honest, struct.pack("<I", 4_000)))
    assert refusal(path).code == "file_unpacks_too_large"


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml",
             "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "docProps/core.xml"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part_and_encoding(tmp_path, part, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE}<x>&b;</x>'.encode(encoding)
    assert refusal(with_parts(tmp_path / "list.xlsx", {part: xml})).code == "file_has_entities"


def test_entities_behind_a_long_comment_are_refused(tmp_path):
    xml = sheet_xml("", before=f"<!--{'x' * 200_000}-->{DOCTYPE}")
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": xml})
    assert refusal(path).code == "file_has_entities"


def test_an_encoding_that_hides_the_document_type_is_refused(tmp_path):
    xml = b'<?xml version="1.0" encoding="cp037"?>' + f"{DOCTYPE}<x/>".encode("cp037")
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": xml})
    assert refusal(path).code == "file_damaged"


def test_a_zip_with_a_password_is_protected(tmp_path):
    path = workbook(tmp_path / "list.xlsx", List=ROWS)
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1
    path.write_bytes(data)
    assert refusal(path).code == "file_protected"


def test_only_deflated_parts_are_unpacked(tmp_path):
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("xl/workbook.xml", b"<x/>" * 100)
    assert refusal(path).code == "file_damaged"


def test_stored_parts_are_read(tmp_path):
    path = workbook(tmp_path / "list.xlsx", List=ROWS)
    with zipfile.ZipFile(path) as original:
        content = {name: original.read(name) for name in original.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        for name, part in content.items():
            made.writestr(name, part)
    assert read_sheet(path).rows == EXPECTED


def test_what_follows_the_deflated_data_of_a_part_is_not_unpacked():
    packed = zlib.compress(b"<x/>", wbits=-15) + bytes(200_000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("xl/workbook.xml", packed)
    data = made.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        part = file.infolist()[0]
    part.compress_type = zipfile.ZIP_DEFLATED
    assert b"".join(archive._unpacked(data, part)) == b"<x/>"


# --- sane limits, reached early ----------------------------------------------------------


def test_merged_cells_and_whatever_follows_the_rows_are_never_parsed(tmp_path):
    """A million of them took a parser 24 seconds; what follows the rows may even be broken."""
    after = sheet_xml('<c r="A1"><v>1</v></c>').replace(b"</worksheet>", b"<mergeCells><oops")
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": after})
    assert read_sheet(path).rows == (("1",),)


def test_rows_without_cells_cost_nothing_and_keep_the_numbers_of_others(tmp_path):
    empty = "".join(f'<row r="{n}"/>' for n in range(2, 100_000))
    xml = sheet_xml(
        '<c r="A1"><v>1</v></c></row>'
        + empty
        + '<row r="200000"><c r="B200000" t="b"><v>1</v></c>'
    )
    sheet = read_sheet(with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": xml}))
    assert len(sheet.rows) == 200_000
    assert sheet.rows[-1] == ("", "TRUE")


def test_more_columns_than_any_list_has_are_refused(tmp_path):
    path = workbook(tmp_path / "list.xlsx", List=[[f"n{n}" for n in range(501)]])
    refused = refusal(path)
    assert (refused.code, refused.params["limit"]) == ("file_too_many_columns", 500)


def test_a_far_cell_does_not_make_columns(tmp_path):
    cells = '<c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c>'
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    assert read_sheet(path).rows[0][-1] == "2"


@pytest.mark.parametrize(
    "before", ["<a>" * 200_000, f'<a b="{"x" * 2_000_000}"/>'], ids=["deep", "one long tag"]
)
def test_xml_that_no_program_writes_is_refused(tmp_path, before):
    xml = sheet_xml("").replace(b"<sheetData>", before.encode() + b"<sheetData>")
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": xml})
    assert refusal(path).code in {"file_damaged", "file_unpacks_too_large"}


def test_a_part_that_is_a_hundred_sheets_is_not_unpacked_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_READ", 2**20)
    path = workbook(tmp_path / "list.xlsx", List=[["x"]])
    with zipfile.ZipFile(path) as original:
        content = {name: original.read(name) for name in original.namelist()}
    listed = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(100))
    content["xl/workbook.xml"] = (
        b'<workbook xmlns:r="http://x"><sheets>' + listed.encode() + b"</sheets></workbook>"
    )
    content["xl/worksheets/sheet1.xml"] = sheet_xml("", before=f"<!--{'x' * 100_000}-->")
    refused = refusal(archive_of(path, content), score=lambda sheet: 0)
    assert refused.code == "file_unpacks_too_large"


def test_a_thousand_sheets_are_refused(tmp_path):
    path = workbook(tmp_path / "list.xlsx", **{f"S{n}": [["x"]] for n in range(256)})
    assert refusal(path).code == "file_too_many_sheets"


def test_a_long_text_is_read_as_far_as_a_cell_goes(tmp_path):
    cells = f'<c r="A1" t="inlineStr"><is><t>{"x" * 100_000}</t></is></c>'
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    assert len(read_sheet(path).rows[0][0]) == 32_767


def test_strict_workbooks_and_prefixed_tags_are_read(tmp_path):
    xml = (
        b'<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        b'<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>Zo</x:t></x:r>'
        b"<x:r><x:t>e</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c>"
        b'<x:c t="d"><x:v>2026-04-21</x:v></x:c>'
        b"</x:row></x:sheetData></x:worksheet>"
    )
    path = with_parts(tmp_path / "list.xlsx", {"xl/worksheets/sheet1.xml": xml})
    assert read_sheet(path).rows == (("Zoe", "2026-04-21"),)


@pytest.mark.parametrize(
    "text",
    ["Awa Diop " * 100_000, '"\n",' * 200_000, "," * 20_000],
    ids=["one line", "quoted line ends", "commas"],
)
def test_a_row_that_no_list_has_is_refused(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text("Nom;Ville\n" + text, encoding="utf-8")
    assert refusal(path).code == "file_row_too_long"


# --- what is no file ---------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names, as POSIX has them")
def test_a_pipe_a_device_and_a_socket_are_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv").code == "file_is_no_file"
    assert refusal(Path("/dev/zero")).code == "file_is_no_file"
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(tmp_path / "s.csv"))
        assert refusal(tmp_path / "s.csv").code == "file_is_no_file"
