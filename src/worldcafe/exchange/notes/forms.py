"""How a value of a note is read from JSON and from a cell: by form.

Every text is read as a person would write it. What is not understood is left out and
becomes a doubt; nothing is guessed.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import singledispatch
from typing import Any, TypeVar

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold, folded_words
from worldcafe.domain.model import LINE_LENGTH, PROSE_LENGTH, Partner, Value
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import (
    Code,
    PartnerRole,
    ThemeCode,
)
from worldcafe.exchange.measures import money_in, period_in, sum_in, when_in
from worldcafe.exchange.notes.codes import codes_by_name
from worldcafe.exchange.notes.partners import partner_in, partner_lines
from worldcafe.exchange.notes.raw import brief, items_of, lines_of, parsed, text_of
from worldcafe.exchange.notes.record import Note, name_words
from worldcafe.exchange.values import is_email, languages_in
from worldcafe.wording.countries import country_code
from worldcafe.wording.currencies import currency_code
from worldcafe.wording.dates import date_in
from worldcafe.wording.languages import LANGUAGES

_T = TypeVar("_T")


@singledispatch
def read(form: f.Form, raw: object, field: str, note: Note) -> Any:
    """The value for the model; None for nothing, or nothing understood.

    `field` names it in doubts.
    """
    raise NotImplementedError(form)


# --- texts -------------------------------------------------------------------------------


@read.register
def _(form: f.Text, raw: object, field: str, note: Note) -> str | None:
    """Cut where the model holds no more."""
    text = text_of(raw, field, note)
    if len(text) > form.limit:
        note.doubt("text_shortened", field=field, text=text[:60], limit=form.limit)
    return text[: form.limit].strip() or None


@read.register
def _(form: f.Email, raw: object, field: str, note: Note) -> str | None:
    """Kept as written, however odd."""
    email: str | None = read.dispatch(f.Text)(form, raw, field, note)
    if email and not is_email(email):
        note.doubt("email_unusual", field=field, text=email)
    return email


@read.register
def _(form: f.Country, raw: object, field: str, note: Note) -> str | None:
    """By any name; kept as written where it is not recognised."""
    written: str | None = read.dispatch(f.Text)(form, raw, field, note)
    code = country_code(written) if written else None
    if written and not code:
        note.doubt("country_unknown", field=field, text=written)
    return code or written


# --- codes -------------------------------------------------------------------------------


@read.register
def _(_form: f.Language, raw: object, field: str, note: Note) -> str | None:
    """By its code or its name."""
    text = text_of(raw, field, note)
    if not text or text in LANGUAGES:
        return text or None
    said = languages_in(text)
    if len(said.known) == 1 and not said.unknown:
        return said.known[0]
    note.doubt("language_unknown", field=field, text=text)
    return None


@read.register
def _(form: f.OneOf, raw: object, field: str, note: Note) -> Code | None:
    """The code, or its label in a language of the program."""
    text = text_of(raw, field, note)
    code = codes_by_name(form.codes).get(fold(text))
    if text and code is None:
        note.doubt("code_unknown", field=field, text=text)
    return code


_GOALS = re.compile(
    r"(?:(?:sdgs?|odd|ods|goals?|objectifs?|objetivos?|الهدف)[\s:#n°º.-]*)?(1[0-7]|0?[1-9])"
    r"(?:\s*[.:–(-]\s*\D*)?",
    re.IGNORECASE,
)
_BETWEEN_GOALS = re.compile(r"\s*(?:[;,\n&/|·،؛]|\s(?:et|and|y|e|و)\s)\s*")
_BETWEEN_TOLD_GOALS = re.compile(r"\s*[;\n؛]\s*")
"""Where goals stand with their titles, in which commas and "and" may be."""


@read.register
def _(form: f.Goals, raw: object, field: str, note: Note) -> tuple[Code, ...] | None:
    """`SDG 8`, `ODD 8 et 11`, `Goal 4: Quality education`, or their titles."""
    text = parsed(raw)
    if isinstance(text, str):
        for between in (_BETWEEN_TOLD_GOALS, _BETWEEN_GOALS):
            told = (piece.strip() for piece in between.split(text))
            pieces = [_GOALS.fullmatch(piece) for piece in told if piece]
            if pieces and all(pieces):
                found = dict.fromkeys(str(int(piece[1])) for piece in pieces if piece)
                return tuple(form.codes(each) for each in found)
    known: tuple[Code, ...] | None = read.dispatch(f.SomeOf)(form, raw, field, note)
    return known


@read.register
def _(form: f.SomeOf, raw: object, field: str, note: Note) -> tuple[Code, ...] | None:
    """Codes, or their labels."""
    named = codes_by_name(form.codes)
    items = items_of(raw, field, note, lambda text: fold(text) in named)
    known = dict.fromkeys(named[fold(item)] for item in items if fold(item) in named)
    for item in items:
        if fold(item) not in named:
            note.doubt("code_unknown", field=field, text=item)
    return tuple(known) or None


@read.register
def _(_form: f.Themes, raw: object, field: str, note: Note) -> tuple[str, ...] | None:
    """Codes, the names of the workshop's themes, or words of one's own."""
    named = {**note.room.themes, **codes_by_name(ThemeCode)}
    items = items_of(raw, field, note, lambda text: fold(text) in named)
    themes = []
    for item in items:
        own = item[:LINE_LENGTH].strip()
        if fold(item) not in named:
            note.doubt("theme_own", field=field, text=own)
        themes.append(str(named.get(fold(item), own)))
    return tuple(dict.fromkeys(themes)) or None


_TARGET = re.compile(r"(?:\D*\s)?(1[0-7]|[1-9])\.(\d{1,2}|[a-z])", re.IGNORECASE | re.ASCII)


@read.register
def _(_form: f.Targets, raw: object, field: str, note: Note) -> tuple[str, ...] | None:
    """`8.7`, `SDG 8.b`."""
    items = items_of(raw, field, note, lambda text: _TARGET.fullmatch(text) is not None)
    targets = []
    for item in items:
        match = _TARGET.fullmatch(item)
        if match:
            targets.append(f"{match[1]}.{match[2].lower()}")
        else:
            note.doubt("sdg_target_unknown", field=field, text=item)
    return tuple(dict.fromkeys(targets)) or None


# --- yes and no, days, figures -----------------------------------------------------------

_YES = folded_words("yes y true oui vrai x 1 sí s verdadero cierto sim verdadeiro نعم صحيح")
_NO = folded_words("no n false non faux 0 falso não لا كلا خطأ")


@read.register
def _(_form: f.Tick, raw: object, field: str, note: Note) -> bool | None:
    """Yes or no, in five languages."""
    if isinstance(raw, bool):
        return raw
    text = text_of(raw, field, note)
    said = fold(text)
    if text and said not in _YES | _NO:
        note.doubt("value_unknown", field=field, text=text)
    return said in _YES if said in _YES | _NO else None


def _understood(
    reader: Callable[[str], _T | None], doubt: str, raw: object, field: str, note: Note
) -> _T | None:
    """What a text says to this reader; a text that says nothing to it is a doubt."""
    text = text_of(raw, field, note)
    found = reader(text) if text else None
    if text and found is None:
        note.doubt(doubt, field=field, text=text)
    return found


@read.register
def _(_form: f.Day, raw: object, field: str, note: Note) -> dt.date | None:
    """`2027-05-28`, `28/05/2027` with the day first, or in words."""
    return _understood(date_in, "date_unknown", raw, field, note)


@read.register
def _(_form: f.When, raw: object, field: str, note: Note) -> str | None:
    """A day, a month or a year."""
    return _understood(when_in, "date_unknown", raw, field, note)


@read.register
def _(_form: f.Figure, raw: object, field: str, note: Note) -> float | None:
    """A sum without its currency."""
    return _understood(sum_in, "amount_unknown", raw, field, note)


@read.register
def _(_form: f.Currency, raw: object, field: str, note: Note) -> str | None:
    """By its code, its sign or its name."""
    return _understood(currency_code, "currency_unknown", raw, field, note)


_RATING = re.compile(r"([1-5])(?:\s*/\s*5)?")


def _rating(text: str) -> int | None:
    match = _RATING.fullmatch(text)
    return int(match[1]) if match else None


@read.register
def _(_form: f.Rating, raw: object, field: str, note: Note) -> int | None:
    return _understood(_rating, "rating_unknown", raw, field, note)


# --- what refers to something else -------------------------------------------------------

_NUMBER = re.compile(r"(?:[^\W\d_]+\.?\s*)?(?:n[°ºo]\.?\s*|#\s*)?(\d{1,5})")


@read.register
def _(form: f.Place, raw: object, field: str, note: Note) -> str:
    """By its number. Refuses when it is missing or not in the workshop."""
    text = text_of(raw, field, note)
    if not text:
        refuse(f"note_{form.what}_missing")
    match = _NUMBER.fullmatch(text)
    found = note.room.places(form.what).get(int(match[1])) if match else None
    return found or refuse(f"note_{form.what}_unknown", text=text[:60])


@read.register
def _(_form: f.Person, raw: object, field: str, note: Note) -> str | None:
    """By name, in either order, or by id."""
    text = text_of(raw, field, note)
    if not text or text in note.room.workshop.participants:
        return text or None
    namesakes = note.room.people.get(name_words(text), [])
    if len(namesakes) == 1:
        return namesakes[0]
    code = "author_ambiguous" if namesakes else "author_unknown"
    note.doubt(code, field=field, text=text)
    return None


@read.register
def _(_form: f.Reference, raw: object, field: str, note: Note) -> str | None:
    """By id; whether there is such a contribution is known once everything is read."""
    text: str | None = read(f.LINE, raw, field, note)
    return text


# --- what is compound --------------------------------------------------------------------


@read.register
def _(form: f.Parts, raw: object, field: str, note: Note) -> Value | None:
    """An object with fields of its own. Text instead of one is its field `plain`."""
    raw = parsed(raw)
    if isinstance(raw, str):
        raw = _partner(raw) if form.model is Partner else {form.plain: raw}
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        note.doubt("value_unknown", field=field, text=brief(raw))
        return None
    for key in raw.keys() - {part.name for part in form.parts}:
        note.unknown_key(re.sub(r"\.\d+", "", f"{field}.{key}"))
    said = {
        part.name: read(part.form, raw.get(part.name), f"{field}.{part.name}", note)
        for part in form.parts
    }
    _keep(form, said, raw)
    if not any(said.values()):
        return None
    said = {key: value for key, value in said.items() if value is not None}
    if not set(form.needed) <= said.keys():
        note.doubt("value_incomplete", field=field, text=brief(raw))
        return None
    return form.model(**said)


@read.register
def _(form: f.Span, raw: object, field: str, note: Note) -> Value | None:
    """Its two ends, or both in a text."""
    raw = parsed(raw)
    if isinstance(raw, str | int):
        raw = dict(zip(("start", "end"), period_in(str(raw)), strict=True))
    found: Value | None = read.dispatch(f.Parts)(form, raw, field, note)
    return found


@read.register
def _(form: f.Money, raw: object, field: str, note: Note) -> Value | None:
    """A sum and its currency, apart or in a text."""
    raw = parsed(raw)
    if isinstance(raw, str | int | float):
        raw = {form.plain: raw}
    if isinstance(raw, Mapping) and not raw.get("currency"):
        both = money_in(str(raw.get("value") or ""))
        raw = {**raw, **dict(zip(("value", "currency"), both, strict=True))} if both else raw
    found: Value | None = read.dispatch(f.Parts)(form, raw, field, note)
    return found


def _partner(line: str) -> Mapping[str, str]:
    """A partner whose line may tell its place and part as well."""
    roles = codes_by_name(PartnerRole)
    return partner_in(line, lambda text: fold(text) in roles)._asdict()


def _keep(form: f.Parts, said: dict[str, Any], raw: Mapping[Any, Any]) -> None:
    for key in form.keeps:
        text = raw.get(key)
        if said[key] is None and isinstance(text, str) and text.strip():
            words = f"{said[form.plain]} ({text})" if said[form.plain] else text
            said[form.plain] = words[:PROSE_LENGTH].strip()


@read.register
def _(form: f.Several, raw: object, field: str, note: Note) -> tuple[Value, ...] | None:
    """A list of objects. Text instead of one is a list of their `plain` fields."""
    raw = parsed(raw)
    if isinstance(raw, str):
        raw = lines_of(raw)
        if form.each.model is Partner:
            raw = [piece for line in raw for piece in partner_lines(line)]
    if isinstance(raw, Mapping):
        raw = [raw]
    if raw is None:
        return None
    if not isinstance(raw, Sequence):
        note.doubt("value_unknown", field=field, text=brief(raw))
        return None
    items = (read(form.each, item, f"{field}.{n}", note) for n, item in enumerate(raw, 1))
    return tuple(item for item in items if item is not None) or None
