"""Where in a sheet the headings of a list of people stand."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from worldcafe.domain.folding import fold
from worldcafe.exchange.columns import NAME_FIELDS
from worldcafe.exchange.headings import Field, heading_guess
from worldcafe.exchange.shapes import Shape, shape_of
from worldcafe.exchange.values import clean, is_email

_N_ROWS = 60
"""How far down they are looked for."""
_N_COMPARED = 30
_ALIKE = 0.6
_KNOWN = 0.3
"""How many of a row's cells have to be known headings."""
_TWO_HEADINGS = 3
"""The score of a name's heading and a clear one beside it."""


def heading_score(row: Sequence[str]) -> float:
    """How much a row looks like the headings of a list; 0 when it does not."""
    strengths: dict[Field, float] = defaultdict(float)
    guesses = [guess for guess in map(heading_guess, row) if guess]
    for guess in guesses:
        strengths[guess.field] = max(strengths[guess.field], guess.strength)
    n_clear = sum(strength >= 1 for strength in strengths.values())
    strengths[Field.IGNORE] /= 4
    has_name = any(name in strengths for name in NAME_FIELDS)
    are_enough = len(guesses) > 2 or len(guesses) >= _KNOWN * sum(map(bool, row))
    if any(map(is_email, row)) or not are_enough or not (has_name or n_clear > 2):
        return 0
    return sum(strengths.values()) + has_name


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The row of the headings, from 1; 0 where the list has none.

    It is the row that looks most like headings; where none has known words, the first wide
    one, unless it says things of the kind that stand below it.
    """
    head = rows[:_N_ROWS]
    scores = [heading_score(row) for row in head]
    for at, score in enumerate(scores):
        if score and _is_of_values(at, rows, score):
            scores[at] = 0
    if max(scores) > 0:
        return scores.index(max(scores)) + 1
    filled = [sum(map(bool, row)) for row in head]
    first = next(i for i, n in enumerate(filled) if n >= 0.7 * max(filled))
    if any(map(is_email, head[first])):
        return 0
    below = [row for row in rows[first + 1 : first + 1 + _N_COMPARED] if any(row)]
    return 0 if _is_like(head[first], below) else first + 1


def _is_of_values(at: int, rows: Sequence[Sequence[str]], score: float) -> bool:
    """Whether what looks like headings is a row of values that happen to be their words.

    Nothing stands below it, and little speaks for it; or what would be the name's heading
    stands in its column once more, with something else beside it.
    """
    row = rows[at]
    if at and score < _TWO_HEADINGS and not any(map(any, rows[at + 1 :])):
        return True
    found = {
        index: guess.strength for index, guess in enumerate(map(heading_guess, row))
        if guess and guess.field in NAME_FIELDS and not guess.is_vague
    }  # fmt: skip
    names = {index for index, strength in found.items() if strength == max(found.values())}
    said = [fold(cell) for cell in row]
    recurring = {
        index
        for other in rows
        for index in names
        if index < len(other)
        and said[index] == fold(other[index])
        and not _is_again(said, other)
    }
    return bool(names) and recurring == names


def _is_again(said: Sequence[str], other: Sequence[str]) -> bool:
    """Whether another row says mostly the same, or is the headings of another part."""
    same = sum(bool(one) and one == fold(cell) for one, cell in zip(said, other, strict=False))
    n_clear = sum(guess.strength == 1 for guess in map(heading_guess, other) if guess)
    return same > 0.5 * sum(map(bool, said)) or n_clear > 1


def _is_like(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row is one of the list's, by what its cells and those below look like."""
    votes = Counter(
        _vote(clean(cell), [clean(other[at]) for other in below if at < len(other)])
        for at, cell in enumerate(row)
        if clean(cell)
    )
    return votes[True] > votes[False] or (not votes[False] and not below)


def _vote(cell: str, column: Sequence[str]) -> bool | None:
    """Whether a cell belongs to the values of its column; None if they do not tell."""
    values = [value for value in column if value]
    if any(fold(value) == fold(cell) for value in values):
        return True
    shape, n = Counter(map(shape_of, values)).most_common(1)[0] if values else (None, 0)
    if n < _ALIKE * len(values):
        return None
    own = shape_of(cell)
    if shape is None or {shape, own} <= {Shape.NAME, Shape.WHOLE_NAME}:
        return None if shape is not Shape.WHOLE_NAME else own is shape
    return own is shape
