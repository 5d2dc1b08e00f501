"""The names of people that a workshop knows, and where they stand in running text.

Whole names are found in either order, with initials and whatever the case and accents; family
names alone only where they read as names. Arabic is read with the letters that grow onto a
word there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, OpenPoint, Participant
from worldcafe.domain.workshop import Workshop

_WORD = re.compile(
    "[^\\W\\d_](?:[^\\W\\d_]"
    "|[\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff])*"
)
_GAP = re.compile("[ \u00a0\u202f.,_'’\u2010\u2011-]{1,3}")


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set_of(
    "m mr mrs ms mme mlle mm madame monsieur miss mister sir dr prof pr me hon sr sra srta"
    " senor senora don dona doutor doutora السيد السيده الدكتور الدكتوره الاستاذ الاستاذه"
)
_PARTICLES = _set_of(
    "de da do du dos das del della di la le les el al bin ben ibn abu van von der den y e ال"
)
_GROWN_ON = "وفبلك"
"""Arabic for and, so, with, for and as: written as one word with what follows."""
_OF_BODIES = _set_of(
    "all bank banks banque banco bureau camara city club ecole equipe equipo escola forum foro"
    " fonds fund group groupe grupo hub lab ligue mairie office ong ordre prefecture red rede"
    " region school societe society team terre tous town union unite unit ville وزاره بلديه"
    " مدينه جمعيه جامعه منظمه"
)
_BEGIN_BODIES = (
    "agenc", "agenci", "associa", "central", "centre", "centro", "chamb", "comite", "commis",
    "committ", "commun", "compan", "confed", "congres", "conseil", "consej", "conselh",
    "consor", "cooperat", "coordin", "council", "delegat", "departe", "departm", "direct",
    "direcc", "entrepr", "federa", "fondati", "foundat", "fundac", "gobiern", "gouvern",
    "governm", "institut", "ministe", "ministr", "mouvem", "movimi", "municip", "network",
    "observat", "organi", "partici", "platafor", "platefor", "platform", "prefeit", "program",
    "project", "projet", "provinc", "reseau", "secreta", "service", "sindica", "syndica",
    "universi",
)  # fmt: skip
"""Words of bodies, and how they begin: who is called with one of them is no person."""
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class KnownName:
    """How somebody is called, as folded words."""

    name: str
    """As it is written."""
    given: tuple[str, ...]
    family: tuple[str, ...]
    hidden: bool = False
    """Whether it is of somebody who asked not to be named."""
    guessed: bool = False
    """Whether it may be a body's as well: then only the whole of it is a name."""

    @classmethod
    def of(cls, person: Participant) -> "KnownName":
        """A participant's; who has one name only has it as a family name."""
        given, family = fold(person.given_name).split(), fold(person.family_name).split()
        if not family:
            given, family = [], given
        return cls(person.name, tuple(given), tuple(family), person.name_hidden)

    @classmethod
    def spelt(cls, name: str, *, guessed: bool = False) -> "KnownName":
        """A name on one line: capitals are the family name, else the last word is."""
        words = [found[0] for found in _WORD.finditer(name)]
        loud = [word for word in words if len(word) > 1 and word.isupper()]
        if not loud or len(loud) == len(words):
            loud = words[-1:]
        given = [fold(word) for word in words if word not in loud]
        return cls(name, tuple(given), tuple(map(fold, loud)), guessed=guessed)


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a text."""

    start: int
    end: int
    known: KnownName
    whole: bool
    """Whether a given name or its initial stands beside the family name."""


def known_names(workshop: Workshop) -> tuple[KnownName, ...]:
    """Everybody's: of participants, of contacts, and of whoever is to do or to give something.

    An owner is a body or a person: what is no known body and reads as a person's name is one.
    """
    names = {KnownName.of(person): None for person in workshop.participants.values()}
    bodies = _bodies(workshop)
    for text in dict.fromkeys(_by_whom(workshop)):
        if fold(text) not in bodies and _reads_as_a_person(text):
            guessed = not _PARTICLES.isdisjoint(fold(text).split())
            names[KnownName.spelt(text, guessed=guessed)] = None
    for item in workshop.contributions.values():
        names.update((KnownName.spelt(each.name), None) for each in item.contacts)
    return tuple(name for name in names if name.family)


def _by_whom(workshop: Workshop) -> Iterator[str]:
    """What stands where a person may stand."""
    items: list[Contribution | OpenPoint] = [
        *workshop.contributions.values(),
        *workshop.open_points.values(),
    ]
    for item in items:
        if item.next_step:
            yield item.next_step.owner
        if isinstance(item, Contribution):
            yield item.organiser_owner
            yield from (each.by for each in item.resources)
    yield from workshop.about.organisers


def _bodies(workshop: Workshop) -> str:
    """The names of all bodies, folded, one after another."""
    found = set()
    for person in workshop.participants.values():
        found |= {person.organisation, person.delegation, person.city}
    for item in workshop.contributions.values():
        for partner in item.partners:
            found |= {partner.name, partner.city}
        found |= {contact.organisation for contact in item.contacts}
    return "\n".join(map(fold, found))


def _reads_as_a_person(text: str) -> bool:
    """Two to five words with capitals, where their script has some, and none of a body's."""
    words = [found[0] for found in _WORD.finditer(text)]
    if not 2 <= len(words) <= _MOST_WORDS or any(c.isdigit() or c in "&/" for c in text):
        return False
    folded = [fold(word) for word in words]
    named = [w for w, f in zip(words, folded, strict=True) if f not in _PARTICLES]
    return (
        len(named) >= 2
        and not _OF_BODIES.intersection(folded)
        and not any(word.startswith(_BEGIN_BODIES) for word in folded)
        and all(not word[0].islower() for word in named)
        and all(word.istitle() or len(word) > 3 or not word.isupper() for word in named)
    )


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int
    is_small: bool
    """Written without a capital, in a script that has them."""


_fold = lru_cache(maxsize=100_000)(fold)


def _words(text: str) -> list[_Word]:
    return [
        _Word(_fold(found[0]), found.start(), found.end(), found[0][0].islower())
        for found in _WORD.finditer(text)
    ]


class NameFinder:
    """Finds these names in any number of texts."""

    def __init__(
        self,
        names: Iterable[KnownName],
        context: Iterable[str] = (),
        places: Iterable[str] = (),
    ) -> None:
        """`context`: the texts that show which family names are ordinary words there.

        A family name that is one of the `places` too is only one beside a given name.
        """
        self._of_family: dict[str, list[KnownName]] = {}
        for known in names:
            for word in _leading(known.family):
                self._of_family.setdefault(word, []).append(known)
        self._ordinary = self._ordinary_words(context)
        self._ordinary.update(word for place in places for word in _fold(place).split())

    def find(self, text: str) -> Iterator[NameFound]:
        """The names in a text, in their order; they do not overlap."""
        words = _words(text)
        after = 0
        for at, word in enumerate(words):
            key, start = self._known(word, text)
            if not key or at < after:
                continue
            runs = [self._run(known, words, at, text) for known in self._of_family[key]]
            first, last, known, whole = min(runs, key=_rank)
            if not whole and not self._reads_as_a_name(known, key, words, at, text):
                continue
            after = last + 1
            begin = start if first == at else words[first].start
            yield NameFound(begin, self._end(words, last, text, whole=whole), known, whole)

    def _known(self, word: _Word, text: str) -> tuple[str, int]:
        """The family name that a word is, and where it begins; empty for none."""
        if word.folded in self._of_family:
            return word.folded, word.start
        bare = word.folded[1:]
        if word.folded[:1] in _GROWN_ON and len(bare) >= 3:
            if word.folded.startswith("لل"):
                bare = f"ا{bare}"
            if bare in self._of_family:
                return bare, word.start + len(text[word.start : word.end]) - len(
                    text[word.start : word.end].lstrip(word.folded[0])
                )
        return "", 0

    def _run(
        self, known: KnownName, words: Sequence[_Word], at: int, text: str
    ) -> tuple[int, int, KnownName, bool]:
        """From which word to which a name goes around its family name, and if it is whole."""
        letters = {each[0] for each in known.given if each not in _PARTICLES}
        left = [*known.given, *(each for each in known.family if each != words[at].folded)]
        given = False
        first = last = at

        def takes(word: _Word) -> bool:
            """Whether the word is a part of the name that was not met yet."""
            nonlocal given
            for part in (word.folded, word.folded[1:] if word.folded[0] in _GROWN_ON else ""):
                if part in left:
                    left.remove(part)
                    given |= part in known.given and part not in _PARTICLES
                    return True
            is_letter = len(word.folded) == 1 and word.folded in letters and not word.is_small
            given |= is_letter
            return is_letter

        while (
            first and _touch(words[first - 1], words[first], text) and takes(words[first - 1])
        ):
            first -= 1
        while (
            last + 1 < len(words)
            and _touch(words[last], words[last + 1], text)
            and takes(words[last + 1])
        ):
            last += 1
        while first < at and words[first].folded in _PARTICLES:
            first += 1
        while last > at and words[last].folded in _PARTICLES:
            last -= 1
        whole = given or (not known.given and len(known.family) > 1 and not left)
        return first, last, known, whole

    def _reads_as_a_name(
        self, known: KnownName, key: str, words: Sequence[_Word], at: int, text: str
    ) -> bool:
        """Whether a family name alone is one: after a title, or no ordinary word here."""
        if at and words[at - 1].folded in _TITLES and _touch(words[at - 1], words[at], text):
            return True
        if known.guessed or key in self._ordinary or len(key) < 2:
            return False
        return not words[at].is_small or len(key) > 3

    def _end(self, words: Sequence[_Word], last: int, text: str, *, whole: bool) -> int:
        """Behind the last word, and behind the point of an initial."""
        end = words[last].end
        is_initial = whole and end - words[last].start == 1 and text[end : end + 1] == "."
        return end + is_initial

    def _ordinary_words(self, context: Iterable[str]) -> set[str]:
        """Family names that are written small more often than not, and more than twice."""
        small: Counter[str] = Counter()
        large: Counter[str] = Counter()
        for text in context:
            for found in _WORD.finditer(text):
                word = _fold(found[0])
                if word in self._of_family:
                    (small if found[0][0].islower() else large)[word] += 1
        return {word for word, n in small.items() if n > 2 and n > large[word]}


def _rank(run: tuple[int, int, KnownName, bool]) -> tuple[bool, bool, int]:
    """The name that explains most comes first: a whole one, one that is surely a person's."""
    first, last, known, whole = run
    return not whole, known.guessed, first - last


def _leading(family: Sequence[str]) -> Iterator[str]:
    """The words by which a family name is found; N’Guessan is written Nguessan too."""
    yield from (word for word in family if word not in _PARTICLES or len(family) == 1)
    if any(len(word) == 1 for word in family):
        yield "".join(family)


def _touch(one: _Word, other: _Word, text: str) -> bool:
    return _GAP.fullmatch(text, one.end, other.start) is not None
