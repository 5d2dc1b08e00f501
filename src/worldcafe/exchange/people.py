"""From the rows of a participant list to its people, each once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Participant
from worldcafe.domain.refusal import FileRefused
from worldcafe.domain.vocabulary import Role
from worldcafe.exchange.columns import NAME_FIELDS, WHOLE_NAMES, ListColumn, Why
from worldcafe.exchange.header import heading_score
from worldcafe.exchange.headings import Field, heading_guess
from worldcafe.exchange.names import is_placeholder, names_in, split_name
from worldcafe.exchange.namesakes import Seen, about, participant_id
from worldcafe.exchange.values import (
    clean,
    is_email,
    is_footnote,
    is_total,
    languages_in,
    needs_access_in,
    refuses,
    roles_in,
    ticked,
    yes_or_no,
)
from worldcafe.wording.countries import country_code

MAX_PEOPLE = 5_000
MAX_LINE = 500
"""Characters a line of `Participant` holds."""

_TEXT_FIELDS = (
    Field.POSITION, Field.ORGANISATION, Field.ORGANISATION_TYPE, Field.CITY, Field.REGION,
    Field.DELEGATION, Field.ROOM,
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
        self._are_names = [column.field in NAME_FIELDS for column in columns]
        self._indices = [column.index for column in columns]
        self._heading_score = heading_score([column.heading for column in columns])
        self._family_first = any(column.is_family_first for column in self._columns)
        self._is_split_by_choice = any(
            c.field in WHOLE_NAMES and c.why is Why.CHOSEN for c in self._columns
        )
        self._seen = Seen(known)

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
            self.doubts += row.doubts
            return
        for each in _each_person(row):
            self._take_person(each)
            self.doubts += each.doubts

    def _said(self, cells: Sequence[str]) -> dict[Field, str]:
        """What the row says of each field; several columns of one field are joined."""
        parts: dict[Field, dict[str, None]] = {}
        for column in self._columns:
            if column.field and column.index < len(cells):
                text = _text_of(column, cells[column.index])
                parts.setdefault(column.field, {}).update({text: None} if text else {})
        return {
            name: ("; " if name in WHOLE_NAMES else ", ").join(texts)
            for name, texts in parts.items()
        }

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
        """Whether a row is the headings once more, or those of another part of the sheet."""
        texts = [fold(cells[i]) if i < len(cells) else "" for i in self._indices]
        same = sum(a == b != "" for a, b in zip(texts, self._headings, strict=True))
        # Choices are often ticked in the words of their headings: "Red" under "Red".
        said = zip(self._are_names, self._indices, texts, self._headings, strict=True)
        if any(
            is_name and text not in {"", heading} and heading_guess(cells[at]) is None
            for is_name, at, text, heading in said
        ):
            return False
        if same >= min(2, len(self._headings)) and same >= 0.6 * sum(map(bool, texts)):
            return True
        return same > 0 and heading_score(cells) >= 0.5 * self._heading_score > 0

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
            row.leave_out(self._seen.why_again(person, same, row.unread), **about(person, same))
            self._seen.claim(same, row.number, row.unread)
            return
        for code, other in self._seen.doubts_about(person):
            row.doubt(code, **about(person, other))
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
        if refuses(row.said.get(Field.CONSENT, "")):
            row.doubt("consent_refused", name=f"{given} {family}".strip())
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
            room=texts[Field.ROOM],
            needs_access=_needs_access(row),
        )

    def _names(self, row: _Row) -> tuple[str, str]:
        given, family = _line(row, Field.GIVEN_NAME), _line(row, Field.FAMILY_NAME)
        whole = _whole_name(row)
        if is_placeholder(whole or f"{given} {family}"):
            row.doubt("name_placeholder", name=whole or f"{given} {family}".strip())
            return given, family or whole
        if not whole or (given and family):
            if self._has_halves and not (given and family):
                row.doubt("name_incomplete", name=given or family)
            return given, family
        split = split_name(whole, family_first=self._family_first)
        if not (split.is_sure or self._is_split_by_choice):
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


def _text_of(column: ListColumn, cell: str) -> str:
    """What a cell says, under its heading: a tick says yes, "Table host? yes" names a role."""
    if column.field is Field.NEEDS_ACCESS and ticked(cell):
        return "x"
    if column.field is Field.ROLE and yes_or_no(cell) is not None:
        return column.heading if yes_or_no(cell) else ""
    if column.field in WHOLE_NAMES:
        return "\n".join(filter(None, map(clean, cell.splitlines())))
    return clean(cell)


def _whole_name(row: _Row) -> str:
    return _line(row, Field.FULL_NAME) or _line(row, Field.FAMILY_FIRST)


_ADDRESSES = re.compile(r"[\s;,/]+")


def _each_person(row: _Row) -> Iterator[_Row]:
    """The row once for each person it names; addresses are shared out if there are as many."""
    field = next((each for each in WHOLE_NAMES if row.said.get(each)), None)
    if field is None:
        yield row
        return
    whole = clean(row.said[field])
    found = names_in(row.said[field])
    addresses = [each for each in _ADDRESSES.split(row.said.get(Field.EMAIL, "")) if each]
    for at, name in enumerate(found.names):
        each = replace(row, said={**row.said, field: name}, doubts=list(row.doubts))
        if found.roles:
            said = [row.said.get(Field.ROLE, ""), *(role.value for role in found.roles)]
            each.said[Field.ROLE] = ", ".join(filter(None, said)).replace("_", " ")
        if found.left_out:
            each.doubt("name_bracket", name=name, text=found.left_out)
        if len(found.names) > 1:
            own = addresses[at] if len(addresses) == len(found.names) else ""
            each.said[Field.EMAIL] = own
            each.doubt("one_of_several", name=name, text=whole, n=len(found.names))
        elif found.may_be_several:
            each.doubt("several_maybe", text=whole)
        yield each


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
