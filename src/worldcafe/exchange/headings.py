"""What the headings of columns mean, in five languages and some others.

The words are data, a file for each language in `resources/headings`: whoever adds a language
adds a file.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

from worldcafe.domain.folding import fold
from worldcafe.domain.slips import is_nearly
from worldcafe.exchange.values import is_email


class Field(StrEnum):
    """What a column of a list may be."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    FAMILY_FIRST = "family_first"
    """A full name that begins with the family's; by choice only."""
    POSITION = "position"
    ORGANISATION = "organisation"
    ORGANISATION_TYPE = "organisation_type"
    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    LANGUAGES = "languages"
    EMAIL = "email"
    ROLE = "role"
    DELEGATION = "delegation"
    ROOM = "room"
    NEEDS_ACCESS = "needs_access"
    CONSENT = "consent"
    """Whether people agree to something. It is not kept; who does not is said."""
    IGNORE = "ignore"
    """Known, and of no use here: running number, telephone, date, signature."""


_PRIORITY = (
    Field.IGNORE, Field.CONSENT, Field.EMAIL, Field.ORGANISATION_TYPE, Field.NEEDS_ACCESS,
    Field.DELEGATION, Field.ROLE, Field.POSITION, Field.LANGUAGES, Field.COUNTRY, Field.CITY,
    Field.REGION, Field.ORGANISATION, Field.ROOM, Field.FULL_NAME, Field.FAMILY_NAME,
    Field.GIVEN_NAME,
)  # fmt: skip
"""Which of two words of one length says what is asked: "company website" asks for the website,
"institution country" for the country."""

_HALVES: Mapping[str, tuple[Field, ...]] = {
    "family": (Field.FAMILY_NAME,),
    "given": (Field.GIVEN_NAME,),
    "either": (Field.FAMILY_NAME, Field.GIVEN_NAME),
}
_FAMILY_WORDS = frozenset(
    {"nom", "noms", "apellido", "apellidos", "sobrenome", "apelido", "cognome", "surname",
     "last", "family", "لقب"}
)  # fmt: skip
_GIVEN_WORDS = frozenset(
    {"prenom", "prenoms", "nombre", "nombres", "nome", "first", "given", "forename",
     "اسم", "واسم", "والاسم"}
)  # fmt: skip

_VAGUE_STRENGTH, _CONTAINED = 0.8, 0.7
"""How much a word counts that needs the values, and one within a heading at most."""
_MIN_STRENGTH = 0.12
_LONGEST_PHRASE = 6
_LONGEST_HEADING = 160


class Guess(NamedTuple):
    """What a heading means; strength 1 when all of it does."""

    field: Field
    strength: float
    halves: tuple[Field, ...] = ()
    """For `FULL_NAME`: what it is instead where the other half of the name has a column."""
    is_vague: bool = False
    """Whether the values have to speak for it."""

    @property
    def is_sure(self) -> bool:
        """Whether neither other columns nor the values are needed to settle it."""
        return not (self.halves or self.is_vague)


@lru_cache(maxsize=4096)
def heading_guess(heading: str) -> Guess | None:
    """What a heading says its column is."""
    if len(heading) > _LONGEST_HEADING or is_email(heading):
        return None
    guess = _exact().get(heading_words(heading))
    if guess:
        return guess
    pieces = [_exact().get(heading_words(piece)) for piece in heading_pieces(heading)]
    known = [piece for piece in pieces if piece]
    if not known:
        return _contained(heading_words(heading).split())
    halves = {field for guess in known for field in guess.halves[:1] or (guess.field,)}
    sure = [guess for guess in known if guess.is_sure]
    if sure and {Field.FAMILY_NAME, Field.GIVEN_NAME} <= halves:
        return Guess(Field.FULL_NAME, 1.0)
    return min(sure or known, key=lambda each: each.field is Field.IGNORE and len(known) > 1)


_LONG_ENOUGH = 7
"""Letters of a word that is still itself when one of them slipped."""


def slipped_guess(heading: str) -> Guess | None:
    """What one long word means but for one slip; the values have to speak for it."""
    word = heading_words(heading)
    if " " in word or not _LONG_ENOUGH <= len(word) <= _LONGEST_HEADING:
        return None
    fields = {
        guess.field
        for phrase, guess in _exact().items()
        if len(phrase) >= _LONG_ENOUGH and is_nearly(word, phrase)
    }
    if len(fields) != 1 or Field.IGNORE in fields:
        return None
    return Guess(fields.pop(), _VAGUE_STRENGTH, is_vague=True)


_PIECES = re.compile(r"[/|\n()\[\]:;,?*]| [-–] ")
_MARK = re.compile(r"^#(?=[^\W\d_])")
_WITHIN_WORDS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def heading_pieces(heading: str) -> list[str]:
    """What stands between slashes, brackets and dashes."""
    return [piece for piece in _PIECES.split(heading) if piece.strip()]


def heading_words(heading: str) -> str:
    """The words folded: `FirstName` and `first_name` are two, and Arabic has no article.

    `#` before a word is a mark that machines set, alone it is a number's.
    """
    told = _MARK.sub(" ", heading.strip()).replace("#", " number ")
    words = fold(_WITHIN_WORDS.sub(" ", told)).split()
    words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words]
    return " ".join(w for w in words if not w.isdigit()) or " ".join(words)


@cache
def heading_phrases(section: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of a section of the tables, of all languages together, by what they mean."""
    phrases: dict[str, dict[str, None]] = {}
    for file in sorted(_tables().iterdir(), key=lambda each: each.name):
        table: Mapping[str, str] = tomllib.loads(file.read_text("utf-8")).get(section, {})
        for meaning, texts in table.items():
            found = map(heading_words, texts.replace("\n", " ").split(","))
            phrases.setdefault(meaning, {}).update(dict.fromkeys(filter(None, found)))
    return {meaning: tuple(found) for meaning, found in phrases.items()}


def _tables() -> Traversable:
    return resources.files("worldcafe.resources") / "headings"


@cache
def _exact() -> dict[str, Guess]:
    """What each phrase means as a whole heading; where two fields have it, the first does."""
    exact: dict[str, Guess] = {}
    for field in reversed(_PRIORITY):
        key = "left_out" if field is Field.IGNORE else field.value
        vague = heading_phrases("people_alone").get(key, ())
        exact.update((p, Guess(field, _VAGUE_STRENGTH, is_vague=True)) for p in vague)
    for field in reversed(_PRIORITY):
        exact.update((p, Guess(field, 1.0)) for p in _phrases(field))
    for half, phrases in heading_phrases("half_name").items():
        exact.update((p, Guess(Field.FULL_NAME, 1.0, _HALVES[half])) for p in phrases)
    return exact


def _phrases(field: Field) -> Iterable[str]:
    key = "left_out" if field is Field.IGNORE else field.value
    return heading_phrases("people").get(key, ())


def _contained(words: list[str]) -> Guess | None:
    """What the longest phrase within a longer heading means."""
    for size in range(min(len(words) - 1, _LONGEST_PHRASE), 0, -1):
        phrases = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
        guesses = [
            _exact()[phrase]
            for phrase in phrases
            if phrase in _exact() and _may_be_within(phrase) and not _exact()[phrase].is_vague
        ]
        if guesses:
            best = min(guesses, key=lambda guess: _PRIORITY.index(guess.field))
            strength = _CONTAINED * size / len(words)
            enough = 0.2 if best.halves else _MIN_STRENGTH
            return best._replace(strength=strength) if strength >= enough else None
    return None


def _may_be_within(phrase: str) -> bool:
    """Whether a phrase is more than a letter or two that other words happen to be."""
    return len(phrase) > 2 or phrase == "id"


def heading_is_whole(heading: str) -> bool:
    """Whether all of a heading is known, and not a piece of it alone."""
    return heading_words(heading) in _exact()


def heading_is_of_teams(heading: str) -> bool:
    """Whether a heading names teams: names that no heading announces are not of people."""
    return heading_words(heading) in heading_phrases("of_teams").get("name", ())


def heading_is_family_first(heading: str) -> bool:
    """Whether a full-name heading such as "Nom et prénom" names the family first."""
    words = heading_words(heading).split()
    return bool(words) and words[0] in _FAMILY_WORDS and not _GIVEN_WORDS.isdisjoint(words[1:])
