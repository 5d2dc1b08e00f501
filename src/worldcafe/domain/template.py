"""A café to start from: themes, room and rounds without people."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from worldcafe.domain.model import (
    USUAL_HARVEST_DURATION,
    USUAL_LANGUAGES,
    USUAL_MOVE_DURATION,
    USUAL_TALK_DURATION,
    Colour,
    Duration,
    Line,
    Prose,
    Value,
)


class TemplateTheme(Value):
    """A theme of the template."""

    name: Line
    question: Prose = ""
    colour: Colour = "#b5532a"
    code: str = ""


class TemplateRound(Value):
    """A round of the template."""

    question: Prose = ""
    break_duration: Duration = dt.timedelta(0)
    break_name: Line = ""
    talk_duration: Duration = USUAL_TALK_DURATION
    move_duration: Duration = USUAL_MOVE_DURATION


class Template(Value):
    """A café to start from, in one language."""

    key: str
    name: Line
    summary: Prose = ""
    title: Line = ""
    place: Line = ""
    date: dt.date | None = None
    starts_at: dt.time = dt.time(9, 0)
    organisers: tuple[Line, ...] = ()
    languages: tuple[str, ...] = USUAL_LANGUAGES
    n_tables: Annotated[int, Field(ge=1, le=400)] = 8
    seats: Annotated[int, Field(ge=2, le=100)] = 5
    themes: tuple[TemplateTheme, ...] = ()
    rounds: Annotated[tuple[TemplateRound, ...], Field(max_length=50)] = ()
    harvest_duration: Duration = USUAL_HARVEST_DURATION
    welcome_duration: Duration = dt.timedelta(0)
    break_duration: Duration = dt.timedelta(0)
    break_name: Line = ""
    close_duration: Duration = dt.timedelta(0)
