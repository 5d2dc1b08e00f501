"""How one value of a note is written, in JSON and in a cell, and how it is understood.

Every form reads text as a person would write it. What it does not understand is left out
and becomes a doubt; nothing is guessed.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from worldcafe.domain.folding import fold, folded_words
from worldcafe.domain.model import Value
from worldcafe.domain.refusal import refuse
from worldcafe.domain.vocabulary import (
    SDG_TARGETS,
    Code,
    Direction,
    PartnerRole,
    ThemeCode,
)
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.notes.raw import brief, items_of, lines_of, parsed, text_of
from worldcafe.exchange.notes.record import Note, name_words
from worldcafe.exchange.values import is_email, languages_in
from worldcafe.wording import TRANSLATED, Words, words_for
from worldcafe.wording.countries import country_code
from worldcafe.wording.labels import LABELS
from worldcafe.wording.languages import LANGUAGES

LINE = 500
PROSE = 40_000
"""Characters that a `Line` and a `Prose` of the model hold."""

SEPARATOR = "; "
"""Between the items of a list in a cell."""

Cell = str | int | dt.date


class Form:
    """A way of writing a value. To read nothing, or nothing understood, gives None."""

    def read(self, raw: object, field: str, note: Note) -> Any:
        """The value for the model. `field` names it in doubts."""
        raise NotImplementedError

    def shown(self, said: Any, words: Words) -> Cell:
        """A value as it stands in JSON, for a cell."""
        return str(said)

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        """What a pick list offers; none for free text."""
        return []


@dataclass(frozen=True, slots=True)
class Text(Form):
    """Free text, cut where the model holds no more."""

    limit: int = LINE

    def read(self, raw: object, field: str, note: Note) -> str | None:
        text = text_of(raw, field, note)
        if len(text) > self.limit:
            note.doubt("text_shortened", field=field, text=text[:60], limit=self.limit)
        return text[: self.limit].strip() or None


class Email(Text):
    """An e-mail address; kept as written, however odd."""

    def read(self, raw: object, field: str, note: Note) -> str | None:
        email = super().read(raw, field, note)
        if email and not is_email(email):
            note.doubt("email_unusual", field=field, text=email)
        return email


class Country(Text):
    """A country by any name; its ISO code, or as written where it is not recognised."""

    def read(self, raw: object, field: str, note: Note) -> str | None:
        written = super().read(raw, field, note)
        code = country_code(written) if written else None
        if written and not code:
            note.doubt("country_unknown", field=field, text=written)
        return code or written

    def shown(self, said: Any, words: Words) -> Cell:
        return words.country(said)

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        codes = {person.country for person in workshop.participants.values()} - {""}
        return sorted(map(words.country, codes), key=fold)


class Language(Form):
    """A language by its code or its name."""

    def read(self, raw: object, field: str, note: Note) -> str | None:
        text = text_of(raw, field, note)
        if not text or text in LANGUAGES:
            return text or None
        said = languages_in(text)
        if len(said.known) == 1 and not said.unknown:
            return said.known[0]
        note.doubt("language_unknown", field=field, text=text)
        return None

    def shown(self, said: Any, words: Words) -> Cell:
        return words.language_name(said)

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        codes = dict.fromkeys((*workshop.about.languages, *LANGUAGES))
        return [words.language_name(code) for code in codes]


@dataclass(frozen=True, slots=True)
class _OfCodes(Form):
    codes: type[Code]

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        return list(map(words.label, self.codes))


class OneOf(_OfCodes):
    """A code, or its label in a language of the program."""

    def read(self, raw: object, field: str, note: Note) -> Code | None:
        text = text_of(raw, field, note)
        code = codes_by_name(self.codes).get(fold(text))
        if text and code is None:
            note.doubt("code_unknown", field=field, text=text)
        return code

    def shown(self, said: Any, words: Words) -> Cell:
        return words.label(self.codes(said))


class SomeOf(_OfCodes):
    """Several codes, or their labels."""

    def read(self, raw: object, field: str, note: Note) -> tuple[Code, ...] | None:
        named = codes_by_name(self.codes)
        items = items_of(raw, field, note, lambda text: fold(text) in named)
        known = dict.fromkeys(named[fold(item)] for item in items if fold(item) in named)
        for item in items:
            if fold(item) not in named:
                note.doubt("code_unknown", field=field, text=item)
        return tuple(known) or None

    def shown(self, said: Any, words: Words) -> Cell:
        return SEPARATOR.join(words.label(self.codes(code)) for code in said)


class Themes(Form):
    """Codes of subjects, the names of the workshop's themes, or words of one's own."""

    def read(self, raw: object, field: str, note: Note) -> tuple[str, ...] | None:
        named = {**note.room.themes, **codes_by_name(ThemeCode)}
        items = items_of(raw, field, note, lambda text: fold(text) in named)
        themes = []
        for item in items:
            own = item[:LINE].strip()
            if fold(item) not in named:
                note.doubt("theme_own", field=field, text=own)
            themes.append(str(named.get(fold(item), own)))
        return tuple(dict.fromkeys(themes)) or None

    def shown(self, said: Any, words: Words) -> Cell:
        return SEPARATOR.join(map(words.theme, said))

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        names = [theme.name for theme in workshop.themes_in_order]
        labels = [words.label(code) for code in ThemeCode]
        return list({fold(name): name for name in (*labels, *names)}.values())


_TARGET = re.compile(r"(?:\D*\s)?(1[0-7]|[1-9])\.(\d{1,2}|[a-z])", re.IGNORECASE | re.ASCII)


class Targets(Form):
    """Targets of the Sustainable Development Goals: `8.7`, `SDG 8.b`."""

    def read(self, raw: object, field: str, note: Note) -> tuple[str, ...] | None:
        items = items_of(raw, field, note, lambda text: _TARGET.fullmatch(text) is not None)
        targets = []
        for item in items:
            match = _TARGET.fullmatch(item)
            if match:
                targets.append(f"{match[1]}.{match[2].lower()}")
            else:
                note.doubt("sdg_target_unknown", field=field, text=item)
        return tuple(dict.fromkeys(targets)) or None

    def shown(self, said: Any, words: Words) -> Cell:
        return SEPARATOR.join(said)

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        return list(SDG_TARGETS)


_YES = folded_words("yes y true oui vrai x 1 sí s verdadero cierto sim verdadeiro نعم صحيح")
_NO = folded_words("no n false non faux 0 falso não لا كلا خطأ")


class YesNo(Form):
    """Yes or no, in five languages."""

    def read(self, raw: object, field: str, note: Note) -> bool | None:
        if isinstance(raw, bool):
            return raw
        text = text_of(raw, field, note)
        said = fold(text)
        if text and said not in _YES | _NO:
            note.doubt("value_unknown", field=field, text=text)
        return said in _YES if said in _YES | _NO else None

    def shown(self, said: Any, words: Words) -> Cell:
        return words("Yes") if said else words("No")

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        return [words("Yes"), words("No")]


_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ][\d:.+Z-]*)?")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})")


class Date(Form):
    """A day: `2027-05-28` or, day first, `28/05/2027`."""

    def read(self, raw: object, field: str, note: Note) -> dt.date | None:
        text = text_of(raw, field, note)
        date = _date_in(text)
        if text and date is None:
            note.doubt("date_unknown", field=field, text=text)
        return date

    def shown(self, said: Any, words: Words) -> Cell:
        return dt.date.fromisoformat(said)


def _date_in(text: str) -> dt.date | None:
    match = _ISO_DATE.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None or int(match["y"]) < 1900:
        return None
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None


_RATING = re.compile(r"([1-5])(?:\s*/\s*5)?")


class Rating(Form):
    """One to five."""

    def read(self, raw: object, field: str, note: Note) -> int | None:
        text = text_of(raw, field, note)
        match = _RATING.fullmatch(text)
        if text and not match:
            note.doubt("rating_unknown", field=field, text=text)
        return int(match[1]) if match else None

    def shown(self, said: Any, words: Words) -> Cell:
        return int(said)

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        return ["1", "2", "3", "4", "5"]


_NUMBER = re.compile(r"(?:[^\W\d_]+\.?\s*)?(?:n[°ºo]\.?\s*|#\s*)?(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Place(Form):
    """The number of a table or a round. Refuses when it is missing or not in the workshop."""

    what: str
    """`table` or `round`."""

    def read(self, raw: object, field: str, note: Note) -> str:
        text = text_of(raw, field, note)
        if not text:
            refuse(f"note_{self.what}_missing")
        match = _NUMBER.fullmatch(text)
        numbers = note.room.tables if self.what == "table" else note.room.rounds
        found = numbers.get(int(match[1])) if match else None
        return found or refuse(f"note_{self.what}_unknown", text=text[:60])

    def shown(self, said: Any, words: Words) -> Cell:
        return int(said)

    def choices(self, workshop: Workshop, words: Words) -> list[str]:
        places = workshop.tables_in_order if self.what == "table" else workshop.rounds_in_order
        return [str(place.number) for place in places]


class Person(Form):
    """A participant by name, in either order, or by id."""

    def read(self, raw: object, field: str, note: Note) -> str | None:
        text = text_of(raw, field, note)
        if not text or text in note.room.workshop.participants:
            return text or None
        namesakes = note.room.people.get(name_words(text), [])
        if len(namesakes) == 1:
            return namesakes[0]
        code = "author_ambiguous" if namesakes else "author_unknown"
        note.doubt(code, field=field, text=text)
        return None


@dataclass(frozen=True, slots=True)
class Parts(Form):
    """An object with fields of its own. Text instead of one is its field `plain`."""

    model: type[Value]
    fields: Mapping[str, Form]
    plain: str
    needed: tuple[str, ...] = ()
    """Fields without which it cannot be kept."""
    keeps: tuple[str, ...] = ()
    """Fields whose text joins `plain` in brackets where it is not understood."""

    def read(self, raw: object, field: str, note: Note) -> Value | None:
        raw = parsed(raw)
        if isinstance(raw, str):
            raw = {self.plain: raw}
        if raw is None:
            return None
        if not isinstance(raw, Mapping):
            note.doubt("value_unknown", field=field, text=brief(raw))
            return None
        for key in raw.keys() - self.fields.keys():
            note.unknown_key(re.sub(r"\.\d+", "", f"{field}.{key}"))
        said = {
            key: form.read(raw.get(key), f"{field}.{key}", note)
            for key, form in self.fields.items()
        }
        self._keep(said, raw)
        if not any(said.values()):
            return None
        said = {key: value for key, value in said.items() if value is not None}
        if not set(self.needed) <= said.keys():
            note.doubt("value_incomplete", field=field, text=brief(raw))
            return None
        return self.model(**said)

    def _keep(self, said: dict[str, Any], raw: Mapping[Any, Any]) -> None:
        for key in self.keeps:
            text = raw.get(key)
            if said[key] is None and isinstance(text, str) and text.strip():
                words = f"{said[self.plain]} ({text})" if said[self.plain] else text
                said[self.plain] = words[:PROSE].strip()


@dataclass(frozen=True, slots=True)
class Several(Form):
    """A list of objects. Text instead of one is a list of their `plain` fields."""

    part: Parts

    def read(self, raw: object, field: str, note: Note) -> tuple[Value, ...] | None:
        raw = parsed(raw)
        if isinstance(raw, str):
            raw = lines_of(raw)
        if isinstance(raw, Mapping):
            raw = [raw]
        if raw is None:
            return None
        if not isinstance(raw, Sequence):
            note.doubt("value_unknown", field=field, text=brief(raw))
            return None
        read = (self.part.read(item, f"{field}.{n}", note) for n, item in enumerate(raw, 1))
        return tuple(part for part in read if part is not None) or None

    def shown(self, said: Any, words: Words) -> Cell:
        return "\n".join(part[self.part.plain] for part in said)


# --- codes -------------------------------------------------------------------------------

_OTHER_NAMES: dict[type[Code], dict[str, str]] = {
    # SEGIB's and the GPI's names for the parts of triangular cooperation
    PartnerRole: {
        "beneficiary": "bénéficiaire, receptor, beneficiario, beneficiário",
        "pivotal": "pivot, pivote, primer oferente, primeiro ofertante",
        "facilitating": "facilitator, facilitateur, facilitador, segundo oferente",
        "reciprocal": "mutual, réciproque, recíproco",
    },
    Direction: {"offered": "offer", "needed": "need"},
}


@cache
def codes_by_name(codes: type[Code]) -> Mapping[str, Any]:
    """The codes of a list by every folded name they go by."""
    named: dict[str, Code] = {fold(code.value): code for code in codes}
    for language in TRANSLATED:
        for code, label in LABELS[codes].items():
            named.setdefault(fold(words_for(language)(label)), codes(code))
    for code, names in _OTHER_NAMES.get(codes, {}).items():
        for name in names.split(","):
            named.setdefault(fold(name), codes(code))
    return named
