"""Entities as rows of their tables, and as JSON in history."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Any, get_args, get_origin

from pydantic_core import from_json, to_json, to_jsonable_python

from worldcafe.domain.edits import Edit
from worldcafe.domain.model import ENTITIES, Entity, Value

KINDS: dict[str, type[Entity]] = {entity.kind_name: entity for entity in ENTITIES}


@cache
def columns(entity: type[Entity]) -> tuple[str, ...]:
    """The columns of an entity's table, in the order of its fields."""
    return tuple(entity.model_fields)


def row_of(entity: Entity) -> tuple[Any, ...]:
    """An entity's values in the order of `columns`; lists and parts are JSON text."""
    values = _values(type(entity))(vars(entity))
    return tuple([each if type(each) in _AS_IT_IS else _as_cell(each) for each in values])


@cache
def _values(entity: type[Entity]) -> "itemgetter[tuple[Any, ...]]":
    return itemgetter(*columns(entity))


def entities_of(kind: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[Entity]:
    """The entities behind rows. Raises `ValueError` for a row that is none."""
    entity = KINDS[kind]
    plan = [
        (name, name in _structured(entity), _empty(entity, name)) for name in columns(entity)
    ]
    for row in rows:
        # What was not said is left to the field's default: quicker, and half the memory.
        yield entity.model_validate(
            {
                name: from_json(cell) if structured and cell is not None else cell
                for (name, structured, empty), cell in zip(plan, row, strict=True)
                if cell != empty
            }
        )


def checksum(line: Sequence[Any]) -> int:
    """The CRC-32 of a line of history as text, its values in the order of the columns."""
    texts = ("" if value is None else f"{value:d}" if isinstance(value, int) else str(value)
             for value in line)  # fmt: skip
    return zlib.crc32("\x1f".join(texts).encode())


def edits_as_json(edits: Iterable[Edit]) -> str:
    """Edits as history keeps them."""
    told = (
        f'["{edit.kind}",{_text(edit.id)},{_as_json(edit.before)},{_as_json(edit.after)}]'
        for edit in edits
    )
    return f"[{','.join(told)}]"


def edits_from_json(text: str) -> list[Edit]:
    """The edits behind a line of history."""
    return [
        Edit(*(None if each is None else entity_of(kind, each) for each in (before, after)))
        for kind, _id, before, after in json.loads(text)
    ]


def entity_of(kind: str, values: dict[str, Any]) -> Entity:
    """The entity behind its values in history."""
    return KINDS[kind].model_validate(values)


@cache
def _structured(entity: type[Entity]) -> frozenset[str]:
    """The fields that are kept as JSON: lists, and parts with fields of their own."""
    fields = entity.model_fields.items()
    return frozenset(name for name, field in fields if _has_parts(field.annotation))


def _has_parts(annotation: Any) -> bool:
    if get_origin(annotation) is tuple or (
        isinstance(annotation, type) and issubclass(annotation, Value)
    ):
        return True
    return any(map(_has_parts, get_args(annotation)))


def _empty(entity: type[Entity], name: str) -> Any:
    """The cell that says the same as the field's default, or something no cell can be."""
    default = entity.model_fields[name].get_default()
    cells = {None: None, "": "", (): "[]"}
    return cells.get(default, ...) if isinstance(default, str | tuple | None) else ...


def _as_cell(value: Any) -> Any:
    if value == ():
        return "[]"  # of what is no text and no number most says nothing
    if isinstance(value, StrEnum):
        return value.value
    if not value:
        return to_jsonable_python(value, **_TELLING)
    if isinstance(value, tuple | Value):
        return to_json(value, **_TELLING).decode()
    return to_jsonable_python(value, **_TELLING)


def _as_json(entity: Entity | None) -> str:
    # Written as text at once: a third of the time that a dictionary on the way would take.
    return entity.model_dump_json(exclude_defaults=True) if entity else "null"


_AS_IT_IS = frozenset({str, int, bool, float, type(None)})
_TELLING: dict[str, Any] = {"timedelta_mode": "float"}
"""As entities do it."""
_text = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: `json.dumps` would make an encoder each time."""
