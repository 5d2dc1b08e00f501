"""The names of people, as cells of lists hold them."""

import re
from typing import NamedTuple

from worldcafe.domain.folding import fold, folded_words
from worldcafe.domain.vocabulary import Role
from worldcafe.exchange.values import BRACKETS, clean, roles_in

_NAME_WORD = re.compile(r"(?:[^\W\d_]['’.-]?)+\.?")
_MOST_WORDS = 6


def looks_like_name(text: str) -> bool:
    """Whether a text may be somebody's name, whole or half, by its letters alone."""
    words = re.split(r"[\s,]+", text)
    is_acronym = len(words) == 1 and text.isupper() and 2 < len(text) < 6
    return (
        0 < len(words) <= _MOST_WORDS
        and all(map(_NAME_WORD.fullmatch, words))
        and any(not word[0].islower() for word in words)
        and all(not w[0].islower() or _is_particle(w) or len(w) < 3 for w in words)
        and len(text) > 1
        and not is_acronym
    )


class CellNames(NamedTuple):
    """Whom a cell names."""

    names: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    """That stand in brackets behind a name."""
    left_out: str = ""
    """What else stands there."""
    may_be_several: bool = False
    """Whether the one name may be those of several people all the same."""


_BETWEEN_PEOPLE = re.compile(
    r"\s*(?:[\n;&+]|(?<!\b\w)/(?!\w\b))\s*|\s+(?:et|and|und|و)\s+", re.IGNORECASE
)
"""A slash within "S/O" or "A/L" is part of one person's name."""
_WITHIN_A_NAME = re.compile(r"\s+[ye]\s+", re.IGNORECASE)
"""Between two people, or between the two surnames of one: "Muñoz Ledo y Lazo de la Vega"."""
_SURELY_BETWEEN = re.compile(r"[\n;&]|\s(?:et|and)\s", re.IGNORECASE)


def names_in(text: str) -> CellNames:
    """Whom the cell of a full name names: one person, or several where each is named in full.

    "Ana Silva (chair)" has a role in brackets, "Ana Silva; Bruno Costa" are two people;
    "Ramón y Cajal" and "Dupré, Zoë" are one.
    """
    within = [clean(found) for found in BRACKETS.findall(text)]
    roles = tuple(role for each in within for role in roles_in(each.strip("()[] ")).known)
    others = " ".join(each for each in within if not roles_in(each.strip("()[] ")).known)
    bare = BRACKETS.sub(" ", text).strip()
    if not clean(bare):
        return CellNames((clean(text),))
    pieces = [clean(piece) for piece in _BETWEEN_PEOPLE.split(bare)]
    by_commas = [clean(piece) for piece in bare.split(",")]
    for names in (pieces, by_commas if len(by_commas) > 2 else []):
        if len(names) > 1 and all(" " in name and looks_like_name(name) for name in names):
            return CellNames(tuple(names), roles, others)
    sides = [clean(side) for side in _WITHIN_A_NAME.split(bare)]
    both_whole = len(sides) > 1 and all(" " in side for side in sides)
    unsure = both_whole or (len(pieces) > 1 and _SURELY_BETWEEN.search(bare) is not None)
    return CellNames((clean(bare),), roles, others, may_be_several=unsure)


_PLACEHOLDER = re.compile(
    r"(?:anonym(?:e|ous|o|a|us)?|anonim[oa]|guest|invitee?|invitad[oa]|convidad[oa]"
    r"|participante?|attendee|delegate|delegue|tbc|tbd|tba|n n|nn|xx+|\?+|unknown|inconnue?"
    r"|desconocid[oa]|desconhecid[oa]|مجهول|ضيف|plus (?:one|un|1)"
    r"|to be (?:confirmed|nominated|announced|determined|named)"
    r"|(?:a|por) (?:confirmer|confirmar|definir|designer|designar|nommer|preciser))"
    r"(?: ?(?:no |n )?\w{0,2}\d*)?"
)


def is_placeholder(name: str) -> bool:
    """Whether a name stands for somebody not known yet: "Anonymous 12", "À confirmer"."""
    return _PLACEHOLDER.fullmatch(fold(name)) is not None


class SplitName(NamedTuple):
    """A full name in its two parts; `is_sure` says whether it could be read another way."""

    given: str
    family: str
    is_sure: bool


PARTICLES = folded_words(
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
    return fold(word) in PARTICLES


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
