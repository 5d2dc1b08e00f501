"""How people are named in what leaves the house, as it was asked for on the command line."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worldcafe.cli.console import Console
from worldcafe.document.address import Place
from worldcafe.domain import harvest
from worldcafe.domain.disclosure import Disclosure, Names, to_decide
from worldcafe.domain.mentions import Given, Mention
from worldcafe.domain.refusal import refuse
from worldcafe.domain.workshop import Workshop
from worldcafe.wording.mentions import given_away, place
from worldcafe.wording.words import Words

_FIRST = 3
"""Places that the sentence names; the report has all of them."""


def asked(arguments: Namespace) -> Disclosure:
    """The choices without what was decided about texts."""
    return Disclosure(
        names=Names(arguments.names), personal_data=not arguments.no_personal_data
    )


def decided(arguments: Namespace, workshop: Workshop, console: Console) -> Disclosure:
    """The choices, what texts give away included.

    Where nobody is to be named somebody must decide about texts that name people: without
    `--mask` or `--keep` it is refused, with the places on stderr and in the report.
    """
    disclosure, found = given_away_in(arguments, workshop)
    undecided = Undecided()
    undecided.add(found, workshop, None, console.words)
    undecided.refuse(arguments.out, console)
    return disclosure


def given_away_in(
    arguments: Namespace, workshop: Workshop
) -> tuple[Disclosure, tuple[Mention, ...]]:
    """The choices, and what texts give away that nobody decided about."""
    disclosure = asked(arguments)
    if arguments.keep:
        return disclosure.keeping(to_decide(workshop, disclosure)), ()
    if arguments.mask or not disclosure.is_nameless:
        return disclosure, ()
    return disclosure, to_decide(workshop, disclosure)


@dataclass
class Undecided:
    """What texts of workshops give away although nobody is to be named."""

    found: list[Mention] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    _first: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(
        self, found: Sequence[Mention], workshop: Workshop, which: Place | None, words: Words
    ) -> None:
        """Take note of a workshop's; `which` says where it is, if there are several."""
        room = max(0, _FIRST - len(self._first))
        file = f"{which}: " if which else ""
        self._first += [
            f"{file}{place(each, workshop, words)}: {each.text}" for each in found[:room]
        ]
        said = {"workshop": str(which)} if which else {}
        self.places += [{**said, **each} for each in _as_json(found, workshop)]
        self.found += found

    def refuse(self, out: Path, console: Console) -> None:
        """Refuse, if there is anything, with the places on stderr and in the report."""
        if not self.found:
            return
        counted = Counter(each.given for each in self.found)
        report = {
            "names": counted[Given.NAME],
            "emails": counted[Given.EMAIL],
            "telephones": counted[Given.TELEPHONE],
            "places": self.places,
        }
        console.report({"path": str(out), "given_away": report})
        more = ["…"] if len(self.found) > _FIRST else []
        refuse(
            "texts_give_people_away",
            what=given_away(self.found, console.words),
            places="; ".join([*self._first, *more]),
        )


def _as_json(found: Sequence[Mention], workshop: Workshop) -> Iterator[dict[str, Any]]:
    refs = harvest.references(workshop) if found else {}
    for each in found:
        yield {
            "kind": each.kind,
            "id": each.id,
            "ref": refs.get(each.id, ""),
            "field": each.field,
            "start": each.start,
            "text": each.text,
            "given": each.given,
        }
