"""The files of the pages on phones hold together: texts, colours, and nothing inline."""

import re
from dataclasses import asdict
from importlib import resources

import pytest

from worldcafe.lan.modules import WHOLE, in_one
from worldcafe.ui.painting.look import DARK, LIGHT
from worldcafe.wording import words_for
from worldcafe.wording.phone import TEXTS, texts

PAGE = resources.files("worldcafe.resources") / "phone"
SCRIPTS = {f.name: f.read_text("utf-8") for f in PAGE.iterdir() if f.name.endswith(".js")}
BUILT = ("sign_", "idea_", "accept_idea", "decline_idea", "restore")
"""Keys that the page puts together."""


def test_every_text_that_the_page_asks_for_is_there_and_none_is_in_vain():
    asked = {key for s in SCRIPTS.values() for key in re.findall(r'\bt\("(\w+)"', s)}
    assert asked <= TEXTS.keys()
    everything = "".join(SCRIPTS.values())
    in_vain = [
        key for key in TEXTS if not key.startswith(BUILT) and f'"{key}"' not in everything
    ]
    assert not in_vain


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_gaps_are_the_same_in_every_language(lang):
    said = texts(words_for(lang))
    for key, text in TEXTS.items():
        assert sorted(re.findall(r"\{\w+\}", said[key])) == sorted(re.findall(r"\{\w+\}", text))
        assert said[key]


def test_a_phone_has_the_colours_of_the_desk():
    light, dark = (
        (PAGE / "phone.css").read_text("utf-8").split("@media (prefers-color-scheme")[:2]
    )
    for css, colours in ((light, LIGHT), (dark.split("}\n}")[0], DARK)):
        said = dict(re.findall(r"--([\w-]+): (#\w{6});", css))
        assert said == {name.replace("_", "-"): c for name, c in asdict(colours).items()}


def test_nothing_is_inline_so_that_the_policy_can_be_strict():
    page = (PAGE / "index.html").read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    for script in SCRIPTS.values():
        assert not re.search(
            r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|eval\(", script
        )


def test_every_file_that_a_file_names_is_there():
    everything = [
        *SCRIPTS.values(),
        *((PAGE / f).read_text("utf-8") for f in ("index.html", "phone.css")),
    ]
    named = {name for text in everything for name in re.findall(r"/static/([\w.-]+)", text)}
    assert named <= {WHOLE, *(file.name for file in PAGE.iterdir())}


def test_the_modules_in_one_file_are_each_there_once_and_behind_what_they_need():
    named = {name.removesuffix(".js"): text for name, text in SCRIPTS.items()}
    whole = in_one(named, "main")
    places = {name: whole.index(f"const {name}$ = ") for name in named}
    assert whole.count("$ = (() => {") == len(named)
    for name, text in named.items():
        for used in re.findall(r'from "/static/(\w+)\.js"', text):
            assert places[used] < places[name]


@pytest.mark.parametrize(
    "text", ['import keep from "/static/keep.js";', "export let open = 1;", 'import("/x.js")']
)
def test_a_module_that_is_written_in_another_way_is_refused(text):
    with pytest.raises(ValueError, match="main"):
        in_one({"main": f"{text}\n"}, "main")
