"""Strategies for every command and every field, taken from the models themselves.

A command or a field that is added is drawn by itself. Ids are mostly those of the small café,
so that commands meet each other and the rules; some are of another kind, and some of nothing.
"""

import datetime as dt
import importlib
import pkgutil
import types
from enum import Enum
from inspect import isabstract
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

import worldcafe.domain
from small_cafe import AT, PEOPLE
from worldcafe.domain.command import Command
from worldcafe.domain.model import ENTITIES, Contribution, Entity

for module in pkgutil.walk_packages(worldcafe.domain.__path__, "worldcafe.domain."):
    importlib.import_module(module.name)

IDS = {
    "cafe_table": ("t1", "t1", "t2", "t2", "t3", "nowhere"),
    "round": ("r1", "r1", "r2", "r2", "r3", "never"),
    "theme": ("children", "jobs", "skills"),
    "participant": (*(person.id for person in PEOPLE), "fay", "nobody"),
    "contribution": ("c1", "c2", "c3", "c4"),
    "cluster": ("k1", "k2"),
    "attachment": ("k1", "k2"),
    "open_point": ("k1", "k2"),
    "seat_wish": ("w1", "w2"),
    "room_clock": ("Aula", "Bar"),
    "seat": tuple(f"r{n}/{person.id}" for n in (1, 2) for person in PEOPLE[:3]),
}
FOREIGN = tuple(dict.fromkeys(each for ids in IDS.values() for each in ids))
MEANS = {
    "table": "cafe_table", "host": "participant", "note_taker": "participant",
    "author": "participant", "other": "contribution", "one": "contribution",
    "builds_on": "contribution", "merged_into": "contribution", "point": "open_point",
    "wish": "seat_wish", "hosts": "participant",
}  # fmt: skip
"""What a field's name says it points to, where that is not the name of the kind."""

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NAME = TEXT.filter(str.strip)
HALF_A_DAY = dt.timedelta(hours=12)
HOURS = st.timedeltas(-HALF_A_DAY, HALF_A_DAY)
CODES = ("fr", "en", "r1.talk", "r2.move", "r3.talk", "harvest", "close", "lunch")


def commands() -> dict[str, type[Command]]:
    """Every command of the program, by its name."""
    found, open_ = {}, [Command]
    while open_:
        for each in open_.pop().__subclasses__():
            open_.append(each)
            ours = each.__module__.startswith("worldcafe.")  # not those of tests
            if ours and not isabstract(each) and each.plan is not Command.plan:
                found[each.__name__] = each
    return dict(sorted(found.items()))


def ids(kind: str) -> st.SearchStrategy[str]:
    """Mostly the ids of a kind, now and then one of another."""
    return st.sampled_from([*IDS[kind] * 3, *FOREIGN] if kind in IDS else FOREIGN)


def kind_named(name: str) -> str:
    """What kind of entity a field points to by its name; empty if it is no id."""
    for ending in ("_ids", "_id"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return MEANS.get(stem, stem)
    return ""


def said_by(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Any value of a model: a few of its fields say something, the others their default."""
    return _said_by(model)


def _said_by(model):
    needed, may = {}, {}
    for name, field in model.model_fields.items():
        strategy = st.deferred(lambda n=name, f=field: of_field(model, n, f))
        (needed if field.is_required() else may)[name] = strategy

    @st.composite
    def drawn(draw):
        names = draw(st.sets(st.sampled_from(sorted(may)), max_size=4)) if may else ()
        wanted = [*needed, *sorted(names)]
        return model(**{name: draw({**needed, **may}[name]) for name in wanted})

    return drawn()


def of_field(model: type[BaseModel], name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
    """Any value of a field."""
    if name == "id" and model in ENTITIES:
        literal = get_origin(field.annotation) is Literal
        return of_type(field.annotation, name) if literal else ids(model.kind_name)
    if model is commands()["EditContribution"] and name == "changes":
        return CHANGES
    return of_type(field.annotation, name, tuple(field.metadata))


def of_type(annotation: Any, name: str, metadata: tuple[Any, ...] = ()):
    """Any value of an annotated type, for a field of this name."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *more = arguments
        return of_type(inner, name, (*metadata, *_flat(more)))
    if origin in (Union, types.UnionType):
        return st.one_of([of_type(each, name, metadata) for each in arguments])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple and arguments[-1] is not Ellipsis:
        return st.tuples(*(of_type(each, name) for each in arguments))
    if origin in (tuple, frozenset):
        items = st.lists(of_type(arguments[0], name), max_size=3)
        return items.map(origin)
    if origin is dict:
        key = "table_id" if name == "hosts" else "contribution_id"
        value = of_type(arguments[1], "participant_id" if name == "hosts" else name)
        return st.dictionaries(of_type(arguments[0], key), value, max_size=2)
    return of_plain(annotation, name, metadata)


def of_plain(annotation: Any, name: str, metadata: tuple[Any, ...]):
    """Any value of a type that is not made of others."""
    if annotation is Any:
        return st.none() | TEXT | st.integers(0, 6)
    if annotation is type(None):
        return st.none()
    if annotation is Entity:
        return st.one_of([said_by(each) for each in ENTITIES])
    if issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    if annotation is Command:
        return any_command()
    if issubclass(annotation, BaseModel):
        return said_by(annotation)
    if annotation is str:
        return of_text(name, metadata)
    if annotation is int:
        low, high = limits(metadata)
        return st.sampled_from([low, min(high, low + 3), high]) | st.integers(low, high)
    if annotation is float:
        return st.floats(*limits(metadata), allow_subnormal=False)
    if annotation is dt.timedelta:
        return HOURS.map(abs) if metadata else HOURS
    return {
        bool: st.booleans(),
        dt.date: st.dates(),
        dt.time: st.times(),
        dt.datetime: HOURS.map(AT.__add__),
    }[annotation]


def of_text(name: str, metadata: tuple[Any, ...]):
    kind = kind_named(name)
    if kind:
        # Where the type allows anything, so may whoever sends the command.
        return ids(kind) if metadata else ids(kind) | st.sampled_from(["", "x" * 101])
    patterns = [each.pattern for each in metadata if getattr(each, "pattern", None)]
    if patterns:
        return st.from_regex(patterns[0], fullmatch=True).filter(passing(metadata))
    if name in ("room", "rooms"):
        return st.sampled_from(["Aula", "Bar", ""]) | TEXT
    if any(getattr(each, "min_length", None) for each in metadata):
        return NAME
    return TEXT | st.sampled_from(CODES)


def passing(metadata: tuple[Any, ...]):
    """Whether a text is what the type's own checks let pass."""
    checks = [each.func for each in metadata if isinstance(each, AfterValidator)]

    def passes(text: str) -> bool:
        try:
            return all(check(text) == text for check in checks)
        except ValueError:
            return False

    return passes


def limits(metadata: tuple[Any, ...]) -> tuple[int, int]:
    low, high = -3, 2**40
    for each in metadata:
        low = getattr(each, "ge", None) if getattr(each, "ge", None) is not None else low
        high = getattr(each, "le", None) or high
        high = getattr(each, "lt", None) - 1 if getattr(each, "lt", None) else high
    return low, high


def _flat(metadata):
    for each in metadata:
        yield from getattr(each, "metadata", None) or [each]


@st.composite
def _changes(draw):
    """Changes of a contribution; a few are of no field, or do not fit theirs."""
    names = draw(st.sets(st.sampled_from(sorted(Contribution.model_fields)), max_size=3))
    said = {
        name: draw(of_field(Contribution, name, Contribution.model_fields[name]))
        for name in sorted(names)
    }
    return said | draw(st.sampled_from([{}, {}, {}, {"impact": 9}, {"colour": "red"}]))


CHANGES = _changes()


def any_command() -> st.SearchStrategy[Command]:
    """Any command of the program."""
    return st.deferred(lambda: st.one_of([said_by(each) for each in commands().values()]))
