"""How a cell of a synthesis becomes a value again, by the form of the field it is about."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from worldcafe.domain import fields as f
from worldcafe.domain import vocabulary as v
from worldcafe.domain.changes import EXTRAS
from worldcafe.domain.folding import fold
from worldcafe.domain.model import (
    LINE_LENGTH,
    Contact,
    Contribution,
    Partner,
    Resource,
)
from worldcafe.exchange.notes.codes import codes_by_name
from worldcafe.exchange.notes.forms import read as read_by_form
from worldcafe.exchange.notes.partners import DASH, partner_in
from worldcafe.exchange.notes.record import Note
from worldcafe.exchange.values import is_email
from worldcafe.exchange.workbook.contribution_columns import EXTRA, key_of, told_fields
from worldcafe.exchange.workbook.telling import Telling
from worldcafe.wording.countries import country_code


class Unread(Enum):
    """A cell that says nothing that can be taken over; a doubt says why."""

    UNREAD = auto()


UNREAD = Unread.UNREAD


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to be read: its text, whose it is, and where doubts go."""

    text: str
    item: Any
    """The entity as the workshop has it."""
    telling: Telling
    note: Note
    heading: str
    """Of its column."""

    def doubt(self, code: str, **params: object) -> None:
        """Something about the cell that a person should look at."""
        self.note.doubt(code, **params)


Read = Callable[[Cell], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a column fills."""

    path: str
    """As in `FieldChange`."""
    read: Read


def field_of(key: str) -> Field | None:
    """The field behind a column; None for what the program works out itself."""
    if key.startswith(EXTRA):
        return Field(EXTRAS + key.removeprefix(EXTRA), _said(f.PROSE, key, ""))
    return FIELDS.get(key)


def _said(form: f.Form, key: str, nothing: Any) -> Read:
    """Reads by a form; an empty cell says `nothing`."""

    def read(cell: Cell) -> Any:
        if not cell.text:
            return nothing
        value = read_by_form(form, cell.text, key, cell.note)
        return UNREAD if value is None else value

    return read


def _needed(form: f.Form, key: str) -> Read:
    """Reads by a form what cannot be empty."""
    said = _said(form, key, UNREAD)

    def read(cell: Cell) -> Any:
        if not cell.text:
            cell.doubt("cell_cannot_be_empty", heading=cell.heading)
        return said(cell)

    return read


def _place(form: f.Place) -> Read:
    """A table or a round by its number, which no row can do without."""
    return lambda cell: read_by_form(form, cell.text, form.what, cell.note)


# --- lists whose items may be unchanged --------------------------------------------------


def _themes(cell: Cell) -> Any:
    """Themes that are still there keep their code, whatever their name in other languages."""
    known = {fold(cell.telling.theme(each)): each for each in reversed(cell.item.themes)}
    pieces = [piece.strip() for piece in re.split(r"[;\n؛]", cell.text) if piece.strip()]
    themes: list[str] = []
    for piece in pieces:
        if fold(piece) in known:
            themes.append(known[fold(piece)])
        else:
            themes += read_by_form(f.Themes(), piece, "themes", cell.note) or ()
    return tuple(dict.fromkeys(themes))


def _kept(
    lines: Iterable[str], known: Sequence[Any], told: Callable[[Any], str]
) -> list[tuple[str, Any]]:
    """Every line with the item it stood for, if it is as it was; each item once."""
    left = list(known)
    found = []
    for line in lines:
        item = next((each for each in left if told(each) == line), None)
        if item is not None:
            left.remove(item)
        found.append((line, item))
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _partners(cell: Cell) -> Any:
    def told(partner: Partner) -> str:
        return cell.telling.partner(partner, role=True).strip()

    kept = _kept(_lines(cell.text), cell.item.partners, told)
    left = _without(cell.item.partners, (item for _, item in kept if item))
    return tuple(item or _known(_partner(line, cell), left) for line, item in kept)


def _without(items: Iterable[Any], taken: Iterable[Any]) -> list[Any]:
    left = list(items)
    for each in taken:
        left.remove(each)
    return left


def _known(read: Partner, left: list[Partner]) -> Partner:
    """What a line says of a partner, and what it cannot say if the partner was there before.

    By its name it is the same one, else by its city and country.
    """
    marks: tuple[Callable[[Partner], object], ...] = (
        lambda body: fold(body.name or body.city),
        lambda body: bool(body.city) and (fold(body.city), body.country),
    )
    for mark in marks:
        wanted = mark(read)
        known = next((each for each in left if wanted and mark(each) == wanted), None)
        if known is not None:
            left.remove(known)
            return _as_now(known, read)
    return read


def _as_now(known: Partner, read: Partner) -> Partner:
    """The partner with what its line says now; a city that stood for a name stays one."""
    if not known.name and not read.city and fold(read.name) == fold(known.city):
        read = read.but(name="", city=known.city)
    return known.but(name=read.name, city=read.city, country=read.country, role=read.role)


def _partner(line: str, cell: Cell) -> Partner:
    """`Ville de Thiès (Thiès, Senegal) – Reciprocal partner`, as far as it says."""
    roles = codes_by_name(v.PartnerRole)
    told = partner_in(line, lambda text: fold(text) in roles, is_ours=True)
    if told.country and not country_code(told.country):
        cell.doubt("country_unknown", text=told.country)
    country = country_code(told.country) or told.country
    return Partner(
        name=told.name[:LINE_LENGTH],
        city=told.city[:LINE_LENGTH],
        country=country[:LINE_LENGTH],
        role=roles.get(fold(told.role)),
    )


def _resources(direction: v.Direction) -> Read:
    def read(cell: Cell) -> Any:
        mine = [each for each in cell.item.resources if each.direction is direction]
        found = []
        for line, item in _kept(_lines(cell.text), mine, cell.telling.resource):
            resource = item or _resource(line, direction)
            if resource is None:
                cell.doubt("code_unknown", text=line[:60])
                return UNREAD
            found.append(resource)
        return tuple(found)

    return read


_AMOUNT = re.compile(r"^(?P<by>.*?)\s*\((?P<amount>[^()]*)\)$")


def _resource(line: str, direction: v.Direction) -> Resource | None:
    """`Funding – Ville de Thiès (10 000 €)`."""
    what, *rest = DASH.split(line, maxsplit=1)
    kind = codes_by_name(v.ResourceKind).get(fold(what))
    if kind is None:
        return None
    by = rest[0].strip() if rest else ""
    found = _AMOUNT.match(by)
    amount = found["amount"] if found else ""
    return Resource(
        kind=kind,
        direction=direction,
        by=(found["by"] if found else by)[:LINE_LENGTH],
        amount=amount[:LINE_LENGTH],
    )


def _contacts(cell: Cell) -> Any:
    """Those named in the cell; whoever did not agree to be named stays beside them."""
    if not cell.telling.disclosure.shows_emails:
        cell.doubt("contacts_not_whole", heading=cell.heading)
        return UNREAD
    silent = [each for each in cell.item.contacts if not each.consent]
    named = [each for each in cell.item.contacts if each.consent]
    kept = _kept(_lines(cell.text), named, cell.telling.contact)
    return (*(item or _contact(line) for line, item in kept), *silent)


def _contact(line: str) -> Contact:
    """`Awa Diop, ILO, awa@example.org`; the heading says that they agreed."""
    parts = [part.strip() for part in line.split(",")]
    emails = [part for part in parts if is_email(part)]
    name, *rest = [part for part in parts if part not in emails] or [""]
    return Contact(
        name=name[:LINE_LENGTH],
        organisation=", ".join(rest)[:LINE_LENGTH],
        email=(emails or [""])[0][:LINE_LENGTH],
        consent=True,
    )


# --- what refers to something else -------------------------------------------------------


def _cluster(cell: Cell) -> Any:
    if not cell.text:
        return None
    named = {fold(each.name): each.id for each in cell.telling.workshop.clusters.values()}
    if fold(cell.text) not in named:
        cell.doubt("cluster_not_known", text=cell.text[:60])
        return UNREAD
    return named[fold(cell.text)]


def _builds_on(cell: Cell) -> Any:
    if not cell.text:
        return None
    ids = {fold(ref): contribution for contribution, ref in cell.telling.refs.items()}
    if fold(cell.text) not in ids:
        cell.doubt("builds_on_unknown", id=cell.text[:60])
        return UNREAD
    return ids[fold(cell.text)]


def _author(cell: Cell) -> Any:
    if cell.telling.disclosure.is_nameless or not cell.text:
        cell.doubt("author_unknown", text=cell.text[:60])
        return UNREAD
    return _said(f.Person(), "author", None)(cell)


# --- by form -----------------------------------------------------------------------------


def _reading(path: str, form: f.Form, nothing: Any) -> Read:
    """How cells of a field are read; an empty one says `nothing`."""
    whole = {
        f.Themes(): _themes,
        f.PARTNERS: _partners,
        f.CONTACTS: _contacts,
        f.Reference(): _builds_on,
        f.Person(): _author,
    }
    if form in whole:
        return whole[form]
    match form:
        case f.Several():
            return _resources(v.Direction(path.partition(".")[2]))
        case f.Place():
            return _place(form)
    return _said(form, key_of(path), nothing)


def _fields() -> Iterator[tuple[str, Field]]:
    """Every field that has a column, by the column's key."""
    for field, path, form in told_fields():
        if field.name == "id":
            continue
        if field.is_needed and not isinstance(form, f.Place):
            read = _needed(form, path)
        else:
            _, _, part = path.partition(".")
            parts = field.form.model if isinstance(field.form, f.Parts) else Contribution
            known = parts.model_fields.get(part or path)
            read = _reading(path, form, known.get_default() if known else ())
        yield key_of(path), Field(path, read)


FIELDS: dict[str, Field] = {
    **dict(_fields()),
    "cluster": Field("cluster_id", _cluster),
    # of conversations and of open points
    "key_insight": Field("key_insight", _said(f.PROSE, "key_insight", "")),
    "key_insight_lang": Field("key_insight_lang", _said(f.Language(), "lang", "")),
    "outcome": Field("outcome", _said(f.PROSE, "outcome", "")),
}
"""By the key of a column. What is missing here is worked out by the program."""
