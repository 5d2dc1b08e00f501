"""Currencies, by any name people write for them.

Names are those of Unicode's CLDR in the program's five languages; the table below adds the
signs and plurals that stand beside a sum. A sign that several currencies share names none.
"""

from collections.abc import Iterable
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.wording.languages import LOCALES, SOURCE

_EVERYWHERE = ("EUR", "USD")

_OTHER_NAMES = {
    "BRL": "R$|reais|reales",
    "CAD": "CA$|C$",
    "CHF": "francs suisses|Fr.",
    "EUR": "€|euros|يورو",
    "GBP": "£|pounds sterling|livres sterling|libras esterlinas",
    "INR": "₹",
    "USD": "US$|$US|US dollars|dollars US|dollars américains|dólares estadounidenses"
    "|dólares americanos|dólares EUA",
    "XAF": "FCFA BEAC",
    "XOF": "FCFA BCEAO",
}


def currency_code(text: str) -> str | None:
    """The ISO 4217 code of a currency, or None if the text names none, or one of several."""
    return _codes().get(_key(text))


def currency_name(code: str, locale: str) -> str:
    """The currency's name in a locale of CLDR; the code itself where it has none."""
    return _names(locale).get(code, code)


def currency_codes() -> tuple[str, ...]:
    """The ISO 4217 codes of all currencies that are in use."""
    from babel import Locale  # noqa: PLC0415 slow to import, rarely needed
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 - as Babel

    territories = map(str, Locale.parse(SOURCE.code).territories)
    places = [code for code in territories if len(code) == 2]
    return tuple(sorted({each for place in places for each in get_territory_currencies(place)}))


def currencies_of(countries: Iterable[str]) -> tuple[str, ...]:
    """The currencies of these countries by their ISO codes, those of everywhere first."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415 slow to import

    found = [*_EVERYWHERE]
    for country in countries:
        if len(country) == 2:
            found += get_territory_currencies(country)
    return tuple(dict.fromkeys(found))


def _key(text: str) -> str:
    """Signs stay as they are: folded they would be nothing."""
    return fold(text) if any(map(str.isalpha, text)) and "$" not in text else text.strip()


@cache
def _codes() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for locale in LOCALES:
        for code, name in _names(locale).items():
            found.setdefault(_key(name), set()).add(code)
    named = {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
    for code, names in _OTHER_NAMES.items():
        named |= {_key(name): code for name in names.split("|")}
    return named | {code.lower(): code for code in _names(SOURCE.code)}


@cache
def _names(locale: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 slow to import, rarely needed

    return dict(Locale.parse(locale).currencies)
