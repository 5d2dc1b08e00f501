"""What the cells of a participant list say: names, languages, roles."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from worldcafe.domain.folding import fold, folded_words
from worldcafe.domain.vocabulary import Role
from worldcafe.wording.languages import LOCALES

T = TypeVar("T")


class Said(NamedTuple, Generic[T]):
    """What was understood of a cell, in order, and what was not, as written."""

    known: tuple[T, ...]
    unknown: tuple[str, ...]


def clean(text: str) -> str:
    """Trimmed, inner white space collapsed; nothing if there is no letter or digit."""
    line = " ".join(text.split())
    return line if any(map(str.isalnum, line)) else ""


_EMAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>.]+")


def is_email(text: str) -> bool:
    """Whether the text is one e-mail address."""
    return _EMAIL.fullmatch(text) is not None


_TOTAL = re.compile(
    r"(?:sous |sub |grand )?(?:total|totaux|totales|totais|subtotal|suma|soma|somme|sum)"
    r"|total general|total geral|(?:nombre|effectif|numero|number)(?: total)? (?:de|d|of) .*"
    r"|المجموع|الاجمالي|اجمالي|مجموع|العدد الكلي|عدد المشاركين"
)
_AMOUNT = re.compile(r"[\d\s.,%+]+|\d+ \w+")


def is_total(filled: Sequence[str]) -> bool:
    """Whether the cells that say something are a sum: "Total | 80", "Total : 80 personnes"."""
    if not filled:
        return False
    label = re.sub(r"\d+( \w+)?", "", fold(filled[0])).strip()
    opening = _TOTAL.match(label)
    whole = opening is not None and (opening.end() == len(label) or label[opening.end()] == " ")
    return whole and all(map(_AMOUNT.fullmatch, filled[1:]))


def is_footnote(text: str) -> bool:
    """Whether a text that stands alone begins or reads as a remark, not as a name."""
    return text[:1] in "*([0123456789" or ":" in text


# --- languages ---------------------------------------------------------------------------

_LANGUAGES_OTHERWISE = {
    "ar": "ara, arab, arabic, arabe, árabe, عربي, عربية, اللغة العربية",
    "de": "ger, deu, all, alem, allemand, deutsch",
    "en": "eng, ang, angl, ing, ingl, anglais, inglese, إنجليزي, انجليزي, انجليزية,"
    " الانجليزية, اللغة الإنجليزية",
    "es": "spa, esp, espagn, castellano, castillan, castilian, spagnolo, español, castelhano,"
    " اسباني, إسباني, اسبانية, الاسبانية",
    "fa": "farsi, dari",
    "fr": "fre, fra, fran, franç, franc, francese, فرنسي, فرنسية, الفرنسية, اللغة الفرنسية",
    "id": "bahasa, bahasa indonesia",
    "it": "ita, ital, italiano",
    "ms": "malay, bahasa melayu",
    "pt": "por, port, portug, portoghese, برتغالي, برتغالية, brazilian portuguese, portugais"
    " du brésil",
    "ru": "rus, russe, русский, روسي",
    "sw": "kiswahili, swahili",
    "tl": "tagalog, filipino",
    "zh": "chi, zho, mandarin, chinois mandarin, putonghua, 中文",
}
_NO_LANGUAGES = frozenset({"aa", "br", "ie", "io", "vo"})
_PROFICIENCY = folded_words(
    """a1 a2 b1 b2 c1 c2 courant courante couramment maternelle langue natif native bilingue
    bilingual fluent good basic notions intermediaire intermediate avance advanced lu
    parle ecrit niveau level nivel fluido fluente lingua lengua idioma language mother
    tongue principale main scolaire debutant beginner working knowledge excellent bon bien"""
)
_BETWEEN = re.compile(
    r"[/\\,;،؛&+|·•\n]|\s+(?:et|and|y|e|und|ou|or|o|plus|و)\s+|\s+و(?=ال)|\s[-–—]\s",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WITH_REGION = re.compile(r"(fr|en|es|pt|ar|zh|de|it|nl)[-_]([a-z]{2}|\d{3})", re.IGNORECASE)


def languages_in(text: str) -> Said[str]:
    """The ISO 639-1 codes of the languages a cell names, in any usual way of listing them."""
    return _listed(_BRACKETS.sub(" ", text), _languages_of)


def _languages_of(piece: str) -> list[str] | None:
    """The languages of a piece between separators; None if it is not understood."""
    codes = _language_codes()
    words = [word for word in fold(piece).split() if word not in _PROFICIENCY]
    whole = " ".join(words)
    if not words:
        return []
    if whole in codes:
        return [codes[whole]]
    regional = _WITH_REGION.fullmatch(piece.strip())
    if all(word in codes for word in words) and not _is_region(regional):
        return [codes[word] for word in words]
    return [regional[1].lower()] if regional else None


def _is_region(match: re.Match[str] | None) -> bool:
    """`fr-CA` and `pt-BR` name one language; `FR-EN`, in capitals throughout, two."""
    return match is not None and match[1].islower() and not match[2].islower()


@cache
def _language_codes() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 slow to import, rarely needed

    codes: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale.parse(locale).languages.items():
            if len(code) == 2 and code not in _NO_LANGUAGES:
                codes.setdefault(fold(name), code)
                codes[code] = code
    for code, names in _LANGUAGES_OTHERWISE.items():
        codes.update((fold(name), code) for name in names.split(","))
    return codes


def _listed(text: str, understand: Callable[[str], Iterable[T] | None]) -> Said[T]:
    known: dict[T, None] = {}
    unknown = []
    for piece in _BETWEEN.split(text):
        found = understand(piece) if clean(piece) else ()
        if found is None:
            unknown.append(clean(piece))
        else:
            known.update(dict.fromkeys(found))
    return Said(tuple(known), tuple(unknown))


# --- yes or no ---------------------------------------------------------------------------

_YES = folded_words(
    """oui o yes y si s sim نعم اجل x 1 true vrai verdadero verdadeiro needed requis
    wheelchair pmr fauteuil"""
)
_NO = folded_words(
    """non n no nao لا 0 false faux falso none aucun aucune ninguno ninguna nenhum nenhuma
    ras"""
)
_NEEDS = re.compile(
    r"wheel ?chair|fauteuil|mobilite reduite|\bpmr\b|reduced mobility|silla de ruedas"
    r"|movilidad reducida|cadeira de rodas|mobilidade reduzida|كرسي متحرك|بكرسي|step free"
    r"|sans marche|table accessible|accessible table|mesa accesible|mesa acessivel"
)
_TICKS = frozenset("✓✔☑✅")


def ticked(text: str) -> bool:
    """Whether a cell holds nothing but a tick."""
    marks = text.replace("\N{VARIATION SELECTOR-16}", "").strip()
    return bool(marks) and _TICKS.issuperset(marks)


def needs_access_in(text: str) -> bool | None:
    """Whether a cell says that somebody needs an accessible table; None if it is not clear."""
    said = fold(text)
    words = said.split()
    if not words or (words[0] in _NO and len(words) < 3):
        return False
    return True if words[0] in _YES or _NEEDS.search(said) else None


# --- roles -------------------------------------------------------------------------------

_ROLE_WORDS: dict[Role, str] = {
    Role.HOST: """
        hote, hotesse, host, hostess, table host, hote de table, hotesse de table, anfitrion,
        anfitriona, anfitriones, anfitriao, anfitria, مضيف, مضيفة, المضيف, المضيفة, مضيف
        الطاولة, مضيفة الطاولة, ospite
    """,
    Role.NOTE_TAKER: """
        preneur, preneuse, prise de notes, preneur de notes, preneuse de notes, prend des
        notes, notes, rapporteur, rapporteure, rapporteuse, secretaire, secretaire de seance,
        secretaire de table, note taker, notetaker, note taking, scribe, recorder, secretary,
        relator, relatora, tomador de notas, tomadora de notas, toma de notas, tomada de
        notas, tomar notas, secretario, secretaria, anotador, anotadora, responsavel pelas
        notas, مدون, مدونة, مدون الملاحظات, مدونة الملاحظات, تدوين الملاحظات, مقرر, مقررة,
        المقرر, المقررة, كاتب, كاتب الملاحظات, كاتبة الملاحظات, أمين السر
    """,
    Role.FACILITATOR: """
        facilitateur, facilitatrice, facilitation, animateur, animatrice, animation, moderateur,
        moderatrice, facilitator, moderator, facilitador, facilitadora, moderador, moderadora,
        animador, animadora, dinamizador, dinamizadora, facilitacion, ميسر, ميسرة, الميسر,
        الميسرة, منسق, منسقة, منشط, منشطة
    """,
    Role.TRAVELLER: """
        participant, participante, voyageur, voyageuse, traveller, traveler, viajero, viajera,
        viajante, invite, invitee, guest, invitado, invitada, convidado, convidada, مشارك,
        مشاركة, مسافر, مسافرة, متنقل, متنقلة
    """,
}
_ROLE_FILLERS = folded_words(
    """table mesa tavola طاولة الطاولة de la du da del a au na en the of at no n nº numero"""
)
_ENDINGS = frozenset(
    {"e", "a", "ne", "se", "sse", "esse", "euse", "teuse", "trice", "rice", "ice", "ra", "ora",
     "dora", "na"}
)  # fmt: skip
"""What is left of "facilitateur/trice" and its kind after the separator."""


def roles_in(text: str) -> Said[Role]:
    """The roles a cell names in one of the five languages."""
    whole = _role_of(_BRACKETS.sub(" ", text))
    return Said(tuple(whole), ()) if whole else _listed(_BRACKETS.sub(" ", text), _role_of)


def _role_of(piece: str) -> list[Role] | None:
    roles = _roles()
    words = fold(piece).split()
    if " ".join(words) in roles:
        return [roles[" ".join(words)]]
    if words and words[-1] in _ENDINGS and len(words) == 1:
        return []
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            rest = words[:at] + words[at + size :]
            role = roles.get(" ".join(words[at : at + size]))
            if role and all(w in _ROLE_FILLERS or w.isdigit() for w in rest):
                return [role]
    return None


@cache
def _roles() -> dict[str, Role]:
    return {
        fold(name): role for role, names in _ROLE_WORDS.items() for name in names.split(",")
    }


# --- names -------------------------------------------------------------------------------


class SplitName(NamedTuple):
    """A full name in its two parts; `is_sure` says whether it could be read another way."""

    given: str
    family: str
    is_sure: bool


_PARTICLES = folded_words(
    """de da do dos das di del della du des d van von der den zu ben bin ibn bint el al ould
    ait abou abu bou le la las los mac san santa ter ten بن ابن بنت آل أبو"""
)
_HONORIFICS = folded_words(
    """m mr mrs ms mme mlle mm dr dra pr prof eng ing hon sr sra srta monsieur madame السيد
    السيدة الدكتور الدكتورة د"""
)


def split_name(text: str, *, family_first: bool = False) -> SplitName:
    """A full name in two parts, each as it was typed.

    Capitals are the family name ("DUPRÉ Zoë"), a comma follows it ("Dupré, Zoë"), a
    particle begins it ("Ana da Silva"); else it is the last word. `family_first` says the
    list's heading names the family first; without capitals or comma that stays unsure.
    A title such as "Dr." in front is left out.
    """
    name = _without_honorific(clean(text))
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and before and after:
        return SplitName(after, before, is_sure="," not in after)
    words = name.split()
    if len(words) < 2:
        return SplitName("", name, is_sure=False)
    capitals = _capitals(words)
    if capitals:
        return _by_capitals(words, capitals)
    if family_first:
        return _by_heading(words)
    return _by_particle(words)


def _without_honorific(name: str) -> str:
    first, _, rest = name.partition(" ")
    is_title = fold(first) in _HONORIFICS and (len(first) > 1 or not first.isascii())
    return _without_honorific(rest) if is_title and " " in rest else name


def _capitals(words: list[str]) -> range:
    """Where the words in capitals stand; empty if there are none, or nothing else."""
    at = [i for i, word in enumerate(words) if _is_capitals(word)]
    if not at:
        return range(0)
    start, end = at[0], at[-1] + 1
    while start > 0 and _is_particle(words[start - 1]):
        start -= 1
    return range(0) if end - start == len(words) else range(start, end)


def _is_capitals(word: str) -> bool:
    stem = re.sub(r"^[dl]['’]", "", word)
    letters = [c for c in stem if c.isalpha()]
    return len(letters) > 1 and stem.isupper() and not (len(letters) == 2 and "." in word)


def _is_particle(word: str) -> bool:
    return fold(word) in _PARTICLES


def _by_capitals(words: list[str], where: range) -> SplitName:
    family = words[where.start : where.stop]
    given = words[: where.start] + words[where.stop :]
    at_an_edge = where.start == 0 or where.stop == len(words)
    whole = all(_is_capitals(word) or _is_particle(word) for word in family)
    short = where.start == 0 and len(" ".join(family)) <= 2
    return SplitName(
        " ".join(given), " ".join(family), is_sure=at_an_edge and whole and not short
    )


def _by_heading(words: list[str]) -> SplitName:
    """The family name first, unless a particle inside says that it comes last."""
    n_before = next((i for i, word in enumerate(words) if not _is_particle(word)), 0)
    if n_before == 0 and any(map(_is_particle, words[1:-1])):
        return _by_particle(words)._replace(is_sure=False)
    n_family = min(n_before + 1, len(words) - 1)
    return SplitName(" ".join(words[n_family:]), " ".join(words[:n_family]), is_sure=False)


def _by_particle(words: list[str]) -> SplitName:
    particle = next((i for i in range(1, len(words) - 1) if _is_particle(words[i])), None)
    if particle is None:
        n_family = 2 if len(words) > 3 else 1
        at = len(words) - n_family
        sure = len(words) == 2 and not _is_capitals(words[0])
        return SplitName(" ".join(words[:at]), " ".join(words[at:]), is_sure=sure)
    bare = [word for word in words[particle:] if not _is_particle(word)]
    return SplitName(
        " ".join(words[:particle]), " ".join(words[particle:]), is_sure=len(bare) == 1
    )
