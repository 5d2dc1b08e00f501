"""Countries, by any name people write for them.

Names are those of Unicode's CLDR in the program's five languages; the table below adds
what lists from the field hold besides.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from worldcafe.domain.folding import fold
from worldcafe.wording.languages import LOCALES

_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN",
                           "XA", "XB", "ZZ"})  # fmt: skip

_OTHER_NAMES = {
    "AE": "Émirats|EAU|UAE",
    "BF": "Burkina",
    "BO": "Estado Plurinacional de Bolivia|État plurinational de Bolivie",
    "BN": "Brunei Darussalam|Brunéi Darussalam",
    "CD": "RDC|RD Congo|R.D. Congo|DRC|DR Congo|D.R. Congo|Congo RDC|Congo DRC|Congo (RDC)"
    "|République démocratique du Congo|Congo, République démocratique du"
    "|Rép. dém. du Congo|Democratic Republic of the Congo|Congo, Democratic Republic of the"
    "|Congo, Dem. Rep.|Democratic Republic of Congo|República Democrática do Congo|RD do Congo"
    "|جمهورية الكونغو الديمقراطية|الكونغو الديمقراطية",
    "CF": "RCA|Centrafrique|República Centroafricana",
    "CG": "Congo|Congo Brazzaville|الكونغو",
    "CI": "Ivory Coast|Costa de Marfil|Costa do Marfim|Cote d Ivoire|RCI|كوت ديفوار",
    "CV": "Cabo Verde|Cap Vert|Cape Verde",
    "CZ": "Czech Republic|République tchèque|República Checa|Czechia",
    "DO": "Rép. dominicaine|Rep. Dominicana|Dominican Rep.",
    "EG": "Arab Republic of Egypt|République arabe d'Égypte|جمهورية مصر العربية",
    "FM": "Micronésie|Micronesia|Micronésia|Federated States of Micronesia",
    "GB": "UK|U.K.|Great Britain|Grande-Bretagne|Gran Bretaña|Grã-Bretanha|England|Angleterre"
    "|Inglaterra|Scotland|Écosse|Wales|Northern Ireland"
    "|United Kingdom of Great Britain and Northern Ireland"
    "|Royaume-Uni de Grande-Bretagne et d'Irlande du Nord|بريطانيا|انجلترا",
    "GQ": "Guinée-Équatoriale",
    "GW": "Guinée Bissau|Guiné Bissau",
    "HK": "Hong Kong|Hong-Kong",
    "IR": "République islamique d'Iran|Islamic Republic of Iran",
    "KP": "Democratic People's Republic of Korea|Korea, Democratic People's Republic of|DPRK"
    "|République populaire démocratique de Corée"
    "|Corée, République populaire démocratique de|RPDC",
    "KR": "Korea|Corée|Corea|Coreia|Republic of Korea|Korea, Republic of|République de Corée"
    "|República de Corea|South Korea",
    "LA": "Lao PDR|Lao|RDP Lao|Lao People's Democratic Republic"
    "|République démocratique populaire lao",
    "LY": "Libyan Arab Jamahiriya|État de Libye",
    "MA": "المملكة المغربية",
    "MD": "Moldavia|Republic of Moldova",
    "MK": "Macedonia|Macédoine|Macedônia|FYROM",
    "MM": "Burma|Birmanie|Birmania",
    "MO": "Macau|Macao",
    "NL": "Holland|Hollande|Holanda|The Netherlands|هولندا",
    "PH": "The Philippines",
    "PS": "Palestine|Palestina|State of Palestine|État de Palestine|Estado de Palestina"
    "|Occupied Palestinian Territory|oPt|Territoire palestinien occupé|فلسطين|دولة فلسطين",
    "RU": "Russian Federation|Fédération de Russie|Federación de Rusia|Federação Russa",
    "SA": "KSA|السعودية",
    "ST": "São Tomé|Sao Tome et Principe|Sao Tomé-et-Principe",
    "SV": "El Salvador|Salvador",
    "SY": "Syrian Arab Republic|République arabe syrienne|República Árabe Siria",
    "SZ": "Swaziland|Swazilandia|Suazilandia|Suazilândia",
    "TL": "East Timor|Timor oriental|Timor Leste|Timor-Leste",
    "TR": "Türkiye|Turkiye|Turkey",
    "TT": "Trinité et Tobago|Trinidad & Tobago|Trinidad",
    "TW": "Republic of China",
    "TZ": "République-Unie de Tanzanie|United Republic of Tanzania|Tanzanie, République-Unie de"
    "|República Unida de Tanzania|República Unida da Tanzânia",
    "US": "USA|U.S.A.|United States of America|États-Unis d'Amérique|EEUU|EE. UU.|EE.UU."
    "|Estados Unidos de América|Estados Unidos da América|EUA|E.U.A.|America|أمريكا",
    "VA": "Holy See|Saint-Siège|Santa Sede|Vatican|Vaticano",
    "VE": "República Bolivariana de Venezuela|République bolivarienne du Venezuela",
    "VN": "Viet Nam|Viêt Nam|Việt Nam|Vietnam|Vietname",
    "ZA": "RSA|South Africa",
}

_OWN_NAMES = {
    "AL": "Shqipëria", "AM": "Հայաստան", "AT": "Österreich", "BA": "Bosna i Hercegovina",
    "BE": "België|Belgien", "BG": "България", "BY": "Беларусь", "CH": "Schweiz|Svizzera",
    "CN": "中国", "CZ": "Česko|Česká republika", "DE": "Deutschland", "DK": "Danmark",
    "EE": "Eesti", "FI": "Suomi", "GE": "საქართველო", "GR": "Ελλάδα|Ellada", "HR": "Hrvatska",
    "HU": "Magyarország", "IE": "Éire", "IL": "ישראל", "IN": "भारत|Bharat", "IR": "ایران",
    "IS": "Ísland", "JP": "日本|Nippon", "KR": "대한민국|한국",
    "KZ": "Қазақстан", "LT": "Lietuva", "LV": "Latvija", "ME": "Crna Gora",
    "MK": "Северна Македонија", "NL": "Nederland", "NO": "Norge|Noreg", "PH": "Pilipinas",
    "PL": "Polska", "RO": "România", "RS": "Srbija|Србија", "RU": "Россия", "SE": "Sverige",
    "SI": "Slovenija", "SK": "Slovensko", "TH": "ประเทศไทย|ไทย", "TR": "Türkiye",
    "TW": "台灣|臺灣", "UA": "Україна", "UZ": "Oʻzbekiston",
}  # fmt: skip
"""What countries call themselves in other languages than ours."""

# "Republic of …" and articles, folded; a name is also tried without them.
_OPENINGS = (
    "republique du", "republique de la", "republique de l", "republique de", "republique d",
    "royaume du", "royaume de", "royaume d", "republic of the", "republic of", "kingdom of",
    "state of", "republica de la", "republica del", "republica de", "republica do",
    "republica da", "reino de", "جمهوريه", "مملكه", "دوله",
    "the", "la", "le", "les", "l", "el", "los", "las", "o", "a", "os", "as",
)  # fmt: skip
_AND = frozenset({"and", "et", "y", "e", "و"})


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country, or None if the text names none.

    `text` may be the code, the three-letter code or a name in French, English, Spanish,
    Portuguese or Arabic, with or without accents, article, "Republic of" or an addition
    in brackets.
    """
    written = fold(text)
    if not written:
        return None
    codes = _codes()
    candidates = (written, *_shorter(written), fold(text.partition("(")[0]))
    return next((codes[key] for c in candidates if (key := _key(c)) in codes), None)


def country_name(code_or_text: str, locale: str) -> str:
    """The country's name in a locale of CLDR; a text that names no country as it is."""
    code = country_code(code_or_text)
    if code is None:
        return code_or_text
    return _territories(locale).get(code, code_or_text)


def country_codes() -> tuple[str, ...]:
    """The ISO 3166-1 alpha-2 codes of all countries."""
    return tuple(sorted(set(_codes().values())))


def _key(folded: str) -> str:
    words = folded.split()
    # "ET" is Ethiopia's code before it is an "and".
    return "".join(word for word in words if word not in _AND) or folded


def _shorter(folded: str) -> Iterator[str]:
    for opening in _OPENINGS:
        if folded.startswith(f"{opening} "):
            yield folded.removeprefix(f"{opening} ")


@cache
def _codes() -> dict[str, str]:
    from babel.core import get_global  # noqa: PLC0415 slow to import, rarely needed

    codes: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in _territories(locale).items():
            codes.setdefault(_key(fold(name)), code)
    countries = frozenset(codes.values())
    aliases: Any = get_global("territory_aliases")
    for alias, targets in aliases.items():
        if len(alias) == 3 and alias.isalpha() and len(targets) == 1:
            codes.setdefault(alias.lower(), targets[0])
    for code, names in (*_OWN_NAMES.items(), *_OTHER_NAMES.items()):
        codes.update((_key(fold(name)), code) for name in names.split("|"))
    codes.update((code.lower(), code) for code in countries)
    return codes


@cache
def _territories(locale: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 slow to import, rarely needed

    names = Locale.parse(locale).territories
    return {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
