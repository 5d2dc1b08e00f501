"""What no file could hold never reaches the plan of a command, or is refused by it."""

import contextlib
import datetime as dt
import types
from typing import Annotated, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from any_command import commands, said_by
from small_cafe import AT, small_workshop, stamp
from worldcafe.domain.edits import Edit
from worldcafe.domain.model import Clock
from worldcafe.domain.references import check_references
from worldcafe.domain.refusal import RuleBroken

EXTREMES = {
    str: ("\ud800", "x" * 41_000),
    int: (2**70, -(2**70)),
    dt.timedelta: (dt.timedelta.max, dt.timedelta.min, dt.timedelta(days=90_000)),
}


def leaves(annotation):
    """The plain types in an annotation, each with how a value of it is wrapped."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from leaves(inside[0])
    elif origin in (Union, types.UnionType):
        for each in inside:
            yield from leaves(each)
    elif origin in (tuple, frozenset):
        yield from (
            (kind, lambda value, o=origin: o((value,))) for kind, _ in leaves(inside[0])
        )
    elif annotation in EXTREMES:
        yield annotation, lambda value: value


@pytest.mark.parametrize("name", list(commands()))
@settings(max_examples=1, deadline=None, database=None)
@given(data=st.data())
def test_what_no_file_can_hold_is_refused_before_it_is_planned(name, data):
    kind = commands()[name]
    said = dict(data.draw(said_by(kind)))
    running = Clock(segment="r1.talk", started_at=AT)
    workshop = small_workshop().after([Edit(None, running)])
    for field, info in kind.model_fields.items():
        for plain, wrap in leaves(info.annotation):
            for extreme in EXTREMES[plain]:
                try:
                    command = kind(**{**said, field: wrap(extreme)})
                except ValidationError:
                    continue
                with contextlib.suppress(RuleBroken):
                    edits = command.plan(workshop, stamp())
                    check_references(workshop.after(edits), edits)
