"""What the headings of notes mean that people typed in tables of their own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from worldcafe.domain import fields as f
from worldcafe.domain.folding import fold, folded_words
from worldcafe.exchange.headings import heading_phrases, heading_pieces, heading_words
from worldcafe.exchange.notes.fields import FIELDS, number_in, paths_by_heading

_MOST = 20
"""Of several things of one kind, the highest number a heading may give."""
_ENOUGH = 0.5
"""The share of a heading that has to be known, and be passed where one word means another."""
_NUMBER = re.compile(r"\d+")
_OR = re.compile(r"\s+(?:or|ou)\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)  # every cell is asked about, by each that looks for the headings
def path_of(heading: str) -> str | None:
    """The field that a heading stands for, or a part of one; None if it is none of ours.

    "Country of partner 4" is `partners.4.country`, "Pays partenaires" `partners.*.country`:
    one for each of those the row has.
    """
    by_heading = paths_by_heading()
    exact = by_heading.get(fold(heading)) or _by_words().get(heading_words(heading))
    if exact:
        return _numbered(exact, heading)
    found = _compound(heading)
    if found:
        return found
    pieces = heading_pieces(_OR.sub(" / ", heading)) if ":" not in heading else []
    known = {path_of(piece) for piece in pieces} - {None} if len(pieces) > 1 else set()
    if "title" in known:
        return "title"
    if len(known) > 1:
        known.discard("place")
    if len(known) == 1:
        return known.pop()
    words = heading_words(heading)
    if words in _bodies():
        return "partners"
    return "title" if _names_a_thing(words.split()) else _contained(words.split())


def is_generic(heading: str) -> bool:
    """Whether a heading alone makes no table one of notes: lists of people have names too."""
    return heading_words(heading) in _ALONE


@cache
def _by_words() -> Mapping[str, str]:
    """What a heading means whatever number it has; the first of two has precedence."""
    paths = reversed(tuple(paths_by_heading().items()))
    return {heading_words(phrase): path for phrase, path in paths if not number_in(path)}


@cache
def _wholes() -> Mapping[str, str]:
    """What compound fields are called: the phrases for `partners` and its kind."""
    wholes: dict[str, str] = {}
    for phrase, path in _by_words().items():
        key, *steps = path.split(".")
        if isinstance(FIELDS[key].form, f.Several | f.Parts) and not steps:
            wholes[phrase] = key
    return wholes


_PARTS: Mapping[type[f.Form], tuple[str, ...]] = {
    f.Country: ("country",), f.City: ("city",), f.Email: ("email",),
    f.Body: ("organisation",), f.Someone: ("full_name",),
}  # fmt: skip
"""The columns of people's lists whose words mean a part of such a form."""


@cache
def _parts() -> Mapping[str, type[f.Form]]:
    return {
        phrase: form
        for form, meanings in _PARTS.items()
        for section in ("people", "people_alone")
        for meaning in meanings
        for phrase in heading_phrases(section).get(meaning, ())
    }


def _names_a_thing(words: Sequence[str]) -> bool:
    """Whether a heading asks for nothing but the name of what the table tells of."""
    rest = [word for word in words if word not in _ARTICLES]
    return not _THINGS.isdisjoint(rest) and set(rest) <= _THINGS | _NAMING


@cache
def _bodies() -> frozenset[str]:
    """What the column of organisations is called in people's lists."""
    return frozenset(heading_phrases("people").get("organisation", ()))


def _longest(words: list[str], phrases: Iterable[str]) -> str | None:
    """The longest of the phrases that stands in a heading."""
    text = f" {' '.join(words)} "
    return max((p for p in phrases if f" {p} " in text), key=len, default=None)


def _numbered(path: str, heading: str) -> str:
    """The path, of the one whose number the heading gives: "Partenaire 4" is a name."""
    n = _number(heading)
    form = FIELDS[path].form if path in FIELDS and n else None
    return f"{path}.{n}.{form.each.plain}" if isinstance(form, f.Several) else path


def _number(heading: str) -> int:
    found = _NUMBER.search(heading)
    return int(found[0]) if found and 0 < int(found[0]) <= _MOST else 0


def _compound(heading: str) -> str | None:
    """The part of a compound field that a heading names, and of which of several."""
    words = heading_words(heading).split()
    whole = _longest(words, _wholes())
    key = _wholes()[whole] if whole else "partners"
    form = FIELDS[key].form
    parts = form.each.parts if isinstance(form, f.Several) else getattr(form, "parts", ())
    wanted = {type(part.form): part.name for part in parts}
    places = {f.Country, f.City} if len(words) < 2 else {f.Country}
    allowed = wanted.keys() if whole else places & wanted.keys()
    rest = [word for word in words if whole is None or word not in whole.split()]
    named = (p for p, each in _parts().items() if each in allowed)
    phrase = _longest(rest, (p for p in named if whole or p not in _ANY_PLACE))
    if phrase is None or (whole is None and len(phrase.split()) < _ENOUGH * len(words)):
        return None
    part = wanted[_parts()[phrase]]
    if not isinstance(form, f.Several):
        return f"{key}.{part}"
    return f"{key}.{_number(heading) or '*'}.{part}"


_ANY_PLACE = folded_words(
    "location locality place local lieu lugar localidad localidade commune"
)
"""Where something is, which need not be where a partner is."""
_ALONE = folded_words(
    """name nom nombre nome project projet proyecto projeto المشروع type tipo nature text texte
    what quoi que fin start inicio role rol papel action objet objeto desc lead mail"""
)
"""What means a field as a whole heading, and anything within a longer one."""
_ARTICLES = folded_words(
    "of the du de la le les des d l del do da dos das los las el o a s if applicable"
)
_THINGS = folded_words(
    """project projects projet projets proyecto proyectos projeto projetos activity activities
    action actions accion acciones acao acoes initiative initiatives iniciativa iniciativas
    proposal proposals proposition propositions propuesta propuestas proposta propostas"""
)
_NAMING = folded_words(
    "name title nom titre intitule libelle nombre titulo nome denominacion original originale"
)
_FILLERS = (
    _ARTICLES
    | _THINGS
    | folded_words(
        """brief short courte breve bref resumida corta full official officiel oficial main
        principal principale principales principaux principais major key cles covered concerned
        concernes addressed targeted"""
    )
)
_ABOUT_IT = folded_words(
    """id ids identifier identifiant identificador identificação code codigo código ref
    reference référence referencia referência lang language langue idioma percentage count
    number n scope type tipo level niveau nivel nível class vocabulary source"""
)
"""Words that ask for something else of what a heading names: its code, its number."""


def _contained(words: list[str]) -> str | None:
    """What most of a longer heading means."""
    by_words = _by_words()
    if not _ABOUT_IT.isdisjoint(words):
        return None
    phrase = _longest(words, _within_others())
    n_said = sum(word not in _FILLERS for word in words)
    enough = phrase is not None and len(phrase.split()) > _ENOUGH * n_said
    return by_words[phrase] if phrase and enough else None


@cache
def _within_others() -> tuple[str, ...]:
    """What means a field within a longer heading, too."""
    return tuple(
        phrase for phrase, path in _by_words().items()
        if len(phrase) > 2 and phrase not in _ALONE and path not in _ORIGIN
    )  # fmt: skip


_ORIGIN = frozenset({"id", "table", "round"})
"""Where a contribution comes from, which no other column may be taken for."""
