"""What a command says: in words or as JSON on stdout, complaints on stderr."""

import json
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

from worldcafe.cli.parsing import WrongUse
from worldcafe.domain.refusal import Refusal
from worldcafe.wording import Words, words_for

if TYPE_CHECKING:
    from worldcafe.document import Document
    from worldcafe.document.address import Place


class Console:
    """Speaks to whoever typed the command, in their language."""

    def __init__(self, language: str, *, as_json: bool = False) -> None:
        self.language = language
        self.as_json = as_json

    @cached_property
    def words(self) -> Words:
        """The words of the environment's language."""
        return words_for(self.language)

    def say(self, text: str = "") -> None:
        """A line for a person to read; nothing when JSON was asked for."""
        if not self.as_json:
            sys.stdout.write(f"{text}\n")

    def opened(self, place: "Place") -> "Document":
        """The workshop in a file or on a server, to be closed by the caller.

        Where somebody on the way could read along that is said. Raises `FileRefused`.
        """
        from worldcafe.document import Document

        document = Document.open(place)
        if document.server and document.server.can_be_overheard:
            self.warn_of_listeners()
        return document

    def warn_of_listeners(self) -> None:
        """Say that a server was reached in a way on which others could read along."""
        from worldcafe.wording.refused_files import OVERHEARD

        self.complain_in_words(self.words(OVERHEARD))

    def report(self, report: Any) -> None:
        """The machine-readable report; nothing when it was not asked for."""
        if self.as_json:
            is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
            json.dump(report, sys.stdout, ensure_ascii=not is_utf8)
            sys.stdout.write("\n")

    def progress(self, text: str) -> None:
        """How far something is, on a line that the next one replaces; none if empty.

        For a person at a terminal; nothing is said to a file or a pipe.
        """
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()

    def complain(self, refusal: Refusal) -> None:
        """Say on stderr why something was not done."""
        self.complain_in_words(self.words.refusal(refusal))

    def complain_of_use(self, wrong: WrongUse) -> None:
        """Say on stderr what is wrong with the arguments."""
        words = self.words
        sentence = words(
            "Wrong use: {detail}. `{command} --help` shows what is possible.",
            detail=wrong.detail,
            command=wrong.command,
        )
        self.complain_in_words(sentence)

    def complain_in_words(self, sentence: str) -> None:
        """One line on stderr, whatever the names in it hold."""
        sys.stderr.write(f"{' '.join(sentence.split())}\n")
        sys.stderr.flush()
