"""On paper: everybody finds their way, in every language, and nothing is cut off."""

import os
import shutil
import subprocess
import sys
import unicodedata

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from printed_cafe import HOSTILE, TITLE, arabic, crowd, hostile, texts, with_opportunities
from small_cafe import small_workshop
from worldcafe.domain import harvest
from worldcafe.domain.choosing import Choice
from worldcafe.domain.edits import Edit
from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant, Partner, Vote
from worldcafe.domain.refusal import FileRefused, RuleBroken
from worldcafe.domain.vocabulary import PartnerRole, Presence, Role
from worldcafe.domain.workshop import Workshop
from worldcafe.lan import Codes, Scope
from worldcafe.lan import Role as Opens
from worldcafe.lan.codes import on_paper
from worldcafe.lan.squares import squares
from worldcafe.prints import (
    RESOLUTION,
    Paper,
    Print,
    PrintStopped,
    Setup,
    Size,
    What,
    is_print,
    write_pdf,
)
from worldcafe.prints.badges import BOX
from worldcafe.prints.paper import UNITS_PER_MM
from worldcafe.prints.partner_picture import Link, links
from worldcafe.prints.printed_cafe import PrintedCafe
from worldcafe.prints.sheet import Grid
from worldcafe.wording import words_for

EN = words_for("en")

pytestmark = pytest.mark.usefixtures("qapp")


def printed(workshop, what, tmp_path, setup=None, words=EN):
    """The texts of the pages, read back from the file."""
    path = tmp_path / f"{what}.pdf"
    n = write_pdf(workshop, words, what, path, setup)
    found = texts(path)
    assert len(found) == n
    return found


def changed(workshop, **about):
    return workshop.after([Edit(workshop.about, workshop.about.but(**about))])


def without(workshop, *kinds):
    return Workshop.of(each for each in workshop.entities() if each.kind_name not in kinds)


def by_name(workshop):
    people = workshop.participants.values()
    return sorted(people, key=lambda each: (fold(each.family_name), fold(each.name)))


def badges_in(pages):
    """The text of every badge: each begins with the title of the workshop."""
    return [text.strip() for page in pages for text in page.split(TITLE)[1:]]


# --- what is on the pages ------------------------------------------------------------------


def test_everybody_has_one_badge_with_the_whole_route(tmp_path):
    workshop = crowd(161, 27, 4)
    badges = badges_in(printed(workshop, What.BADGES, tmp_path))
    assert len(badges) == len(workshop.participants)
    hosts = {table.host_id: table for table in workshop.tables.values()}
    for person, badge in zip(by_name(workshop), badges, strict=True):
        assert person.name in badge
        if person.id in hosts:
            assert f"Host of table {hosts[person.id].number}" in badge
            continue
        for round_, table in zip(
            workshop.rounds_in_order, workshop.route_of(person.id), strict=True
        ):
            theme = workshop.theme_of(table.id).name
            assert f"Round {round_.number} Table {table.number} {theme}" in badge


def test_badges_are_eight_to_a_sheet_on_both_papers(tmp_path):
    workshop = crowd(17, 3, 2)
    for paper, size in ((Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))):
        path = tmp_path / f"{paper}.pdf"
        assert write_pdf(workshop, EN, What.BADGES, path, Setup(paper=paper)) == 3
        box = PdfReader(path).pages[0].mediabox
        assert (box.width, box.height) == pytest.approx(size, abs=1)


def test_whoever_has_no_seat_yet_gets_a_badge_to_write_on(tmp_path):
    late = Participant(id="late", given_name="Late", family_name="Comer")
    workshop = crowd(12, 3, 2)
    workshop = workshop.after([Edit(None, late)])
    (badge,) = [each for each in badges_in(printed(workshop, What.BADGES, tmp_path))
                if "Late Comer" in each]  # fmt: skip
    assert "Round 1" in badge
    assert "Table" not in badge


def test_whoever_is_known_not_to_come_needs_no_badge_and_no_line(tmp_path):
    workshop = crowd(12, 3, 2)
    absent = workshop.participants["p5"].but(presence=Presence.ABSENT)
    workshop = workshop.after([Edit(workshop.participants["p5"], absent)])
    for what in (What.BADGES, What.DOORS):
        assert "0005" not in " ".join(printed(workshop, what, tmp_path))


def test_a_facilitator_has_a_badge_without_a_route(tmp_path):
    person = Participant(id="f", given_name="Fa", family_name="Ci", roles=(Role.FACILITATOR,))
    workshop = crowd(12, 3, 2).after([Edit(None, person)])
    (badge,) = [each for each in badges_in(printed(workshop, What.BADGES, tmp_path))
                if "Fa Ci" in each]  # fmt: skip
    assert "Facilitator" in badge
    assert "Round" not in badge


@pytest.mark.parametrize("length", [60, 200])
def test_a_long_name_shrinks_and_wraps_and_is_never_cut(tmp_path, length):
    name = ("Maria da Conceição " * 20)[:length].strip()
    person = Participant(id="long", given_name=name, family_name="Vasconcelos")
    workshop = crowd(12, 3, 2).after([Edit(None, person)])
    for what in (What.BADGES, What.DOORS):
        pages = " ".join(printed(workshop, what, tmp_path))
        assert all(part in pages for part in (name, "Vasconcelos"))
        assert "…" not in pages


def test_table_cards_say_number_theme_question_host_and_languages_to_both_sides(tmp_path):
    workshop = crowd(30, 4, 2)
    table = workshop.tables["t2"].but(languages=("fr", "ar"), note_taker_id="p9")
    workshop = workshop.after([Edit(workshop.tables["t2"], table)])
    pages = printed(workshop, What.CARDS, tmp_path)
    assert len(pages) == 4
    for said in ("Theme 2", "Why?", "Given0002", "Given0009", "French, Arabic"):
        assert pages[1].count(said) == 2


def test_the_door_list_has_everybody_once_under_their_letter(tmp_path):
    workshop = crowd()
    pages = printed(workshop, What.DOORS, tmp_path)
    text = " ".join(pages)
    assert text.count("mily") == 1_207
    order = [text.index(f"{person.family_name} {person.given_name}")
             for person in by_name(workshop)]  # fmt: skip
    assert order == sorted(order)
    for person in workshop.participants.values():
        numbers = " ".join(str(table.number) for table in workshop.route_of(person.id))
        line = f"{person.family_name} {person.given_name} {person.organisation} {numbers}"
        assert line in text
    assert "A" in pages[0].split("Who sits where")[1].split()[0]


def test_whoever_asked_not_to_be_named_is_counted_at_the_door_and_no_more(tmp_path):
    workshop = crowd(12, 3, 2)
    hidden = [workshop.participants[each] for each in ("p5", "p7")]
    workshop = workshop.after(Edit(each, each.but(name_hidden=True)) for each in hidden)
    (page,) = printed(workshop, What.DOORS, tmp_path)
    assert "0004" in page
    assert "0005" not in page
    assert "0007" not in page
    assert "2 people are not named here" in page
    assert "0005" in " ".join(printed(workshop, What.BADGES, tmp_path))


def test_a_door_list_on_which_nobody_may_be_named_says_so(tmp_path):
    workshop = crowd(12, 3, 2)
    people = workshop.participants.values()
    workshop = workshop.after(Edit(each, each.but(name_hidden=True)) for each in people)
    (page,) = printed(workshop, What.DOORS, tmp_path)
    assert "12 people are not named here" in page


def test_accents_do_not_send_a_name_to_the_end_of_the_door_list(tmp_path):
    (page,) = printed(crowd(21, 3, 2), What.DOORS, tmp_path)
    letters = [each for each in page.split() if len(each) == 1 and each in "ABCDEFGÉ"]
    assert letters[:2] == ["A", "G"]  # the range, at the head of the page
    assert list(dict.fromkeys(letters[2:])) == list("ABCDEFG")


def test_table_lists_name_the_host_first_round_by_round(tmp_path, workshop):
    pages = printed(workshop, What.TABLES, tmp_path)
    assert [f"Round {n}" in page for n, page in enumerate(pages, start=1)] == [True, True]
    assert pages[0].index("Host Awa Diop") < pages[0].index("Chiara Rossi")
    assert pages[1].index("Host Awa Diop") < pages[1].index("Emil Novák")
    second = printed(workshop, What.TABLES, tmp_path, Setup(round_id="r2"))
    assert second == [pages[1].replace("2 / 2", "1 / 1")]


def test_everybody_is_on_the_table_lists_once_in_each_round(tmp_path):
    workshop = crowd(97, 9, 3)
    text = " ".join(printed(workshop, What.TABLES, tmp_path))
    assert {text.count(person.name) for person in workshop.participants.values()} == {3}


def test_note_sheets_carry_the_fields_of_the_form_for_every_table_and_round(tmp_path, workshop):
    pages = printed(workshop, What.SHEETS, tmp_path)
    assert len(pages) == 4
    first = pages[0]
    asked = (
        "Title", "Description", "Partners and their roles", "City", "Country", "Role",
        "Modality", "Triangular",
        "Themes", "Child labour", "Job creation", "Next step", "Owner", "Due",
        "Opportunity", "Key insight", "Round 1", "What works?",
    )  # fmt: skip
    assert [field for field in asked if field not in first] == []


OPPORTUNITY = {
    "title": "Twin the two ports",
    "description": "Both load by hand.",
    "translation": "Les deux chargent à la main.",
    "translation_lang": "fr",
    "demand": "The dockers ask.",
    "experience_offered": "A safe crane.",
    "partners": (
        Partner(name="Port of Durban", city="Durban", country="ZA", role=PartnerRole.PIVOTAL),
        Partner(name="Port de Dakar", city="Dakar", country="SN", role=PartnerRole.BENEFICIARY),
    ),
    "next_step": {"text": "Write to Dakar", "owner": "Awa Diop", "due": "2027-05-01"},
    "impact": 4,
}


def test_the_report_has_a_page_for_each_opportunity(tmp_path, workshop):
    filled = with_opportunities(workshop, OPPORTUNITY, {"title": "Second"})
    filled = filled.after([Edit(None, Vote.of("c1", 17))])
    pages = printed(filled, What.OPPORTUNITIES, tmp_path)
    assert len(pages) == 4  # cover, contents, and two opportunities
    assert "2 Opportunities" in pages[0]
    assert "O-001 Twin the two ports" in pages[1]
    said = (
        "O-001", "Table 1 · Round 1 · Child labour", "Twin the two ports", "Both load by hand.",
        "Translation (French)", "Les deux chargent à la main.", "The dockers ask.",
        "A safe crane.", "Pivotal partner", "Port of Durban", "Durban, South Africa",
        "Beneficiary partner", "Write to Dakar", "Awa Diop", "1 May 2027", "Votes 17",
        "Impact (1–5) 4",
    )  # fmt: skip
    assert [each for each in said if each not in pages[2]] == []


def test_addresses_in_the_report_can_be_followed_and_nothing_else(tmp_path, workshop):
    long = "https://example.org/" + "/".join(["a-long-way"] * 12)
    filled = with_opportunities(
        workshop,
        {"title": "Twin ports", "description": f"😀 See {long}, not javascript:alert(1).",
         "source": "www.example.org/ports"},
    )  # fmt: skip
    printed(filled, What.OPPORTUNITIES, tmp_path)
    page = PdfReader(tmp_path / "opportunities.pdf").pages[2]
    links = [each.get_object() for each in page["/Annots"]]
    assert {each["/A"]["/URI"] for each in links} == {long, "https://www.example.org/ports"}
    lines = [each["/Rect"] for each in links if each["/A"]["/URI"] == long]
    assert len(lines) > 1  # over the end of a line
    assert all(0 <= float(x) <= float(page.mediabox.width) for line in lines for x in line[::2])


def test_who_asked_not_to_be_named_is_not_named_in_the_report(tmp_path, workshop):
    shy = workshop.participants["awa"].but(name_hidden=True)
    workshop = workshop.after([Edit(workshop.participants["awa"], shy)])
    filled = with_opportunities(workshop, {"title": "Quiet", "author_id": "awa"})
    text = " ".join(printed(filled, What.OPPORTUNITIES, tmp_path))
    assert "Note-taker" in text
    assert "Awa Diop" not in text


def test_nothing_of_a_very_long_text_is_left_out(tmp_path, workshop):
    words_said = [f"w{n:05}" for n in range(5_700)]
    filled = with_opportunities(
        workshop, {"title": "Long", "description": " ".join(words_said)}
    )
    pages = printed(filled, What.OPPORTUNITIES, tmp_path)
    assert len(pages) > 3
    text = "".join("".join(pages).split())  # a reader may see gaps where a run of text ends
    assert [word for word in words_said if text.count(word) != 1] == []


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("pivotal beneficiary", {Link(0, 1, 1)}),
        (
            "facilitating pivotal beneficiary",
            {Link(0, 1, 1), Link(1, 2, 1)},
        ),
        ("provider recipient", {Link(0, 1, 1)}),
        ("reciprocal reciprocal", {Link(0, 1, 2)}),
        ("provider reciprocal reciprocal", {Link(1, 2, 2), Link(1, 0, 0)}),
        ("facilitating recipient", {Link(0, 1, 1)}),
    ],
)
def test_the_picture_shows_which_way_help_flows(roles, expected):
    assert set(links([PartnerRole(role) for role in roles.split()])) == expected


def test_nobody_stands_alone_in_the_picture():
    assert set(links([None, None, None])) == {Link(0, 1, 0), Link(0, 2, 0)}
    assert links([None]) == ()


# --- letters and languages -----------------------------------------------------------------


def test_arabic_is_shaped_and_every_face_is_in_the_file(tmp_path):
    person = Participant(id="m", given_name="محمد", family_name="الأمين")
    workshop = crowd(12, 3, 2).after([Edit(None, person)])
    path = tmp_path / "badges.pdf"
    write_pdf(workshop, arabic(), What.BADGES, path)
    pages = PdfReader(path).pages
    shaped = set("".join(page.extract_text() for page in pages))
    initial, medial, final = "\ufee3", "\ufee4", "\ufeaa"  # meem, meem, dal
    assert {initial, medial, final} <= shaped
    fonts = [font.get_object() for page in pages
             for font in page["/Resources"]["/Font"].get_object().values()]  # fmt: skip
    described = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for font in fonts
    ]
    assert {str(each["/FontName"]).split("+")[-1].split("-")[0] for each in described} <= {
        "IBMPlexSans", "IBMPlexSansArabic",
    }  # fmt: skip
    assert all("/FontFile2" in each for each in described)


def test_arabic_pages_are_mirrored(qapp):
    workshop = crowd(1, 1, 2)
    english, mirrored = (
        on_a_table(Print(workshop, words, What.BADGES), 0) for words in (EN, arabic())
    )
    half = english.width() // 2
    left, right = QRect(0, 0, half, 820), QRect(half, 0, half, 820)
    assert ink(english.copy(left)) > 3 * ink(english.copy(right))
    assert ink(mirrored.copy(right)) > 3 * ink(mirrored.copy(left))


def test_letters_are_copied_out_of_the_file_one_by_one(tmp_path):
    person = Participant(id="f", given_name="Fiffi", family_name="Office")
    workshop = crowd(12, 3, 2).after([Edit(None, person)])
    path = tmp_path / "badges.pdf"
    write_pdf(workshop, EN, What.BADGES, path)
    found = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Fiffi" in found  # no ligature stands for two letters
    assert unicodedata.normalize("NFC", found) == found


def test_markup_and_overrides_are_printed_as_letters(tmp_path):
    person = Participant(id="x", given_name="<b>Awa</b>", family_name="\u202eDiop\u202c & Sons")
    workshop = crowd(12, 3, 2).after([Edit(None, person)])
    text = " ".join(printed(workshop, What.BADGES, tmp_path))
    assert "<b>Awa</b> Diop & Sons" in text


TABLE = 25
"""Millimetres of the table that are seen around the page."""
DPI = 60


def on_a_table(pages, at):
    """A picture of a page, and of as much around it as would be drawn on by mistake."""
    size = QSizeF(pages.size.width + 2 * TABLE, pages.size.height + 2 * TABLE)
    image = QImage((size * (DPI / 25.4)).toSize(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(DPI / RESOLUTION, DPI / RESOLUTION)
    painter.translate(TABLE * UNITS_PER_MM, TABLE * UNITS_PER_MM)
    pages.draw(at, painter)
    painter.end()
    return image


def ink(image):
    """How many dots are not white."""
    data = bytes(image.constBits())
    lines = (data[y * image.bytesPerLine() :][: image.width()] for y in range(image.height()))
    return sum(image.width() - line.count(b"\xff") for line in lines)


def ink_outside(image):
    edge, width, height = int(TABLE * DPI / 25.4), image.width(), image.height()
    strips = (
        QRect(0, 0, width, edge), QRect(0, height - edge, width, edge),
        QRect(0, 0, edge, height), QRect(width - edge, 0, edge, height),
    )  # fmt: skip
    return sum(ink(image.copy(strip)) for strip in strips)


@pytest.mark.parametrize("words", [EN, arabic()], ids=["en", "ar"])
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("what", What)
def test_nothing_stands_outside_the_page_whatever_people_typed(qapp, what, paper, words):
    pages = Print(hostile(), words, what, Setup(paper=paper))
    for at in range(0, len(pages), max(1, len(pages) // 12)):
        image = on_a_table(pages, at)
        assert ink(image) > 100
        assert ink_outside(image) == 0, at


def test_what_stands_outside_would_be_seen(qapp):
    pages = Print(crowd(9, 3, 2), EN, What.BADGES)
    pages.size = Size(pages.size.width - 40, pages.size.height)  # the paper is too small
    assert ink_outside(on_a_table(pages, 0)) > 0


@pytest.mark.parametrize("n_rounds", [1, 5, 6, 12, 50])
def test_routes_of_any_length_fit_on_a_badge(tmp_path, n_rounds):
    workshop = crowd(40, 8, n_rounds)
    badges = badges_in(printed(workshop, What.BADGES, tmp_path))
    (badge,) = [each for each in badges if "Given0040" in each]
    for round_, table in zip(workshop.rounds_in_order, workshop.route_of("p40"), strict=True):
        assert f"Round {round_.number} Table {table.number}" in badge


# --- what is refused -----------------------------------------------------------------------


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 1 MB, where the person who runs the tests may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    if sys.platform != "linux" or not mount or subprocess.run(command, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run([shutil.which("umount"), "--lazy", folder], check=True)


@pytest.mark.parametrize(
    ("what", "missing", "code"),
    [
        (What.BADGES, ("participant", "seat"), "plan_without_people"),
        (What.BADGES, ("seat",), "print_without_plan"),
        (What.DOORS, ("participant", "seat"), "plan_without_people"),
        (What.DOORS, ("seat",), "print_without_plan"),
        (What.CARDS, ("cafe_table", "seat"), "plan_without_tables"),
        (What.TABLES, ("cafe_table", "seat"), "plan_without_tables"),
        (What.TABLES, ("seat",), "print_without_plan"),
        (What.SHEETS, ("cafe_table", "seat"), "plan_without_tables"),
        (What.SHEETS, ("round", "seat"), "no_round_yet"),
        (What.OPPORTUNITIES, (), "print_without_opportunities"),
    ],
)
def test_what_is_missing_is_said_and_the_old_file_stays(tmp_path, what, missing, code):
    workshop = without(small_workshop(), *missing)
    path = tmp_path / "old.pdf"
    path.write_text("old")
    with pytest.raises(RuleBroken, match=code):
        write_pdf(workshop, EN, what, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("what", What)
def test_an_empty_workshop_is_refused_in_a_sentence(tmp_path, what):
    with pytest.raises(RuleBroken) as refusal:
        write_pdf(Workshop(), EN, what, tmp_path / "out.pdf")
    assert EN.refusal(refusal.value).endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_round_is_refused(tmp_path, workshop):
    with pytest.raises(RuleBroken, match="round_unknown"):
        write_pdf(workshop, EN, What.SHEETS, tmp_path / "o.pdf", Setup(round_id="r9"))


def test_a_place_that_cannot_be_written_is_refused_and_stays_as_it_was(tmp_path, workshop):
    with pytest.raises(FileRefused, match="folder_missing"):
        write_pdf(workshop, EN, What.BADGES, tmp_path / "none" / "out.pdf")
    folder = tmp_path / "out.pdf"
    folder.mkdir()
    with pytest.raises(FileRefused, match="file_is_folder"):
        write_pdf(workshop, EN, What.BADGES, folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_full_disk_is_refused_and_the_old_file_stays(tiny_disk, workshop):
    path = tiny_disk / "out.pdf"
    path.write_text("old")
    (tiny_disk / "filler").write_bytes(bytes(1_036_000))
    with pytest.raises(FileRefused, match="disk_full"):
        write_pdf(workshop, EN, What.BADGES, path)
    assert path.read_text() == "old"


def test_a_stopped_print_leaves_the_old_file(tmp_path):
    path = tmp_path / "out.pdf"
    path.write_text("old")
    shares = []
    with pytest.raises(PrintStopped):
        write_pdf(
            crowd(97, 9, 3), EN, What.SHEETS, path,
            progress=shares.append, should_stop=lambda: len(shares) == 3,
        )  # fmt: skip
    assert shares == [1 / 27, 2 / 27, 3 / 27]
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_workshop_gives_the_same_bytes_and_no_date(tmp_path, workshop):
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for path in (first, second):
        write_pdf(workshop, EN, What.BADGES, path)
    assert first.read_bytes() == second.read_bytes()
    about = PdfReader(first).metadata
    assert about.creation_date is None
    assert about.modification_date is None
    assert about.title == "Small café – Badges"


def test_a_print_of_ours_is_known_from_other_files(tmp_path, workshop):
    ours, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_pdf(workshop, EN, What.BADGES, ours)
    other.write_bytes(b"%PDF-1.4 somebody else's")
    assert is_print(ours)
    assert not is_print(other)
    assert not is_print(tmp_path / "none.pdf")


def test_the_title_of_the_file_holds_whatever_the_workshop_is_called(tmp_path):
    for title in HOSTILE:
        workshop = changed(crowd(12, 3, 2), title=title)
        path = tmp_path / "out.pdf"
        write_pdf(workshop, EN, What.CARDS, path)
        assert len(PdfReader(path).pages) == 3
        assert is_print(path)


@pytest.mark.parametrize(
    ("names", "printed_as"),
    [
        (("BEKELE", "Bekele", "DUPRÉ"), {"BEKELE", "DUPRÉ"}),
        (("Bekele", "Dupré", "O’NEIL-DIOP"), {"Bekele", "Dupré", "O’Neil-Diop"}),
        (("Bekele", "X", "李"), {"Bekele", "X", "李"}),
    ],
)
def test_family_names_of_one_set_are_written_alike(workshop, names, printed_as):
    people = zip(workshop.participants_in_order, names, strict=False)
    named = Workshop.of([
        *without(workshop, "participant").entities(),
        *(person.but(family_name=name) for person, name in people),
    ])  # fmt: skip
    assert {each.family_name for each in PrintedCafe(named, EN).people(Setup())} == printed_as


# --- what was chosen, and how it stands ----------------------------------------------------


LONG = (
    "Recycleuses et recycleurs de trois villes, reconnus et formés dans leurs coopératives " * 5
)


def some_opportunities():
    arabic_title = "تعاون بين مدينتين"
    return with_opportunities(
        small_workshop(), {"title": LONG.strip()}, {"title": "Two cities"},
        {"title": arabic_title},
    )  # fmt: skip


def pieces_of(path, page):
    """The pieces of text on a page, each with its left edge and its size in points."""
    found = []

    def keep(text, transform, matrix, _font, size):
        if text.strip():
            left = matrix[4] * transform[0] + transform[4]
            found.append((text.strip(), left, round(abs(size * matrix[0] * transform[0]), 1)))

    PdfReader(path).pages[page].extract_text(visitor_text=keep)
    return found


def test_the_report_tells_of_what_was_chosen_and_the_cover_says_so(tmp_path):
    workshop = some_opportunities()
    ref = harvest.references(workshop)["c2"]
    cover, contents, page = printed(
        workshop, What.OPPORTUNITIES, tmp_path, Setup(choice=Choice(refs=(ref,)))
    )
    assert "1 of 3 opportunities, as chosen" in cover
    assert ref in contents
    assert "Two cities" in page


def test_a_long_title_stands_whole_in_the_contents_and_on_its_page(tmp_path):
    pages = printed(some_opportunities(), What.OPPORTUNITIES, tmp_path)
    assert sum(LONG.strip() in page for page in pages) == 2


def test_titles_in_the_contents_have_one_size(tmp_path):
    printed(some_opportunities(), What.OPPORTUNITIES, tmp_path)
    pieces = pieces_of(tmp_path / "opportunities.pdf", 1)
    sizes = {size for text, _, size in pieces if text.startswith(("Two", "Recycl"))}
    assert len(sizes) == 1


def test_arabic_stands_at_the_right_of_a_page_that_is_read_from_the_left(tmp_path):
    printed(some_opportunities(), What.OPPORTUNITIES, tmp_path)
    pieces = pieces_of(tmp_path / "opportunities.pdf", 4)
    lefts = [left for text, left, _ in pieces if unicodedata.bidirectional(text[0]) == "AL"]
    assert min(lefts) > 595 / 2


# --- codes for phones ----------------------------------------------------------------------

SECRET = bytes(range(32))
PAGE = "http://192.168.137.1:8737/"


def test_cards_and_badges_carry_each_their_own_code_and_none_unless_asked(tmp_path):
    workshop, codes = crowd(17, 3, 4), Codes(SECRET)
    tables = Setup(codes=on_paper(Opens.TABLE, workshop, SECRET))
    cards = printed(workshop, What.CARDS, tmp_path, tables)
    for table, card in zip(workshop.tables_in_order, cards, strict=True):
        code = codes.code_of(Scope(Opens.TABLE, table.id), workshop)
        assert card.replace(" ", "").count(code) == 2  # on both sides of the tent
    people = Setup(codes=on_paper(Opens.PERSON, workshop, SECRET, PAGE))
    badges = badges_in(printed(workshop, What.BADGES, tmp_path, people))
    for person, badge in zip(by_name(workshop), badges, strict=True):
        code = codes.code_of(Scope(Opens.PERSON, person.id), workshop)
        assert code in badge.replace(" ", "")
    assert "code" not in " ".join(printed(workshop, What.CARDS, tmp_path))
    assert "code" not in " ".join(printed(workshop, What.BADGES, tmp_path))


def test_the_way_through_the_day_stands_on_a_badge_with_a_code_too(tmp_path):
    workshop = crowd(17, 3, 4)
    setup = Setup(codes=on_paper(Opens.PERSON, workshop, SECRET, PAGE))
    badges = badges_in(printed(workshop, What.BADGES, tmp_path, setup))
    hosts = {table.host_id for table in workshop.tables.values()}
    for person, badge in zip(by_name(workshop), badges, strict=True):
        assert person.name in badge
        for number, table in enumerate(workshop.route_of(person.id), start=1):
            assert person.id in hosts or f"Round {number} Table {table.number}" in badge


@pytest.mark.parametrize("words", [EN, arabic()], ids=["english", "arabic"])
@pytest.mark.parametrize("what", [What.CARDS, What.BADGES])
def test_what_a_phone_scans_opens_its_page_and_is_never_mirrored(what, words):
    workshop = crowd(1, 1, 1)
    opens = Opens.TABLE if what is What.CARDS else Opens.PERSON
    (code,) = on_paper(opens, workshop, SECRET, PAGE).values()
    assert code.url == f"{PAGE}#{code.typed.replace(' ', '')}"
    setup = Setup(codes=on_paper(opens, workshop, SECRET, PAGE))
    pages = Print(workshop, words, what, setup)
    paper, leftwards = pages.size, words.tongue.leftwards
    if what is What.CARDS:
        side, top = 32, paper.height - 12 - 32
        left = 14 if leftwards else paper.width - 14 - side
    else:
        ((x, y), *_) = Grid(paper, 2, 4, BOX).places()
        x = paper.width - x - BOX.width if leftwards else x
        side, top = 22, y + 36.5 + 1
        left = x + 6 if leftwards else x + BOX.width - 6 - side
    assert seen(pages, left, top, side, len(squares(code.url))) == squares(code.url)


def seen(pages, left, top, side, n):
    """Which of `n` × `n` squares are dark in a square of the first page, in millimetres."""
    a_mm = 10
    width, height = (round(each * a_mm) for each in (pages.size.width, pages.size.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(a_mm / UNITS_PER_MM, a_mm / UNITS_PER_MM)
    pages.draw(0, painter)
    painter.end()

    def is_dark(x, y):
        at = (round((corner + (n_th + 0.5) * side / n) * a_mm) for corner, n_th in
              ((left, x), (top, y)))  # fmt: skip
        return image.pixelColor(*at).lightness() < 128

    return tuple(tuple(is_dark(x, y) for x in range(n)) for y in range(n))
