"""What a file does to the texts that it carries, and how they are known again."""

import re

from worldcafe.exchange.open_data import armed
from worldcafe.exchange.spreadsheet import Sheet, trimmed
from worldcafe.exchange.workbook.text import unescaped


class Carrier:
    """A workbook: it brings texts back as they were, its escapes perhaps left in them."""

    def plain(self, text: str) -> str:
        """What a cell says."""
        return trimmed(unescaped(text)) if "_x" in text else text

    def is_same(self, text: str, told: str) -> bool:
        """Whether a cell still says what was told."""
        return text == told

    def typed(self, text: str) -> str:
        """What somebody meant who left this text in a cell."""
        return text


class TextCarrier(Carrier):
    """A file of text: other programs write it anew, in a code page that may lack letters."""

    def plain(self, text: str) -> str:
        return text.replace("\r\n", "\n") if "\r" in text else text

    def is_same(self, text: str, told: str) -> bool:
        return _is_same(text, told) or _is_same(self.typed(text), told)

    def typed(self, text: str) -> str:
        return trimmed(armed(text))


def carrier_of(sheet: Sheet) -> Carrier:
    """What the file of a sheet does to texts."""
    return TextCarrier() if sheet.encoding else Carrier()


def _is_same(text: str, told: str) -> bool:
    """Whether two texts differ at most in letters for which a code page has only `?`."""
    if text == told:
        return True
    if "?" not in text:
        return False
    pattern = "".join(map(_or_marks, told))
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def _or_marks(letter: str) -> str:
    """A pattern of a letter; where code pages may lack it, of one mark or two instead."""
    plain = re.escape(letter)
    return plain if letter.isascii() else rf"(?:{plain}|\?\??)"
