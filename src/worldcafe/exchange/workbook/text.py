"""Text of people as text in a cell, whatever it looks like.

Excel takes some texts for formulas, errors or escapes, refuses characters that XML has
no place for, and cuts what is long. What is done about it is all here.
"""

import re
from xml.sax.saxutils import escape

MAX_UNITS = 32_767
"""UTF-16 units that a cell holds."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_TAKEN_FOR_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_CARE = re.compile("[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]|_x|^ | $|  ")


def readable(text: str) -> str:
    """The text with characters that XML has no place for replaced by U+FFFD.

    Line ends become line feeds, as Excel has them.
    """
    return _NOT_IN_XML.sub(REPLACEMENT, _LINE_END.sub("\n", text))


def fitting(text: str, note: str) -> str:
    """The text, cut between two characters and with `note` at its end if it is too long."""
    if len(text) <= MAX_UNITS // 2 or units(text) <= MAX_UNITS:
        return text
    room = MAX_UNITS - units(note)
    kept = text[:room]
    while units(kept) > room:
        kept = kept[: len(kept) - max(1, (units(kept) - room) // 2)]
    return kept + note


def units(text: str) -> int:
    """How long Excel thinks a text is."""
    return len(text) + sum(character > "\uffff" for character in text)


def taken_for_more(text: str) -> bool:
    """Whether Excel would take the text for more than text once somebody edits the cell."""
    return text[:1] in _OPENINGS


_OPENINGS = frozenset("=+-@#'\t")


def text_xml(text: str) -> str:
    """The `<is>` element of a cell with this text."""
    if not _NEEDS_CARE.search(text):
        return f"<is><t>{text}</t></is>"
    safe = escape(_TAKEN_FOR_ESCAPE.sub("_x005F_", readable(text)))
    return f'<is><t xml:space="preserve">{safe}</t></is>'


def heading_text(text: str) -> str:
    """A text as heading of a table, where no escape of Excel's can stand."""
    return _TAKEN_FOR_ESCAPE.sub("-", readable(text))


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A cell's text as Excel shows it, where a reader left the escapes in it."""
    if "_x" not in text:
        return text
    return _LINE_END.sub("\n", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
