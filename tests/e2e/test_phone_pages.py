"""Every page on a phone: read by everybody, whole on a small screen, and nothing but ours."""

import contextlib
import os
from pathlib import Path

import pytest

from phones import SMALL, TABLET, USUAL, OpenRoom, Phone, missing_browser
from real_window import eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.domain.commands import (
    AllowFinding,
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
PAGES = (
    "write", "details", "notes", "close", "person", "facilitator", "wall", "join", "test",
    "dots", "welcome",
)  # fmt: skip
WIFI = "Wi-Fi de la salle:12345678"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory):
    """The small café at its harvest, with something said at the first table."""
    path = tmp_path_factory.mktemp("pages") / "café.worldcafe"
    write(path)
    return path


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """The same where tables place the dots, and before the day begins."""
    voting, early = (
        tmp_path_factory.mktemp(name) / "café.worldcafe" for name in ("voting", "early")
    )
    write(voting, votes_by=VoteBy.TABLE)
    write(early, segment=None)
    return voting, early


def write(path, *, votes_by=VoteBy.PERSON, segment="harvest"):
    with Document.create(path) as document:
        build(document)
        about = document.workshop.about.but(languages=("fr", "en"))
        document.do(DescribeWorkshop(about=about))
        document.do(SetVoting(votes_by=votes_by, dots_each=3))
        document.do(AllowFinding(allowed=True))
        for n, title in enumerate(("Jumeler les marchés", "اربط أسواق داكار وتورينو")):
            said = Contribution(
                id=f"said-{n}", kind=Kind.OPPORTUNITY, table_id="t1", round_id="r1",
                title=title, description="Deux villes, une caisse commune. " * 6,
                partners=(Partner(name="Municipalité-de-très-long-nom", city="Dakar"),),
            )  # fmt: skip
            document.do(RecordContribution(contribution=said))
        if segment:
            document.do(StartSegment(segment=segment))


@pytest.fixture(scope="module")
def room(cafe):
    opened = OpenRoom(cafe)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rooms(room, others):
    """By the pages that are shown in another room than most."""
    opened = open_beside(room, others)
    yield opened
    for each in {*opened.values()} - {room}:
        each.close()


def open_beside(room, others, environment=None):
    voting, early = others
    return {
        **dict.fromkeys(PAGES, room),
        "dots": OpenRoom(voting, environment),
        "welcome": OpenRoom(early, environment, options=("--wifi", WIFI)),
    }


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    started = Phone(tmp_path_factory.mktemp("phone"), lang="fr")
    yield started
    started.close()


def show(phone, rooms, page):
    """Open a page, as far as something of its own is seen."""
    room = rooms[page]
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
        case "wall" | "welcome":
            phone.open(room.told["wall"])
            phone.see(".steps" if page == "welcome" else ".scene > *")
        case "dots":
            phone.open(room.table(1))
            phone.go("dots")
            phone.field("more")
        case "join":
            phone.open(room.told["room"])
            phone.type("name", "Chi")
            phone.see(".found button")
        case "test":
            phone.open(f"{room.told['url']}#test")
            phone.see(".results[data-done]")


def keep_picture(phone, name):
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        phone.picture(Path(PICTURES) / f"{name}.png")


@pytest.mark.skipif(not AXE.exists(), reason=f"axe is not installed at {AXE}")
@pytest.mark.parametrize("dark", [False, True], ids=["by day", "by night"])
def test_axe_finds_nothing_on_any_page(rooms, phone, dark):
    phone.look(USUAL, dark=dark)
    found = {}
    for page in PAGES:
        show(phone, rooms, page)
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
def test_nothing_is_cut_at_the_side(rooms, phone, size):
    phone.look(size)
    found = {}
    for page in PAGES:
        show(phone, rooms, page)
        found[page] = overflowing(phone)
        keep_picture(phone, f"{page}-{size[0]}")
    assert found == {page: [] for page in PAGES}


def test_longer_words_from_right_to_left_in_letters_twice_as_large_fit(rooms, tmp_path):
    with all_closed({*rooms.values()}), contextlib.ExitStack() as stack:
        large = Phone(tmp_path / "large", size=SMALL, font=32)
        stack.callback(large.close)
        paths = [rooms[page].path for page in ("dots", "welcome")]
        asked = {PSEUDO_ASKED: "1"}
        mirrored = open_beside(OpenRoom(rooms["write"].path, asked), paths, asked)
        for each in {*mirrored.values()}:
            stack.callback(each.close)
        found = {}
        for page in PAGES:
            show(large, mirrored, page)
            assert large.run("return document.documentElement.dir") == "rtl"
            found[page] = overflowing(large)
            keep_picture(large, f"{page}-mirrored-large")
    assert found == {page: [] for page in PAGES}


@contextlib.contextmanager
def all_closed(rooms):
    """Their files are somebody else's meanwhile."""
    for each in rooms:
        each.close()
    try:
        yield
    finally:
        for each in rooms:
            each.start()


@pytest.mark.parametrize(("locale", "figures"), [("ar-EG", "own"), ("ar-MA", "western")])
def test_a_phone_shows_the_figures_that_it_writes_itself(rooms, phone, locale, figures):
    agent = {"userAgent": phone.run("return navigator.userAgent")}
    phone.command("Emulation.setUserAgentOverride", {**agent, "acceptLanguage": locale})
    show(phone, rooms, "write")
    loaded = """return [...document.fonts].some((each) =>
      each.family.includes("worldcafe Figures") && each.status === "loaded");"""
    if figures == "own":
        eventually(lambda: phone.run(loaded))
    assert phone.run(loaded) == (figures == "own")
    assert phone.run("return document.documentElement.dataset.figures") == figures
    assert "1" in phone.text(".place"), "the text keeps the figures that keys have"
    show(phone, rooms, "join")
    face = phone.run("return getComputedStyle(document.querySelector('.code')).fontFamily")
    assert "Figures" not in face, "a code is typed as it is printed"
    phone.command("Emulation.setUserAgentOverride", {**agent, "acceptLanguage": "fr"})


def test_every_target_is_as_large_as_a_finger(rooms, phone):
    phone.look(SMALL)
    small = {}
    for page in PAGES:
        show(phone, rooms, page)
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
    phone.driver.execute_async_script(
        "const done = arguments[0]; document.fonts.ready.then(() => done());"
    )  # typefaces come after what is written in them
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
