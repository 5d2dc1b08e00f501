"""What is written can be read, and what marks something can be seen: in light and in dark."""

import re
from dataclasses import asdict
from importlib import resources
from string import Template

import pytest
from PySide6.QtGui import QColor, QPalette

from worldcafe.ui.pages.prepare.tables import ink_on
from worldcafe.ui.painting.look import DARK, LIGHT, THEME_COLOURS, dress

TEXT, LARGE, MARK = 4.5, 3.0, 3.0
"""The contrasts that WCAG 2.2 asks for at level AA."""
GROUNDS = ("paper", "surface", "sunken")
"""What anything may stand on."""
LARGE_POINTS, LARGE_BOLD_POINTS = 18, 14
RULE = re.compile(r"([^{}]+)\{([^{}]+)\}")


def lightness(colour):
    """The relative luminance of a colour."""
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """How strongly two colours stand out from one another, from 1 to 21."""
    darker, lighter = sorted((lightness(one), lightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rules(palette):
    """What the style sheet says of each thing: its selector, and its values by their names."""
    sheet = (resources.files("worldcafe.resources") / "styles" / "desktop.qss").read_text()
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    filled = Template(sheet).safe_substitute(asdict(palette))
    for selector, body in RULE.findall(filled):
        said = (each.split(":", 1) for each in body.split(";") if ":" in each)
        yield selector.strip(), {name.strip(): value.strip() for name, value in said}


def needed(said):
    """The contrast that text of this size and weight needs."""
    points = re.match(r"([\d.]+)pt", said.get("font-size", ""))
    size = float(points[1]) if points else 0
    bold = int(said.get("font-weight", "400")) >= 600
    return LARGE if size >= (LARGE_BOLD_POINTS if bold else LARGE_POINTS) else TEXT


def colour_of(value):
    """The colour in a value such as `2px solid #a3452a`; empty for none."""
    found = re.search(r"#[0-9a-f]{6}", value or "")
    return found[0] if found else ""


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_of_the_style_sheet_can_be_read(palette):
    """Text whose ground is said stands out from that; any other from whatever it may be on.

    What nothing can be done with is exempt, as in WCAG.
    """
    found = []
    for selector, said in rules(palette):
        ground = colour_of(said.get("background"))
        ink = colour_of(said.get("color")) or (ground and palette.ink)
        text = "::" not in selector or "section" in selector or "item" in selector
        if not ink or ":disabled" in selector or not text or "toast" in selector:
            continue
        for each in [ground] if ground else [getattr(palette, name) for name in GROUNDS]:
            reached = contrast(ink, each)
            if reached < needed(said):
                found.append(f"{selector}: {ink} on {each} is {reached:.2f}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_of_the_palette_can_be_read(palette):
    pairs = {
        "ink": (*GROUNDS, "line", "accent_wash", "good_wash", "attention_wash", "problem_wash"),
        "soft": (*GROUNDS, "line", "accent_wash", "attention_wash"),
        "accent": (*GROUNDS, "accent_wash"),
        "good": (*GROUNDS, "good_wash"),
        "attention": (*GROUNDS, "attention_wash"),
        "problem": (*GROUNDS, "problem_wash"),
        "on_accent": ("accent", "accent_hover"),
        "paper": ("ink",),
        "surface": ("problem", "good"),
    }
    found = [
        f"{ink} on {ground}: {reached:.2f}"
        for ink, grounds in pairs.items()
        for ground in grounds
        if (reached := contrast(getattr(palette, ink), getattr(palette, ground))) < TEXT
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_of_the_style_sheet_can_be_seen(palette):
    """What has the focus, what is ticked or pressed, and the box of a tick."""
    found = []
    for selector, said in rules(palette):
        if ":focus" not in selector and "indicator" not in selector:
            continue
        for name in ("border", "border-color", "border-bottom-color"):
            mark = colour_of(said.get(name))
            grounds = [getattr(palette, each) for each in GROUNDS] if mark else []
            weak = [ground for ground in grounds if contrast(mark, ground) < MARK]
            found += [f"{selector}: {mark} on {ground}" for ground in weak]
    assert not found, "\n".join(found)
    for ground in (*GROUNDS, "line"):
        assert contrast(palette.faint, getattr(palette, ground)) >= MARK


@pytest.mark.parametrize("colour", THEME_COLOURS)
def test_what_is_written_on_a_theme_can_be_read(colour):
    assert contrast(ink_on(colour), colour) >= TEXT


@pytest.mark.parametrize("dark", [False, True])
def test_what_qt_writes_by_itself_can_be_read(qapp, dark):
    dress(qapp, dark=dark)
    roles = QPalette.ColorRole
    pairs = (
        (roles.WindowText, roles.Window), (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase), (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight), (roles.PlaceholderText, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase), (roles.Link, roles.Base),
    )  # fmt: skip
    palette = qapp.palette()
    weak = [
        f"{ink.name} on {ground.name}"
        for ink, ground in pairs
        if contrast(palette.color(ink), palette.color(ground)) < TEXT
    ]
    dress(qapp, dark=False)
    assert not weak
