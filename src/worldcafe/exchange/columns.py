"""What the columns of a participant list hold, told by their headings and values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.folding import fold, folded_words
from worldcafe.exchange.headings import Field, Guess, heading_guess
from worldcafe.exchange.values import clean, is_email, languages_in, roles_in
from worldcafe.wording.countries import country_code

NAME_FIELDS = (Field.FULL_NAME, Field.FAMILY_NAME, Field.GIVEN_NAME)


class Why(StrEnum):
    """Why a column was taken for what it is."""

    HEADING = "heading"
    VALUES = "values"
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of the list, and what it was taken for."""

    index: int
    """From 0, as the keys of a chosen mapping."""
    letter: str
    """As the spreadsheet shows it."""
    heading: str
    field: Field | None
    samples: tuple[str, ...]
    """The first different values, for the mapping screen."""
    why: Why
    looks_like_names: bool = False
    """Whether its values could be half of people's names; headings settle other columns."""


_CIVILITIES = folded_words(
    """m mr mrs ms miss mme mlle mm madame monsieur dr dra prof pr sr sra srta hon
    señor señora senhor senhora السيد السيدة الدكتور الدكتورة"""
)
_SEVERAL = frozenset({Field.LANGUAGES, Field.ROLE, Field.IGNORE})
"""Fields that more than one column may give."""

_N_SAMPLES = 3
_N_LOOKED_AT = 200
_N_LETTERS = 200
_N_TRIED = 8
_N_TELLING = 5


def recognise(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    chosen: Mapping[int, Field | None],
) -> tuple[ListColumn, ...]:
    """What each column is taken for. `rows` are the list's, below the headings.

    What was chosen stands; then headings decide, the clearest first, and each field is
    given once (languages and roles may be in several columns). Values settle "Title" and
    "Role", and may tell what a silent heading does not.
    """
    width = max((len(row) for row in [headings, *rows]), default=0)
    values = [_values(rows, index) for index in range(width)]
    titles = [headings[index] if index < len(headings) else "" for index in range(width)]
    fields: dict[int, tuple[Field | None, Why]] = {
        index: (Field.IGNORE if field is None else field, Why.CHOSEN)
        for index, field in chosen.items()
    }
    guesses = {
        index: guess
        for index, title in enumerate(titles)
        if index not in fields and (guess := heading_guess(title))
    }
    _settle_by_heading(fields, guesses, values)
    _settle_by_values(fields, values)
    return tuple(
        ListColumn(
            index,
            column_letter(index),
            titles[index],
            fields.get(index, (None, Why.NONE))[0],
            tuple(dict.fromkeys(values[index]))[:_N_SAMPLES],
            fields.get(index, (None, Why.NONE))[1],
            index not in fields and _are_names(values[index]),
        )
        for index in range(width)
        if titles[index] or values[index] or index in chosen
    )


def _values(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    cells = (clean(row[index])[:_N_LETTERS] for row in rows[:_N_LOOKED_AT] if index < len(row))
    return [cell for cell in cells if cell]


def _settle_by_heading(
    fields: dict[int, tuple[Field | None, Why]],
    guesses: Mapping[int, Guess],
    values: Sequence[Sequence[str]],
) -> None:
    taken = {field for field, _ in fields.values()}
    halves = {g.field for g in guesses.values() if not g.halves} | taken
    clearest = sorted(guesses.items(), key=lambda g: (not g[1].is_sure, -g[1].strength))
    for index, guess in clearest:
        if (
            guess.halves
            and guess.strength < 1
            and {Field.GIVEN_NAME, Field.FAMILY_NAME} <= halves
        ):
            continue  # "School name" beside first and last name is no name of a person
        field: Field | None = _whole_or_half(guess, halves)
        why = Why.HEADING
        if field and (guess.is_vague or field is Field.LANGUAGES):
            field, why = _told_by(values[index], field, why)
        if field is None:
            continue
        if field not in taken or field in _SEVERAL:
            fields[index] = (field, why)
            taken.add(field)


def _whole_or_half(guess: Guess, present: set[Field | None]) -> Field:
    for half in guess.halves:
        other = Field.GIVEN_NAME if half is Field.FAMILY_NAME else Field.FAMILY_NAME
        if other in present and half not in present:
            return half
    return guess.field


def _told_by(values: Sequence[str], field: Field, why: Why) -> tuple[Field | None, Why]:
    """A "Role" may be a job, a "Title" only Mr or Ms, and languages those of programming."""
    if not values:
        return field, why
    if field is Field.ROLE and not any(roles_in(value).known for value in values):
        return Field.POSITION, Why.VALUES
    is_clear = len(values) >= _N_TELLING
    if (
        is_clear
        and field is Field.LANGUAGES
        and not any(languages_in(value).known for value in values)
    ):
        return None, Why.NONE  # of programming, say
    if field is Field.POSITION and all(fold(value) in _CIVILITIES for value in values):
        return Field.IGNORE, Why.VALUES
    return field, why


def _settle_by_values(
    fields: dict[int, tuple[Field | None, Why]], values: Sequence[Sequence[str]]
) -> None:
    taken = {field for field, _ in fields.values()}
    for index, cells in enumerate(values):
        field = None if index in fields else _field_of(cells)
        if field and field not in taken:
            fields[index] = (field, Why.VALUES)
            taken.add(field)


def _field_of(cells: Sequence[str]) -> Field | None:
    """What values alone tell; nothing when they could be read two ways."""
    if len(cells) < 2:
        return None
    most = 0.8 * len(cells)
    if sum(map(is_email, cells)) >= most:
        return Field.EMAIL
    if not _may_be_words(cells[:_N_TRIED]):
        return None
    spoken = [languages_in(cell) for cell in cells]
    clear = any(len(s.known) > 1 or len(c) > 3 for s, c in zip(spoken, cells, strict=True))
    if clear and sum(bool(s.known and not s.unknown) for s in spoken) >= most:
        return Field.LANGUAGES
    if sum(len(cell) > 3 and country_code(cell) is not None for cell in cells) >= most:
        return Field.COUNTRY
    return None


def _may_be_words(cells: Sequence[str]) -> bool:
    """Whether any of the first cells is a country or languages: else none needs a look."""
    return any(languages_in(cell).known or country_code(cell) is not None for cell in cells)


_NAME = re.compile(r"[^\W\d_][^\W\d_.'’ -]*(?:[.'’ -]+[^\W\d_]+){0,3}\.?")


def _are_names(cells: Sequence[str]) -> bool:
    """Short words without digits that hardly repeat, as half of people's names would be."""
    few_repeat = len({fold(cell) for cell in cells}) > 0.5 * len(cells)
    return few_repeat and sum(bool(_NAME.fullmatch(cell)) for cell in cells) >= 0.9 * len(cells)


def column_letter(index: int) -> str:
    """The name a spreadsheet gives the column: A for 0, AA for 26."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
