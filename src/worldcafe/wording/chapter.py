"""What a text to be read at leisure is made of: help, the method, the manual."""

from collections.abc import Iterator
from dataclasses import dataclass

from worldcafe.domain.folding import fold
from worldcafe.wording.words import Words


@dataclass(frozen=True)
class Passage:
    """A few paragraphs under a heading. All texts are English, translated where shown."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """What there is to know about one thing, in a screenful or a few."""

    title: str
    aim: str
    """What the thing is for, in a sentence."""
    passages: tuple[Passage, ...]

    @property
    def texts(self) -> Iterator[str]:
        """All it says, in the order of reading."""
        yield from (self.title, self.aim)
        for passage in self.passages:
            yield passage.heading
            yield from passage.paragraphs

    def speaks_of(self, sought: str, words: Words) -> bool:
        """Whether all the words that somebody typed stand in it, however they are accented."""
        said = fold(" ".join(map(words, self.texts)))
        return all(each in said for each in fold(sought).split())
