"""Whatever people type, the workbook gives it back as text, and Excel has nothing to repair."""

import datetime as dt
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from excel_rules import broken_rules
from small_cafe import numbered, opportunity, small_workshop
from worldcafe.domain.model import NextStep, Partner
from worldcafe.domain.vocabulary import Kind, Modality
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.workbook import write_synthesis
from worldcafe.exchange.workbook.text import MAX_UNITS, fitting, readable, units
from worldcafe.wording.words import words_for

MADE_AT = dt.datetime(2027, 4, 21, 12, 40, tzinfo=dt.UTC)
NASTY = st.one_of(
    st.text(st.characters(codec=None), min_size=1, max_size=40),
    st.lists(
        st.sampled_from(
            ["=", "+", "-", "@", "'", "#N/A", "_x0041_", "_x", "_", "x005F_", "\r", "\r\n",
             "\n", "\t", " ", "\x00", "\x1b", "\ufffe", "\ud800", "\udfff", "&", "<", ">", '"',
             "]]>", "; ", "é", "👍", "\u202e", "\u2028", "a", "1", "%", "{n}"]
        ),
        min_size=1, max_size=8,
    ).map("".join),
)  # fmt: skip
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def as_shown(text):
    """A cell's text as Excel shows it; openpyxl leaves its escapes as they are."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def exported(path, *contributions):
    workshop = Workshop.of(numbered([*small_workshop().entities(), *contributions]))
    write_synthesis(workshop, path, words_for("en"), made_at=MADE_AT)
    assert broken_rules(path) == []


@FEW
@given(texts=st.lists(NASTY, min_size=1, max_size=20))
def test_two_readers_read_what_was_typed(tmp_path, texts):
    path = tmp_path / "s.xlsx"
    # Not validated: what a broken import might bring, the workbook has to bear.
    said = [
        opportunity(f"c{n}").model_copy(update={"title": text, "description": text})
        for n, text in enumerate(texts)
    ]
    exported(path, *said)

    expected = [readable(text) for text in texts]
    one = load_workbook(path)["Opportunities"]
    cells = [one.cell(row, 2) for row in range(5, 5 + len(texts))]
    assert [as_shown(cell.value) for cell in cells] == expected
    assert {cell.data_type for cell in cells} == {"s"}
    other = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Opportunities")
    assert [row[2] for row in other.to_python()[4 : 4 + len(texts)]] == expected


@FEW
@given(data=st.data())
def test_no_text_anywhere_breaks_a_rule(tmp_path, data):
    def text():
        return data.draw(NASTY)

    said = [
        opportunity(f"c{n}", kind=kind).model_copy(
            update={
                "title": text(), "demand": text(), "themes": (text(), text()), "lang": text(),
                "modality": Modality.NETWORK, "sdg_targets": (text(),),
                "partners": (
                    Partner().model_copy(update={"name": text(), "country": text()}),
                ),
                "next_step": NextStep().model_copy(update={"text": text(), "owner": text()}),
            }
        )
        for n, kind in enumerate(Kind)
    ]  # fmt: skip
    exported(tmp_path / "s.xlsx", *said)


@given(text=st.text(max_size=60), repeats=st.integers(1, 2_000), note=st.text(max_size=10))
def test_what_is_cut_is_cut_between_characters(text, repeats, note):
    whole = text * repeats
    cut = fitting(whole, note)
    assert units(cut) <= MAX_UNITS
    if units(whole) <= MAX_UNITS:
        assert cut == whole
    else:
        assert cut.endswith(note)
        kept = cut[: len(cut) - len(note)]
        assert whole.startswith(kept)
        assert units(cut) >= MAX_UNITS - 1
