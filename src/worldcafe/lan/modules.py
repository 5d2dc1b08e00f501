"""The page's modules as one file: to ask for each takes a phone longer than to read them all.

Every module stays a scope of its own, as a function that gives what it exports. Of the language
this understands how the page's modules import and export, and refuses what it does not.
"""

import re
from collections.abc import Mapping

WHOLE = "page.js"
"""What the one file is called."""
_IMPORT = re.compile(
    r'import (?:\* as (?P<all>\w+)|(?P<some>\{ [\w, ]+ \})) from "/static/(?P<name>\w+)\.js";'
)
_EXPORT = re.compile(r"export (?P<what>(?:async )?function|class|const) (?P<name>\w+)")


def in_one(modules: Mapping[str, str], entry: str) -> str:
    """The module `entry` with all that it needs, each behind what it needs itself.

    `modules` are their texts by name. Raises `ValueError` for an import or export that is
    written in another way, and `KeyError` for a module that is not there.
    """
    done: dict[str, str] = {}

    def take(name: str) -> None:
        if name in done:
            return
        for used in _IMPORT.finditer(modules[name]):
            take(used["name"])
        done[name] = _scope(name, modules[name])

    take(entry)
    return "".join(done.values())


def _scope(name: str, text: str) -> str:
    exported = [each["name"] for each in _EXPORT.finditer(text)]
    text = _EXPORT.sub(lambda each: f"{each['what']} {each['name']}", text)
    text = _IMPORT.sub(_taken, text)
    if left := re.search(r"^(?:import|export)\b.*|\bimport\(.*", text, re.MULTILINE):
        raise ValueError(f"{name}: {left.group()}")
    return f"const {name}$ = (() => {{\n{text}return {{ {', '.join(exported)} }};\n}})();\n"


def _taken(each: re.Match[str]) -> str:
    return f"const {each['all'] or each['some']} = {each['name']}$;"
