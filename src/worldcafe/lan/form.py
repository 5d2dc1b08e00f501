"""The form of a contribution as a device builds it, and what completes what is typed in it."""

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatchmethod
from operator import is_
from typing import Any

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold
from worldcafe.domain.vocabulary import SDG_TARGETS, Code, Kind, ThemeCode
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.requests import FIELDS
from worldcafe.wording.captions import CAPTIONS, caption, hint
from worldcafe.wording.countries import country_codes
from worldcafe.wording.languages import WORKING
from worldcafe.wording.suggestions import Suggestions
from worldcafe.wording.words import Words

Json = dict[str, Any]


def form(workshop: Workshop, words: Words) -> Json:
    """The kinds, and every field with its words, its form, and who is asked for it."""
    describe = _Forms(words)
    own = dict.fromkeys(theme.code or theme.name for theme in workshop.themes_in_order)
    themes = dict.fromkeys((*own, *(each.value for each in ThemeCode)))
    near = {person.country for person in workshop.participants.values()}
    countries = {each: words.country(each) for each in country_codes()}
    here = dict.fromkeys((*workshop.about.languages, *WORKING))
    return {
        "lang": words.language,
        "kinds": _choices(Kind, words),
        "languages": [{"code": each, "name": words.language_name(each)} for each in here],
        "countries": [
            {"code": each, "name": name}
            for each, name in sorted(
                countries.items(), key=lambda each: (each[0] not in near, fold(each[1]))
            )
            if name != each
        ],
        "themes": [{"code": each, "name": words.theme(each)} for each in themes],
        "fields": [describe.field(field) for field in FIELDS.values()],
    }


class Forms:
    """The form in each language: hundreds of phones ask for the same."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], Json]] = {}

    def of(self, workshop: Workshop, words: Words) -> Json:
        """As `form` makes it, anew only where something that it tells of has changed."""
        made_of = (workshop.about, workshop.themes, workshop.participants)
        known, made = self._made.get(words.language, ((), {}))
        if not known or not all(map(is_, known, made_of)):
            made = form(workshop, words)
            self._made[words.language] = (made_of, made)
        return made


def _choices(codes: type[Code], words: Words) -> list[Json]:
    return [{"code": code.value, "caption": words.label(code)} for code in codes]


class _Forms:
    """Forms as JSON has them, in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def field(self, field: f.Field) -> Json:
        """A field of a contribution."""
        said = {
            "kinds": sorted(field.kinds),
            "at_table": sorted(field.at_table),
            "group": field.group.value,
            "beside": field.beside,
        }
        each = CAPTIONS[field.name].each
        if isinstance(field.form, f.Several):
            said["each"] = self._words(each, n="{n}") if each else ""
        return self._described(field.name, field.form) | said

    def _described(self, path: str, form: f.Form) -> Json:
        words = self._words
        said = {"caption": caption(path, words), "help": hint(path, words)}
        return {"name": path.rpartition(".")[2], **said, **self._told(form, path)}

    @singledispatchmethod
    def _told(self, form: f.Form, path: str) -> Json:
        """What a form is like: its name, and what it needs to be filled in."""
        return {"form": type(form).__name__.lower()}

    @_told.register
    def _(self, form: f.Text, path: str) -> Json:
        kind = type(form)
        plain = "prose" if form.is_prose else "line"
        name = {f.Country: "country", f.Email: "email"}.get(kind, plain)
        return {"form": name, "limit": form.limit, "suggests": _SUGGESTS.get(kind, "")}

    @_told.register
    def _(self, form: f.OneOf, path: str) -> Json:
        return {"form": "one_of", "choices": _choices(form.codes, self._words)}

    @_told.register
    def _(self, form: f.SomeOf, path: str) -> Json:
        return {"form": "some_of", "choices": _choices(form.codes, self._words)}

    @_told.register
    def _(self, form: f.Targets, path: str) -> Json:
        choices = [{"code": each, "caption": each} for each in SDG_TARGETS]
        return {"form": "targets", "choices": choices}

    @_told.register
    def _(self, form: f.Tick, path: str) -> Json:
        return {"form": "tick", "of": form.of}

    @_told.register
    def _(self, form: f.Parts, path: str) -> Json:
        parts = [
            {**self._described(f"{path}.{part.name}", part.form), "later": part.is_later}
            for part in form.parts
        ]
        return {"form": "parts", "parts": parts, "needed": list(form.needed)}

    @_told.register
    def _(self, form: f.Several, path: str) -> Json:
        said = self._told(form.each, path)
        return {**said, "form": "several", "usual": form.n_usual}


# --- completions -------------------------------------------------------------------------

_SUGGESTS: dict[type[f.Form], str] = {f.Someone: "people", f.Body: "partners", f.City: "cities"}
_COMPLETE: dict[str, Callable[[Suggestions, str], list[str]]] = {
    "people": Suggestions.people,
    "partners": Suggestions.partners,
    "cities": Suggestions.cities,
    "countries": Suggestions.countries,
}


class Completions:
    """What completes a text in one language. Nobody who asked not to be named is offered."""

    KNOWN = tuple(_COMPLETE)
    """What can be completed."""

    def __init__(self, workshop: Callable[[], Workshop], words: Words) -> None:
        self._present = workshop
        self._participants: object = None
        self._named: dict[str, Any] = {}
        self._hidden: frozenset[str] = frozenset()
        self._suggestions = Suggestions(self._workshop, words)

    def completing(self, what: str, text: str) -> list[Json]:
        """What may be meant by the beginning of a text, and what else is known of it."""
        found = _COMPLETE[what](self._suggestions, text)
        return [
            {"text": each, "fills": self._fills(each) if what == "partners" else {}}
            for each in found
            if fold(each) not in self._hidden
        ]

    def _fills(self, name: str) -> Json:
        known = self._suggestions.partner(name)
        if known is None:
            return {}
        return {"city": known.city, "country": known.country, "type": known.type or ""}

    def _workshop(self) -> Workshop:
        """The workshop without those who asked not to be named."""
        present = self._present()
        if present.participants is not self._participants:
            self._participants = present.participants
            people = present.participants
            self._named = {id: each for id, each in people.items() if not each.name_hidden}
            hidden = (each.name for each in people.values() if each.name_hidden)
            self._hidden = frozenset(map(fold, hidden))
        return replace(present, participants=self._named)
