"""What the screens of the room are shown, as JSON has it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from worldcafe.domain.clock import read_clock
from worldcafe.domain.day import as_shown
from worldcafe.domain.projection import Scene, clock_tone, destination, entries, scene_for
from worldcafe.domain.workshop import Workshop
from worldcafe.lan.readers import Json, Shown
from worldcafe.lan.squares import squares
from worldcafe.wording import projection
from worldcafe.wording.voices import Voices
from worldcafe.wording.words import Words


def on_the_wall(
    workshop: Workshop,
    words: Words,
    shown: Shown,
    now: dt.datetime,
    disclosed: Callable[[], Mapping[str, Any]],
) -> Json:
    """What the screens of the room show. `disclosed` gives the conversations as all may read
    them.
    """
    voices = Voices(words, shown.second_language)
    whole, workshop = workshop, as_shown(workshop, shown.room)
    scene = scene_for(workshop, shown.choice)
    said: Json = {
        "scene": str(scene),
        "heading": projection.heading(workshop, voices),
        "position": projection.position(workshop, voices),
        "tone": str(clock_tone(read_clock(workshop, now))),
        "questions": list(projection.questions(workshop, voices)),
    }
    match scene:
        case Scene.QUESTION:
            asked = projection.theme_questions(workshop, voices)
            said["theme_questions"] = [
                {"colour": colour, "name": name, "question": question}
                for colour, name, question in asked
            ]
        case Scene.PLACES:
            said |= {"by_table": shown.by_table, **_places(workshop, voices)}
        case Scene.JOIN:
            said["steps"] = _steps(shown, voices)
        case Scene.INSIGHTS:
            told = replace(whole, conversations=disclosed())
            found = projection.insights(told.in_room(shown.room), voices)
            said["insights"] = [vars(each) for each in found]
        case Scene.WELCOME:
            times = projection.programme(workshop, voices)
            said["programme"] = [{"time": time, "name": name} for time, name in times]
            said["steps"] = _steps(shown, voices)
        case Scene.THANKS:
            figures = projection.numbers(workshop, voices)
            said["numbers"] = [{"n": n, "name": name} for n, name in figures]
    return said


def _steps(shown: Shown, voices: Voices) -> list[Json]:
    """The codes that bring a phone in, as squares that are dark (1) or not."""
    if shown.joining is None:
        return []
    return [
        {
            "heading": step.heading,
            "lines": list(step.lines),
            "squares": ["".join("01"[dark] for dark in line) for line in squares(step.code)],
        }
        for step in shown.joining.steps(voices)
    ]


def _places(workshop: Workshop, voices: Voices) -> Json:
    round_ = destination(workshop)
    if round_ is None:
        return {"entries": [], "companies": [], "n_unnamed": 0}
    people, n_unnamed = entries(workshop, round_.id)
    companies = projection.companies(workshop, round_.id, voices)
    return {
        "entries": [vars(each) for each in people],
        "n_unnamed": n_unnamed,
        "companies": [vars(each) for each in companies],
    }
