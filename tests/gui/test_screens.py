"""Small screens and large text: nothing is cut, out of reach, overlapping or nameless.

`WORLDCAFE_SCREENS=all` looks at every size and in every language; `WORLDCAFE_PICTURES=folder`
keeps a picture of each.
"""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from every_dialog import settled, shown_dialogs, shown_pages
from hostile_cafe import Overwrite, rewritten
from screen_faults import faults, watched_painting
from small_cafe import AT
from worldcafe.document import Document
from worldcafe.exchange.example import turin_example
from worldcafe.ui import dialog as every_dialogs_frame
from worldcafe.ui.bridge import Bridge
from worldcafe.ui.fields.choices import ChoiceField
from worldcafe.ui.painting.direction import direction
from worldcafe.ui.painting.look import dress
from worldcafe.ui.shell.window import MainWindow
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.languages import PSEUDO

EVERYTHING = os.environ.get("WORLDCAFE_SCREENS") == "all"
PICTURES = os.environ.get("WORLDCAFE_PICTURES")
SMALL, LAPTOP, LOW = QSize(800, 600), QSize(1366, 768), QSize(1093, 544)
EVERY_SCREEN = {
    100: (
        SMALL, LAPTOP, LOW, QSize(1280, 650), QSize(960, 500), QSize(3840, 2080),
    ),
    125: (LAPTOP,), 150: (LAPTOP,), 200: (LAPTOP,),
}  # fmt: skip
"""Windows by the size of text in hundredths. After the first two: 1366×768 at 125 %, 1280×720
and 1920×1080 at 200 %, each without its frame and a task bar; and 4K."""
ASKED = (
    [
        (text, sizes, code)
        for code in (*TRANSLATED, PSEUDO.code)
        for text, sizes in EVERY_SCREEN.items()
    ]
    if EVERYTHING
    else [
        (100, (SMALL, LAPTOP, LOW), "fr"), (200, (LAPTOP,), "fr"), (100, (SMALL,), "ar"),
        (200, (LAPTOP,), "ar"), (100, (SMALL, LAPTOP), PSEUDO.code),
    ]
)  # fmt: skip


@pytest.fixture
def dressed(qapp):
    """Dress the program, and undress it afterwards."""
    before = qapp.layoutDirection()
    yield lambda **how: dress(qapp, **how)
    dress(qapp, dark=False)
    qapp.setLayoutDirection(before)


@pytest.fixture(scope="module")
def example_files(tmp_path_factory):
    """The Turin example in a language, as a file that is made once."""
    made = {}

    def file(language):
        if language not in made:
            spoken = language if language in TRANSLATED else "fr"
            path = tmp_path_factory.mktemp("example") / f"{language}.worldcafe"
            with Document.create(path, now=lambda: AT) as document:
                for command in turin_example(spoken):
                    document.do(command)
            made[language] = path
        return made[language]

    return file


@pytest.fixture
def opened(example_files, tmp_path, qapp):
    """Open the example in a language, as one reads it."""
    bridges = []

    def bridge(language):
        words = words_for(language)
        qapp.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
        path = shutil.copy(example_files(language), tmp_path / f"{language}.worldcafe")
        bridges.append(Bridge(Document.open(path, now=lambda: AT), words, now=lambda: AT))
        return bridges[-1]

    yield bridge
    for each in bridges:
        each.close()


def looked_at(window, size, monkeypatch):
    """What is wrong with any page in a window of this size."""
    found = []
    window.resize(size)
    for name in shown_pages(window):
        at_rest(window)
        found += faults(window, name, size)
        with watched_painting(monkeypatch) as painted:
            picture = window.grab()
        found += [f"{name}: {fault}" for fault in painted]
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            picture.save(str(folder / f"{size.width()}-{name}.png"))
    return found


@pytest.fixture(scope="module")
def full_file(example_files, tmp_path_factory):
    """The example in French with a cluster, an open point and a photo, which it has not."""
    path = tmp_path_factory.mktemp("full") / "fr.worldcafe"
    with Document.open(example_files("fr"), now=lambda: AT) as example:
        workshop = rewritten(example.workshop, str)
    with Document.create(path, now=lambda: AT) as document:
        document.do(Overwrite(workshop=workshop))
    return path


def at_rest(window):
    """Let everything in the window find its place."""
    for _ in range(3):
        settled(window, window._bridge)


@pytest.mark.parametrize(("text", "sizes", "language"), ASKED)
def test_every_page_fits_every_screen(text, sizes, language, opened, dressed, monkeypatch):
    dressed(dark=False, text=text)
    window = MainWindow(opened(language))
    window.resize(sizes[0])
    window.show()
    found = []
    for size in sizes:
        found += looked_at(window, size, monkeypatch)
    window.dismiss()
    assert not found, "\n".join(found)


def test_what_was_high_once_asks_for_no_more_room_than_there_is(opened, dressed):
    dressed(dark=False)
    window = MainWindow(opened("en"))
    window.resize(LAPTOP)
    window.show()
    window.go_to_page("live")
    at_rest(window)
    window.go_to_page("people")
    window.resize(LOW)
    at_rest(window)
    window.go_to_page("live")
    at_rest(window)
    height = window.page.clock.height()
    window.dismiss()
    assert height < LOW.height() / 2


@pytest.mark.parametrize("language", TRANSLATED if EVERYTHING else ["fr"])
@pytest.mark.parametrize("text", [100, 200])
def test_every_dialog_fits_a_small_screen(
    text, language, full_file, tmp_path, dressed, qapp, qtbot, monkeypatch
):
    """At the usual size of text on 800×600, with large text on a laptop; frame and task bar
    are left out.
    """
    room = QSize(800, 540) if text == 100 else QSize(1366, 700)
    monkeypatch.setattr(every_dialogs_frame, "room_for", lambda _dialog: room)
    dressed(dark=False, text=text)
    path = shutil.copy(full_file, tmp_path / "fr.worldcafe")
    words = words_for(language)
    qapp.setLayoutDirection(direction(leftwards=words.tongue.leftwards))
    bridge = Bridge(Document.open(path, now=lambda: AT), words, now=lambda: AT)
    parent, found = QWidget(), []
    qtbot.addWidget(parent)
    for dialog in shown_dialogs(bridge, parent, "Un nom"):
        dialog.resize(dialog.size().boundedTo(room))
        settled(dialog, bridge)
        name, least = type(dialog).__name__, dialog.size()
        if least.boundedTo(room) != least:
            found.append(f"{name} is {least.width()}×{least.height()}")
        found += faults(dialog, name)
        if PICTURES:
            dialog.grab().save(str(Path(PICTURES) / f"{language}-{text}-{name}.png"))
    bridge.close()
    assert not found, "\n".join(found)


def test_what_a_choice_offers_has_one_frame(qtbot):
    choice = ChoiceField([("a", "A"), ("b", "B")], empty="Kind")
    qtbot.addWidget(choice)
    choice.show()
    choice.showPopup()
    offered = choice.view()
    assert offered.geometry() == offered.window().rect()
    choice.hidePopup()
