"""What the columns of a table of notes are: headings, as far as the values bear them out."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.headings import heading_words
from worldcafe.exchange.notes.fields import form_of, paths_by_heading
from worldcafe.exchange.notes.forms import read
from worldcafe.exchange.notes.headings import path_of
from worldcafe.exchange.notes.record import Note, Room
from worldcafe.exchange.shapes import ADDRESSES, Shape, shape_of

_LOOKED_AT = 40
"""Values of a column that are read before it is believed."""
_ENOUGH = 3
"""Values from which a column may be denied what its heading says."""
_BORNE_OUT = 0.34
"""The share of them that has to be understood."""

_TOLD_BY_VALUES = (
    f.OneOf, f.SomeOf, f.Goals, f.Targets, f.Day, f.When, f.Figure, f.Currency, f.Rating,
    f.Language, f.Country, f.Email, f.Tick, f.Span, f.Money,
)  # fmt: skip
"""Forms of which a value can be told from another one."""

_STEP, _STATE = "next_step.status", "status"
"""What a bare "Status" may mean."""


class Columns(NamedTuple):
    """The columns of a table by their place in a row."""

    paths: Mapping[int, str]
    """The fields that are ours."""
    own: Mapping[int, str]
    """The headings of the others; what stands below them is kept as it is."""


def paths_of(
    headings: Sequence[str], worth: Callable[[int, str], float] = lambda _at, _path: 1
) -> dict[int, str]:
    """The field each heading speaks of; of two columns for one field the one that is worth
    more has it, and of equals the first.
    """
    exact, found = paths_by_heading(), [path_of(heading) or "" for heading in headings]
    paths: dict[int, str] = {}
    order = {
        at: (-worth(at, path), fold(headings[at]) not in exact) for at, path in enumerate(found)
    }
    for at in sorted(order, key=lambda at: order[at]):
        path = found[at]
        if path and path not in paths.values():
            paths[at] = path
    if "title" not in paths.values():
        # A table of sentences: each is a note, and tells its title.
        paths = {at: "title" if path == "description" else path for at, path in paths.items()}
    return dict(sorted(paths.items()))


def columns_of(rows: Sequence[Sequence[str]], header: int) -> Columns:
    """The columns below the row of headings, from 0.

    A heading such as "Type" or "Goals" means one thing here and another there. Where few of
    the values are what it says, the column is none of ours, and nothing of it is lost.
    """
    below = rows[header + 1 :]
    told = paths_of(rows[header], lambda at, path: _worth(path, list(_values(below, at))))
    said = _with_status(told, rows[header], below)
    paths = {at: path for at, path in said.items() if _bear_out(path, list(_values(below, at)))}
    tidy = (" ".join(heading.split()) for heading in rows[header])
    own = {at: text for at, text in enumerate(tidy) if text and at not in paths}
    return Columns(paths, own)


def _worth(path: str, values: Sequence[str]) -> float:
    """How much the values of a column are worth to a field; none if there are none.

    Titles are words, and tell the rows apart: "C6-1" is a code, and what names the same few
    projects again and again is not what each row is about.
    """
    if path != "title" or len(values) < _ENOUGH:
        return float(bool(values))
    are_codes = 2 * sum(shape_of(value) is Shape.CODE for value in values) > len(values)
    tell_apart = 2 * len(set(values)) > len(values)
    return 0.25 if are_codes else 1.0 if tell_apart else 0.5


def _with_status(
    paths: Mapping[int, str], headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> Mapping[int, str]:
    """The paths, once it is known whose status is told: the next step's, or the cooperation's.

    Where a table tells both of next steps and of projects that run, only values that one of
    them alone may have can settle it; else the column is none of ours, and kept as it is.
    """
    at = next((at for at, path in paths.items() if path == _STEP), None)
    is_said = at is None or len(heading_words(headings[at]).split()) > 1
    if at is None or is_said or _STATE in paths.values():
        return paths
    if "next_step.text" not in paths.values():
        return {**paths, at: _STATE}
    values = list(_values(rows, at))
    steps, states = _n_understood(_STEP, values), _n_understood(_STATE, values)
    rest = {other: path for other, path in paths.items() if other != at}
    return rest if steps == states else {**rest, at: _STEP if steps > states else _STATE}


def _values(rows: Sequence[Sequence[str]], at: int) -> Iterable[str]:
    return islice((row[at] for row in rows if at < len(row) and row[at]), _LOOKED_AT)


def _is_of_a_note_sheet(value: str) -> bool:
    try:
        return bool(uuid.UUID(value))
    except ValueError:
        return False


def _bear_out(path: str, values: Sequence[str]) -> bool:
    if path == "id":
        return all(map(_is_of_a_note_sheet, values))  # other tables count their rows alike
    form = form_of(path)
    if len(values) < _ENOUGH:
        return True
    if not isinstance(form, _TOLD_BY_VALUES):
        addresses = sum(shape_of(value) in ADDRESSES for value in values)
        return isinstance(form, f.Link) or 2 * addresses < len(values)
    return _n_understood(path, values) >= _BORNE_OUT * len(values)


def _n_understood(path: str, values: Sequence[str]) -> int:
    """How many of the values the field can be given."""
    understood = 0
    for value in values:
        note = Note(Room(Workshop()), 0)
        found = read(form_of(path), value, path, note)
        understood += found is not None and not note.doubts
    return understood
