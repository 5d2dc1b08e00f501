"""Who has been there in a list so far, and whether a row tells of one of them again."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant

_IDS = uuid.UUID("5f0c7c7e-3a51-5d0b-9d4b-2f6a1c0e8b77")


def participant_id(
    given_name: str, family_name: str, email: str, organisation: str, *, nth: int = 1
) -> str:
    """The id of the person of this name and e-mail address (or, without one, organisation).

    It follows from these alone, so that importing a list again doubles nobody; of several
    people whom these do not tell apart, `nth` counts.
    """
    place = email.casefold() or fold(organisation)
    which = "" if nth == 1 else f"\n{nth}"
    return str(uuid.uuid5(_IDS, f"{fold(f'{given_name} {family_name}')}\n{place}{which}"))


class Known(NamedTuple):
    """A person who is there already."""

    person: Participant
    row: int | None
    """In which the list tells of this person; None as long as it has not."""
    unread: Mapping[int, str]
    is_in_workshop: bool


def about(person: Participant, other: Known) -> dict[str, object]:
    """What a sentence about two people needs."""
    params: dict[str, object] = {
        "name": person.name, "email": person.email, "other_name": other.person.name,
    }  # fmt: skip
    return params if other.row is None else {**params, "first_row": other.row}


class Seen:
    """Who has been there so far, and whether a person is one of them.

    Somebody in the workshop is met by one row of the list, which then stands for them: the
    next row of that name is compared with it, as rows of the list are.
    """

    def __init__(self, known: Iterable[Participant]) -> None:
        self._by_id: dict[str, Known] = {}
        self._by_words: dict[tuple[str, ...], dict[str, Known]] = defaultdict(dict)
        self._by_email: dict[str, dict[str, Known]] = defaultdict(dict)
        for person in known:
            self._keep(Known(person, None, {}, is_in_workshop=True))

    def add(self, person: Participant, row: int, unread: Mapping[int, str]) -> Participant:
        """Keep somebody new, with an id that nobody has."""
        nth = 1
        while person.id in self._by_id:
            nth += 1
            person = person.but(id=_id_of(person, nth))
        self._keep(Known(person, row, unread, is_in_workshop=False))
        return person

    def claim(self, entry: Known, row: int, unread: Mapping[int, str]) -> None:
        """Somebody is told of in this row; the first that does it stands for them."""
        if entry.row is None:
            self._keep(entry._replace(row=row, unread=unread))

    def why_again(self, person: Participant, same: Known, unread: Mapping[int, str]) -> str:
        """The doubt's code about a row that tells of somebody once more."""
        if _differs(unread, same.unread) and not _shares_email(person, same.person):
            return "duplicate_differs"
        return "already_there" if same.is_in_workshop else "duplicate"

    def same_as(self, person: Participant, unread: Mapping[int, str]) -> Known | None:
        """The entry that is this very person."""
        nth, id = 1, person.id
        while id in self._by_id:
            entry = self._by_id[id]
            if entry.row is None or _is_same(entry, person, unread):
                return entry
            nth += 1
            id = _id_of(person, nth)
        namesakes = self._by_words[_name_words(person)].values()
        return next((entry for entry in namesakes if _is_same(entry, person, unread)), None)

    def doubts_about(self, person: Participant) -> Iterator[tuple[str, Known]]:
        """Codes of what makes one wonder, each with the other person."""
        words = _name_words(person)
        for entry in list(self._by_words[words].values())[:1]:
            yield ("namesake_known" if entry.row is None else "namesake"), entry
        for entry in list(self._by_email.get(person.email.casefold(), {}).values())[:1]:
            if _name_words(entry.person) != words:
                is_known = entry.row is None
                yield ("email_shared_known" if is_known else "email_shared"), entry

    def _keep(self, entry: Known) -> None:
        person = entry.person
        self._by_id[person.id] = entry
        self._by_words[_name_words(person)][person.id] = entry
        if person.email:
            self._by_email[person.email.casefold()][person.id] = entry


def _id_of(person: Participant, nth: int) -> str:
    return participant_id(
        person.given_name, person.family_name, person.email, person.organisation, nth=nth
    )


def _name_words(person: Participant) -> tuple[str, ...]:
    """The words of a name in an order that does not depend on which half comes first."""
    return tuple(sorted(fold(person.name).split()))


def _is_same(entry: Known, person: Participant, unread: Mapping[int, str]) -> bool:
    """Whether two people whose names have the same words are one.

    E-mail addresses decide where both have one; else the whole name and the organisation,
    unless the two contradict each other. Half a name is shared by many: then nothing may
    differ, and there must be an e-mail address.
    """
    other = entry.person
    if not _has_whole_name(person) or not _has_whole_name(other):
        differs = entry.row is not None and _differs(unread, entry.unread)
        return _shares_email(person, other) and not differs
    if person.email and other.email:
        return _shares_email(person, other)
    place = fold(person.organisation)
    says_enough = bool(place) or not (person.email or other.email)
    return (
        fold(person.name) == fold(other.name)
        and says_enough
        and place == fold(other.organisation)
        and not _contradicts(person, other)
    )


_TELLING_APART = ("position", "city", "country", "region", "delegation")


def _contradicts(one: Participant, other: Participant) -> bool:
    """Whether both say something of the same, and not the same."""
    pairs = ((fold(getattr(one, each)), fold(getattr(other, each))) for each in _TELLING_APART)
    return any(a and b and a != b for a, b in pairs)


def _has_whole_name(person: Participant) -> bool:
    return bool(person.given_name and person.family_name)


def _shares_email(one: Participant, other: Participant) -> bool:
    return bool(one.email) and one.email.casefold() == other.email.casefold()


def _differs(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    """Whether two rows say different things, numbers apart: those may only count the rows."""
    return any(
        text != other.get(at, text) and not (text.isdigit() and other[at].isdigit())
        for at, text in one.items()
    )
