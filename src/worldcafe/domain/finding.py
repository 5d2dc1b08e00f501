"""Finding a person by a few letters, as somebody at the door types them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.vocabulary import Presence

LEAST_FUZZY = 3
"""Letters below which a slip of the fingers is not made up for."""
_SLIP = 100
_ORDER = {Presence.EXPECTED: 0, Presence.ABSENT: 1, Presence.PRESENT: 2}


class Found(NamedTuple):
    """Who may be meant, best first."""

    people: list[Participant]
    sure: bool
    """Whether everything typed is in the name or the organisation as it was typed."""
    n_alike: int
    """How many of the first fit equally well and are not here yet."""


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
        missing or too many. Among equals, those who are still expected come first, and those
        who are here already last.
        """
        wanted = fold(text).split()
        sure = self._found(wanted, _rank)
        ranked = sure or self._found(wanted, _rank_despite_slips)
        n_alike = sum(
            rank == ranked[0][0] and person.presence is not Presence.PRESENT
            for rank, _, person in ranked
        )
        return Found([person for *_, person in ranked], sure=bool(sure), n_alike=n_alike)

    def _found(self, wanted: list[str], rank: "_Ranking") -> list[tuple[int, int, Participant]]:
        found = []
        for person, names, organisation in self._people:
            ranks = [rank(word, names, organisation) for word in wanted]
            if None not in ranks:
                best = sum(each for each in ranks if each)
                found.append((best, _ORDER[person.presence] if wanted else 0, person))
        found.sort(key=lambda each: (each[0], each[1], each[2].sort_key))
        return found


_Ranking = Callable[[str, list[str], list[str]], int | None]


def _rank(word: str, names: list[str], organisation: list[str]) -> int | None:
    """How well a word is found, 0 best; None if it is not."""
    if any(name.startswith(word) for name in names):
        return 0
    if any(each.startswith(word) for each in organisation):
        return 1
    if any(word in name for name in names):
        return 2
    return None


def _rank_despite_slips(word: str, names: list[str], organisation: list[str]) -> int | None:
    from worldcafe.domain.slips import begins_nearly  # noqa: PLC0415 - not for a start

    rank = _rank(word, names, organisation)
    if rank is None and len(word) >= LEAST_FUZZY:
        return _SLIP if any(begins_nearly(name, word) for name in names) else None
    return rank
