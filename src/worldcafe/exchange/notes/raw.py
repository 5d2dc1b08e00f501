"""What stands in a cell or a JSON line, as text and as the items of a list."""

import json
import math
import re
from collections.abc import Callable
from typing import Any

from worldcafe.exchange.notes.record import Note

_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def text_of(raw: object, field: str, note: Note) -> str:
    """The text a value stands for; empty for none."""
    match raw:
        case None:
            return ""
        case str():
            text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
            if _NO_TEXT.search(text):
                note.doubt("text_repaired", field=field, text=_NO_TEXT.sub("", text)[:60])
            return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
        case int() if not isinstance(raw, bool):
            return str(raw)
        case float() if math.isfinite(raw):
            return f"{raw:.15g}"
    note.doubt("value_unknown", field=field, text=brief(raw))
    return ""


def brief(raw: object) -> str:
    """A value that was not understood, short enough for a sentence."""
    try:
        text = json.dumps(raw, ensure_ascii=False, default=str)
    except RecursionError:
        text = "[…]"
    return _NO_TEXT.sub("", text)[:60]


def parsed(raw: object) -> Any:
    """What a cell that holds JSON says; anything else as it is."""
    if not isinstance(raw, str) or not raw.lstrip().startswith(("[", "{")):
        return raw
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return raw


_LINE_END = re.compile(r"[;\n؛]")
_COMMA = re.compile(r"\s*[,،]\s*")
_MOST_PARTS = 5
"""Into which commas may cut the name of one item."""


def lines_of(text: str) -> list[str]:
    """What stands between semicolons or line breaks."""
    return [piece.strip() for piece in _LINE_END.split(text) if piece.strip()]


def shares_of(text: str, n: int, knows: Callable[[str], object] | None) -> list[str]:
    """What a cell says of `n` things: line by line, or between commas where that gives one
    for each of them, or only what is known.
    """
    lines = lines_of(text)
    by_commas = [piece.strip() for piece in _COMMA.split(text) if piece.strip()]
    are_known = knows is not None and all(map(knows, by_commas))
    return by_commas if len(lines) == 1 and (len(by_commas) == n or are_known) else lines


def items_of(raw: object, field: str, note: Note, knows: Callable[[str], bool]) -> list[str]:
    """The items of a list, or those in a cell."""
    raw = parsed(raw)
    if isinstance(raw, list | tuple):
        items = [text_of(item, field, note) for item in raw]
    else:
        lines = lines_of(text_of(raw, field, note))
        items = [item for line in lines for item in _cut_at_commas(line, knows)]
    return [item for item in items if item]


def _cut_at_commas(line: str, knows: Callable[[str], bool]) -> list[str]:
    """The items of a line, whole if it has none that is known. A known item may have commas."""
    parts = _COMMA.split(line)
    items: list[str] = []
    while parts:
        longest = range(min(len(parts), _MOST_PARTS), 0, -1)
        size = next((n for n in longest if knows(", ".join(parts[:n]))), 1)
        items.append(", ".join(parts[:size]))
        del parts[:size]
    return items if any(map(knows, items)) else [line]
