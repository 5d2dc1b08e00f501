"""Places by any name people write for them: `Le Caire` is `Cairo` is `القاهرة`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from worldcafe.domain.folding import fold
from worldcafe.similarity.cities import CITIES
from worldcafe.wording.countries import country_code
from worldcafe.wording.languages import LOCALES, SOURCE

_LONGEST = 4
"""Words in the longest name that is looked for."""
_CONTINENTS = frozenset({"america", "amerique"})
"""Names that also stand for a country, but seldom where one speaks of cooperation."""
_WORD = re.compile(r"\w+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARABIC_PREFIX = re.compile(r"^(?:[وفبكل]?ال|لل|[وفبكل])(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    written: str
    folded: str
    """As `fold` gives it; digits of any script as ASCII."""
    is_capitalised: bool
    is_arabic: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a text names."""

    key: str
    """The city's English name, folded; the country's code for a country."""
    country: str
    """ISO 3166-1 alpha-2 code; empty if it is not known."""
    written: str
    first: int
    """Where it begins among the words."""
    length: int
    """How many words it has."""

    @property
    def is_country(self) -> bool:
        """Whether it is a whole country."""
        return self.key == self.country


def words_of(text: str) -> list[Word]:
    """The words of a text, numbers included."""
    normal = unicodedata.normalize("NFC", text)
    return [_word(found) for found in _WORD.finditer(normal)]


def _word(found: re.Match[str]) -> Word:
    written = found[0]
    folded = str(int(written)) if written.isdecimal() and len(written) < 10 else fold(written)
    return Word(
        written,
        folded,
        written[0].isupper(),
        bool(_ARABIC.search(written)),
        found.start(),
        found.end(),
    )


def city_key(name: str, country: str = "") -> tuple[str, str] | None:
    """A city's key and country, if the name is one that is known.

    `country` settles which of two namesakes is meant; a city elsewhere is not known.
    """
    known = _city(fold(name))
    if known is None:
        return None
    key, countries = known
    if country and country not in countries:
        return None
    return key, country or (next(iter(countries)) if len(countries) == 1 else "")


def mentions(words: Sequence[Word]) -> Iterator[Mention]:
    """The cities and countries named in a text, the longest name at each spot."""
    shouted = all(word.is_capitalised for word in words) and len(words) > 2
    is_lower = not any(word.is_capitalised for word in words)
    position = 0
    while position < len(words):
        found = next(_at(words, position, careful=not is_lower and not shouted), None)
        if found:
            yield found
        position += found.length if found else 1


def _at(words: Sequence[Word], position: int, *, careful: bool) -> Iterator[Mention]:
    first = words[position]
    if len(first.folded) < 2 or (careful and not (first.is_capitalised or first.is_arabic)):
        return
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        part = words[position : position + length]
        written = " ".join(word.written for word in part)
        is_name = not careful or part[-1].is_capitalised or part[-1].is_arabic
        for place in filter(None, map(_place, _readings(part))):
            found = Mention(*place, written, position, length)
            # "La paz social" is about peace: a city's last word has its capital too.
            if is_name or found.is_country:
                yield found


def _readings(part: Sequence[Word]) -> Iterator[str]:
    """The name as it stands, and an Arabic one without what is written together with it."""
    name = " ".join(word.folded for word in part)
    yield name
    if part[0].is_arabic:
        bare = without_prefix(part[0].folded)
        rest = [word.folded for word in part[1:]]
        for start in (bare, f"ال{bare}"):
            if start != part[0].folded:
                yield " ".join([start, *rest])


def without_prefix(folded: str) -> str:
    """An Arabic word without article and particles that are written together with it."""
    return _ARABIC_PREFIX.sub("", folded)


@lru_cache(maxsize=50_000)
def _place(name: str) -> tuple[str, str] | None:
    known = _city(name)
    if known:
        key, countries = known
        return key, next(iter(countries)) if len(countries) == 1 else ""
    if len(name) < 4 or name in _CONTINENTS or len(name.rpartition(" ")[2]) == 1:
        return None
    code = country_code(name)
    return (code, code) if code else None


@cache
def _cities() -> dict[str, tuple[str, frozenset[str]]]:
    cities: dict[str, tuple[str, set[str]]] = {}
    for country, names in (*_own_table(), *_cldr()):
        known = next((cities[n] for n in map(fold, names) if n in cities), None)
        key, countries = known or (fold(names[0]), set())
        countries.add(country)
        for name in names:
            cities.setdefault(fold(name), (key, countries))
    return {name: (key, frozenset(countries)) for name, (key, countries) in cities.items()}


def _city(folded: str) -> tuple[str, frozenset[str]] | None:
    return _cities().get(folded)


def _own_table() -> Iterator[tuple[str, list[str]]]:
    for line in CITIES.split("\n"):
        if line:
            country, *names = line.split("|")
            yield country, names


def _cldr() -> Iterator[tuple[str, list[str]]]:
    """The cities of time zones, each with its names in the program's languages."""
    from babel import Locale  # noqa: PLC0415 - Babel is slow to load
    from babel.core import get_global  # noqa: PLC0415 - slow to import, for a room that is compared

    locales = dict.fromkeys((*SOURCE.locales, *LOCALES))
    zones = [Locale.parse(locale).time_zones for locale in locales]
    for zone, country in get_global("zone_territories").items():
        if country == "001" or "/" not in zone:
            continue
        plain = zone.rpartition("/")[2].replace("_", " ")
        names = [str(names[zone]["city"]) for names in zones if "city" in names.get(zone, {})]
        english = str(zones[0].get(zone, {}).get("city", plain))
        if country_code(english):  # an island's zone bears the country's name
            continue
        yield str(country), list(dict.fromkeys([english, *names]))
