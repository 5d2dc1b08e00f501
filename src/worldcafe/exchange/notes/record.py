"""A note while it is read: where it comes from, and what was doubtful about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from worldcafe.domain.folding import fold
from worldcafe.domain.workshop import Workshop
from worldcafe.exchange.people import Doubt


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, whichever half comes first."""
    return tuple(sorted(fold(name).split()))


@dataclass(frozen=True)
class Room:
    """What notes may refer to in a workshop, by the names people write."""

    workshop: Workshop

    @cached_property
    def tables(self) -> Mapping[int, str]:
        """Ids by number."""
        return {table.number: table.id for table in self.workshop.tables.values()}

    @cached_property
    def rounds(self) -> Mapping[int, str]:
        """Ids by number."""
        return {round_.number: round_.id for round_ in self.workshop.rounds.values()}

    def places(self, what: str) -> Mapping[int, str]:
        """The ids of the tables or of the rounds by number."""
        return self.tables if what == "table" else self.rounds

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """Codes, or names of themes that have none, by folded name."""
        themes = self.workshop.themes.values()
        return {fold(theme.name): theme.code or theme.name for theme in themes}

    @cached_property
    def people(self) -> Mapping[tuple[str, ...], list[str]]:
        """Ids of participants by the words of their names, in whatever order."""
        people: dict[tuple[str, ...], list[str]] = {}
        for person in self.workshop.participants.values():
            people.setdefault(name_words(person.name), []).append(person.id)
        return people

    def note_taker(self, table_id: str, round_id: str) -> str | None:
        """The id of whoever takes notes in a conversation."""
        return self.workshop.note_taker_of(table_id, round_id)


@dataclass(slots=True)
class Note:
    """One row or line being read."""

    room: Room
    number: int
    """Of the row or line, from 1."""
    doubts: list[Doubt] = field(default_factory=list)
    unknown_keys: dict[str, None] = field(default_factory=dict)

    def doubt(self, code: str, **params: object) -> None:
        """Something a person should look at; the contribution is read all the same."""
        self.doubts.append(Doubt(self.number, code, params, imported=True))

    def unknown_key(self, key: str) -> None:
        """A field that is none of ours."""
        self.unknown_keys[key] = None
