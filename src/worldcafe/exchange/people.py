"""From the rows of a participant list to its people, each once."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Role
from worldcafe.exchange.columns import NAME_FIELDS, ListColumn
from worldcafe.exchange.headings import Field, is_family_first
from worldcafe.exchange.values import (
    clean,
    is_email,
    is_footnote,
    is_total,
    languages_in,
    needs_access_in,
    roles_in,
    split_name,
    ticked,
)
from worldcafe.wording.countries import country_code

MAX_PEOPLE = 5_000
MAX_LINE = 500
"""Characters a line of `Participant` holds."""

_IDS = uuid.UUID("5f0c7c7e-3a51-5d0b-9d4b-2f6a1c0e8b77")
_TEXT_FIELDS = (
    Field.POSITION, Field.ORGANISATION, Field.ORGANISATION_TYPE, Field.CITY, Field.REGION,
    Field.DELEGATION,
)  # fmt: skip


MAYBE_PEOPLE = frozenset({"row_without_name", "row_is_note", "duplicate_differs"})
"""Doubts about rows that were left out and may be people all the same."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row was left out, or what about it a person should look at."""

    row: int
    """In the sheet, from 1."""
    code: str
    params: Mapping[str, object]
    """What its sentence needs."""
    imported: bool
    """Whether the row's person is in the roster all the same."""


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


@dataclass(slots=True)
class _Row:
    """A row being read: its number, what its columns say, and the doubts so far."""

    number: int
    said: dict[Field, str]
    unread: dict[int, str]
    """What it says in columns that were not recognised."""
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, code: str, **params: object) -> None:
        """The person is imported all the same."""
        self.doubts.append(Doubt(self.number, code, params, imported=True))

    def leave_out(self, code: str, **params: object) -> None:
        """Nobody is imported from this row, for this one reason."""
        self.doubts[:] = [Doubt(self.number, code, params, imported=False)]


class Reading:
    """Takes the rows of a list one by one.

    What it made of them stands in `people`, `rows` (the sheet row of each), `doubts` and
    `blanks`.
    """

    def __init__(
        self, columns: Sequence[ListColumn], known: Iterable[Participant], *, file: str
    ) -> None:
        self.people: list[Participant] = []
        self.rows: list[int] = []
        self.doubts: list[Doubt] = []
        self.blanks: list[int] = []
        """Rows that say nothing; those without any cell are not taken at all."""
        self._file = file
        self._columns = [c for c in columns if c.field not in {None, Field.IGNORE}]
        self._unread = [c.index for c in columns if c.field is None]
        self._fields = {column.field for column in self._columns}
        self._has_halves = {Field.GIVEN_NAME, Field.FAMILY_NAME} <= self._fields
        self._headings = [fold(column.heading) for column in columns]
        self._indices = [column.index for column in columns]
        self._family_first = any(
            is_family_first(c.heading) for c in self._columns if c.field is Field.FULL_NAME
        )
        self._seen = _Seen(known)

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Import the row's person, or say why not.

        Refuses with `roster_too_many_people` beyond `MAX_PEOPLE`.
        """
        row = _Row(number, self._said(cells), self._unread_of(cells))
        if not any(row.said.values()) and all(not c or c.isdigit() for c in map(clean, cells)):
            self.blanks.append(number)
            return
        reason = self._no_person(row, cells)
        if reason:
            text = " ".join(filter(None, map(clean, cells)))
            row.leave_out(reason, text=text[:MAX_LINE])
        else:
            self._take_person(row)
        self.doubts += row.doubts

    def _said(self, cells: Sequence[str]) -> dict[Field, str]:
        """What the row says of each field; several columns of one field are joined."""
        parts: dict[Field, dict[str, None]] = {}
        for column in self._columns:
            if column.field and column.index < len(cells):
                cell = cells[column.index]
                text = "x" if _is_tick(column.field, cell) else clean(cell)
                parts.setdefault(column.field, {}).update({text: None} if text else {})
        return {name: ", ".join(texts) for name, texts in parts.items()}

    def _unread_of(self, cells: Sequence[str]) -> dict[int, str]:
        texts = {at: clean(cells[at]) for at in self._unread if at < len(cells)}
        return {at: text for at, text in texts.items() if text}

    def _no_person(self, row: _Row, cells: Sequence[str]) -> str | None:
        """The doubt's code, if the row is none of the list's people."""
        filled = [cell for cell in map(clean, cells) if cell]
        if self._repeats_headings(cells):
            return "row_repeats_headings"
        if is_total(filled):
            return "row_is_total"
        if len(filled) == 1 and self._is_note(filled[0], row):
            return "row_is_note"
        if not any(row.said.get(name) for name in NAME_FIELDS):
            return "row_without_name"
        return None

    def _repeats_headings(self, cells: Sequence[str]) -> bool:
        texts = [fold(cells[i]) if i < len(cells) else "" for i in self._indices]
        same = sum(a == b != "" for a, b in zip(texts, self._headings, strict=True))
        return same >= min(2, len(self._headings)) and same >= 0.6 * sum(map(bool, texts))

    def _is_note(self, text: str, row: _Row) -> bool:
        """Whether the only text of a row is a remark, or the heading of a section."""
        has_name = any(row.said.get(name) for name in NAME_FIELDS)
        half_a_name = has_name and self._has_halves
        is_wide = len(self._fields) > 2
        return is_footnote(text) or (is_wide and (half_a_name or len(text.split()) > 4))

    def _take_person(self, row: _Row) -> None:
        person = self._person(row)
        same = self._seen.same_as(person, row.unread)
        if same:
            row.leave_out(
                self._seen.why_again(person, same, row.unread), **_about(person, same)
            )
            self._seen.claim(same, row.number, row.unread)
            return
        for code, other in self._seen.doubts_about(person):
            row.doubt(code, **_about(person, other))
        person = self._seen.add(person, row.number, row.unread)
        self.people.append(person)
        self.rows.append(row.number)
        if len(self.people) > MAX_PEOPLE:
            raise FileRefused("roster_too_many_people", name=self._file, limit=MAX_PEOPLE)

    def _person(self, row: _Row) -> Participant:
        given, family = self._names(row)
        texts = {name: _line(row, name) for name in _TEXT_FIELDS}
        if not texts[Field.ORGANISATION] and Field.ORGANISATION in self._fields:
            row.doubt("organisation_missing", name=f"{given} {family}".strip())
        email = _email(row)
        return Participant(
            id=participant_id(given, family, email, texts[Field.ORGANISATION]),
            given_name=given,
            family_name=family,
            email=email,
            country=_country(row),
            languages=_languages(row),
            roles=_roles(row),
            position=texts[Field.POSITION],
            organisation=texts[Field.ORGANISATION],
            organisation_type=texts[Field.ORGANISATION_TYPE],
            city=texts[Field.CITY],
            region=texts[Field.REGION],
            delegation=texts[Field.DELEGATION],
            needs_access=_needs_access(row),
        )

    def _names(self, row: _Row) -> tuple[str, str]:
        given, family = _line(row, Field.GIVEN_NAME), _line(row, Field.FAMILY_NAME)
        whole = _line(row, Field.FULL_NAME)
        if not whole or (given and family):
            if self._has_halves and not (given and family):
                row.doubt("name_incomplete", name=given or family)
            return given, family
        split = split_name(whole, family_first=self._family_first)
        if not split.is_sure:
            row.doubt("name_split_unsure", name=whole, given=split.given, family=split.family)
        return split.given, split.family


def _line(row: _Row, name: Field) -> str:
    """What the row says of a field, as long as a line may be."""
    text = row.said.get(name, "")
    if len(text) > MAX_LINE:
        row.doubt("text_shortened", field=name.value, text=text[:60], limit=MAX_LINE)
    return text[:MAX_LINE].strip()


def _email(row: _Row) -> str:
    email = _line(row, Field.EMAIL).removeprefix("mailto:")
    if email and not is_email(email):
        row.doubt("email_unusual", text=email)
    return email


def _country(row: _Row) -> str:
    written = _line(row, Field.COUNTRY)
    code = country_code(written)
    if written and not code:
        row.doubt("country_unknown", text=written)
    return code or written


def _languages(row: _Row) -> tuple[str, ...]:
    said = languages_in(_line(row, Field.LANGUAGES))
    if said.unknown:
        row.doubt("language_unknown", text=", ".join(said.unknown))
    return said.known


def _is_tick(name: Field, cell: str) -> bool:
    """A tick alone says yes, where yes or no is asked; elsewhere it says nothing."""
    return name is Field.NEEDS_ACCESS and ticked(cell)


def _needs_access(row: _Row) -> bool:
    written = _line(row, Field.NEEDS_ACCESS)
    needs = needs_access_in(written)
    if needs is None:
        row.doubt("access_unknown", text=written)
    return bool(needs)


def _roles(row: _Row) -> tuple[Role, ...]:
    said = roles_in(_line(row, Field.ROLE))
    if said.unknown:
        row.doubt("role_unknown", text=", ".join(said.unknown))
    return said.known


class _Known(NamedTuple):
    """A person who is there already."""

    person: Participant
    row: int | None
    """In which the list tells of this person; None as long as it has not."""
    unread: Mapping[int, str]
    is_in_workshop: bool


def _about(person: Participant, other: _Known) -> dict[str, object]:
    """What a sentence about two people needs."""
    params: dict[str, object] = {
        "name": person.name, "email": person.email, "other_name": other.person.name,
    }  # fmt: skip
    return params if other.row is None else {**params, "first_row": other.row}


class _Seen:
    """Who has been there so far, and whether a person is one of them.

    Somebody in the workshop is met by one row of the list, which then stands for them: the
    next row of that name is compared with it, as rows of the list are.
    """

    def __init__(self, known: Iterable[Participant]) -> None:
        self._by_id: dict[str, _Known] = {}
        self._by_words: dict[tuple[str, ...], dict[str, _Known]] = defaultdict(dict)
        self._by_email: dict[str, dict[str, _Known]] = defaultdict(dict)
        for person in known:
            self._keep(_Known(person, None, {}, is_in_workshop=True))

    def add(self, person: Participant, row: int, unread: Mapping[int, str]) -> Participant:
        """Keep somebody new, with an id that nobody has."""
        nth = 1
        while person.id in self._by_id:
            nth += 1
            person = person.but(id=_id_of(person, nth))
        self._keep(_Known(person, row, unread, is_in_workshop=False))
        return person

    def claim(self, entry: _Known, row: int, unread: Mapping[int, str]) -> None:
        """Somebody is told of in this row; the first that does it stands for them."""
        if entry.row is None:
            self._keep(entry._replace(row=row, unread=unread))

    def why_again(self, person: Participant, same: _Known, unread: Mapping[int, str]) -> str:
        """The doubt's code about a row that tells of somebody once more."""
        if _differs(unread, same.unread) and not _shares_email(person, same.person):
            return "duplicate_differs"
        return "already_there" if same.is_in_workshop else "duplicate"

    def same_as(self, person: Participant, unread: Mapping[int, str]) -> _Known | None:
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

    def doubts_about(self, person: Participant) -> Iterator[tuple[str, _Known]]:
        """Codes of what makes one wonder, each with the other person."""
        words = _name_words(person)
        for entry in list(self._by_words[words].values())[:1]:
            yield ("namesake_known" if entry.row is None else "namesake"), entry
        for entry in list(self._by_email.get(person.email.casefold(), {}).values())[:1]:
            if _name_words(entry.person) != words:
                is_known = entry.row is None
                yield ("email_shared_known" if is_known else "email_shared"), entry

    def _keep(self, entry: _Known) -> None:
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


def _is_same(entry: _Known, person: Participant, unread: Mapping[int, str]) -> bool:
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
