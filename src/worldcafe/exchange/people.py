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
from worldcafe.exchange.columns import NAME_FIELDS, Column
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


def participant_id(given_name: str, family_name: str, email: str, organisation: str) -> str:
    """The id of the person of this name and e-mail address (or, without one, organisation).

    It follows from these alone, so that importing a list again doubles nobody.
    """
    place = email.casefold() or fold(organisation)
    return str(uuid.uuid5(_IDS, f"{fold(f'{given_name} {family_name}')}\n{place}"))


@dataclass(slots=True)
class _Row:
    """A row being read: its number, what its columns say, and the doubts so far."""

    number: int
    said: dict[Field, str]
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, code: str, **params: object) -> None:
        """The person is imported all the same."""
        self.doubts.append(Doubt(self.number, code, params, imported=True))

    def leave_out(self, code: str, **params: object) -> None:
        """Nobody is imported from this row, for this one reason."""
        self.doubts[:] = [Doubt(self.number, code, params, imported=False)]


class Reading:
    """Takes the rows of a list one by one.

    What it made of them stands in `people`, `rows` (the sheet row of each) and `doubts`.
    """

    def __init__(
        self, columns: Sequence[Column], known: Iterable[Participant], *, file: str
    ) -> None:
        self.people: list[Participant] = []
        self.rows: list[int] = []
        self.doubts: list[Doubt] = []
        self._file = file
        self._columns = [c for c in columns if c.field not in {None, Field.IGNORE}]
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
        row = _Row(number, self._said(cells))
        if not any(row.said.values()) and all(not c or c.isdigit() for c in map(clean, cells)):
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
        same = self._seen.same_as(person)
        if same:
            code = "already_there" if same.row is None else "duplicate"
            row.leave_out(code, **_about(person, same))
            return
        for code, other in self._seen.doubts_about(person):
            row.doubt(code, **_about(person, other))
        self._seen.add(person, row.number)
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
    """A person who is there already; the row is None when not from this list."""

    person: Participant
    row: int | None


def _about(person: Participant, other: _Known) -> dict[str, object]:
    """What a sentence about two people needs."""
    params: dict[str, object] = {
        "name": person.name, "email": person.email, "other_name": other.person.name,
    }  # fmt: skip
    return params if other.row is None else {**params, "first_row": other.row}


class _Seen:
    """Who has been there so far, and whether a person is one of them."""

    def __init__(self, known: Iterable[Participant]) -> None:
        self._by_id: dict[str, _Known] = {}
        self._by_words: dict[tuple[str, ...], list[_Known]] = defaultdict(list)
        self._by_email: dict[str, list[_Known]] = defaultdict(list)
        for person in known:
            self.add(person, None)

    def add(self, person: Participant, row: int | None) -> None:
        entry = _Known(person, row)
        self._by_id[person.id] = entry
        self._by_words[_name_words(person)].append(entry)
        if person.email:
            self._by_email[person.email.casefold()].append(entry)

    def same_as(self, person: Participant) -> _Known | None:
        """The entry that is this very person."""
        namesakes = self._by_words[_name_words(person)]
        found = (entry for entry in namesakes if _is_same(entry.person, person))
        return self._by_id.get(person.id) or next(found, None)

    def doubts_about(self, person: Participant) -> Iterator[tuple[str, _Known]]:
        """Codes of what makes one wonder, each with the other person."""
        words = _name_words(person)
        for entry in self._by_words[words][:1]:
            yield ("namesake_known" if entry.row is None else "namesake"), entry
        for entry in self._by_email.get(person.email.casefold(), ())[:1]:
            if _name_words(entry.person) != words:
                is_known = entry.row is None
                yield ("email_shared_known" if is_known else "email_shared"), entry


def _name_words(person: Participant) -> tuple[str, ...]:
    """The words of a name in an order that does not depend on which half comes first."""
    return tuple(sorted(fold(person.name).split()))


def _is_same(one: Participant, other: Participant) -> bool:
    """Whether two people whose names have the same words are one.

    E-mail addresses decide where both have one; else the whole name and the organisation.
    """
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    same_name = fold(one.name) == fold(other.name)
    place = fold(one.organisation)
    says_enough = bool(place) or not (one.email or other.email)
    return same_name and says_enough and place == fold(other.organisation)
