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
    " الانجليزية, اللغة الإنجليزية, الإنكليزية",
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
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WITH_REGION = re.compile(r"(fr|en|es|pt|ar|zh|de|it|nl)[-_]([a-z]{2}|\d{3})", re.IGNORECASE)


def languages_in(text: str) -> Said[str]:
    """The ISO 639-1 codes of the languages a cell names, in any usual way of listing them."""
    return _listed(BRACKETS.sub(" ", text), _languages_of)


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


def yes_or_no(text: str) -> bool | None:
    """What a cell says that holds no more than yes or no, or a tick; None for anything else."""
    said = fold(text)
    if ticked(text) or said in _YES:
        return True
    return False if said in _NO else None


_REFUSES = re.compile(
    r"(?:non|no|nao|لا)\b.*|.*\b(?:n accepte pas|n autorise pas|refuse|do not|don t|no acepto"
    r"|no autorizo|nao aceito|nao autorizo|لا اوافق)\b.*"
)


def refuses(text: str) -> bool:
    """Whether an answer to a request for consent says no."""
    return _REFUSES.fullmatch(fold(text)) is not None or yes_or_no(text) is False


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
        anfitriona, anfitriones, anfitriao, anfitria, table chair, chair of table, president de
        table, presidente de table, presidente de mesa, presidenta de mesa, مضيف, مضيفة,
        المضيف, المضيفة, مضيف الطاولة, مضيفة الطاولة, ospite
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
_NO_ROLES = folded_words(
    """attendee attendees presenter organizer organiser panelist asistente organizador
    organizadora organisateur organisatrice présentateur apresentador panéliste ponente"""
)
"""What meeting tools call people: understood, and none of the roles at a table."""
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
    whole = _role_of(BRACKETS.sub(" ", text))
    return Said(tuple(whole), ()) if whole else _listed(BRACKETS.sub(" ", text), _role_of)


def _role_of(piece: str) -> list[Role] | None:
    roles = _roles()
    words = fold(piece).split()
    if " ".join(words) in roles:
        return [roles[" ".join(words)]]
    if " ".join(words) in _NO_ROLES or (len(words) == 1 and words[0] in _ENDINGS):
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
