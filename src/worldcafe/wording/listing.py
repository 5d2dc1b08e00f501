"""Several things named in one sentence."""

from collections.abc import Sequence

from worldcafe.wording.words import Words


def listing(items: Sequence[str], words: Words) -> str:
    """`3, 11 and 12`."""
    if len(items) < 2:
        return "".join(items)
    return words("{list} and {last}", list=words.row(items[:-1]), last=items[-1])
