"""Contributions as somebody would write them in a file of notes: the other side of reading."""

import datetime as dt

from worldcafe.domain import fields as f
from worldcafe.exchange.notes.fields import COLUMNS, FIELDS
from worldcafe.exchange.notes.record import Room, name_words

SEPARATOR = "; "
"""Between the items of a list in a cell."""

SHOWN = {
    f.Country: lambda _form, said, words: words.country(said),
    f.Language: lambda _form, said, words: words.language_name(said),
    f.OneOf: lambda form, said, words: words.label(form.codes(said)),
    f.SomeOf: lambda form, said, words: SEPARATOR.join(
        words.label(form.codes(code)) for code in said
    ),
    f.Themes: lambda _form, said, words: SEPARATOR.join(map(words.theme, said)),
    f.Targets: lambda _form, said, _words: SEPARATOR.join(said),
    f.Tick: lambda _form, said, words: words("Yes") if said else words("No"),
    f.Goals: lambda form, said, words: SEPARATOR.join(
        words.label(form.codes(code)) for code in said
    ),
    f.Day: lambda _form, said, _words: dt.date.fromisoformat(said),
    f.Figure: lambda _form, said, _words: int(said) if said == int(said) else said,
    f.Rating: lambda _form, said, _words: int(said),
    f.Place: lambda _form, said, _words: int(said),
    f.Several: lambda form, said, _words: "\n".join(
        item[form.each.plain] for item in said
    ),
}  # fmt: skip


def shown(form, said, words):
    """A value as it stands in JSON, for a cell."""
    tell = SHOWN.get(type(form))
    return tell(form, said, words) if tell else str(said)


def note_as_json(contribution, workshop):
    """The contribution as a JSON line has it; fields that say nothing are left out."""
    dumped = contribution.model_dump(mode="json", exclude_defaults=True)
    said = {key: dumped[field.name] for key, field in FIELDS.items() if field.name in dumped}
    said["table"] = workshop.tables[contribution.table_id].number
    said["round"] = workshop.rounds[contribution.round_id].number
    author = workshop.participants.get(contribution.author_id or "")
    if author:
        namesakes = Room(workshop).people[name_words(author.name)]
        said["author"] = author.name if len(namesakes) == 1 else author.id
    return said


def note_as_row(contribution, workshop, words):
    """The cells of a contribution in the order of the sheet's columns; "" for nothing."""
    said = note_as_json(contribution, workshop)
    return [cell_of(said, column, words) for column in COLUMNS]


def cell_of(said, column, words):
    key, *steps = column.path.split(".")
    value = said.get(key)
    if column.is_rest and isinstance(value, list) and isinstance(column.form, f.Several):
        value = value[column.form.n_usual :]
    for step in steps:
        if isinstance(value, list):
            at = int(step) - 1
            value = value[at] if at < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
    return shown(column.form, value, words) if value not in (None, [], "") else ""
