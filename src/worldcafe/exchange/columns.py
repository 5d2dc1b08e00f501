"""What the columns of a participant list hold, told by their headings and values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worldcafe.domain.folding import fold
from worldcafe.exchange.headings import (
    Field,
    Guess,
    heading_guess,
    heading_is_family_first,
    heading_is_of_teams,
    heading_is_whole,
    heading_phrases,
    heading_words,
    slipped_guess,
)
from worldcafe.exchange.name_columns import MOST_WHOLE, names_by_values
from worldcafe.exchange.shapes import ADDRESSES, NO_TEXT, TELLING, Shape, Values
from worldcafe.exchange.values import clean, roles_in, ticked

WHOLE_NAMES = (Field.FULL_NAME, Field.FAMILY_FIRST)
NAME_FIELDS = (*WHOLE_NAMES, Field.FAMILY_NAME, Field.GIVEN_NAME)


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
    is_family_first: bool = False
    """For a full name without capitals or a comma: whether the first word is the family's."""
    maybe: Field | None = None
    """What the heading may mean that the values do not bear out: offered, and not taken."""


_SEVERAL = frozenset({Field.LANGUAGES, Field.ROLE, Field.CONSENT, Field.IGNORE})
"""Fields that more than one column may give."""

_N_SAMPLES = 3
_N_LOOKED_AT = 200
_N_LETTERS = 200

Settled = dict[int, tuple[Field | None, Why]]


def recognise(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    chosen: Mapping[int, Field | None],
) -> tuple[ListColumn, ...]:
    """What each column is taken for. `rows` are the list's, below the headings.

    What was chosen stands. Then what a heading says counts as far as the values bear it out:
    they may speak for it, against it, or settle what "Title" and "Role" are. Each field is
    given once (languages and roles may be in several columns). Where a heading is silent the
    values may tell; names told by them alone are for a person to confirm.
    """
    width = max((len(row) for row in [headings, *rows]), default=0)
    values = [_values(rows, index) for index in range(width)]
    titles = [headings[index] if index < len(headings) else "" for index in range(width)]
    fields: Settled = {
        index: (Field.IGNORE if field is None else field, Why.CHOSEN)
        for index, field in chosen.items()
    }
    if not any(field in NAME_FIELDS for field, _why in fields.values()):
        for index in _members(titles, values) - fields.keys():
            fields[index] = (Field.FULL_NAME, Why.HEADING)
    for index in _of_who_registers(titles) - fields.keys():
        fields[index] = (Field.IGNORE, Why.HEADING)
    _settle_by_heading(fields, titles, values)
    _leave_names_of_others(fields, rows)
    _settle_by_values(fields, values)
    is_named = any(field in NAME_FIELDS for field, _why in fields.values())
    if not is_named and not any(map(heading_is_of_teams, titles)):
        told = {index: field for index, (field, _why) in fields.items()}
        found = names_by_values(told, values, has_headings=bool(headings))
        fields.update((index, (field, Why.VALUES)) for index, field in found.items())
    return tuple(
        ListColumn(
            index,
            column_letter(index),
            titles[index],
            fields.get(index, (None, Why.NONE))[0],
            values[index].different[:_N_SAMPLES],
            fields.get(index, (None, Why.NONE))[1],
            index not in fields and _could_be_names(values[index]),
            _is_family_first(
                *fields.get(index, (None, Why.NONE)), titles[index], values[index]
            ),
            _maybe(index, titles[index], values[index], fields),
        )
        for index in range(width)
        if titles[index] or values[index] or index in chosen
    )


def _members(titles: Sequence[str], values: Sequence[Values]) -> set[int]:
    """The columns of a list of teams that name a member each: "Member 1", "Member 2"."""
    alike: dict[str, set[int]] = {}
    for index, title in enumerate(titles):
        guess = heading_guess(title)
        left_out = guess is not None and guess.field is Field.IGNORE
        if re.search(r"\d", title) and not left_out and _are_whole_names(values[index]):
            alike.setdefault(heading_words(title), set()).add(index)
    return max(alike.values(), key=len) if any(len(at) > 1 for at in alike.values()) else set()


def _are_whole_names(values: Values) -> bool:
    return bool(values) and values.share(Shape.WHOLE_NAME) >= MOST_WHOLE


def _values(rows: Sequence[Sequence[str]], index: int) -> Values:
    seen = (row[index] for row in rows[:_N_LOOKED_AT] if index < len(row))
    cells = ("x" if ticked(cell) else clean(cell)[:_N_LETTERS] for cell in seen)
    return Values([cell for cell in cells if cell])


# --- by headings, as far as the values bear them out -------------------------------------


def _settle_by_heading(
    fields: Settled, titles: Sequence[str], values: Sequence[Values]
) -> None:
    guesses: dict[int, tuple[Guess, Why]] = {}
    for index, title in enumerate(titles):
        if index not in fields and not _is_of_relatives(title, titles):
            found = _guess(title, values[index])
            guesses.update({index: found} if found else {})
    taken = {field for field, _ in fields.values()}
    halves = {guess.field for guess, _ in guesses.values() if not guess.halves} | taken
    for index in sorted(guesses, key=lambda at: -round(_score(guesses[at][0], values[at]), 1)):
        guess, why = guesses[index]
        are_halves = {Field.GIVEN_NAME, Field.FAMILY_NAME} <= halves
        if guess.halves and are_halves and not heading_is_whole(titles[index]):
            continue  # "Paid by (name)" beside first and last name is no name of the person
        field = _whole_or_half(guess, halves)
        if field not in taken or field in _SEVERAL:
            fields[index] = (field, why)
            taken.add(field)


def _leave_names_of_others(fields: Settled, rows: Sequence[Sequence[str]]) -> None:
    """Leave what is no part of the name beside it: half a name, a parent's; or beside both
    halves a whole one, of whoever brings a guest.
    """
    at = {field: index for index, (field, _why) in fields.items() if field in NAME_FIELDS}
    halves = [at[field] for field in (Field.GIVEN_NAME, Field.FAMILY_NAME) if field in at]
    if Field.FULL_NAME not in at or not halves:
        return
    whole = at[Field.FULL_NAME]
    odd = halves[0] if len(halves) == 1 else whole
    told = [
        ({*fold(row[whole]).split()}, [fold(row[half]).split() for half in halves])
        for row in rows[:_N_LOOKED_AT]
        if max(whole, *halves) < len(row) and clean(row[odd])
    ]
    n_within = sum(
        any(each and words.issuperset(each) for each in parts) for words, parts in told
    )
    if fields[odd][1] is not Why.CHOSEN and n_within < 0.5 * len(told):
        del fields[odd]


def _is_of_relatives(title: str, titles: Sequence[str]) -> bool:
    """Whether "family name" is the name of one's family to call, beside a "family phone"."""
    whose = _whose(title)
    told = (heading_guess(each) for each in titles if each != title and _whose(each) == whose)
    is_theirs = whose in heading_phrases("whose")["relatives"]
    return is_theirs and any(each and each.field in _OF_NO_USE for each in told)


def _of_who_registers(titles: Sequence[str]) -> set[int]:
    """The columns of somebody else: "registrant email" beside "attendee first name"."""
    phrases = heading_phrases("whose")
    guesses = map(heading_guess, titles)
    are_named = any(
        _whose(title) in phrases["attends"] and guess and guess.field in NAME_FIELDS
        for title, guess in zip(titles, guesses, strict=True)
    )
    theirs = (at for at, title in enumerate(titles) if _whose(title) in phrases["registers"])
    return set(theirs) if are_named else set()


def _whose(title: str) -> str:
    """The word a heading begins with."""
    return heading_words(title).partition(" ")[0]


def _guess(title: str, values: Values) -> tuple[Guess, Why] | None:
    """What a heading says, and whether the values had to settle it; None if they deny it."""
    guess = heading_guess(title) or slipped_guess(title)
    is_left_out = heading_is_whole(title) and guess and guess.field is Field.IGNORE
    if not is_left_out and values.share(Shape.TICK) == 1 and roles_in(title).known:
        # "Table host?", answered by yes or no; "Guest", of Zoom, says something else.
        return Guess(Field.ROLE, 1.0), Why.HEADING
    if guess is None or (guess.strength < 1 and _are_answers(title, values)):
        return None
    if not values and guess.is_vague:
        return None
    field = _borne_out(guess, values) if values else guess.field
    if field is None:
        return None
    why = Why.HEADING if field is guess.field else Why.VALUES
    return guess._replace(field=field), why


def _maybe(index: int, title: str, values: Values, fields: Settled) -> Field | None:
    """What a heading is asked about whose values neither speak for it nor rule it out."""
    guess = heading_guess(title) or slipped_guess(title)
    if index in fields or guess is None or not values or _are_answers(title, values):
        return None
    taken = {field for field, _why in fields.values()}
    are_names = guess.field in NAME_FIELDS
    is_given = not taken.isdisjoint(NAME_FIELDS) if are_names else guess.field in taken
    ruled_out = values.share(*NO_TEXT) > _MOST_NO_TEXT
    return None if is_given or ruled_out or guess.field in _OF_NO_USE else guess.field


_MOST_NO_TEXT = 0.5
_OF_NO_USE = (Field.IGNORE, Field.CONSENT, Field.EMAIL)
"""Nothing to offer: left out as it is, or told by its values without fail."""
_FEW_ANSWERS = 3


def _are_answers(title: str, values: Values) -> bool:
    """Whether a heading asks and the values choose: "Enrolled at an institute?" names none."""
    few = len(values.different) <= min(_FEW_ANSWERS, len(values) // 2)
    return title.rstrip().endswith(("?", "؟")) and few


_EXPECTED = {
    Field.EMAIL: Shape.EMAIL, Field.COUNTRY: Shape.COUNTRY, Field.LANGUAGES: Shape.LANGUAGES,
    Field.FULL_NAME: Shape.NAME, Field.GIVEN_NAME: Shape.NAME, Field.FAMILY_NAME: Shape.NAME,
}  # fmt: skip


def _score(guess: Guess, values: Values) -> float:
    """How far heading and values together speak for a guess."""
    expected = _EXPECTED.get(guess.field)
    borne_out = values.share(expected) if expected else float(bool(values))
    return guess.strength - 0.1 * bool(guess.halves) + 0.3 * borne_out


def _whole_or_half(guess: Guess, present: set[Field | None]) -> Field:
    for half in guess.halves if guess.field is Field.FULL_NAME else ():
        other = Field.GIVEN_NAME if half is Field.FAMILY_NAME else Field.FAMILY_NAME
        if other in present and half not in present:
            return half
    return guess.field


def _borne_out(guess: Guess, values: Values) -> Field | None:
    """The field that heading and values agree on; None where the values deny the heading."""
    field, share = guess.field, values.share
    match field:
        case Field.ROLE:
            return _role_or_position(values) if guess.is_vague else field
        case Field.EMAIL:
            agrees = len(values) < 3 or share(Shape.EMAIL) >= 0.2
        case Field.COUNTRY:
            enough = 0.5 if guess.is_vague else 0.3 * values.tell
            agrees = share(Shape.COUNTRY) >= enough
        case Field.LANGUAGES:
            agrees = share(Shape.LANGUAGES) > 0 or not values.tell
        case Field.POSITION if share(Shape.CIVILITY) == 1:
            return Field.IGNORE
        case Field.NEEDS_ACCESS:
            agrees = share(Shape.NUMBER) < 0.5
        case Field.ROOM:  # of the event: one in a hotel is shared by two or three
            shared = len(values) >= _SHARE_A_ROOM * len(values.different)
            agrees = shared and share(Shape.CODE, Shape.NUMBER) <= 0.5
        case Field.IGNORE | Field.CONSENT:
            agrees = True
        case _:
            agrees = _may_be_text(guess, values)
    return field if agrees else None


_SHARE_A_ROOM = 4
"""People, on the average, without whom a room is none of the event's."""


def _role_or_position(values: Values) -> Field | None:
    """A "Role" may be a job, or what a meeting tool calls those who attend."""
    if values.share(Shape.ROLE) >= 0.25:
        return Field.ROLE
    if values.share(Shape.NO_ROLE) == 1:
        return Field.IGNORE
    return Field.POSITION if values.share(Shape.JOB) >= _ENOUGH else None


def _may_be_text(guess: Guess, values: Values) -> bool:
    """Whether values may be names of people, bodies or places, as the heading has it.

    A web address is no organisation and an e-mail address no name, whatever the heading says;
    one that says it less clearly is held to more.
    """
    share, is_clear = values.share, guess.strength == 1
    are_names = guess.field in NAME_FIELDS
    denied = NO_TEXT if are_names or not is_clear else ADDRESSES
    if values.share(*denied) > 0.5 and (len(values) > 2 or not is_clear):
        return False
    if len(values.different) >= TELLING and share(*NO_TEXT) == 1:
        return False
    if is_clear:
        return True
    if are_names and (values.are_one or share(Shape.LONG) > 0.5):
        return False
    if guess.is_vague:
        of_talks = guess.field is Field.POSITION and share(Shape.LONG) > _MOST_LONG
        return share(*_WANTED.get(guess.field, ())) >= _ENOUGH and not of_talks
    return not (are_names and values.tell and share(Shape.CODE) > 0.5)


_WANTED = {
    Field.ORGANISATION: (Shape.BODY,), Field.ORGANISATION_TYPE: (Shape.SORT_OF_BODY,),
    Field.REGION: (Shape.REGION,), Field.POSITION: (Shape.JOB,),
    Field.DELEGATION: (Shape.BODY, Shape.COUNTRY), Field.FULL_NAME: (Shape.NAME,),
    Field.GIVEN_NAME: (Shape.NAME,), Field.FAMILY_NAME: (Shape.NAME,),
}  # fmt: skip
"""What the values have to look like under a heading that may mean something else. A field that
is not here has no such look: it is offered."""
_ENOUGH = 0.3
_MOST_LONG = 0.4
"""Sentences are the titles of talks, and no job."""


# --- by values alone ---------------------------------------------------------------------


def _settle_by_values(fields: Settled, values: Sequence[Values]) -> None:
    taken = {field for field, _ in fields.values()}
    for index, each in enumerate(values):
        field = None if index in fields else _field_of(each)
        if field and field not in taken:
            fields[index] = (field, Why.VALUES)
            taken.add(field)


_MOST = 0.8
_N_OF_CODES, _N_CODES = 10, 3
"""Values, and different ones among them, without which two capitals are no country's code."""


def _field_of(values: Values) -> Field | None:
    """What values alone tell; nothing when they could be read two ways."""
    if len(values) < 2:
        return None
    if values.share(Shape.EMAIL) >= _MOST:
        return Field.EMAIL
    if values.share(Shape.TICK) >= 0.5:
        return None  # "no" and "sí" are languages too, by their codes
    are_codes = values.share(Shape.COUNTRY_CODE) >= _MOST
    speaks = values.share(Shape.LANGUAGES)
    if speaks >= _MOST and not are_codes:
        return Field.LANGUAGES
    if values.share(Shape.COUNTRY) < _MOST:
        return None
    enough = len(values) >= _N_OF_CODES and len(values.different) >= _N_CODES and speaks < 1
    return Field.COUNTRY if enough or not are_codes else None


def _could_be_names(values: Values) -> bool:
    """Short words without digits that hardly repeat, as half of people's names would be."""
    return bool(values) and values.hardly_repeat and values.share(Shape.NAME) >= 0.9


def _is_family_first(field: Field | None, why: Why, title: str, values: Values) -> bool:
    """By choice, by a heading such as "Nom et prénom", or as the list stands in that order."""
    if field is not Field.FULL_NAME or why is Why.CHOSEN:
        return field is Field.FAMILY_FIRST
    if heading_is_family_first(title):
        return True
    ends = [
        Values([text.split()[end] for text in values.texts if " " in text]) for end in (0, -1)
    ]
    return ends[0].are_in_order() and not ends[1].are_in_order()


def column_letter(index: int) -> str:
    """The name a spreadsheet gives the column: A for 0, AA for 26."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
