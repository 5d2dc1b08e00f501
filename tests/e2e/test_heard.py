"""Who hears the window instead of seeing it is told what is there and what happens.

`WORLDCAFE_SCREENS=all` listens in every language.
"""

import os
import re
import shutil
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from heard import (
    MOST_S,
    HeardScreen,
    all_of,
    every_view,
    missing_for_ears,
)
from heard.day import PARTS, KeyboardDay
from real_window import Window, eventually
from small_cafe import build
from worldcafe.document import Document
from worldcafe.wording import TRANSLATED, words_for
from worldcafe.wording.deeds import deed, undone
from worldcafe.wording.languages import spoken

pytestmark = pytest.mark.skipif(
    bool(missing_for_ears()), reason=f"ears need {', '.join(missing_for_ears())}"
)
EVERYTHING = os.environ.get("WORLDCAFE_SCREENS") == "all"
LANGUAGES = TRANSLATED if EVERYTHING else ["fr"]
WITHOUT_ROLE = {"filler", "unknown", "invalid", "layered pane", "redundant object"}
MAY_BE_EMPTY = {"table cell"}
TITLE = "A school near the market"
SAYING_LABELS = {"panel", "button", "check box", "list item"}
"""What is told with the labels in it."""
TOLD_BY_HINT = {"text", "combo box"}
"""What Qt tells by what stands in it while it is empty: that may be what it is called."""
OF_CODE = re.compile(
    r"</?\w+[^<]*>|^(?!ConQuito$)_?Q?[A-Z][a-z]+[A-Z]\w+$|\.(svg|png|qss|po)\b"
)
"""Markup, the name of a class (and not that of an agency in the example), or of a file."""
TWICE = re.compile(r"\b(\w[^.]{8,}\w)[\s.,]+\1\b", re.IGNORECASE)
"""A phrase that follows itself."""
OF_QT = re.compile(r"\b(filler|layered pane)\b")
"""What Qt makes of a thing that only holds others."""


@pytest.fixture(scope="module")
def screen():
    with HeardScreen() as opened:
        yield opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_thing_on_every_page_and_dialog_is_told(screen, language):
    found, n_views = [], 0
    for name, windows in every_view(screen, language):
        n_views += 1
        assert len(windows) == 1, f"{name}: {[each['name'] for each in windows]}"
        found += [f"{name}: {fault}" for thing in all_of(windows) for fault in untold(thing)]
        found += [f"{name}: {fault}" for fault in unsettled(windows)]
        found += [
            f"{name}: {fault}" for thing in all_of(windows) for fault in heard_twice(thing)
        ]
    assert n_views > 40
    assert not found, "\n".join(dict.fromkeys(found))


def untold(thing):
    """What somebody who hears a thing would miss, or hear that is not meant for people."""
    role, name, states = thing["role"], thing["name"].strip(), thing["states"]
    called = f"{role} “{name[:50]}” ({thing['description'][:50]})"
    if "focusable" in states:
        if not name and role not in MAY_BE_EMPTY:
            yield f"{called} takes the keyboard and has no name"
        if role in WITHOUT_ROLE:
            yield f"{called} takes the keyboard and is nothing"
    if role in ("table", "list", "page tab list", "frame", "dialog") and not name:
        yield f"{called} has no name"
    if not all(thing.get("columns", [])):
        yield f"{called} has columns without a name: {thing['columns']}"
    if role == "combo box" and not (thing["labelled"] or thing["description"].strip()):
        yield f"{called} says what is chosen and not of what"
    for told in (name, thing["description"]):
        if OF_CODE.search(told):
            yield f"{called} speaks in code: {told[:60]}"


def heard_twice(thing):
    """What is said of a thing, and then said again."""
    role, name, said = thing["role"], thing["name"].strip(), thing["description"].strip()
    called = f"{role} “{name[:50]}” ({said[:50]})"
    if said and said.casefold() == name.casefold() and role not in TOLD_BY_HINT:
        yield f"{called} has its name for a description as well"
    if said and role == "panel":
        yield f"{called} is a panel, whose description Orca says twice"
    if name and role in SAYING_LABELS and name in labels_in(thing):
        yield f"{called} is called like a label in it"


def labels_in(thing):
    """The labels that are said with what they are in, not being in something else there."""
    for each in thing["within"]:
        if each["role"] == "label":
            yield each["name"].strip()
        elif each["role"] == "filler" and not each["name"]:
            yield from labels_in(each)


def unsettled(windows):
    """What excludes one another and of which none is said to be the one."""
    for thing in all_of(windows):
        tabs = [each for each in thing["within"] if each["role"] == "page tab"]
        if tabs and not any("selected" in each["states"] for each in tabs):
            yield f"of the tabs {[each['name'] for each in tabs]} none is selected"


def test_what_happens_is_said_wherever_the_keyboard_is(screen, tmp_path):
    path, words = tmp_path / "day.worldcafe", words_for(spoken("C"))
    with Document.create(path) as document:
        build(document)
    window = Window(screen, path)

    def hears(sentence):
        heard.extend(screen.said())
        return any(sentence in each for each in heard)

    heard = []
    window.keys("ctrl+4", "ctrl+Return")
    begun = words("Round {number} · talk", number=1)
    eventually(lambda: hears(words("Begun: {name}", name=begun)))
    window.keys("ctrl+5")
    eventually(lambda: screen.focused() == ["text", words("Title")])
    window.type(TITLE)
    # Where a reader listens, Qt lets a shortcut overtake letters that are on their way.
    eventually(lambda: screen.written() == TITLE)
    window.keys("ctrl+Return")
    eventually(lambda: hears(words("“{title}” is recorded.", title=TITLE)))
    window.keys("ctrl+Return")
    eventually(lambda: hears(words("A contribution needs a title: the idea in one line.")))
    window.keys("ctrl+z")
    eventually(lambda: hears(undone(deed("RecordContribution", "capture"), words)))
    window.quit()


@pytest.mark.skipif(not EVERYTHING, reason="only at length: `dev.py prove access`")
@pytest.mark.skipif(shutil.which("orca") is None, reason="needs orca and speech-dispatcher")
def test_orca_says_the_main_way_in_sentences(tmp_path):
    """`WORLDCAFE_PICTURES=folder` keeps what it says, part by part, to be read."""
    spoken_by_part, n_heard = {}, 0
    with HeardScreen() as screen:
        orca = screen.begin_orca()

        def is_said(sentence):
            return any(sentence in each for each in orca.said()[n_heard:])

        def heed(sentence=""):
            if sentence:
                eventually(partial(is_said, sentence), seconds=MOST_S)
            orca.falls_silent()

        day = KeyboardDay(screen, tmp_path, spoken("C"), heed)
        try:
            for part in PARTS:
                getattr(day, part)()
                orca.falls_silent()
                heard = orca.said()
                spoken_by_part[part], n_heard = heard[n_heard:], len(heard)
        finally:
            if folder := os.environ.get("WORLDCAFE_PICTURES"):
                shutil.copy(orca.file, Path(folder, "orca.txt"))
        day.window.quit()
    found = []
    for part, said in spoken_by_part.items():
        found += [
            f"{part}: {each}" for each in said if OF_CODE.search(each) or OF_QT.search(each)
        ]
        found += [f"{part}: twice “{a}”" for a, b in pairwise(said) if a == b and len(a) > 20]
        found += [f"{part}: twice in “{each}”" for each in said if TWICE.search(each)]
    assert not found, "\n".join(found)
