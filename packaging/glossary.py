"""The words a language has settled on, and the texts that depart from them.

`docs/glossary/LANGUAGE.md` holds one table: the term as the source writes it, the accepted
words, where they come from. Where a term stands in a text of the source, one of its accepted
words has to stand in the translation, in whatever form grammar asks of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROW = re.compile(r"^\|([^|]+)\|([^|]+)\|([^|]*)\|\s*$", re.MULTILINE)

NOT_WORDS = re.compile(r"\{[^{}]*\}|`[^`]*`")
"""What stands in for something, and what is typed as it is."""
KEPT = 4
"""Letters of a word that its endings never touch."""
ARTICLE = re.compile("^ال")
SHORT_VOWELS = re.compile(r"[\u064b-\u0652]")
"""Of Arabic; they are written or left out as one likes."""


@dataclass(frozen=True)
class Term:
    """A term of the source, and what a language accepts for it."""

    english: str
    accepted: tuple[str, ...]
    source: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term in a text of the source, in singular and plural."""
        *first, last = re.split(r"([\s-]+)", self.english)
        singular, root = re.escape(last), re.escape(last[:-1])
        ending = rf"{root}(?:y|ies)" if last.endswith("y") else rf"{singular}(?:s|es)?"
        start = re.escape("".join(first))
        return re.compile(rf"(?<![\w-]){start}{ending}(?![\w-])", re.IGNORECASE)

    def stands_in(self, translation: str) -> bool:
        """Whether one of the accepted words stands in a translation."""
        text = bare(translation)
        return any(all(stem(word) in text for word in each.split()) for each in self.accepted)


def bare(text: str) -> str:
    """A text without what may be written in more than one way."""
    return SHORT_VOWELS.sub("", text).casefold().replace("'", "’")


def stem(word: str) -> str:
    """What stays of a word whatever its ending."""
    word = ARTICLE.sub("", bare(word))
    return word[: max(KEPT, len(word) - 2)]


def terms_of(page: Path) -> list[Term]:
    """The terms of a glossary, the longest first. Raises ValueError for a term said twice."""
    rows = ROW.findall(page.read_text(encoding="utf-8"))[2:]  # the heading and its rule
    terms = [
        Term(
            english.strip(),
            tuple(each.strip() for each in accepted.split(" / ")),
            source.strip(),
        )
        for english, accepted, source in rows
    ]
    said: set[str] = set()
    for term in terms:
        if term.english.casefold() in said:
            raise ValueError(f"{page.name}: “{term.english}” stands there twice")
        said.add(term.english.casefold())
    return sorted(terms, key=lambda term: -len(term.english))


def departures(original: str, translation: str, terms: list[Term]) -> Iterator[Term]:
    """The terms that stand in a text and whose accepted words its translation lacks."""
    left = NOT_WORDS.sub("{}", original)
    for term in terms:
        left, times = term.pattern.subn("·", left)  # what is part of a longer term is no term
        if times and not term.stands_in(translation):
            yield term
