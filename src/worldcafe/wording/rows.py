"""Rows of a list, told to a person: their numbers, why some bring nobody, doubts of many."""

from collections.abc import Iterable, Mapping, Sequence

from worldcafe.wording.marker import N_
from worldcafe.wording.words import Words

LEFT_OUT: dict[str, str] = {
    "row_above_list": N_("Above the list"),
    "row_is_blank": N_("Blank"),
    "row_repeats_headings": N_("Headings again"),
    "row_is_total": N_("Totals"),
    "row_is_note": N_("Remarks or section headings"),
    "row_without_name": N_("Without a name"),
    "duplicate": N_("Repeats of another row"),
    "duplicate_differs": N_("A name again, with something else beside it"),
    "already_there": N_("Already in the workshop"),
}
"""Why rows of a list bring nobody, by code."""


def row_numbers(rows: Iterable[int], most: int = 12) -> str:
    """Row numbers for a person to read: "3, 7–9"; beyond so many pieces, an ellipsis."""
    pieces: list[list[int]] = []
    for row in sorted(rows):
        if pieces and row == pieces[-1][1] + 1:
            pieces[-1][1] = row
        else:
            pieces.append([row, row])
    texts = [f"{a}" if a == b else f"{a}–{b}" for a, b in pieces[:most]]
    return ", ".join([*texts, "…"] if len(pieces) > most else texts)


def remark(words: Words, code: str, params: Mapping[str, object], rows: Sequence[int]) -> str:
    """A doubt about many rows, said once with the first as an example."""
    return words.plural(
        "In {n} row (row {rows}), for example: {sentence}",
        "In {n} rows (rows {rows}), for example: {sentence}",
        len(rows),
        rows=row_numbers(rows, most=6),
        sentence=words.doubt(code, params),
    )
