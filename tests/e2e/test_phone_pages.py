"""Every page on a phone: read by everybody, whole on a small screen, and nothing but ours."""

import os
from pathlib import Path

import pytest

from phones import SMALL, TABLET, USUAL, OpenRoom, Phone, missing_browser
from real_window import eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import (
    DescribeWorkshop,
    RecordContribution,
    SetVoting,
    StartSegment,
)
from worldcafe.domain.model import Contribution, Partner
from worldcafe.domain.vocabulary import Kind, VoteBy
from worldcafe.lan.codes import Role
from worldcafe.wording.languages import PSEUDO_ASKED

MISSING = missing_browser()
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"a phone needs {', '.join(MISSING)}")

AXE = Path(__file__).parents[2] / ".venv/node/node_modules/axe-core/axe.min.js"
PICTURES = os.environ.get("WORLDCAFE_PICTURES", "")
"""A folder for pictures of every page, for whoever wants to look at them."""
MOST_SENT = 120 * 1024
FINGER = 48
PAGES = ("write", "details", "notes", "close", "person", "facilitator", "wall", "join", "test")


@pytest.fixture(scope="module")
def cafe(tmp_path_factory):
    """The small café at its harvest, with something said at the first table."""
    path = tmp_path_factory.mktemp("pages") / "café.worldcafe"
    with Document.create(path) as document:
        build(document)
        about = document.workshop.about.but(languages=("fr", "en"))
        document.do(DescribeWorkshop(about=about))
        document.do(SetVoting(votes_by=VoteBy.PERSON, dots_each=3))
        for n, title in enumerate(("Jumeler les marchés", "اربط أسواق داكار وتورينو")):
            said = Contribution(
                id=f"said-{n}", kind=Kind.OPPORTUNITY, table_id="t1", round_id="r1",
                title=title, description="Deux villes, une caisse commune. " * 6,
                partners=(Partner(name="Municipalité-de-très-long-nom", city="Dakar"),),
            )  # fmt: skip
            document.do(RecordContribution(contribution=said))
        document.do(StartSegment(segment="harvest"))
    return path


@pytest.fixture(scope="module")
def room(cafe):
    opened = OpenRoom(cafe)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    started = Phone(tmp_path_factory.mktemp("phone"), lang="fr")
    yield started
    started.close()


def show(phone, room, page):
    """Open a page, as far as something of its own is seen."""
    match page:
        case "write" | "details" | "notes" | "close":
            phone.open(room.table(1))
            phone.field("title")
            if page == "details":
                phone.unfold()
            else:
                phone.go(page)
        case "person":
            phone.open(room.url(Role.PERSON, "chiara"))
            phone.field("more")
        case "facilitator":
            phone.open(room.told["facilitator"])
            phone.field("next")
        case "wall":
            phone.open(room.told["wall"])
            phone.see(".scene > *")
        case "join":
            phone.open(room.told["room"])
            phone.field("code")
        case "test":
            phone.open(f"{room.told['url']}#test")
            phone.see(".results[data-done]")


def keep_picture(phone, name):
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        phone.picture(Path(PICTURES) / f"{name}.png")


@pytest.mark.skipif(not AXE.exists(), reason=f"axe is not installed at {AXE}")
@pytest.mark.parametrize("dark", [False, True], ids=["by day", "by night"])
def test_axe_finds_nothing_on_any_page(room, phone, dark):
    phone.look(USUAL, dark=dark)
    found = {}
    for page in PAGES:
        show(phone, room, page)
        phone.run(AXE.read_text())
        violations = phone.driver.execute_async_script(
            "const done = arguments[0]; axe.run().then((r) => done(r.violations));"
        )
        found[page] = [
            (each["id"], [node["html"] for node in each["nodes"]]) for each in violations
        ]
        keep_picture(phone, f"{page}-{'dark' if dark else 'light'}")
    assert found == {page: [] for page in PAGES}


def overflowing(phone):
    """What reaches beyond the screen to either side."""
    return phone.run(
        """return [...document.querySelectorAll('body *')].filter((each) => {
          const { left, right, width } = each.getBoundingClientRect();
          const isSeen = width > 1 && !each.closest('.scroll, .unseen');
          return isSeen && (left < -1 || right > innerWidth + 1);
        }).map((each) => each.outerHTML.slice(0, 120));"""
    )


@pytest.mark.parametrize("size", [SMALL, TABLET], ids=["small", "tablet"])
def test_nothing_is_cut_at_the_side(room, phone, size):
    phone.look(size)
    found = {}
    for page in PAGES:
        show(phone, room, page)
        found[page] = overflowing(phone)
        keep_picture(phone, f"{page}-{size[0]}")
    assert found == {page: [] for page in PAGES}


def test_longer_words_from_right_to_left_in_letters_twice_as_large_fit(cafe, room, tmp_path):
    room.close()
    large = Phone(tmp_path / "large", size=SMALL, font=32)
    mirrored = OpenRoom(cafe, {PSEUDO_ASKED: "1"})
    found = {}
    for page in PAGES:
        show(large, mirrored, page)
        assert large.run("return document.documentElement.dir") == "rtl"
        found[page] = overflowing(large)
        keep_picture(large, f"{page}-mirrored-large")
    mirrored.close()
    large.close()
    room.start()
    assert found == {page: [] for page in PAGES}


@pytest.mark.parametrize(("locale", "figures"), [("ar-EG", "own"), ("ar-MA", "western")])
def test_a_phone_shows_the_figures_that_it_writes_itself(room, phone, locale, figures):
    agent = {"userAgent": phone.run("return navigator.userAgent")}
    phone.command("Emulation.setUserAgentOverride", {**agent, "acceptLanguage": locale})
    show(phone, room, "write")
    loaded = """return [...document.fonts].some((each) =>
      each.family.includes("worldcafe Figures") && each.status === "loaded");"""
    if figures == "own":
        eventually(lambda: phone.run(loaded))
    assert phone.run(loaded) == (figures == "own")
    assert phone.run("return document.documentElement.dataset.figures") == figures
    assert "1" in phone.text(".place"), "the text keeps the figures that keys have"
    show(phone, room, "join")
    face = phone.run("return getComputedStyle(document.querySelector('.code')).fontFamily")
    assert "Figures" not in face, "a code is typed as it is printed"
    phone.command("Emulation.setUserAgentOverride", {**agent, "acceptLanguage": "fr"})


def test_every_target_is_as_large_as_a_finger(room, phone):
    phone.look(SMALL)
    small = {}
    for page in PAGES:
        show(phone, room, page)
        small[page] = phone.run(
            """const [least] = arguments;
            const fields = 'select, textarea, input:not([type=checkbox])';
            const pressed = `button, summary, label.tick, .pick, ${fields}`;
            return [...document.querySelectorAll(pressed)].filter((each) => {
              if (each.matches('.unseen')) return false;
              const { width, height } = each.getBoundingClientRect();
              return width > 1 && (height < least - .5 || width < least - .5);
            }).map((each) => each.outerHTML.slice(0, 120));""",
            FINGER,
        )
    assert small == {page: [] for page in PAGES}


def test_the_page_is_light_and_nothing_comes_from_elsewhere(room, phone):
    phone.command("Network.enable", {})
    phone.command("Network.clearBrowserCache", {})
    phone.complaints()  # those of before
    phone.open(room.table(1))
    phone.field("title")
    sent = phone.run(
        """return performance.getEntriesByType('resource')
          .concat(performance.getEntriesByType('navigation'))
          .map(({ name, transferSize }) => [name, transferSize]);"""
    )
    assert all(name.startswith(room.told["url"]) for name, _ in sent)
    assert 20_000 < sum(size for _, size in sent) <= MOST_SENT
    assert not phone.complaints()


def test_all_can_be_reached_and_recorded_by_keyboard_alone(room, phone):
    phone.look(USUAL)
    phone.open(room.table(2))
    phone.field("title")
    active = phone.driver.switch_to
    phone.run("document.querySelector('[name=title]').focus()")
    active.active_element.send_keys("Par le clavier\ue007")
    eventually(lambda: active.active_element.get_attribute("name") == "description")
    for _ in range(30):
        if active.active_element.get_attribute("name") == "record":
            break
        active.active_element.send_keys("\ue004")
    outline = phone.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    active.active_element.send_keys("\ue007")
    phone.go("notes")
    phone.reads("Par le clavier", "article")
