"""Finding a person by a few letters, as somebody at the door types them."""

from collections.abc import Sequence
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence

LEAST_FUZZY = 3
"""Letters below which a slip of the fingers is not made up for."""
_SLIP = 100
_ORDER = {Presence.EXPECTED: 0, Presence.PRESENT: 1, Presence.ABSENT: 1}


class Found(NamedTuple):
    """Who may be meant, best first."""

    people: list[Participant]
    sure: bool
    """Whether everything typed is in the name or the organisation as it was typed."""


class People:
    """People by their folded names; made anew when the list changes."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self._people = [
            (person, fold(person.name).split(), fold(person.organisation).split())
            for person in people
        ]

    def matching(self, text: str) -> Found:
        """Whoever is meant; everybody if nothing is typed.

        Every word of the text has to be found: at the beginning of a name, of the
        organisation, or within a name; only if nobody is found so, with one letter wrong,
        missing or too many. Among equals, those who are still expected come first.
        """
        wanted = fold(text).split()
        found = []
        for person, names, organisation in self._people:
            ranks = [_rank(word, names, organisation) for word in wanted]
            if None not in ranks:
                rank = sum(each for each in ranks if each)
                found.append((rank, _ORDER[person.presence] if wanted else 0, person))
        sure = [each for each in found if each[0] < _SLIP]
        shown = sure or found
        shown.sort(key=lambda each: (each[0], each[1], each[2].sort_key))
        return Found([person for _, _, person in shown], sure=bool(sure))


def _rank(word: str, names: list[str], organisation: list[str]) -> int | None:
    """How well a word is found, 0 best; None if it is not."""
    if any(name.startswith(word) for name in names):
        return 0
    if any(each.startswith(word) for each in organisation):
        return 1
    if any(word in name for name in names):
        return 2
    if len(word) >= LEAST_FUZZY and any(_begins_nearly(name, word) for name in names):
        return _SLIP
    return None


def _begins_nearly(name: str, word: str) -> bool:
    """Whether the name begins with the word but for one letter, or two that were swapped."""
    n = len(word)
    for k in range(n):
        missing = word[:k] + word[k + 1 :]
        if name.startswith(missing):
            return True  # one letter too many was typed
        if name[: n + 1] and name[:k] + name[k + 1 : n + 1] == word:
            return True  # one was left out
        if name[:k] == word[:k] and name[k + 1 : n] == word[k + 1 :] and len(name) >= n:
            return True  # one is another
        swapped = word[:k] + word[k + 1 : k + 2] + word[k] + word[k + 2 :]
        if name.startswith(swapped):
            return True
    return False
