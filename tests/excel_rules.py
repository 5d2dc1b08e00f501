"""Excel's own rules about workbooks, which no schema knows.

What breaks them makes Excel offer to repair the file, or worse, repairs it silently.
`broken_rules(path)` lists them, one sentence each; a good workbook gives an empty list.
"""

import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LIKE_A_CELL = re.compile(r"^(?:[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[CcRr])$")
GOOD_NAME = re.compile(r"^[^\W\d][\w.\\]*$")
QUOTED = re.compile(r'"(?:[^"]|"")*"')
STRUCTURED = re.compile(r"([A-Za-z_][\w.]*)\[((?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])+)\]")
COLUMN_IN_BRACKETS = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
NEWER = re.compile(
    r"(?<!_xlfn\.)(?<!_xlws\.)\b(TEXTJOIN|CONCAT|IFS|SWITCH|MAXIFS|MINIFS|XLOOKUP|XMATCH|FILTER"
    r"|UNIQUE|SORT|SORTBY|SEQUENCE|LET|LAMBDA|TEXTSPLIT|VSTACK|HSTACK|IFNA|DAYS)\("
)
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
KNOWN = {"COUNTA", "COUNT", "COUNTIFS", "SUM", "SUMPRODUCT", "SUBTOTAL", "INDEX", "IF", "FIND",
         "ISNUMBER", "HYPERLINK", "MATCH", "SUMIFS", "MIN", "MAX", "AVERAGE", "ROUND", "AND",
         "TODAY"}  # fmt: skip
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RANGE = re.compile(r"^(?:'((?:[^']|'')+)'|([\w.]+))!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?$")


@dataclass
class Sheet:
    name: str
    root: ET.Element
    relations: dict[str, str]
    cells: dict[tuple[int, int], ET.Element] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str | None:
        cell = self.cells.get((row, column))
        if cell is None or cell.get("t") != "inlineStr":
            return None
        return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))


def broken_rules(path: Path) -> list[str]:
    """What Excel would not like about the workbook."""
    with zipfile.ZipFile(path) as archive:
        broken = [f"{name} is there twice" for name, n in Counter(archive.namelist()).items()
                  if n > 1]  # fmt: skip
        try:
            parts = {
                name: ET.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.endswith((".xml", ".rels"))
            }
        except ET.ParseError as error:
            return [f"a part is not XML: {error}"]
    return broken + _Linter(parts).broken()


class _Linter:
    def __init__(self, parts):
        self.parts = parts
        self.found = []
        self.sheets = [*self._sheets()]
        self.names = {
            each.get("name"): (each.text or "", each.get("localSheetId"))
            for each in parts["xl/workbook.xml"].iter(f"{MAIN}definedName")
        }
        self.tables = {}
        """Headings by the table's name."""

    def broken(self):
        self._check_sheet_names()
        for sheet in self.sheets:
            self._check_cells(sheet)
            self._check_merged(sheet)
            self._check_tables(sheet)
        self._check_names()
        for sheet in self.sheets:
            self._check_formulas(sheet)
            self._check_validations(sheet)
            self._check_links(sheet)
            self._check_sizes(sheet)
            self._check_conditions(sheet)
        self._check_charts()
        return self.found

    def complain(self, sheet, what):
        self.found.append(f"{sheet.name}: {what}")

    def _relations(self, part):
        folder, name = posixpath.split(part)
        root = self.parts.get(f"{folder}/_rels/{name}.rels")
        targets = {
            each.get("Id"): each.get("Target") for each in ([] if root is None else root)
        }
        return {
            key: posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            for key, target in targets.items()
        }

    def _sheets(self):
        relations = self._relations("xl/workbook.xml")
        for entry in self.parts["xl/workbook.xml"].iter(f"{MAIN}sheet"):
            part = relations[entry.get(RELATION)]
            yield Sheet(entry.get("name"), self.parts[part], self._relations(part))

    def _check_sheet_names(self):
        names = [sheet.name for sheet in self.sheets]
        for sheet in self.sheets:
            if not 1 <= len(sheet.name) <= 31 or re.search(r"[\[\]:*?/\\]", sheet.name):
                self.complain(sheet, "bad name of a sheet")
            if sheet.name.startswith("'") or sheet.name.endswith("'"):
                self.complain(sheet, "name of a sheet with an apostrophe at its end")
        if len({name.casefold() for name in names}) != len(names):
            self.found.append("two sheets have the same name")

    def _check_cells(self, sheet):
        styles = self.parts["xl/styles.xml"].find(f"{MAIN}cellXfs")
        quoted = {n for n, each in enumerate(styles) if each.get("quotePrefix") == "1"}
        before = (0, 0)
        for row in sheet.root.iter(f"{MAIN}row"):
            for cell in row:
                column, number, *_ = range_boundaries(cell.get("r"))
                here = (number, column)
                if here <= before or number != int(row.get("r")):
                    self.complain(sheet, f"{cell.get('r')} is out of order")
                before = here
                sheet.cells[here] = cell
                self._check_cell(sheet, cell, here, len(styles), quoted)

    def _check_cell(self, sheet, cell, here, n_styles, quoted):
        ref, style = cell.get("r"), int(cell.get("s", 0))
        if style >= n_styles:
            self.complain(sheet, f"{ref} has a style that is not there")
        if cell.get("t") == "e":
            self.complain(sheet, f"{ref} holds an error")
        text = sheet.text(*here)
        if text is None:
            return
        shown = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
        if len(shown) + sum(c > "\uffff" for c in shown) > 32_767:
            self.complain(sheet, f"{ref} is too long")
        if text[:1] in {"=", "+", "-", "@"} and style not in quoted:
            self.complain(sheet, f"{ref} becomes a formula once it is edited")
        for found in re.finditer(r"_x([0-9A-Fa-f]{4})_", text):
            if found[1].upper() != "005F":
                self.complain(sheet, f"{ref} holds an escape that means another character")

    def _check_merged(self, sheet):
        merged = [range_boundaries(m.get("ref")) for m in sheet.root.iter(f"{MAIN}mergeCell")]
        for position, one in enumerate(merged):
            if any(_overlap(one, other) for other in merged[:position]):
                self.complain(sheet, "merged cells overlap")
        sheet.merged = merged

    def _check_tables(self, sheet):
        if sheet.root.find(f"{MAIN}autoFilter") is not None:
            self.complain(sheet, "a filter of the sheet beside its tables")
        ranges = []
        for part in sheet.root.iter(f"{MAIN}tablePart"):
            table = self.parts[sheet.relations[part.get(RELATION)]]
            bounds = range_boundaries(table.get("ref"))
            if any(_overlap(bounds, other) for other in (*ranges, *sheet.merged)):
                self.complain(sheet, f"{table.get('name')} overlaps something")
            ranges.append(bounds)
            self._check_table(sheet, table, bounds)

    def _check_table(self, sheet, table, bounds):
        name = table.get("displayName")
        if not GOOD_NAME.match(name) or LIKE_A_CELL.match(name) or len(name) > 255:
            self.complain(sheet, f"bad name of a table: {name}")
        if name.casefold() in {known.casefold() for known in (*self.tables, *self.names)}:
            self.complain(sheet, f"{name} is there twice")
        left, top, right, bottom = bounds
        n_totals = int(table.get("totalsRowCount", 0))
        if bottom - top - n_totals < 1:
            self.complain(sheet, f"{name} has no data row")
        columns = table.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
        headers = [column.get("name") for column in columns]
        self.tables[name] = headers
        if headers != [sheet.text(top, column) for column in range(left, right + 1)]:
            self.complain(sheet, f"{name}: headings differ from the cells above the data")
        for header in headers:
            if not header or "\n" in header or len(header) > 255 or header != header.strip():
                self.complain(sheet, f"{name}: bad heading {header!r}")
        if len({header.casefold() for header in headers}) != len(headers):
            self.complain(sheet, f"{name}: two headings are the same")
        if len({column.get("id") for column in columns}) != len(columns):
            self.complain(sheet, f"{name}: two columns have the same id")
        filtered = table.find(f"{MAIN}autoFilter").get("ref")
        if range_boundaries(filtered) != (left, top, right, bottom - n_totals):
            self.complain(sheet, f"{name}: the filter covers other cells than the data")
        for column, number in zip(columns, range(left, right + 1), strict=True):
            label = column.get("totalsRowLabel")
            if n_totals and label and sheet.text(bottom, number) != label:
                self.complain(sheet, f"{name}: label of the totals differs from its cell")

    def _check_names(self):
        for name, (target, local) in self.names.items():
            if not name.startswith("_xlnm.") and (
                not GOOD_NAME.match(name) or LIKE_A_CELL.match(name)
            ):
                self.found.append(f"bad name of a range: {name}")
            sheet = re.match(r"(?:'((?:[^']|'')+)'|([\w.]+))!\$", target)
            known = {each.name for each in self.sheets}
            if not sheet or (sheet[1] or sheet[2]).replace("''", "'") not in known:
                self.found.append(f"{name} leads nowhere: {target}")
            if local is not None and int(local) >= len(self.sheets):
                self.found.append(f"{name} belongs to no sheet")

    def _check_formulas(self, sheet):
        for cell in sheet.cells.values():
            formula = cell.find(f"{MAIN}f")
            if formula is not None:
                self._check_formula(sheet, cell.get("r"), formula.text or "")
                if cell.find(f"{MAIN}v") is None:
                    self.complain(sheet, f"{cell.get('r')} has no stored result")

    def _check_formula(self, sheet, ref, formula):
        code = QUOTED.sub('""', formula)
        if not code or code.startswith("=") or len(formula) > 8192:
            self.complain(sheet, f"{ref}: bad formula {formula!r}")
        if any(len(text) > 257 for text in QUOTED.findall(formula)):
            self.complain(sheet, f"{ref}: a text of over 255 characters in a formula")
        outside = STRUCTURED.sub("", code)
        if ";" in outside or "[@" in code or NEWER.search(outside):
            self.complain(sheet, f"{ref}: {formula!r} is not as files have formulas")
        for function in FUNCTION.findall(outside):
            if function not in KNOWN:
                self.complain(sheet, f"{ref}: is {function} known to every Excel?")
        for table, inside in STRUCTURED.findall(code):
            if table not in self.tables:
                self.complain(sheet, f"{ref} refers to a table {table} that is not there")
                continue
            for part in COLUMN_IN_BRACKETS.findall(inside) or [inside]:
                column = re.sub(r"'(.)", r"\1", part)
                if part not in {"#This Row", "#Headers", "#All"} and (
                    column not in self.tables[table]
                ):
                    self.complain(sheet, f"{ref} refers to no column of {table}: {column}")

    def _check_validations(self, sheet):
        for rule in sheet.root.iter(f"{MAIN}dataValidation"):
            formula = rule.findtext(f"{MAIN}formula1") or ""
            if rule.get("type") != "list":
                continue
            if formula.startswith('"'):
                if len(formula) > 257:
                    self.complain(sheet, "a pick list of over 255 characters")
            elif formula not in self.names:
                self.complain(sheet, f"a pick list from a range that is not there: {formula}")

    def _check_links(self, sheet):
        for link in sheet.root.iter(f"{MAIN}hyperlink"):
            if link.get(RELATION) in sheet.relations:  # a file outside the workbook
                continue
            target = re.match(
                r"(?:'((?:[^']|'')+)'|([\w.]+))![A-Z]+\d+$", link.get("location", "")
            )
            known = {each.name for each in self.sheets}
            if not target or (target[1] or target[2]).replace("''", "'") not in known:
                self.complain(sheet, f"a link leads nowhere: {link.get('location')}")

    def _check_conditions(self, sheet):
        styles = self.parts["xl/styles.xml"].find(f"{MAIN}dxfs")
        n_styles = 0 if styles is None else len(styles)
        for rule in sheet.root.iter(f"{MAIN}cfRule"):
            if int(rule.get("dxfId", 0)) >= max(1, n_styles):
                self.complain(sheet, "a conditional format without its style")
            for formula in rule.findall(f"{MAIN}formula"):
                self._check_formula(sheet, "a condition", formula.text or "")

    def _check_charts(self):
        names = {sheet.name for sheet in self.sheets}
        for part, root in self.parts.items():
            if not part.startswith("xl/charts/chart"):
                continue
            for ref in root.iter(f"{CHART}f"):
                sheet = RANGE.match(ref.text or "")
                if not sheet or (sheet[1] or sheet[2]).replace("''", "'") not in names:
                    self.found.append(f"{part} shows no range: {ref.text}")
            for axis in (*root.iter(f"{CHART}catAx"), *root.iter(f"{CHART}valAx")):
                if axis.find(f"{CHART}title") is None:
                    self.found.append(f"{part} has an axis without a title")
                if axis.find(f"{CHART}delete").get("val") != "0":
                    self.found.append(f"{part} hides an axis")

    def _check_sizes(self, sheet):
        for row in sheet.root.iter(f"{MAIN}row"):
            if float(row.get("ht", 15)) > 409.5:
                self.complain(sheet, f"row {row.get('r')} is too high")
        for column in sheet.root.iter(f"{MAIN}col"):
            if float(column.get("width", 10)) > 255:
                self.complain(sheet, "a column is too wide")
        for part in ("oddHeader", "oddFooter"):
            if len(sheet.root.findtext(f".//{MAIN}{part}") or "") > 255:
                self.complain(sheet, f"{part} is too long")


def _overlap(one, other):
    left, top, right, bottom = one
    other_left, other_top, other_right, other_bottom = other
    return not (
        right < other_left or other_right < left or bottom < other_top or other_bottom < top
    )
