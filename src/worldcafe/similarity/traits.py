"""What of a contribution is compared with others, apart from its meaning."""

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Contribution, Partner
from worldcafe.domain.vocabulary import Activity, Kind, ThemeCode
from worldcafe.similarity.language import guess_language
from worldcafe.similarity.names import GENERIC, LEADS_TO_NAME, sound
from worldcafe.similarity.places import (
    Mention,
    Word,
    city_key,
    mentions,
    without_prefix,
    words_of,
)
from worldcafe.wording.countries import country_code

_LONGEST_TEXT = 600
"""Characters of a text that are compared; what an idea is stands at its beginning."""
_STEM, _LEAST_STEM = 5, 4
"""Characters of a stem, and of the shortest word that has one."""


@dataclass(frozen=True)
class Traits:
    """A contribution as others are compared with it."""

    id: str
    lang: str
    """ISO 639-1 code, as said or else as guessed; empty if neither."""
    kind: Kind
    words: str
    """Title and description without places and names, folded."""
    stems: frozenset[str]
    """The beginnings of these words, alike in a word's forms and in related languages."""
    cities: frozenset[str]
    countries: frozenset[str]
    """ISO codes, those of the cities included."""
    names: frozenset[str]
    """Bodies and people, by the sound of each word of their names."""
    partners: frozenset[str]
    """Those of the names that are partners'."""
    plain: frozenset[str]
    """Words by their sound that stand there in small letters: no names, at least here."""
    heard: Mapping[str, str]
    """All words of the text by their sound: one of them may be a name that others know."""
    numbers: frozenset[str]
    themes: frozenset[str]
    """Codes, or the workshop's own words."""
    activities: frozenset[Activity]
    written: Mapping[str, str]
    """Cities, countries and names by their keys, each as this contribution writes it."""
    texts: tuple[str, str]
    """What is encoded: title and description, and the same without places and names."""

    @property
    def digest(self) -> str:
        """Changes when what is encoded changes."""
        encoded = "\n".join(self.texts).encode("utf-8", "replace")
        return hashlib.sha256(encoded).hexdigest()[:32]


def traits_of(contribution: Contribution) -> Traits:
    """What of this contribution is compared."""
    reading = _Reading(contribution)
    words = fold(reading.idea)
    return Traits(
        id=contribution.id,
        lang=contribution.lang or guess_language(reading.text) or "",
        kind=contribution.kind,
        words=words,
        stems=frozenset(word[:_STEM] for word in words.split() if len(word) >= _LEAST_STEM),
        cities=frozenset(reading.cities),
        countries=frozenset(reading.countries),
        names=frozenset(reading.names),
        partners=frozenset(reading.partners),
        plain=reading.plain,
        heard=reading.heard,
        numbers=frozenset(w.folded for w in reading.words if w.folded.isdecimal()),
        themes=frozenset(contribution.themes) - {ThemeCode.OTHER},
        activities=frozenset(contribution.activities) - {Activity.OTHER},
        written=reading.written,
        texts=(reading.text, reading.idea),
    )


def text_digest(contribution: Contribution) -> str:
    """Changes when the vectors of this contribution have to be made anew."""
    return traits_of(contribution).digest


class _Reading:
    """The places and names of a contribution, from its fields and from its words."""

    def __init__(self, contribution: Contribution) -> None:
        self.cities: set[str] = set()
        self.countries: set[str] = set()
        self.names: set[str] = set()
        self.partners: set[str] = set()
        self.written: dict[str, str] = {}
        self.text = _text_of(contribution)
        self._title_ends = len(contribution.title)
        self.words = words_of(self.text)
        self._field_words: set[str] = set()
        for partner in contribution.partners:
            self._read_partner(partner)
        self.partners.update(self.names)
        self._read_phrase(contribution.place)
        if contribution.next_step:
            self._read_phrase(contribution.next_step.owner)
        named = list(mentions(self.words))
        for mention in named:
            self._mention(mention)
        taken = {i for m in named for i in range(m.first, m.first + m.length)}
        self._read_capitals(taken)
        told = [word for i, word in enumerate(self.words) if i not in taken and _tells(word)]
        self.heard = {_sound(word): word.written for word in told}
        small = (word for word in told if word.written.islower())
        writes_capitals = sum(word.is_capitalised for word in self.words) > 1
        self.plain = frozenset(map(_sound, small)) if writes_capitals else frozenset()
        self.idea = self._without_names(taken)

    def _read_partner(self, partner: Partner) -> None:
        country = country_code(partner.country) or ""
        if country:
            self._note_country(country, partner.country)
        if partner.city:
            self._read_city(partner.city, country)
        self._read_phrase(partner.name)
        self._field_words.update(w.folded for w in words_of(f"{partner.country}"))

    def _read_city(self, city: str, country: str) -> None:
        known = city_key(city, country)
        words = words_of(city)
        self._field_words.update(word.folded for word in words)
        if known:
            self._note_city(*known, city)
        else:
            key = "".join(_sound(word) for word in words)
            self._note_city(key, country, city)
            self.names.update(_sound(word) for word in words if _tells(word))

    def _read_phrase(self, phrase: str) -> None:
        """A body's name or a place, in which cities may stand."""
        words = words_of(phrase)
        found = list(mentions(words))
        for mention in found:
            self._mention(mention)
        taken = {i for m in found for i in range(m.first, m.first + m.length)}
        for i, word in enumerate(words):
            if i not in taken and _tells(word):
                self.names.add(_sound(word))
                self.written.setdefault(_sound(word), phrase)
        self._field_words.update(word.folded for word in words if _tells(word))

    def _mention(self, mention: Mention) -> None:
        if mention.is_country:
            self._note_country(mention.country, mention.written)
        else:
            self._note_city(mention.key, mention.country, mention.written)

    def _note_city(self, key: str, country: str, written: str) -> None:
        self.cities.add(key)
        self.written.setdefault(key, written)
        if country:
            self.countries.add(country)

    def _note_country(self, code: str, written: str) -> None:
        self.countries.add(code)
        self.written.setdefault(code, written)

    def _read_capitals(self, taken: set[int]) -> None:
        """Words with a capital amid a sentence are names, unless `taken` for a place's; and
        so are words after "city of" where the script has no capitals.
        """
        for sentence in _sentences(self.text, self.words):
            in_title = self.words[sentence[0]].start < self._title_ends if sentence else False
            titled = in_title and _is_title_case(
                [self.words[i] for i in sentence if i not in taken]
            )
            for before, i in itertools.pairwise(sentence):
                word, previous = self.words[i], self.words[before]
                if word.is_arabic:
                    is_name = without_prefix(previous.folded) in LEADS_TO_NAME
                else:
                    is_name = word.is_capitalised and not titled
                if is_name and i not in taken and _tells(word):
                    self.names.add(_sound(word))
                    self.written.setdefault(_sound(word), word.written)

    def _without_names(self, taken: set[int]) -> str:
        """The text without the places at these words, and without what fields name."""
        kept, at = [], 0
        for i, word in enumerate(self.words):
            if i in taken or (word.folded in self._field_words and len(word.folded) > 2):
                kept.append(self.text[at : word.start])
                at = word.end
        kept.append(self.text[at:])
        return " ".join("".join(kept).split()) or self.text


def _text_of(contribution: Contribution) -> str:
    parts = (contribution.title, contribution.description)
    return ". ".join(part for part in parts if part)[:_LONGEST_TEXT]


def _sentences(text: str, words: Sequence[Word]) -> Iterator[list[int]]:
    """The words of each sentence, by their places."""
    sentence: list[int] = []
    for i, word in enumerate(words):
        gap = text[words[i - 1].end : word.start] if i else ""
        ends = any(stop in gap for stop in ".!?:\n|")
        if ends and not (gap == ". " and _is_abbreviated(words[i - 1])):
            yield sentence
            sentence = []
        sentence.append(i)
    yield sentence


def _is_abbreviated(word: Word) -> bool:
    """Whether a stop after it ends no sentence: `S. Vicente`, `St. Louis`."""
    return len(word.written) < 3 and word.is_capitalised and not word.written[1:].isupper()


def _is_title_case(words: Sequence[Word]) -> bool:
    """Whether Most Words Have Their Capital, so that it tells nothing. Places are no proof:
    "Protocolo de geminação Felgueiras – Santa Cruz" names two towns.
    """
    long = [word for word in words if len(word.folded) > 3 and not word.folded.isdecimal()]
    return len(long) > 4 and sum(word.is_capitalised for word in long) > 0.9 * len(long)


def _tells(word: Word) -> bool:
    """Whether a word can tell one name from another."""
    return len(word.folded) > 2 and word.folded not in GENERIC and not word.folded.isdecimal()


def _sound(word: Word) -> str:
    return sound(word.folded, is_arabic=word.is_arabic)
