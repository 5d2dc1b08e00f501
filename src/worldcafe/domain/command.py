"""The one door to a change: a command says what a person wants and plans the edits.

`command.plan(workshop, stamp)` is pure. It returns the edits that carry out the
intention, or raises `RuleBroken`; it never changes anything itself.
"""

import datetime as dt
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict

from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Entity, Value
from worldcafe.domain.workshop import Workshop


@dataclass(frozen=True)
class Stamp:
    """What a command may know of the world: the instant, fresh identifiers, who writes."""

    at: dt.datetime
    new_id: Callable[[], str]
    writer: str = "desk"
    """The desk or device that asks; drafts are its own."""


class Command(Value):
    """What a person wants to happen to the workshop."""

    # Of forty commands a start of the program needs none.
    model_config = ConfigDict(defer_build=True)

    undoable: ClassVar[bool] = True
    """Whether undo may take it back. The running day, for one, goes only forward."""

    @property
    def intention(self) -> "Command":
        """What the person wanted by it: undo is called so, and possible if that allows it."""
        return self

    def taken_back(self, edits: Iterable[Edit]) -> "Command | None":
        """The command that takes back what it did, where undo leaves that alone."""
        return None

    @abstractmethod
    def plan(self, workshop: Workshop, stamp: Stamp) -> list[Edit]:
        """The edits that carry this out. Raises `RuleBroken` if a rule forbids it."""


@dataclass(frozen=True)
class Asked:
    """A command, and who asks for it."""

    command: Command
    origin: str
    """The page, phone or command line that asks."""
    writer: str = ""
    """The device that asks; the desk where nothing is said."""
    request: str = ""
    """What the device calls it by: the same request twice is done once."""
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes that the command's attachments speak of, by their SHA-256."""


def put(workshop: Workshop, *entities: Entity) -> list[Edit]:
    """The edits that make these entities part of the workshop as they are."""
    edits = (Edit(workshop.find(each.kind_name, each.id), each) for each in entities)
    return [edit for edit in edits if edit.before != edit.after]


def remove(entities: Iterable[Entity]) -> list[Edit]:
    """The edits that take these entities out of the workshop."""
    return [Edit(entity, None) for entity in entities]
