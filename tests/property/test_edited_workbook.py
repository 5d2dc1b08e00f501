"""Whatever was said and whatever is typed into the workbook: it comes back as it is."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from small_cafe import done, numbered, opportunity, small_workshop
from workbook_cases import ENGLISH, MADE_AT
from worldcafe.domain.model import Contact, Extra, NextStep, Partner, Resource
from worldcafe.domain.vocabulary import Direction, Kind, Modality, PartnerRole, ResourceKind
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.edited import read_edited
from worldcafe.exchange.workbook import write_synthesis

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(
    str.strip
)
TITLES = LINES.filter(bool)
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def contributions(draw):
    """Anything people may have said, of any kind."""
    n = draw(st.integers(1, 5))
    return [
        opportunity(
            f"c{number}",
            kind=draw(st.sampled_from(Kind)),
            title=draw(TITLES),
            description=draw(LINES),
            themes=tuple(draw(st.lists(TITLES, max_size=2, unique=True))),
            modality=draw(st.none() | st.sampled_from(Modality)),
            partners=tuple(
                Partner(name=draw(LINES), city=draw(LINES), country=draw(LINES),
                        role=draw(st.none() | st.sampled_from(PartnerRole)))
                for _ in range(draw(st.integers(0, 2)))
            ),
            resources=(Resource(kind=ResourceKind.FUNDING, direction=Direction.NEEDED,
                                by=draw(LINES)),),
            contacts=(Contact(name=draw(LINES), consent=draw(st.booleans())),),
            next_step=draw(st.none() | LINES.map(lambda text: NextStep(text=text))),
            extras=tuple(
                Extra(name=name, value=draw(LINES))
                for name in draw(st.lists(TITLES, max_size=2, unique=True))
            ),
            impact=draw(st.none() | st.integers(1, 5)),
        )
        for number in range(n)
    ]  # fmt: skip


def sent_out(path, items):
    workshop = Workshop.of(numbered([*small_workshop().entities(), *items]))
    write_synthesis(workshop, path, ENGLISH, made_at=MADE_AT)
    return workshop


@FEW
@given(items=contributions())
def test_what_nobody_edited_is_no_difference(tmp_path, items):
    path = tmp_path / "s.xlsx"
    workshop = sent_out(path, items)
    found = read_edited(path, workshop)
    assert (found.differences, found.new) == ((), ())


@FEW
@given(items=contributions(), titles=st.lists(TITLES, min_size=5, max_size=5))
def test_what_is_typed_comes_back_and_only_once(tmp_path, items, titles):
    path = tmp_path / "s.xlsx"
    workshop = sent_out(path, items)
    book = load_workbook(path)
    typed = {}
    for sheet in book:
        headings = {cell.value: cell.column for cell in sheet[4]}
        if "Identifier" not in headings or "Description" not in headings:
            continue
        for row in range(5, sheet.max_row + 1):
            row_id = sheet.cell(row, headings["Identifier"]).value
            if row_id:
                typed[row_id] = titles[len(typed) % 5]
                cell = sheet.cell(row, headings["Title"])
                cell.value = typed[row_id].replace("_x", "_x005F_x")
                cell.data_type = "s"
    book.save(path)
    after = done(workshop, read_edited(path, workshop).command(lambda each: True))
    for row_id, title in typed.items():
        before = workshop.contributions[row_id]
        assert after.contributions[row_id] == before.but(title=title)
    again = read_edited(path, after)
    assert (again.differences, again.new) == ((), ())
