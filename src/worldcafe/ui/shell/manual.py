"""The manual: all of help, the first steps and every key as one page for a browser.

It is made from the texts and the table of keys that the program itself shows, and holds its
pictures within it: one file, which can be searched, printed and sent without the internet.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from itertools import groupby
from pathlib import Path

from platformdirs import user_downloads_path

from worldcafe.files import swapped_in
from worldcafe.ui.actions import ACTIONS, PLACES, Action, keys_told
from worldcafe.wording import Words
from worldcafe.wording.chapter import Chapter
from worldcafe.wording.first_steps import STEPS
from worldcafe.wording.help import CHAPTERS

FOLDER = resources.files("worldcafe.resources") / "manual"


def write_manual(words: Words) -> Path:
    """Write the manual in this language, in place of an earlier one; gives its place.

    It goes to the downloads: a browser that is locked in may read there, and nowhere hidden.
    """
    folder = user_downloads_path()
    path = (folder if folder.is_dir() else Path.home()) / f"worldcafe-{words.language}.html"
    with swapped_in(path) as fresh:
        fresh.write_text(manual(words), "utf-8")
    return path


def manual(words: Words) -> str:
    """The manual as a page of HTML."""
    title = escape(words("worldcafe: the manual"))
    towards = "rtl" if words.tongue.leftwards else "ltr"
    style = (FOLDER / "manual.css").read_text("utf-8")
    found = words(
        "It is all on this page: your browser’s search finds it, and it can be printed."
    )
    sections = {
        "first-steps": (words("First steps"), _first_steps(words)),
        **{
            key: (words(each.title), _chapter(key, each, words))
            for key, each in CHAPTERS.items()
        },
        "keys": (words("Keys"), _keys(words)),
    }
    contents = "".join(
        f'<li><a href="#{key}">{escape(heading)}</a></li>'
        for key, (heading, _body) in sections.items()
    )
    body = "".join(
        f'<section id="{key}"><h2>{escape(heading)}</h2>{"".join(parts)}</section>'
        for key, (heading, parts) in sections.items()
    )
    return (
        f'<!DOCTYPE html><html lang="{words.language}" dir="{towards}"><head>'
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{style}</style></head><body><main>"
        f'<h1>{title}</h1><p class="aim">{escape(found)}</p>'
        f"<nav><h3>{escape(words('Contents'))}</h3><ol>{contents}</ol></nav>{body}"
        "</main></body></html>\n"
    )


def _first_steps(words: Words) -> Iterator[str]:
    lines = (
        f"<li><b>{_said(title, words)}</b><br>{_said(told, words)}</li>"
        for title, told in STEPS.values()
    )
    yield f"<ol>{''.join(lines)}</ol>"


def _chapter(key: str, chapter: Chapter, words: Words) -> Iterator[str]:
    yield f'<p class="aim">{_said(chapter.aim, words)}</p>'
    yield _picture(key, words(chapter.title), words.language)
    for passage in chapter.passages:
        yield f"<h3>{_said(passage.heading, words)}</h3>"
        yield from (f"<p>{_said(each, words)}</p>" for each in passage.paragraphs)


def _picture(key: str, told: str, language: str) -> str:
    """The page that a chapter is about as it looks in this language, if there is a picture."""
    file = FOLDER / f"{key}-{language}.webp"
    if not file.is_file():
        return ""
    held = b64encode(file.read_bytes()).decode()
    return f'<img alt="{escape(told)}" src="data:image/webp;base64,{held}">'


def _keys(words: Words) -> Iterator[str]:
    for place, actions in groupby(ACTIONS, key=lambda each: each.place):
        yield f"<h3>{_said(PLACES[place], words)}</h3>{_table(actions, words)}"


def _table(actions: Iterable[Action], words: Words) -> str:
    lines = (
        f"<tr><th><bdi>{escape(keys_told(each, words))}</bdi></th>"
        f"<td>{_said(each.text, words)}</td></tr>"
        for each in actions
        if each.keys
    )
    return f"<table>{''.join(lines)}</table>"


def _said(text: str, words: Words) -> str:
    return escape(words(text))
