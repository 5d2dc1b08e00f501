"""The texts that people typed, wherever they stand in an entity, and the way to change them.

What is a text follows from the model: every `Line` and every `Prose`. A field that is added
later is among them without a word here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import StringConstraints

from worldcafe.domain.model import Value

V = TypeVar("V", bound=Value)


def texts(value: Value, *, under: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is not empty with its path, such as `partners.0.name`."""
    for name in _fields(type(value)):
        yield from _texts_in(getattr(value, name), f"{under}{name}")


def with_texts(value: V, changed: Mapping[str, str]) -> V:
    """The same value with other texts at these paths."""
    by_field: dict[str, dict[str, str]] = {}
    for path, text in changed.items():
        name, _, rest = path.partition(".")
        by_field.setdefault(name, {})[rest] = text
    update = {name: _changed(getattr(value, name), found) for name, found in by_field.items()}
    return value.model_copy(update=update)


def _texts_in(item: Any, path: str) -> Iterator[tuple[str, str]]:
    match item:
        case str():
            if item:
                yield path, item
        case Value():
            yield from texts(item, under=f"{path}.")
        case tuple():
            for at, each in enumerate(item):
                yield from _texts_in(each, f"{path}.{at}")


def _changed(item: Any, changed: Mapping[str, str]) -> Any:
    match item:
        case Value():
            return with_texts(item, changed)
        case tuple():
            return tuple(
                _changed(each, found) if found else each
                for each, found in zip(item, _by_position(item, changed), strict=True)
            )
    return changed[""]


def _by_position(items: tuple[Any, ...], changed: Mapping[str, str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = [{} for _ in items]
    for path, text in changed.items():
        at, _, rest = path.partition(".")
        found[int(at)][rest] = text
    return found


@cache
def _fields(of: type[Value]) -> tuple[str, ...]:
    """The fields that are texts, or may hold some."""
    return tuple(
        name
        for name, field in of.model_fields.items()
        if any(map(_is_typed, field.metadata)) or _may_hold(field.annotation)
    )


def _may_hold(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return True
    typed = any(map(_is_typed, getattr(annotation, "__metadata__", ())))
    return typed or any(map(_may_hold, get_args(annotation)))


def _is_typed(constraint: object) -> bool:
    return isinstance(constraint, StringConstraints) and bool(constraint.strip_whitespace)
