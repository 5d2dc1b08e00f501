"""A contribution that says something in every field there is, whatever fields are added."""

import datetime as dt

from worldcafe.domain import fields as f
from worldcafe.domain.model import Contribution
from worldcafe.domain.vocabulary import Direction, Kind

_SAID = {
    f.Country: "SN",
    f.Email: "awa@example.org",
    f.Themes: ("skills", "Harbours"),
    f.Targets: ("8.7", "17.16"),
    f.Language: "pt",
    f.Day: dt.date(2027, 5, 28),
    f.When: "2027-05",
    f.Figure: 120_000.0,
    f.Currency: "XOF",
    f.Link: "https://example.org/whole",
    f.Rating: 4,
    f.Tick: True,
}


def said_in(path, form):
    """Something to say in a field of this form, known again by the field's own name."""
    if type(form) in _SAID:
        return _SAID[type(form)]
    match form:
        case f.Text():
            return f"What {path.replace('_', ' ').replace('.', ' ')} says"
        case f.OneOf(codes):
            return list(codes)[-1]
        case f.SomeOf(codes):
            return tuple(codes)[-2:]
        case f.Parts(model, parts):
            return model(**{p.name: said_in(f"{path}.{p.name}", p.form) for p in parts})
        case f.Several(each):
            one = said_in(path, each)
            goes = {"direction": Direction.OFFERED} if path == "resources" else {}
            return (one.but(**goes), one.but(**{each.plain: _other(each, one)}))
    raise AssertionError(f"a form that tests do not know: {form}")


def _other(each, one):
    """Another value for the part that tells one of several from the next."""
    plain = getattr(one, each.plain)
    return f"{plain} too" if type(plain) is str else next(iter(type(plain)))


def in_every_field(id, kind=Kind.OPPORTUNITY, **more):
    """Such a contribution; `more` is what it says where it comes from or refers to others."""
    asked = (field for field in f.FIELDS if field.name not in {"kind", *more})
    said = {field.name: said_in(field.name, field.form) for field in asked}
    return Contribution(id=id, kind=kind, **{**said, **more})
