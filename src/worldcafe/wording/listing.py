"""Several things named in one sentence."""

import re
from collections.abc import Sequence

from worldcafe.wording.marker import N_, N_in
from worldcafe.wording.words import Words

_AND = N_("{list} and {last}")
_SOFTENED = N_in("before the same sound", "{list} and {last}")


def listing(items: Sequence[str], words: Words) -> str:
    """`3, 11 and 12`."""
    if len(items) < 2:
        return "".join(items)
    *first, last = items
    softens = words.tongue.softens_and and re.match(words.tongue.softens_and, last)
    return words(_SOFTENED if softens else _AND, list=words.row(first), last=last)
